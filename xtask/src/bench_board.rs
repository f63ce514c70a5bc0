//! `cargo xtask bench board`: how many instructions programs take on the emulated board, beside MicroPython's own image.
//!
//! QEMU counts: with `-icount shift=0` its clock goes on by a nanosecond for each instruction, so that the microseconds
//! a program measures are thousands of instructions, whatever else the machine does meanwhile.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::bench_vm::{geometric_mean, perf_bench};
use crate::board::Board;
use crate::{firmware, project_root};

const USAGE: &str = "\
usage: cargo xtask bench board MICROPYTHON-CHECKOUT --reference IMAGE [--only NAME,…]

  --reference IMAGE  MicroPython's firmware.elf for the board: ports/qemu, BOARD=MPS2_AN385
  --image IMAGE      what to measure, in place of this project's firmware
  --only NAME,…      only benchmarks whose names contain one of these, and nothing else
";

/// The clock counts instructions, and does not wait for the time of day.
const COUNTING: [&str; 2] = ["-icount", "shift=0,sleep=off"];

/// How long a program may take, by the time of day.
const TIMEOUT: Duration = Duration::from_secs(300);

/// The size of the board: megahertz, and kilobytes of heap.
const CALL: &str = "bm_run(100, 100)\n";

/// A module to compile: parts of the example application, of about 200 lines together.
const MODULE: [&str; 3] = ["devices.py", "telemetry.py", "config.py"];

/// Compiles `source`, and finds with how little free memory that is possible: in one piece, and in many.
const COMPILE: &str = include_str!("bench_board/compile.py");

/// Runs the subcommand. The answer is whether all benchmarks give the same results on both.
pub fn main(args: &[String]) -> Result<bool, String> {
    let (mut checkout, mut image, mut reference, mut only) = (None, None, None, Vec::new());
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or_else(|| format!("{arg} needs a value"));
        match arg.as_str() {
            "--reference" => reference = Some(PathBuf::from(value()?)),
            "--image" => image = Some(PathBuf::from(value()?)),
            "--only" => only = value()?.split(',').map(str::to_owned).collect(),
            path if checkout.is_none() && !path.starts_with("--") => checkout = Some(PathBuf::from(path)),
            _ => return Err(USAGE.into()),
        }
    }
    let folder = checkout.ok_or(USAGE)?.join("tests/perf_bench");
    let reference = reference.ok_or(USAGE)?;
    let ours = image.map_or_else(firmware::build, Ok)?;
    println!("{:38} {:>12} {:>12} {:>7}", "thousands of instructions", "ours", "reference", "ratio");
    let all_agree = benchmarks(&ours, &reference, &folder, &only)?;
    if only.is_empty() {
        compiling(&ours, &reference)?;
    }
    Ok(all_agree)
}

/// Runs MicroPython's benchmarks on both.
fn benchmarks(ours: &Path, reference: &Path, folder: &Path, only: &[String]) -> Result<bool, String> {
    let ending = read(&folder.join("benchrun.py"))? + CALL;
    let (mut ratios, mut all_agree) = (Vec::new(), true);
    for path in perf_bench::benchmarks(folder, only)? {
        let name = path.file_stem().unwrap_or_default().display().to_string();
        let program = read(&path)? + &ending;
        let measure = |image| start(image)?.run(&program, TIMEOUT).and_then(|text| perf_bench::report(&text));
        match (measure(ours), measure(reference)) {
            (Ok((mine, outcome)), Ok((theirs, expected))) if outcome == expected => {
                println!("{}", row(&name, mine, theirs));
                ratios.push(theirs / mine);
            }
            (mine, theirs) => {
                all_agree &= theirs.is_err();
                let reason = |run: Result<(f64, String), String>| {
                    run.map_or_else(|error| error, |(_, outcome)| outcome)
                };
                println!("{name:38} not comparable: {} / {}", reason(mine), reason(theirs));
            }
        }
    }
    println!("{:64} {:>7.2}", format!("geometric mean of {}", ratios.len()), geometric_mean(&ratios));
    Ok(all_agree)
}

/// What it takes to compile a module on both.
fn compiling(ours: &Path, reference: &Path) -> Result<(), String> {
    let mut source = String::new();
    for name in MODULE {
        source += &read(&project_root().join("examples/greenhouse").join(name))?;
    }
    let program = format!("source = {}\n{COMPILE}", literal(&source));
    let measure = |image| numbers(&start(image)?.run(&program, TIMEOUT)?);
    let ([mine, my_memory, my_pieces, my_heap], [theirs, their_memory, their_pieces, their_heap]) =
        (measure(ours)?, measure(reference)?);
    println!("{}", row(&format!("compile {} lines", source.lines().count()), mine, theirs));
    println!("\n{:38} {:>12} {:>12} {:>7}", "bytes", "ours", "reference", "ratio");
    println!("{}", row("least memory it compiles with", my_memory, their_memory));
    println!("{}", row("the same, free in pieces of 4 KiB", my_pieces, their_pieces));
    println!("{}", row("heap free after boot", my_heap, their_heap));
    Ok(())
}

fn start(image: &Path) -> Result<Board, String> {
    let mut board = Board::start(image, &COUNTING)?;
    board.wait_for(">>> ", TIMEOUT)?;
    Ok(board)
}

fn row(what: &str, ours: f64, reference: f64) -> String {
    format!("{what:38} {ours:>12} {reference:>12} {:>7.2}", reference / ours)
}

/// The numbers of a line.
fn numbers<const N: usize>(line: &str) -> Result<[f64; N], String> {
    let numbers: Option<Vec<f64>> = line.split_whitespace().map(|word| word.parse().ok()).collect();
    numbers
        .and_then(|numbers| numbers.try_into().ok())
        .ok_or_else(|| format!("{N} numbers were wanted: {line}"))
}

/// A text as Python writes it.
fn literal(text: &str) -> String {
    let mut literal = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => literal.extend(['\\', character]),
            ' '..='~' => literal.push(character),
            _ => literal += &format!("\\U{:08x}", u32::from(character)),
        }
    }
    literal + "\""
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literal_has_one_line() {
        assert_eq!(literal("a = '\"\\'\n"), r#""a = '\"\\'\U0000000a""#);
    }

    #[test]
    fn row_says_how_many_times_the_reference_takes() {
        assert_eq!(
            row("fft", 20.0, 50.0),
            "fft                                              20           50    2.50"
        );
    }

    #[test]
    fn numbers_are_counted() {
        assert_eq!(numbers::<3>("1 2\n"), Err("3 numbers were wanted: 1 2\n".into()));
    }
}
