//! `cargo xtask firmware minimal`: builds the firmware that docs/firmware.md explains, `examples/minimal-firmware`, and runs
//! it in QEMU.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::{project_root, size, target_dir};

/// QEMU for the board's processor.
pub const QEMU: &str = "qemu-system-riscv32";

/// The board's processor.
const TARGET: &str = "riscv32imc-unknown-none-elf";

/// The board, with what the processor has and no more: an ESP32-C3 knows neither atomic instructions nor floats.
const MACHINE: [&str; 12] = [
    "-machine",
    "virt",
    "-cpu",
    "rv32,a=false,f=false,d=false",
    "-bios",
    "none",
    "-display",
    "none",
    "-monitor",
    "none",
    "-serial",
    "stdio",
];

/// How long it may run. It takes a fraction of a second.
const TIMEOUT: Duration = Duration::from_secs(60);

/// What came of running the firmware.
#[derive(Debug, PartialEq, Eq)]
pub struct Outcome {
    /// What it printed.
    pub printed: String,
    /// Whether it ended as it should.
    pub is_success: bool,
}

/// Builds the image, and gives its path.
///
/// # Errors
///
/// It does not build; "no core library" if nothing here can build for the board.
pub fn build() -> Result<PathBuf, String> {
    // What it has in common with the other firmware is built once.
    let target = target_dir().join("firmware");
    let mut cargo = size::cargo_for(TARGET)?;
    cargo.args(["build", "--quiet", "--release", "--target", TARGET, "--manifest-path"]);
    cargo.arg(project_root().join("examples/minimal-firmware/Cargo.toml")).env("CARGO_TARGET_DIR", &target);
    let status = cargo.status().map_err(|error| format!("cannot run cargo: {error}"))?;
    match status.success() {
        true => Ok(target.join(TARGET).join("release/minimal-firmware")),
        false => Err("the minimal firmware does not build".into()),
    }
}

/// Runs an image to its end.
///
/// # Errors
///
/// QEMU does not start, or the firmware does not end in time.
pub fn run(image: &Path) -> Result<Outcome, String> {
    let mut qemu = Command::new(QEMU);
    qemu.args(MACHINE).arg("-kernel").arg(image).stdin(Stdio::null()).stdout(Stdio::piped());
    let qemu = qemu.spawn();
    let mut qemu =
        qemu.map_err(|error| format!("cannot run {QEMU} (Debian's package qemu-system-misc): {error}"))?;
    let mut stdout = qemu.stdout.take().ok_or("QEMU has no serial line")?;
    let reader = thread::spawn(move || {
        let mut printed = Vec::new();
        stdout.read_to_end(&mut printed).map(|_| printed)
    });
    let end = Instant::now() + TIMEOUT;
    let status = loop {
        match qemu.try_wait() {
            Ok(Some(status)) => break Ok(status),
            Ok(None) if Instant::now() < end => thread::sleep(Duration::from_millis(10)),
            Ok(None) => break Err("the firmware does not end".to_owned()),
            Err(error) => break Err(error.to_string()),
        }
    };
    // Whatever has become of it, it does not stay.
    let _ = qemu.kill();
    let _ = qemu.wait();
    let printed = reader.join().map_err(|_| "the reader has failed")?.map_err(|error| error.to_string())?;
    let printed = String::from_utf8_lossy(&printed).into_owned();
    match status {
        Ok(status) => Ok(Outcome { printed, is_success: status.success() }),
        Err(error) => Err(format!("{error}; it printed {printed:?}")),
    }
}

/// Runs the subcommand.
pub fn main() -> Result<bool, String> {
    let outcome = run(&build()?)?;
    print!("{}", outcome.printed);
    Ok(outcome.is_success)
}
