//! The digits of a float: how many, where the point goes, and which.

use super::decimal::parse_decimal_prefix;
use super::{Notation, REPR_PRECISION, Real};

/// A short text, in a buffer of its own. What exceeds the buffer is dropped; none of the texts made
/// here come near.
pub struct Text {
    bytes: [u8; Self::CAPACITY],
    length: usize,
}

impl Text {
    const CAPACITY: usize = 64;

    pub(super) fn new() -> Self {
        Self { bytes: [0; Self::CAPACITY], length: 0 }
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }

    pub(super) fn push(&mut self, byte: u8) {
        if let Some(end) = self.bytes.get_mut(self.length) {
            *end = byte;
            self.length += 1;
        }
    }

    pub(super) fn extend(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.push(byte);
        }
    }

    fn push_zeros(&mut self, count: i32) {
        for _ in 0..count {
            self.push(b'0');
        }
    }

    /// Drops the zeros a fraction ends with, and the point if no fraction is left.
    fn trim_fraction(&mut self) {
        while self.as_bytes().ends_with(b"0") {
            self.length -= 1;
        }
        if self.as_bytes().ends_with(b".") {
            self.length -= 1;
        }
    }
}

/// How a magnitude is to be written. It is settled before its digits are known; rounding them up to
/// the next power of ten may then change where they stand (MicroPython, `mp_format_float` in
/// py/formatfloat.c).
pub struct Plan {
    notation: Notation,
    upper: bool,
    /// The power of ten of the first digit.
    exponent: i32,
    /// Digits worked out at most. In fixed notation a fraction counts the zero before its point.
    digits: i32,
    /// Zeros right after the point, written apart from the digits; fixed notation only.
    leading_zeros: i32,
    /// Zeros after the digits, for what was asked beyond the float's precision.
    trailing_zeros: i32,
    /// The smallest exponent general notation writes as such.
    least_written_exponent: i32,
}

impl Plan {
    /// Plans for a finite magnitude, in so many bytes of room. What does not fit is cut: MicroPython
    /// formats in a buffer, and so much is visible of it.
    pub(super) fn new<F: Real>(
        magnitude: F,
        notation: Notation,
        upper: bool,
        precision: i32,
        room: i32,
    ) -> Self {
        /// More than any room; keeps the sums below from overflowing.
        const ENOUGH: i32 = 1000;
        let (mut precision, least_written_exponent) = match precision {
            ..0 => (6, 6),
            // For `repr`, and for a format that happens to ask for this many digits.
            REPR_PRECISION => (F::LAST_DIGITS, 16),
            _ => (precision.min(ENOUGH), precision.min(room - 3)),
        };
        let exponent = decimal_exponent(magnitude);
        let mut notation = notation;
        if notation == Notation::Fixed && exponent > 0 && exponent + precision + 2 > room {
            notation = Notation::General;
            precision += 1;
        }
        let (mut digits, leading_zeros) = match notation {
            Notation::Fixed => fixed_digits(exponent, precision.min(room - 3)),
            Notation::General => (precision.max(1), 0),
            Notation::Scientific => (precision + 1, 0),
        };
        let overhead = if notation == Notation::Fixed { 3 } else { F::EXPONENT_ROOM + 1 };
        let excess = (digits - F::LAST_DIGITS).max(0);
        digits -= excess;
        let trailing_zeros = excess.min(room - digits - overhead);
        Self { notation, upper, exponent, digits, leading_zeros, trailing_zeros, least_written_exponent }
    }

    /// The power of ten that makes a number of so many digits of the float.
    fn scale(&self, digits: i32) -> i32 {
        match self.notation {
            Notation::Fixed if self.leading_zeros > 0 => digits + self.leading_zeros,
            Notation::Fixed => digits - 1 - self.exponent.max(0),
            Notation::General | Notation::Scientific => digits - 1 - self.exponent,
        }
    }

    /// The text with so many digits, given as a number.
    fn text(&self, digits: i32, mantissa: u64) -> Text {
        let mut parts = Parts {
            mantissa,
            digits,
            zeros: self.trailing_zeros + self.digits - digits,
            exponent: self.exponent,
        };
        if mantissa >= 10u64.pow(digits.unsigned_abs()) {
            parts.carry(self.notation);
        }
        let mut text = Text::new();
        match self.notation {
            Notation::Fixed if self.leading_zeros > 0 => {
                parts.push_after_zeros(&mut text, self.leading_zeros);
            }
            Notation::Fixed => parts.push_with_point(&mut text, parts.exponent.max(0) + 1),
            Notation::Scientific => {
                parts.push_with_point(&mut text, 1);
                push_exponent(&mut text, parts.exponent, self.upper);
            }
            Notation::General => self.push_general(&mut text, &mut parts),
        }
        text
    }

    /// Writes in general notation: as fixed if the exponent is near zero, else as scientific, and
    /// without the zeros a fraction ends with.
    fn push_general(&self, text: &mut Text, parts: &mut Parts) {
        const LEAST_PLAIN_EXPONENT: i32 = -4;
        let exponent = parts.exponent;
        if (LEAST_PLAIN_EXPONENT..0).contains(&exponent) {
            parts.push_after_zeros(text, -1 - exponent);
            text.trim_fraction();
        } else if exponent == 0 || (1..self.least_written_exponent).contains(&exponent) {
            if exponent >= parts.digits {
                parts.zeros = exponent + 1 - parts.digits;
            }
            parts.push_trimmed(text, exponent + 1);
        } else {
            parts.push_trimmed(text, 1);
            push_exponent(text, exponent, self.upper);
        }
    }
}

/// How many digits a number in fixed notation has, and how many zeros between its point and them.
fn fixed_digits(exponent: i32, precision: i32) -> (i32, i32) {
    match exponent {
        0.. => (precision + exponent + 1, 0),
        ..-2 if precision > 2 => {
            let zeros = (-exponent).min(precision) - 2;
            (precision - zeros, zeros)
        }
        _ => (precision + 1, 0),
    }
}

/// The digits of a number as they are being written.
struct Parts {
    mantissa: u64,
    digits: i32,
    zeros: i32,
    exponent: i32,
}

impl Parts {
    /// Makes good that rounding gave one digit more than planned.
    fn carry(&mut self, notation: Notation) {
        if notation == Notation::Fixed {
            self.digits += 1;
        } else {
            self.mantissa /= 10;
        }
        self.exponent += 1;
    }

    /// Writes `0.`, so many zeros, and the digits.
    fn push_after_zeros(&self, text: &mut Text, zeros: i32) {
        text.extend(b"0.");
        text.push_zeros(zeros);
        self.push_with_point(text, i32::MAX);
    }

    /// Writes the digits, with a point after so many if there are more.
    fn push_with_point(&self, text: &mut Text, whole: i32) {
        let mut position = 0;
        let mut push = |digit| {
            if position == whole {
                text.push(b'.');
            }
            text.push(digit);
            position += 1;
        };
        for place in (0..self.digits).rev() {
            // Ten to the 20th overflows, and is more than any mantissa.
            let power = 10u64.checked_pow(place.unsigned_abs());
            push(b'0' + power.map_or(0, |power| self.mantissa / power % 10) as u8);
        }
        for _ in 0..self.zeros {
            push(b'0');
        }
    }

    /// The same, less the zeros the fraction ends with.
    fn push_trimmed(&self, text: &mut Text, whole: i32) {
        self.push_with_point(text, whole);
        if self.digits + self.zeros > whole {
            text.trim_fraction();
        }
    }
}

/// Writes an exponent of at least two digits.
fn push_exponent(text: &mut Text, exponent: i32, upper: bool) {
    text.push(if upper { b'E' } else { b'e' });
    text.push(if exponent < 0 { b'-' } else { b'+' });
    // Exponents of floats stay below four hundred.
    let digit = |power: u32| b'0' + (exponent.unsigned_abs() / power % 10) as u8;
    if exponent.unsigned_abs() >= 100 {
        text.push(digit(100));
    }
    text.extend(&[digit(10), digit(1)]);
}

/// The power of ten of a magnitude's first digit: estimated from the binary exponent towards zero,
/// then stepped away from zero until it bounds the float.
fn decimal_exponent<F: Real>(magnitude: F) -> i32 {
    if magnitude == F::zero() {
        return 0;
    }
    let mut exponent = (f64::from(magnitude.binary_exponent()) * core::f64::consts::LOG10_2) as i32;
    if magnitude < F::one() {
        while magnitude < F::power_of_ten(exponent) {
            exponent -= 1;
        }
    } else {
        while magnitude >= F::power_of_ten(exponent + 1) {
            exponent += 1;
        }
    }
    exponent
}

/// The text with as few digits, from [`FIRST_DIGITS`](super::real::Arithmetic::FIRST_DIGITS) up, as
/// read back to the same float; with all that are asked if none does, or only fewer are asked.
pub(super) fn first_exact<F: Real>(magnitude: F, plan: &Plan) -> Text {
    let mut digits = plan.digits.min(F::FIRST_DIGITS);
    loop {
        let text = plan.text(digits, magnitude.scaled(plan.scale(digits), digits));
        if digits >= plan.digits || read_back::<F>(&text) == Some(magnitude) {
            return text;
        }
        digits += 1;
    }
}

/// The same for floats whose arithmetic errs: the digits are varied in ever smaller steps until they
/// read back, and if none do, those that come closest are taken (MicroPython, py/formatfloat.c with
/// `MICROPY_FLOAT_FORMAT_IMPL_APPROX`).
pub(super) fn closest(magnitude: f32, plan: &Plan) -> Text {
    use super::real::Arithmetic;
    const FIRST: i32 = <f32 as Arithmetic>::FIRST_DIGITS;
    let mut digits = plan.digits.min(FIRST);
    loop {
        let mantissa = magnitude.scaled(plan.scale(digits), digits);
        let step = 1 << (3 * (digits - FIRST).max(0));
        match search(magnitude, plan, digits, mantissa, step) {
            Ok(text) => return text,
            Err(text) if digits >= plan.digits => return text,
            Err(_) => digits += 1,
        }
    }
}

/// Tries the given digits and others around them. `Err` is the closest text if none reads back.
fn search(magnitude: f32, plan: &Plan, digits: i32, first: u64, first_step: u64) -> Result<Text, Text> {
    let mut mantissa = first;
    let mut step = first_step;
    let mut best: Option<(u64, f32)> = None;
    loop {
        let text = plan.text(digits, mantissa);
        let difference = read_back::<f32>(&text).unwrap_or(f32::NAN) - magnitude;
        if difference == 0.0 {
            return Ok(text);
        }
        let is_better = |least: f32| {
            // Not a plain comparison: of two infinite differences neither is better.
            let gain = least - difference.abs();
            gain > 0.0 || (gain == 0.0 && mantissa.is_multiple_of(10))
        };
        let attempted = best.is_some();
        if best.is_none_or(|(_, least)| is_better(least)) {
            best = Some((mantissa, difference.abs()));
        }
        if attempted && step == 1 {
            let mantissa = best.map_or(mantissa, |(mantissa, _)| mantissa);
            return Err(plan.text(digits, mantissa));
        }
        if attempted {
            step /= 2;
        }
        mantissa = if difference < 0.0 { mantissa + step } else { mantissa.saturating_sub(step) };
    }
}

/// The float a text reads as, in part if need be.
fn read_back<F: Real>(text: &Text) -> Option<F> {
    parse_decimal_prefix(text.as_bytes()).map(|(value, _)| value)
}
