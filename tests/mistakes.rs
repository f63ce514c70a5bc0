//! Mistakes, which of them are found in one run, and what is said of them.

#![cfg(feature = "diagnose")]

use constrictor::{Diagnostic, Mode, Options, compile, diagnose};
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// The line and code of every error.
fn found(source: &str) -> Vec<String> {
    let line = |error: &Diagnostic| 1 + source[..error.span.start as usize].matches('\n').count();
    let errors = diagnose(source.as_bytes(), &Options::default());
    errors.iter().map(|error| format!("{} {}", line(error), error.code.id())).collect()
}

/// What the labels of the one error point at, and what they say.
fn labels(source: &str) -> Vec<String> {
    let errors = diagnose(source.as_bytes(), &Options::default());
    let [error] = &errors[..] else { panic!("{errors:?}") };
    let text = |span: constrictor::Span| &source[span.start as usize..span.end as usize];
    error.labels.iter().map(|label| format!("{}: {}", text(label.span), label.message)).collect()
}

fn hint(source: &str) -> String {
    let errors = diagnose(source.as_bytes(), &Options::default());
    let [error] = &errors[..] else { panic!("{errors:?}") };
    error.hint.as_deref().unwrap_or("none").to_owned()
}

macro_rules! finds {
    ($($name:ident: $source:expr => $expected:expr;)*) => {
        $(#[test] fn $name() { assert_eq!(found($source), $expected as [&str; _]); })*
    };
}

finds! {
    // Nothing that follows from another error
    nothing_in_a_right_source: "x = 1\n" => [];
    statements_on_lines_of_their_own: "a b\nc\nd e\n" => ["1 E106", "3 E106"];
    the_block_of_a_broken_header: "if a\n    b c\n" => ["1 E101", "2 E106"];
    an_else_after_a_broken_if: "if a b:\n    c\nelse:\n    d\n" => ["1 E106"];
    an_except_after_a_broken_body: "try:\n    a b\nexcept C:\n    d\nfinally:\n    e\n" => ["2 E106"];
    a_clause_after_another_statement: "a b\nc\nelse:\n    d\n" => ["1 E106", "3 E109"];
    a_line_without_the_block_before_it: "if a:\nb c\n" => ["2 E105", "2 E106"];
    a_clause_of_an_outer_statement: "if a:\n    if b:\n        c d\nelse:\n    e\n" => ["3 E106"];
    blocks_end_after_an_error: "class A:\n    def f(self):\n        a b\n    def g(self):\n        c d\n" => ["3 E106", "5 E106"];
    indentation_after_a_broken_line: "def f():\n    if \na.b():\n        c\n    d\ne f\n" => ["2 E100", "3 E100", "6 E106"];
    a_match_and_its_cases: "match a:\n    case 1:\n        b\n    case [c, d]:\n        e\n" => ["1 E120"];
    prose_without_its_quotes: "These words are text\nand it goes on here\n\nfor a long while\n" => ["1 E106"];
    literals_in_statements_that_are_right: "a = 09\nb = 0b2\nc d\n" => ["1 E007", "2 E007", "3 E106"];
    a_literal_in_a_broken_statement: "a b 09\n" => ["1 E106"];
    nothing_of_the_value_of_a_wrong_literal: "f(2x=1)\n" => ["1 E007"];
    not_constant_twice: "A = const(f())\nB = const(g())\n" => ["1 E200", "2 E200"];
    not_constant_because_of_another: "A = const(f())\nB = const(A + 1)\n" => ["1 E200"];
    meaning_of_several_statements: "return\nbreak\ndef f():\n    a = 1\n    global a\n    continue\n" => ["1 E202", "2 E201", "5 E205", "6 E201"];
    no_meaning_beside_wrong_syntax: "return\na b\n" => ["2 E106"];

    // Brackets
    a_bracket_before_a_statement: "a = (1\ndef f():\n    pass\nb c\n" => ["2 E103", "4 E106"];
    a_bracket_before_an_assignment: "f(a\nb = 1\nc d\n" => ["2 E103", "3 E106"];
    a_bracket_before_a_loop: "a = [b\nfor c in d:\n    e\n" => ["2 E103"];
    a_bracket_in_a_header: "if (a:\n    return b\nc d\n" => ["1 E103", "3 E106"];
    a_bracket_at_the_end: "f(a" => ["1 E103"];
    a_comma_in_a_list_of_lines: "a = [\n    1\n    2\n]\nb c\n" => ["3 E106", "5 E106"];
    a_bracket_of_another_kind: "a = [1)\nb c\n" => ["1 E104", "2 E106"];
    a_bracket_too_many: "f(a))\nb c\n" => ["1 E104", "2 E106"];

    // Recognised mistakes
    an_assignment_in_a_call: "f(a = b = c)\n" => ["1 E102"];
    a_keyword_as_attribute: "a.class\n" => ["1 E107"];
    a_keyword_as_argument: "f(from=1)\n" => ["1 E107"];
    unequal_as_in_python_2: "a <> b\n" => ["1 E108"];
    an_exception_after_a_comma: "try:\n    a\nexcept B, c:\n    d\n" => ["3 E108"];
    a_tuple_as_parameter: "def f(a, (b, c)):\n    d\n" => ["1 E108"];
    a_match_on_a_call: "match(a):\n    case b:\n        c\n" => ["1 E120"];
    a_variable_named_match: "match a\n" => ["1 E106"];
    a_positional_lambda: "lambda a, /: a\n" => ["1 E121"];
    a_division_with_nothing_before: "f(a, /b)\n" => ["1 E100"];
    a_generic_class: "class A[T]:\n    pass\n" => ["1 E123"];
    an_alias_of_a_type: "type A = int\n" => ["1 E123"];
    a_star_in_a_set: "a = {*b}\n" => ["1 E125"];
    a_decorator_in_parentheses: "@(a)\ndef f():\n    pass\n" => ["1 E127"];
    tabs_in_a_deeper_line: "a\n\tb\n" => ["2 E010"];
    tabs_after_spaces: "if a:\n    b\n\tc\n" => ["3 E012"];
}

#[test]
fn a_bracket_is_pointed_at() {
    assert_eq!(labels("a = (1\nb = 2\n"), ["(: this bracket is never closed"]);
}

#[test]
fn a_header_without_block_is_pointed_at() {
    assert_eq!(labels("while a:\nb\n"), ["while a:: a block has to follow this line"]);
}

#[test]
fn a_misspelt_keyword_is_guessed() {
    assert_eq!(labels("improt a\n"), ["improt: did you mean `import`?"]);
}

#[test]
fn a_parameter_of_the_same_name_is_pointed_at() {
    assert_eq!(labels("def f(a, b, a): pass\n"), ["a: the name is first used here"]);
}

#[test]
fn the_declaration_of_a_constant_is_pointed_at() {
    assert_eq!(labels("A = const(1)\nA = 2\n"), ["A: the name is that of a constant"]);
}

#[test]
fn a_literal_is_no_constant() {
    let expected = "only names, attributes, subscripts, and tuples and lists of them can be assigned to";
    assert_eq!(hint("1 = a\n"), expected);
}

#[test]
fn a_use_before_a_declaration_is_pointed_at() {
    let source = "def f():\n    a = 1\n    global a\n";
    assert_eq!(labels(source), ["a: the name is used before its declaration"]);
}

#[test]
fn a_use_in_an_inner_function_is_not_one_before() {
    let source = "def f():\n    def g():\n        a = 1\n    a = 2\n    global a\n";
    let errors = diagnose(source.as_bytes(), &Options::default());
    assert_eq!(errors[0].labels[0].span.start as usize, source.find("a = 2").unwrap());
}

#[test]
fn a_loop_around_a_function_is_pointed_at() {
    let expected = ["def f():: this is not run as part of the loop around it", "while a:: the loop"];
    assert_eq!(labels("while a:\n    def f():\n        break\n"), expected);
}

#[test]
fn a_try_at_the_end_of_a_block() {
    let expected = "a `try` needs an `except` or a `finally` after its block";
    assert_eq!(hint("def f():\n    try:\n        a\nb\n"), expected);
}

#[test]
fn a_mismatch_is_underlined_where_it_is() {
    let errors = diagnose(b"if a:\n    b\n  c\n", &Options::default());
    assert_eq!((errors[0].span.start, errors[0].span.end), (12, 14));
}

#[test]
fn one_expression_has_one_error() {
    let mut options = Options::default();
    options.mode = Mode::Eval;
    assert_eq!(diagnose(b"a b c d", &options).len(), 1);
}

// Any input

/// Whether the errors of a source are in order, inside of it, and hold the one that `compile` reports.
fn check(source: &[u8], options: &Options) {
    let errors = diagnose(source, options);
    match compile(source, options) {
        Ok(_) => assert!(errors.is_empty(), "{errors:?}"),
        Err(first) => {
            assert!(
                errors.iter().any(|error| (error.kind, error.line, &error.message)
                    == (first.kind, first.line, &first.message)),
                "{first:?} is not in {errors:?}"
            )
        }
    }
    assert!(errors.len() <= 100);
    assert!(errors.is_sorted_by_key(|error| error.span.start));
    for span in errors
        .iter()
        .flat_map(|error| error.labels.iter().map(|label| label.span).chain(std::iter::once(error.span)))
    {
        assert!(span.start <= span.end && span.end as usize <= source.len(), "{span:?}");
    }
}

const PIECES: &[&str] = &[
    "if",
    "else",
    "elif",
    "try",
    "except",
    "finally",
    "while",
    "for",
    "in",
    "def",
    "class",
    "return",
    "with",
    "as",
    "match",
    "case",
    "type",
    "print",
    "lambda",
    "async",
    "await",
    "yield",
    "global",
    "nonlocal",
    "import",
    "from",
    "break",
    "pass",
    "const",
    "x",
    "_Y",
    "f",
    "1",
    "09",
    "2.5x",
    "'s'",
    "'",
    "\"\"\"",
    "f'{x y}'",
    "f'{'",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    ":=",
    ";",
    "=",
    "==",
    "+",
    "-",
    "*",
    "**",
    "/",
    "@",
    ".",
    "<",
    ">",
    "!",
    "`",
    "\\",
    "\n",
    "\n",
    "\n    ",
    "\n        ",
    "\n  ",
    "\n\t",
    "\r\n",
    "#",
    " not ",
    "é",
    "“",
];

proptest! {
    #[test]
    fn pieces_in_any_order(words in prop::collection::vec(prop::sample::select(PIECES), 0..60)) {
        check(words.join(" ").as_bytes(), &Options::default());
    }

    #[test]
    fn pieces_without_blanks(words in prop::collection::vec(prop::sample::select(PIECES), 0..40)) {
        check(words.concat().as_bytes(), &Options::default());
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        check(&bytes, &Options::default());
    }

    #[test]
    fn any_mode(words in prop::collection::vec(prop::sample::select(PIECES), 0..20), eval: bool) {
        let mut options = Options::default();
        options.mode = if eval { Mode::Eval } else { Mode::Interactive };
        check(words.join(" ").as_bytes(), &options);
    }

    #[test]
    fn any_limit_of_memory(words in prop::collection::vec(prop::sample::select(PIECES), 0..60), limit in 0..40_000usize) {
        let mut options = Options::default();
        options.memory_limit = limit;
        check(words.join(" ").as_bytes(), &options);
    }
}

/// A program with most kinds of statements.
const PROGRAM: &str = include_str!("programs/exceptions/many_handlers.py");

#[test]
fn a_program_cut_at_every_byte() {
    for end in 0..PROGRAM.len() {
        check(&PROGRAM.as_bytes()[..end], &Options::default());
    }
}

/// Checks a large source, in a time that work for each error on all of the source would exceed by far.
fn quick(source: String, max_nesting: u32) {
    let mut options = Options::default();
    options.max_nesting = max_nesting;
    let start = Instant::now();
    check(source.as_bytes(), &options);
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}

#[test]
fn a_million_brackets() {
    quick("(".repeat(1 << 20), 200);
}

#[test]
fn a_hundred_thousand_errors() {
    quick("x y\n".repeat(100_000), 200);
}

#[test]
fn a_hundred_thousand_brackets_on_lines() {
    quick("f(x\n".repeat(100_000), 200);
}

#[test]
fn a_hundred_thousand_clauses() {
    quick("x y\n".to_owned() + &"else:\n  x\n".repeat(100_000), 200);
}

#[test]
fn errors_of_meaning_in_great_number() {
    quick("def f(a, a):\n    break\n    1 = x\n".repeat(10_000), 200);
}

#[test]
fn blocks_in_blocks_with_an_error_inside() {
    let blocks: String = (0..199).map(|depth| " ".repeat(depth) + "if x:\n").collect();
    quick(format!("{blocks}{}x y\nz z\n", " ".repeat(199)), 200);
}

#[test]
fn brackets_in_brackets_with_an_error_inside() {
    quick(format!("{}x y{}\nz z\n", "(".repeat(19_000), ")".repeat(19_000)), 20_000);
}
