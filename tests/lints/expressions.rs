//! Expressions and simple statements.

use super::*;

// W008

#[test]
fn an_assertion_about_a_tuple() {
    assert_snapshot!(lints("assert (x > 0, 'x must be positive')"), @"
    W008 line 1 `(x > 0, 'x must be positive')`: assert on a tuple is always true
      the message goes outside of the parentheses: `assert condition, message`
    ");
}

#[test]
fn an_assertion_in_parentheses() {
    quiet("assert (x > 0), 'x must be positive'\nassert ()");
}

// W010

#[test]
fn identity_with_a_number() {
    assert_snapshot!(lints("if x is 5: pass"), @"
    W010 line 1 `x is 5`: identity comparison with a literal
      `5`: equal values need not be the same object as this one
      compare values with `==`
    ");
}

#[test]
fn identity_with_other_literals() {
    assert_eq!(
        codes("a = x is not 'on', x is b'on', -1 is x, x is 1.5, x is (1, 2)"),
        [
            ("W010", "x is not 'on'"),
            ("W010", "x is b'on'"),
            ("W010", "-1 is x"),
            ("W010", "x is 1.5"),
            ("W010", "x is (1, 2)"),
        ]
    );
}

#[test]
fn identity_in_a_chain() {
    assert_eq!(codes("a = x < y is 5 < z"), [("W010", "y is 5")]);
}

#[test]
fn identity_with_what_there_is_one_of() {
    quiet("a = x is None, x is not True, x is ..., x is (), x is y, x == 5");
}

// W011

#[test]
fn a_comparison_for_an_assignment() {
    assert_snapshot!(lints("led.value == 1"), @"
    W011 line 1 `led.value == 1`: the result of this comparison is not used
      `=` assigns
    ");
}

#[test]
fn another_comparison_that_nothing_uses() {
    assert_snapshot!(lints("a < b < c"), @"
    W011 line 1 `a < b < c`: the result of this comparison is not used
      assign the result, or put it into a condition
    ");
}

#[test]
fn a_comparison_that_may_raise() {
    quiet(
        "
try:
    a < b
except TypeError:
    pass
with raises(TypeError):
    a < b
    c < d
",
    );
}

#[test]
fn a_comparison_that_is_used() {
    quiet("x = a == b\nprint(a == b)\nassert a == b\nlambda: a == b");
}

#[test]
fn a_comparison_at_a_prompt() {
    assert_eq!(found("a == b\n", &Levels::default(), Mode::Interactive), []);
}

#[test]
fn a_comparison_that_is_the_whole_expression() {
    assert_eq!(found("a == b", &Levels::default(), Mode::Eval), []);
}

// W012

#[test]
fn a_key_that_occurs_twice() {
    assert_snapshot!(lints("colours = {'red': 1, 'green': 2, 'red': 3}"), @"
    W012 line 1 `'red'`: key occurs twice in this dict
      `'red'`: the value of this key is lost
      remove one of the two, or correct its key
    ");
}

#[test]
fn keys_that_are_equal() {
    assert_eq!(
        codes(
            "a = {1: 'a', 1.0: 'b', True: 'c', -2: 'd', -2.0: 'e', None: 'f', None: 'g', b'x': 0, b'x': 1}"
        ),
        [("W012", "1.0"), ("W012", "True"), ("W012", "-2.0"), ("W012", "None"), ("W012", "b'x'")]
    );
}

#[test]
fn large_keys_that_are_equal() {
    assert_eq!(
        codes("a = {1 << 2: 0, 0x1_0000_0000_0000_0000: 1, 18446744073709551616: 2}"),
        [("W012", "18446744073709551616")]
    );
}

#[test]
fn keys_that_are_the_same_variable() {
    assert_eq!(codes("a = {x: 1, y: 2, x: 3}"), [("W012", "x")]);
}

#[test]
fn keys_that_are_constants() {
    let source = "from micropython import const\n_A = const(1)\n_B = const(1)\na = {_A: 'a', _B: 'b'}";
    assert_eq!(codes(source), [("W012", "_B")]);
}

#[test]
fn keys_in_a_large_dict() {
    let items: String = (0..100).map(|i| format!("{}: 0, ", i % 99)).collect();
    assert_eq!(codes(&format!("a = {{{items}}}")), [("W012", "0")]);
}

#[test]
fn keys_that_differ() {
    quiet("a = {1: 0, '1': 0, b'1': 0, 1.5: 0, -1: 0, None: 0, False: 0, ...: 0, x: 0, f(): 0, f(): 0}");
}

#[test]
fn the_items_of_a_set_are_not_looked_at() {
    quiet("a = {1, 1, 1}");
}
