//! What a process costs that does nothing: its time, and its memory once it has started.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Stdio};
use std::time::Instant;

use super::{Bench, Taken, row};
use crate::process::peak_memory;
use crate::vm_reference::Vm;

/// How often an empty program is run. Odd, so that there is one in the middle.
const RUNS: usize = 41;

/// A program that is at its start until it is given a line, and tells when.
const WAIT: &str = "print(1)\ninput()\n";

/// Prints both rows.
pub fn print(bench: &Bench) {
    println!("{}", row("empty program: whole process", start_up(bench), "ms", 2));
    println!("{}", row("empty program: peak memory", memory(bench), "MB", 2));
}

/// The time of a process in milliseconds, as its parent sees it.
fn start_up(bench: &Bench) -> Result<Taken, String> {
    are_programs(bench)?;
    let path = bench.file("empty.py", "")?;
    bench.in_turn(RUNS, |vm| {
        let mut command = vm.command();
        command.arg(&path).stdin(Stdio::null()).stdout(Stdio::null());
        let start = Instant::now();
        let status = command.status();
        let time = start.elapsed();
        match status {
            Ok(status) if status.success() => Ok(time.as_secs_f64() * 1e3),
            Ok(status) => Err(status.to_string()),
            Err(error) => Err(error.to_string()),
        }
    })
}

/// The most memory of a process in megabytes, before it does anything of its own.
fn memory(bench: &Bench) -> Result<Taken, String> {
    are_programs(bench)?;
    let path = bench.file("wait.py", WAIT)?;
    bench.in_turn(3, |vm| {
        let mut command = vm.command();
        command.arg(&path).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().map_err(|error| error.to_string())?;
        let peak = waiting_peak(&mut child);
        child.wait().map_err(|error| error.to_string())?;
        peak.map(|bytes| bytes as f64 / 1e6)
    })
}

/// Asks for the peak of a process while it waits, and lets it go on.
fn waiting_peak(child: &mut Child) -> Result<u64, String> {
    // Dropped at the end: what waits for a line then finds the end of its input.
    let mut stdin = child.stdin.take().ok_or("no standard input")?;
    let mut stdout = BufReader::new(child.stdout.take().ok_or("no standard output")?);
    let mut line = String::new();
    stdout.read_line(&mut line).map_err(|error| error.to_string())?;
    if line.trim_end() != "1" {
        return Err("it does not run print".into());
    }
    let peak = peak_memory(child.id());
    // The process may have ended without reading.
    let _ = stdin.write_all(b"\n");
    let _ = stdout.read_to_string(&mut line);
    peak
}

/// Refuses what cannot be measured as a process.
fn are_programs(bench: &Bench) -> Result<(), String> {
    match [&bench.ours, &bench.reference].into_iter().find(|vm| is_script(vm)) {
        Some(vm) => Err(format!("{} is a script", vm.program().display())),
        None => Ok(()),
    }
}

/// Whether a command is run by another interpreter, as PyPI's MicroPython is: of such a process, one would measure that.
fn is_script(vm: &Vm) -> bool {
    let mut start = [0; 2];
    File::open(vm.program()).and_then(|mut file| file.read_exact(&mut start)).is_ok() && &start == b"#!"
}
