//! Inputs on which this compiler once differed from mpy-cross, or from itself.
//!
//! `cargo xtask mutants` and the fuzz targets found them. Each file under `tests/regressions` is compiled by both
//! compilers at every level: the bytes are the same, or else the line and the message of the refusal.

use std::path::Path;

use constrictor::{Code, Options};
use xtask::conformance::{compare, python_files};
use xtask::reference;

#[test]
fn found_inputs_are_compiled_as_by_the_reference() {
    let mpy_cross = reference::mpy_cross().unwrap_or_else(|error| panic!("{error}"));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/regressions");
    let files = python_files(&[folder]).unwrap_or_else(|error| panic!("{error}"));
    assert!(!files.is_empty());
    let problems: Vec<String> = files.iter().filter_map(|file| disagreement(&mpy_cross, file)).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// What the compilers disagree about, at the first level at which they do.
fn disagreement(mpy_cross: &Path, file: &Path) -> Option<String> {
    (0..4).find_map(|level| {
        let comparison =
            compare(mpy_cross, file, "found.py", level).unwrap_or_else(|error| panic!("{error}"));
        let kind = comparison.disagreement()?;
        Some(format!("{} -O{level}: {kind}\n{}", file.display(), comparison.details()))
    })
}

#[test]
fn memory_limit_loses_no_parameter() {
    memory_limit_makes_no_other_error(b"class A:\n def f(self): return super().f()\n");
}

#[test]
fn memory_limit_loses_no_constant() {
    let source = b"const((1, (2, ()), \"y\", None, True, ..., 5))\nA = const((x, y, 4))\nprint(";
    memory_limit_makes_no_other_error(source);
}

/// Under any limit, what comes out is that memory is used up, or what comes out without a limit.
fn memory_limit_makes_no_other_error(source: &[u8]) {
    let mut options = Options::default();
    let unlimited = constrictor::compile(source, &options);
    for limit in (0..32_768).step_by(8) {
        options.memory_limit = limit;
        match constrictor::compile(source, &options) {
            Err(error) if error.code == Code::OutOfMemory => {}
            limited => assert_eq!(limited, unlimited, "at a limit of {limit} bytes"),
        }
    }
}

#[test]
fn line_after_unclosed_text_is_counted_from_where_it_starts() {
    let source = b"(\"\"\"\nb\"\"\"(\"\"\"\nbfor 1";
    let errors = constrictor::diagnose(source, &Options::default());
    let lines: Vec<u32> = errors.iter().map(|error| error.line).collect();
    assert_eq!(lines, [2, 3]);
}
