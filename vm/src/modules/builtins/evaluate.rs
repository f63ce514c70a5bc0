//! Builtins that run source: compile, eval, exec, execfile (MicroPython, py/builtinevex.c).

use crate::compile::Mode;
use crate::error::Res;
use crate::native::Args;
use crate::object::*;
use crate::raise;
use crate::types::exceptions::*;
use crate::types::function::CODE;
use crate::value::{Gc, Value};
use crate::vm::Vm;

/// Where the names of what is run are.
#[derive(Clone, Copy)]
struct Namespaces {
    globals: Gc<Dict>,
    names: Gc<Dict>,
}

impl Namespaces {
    /// Those that were given after the source, or those of the caller.
    fn of(vm: &mut Vm<'_>, args: Args<'_>) -> Res<Namespaces> {
        let mut spaces = Namespaces { globals: vm.current_globals(), names: vm.current_names() };
        for (at, &given) in args.iter().enumerate().skip(1).filter(|(_, given)| **given != Value::NONE) {
            let Some(dict) = given.get_kind::<Dict>(Kind::Dict) else {
                return Err(vm.raise_plain(&TYPE_ERROR));
            };
            spaces.names = dict;
            if at == 1 {
                spaces.globals = dict;
            }
        }
        Ok(spaces)
    }

    fn run(self, vm: &mut Vm<'_>, function: Value) -> Res {
        vm.run(function, Some(self.names).filter(|names| *names != self.globals))
    }
}

fn run(vm: &mut Vm<'_>, args: Args<'_>, mode: Mode) -> Res {
    let spaces = Namespaces::of(vm, args)?;
    let function = match code_image(args[0]) {
        Some(image) => vm.load_mpy(image, spaces.globals)?,
        None => {
            let source = vm.bytes_of(args[0])?;
            vm.compile_source(source.bytes(), b"<string>", mode, spaces.globals)?
        }
    };
    spaces.run(vm, function)
}

pub(super) fn eval(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    run(vm, args, Mode::Eval)
}

pub(super) fn exec(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    run(vm, args, Mode::Module)
}

pub(super) fn exec_file(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let spaces = Namespaces::of(vm, args)?;
    let path = vm.text_or_bytes(args[0])?;
    let content = vm.read_whole(path)?;
    let function = vm.compile_source(content.bytes(), path, Mode::Module, spaces.globals)?;
    spaces.run(vm, function)
}

/// The `.mpy` image that a code object is.
fn code_image<'a>(code: Value) -> Option<&'a [u8]> {
    let code = code.get::<Opaque>().filter(|code| code.class.get() == Some(CODE.value()))?;
    code.values[0].get()?.get_kind::<Text>(Kind::Bytes).map(|image| image.bytes())
}

/// Makes a code object. It holds the compiled image, which is loaded anew each time that it runs, as the globals that it
/// runs with may be others.
pub(super) fn compile(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let source = vm.text_or_bytes(args[0])?;
    let name = vm.text_or_bytes(args[1])?;
    let mode = match vm.text_or_bytes(args[2])? {
        b"single" => Mode::Interactive,
        b"exec" => Mode::Module,
        b"eval" => Mode::Eval,
        _ => return raise!(vm, VALUE_ERROR, "bad compile mode"),
    };
    let image = vm.compile_to_mpy(source, name, mode)?;
    let code = vm.make::<Opaque>(Kind::Opaque, 0)?;
    code.class.set(Some(CODE.value()));
    code.values[0].set(Some(image));
    Ok(code.value())
}
