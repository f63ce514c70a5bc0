//! `cargo xtask bench`: how long the command takes, beside mpy-cross and by the size of the source.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use constrictor::Options;
use constrictor::bytecode::write::write;

use crate::{reference, release, target_dir};

/// How often each command is run on each file.
const RUNS: usize = 41;
/// Enough for mpy-cross, whose default of 2 MiB is too little for the larger files. Ours ignores it.
const HEAP: [&str; 2] = ["-X", "heapsize=16m"];
/// From which size of a source, in bytes, mpy-cross is given [`HEAP`]. Setting up a heap that a small file does not
/// need would count against mpy-cross.
const HEAP_FROM: usize = 10_000;
/// One unit of the generated module; `4711` stands for its number.
const UNIT: &str = include_str!("bench_unit.py");

/// Runs the subcommand. The answer is always yes: timings are for people to judge.
pub fn main(_: &[String]) -> Result<bool, String> {
    let directory = target_dir().join("bench");
    fs::create_dir_all(&directory).map_err(|error| format!("{}: {error}", directory.display()))?;
    let commands = [release::build()?, reference::mpy_cross()?];
    println!("{:28} {:>12} {:>12} {:>8}", "whole process, median", "constrictor", "mpy-cross", "ratio");
    for (label, source) in inputs() {
        compare(&commands, &directory, &label, &source)?;
    }
    println!("{:28} {:>12} {:>12}", "in process", "time", "per byte");
    for size in [80_000, 8_000_000] {
        time_in_process(&generated(size))?;
    }
    Ok(true)
}

/// The files to compile, by name.
fn inputs() -> Vec<(String, Vec<u8>)> {
    let mut inputs =
        vec![("one line".to_owned(), b"x = 1\n".to_vec()), ("generated".to_owned(), generated(100_000))];
    let argparse = Command::new("python3").args(["-c", "import argparse; print(argparse.__file__)"]).output();
    let path =
        argparse.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned()).unwrap_or_default();
    if let Ok(source) = fs::read(path) {
        inputs.push(("CPython's argparse".to_owned(), source));
    }
    inputs
}

/// A module of about `size` bytes.
fn generated(size: usize) -> Vec<u8> {
    let mut source = String::with_capacity(size + UNIT.len());
    for number in 0.. {
        if source.len() >= size {
            break;
        }
        source.push_str(&UNIT.replace("4711", &number.to_string()));
    }
    source.into_bytes()
}

/// Runs the commands in turn on one source.
fn compare(commands: &[PathBuf; 2], directory: &Path, label: &str, source: &[u8]) -> Result<(), String> {
    let path = directory.join("input.py");
    fs::write(&path, source).map_err(|error| format!("{}: {error}", path.display()))?;
    let heap = if source.len() < HEAP_FROM { &[][..] } else { &HEAP[..] };
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..RUNS {
        for (command, times) in commands.iter().zip(&mut times) {
            times.push(time_process(command, &path, heap)?);
        }
    }
    let [ours, theirs] = times.map(median);
    let label = format!("{label}, {} bytes", source.len());
    println!(
        "{label:28} {:>9.2} ms {:>9.2} ms {:>8.2}",
        millis(ours),
        millis(theirs),
        millis(ours) / millis(theirs)
    );
    Ok(())
}

fn time_process(command: &Path, source: &Path, heap: &[&str]) -> Result<Duration, String> {
    let start = Instant::now();
    // Standard output: what replacing a file costs depends on the file system more than on the compiler.
    let status = Command::new(command)
        .args(heap)
        .args(["-o", "-"])
        .arg(source)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status();
    let time = start.elapsed();
    match status {
        Ok(status) if status.success() => Ok(time),
        Ok(status) => Err(format!("{} {}: {status}", command.display(), source.display())),
        Err(error) => Err(format!("{}: {error}", command.display())),
    }
}

/// Compiles in this process, as often as takes about a second.
fn time_in_process(source: &[u8]) -> Result<(), String> {
    let runs = (8_000_000 / source.len()).clamp(3, 101);
    let mut times = Vec::new();
    for _ in 0..runs {
        let start = Instant::now();
        let module = constrictor::compile(source, &Options::default()).map_err(|error| error.to_string())?;
        std::hint::black_box(write(&module));
        times.push(start.elapsed());
        // Freeing the module is not part of what a user waits for, and may go on meanwhile.
        thread::spawn(move || drop(module));
    }
    let time = median(times);
    let per_byte = time.as_nanos() as f64 / source.len() as f64;
    println!(
        "{:28} {:>9.2} ms {per_byte:>9.1} ns",
        format!("generated, {} bytes", source.len()),
        millis(time)
    );
    Ok(())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generated_module_has_about_the_size_asked_for() {
        assert!((100_000..100_000 + 2 * UNIT.len()).contains(&generated(100_000).len()));
    }

    #[test]
    fn median_is_the_middle() {
        assert_eq!(median([9, 1, 5].map(Duration::from_millis).into()), Duration::from_millis(5));
    }
}
