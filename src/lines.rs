//! Lines and words of a source as text, for what looks at sources without reading them as tokens.
//!
//! Lines end as in MicroPython: with a line feed, a carriage return, or both (MicroPython, py/lexer.c).

/// Whether a byte ends a line, or is half of what does.
pub(crate) fn is_break(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// Whether a byte can be part of a name.
#[cfg(any(feature = "diagnose", feature = "lint"))]
pub(crate) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

/// Where the line starts that `at` is in.
#[cfg(any(feature = "diagnose", feature = "lint"))]
pub(crate) fn line_start(source: &[u8], at: usize) -> usize {
    let before = source.get(..at).unwrap_or(source);
    before.iter().rposition(|&byte| is_break(byte)).map_or(0, |end| end + 1)
}

/// Where the line ends that `at` is in, its line break left out.
#[cfg(any(feature = "diagnose", feature = "lint"))]
pub(crate) fn line_end(source: &[u8], at: usize) -> usize {
    let after = source.get(at..).unwrap_or_default();
    after.iter().position(|&byte| is_break(byte)).map_or(source.len(), |length| at + length)
}

/// Where every line but the first starts.
#[cfg(any(feature = "lint", feature = "render"))]
pub(crate) fn later_line_starts(source: &[u8]) -> impl Iterator<Item = usize> + '_ {
    source.iter().enumerate().filter_map(|(at, &byte)| {
        let is_whole = byte == b'\n' || source.get(at + 1) != Some(&b'\n');
        (is_break(byte) && is_whole).then_some(at + 1)
    })
}
