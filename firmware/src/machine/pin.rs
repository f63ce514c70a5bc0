//! Type `machine.Pin`: numbers are pins of the board's ports, and names its lights and buttons.

use crate::gpio::{COUNT, LIGHT_COUNT, Pin};
use constrictor_vm::embed::Data;
use constrictor_vm::native::{Member, Type};
use constrictor_vm::print::Out;
use constrictor_vm::types::exceptions::VALUE_ERROR;
use constrictor_vm::{Res, Value, Vm, function, raise};

/// What a pin is used for (MicroPython, docs/library/machine.Pin.rst).
const IN: isize = 0;
const OUT: isize = 1;

struct Named {
    pin: Pin,
}

impl Data for Named {
    const TYPE: &'static Type = &PIN;
}

/// The type.
pub static PIN: Type = Type {
    make: Some(|vm, _, args| {
        let Some(&id) = args.first() else {
            return raise!(vm, VALUE_ERROR, "which pin?");
        };
        // Of another pin object, the same pin.
        let pin = match vm.is_instance(id, PIN.value())? {
            true => vm.get::<&Named>(&id)?.pin,
            false => find(vm, id)?,
        };
        let this = vm.object(Named { pin })?;
        if args.len() > 1 || args.pairs().next().is_some() {
            let init = vm.intern(b"init")?;
            let init = vm.load_attribute(this, init)?;
            vm.call_with(init, args.skip(1))?;
        }
        Ok(this)
    }),
    call: Some(|vm, this, args| {
        let pin = vm.get::<&Named>(&this)?.pin;
        value(vm, pin, args.first().copied())
    }),
    print: Some(|vm, out, this, _| {
        let pin = vm.get::<&Named>(&this)?.pin;
        write_name(vm, out, pin)
    }),
    members: &[
        Member::Int("IN", IN),
        Member::Int("OUT", OUT),
        Member::Function(function!(
            "init",
            |vm, this: &Named, mode: Option<isize>, pull: Option<Value>, value: Option<Value>| {
                let mode = mode.unwrap_or(-1);
                if pull.is_some() {
                    return raise!(vm, VALUE_ERROR, "these pins have no pull resistors");
                }
                if mode == OUT && !this.pin.can_be_output() {
                    return raise!(vm, VALUE_ERROR, "a button is an input");
                }
                // What it is to be comes first, so that it is never anything else.
                if let Some(value) = value {
                    this.pin.set_high(vm.get::<bool>(&value)?);
                }
                match mode {
                    -1 => {}
                    IN | OUT => this.pin.set_direction(mode == OUT),
                    _ => return raise!(vm, VALUE_ERROR, "invalid pin mode"),
                }
            }
        )),
        Member::Function(function!("value", |vm, this: &Named, x: Option<Value>| value(vm, this.pin, x))),
        Member::Function(function!("on", |vm, this: &Named| this.pin.set_high(true))),
        Member::Function(function!("off", |vm, this: &Named| this.pin.set_high(false))),
        Member::Function(function!("high", |vm, this: &Named| this.pin.set_high(true))),
        Member::Function(function!("low", |vm, this: &Named| this.pin.set_high(false))),
        Member::Function(function!("toggle", |vm, this: &Named| this.pin.toggle())),
    ],
    ..Type::holding::<Named>("Pin")
};

/// Sets a pin, or reads it if there is nothing to set it to.
fn value(vm: &mut Vm<'_>, pin: Pin, to: Option<Value>) -> Res {
    match to {
        Some(to) => {
            pin.set_high(vm.get::<bool>(&to)?);
            Ok(Value::NONE)
        }
        None => vm.int(pin.is_high().into()),
    }
}

/// The pin that a number or a name stands for.
fn find(vm: &mut Vm<'_>, id: Value) -> Res<Pin> {
    let found = match id.as_small() {
        Some(number) => u8::try_from(number).ok().filter(|&number| number < COUNT).map(Pin::Port),
        None => by_name(vm.get::<&str>(&id)?),
    };
    match found {
        Some(pin) => Ok(pin),
        None => raise!(vm, VALUE_ERROR, "invalid pin"),
    }
}

fn by_name(name: &str) -> Option<Pin> {
    let number = |name: &str| match name {
        "0" => Some(0),
        "1" => Some(LIGHT_COUNT - 1),
        _ => None,
    };
    match name.strip_prefix("LED") {
        Some(light) => number(light).map(Pin::Light),
        None => number(name.strip_prefix("BUTTON")?).map(Pin::Button),
    }
}

fn write_name(vm: &mut Vm<'_>, out: &mut Out<'_>, pin: Pin) -> Res<()> {
    match pin {
        Pin::Port(number) => vm.write_args(out, format_args!("Pin({number})")),
        Pin::Light(number) => vm.write_args(out, format_args!("Pin('LED{number}')")),
        Pin::Button(number) => vm.write_args(out, format_args!("Pin('BUTTON{number}')")),
    }
}
