//! Sources to measure with.

use std::path::PathBuf;
use std::process::Command;

/// The text of one unit of a generated module; `4711` stands for its number.
const UNIT: &str = include_str!("../../../benches/unit.py");

/// A module of at least `size` bytes, of classes and functions such as drivers have.
pub fn generated(size: usize) -> Vec<u8> {
    let mut source = String::with_capacity(size + UNIT.len());
    for number in 0.. {
        if source.len() >= size {
            break;
        }
        source.push_str(&UNIT.replace("4711", &number.to_string()));
    }
    source.into_bytes()
}

/// CPython's argparse: 100 KB by people.
pub fn argparse() -> Result<PathBuf, String> {
    let mut python = Command::new("python3");
    python.args(["-c", "import argparse; print(argparse.__file__)"]);
    let output = python.output().map_err(|error| format!("cannot run python3: {error}"))?;
    let path = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim());
    match path.is_file() {
        true => Ok(path),
        false => Err("python3 has no source of its module argparse".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generated_module_has_about_the_size_asked_for() {
        assert!((100_000..100_000 + 2 * UNIT.len()).contains(&generated(100_000).len()));
    }
}
