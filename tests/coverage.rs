//! Proof that the programs under `tests/programs` leave nothing out: they use every production of the grammar, every
//! instruction that the compiler can emit, and every rule of the constants pass.
//!
//! Needs the feature `coverage`, with which the parser records what it uses.

#![cfg(feature = "coverage")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use constrictor::bytecode::instructions::Instruction;
use constrictor::bytecode::{Module, Opcode};
use constrictor::{Mode, Options, coverage};
use xtask::conformance;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs")
}

/// The programs that compile.
fn programs() -> Vec<PathBuf> {
    let files = conformance::python_files(&[root()]).unwrap_or_else(|error| panic!("{error}"));
    files.into_iter().filter(|path| !path.starts_with(root().join("refused"))).collect()
}

fn read(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn compile(path: &Path, level: u8) -> Module {
    let mut options = Options::default();
    options.level = level;
    let compiled = constrictor::compile(&read(path), &options);
    compiled.unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

// Grammar

/// What is read with the other start symbols: files hold modules only.
const OTHER_INPUTS: [(Mode, &str); 6] = [
    (Mode::Interactive, "\n"),
    (Mode::Interactive, "x = 1\n"),
    (Mode::Interactive, "if x: pass\n"),
    (Mode::Eval, "x, y"),
    (Mode::Eval, "x\n"),
    (Mode::Eval, "x"),
];

#[test]
fn every_production_is_used() {
    for program in programs() {
        compile(&program, 0);
    }
    for (mode, source) in OTHER_INPUTS {
        let mut options = Options::default();
        options.mode = mode;
        constrictor::compile(source.as_bytes(), &options).unwrap_or_else(|error| panic!("{source}: {error}"));
    }
    let unused: Vec<_> = coverage::unused().collect();
    let all = coverage::PRODUCTIONS.len();
    assert!(unused.is_empty(), "{} of {all} productions are not used:\n{}", unused.len(), unused.join("\n"));
}

// Instructions

/// The instruction as it is counted: each operand that is part of the opcode byte, and each size of a jump, for itself.
fn counted(instruction: &Instruction) -> String {
    let Instruction { opcode, arg, .. } = *instruction;
    if opcode.count() > 1 {
        return format!("{} {arg}", opcode.name());
    }
    let operand = opcode.operand();
    if !operand.is_label() {
        return opcode.name().into();
    }
    let size = instruction.next - instruction.offset - usize::from(operand.has_extra_byte());
    format!("{} of {size} bytes", opcode.name())
}

/// Everything [`counted`] can say.
fn countable() -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for &opcode in Opcode::ALL {
        let name = opcode.name();
        match opcode {
            Opcode::LoadConstSmallIntMulti => all.extend((-16..=47).map(|value| format!("{name} {value}"))),
            _ if opcode.count() > 1 => all.extend((0..opcode.count()).map(|arg| format!("{name} {arg}"))),
            _ if opcode.operand().is_label() => {
                all.extend([2, 3].map(|size| format!("{name} of {size} bytes")))
            }
            _ => all.extend([name.to_owned()]),
        }
    }
    all
}

fn emitted(module: &Module) -> BTreeSet<String> {
    let parts = module.functions.iter().map(|function| function.parts().expect("our own code is sound"));
    let instructions = parts.flat_map(|parts| parts.instructions());
    instructions.map(|instruction| counted(&instruction.expect("our own code is sound"))).collect()
}

#[test]
fn every_instruction_is_emitted() {
    let mut missing = countable();
    for program in programs() {
        for level in [0, 3] {
            for instruction in emitted(&compile(&program, level)) {
                missing.remove(&instruction);
            }
        }
    }
    let missing: Vec<_> = missing.into_iter().collect();
    assert!(missing.is_empty(), "not emitted:\n{}", missing.join("\n"));
}
