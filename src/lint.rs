//! Warnings: what compiles, but hardly does what was meant.
//!
//! Only what is nearly always a mistake is reported, and nothing that is a matter of style. The lints look at the tree
//! as it was parsed, before constants are put in place of their names, because half of them are about just that:
//!
//! * `constants` has those about `const()`, the part of MicroPython that surprises most;
//! * `expressions` and `flow` have those about any Python;
//! * `names` finds what binds a name, and `scopes` in which scope;
//! * `allowed` reads the comments that silence a warning.
//!
//! Since this runs on every compilation, each lint is a loop over one of the pools of the tree, and what needs more
//! than that (scopes, comments) is only computed once there is something to report.

mod allowed;
mod constants;
mod expressions;
mod flow;
mod names;
mod scopes;

use crate::Tree;
use crate::ast::{ExprId, ExprKind};
use crate::constant::Constant;
use crate::diagnostic::{Code, Diagnostic, ErrorKind, Severity, Span};
use crate::intern::Symbol;
use crate::lines::{is_word, later_line_starts, line_end};
use crate::options::Mode;
use alloc::string::String;
use alloc::vec::Vec;

/// What to do about a warning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Level {
    /// Say nothing.
    Allow,
    /// Report it as a [`Severity::Warning`].
    #[default]
    Warn,
    /// Report it as a [`Severity::Error`].
    Deny,
}

/// The [`Level`] of every warning. By default all are reported.
///
/// ```
/// use constrictor::{Code, Level, Levels};
///
/// let mut levels = Levels::default();
/// assert!(levels.set("all", Level::Deny));
/// assert!(levels.set("unused-constant", Level::Allow));
/// assert!(levels.set("W010", Level::Warn));
/// assert!(!levels.set("W999", Level::Warn));
/// assert_eq!(levels.get(Code::UnusedConstant), Level::Allow);
/// assert_eq!(levels.get(Code::UnusedComparison), Level::Deny);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels([Level; COUNT]);

/// The first warning in the table of codes; the rest follow it.
const FIRST: usize = Code::InvisibleConst as usize;
const COUNT: usize = Code::ALL.len() - FIRST;

impl Levels {
    /// Sets the level of the warning with this code (`W005`, in any case) or name (`unused-constant`), or that of `all`.
    /// False if there is no such warning.
    pub fn set(&mut self, which: &str, level: Level) -> bool {
        if which.eq_ignore_ascii_case("all") {
            self.0 = [level; COUNT];
            return true;
        }
        let slot = Code::find(which).and_then(slot).and_then(|slot| self.0.get_mut(slot));
        slot.is_some_and(|slot| {
            *slot = level;
            true
        })
    }

    /// The level of a warning. An error is always [`Level::Deny`].
    pub fn get(&self, code: Code) -> Level {
        slot(code).and_then(|slot| self.0.get(slot)).copied().unwrap_or(Level::Deny)
    }
}

/// The place of a warning in [`Levels`]; nothing for an error.
fn slot(code: Code) -> Option<usize> {
    (code.kind() == ErrorKind::Warning).then(|| (code as usize).checked_sub(FIRST)).flatten()
}

/// Every warning about a tree that is not silenced, in the order of the source.
///
/// `source` is what the tree was parsed from.
pub(crate) fn run(tree: &Tree, source: &[u8], mode: Mode, levels: &Levels) -> Vec<Diagnostic> {
    if levels.0 == [Level::Allow; COUNT] {
        return Vec::new();
    }
    let mut linter = Linter { tree, source, mode, levels, found: Vec::new() };
    let constants = constants::check(&mut linter);
    expressions::check(&mut linter, &constants);
    flow::check(&mut linter);
    let Linter { mut found, .. } = linter;
    if !found.is_empty() {
        found.sort_by_key(|diagnostic| (diagnostic.span.start, diagnostic.code));
        allowed::silence(tree, source, &mut found);
        finish(&mut found, source, levels);
    }
    found
}

/// Adds lines and severities to sorted diagnostics.
fn finish(found: &mut [Diagnostic], source: &[u8], levels: &Levels) {
    let mut starts = later_line_starts(source).peekable();
    let mut line = 1;
    for diagnostic in found {
        while starts.next_if(|&start| start <= diagnostic.span.start as usize).is_some() {
            line += 1;
        }
        diagnostic.line = line;
        diagnostic.severity = match levels.get(diagnostic.code) {
            Level::Deny => Severity::Error,
            _ => Severity::Warning,
        };
    }
}

/// What every lint works with.
struct Linter<'a> {
    tree: &'a Tree,
    source: &'a [u8],
    mode: Mode,
    levels: &'a Levels,
    found: Vec<Diagnostic>,
}

/// How far into a statement its names are looked for, so that hostile statements cost no more than others.
const MAX_SEARCH: usize = 512;

impl<'a> Linter<'a> {
    fn enabled(&self, code: Code) -> bool {
        self.levels.get(code) != Level::Allow
    }

    fn any_enabled(&self, codes: &[Code]) -> bool {
        codes.iter().any(|&code| self.enabled(code))
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        if self.enabled(diagnostic.code) {
            self.found.push(diagnostic);
        }
    }

    fn text(&self, name: Symbol) -> String {
        String::from_utf8_lossy(self.tree.names.text(name)).into_owned()
    }

    fn span(&self, expr: ExprId) -> Span {
        self.tree.ast.expr(expr).span
    }

    /// The text of an expression that is a string literal.
    fn string(&self, expr: ExprId) -> Option<&'a [u8]> {
        let tree = self.tree;
        match tree.ast.expr(expr).kind {
            ExprKind::Str(symbol) => Some(tree.names.text(symbol)),
            ExprKind::Constant(id) => match *tree.constants.get(id) {
                Constant::Str(slice) => Some(tree.constants.bytes(slice)),
                Constant::Interned(symbol) => Some(tree.names.text(symbol)),
                _ => None,
            },
            _ => None,
        }
    }

    /// The part of a statement on its first line.
    fn first_line(&self, span: Span) -> Span {
        let text = self.source.get(span.start as usize..span.end as usize).unwrap_or_default();
        let line = line_end(text, 0);
        let blanks = text[..line].iter().rev().take_while(|byte| byte.is_ascii_whitespace()).count();
        Span::new(span.start, span.start + (line - blanks) as u32)
    }

    /// Where a name stands first in a part of the source that starts with `keyword`, or after that if it is in there;
    /// the first line of the part if the name is not close to its start.
    fn find(&self, span: Span, keyword: &[u8], name: Symbol) -> Span {
        let start = span.start as usize;
        let end = (span.end as usize).min(start + MAX_SEARCH);
        let text = self.source.get(start..end).unwrap_or_default();
        let after =
            if keyword.is_empty() { Some(0) } else { word(text, 0, keyword).map(|at| at + keyword.len()) };
        let name = self.tree.names.text(name);
        match word(text, after.unwrap_or(0), name) {
            Some(at) => Span::new((start + at) as u32, (start + at + name.len()) as u32),
            None => self.first_line(span),
        }
    }
}

/// Where `wanted` stands as a word of its own, from `from` on.
fn word(text: &[u8], from: usize, wanted: &[u8]) -> Option<usize> {
    let belongs = |byte: Option<&u8>| byte.is_some_and(|&byte| is_word(byte));
    let is_there = |at: usize| {
        text[at..].starts_with(wanted)
            && !belongs(text.get(at + wanted.len()))
            && !belongs(at.checked_sub(1).and_then(|before| text.get(before)))
    };
    (from..text.len()).find(|&at| is_there(at))
}
