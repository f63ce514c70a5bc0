//! The project's chores as a library, so that tests can use the reference compiler and VM as well.

pub mod bench;
pub mod bench_board;
pub mod bench_vm;
pub mod board;
pub mod conformance;
pub mod example;
pub mod firmware;
pub mod minimal;
pub mod mutants;
mod process;
pub mod reference;
pub mod release;
mod side_by_side;
pub mod size;
pub mod suite;
pub mod targets;
pub mod vm_reference;

use std::path::PathBuf;

/// The root of the checkout.
pub fn project_root() -> PathBuf {
    let xtask = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().map(PathBuf::from).unwrap_or(xtask)
}

/// Where generated files go.
pub fn target_dir() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(dir) => PathBuf::from(dir),
        None => project_root().join("target"),
    }
}

/// The number after an option.
fn number(option: &str, value: Option<&String>) -> Result<usize, String> {
    let value = value.ok_or_else(|| format!("{option} needs a value"))?;
    value.parse().map_err(|_| format!("{option} {value}: not a number"))
}

/// A program of the Rust toolchain in use: what its variable names, else what is on the path.
fn tool(variable: &str, name: &str) -> std::ffi::OsString {
    std::env::var_os(variable).unwrap_or_else(|| name.into())
}
