//! What the tests of the board have in common: its image, and what is done where the board cannot be had.
//!
//! A test needs `qemu-system-arm` and a core library for the board; it says so, and passes, where one is missing, unless
//! `CONSTRICTOR_REQUIRE_BOARD` is set.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::time::Duration;

use xtask::board::QEMU;

/// How long an answer may take.
pub const TIMEOUT: Duration = Duration::from_secs(60);

/// The firmware's image, built by the first test that asks for it; none where it cannot be built or run.
pub fn image() -> Option<&'static Path> {
    static IMAGE: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    let image = IMAGE.get_or_init(|| {
        if Command::new(QEMU).arg("--version").output().is_err() {
            return Err(format!("{QEMU} is not installed"));
        }
        let image = xtask::firmware::build();
        if let Err(error) = &image {
            assert!(error.contains("no core library"), "{error}");
        }
        image
    });
    image.as_deref().map_err(|reason| cannot_run(reason)).ok()
}

/// What is missing fails a test where the board has to be tested.
pub fn cannot_run(reason: &str) {
    assert!(std::env::var_os("CONSTRICTOR_REQUIRE_BOARD").is_none(), "cannot be run: {reason}");
    eprintln!("not run: {reason}");
}
