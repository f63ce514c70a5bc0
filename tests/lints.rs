//! What the lints warn about, and what they leave alone.
//!
//! A warning is shown as its code, the text it points at, and its message; below it are the labels, with the text they
//! point at, and the hint.
#![cfg(feature = "lint")]

use constrictor::stages::Parsed;
use constrictor::{Code, Diagnostic, Level, Levels, Mode, Options, Severity, Span};
use insta::assert_snapshot;

#[path = "lints/constants.rs"]
mod constants;
#[path = "lints/expressions.rs"]
mod expressions;
#[path = "lints/flow.rs"]
mod flow;
#[path = "lints/silencing.rs"]
mod silencing;

/// The warnings about a source. A line break in front is not part of the source.
fn found(source: &str, levels: &Levels, mode: Mode) -> Vec<Diagnostic> {
    let source = source.strip_prefix('\n').unwrap_or(source);
    let mut options = Options::default();
    options.mode = mode;
    let parsed = Parsed::new(source.as_bytes(), &options).unwrap_or_else(|error| panic!("{error}"));
    parsed.lints(levels)
}

/// The warnings about a source as text.
fn lints(source: &str) -> String {
    if let Err(error) = constrictor::compile(source.as_bytes(), &Options::default()) {
        panic!("{error}");
    }
    let source = source.strip_prefix('\n').unwrap_or(source);
    let found = found(source, &Levels::default(), Mode::Module);
    found.iter().map(|diagnostic| rendered(diagnostic, source)).collect()
}

fn rendered(diagnostic: &Diagnostic, source: &str) -> String {
    let text = |span: Span| &source[span.start as usize..span.end as usize];
    let Diagnostic { code, span, message, line, .. } = diagnostic;
    let mut out = format!("{} line {line} `{}`: {message}\n", code.id(), text(*span));
    for label in &diagnostic.labels {
        out += &format!("  `{}`: {}\n", text(label.span), label.message);
    }
    if let Some(hint) = &diagnostic.hint {
        out += &format!("  {hint}\n");
    }
    out
}

/// The codes of the warnings about a source, each with the text it points at.
fn codes(source: &str) -> Vec<(&'static str, &str)> {
    let source = source.strip_prefix('\n').unwrap_or(source);
    let found = found(source, &Levels::default(), Mode::Module);
    let text = |span: Span| &source[span.start as usize..span.end as usize];
    found.iter().map(|diagnostic| (diagnostic.code.id(), text(diagnostic.span))).collect()
}

/// That nothing is wrong with a source.
#[track_caller]
fn quiet(source: &str) {
    assert_eq!(codes(source), []);
}
