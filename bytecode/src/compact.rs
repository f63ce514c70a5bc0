//! What num-bigint does fast with much code, done with little of it: digits and bits of large numbers.
//!
//! Where there is a standard library there is room, and num-bigint's own ways are taken; in the flash of a board, the ways
//! here, which take no more of it than what arithmetic with large numbers needs anyway.

use alloc::vec::Vec;
use num_bigint::{BigInt, BigUint, Sign};

/// The most that a power of the radix may be with which digits are taken off. Numbers below this divide fast also where no
/// processor divides two words by one.
const MOST_AT_ONCE: u32 = 0xffff;

/// The number that digits make, the most significant first. All are below the radix, which is 2 to 36.
pub fn from_digits(digits: &[u8], radix: u32) -> BigUint {
    if cfg!(feature = "std") {
        return BigUint::from_radix_be(digits, radix).unwrap_or_default();
    }
    add_up(digits, radix)
}

/// The digits of a number, the most significant first; one zero for 0. The radix is 2 to 36.
pub fn to_digits(number: &BigUint, radix: u32) -> Vec<u8> {
    if cfg!(feature = "std") {
        return number.to_radix_be(radix);
    }
    take_apart(number, radix)
}

/// A number as Python writes it.
pub fn decimal(number: &BigInt) -> Vec<u8> {
    let mut text = Vec::new();
    if number.sign() == Sign::Minus {
        text.push(b'-');
    }
    text.extend(to_digits(number.magnitude(), 10).into_iter().map(|digit| b'0' + digit));
    text
}

/// `a & b`
pub fn and(a: &BigInt, b: &BigInt) -> BigInt {
    if cfg!(feature = "std") { a & b } else { byte_by_byte(a, b, |a, b| a & b) }
}

/// `a | b`
pub fn or(a: &BigInt, b: &BigInt) -> BigInt {
    if cfg!(feature = "std") { a | b } else { byte_by_byte(a, b, |a, b| a | b) }
}

/// `a ^ b`
pub fn xor(a: &BigInt, b: &BigInt) -> BigInt {
    if cfg!(feature = "std") { a ^ b } else { byte_by_byte(a, b, |a, b| a ^ b) }
}

/// How many digits, and the power of the radix that has so many zeros.
fn most_at_once(radix: u32) -> (usize, u32) {
    let mut run = (1, radix);
    while run.1 * radix <= MOST_AT_ONCE {
        run = (run.0 + 1, run.1 * radix);
    }
    run
}

fn add_up(digits: &[u8], radix: u32) -> BigUint {
    let mut number = BigUint::default();
    for run in digits.chunks(most_at_once(radix).0) {
        let value = run.iter().fold(0, |value, &digit| value * radix + u32::from(digit));
        number *= radix.pow(run.len() as u32);
        number += value;
    }
    number
}

fn take_apart(number: &BigUint, radix: u32) -> Vec<u8> {
    let (run, scale) = most_at_once(radix);
    let mut number = number.clone();
    let mut digits = Vec::new();
    while number != BigUint::ZERO {
        let mut rest = (&number % scale).iter_u32_digits().next().unwrap_or(0);
        number /= scale;
        for _ in 0..run {
            digits.push((rest % radix) as u8);
            rest /= radix;
        }
    }
    let zeros = digits.iter().rev().take_while(|&&digit| digit == 0).count();
    digits.truncate(digits.len() - zeros);
    if digits.is_empty() {
        digits.push(0);
    }
    digits.reverse();
    digits
}

/// An operation on the bits of two numbers, each with as many bits of its sign in front as it takes.
fn byte_by_byte(a: &BigInt, b: &BigInt, operation: fn(u8, u8) -> u8) -> BigInt {
    let (mut a, mut b) = (a.to_signed_bytes_le(), b.to_signed_bytes_le());
    let len = a.len().max(b.len());
    for bytes in [&mut a, &mut b] {
        let is_negative = bytes.last().is_some_and(|byte| byte & 0x80 != 0);
        bytes.resize(len, if is_negative { 0xff } else { 0 });
    }
    for (byte, other) in a.iter_mut().zip(b) {
        *byte = operation(*byte, other);
    }
    BigInt::from_signed_bytes_le(&a)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::string::ToString;

    /// Numbers among whose words are many without a bit, and with all of them.
    fn number() -> impl Strategy<Value = BigInt> {
        let word = prop_oneof![any::<u32>(), Just(0), Just(1), Just(u32::MAX), Just(1 << 31)];
        (any::<bool>(), proptest::collection::vec(word, 0..12)).prop_map(|(is_negative, words)| {
            BigInt::new(if is_negative { Sign::Minus } else { Sign::Plus }, words)
        })
    }

    proptest! {
        #[test]
        fn digits_make_the_number(a in number(), radix in 2u32..=36) {
            let number = a.magnitude();
            prop_assert_eq!(&add_up(&number.to_radix_be(radix), radix), number);
        }

        #[test]
        fn number_has_its_digits(a in number(), radix in 2u32..=36) {
            prop_assert_eq!(take_apart(a.magnitude(), radix), a.magnitude().to_radix_be(radix));
        }

        #[test]
        fn numbers_are_written_as_num_bigint_does(a in number()) {
            prop_assert_eq!(decimal(&a), a.to_string().into_bytes());
        }

        #[test]
        fn bits_are_those_of_num_bigint(a in number(), b in number()) {
            prop_assert_eq!(byte_by_byte(&a, &b, |a, b| a & b), &a & &b);
            prop_assert_eq!(byte_by_byte(&a, &b, |a, b| a | b), &a | &b);
            prop_assert_eq!(byte_by_byte(&a, &b, |a, b| a ^ b), &a ^ &b);
        }
    }

    #[test]
    fn zero_has_one_digit() {
        assert_eq!(take_apart(&BigUint::ZERO, 10), [0]);
    }
}
