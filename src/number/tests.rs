//! Tests of folding and of integer literals. The expectations were read back from modules that the
//! reference compiler made.

use super::*;
use alloc::{format, string::String};
use proptest::prelude::*;

/// A number from its text: an integer literal, or a float if it has a point or an exponent.
fn number(text: &str) -> Number {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text),
    };
    let float = digits.contains('.') || (digits.contains('e') && !digits.starts_with("0x"));
    let number = if float {
        Number::Float(digits.parse().unwrap())
    } else {
        Number::Int(parse_integer(digits.as_bytes()).unwrap())
    };
    if negative { unary(UnaryOperator::Minus, &number).unwrap() } else { number }
}

/// The text of a folded number; big integers are marked.
fn text(number: Option<Number>) -> String {
    match number {
        None => "not folded".into(),
        Some(Number::Float(value)) => format!("{value:?}"),
        Some(Number::Int(Int::Small(value))) => format!("{value}"),
        Some(Number::Int(Int::Big(value))) => format!("big {value}"),
    }
}

/// Folds `lhs operator rhs`, all separated by blanks, or `operator operand`.
fn fold(expression: &str) -> String {
    let mut parts = expression.split(' ');
    let mut part = || parts.next();
    let (first, second, third) = (part().unwrap(), part().unwrap(), part());
    let Some(third) = third else {
        let op = match first {
            "+" => UnaryOperator::Plus,
            "-" => UnaryOperator::Minus,
            _ => UnaryOperator::Invert,
        };
        return text(unary(op, &number(second)));
    };
    let op = match second {
        "|" => BinaryOperator::Or,
        "^" => BinaryOperator::Xor,
        "&" => BinaryOperator::And,
        "<<" => BinaryOperator::LeftShift,
        ">>" => BinaryOperator::RightShift,
        "+" => BinaryOperator::Add,
        "-" => BinaryOperator::Subtract,
        "*" => BinaryOperator::Multiply,
        "@" => BinaryOperator::MatMultiply,
        "//" => BinaryOperator::FloorDivide,
        "/" => BinaryOperator::TrueDivide,
        "%" => BinaryOperator::Modulo,
        _ => BinaryOperator::Power,
    };
    text(binary(op, &number(first), &number(third), &mut Fuel::new()))
}

/// One test for each expression and what it folds to.
macro_rules! folds {
    ($($name:ident: $expression:literal => $result:literal;)*) => {$(
        #[test]
        fn $name() {
            assert_eq!(fold($expression), $result);
        }
    )*};
}

folds! {
    or: "12 | 10" => "14";
    xor_of_negative: "-1 ^ 5" => "-6";
    and_of_big_becomes_small: "0x10000000000000000f & 255" => "15";
    and_of_two_big_negatives: "-0x100000000000000001 & -0x100000000000000010" => "big -295147905179352825872";
    bitwise_operators_reject_floats: "1 | 1.0" => "not folded";
    left_shift: "1 << 10" => "1024";
    left_shift_into_big: "1 << 62" => "big 4611686018427387904";
    left_shift_to_smallest_small: "-1 << 62" => "-4611686018427387904";
    left_shift_by_negative: "1 << -1" => "not folded";
    left_shift_of_zero_by_any_word: "0 << 4611686018427387904" => "0";
    left_shift_of_zero_by_more_than_a_word: "0 << 9223372036854775808" => "not folded";
    left_shift_beyond_memory: "1 << 4611686018427387903" => "not folded";
    right_shift_of_negative_rounds_down: "-5 >> 1" => "-3";
    right_shift_of_big_negative_rounds_down: "-0x10000000000000000000001 >> 80" => "-257";
    right_shift_by_a_big_word: "-7 >> 4611686018427387904" => "-1";
    right_shift_by_more_than_a_word: "7 >> 9223372036854775808" => "not folded";
    right_shift_by_negative: "7 >> -1" => "not folded";
    add_into_big: "4611686018427387903 + 1" => "big 4611686018427387904";
    add_out_of_big: "4611686018427387904 + -1" => "4611686018427387903";
    add_float: "1 + 0.5" => "1.5";
    subtract_into_big: "-4611686018427387904 - 1" => "big -4611686018427387905";
    subtract_equal_bigs: "0x10000000000000000 - 0x10000000000000000" => "0";
    multiply_into_big: "4294967296 * -4294967296" => "big -18446744073709551616";
    multiply_overflowing_float: "1e308 * 10" => "inf";
    mat_multiply: "2 @ 3" => "not folded";
    floor_divide_rounds_down: "-7 // 2" => "-4";
    floor_divide_by_zero: "7 // 0" => "not folded";
    floor_divide_big_rounds_down: "-0x100000000000000001 // 0x10000000000000000" => "-257";
    floor_divide_smallest_by_minus_one: "-4611686018427387904 // -1" => "big 4611686018427387904";
    floor_divide_floats: "-7.5 // 2" => "-4.0";
    floor_divide_floats_to_negative_zero: "-0.0 // 5.0" => "-0.0";
    floor_divide_float_by_infinity: "-1.0 // 1e999" => "-1.0";
    floor_divide_float_by_zero: "1.0 // 0" => "not folded";
    true_divide: "7 / 2" => "3.5";
    true_divide_whole: "6 / 3" => "2.0";
    true_divide_by_zero: "1 / 0" => "not folded";
    true_divide_by_negative_zero: "1.0 / -0.0" => "not folded";
    true_divide_big: "0x100000000000000000 / 3" => "9.838263505978427e19";
    modulo_has_sign_of_divisor: "7 % -4" => "-1";
    modulo_of_big: "-0x100000000000000001 % 16" => "15";
    modulo_of_floats: "-1.5 % 4" => "2.5";
    modulo_zero_has_sign_of_divisor: "4.0 % -2" => "-0.0";
    modulo_by_zero: "1.0 % 0.0" => "not folded";
    power: "3 ** 4" => "81";
    power_into_big: "3 ** 50" => "big 717897987691852588770249";
    power_of_zero: "0 ** 0" => "1";
    power_of_one_to_big: "1 ** 0x10000000000000000" => "1";
    power_of_minus_one_to_odd_big: "-1 ** 0x10000000000000001" => "-1";
    power_beyond_memory: "2 ** 9223372036854775808" => "not folded";
    power_to_negative_is_float: "2 ** -2" => "0.25";
    power_of_zero_to_negative: "0 ** -1" => "not folded";
    power_of_zero_to_negative_infinity: "0.0 ** -1e999" => "inf";
    power_of_big_to_float: "0x10000000000000000 ** 0.5" => "4294967296.0";
    power_of_negative_to_fraction: "-8 ** 0.5" => "not folded";
    power_of_negative_to_whole_float: "-2 ** 3.0" => "-8.0";
    too_big_integer_becomes_infinite: "1.0 * 0x1@" => "not folded";
    plus: "+ 5" => "5";
    minus_float: "- 0.0" => "-0.0";
    minus_smallest_small: "- -4611686018427387904" => "big 4611686018427387904";
    minus_of_big_stays_big: "- 4611686018427387904" => "big -4611686018427387904";
    invert: "~ 5" => "-6";
    invert_of_big_stays_big: "~ -4611686018427387904" => "big 4611686018427387903";
    invert_float: "~ 1.0" => "not folded";
}
