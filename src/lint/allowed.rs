//! Comments that silence warnings.
//!
//! `# constrictor: allow(W005)` at the end of the line that a warning starts on, or alone on the line before it, silences
//! that warning; `# constrictor: allow-file(W005)` does so in the whole file, in a comment before the first statement.
//! Codes and names can be listed, separated by commas, and `all` is all of them.

use super::{COUNT, slot};
use crate::Tree;
use crate::ast::{ExprKind, StmtKind};
use crate::constant::Constant;
use crate::diagnostic::{Code, Diagnostic};
use crate::intern::Symbol;
use crate::lines::{line_end, line_start};
use alloc::vec::Vec;

const MARK: &[u8] = b"constrictor:";

/// The longest list of codes that is read.
const MAX_LIST: usize = 256;

/// One such comment.
struct Comment {
    /// Where its mark stands, for as long as it may turn out to be in a string.
    at: usize,
    scope: Scope,
    /// A bit for each code.
    codes: u32,
}

enum Scope {
    /// From here to there.
    Line(usize, usize),
    File,
}

const _: () = assert!(COUNT <= u32::BITS as usize, "a bit for each code");

/// Drops what the source allows. `found` is sorted by where it starts.
pub(super) fn silence(tree: &Tree, source: &[u8], found: &mut Vec<Diagnostic>) {
    let mut comments = comments(tree, source);
    if comments.is_empty() {
        return;
    }
    drop_strings(tree, &mut comments);
    let mut whole_file = 0;
    let mut lines: Vec<(usize, usize, u32)> = Vec::new();
    for Comment { scope, codes, .. } in comments {
        match scope {
            Scope::File => whole_file |= codes,
            Scope::Line(start, end) => match lines.last_mut() {
                Some((last, _, all)) if *last == start => *all |= codes,
                _ => lines.push((start, end, codes)),
            },
        }
    }
    // Comments are in the order of the text, and so are the lines they are about.
    let mut first = 0;
    found.retain(|diagnostic| {
        let start = diagnostic.span.start as usize;
        while lines.get(first).is_some_and(|&(_, end, _)| end <= start) {
            first += 1;
        }
        let here = lines.get(first).filter(|&&(line, ..)| line <= start).map_or(0, |&(.., codes)| codes);
        (whole_file | here) & bit(diagnostic.code) == 0
    });
}

fn bit(code: Code) -> u32 {
    slot(code).map_or(0, |slot| 1 << slot)
}

/// Everything that reads like such a comment.
fn comments(tree: &Tree, source: &[u8]) -> Vec<Comment> {
    let code_start = first_statement(tree);
    let mut comments = Vec::new();
    let (mut from, mut line) = (0, 0..0);
    while let Some(found) = find(&source[from..], MARK) {
        let at = from + found;
        from = at + MARK.len();
        // A line is measured once, whatever is in it.
        if at >= line.end {
            line = line_start(source, at)..line_end(source, at);
        }
        let before = source[line.start..at].trim_ascii_end();
        let Some(before) = before.strip_suffix(b"#") else { continue };
        let Some((is_file, codes)) = allowance(&source[from..line.end]) else { continue };
        let scope = if is_file {
            if at >= code_start {
                continue;
            }
            Scope::File
        } else if before.trim_ascii().is_empty() {
            let next = next_line(source, line.end);
            Scope::Line(next, line_end(source, next) + 1)
        } else {
            Scope::Line(line.start, line.end + 1)
        };
        comments.push(Comment { at, scope, codes });
    }
    comments
}

/// Where the first statement starts.
fn first_statement(tree: &Tree) -> usize {
    let root = tree.ast.stmt(tree.ast.root);
    let first = match root.kind {
        StmtKind::Block(items) => tree.ast.items(items).next().map(|id| tree.ast.stmt(id)),
        _ => Some(root),
    };
    first.map_or(usize::MAX, |stmt| stmt.span.start as usize)
}

/// What is in `allow(…)` or `allow-file(…)`, and which of the two it is.
fn allowance(text: &[u8]) -> Option<(bool, u32)> {
    let text = text.trim_ascii_start().strip_prefix(b"allow")?;
    let (is_file, text) = match text.strip_prefix(b"-file") {
        Some(text) => (true, text),
        None => (false, text),
    };
    let list = text.trim_ascii_start().strip_prefix(b"(")?;
    let list = &list[..list.iter().take(MAX_LIST).position(|&byte| byte == b')')?];
    let codes = list.split(|&byte| byte == b',').map(|item| match core::str::from_utf8(item.trim_ascii()) {
        Ok(item) if item.eq_ignore_ascii_case("all") => u32::MAX,
        Ok(item) => Code::find(item).map_or(0, bit),
        Err(_) => 0,
    });
    Some((is_file, codes.fold(0, |all, code| all | code)))
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    let (&first, rest) = wanted.split_first()?;
    let mut from = 0;
    while let Some(next) = text[from..].iter().position(|&byte| byte == first) {
        from += next + 1;
        if text[from..].starts_with(rest) {
            return Some(from - 1);
        }
    }
    None
}

fn next_line(source: &[u8], line_end: usize) -> usize {
    let length = if source[line_end..].starts_with(b"\r\n") { 2 } else { 1 };
    (line_end + length).min(source.len())
}

/// Drops what is in a string literal. Literals that follow each other directly are one, with all that is between them.
fn drop_strings(tree: &Tree, comments: &mut Vec<Comment>) {
    let mut is_text: Vec<bool> = comments.iter().map(|_| false).collect();
    // Strings come in the order of the text; what comes out of an f-string has its place again and again.
    let mut done = 0;
    for expr in tree.ast.exprs.iter() {
        let is_string = match expr.kind {
            ExprKind::Str(_) => true,
            ExprKind::Constant(id) => {
                matches!(
                    tree.constants.get(id),
                    Constant::Str(_) | Constant::Bytes(_) | Constant::Interned(_)
                )
            }
            // A t-string.
            ExprKind::Name(name) => name == Symbol::TEMPLATE,
            _ => false,
        };
        if is_string {
            let (start, end) = (expr.span.start as usize, expr.span.end as usize);
            let first = comments.partition_point(|comment| comment.at < start).max(done);
            let inside = comments[first..].iter().take_while(|comment| comment.at < end).count();
            is_text[first..first + inside].fill(true);
            done = first + inside;
        }
    }
    let mut is_text = is_text.into_iter();
    comments.retain(|_| !is_text.next().unwrap_or(false));
}
