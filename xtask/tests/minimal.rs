//! The firmware that docs/firmware.md explains: it runs on a board in QEMU, and the guide shows it as it is.
//!
//! Running it needs `qemu-system-riscv32` and a core library for the board; says so, and passes, where one is missing, unless
//! `CONSTRICTOR_REQUIRE_BOARD` is set.

use std::fs;
use std::process::Command;

use xtask::minimal::{self, Outcome, QEMU};
use xtask::project_root;

/// What is missing fails a test where the board has to be tested.
fn cannot_run(reason: &str) {
    assert!(std::env::var_os("CONSTRICTOR_REQUIRE_BOARD").is_none(), "cannot be run: {reason}");
    eprintln!("not run: {reason}");
}

/// What the firmware prints: the value of a call, and the exception of another one.
const PRINTED: &str = "\
True
Traceback (most recent call last):
  File \"wrong.py\", line 2, in <module>
  File \"blink.py\", line 6, in blink
ValueError: no light 3
";

#[test]
fn minimal_firmware_runs_python() {
    if Command::new(QEMU).arg("--version").output().is_err() {
        return cannot_run(&format!("{QEMU} is not installed"));
    }
    let image = match minimal::build() {
        Ok(image) => image,
        Err(error) => {
            assert!(error.contains("no core library"), "{error}");
            return cannot_run(&error);
        }
    };
    assert_eq!(minimal::run(&image), Ok(Outcome { printed: PRINTED.into(), is_success: true }));
}

/// A file of the project.
fn read(path: &str) -> String {
    let path = project_root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Whether the guide shows a text as a block of its own.
fn assert_shown(text: &str, what: &str) {
    let guide = read("docs/firmware.md");
    assert!(
        guide.contains(&format!("\n{text}```\n")),
        "docs/firmware.md does not show {what} as it is:\n{text}"
    );
}

#[test]
fn guide_shows_the_firmware() {
    assert_shown(&read("examples/minimal-firmware/src/main.rs"), "main.rs");
}

#[test]
fn guide_shows_the_script() {
    assert_shown(&read("examples/minimal-firmware/blink.py"), "blink.py");
}

#[test]
fn guide_shows_the_memory() {
    assert_shown(&read("examples/minimal-firmware/memory.x"), "memory.x");
}

#[test]
fn guide_shows_the_build_script() {
    assert_shown(&read("examples/minimal-firmware/build.rs"), "build.rs");
}

#[test]
fn guide_shows_the_dependencies() {
    let manifest = read("examples/minimal-firmware/Cargo.toml");
    let start = manifest.find("[dependencies]").expect("the example has dependencies");
    let end = manifest[start..].find("\n\n").expect("a profile follows") + start + 1;
    // The guide is read outside of this repository.
    let shown = manifest[start..end].replace("path = \"../../vm\"", "path = \"constrictor/vm\"");
    assert_shown(&shown, "the dependencies");
}

#[test]
fn guide_shows_what_is_printed() {
    assert_shown(PRINTED, "what the firmware prints");
}
