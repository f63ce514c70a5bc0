//! `ruff-bench FILE`: the median times, in nanoseconds, of this compiler from source to `.mpy` bytes and of Ruff's parser
//! from source to tree.

use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use constrictor::Options;

/// How often each is timed.
const RUNS: usize = 201;

fn main() -> ExitCode {
    let result = std::env::args().nth(1).ok_or("usage: ruff-bench FILE".into()).and_then(|path| times(&path));
    match result {
        Ok([ours, ruffs]) => {
            println!("{} {}", ours.as_nanos(), ruffs.as_nanos());
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// The medians. Both are timed in turn, so that whatever else the machine does meets both.
fn times(path: &str) -> Result<[Duration; 2], String> {
    let source = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let options = Options::default();
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..RUNS {
        let start = Instant::now();
        let module = constrictor::compile(black_box(source.as_bytes()), &options);
        let bytes = module.as_ref().map(constrictor::bytecode::write::write);
        times[0].push(start.elapsed());
        black_box(bytes).map_err(|error| error.to_string())?;
        let start = Instant::now();
        let tree = ruff_python_parser::parse_module(black_box(&source));
        times[1].push(start.elapsed());
        black_box(tree).map_err(|error| error.to_string())?;
    }
    Ok(times.map(|mut times| {
        times.sort();
        times[RUNS / 2]
    }))
}
