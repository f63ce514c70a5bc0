//! What embedders rely on: the example does what it says, and no script gets past its limits.

use constrictor_vm::embed::{Console, Data};
use constrictor_vm::native::{Member, Native, NativeModule, Type};
use constrictor_vm::print::{Out, Style};
use constrictor_vm::types::exceptions::VALUE_ERROR;
use constrictor_vm::{Config, Interrupt, Res, Vm, constructor, function, getter, raise};
use std::cell::Cell;
use std::rc::Rc;

#[path = "../examples/sensor.rs"]
mod sensor;

/// Runs scripts one after the other in one machine with the module `rust`, and gives what they printed, last lines of
/// tracebacks included.
fn run(config: Config, scripts: &[&str]) -> String {
    let mut region = vec![0; 512 * 1024];
    let mut printed = Vec::new();
    let mut console = Console::new(|text: &[u8]| printed.extend_from_slice(text));
    let interrupt = Interrupt::new();
    let mut vm = Vm::new(&mut region, config, &mut console, &interrupt).expect("the region is large enough");
    vm.set_stress(std::env::var_os("STRESS").is_some());
    vm.register(&RUST).expect("the region is large enough");
    for script in scripts {
        if let Err(raised) = vm.exec(script.as_bytes(), "test.py") {
            let exception = vm.take_raised(raised);
            let mut text = String::new();
            vm.print_exception(&mut Out::Fixed(&mut text), exception).expect("there is memory left");
            let last = text.lines().next_back().unwrap_or_default().to_owned();
            vm.write_args(&mut Out::Console, format_args!("{last}\n")).expect("the console takes all");
        }
    }
    drop(vm);
    String::from_utf8(printed).expect("UTF-8 was printed")
}

fn printed(script: &str) -> String {
    run(Config::default(), &[script])
}

fn printed_value(expression: &str) -> String {
    printed(&format!("import rust\nprint(repr({expression}))")).trim_end().to_owned()
}

struct Point {
    x: Cell<i32>,
    y: i32,
}

impl Data for Point {
    const TYPE: &'static Type = &POINT;
}

static POINT: Type = Type {
    make: constructor!(|vm, x: i32, y: Option<i32>| Point { x: Cell::new(x), y: y.unwrap_or(0) }),
    members: &[
        getter!("x", |vm, this: &Point| this.x.get()),
        getter!("y", |vm, this: &Point| this.y),
        Member::Function(function!("move", |vm, this: &Point, by: i32| this.x.set(this.x.get() + by))),
        Member::Function(function!("distance", |vm, this: &Point, other: &Point| {
            (this.x.get() - other.x.get()).abs() + (this.y - other.y).abs()
        })),
        Member::Function(ORIGIN),
    ],
    ..Type::holding::<Point>("Point")
};

const ORIGIN: Native = function!("origin", |vm| Point { x: Cell::new(0), y: 0 }).fixed();

/// Declares a type for the wrong Rust type.
struct Impostor;

impl Data for Impostor {
    const TYPE: &'static Type = &POINT;
}

static RUST: NativeModule = NativeModule {
    members: &[
        Member::Type("Point", &POINT),
        Member::Function(function!("i8", |vm, x: i8| x)),
        Member::Function(function!("u64", |vm, x: u64| x)),
        Member::Function(function!("i64", |vm, x: i64| x)),
        Member::Function(function!("f32", |vm, x: f32| x)),
        Member::Function(function!("f64", |vm, x: f64| x)),
        Member::Function(function!("bool", |vm, x: bool| !x)),
        Member::Function(function!("str", |vm, x: &str| x.len())),
        Member::Function(function!("bytes", |vm, x: &[u8]| x)),
        Member::Function(function!("maybe", |vm, x: Option<u8>| x.map(|x| x + 1))),
        Member::Function(function!("pair", |vm, x: i32, y: &str| (y, x))),
        Member::Function(function!("array", |vm| [1u8, 2, 3])),
        Member::Function(function!("nothing", |vm| ())),
        Member::Function(function!("apply", |vm, f: constrictor_vm::Value, x: constrictor_vm::Value| {
            vm.call(f, &[x])?
        })),
        Member::Function(function!("fill", |vm, target: constrictor_vm::Value, byte: u8| {
            vm.with_bytes_mut(target, |bytes| bytes.fill(byte))
        })),
        Member::Function(function!("count", |vm, source: constrictor_vm::Value| {
            vm.with_bytes(source, |bytes| bytes.len())
        })),
        Member::Function(function!("impostor", |vm| Impostor)),
        Member::Function(function!("see_impostor", |vm, _x: &Impostor| 1)),
    ],
    ..NativeModule::new("rust")
};

// The example

#[test]
fn the_example_reports() {
    let mut report = Vec::new();
    sensor::report(&mut report).expect("writing to memory works");
    // How much there was no memory for depends on how large a word is.
    let report = String::from_utf8(report).expect("UTF-8 was written");
    let without_amount =
        |line: &str| if line.starts_with("MemoryError") { "MemoryError\n" } else { line }.to_owned();
    let report: String = report.split_inclusive('\n').map(without_amount).collect();
    let expected = "--- reading
attic 198 195 0.1 °C
204 3 210
--- a subclass
201
--- no answer
Traceback (most recent call last):
  File \"script.py\", line 7, in <module>
  File \"script.py\", line 6, in wait_for
OSError: attic: no answer
--- a wrong argument
Traceback (most recent call last):
  File \"script.py\", line 2, in <module>
TypeError: can't convert str to int
--- too much memory
Traceback (most recent call last):
  File \"script.py\", line 3, in <module>
MemoryError
--- no end
Traceback (most recent call last):
  File \"script.py\", line 2, in <module>
RuntimeError: instruction limit reached
--- no end, and no way to be told
Traceback (most recent call last):
  File \"script.py\", line 7, in <module>
RuntimeError: instruction limit reached
--- the next one
499500
";
    assert_eq!(report, expected);
}

// Arguments and results

#[test]
fn an_int_is_converted() {
    assert_eq!(printed_value("rust.i8(-128)"), "-128");
}

#[test]
fn an_int_that_is_too_large_is_refused() {
    assert_eq!(printed_value("rust.i8(128)"), "OverflowError: value out of range");
}

#[test]
fn an_int_below_zero_is_not_unsigned() {
    assert_eq!(printed_value("rust.u64(-1)"), "OverflowError: value out of range");
}

#[test]
fn the_largest_unsigned_int_comes_back() {
    assert_eq!(printed_value("rust.u64((1 << 64) - 1)"), "18446744073709551615");
}

#[test]
fn the_least_int_comes_back() {
    assert_eq!(printed_value("rust.i64(-(1 << 63))"), "-9223372036854775808");
}

#[test]
fn a_str_is_no_int() {
    assert_eq!(printed_value("rust.i64('1')"), "TypeError: can't convert str to int");
}

#[test]
fn a_float_is_no_int() {
    assert_eq!(printed_value("rust.i64(1.0)"), "TypeError: can't convert float to int");
}

#[test]
fn a_bool_is_an_int() {
    assert_eq!(printed_value("rust.i64(True)"), "1");
}

#[test]
fn an_int_is_a_float() {
    assert_eq!(printed_value("rust.f64(2)"), "2.0");
}

#[test]
fn a_float_loses_what_32_bits_do_not_hold() {
    assert_eq!(printed_value("rust.f32(0.5)"), "0.5");
}

#[test]
fn a_str_is_no_float() {
    assert_eq!(printed_value("rust.f64('x')"), "TypeError: can't convert str to float");
}

#[test]
fn anything_is_true_or_false() {
    assert_eq!(printed_value("rust.bool([])"), "True");
}

#[test]
fn a_str_is_utf_8() {
    assert_eq!(printed_value("rust.str('äb')"), "3");
}

#[test]
fn bytes_are_no_str() {
    assert_eq!(printed_value("rust.str(b'x')"), "TypeError: can't convert 'bytes' object to str implicitly");
}

#[test]
fn bytes_come_back() {
    assert_eq!(printed_value("rust.bytes(b'a\\x00b')"), "b'a\\x00b'");
}

#[test]
fn a_bytearray_may_change_and_is_not_lent() {
    assert_eq!(
        printed_value("rust.bytes(bytearray(2))"),
        "TypeError: can't convert 'bytearray' object to bytes"
    );
}

#[test]
fn a_bytearray_can_be_looked_at() {
    assert_eq!(printed_value("rust.count(bytearray(2))"), "2");
}

#[test]
fn a_bytearray_can_be_changed() {
    assert_eq!(printed("import rust\nx = bytearray(2)\nrust.fill(x, 65)\nprint(x)"), "bytearray(b'AA')\n");
}

#[test]
fn bytes_cannot_be_changed() {
    assert_eq!(printed_value("rust.fill(b'ab', 65)"), "TypeError: object with buffer protocol required");
}

#[test]
fn an_optional_argument_can_be_none() {
    assert_eq!(printed_value("rust.maybe(None)"), "None");
}

#[test]
fn an_optional_argument_can_be_left_out() {
    assert_eq!(printed_value("rust.maybe()"), "None");
}

#[test]
fn an_optional_argument_can_be_there() {
    assert_eq!(printed_value("rust.maybe(4)"), "5");
}

#[test]
fn arguments_have_names() {
    assert_eq!(printed_value("rust.pair(y='a', x=1)"), "('a', 1)");
}

#[test]
fn an_argument_is_missing() {
    assert_eq!(printed_value("rust.pair(1)"), "TypeError: function missing required positional argument #2");
}

#[test]
fn an_argument_is_too_many() {
    assert_eq!(
        printed_value("rust.pair(1, 'a', 2)"),
        "TypeError: function expected at most 2 arguments, got 3"
    );
}

#[test]
fn an_argument_comes_twice() {
    assert_eq!(
        printed_value("rust.pair(1, 'a', x=2)"),
        "TypeError: function got multiple values for argument 'x'"
    );
}

#[test]
fn an_argument_has_an_unknown_name() {
    assert_eq!(printed_value("rust.pair(1, 'a', z=2)"), "TypeError: unexpected keyword argument 'z'");
}

#[test]
fn an_array_is_a_tuple() {
    assert_eq!(printed_value("rust.array()"), "(1, 2, 3)");
}

#[test]
fn nothing_is_none() {
    assert_eq!(printed_value("rust.nothing()"), "None");
}

#[test]
fn rust_calls_python() {
    assert_eq!(printed_value("rust.apply(lambda x: x + 1, 41)"), "42");
}

#[test]
fn exceptions_pass_through_rust() {
    assert_eq!(printed_value("rust.apply(lambda x: 1 // x, 0)"), "ZeroDivisionError: divide by zero");
}

// Types

#[test]
fn an_object_holds_a_rust_value() {
    assert_eq!(printed("import rust\np = rust.Point(1, y=2)\np.move(3)\nprint(p.x, p.y)"), "4 2\n");
}

#[test]
fn a_method_takes_another_object() {
    assert_eq!(printed_value("rust.Point(1, 2).distance(rust.Point.origin())"), "3");
}

#[test]
fn a_method_refuses_other_objects() {
    assert_eq!(printed_value("rust.Point(1, 2).distance(5)"), "TypeError: 'int' object isn't a Point");
}

#[test]
fn a_class_in_python_extends_it() {
    let script = "
import rust
class Named(rust.Point):
    def __init__(self, name, x):
        super().__init__(x)
        self.name = name
p = Named('a', 1)
p.move(1)
print(p.name, p.x, p.distance(rust.Point(0)), rust.Point(0).distance(p))
";
    assert_eq!(printed(script), "a 2 2 2\n");
}

#[test]
fn an_attribute_that_is_computed_cannot_be_set() {
    let script = "import rust\nrust.Point(1).x = 2";
    assert_eq!(printed(script), "AttributeError: 'Point' object has no attribute 'x'\n");
}

#[test]
fn a_type_is_for_one_rust_type_only() {
    assert_eq!(printed_value("rust.impostor()"), "TypeError: type Point is not for these data");
}

#[test]
fn an_object_is_not_taken_for_another_rust_type() {
    assert_eq!(printed_value("rust.see_impostor(rust.Point(1))"), "TypeError: 'Point' object isn't a Point");
}

thread_local! {
    static ALIVE: Rc<()> = Rc::new(());
}

/// Counts how many of it there are.
// The value is not read: it counts by being there.
struct Counted(#[allow(dead_code)] Rc<()>);

impl Data for Counted {
    const TYPE: &'static Type = &COUNTED;
}

static COUNTED: Type =
    Type { make: constructor!(|vm| Counted(ALIVE.with(Rc::clone))), ..Type::holding::<Counted>("Counted") };

static COUNTING: NativeModule =
    NativeModule { members: &[Member::Type("Counted", &COUNTED)], ..NativeModule::new("counting") };

#[test]
fn rust_values_are_dropped_with_their_objects() {
    let mut region = vec![0; 512 * 1024];
    let mut console = Console::new(|_: &[u8]| {});
    let interrupt = Interrupt::new();
    let mut vm = Vm::new(&mut region, Config::default(), &mut console, &interrupt)
        .expect("the region is large enough");
    vm.register(&COUNTING).expect("the region is large enough");
    let alive = || ALIVE.with(Rc::strong_count) - 1;
    vm.exec(b"import counting\na = [counting.Counted(), counting.Counted()]", "test.py").expect("it works");
    assert_eq!(alive(), 2);
    vm.exec(b"a.pop()", "test.py").expect("it works");
    vm.collect();
    assert_eq!(alive(), 1);
    drop(vm);
    assert_eq!(alive(), 0);
}

// Globals

#[test]
fn globals_go_in_and_out() {
    let mut region = vec![0; 512 * 1024];
    let mut console = Console::new(|_: &[u8]| {});
    let interrupt = Interrupt::new();
    let mut vm = Vm::new(&mut region, Config::default(), &mut console, &interrupt)
        .expect("the region is large enough");
    vm.set_global("limit", 20).expect("there is memory");
    vm.exec(b"result = limit * 2", "test.py").expect("it works");
    let result = vm.global("result").expect("the script set it");
    assert_eq!(vm.get::<i32>(&result), Ok(40));
}

#[test]
fn an_expression_has_a_value() {
    let mut region = vec![0; 512 * 1024];
    let mut console = Console::new(|_: &[u8]| {});
    let interrupt = Interrupt::new();
    let mut vm = Vm::new(&mut region, Config::default(), &mut console, &interrupt)
        .expect("the region is large enough");
    let value = vm.eval(b"'a' + 'b'").expect("it works");
    assert_eq!(vm.get::<&str>(&value), Ok("ab"));
}

// Limits

fn fuel(fuel: u64) -> Config {
    let mut config = Config::default();
    config.fuel = fuel;
    config
}

#[test]
fn fuel_ends_a_loop() {
    assert_eq!(run(fuel(1000), &["while True: pass"]), "RuntimeError: instruction limit reached\n");
}

#[test]
fn fuel_ends_a_recursion_that_catches_all() {
    let script = "
def f():
    try:
        f()
    except:
        f()
f()
";
    assert_eq!(run(fuel(100_000), &[script]), "RuntimeError: instruction limit reached\n");
}

#[test]
fn fuel_ends_native_loops() {
    for script in [
        "sum(range(1 << 60))",
        "1 in map(lambda x: 0, range(1 << 60))",
        "max(range(1 << 60))",
        "any(map(lambda x: 0, range(1 << 60)))",
        "all(range(1, 1 << 60))",
        "next(filter(str.isupper, map(str, range(1 << 60))))",
        "min(x for x in range(1 << 60))",
        "from collections import deque\ndeque(range(1 << 60), 3)",
    ] {
        assert_eq!(run(fuel(100_000), &[script]), "RuntimeError: instruction limit reached\n", "{script}");
    }
}

#[test]
fn fuel_ends_arithmetic() {
    let script = "pow(3, 1 << 20000, (1 << 20000) - 1)";
    assert_eq!(run(fuel(100), &[script]), "RuntimeError: instruction limit reached\n");
}

#[test]
fn a_list_that_is_too_large_is_an_error_and_the_machine_goes_on() {
    let scripts = ["x = [0] * (1 << 40)", "x = [1, 2] * 1000\nprint(len(x))"];
    let printed = run(Config::default(), &scripts);
    assert!(printed.starts_with("MemoryError"), "{printed}");
    assert!(printed.ends_with("\n2000\n"), "{printed}");
}

#[test]
fn memory_that_is_used_up_is_an_error_and_the_machine_goes_on() {
    let scripts = ["x = []\nwhile True: x.append([])", "x = None\nprint(len([0] * 1000))"];
    let printed = run(Config::default(), &scripts);
    assert!(printed.starts_with("MemoryError"), "{printed}");
    assert!(printed.ends_with("\n1000\n"), "{printed}");
}

#[test]
fn a_recursion_without_end_is_an_error() {
    let script = "def f(): f()\nf()";
    assert_eq!(run(Config::default(), &[script]), "RuntimeError: maximum recursion depth exceeded\n");
}

/// Runs a script that another thread is to end, and gives the last line of its traceback.
fn interrupted(script: &str, end: fn(&Interrupt)) -> String {
    let mut region = vec![0; 512 * 1024];
    let mut console = Console::new(|_: &[u8]| {});
    let interrupt = Interrupt::new();
    let mut vm = Vm::new(&mut region, Config::default(), &mut console, &interrupt)
        .expect("the region is large enough");
    let raised = std::thread::scope(|scope| {
        scope.spawn(|| {
            std::thread::sleep(std::time::Duration::from_millis(50));
            end(&interrupt);
        });
        vm.exec(script.as_bytes(), "test.py").expect_err("the script has no end")
    });
    interrupt.reset();
    let exception = vm.take_raised(raised);
    let mut text = String::new();
    vm.print_exception(&mut Out::Fixed(&mut text), exception).expect("there is memory");
    text.lines().next_back().unwrap_or_default().to_owned()
}

#[test]
fn another_thread_interrupts_a_loop() {
    assert_eq!(interrupted("while True: pass", Interrupt::raise), "KeyboardInterrupt: ");
}

#[test]
fn another_thread_stops_a_loop_that_catches_all() {
    let script = "
while True:
    try:
        while True: pass
    except BaseException:
        pass
";
    assert_eq!(interrupted(script, Interrupt::stop), "KeyboardInterrupt: ");
}

/// Does something more often than the stack of the machine has words, and then checks that there is still room on it.
fn repeat(mut action: impl FnMut(&mut Vm<'_>) -> Res<()>) {
    let mut region = vec![0; 512 * 1024];
    let mut console = Console::new(|_: &[u8]| {});
    let interrupt = Interrupt::new();
    let mut config = Config::default();
    config.stack_words = 512;
    let mut vm = Vm::new(&mut region, config, &mut console, &interrupt).expect("the region is large enough");
    for _ in 0..2 * config.stack_words {
        if let Err(raised) = action(&mut vm) {
            vm.take_raised(raised);
        }
    }
    let scope = vm.scope();
    let sum = vm.eval(b"sum(range(4))").expect("there is room on the stack");
    assert_eq!(sum.as_small(), Some(6));
    vm.end(scope);
}

#[test]
fn source_that_cannot_be_compiled_leaves_nothing_on_the_stack() {
    repeat(|vm| vm.exec(b"1 +", "test.py"));
}

#[test]
fn a_script_that_fails_leaves_nothing_on_the_stack() {
    repeat(|vm| vm.exec(b"print([1, [no_such_name]])", "test.py"));
}

#[test]
fn a_script_that_works_leaves_nothing_on_the_stack() {
    repeat(|vm| vm.exec(b"x = [1, 2]", "test.py"));
}

#[test]
fn an_expression_that_fails_leaves_nothing_on_the_stack() {
    repeat(|vm| vm.eval(b"1 // 0").map(|_| ()));
}

#[test]
fn code_that_could_do_harm_leaves_nothing_on_the_stack() {
    repeat(|vm| {
        let globals = vm.main_globals();
        vm.load_mpy(b"M\x06\x00\x1f\x02\x00\x08ab.py\x00\x08name\x00\xff", globals).map(|_| ())
    });
}

#[test]
fn a_module_that_is_not_there_leaves_nothing_on_the_stack() {
    repeat(|vm| {
        let globals = vm.main_globals();
        vm.import(b"micropython.no_such_module", 0, globals, false).map(|_| ())
    });
}

#[test]
fn a_main_module_that_is_not_there_leaves_nothing_on_the_stack() {
    repeat(|vm| vm.run_module(b"no_such_module"));
}

#[test]
fn a_global_variable_that_cannot_be_made_leaves_nothing_on_the_stack() {
    let large = [0; 1 << 20];
    repeat(|vm| vm.set_global("x", &large[..]));
}

#[test]
fn an_iteration_that_fails_leaves_nothing_on_the_stack() {
    repeat(|vm| {
        let scope = vm.scope();
        let list = vm.eval(b"[1, 2, 3]")?;
        let after = vm.scope();
        let result = vm.each(list, |vm, item| {
            vm.str("a text that is not interned")?;
            if item.as_small() == Some(2) { raise!(vm, VALUE_ERROR, "two") } else { Ok(()) }
        });
        assert_eq!(vm.scope(), after);
        vm.end(scope);
        result
    });
}

#[test]
fn printing_leaves_nothing_on_the_stack() {
    repeat(|vm| {
        let scope = vm.scope();
        vm.exec(b"class Shy:\n def __repr__(self): raise ValueError\nshy = [[], Shy()]", "test.py")?;
        let shy = vm.global("shy").expect("it was set");
        let after = vm.scope();
        let result = vm.print(&mut Out::Console, shy, Style::Repr);
        assert_eq!(vm.scope(), after);
        vm.end(scope);
        result
    });
}

/// How deep native code may call itself with so many bytes of native stack left for the machine, of a stack that has more.
fn depth_with_native_stack(bytes: usize) -> usize {
    let thread = std::thread::Builder::new().stack_size(16 << 20).spawn(move || {
        let here = 0u8;
        let mut config = Config::default();
        config.native_depth = usize::MAX;
        config.native_stack_end = (&raw const here).addr() - bytes;
        let recursion = "depth = 0\n\
            def recurse(_):\n    global depth\n    depth += 1\n    return sorted([1], key=recurse)\n\
            try:\n    recurse(1)\n\
            except RuntimeError:\n    print(depth)";
        run(config, &[recursion])
    });
    let printed = thread.expect("threads work").join().expect("the stack is large enough");
    printed.trim().parse().expect("the depth was printed")
}

#[test]
fn native_stack_bounds_recursion() {
    let (little, more) = (depth_with_native_stack(200 << 10), depth_with_native_stack(400 << 10));
    assert!(little < more, "{little} {more}");
}

#[test]
fn native_stack_bounds_how_deep_a_source_nests() {
    let here = 0u8;
    let mut config = Config::default();
    config.native_stack_end = (&raw const here).addr() - (100 << 10);
    let source = format!("x = {}1{}", "[".repeat(150), "]".repeat(150));
    assert_eq!(run(config, &[&source]), "RuntimeError: maximum recursion depth exceeded\n");
}
