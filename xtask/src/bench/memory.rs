//! How much memory the command takes at most.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};

use super::{Bench, Measured};
use crate::process::peak_memory;

/// The peak against the size of the source.
pub fn command(bench: &Bench, size: usize) -> Result<Measured, String> {
    let (peak, source) = peak_and_source(bench, size)?;
    let text = |bytes: f64| format!("{:.1} MB", bytes / 1e6);
    Ok(Measured { ours: text(peak), reference: text(source), ratio: peak / source })
}

/// The peak by the byte of a large source against that of a small one.
pub fn growth(bench: &Bench, small: usize, large: usize) -> Result<Measured, String> {
    let by_the_byte = |size| peak_and_source(bench, size).map(|(peak, source)| peak / source);
    let (large, small) = (by_the_byte(large)?, by_the_byte(small)?);
    Ok(Measured { ours: format!("{large:.1} B"), reference: format!("{small:.1} B"), ratio: large / small })
}

/// The highest use of memory while a module of about this size is compiled, and its exact size, in bytes.
fn peak_and_source(bench: &Bench, size: usize) -> Result<(f64, f64), String> {
    let path = bench.generated(size)?;
    let source = fs::metadata(&path).map_err(|error| error.to_string())?.len();
    Ok((peak(&bench.constrictor, &path)? as f64, source as f64))
}

/// The highest use of memory of a process that compiles `source`.
///
/// The process writes its result when all else is done. It is asked while it waits for the rest of the result to be
/// taken: the result has to be larger than a pipe.
fn peak(program: &Path, source: &Path) -> Result<u64, String> {
    let mut command = Command::new(program);
    command.args(["-o", "-"]).arg(source).stdin(Stdio::null()).stdout(Stdio::piped());
    let mut child = command.spawn().map_err(|error| format!("{}: {error}", program.display()))?;
    let mut rest = Vec::new();
    let asked = child.stdout.take().ok_or_else(|| "no standard output".to_owned()).and_then(|mut stdout| {
        stdout.read_exact(&mut [0]).map_err(|error| format!("{}: {error}", program.display()))?;
        let asked = peak_memory(child.id());
        stdout.read_to_end(&mut rest).map_err(|error| error.to_string())?;
        asked
    });
    let status = child.wait().map_err(|error| error.to_string())?;
    match status.success() {
        true => asked,
        false => Err(format!("{}: {status}", program.display())),
    }
}
