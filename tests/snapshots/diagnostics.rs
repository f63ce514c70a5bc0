//! Every error the compiler reports, as a reader sees it.

use super::{error, options, refused};
use constrictor::{Code, NativeArch, Options, Severity};
use insta::assert_snapshot;
use std::path::Path;

#[test]
fn a_token_out_of_place() {
    assert_snapshot!(error("a = = b"), @"
    SyntaxError: invalid syntax
      ┌─ main.py:1:5
      │
    1 │ a = = b
      │     ^
      │
      = reported at line 1
    ");
}

#[test]
fn the_end_where_more_is_needed() {
    assert_snapshot!(error("f(a"), @"
    SyntaxError: invalid syntax
      ┌─ main.py:1:4
      │
    1 │ f(a
      │    ^
      │
      = reported at line 2
    ");
}

#[test]
fn a_character_that_starts_nothing() {
    assert_snapshot!(error("a = b ? c"), @"
    SyntaxError: invalid syntax
      ┌─ main.py:1:7
      │
    1 │ a = b ? c
      │       ^
      │
      = reported at line 1
    ");
}

#[test]
fn a_misspelt_keyword() {
    assert_snapshot!(error("fro a import b"), @"
    SyntaxError: invalid syntax
      ┌─ main.py:1:5
      │
    1 │ fro a import b
      │     ^
      │
      = reported at line 1
    ");
}

#[test]
fn a_string_without_end() {
    assert_snapshot!(error(r#"
a = "abc
b
"#), @r#"
    SyntaxError: invalid syntax
      ┌─ main.py:1:5
      │
    1 │ a = "abc
      │     ^^^^
      │
      = reported at line 1
      = hint: the string is not closed
    "#);
}

#[test]
fn a_triple_quoted_string_without_end() {
    assert_snapshot!(error(r#"
a = """abc
b
"#), @r#"
    SyntaxError: invalid syntax
      ┌─ main.py:1:5
      │  
    1 │   a = """abc
      │ ╭─────^
    2 │ │ b
    3 │ │ 
      │ ╰^
      │  
      = reported at line 1
      = hint: the string is not closed
    "#);
}

#[test]
fn an_escape_with_too_few_digits() {
    assert_snapshot!(error(r#"a = "\x4g""#), @r#"
    SyntaxError: invalid syntax
      ┌─ main.py:1:5
      │
    1 │ a = "\x4g"
      │     ^^^^^^
      │
      = reported at line 1
      = hint: the escape sequence in this string needs more hex digits
    "#);
}

#[test]
fn an_escape_beyond_unicode() {
    assert_snapshot!(error(r#"a = "\U00110000""#), @r#"
    SyntaxError: invalid syntax
      ┌─ main.py:1:5
      │
    1 │ a = "\U00110000"
      │     ^^^^^^^^^^^^
      │
      = reported at line 1
      = hint: the escape sequence in this string is out of range
    "#);
}

#[test]
fn an_unexpected_indent() {
    assert_snapshot!(error("
a
  b
"), @"
    IndentationError: unexpected indent
      ┌─ main.py:2:3
      │
    2 │   b
      │   ^
      │
      = reported at line 2
    ");
}

#[test]
fn a_block_that_is_not_indented() {
    assert_snapshot!(error("
if a:
b
"), @"
    SyntaxError: invalid syntax
      ┌─ main.py:2:1
      │
    2 │ b
      │ ^
      │
      = reported at line 2
    ");
}

#[test]
fn a_dedent_to_nowhere() {
    assert_snapshot!(error("
if a:
    b
  c
"), @"
    IndentationError: unindent doesn't match any outer indent level
      ┌─ main.py:2:6
      │  
    2 │       b
      │ ╭─────^
    3 │ │   c
      │ ╰^
      │  
      = reported at line 2
    ");
}

#[test]
fn an_f_string_without_an_expression() {
    assert_snapshot!(error(r#"f"{}""#), @r#"
    SyntaxError: malformed f-string
      ┌─ main.py:1:1
      │
    1 │ f"{}"
      │ ^^^^^
      │
      = reported at line 1
    "#);
}

#[test]
fn a_t_string_with_a_stray_brace() {
    assert_snapshot!(error(r#"t"}""#), @r#"
    SyntaxError: malformed f-string
      ┌─ main.py:1:1
      │
    1 │ t"}"
      │ ^^^^
      │
      = reported at line 1
    "#);
}

#[test]
fn a_misspelt_octal() {
    assert_snapshot!(error("a = 017"), @"
    SyntaxError: invalid syntax for integer with base 0: '017'
      ┌─ main.py:1:5
      │
    1 │ a = 017
      │     ^^^
      │
      = reported at line 1
      = hint: write octal numbers as 0o17; other numbers do not start with 0
    ");
}

#[test]
fn digits_beyond_the_base() {
    assert_snapshot!(error("a = 0b12"), @"
    SyntaxError: invalid syntax for integer with base 2: '12'
      ┌─ main.py:1:5
      │
    1 │ a = 0b12
      │     ^^^^
      │
      = reported at line 1
    ");
}

#[test]
fn letters_in_a_number() {
    assert_snapshot!(error("a = 12abc"), @"
    SyntaxError: invalid syntax for integer with base 10: '12abc'
      ┌─ main.py:1:5
      │
    1 │ a = 12abc
      │     ^^^^^
      │
      = reported at line 1
    ");
}

#[test]
fn letters_in_a_float() {
    assert_snapshot!(error("a = 1.5x"), @"
    SyntaxError: invalid syntax for number
      ┌─ main.py:1:5
      │
    1 │ a = 1.5x
      │     ^^^^
      │
      = reported at line 1
    ");
}

#[test]
fn a_named_unicode_escape() {
    assert_snapshot!(error(r#"a = "\N{DEGREE SIGN}""#), @r#"
    NotImplementedError: unicode name escapes
      ┌─ main.py:1:6
      │
    1 │ a = "\N{DEGREE SIGN}"
      │      ^^
      │
      = no line reported
      = hint: write the character itself, or its number as \u....
    "#);
}

#[test]
fn not_a_constant() {
    assert_snapshot!(error("A = const(f())"), @"
    SyntaxError: not a constant
      ┌─ main.py:1:11
      │
    1 │ A = const(f())
      │           ^^^
      │
      = reported at line 1
      = hint: const() takes one expression of literals and constants that were declared before it
    ");
}

#[test]
fn a_constant_of_two_arguments() {
    assert_snapshot!(error("A = const(1, 2)"), @"
    SyntaxError: not a constant
      ┌─ main.py:1:10
      │
    1 │ A = const(1, 2)
      │          ^^^^^^
      │
      = reported at line 1
      = hint: const() takes one expression of literals and constants that were declared before it
    ");
}

#[test]
fn break_outside_a_loop() {
    assert_snapshot!(error("break"), @"
    SyntaxError: 'break'/'continue' outside loop
      ┌─ main.py:1:1
      │
    1 │ break
      │ ^^^^^
      │
      = reported at line 1
    ");
}

#[test]
fn continue_outside_a_loop() {
    assert_snapshot!(error("
def f():
    continue
"), @"
    SyntaxError: 'break'/'continue' outside loop
      ┌─ main.py:2:5
      │
    2 │     continue
      │     ^^^^^^^^
      │
      = reported at line 2
    ");
}

#[test]
fn return_outside_a_function() {
    assert_snapshot!(error("return 1"), @"
    SyntaxError: 'return' outside function
      ┌─ main.py:1:1
      │
    1 │ return 1
      │ ^^^^^^^^
      │
      = reported at line 1
    ");
}

#[test]
fn yield_outside_a_function() {
    assert_snapshot!(error("yield 1"), @"
    SyntaxError: 'yield' outside function
      ┌─ main.py:1:1
      │
    1 │ yield 1
      │ ^^^^^^^
      │
      = reported at line 1
    ");
}

#[test]
fn await_outside_a_function() {
    assert_snapshot!(error("await a"), @"
    SyntaxError: 'await' outside function
      ┌─ main.py:1:1
      │
    1 │ await a
      │ ^^^^^^^
      │
      = reported at line 1
    ");
}

#[test]
fn import_star_in_a_function() {
    assert_snapshot!(error("
def f():
    from a import *
"), @"
    SyntaxError: import * not at module level
      ┌─ main.py:2:5
      │
    2 │     from a import *
      │     ^^^^^^^^^^^^^^^
      │
      = reported at line 2
    ");
}

#[test]
fn nonlocal_in_a_module() {
    assert_snapshot!(error("nonlocal a"), @"
    SyntaxError: can't declare nonlocal in outer code
      ┌─ main.py:1:1
      │
    1 │ nonlocal a
      │ ^^^^^^^^^^
      │
      = reported at line 1
    ");
}

#[test]
fn nonlocal_without_a_binding() {
    assert_snapshot!(error("
def f():
    nonlocal a
"), @"
    SyntaxError: no binding for nonlocal found
      ┌─ main.py:2:5
      │
    2 │     nonlocal a
      │     ^^^^^^^^^^
      │
      = reported at line 2
    ");
}

#[test]
fn nonlocal_after_use() {
    assert_snapshot!(error("
def f():
    a = 1
    nonlocal a
"), @"
    SyntaxError: identifier redefined as nonlocal
      ┌─ main.py:3:5
      │
    3 │     nonlocal a
      │     ^^^^^^^^^^
      │
      = reported at line 3
      = hint: declare it before its first use in this scope
    ");
}

#[test]
fn global_after_use() {
    assert_snapshot!(error("
def f():
    a = 1
    global a
"), @"
    SyntaxError: identifier redefined as global
      ┌─ main.py:3:5
      │
    3 │     global a
      │     ^^^^^^^^
      │
      = reported at line 3
      = hint: declare it before its first use in this scope
    ");
}

#[test]
fn except_after_the_default() {
    assert_snapshot!(error("
try:
    a
except:
    b
except C:
    d
"), @"
    SyntaxError: default 'except' must be last
      ┌─ main.py:3:1
      │  
    3 │ ╭ except:
    4 │ │     b
    5 │ │ except C:
      │ ╰^
      │  
      = reported at line 3
    ");
}

#[test]
fn an_unknown_decorator_of_micropython() {
    assert_snapshot!(error("
@micropython.fast
def f(): pass
"), @"
    SyntaxError: invalid micropython decorator
      ┌─ main.py:1:1
      │
    1 │ @micropython.fast
      │ ^^^^^^^^^^^^^^^^^
      │
      = reported at line 1
      = hint: bytecode, native, viper, asm_thumb, asm_xtensa and asm_rv32 are known
    ");
}

#[test]
fn native_code_without_an_architecture() {
    assert_snapshot!(error("
@micropython.native
def f(): pass
"), @"
    SyntaxError: invalid arch
      ┌─ main.py:1:1
      │
    1 │ @micropython.native
      │ ^^^^^^^^^^^^^^^^^^^
      │
      = reported at line 1
      = hint: native code needs an architecture that has it, chosen with -march
    ");
}

#[test]
fn async_for_outside_a_coroutine() {
    assert_snapshot!(error("async for a in b: pass"), @"
    SyntaxError: async for/with outside async function
      ┌─ main.py:1:7
      │
    1 │ async for a in b: pass
      │       ^^^^^^^^^^^^^^^^
      │
      = reported at line 1
    ");
}

#[test]
fn async_with_outside_a_coroutine() {
    assert_snapshot!(error("
def f():
    async with a: pass
"), @"
    SyntaxError: async for/with outside async function
      ┌─ main.py:2:11
      │  
    2 │       async with a: pass
      │ ╭───────────^
    3 │ │ 
      │ ╰^
      │  
      = reported at line 2
    ");
}

#[test]
fn a_default_before_a_parameter_without() {
    assert_snapshot!(error("def f(a=1, b): pass"), @"
    SyntaxError: non-default argument follows default argument
      ┌─ main.py:1:12
      │
    1 │ def f(a=1, b): pass
      │            ^
      │
      = reported at line 1
      = hint: parameters without a default value come first
    ");
}

#[test]
fn a_parameter_after_two_stars() {
    assert_snapshot!(error("def f(**a, b): pass"), @"
    SyntaxError: invalid syntax
      ┌─ main.py:1:12
      │
    1 │ def f(**a, b): pass
      │            ^
      │
      = reported at line 1
      = hint: nothing can follow the ** parameter
    ");
}

#[test]
fn two_star_parameters() {
    assert_snapshot!(error("def f(*a, *b): pass"), @"
    SyntaxError: invalid syntax
      ┌─ main.py:1:11
      │
    1 │ def f(*a, *b): pass
      │           ^^
      │
      = reported at line 1
      = hint: a function can have one * parameter
    ");
}

#[test]
fn a_parameter_used_twice() {
    assert_snapshot!(error("def f(a, a): pass"), @"
    SyntaxError: argument name reused
      ┌─ main.py:1:10
      │
    1 │ def f(a, a): pass
      │          ^
      │
      = reported at line 1
    ");
}

#[test]
fn a_star_outside_an_assignment() {
    assert_snapshot!(error("f((*a))"), @"
    SyntaxError: *x must be assignment target
      ┌─ main.py:1:4
      │
    1 │ f((*a))
      │    ^^
      │
      = reported at line 1
    ");
}

#[test]
fn a_value_without_a_key() {
    assert_snapshot!(error("{a: b, c}"), @"
    SyntaxError: expecting key:value for dict
      ┌─ main.py:1:8
      │
    1 │ {a: b, c}
      │        ^
      │
      = reported at line 1
    ");
}

#[test]
fn a_key_in_a_set() {
    assert_snapshot!(error("{a, b: c}"), @"
    SyntaxError: expecting just a value for set
      ┌─ main.py:1:5
      │
    1 │ {a, b: c}
      │     ^
      │
      = reported at line 1
    ");
}

#[test]
fn an_assignment_expression_to_a_call() {
    assert_snapshot!(error("(f() := 1)"), @"
    SyntaxError: can't assign to expression
      ┌─ main.py:1:2
      │
    1 │ (f() := 1)
      │  ^^^
      │
      = reported at line 1
      = hint: the left side of := has to be a name, and not that of a constant
    ");
}

#[test]
fn an_assignment_to_a_call() {
    assert_snapshot!(error("f() = 1"), @"
    SyntaxError: can't assign to expression
      ┌─ main.py:1:1
      │
    1 │ f() = 1
      │ ^^^
      │
      = reported at line 1
    ");
}

#[test]
fn an_assignment_to_a_constant() {
    assert_snapshot!(error("
A = const(1)
A = 2
"), @"
    SyntaxError: can't assign to expression
      ┌─ main.py:2:1
      │
    2 │ A = 2
      │ ^
      │
      = reported at line 2
      = hint: if this is the name of a constant, it stands for its value from its declaration on
    ");
}

#[test]
fn an_assignment_to_a_literal() {
    assert_snapshot!(error("1 = a"), @"
    SyntaxError: can't assign to expression
      ┌─ main.py:1:1
      │
    1 │ 1 = a
      │ ^
      │
      = reported at line 1
      = hint: if this is the name of a constant, it stands for its value from its declaration on
    ");
}

#[test]
fn an_augmented_assignment_to_a_tuple() {
    assert_snapshot!(error("(a, b) += 1"), @"
    SyntaxError: can't assign to expression
      ┌─ main.py:1:1
      │
    1 │ (a, b) += 1
      │ ^^^^^^
      │
      = reported at line 1
    ");
}

#[test]
fn two_stars_in_an_assignment() {
    assert_snapshot!(error("*a, *b = c"), @"
    SyntaxError: multiple *x in assignment
      ┌─ main.py:1:5
      │
    1 │ *a, *b = c
      │     ^^
      │
      = reported at line 1
    ");
}

#[test]
fn del_of_a_call() {
    assert_snapshot!(error("del f()"), @"
    SyntaxError: can't delete expression
      ┌─ main.py:1:5
      │
    1 │ del f()
      │     ^^^
      │
      = reported at line 1
    ");
}

#[test]
fn del_of_an_empty_tuple() {
    assert_snapshot!(error("del ()"), @"
    SyntaxError: can't delete expression
      ┌─ main.py:1:5
      │
    1 │ del ()
      │     ^^
      │
      = reported at line 1
    ");
}

#[test]
fn super_without_a_parameter() {
    assert_snapshot!(error("
class A:
    def f(): super().g()
"), @"
    SyntaxError: super() can't find self
      ┌─ main.py:2:19
      │
    2 │     def f(): super().g()
      │                   ^^
      │
      = reported at line 2
      = hint: super() without arguments works in functions that have a parameter
    ");
}

#[test]
fn a_star_argument_after_two_stars() {
    assert_snapshot!(error("f(**a, *b)"), @"
    SyntaxError: * arg after **
      ┌─ main.py:1:8
      │
    1 │ f(**a, *b)
      │        ^^
      │
      = reported at line 1
    ");
}

#[test]
fn a_star_argument_after_a_keyword() {
    assert_snapshot!(error("f(a=1, *b)"), @"
    SyntaxError: * arg after kwarg
      ┌─ main.py:1:8
      │
    1 │ f(a=1, *b)
      │        ^^
      │
      = reported at line 1
      = hint: MicroPython takes *args only before keyword arguments
    ");
}

#[test]
fn a_positional_argument_after_two_stars() {
    assert_snapshot!(error("f(**a, b)"), @"
    SyntaxError: positional arg after **
      ┌─ main.py:1:8
      │
    1 │ f(**a, b)
      │        ^
      │
      = reported at line 1
    ");
}

#[test]
fn a_positional_argument_after_a_keyword() {
    assert_snapshot!(error("f(a=1, b)"), @"
    SyntaxError: positional arg after keyword arg
      ┌─ main.py:1:8
      │
    1 │ f(a=1, b)
      │        ^
      │
      = reported at line 1
    ");
}

#[test]
fn a_keyword_that_is_no_name() {
    assert_snapshot!(error("f(a.b=1)"), @"
    SyntaxError: LHS of keyword arg must be an id
      ┌─ main.py:1:3
      │
    1 │ f(a.b=1)
      │   ^^^^^
      │
      = reported at line 1
      = hint: write name=value, where the name is not that of a constant
    ");
}

#[test]
fn native_code_is_not_supported_yet() {
    let options = options(|options| options.native_arch = Some(NativeArch::Armv7m));
    assert_snapshot!(refused(b"@micropython.viper\ndef f(): pass\n", &options), @"
    NotImplementedError: native code is not supported yet
      ┌─ main.py:1:1
      │
    1 │ @micropython.viper
      │ ^^^^^^^^^^^^^^^^^^
      │
      = reported at line 1
      = hint: remove the decorator to compile this function to bytecode
    ");
}

#[test]
fn a_byte_that_is_not_utf8_in_a_name() {
    assert_snapshot!(refused(b"a = b\xffc\n", &Options::default()), @"
    UnicodeError: source is not valid UTF-8 here
      ┌─ main.py:1:6
      │
    1 │ a = b?c
      │      ^
      │
      = reported at line 1
      = hint: save the file as UTF-8; other bytes are accepted in comments only
    ");
}

#[test]
fn a_byte_that_is_not_utf8_in_a_string() {
    assert_snapshot!(refused(b"a = 'b\xffc'\n", &Options::default()), @"
    UnicodeError: source is not valid UTF-8 here
      ┌─ main.py:1:7
      │
    1 │ a = 'b?c'
      │       ^
      │
      = reported at line 1
      = hint: save the file as UTF-8; other bytes are accepted in comments only
    ");
}

#[test]
fn a_nul_byte() {
    assert_snapshot!(refused(b"a = 1\nb = \0\n", &Options::default()), @"
    SyntaxError: source contains a NUL byte
      ┌─ main.py:2:5
      │
    2 │ b = ?
      │     ^
      │
      = reported at line 2
    ");
}

#[test]
fn too_deep_a_nesting() {
    let options = options(|options| options.max_nesting = 3);
    assert_snapshot!(refused(b"a = [[[[1]]]]\n", &options), @"
    RuntimeError: maximum recursion depth exceeded
      ┌─ main.py:1:8
      │
    1 │ a = [[[[1]]]]
      │        ^
      │
      = reported at line 1
      = hint: this is nested too deeply; split it into smaller expressions or functions
    ");
}

#[test]
fn constant_tuples_too_deep_in_each_other() {
    let tuple = |number: usize| format!("_A{} = const((_A{number},))\n", number + 1);
    let source = "_A0 = const(())\n".to_owned() + &(0..300).map(tuple).collect::<String>();
    assert_snapshot!(refused(source.as_bytes(), &Options::default()), @"
    RuntimeError: maximum recursion depth exceeded
    bytes 5932..5940 of 6998
    = reported at line 257
    = hint: tuples can be in each other up to 256 deep
    ");
}

#[test]
fn a_name_of_more_than_255_bytes() {
    assert_snapshot!(error(&"a".repeat(256)), @"
    RuntimeError: name too long
    bytes 0..256 of 256
    = no line reported
    = hint: a name may have up to 255 bytes
    ");
}

#[test]
fn a_dotted_name_of_more_than_255_bytes() {
    assert_snapshot!(error(&format!("import {}", ["a"; 129].join("."))), @"
    RuntimeError: name too long
    bytes 0..264 of 264
    = no line reported
    ");
}

#[test]
fn a_star_argument_beyond_the_mask() {
    assert_snapshot!(error(&format!("f({}*b)", "a, ".repeat(64))), @"
    SyntaxError: too many args
    bytes 194..196 of 197
    = reported at line 1
    ");
}

#[test]
fn a_jump_that_is_too_long() {
    assert_snapshot!(error(&format!("while a:\n{}", "    b.c(d)\n".repeat(5_000))), @"
    RuntimeError: bytecode overflow
    bytes 0..55009 of 55009
    = no line reported
    = hint: a jump in this code is longer than 16 KiB of bytecode; split the function
    ");
}

#[test]
fn a_cell_beyond_the_first_256_locals() {
    let locals: String = (0..256).map(|i| format!("    a{i} = 0\n")).collect();
    let source = format!("def f():\n{locals}    b = 0\n    return lambda: b\n");
    assert_snapshot!(error(&source), @"
    RuntimeError: too many local variables are used by inner functions
    bytes 0..3258 of 3258
    = no line reported
    = hint: the first 256 locals of a function can be; split the function
    ");
}

#[test]
fn too_little_memory() {
    let options = options(|options| options.memory_limit = 1_000);
    assert_snapshot!(refused(b"a = 1\n", &options), @"
    MemoryError: memory allocation failed
      ┌─ main.py:1:1
      │
    1 │ a = 1
      │ ^
      │
      = no line reported
    ");
}

#[test]
fn small_ints_of_too_few_bits() {
    let options = options(|options| options.small_int_bits = 1);
    assert_snapshot!(refused(b"", &options), @"
    SyntaxError: small-int bits out of range
      ┌─ main.py:1:1
      │
    1 │ 
      │ ^
      │
      = no line reported
    ");
}

#[test]
fn a_source_name_of_more_than_255_bytes() {
    let options = options(|options| options.source_name = "a".repeat(256));
    assert_snapshot!(refused(b"", &options), @"
    SyntaxError: source name is longer than 255 bytes
      ┌─ main.py:1:1
      │
    1 │ 
      │ ^
      │
      = no line reported
    ");
}

#[test]
fn every_message_has_a_snapshot() {
    let missing: Vec<_> = messages().into_iter().filter(|message| !SNAPSHOTS.contains(message)).collect();
    assert_eq!(missing, Vec::<String>::new());
}

/// The snapshots above.
const SNAPSHOTS: &str = include_str!("diagnostics.rs");

/// What no small source yields: one message would take a source of more than 4 GiB, one is always replaced.
const UNTESTABLE: [Code; 2] = [Code::SourceTooLarge, Code::InvalidOption];

/// What the compiler may say: the headline of every error, and every text of more than one word in its source.
fn messages() -> Vec<String> {
    let mut directories = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let errors = Code::ALL.iter().filter(|code| code.severity() == Severity::Error);
    let errors = errors.filter(|code| !UNTESTABLE.contains(code));
    let mut messages: Vec<_> = errors.map(|code| code.headline().to_owned()).collect();
    while let Some(directory) = directories.pop() {
        for entry in std::fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                directories.extend((!OTHER_STAGES.iter().any(|name| path.ends_with(name))).then_some(path));
            } else if !NO_MESSAGES.iter().any(|name| path.ends_with(name)) {
                let source = std::fs::read_to_string(&path).unwrap();
                messages.extend(texts(source.split("#[cfg(test)]").next().unwrap_or("")));
            }
        }
    }
    assert!(messages.len() > 40, "{messages:?}");
    messages
}

/// Folders whose texts are tested elsewhere.
const OTHER_STAGES: [&str; 3] = ["diagnose", "lint", "render"];

/// Files with texts that are not messages, or are tested elsewhere.
const NO_MESSAGES: [&str; 9] = [
    "ast/dump.rs",
    "diagnose.rs",
    "diagnostic/code.rs",
    "inspect.rs",
    "intern/builtin.rs",
    "lint.rs",
    "number/tests.rs",
    "parser/coverage.rs",
    "render.rs",
];

/// The string literals of some Rust that have a space in them, up to the first `{`.
fn texts(source: &str) -> Vec<String> {
    let code: String = source.lines().filter(|line| !line.trim_start().starts_with(['/', '#'])).collect();
    // Every second piece is inside quotes, once quotes that are characters are out of the way.
    let code = code.replace("b'\"'", "").replace("'\"'", "");
    code.split('"')
        .skip(1)
        .step_by(2)
        .filter_map(|text| text.split('{').next())
        .filter(|text| text.trim().contains(' '))
        .map(|text| text.replace("\\\\", "\\"))
        .collect()
}
