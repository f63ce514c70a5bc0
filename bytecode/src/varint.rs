//! Variable-length integers, as the .mpy format and bytecode operands store them:
//! seven bits a byte, the most significant first, the high bit set on all bytes
//! but the last (MicroPython, py/bc.c and py/emitbc.c).

/// Appends the unsigned varint of `value`.
pub fn write_unsigned(out: &mut impl Extend<u8>, value: u64) {
    write_groups(out, unsigned_len(value), |shift| (value >> shift) as u8);
}

/// Appends the signed varint of `value`: two's complement, with the sign in the
/// second-highest bit of the first byte.
pub fn write_signed(out: &mut impl Extend<u8>, value: i64) {
    write_groups(out, signed_len(value), |shift| (value >> shift) as u8);
}

/// How many bytes the unsigned varint of `value` takes.
pub const fn unsigned_len(value: u64) -> usize {
    let bits = u64::BITS - (value | 1).leading_zeros();
    bits.div_ceil(7) as usize
}

/// How many bytes the signed varint of `value` takes.
pub const fn signed_len(value: i64) -> usize {
    // Folding the negative values onto the others leaves the bits beside the sign.
    let beside_sign = (value ^ (value >> 63)) as u64;
    let bits = u64::BITS - beside_sign.leading_zeros() + 1;
    bits.div_ceil(7) as usize
}

/// Appends `len` groups of seven bits, each the low bits of what `group` gives
/// for its position.
fn write_groups(out: &mut impl Extend<u8>, len: usize, group: impl Fn(usize) -> u8) {
    for position in (1..len).rev() {
        out.extend([group(7 * position) | 0x80]);
    }
    out.extend([group(0) & 0x7f]);
}

/// Why a varint could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VarintError {
    /// The bytes end within it.
    Truncated,
    /// Its value does not fit into 64 bits.
    TooLarge,
}

/// Reads an unsigned varint off the front of `bytes`: its value and its length.
///
/// Like MicroPython, this accepts needless leading zeros.
pub fn read_unsigned(bytes: &[u8]) -> Result<(u64, usize), VarintError> {
    let mut value = 0_u64;
    for (index, &byte) in bytes.iter().enumerate() {
        if value >> (u64::BITS - 7) != 0 {
            return Err(VarintError::TooLarge);
        }
        value = value << 7 | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Ok((value, index + 1));
        }
    }
    Err(VarintError::Truncated)
}

/// Reads a signed varint off the front of `bytes`: its value and its length.
pub fn read_signed(bytes: &[u8]) -> Result<(i64, usize), VarintError> {
    let negative = bytes.first().is_some_and(|byte| byte & 0x40 != 0);
    let mut value = if negative { -1_i64 } else { 0 };
    for (index, &byte) in bytes.iter().enumerate() {
        // The bits about to be shifted out must all be copies of the sign.
        if value >> (u64::BITS - 8) != value >> (u64::BITS - 1) {
            return Err(VarintError::TooLarge);
        }
        value = value << 7 | i64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Ok((value, index + 1));
        }
    }
    Err(VarintError::Truncated)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;
    use proptest::prelude::*;

    fn unsigned(value: u64) -> Vec<u8> {
        let mut out = Vec::new();
        write_unsigned(&mut out, value);
        out
    }

    fn signed(value: i64) -> Vec<u8> {
        let mut out = Vec::new();
        write_signed(&mut out, value);
        out
    }

    #[test]
    fn unsigned_values_take_seven_bits_a_byte() {
        assert_eq!(unsigned(0), [0x00]);
        assert_eq!(unsigned(0x7f), [0x7f]);
        assert_eq!(unsigned(0x80), [0x81, 0x00]);
        assert_eq!(unsigned(0x3fff), [0xff, 0x7f]);
        assert_eq!(unsigned(0x4000), [0x81, 0x80, 0x00]);
    }

    #[test]
    fn signed_values_keep_a_bit_for_the_sign() {
        assert_eq!(signed(0), [0x00]);
        assert_eq!(signed(63), [0x3f]);
        assert_eq!(signed(64), [0x80, 0x40]);
        assert_eq!(signed(-1), [0x7f]);
        assert_eq!(signed(-64), [0x40]);
        assert_eq!(signed(-65), [0xff, 0x3f]);
    }

    #[test]
    fn a_cut_varint_is_truncated() {
        assert_eq!(read_unsigned(&[]), Err(VarintError::Truncated));
        assert_eq!(read_signed(&[0x81]), Err(VarintError::Truncated));
    }

    #[test]
    fn the_largest_value_reads_and_one_more_does_not() {
        let largest = [0x81, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f];
        let more = [0x82, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00];
        assert_eq!(read_unsigned(&largest), Ok((u64::MAX, 10)));
        assert_eq!(read_unsigned(&more), Err(VarintError::TooLarge));
    }

    #[test]
    fn a_signed_value_beyond_64_bits_is_too_large() {
        let more = [0x81, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00];
        assert_eq!(read_signed(&more), Err(VarintError::TooLarge));
    }

    #[test]
    fn needless_leading_zeros_are_accepted() {
        assert_eq!(read_unsigned(&[0x80, 0x80, 0x05]), Ok((5, 3)));
    }

    proptest! {
        #[test]
        fn unsigned_round_trip(value: u64) {
            let bytes = unsigned(value);
            prop_assert_eq!(bytes.len(), unsigned_len(value));
            prop_assert_eq!(read_unsigned(&bytes), Ok((value, bytes.len())));
        }

        #[test]
        fn signed_round_trip(value: i64) {
            let bytes = signed(value);
            prop_assert_eq!(bytes.len(), signed_len(value));
            prop_assert_eq!(read_signed(&bytes), Ok((value, bytes.len())));
        }
    }
}
