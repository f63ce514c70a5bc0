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
use constrictor::{Code, Diagnostic, Mode, Options, coverage};
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
const OTHER_INPUTS: [(Mode, &str); 7] = [
    (Mode::Interactive, "\n"),
    (Mode::Interactive, "x = 1\n"),
    (Mode::Interactive, "if x: pass\n"),
    (Mode::Eval, "x, y"),
    (Mode::Eval, "x\n"),
    (Mode::Eval, "x"),
    // Only a line that is joined to nothing ends without a newline.
    (Mode::Eval, "x \\"),
];

/// Arithmetic where something is assigned to is read, to be refused with a better message than `invalid syntax`.
const REFUSED_INPUTS: [&str; 2] = ["del a + b\n", "del - -a\n"];

#[test]
fn every_production_is_used() {
    let unused = coverage::unused_by(|| {
        for program in programs() {
            compile(&program, 0);
        }
        for (mode, source) in OTHER_INPUTS {
            let mut options = Options::default();
            options.mode = mode;
            let compiled = constrictor::compile(source.as_bytes(), &options);
            compiled.unwrap_or_else(|error| panic!("{source:?}: {error}"));
        }
        for source in REFUSED_INPUTS {
            let compiled = constrictor::compile(source.as_bytes(), &Options::default());
            assert_eq!(compiled.map_err(|error| error.code), Err(Code::CannotDelete), "{source:?}");
        }
    });
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

// Constants

/// What a change to a program does to it.
enum Effect {
    /// The change writes out what the rule says the compiler does: the same bytes.
    SameBytes,
    /// The change is what the compiler would do by a rule it does not have, or loses what the rule keeps: other bytes.
    OtherBytes,
    /// The rule refuses the program with this message; changed, it compiles.
    Refused(&'static str),
}

use Effect::{OtherBytes, Refused, SameBytes};

/// Rules of the constants pass, in the order in which `src/constants.rs` names them: what the rule says, a program
/// that depends on it, a change to that program, and its effect.
type Rule = (&'static str, &'static str, &'static [(&'static str, &'static str)], Effect);

const RULES: &[Rule] = &[
    (
        "a name stands for its value after the declaration",
        "constants/use_before_definition.py",
        &[("return LATER, _LATER", "return LATER, 7")],
        SameBytes,
    ),
    (
        "a name is a variable before the declaration",
        "constants/use_before_definition.py",
        &[("return _LATER", "return 7")],
        OtherBytes,
    ),
    (
        "a constant of one function is known after it",
        "constants/private_hidden.py",
        &[("print(_LOCAL, SHOWN, ", "print(5, 6, ")],
        SameBytes,
    ),
    (
        "a constant of a class is known after it",
        "constants/in_classes.py",
        &[("return STATUS, reg, self.STATUS, MASK", "return 0x20, reg, self.STATUS, 0x21 | 0x20")],
        SameBytes,
    ),
    (
        "a parameter keeps its name, its uses do not",
        "constants/not_substituted.py",
        &[("f(LEVEL=7):\n    return LEVEL", "f(LEVEL=7):\n    return 3")],
        SameBytes,
    ),
    (
        "a parameter keeps its name",
        "constants/not_substituted.py",
        &[("f(LEVEL=7)", "f(DEPTH=7)")],
        OtherBytes,
    ),
    (
        "an attribute keeps its name",
        "constants/not_substituted.py",
        &[("print(tank.LEVEL", "print(tank.DEPTH")],
        OtherBytes,
    ),
    (
        "an import keeps its name",
        "constants/not_substituted.py",
        &[("floor as LEVEL", "floor as DEPTH")],
        OtherBytes,
    ),
    (
        "the name of a keyword argument is replaced",
        "refused/constant_as_keyword.py",
        &[("size = const(1)", "size = 1")],
        Refused("LHS of keyword arg must be an id"),
    ),
    (
        "a constant cannot be assigned to",
        "refused/constant_assigned.py",
        &[("const(1)", "1")],
        Refused("can't assign to expression"),
    ),
    (
        "a constant cannot be deleted",
        "refused/constant_deleted.py",
        &[("const(1)", "1")],
        Refused("can't delete expression"),
    ),
    (
        "const need not be MicroPython's",
        "constants/shadow_const_function.py",
        &[("print(A, _B)", "print(1, 2)")],
        SameBytes,
    ),
    (
        "const is called by that name",
        "constants/not_folded.py",
        &[("g = micropython.const(6)", "g = 6")],
        OtherBytes,
    ),
    ("const is the whole value", "constants/not_folded.py", &[("const(3) + 1", "3 + 1")], OtherBytes),
    ("const is assigned once", "constants/not_folded.py", &[("a = b = const(1)", "a = b = 1")], OtherBytes),
    (
        "const is assigned to a name",
        "constants/not_folded.py",
        &[("bag.c = const(2)", "bag.c = 2")],
        OtherBytes,
    ),
    (
        "const takes one argument",
        "refused/constant_of_two.py",
        &[("const(1, 2)", "const((1, 2))")],
        Refused("not a constant"),
    ),
    (
        "const takes a constant",
        "refused/constant_of_variable.py",
        &[("const(y)", "const(1)")],
        Refused("not a constant"),
    ),
    (
        "an annotation of a constant is dropped",
        "constants/annotated.py",
        &[("PORT: int = const", "PORT = const")],
        SameBytes,
    ),
    (
        "a small int is written out",
        "constants/integers.py",
        &[("print(LIMIT,", "print(0x3fffffff,")],
        SameBytes,
    ),
    ("so is a larger one", "constants/integers.py", &[("LIMIT, BEYOND,", "LIMIT, 0x40000000,")], SameBytes),
    (
        "a string is an object, whatever a literal would be",
        "constants/strings.py",
        &[("print(NAME, EMPTY", "print(\"probe\", EMPTY")],
        OtherBytes,
    ),
    ("a float is written out", "constants/floats.py", &[("print(HALF,", "print(0.5,")], SameBytes),
    ("bytes are written out", "constants/bytes.py", &[("print(MAGIC,", "print(b\"\\x89MPY\",")], SameBytes),
    ("a tuple is written out", "constants/tuples.py", &[("print(PAIR,", "print((1, 2),")], SameBytes),
    (
        "a name with an underscore is not stored",
        "constants/private_hidden.py",
        &[("_PRIVATE = const(2)", "pass"), ("print(PUBLIC, _PRIVATE,", "print(PUBLIC, 2,")],
        SameBytes,
    ),
    (
        "a name without one is stored",
        "constants/private_hidden.py",
        &[("PUBLIC = const(1)", "PUBLIC = 1"), ("print(PUBLIC,", "print(1,")],
        SameBytes,
    ),
    (
        "a constant may be made of others",
        "constants/references.py",
        &[("const(A * B << A)", "const(24)")],
        SameBytes,
    ),
    ("a chain is folded", "constants/fold_integers.py", &[("1 + 2 + 3 - 4", "2")], SameBytes),
    ("a chain is folded as a whole", "constants/fold_not_numbers.py", &[("1 + 2 + x", "3 + x")], OtherBytes),
    ("a power is folded from the right", "constants/fold_integers.py", &[("2 ** 3 ** 2", "512")], SameBytes),
    ("signs are folded", "constants/fold_integers.py", &[("-(-5)", "5")], SameBytes),
    (
        "integers of any size are folded",
        "constants/fold_big_integers.py",
        &[("2 ** 100,", "1267650600228229401496703205376,")],
        SameBytes,
    ),
    ("floats are folded", "constants/fold_floats.py", &[("1.5 + 2,", "3.5,")], SameBytes),
    ("true division gives a float", "constants/fold_division.py", &[("6 / 3,", "2.0,")], SameBytes),
    (
        "what would raise is left",
        "constants/fold_refused.py",
        &[("lambda: 1 / 0", "lambda: 2 / 0")],
        OtherBytes,
    ),
    ("complex numbers are left", "constants/fold_not_numbers.py", &[("2j * 2j", "(-4+0j)")], OtherBytes),
    ("strings are left", "constants/fold_not_numbers.py", &[("\"a\" + \"b\"", "\"ab\"")], OtherBytes),
    ("booleans are no numbers", "constants/fold_not_numbers.py", &[("True + 1", "2")], OtherBytes),
    ("comparisons are left", "constants/fold_not_numbers.py", &[("1 < 2", "True")], OtherBytes),
    ("or drops what is false", "constants/fold_and_or.py", &[("0 or \"\" or x", "x")], SameBytes),
    ("or stops at what is true", "constants/fold_and_or.py", &[("y or 1 or x", "y or 1")], SameBytes),
    ("and drops what is true", "constants/fold_and_or.py", &[("1 and x and 2", "x and 2")], SameBytes),
    ("and stops at what is false", "constants/fold_and_or.py", &[("x and 0 and 1", "x and 0")], SameBytes),
    ("the last operand stays", "constants/fold_and_or.py", &[("x and 1, x or 1", "x, x or 1")], OtherBytes),
    ("not is folded for every constant", "constants/fold_not.py", &[("not b\"x\"", "False")], SameBytes),
    ("not is left for others", "constants/fold_not.py", &[("not [x]", "False")], OtherBytes),
    (
        "tuples are folded with the constants in them",
        "constants/constant_tuples_everywhere.py",
        &[("(_A, -_A, 2 * _A)", "(1, -1, 2)")],
        SameBytes,
    ),
    (
        "the empty tuple is an instruction",
        "constants/tuples.py",
        &[("SINGLE, EMPTY,", "SINGLE, (),")],
        OtherBytes,
    ),
    (
        "math.e is its value",
        "constants/math_constants.py",
        &[("round(math.e,", "round(2.718281828459045,")],
        SameBytes,
    ),
    (
        "math.pi is its value",
        "constants/math_constants.py",
        &[("-math.pi < 0", "-3.141592653589793 < 0")],
        SameBytes,
    ),
    (
        "math.tau is its value",
        "constants/math_constants.py",
        &[("round(math.tau,", "round(6.283185307179586,")],
        SameBytes,
    ),
    ("math.inf is its value", "constants/math_constants.py", &[("-math.inf < 0", "-1e999 < 0")], SameBytes),
    (
        "math.nan is a value",
        "constants/math_constants.py",
        &[("math.inf, math.nan", "math.inf, m.nan")],
        OtherBytes,
    ),
    (
        "math need not be imported",
        "compile_only/math_without_import.py",
        &[("a = math.pi", "a = 3.141592653589793")],
        SameBytes,
    ),
    (
        "math goes by that name only",
        "constants/math_by_other_names.py",
        &[("round(m.pi,", "round(3.141592653589793,")],
        OtherBytes,
    ),
    (
        "a statement that is a constant is dropped",
        "constants/docstrings_dropped.py",
        &[("    \"another\"", "    pass")],
        SameBytes,
    ),
    (
        "so is one that is folded to a constant",
        "constants/docstrings_dropped.py",
        &[("2 * 3", "pass")],
        SameBytes,
    ),
];

fn compile_without_lines(source: &str) -> Result<Module, Diagnostic> {
    let mut options = Options::default();
    options.source_lines = false;
    constrictor::compile(source.as_bytes(), &options)
}

/// Checks that a change has its effect.
fn check_rule((_, program, changes, effect): &Rule) -> Result<(), String> {
    let source = fs::read_to_string(root().join(program)).map_err(|error| error.to_string())?;
    let mut changed = source.clone();
    for (from, to) in *changes {
        if source.matches(from).count() != 1 {
            return Err(format!("`{from}` is not in it once"));
        }
        changed = changed.replacen(from, to, 1);
    }
    let compiled = compile_without_lines(&source);
    let changed =
        compile_without_lines(&changed).map_err(|error| format!("changed, it is refused: {error}"))?;
    match (effect, compiled) {
        (SameBytes, Ok(compiled)) if compiled != changed => Err("the bytes are not the same".into()),
        (OtherBytes, Ok(compiled)) if compiled == changed => Err("the bytes are the same".into()),
        (SameBytes | OtherBytes, compiled) => {
            compiled.map(drop).map_err(|error| format!("is refused: {error}"))
        }
        (Refused(message), Err(error)) if error.message == *message => Ok(()),
        (Refused(_), Err(error)) => Err(format!("is refused for another reason: {error}")),
        (Refused(_), Ok(_)) => Err("is not refused".into()),
    }
}

#[test]
fn every_rule_of_constants_has_its_effect() {
    let problems: Vec<_> = RULES
        .iter()
        .filter_map(|rule| {
            let problem = check_rule(rule).err()?;
            Some(format!("tests/programs/{}: {}: {problem}", rule.1, rule.0))
        })
        .collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
