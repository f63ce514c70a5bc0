//! `cargo xtask bench`: how fast and how frugal the compiler is beside its references, and whether that is as wanted.

mod inputs;
mod memory;
mod ruff;
mod timing;
mod tree;

use std::fmt;
use std::fs;
use std::path::PathBuf;

pub use inputs::generated;

use crate::{reference, release, target_dir};

const USAGE: &str = "\
usage: cargo xtask bench [--lib DIR]

  --lib DIR    a checkout of micropython-lib, to compile as a tree
";

/// Takes one measurement.
type Measure = fn(&Bench) -> Result<Measured, String>;

/// The rows of the table: what is divided by what, the highest ratio that is good enough, and how to measure it.
const ROWS: [(&str, f64, Measure); 11] = [
    ("argparse.py: library / Ruff's parser", 2.5, |bench| ruff::beside_parser(bench)),
    ("argparse.py: library / mpy-cross", 0.25, |bench| timing::library(bench, &inputs::argparse()?)),
    ("argparse.py: command / mpy-cross", 0.25, |bench| timing::command(bench, &inputs::argparse()?)),
    ("100 KB: command / mpy-cross", 0.25, |bench| timing::command(bench, &bench.generated(100_000)?)),
    ("one line: command / mpy-cross", 1.0, |bench| timing::command(bench, &bench.file("x = 1\n")?)),
    ("micropython-lib: command / loop of mpy-cross", 0.05, |bench| tree::command(bench)),
    // Larger than any cache, a source may cost a little more by the byte.
    ("time by the byte: 8 MB / 80 KB", 1.3, |_| timing::growth(80_000, 8_000_000)),
    ("peak memory of 0.4 MB / source", 40.0, |bench| memory::command(bench, 400_000)),
    ("peak memory of 1.7 MB / source", 40.0, |bench| memory::command(bench, 1_700_000)),
    ("peak memory of 7 MB / source", 40.0, |bench| memory::command(bench, 7_000_000)),
    ("peak memory by the byte: 7 MB / 0.4 MB", 1.1, |bench| memory::growth(bench, 400_000, 7_000_000)),
];

/// Two quantities as text, and the first divided by the second.
struct Measured {
    ours: String,
    reference: String,
    ratio: f64,
}

/// Runs the subcommand. The answer is whether all that can be measured here is as wanted.
pub fn main(args: &[String]) -> Result<bool, String> {
    let library = match args {
        [] => None,
        [option, path] if option == "--lib" => Some(PathBuf::from(path)),
        _ => return Err(USAGE.into()),
    };
    if cfg!(debug_assertions) {
        return Err("timings of a debug build say nothing: run it with --release".into());
    }
    let directory = target_dir().join("bench");
    fs::create_dir_all(&directory).map_err(|error| format!("{}: {error}", directory.display()))?;
    // All is built before anything is timed.
    let bench = Bench {
        constrictor: release::build()?,
        mpy_cross: reference::mpy_cross()?,
        ruff: ruff::build(),
        library,
        directory,
    };
    println!("{:44} {:>10} {:>10} {:>6} {:>7}", "", "ours", "reference", "ratio", "wanted");
    let mut all_as_wanted = true;
    for (what, wanted, measure) in ROWS {
        let row = Row { what, wanted, measured: measure(&bench) };
        println!("{row}");
        all_as_wanted &= row.is_as_wanted() != Some(false);
    }
    Ok(all_as_wanted)
}

/// What there is to measure with.
struct Bench {
    constrictor: PathBuf,
    mpy_cross: PathBuf,
    ruff: Result<PathBuf, String>,
    /// A checkout of micropython-lib.
    library: Option<PathBuf>,
    /// A place for files.
    directory: PathBuf,
}

impl Bench {
    /// A file with this source. There is one at a time.
    fn file(&self, source: impl AsRef<[u8]>) -> Result<PathBuf, String> {
        let path = self.directory.join("input.py");
        fs::write(&path, source).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(path)
    }

    /// A file with a generated module of about `size` bytes.
    fn generated(&self, size: usize) -> Result<PathBuf, String> {
        self.file(generated(size))
    }
}

/// One line of the table.
struct Row {
    what: &'static str,
    wanted: f64,
    measured: Result<Measured, String>,
}

impl Row {
    /// `None` if it could not be measured.
    fn is_as_wanted(&self) -> Option<bool> {
        self.measured.as_ref().ok().map(|measured| measured.ratio <= self.wanted)
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.measured {
            Ok(Measured { ours, reference, ratio }) => {
                let verdict = if self.is_as_wanted() == Some(true) { "pass" } else { "FAIL" };
                let (what, wanted) = (self.what, self.wanted);
                write!(f, "{what:44} {ours:>10} {reference:>10} {ratio:>6.3} {wanted:>7} {verdict}")
            }
            Err(reason) => write!(f, "{:44} not available: {}", self.what, reason.trim_end()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(ratio: f64) -> Row {
        let measured = Measured { ours: "1.00 ms".into(), reference: "4.00 ms".into(), ratio };
        Row { what: "one / other", wanted: 0.25, measured: Ok(measured) }
    }

    #[test]
    fn goal_itself_is_good_enough() {
        let text = "one / other                                     1.00 ms    4.00 ms  0.250    0.25 pass";
        assert_eq!(row(0.25).to_string(), text);
    }

    #[test]
    fn higher_ratio_fails() {
        assert!(row(0.251).to_string().ends_with("FAIL"));
    }

    #[test]
    fn what_cannot_be_measured_does_not_fail() {
        let row = Row { measured: Err("no reference".into()), ..row(0.0) };
        assert_eq!(row.is_as_wanted(), None);
    }
}
