//! `cargo xtask release`: the command as it is meant to be installed.
//!
//! On Linux the C library is linked in. For a small file, loading shared libraries would take longer than compiling.

use std::path::PathBuf;
use std::process::Command;

use crate::{project_root, target_dir};

/// Runs the subcommand.
pub fn main(_: &[String]) -> Result<bool, String> {
    println!("{}", build()?.display());
    Ok(true)
}

/// Builds the command and says where it is.
pub fn build() -> Result<PathBuf, String> {
    let host = host()?;
    let cargo = crate::tool("CARGO", "cargo");
    let mut command = Command::new(cargo);
    command.args(["build", "--quiet", "--release", "--package", "constrictor-cli"]);
    // With the target named, flags do not reach build scripts and procedural macros, which cannot be linked like this.
    command.args(["--target", &host]).current_dir(project_root());
    if host.contains("linux") {
        command.env("RUSTFLAGS", "-C target-feature=+crt-static");
    }
    let status = command.status().map_err(|error| format!("cannot run cargo: {error}"))?;
    if !status.success() {
        return Err("the command does not build".into());
    }
    let name = format!("constrictor{}", std::env::consts::EXE_SUFFIX);
    Ok(target_dir().join(host).join("release").join(name))
}

/// The name of the platform this runs on, as the Rust compiler has it.
pub fn host() -> Result<String, String> {
    let rustc = crate::tool("RUSTC", "rustc");
    let output =
        Command::new(rustc).arg("-vV").output().map_err(|error| format!("cannot run rustc: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let host = text.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| "rustc does not name its host".into())
}
