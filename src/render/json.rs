//! Diagnostics for programs: one JSON object a line.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Write;

use super::{Position, Source, severity_name};
use crate::{Diagnostic, Span};

/// A diagnostic as one line of JSON.
///
/// The members are `file`, `severity` (`"error"` or `"warning"`), `code`, `name`, `exception`, `message`, `hint` (or
/// null), `span`, `micropython_line` (or null) and `labels`, each with `message` and `span`. A span has the byte offsets
/// `start` and `end`, and `start_line`, `start_column`, `end_line` and `end_column`, counted from 1 in characters.
pub fn json(diagnostic: &Diagnostic, source: &Source<'_>) -> String {
    let labels: Vec<String> = diagnostic
        .labels
        .iter()
        .map(|label| {
            format!("{{\"message\":{},\"span\":{}}}", string(&label.message), span(label.span, source))
        })
        .collect();
    let hint = diagnostic.hint.as_deref().map_or_else(null, string);
    let line = if diagnostic.line == 0 { null() } else { format!("{}", diagnostic.line) };
    format!(
        "{{\"file\":{},\"severity\":\"{}\",\"code\":\"{}\",\"name\":\"{}\",\"exception\":\"{}\",\"message\":{},\
         \"hint\":{hint},\"span\":{},\"micropython_line\":{line},\"labels\":[{}]}}\n",
        string(source.name),
        severity_name(diagnostic.severity),
        diagnostic.code.id(),
        diagnostic.code.name(),
        diagnostic.kind.name(),
        string(&diagnostic.message),
        span(diagnostic.span, source),
        labels.join(","),
    )
}

/// The line of JSON for a file that could not be read or written: as [`json`], with null for what it has not.
pub fn json_failure(file: &str, message: &str) -> String {
    format!(
        "{{\"file\":{},\"severity\":\"error\",\"code\":null,\"name\":null,\"exception\":null,\"message\":{},\
         \"hint\":null,\"span\":null,\"micropython_line\":null,\"labels\":[]}}\n",
        string(file),
        string(message),
    )
}

fn null() -> String {
    String::from("null")
}

fn span(span: Span, source: &Source<'_>) -> String {
    let (start, end) = (source.clamp(span.start), source.clamp(span.end.max(span.start)));
    let (from, to) = (source.position(span.start), source.position(span.end.max(span.start)));
    let Position { line, column } = from;
    format!(
        "{{\"start\":{start},\"end\":{end},\"start_line\":{line},\"start_column\":{column},\
         \"end_line\":{},\"end_column\":{}}}",
        to.line, to.column
    )
}

/// A string of JSON. Control characters are escaped, those of Unicode too.
fn string(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => {
                // Writing to a string cannot fail; control characters have at most two bytes in UTF-16.
                let _ = write!(quoted, "\\u{:04x}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
