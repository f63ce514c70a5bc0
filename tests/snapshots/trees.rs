//! One node of the syntax tree each, as parsed.

use super::{eval_tree, interactive_tree, tree};
use insta::assert_snapshot;

#[test]
fn an_operator_chain_is_one_node() {
    assert_snapshot!(tree("a + b - c + d"), @"1 Expr (Binary a + b - c + d)");
}

#[test]
fn operators_bind_by_precedence() {
    assert_snapshot!(tree("a | b ^ c & d << e + f * -g"), @"1 Expr (Binary a | (Binary b ^ (Binary c & (Binary d << (Binary e + (Binary f * (Unary - g)))))))");
}

#[test]
fn power_binds_to_the_right_and_tighter_than_a_sign() {
    assert_snapshot!(tree("-a ** -b ** c"), @"1 Expr (Unary - (Power a ** (Unary - (Power b ** c))))");
}

#[test]
fn parentheses_leave_no_trace_but_shape() {
    assert_snapshot!(tree("(a + b) * (c)"), @"1 Expr (Binary (Binary a + b) * c)");
}

#[test]
fn comparisons_chain() {
    assert_snapshot!(tree("a < b <= c not in d is not e"), @"1 Expr (Compare a < b <= c not in d is not e)");
}

#[test]
fn logic() {
    assert_snapshot!(tree("a or b and not c or d"), @"1 Expr (Or a (And b (Not c)) d)");
}

#[test]
fn a_conditional_expression() {
    assert_snapshot!(tree("a if b else c if d else e"), @"1 Expr (Conditional a if b else (Conditional c if d else e))");
}

#[test]
fn a_lambda() {
    assert_snapshot!(tree("lambda a, *b, c=1, **d: a + c"), @"1 Expr (Lambda (parameters a *b c=1 **d) (Binary a + c))");
}

#[test]
fn trailers_are_a_list() {
    assert_snapshot!(tree("a.b[c](d).e"), @"1 Expr (Postfix a .b (Index c) (Call d) .e)");
}

#[test]
fn arguments_of_every_kind() {
    assert_snapshot!(tree("f(a, *b, c=1, **d)"), @"1 Expr (Postfix f (Call a *b c=1 **d))");
}

#[test]
fn a_generator_is_an_argument() {
    assert_snapshot!(tree("f(a for a in b)"), @"1 Expr (Postfix f (Call (Comprehension Generator a for a in b)))");
}

#[test]
fn subscripts_and_slices() {
    assert_snapshot!(tree("a[1, ::2, b:c, :]"), @"1 Expr (Postfix a (Index (BareTuple 1 (Slice by 2) (Slice from b to c) (Slice))))");
}

#[test]
fn tuples_of_every_kind() {
    assert_snapshot!(tree("a, b = (c, d), (e,), ()"), @"1 Assign (BareTuple a b) = (BareTuple (ParenTuple c d) (ParenTuple e) (ParenTuple))");
}

#[test]
fn displays() {
    assert_snapshot!(tree("[a, [], {}, {b}, {c: d, e: f}]"), @"1 Expr (ListDisplay a (ListDisplay) (BraceDisplay) (BraceDisplay b) (BraceDisplay c: d e: f))");
}

#[test]
fn comprehensions() {
    assert_snapshot!(tree("[a for b, c in d if e if f for g in h]"), @"1 Expr (Comprehension List a for (TargetTuple b c) in d if e if f for g in h)");
}

#[test]
fn set_and_dict_comprehensions() {
    assert_snapshot!(tree("{a for a in b}, {c: d for c in e}"), @"1 Expr (BareTuple (Comprehension Set a for a in b) (Comprehension Dict c: d for c in e))");
}

#[test]
fn an_assignment_expression() {
    assert_snapshot!(tree("f((a := b))"), @"1 Expr (Postfix f (Call (Named a := b)))");
}

#[test]
fn every_constant() {
    assert_snapshot!(tree(r#"None, True, False, ..., 1, "a", b"b", 1.5, 2j, 12345678901"#), @r#"1 Expr (BareTuple None True False ... 1 "a" <b"b"> <1.5> <2j> <12345678901>)"#);
}

#[test]
fn assignments() {
    assert_snapshot!(tree("
a = b = c
a: int
a: int = 1
a += 1
*a, b = c
"), @"
    1 Block
      1 Assign a = b = c
      2 AnnAssign a: int
      3 AnnAssign a: int = 1
      4 AugAssign a += 1
      5 Assign (BareTuple (Starred a) b) = c
    ");
}

#[test]
fn imports() {
    assert_snapshot!(tree("
import a, b.c as d
from . import e
from ..f.g import (h, i as j)
from k import *
"), @"
    1 Block
      1 Import a b.c as d
      2 ImportFrom . import e
      3 ImportFrom ..f.g import h i as j
      4 ImportFrom k import *
    ");
}

#[test]
fn simple_statements() {
    assert_snapshot!(tree("
pass
del a, b[c]
assert a, b
raise
raise a from b
global c
nonlocal d
"), @"
    1 Block
      1 Pass
      2 Delete a (Postfix b (Index c))
      3 Assert a message b
      4 Raise
      5 Raise a from b
      6 Global c
      7 Nonlocal d
    ");
}

#[test]
fn if_and_its_branches() {
    assert_snapshot!(tree("
if a: b
elif c: d
else: e
"), @"
    1 If a
      1 Expr b
    elif c
      2 Expr d
    else
      3 Expr e
    ");
}

#[test]
fn loops() {
    assert_snapshot!(tree("
while a:
    break
else:
    b
for c, d in e:
    continue
"), @"
    1 Block
      1 While a
        2 Break
      else
        4 Expr b
      5 For (TargetTuple c d) in e
        6 Continue
    ");
}

#[test]
fn a_try_statement() {
    assert_snapshot!(tree("
try:
    a
except:
    b
except C as d:
    e
else:
    f
finally:
    g
"), @"
    1 Try
      2 Expr a
    except@3
      4 Expr b
    except@5 C as d
      6 Expr e
    else
      8 Expr f
    finally
      10 Expr g
    ");
}

#[test]
fn a_with_statement() {
    assert_snapshot!(tree("
with a, b as c:
    d
"), @"
    1 With a b as c
      2 Expr d
    ");
}

#[test]
fn a_function() {
    assert_snapshot!(tree("
def f(a, b: int = 1, *, c, **d) -> str:
    return a
    yield
    yield from b
"), @"
    1 Function f (parameters a b: int=1 * c **d) -> str
      2 Block
        2 Return a
        3 Yield (Yield)
        4 Yield (YieldFrom b)
    ");
}

#[test]
fn a_class() {
    assert_snapshot!(tree("
class A(B, metaclass=C):
    d = 1
"), @"
    1 Class A (bases B metaclass=C)
      2 Assign d = 1
    ");
}

#[test]
fn decorators() {
    assert_snapshot!(tree("
@a.b
@c(d)
def f():
    pass
"), @"
    1 Decorated @a.b @c (Call@2 d)
      3 Function f (parameters)
        4 Pass
    ");
}

#[test]
fn async_statements() {
    assert_snapshot!(tree("
async def f():
    await a(b)
    async for c in d:
        pass
    async with e:
        pass
"), @"
    1 Async
      1 Function f (parameters)
        2 Block
          2 Expr (Await a (Call b))
          3 Async
            3 For c in d
              4 Pass
          5 Async
            5 With e
              6 Pass
    ");
}

#[test]
fn one_statement_is_its_own_suite() {
    assert_snapshot!(tree("
if a: b; c
if d: e
"), @"
    1 Block
      1 If a
        1 Block
          1 Expr b
          1 Expr c
      2 If d
        2 Expr e
    ");
}

#[test]
fn a_node_on_another_line_shows_it() {
    assert_snapshot!(tree("
f(a,
  b + c,
  [d,
   e])
"), @"1 Expr (Postfix f (Call a (Binary@2 b + c) (ListDisplay@3 d e)))");
}

#[test]
fn expressions_of_an_f_string_are_arguments() {
    assert_snapshot!(tree(r#"f"{a + 1}""#), @r#"1 Expr (Postfix "{}" .format (Call (Binary a + 1),))"#);
}

#[test]
fn an_eval_input_is_one_expression() {
    assert_snapshot!(eval_tree("a, b"), @"1 Eval (BareTuple a b)");
}

#[test]
fn an_interactive_input_is_one_statement() {
    assert_snapshot!(interactive_tree("a = 1"), @"1 Assign a = 1");
}
