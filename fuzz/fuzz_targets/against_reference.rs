//! A made-up program: mpy-cross makes the same bytes of it, or refuses it at the same line in the same words.
//!
//! mpy-cross is the one of `cargo xtask conformance`, or what `MPY_CROSS` names. With `FINDINGS` naming a folder,
//! disagreements are written there, made smaller, one file each, and the search goes on.

#![no_main]

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::{LazyLock, Mutex};

use constrictor_fuzz::generate::{Program, program};
use libfuzzer_sys::arbitrary::Unstructured;
use libfuzzer_sys::fuzz_target;
use xtask::conformance::{Comparison, Verdict, compare};
use xtask::mutants::minimise::minimise;
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

/// A kind of disagreement is looked into so many times; after that it is taken to be known.
const MAX_OF_A_KIND: usize = 5;

/// How often both compilers may run to make one source smaller.
const MINIMISE_BUDGET: usize = 600;

fuzz_target!(|bytes: &[u8]| {
    let Program { source, level } = program(&mut Unstructured::new(bytes));
    if let Some(kind) = compile(source.as_bytes(), level).disagreement() {
        report(source.as_bytes(), level, &kind);
    }
});

fn compile(source: &[u8], level: u8) -> Comparison {
    fs::write(&*FILE, source).expect("the folder for temporary files can be written to");
    compare(&MPY_CROSS, &FILE, "fuzz.py", level).expect("mpy-cross can be run")
}

fn report(source: &[u8], level: u8, kind: &str) {
    let folder = env::var_os("FINDINGS");
    if folder.is_some() && !is_news(kind) {
        return;
    }
    let same = |text: &[u8]| Ok(compile(text, level).disagreement().as_deref() == Some(kind));
    let small = minimise(source, MINIMISE_BUDGET, same).expect("the question is always answered");
    let comparison = compile(&small, level);
    let details = match comparison.verdict {
        Verdict::OursPanics => String::new(),
        _ => comparison.details(),
    };
    let text = format!("-O{level}: {kind}\n{:?}\n{details}", String::from_utf8_lossy(&small));
    let Some(folder) = folder else {
        panic!("{text}");
    };
    let hash =
        small.iter().fold(0_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    fs::write(Path::new(&folder).join(format!("{hash:016x}.txt")), text).expect("FINDINGS can be written to");
}

/// Whether a kind of disagreement has not come up too often.
fn is_news(kind: &str) -> bool {
    static KNOWN: Mutex<BTreeMap<String, usize>> = Mutex::new(BTreeMap::new());
    let mut known = KNOWN.lock().expect("nothing panics while it has the lock");
    let count = known.entry(kind.to_owned()).or_default();
    *count += 1;
    *count <= MAX_OF_A_KIND
}
