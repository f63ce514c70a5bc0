//! Diagnostics: their formats, lints and explanations.

mod common;

use common::{SOURCE, Sandbox, compiled};

/// A source with one error inside a function.
const BROKEN: &str = "def f():\n    break\n";

/// A source that compiles, with one warning.
const DUBIOUS: &str = "assert (1, 2)\n";

fn errors(source: &str, options: &[&str]) -> String {
    Sandbox::new(&[("a.py", source)]).run(&[options, &["a.py"]].concat()).fails()
}

fn warnings(source: &str, options: &[&str]) -> String {
    Sandbox::new(&[("a.py", source)]).run(&[options, &["a.py"]].concat()).tells()
}

#[test]
fn short_form_is_one_line() {
    let expected = "a.py:2:5: error[E201]: 'break'/'continue' outside loop\n";
    assert_eq!(errors(BROKEN, &["--format", "short"]), expected);
}

#[test]
fn json_is_one_line() {
    let stderr = errors(BROKEN, &["--format", "json"]);
    assert!(stderr.starts_with(r#"{"file":"a.py","severity":"error","code":"E201","#), "{stderr}");
    assert_eq!(stderr.lines().count(), 1);
}

#[test]
fn traceback_is_that_of_mpy_cross() {
    let expected = "Traceback (most recent call last):\n  File \"a.py\", line 2, in f\n\
                    SyntaxError: 'break'/'continue' outside loop\n";
    assert_eq!(errors(BROKEN, &["--format", "traceback"]), expected);
}

#[test]
fn traceback_of_a_compiled_block_has_the_embedded_name() {
    assert!(errors(BROKEN, &["--format", "traceback", "-s", "x.py"]).contains("File \"x.py\", line 2, in f"));
}

#[test]
fn traceback_of_an_unread_source_has_the_file() {
    let stderr = errors("x = (1 1)\n", &["--format", "traceback", "-s", "x.py"]);
    assert!(stderr.contains("File \"a.py\", line 1\n"), "{stderr}");
}

#[test]
fn traceback_has_no_warnings() {
    assert_eq!(warnings(DUBIOUS, &["--format", "traceback"]), "");
}

#[test]
fn warning_is_shown() {
    assert!(warnings(DUBIOUS, &[]).starts_with("SyntaxWarning[W008]: "));
}

#[test]
fn warning_changes_no_output() {
    let sandbox = Sandbox::new(&[("a.py", DUBIOUS)]);
    sandbox.run(&["a.py", "-o", "warned"]).succeeds();
    sandbox.run(&["a.py", "-o", "silent", "-A", "all"]).succeeds();
    assert_eq!(sandbox.read("warned"), sandbox.read("silent"));
}

#[test]
fn clean_source_is_silent() {
    assert_eq!(warnings(SOURCE, &[]), "");
}

#[test]
fn allowed_lint_is_silent() {
    assert_eq!(warnings(DUBIOUS, &["-A", "W008"]), "");
}

#[test]
fn lint_is_known_by_name() {
    assert_eq!(warnings(DUBIOUS, &["-A", "assert-on-tuple"]), "");
}

#[test]
fn denied_lint_is_an_error() {
    assert!(errors(DUBIOUS, &["-D", "W008", "--format=short"]).starts_with("a.py:1:"));
}

#[test]
fn denied_lint_makes_no_output() {
    let sandbox = Sandbox::new(&[("a.py", DUBIOUS)]);
    sandbox.run(&["a.py", "-D", "all"]).fails();
    assert_eq!(sandbox.names(), ["a.py"]);
}

#[test]
fn later_level_wins() {
    assert_eq!(warnings(DUBIOUS, &["-D", "all", "-A", "W008"]), "");
}

#[test]
fn level_of_all_overrides_earlier_ones() {
    errors(DUBIOUS, &["-A", "W008", "-D", "all"]);
}

#[test]
fn unknown_lint_is_refused() {
    let expected = "constrictor: unknown lint 'W999': see constrictor explain\n";
    assert_eq!(errors(SOURCE, &["-W", "W999"]), expected);
}

#[test]
fn deep_nesting_compiles() {
    let deep = format!("x = {}1{}\n", "(".repeat(5000), ")".repeat(5000));
    assert_eq!(warnings(&deep, &[]), "");
}

#[test]
fn error_below_deep_nesting_is_reported() {
    let deep = format!("x = {}1 1{}\n", "(".repeat(5000), ")".repeat(5000));
    assert!(errors(&deep, &["--format=short"]).starts_with("a.py:1:"));
}

#[test]
fn explain_tells_of_a_code() {
    let stdout = Sandbox::new(&[]).run(&["explain", "E201"]).succeeds().stdout;
    assert!(String::from_utf8_lossy(&stdout).contains("E201"));
}

#[test]
fn explain_knows_names() {
    let sandbox = Sandbox::new(&[]);
    let by_name = sandbox.run(&["explain", "outside-loop"]).succeeds().stdout;
    assert_eq!(by_name, sandbox.run(&["explain", "e201"]).succeeds().stdout);
}

#[test]
fn explain_lists_all_codes() {
    let stdout = Sandbox::new(&[]).run(&["explain"]).succeeds().stdout;
    assert_eq!(stdout.iter().filter(|&&byte| byte == b'\n').count(), constrictor::Code::ALL.len());
}

#[test]
fn explain_refuses_what_is_no_code() {
    let stderr = Sandbox::new(&[]).run(&["explain", "E999"]).fails();
    assert_eq!(stderr, "constrictor: there is no code 'E999': constrictor explain lists all of them\n");
}

#[test]
fn file_with_the_name_of_a_subcommand_is_reached_by_path() {
    let sandbox = Sandbox::new(&[("explain", SOURCE)]);
    sandbox.run(&["./explain", "-s", "a.py", "-o", "out"]).succeeds();
    assert_eq!(sandbox.read("out"), compiled(&[]));
}

#[test]
fn file_with_the_name_of_a_subcommand_is_reached_after_dashes() {
    let sandbox = Sandbox::new(&[("dis", SOURCE)]);
    sandbox.run(&["-s", "a.py", "-o", "out", "--", "dis"]).succeeds();
    assert_eq!(sandbox.read("out"), compiled(&[]));
}

#[test]
fn subcommand_is_only_the_first_argument() {
    let sandbox = Sandbox::new(&[("size", SOURCE)]);
    sandbox.run(&["-s", "a.py", "-o", "out", "size"]).succeeds();
    assert_eq!(sandbox.read("out"), compiled(&[]));
}

#[test]
fn every_error_is_shown() {
    let stderr = errors("def f(:\n    pass\n\nx = (2 3)\n", &["--format=short"]);
    assert!(stderr.contains("a.py:1:") && stderr.contains("a.py:4:"), "{stderr}");
}

#[test]
fn mistake_is_recognised() {
    let stderr = errors("if x\n    pass\n", &["--format=short"]);
    assert_eq!(stderr, "a.py:1:5: error[E101]: invalid syntax: missing colon\n");
}
