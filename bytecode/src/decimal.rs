//! Reading an unsigned decimal number, as far as that is the same for floats of all sizes.

/// A decimal number that was read: `mantissa * 10^exponent`, further digits left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    /// The digits that count.
    pub mantissa: u64,
    /// The power of ten.
    pub exponent: i64,
}

/// Reads the unsigned decimal number a text starts with, and tells how many bytes it takes, which
/// may be none. A mantissa of `full` or more takes no further digit. Underscores are passed over
/// wherever they are, and the digits may be missing: `.` and `e5` both read as zero. `None` if the
/// text ends right after `e` or the exponent's sign (MicroPython, `mp_parse_float_internal` in
/// py/parsenum.c).
pub fn read_prefix(text: &[u8], full: u64) -> Option<(Decimal, usize)> {
    let mut digits = Significand::new(full);
    let mut in_fraction = false;
    for (position, &byte) in text.iter().enumerate() {
        match byte {
            b'0'..=b'9' => digits.push(byte - b'0', in_fraction),
            b'.' if !in_fraction => in_fraction = true,
            b'_' => {}
            b'e' | b'E' => {
                let (exponent, length) = parse_exponent(&text[position + 1..])?;
                return Some((digits.decimal(exponent), position + 1 + length));
            }
            _ => return Some((digits.decimal(0), position)),
        }
    }
    Some((digits.decimal(0), text.len()))
}

/// Reads what follows the `e` of a number: an optional sign and digits, of which there may be none
/// if something else follows.
fn parse_exponent(text: &[u8]) -> Option<(i64, usize)> {
    /// From here on further digits are ignored: the number is infinite or zero (py/parsenum.c).
    const SATURATED: i64 = ((i32::MAX / 2 - 9) / 10) as i64;
    let (negative, digits) = match text {
        [b'-', digits @ ..] => (true, digits),
        [b'+', digits @ ..] => (false, digits),
        digits => (false, digits),
    };
    if digits.is_empty() {
        return None;
    }
    let length = digits.iter().take_while(|byte| byte.is_ascii_digit() || **byte == b'_').count();
    let mut value = 0;
    for digit in digits[..length].iter().filter(|byte| **byte != b'_') {
        if value < SATURATED {
            value = 10 * value + i64::from(digit - b'0');
        }
    }
    Some((if negative { -value } else { value }, text.len() - digits.len() + length))
}

/// The digits read so far: `mantissa * 10^exponent`, and the zeros not yet accounted for. Holding
/// trailing zeros back keeps the mantissa short, and so the conversion exact more often.
struct Significand {
    full: u64,
    mantissa: u64,
    exponent: i64,
    pending_integer_zeros: u64,
    pending_fraction_zeros: u64,
}

impl Significand {
    /// No digits yet; a mantissa of `full` or more takes no further one.
    fn new(full: u64) -> Self {
        Self { full, mantissa: 0, exponent: 0, pending_integer_zeros: 0, pending_fraction_zeros: 0 }
    }

    /// Adds one digit. What no longer fits counts as a zero.
    fn push(&mut self, digit: u8, in_fraction: bool) {
        if digit == 0 || self.mantissa >= self.full {
            if in_fraction {
                self.pending_fraction_zeros += 1;
            } else {
                self.pending_integer_zeros += 1;
            }
            return;
        }
        for _ in 0..core::mem::take(&mut self.pending_integer_zeros) {
            self.accept(0, false);
        }
        for _ in 0..core::mem::take(&mut self.pending_fraction_zeros) {
            self.accept(0, true);
        }
        self.accept(digit, in_fraction);
    }

    /// Takes a digit into the mantissa, or only into the exponent when the mantissa is full.
    fn accept(&mut self, digit: u8, in_fraction: bool) {
        if self.mantissa < self.full {
            self.mantissa = 10 * self.mantissa + u64::from(digit);
            self.exponent -= i64::from(in_fraction);
        } else {
            self.exponent += i64::from(!in_fraction);
        }
    }

    /// The number, with the exponent that was written after the digits.
    fn decimal(&self, written_exponent: i64) -> Decimal {
        let zeros = i64::try_from(self.pending_integer_zeros).unwrap_or(i64::MAX);
        let exponent = self.exponent.saturating_add(written_exponent).saturating_add(zeros);
        Decimal { mantissa: self.mantissa, exponent }
    }
}
