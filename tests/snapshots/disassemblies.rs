//! One construct each, as bytecode.

use super::{disassembly, eval, interactive, optimised, without_lines};
use insta::assert_snapshot;

#[test]
fn an_expression_statement() {
    assert_snapshot!(disassembly("f(1)"), @r#"
    small ints: 31 bits
    names: "<stdin>" "<module>" "f"

    function 0: <module>()
      state 2, exceptions 0, positional 0, defaults 0, keyword-only 0
        1     0 LOAD_NAME f
              2 LOAD_CONST_SMALL_INT_MULTI 1
              3 CALL_FUNCTION positional 1, keyword 0
              5 POP_TOP
              6 LOAD_CONST_NONE
              7 RETURN_VALUE
    "#);
}

#[test]
fn an_assignment_to_several_targets() {
    assert_snapshot!(disassembly("a = b.c = d[0] = 1"), @r#"
    small ints: 31 bits
    names: "<stdin>" "<module>" "c" "a" "b" "d"

    function 0: <module>()
      state 3, exceptions 0, positional 0, defaults 0, keyword-only 0
        1     0 LOAD_CONST_SMALL_INT_MULTI 1
              1 DUP_TOP
              2 STORE_NAME a
              4 DUP_TOP
              5 LOAD_NAME b
              7 STORE_ATTR c
              9 LOAD_NAME d
             11 LOAD_CONST_SMALL_INT_MULTI 0
             12 STORE_SUBSCR
             13 LOAD_CONST_NONE
             14 RETURN_VALUE
    "#);
}

#[test]
fn unpacking() {
    assert_snapshot!(disassembly("a, *b = c"), @r#"
    small ints: 31 bits
    names: "<stdin>" "<module>" "c" "a" "b"

    function 0: <module>()
      state 2, exceptions 0, positional 0, defaults 0, keyword-only 0
        1     0 LOAD_NAME c
              2 UNPACK_EX before 1, after 0
              4 STORE_NAME a
              6 STORE_NAME b
              8 LOAD_CONST_NONE
              9 RETURN_VALUE
    "#);
}

#[test]
fn augmented_assignment() {
    assert_snapshot!(disassembly("
a += 1
a.b -= 2
"), @r#"
    small ints: 31 bits
    names: "<stdin>" "<module>" "b" "a"

    function 0: <module>()
      state 3, exceptions 0, positional 0, defaults 0, keyword-only 0
      lines 6+1
        1     0 LOAD_NAME a
              2 LOAD_CONST_SMALL_INT_MULTI 1
              3 BINARY_OP_MULTI +=
              4 STORE_NAME a
        2     6 LOAD_NAME a
              8 DUP_TOP
              9 LOAD_ATTR b
             11 LOAD_CONST_SMALL_INT_MULTI 2
             12 BINARY_OP_MULTI -=
             13 ROT_TWO
             14 STORE_ATTR b
             16 LOAD_CONST_NONE
             17 RETURN_VALUE
    "#);
}

#[test]
fn del_statements() {
    assert_snapshot!(disassembly("del a, b.c, d[0]"), @r#"
    small ints: 31 bits
    names: "<stdin>" "<module>" "c" "a" "b" "d"

    function 0: <module>()
      state 3, exceptions 0, positional 0, defaults 0, keyword-only 0
        1     0 DELETE_NAME a
              2 LOAD_NAME b
              4 LOAD_NULL
              5 ROT_TWO
              6 STORE_ATTR c
              8 LOAD_NAME d
             10 LOAD_CONST_SMALL_INT_MULTI 0
             11 LOAD_NULL
             12 ROT_THREE
             13 STORE_SUBSCR
             14 LOAD_CONST_NONE
             15 RETURN_VALUE
    "#);
}

#[test]
fn arithmetic_and_comparison() {
    assert_snapshot!(disassembly("a + b * -c < d"), @r#"
    small ints: 31 bits
    names: "<stdin>" "<module>" "a" "b" "c" "d"

    function 0: <module>()
      state 3, exceptions 0, positional 0, defaults 0, keyword-only 0
        1     0 LOAD_NAME a
              2 LOAD_NAME b
              4 LOAD_NAME c
              6 UNARY_OP_MULTI -
              7 BINARY_OP_MULTI *
              8 BINARY_OP_MULTI +
              9 LOAD_NAME d
             11 BINARY_OP_MULTI <
             12 POP_TOP
             13 LOAD_CONST_NONE
             14 RETURN_VALUE
    "#);
}

#[test]
fn a_chained_comparison() {
    assert_snapshot!(disassembly("a < b < c"), @r#"
    small ints: 31 bits
    names: "<stdin>" "<module>" "a" "b" "c"

    function 0: <module>()
      state 3, exceptions 0, positional 0, defaults 0, keyword-only 0
        1     0 LOAD_NAME a
              2 LOAD_NAME b
              4 DUP_TOP
              5 ROT_THREE
              6 BINARY_OP_MULTI <
              7 JUMP_IF_FALSE_OR_POP -> 14
              9 LOAD_NAME c
             11 BINARY_OP_MULTI <
             12 JUMP -> 16
             14 ROT_TWO
             15 POP_TOP
             16 POP_TOP
             17 LOAD_CONST_NONE
             18 RETURN_VALUE
    "#);
}

#[test]
fn short_circuits() {
    assert_snapshot!(disassembly("a or b and c"), @r#"
    small ints: 31 bits
    names: "<stdin>" "<module>" "a" "b" "c"

    function 0: <module>()
      state 1, exceptions 0, positional 0, defaults 0, keyword-only 0
        1     0 LOAD_NAME a
              2 JUMP_IF_TRUE_OR_POP -> 10
              4 LOAD_NAME b
              6 JUMP_IF_FALSE_OR_POP -> 10
              8 LOAD_NAME c
             10 POP_TOP
             11 LOAD_CONST_NONE
             12 RETURN_VALUE
    "#);
}

#[test]
fn a_conditional_expression() {
    assert_snapshot!(disassembly("a if b else c"), @r#"
    small ints: 31 bits
    names: "<stdin>" "<module>" "b" "a" "c"

    function 0: <module>()
      state 1, exceptions 0, positional 0, defaults 0, keyword-only 0
        1     0 LOAD_NAME b
              2 POP_JUMP_IF_FALSE -> 8
              4 LOAD_NAME a
              6 JUMP -> 10
              8 LOAD_NAME c
             10 POP_TOP
             11 LOAD_CONST_NONE
             12 RETURN_VALUE
    "#);
}

#[test]
fn displays() {
    assert_snapshot!(disassembly("[1, a], {2, b}, {3: c}"), @r#"
    small ints: 31 bits
    names: "<stdin>" "<module>" "a" "b" "c"

    function 0: <module>()
      state 5, exceptions 0, positional 0, defaults 0, keyword-only 0
        1     0 LOAD_CONST_SMALL_INT_MULTI 1
              1 LOAD_NAME a
              3 BUILD_LIST 2
              5 LOAD_CONST_SMALL_INT_MULTI 2
              6 LOAD_NAME b
              8 BUILD_SET 2
             10 BUILD_MAP 1
             12 LOAD_NAME c
             14 LOAD_CONST_SMALL_INT_MULTI 3
             15 STORE_MAP
             16 BUILD_TUPLE 3
             18 POP_TOP
             19 LOAD_CONST_NONE
             20 RETURN_VALUE
    "#);
}

#[test]
fn constants_of_every_kind() {
    assert_snapshot!(disassembly(r#"f(1.5, 2j, b"x", (1, "a"), 1 << 40)"#), @r#"
    small ints: 31 bits
    names: "<stdin>" "<module>" "f"
    constant 0: 1.5
    constant 1: 2j
    constant 2: b"x"
    constant 3: (1, "a")
    constant 4: 1099511627776

    function 0: <module>()
      state 6, exceptions 0, positional 0, defaults 0, keyword-only 0
        1     0 LOAD_NAME f
              2 LOAD_CONST_OBJ 1.5
              4 LOAD_CONST_OBJ 2j
              6 LOAD_CONST_OBJ b"x"
              8 LOAD_CONST_OBJ (1, "a")
             10 LOAD_CONST_OBJ 1099511627776
             12 CALL_FUNCTION positional 5, keyword 0
             14 POP_TOP
             15 LOAD_CONST_NONE
             16 RETURN_VALUE
    "#);
}

#[test]
fn a_call_with_stars() {
    assert_snapshot!(disassembly("f(a, *b, c=1, **d)"), @r#"
    small ints: 31 bits
    names: "<stdin>" "<module>" "c" "f" "a" "b" "d"

    function 0: <module>()
      state 8, exceptions 0, positional 0, defaults 0, keyword-only 0
        1     0 LOAD_NAME f
              2 LOAD_NAME a
              4 LOAD_NAME b
              6 LOAD_CONST_STRING "c"
              8 LOAD_CONST_SMALL_INT_MULTI 1
              9 LOAD_NULL
             10 LOAD_NAME d
             12 LOAD_CONST_SMALL_INT_MULTI 2
             13 CALL_FUNCTION_VAR_KW positional 2, keyword 2
             16 POP_TOP
             17 LOAD_CONST_NONE
             18 RETURN_VALUE
    "#);
}

#[test]
fn a_method_call() {
    assert_snapshot!(disassembly("a.b(1)"), @r#"
    small ints: 31 bits
    names: "<stdin>" "<module>" "b" "a"

    function 0: <module>()
      state 3, exceptions 0, positional 0, defaults 0, keyword-only 0
        1     0 LOAD_NAME a
              2 LOAD_METHOD b
              4 LOAD_CONST_SMALL_INT_MULTI 1
              5 CALL_METHOD positional 1, keyword 0
              7 POP_TOP
              8 LOAD_CONST_NONE
              9 RETURN_VALUE
    "#);
}

#[test]
fn slices() {
    assert_snapshot!(disassembly("a[1:2], a[::3]"), @r#"
    small ints: 31 bits
    names: "<stdin>" "<module>" "a"

    function 0: <module>()
      state 5, exceptions 0, positional 0, defaults 0, keyword-only 0
        1     0 LOAD_NAME a
              2 LOAD_CONST_SMALL_INT_MULTI 1
              3 LOAD_CONST_SMALL_INT_MULTI 2
              4 BUILD_SLICE 2
              6 LOAD_SUBSCR
              7 LOAD_NAME a
              9 LOAD_CONST_NONE
             10 LOAD_CONST_NONE
             11 LOAD_CONST_SMALL_INT_MULTI 3
             12 BUILD_SLICE 3
             14 LOAD_SUBSCR
             15 BUILD_TUPLE 2
             17 POP_TOP
             18 LOAD_CONST_NONE
             19 RETURN_VALUE
    "#);
}

#[test]
fn an_f_string() {
    assert_snapshot!(disassembly(r#"f"{a}!""#), @r#"
    small ints: 31 bits
    names: "<stdin>" "<module>" "{}!" "format" "a"

    function 0: <module>()
      state 3, exceptions 0, positional 0, defaults 0, keyword-only 0
        1     0 LOAD_CONST_STRING "{}!"
              2 LOAD_METHOD format
              4 LOAD_NAME a
              6 CALL_METHOD positional 1, keyword 0
              8 POP_TOP
              9 LOAD_CONST_NONE
             10 RETURN_VALUE
    "#);
}

#[test]
fn an_if_statement() {
    assert_snapshot!(disassembly("
if a: b()
elif c: d()
else: e()
"), @r#"
    small ints: 31 bits
    names: "<stdin>" "<module>" "a" "b" "c" "d" "e"

    function 0: <module>()
      state 1, exceptions 0, positional 0, defaults 0, keyword-only 0
      lines 15+1 7+1
        1     0 LOAD_NAME a
              2 POP_JUMP_IF_FALSE -> 11
              4 LOAD_NAME b
              6 CALL_FUNCTION positional 0, keyword 0
              8 POP_TOP
              9 JUMP -> 27
             11 LOAD_NAME c
             13 POP_JUMP_IF_FALSE -> 22
        2    15 LOAD_NAME d
             17 CALL_FUNCTION positional 0, keyword 0
             19 POP_TOP
             20 JUMP -> 27
        3    22 LOAD_NAME e
             24 CALL_FUNCTION positional 0, keyword 0
             26 POP_TOP
             27 LOAD_CONST_NONE
             28 RETURN_VALUE
    "#);
}

#[test]
fn a_branch_on_a_constant_is_not_compiled() {
    assert_snapshot!(disassembly("
if 0: a()
else: b()
"), @r#"
    small ints: 31 bits
    names: "<stdin>" "<module>" "b"

    function 0: <module>()
      state 1, exceptions 0, positional 0, defaults 0, keyword-only 0
      lines 0+1
        2     0 LOAD_NAME b
              2 CALL_FUNCTION positional 0, keyword 0
              4 POP_TOP
              5 LOAD_CONST_NONE
              6 RETURN_VALUE
    "#);
}

#[test]
fn a_while_loop() {
    assert_snapshot!(disassembly("
while a:
    if b: break
    continue
else:
    c()
"), @r#"
    small ints: 31 bits
    names: "<stdin>" "<module>" "b" "a" "c"

    function 0: <module>()
      state 1, exceptions 0, positional 0, defaults 0, keyword-only 0
      lines 2+1 6+1 6+2
        1     0 JUMP -> 10
        2     2 LOAD_NAME b
              4 POP_JUMP_IF_FALSE -> 8
              6 JUMP -> 19
        3     8 JUMP -> 10
             10 LOAD_NAME a
             12 POP_JUMP_IF_TRUE -> 2
        5    14 LOAD_NAME c
             16 CALL_FUNCTION positional 0, keyword 0
             18 POP_TOP
             19 LOAD_CONST_NONE
             20 RETURN_VALUE
    "#);
}

#[test]
fn a_for_loop() {
    assert_snapshot!(disassembly("
for a in b:
    c(a)
"), @r#"
    small ints: 31 bits
    names: "<stdin>" "<module>" "b" "a" "c"

    function 0: <module>()
      state 6, exceptions 0, positional 0, defaults 0, keyword-only 0
      lines 7+1
        1     0 LOAD_NAME b
              2 GET_ITER_STACK
              3 FOR_ITER -> 16
              5 STORE_NAME a
        2     7 LOAD_NAME c
              9 LOAD_NAME a
             11 CALL_FUNCTION positional 1, keyword 0
             13 POP_TOP
             14 JUMP -> 3
             16 LOAD_CONST_NONE
             17 RETURN_VALUE
    "#);
}

#[test]
fn a_loop_over_a_range_counts() {
    assert_snapshot!(disassembly("for i in range(1, n, 2): f(i)"), @r#"
    small ints: 31 bits
    names: "<stdin>" "<module>" "n" "i" "f"

    function 0: <module>()
      state 4, exceptions 0, positional 0, defaults 0, keyword-only 0
        1     0 LOAD_NAME n
              2 LOAD_CONST_SMALL_INT_MULTI 1
              3 JUMP -> 17
              5 DUP_TOP
              6 STORE_NAME i
              8 LOAD_NAME f
             10 LOAD_NAME i
             12 CALL_FUNCTION positional 1, keyword 0
             14 POP_TOP
             15 LOAD_CONST_SMALL_INT_MULTI 2
             16 BINARY_OP_MULTI +=
             17 DUP_TOP_TWO
             18 ROT_TWO
             19 BINARY_OP_MULTI <
             20 POP_JUMP_IF_TRUE -> 5
             22 POP_TOP
             23 POP_TOP
             24 LOAD_CONST_NONE
             25 RETURN_VALUE
    "#);
}

#[test]
fn try_except() {
    assert_snapshot!(disassembly("
try:
    a()
except B as e:
    c()
else:
    d()
"), @r#"
    small ints: 31 bits
    names: "<stdin>" "<module>" "a" "B" "e" "c" "d"

    function 0: <module>()
      state 6, exceptions 2, positional 0, defaults 0, keyword-only 0
      lines 2+1 17+2 15+2
        1     0 SETUP_EXCEPT -> 9
        2     2 LOAD_NAME a
              4 CALL_FUNCTION positional 0, keyword 0
              6 POP_TOP
              7 POP_EXCEPT_JUMP -> 34
              9 DUP_TOP
             10 LOAD_NAME B
             12 BINARY_OP_MULTI except
             13 POP_JUMP_IF_FALSE -> 33
             15 STORE_NAME e
             17 SETUP_FINALLY -> 25
        4    19 LOAD_NAME c
             21 CALL_FUNCTION positional 0, keyword 0
             23 POP_TOP
             24 LOAD_CONST_NONE
             25 LOAD_CONST_NONE
             26 STORE_NAME e
             28 DELETE_NAME e
             30 END_FINALLY
             31 POP_EXCEPT_JUMP -> 39
             33 END_FINALLY
        6    34 LOAD_NAME d
             36 CALL_FUNCTION positional 0, keyword 0
             38 POP_TOP
             39 LOAD_CONST_NONE
             40 RETURN_VALUE
    "#);
}

#[test]
fn try_finally() {
    assert_snapshot!(disassembly("
try:
    a()
finally:
    b()
"), @r#"
    small ints: 31 bits
    names: "<stdin>" "<module>" "a" "b"

    function 0: <module>()
      state 4, exceptions 1, positional 0, defaults 0, keyword-only 0
      lines 2+1 6+2
        1     0 SETUP_FINALLY -> 8
        2     2 LOAD_NAME a
              4 CALL_FUNCTION positional 0, keyword 0
              6 POP_TOP
              7 LOAD_CONST_NONE
        4     8 LOAD_NAME b
             10 CALL_FUNCTION positional 0, keyword 0
             12 POP_TOP
             13 END_FINALLY
             14 LOAD_CONST_NONE
             15 RETURN_VALUE
    "#);
}

#[test]
fn a_with_statement() {
    assert_snapshot!(disassembly("with a as b: c()"), @r#"
    small ints: 31 bits
    names: "<stdin>" "<module>" "a" "b" "c"

    function 0: <module>()
      state 5, exceptions 1, positional 0, defaults 0, keyword-only 0
        1     0 LOAD_NAME a
              2 SETUP_WITH -> 12
              4 STORE_NAME b
              6 LOAD_NAME c
              8 CALL_FUNCTION positional 0, keyword 0
             10 POP_TOP
             11 LOAD_CONST_NONE
             12 WITH_CLEANUP
             13 END_FINALLY
             14 LOAD_CONST_NONE
             15 RETURN_VALUE
    "#);
}

#[test]
fn imports() {
    assert_snapshot!(disassembly("
import a.b
import c.d as e
from f import g as h
"), @r#"
    small ints: 31 bits
    names: "<stdin>" "<module>" "a.b" "c.d" "d" "g" "f" "a" "e" "h"

    function 0: <module>()
      state 2, exceptions 0, positional 0, defaults 0, keyword-only 0
      lines 6+1 8+1
        1     0 LOAD_CONST_SMALL_INT_MULTI 0
              1 LOAD_CONST_NONE
              2 IMPORT_NAME a.b
              4 STORE_NAME a
        2     6 LOAD_CONST_SMALL_INT_MULTI 0
              7 LOAD_CONST_NONE
              8 IMPORT_NAME c.d
             10 LOAD_ATTR d
             12 STORE_NAME e
        3    14 LOAD_CONST_SMALL_INT_MULTI 0
             15 LOAD_CONST_STRING "g"
             17 BUILD_TUPLE 1
             19 IMPORT_NAME f
             21 IMPORT_FROM g
             23 STORE_NAME h
             25 POP_TOP
             26 LOAD_CONST_NONE
             27 RETURN_VALUE
    "#);
}

#[test]
fn a_function_with_parameters() {
    assert_snapshot!(disassembly("def f(a, b=1, *, c=2): return a"), @r#"
    small ints: 31 bits
    names: "<stdin>" "<module>" "c" "f" "a" "b"

    function 0: <module>()
      state 4, exceptions 0, positional 0, defaults 0, keyword-only 0
        1     0 LOAD_CONST_SMALL_INT_MULTI 1
              1 BUILD_TUPLE 1
              3 BUILD_MAP 0
              5 LOAD_CONST_SMALL_INT_MULTI 2
              6 LOAD_CONST_STRING "c"
              8 STORE_MAP
              9 MAKE_FUNCTION_DEFARGS function 1
             11 STORE_NAME f
             13 LOAD_CONST_NONE
             14 RETURN_VALUE

    function 1: f(a, b, c)
      state 4, exceptions 0, positional 2, defaults 1, keyword-only 1, keyword defaults
        1     0 LOAD_FAST_MULTI 0
              1 RETURN_VALUE
    "#);
}

#[test]
fn variable_arguments() {
    assert_snapshot!(disassembly("def f(*a, **b): pass"), @r#"
    small ints: 31 bits
    names: "<stdin>" "<module>" "f"

    function 0: <module>()
      state 1, exceptions 0, positional 0, defaults 0, keyword-only 0
        1     0 MAKE_FUNCTION function 1
              2 STORE_NAME f
              4 LOAD_CONST_NONE
              5 RETURN_VALUE

    function 1: f()
      state 3, exceptions 0, positional 0, defaults 0, keyword-only 0, *arguments, **keywords
        1     0 LOAD_CONST_NONE
              1 RETURN_VALUE
    "#);
}

#[test]
fn a_closure() {
    assert_snapshot!(disassembly("
def f(a):
    def g():
        nonlocal a
        a = 1
    return g
"), @r#"
    small ints: 31 bits
    names: "<stdin>" "<module>" "f" "g" "a" "*"

    function 0: <module>()
      state 1, exceptions 0, positional 0, defaults 0, keyword-only 0
        1     0 MAKE_FUNCTION function 1
              2 STORE_NAME f
              4 LOAD_CONST_NONE
              5 RETURN_VALUE

    function 1: f(a)
      state 3, exceptions 0, positional 1, defaults 0, keyword-only 0
      cells [0]
      lines 0+1 5+3
        2     0 LOAD_FAST_MULTI 0
              1 MAKE_CLOSURE function 2, cells 1
              4 STORE_FAST_MULTI 1
        5     5 LOAD_FAST_MULTI 1
              6 RETURN_VALUE

    function 2: g(*)
      state 2, exceptions 0, positional 1, defaults 0, keyword-only 0
      lines 0+2 0+1
        4     0 LOAD_CONST_SMALL_INT_MULTI 1
              1 STORE_DEREF 0
              3 LOAD_CONST_NONE
              4 RETURN_VALUE
    "#);
}

#[test]
fn a_lambda() {
    assert_snapshot!(disassembly("f = lambda a: a"), @r#"
    small ints: 31 bits
    names: "<stdin>" "<module>" "<lambda>" "f" "a"

    function 0: <module>()
      state 1, exceptions 0, positional 0, defaults 0, keyword-only 0
        1     0 MAKE_FUNCTION function 1
              2 STORE_NAME f
              4 LOAD_CONST_NONE
              5 RETURN_VALUE

    function 1: <lambda>(a)
      state 2, exceptions 0, positional 1, defaults 0, keyword-only 0
        1     0 LOAD_FAST_MULTI 0
              1 RETURN_VALUE
    "#);
}

#[test]
fn a_generator() {
    assert_snapshot!(disassembly("
def f():
    a = yield 1
    yield from a
"), @r#"
    small ints: 31 bits
    names: "<stdin>" "<module>" "f"

    function 0: <module>()
      state 1, exceptions 0, positional 0, defaults 0, keyword-only 0
        1     0 MAKE_FUNCTION function 1
              2 STORE_NAME f
              4 LOAD_CONST_NONE
              5 RETURN_VALUE

    function 1: f()
      state 3, exceptions 0, positional 0, defaults 0, keyword-only 0, generator
      lines 0+1 3+1
        2     0 LOAD_CONST_SMALL_INT_MULTI 1
              1 YIELD_VALUE
              2 STORE_FAST_MULTI 0
        3     3 LOAD_FAST_MULTI 0
              4 GET_ITER
              5 LOAD_CONST_NONE
              6 YIELD_FROM
              7 POP_TOP
              8 LOAD_CONST_NONE
              9 RETURN_VALUE
    "#);
}

#[test]
fn a_comprehension() {
    assert_snapshot!(disassembly("x = [a for a in b if a]"), @r#"
    small ints: 31 bits
    names: "<stdin>" "<module>" "<listcomp>" "b" "x" "*"

    function 0: <module>()
      state 2, exceptions 0, positional 0, defaults 0, keyword-only 0
        1     0 MAKE_FUNCTION function 1
              2 LOAD_NAME b
              4 CALL_FUNCTION positional 1, keyword 0
              6 STORE_NAME x
              8 LOAD_CONST_NONE
              9 RETURN_VALUE

    function 1: <listcomp>(*)
      state 8, exceptions 0, positional 1, defaults 0, keyword-only 0
        1     0 BUILD_LIST 0
              2 LOAD_FAST_MULTI 0
              3 GET_ITER_STACK
              4 FOR_ITER -> 15
              6 STORE_FAST_MULTI 1
              7 LOAD_FAST_MULTI 1
              8 POP_JUMP_IF_FALSE -> 4
             10 LOAD_FAST_MULTI 1
             11 STORE_COMP list, down 5
             13 JUMP -> 4
             15 RETURN_VALUE
    "#);
}

#[test]
fn a_class() {
    assert_snapshot!(disassembly("
class A(B):
    def f(self): super().f()
"), @r#"
    small ints: 31 bits
    names: "<stdin>" "<module>" "A" "f" "B" "__name__" "__module__" "__qualname__" "*" "self" "super"

    function 0: <module>()
      state 4, exceptions 0, positional 0, defaults 0, keyword-only 0
        1     0 LOAD_BUILD_CLASS
              1 MAKE_FUNCTION function 1
              3 LOAD_CONST_STRING "A"
              5 LOAD_NAME B
              7 CALL_FUNCTION positional 3, keyword 0
              9 STORE_NAME A
             11 LOAD_CONST_NONE
             12 RETURN_VALUE

    function 1: A()
      state 2, exceptions 0, positional 0, defaults 0, keyword-only 0
      cells [0]
      lines 8+1
        1     0 LOAD_NAME __name__
              2 STORE_NAME __module__
              4 LOAD_CONST_STRING "A"
              6 STORE_NAME __qualname__
        2     8 LOAD_FAST_MULTI 0
              9 MAKE_CLOSURE function 2, cells 1
             12 STORE_NAME f
             14 LOAD_FAST_MULTI 0
             15 RETURN_VALUE

    function 2: f(*, self)
      state 5, exceptions 0, positional 2, defaults 0, keyword-only 0
      lines 0+1
        2     0 LOAD_GLOBAL super
              2 LOAD_DEREF 0
              4 LOAD_FAST_MULTI 1
              5 LOAD_SUPER_METHOD f
              7 CALL_METHOD positional 0, keyword 0
              9 POP_TOP
             10 LOAD_CONST_NONE
             11 RETURN_VALUE
    "#);
}

#[test]
fn decorators() {
    assert_snapshot!(disassembly("
@a
@b(1)
def f(): pass
"), @r#"
    small ints: 31 bits
    names: "<stdin>" "<module>" "f" "a" "b"

    function 0: <module>()
      state 3, exceptions 0, positional 0, defaults 0, keyword-only 0
      lines 4+1
        1     0 LOAD_NAME a
              2 LOAD_NAME b
        2     4 LOAD_CONST_SMALL_INT_MULTI 1
              5 CALL_FUNCTION positional 1, keyword 0
              7 MAKE_FUNCTION function 1
              9 CALL_FUNCTION positional 1, keyword 0
             11 CALL_FUNCTION positional 1, keyword 0
             13 STORE_NAME f
             15 LOAD_CONST_NONE
             16 RETURN_VALUE

    function 1: f()
      state 1, exceptions 0, positional 0, defaults 0, keyword-only 0
      lines 0+2
        3     0 LOAD_CONST_NONE
              1 RETURN_VALUE
    "#);
}

#[test]
fn a_coroutine() {
    assert_snapshot!(disassembly("
async def f():
    await g()
"), @r#"
    small ints: 31 bits
    names: "<stdin>" "<module>" "f" "g"

    function 0: <module>()
      state 1, exceptions 0, positional 0, defaults 0, keyword-only 0
        1     0 MAKE_FUNCTION function 1
              2 STORE_NAME f
              4 LOAD_CONST_NONE
              5 RETURN_VALUE

    function 1: f()
      state 2, exceptions 0, positional 0, defaults 0, keyword-only 0, generator
      lines 0+1
        2     0 LOAD_GLOBAL g
              2 CALL_FUNCTION positional 0, keyword 0
              4 GET_ITER
              5 LOAD_CONST_NONE
              6 YIELD_FROM
              7 POP_TOP
              8 LOAD_CONST_NONE
              9 RETURN_VALUE
    "#);
}

#[test]
fn an_async_for_loop() {
    assert_snapshot!(disassembly("
async def f():
    async for a in b: c()
"), @r#"
    small ints: 31 bits
    names: "<stdin>" "<module>" "f" "__aiter__" "__anext__" "StopAsyncIteration" "b" "c"

    function 0: <module>()
      state 1, exceptions 0, positional 0, defaults 0, keyword-only 0
        1     0 MAKE_FUNCTION function 1
              2 STORE_NAME f
              4 LOAD_CONST_NONE
              5 RETURN_VALUE

    function 1: f()
      state 8, exceptions 1, positional 0, defaults 0, keyword-only 0, generator
      lines 0+1
        2     0 LOAD_GLOBAL b
              2 LOAD_METHOD __aiter__
              4 CALL_METHOD positional 0, keyword 0
              6 SETUP_EXCEPT -> 19
              8 DUP_TOP
              9 LOAD_METHOD __anext__
             11 CALL_METHOD positional 0, keyword 0
             13 GET_ITER
             14 LOAD_CONST_NONE
             15 YIELD_FROM
             16 STORE_FAST_MULTI 0
             17 POP_EXCEPT_JUMP -> 29
             19 DUP_TOP
             20 LOAD_GLOBAL StopAsyncIteration
             22 BINARY_OP_MULTI except
             23 POP_JUMP_IF_FALSE -> 28
             25 POP_TOP
             26 POP_EXCEPT_JUMP -> 36
             28 END_FINALLY
             29 LOAD_GLOBAL c
             31 CALL_FUNCTION positional 0, keyword 0
             33 POP_TOP
             34 JUMP -> 6
             36 POP_TOP
             37 LOAD_CONST_NONE
             38 RETURN_VALUE
    "#);
}

#[test]
fn an_async_with_statement() {
    assert_snapshot!(disassembly("
async def f():
    async with a: b()
"), @r#"
    small ints: 31 bits
    names: "<stdin>" "<module>" "f" "__aenter__" "BaseException" "__aexit__" "__class__" "a" "b"

    function 0: <module>()
      state 1, exceptions 0, positional 0, defaults 0, keyword-only 0
        1     0 MAKE_FUNCTION function 1
              2 STORE_NAME f
              4 LOAD_CONST_NONE
              5 RETURN_VALUE

    function 1: f()
      state 7, exceptions 1, positional 0, defaults 0, keyword-only 0, generator
      lines 0+1
        2     0 LOAD_GLOBAL a
              2 DUP_TOP
              3 LOAD_METHOD __aenter__
              5 CALL_METHOD positional 0, keyword 0
              7 GET_ITER
              8 LOAD_CONST_NONE
              9 YIELD_FROM
             10 POP_TOP
             11 SETUP_FINALLY -> 22
             13 LOAD_GLOBAL b
             15 CALL_FUNCTION positional 0, keyword 0
             17 POP_TOP
             18 LOAD_CONST_NONE
             19 ROT_TWO
             20 JUMP -> 53
             22 DUP_TOP
             23 LOAD_GLOBAL BaseException
             25 BINARY_OP_MULTI except
             26 POP_JUMP_IF_FALSE -> 51
             28 DUP_TOP
             29 ROT_THREE
             30 ROT_TWO
             31 LOAD_METHOD __aexit__
             33 ROT_THREE
             34 ROT_THREE
             35 DUP_TOP
             36 LOAD_ATTR __class__
             38 ROT_TWO
             39 LOAD_CONST_NONE
             40 CALL_METHOD positional 3, keyword 0
             42 GET_ITER
             43 LOAD_CONST_NONE
             44 YIELD_FROM
             45 POP_JUMP_IF_FALSE -> 64
             47 POP_TOP
             48 LOAD_CONST_NONE
             49 JUMP -> 64
             51 ROT_THREE
             52 ROT_THREE
             53 LOAD_METHOD __aexit__
             55 LOAD_CONST_NONE
             56 DUP_TOP
             57 DUP_TOP
             58 CALL_METHOD positional 3, keyword 0
             60 GET_ITER
             61 LOAD_CONST_NONE
             62 YIELD_FROM
             63 POP_TOP
             64 END_FINALLY
             65 LOAD_CONST_NONE
             66 RETURN_VALUE
    "#);
}

#[test]
fn global_names() {
    assert_snapshot!(disassembly("
def f():
    global a
    a = 1
"), @r#"
    small ints: 31 bits
    names: "<stdin>" "<module>" "f" "a"

    function 0: <module>()
      state 1, exceptions 0, positional 0, defaults 0, keyword-only 0
        1     0 MAKE_FUNCTION function 1
              2 STORE_NAME f
              4 LOAD_CONST_NONE
              5 RETURN_VALUE

    function 1: f()
      state 1, exceptions 0, positional 0, defaults 0, keyword-only 0
      lines 0+1 0+1
        3     0 LOAD_CONST_SMALL_INT_MULTI 1
              1 STORE_GLOBAL a
              3 LOAD_CONST_NONE
              4 RETURN_VALUE
    "#);
}

#[test]
fn an_assertion() {
    assert_snapshot!(disassembly(r#"assert a, "b""#), @r#"
    small ints: 31 bits
    names: "<stdin>" "<module>" "AssertionError" "b" "a"

    function 0: <module>()
      state 2, exceptions 0, positional 0, defaults 0, keyword-only 0
        1     0 LOAD_NAME a
              2 POP_JUMP_IF_TRUE -> 11
              4 LOAD_GLOBAL AssertionError
              6 LOAD_CONST_STRING "b"
              8 CALL_FUNCTION positional 1, keyword 0
             10 RAISE_OBJ
             11 LOAD_CONST_NONE
             12 RETURN_VALUE
    "#);
}

#[test]
fn an_assertion_is_dropped_when_optimised() {
    assert_snapshot!(optimised(r#"
assert a, "b"
c()
"#), @r#"
    small ints: 31 bits
    names: "<stdin>" "<module>" "c"

    function 0: <module>()
      state 1, exceptions 0, positional 0, defaults 0, keyword-only 0
      lines 0+1
        2     0 LOAD_NAME c
              2 CALL_FUNCTION positional 0, keyword 0
              4 POP_TOP
              5 LOAD_CONST_NONE
              6 RETURN_VALUE
    "#);
}

#[test]
fn lines_are_kept_where_they_change() {
    assert_snapshot!(disassembly("
a()


b()
"), @r#"
    small ints: 31 bits
    names: "<stdin>" "<module>" "a" "b"

    function 0: <module>()
      state 1, exceptions 0, positional 0, defaults 0, keyword-only 0
      lines 5+3
        1     0 LOAD_NAME a
              2 CALL_FUNCTION positional 0, keyword 0
              4 POP_TOP
        4     5 LOAD_NAME b
              7 CALL_FUNCTION positional 0, keyword 0
              9 POP_TOP
             10 LOAD_CONST_NONE
             11 RETURN_VALUE
    "#);
}

#[test]
fn lines_are_dropped_at_level_3() {
    assert_snapshot!(without_lines("
a()


b()
"), @r#"
    small ints: 31 bits
    names: "<stdin>" "<module>" "a" "b"

    function 0: <module>()
      state 1, exceptions 0, positional 0, defaults 0, keyword-only 0
        1     0 LOAD_NAME a
              2 CALL_FUNCTION positional 0, keyword 0
              4 POP_TOP
              5 LOAD_NAME b
              7 CALL_FUNCTION positional 0, keyword 0
              9 POP_TOP
             10 LOAD_CONST_NONE
             11 RETURN_VALUE
    "#);
}

#[test]
fn an_interactive_expression_is_printed() {
    assert_snapshot!(interactive("1 + a"), @r#"
    small ints: 31 bits
    names: "<stdin>" "<module>" "__repl_print__" "a"

    function 0: <module>()
      state 3, exceptions 0, positional 0, defaults 0, keyword-only 0
        1     0 LOAD_NAME __repl_print__
              2 LOAD_CONST_SMALL_INT_MULTI 1
              3 LOAD_NAME a
              5 BINARY_OP_MULTI +
              6 CALL_FUNCTION positional 1, keyword 0
              8 POP_TOP
              9 LOAD_CONST_NONE
             10 RETURN_VALUE
    "#);
}

#[test]
fn an_eval_input_returns_its_value() {
    assert_snapshot!(eval("a + 1"), @r#"
    small ints: 31 bits
    names: "<stdin>" "<module>" "a"

    function 0: <module>()
      state 2, exceptions 0, positional 0, defaults 0, keyword-only 0
        1     0 LOAD_NAME a
              2 LOAD_CONST_SMALL_INT_MULTI 1
              3 BINARY_OP_MULTI +
              4 RETURN_VALUE
    "#);
}
