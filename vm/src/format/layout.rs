//! Padding: how a piece of text is fitted into its width.

use super::Sink;

/// Where a text stands in its width.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Justify {
    /// At the end, padded before.
    #[default]
    Right,
    /// At the start, padded after.
    Left,
    /// In the middle; the odd byte of padding goes after it.
    Center,
}

/// What marks a number that is not negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sign {
    /// Nothing.
    #[default]
    Minus,
    /// `+`
    Plus,
    /// A space.
    Space,
}

impl Sign {
    /// The sign of a number, if it has one.
    pub(super) fn of(self, negative: bool) -> Option<u8> {
        match self {
            _ if negative => Some(b'-'),
            Self::Minus => None,
            Self::Plus => Some(b'+'),
            Self::Space => Some(b' '),
        }
    }
}

/// What separates groups of digits. Decimal digits come in groups of three, others of four,
/// whichever the separator (MicroPython, `mp_obj_int_formatted` in py/objint.c).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// `,`
    Comma,
    /// `_`
    Underscore,
}

impl Grouping {
    /// The separator itself.
    pub fn separator(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Underscore => b'_',
        }
    }
}

/// How a value is laid out, whichever syntax said so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Where the text stands in its width.
    pub justify: Justify,
    /// Whether padding goes between sign and digits rather than before the sign.
    pub after_sign: bool,
    /// The byte to pad with. A NUL pads with spaces (MicroPython, `mp_print_strn`).
    pub fill: u8,
    /// The least number of bytes; no padding if negative.
    pub width: i32,
    /// What marks a number that is not negative.
    pub sign: Sign,
    /// Whether a number shows its base, as in `0x1f`.
    pub prefix: bool,
    /// What separates groups of digits.
    pub grouping: Option<Grouping>,
}

impl Layout {
    /// As a number is printed without any specification.
    pub const PLAIN: Layout = Layout {
        justify: Justify::Right,
        after_sign: false,
        fill: b' ',
        width: -1,
        sign: Sign::Minus,
        prefix: false,
        grouping: None,
    };
}

impl Default for Layout {
    fn default() -> Self {
        Self::PLAIN
    }
}

impl Layout {
    /// The padding for a text of so many bytes in so much width.
    pub(super) fn padding(&self, length: usize, width: i64) -> Padding {
        let length = i64::try_from(length).unwrap_or(i64::MAX);
        let mut total = width.saturating_sub(length);
        let unit = match self.grouping {
            Some(grouping) if self.fill == b'0' => {
                let (unit, extra) = Unit::grouped_zeros(grouping, width);
                total = total.saturating_add(extra);
                unit
            }
            _ => Unit::repeated(if self.fill == 0 { b' ' } else { self.fill }),
        };
        let total = u64::try_from(total).unwrap_or(0);
        let (before, after) = match self.justify {
            Justify::Right => (total, 0),
            Justify::Left => (0, total),
            Justify::Center => (total / 2, total - total / 2),
        };
        Padding { before, after, unit }
    }
}

/// What goes before and after a text.
pub(super) struct Padding {
    before: u64,
    after: u64,
    unit: Unit,
}

impl Padding {
    /// Writes what goes before the text.
    pub(super) fn write_before<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        self.unit.write(sink, self.before)
    }

    /// Writes what goes after the text.
    pub(super) fn write_after<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        self.unit.write(sink, self.after)
    }
}

/// Padding bytes, repeated as often as needed.
struct Unit {
    bytes: [u8; 16],
    length: usize,
}

impl Unit {
    fn repeated(fill: u8) -> Self {
        Self { bytes: [fill; 16], length: 16 }
    }

    /// Zeros with separators among them, turned so that the pattern ends right at the given width,
    /// and one more byte of padding where it would otherwise start with a separator. The period goes
    /// by the separator, not by the number's base (MicroPython, `mp_print_strn` in py/mpprint.c).
    fn grouped_zeros(grouping: Grouping, width: i64) -> (Self, i64) {
        let length = match grouping {
            Grouping::Comma => 4,
            Grouping::Underscore => 5,
        };
        let extra = i64::from(width % length == 0);
        let start = length - 1 - (width + extra).rem_euclid(length);
        let mut bytes = [b'0'; 16];
        // Both fit: `start` is less than `length`, which is at most 5.
        bytes[(length - 1 - start) as usize] = grouping.separator();
        (Self { bytes, length: length as usize }, extra)
    }

    fn write<S: Sink>(&self, sink: &mut S, count: u64) -> Result<(), S::Error> {
        let unit = &self.bytes[..self.length];
        let mut left = count;
        while left > 0 {
            let part = left.min(self.length as u64);
            sink.write(&unit[..part as usize])?;
            left -= part;
        }
        Ok(())
    }
}

/// Writes a text, padded. Width counts bytes, not characters (MicroPython, `mp_print_strn` in
/// py/mpprint.c).
pub fn write_padded<S: Sink>(sink: &mut S, text: &[u8], layout: &Layout) -> Result<(), S::Error> {
    let padding = layout.padding(text.len(), i64::from(layout.width));
    padding.write_before(sink)?;
    if !text.is_empty() {
        sink.write(text)?;
    }
    padding.write_after(sink)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    fn padded(text: &str, layout: Layout) -> Vec<u8> {
        let mut out = Vec::new();
        write_padded(&mut out, text.as_bytes(), &layout).unwrap();
        out
    }

    macro_rules! pads {
        ($($name:ident: $text:literal, $width:literal, $fill:literal, $justify:ident => $expected:literal;)*) => {$(
            #[test]
            fn $name() {
                let layout = Layout {
                    width: $width, fill: $fill, justify: Justify::$justify, ..Layout::default()
                };
                assert_eq!(padded($text, layout), $expected);
            }
        )*};
    }

    pads! {
        right_justified_text_is_padded_before: "ab", 4, b'*', Right => b"**ab";
        left_justified_text_is_padded_after: "ab", 4, b'*', Left => b"ab**";
        odd_padding_of_centred_text_goes_after: "ab", 5, b'*', Center => b"*ab**";
        longer_text_is_not_padded: "abc", 2, b'*', Right => b"abc";
        negative_width_does_not_pad: "a", -5, b'*', Right => b"a";
        width_counts_bytes: "\u{e9}", 3, b'*', Right => b"*\xc3\xa9";
        fill_may_be_any_byte: "a", 3, 0xff, Right => b"\xff\xffa";
        nul_fills_with_spaces: "a", 3, 0, Right => b"  a";
    }

    fn zeros(text: &str, width: i32, grouping: Grouping) -> Vec<u8> {
        padded(text, Layout { width, fill: b'0', grouping: Some(grouping), ..Layout::default() })
    }

    #[test]
    fn zeros_are_grouped() {
        assert_eq!(zeros("12", 9, Grouping::Comma), b"0,000,012");
    }

    #[test]
    fn grouped_zeros_do_not_start_with_the_separator() {
        assert_eq!(zeros("12", 8, Grouping::Comma), b"0,000,012");
    }

    #[test]
    fn underscores_group_zeros_by_four() {
        assert_eq!(zeros("12", 9, Grouping::Underscore), b"0000_0012");
    }

    #[test]
    fn grouping_zeros_of_nothing_in_no_width_gives_one() {
        assert_eq!(zeros("", 0, Grouping::Comma), b"0");
    }
}
