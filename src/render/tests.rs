//! Tests of rendering, one fact each.

use alloc::string::String;
use core::ops::Range;

use insta::assert_snapshot;

use super::*;

fn diagnostic(code: Code, span: Range<u32>, line: u32) -> Diagnostic {
    Diagnostic::new(code, Span::new(span.start, span.end), line)
}

fn rendered(source: &[u8], span: Range<u32>, line: u32) -> String {
    human(&diagnostic(Code::InvalidSyntax, span, line), &Source::new("app.py", source), false)
}

#[test]
fn mistake_is_underlined() {
    assert_snapshot!(rendered(b"a = 1\nb = (2 3)\n", 13..14, 2), @r"
    SyntaxError[E100]: invalid syntax
      ┌─ app.py:2:8
      │
    2 │ b = (2 3)
      │        ^
    ");
}

#[test]
fn end_of_file_has_a_caret() {
    assert_snapshot!(rendered(b"f(", 2..2, 1), @r"
    SyntaxError[E100]: invalid syntax
      ┌─ app.py:1:3
      │
    1 │ f(
      │   ^
    ");
}

#[test]
fn line_end_has_a_caret() {
    assert_snapshot!(rendered(b"x =\ny = 1\n", 3..4, 1), @r"
    SyntaxError[E100]: invalid syntax
      ┌─ app.py:1:4
      │
    1 │ x =
      │    ^
    ");
}

#[test]
fn offsets_of_an_empty_source_are_fine() {
    assert_snapshot!(rendered(b"", 0..0, 1), @r"
    SyntaxError[E100]: invalid syntax
      ┌─ app.py:1:1
      │
    1 │ 
      │ ^
    ");
}

#[test]
fn other_line_of_micropython_is_noted() {
    assert_snapshot!(rendered(b"def f():\n    return 1 1\n", 22..23, 1), @r"
    SyntaxError[E100]: invalid syntax
      ┌─ app.py:2:14
      │
    2 │     return 1 1
      │              ^
      │
      = MicroPython reports this at line 1
    ");
}

#[test]
fn hint_is_noted() {
    let diagnostic = Diagnostic::new(Code::CannotAssign, Span::new(0, 5), 1).with_hint("use == to compare");
    assert_snapshot!(human(&diagnostic, &Source::new("app.py", b"a + b = c"), false), @r"
    SyntaxError[E226]: can't assign to expression
      ┌─ app.py:1:1
      │
    1 │ a + b = c
      │ ^^^^^
      │
      = use == to compare
    ");
}

#[test]
fn mistake_over_two_lines_shows_the_first() {
    assert_snapshot!(rendered(b"del (a +\n  b)\n", 4..13, 1), @r"
    SyntaxError[E100]: invalid syntax
      ┌─ app.py:1:5
      │
    1 │ del (a +
      │     ^^^^
    ");
}

#[test]
fn tabs_are_aligned() {
    assert_snapshot!(rendered(b"\tx\t= 1 1", 7..8, 1), @r"
    SyntaxError[E100]: invalid syntax
      ┌─ app.py:1:8
      │
    1 │     x   = 1 1
      │             ^
    ");
}

#[test]
fn long_line_is_cut() {
    let source = [&b"a".repeat(1000)[..], b" $ ", &b"b".repeat(1000)[..]].concat();
    assert_snapshot!(rendered(&source, 1001..1002, 1), @r"
    SyntaxError[E100]: invalid syntax
      ┌─ app.py:1:1002
      │
    1 │ aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa $ bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
      │                                                                                                                         ^
    ");
}

#[test]
fn line_without_reported_number_has_no_note() {
    assert!(!rendered(b"x x", 2..3, 0).contains("MicroPython reports"));
}

#[test]
fn carriage_return_ends_a_line() {
    assert!(rendered(b"a\rb\r$", 4..5, 3).contains("app.py:3:1"));
}

#[test]
fn carriage_return_and_line_feed_end_one_line() {
    assert!(rendered(b"a\r\nb\r\n$", 6..7, 3).contains("app.py:3:1"));
}

#[test]
fn columns_count_characters() {
    assert!(rendered("é $".as_bytes(), 3..4, 1).contains("app.py:1:3"));
}

#[test]
fn bytes_that_are_not_utf8_shift_nothing() {
    assert!(rendered(b"'\xff\xc3' $", 5..6, 1).contains("│ '??' $\n  │      ^\n"));
}

#[test]
fn escape_sequences_of_the_source_are_defused() {
    assert!(rendered(b"'\x1b[2J' $", 7..8, 1).contains("'?[2J' $"));
}

#[test]
fn span_beyond_the_source_is_cut() {
    assert!(rendered(b"x", 90..99, 1).contains("app.py:1:2"));
}

#[test]
fn span_inside_a_character_is_widened() {
    assert!(rendered("é".as_bytes(), 1..1, 1).contains("app.py:1:1"));
}

#[test]
fn every_span_of_a_hostile_source_is_rendered() {
    let source = "\u{1b}é\r\n\t\u{9b}\u{1f40d}\u{301}\r\n\n\0\u{202e}".as_bytes();
    let source = [source, b"\xf0\x9f\xff"].concat();
    for start in 0..=source.len() as u32 + 1 {
        for end in 0..=source.len() as u32 + 1 {
            assert!(rendered(&source, start..end, 1).starts_with("SyntaxError[E100]: "));
        }
    }
}

#[test]
fn colour_is_reset_at_the_end_of_the_headline() {
    let diagnostic = Diagnostic::new(Code::InvalidSyntax, Span::new(0, 1), 1);
    assert!(
        human(&diagnostic, &Source::new("a.py", b"$"), true)
            .starts_with("\x1b[1;31mSyntaxError[E100]: invalid syntax\x1b[0m\n")
    );
}

#[test]
fn warnings_are_yellow() {
    let diagnostic = diagnostic(Code::UnusedConstant, 0..1, 0);
    assert!(
        human(&diagnostic, &Source::new("a.py", b"$"), true).starts_with("\x1b[1;33mSyntaxWarning[W005]: ")
    );
}

#[test]
fn places_on_other_lines_are_shown() {
    let diagnostic = diagnostic(Code::UnmatchedBracket, 11..12, 3).with_label(Span::new(0, 1), "opened here");
    assert_snapshot!(human(&diagnostic, &Source::new("app.py", b"(a,\n b,\n c ]\n"), false), @r"
    SyntaxError[E104]: invalid syntax
      ┌─ app.py:3:4
      │
    1 │ (a,
      │ - opened here
    2 │  b,
    3 │  c ]
      │    ^ unmatched bracket
    ");
}

#[test]
fn place_far_up_is_shown_with_a_gap() {
    let source = b"_X = const(1)\n\n\n\n_X = const(2)\n";
    let diagnostic = diagnostic(Code::ConstantRedeclared, 17..19, 0).with_label(Span::new(0, 2), "first");
    assert_snapshot!(human(&diagnostic, &Source::new("app.py", source), false), @r"
    SyntaxWarning[W004]: constant declared again
      ┌─ app.py:5:1
      │
    1 │ _X = const(1)
      │ -- first
      ·
    5 │ _X = const(2)
      │ ^^
    ");
}

#[test]
fn place_on_the_same_line_is_shown() {
    let diagnostic = diagnostic(Code::ParameterReused, 9..10, 1).with_label(Span::new(6, 7), "first");
    assert_snapshot!(human(&diagnostic, &Source::new("app.py", b"def f(a, a): pass"), false), @r"
    SyntaxError[E222]: argument name reused
      ┌─ app.py:1:10
      │
    1 │ def f(a, a): pass
      │       -  ^
      │       │   
      │       first
    ");
}

#[test]
fn place_far_away_on_the_same_line_is_a_note() {
    let source = [&b"a"[..], &b" ".repeat(5000), b"b"].concat();
    let diagnostic = diagnostic(Code::ParameterReused, 5001..5002, 1).with_label(Span::new(0, 1), "first");
    assert!(human(&diagnostic, &Source::new("app.py", &source), false).contains("= 1:1: first\n"));
}

#[test]
fn many_labels_are_bounded() {
    let mut many = diagnostic(Code::DuplicateKey, 0..1, 1);
    for at in 0..1000 {
        many = many.with_label(Span::new(at, at + 1), "here");
    }
    assert!(human(&many, &Source::new("app.py", &b"x\n".repeat(1000)), false).lines().count() < 60);
}

#[test]
fn every_pair_of_places_of_a_hostile_source_is_rendered() {
    let source = "\u{1b}é\r\n\t\u{9b}\r\n\n\0\u{202e}".as_bytes();
    let source = [source, b"\xf0\x9f\xff"].concat();
    for first in 0..=source.len() as u32 + 1 {
        for second in 0..=source.len() as u32 + 1 {
            let it = diagnostic(Code::DuplicateKey, first..first + 2, 1)
                .with_label(Span::new(second, second + 1), "second\u{9b}\n");
            assert!(
                human(&it, &Source::new("a.py", &source), false).contains("second??"),
                "{first} {second}"
            );
        }
    }
}

#[test]
fn general_message_is_completed() {
    let it = diagnostic(Code::MissingColon, 4..4, 1);
    assert_eq!(
        short(&it, &Source::new("a.py", b"if x\n")),
        "a.py:1:5: error[E101]: invalid syntax: missing colon\n"
    );
}

#[test]
fn message_of_its_own_is_left_alone() {
    let it = diagnostic(Code::CannotAssign, 0..1, 1);
    assert_eq!(
        short(&it, &Source::new("a.py", b"1 = a\n")),
        "a.py:1:1: error[E226]: can't assign to expression\n"
    );
}

#[test]
fn short_form_is_one_line() {
    let it = diagnostic(Code::CannotAssign, 0..1, 1).with_message("a\nb");
    assert_eq!(short(&it, &Source::new("a\n.py", b"")).lines().count(), 1);
}

#[test]
fn missing_colon_is_named_at_the_place() {
    let it = diagnostic(Code::MissingColon, 4..4, 1);
    assert!(human(&it, &Source::new("a.py", b"if x\n"), false).contains("^ missing colon"));
}

#[test]
fn json_has_everything() {
    let it = diagnostic(Code::ParameterReused, 12..13, 1)
        .with_label(Span::new(9, 10), "first")
        .with_hint("rename");
    assert_snapshot!(json(&it, &Source::new("a.py", "def é(a, a): pass".as_bytes())), @r#"{"file":"a.py","severity":"error","code":"E222","name":"parameter-reused","exception":"SyntaxError","message":"argument name reused","hint":"rename","span":{"start":12,"end":13,"start_line":1,"start_column":12,"end_line":1,"end_column":13},"micropython_line":1,"labels":[{"message":"first","span":{"start":9,"end":10,"start_line":1,"start_column":9,"end_line":1,"end_column":10}}]}"#);
}

#[test]
fn json_has_null_for_what_there_is_not() {
    let it = diagnostic(Code::UnusedConstant, 0..1, 0);
    let text = json(&it, &Source::new("a.py", b"x"));
    assert!(text.contains(r#""hint":null"#) && text.contains(r#""micropython_line":null"#), "{text}");
}

#[test]
fn json_escapes_quotes_and_controls() {
    let it = diagnostic(Code::CannotAssign, 0..1, 1).with_message("\"\\\u{1b}\u{9b}\n");
    assert!(json(&it, &Source::new("a.py", b"x")).contains(r#""message":"\"\\\u001b\u009b\n""#));
}

#[test]
fn json_of_every_hostile_span_is_one_line() {
    let source = b"\xf0\x9f\xff\r\n\"\\\n\x1b";
    for start in 0..=source.len() as u32 + 1 {
        let it = diagnostic(Code::InvalidSyntax, start..start + 3, 1);
        assert_eq!(json(&it, &Source::new("a.py", source)).lines().count(), 1);
    }
}

#[test]
fn json_of_a_failure_has_the_same_members() {
    assert!(json_failure("a.py", "cannot read").contains(r#""file":"a.py","severity":"error","code":null"#));
}

#[test]
fn traceback_of_an_error_in_the_text_has_no_block() {
    assert_snapshot!(traceback(&diagnostic(Code::InvalidSyntax, 0..1, 2), "a.py"), @r#"
    Traceback (most recent call last):
      File "a.py", line 2
    SyntaxError: invalid syntax
    "#);
}

#[test]
fn traceback_of_an_error_in_a_function_names_it() {
    let mut error = diagnostic(Code::OutsideLoop, 0..1, 2);
    error.block = Some("f".into());
    assert_snapshot!(traceback(&error, "a.py"), @r#"
    Traceback (most recent call last):
      File "a.py", line 2, in f
    SyntaxError: 'break'/'continue' outside loop
    "#);
}

#[test]
fn traceback_without_a_line_is_the_headline() {
    assert_eq!(
        traceback(&diagnostic(Code::UnicodeName, 0..1, 0), "a.py"),
        "NotImplementedError: unicode name escapes\n"
    );
}

#[test]
fn formats_are_found_by_name() {
    assert!(Format::NAMES.iter().all(|name| Format::find(name).is_some()));
}
