//! Every error in a source, with what explains it.
//!
//! [`compile`](crate::compile) stops at the first error, says what MicroPython says, and its parser stays small. What
//! it takes to go on and to recognise mistakes is here, and only runs once there is an error.
//!
//! The parser itself does not recover. `recover` feeds it tokens (`feed`), and after an error starts it anew behind the
//! broken statement, as if at the outermost level: blocks that were open just end without notice. `syntax` looks at a
//! refused token and tells which mistake it is, asking the parser what else it would have taken; `meaning` finds the
//! places that explain the errors of later stages; `layout` looks at lines of text.

mod feed;
mod layout;
mod meaning;
mod recover;
mod syntax;

use crate::diagnostic::{Code, Diagnostic, MOST_ERRORS};
use crate::memory::Memory;
use crate::options::Options;
use crate::{Tree, check_input, codegen, compile, constants};
use alloc::vec::Vec;
use meaning::Meaning;
use recover::Found;

/// Finds every independent error of a source, up to 100, in the order of their places.
///
/// The error that [`compile`] reports is one of them, with the same message and line. Its code can be a more exact one,
/// and it can have more labels and another hint. What only follows from another error is left out; so are errors in
/// the meaning of a source whose syntax is wrong.
///
/// ```
/// use constrictor::{Options, diagnose};
///
/// let errors = diagnose(b"if x\n    y = (1\n\ndef f(): pass\nz = 1 2\n", &Options::default());
/// let codes: Vec<_> = errors.iter().map(|error| error.code.name()).collect();
/// assert_eq!(codes, ["missing-colon", "unclosed-bracket", "missing-operator"]);
/// ```
pub fn diagnose(source: &[u8], options: &Options) -> Vec<Diagnostic> {
    let Err(first) = compile(source, options) else { return Vec::new() };
    if check_input(source, options).is_err() {
        return alloc::vec![first];
    }
    let memory = Memory::new(options.memory_limit);
    let found = recover::run(source, options, &memory);
    let mut errors = with_meaning(source, options, &memory, found);
    errors.retain(|error| error.code != Code::OutOfMemory);
    errors.sort_by_key(|error| (error.span.start, error.span.end));
    errors.dedup_by(|a, b| a.span == b.span && a.message == b.message);
    let is_first = |error: &Diagnostic| {
        (error.kind, error.line, &error.message) == (first.kind, first.line, &first.message)
    };
    errors.truncate(MOST_ERRORS);
    if !errors.iter().any(is_first) {
        errors.truncate(MOST_ERRORS - 1);
        let at = errors.partition_point(|error| error.span.start <= first.span.start);
        errors.insert(at, first);
    }
    let end = source.len() as u32;
    for error in &mut errors {
        for span in
            core::iter::once(&mut error.span).chain(error.labels.iter_mut().map(|label| &mut label.span))
        {
            span.end = span.end.min(end);
            span.start = span.start.min(span.end);
        }
    }
    errors
}

/// The page about an error or a warning: what it means, an example, what to do, and the example put right. Markdown.
///
/// ```
/// assert!(constrictor::explain(constrictor::Code::MissingColon).starts_with("# E101"));
/// ```
pub fn explain(code: Code) -> &'static str {
    code.page()
}

/// Adds to what is wrong with the syntax what is wrong with constants, and, where the syntax is right, with names and
/// statements.
fn with_meaning(source: &[u8], options: &Options, memory: &Memory, found: Found) -> Vec<Diagnostic> {
    let Found { tree: Tree { mut ast, mut constants, mut names }, mut errors, complete } = found;
    if memory.exhausted() {
        return errors;
    }
    let mut meaning = Meaning::new(&ast, source, memory);
    let refused = constants::resolve_all(&mut ast, &mut constants, &names, options, memory);
    errors.extend(meaning.not_constant(refused, &ast));
    if complete && !memory.exhausted() {
        let wrong = codegen::errors(&ast, &constants, &mut names, options, memory);
        // A literal that is wrong has some value all the same, of which nothing is to be said.
        let literals = errors.len();
        for error in wrong {
            let holds = |literal: &Diagnostic| error.span.contains(literal.span);
            let is_of_value =
                matches!(error.code, Code::CannotAssign | Code::CannotDelete | Code::KeywordNotAName);
            if !is_of_value || !errors[..literals].iter().any(holds) {
                errors.push(meaning.explained(error, &ast));
            }
        }
    }
    errors
}
