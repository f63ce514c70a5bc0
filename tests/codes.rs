//! Every code has a page, and the examples on it are what it says they are.

#![cfg(feature = "diagnose")]

use constrictor::{Code, Options, Severity, compile, diagnose, explain};

/// Codes without examples: they take an option, bytes that are not text, or a source that is too large to be shown.
const WITHOUT_EXAMPLES: [&str; 10] =
    ["E001", "E002", "E009", "E211", "E300", "E301", "E302", "E303", "E304", "E305"];

fn errors() -> impl Iterator<Item = Code> {
    Code::ALL.iter().copied().filter(|code| code.severity() == Severity::Error)
}

/// The blocks of Python on a page.
fn examples(code: Code) -> Vec<&'static str> {
    let blocks = explain(code).split("```python\n").skip(1);
    blocks.map(|block| block.split("```").next().unwrap_or_default()).collect()
}

fn with_examples() -> impl Iterator<Item = Code> {
    errors().filter(|code| !WITHOUT_EXAMPLES.contains(&code.id()))
}

#[test]
fn every_code_has_a_page_with_its_title() {
    for &code in Code::ALL {
        assert!(explain(code).starts_with(&format!("# {}: ", code.id())), "{}", code.id());
    }
}

#[test]
fn every_page_has_two_examples_or_none() {
    for &code in Code::ALL {
        let expected = if WITHOUT_EXAMPLES.contains(&code.id()) { 0 } else { 2 };
        assert_eq!(examples(code).len(), expected, "{}", code.id());
    }
}

#[test]
fn every_first_example_of_an_error_yields_its_code() {
    for code in with_examples() {
        let found = diagnose(examples(code)[0].as_bytes(), &Options::default());
        let codes: Vec<_> = found.iter().map(|error| error.code.id()).collect();
        assert_eq!(codes, [code.id()], "{}", code.id());
    }
}

#[test]
fn every_second_example_compiles() {
    for code in Code::ALL.iter().copied().filter(|code| !WITHOUT_EXAMPLES.contains(&code.id())) {
        let result = compile(examples(code)[1].as_bytes(), &Options::default());
        assert!(result.is_ok(), "{}: {}", code.id(), result.unwrap_err());
    }
}

#[cfg(feature = "lint")]
mod warnings {
    use super::*;
    use constrictor::{Levels, stages::Parsed};

    /// The warnings about an example on a page.
    fn warnings(code: Code, example: usize) -> Vec<&'static str> {
        let source = examples(code)[example].as_bytes();
        let parsed = Parsed::new(source, &Options::default()).expect("the example is right syntax");
        parsed.lints(&Levels::default()).iter().map(|warning| warning.code.id()).collect()
    }

    fn codes() -> impl Iterator<Item = Code> {
        Code::ALL.iter().copied().filter(|code| code.severity() == Severity::Warning)
    }

    #[test]
    fn every_first_example_of_a_warning_yields_its_code() {
        for code in codes() {
            let mut found = warnings(code, 0);
            found.dedup();
            assert_eq!(found, [code.id()], "{}", code.id());
        }
    }

    #[test]
    fn every_second_example_of_a_warning_yields_none() {
        for code in codes() {
            assert!(warnings(code, 1).is_empty(), "{}", code.id());
        }
    }
}
