//! Lets Python scripts use a sensor, with limits on their memory and time: `cargo run --example sensor`.
//!
//! One virtual machine runs a few scripts one after the other. Some go wrong, each in its own way, and none of them takes
//! the program with it.

use constrictor_vm::embed::{Console, Data};
use constrictor_vm::native::{Member, NativeModule, Type};
use constrictor_vm::print::Out;
use constrictor_vm::types::exceptions::{OS_ERROR, VALUE_ERROR};
use constrictor_vm::{Config, Interrupt, Vm, constructor, function, getter, raise};
use core::cell::Cell;
use std::io::Write;
use std::time::Duration;

/// What the device measures, one value after the other, in tenths of a degree.
const MEASURED: [i32; 6] = [201, 198, 204, 215, 212, 209];

/// A sensor. Python code holds it in an object; what changes in it is in cells.
struct Sensor {
    name: String,
    offset: Cell<i32>,
    reads: Cell<usize>,
}

impl Data for Sensor {
    const TYPE: &'static Type = &SENSOR;
}

impl Sensor {
    /// The next value, none if the device has nothing more to say.
    fn next(&self) -> Option<i32> {
        let value = MEASURED.get(self.reads.get())?;
        self.reads.set(self.reads.get() + 1);
        Some(value + self.offset.get())
    }
}

static SENSOR: Type = Type {
    make: constructor!(|vm, name: &str, offset: Option<i32>| {
        if name.is_empty() {
            return raise!(vm, VALUE_ERROR, "a sensor needs a name");
        }
        Sensor { name: name.into(), offset: Cell::new(offset.unwrap_or(0)), reads: Cell::new(0) }
    }),
    members: &[
        Member::Function(function!("read", |vm, this: &Sensor| {
            let Some(value) = this.next() else { return raise!(vm, OS_ERROR, "{}: no answer", this.name) };
            value
        })),
        Member::Function(function!("calibrate", |vm, this: &Sensor, offset: i32| this.offset.set(offset))),
        getter!("name", |vm, this: &Sensor| this.name.as_str()),
        getter!("reads", |vm, this: &Sensor| this.reads.get()),
    ],
    ..Type::holding::<Sensor>("Sensor")
};

/// What scripts get with `import sensor`.
static MODULE: NativeModule = NativeModule {
    members: &[
        Member::Type("Sensor", &SENSOR),
        Member::Str("UNIT", &"0.1 °C"),
        Member::Function(function!("clamp", |vm, value: i32, low: i32, high: Option<i32>| {
            value.max(low).min(high.unwrap_or(i32::MAX))
        })),
    ],
    ..NativeModule::new("sensor")
};

/// The scripts, with what each is about.
const SCRIPTS: &[(&str, &str)] = &[
    (
        "reading",
        "
import sensor
attic = sensor.Sensor('attic', offset=-3)
print(attic.name, attic.read(), attic.read(), sensor.UNIT)
attic.calibrate(0)
print(attic.read(), attic.reads, sensor.clamp(attic.read(), low=0, high=210))
",
    ),
    (
        "a subclass",
        "
import sensor
class Average(sensor.Sensor):
    def over(self, count):
        total = 0
        for _ in range(count):
            total += self.read()
        return total // count
print(Average('cellar').over(3))
",
    ),
    (
        "no answer",
        "
import sensor
def wait_for(limit):
    attic = sensor.Sensor('attic')
    while attic.read() < limit:
        pass
wait_for(1000)
",
    ),
    ("a wrong argument", "import sensor\nsensor.Sensor('attic').calibrate('much')\n"),
    ("too much memory", "values = []\nwhile True:\n    values.append('x' * len(values))\n"),
    ("no end", "while True:\n    pass\n"),
    (
        "no end, and no way to be told",
        "
while True:
    try:
        while True:
            pass
    except BaseException:
        pass
",
    ),
    ("the next one", "values = None\nprint(sum(range(1000)))\n"),
];

/// Bytes for all objects and the stack.
const MEMORY: usize = 256 * 1024;
/// Jumps backwards and calls.
const FUEL: u64 = 5_000_000;
/// Time for one script. Fuel is used up sooner on most machines.
const TIME: Duration = Duration::from_secs(20);

/// Runs the scripts, and writes what they print and how they end.
pub fn report(out: &mut impl Write) -> std::io::Result<()> {
    let mut region = vec![0; MEMORY];
    let mut config = Config::default();
    config.stack_words = 4096;
    let interrupt = Interrupt::new();
    let mut printed = Ok(());
    let mut console = Console::new(|text: &[u8]| {
        if printed.is_ok() {
            printed = out.write_all(text);
        }
    });
    let Some(mut vm) = Vm::new(&mut region, config, &mut console, &interrupt) else {
        return Err(std::io::Error::other("too little memory"));
    };
    if vm.register(&MODULE).is_err() {
        return Err(std::io::Error::other("too little memory"));
    }
    for (title, script) in SCRIPTS {
        run(&mut vm, &interrupt, title, script);
    }
    drop(vm);
    printed
}

/// Runs a script within the limits.
fn run(vm: &mut Vm<'_>, interrupt: &Interrupt, title: &str, script: &str) {
    let _ = vm.write_args(&mut Out::Console, format_args!("--- {title}\n"));
    vm.set_fuel(FUEL);
    let (done, wait) = std::sync::mpsc::channel::<()>();
    let result = std::thread::scope(|scope| {
        // Another thread watches the clock.
        scope.spawn(move || {
            if wait.recv_timeout(TIME) == Err(std::sync::mpsc::RecvTimeoutError::Timeout) {
                interrupt.stop();
            }
        });
        let result = vm.exec(script.as_bytes(), "script.py");
        drop(done);
        result
    });
    interrupt.reset();
    vm.set_fuel(0);
    if let Err(raised) = result {
        let exception = vm.take_raised(raised);
        let _ = vm.print_exception(&mut Out::Console, exception);
    }
}

// A test includes this file and calls `report` itself.
#[allow(dead_code)]
fn main() -> std::io::Result<()> {
    report(&mut std::io::stdout())
}
