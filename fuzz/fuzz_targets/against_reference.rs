//! A made-up program: mpy-cross makes the same bytes of it, or refuses it at the same line in the same words.
//!
//! mpy-cross is the one of `cargo xtask conformance`, or what `MPY_CROSS` names. With `FINDINGS` naming a folder,
//! disagreements are written there, one file each, and the search goes on.

#![no_main]

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::LazyLock;

use constrictor_fuzz::generate::{Program, program};
use libfuzzer_sys::arbitrary::Unstructured;
use libfuzzer_sys::fuzz_target;
use xtask::conformance::{Comparison, Verdict, compare};
use xtask::reference;

static MPY_CROSS: LazyLock<PathBuf> = LazyLock::new(|| match env::var_os("MPY_CROSS") {
    Some(path) => path.into(),
    None => reference::mpy_cross().expect("there is no mpy-cross to compare with"),
});

/// Where the program is for mpy-cross to read: in memory, where there is such a place.
static FILE: LazyLock<PathBuf> = LazyLock::new(|| {
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { memory.to_owned() } else { env::temp_dir() };
    folder.join(format!("constrictor-fuzz-{}.py", process::id()))
});

fuzz_target!(|bytes: &[u8]| {
    let program = program(&mut Unstructured::new(bytes));
    fs::write(&*FILE, &program.source).expect("the folder for temporary files can be written to");
    let comparison = compare(&MPY_CROSS, &FILE, "fuzz.py", program.level).expect("mpy-cross can be run");
    if !comparison.agrees_to_the_word() {
        report(&program, &comparison);
    }
});

fn report(program: &Program, comparison: &Comparison) {
    let Program { source, level } = program;
    let details = match comparison.verdict {
        Verdict::OursPanics => String::new(),
        _ => comparison.details(),
    };
    let text = format!("{source}\n# -O{level}: {}\n{details}", comparison.verdict.title());
    match env::var_os("FINDINGS") {
        Some(folder) => {
            let name = format!(
                "{:016x}.txt",
                source
                    .bytes()
                    .fold(0_u64, |hash, byte| { (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3) })
            );
            fs::write(Path::new(&folder).join(name), text).expect("FINDINGS can be written to");
        }
        None => panic!("{text}"),
    }
}
