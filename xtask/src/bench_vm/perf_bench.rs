//! MicroPython's own benchmarks, tests/perf_bench.
//!
//! They are put together as its run-perfbench.py does: the benchmark, benchrun.py, and a call with the size of a
//! machine, piped to the command. Each prints the microseconds it took, the number of operations, and a result.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::{Bench, Pair, Taken, geometric_mean, message, row};
use crate::vm_reference::{self, Vm};

/// How long one run may take.
const TIMEOUT: Duration = Duration::from_secs(300);

/// What comes first: with a program from standard input, the current folder is searched for modules.
const PROLOGUE: &str = "import sys\nsys.path.remove('')\n\n";

/// The size of a PC: megahertz, and kilobytes of heap (MicroPython, tests/run-perfbench.py).
const CALL: &str = "bm_run(1000, 1000)\n";

/// What the names of benchmarks of native code start with.
const NATIVE: [&str; 2] = ["viper_", "native_"];

/// From how many milliseconds on the processor time of a process says something of the benchmark in it.
const CPU_FROM: f64 = 1.0;

/// Measures processor time. Rust's library has no way to ask for that of a process it waits for.
const CPU: &str = include_str!("cpu.py");

/// One run of a benchmark.
#[derive(Clone, Debug, PartialEq)]
struct Run {
    /// What the benchmark measured, in microseconds.
    time: f64,
    /// The processor time of the whole process, in microseconds.
    cpu: f64,
    /// The number of operations and the result, which have to agree.
    outcome: String,
}

/// Runs the benchmarks and prints a row for each. The answer is whether all agree.
pub(super) fn print(bench: &Bench, folder: &Path, only: &[String]) -> Result<bool, String> {
    let ending = read(&folder.join("benchrun.py"))? + CALL;
    let idle = bench.in_turn(bench.rounds.max(5), |vm| Ok(run(vm, "")?.1))?.medians();
    let (mut ratios, mut cpu_ratios, mut all_agree) = (Vec::new(), Vec::new(), true);
    for path in benchmarks(folder, only)? {
        let name = path.file_stem().unwrap_or_default().display().to_string();
        let program = [PROLOGUE, &read(&path)?, &ending].concat();
        let measured = measure(bench, &program, &idle);
        let mut by_cpu = String::new();
        if let Ok((times, cpu)) = &measured {
            ratios.push(times.medians().ratio());
            if times.medians().reference >= CPU_FROM {
                cpu_ratios.push(cpu.medians().ratio());
                by_cpu = format!(" {:>7.2}", cpu.medians().ratio());
            }
        }
        all_agree &= measured.is_ok();
        println!("{}{by_cpu}", row(&name, measured.map(|(times, _)| times), "ms", 1));
    }
    let (mean, cpu_mean) = (geometric_mean(&ratios), geometric_mean(&cpu_ratios));
    println!("{:64} {mean:>7.2} {cpu_mean:>7.2}", format!("geometric mean of {}", ratios.len()));
    Ok(all_agree)
}

/// The benchmarks of bytecode, sorted.
pub(crate) fn benchmarks(folder: &Path, only: &[String]) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|error| message(folder, &error))?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.file_name().is_some_and(|name| is_benchmark(&name.to_string_lossy(), only)));
    paths.sort();
    Ok(paths)
}

/// Whether a file is a benchmark to run.
fn is_benchmark(file_name: &str, only: &[String]) -> bool {
    let Some(name) = file_name.strip_suffix(".py") else { return false };
    let is_native = NATIVE.iter().any(|native| name.starts_with(native));
    let is_asked_for = only.is_empty() || only.iter().any(|part| name.contains(part));
    name != "benchrun" && !is_native && is_asked_for
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| message(path, &error))
}

/// The times and the processor times in milliseconds, if all runs agree on the result. `idle` is the processor time of
/// processes that do nothing, in microseconds.
fn measure(bench: &Bench, program: &str, idle: &Pair<f64>) -> Result<(Taken, Taken), String> {
    let runs = bench.in_turn(bench.rounds, |vm| {
        let (output, cpu) = run(vm, program)?;
        report(&output).map(|(time, outcome)| Run { time, cpu, outcome })
    })?;
    let expected = runs.reference.first().map(|run| &run.outcome);
    if runs.ours.iter().chain(&runs.reference).any(|run| Some(&run.outcome) != expected) {
        return Err("the results differ".into());
    }
    let time = |runs: &[Run]| runs.iter().map(|run| run.time / 1e3).collect();
    // A process with a short one may take no longer than one that does nothing.
    let cpu = |runs: &[Run], idle: f64| runs.iter().map(|run| (run.cpu - idle).max(1.0) / 1e3).collect();
    let times = Pair { ours: time(&runs.ours), reference: time(&runs.reference) };
    let cpu = Pair { ours: cpu(&runs.ours, idle.ours), reference: cpu(&runs.reference, idle.reference) };
    Ok((times, cpu))
}

/// What a program prints, and the processor time of the process in microseconds.
fn run(vm: &Vm, program: &str) -> Result<(String, f64), String> {
    let mut python = Command::new("python3");
    python.args(["-S", "-c", CPU]).args(vm.words());
    let ended = vm_reference::run(&mut python, program.as_bytes(), TIMEOUT)?;
    let cpu = ended.last_words().parse().map_err(|_| "no processor time is known");
    Ok((ended.success()?, cpu?))
}

/// Reads what a benchmark prints: microseconds, operations and result, or that it is not for this machine.
pub(crate) fn report(output: &str) -> Result<(f64, String), String> {
    let output = output.trim();
    let not_run = || output.lines().next_back().unwrap_or("no output").to_owned();
    let (time, outcome) = output.split_once(char::is_whitespace).ok_or_else(not_run)?;
    match time.parse::<u64>() {
        Ok(microseconds) => Ok((microseconds as f64, outcome.trim_start().into())),
        Err(_) => Err(not_run()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn result_may_have_several_lines() {
        assert_eq!(report("1500 20 (1, 2)\n3\n"), Ok((1500.0, "20 (1, 2)\n3".into())));
    }

    #[test]
    fn benchmark_may_be_too_large() {
        assert_eq!(report("-1 -1 SKIP: no matching params\n"), Err("-1 -1 SKIP: no matching params".into()));
    }

    #[test]
    fn benchmark_may_lack_what_it_needs() {
        assert_eq!(report("SKIP\n"), Err("SKIP".into()));
    }

    #[test]
    fn native_code_is_left_out() {
        assert!(!is_benchmark("viper_call0.py", &[]));
    }

    #[test]
    fn expected_results_are_no_benchmarks() {
        assert!(!is_benchmark("core_import_mpy_multi.py.exp", &[]));
    }

    #[test]
    fn benchmarks_are_named_by_parts() {
        assert!(is_benchmark("bm_fft.py", &["fft".into()]));
    }
}
