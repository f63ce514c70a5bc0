//! One fact of the lexer each.

use super::tokens;
use insta::assert_snapshot;

#[test]
fn keywords_are_not_names() {
    assert_snapshot!(tokens("not nothing"), @"
    1: 0..3 Not
    1: 4..11 Name nothing
    1: 11..11 Newline
    ");
}

#[test]
fn names_take_any_character_beyond_ascii() {
    assert_snapshot!(tokens("größe = 1"), @"
    1: 0..7 Name größe
    1: 8..9 Equal
    1: 10..11 SmallInt 1
    1: 11..11 Newline
    ");
}

#[test]
fn a_number_takes_the_letters_after_it() {
    assert_snapshot!(tokens("0x1F 0o17 0b11 1_000"), @"
    1: 0..4 SmallInt 31
    1: 5..9 SmallInt 15
    1: 10..14 SmallInt 3
    1: 15..20 SmallInt 1000
    1: 20..20 Newline
    ");
}

#[test]
fn an_integer_beyond_the_small_ints_is_a_constant() {
    assert_snapshot!(tokens("1073741823 1073741824"), @"
    1: 0..10 SmallInt 1073741823
    1: 11..21 Constant 1073741824
    1: 21..21 Newline
    ");
}

#[test]
fn floats_and_imaginary_numbers_are_constants() {
    assert_snapshot!(tokens("1.5 2e3 4j .5"), @"
    1: 0..3 Constant 1.5
    1: 4..7 Constant 2000.0
    1: 8..10 Constant 4j
    1: 11..13 Constant 0.5
    1: 13..13 Newline
    ");
}

#[test]
fn short_strings_are_interned() {
    assert_snapshot!(tokens(r#""ten bytes!", "and eleven."[0]"#), @r#"
    1: 0..12 Str "ten bytes!"
    1: 12..13 Comma
    1: 14..27 Constant "and eleven."
    1: 27..28 BracketOpen
    1: 28..29 SmallInt 0
    1: 29..30 BracketClose
    1: 30..30 Newline
    "#);
}

#[test]
fn strings_side_by_side_are_one() {
    assert_snapshot!(tokens(r#""a" 'b' r"\n""#), @r#"
    1: 0..13 Str "ab\\n"
    1: 13..13 Newline
    "#);
}

#[test]
fn strings_join_across_lines_in_brackets() {
    assert_snapshot!(tokens(r#"
("a"
 "b")
"#), @r#"
    1: 0..1 ParenOpen
    1: 1..9 Str "ab"
    2: 9..10 ParenClose
    2: 10..11 Newline
    "#);
}

#[test]
fn bytes_do_not_join_strings() {
    assert_snapshot!(tokens(r#"b"a" "b""#), @r#"
    1: 0..4 Constant b"a"
    1: 5..8 Str "b"
    1: 8..8 Newline
    "#);
}

#[test]
fn escapes_become_characters() {
    assert_snapshot!(tokens(r#""\x41\u00e9\101\n\q""#), @r#"
    1: 0..20 Str "AéA\n\\q"
    1: 20..20 Newline
    "#);
}

#[test]
fn raw_strings_keep_backslashes() {
    assert_snapshot!(tokens(r#"r"\x41""#), @r#"
    1: 0..7 Str "\\x41"
    1: 7..7 Newline
    "#);
}

#[test]
fn triple_quotes_span_lines() {
    assert_snapshot!(tokens(r#"
"""a
b"""
"#), @r#"
    1: 0..9 Str "a\nb"
    2: 9..10 Newline
    "#);
}

#[test]
fn an_f_string_is_a_call_of_format() {
    assert_snapshot!(tokens(r#"f"{a}-{b:>4}""#), @r#"
    1: 0..13 Str "{}-{:>4}"
    1: 0..13 Dot
    1: 0..13 Name format
    1: 0..13 ParenOpen
    1: 0..13 ParenOpen
    1: 0..13 Name a
    1: 0..13 ParenClose
    1: 0..13 Comma
    1: 0..13 ParenOpen
    1: 0..13 Name b
    1: 0..13 ParenClose
    1: 0..13 Comma
    1: 0..13 ParenClose
    1: 13..13 Newline
    "#);
}

#[test]
fn an_f_string_with_a_conversion_and_its_own_text() {
    assert_snapshot!(tokens(r#"f"{a!r}{b=}""#), @r#"
    1: 0..12 Str "{!r}b={}"
    1: 0..12 Dot
    1: 0..12 Name format
    1: 0..12 ParenOpen
    1: 0..12 ParenOpen
    1: 0..12 Name a
    1: 0..12 ParenClose
    1: 0..12 Comma
    1: 0..12 ParenOpen
    1: 0..12 Name b
    1: 0..12 ParenClose
    1: 0..12 Comma
    1: 0..12 ParenClose
    1: 12..12 Newline
    "#);
}

#[test]
fn a_t_string_is_a_call_of_template() {
    assert_snapshot!(tokens(r#"t"<{a!r:>4}>""#), @r#"
    1: 0..13 Name __template__
    1: 0..13 ParenOpen
    1: 0..13 ParenOpen
    1: 0..13 Str "<"
    1: 0..13 Comma
    1: 0..13 Str ">"
    1: 0..13 Comma
    1: 0..13 ParenClose
    1: 0..13 Comma
    1: 0..13 ParenOpen
    1: 0..13 Name a
    1: 0..13 ParenClose
    1: 0..13 Comma
    1: 0..13 Str "a"
    1: 0..13 Comma
    1: 0..13 Str "r"
    1: 0..13 Comma
    1: 0..13 Str ">4"
    1: 0..13 Comma
    1: 0..13 ParenClose
    1: 13..13 Newline
    "#);
}

#[test]
fn blocks_are_indents_and_dedents() {
    assert_snapshot!(tokens("
if a:
  if b:
    c
d
"), @"
    1: 0..2 If
    1: 3..4 Name a
    1: 4..5 Colon
    1: 5..6 Newline
    2: 8..8 Indent
    2: 8..10 If
    2: 11..12 Name b
    2: 12..13 Colon
    2: 13..14 Newline
    3: 18..18 Indent
    3: 18..19 Name c
    3: 19..20 Newline
    4: 20..20 Dedent
    4: 20..20 Dedent
    4: 20..21 Name d
    4: 21..22 Newline
    ");
}

#[test]
fn a_tab_reaches_to_the_next_multiple_of_eight() {
    assert_snapshot!(tokens("if a:\n\tb\n        c\n"), @"
    1: 0..2 If
    1: 3..4 Name a
    1: 4..5 Colon
    1: 5..6 Newline
    2: 7..7 Indent
    2: 7..8 Name b
    2: 8..9 Newline
    3: 17..18 Name c
    3: 18..19 Newline
    4: 19..19 Dedent
    ");
}

#[test]
fn blank_lines_and_comments_leave_no_token() {
    assert_snapshot!(tokens("
a

   # comment
b
"), @"
    1: 0..1 Name a
    1: 1..2 Newline
    4: 16..17 Name b
    4: 17..18 Newline
    ");
}

#[test]
fn brackets_join_lines() {
    assert_snapshot!(tokens("
[
  1,
]
"), @"
    1: 0..1 BracketOpen
    2: 4..5 SmallInt 1
    2: 5..6 Comma
    3: 7..8 BracketClose
    3: 8..9 Newline
    ");
}

#[test]
fn a_backslash_joins_lines() {
    assert_snapshot!(tokens(r"
a + \
  b
"), @"
    1: 0..1 Name a
    1: 2..3 Plus
    2: 8..9 Name b
    2: 9..10 Newline
    ");
}

#[test]
fn every_line_break_is_one_newline() {
    assert_snapshot!(tokens("a\r\nb\rc\n"), @"
    1: 0..1 Name a
    1: 1..3 Newline
    2: 3..4 Name b
    2: 4..5 Newline
    3: 5..6 Name c
    3: 6..7 Newline
    ");
}

#[test]
fn the_last_line_need_not_end() {
    assert_snapshot!(tokens("a"), @"
    1: 0..1 Name a
    1: 1..1 Newline
    ");
}

#[test]
fn a_source_of_nothing_has_no_tokens() {
    assert_snapshot!(tokens(""), @"");
}

#[test]
fn debug_is_a_constant() {
    assert_snapshot!(tokens("__debug__"), @"
    1: 0..9 True
    1: 9..9 Newline
    ");
}

#[test]
fn operators_are_as_long_as_possible() {
    assert_snapshot!(tokens("a**=b//c>>=d:=e->..."), @"
    1: 0..1 Name a
    1: 1..4 DoubleStarEqual
    1: 4..5 Name b
    1: 5..7 DoubleSlash
    1: 7..8 Name c
    1: 8..11 RightShiftEqual
    1: 11..12 Name d
    1: 12..14 ColonEqual
    1: 14..15 Name e
    1: 15..17 Arrow
    1: 17..20 Ellipsis
    1: 20..20 Newline
    ");
}

#[test]
fn a_character_that_starts_nothing_is_invalid() {
    assert_snapshot!(tokens("a ? b"), @"
    1: 0..1 Name a
    1: 2..3 Invalid
    1: 4..5 Name b
    1: 5..5 Newline
    ");
}

#[test]
fn an_unclosed_string_is_invalid() {
    assert_snapshot!(tokens(r#""abc"#), @"
    1: 0..4 Invalid
    1: 4..4 Newline
    ");
}

#[test]
fn the_first_token_is_an_indent_if_it_is_not_at_the_margin() {
    assert_snapshot!(tokens("  a"), @"
    1: 2..3 Indent
    1: 3..3 Newline
    ");
}

#[test]
fn a_dedent_to_nowhere_is_a_token_of_its_own() {
    assert_snapshot!(tokens("
if a:
    b
  c
"), @"
    1: 0..2 If
    1: 3..4 Name a
    1: 4..5 Colon
    1: 5..6 Newline
    2: 10..10 Indent
    2: 10..11 Name b
    2: 11..12 DedentMismatch
    3: 14..14 Dedent
    3: 14..15 Name c
    3: 15..16 Newline
    ");
}
