//! What the stages of the compiler make of small sources, and how its errors read.
//!
//! One source, one fact. `cargo insta review` shows what a change to the compiler changes here.

use codespan_reporting::diagnostic::{Diagnostic as Snippet, Label};
use codespan_reporting::files::SimpleFile;
use codespan_reporting::term;
use constrictor::inspect;
use constrictor::{Diagnostic, Mode, Options};

#[path = "snapshots/diagnostics.rs"]
mod diagnostics;
#[path = "snapshots/disassemblies.rs"]
mod disassemblies;
#[path = "snapshots/resolved.rs"]
mod resolved;
#[path = "snapshots/tokens.rs"]
mod tokens;
#[path = "snapshots/trees.rs"]
mod trees;

/// The default options with a change.
fn options(change: impl FnOnce(&mut Options)) -> Options {
    let mut options = Options::default();
    change(&mut options);
    options
}

/// What one of the functions of [`inspect`] makes of a source. A line break in front is not part of the source, so that
/// a literal can start on a line of its own.
fn inspected(
    stage: fn(&[u8], &Options) -> Result<String, Diagnostic>,
    source: &str,
    change: impl FnOnce(&mut Options),
) -> String {
    let source = source.strip_prefix('\n').unwrap_or(source);
    stage(source.as_bytes(), &options(change)).unwrap_or_else(|error| panic!("{error}"))
}

fn tokens(source: &str) -> String {
    inspected(inspect::tokens, source, |_| {})
}

fn tree(source: &str) -> String {
    inspected(inspect::tree, source, |_| {})
}

fn eval_tree(source: &str) -> String {
    inspected(inspect::tree, source, |options| options.mode = Mode::Eval)
}

fn interactive_tree(source: &str) -> String {
    inspected(inspect::tree, source, |options| options.mode = Mode::Interactive)
}

fn resolved(source: &str) -> String {
    inspected(inspect::resolved, source, |_| {})
}

fn interactive_resolved(source: &str) -> String {
    inspected(inspect::resolved, source, |options| options.mode = Mode::Interactive)
}

fn optimised_resolved(source: &str) -> String {
    inspected(inspect::resolved, source, |options| options.level = 1)
}

fn disassembly(source: &str) -> String {
    inspected(inspect::disassembly, source, |_| {})
}

fn optimised(source: &str) -> String {
    inspected(inspect::disassembly, source, |options| options.level = 1)
}

fn without_lines(source: &str) -> String {
    inspected(inspect::disassembly, source, |options| options.level = 3)
}

fn interactive(source: &str) -> String {
    inspected(inspect::disassembly, source, |options| options.mode = Mode::Interactive)
}

fn eval(source: &str) -> String {
    inspected(inspect::disassembly, source, |options| options.mode = Mode::Eval)
}

/// The error in a source.
fn error(source: &str) -> String {
    refused(source.strip_prefix('\n').unwrap_or(source).as_bytes(), &Options::default())
}

/// The error in a source under some options.
fn refused(source: &[u8], options: &Options) -> String {
    match constrictor::compile(source, options) {
        Err(diagnostic) => rendered(&diagnostic, source),
        Ok(_) => panic!("this compiles"),
    }
}

/// The longest source that is shown with an error.
const MAX_SHOWN: usize = 120;

/// The headline, the place in the source, what MicroPython says of the line, and the hint.
fn rendered(diagnostic: &Diagnostic, source: &[u8]) -> String {
    let mut text = diagnostic.headline() + "\n";
    let span = diagnostic.span;
    if source.len() > MAX_SHOWN {
        text += &format!("bytes {}..{} of {}\n", span.start, span.end, source.len());
        text += &notes(diagnostic).iter().map(|note| format!("= {note}\n")).collect::<String>();
        return text;
    }
    // Offsets stay the same.
    let shown = source.iter().map(|&byte| if byte.is_ascii() && byte != 0 { byte as char } else { '?' });
    let snippet = Snippet::error()
        .with_label(Label::primary((), span.start as usize..span.end as usize))
        .with_notes(notes(diagnostic));
    let file = SimpleFile::new("main.py", shown.collect::<String>());
    let body = term::emit_into_string(&term::Config::default(), &file, &snippet).unwrap();
    // The first line is a headline without a message.
    text + body.split_once('\n').map_or("", |(_, body)| body).trim_end()
}

fn notes(diagnostic: &Diagnostic) -> Vec<String> {
    let line = match diagnostic.line {
        0 => "no line reported".into(),
        line => format!("reported at line {line}"),
    };
    [Some(line), diagnostic.hint.as_deref().map(|hint| format!("hint: {hint}"))]
        .into_iter()
        .flatten()
        .collect()
}
