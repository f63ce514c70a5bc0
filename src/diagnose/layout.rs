//! Lines of text: where they start, how far they are indented, and with what.

use crate::diagnostic::Span;
use crate::lexer::TAB_SIZE;
use crate::lines;

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | 0x0b | 0x0c)
}

/// Where the line starts that `offset` is in.
pub(super) fn line_start(source: &[u8], offset: u32) -> usize {
    lines::line_start(source, offset as usize)
}

/// Where the line ends that `offset` is in, its line break left out.
pub(super) fn line_end(source: &[u8], offset: u32) -> usize {
    lines::line_end(source, offset as usize)
}

/// The blanks a line that starts at `start` begins with.
pub(super) fn indentation(source: &[u8], start: usize) -> &[u8] {
    let line = source.get(start..).unwrap_or_default();
    let len = line.iter().position(|&byte| !is_blank(byte)).unwrap_or(line.len());
    &line[..len]
}

/// How many columns blanks take.
pub(super) fn width(blanks: &[u8]) -> u32 {
    blanks.iter().fold(0u32, |column, &byte| match byte {
        b'\t' => (column / TAB_SIZE).saturating_add(1).saturating_mul(TAB_SIZE),
        _ => column.saturating_add(1),
    })
}

/// The line `offset` is in: its first byte that is no blank, and the column of that.
pub(super) fn line_head(source: &[u8], offset: u32) -> (u32, u32) {
    let start = line_start(source, offset);
    let blanks = indentation(source, start);
    ((start + blanks.len()) as u32, width(blanks))
}

/// The first line before the one of `offset` that holds more than blanks and a comment, and the indentation of it.
pub(super) fn line_before(source: &[u8], offset: u32) -> Option<(Span, &[u8])> {
    let mut start = line_start(source, offset);
    for _ in 0..MOST_LINES {
        let end = start.checked_sub(1)?;
        start = line_start(source, end as u32);
        let blanks = indentation(source, start);
        let text = start + blanks.len();
        if text < end && source.get(text) != Some(&b'#') {
            return Some((Span::new(text as u32, end as u32), blanks));
        }
    }
    None
}

/// The next line after the one of `offset` that holds more than blanks and a comment: where its text starts, and its
/// column.
pub(super) fn line_after(source: &[u8], offset: u32) -> Option<(u32, u32)> {
    let mut end = line_end(source, offset);
    for _ in 0..MOST_LINES {
        let start = end + 1;
        let blanks = indentation(source, start);
        let text = start + blanks.len();
        match source.get(text)? {
            b'#' | b'\n' | b'\r' => end = line_end(source, text as u32),
            _ => return Some((text as u32, width(blanks))),
        }
    }
    None
}

/// How many lines in a row that hold nothing are skipped in search of one that does.
const MOST_LINES: usize = 1000;

/// Whether neither of two indentations starts with the other, so that their order depends on the size of a tab.
pub(super) fn mixes_tabs(one: &[u8], other: &[u8]) -> bool {
    let common = one.len().min(other.len());
    one[..common] != other[..common]
}

/// Whether the text of the line from `offset` on ends in a colon, a comment left out.
pub(super) fn ends_in_colon(source: &[u8], offset: u32) -> bool {
    let line = source.get(offset as usize..line_end(source, offset)).unwrap_or_default();
    let code = line.iter().position(|&byte| byte == b'#').map_or(line, |at| &line[..at]);
    code.iter().rev().find(|&&byte| !is_blank(byte)) == Some(&b':')
}

/// The word that starts at `offset`; empty if none does.
pub(super) fn word_at(source: &[u8], offset: u32) -> &[u8] {
    let text = source.get(offset as usize..).unwrap_or_default();
    let len = text.iter().position(|&byte| !lines::is_word(byte)).unwrap_or(text.len());
    &text[..len]
}

/// The first byte from `offset` on that is no blank.
pub(super) fn byte_after(source: &[u8], offset: u32) -> Option<u8> {
    let text = source.get(offset as usize..).unwrap_or_default();
    text.iter().copied().find(|&byte| !is_blank(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tab_reaches_to_a_multiple_of_eight() {
        assert_eq!(width(b"  \t "), 9);
    }

    #[test]
    fn the_head_of_a_line() {
        assert_eq!(line_head(b"a\n  b c\n", 6), (4, 2));
    }

    #[test]
    fn the_line_before_skips_comments() {
        assert_eq!(line_before(b" a\n # c\n\nb", 9), Some((Span::new(1, 2), &b" "[..])));
    }

    #[test]
    fn the_line_after_skips_comments() {
        assert_eq!(line_after(b"a\n # c\n\n  b", 0), Some((10, 2)));
    }

    #[test]
    fn a_comment_does_not_end_in_a_colon() {
        assert!(!ends_in_colon(b"a # b:\n", 0));
    }

    #[test]
    fn more_of_the_same_blanks_is_no_mixture() {
        assert!(!mixes_tabs(b"\t", b"\t  "));
    }
}
