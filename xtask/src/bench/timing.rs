//! Times of this compiler, in process and as a command, and of mpy-cross.

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use constrictor::Options;
use constrictor::bytecode::write::write;

use super::{Bench, Measured, generated};

/// How often each is run. Odd, so that there is one in the middle.
const RUNS: usize = 41;
/// Enough for mpy-cross, whose default of 2 MiB is too little for the larger files. Ours ignores it.
const HEAP: [&str; 2] = ["-X", "heapsize=16m"];
/// From which size of a source, in bytes, mpy-cross is given [`HEAP`]. Setting up a heap that a small file does not
/// need would count against mpy-cross.
const HEAP_FROM: u64 = 10_000;

impl Measured {
    /// One time divided by another.
    pub fn times(ours: Duration, reference: Duration) -> Measured {
        let text = |time: Duration| format!("{:.2} ms", time.as_secs_f64() * 1e3);
        let ratio = ours.as_secs_f64() / reference.as_secs_f64();
        Measured { ours: text(ours), reference: text(reference), ratio }
    }
}

/// The library in this process against mpy-cross as a process.
pub fn library(bench: &Bench, path: &Path) -> Result<Measured, String> {
    let source = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let [ours, reference] = in_turn(RUNS, [&|| in_process(&source), &|| process(&bench.mpy_cross, path)])?;
    Ok(Measured::times(ours, reference))
}

/// The command against mpy-cross, both as processes.
pub fn command(bench: &Bench, path: &Path) -> Result<Measured, String> {
    let commands: [&dyn Fn() -> Result<Duration, String>; 2] =
        [&|| process(&bench.constrictor, path), &|| process(&bench.mpy_cross, path)];
    let [ours, reference] = in_turn(RUNS, commands)?;
    Ok(Measured::times(ours, reference))
}

/// What a byte costs the library in a large module, against a byte in a small one.
pub fn growth(small: usize, large: usize) -> Result<Measured, String> {
    let (small, large) = (generated(small), generated(large));
    // About as long as the large one takes, so that both meet the same disturbances.
    let many_small =
        || (0..large.len() / small.len()).map(|_| in_process(&small)).collect::<Result<_, _>>().map(median);
    let [large_time, small_time] = in_turn(5, [&|| in_process(&large), &many_small])?;
    let by_the_byte = |time: Duration, source: &[u8]| time.as_secs_f64() * 1e9 / source.len() as f64;
    let (ours, reference) = (by_the_byte(large_time, &large), by_the_byte(small_time, &small));
    let ratio = ours / reference;
    Ok(Measured { ours: format!("{ours:.1} ns"), reference: format!("{reference:.1} ns"), ratio })
}

/// The medians of two ways to do the same, run in turn so that whatever else the machine does meets both.
pub fn in_turn(
    runs: usize,
    ways: [&dyn Fn() -> Result<Duration, String>; 2],
) -> Result<[Duration; 2], String> {
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..runs {
        for (way, times) in ways.iter().zip(&mut times) {
            times.push(way()?);
        }
    }
    Ok(times.map(median))
}

fn in_process(source: &[u8]) -> Result<Duration, String> {
    let start = Instant::now();
    let module = constrictor::compile(source, &Options::default()).map_err(|error| error.to_string())?;
    let bytes = write(&module);
    // Freeing them is not part of what a user waits for.
    let time = start.elapsed();
    black_box(bytes);
    Ok(time)
}

fn process(program: &Path, source: &Path) -> Result<Duration, String> {
    let mut command = Command::new(program);
    // Standard output: what replacing a file costs depends on the file system more than on the compiler.
    command.args(heap(source)).args(["-o", "-"]).arg(source);
    time(command.stdin(Stdio::null()).stdout(Stdio::null()))
}

/// The options that mpy-cross needs for a source of this size.
pub fn heap(source: &Path) -> &'static [&'static str] {
    let small = fs::metadata(source).is_ok_and(|metadata| metadata.len() < HEAP_FROM);
    if small { &[] } else { &HEAP }
}

/// How long a process takes that has to succeed.
pub fn time(command: &mut Command) -> Result<Duration, String> {
    let start = Instant::now();
    let status = command.status();
    let time = start.elapsed();
    let program = command.get_program().display();
    match status {
        Ok(status) if status.success() => Ok(time),
        Ok(status) => Err(format!("{program}: {status}")),
        Err(error) => Err(format!("{program}: {error}")),
    }
}

/// The one in the middle.
pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn median_is_the_middle() {
        assert_eq!(median([9, 1, 5].map(Duration::from_millis).into()), Duration::from_millis(5));
    }

    #[test]
    fn ratio_is_ours_by_the_reference() {
        assert_eq!(Measured::times(Duration::from_millis(1), Duration::from_millis(4)).ratio, 0.25);
    }
}
