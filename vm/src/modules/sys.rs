//! Module `sys`: the machine, and how programs begin and end (MicroPython, py/modsys.c).

use crate::error::Res;
use crate::frame::Link;
use crate::modules::io::standard;
use crate::native::{Args, Member, Native, NativeModule};
use crate::print::Out;
use crate::symbol::Symbol;
use crate::types::exceptions::*;
use crate::value::{Value, Word};
use crate::vm::{Root, Vm};

/// The version of MicroPython that programs can expect the features of.
const MICROPYTHON: [isize; 3] = [1, 29, 0];

/// `sys.implementation._mpy`: the version of `.mpy` files, 6, and the one of their bytecode, 3, in the second byte
/// (MicroPython, py/persistentcode.h); no bits for an architecture, as there is no native code.
const MPY: isize = 6 | 3 << 8;

/// The module.
pub static SYS: NativeModule = NativeModule {
    name: "sys",
    members: &[
        Member::Computed("argv", |vm, _| Ok(vm.root(Root::Argv).unwrap_or(Value::NONE))),
        Member::Computed("path", |vm, _| Ok(vm.root(Root::Path).unwrap_or(Value::NONE))),
        Member::Computed("modules", |vm, _| Ok(vm.root_dict(Root::Modules).value())),
        Member::Str(
            "version",
            &concat!("3.4.0; MicroPython v1.29.0; Constrictor v", env!("CARGO_PKG_VERSION")),
        ),
        Member::Computed("version_info", |vm, _| {
            vm.tuple(&[Value::small_unchecked(3), Value::small_unchecked(4), Value::ZERO])
        }),
        Member::Computed("implementation", implementation),
        Member::Computed("platform", |vm, _| {
            let platform = vm.host.platform();
            vm.str(platform)
        }),
        Member::Str("byteorder", if cfg!(target_endian = "big") { &"big" } else { &"little" }),
        Member::Int("maxsize", isize::MAX),
        Member::Str("executable", &""),
        Member::Str("ps1", &">>> "),
        Member::Str("ps2", &"... "),
        Member::Computed("stdin", |vm, module| stream(vm, module, "stdin", 0)),
        Member::Computed("stdout", |vm, module| stream(vm, module, "stdout", 1)),
        Member::Computed("stderr", |vm, module| stream(vm, module, "stderr", 2)),
        Member::Function(Native::new("exit", 0, 1, exit)),
        Member::Function(Native::new("print_exception", 1, 2, print_exception)),
        Member::Function(Native::new("exc_info", 0, 0, exc_info)),
        Member::Function(Native::new("atexit", 1, 1, |vm, args| {
            let before = vm.root(Root::AtExit).unwrap_or(Value::NONE);
            vm.set_root(Root::AtExit, args[0]);
            Ok(before)
        })),
    ],
    init: None,
    is_writable: false,
};

fn stream(vm: &mut Vm<'_>, module: Value, name: &str, number: usize) -> Res {
    let stream = standard(vm, number)?;
    vm.remember_member(module, name, stream)
}

/// What scripts look at to know where they run: the fields that MicroPython has, so that their checks work.
fn implementation(vm: &mut Vm<'_>, module: Value) -> Res {
    let [major, minor, micro] = MICROPYTHON.map(Value::small_unchecked);
    let version = vm.tuple(&[major, minor, micro, Value::symbol(Symbol::EMPTY)])?;
    let machine = vm.str(concat!("Constrictor v", env!("CARGO_PKG_VERSION")))?;
    let build = vm.str("constrictor")?;
    let values = [Value::symbol(Symbol::MICROPYTHON), version, machine, Value::small_unchecked(MPY), build];
    let mut names = [Value::NONE; 5];
    for (name, text) in names.iter_mut().zip(["name", "version", "_machine", "_mpy", "_build"]) {
        *name = Value::symbol(vm.intern(text.as_bytes())?);
    }
    let names = vm.tuple(&names)?;
    let tuple = vm.attribute_tuple(names, &values)?;
    vm.remember_member(module, "implementation", tuple)
}

fn exit(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    match args.first() {
        Some(&value) => Err(vm.raise_with(&SYSTEM_EXIT, value)),
        None => Err(vm.raise_plain(&SYSTEM_EXIT)),
    }
}

fn print_exception(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let mut out = match args.get(1) {
        Some(&file) => vm.output(file)?,
        None => Out::Console,
    };
    vm.print_exception(&mut out, args[0]).map(|()| Value::NONE)
}

fn exc_info(vm: &mut Vm<'_>, _: Args<'_>) -> Res {
    match vm.exception_in_hand() {
        Some(exception) => {
            let class = vm.class_of(exception);
            vm.tuple(&[class, exception, Value::NONE])
        }
        None => vm.tuple(&[Value::NONE; 3]),
    }
}

/// Sets or deletes an attribute of the module, if it is one of those that can be.
pub(crate) fn store(vm: &mut Vm<'_>, module: Value, name: Symbol, value: Word) -> Res<bool> {
    let Some(value) = value else { return Ok(false) };
    match vm.symbol_text(name) {
        b"path" => vm.set_root(Root::Path, value),
        b"ps1" => _ = vm.remember_member(module, "ps1", value)?,
        b"ps2" => _ = vm.remember_member(module, "ps2", value)?,
        _ => return Ok(false),
    }
    Ok(true)
}

impl Vm<'_> {
    /// The exception that the innermost handler that runs has caught.
    fn exception_in_hand(&self) -> Word {
        let mut link = self.link;
        while link != Link::NONE {
            let found = (0..link.handlers()).rev().find_map(|number| link.handled(number));
            if found.is_some() {
                return found;
            }
            link = link.before();
        }
        None
    }

    /// Sets `sys.executable`: the path of what runs the program.
    ///
    /// # Errors
    ///
    /// There is no memory.
    pub fn set_executable(&mut self, path: &[u8]) -> Res<()> {
        let scope = self.scope();
        let module = self.native_module(&SYS)?;
        let path = self.str_from(path)?;
        self.remember_member(module, "executable", path)?;
        self.end(scope);
        Ok(())
    }
}
