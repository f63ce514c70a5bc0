//! Tests of folding and of integer literals. The expectations were read back from modules that the
//! reference compiler made.

use super::*;
use alloc::{
    format,
    string::{String, ToString},
};
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
    text(binary(op, &number(first), &number(third), &mut full()))
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
    floor_divide_big_rounds_down: "-0x100000000000000001 // 0x10000000000000000" => "-17";
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
    plus: "+ 5" => "5";
    minus_float: "- 0.0" => "-0.0";
    minus_smallest_small: "- -4611686018427387904" => "big 4611686018427387904";
    minus_of_big_stays_big: "- 4611686018427387904" => "big -4611686018427387904";
    invert: "~ 5" => "-6";
    invert_of_big_stays_big: "~ -4611686018427387904" => "big 4611686018427387903";
    invert_float: "~ 1.0" => "not folded";
}

#[test]
fn too_big_integer_is_infinite_as_float() {
    let huge = number(&format!("1{}", "0".repeat(400)));
    let product = binary(BinaryOperator::Multiply, &huge, &number("1.0"), &mut full());
    assert_eq!(text(product), "inf");
}

#[test]
fn quotient_of_infinite_integers_is_not_a_number() {
    let huge = number(&format!("1{}", "0".repeat(400)));
    let quotient = binary(BinaryOperator::TrueDivide, &huge, &huge, &mut full());
    assert_eq!(text(quotient), "NaN");
}

/// The two highest digits alone lie in the middle of two floats and round down, to the even one;
/// the last digit, which should have tipped the balance, comes too late.
#[test]
fn big_integer_becomes_float_digit_by_digit() {
    assert_eq!(fold("0x800000000000040000000001 * 1.0"), "3.961408125713217e28");
}

#[test]
fn inverted_big_that_would_fit_divides_as_any() {
    let big = unary(UnaryOperator::Invert, &number("-4611686018427387904")).unwrap();
    assert_eq!(text(binary(BinaryOperator::Add, &big, &number("0"), &mut full())), "4611686018427387903");
}

#[test]
fn largest_foldable_shift_folds() {
    let folded = binary(BinaryOperator::LeftShift, &number("1"), &number("2097151"), &mut full());
    assert!(folded.is_some());
}

#[test]
fn shift_past_limit_does_not_fold() {
    assert_eq!(fold("1 << 2097152"), "not folded");
}

#[test]
fn largest_foldable_power_folds() {
    let folded = binary(BinaryOperator::Power, &number("2"), &number("2097151"), &mut full());
    assert!(folded.is_some());
}

#[test]
fn power_past_limit_does_not_fold() {
    assert_eq!(fold("2 ** 2097152"), "not folded");
}

#[test]
fn product_past_limit_does_not_fold() {
    let factor = Number::Int(Int::from(BigInt::from(1) << 1_048_576u32));
    assert_eq!(binary(BinaryOperator::Multiply, &factor, &factor, &mut full()), None);
}

#[test]
fn sum_past_limit_does_not_fold() {
    let addend = Number::Int(Int::from(BigInt::from(1) << (MAX_FOLDED_BITS - 1)));
    assert_eq!(binary(BinaryOperator::Add, &addend, &addend, &mut full()), None);
}

#[test]
fn without_fuel_nothing_big_folds() {
    let mut fuel = empty();
    assert_eq!(binary(BinaryOperator::LeftShift, &number("1"), &number("64"), &mut fuel), None);
}

#[test]
fn without_fuel_small_ints_still_fold() {
    let mut fuel = empty();
    assert_eq!(
        binary(BinaryOperator::LeftShift, &number("1"), &number("61"), &mut fuel),
        Some(number("2305843009213693952"))
    );
}

#[test]
fn fuel_is_used_up() {
    let mut fuel = Fuel { bits: 1000, ..full() };
    let folds = (0..100)
        .take_while(|_| binary(BinaryOperator::LeftShift, &number("1"), &number("99"), &mut fuel).is_some());
    assert_eq!(folds.count(), 10);
}

#[test]
fn zero_is_false() {
    assert!(!is_true(&number("-0.0")));
}

#[test]
fn not_a_number_is_true() {
    assert!(is_true(&Number::Float(f64::NAN)));
}

#[test]
fn big_integer_is_true() {
    assert!(is_true(&number("4611686018427387904")));
}

/// One test for each literal and what it reads as: a value, or the base and the start of the digits
/// for the error.
macro_rules! reads {
    ($($name:ident: $literal:literal => $result:expr;)*) => {$(
        #[test]
        fn $name() {
            let expected: Result<&str, (u32, usize)> = $result;
            let read = parse_integer($literal.as_bytes());
            let read = read.map(|int| text(Some(Number::Int(int))));
            assert_eq!(read.map_err(|error| (error.base, error.digits_start)), expected.map(String::from));
        }
    )*};
}

reads! {
    decimal: "1234567890" => Ok("1234567890");
    largest_small: "4611686018427387903" => Ok("4611686018427387903");
    smallest_big: "4611686018427387904" => Ok("big 4611686018427387904");
    hexadecimal: "0xfF" => Ok("255");
    octal: "0O17" => Ok("15");
    binary_digits: "0b101" => Ok("5");
    zero: "0" => Ok("0");
    zeros: "0_00" => Ok("0");
    underscores: "1_000" => Ok("1000");
    leading_zeros_after_prefix: "0x000000000000000000000001" => Ok("1");
    leading_zero: "09" => Err((0, 0));
    letter_after_decimal: "12ab" => Err((10, 0));
    digit_past_base: "0b12" => Err((2, 2));
    letter_past_base: "0xfg" => Err((16, 2));
    prefix_without_digits: "0o" => Err((8, 2));
    prefix_without_digits_but_underscore: "0x_" => Err((16, 2));
    nothing: "" => Err((10, 0));
    sign: "-1" => Err((10, 0));
}

/// One test for each small int and the least number of bits it fits in.
macro_rules! fits {
    ($($name:ident: $value:expr => $bits:literal;)*) => {$(
        #[test]
        fn $name() {
            let fitting = (0..=64).find(|bits| Int::Small($value).fits(*bits).is_some());
            assert_eq!(fitting, Some($bits));
        }
    )*};
}

fits! {
    zero_fits_in_one_bit: 0 => 1;
    one_fits_in_two_bits: 1 => 2;
    minus_one_fits_in_one_bit: -1 => 1;
    largest_of_31_bits_fits: (1 << 30) - 1 => 31;
    first_past_31_bits_does_not_fit: 1 << 30 => 32;
    smallest_of_31_bits_fits: -(1 << 30) => 31;
    smallest_small_int_fits_in_63_bits: SMALL_INT_MIN => 63;
}

#[test]
fn big_integer_never_fits() {
    let big = unary(UnaryOperator::Invert, &number("-4611686018427387904"));
    assert!(matches!(big, Some(Number::Int(int)) if int.fits(63).is_none()));
}

/// An integer expression, with the value a big-integer library gives it.
#[derive(Clone, Debug)]
enum Expression {
    Literal(BigInt),
    Unary(UnaryOperator, Box<Expression>),
    Binary(BinaryOperator, Box<Expression>, Box<Expression>),
    Shift(BinaryOperator, Box<Expression>, u16),
    Power(Box<Expression>, u8),
}

impl Expression {
    /// What the compiler folds the expression to.
    fn folded(&self, fuel: &mut Fuel) -> Option<Number> {
        let small = |value: i64| Number::Int(Int::Small(value));
        match self {
            Self::Literal(value) => Some(Number::Int(Int::from(value.clone()))),
            Self::Unary(op, operand) => unary(*op, &operand.folded(fuel)?),
            Self::Binary(op, lhs, rhs) => {
                let (lhs, rhs) = (lhs.folded(fuel)?, rhs.folded(fuel)?);
                binary(*op, &lhs, &rhs, fuel)
            }
            Self::Shift(op, lhs, places) => {
                let lhs = lhs.folded(fuel)?;
                binary(*op, &lhs, &small(i64::from(*places)), fuel)
            }
            Self::Power(base, exponent) => {
                let base = base.folded(fuel)?;
                binary(BinaryOperator::Power, &base, &small(i64::from(*exponent)), fuel)
            }
        }
    }

    /// What the expression means; `None` if it divides by zero.
    fn value(&self) -> Option<BigInt> {
        Some(match self {
            Self::Literal(value) => value.clone(),
            Self::Unary(UnaryOperator::Plus, operand) => operand.value()?,
            Self::Unary(UnaryOperator::Minus, operand) => -operand.value()?,
            Self::Unary(UnaryOperator::Invert, operand) => -operand.value()? - 1,
            Self::Shift(BinaryOperator::LeftShift, lhs, places) => {
                lhs.value()? * BigInt::from(2).pow(u32::from(*places))
            }
            Self::Shift(_, lhs, places) => lhs.value()?.div_floor(&BigInt::from(2).pow(u32::from(*places))),
            Self::Power(base, exponent) => base.value()?.pow(u32::from(*exponent)),
            Self::Binary(op, lhs, rhs) => {
                let (lhs, rhs) = (lhs.value()?, rhs.value()?);
                match op {
                    BinaryOperator::Or => lhs | rhs,
                    BinaryOperator::Xor => lhs ^ rhs,
                    BinaryOperator::And => lhs & rhs,
                    BinaryOperator::Add => lhs + rhs,
                    BinaryOperator::Subtract => lhs - rhs,
                    BinaryOperator::Multiply => lhs * rhs,
                    _ if rhs.is_zero() => return None,
                    BinaryOperator::FloorDivide => lhs.div_floor(&rhs),
                    _ => lhs.mod_floor(&rhs),
                }
            }
        })
    }
}

fn literals() -> impl Strategy<Value = BigInt> {
    prop_oneof![
        (-3i64..10).prop_map(BigInt::from),
        any::<i64>().prop_map(BigInt::from),
        (-2i64..3, 30u32..130).prop_map(|(offset, bits)| (BigInt::from(1) << bits) + offset),
        proptest::collection::vec(any::<u32>(), 0..8).prop_map(|digits| BigInt::new(Sign::Minus, digits)),
    ]
}

fn expressions() -> impl Strategy<Value = Expression> {
    use BinaryOperator::*;
    let unary = prop::sample::select(&[UnaryOperator::Plus, UnaryOperator::Minus, UnaryOperator::Invert]);
    let binary = prop::sample::select(&[Or, Xor, And, Add, Subtract, Multiply, FloorDivide, Modulo]);
    let shift = prop::sample::select(&[LeftShift, RightShift]);
    literals().prop_map(Expression::Literal).prop_recursive(4, 16, 2, move |inner| {
        let operand = inner.prop_map(Box::new).boxed();
        prop_oneof![
            (unary.clone(), operand.clone()).prop_map(|(op, operand)| Expression::Unary(op, operand)),
            (binary.clone(), operand.clone(), operand.clone())
                .prop_map(|(op, lhs, rhs)| Expression::Binary(op, lhs, rhs)),
            (shift.clone(), operand.clone(), 0u16..200)
                .prop_map(|(op, lhs, places)| Expression::Shift(op, lhs, places)),
            (operand, 0u8..5).prop_map(|(base, exponent)| Expression::Power(base, exponent)),
        ]
    })
}

proptest! {
    #[test]
    fn integer_expression_folds_to_its_value(expression in expressions()) {
        let folded = expression.folded(&mut full()).map(|number| match number {
            Number::Int(int) => int.to_bigint(),
            Number::Float(value) => panic!("folded to the float {value}"),
        });
        prop_assert_eq!(folded, expression.value());
    }

    #[test]
    fn binary_result_is_small_if_it_fits(lhs in literals(), rhs in literals()) {
        let (lhs, rhs) = (Number::Int(Int::from(lhs)), Number::Int(Int::from(rhs)));
        let Some(Number::Int(sum)) = binary(BinaryOperator::Add, &lhs, &rhs, &mut full()) else {
            panic!("a sum always folds");
        };
        prop_assert_eq!(&sum, &Int::from(sum.to_bigint()));
    }

    #[test]
    fn literal_reads_as_its_value(value in literals(), padding in 0usize..1000) {
        let magnitude = value.magnitude();
        let hexadecimal = format!("0x{}{magnitude:x}", "0".repeat(padding));
        let expected = Ok(Int::from(BigInt::from(magnitude.clone())));
        prop_assert_eq!(parse_integer(magnitude.to_string().as_bytes()), expected.clone());
        prop_assert_eq!(parse_integer(hexadecimal.as_bytes()), expected);
    }

    #[test]
    fn long_decimal_literal_reads_as_its_value(digits in "[1-9][0-9]{0,2000}") {
        prop_assert_eq!(parse_integer(digits.as_bytes()).map(|int| int.to_bigint().to_string()), Ok(digits));
    }

    #[test]
    fn literal_never_panics(text in proptest::collection::vec(any::<u8>(), 0..40)) {
        let _ = parse_integer(&text);
    }
}

fn unary(op: UnaryOperator, number: &Number) -> Option<Number> {
    super::unary(op, number.clone())
}

/// The truth value of a number: false for zero only.
fn is_true(number: &Number) -> bool {
    match number {
        Number::Int(value) => !value.is_zero(),
        Number::Float(value) => *value != 0.0,
    }
}

fn full() -> Fuel {
    Fuel::new(&Memory::new(usize::MAX))
}

fn empty() -> Fuel {
    Fuel { bits: 0, ..full() }
}
