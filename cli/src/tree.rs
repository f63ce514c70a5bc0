//! Whole trees: every source among or below the inputs into one directory of outputs, on all cores, without what is up
//! to date.

mod manifest;
mod mark;
mod progress;
mod walk;

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::args::{self, TreeJob};
use crate::compile::{self, Compiled, Settings};
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
    let failure =
        |path: &Path, error: &io::Error| reporter.failure(&path.display().to_string(), "write", error);
    let found = walk::find(&job.inputs);
    refuse_clashes(&found.sources, reporter)?;
    fs::create_dir_all(&job.output).map_err(|error| failure(&job.output, &error))?;
    let _mark = Mark::set(&job.output);
    let path = job.output.join(manifest::NAME);
    let mut manifest = Manifest::load(&path);
    let base = manifest::base(&job.settings);
    let tree = Tree { output: &job.output, settings: &job.settings, reporter, manifest: &manifest, base };
    let progress = Progress::new(found.sources.len(), reporter.is_interactive());
    let outcomes = tree.compile_all(&found.sources, job.jobs, &progress);
    progress.clear();
    let mut totals = Totals { failed: found.problems.len(), ..Totals::default() };
    let mut text: String = found.problems.iter().map(|(name, what)| reporter.problem(name, what)).collect();
    let mut entries = Vec::new();
    for (source, outcome) in found.sources.iter().zip(outcomes) {
        totals.add(&outcome);
        text.push_str(&outcome.text);
        entries.extend(outcome.entry.and_then(|entry| Some((source.key()?.to_owned(), entry))));
    }
    tell(&text);
    // A depfile's rule needs a target that is newer than the sources.
    let must_write = job.extras.depfile.is_some();
    let is_changed = manifest.update(entries, &job.output);
    if is_changed || must_write {
        output::write_in_tree(&path, &manifest.to_bytes()).map_err(|error| failure(&path, &error))?;
    }
    if let Some(depfile) = job.extras.depfile.as_deref().filter(|_| totals.failed == 0) {
        depfile::write(depfile, &path, &found.dependencies(&job.output))
            .map_err(|error| failure(depfile, &error))?;
    }
    reporter.note(&totals.summary(start.elapsed()));
    Ok(totals)
}

/// Refuses two sources with one output.
fn refuse_clashes(sources: &[Source], reporter: Reporter) -> Result<(), String> {
    let mut seen: HashMap<&Path, &Source> = HashMap::with_capacity(sources.len());
    let mut text = String::new();
    for source in sources {
        if let Some(other) = seen.insert(&source.output, source) {
            let (one, two) = (other.path.display(), source.path.display());
            let message = format!("is the output of both {one} and {two}");
            text.push_str(&reporter.problem(&source.output.display().to_string(), &message));
        }
    }
    if text.is_empty() { Ok(()) } else { Err(text) }
}

impl Tree<'_> {
    /// Compiles every source; the answers are in their order.
    fn compile_all(&self, sources: &[Source], jobs: usize, progress: &Progress) -> Vec<Outcome> {
        let next = AtomicUsize::new(0);
        let work = || {
            let mut outcomes = Vec::new();
            while let Some(source) = sources.get(next.fetch_add(1, Ordering::Relaxed)) {
                outcomes.push((source, self.compile(source)));
                progress.step();
            }
            outcomes
        };
        let mut all = thread::scope(|scope| {
            let others: Vec<_> = (1..jobs.min(sources.len()))
                // Where the system denies a thread, the others do its share.
                .map_while(|_| thread::Builder::new().spawn_scoped(scope, work).ok())
                .collect();
            let mut all = work();
            for other in others {
                match other.join() {
                    Ok(outcomes) => all.extend(outcomes),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            all
        });
        all.sort_by_key(|(source, _)| source.index);
        all.into_iter().map(|(_, outcome)| outcome).collect()
    }

    fn compile(&self, source: &Source) -> Outcome {
        self.try_compile(source).unwrap_or_else(|text| Outcome {
            state: State::Failed,
            text,
            bytes_in: 0,
            bytes_out: 0,
            entry: None,
        })
    }

    fn try_compile(&self, source: &Source) -> Result<Outcome, String> {
        let reporter = self.reporter;
        let shown = source.path.display().to_string();
        let name = args::checked_name(source.name.clone())
            .map_err(|_| reporter.problem(&shown, "its path is no source name: compile it alone, with -s"))?;
        let text =
            input::read_file(&source.path).map_err(|error| reporter.failure(&shown, "read", &error))?;
        let path = self.output.join(&source.output);
        let key = manifest::key(&self.base, &name, &text);
        let known = source.key().and_then(|output| self.manifest.entry(output));
        let current = known.filter(|entry| entry.key == key).and_then(|entry| {
            let bytes = fs::read(&path).ok()?;
            (manifest::hash(&bytes) == entry.output).then_some((entry, bytes.len()))
        });
        if let Some((entry, bytes_out)) = current.filter(|(entry, _)| !entry.has_warnings) {
            let entry = Some(*entry);
            return Ok(Outcome {
                state: State::UpToDate,
                text: String::new(),
                bytes_in: text.len(),
                bytes_out,
                entry,
            });
        }
        let mut settings = self.settings.clone();
        settings.options.source_name = name;
        let Compiled { mpy, warnings } = compile::compile(&text, &settings)
            .map_err(|refusal| reporter.refusal(&refusal, &shown, &settings.options.source_name, &text))?;
        // Warnings are repeated until they are dealt with, the output is not.
        if current.is_none() {
            output::write_in_tree(&path, &mpy)
                .map_err(|error| reporter.failure(&path.display().to_string(), "write", &error))?;
        }
        Ok(Outcome {
            state: if current.is_some() { State::UpToDate } else { State::Compiled },
            text: reporter.diagnostics(&warnings, &shown, &text),
            bytes_in: text.len(),
            bytes_out: mpy.len(),
            entry: Some(Entry { key, output: manifest::hash(&mpy), has_warnings: !warnings.is_empty() }),
        })
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
        let sources = self.sources.iter().map(|source| source.path.as_path());
        sources.chain(self.directories.iter().filter(is_apart).map(PathBuf::as_path)).collect()
    }
}
