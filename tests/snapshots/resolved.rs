//! One rule of the constants pass each: the tree after it.

use super::{interactive_resolved, optimised_resolved, resolved};
use insta::assert_snapshot;

#[test]
fn a_name_stands_for_its_constant_from_the_next_statement_on() {
    assert_snapshot!(resolved("
f(A)
A = const(1)
f(A)
"), @"
    1 Block
      1 Expr (Postfix f (Call A))
      2 Assign A = 1
      3 Expr (Postfix f (Call 1))
    ");
}

#[test]
fn a_declaration_is_known_in_every_scope_after_it() {
    assert_snapshot!(resolved("
def f():
    A = const(1)
def g():
    return A
"), @"
    1 Block
      1 Function f (parameters)
        2 Assign A = 1
      3 Function g (parameters)
        4 Return 1
    ");
}

#[test]
fn attributes_keywords_and_parameters_keep_their_names() {
    assert_snapshot!(resolved("
A = const(1)
a.A
f(A=A)
"), @"
    1 Block
      1 Assign A = 1
      2 Expr (Postfix a .A)
      3 Expr (Postfix f (Call 1=1))
    ");
}

#[test]
fn a_parameter_does_not_hide_a_constant() {
    assert_snapshot!(resolved("
A = const(1)
def f(A):
    return A
"), @"
    1 Block
      1 Assign A = 1
      2 Function f (parameters A)
        3 Return 1
    ");
}

#[test]
fn const_is_known_by_its_name_alone() {
    assert_snapshot!(resolved("f = const.b(1)"), @"1 Assign f = (Postfix const .b (Call 1))");
}

#[test]
fn an_annotated_constant_is_an_assignment() {
    assert_snapshot!(resolved("A: int = const(1)"), @"1 Assign A = 1");
}

#[test]
fn a_private_constant_is_not_stored() {
    assert_snapshot!(resolved("
_A = const(1)
f(_A)
"), @"
    1 Block
      0 Pass
      2 Expr (Postfix f (Call 1))
    ");
}

#[test]
fn a_small_int_is_part_of_the_instruction() {
    assert_snapshot!(resolved("
A = const(1073741823)
f(A)
"), @"
    1 Block
      1 Assign A = 1073741823
      2 Expr (Postfix f (Call 1073741823))
    ");
}

#[test]
fn a_large_int_is_an_object() {
    assert_snapshot!(resolved("
A = const(1073741824)
f(A)
"), @"
    1 Block
      1 Assign A = <1073741824>
      2 Expr (Postfix f (Call <1073741824>))
    ");
}

#[test]
fn the_name_of_a_string_is_an_object() {
    assert_snapshot!(resolved(r#"
A = const("a")
f(A, "a")
"#), @r#"
    1 Block
      1 Assign A = "a"
      2 Expr (Postfix f (Call <"a"> "a"))
    "#);
}

#[test]
fn a_chain_of_constants_is_folded() {
    assert_snapshot!(resolved("x = 1 + 2 - 3"), @"1 Assign x = 0");
}

#[test]
fn a_chain_is_folded_as_a_whole_or_not_at_all() {
    assert_snapshot!(resolved("x = 1 + 2 + y"), @"1 Assign x = (Binary 1 + 2 + y)");
}

#[test]
fn parentheses_are_folded_by_themselves() {
    assert_snapshot!(resolved("x = (1 + 2) + y"), @"1 Assign x = (Binary 3 + y)");
}

#[test]
fn powers_and_signs_are_folded() {
    assert_snapshot!(resolved("x = -2 ** 3, ~5, +1"), @"1 Assign x = <(-8 -6 1)>");
}

#[test]
fn a_negative_power_is_a_float() {
    assert_snapshot!(resolved("x = 2 ** -1"), @"1 Assign x = <0.5>@0");
}

#[test]
fn integers_grow_as_needed() {
    assert_snapshot!(resolved("x = 1 << 100"), @"1 Assign x = <1267650600228229401496703205376>@0");
}

#[test]
fn true_division_makes_a_float() {
    assert_snapshot!(resolved("x = 7 / 2, 7 // 2, -7 % 3"), @"1 Assign x = <(3.5 3 2)>");
}

#[test]
fn what_would_raise_is_left_for_run_time() {
    assert_snapshot!(resolved("x = 1 // 0, 1 << -1, 2 @ 3"), @"1 Assign x = (BareTuple (Binary 1 // 0) (Binary 1 << -1) (Binary 2 @ 3))");
}

#[test]
fn an_operation_on_a_string_is_not_folded() {
    assert_snapshot!(resolved(r#"x = "a" + "b", "a" * 3"#), @r#"1 Assign x = (BareTuple (Binary "a" + "b") (Binary "a" * 3))"#);
}

#[test]
fn not_is_folded_for_every_constant() {
    assert_snapshot!(resolved(r#"x = not 0, not "", not None, not (), not y"#), @"1 Assign x = (BareTuple True True True True (Not y))");
}

#[test]
fn or_drops_operands_that_are_false() {
    assert_snapshot!(resolved(r#"x = 0 or "" or y or z"#), @"1 Assign x = (Or y z)");
}

#[test]
fn or_stops_at_an_operand_that_is_true() {
    assert_snapshot!(resolved("x = y or 1 or z"), @"1 Assign x = (Or y 1)");
}

#[test]
fn and_drops_operands_that_are_true() {
    assert_snapshot!(resolved(r#"x = 1 and "a" and y and z"#), @"1 Assign x = (And y z)");
}

#[test]
fn and_stops_at_an_operand_that_is_false() {
    assert_snapshot!(resolved("x = y and 0 and z"), @"1 Assign x = (And y 0)");
}

#[test]
fn the_last_operand_always_stays() {
    assert_snapshot!(resolved("x = 0 or 0"), @"1 Assign x = 0");
}

#[test]
fn comparisons_are_not_folded() {
    assert_snapshot!(resolved("x = 1 < 2"), @"1 Assign x = (Compare 1 < 2)");
}

#[test]
fn conditional_expressions_keep_their_parts() {
    assert_snapshot!(resolved("x = 1 if True else 2"), @"1 Assign x = (Conditional 1 if True else 2)");
}

#[test]
fn a_tuple_of_constants_is_a_constant() {
    assert_snapshot!(resolved(r#"x = (1, "a", (None, 2.5))"#), @r#"1 Assign x = <(1 "a" (None 2.5))>"#);
}

#[test]
fn a_tuple_without_parentheses_is_too() {
    assert_snapshot!(resolved("x = 1, 2"), @"1 Assign x = <(1 2)>");
}

#[test]
fn an_empty_tuple_stays_an_instruction() {
    assert_snapshot!(resolved("x = ()"), @"1 Assign x = (ParenTuple)");
}

#[test]
fn lists_and_sets_are_not_constants() {
    assert_snapshot!(resolved("x = [1], {2}"), @"1 Assign x = (BareTuple (ListDisplay 1) (BraceDisplay 2))");
}

#[test]
fn the_targets_of_a_loop_are_not_a_constant() {
    assert_snapshot!(resolved("
A = const(1)
for A, A in b: pass
"), @"
    1 Block
      1 Assign A = 1
      2 For (TargetTuple 1 1) in b
        2 Pass
    ");
}

#[test]
fn numbers_of_math_are_known_by_name() {
    assert_snapshot!(resolved("x = math.pi, math.e, math.sin"), @"1 Assign x = (BareTuple <3.141592653589793>@0 <2.718281828459045>@0 (Postfix math .sin))");
}

#[test]
fn a_docstring_is_dropped() {
    assert_snapshot!(resolved(r#"
"doc"
1
...
f()
"#), @"
    1 Block
      1 Pass
      2 Pass
      3 Pass
      4 Expr (Postfix f (Call))
    ");
}

#[test]
fn an_interactive_expression_is_kept() {
    assert_snapshot!(interactive_resolved(r#""doc""#), @r#"1 Expr "doc""#);
}

#[test]
fn a_constant_may_build_on_another() {
    assert_snapshot!(resolved("
A = const(2)
B = const(A ** 10)
f(B)
"), @"
    1 Block
      1 Assign A = 2
      2 Assign B = 1024
      3 Expr (Postfix f (Call 1024))
    ");
}

#[test]
fn assigning_to_a_constant_assigns_to_its_value() {
    assert_snapshot!(resolved("
A = const(1)
A = 2
"), @"
    1 Block
      1 Assign A = 1
      2 Assign 1 = 2
    ");
}

#[test]
fn debug_depends_on_the_level() {
    assert_snapshot!(optimised_resolved("x = __debug__"), @"1 Assign x = False");
}
