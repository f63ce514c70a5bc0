//! `cargo xtask targets`: builds the libraries for processors of boards other than the firmware's.

use crate::{project_root, size, target_dir};

/// The processors: of an RP2040, which cannot change a word of memory in one step, and of an ESP32-C3, which cannot either
/// and has no ARM instructions.
pub const TARGETS: [&str; 2] = ["thumbv6m-none-eabi", "riscv32imc-unknown-none-elf"];

/// The libraries, with all features that need no operating system.
const LIBRARIES: [&str; 9] = [
    "--package",
    "constrictor",
    "--package",
    "constrictor-bytecode",
    "--package",
    "constrictor-vm",
    "--no-default-features",
    "--features",
    "constrictor/diagnose,constrictor/lint,constrictor-vm/repl,constrictor-vm/cache,constrictor-vm/float64",
];

/// Builds them for a target.
///
/// # Errors
///
/// They do not build; "no core library" if nothing here can build for the target.
pub fn build(target: &str) -> Result<(), String> {
    let mut cargo = size::cargo_for(target)?;
    cargo.args(["build", "--quiet", "--target", target]).args(LIBRARIES);
    cargo.current_dir(project_root()).env("CARGO_TARGET_DIR", target_dir());
    let status = cargo.status().map_err(|error| format!("cannot run cargo: {error}"))?;
    match status.success() {
        true => Ok(()),
        false => Err(format!("the libraries do not build for {target}")),
    }
}

/// Runs the subcommand.
pub fn main(_: &[String]) -> Result<bool, String> {
    for target in TARGETS {
        build(target)?;
        println!("{target}: the libraries build");
    }
    Ok(true)
}
