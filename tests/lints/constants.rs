//! `NAME = const(…)`.

use super::*;

// W001

#[test]
fn const_as_a_member_of_its_module() {
    assert_snapshot!(lints("
import micropython
LED = micropython.const(25)
"), @"
    W001 line 2 `micropython.const(25)`: this const() is an ordinary call at run time
      the compiler knows `const` by this name only: `from micropython import const`
    ");
}

#[test]
fn const_as_a_member_of_its_module_by_another_name() {
    assert_eq!(codes("import micropython as m\nLED = m.const(25)"), [("W001", "m.const(25)")]);
}

#[test]
fn const_imported_by_another_name() {
    assert_snapshot!(lints("
from micropython import const as c
LED = c(25)
"), @"
    W001 line 2 `c(25)`: this const() is an ordinary call at run time
      `from micropython import const as c`: `const` gets another name here
      the compiler knows `const` by this name only: `from micropython import const`
    ");
}

#[test]
fn const_assigned_to_another_name() {
    assert_snapshot!(lints("
from micropython import const
C = const
LED = C(25)
"), @"
    W001 line 3 `C(25)`: this const() is an ordinary call at run time
      `C = const`: `const` gets another name here
      the compiler knows `const` by this name only: `from micropython import const`
    ");
}

#[test]
fn const_as_an_argument() {
    assert_snapshot!(lints("
from micropython import const
led = Pin(const(25), Pin.OUT)
"), @"
    W001 line 2 `const(25)`: this const() is an ordinary call at run time
      a constant is declared by `NAME = const(value)` and nothing else
    ");
}

#[test]
fn const_with_several_targets() {
    assert_eq!(codes("from micropython import const\nA = B = const(1)"), [("W001", "const(1)")]);
}

#[test]
fn const_for_an_attribute() {
    assert_eq!(codes("from micropython import const\nboard.LED = const(1)"), [("W001", "const(1)")]);
}

#[test]
fn consts_in_a_tuple() {
    let source = "from micropython import const\nA, B = const(1), const(2)";
    assert_eq!(codes(source), [("W001", "const(1)"), ("W001", "const(2)")]);
}

#[test]
fn const_in_an_operation() {
    assert_eq!(codes("from micropython import const\nA = const(1) + 1"), [("W001", "const(1)")]);
}

#[test]
fn const_with_an_annotation_is_seen() {
    quiet("from micropython import const\nLED: int = const(25)");
}

#[test]
fn const_in_parentheses_is_seen() {
    quiet("from micropython import const\nLED = (const(25))");
}

#[test]
fn const_in_functions_and_classes_is_seen() {
    quiet(
        "
from micropython import const
class Board:
    LED = const(25)
def main():
    baud = const(9600)
    return baud
",
    );
}

#[test]
fn a_const_of_the_module_itself_is_no_constant() {
    quiet(
        "
def const(x): return x
print(const(25))
",
    );
}

#[test]
fn an_attribute_named_const_is_no_constant() {
    quiet("action.const(25)\nprint(action.const)");
}

#[test]
fn a_parameter_of_the_name_const_got_is_another_thing() {
    quiet(
        "
from micropython import const as c
def apply(c): return c(1)
",
    );
}

// W002

#[test]
fn a_constant_used_above_its_declaration() {
    assert_snapshot!(lints("
from micropython import const
print(LED)
LED = const(25)
"), @"
    W002 line 2 `LED`: constant `LED` is used above its declaration
      `LED`: it is declared here
      up here `LED` has no value yet: a NameError
    ");
}

#[test]
fn a_constant_used_in_a_function_above() {
    assert_snapshot!(lints("
from micropython import const
def on():
    return Pin(LED)
LED = const(25)
"), @"
    W002 line 3 `LED`: constant `LED` is used above its declaration
      `LED`: it is declared here
      up here `LED` is a variable, and looked up every time
    ");
}

#[test]
fn a_hidden_constant_used_in_a_function_above() {
    assert_snapshot!(lints("
from micropython import const
def on():
    return Pin(_LED)
_LED = const(25)
"), @"
    W002 line 3 `_LED`: constant `_LED` is used above its declaration
      `_LED`: it is declared here
      up here `_LED` is a variable, which nothing gives a value: a NameError
    ");
}

#[test]
fn a_constant_used_below_its_declaration() {
    quiet(
        "
from micropython import const
LED = const(25)
def on():
    return Pin(LED)
",
    );
}

#[test]
fn a_local_variable_above_has_nothing_to_do_with_the_constant() {
    quiet(
        "
from micropython import const
def on(PIN):
    LED = 5
    return [LED for BIT in range(LED) if BIT], PIN, lambda x: LED
LED = const(25)
PIN = const(1)
BIT = const(2)
",
    );
}

#[test]
fn a_keyword_argument_above_is_no_use() {
    quiet(
        "
from micropython import const
Pin(LED=5).LED
LED = const(25)
",
    );
}

#[test]
fn a_name_above_is_not_the_constant_of_a_class() {
    quiet(
        "
from micropython import const
from board import LED
print(LED)
class Board:
    LED = const(25)
",
    );
}

#[test]
fn the_name_of_a_class_body_is_not_that_of_its_methods() {
    assert_eq!(
        codes(
            "
from micropython import const
class Board:
    LED = 3
    def on(self):
        return LED
LED = const(25)
"
        ),
        [("W002", "LED")]
    );
}

// W003

#[test]
fn a_parameter_with_the_name_of_a_constant() {
    assert_snapshot!(lints("
from micropython import const
width = const(128)
def draw(x, width=5): return width
"), @"
    W003 line 3 `width`: parameter `width` has the name of a constant
      `width`: the constant
      `width` stands for the constant here too; rename one of the two
    ");
}

#[test]
fn a_lambda_with_the_name_of_a_constant() {
    assert_eq!(codes("from micropython import const\nx = const(1)\nf = lambda *x: x"), [("W003", "x")]);
}

#[test]
fn an_import_with_the_name_of_a_constant() {
    assert_snapshot!(lints("
from micropython import const
LED = const(25)
from LED import (a, LED)
"), @"
    W003 line 3 `LED`: import `LED` has the name of a constant
      `LED`: the constant
      `LED` stands for the constant here too; rename one of the two
    ");
}

#[test]
fn a_function_with_the_name_of_a_constant() {
    assert_eq!(codes("from micropython import const\ne = const(1)\ndef e(): pass"), [("W003", "e")]);
}

#[test]
fn an_exception_with_the_name_of_a_constant() {
    let source = "from micropython import const\ne = const(1)\ntry: f()\nexcept E as e: pass";
    assert_eq!(codes(source), [("W003", "e")]);
}

#[test]
fn a_parameter_above_the_constant_is_itself() {
    quiet(
        "
from micropython import const
def draw(width): return width
width = const(128)
",
    );
}

#[test]
fn a_method_or_attribute_with_the_name_of_a_constant_is_reached_all_the_same() {
    quiet(
        "
from micropython import const
read = const(1)
class Bus:
    def read(self): return self.read, read
",
    );
}

// W004

#[test]
fn a_variable_that_becomes_a_constant() {
    assert_snapshot!(lints("
from micropython import const
if small:
    SIZE = 16
else:
    SIZE = const(64)
"), @"
    W004 line 5 `SIZE`: `SIZE` is declared constant, but is a variable before
      `SIZE`: it is bound here already
      from here on `SIZE` is always this value, whichever of the two ran
    ");
}

#[test]
fn an_import_that_a_constant_replaces() {
    assert_snapshot!(lints("
from micropython import const
try:
    from config import LED
except ImportError:
    LED = const(25)
"), @"
    W004 line 5 `LED`: `LED` is declared constant, but is a variable before
      `LED`: it is bound here already
      from here on `LED` is always this value, whichever of the two ran
    ");
}

#[test]
fn a_variable_of_another_scope_does_not_become_a_constant() {
    quiet(
        "
from micropython import const
def size():
    SIZE = 16
    return SIZE
SIZE = const(64)
",
    );
}

// W005

#[test]
fn a_hidden_constant_that_nothing_uses() {
    assert_snapshot!(lints("
from micropython import const
_LED = const(25)
"), @"
    W005 line 2 `_LED`: constant `_LED` is never used
      no other module can see it either, because its name starts with an underscore
    ");
}

#[test]
fn a_public_constant_may_be_used_elsewhere() {
    quiet("from micropython import const\nLED = const(25)");
}

#[test]
fn a_hidden_constant_in_an_f_string_is_used() {
    quiet("from micropython import const\n_LED = const(25)\nprint(f'{_LED}')");
}

#[test]
fn a_member_of_a_family_that_is_in_use_may_be_unused() {
    quiet(
        "
from micropython import const
_REG_STATUS = const(1)
_REG_RESET = const(2)
print(_REG_RESET)
",
    );
}

#[test]
fn a_family_that_nothing_uses() {
    assert_eq!(
        codes("from micropython import const\n_REG_A = const(1)\n_REG_B = const(2)"),
        [("W005", "_REG_A"), ("W005", "_REG_B")]
    );
}

#[test]
fn a_hidden_constant_of_a_class_or_function_is_not_looked_at() {
    quiet(
        "
from micropython import const
class Board:
    _LED = const(25)
def main():
    _BAUD = const(9600)
",
    );
}

#[test]
fn a_constant_typed_at_a_prompt_may_be_used_later() {
    assert_eq!(found("_LED = const(25)\n", &only("W005"), Mode::Interactive), []);
}

/// No warning but one.
fn only(which: &str) -> Levels {
    let mut levels = Levels::default();
    levels.set("all", Level::Allow);
    levels.set(which, Level::Warn);
    levels
}

// W006

#[test]
fn a_hidden_constant_of_a_class_as_an_attribute() {
    assert_snapshot!(lints("
from micropython import const
class Sensor:
    _ADDRESS = const(0x40)
    def read(self):
        return self.bus.read(self._ADDRESS)
"), @"
    W006 line 5 `_ADDRESS`: constant `_ADDRESS` does not exist at run time
      `_ADDRESS`: not stored in the class, because its name starts with an underscore
      write `_ADDRESS` alone for its value, or name it `ADDRESS` to keep it
    ");
}

#[test]
fn a_hidden_constant_as_an_attribute_of_its_class() {
    let source = "
from micropython import const
class Sensor:
    _ADDRESS = const(0x40)
print(Sensor._ADDRESS)
";
    assert_eq!(codes(source), [("W006", "_ADDRESS")]);
}

#[test]
fn a_hidden_constant_of_the_module_as_an_attribute() {
    let source = "
from micropython import const
_ADDRESS = const(0x40)
class Sensor:
    def read(self):
        return self._ADDRESS
";
    assert_eq!(codes(source), [("W006", "_ADDRESS")]);
}

#[test]
fn a_hidden_constant_that_is_exported() {
    assert_snapshot!(lints("
from micropython import const
__all__ = ['_ADDRESS_OF_SENSOR', 'read']
_ADDRESS_OF_SENSOR = const(0x40)
"), @"
    W006 line 2 `'_ADDRESS_OF_SENSOR'`: constant `_ADDRESS_OF_SENSOR` does not exist at run time
      `_ADDRESS_OF_SENSOR`: not stored in the module, because its name starts with an underscore
      name it `ADDRESS_OF_SENSOR` to keep it
    ");
}

#[test]
fn a_hidden_constant_by_getattr() {
    let source = "from micropython import const\n_LED = const(25)\ngetattr(board, '_LED')";
    assert_eq!(codes(source), [("W006", "'_LED'")]);
}

#[test]
fn a_hidden_constant_by_globals() {
    let source = "from micropython import const\n_A = const(25)\nglobals()['_A']\nglobals().get('_A', 0)";
    assert_eq!(codes(source), [("W006", "'_A'"), ("W006", "'_A'")]);
}

#[test]
fn a_public_constant_is_there_at_run_time() {
    quiet(
        "
from micropython import const
__all__ = ['LED']
LED = const(25)
print(getattr(board, 'LED'), globals()['LED'])
",
    );
}

#[test]
fn an_attribute_that_something_sets_is_there_at_run_time() {
    quiet(
        "
from micropython import const
_LED = const(25)
class Board:
    def __init__(self):
        self._LED = _LED
    def on(self):
        return self._LED
",
    );
}

#[test]
fn an_attribute_may_come_from_a_base_class() {
    quiet(
        "
from micropython import const
_LED = const(25)
class Board(Base):
    def on(self):
        return self._LED + _LED
",
    );
}

#[test]
fn an_attribute_of_another_module_is_another_thing() {
    quiet(
        "
from micropython import const
import board
_LED = const(25)
print(board._LED, _LED)
",
    );
}

// W007

#[test]
fn const_without_an_import() {
    assert_snapshot!(lints("
LED = const(25)
BAUD = const(9600)
"), @"
    W007 line 1 `const`: const is not imported
      MicroPython's compiler does without, but nothing else: `from micropython import const`
    ");
}

#[test]
fn const_that_is_defined_where_the_import_fails() {
    quiet(
        "
try:
    from micropython import const
except ImportError:
    const = lambda x: x
LED = const(25)
",
    );
}

#[test]
fn const_may_come_with_a_star() {
    quiet("from micropython import *\nLED = const(25)");
}
