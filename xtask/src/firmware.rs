//! `cargo xtask firmware`: builds the board's image, says what is in it, runs it in QEMU, and looks for scripts that it does not
//! get over.

mod mutate;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::board::{MACHINE, QEMU};
use crate::{minimal, project_root, size, target_dir};

/// Runs the subcommand.
pub fn main(args: &[String]) -> Result<bool, String> {
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => {
            let image = build()?;
            let data = fs::read(&image).map_err(|error| format!("{}: {error}", image.display()))?;
            print!("{}\n{}", image.display(), size::table(&data)?);
            Ok(true)
        }
        ["run"] => {
            println!("Ctrl-] x ends QEMU");
            let terminal = ["-M", "mps2-an385", "-nographic", "-echr", "0x1d", "-serial", "mon:stdio"];
            run(&terminal)
        }
        ["run", "--pty"] => run(&[&MACHINE[..], &["-serial", "pty"]].concat()),
        ["minimal"] => minimal::main(),
        ["mutate", ..] => mutate::main(&args[1..]),
        _ => Err("usage: cargo xtask firmware [run [--pty] | minimal | mutate [OPTION…]]".into()),
    }
}

/// Builds the image, and gives its path.
pub fn build() -> Result<PathBuf, String> {
    build_with(None)
}

/// Builds the image with the modules of a folder beside the application's, and gives its path.
pub fn build_with(modules: Option<&Path>) -> Result<PathBuf, String> {
    let target = target_dir().join(if modules.is_some() { "firmware-with-modules" } else { "firmware" });
    let mut cargo = size::cargo_for_board()?;
    cargo.args(["build", "--quiet", "--release", "--target", size::TARGET, "--manifest-path"]);
    cargo.arg(project_root().join("firmware/Cargo.toml")).env("CARGO_TARGET_DIR", &target);
    if let Some(modules) = modules {
        let modules = fs::canonicalize(modules).map_err(|error| format!("{}: {error}", modules.display()))?;
        cargo.env("CONSTRICTOR_MODULES", modules);
    }
    let status = cargo.status().map_err(|error| format!("cannot run cargo: {error}"))?;
    match status.success() {
        true => Ok(target.join(size::TARGET).join("release/constrictor-firmware")),
        false => Err("the firmware does not build".into()),
    }
}

fn run(args: &[&str]) -> Result<bool, String> {
    let image = build()?;
    let status = Command::new(QEMU).args(args).arg("-kernel").arg(image).status();
    let status =
        status.map_err(|error| format!("cannot run {QEMU} (Debian's package qemu-system-arm): {error}"))?;
    Ok(status.success())
}
