//! `cargo xtask bench vm`: how fast and how frugal the VM is beside MicroPython.

mod collect;
pub(crate) mod perf_bench;
mod process;

use std::fs;
use std::path::{Path, PathBuf};

use crate::target_dir;
use crate::vm_reference::Vm;

const USAGE: &str = "\
usage: cargo xtask bench vm MICROPYTHON-CHECKOUT [--command PATH] [--reference PATH] [--rounds N] [--only NAME,…]

  --command PATH    what to measure, in place of this project's command; a file named constrictor is given `run`
  --reference PATH  MicroPython, built from source (default: the one PyPI has, which cannot be measured as a process)
  --rounds N        how often each is run, in turn (default 5)
  --only NAME,…     only benchmarks whose names contain one of these, and nothing else

The times of benchmarks are what they measure themselves, which other work of the machine makes longer. The ratio by
CPU is that of the processor time of whole processes, less that of processes that do nothing.
";

/// What the command line asks for.
#[derive(Debug, PartialEq, Eq)]
struct Request {
    checkout: PathBuf,
    command: Option<PathBuf>,
    reference: Option<PathBuf>,
    rounds: usize,
    only: Vec<String>,
}

/// What there is to measure with.
struct Bench {
    ours: Vm,
    reference: Vm,
    rounds: usize,
    /// A place for files.
    directory: PathBuf,
}

impl Bench {
    /// Takes a measurement on both commands in turn, each first in every other round, so that whatever else the machine
    /// does meets both.
    fn in_turn<T>(
        &self,
        rounds: usize,
        measure: impl Fn(&Vm) -> Result<T, String>,
    ) -> Result<Pair<Vec<T>>, String> {
        let mut taken = Pair { ours: Vec::new(), reference: Vec::new() };
        for round in 0..rounds {
            let ours = || measure(&self.ours).map_err(|error| format!("ours: {error}"));
            let reference = || measure(&self.reference).map_err(|error| format!("reference: {error}"));
            if round % 2 == 0 {
                taken.ours.push(ours()?);
                taken.reference.push(reference()?);
            } else {
                taken.reference.push(reference()?);
                taken.ours.push(ours()?);
            }
        }
        Ok(taken)
    }

    /// A file with this text.
    fn file(&self, name: &str, text: &str) -> Result<PathBuf, String> {
        let path = self.directory.join(name);
        fs::write(&path, text).map_err(|error| message(&path, &error))?;
        Ok(path)
    }
}

/// The same of both commands.
struct Pair<T> {
    ours: T,
    reference: T,
}

/// What runs of both commands took.
type Taken = Pair<Vec<f64>>;

impl Taken {
    /// The values in the middle.
    fn medians(&self) -> Pair<f64> {
        Pair { ours: median(&self.ours), reference: median(&self.reference) }
    }
}

impl Pair<f64> {
    /// How many times the reference takes what ours does: above 1, ours is better.
    fn ratio(&self) -> f64 {
        self.reference / self.ours
    }
}

/// Runs the subcommand. The answer is whether all benchmarks give on both commands the same results.
pub fn main(args: &[String]) -> Result<bool, String> {
    let request = parse(args)?;
    let directory = target_dir().join("bench-vm");
    fs::create_dir_all(&directory).map_err(|error| message(&directory, &error))?;
    let bench = Bench {
        ours: request.command.map_or_else(Vm::ours, |path| Ok(Vm::at(path)))?,
        reference: request.reference.map_or_else(Vm::reference, |path| Ok(Vm::at(path)))?,
        rounds: request.rounds,
        directory,
    };
    println!("{:38} {:>12} {:>12} {:>7} {:>7}", "medians", "ours", "reference", "ratio", "by CPU");
    let all_agree = perf_bench::print(&bench, &request.checkout.join("tests/perf_bench"), &request.only)?;
    if request.only.is_empty() {
        process::print(&bench);
        collect::print(&bench)?;
    }
    Ok(all_agree)
}

fn parse(args: &[String]) -> Result<Request, String> {
    let mut checkout = None;
    let mut request =
        Request { checkout: PathBuf::new(), command: None, reference: None, rounds: 5, only: Vec::new() };
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or_else(|| format!("{arg} needs a value"));
        match arg.as_str() {
            "--command" => request.command = Some(value()?.into()),
            "--reference" => request.reference = Some(value()?.into()),
            "--rounds" => request.rounds = crate::number(arg, args.next())?.max(1),
            "--only" => request.only = value()?.split(',').map(str::to_owned).collect(),
            path if checkout.is_none() && !path.starts_with("--") => checkout = Some(PathBuf::from(path)),
            _ => return Err(USAGE.into()),
        }
    }
    request.checkout = checkout.ok_or(USAGE)?;
    Ok(request)
}

/// The mean of ratios: twice and half as fast cancel each other out.
pub(crate) fn geometric_mean(ratios: &[f64]) -> f64 {
    let logarithms: f64 = ratios.iter().map(|ratio| ratio.ln()).sum();
    (logarithms / ratios.len().max(1) as f64).exp()
}

/// One line of the table: what was measured, in a unit of which a value has `digits` after the point.
fn row(what: &str, measured: Result<Taken, String>, unit: &str, digits: usize) -> String {
    match measured {
        Ok(taken) => {
            let medians = taken.medians();
            let text = |value: f64| format!("{value:.digits$} {unit}");
            let (ours, reference) = (text(medians.ours), text(medians.reference));
            format!("{what:38} {ours:>12} {reference:>12} {:>7.2}", medians.ratio())
        }
        Err(reason) => format!("{what:38} not available: {reason}"),
    }
}

/// The one in the middle.
fn median(values: &[f64]) -> f64 {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

fn message(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Request, String> {
        parse(&line.split(' ').map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn twice_and_half_as_fast_cancel_out() {
        assert!((geometric_mean(&[2.0, 0.5]) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn median_is_the_middle() {
        assert_eq!(median(&[9.0, 1.0, 5.0]), 5.0);
    }

    #[test]
    fn ratio_is_the_reference_by_ours() {
        let taken = Pair { ours: vec![2.0, 1.0, 9.0], reference: vec![5.0, 4.0, 6.0] };
        let expected = "fft                                          2.0 ms       5.0 ms    2.50";
        assert_eq!(row("fft", Ok(taken), "ms", 1), expected);
    }

    #[test]
    fn what_cannot_be_measured_has_a_reason() {
        let expected = "fft                                    not available: ours: crashed";
        assert_eq!(row("fft", Err("ours: crashed".into()), "ms", 1), expected);
    }

    #[test]
    fn checkout_has_to_be_named() {
        assert_eq!(parsed("--rounds 3"), Err(USAGE.into()));
    }

    #[test]
    fn at_least_one_round_is_run() {
        assert_eq!(parsed("mp --rounds 0").map(|request| request.rounds), Ok(1));
    }
}
