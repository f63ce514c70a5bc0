//! What a garbage collection costs, against the size of the heap and against what lives in it.

use std::path::Path;
use std::time::Duration;

use super::{Bench, Taken, row};
use crate::vm_reference::Vm;

/// The sizes of the heap, in MiB.
const HEAPS: [u64; 4] = [1, 4, 16, 64];
/// How much of a filled heap is alive, in percent. The rest is needed to fill it.
const FILLED: u64 = 70;
/// How often each program is run. It takes the median of several collections itself.
const RUNS: usize = 3;
/// How long one run may take.
const TIMEOUT: Duration = Duration::from_secs(120);

/// One run of the program.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Run {
    microseconds: f64,
    live: f64,
}

/// Prints two rows for each size of the heap.
pub fn print(bench: &Bench) -> Result<(), String> {
    let program = bench.file("collect.py", include_str!("collect.py"))?;
    for heap in HEAPS {
        for (what, percent) in [("small live set", 0), ("filled", FILLED)] {
            let name = format!("gc.collect(): {heap} MiB, {what}");
            let live = (heap << 20) * percent / 100;
            println!("{}", row(&name, measure(bench, &program, heap, live), "ms", 3));
        }
    }
    Ok(())
}

/// The times in milliseconds.
fn measure(bench: &Bench, program: &Path, heap: u64, live: u64) -> Result<Taken, String> {
    bench.in_turn(RUNS, |vm| {
        let run = run(vm, program, heap, live)?;
        match run.live < live as f64 {
            true => Err("the heap was not filled".into()),
            false => Ok(run.microseconds / 1e3),
        }
    })
}

fn run(vm: &Vm, program: &Path, heap: u64, live: u64) -> Result<Run, String> {
    let (heap, live) = (format!("heapsize={heap}m"), live.to_string());
    let args = ["-X".as_ref(), heap.as_ref(), program.as_os_str(), live.as_ref()];
    let output = vm.run(&args, b"", TIMEOUT)?.success()?;
    report(&output).ok_or_else(|| format!("printed {:?}", output.trim()))
}

/// Reads what the program prints.
fn report(output: &str) -> Option<Run> {
    let (microseconds, live) = output.trim().split_once(' ')?;
    Some(Run { microseconds: microseconds.parse().ok()?, live: live.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn program_prints_time_and_size() {
        assert_eq!(report("125 202720\n"), Some(Run { microseconds: 125.0, live: 202720.0 }));
    }

    #[test]
    fn traceback_is_no_time() {
        assert_eq!(report("MemoryError: memory allocation failed\n"), None);
    }
}
