//! Ruff's parser, a fast one that only parses: built apart from the workspace, which would be slow to build with it.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use super::{Bench, Measured, inputs};
use crate::{project_root, target_dir};

/// The library against Ruff's parser, in one process.
pub fn beside_parser(bench: &Bench) -> Result<Measured, String> {
    let program = bench.ruff.as_ref().map_err(String::clone)?;
    let output = Command::new(program).arg(inputs::argparse()?).stderr(Stdio::inherit()).output();
    let output = output.map_err(|error| format!("{}: {error}", program.display()))?;
    let [ours, ruffs] = times(&String::from_utf8_lossy(&output.stdout))
        .ok_or_else(|| format!("{} gave no times", program.display()))?;
    Ok(Measured::times(ours, ruffs))
}

/// Builds the program that compares the two.
pub fn build() -> Result<PathBuf, String> {
    let mut cargo = Command::new(crate::tool("CARGO", "cargo"));
    cargo.args(["build", "--quiet", "--release", "--locked", "--manifest-path"]);
    cargo.arg(project_root().join("benches/ruff/Cargo.toml")).env("CARGO_TARGET_DIR", target_dir());
    let status = cargo.status().map_err(|error| format!("cannot run cargo: {error}"))?;
    let program = format!("ruff-bench{}", std::env::consts::EXE_SUFFIX);
    match status.success() {
        true => Ok(target_dir().join("release").join(program)),
        false => Err("benches/ruff does not build here".into()),
    }
}

/// Both times, of a line with nanoseconds.
fn times(line: &str) -> Option<[Duration; 2]> {
    let (ours, ruffs) = line.trim().split_once(' ')?;
    Some([Duration::from_nanos(ours.parse().ok()?), Duration::from_nanos(ruffs.parse().ok()?)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_two_numbers() {
        assert_eq!(times("20 8\n"), Some([20, 8].map(Duration::from_nanos)));
    }
}
