//! Source text cut into pieces that can be exchanged for each other, and into statements that can stand alone.

use std::ops::Range;

use constrictor::Options;
use constrictor::stages::{Token, TokenKind, tokens};

/// Operators of several characters, longest first.
const OPERATORS: [&[u8]; 26] = [
    b"\"\"\"", b"'''", b"**=", b"//=", b"<<=", b">>=", b"...", b"**", b"//", b"<<", b">>", b"<=", b">=",
    b"==", b"!=", b":=", b"->", b"+=", b"-=", b"*=", b"/=", b"%=", b"&=", b"|=", b"^=", b"@=",
];

/// Cuts a source into words, numbers, signs, line ends, and runs of blanks; the inside of strings as well.
pub fn pieces(source: &[u8]) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    while start < source.len() {
        let end = start + piece_len(&source[start..]);
        pieces.push(start..end);
        start = end;
    }
    pieces
}

/// The length of the first piece of what is left. Never 0 unless nothing is left.
fn piece_len(rest: &[u8]) -> usize {
    let run = |belongs: fn(&u8) -> bool| rest.iter().take_while(|byte| belongs(byte)).count();
    let in_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_' || !byte.is_ascii();
    let is_blank = |byte: &u8| matches!(byte, b' ' | b'\t');
    match rest.first() {
        Some(first) if in_word(first) => run(in_word),
        Some(first) if is_blank(first) => run(is_blank),
        _ => OPERATORS.iter().find(|sign| rest.starts_with(sign)).map_or(1, |sign| sign.len()),
    }
}

/// Where the statements of a module begin, decorators and all. Empty if the source cannot be read.
pub fn statement_starts(source: &[u8]) -> Vec<usize> {
    let tokens = tokens(source, &Options::default()).unwrap_or_default();
    let mut starts = Vec::new();
    let mut decorated = false;
    let mut line_start = true;
    for token in &tokens {
        match token.kind {
            TokenKind::Newline | TokenKind::Indent | TokenKind::Dedent => line_start = true,
            _ if line_start => {
                line_start = false;
                let start = token.span.start as usize;
                if in_first_column(source, start) && !continues(source, token) {
                    if !decorated {
                        starts.push(start);
                    }
                    decorated = source[start] == b'@';
                }
            }
            _ => {}
        }
    }
    starts
}

fn in_first_column(source: &[u8], at: usize) -> bool {
    at < source.len() && source[..at].last().is_none_or(|&byte| byte == b'\n')
}

/// Whether a line that starts with this token belongs to the statement before it.
fn continues(source: &[u8], token: &Token) -> bool {
    let word = &source[token.span.start as usize..token.span.end as usize];
    [&b"else"[..], b"elif", b"except", b"finally"].contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<&str> {
        pieces(source.as_bytes()).into_iter().map(|piece| &source[piece]).collect()
    }

    #[test]
    fn pieces_cover_the_source() {
        assert_eq!(texts("  é1 **=\n f'''{x}'''").concat(), "  é1 **=\n f'''{x}'''");
    }

    #[test]
    fn pieces_are_words_signs_and_blanks() {
        assert_eq!(texts("\tab12 :=0x1F"), ["\t", "ab12", " ", ":=", "0x1F"]);
    }

    #[test]
    fn statement_keeps_its_branches() {
        assert_eq!(statement_starts(b"if a:\n  b\nelse:\n  c\nd\n"), [0, 20]);
    }

    #[test]
    fn statement_keeps_its_decorators() {
        assert_eq!(statement_starts(b"x\n@a\n@b\ndef f(): pass\n"), [0, 2]);
    }

    #[test]
    fn line_inside_brackets_starts_no_statement() {
        assert_eq!(statement_starts(b"x = [\n1,\n]\ny\n"), [0, 11]);
    }
}
