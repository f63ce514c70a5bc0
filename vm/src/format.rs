//! Numbers as text and text as numbers, to the byte as MicroPython does it.
//!
//! * [`Spec`] is a format specification, what follows the colon in `'{:>8.3f}'`, and writes a value
//!   by it; [`Conversion`] is the same for the `%` operator.
//! * [`write_repr`], [`write_complex_repr`] and [`write_decimal`] give the plain text of a number.
//! * [`parse_int`], [`parse_float`] and [`parse_complex`] are `int(text)`, `float(text)` and
//!   `complex(text)`.
//!
//! Text is bytes, because a precision may cut a character in two and a fill may be any byte. It goes
//! to a [`Sink`], whose refusal ends the formatting: a width of two billion is legal, and it is the
//! sink that says how much is too much. The only memory taken here is for the digits of a big
//! integer, in proportion to the integer.

mod convert;
mod decimal;
mod digits;
mod float;
mod int;
mod layout;
mod out;
mod parse;
mod percent;
mod real;
mod spec;

use alloc::{collections::TryReserveError, vec::Vec};
use core::fmt;

pub(crate) use convert::digits_to_float;
pub use convert::{FloatToIntError, float_to_int, int_to_float};

pub use float::{Notation, REPR_PRECISION, write_complex_repr, write_float, write_repr};
pub use int::{Int, IntRef, Radix, SMALL_INT_MAX, SMALL_INT_MIN, write_decimal, write_int};
pub use layout::{Grouping, Justify, Layout, Sign, write_padded};
pub use parse::{ParseIntError, ParseNumberError, parse_complex, parse_float, parse_int};
pub use percent::{Conversion, Count, Key, PercentError};
pub use real::Real;
pub use spec::{Align, Spec, SpecError};

/// The floats of this build.
#[cfg(feature = "float64")]
pub type Float = f64;
/// The floats of this build.
#[cfg(not(feature = "float64"))]
pub type Float = f32;

/// Where text goes.
pub trait Sink {
    /// Why the sink takes no more.
    type Error;

    /// Takes the next bytes of the text.
    fn write(&mut self, text: &[u8]) -> Result<(), Self::Error>;
}

impl<S: Sink + ?Sized> Sink for &mut S {
    type Error = S::Error;

    fn write(&mut self, text: &[u8]) -> Result<(), S::Error> {
        (**self).write(text)
    }
}

impl Sink for Vec<u8> {
    type Error = TryReserveError;

    fn write(&mut self, text: &[u8]) -> Result<(), TryReserveError> {
        self.try_reserve(text.len())?;
        self.extend_from_slice(text);
        Ok(())
    }
}

/// A [`Sink`] that hands text on to a [`fmt::Write`]. Bytes that are not UTF-8 are an error.
#[derive(Debug)]
pub struct Utf8<W>(pub W);

impl<W: fmt::Write> Sink for Utf8<W> {
    type Error = fmt::Error;

    fn write(&mut self, text: &[u8]) -> fmt::Result {
        self.0.write_str(core::str::from_utf8(text).map_err(|_| fmt::Error)?)
    }
}

/// Why a value was not formatted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormatError<E> {
    /// The specification does not fit the value; raised as `ValueError`.
    Spec(SpecError),
    /// The `%` conversion does not fit the value; [`PercentError`] tells which exception to raise.
    Percent(PercentError),
    /// A character code too large or negative; raised as `OverflowError`.
    CharOutOfRange,
    /// A character code that is not even a machine word; raised as `OverflowError`.
    IntTooLarge,
    /// A float without an integer value; raised as the variant says.
    FloatToInt(FloatToIntError),
    /// The sink takes no more.
    Sink(E),
}

impl<E> From<E> for FormatError<E> {
    fn from(error: E) -> Self {
        Self::Sink(error)
    }
}

impl<E> FormatError<E> {
    /// Writes the exception's message, for a value of the named type. What the sink itself said has
    /// no message.
    pub fn write_message<S: Sink>(&self, sink: &mut S, type_name: &str) -> Result<(), S::Error> {
        match self {
            Self::Spec(error) => error.write_message(sink, type_name),
            Self::Percent(error) => error.write_message(sink, type_name),
            // MicroPython, `mp_print_char` in py/objstr.c.
            Self::CharOutOfRange => sink.write(b"char not in range(0x110000)"),
            // MicroPython, `mp_obj_int_get_checked` in py/objint_mpz.c.
            Self::IntTooLarge => sink.write(b"overflow converting long int to machine word"),
            Self::FloatToInt(error) => sink.write(error.message().as_bytes()),
            Self::Sink(_) => Ok(()),
        }
    }
}

/// Writes the character with the given code, padded. Width counts bytes, and a surrogate is encoded
/// like any other code (MicroPython, `mp_print_char` in py/objstr.c and `vstr_add_char`).
fn write_char<S: Sink>(sink: &mut S, code: IntRef, layout: &Layout) -> Result<(), FormatError<S::Error>> {
    let code = match code {
        IntRef::Small(code) => code,
        IntRef::Big(code) => i64::try_from(code).map_err(|_| FormatError::IntTooLarge)?,
    };
    let code =
        u32::try_from(code).ok().filter(|code| *code < 0x11_0000).ok_or(FormatError::CharOutOfRange)?;
    let tail = |shift: u32| (code >> shift) as u8 & 0x3f | 0x80;
    let bytes = match code {
        ..0x80 => &[code as u8][..],
        0x80..0x800 => &[(code >> 6) as u8 | 0xc0, tail(0)],
        0x800..0x1_0000 => &[(code >> 12) as u8 | 0xe0, tail(6), tail(0)],
        _ => &[(code >> 18) as u8 | 0xf0, tail(12), tail(6), tail(0)],
    };
    Ok(write_padded(sink, bytes, layout)?)
}

/// Writes as many bytes of a text as the precision allows, padded; a negative precision allows all.
fn write_cut<S: Sink>(sink: &mut S, text: &[u8], precision: i32, layout: &Layout) -> Result<(), S::Error> {
    let length = usize::try_from(precision).map_or(text.len(), |limit| text.len().min(limit));
    write_padded(sink, &text[..length], layout)
}
