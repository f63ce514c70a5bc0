//! Reading an unsigned decimal number as a float.

use super::Real;
use constrictor_bytecode::decimal::{Decimal, read_prefix};

/// Reads the unsigned decimal number a text starts with, and tells how many bytes it takes, as
/// [`read_prefix`] has it.
pub(super) fn parse_decimal_prefix<F: Real>(text: &[u8]) -> Option<(F, usize)> {
    let (Decimal { mantissa, exponent }, length) = read_prefix(text, F::FULL_MANTISSA)?;
    Some((F::from_decimal(mantissa, exponent), length))
}
