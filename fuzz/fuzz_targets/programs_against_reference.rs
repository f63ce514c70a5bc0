//! A made-up program, run: MicroPython prints the same.
//!
//! MicroPython is what `MICROPYTHON` names, or else the one that PyPI has. With `FINDINGS` naming a folder, disagreements
//! are written there, made smaller, one file each, and the search goes on. In some runs the collector comes at every
//! allocation.

#![no_main]

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{self, Command};
use std::sync::{LazyLock, Mutex};

use constrictor_fuzz::programs::{PRELUDE, program};
use constrictor_vm::host::Host;
use constrictor_vm::{Config, Interrupt, Vm};
use libfuzzer_sys::arbitrary::Unstructured;
use libfuzzer_sys::fuzz_target;
use xtask::mutants::minimise::minimise;

/// The bytes that our machine has.
const REGION: usize = 4 << 20;

/// Jumps and calls until a program is taken to be endless.
const FUEL: u64 = 3_000_000;

/// A kind of disagreement is looked into so many times; after that it is taken to be known.
const MAX_OF_A_KIND: usize = 3;

/// How often both may run to make one program smaller.
const MINIMISE_BUDGET: usize = 300;

static MICROPYTHON: LazyLock<PathBuf> = LazyLock::new(|| match env::var_os("MICROPYTHON") {
    Some(path) => path.into(),
    None => xtask::reference::micropython().expect("there is no MicroPython to compare with"),
});

/// The program's file name, which tracebacks show.
static NAME: LazyLock<String> = LazyLock::new(|| format!("constrictor-programs-{}.py", process::id()));

/// Where the file is for MicroPython to read: in memory, where there is such a place.
static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { memory.to_owned() } else { env::temp_dir() }
});

fuzz_target!(|bytes: &[u8]| {
    let source = program(&mut Unstructured::new(bytes));
    let stress = bytes.len() % 8 == 3;
    if let Some(kind) = disagreement(source.as_bytes(), stress) {
        report(source.as_bytes(), stress, &kind);
    }
});

/// Nothing but what programs print. Warnings and tracebacks go elsewhere.
#[derive(Default)]
struct Printed(Vec<u8>);

impl Host for Printed {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn write_error(&mut self, _: &[u8]) {}
}

/// What a program printed, and whether it came to its end.
type Outcome = (String, bool);

/// None if the program did not come to an end of its own.
fn ours(source: &[u8], stress: bool) -> Option<Outcome> {
    let mut region = vec![0; REGION];
    let mut config = Config::default();
    config.fuel = FUEL;
    let mut printed = Printed::default();
    let interrupt = Interrupt::new();
    let mut vm = Vm::new(&mut region, config, &mut printed, &interrupt).expect("the region is large enough");
    vm.set_stress(stress);
    let ended = vm.exec(source, &NAME);
    let ended = ended.map_err(|raised| vm.take_raised(raised)).is_ok();
    let is_endless = vm.fuel() == 0;
    drop(vm);
    (!is_endless).then(|| (without_addresses(&printed.0), ended))
}

fn reference(source: &[u8]) -> Option<Outcome> {
    fs::write(FOLDER.join(&*NAME), source).expect("the folder for temporary files can be written to");
    let output =
        Command::new("timeout").arg("10").arg(&*MICROPYTHON).arg(&*NAME).current_dir(&*FOLDER).output();
    let output = output.expect("MicroPython can be run");
    // A signal, or too long: nothing to compare with.
    let code = output.status.code().filter(|&code| code < 2)?;
    let mut printed = without_addresses(&output.stdout);
    // The exception that ended the program is printed there too, in some versions.
    if code == 1
        && let Some(end) = printed.rfind("Traceback (most recent call last):")
    {
        // How much memory there is is not the same.
        if printed[end..].contains("\nMemoryError: ") {
            return None;
        }
        printed.truncate(end);
    }
    Some((printed, code == 0))
}

/// What was printed, without the addresses of objects: `<A object at 7f12>`.
fn without_addresses(printed: &[u8]) -> String {
    let printed = String::from_utf8_lossy(printed);
    let printed = printed.replace("<bound_method ", "<bound_method at ");
    let mut parts = printed.split(" at ");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text.push_str(" at ");
        let digits = part.strip_prefix("0x").unwrap_or(part);
        let rest = digits.trim_start_matches(|c: char| c.is_ascii_hexdigit());
        text.push_str(if rest.starts_with(['>', ' ']) { rest } else { part });
    }
    text
}

/// Where they do not agree: the first lines that differ, without their numbers.
fn disagreement(program: &[u8], stress: bool) -> Option<String> {
    let source = [PRELUDE.as_bytes(), program].concat();
    let (theirs, theirs_ended) = reference(&source)?;
    let (ours, ours_ended) = ours(&source, stress)?;
    let end = |ended| if ended { "the end" } else { "an exception" };
    let lines =
        |text: &str, ended| -> Vec<String> { text.lines().chain([end(ended)]).map(str::to_owned).collect() };
    let (ours, theirs) = (lines(&ours, ours_ended), lines(&theirs, theirs_ended));
    let (ours, theirs) = ours.iter().zip(&theirs).find(|(ours, theirs)| ours != theirs)?;
    // How large an object is is not the same.
    if ours.starts_with("MemoryError") && theirs.starts_with("MemoryError") {
        return None;
    }
    // Refused on purpose.
    if ours.ends_with("source contains a NUL byte") {
        return None;
    }
    let plain = |line: &str| {
        line.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).take(120).collect::<String>()
    };
    Some(format!("ours {:?}, reference {:?}", plain(ours), plain(theirs)))
}

fn report(program: &[u8], stress: bool, kind: &str) {
    let folder = env::var_os("FINDINGS");
    if folder.is_some() && !is_news(kind) {
        return;
    }
    let same = |text: &[u8]| Ok(disagreement(text, stress).as_deref() == Some(kind));
    let small = minimise(program, MINIMISE_BUDGET, same).expect("the question is always answered");
    let text = format!("# {kind}\n# stress: {stress}\n{}", String::from_utf8_lossy(&small));
    let Some(folder) = folder else {
        panic!("{text}");
    };
    let hash =
        small.iter().fold(0_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    fs::write(Path::new(&folder).join(format!("{hash:016x}.py")), text).expect("FINDINGS can be written to");
}

/// Whether a kind of disagreement has not come up too often.
fn is_news(kind: &str) -> bool {
    static KNOWN: Mutex<BTreeMap<String, usize>> = Mutex::new(BTreeMap::new());
    let mut known = KNOWN.lock().expect("nothing panics while it has the lock");
    let count = known.entry(kind.to_owned()).or_default();
    *count += 1;
    *count <= MAX_OF_A_KIND
}
