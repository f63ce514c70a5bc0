//! Comments and levels.

use super::*;

#[test]
fn at_the_end_of_the_line() {
    quiet("a = x is 5  # constrictor: allow(W010)");
}

#[test]
fn on_the_line_before() {
    quiet("if a:\n    # constrictor: allow(W010)\n    b = x is 5");
}

#[test]
fn not_after_another_line_of_code() {
    assert_eq!(codes("b = 1  # constrictor: allow(W010)\na = x is 5"), [("W010", "x is 5")]);
}

#[test]
fn not_two_lines_before() {
    assert_eq!(codes("# constrictor: allow(W010)\n\na = x is 5"), [("W010", "x is 5")]);
}

#[test]
fn by_name() {
    quiet("a = x is 5  # constrictor: allow(is-literal)");
}

#[test]
fn by_a_list() {
    quiet("assert (x is 5, 1)  # constrictor: allow( w010 , assert-on-tuple )");
}

#[test]
fn everything() {
    quiet("assert (x is 5, 1)  # constrictor: allow(all)");
}

#[test]
fn after_another_comment() {
    quiet("a = x is 5  # small ints are unique # constrictor: allow(W010)");
}

#[test]
fn nothing_else() {
    assert_eq!(codes("assert (x is 5, 1)  # constrictor: allow(W010)"), [("W008", "(x is 5, 1)")]);
}

#[test]
fn two_comments_about_one_line() {
    quiet("# constrictor: allow(W010)\nassert (x is 5, 1)  # constrictor: allow(W008)");
}

#[test]
fn the_line_where_it_starts() {
    quiet("assert (  # constrictor: allow(W008)\n    1,\n)");
}

#[test]
fn carriage_returns() {
    quiet("# constrictor: allow(W010)\r\na = x is 5\r\n\r\nb = x is 5 # constrictor: allow(W010)\r\n");
}

#[test]
fn in_the_whole_file() {
    quiet("#!/usr/bin/micropython\n\n# constrictor: allow-file(W010)\na = 1\nb = x is 5");
}

#[test]
fn the_whole_file_only_before_its_first_statement() {
    assert_eq!(codes("a = 1\n# constrictor: allow-file(W010)\nb = x is 5"), [("W010", "x is 5")]);
}

#[test]
fn not_in_a_string() {
    assert_eq!(
        codes("a = x is '# constrictor: allow(W010)'"),
        [("W010", "x is '# constrictor: allow(W010)'")]
    );
}

#[test]
fn not_in_a_docstring() {
    let source = "'''\n# constrictor: allow-file(W010)\n# constrictor: allow(W010)'''; a = x is 5";
    assert_eq!(codes(source), [("W010", "x is 5")]);
}

#[test]
fn not_in_an_f_string() {
    assert_eq!(codes("a = x is 5, f'{x}# constrictor: allow(W010)'"), [("W010", "x is 5")]);
}

#[test]
fn not_in_a_sentence() {
    assert_eq!(codes("a = x is 5  # see constrictor: allow(W010)"), [("W010", "x is 5")]);
}

#[test]
fn a_level_of_allow() {
    let mut levels = Levels::default();
    assert!(levels.set("w010", Level::Allow));
    assert_eq!(found("a = x is 5", &levels, Mode::Module), []);
}

#[test]
fn a_level_of_deny() {
    let mut levels = Levels::default();
    assert!(levels.set("is-literal", Level::Deny));
    let severity = |source| found(source, &levels, Mode::Module)[0].severity;
    assert_eq!([severity("a = x is 5"), severity("a == b")], [Severity::Error, Severity::Warning]);
}

#[test]
fn a_denied_warning_can_be_silenced_too() {
    let mut levels = Levels::default();
    levels.set("all", Level::Deny);
    assert_eq!(found("a = x is 5  # constrictor: allow(W010)", &levels, Mode::Module), []);
}

#[test]
fn an_error_has_no_level() {
    assert!(!Levels::default().set("E100", Level::Allow));
}

#[test]
fn the_order_of_the_source() {
    let source = "a == b\ndef f():\n    return 1\n    x is 5\nassert (1, 2)";
    let ids: Vec<_> = codes(source).iter().map(|&(id, _)| id).collect();
    assert_eq!(ids, ["W011", "W009", "W010", "W011", "W008"]);
}

#[test]
fn every_warning_has_a_level() {
    let warnings = Code::ALL.iter().filter(|code| code.id().starts_with('W'));
    assert!(
        warnings.clone().all(|&code| Levels::default().get(code) == Level::Warn) && warnings.count() == 12
    );
}
