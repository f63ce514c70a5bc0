//! `cargo xtask mutants`: do both compilers agree about files that something was done to?
//!
//! Real files are mostly right, and programs made up are mostly dull. A real file with a piece missing, doubled or in
//! the wrong place finds out what a compiler does at the edges: where it notices, and what it says.

pub mod minimise;
pub mod mutate;
mod pieces;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use crate::conformance::{
    Comparison, Verdict, compare, name_the_file_in_panics, on_large_stacks, python_files,
};
use crate::reference;
use minimise::minimise;
use mutate::{Random, Source};

/// Larger files only repeat what smaller ones have.
const MAX_FILE_SIZE: u64 = 20 << 10;

/// How often both compilers may run to make one source smaller.
const MINIMISE_BUDGET: usize = 600;

/// The name that mutants are compiled under.
const NAME: &str = "mutant.py";

/// What the command line asks for.
struct Request {
    paths: Vec<PathBuf>,
    count: usize,
    from: usize,
    seed: u64,
    jobs: usize,
    show: usize,
    print: bool,
}

/// Runs the subcommand. The answer is whether the compilers agree about every mutant.
pub fn main(args: &[String]) -> Result<bool, String> {
    let request = parse(args)?;
    let mpy_cross = reference::mpy_cross()?;
    let sources = sources(&request.paths)?;
    if request.print {
        let mutant = make(&sources, request.seed, request.from);
        print!("{}", String::from_utf8_lossy(&mutant.text));
        return Ok(true);
    }
    let scratch = Scratch::new(request.jobs)?;
    let start = Instant::now();
    let results = compare_all(&mpy_cross, &sources, &request, &scratch)?;
    let seconds = start.elapsed().as_secs_f64();
    println!("{} files, {} mutants (seed {}), {seconds:.0} s", sources.len(), request.count, request.seed);
    for (verdict, count) in &results.counts {
        println!("{count:8}  {verdict}");
    }
    let groups = Disagreement::groups(results.disagreements);
    for (kind, members) in &groups {
        println!("\n{} mutants: {kind}", members.len());
        show(&mpy_cross, &sources, &request, kind, members, &scratch.files[0])?;
    }
    Ok(groups.is_empty())
}

fn parse(args: &[String]) -> Result<Request, String> {
    let mut request =
        Request { paths: Vec::new(), count: 100_000, from: 0, seed: 1, jobs: 2, show: 3, print: false };
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let mut number = || crate::number(arg, args.next());
        match arg.as_str() {
            "--count" => request.count = number()?,
            "--from" => request.from = number()?,
            "--seed" => request.seed = number()? as u64,
            "--jobs" => request.jobs = number()?.max(1),
            "--show" => request.show = number()?,
            "--print" => request.print = true,
            option if option.starts_with("--") => return Err(format!("unknown option {option}")),
            path => request.paths.push(path.into()),
        }
    }
    if request.paths.is_empty() {
        return Err("mutants needs at least one directory or file".into());
    }
    Ok(request)
}

fn sources(paths: &[PathBuf]) -> Result<Vec<Source>, String> {
    let mut sources = Vec::new();
    for file in python_files(paths)? {
        let message = |error| format!("{}: {error}", file.display());
        if fs::metadata(&file).map_err(message)?.len() <= MAX_FILE_SIZE {
            sources.extend(Source::new(fs::read(&file).map_err(message)?));
        }
    }
    if sources.is_empty() {
        return Err(format!("there is no file of at most {MAX_FILE_SIZE} bytes to make mutants of"));
    }
    Ok(sources)
}

/// A mutant, and how to compile it.
struct Mutant {
    text: Vec<u8>,
    level: u8,
}

/// Makes the mutant with a number. The order in which mutants are made does not matter.
fn make(sources: &[Source], seed: u64, number: usize) -> Mutant {
    let mut random = Random::new(seed, number as u64);
    let level = random.below(4) as u8;
    let source = &sources[random.below(sources.len())];
    Mutant { text: source.mutant(&mut random), level }
}

/// A file for each thread; the folder goes when this does.
struct Scratch {
    folder: PathBuf,
    files: Vec<PathBuf>,
}

impl Scratch {
    fn new(jobs: usize) -> Result<Self, String> {
        let memory = Path::new("/dev/shm");
        let parent = if memory.is_dir() { memory.to_owned() } else { crate::target_dir() };
        let folder = parent.join(format!("constrictor-mutants-{}", std::process::id()));
        fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let files = (0..jobs).map(|job| folder.join(format!("{job}.py"))).collect();
        Ok(Scratch { folder, files })
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What is left over in a temporary folder does no harm.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A mutant that the compilers disagree about.
struct Disagreement {
    number: usize,
    kind: String,
}

impl Disagreement {
    /// The numbers of the mutants, by how the compilers disagree.
    fn groups(mut all: Vec<Disagreement>) -> BTreeMap<String, Vec<usize>> {
        all.sort_by_key(|disagreement| disagreement.number);
        let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for Disagreement { number, kind } in all {
            groups.entry(kind).or_default().push(number);
        }
        groups
    }
}

/// What came out of a run.
#[derive(Default)]
struct Results {
    counts: BTreeMap<&'static str, usize>,
    disagreements: Vec<Disagreement>,
}

fn compare_all(
    mpy_cross: &Path,
    sources: &[Source],
    request: &Request,
    scratch: &Scratch,
) -> Result<Results, String> {
    let _hook = name_the_file_in_panics();
    let next = AtomicUsize::new(0);
    let results = Mutex::new(Results::default());
    on_large_stacks(request.jobs, |job| {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            if index >= request.count {
                return Ok(());
            }
            let number = request.from + index;
            let mutant = make(sources, request.seed, number);
            let comparison = try_out(mpy_cross, &mutant.text, mutant.level, &scratch.files[job])?;
            let mut results = results.lock().map_err(|_| "another thread failed")?;
            *results.counts.entry(comparison.verdict.title()).or_default() += 1;
            if let Some(kind) = comparison.disagreement() {
                results.disagreements.push(Disagreement { number, kind });
            }
            if index > 0 && index.is_multiple_of(10_000) {
                eprintln!("{index} mutants, {} disagreements", results.disagreements.len());
            }
        }
    })?;
    results.into_inner().map_err(|_| "a thread failed".to_owned())
}

fn try_out(mpy_cross: &Path, text: &[u8], level: u8, file: &Path) -> Result<Comparison, String> {
    fs::write(file, text).map_err(|error| format!("{}: {error}", file.display()))?;
    compare(mpy_cross, file, NAME, level)
}

/// Prints the first disagreements of one kind, each made smaller; the same source only once.
fn show(
    mpy_cross: &Path,
    sources: &[Source],
    request: &Request,
    wanted: &str,
    numbers: &[usize],
    file: &Path,
) -> Result<(), String> {
    let mut shown: Vec<Vec<u8>> = Vec::new();
    for &number in numbers.iter().take(request.show) {
        let mutant = make(sources, request.seed, number);
        let small = on_large_stacks(1, |_| {
            minimise(&mutant.text, MINIMISE_BUDGET, |text| {
                let comparison = try_out(mpy_cross, text, mutant.level, file)?;
                Ok(comparison.disagreement().as_deref() == Some(wanted))
            })
        })?;
        let Some(small) = small.into_iter().next().filter(|small| !shown.contains(small)) else {
            continue;
        };
        let details = on_large_stacks(1, |_| {
            let comparison = try_out(mpy_cross, &small, mutant.level, file)?;
            let panics = comparison.verdict == Verdict::OursPanics;
            Ok(if panics { String::new() } else { comparison.details() })
        })?;
        println!("  mutant {number}, -O{}: {:?}", mutant.level, String::from_utf8_lossy(&small));
        print!("{}", details.concat());
        shown.push(small);
    }
    Ok(())
}
