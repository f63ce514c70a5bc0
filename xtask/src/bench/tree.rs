//! A tree of modules with one command, against mpy-cross once for each.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::timing::{heap, in_turn, time};
use super::{Bench, Measured};
use crate::conformance::python_files;

/// How often the tree is compiled with each.
const RUNS: usize = 5;

/// The command on the tree of micropython-lib, against a loop of mpy-cross.
pub fn command(bench: &Bench) -> Result<Measured, String> {
    let root = bench.library.as_deref().ok_or("--lib does not say where micropython-lib is")?;
    let sources = python_files(&[root.to_owned()])?;
    let [ours, reference] = in_turn(
        RUNS,
        [&|| once(bench, root), &|| sources.iter().enumerate().map(|source| one(bench, source)).sum()],
    )?;
    Ok(Measured::times(ours, reference))
}

/// The whole tree at once, into a folder where nothing is known from before.
fn once(bench: &Bench, root: &Path) -> Result<Duration, String> {
    let out = bench.directory.join("tree");
    if out.exists() {
        fs::remove_dir_all(&out).map_err(|error| format!("{}: {error}", out.display()))?;
    }
    let mut command = Command::new(&bench.constrictor);
    // Many of the files have warnings, which nobody reads here.
    time(command.arg(root).arg("-o").arg(out).stdin(Stdio::null()).stderr(Stdio::null()))
}

/// One of the files by itself.
fn one(bench: &Bench, (index, source): (usize, &PathBuf)) -> Result<Duration, String> {
    let out = bench.directory.join(format!("{index}.mpy"));
    let mut command = Command::new(&bench.mpy_cross);
    command.args(heap(source)).arg("-o").arg(&out).arg(source).stdin(Stdio::null());
    let time = time(&mut command)?;
    fs::remove_file(&out).map_err(|error| format!("{}: {error}", out.display()))?;
    Ok(time)
}
