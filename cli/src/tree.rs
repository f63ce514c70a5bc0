//! Whole trees: every source among or below the inputs into one directory of outputs, on all cores, without what is up
//! to date.

mod manifest;
mod mark;
mod progress;
mod walk;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::args::{self, TreeJob};
use crate::compile::{self, Settings};
use crate::report::{Reporter, tell};
use crate::{depfile, input, output, watch};
use manifest::{Entry, Hash, Manifest};
use mark::Mark;
use progress::Progress;
use walk::{Found, Source};

/// Compiles a tree, again and again if that is asked for. True if every output is there.
pub fn run(job: &TreeJob) -> bool {
    let reporter = Reporter::new(job.extras.format);
    if !job.extras.watch {
        return run_once(job, reporter);
    }
    let stopped = watch::tree(&job.inputs, || {
        run_once(job, reporter);
    });
    tell(&reporter.problem(&job.output.display().to_string(), &stopped));
    false
}

fn run_once(job: &TreeJob, reporter: Reporter) -> bool {
    match compile_tree(job, reporter) {
        Ok(totals) => totals.failed == 0,
        Err(message) => {
            tell(&message);
            false
        }
    }
}

/// How many outputs each thread may hold until it is known where they may go.
const MOST_WAITING: usize = 1000;

/// What became of one source.
struct Outcome {
    state: State,
    /// What there is to say about it.
    text: String,
    bytes_in: usize,
    bytes_out: usize,
    entry: Option<Entry>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Compiled,
    UpToDate,
    Failed,
}

/// The numbers of the last line.
#[derive(Default)]
struct Totals {
    compiled: usize,
    up_to_date: usize,
    failed: usize,
    bytes_in: usize,
    bytes_out: usize,
}

/// All that compiling one source needs to know.
struct Tree<'a> {
    output: &'a Path,
    settings: &'a Settings,
    reporter: Reporter,
    manifest: &'a Manifest,
    /// Begins every key.
    base: Hash,
}

/// Compiles the sources as they are now; an error is one that stopped everything.
fn compile_tree(job: &TreeJob, reporter: Reporter) -> Result<Totals, String> {
    let start = Instant::now();
    let path = job.output.join(manifest::NAME);
    let mut manifest = Manifest::load(&path);
    let base = manifest::base(&job.settings);
    let tree = Tree { output: &job.output, settings: &job.settings, reporter, manifest: &manifest, base };
    let Results { found, outcomes, _mark } = tree.compile_all(&job.inputs, job.jobs)?;
    let mut totals = Totals { failed: found.problems.len(), ..Totals::default() };
    let mut text: String = found.problems.iter().map(|(name, what)| reporter.problem(name, what)).collect();
    let mut entries = Vec::new();
    for (source, outcome) in outcomes {
        totals.add(&outcome);
        text.push_str(&outcome.text);
        entries.extend(outcome.entry.and_then(|entry| Some((source.key()?.to_owned(), entry))));
    }
    tell(&text);
    // A depfile's rule needs a target that is newer than the sources.
    let must_write = job.extras.depfile.is_some();
    let is_changed = manifest.update(entries, &job.output);
    if is_changed || must_write {
        output::write_in_tree(&path, &manifest.to_bytes())
            .map_err(|error| write_failure(reporter, &path, &error))?;
    }
    if let Some(depfile) = job.extras.depfile.as_deref().filter(|_| totals.failed == 0) {
        depfile::write(depfile, &path, &found.dependencies(&job.output))
            .map_err(|error| write_failure(reporter, depfile, &error))?;
    }
    reporter.note(&totals.summary(start.elapsed()));
    Ok(totals)
}

fn write_failure(reporter: Reporter, path: &Path, error: &io::Error) -> String {
    reporter.failure(&path.display().to_string(), "write", error)
}

/// What came of a tree.
struct Results {
    found: Found,
    /// What became of each source, in their order.
    outcomes: Vec<(Source, Outcome)>,
    _mark: Mark,
}

/// A source that is compiled, or was before, and what is still to be written.
struct Compiled {
    outcome: Outcome,
    /// The output's content, unless that is there.
    mpy: Option<Vec<u8>>,
}

impl Tree<'_> {
    /// Compiles every source. Other threads compile while this one still looks for sources; they write once it is known
    /// that no two sources have the same output.
    fn compile_all(&self, inputs: &[PathBuf], jobs: usize) -> Result<Results, String> {
        let progress = Progress::new(self.reporter.is_interactive());
        let (sender, sources) = mpsc::channel();
        let sources = Mutex::new(sources);
        let may_write = Gate::default();
        let work = || self.work(&sources, &may_write, &progress);
        let (found, prepared, mut outcomes) = thread::scope(|scope| {
            let mut others = Vec::new();
            let found = walk::find(inputs, &mut |source| {
                progress.expect_another();
                // The receiver is there as long as this function.
                let _ = sender.send(source);
                if others.len() + 1 < jobs {
                    // Where the system denies a thread, the others do its share.
                    others.extend(thread::Builder::new().spawn_scoped(scope, work).ok());
                }
            });
            drop(sender);
            let prepared = self.prepare_output(&found);
            may_write.open(prepared.is_ok());
            let mut all = work();
            for other in others {
                match other.join() {
                    Ok(outcomes) => all.extend(outcomes),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            (found, prepared, all)
        });
        progress.clear();
        outcomes.sort_by_key(|(source, _)| source.index);
        prepared.map(|mark| Results { found, outcomes, _mark: mark })
    }

    /// Makes the directory of the outputs ready for them, if every output is that of one source.
    fn prepare_output(&self, found: &Found) -> Result<Mark, String> {
        refuse_clashes(found, self.reporter)?;
        fs::create_dir_all(self.output).map_err(|error| write_failure(self.reporter, self.output, &error))?;
        Ok(Mark::set(self.output))
    }

    /// Compiles sources until there are no more.
    fn work(
        &self,
        sources: &Mutex<Receiver<Source>>,
        may_write: &Gate,
        progress: &Progress,
    ) -> Vec<(Source, Outcome)> {
        let mut outcomes = Vec::new();
        let mut waiting = Vec::new();
        loop {
            // The lock is free again when there is a source.
            let source = sources.lock().ok().and_then(|sources| sources.recv().ok());
            let is_last = source.is_none();
            waiting.extend(source.map(|source| {
                let compiled = self.compile(&source);
                (source, compiled)
            }));
            let must_wait = is_last || waiting.len() >= MOST_WAITING;
            match if must_wait { Some(may_write.wait()) } else { may_write.state() } {
                Some(true) => {
                    for (source, compiled) in waiting.drain(..) {
                        let outcome = self.finish(&source, compiled);
                        outcomes.push((source, outcome));
                        progress.step();
                    }
                }
                Some(false) => return Vec::new(),
                None => {}
            }
            if is_last {
                return outcomes;
            }
        }
    }

    fn compile(&self, source: &Source) -> Compiled {
        self.try_compile(source).unwrap_or_else(|text| Compiled { outcome: Outcome::failed(text), mpy: None })
    }

    fn try_compile(&self, source: &Source) -> Result<Compiled, String> {
        let reporter = self.reporter;
        let shown = source.path.display().to_string();
        let name = args::checked_name(source.name.clone())
            .map_err(|_| reporter.problem(&shown, "its path is no source name: compile it alone, with -s"))?;
        let text =
            input::read_file(&source.path).map_err(|error| reporter.failure(&shown, "read", &error))?;
        let key = manifest::key(&self.base, &name, &text);
        let known = source.key().and_then(|output| self.manifest.entry(output));
        let current = known.filter(|entry| entry.key == key).and_then(|entry| {
            let bytes = fs::read(self.output.join(&source.output)).ok()?;
            (manifest::hash(&bytes) == entry.output).then_some((entry, bytes.len()))
        });
        if let Some((entry, bytes_out)) = current.filter(|(entry, _)| !entry.has_warnings) {
            let outcome = Outcome {
                state: State::UpToDate,
                text: String::new(),
                bytes_in: text.len(),
                bytes_out,
                entry: Some(*entry),
            };
            return Ok(Compiled { outcome, mpy: None });
        }
        let mut settings = self.settings.clone();
        settings.options.source_name = name;
        let compile::Compiled { mpy, warnings } = compile::compile(&text, &settings)
            .map_err(|refusal| reporter.refusal(&refusal, &shown, &settings.options.source_name, &text))?;
        let outcome = Outcome {
            state: if current.is_some() { State::UpToDate } else { State::Compiled },
            text: reporter.diagnostics(&warnings, &shown, &text),
            bytes_in: text.len(),
            bytes_out: mpy.len(),
            entry: Some(Entry { key, output: manifest::hash(&mpy), has_warnings: !warnings.is_empty() }),
        };
        // Warnings are repeated until they are dealt with, the output is not.
        Ok(Compiled { outcome, mpy: current.is_none().then_some(mpy) })
    }

    /// Writes the output.
    fn finish(&self, source: &Source, compiled: Compiled) -> Outcome {
        let Some(mpy) = compiled.mpy else { return compiled.outcome };
        let path = self.output.join(&source.output);
        match output::write_in_tree(&path, &mpy) {
            Ok(()) => compiled.outcome,
            Err(error) => Outcome::failed(write_failure(self.reporter, &path, &error)),
        }
    }
}

/// Refuses two sources with one output.
fn refuse_clashes(found: &Found, reporter: Reporter) -> Result<(), String> {
    let problem = |(output, one, two): &(PathBuf, PathBuf, PathBuf)| {
        let message = format!("is the output of both {} and {}", one.display(), two.display());
        reporter.problem(&output.display().to_string(), &message)
    };
    let text: String = found.clashes.iter().map(problem).collect();
    if text.is_empty() { Ok(()) } else { Err(text) }
}

/// A question that one thread answers and others wait for.
#[derive(Default)]
struct Gate {
    answer: Mutex<Option<bool>>,
    is_answered: Condvar,
}

impl Gate {
    fn open(&self, answer: bool) {
        *self.answer() = Some(answer);
        self.is_answered.notify_all();
    }

    fn state(&self) -> Option<bool> {
        *self.answer()
    }

    fn wait(&self) -> bool {
        let answer = self.is_answered.wait_while(self.answer(), |answer| answer.is_none());
        answer.unwrap_or_else(PoisonError::into_inner).unwrap_or(false)
    }

    /// No thread panics while it holds the lock.
    fn answer(&self) -> MutexGuard<'_, Option<bool>> {
        self.answer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Outcome {
    fn failed(text: String) -> Self {
        Outcome { state: State::Failed, text, bytes_in: 0, bytes_out: 0, entry: None }
    }
}

impl Totals {
    fn add(&mut self, outcome: &Outcome) {
        *match outcome.state {
            State::Compiled => &mut self.compiled,
            State::UpToDate => &mut self.up_to_date,
            State::Failed => &mut self.failed,
        } += 1;
        self.bytes_in += outcome.bytes_in;
        self.bytes_out += outcome.bytes_out;
    }

    /// `3 compiled, 4 up to date, 0 failed; 1234 bytes in, 567 bytes out; 0.012 s`
    fn summary(&self, time: Duration) -> String {
        let Totals { compiled, up_to_date, failed, bytes_in, bytes_out } = self;
        let seconds = time.as_secs_f64();
        format!(
            "{compiled} compiled, {up_to_date} up to date, {failed} failed; \
             {bytes_in} bytes in, {bytes_out} bytes out; {seconds:.3} s"
        )
    }
}

impl Found {
    /// What the outputs depend on: the sources, and the directories, which change when a source is added. Directories
    /// in which outputs are written are left out, since every run changes them.
    fn dependencies(&self, output: &Path) -> Vec<&Path> {
        let output: PathBuf = fs::canonicalize(output).unwrap_or_default();
        let is_apart = |directory: &&PathBuf| {
            fs::canonicalize(directory).is_ok_and(|directory| !directory.starts_with(&output))
        };
        let sources = self.sources.iter().map(PathBuf::as_path);
        sources.chain(self.directories.iter().filter(is_apart).map(PathBuf::as_path)).collect()
    }
}
