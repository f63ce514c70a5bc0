//! `constrictor dis`: its listing, and what it says about files that it cannot list.

mod common;

use std::fs;

use common::{SOURCE, Sandbox};

/// What is listed of a source.
fn listed(options: &[&str], source: &str) -> String {
    let args = [&["dis"], options, &["a.py"]].concat();
    text(Sandbox::new(&[("a.py", source)]).run(&args).succeeds().stdout)
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("listings are UTF-8")
}

/// The error for a compiled file.
fn error(file: &[u8]) -> String {
    let sandbox = Sandbox::new(&[]);
    fs::write(sandbox.path("a.mpy"), file).expect("files can be written");
    sandbox.run(&["dis", "a.mpy"]).fails()
}

#[test]
fn a_source_is_beside_its_instructions() {
    insta::assert_snapshot!(listed(&[], SOURCE), @r#"
    .mpy version 6.0, small ints of 31 bits

    names (16 bytes)
         0  a.py
         1  <module>
         2  f
         3  AssertionError
         4  print
         5  x

    function 0: <module>()
      state slots 3, exception stack 0, positional 0, defaults 0, keyword-only 0
      24 bytes: framing 3, prelude 2, names 1, lines 2, code 16
         1  def f(x):               0  MAKE_FUNCTION              function 1 (f)
                                    2  STORE_NAME                 f
         6  print(f(1))             4  LOAD_NAME                  print
                                    6  LOAD_NAME                  f
                                    8  LOAD_CONST_SMALL_INT_MULTI 1
                                    9  CALL_FUNCTION              positional 1, keyword 0
                                   11  CALL_FUNCTION              positional 1, keyword 0
                                   13  POP_TOP
                                   14  LOAD_CONST_NONE
                                   15  RETURN_VALUE

    function 1: f(x)
      state slots 2, exception stack 0, positional 1, defaults 0, keyword-only 0
      15 bytes: framing 1, prelude 2, names 2, lines 2, code 8
         2      assert x            0  LOAD_FAST_MULTI            0 (x)
                                    1  POP_JUMP_IF_TRUE           L1
                                    3  LOAD_GLOBAL                AssertionError
                                    5  RAISE_OBJ
         3      return x    L1:     6  LOAD_FAST_MULTI            0 (x)
                                    7  RETURN_VALUE

    total 61 bytes: header 6, names 16, constants 0, functions 39
    "#);
}

#[test]
fn a_compiled_file_has_line_numbers() {
    let sandbox = Sandbox::new(&[("a.py", SOURCE)]);
    sandbox.run(&["a.py"]).succeeds();
    let listed = text(sandbox.run(&["dis", "a.mpy"]).succeeds().stdout);
    assert!(listed.contains("\n     3    L1:     6  LOAD_FAST_MULTI"), "{listed}");
}

#[test]
fn without_line_numbers_there_is_no_source() {
    assert!(!listed(&["-O3"], SOURCE).contains("def f"));
}

#[test]
fn levels_matter() {
    assert!(!listed(&["-O1"], SOURCE).contains("AssertionError"));
}

#[test]
fn standard_input_may_be_compiled() {
    let sandbox = Sandbox::new(&[("a.py", SOURCE)]);
    sandbox.run(&["a.py"]).succeeds();
    let run = sandbox.run_with_input(&["dis", "-"], &sandbox.read("a.mpy")).succeeds();
    assert!(text(run.stdout).contains("function 1: f(x)"));
}

#[test]
fn a_mistake_in_the_source_is_reported() {
    let sandbox = Sandbox::new(&[("a.py", "x = (2 3)\n")]);
    assert!(sandbox.run(&["dis", "a.py"]).fails().contains("SyntaxError"));
}

#[test]
fn damage_is_reported_where_it_is() {
    assert_eq!(
        error(b"M\x06\x00\x1f\x00\x01\x0b"),
        "constrictor: a.mpy: byte 7: no kind of constant has number 11\n"
    );
}

#[test]
fn damage_in_code_is_reported_where_it_is() {
    let file = b"M\x06\x00\x1f\x01\x00\x0f\x20\x00\x02\x00\x01";
    let expected =
        "constrictor: a.mpy: byte 11: the code of a function is damaged: no opcode has number 0x01\n";
    assert_eq!(error(file), expected);
}

#[test]
fn another_version_is_named() {
    assert!(error(b"M\x05\x00\x1f").starts_with("constrictor: a.mpy: byte 2: version 5"));
}

#[test]
fn an_empty_file_is_no_module() {
    assert_eq!(error(b""), "constrictor: a.mpy: byte 0: this is not a .mpy file\n");
}

#[test]
fn a_missing_file_is_named() {
    let error = Sandbox::new(&[]).run(&["dis", "a.mpy"]).fails();
    assert_eq!(error, "constrictor: cannot read a.mpy: No such file or directory\n");
}

#[test]
fn help_is_printed() {
    let run = Sandbox::new(&[]).run(&["dis", "--help"]).succeeds();
    assert!(text(run.stdout).starts_with("usage: constrictor dis "));
}

#[test]
fn an_input_is_needed() {
    assert_eq!(
        Sandbox::new(&[]).run(&["dis"]).fails(),
        "constrictor: no input file: see constrictor dis --help\n"
    );
}
