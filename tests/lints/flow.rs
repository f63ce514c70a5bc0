//! W009: code that can never run.

use super::*;

#[test]
fn code_after_return() {
    assert_snapshot!(lints("
def f():
    return 1
    print('never')
    print('either')
"), @"
    W009 line 3 `print('never')`: this code can never run
      `return 1`: the function ends here
      remove it, or move it to where it runs
    ");
}

#[test]
fn code_after_raise_break_and_continue() {
    assert_eq!(
        codes(
            "
for x in y:
    if x: break; a()
    if x: continue; b()
    raise x; c()
"
        ),
        [("W009", "a()"), ("W009", "b()"), ("W009", "c()")]
    );
}

#[test]
fn code_after_an_endless_loop() {
    assert_snapshot!(lints("
while True:
    poll()
    for x in y:
        break
led.off()
"), @"
    W009 line 5 `led.off()`: this code can never run
      `while True:`: nothing in this loop breaks out of it
      remove it, or move it to where it runs
    ");
}

#[test]
fn code_after_branches_that_all_end() {
    assert_snapshot!(lints("
def f(x):
    if x:
        return 1
    elif y:
        raise x
    else:
        return 2
    if x:
        pass
"), @"
    W009 line 8 `if x:`: this code can never run
      `if x:`: this never gets to what follows
      remove it, or move it to where it runs
    ");
}

#[test]
fn code_after_a_try_that_ends() {
    let source = "
def f(x):
    try:
        return x()
    except OSError:
        raise
    g()
";
    assert_eq!(codes(source), [("W009", "g()")]);
}

#[test]
fn a_try_can_go_on_in_a_handler() {
    quiet(
        "
def f(x):
    try:
        return x()
    except OSError:
        pass
    g()
",
    );
}

#[test]
fn a_loop_with_a_break_ends() {
    quiet(
        "
while 1:
    try:
        poll()
    except OSError:
        break
    for x in y: pass
    else:
        break
g()
",
    );
}

#[test]
fn a_loop_with_a_condition_ends() {
    quiet("while running: poll()\ng()");
}

#[test]
fn a_with_can_swallow_an_exception() {
    quiet(
        "
def f():
    with suppress(OSError):
        raise OSError
    g()
",
    );
}

#[test]
fn conditions_that_never_hold_are_meant() {
    quiet(
        "
if 0:
    f()
if False:
    g()
while 0:
    h()
if True:
    i()
else:
    j()
",
    );
}

#[test]
fn a_yield_that_makes_a_generator_is_meant() {
    quiet(
        "
def f():
    return
    yield
def g():
    raise NotImplementedError
    yield None
",
    );
}

#[test]
fn code_in_a_function_after_one_that_ends() {
    quiet(
        "
def f():
    def g():
        return 1
    return g
x = 1
",
    );
}
