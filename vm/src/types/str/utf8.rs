//! Characters in UTF-8, as leniently as MicroPython takes it: what matters is how many bytes a lead byte announces, not
//! whether the character exists (MicroPython, py/unicode.c).

/// Whether a byte continues a character.
#[inline(always)]
pub(crate) const fn is_continuation(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}

/// How many bytes follow a lead byte of more than one; none for a byte that cannot begin such a character.
#[inline]
fn followers(lead: u8) -> Option<usize> {
    match lead {
        0xc0..=0xdf => Some(1),
        0xe0..=0xef => Some(2),
        0xf0..=0xf7 => Some(3),
        _ => None,
    }
}

/// How many bytes the character takes that a text begins with: whatever the first one is, and the continuations after it; 0 if
/// the text is empty.
#[inline]
pub(crate) fn first_len(text: &[u8]) -> usize {
    match text {
        [] => 0,
        [_, rest @ ..] => 1 + rest.iter().take_while(|byte| is_continuation(**byte)).count(),
    }
}

/// The code of the character that a text is.
pub(crate) fn decode(text: &[u8]) -> u32 {
    let [first, rest @ ..] = text else { return 0 };
    if first.is_ascii() {
        return u32::from(*first);
    }
    let lead = u32::from(first & (0x7f >> first.leading_ones().min(7)));
    rest.iter()
        .take_while(|byte| is_continuation(**byte))
        .fold(lead, |code, byte| code << 6 | u32::from(byte & 0x3f))
}

/// A character as bytes, and how many those are. Halves of surrogate pairs are characters like others (MicroPython,
/// `vstr_add_char` in py/vstr.c).
pub(crate) fn encode(code: u32) -> ([u8; 4], usize) {
    let part = |shift: u32| 0x80 | (code >> shift) as u8 & 0x3f;
    match code {
        0..0x80 => ([code as u8, 0, 0, 0], 1),
        0x80..0x800 => ([0xc0 | (code >> 6) as u8, part(0), 0, 0], 2),
        0x800..0x1_0000 => ([0xe0 | (code >> 12) as u8, part(6), part(0), 0], 3),
        _ => ([0xf0 | (code >> 18) as u8 & 7, part(12), part(6), part(0)], 4),
    }
}

/// How many characters there are.
#[inline]
pub(crate) fn count(text: &[u8]) -> usize {
    text.iter().filter(|byte| !is_continuation(**byte)).count()
}

/// Whether all lead bytes are followed by as many continuations as they announce, and by no more.
pub(crate) fn is_valid(text: &[u8]) -> bool {
    if text.is_ascii() || core::str::from_utf8(text).is_ok() {
        return true;
    }
    let mut rest = text;
    while let [first, after @ ..] = rest {
        rest = after;
        if first.is_ascii() {
            continue;
        }
        let Some((head, tail)) = followers(*first).and_then(|count| rest.split_at_checked(count)) else {
            return false;
        };
        if !head.iter().all(|byte| is_continuation(*byte)) {
            return false;
        }
        rest = tail;
    }
    true
}

/// What the beginning of bytes decodes to where not all of them need be right: the character, if it is one, and how many
/// bytes that takes up (MicroPython, `str_from_invalid` in py/objstr.c).
pub(crate) fn decode_first(bytes: &[u8], ascii_only: bool) -> (Option<u32>, usize) {
    let Some(&first) = bytes.first() else { return (None, 0) };
    if first.is_ascii() {
        return (Some(u32::from(first)), 1);
    }
    let Some(wanted) = followers(first).filter(|_| !ascii_only) else { return (None, 1) };
    let found = bytes[1..].iter().take(wanted).take_while(|byte| is_continuation(**byte)).count();
    ((found == wanted).then(|| decode(&bytes[..=wanted])), found + 1)
}

/// Where the character with an index begins; none if there is no such character. Negative indexes count from the end.
pub(crate) fn offset(text: &[u8], index: isize) -> Option<usize> {
    let mut starts = text.iter().enumerate().filter(|(_, byte)| !is_continuation(**byte));
    match usize::try_from(index) {
        Ok(index) => starts.nth(index),
        Err(_) => starts.nth_back(index.unsigned_abs() - 1),
    }
    .map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_encoded_and_decoded() {
        for code in [0, 0x7f, 0x80, 0x7ff, 0x800, 0xd800, 0xffff, 0x1_0000, 0x10_ffff] {
            let (bytes, len) = encode(code);
            assert_eq!((decode(&bytes[..len]), first_len(&bytes[..len])), (code, len));
        }
    }

    #[test]
    fn lead_byte_alone_is_not_valid() {
        assert!(!is_valid(b"a\xc3"));
    }

    #[test]
    fn continuation_alone_is_not_valid() {
        assert!(!is_valid(b"a\xa9"));
    }

    #[test]
    fn surrogate_is_valid() {
        assert!(is_valid(b"\xed\xa0\x80"));
    }

    #[test]
    fn five_byte_form_is_not_valid() {
        assert!(!is_valid(b"\xf8\x88\x80\x80\x80"));
    }

    #[test]
    fn negative_index_counts_from_the_end() {
        assert_eq!(offset("a\u{e9}b".as_bytes(), -2), Some(1));
    }

    #[test]
    fn index_of_no_character_has_no_offset() {
        assert_eq!((offset(b"ab", 2), offset(b"ab", -3), offset(b"ab", isize::MIN)), (None, None, None));
    }

    #[test]
    fn truncated_character_is_passed_over_as_a_whole() {
        assert_eq!(decode_first(b"\xe2\x82a", false), (None, 2));
    }
}
