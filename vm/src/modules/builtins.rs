//! Module `builtins`: what every program has without importing it.

mod attributes;
mod evaluate;
mod numbers;
mod reduce;

use crate::error::Res;
use crate::native::{Args, Member, Native, NativeModule};
use crate::object::*;
use crate::print::{Out, Style};
use crate::raise;
use crate::symbol::Symbol;
use crate::types::{self, exceptions::*};
use crate::value::Value;
use crate::vm::{Root, Vm};

/// The module (MicroPython, py/modbuiltins.c).
pub static BUILTINS: NativeModule = NativeModule {
    name: "builtins",
    members: &[
        // What programs use most comes first: names are searched in this order where nothing remembers them.
        Member::Function(Native::new("len", 1, 1, len)),
        Member::Type("range", &types::range::RANGE),
        Member::Function(Native::any("print", 0, 255, print)),
        Member::Function(Native::new("isinstance", 2, 2, is_instance)),
        Member::Type("str", &types::str::STR),
        Member::Type("int", &types::int::INT),
        Member::Type("list", &types::list::LIST),
        Member::Type("dict", &types::dict::DICT),
        Member::Type("tuple", &types::tuple::TUPLE),
        Member::Type("bytes", &types::bytes::BYTES),
        Member::Type("bytearray", &types::bytes::BYTEARRAY),
        Member::Type("float", &types::float::FLOAT),
        Member::Type("bool", &types::int::BOOL),
        Member::Type("set", &types::set::SET),
        Member::Type("enumerate", &types::iterators::ENUMERATE),
        Member::Type("zip", &types::iterators::ZIP),
        Member::Type("map", &types::iterators::MAP),
        Member::Type("super", &types::misc::SUPER),
        Member::Type("type", &types::class::TYPE),
        Member::Type("object", &types::object::OBJECT),
        Member::Type("complex", &types::complex::COMPLEX),
        Member::Type("filter", &types::iterators::FILTER),
        Member::Type("frozenset", &types::set::FROZENSET),
        Member::Type("memoryview", &types::memoryview::MEMORYVIEW),
        Member::Type("property", &types::function::PROPERTY),
        Member::Type("reversed", &types::iterators::REVERSED),
        Member::Type("slice", &types::slice::SLICE),
        Member::Type("classmethod", &types::function::CLASSMETHOD),
        Member::Type("staticmethod", &types::function::STATICMETHOD),
        Member::Computed("Ellipsis", |_, _| Ok(Value::ELLIPSIS)),
        Member::Computed("NotImplemented", |_, _| Ok(Value::NOT_IMPLEMENTED)),
        Member::Function(Native::new("abs", 1, 1, |vm, args| vm.absolute(args[0]))),
        Member::Function(Native::new("all", 1, 1, reduce::all)),
        Member::Function(Native::new("any", 1, 1, reduce::any)),
        Member::Function(Native::new("bin", 1, 1, numbers::binary)),
        Member::Function(Native::new("callable", 1, 1, is_callable)),
        Member::Function(Native::new("chr", 1, 1, numbers::character)),
        Member::Function(Native::new("compile", 3, 6, evaluate::compile)),
        Member::Function(Native::new("delattr", 2, 2, attributes::delete)),
        Member::Function(Native::new("dir", 0, 1, attributes::names)),
        Member::Function(Native::new("divmod", 2, 2, |vm, args| vm.divide_mod(args[0], args[1]))),
        Member::Function(Native::new("eval", 1, 3, evaluate::eval)),
        Member::Function(Native::new("exec", 1, 3, evaluate::exec)),
        Member::Function(Native::new("execfile", 1, 3, evaluate::exec_file)),
        Member::Function(Native::new("getattr", 2, 3, attributes::get)),
        Member::Function(Native::new("globals", 0, 0, |vm, _| Ok(vm.current_globals().value()))),
        Member::Function(Native::new("hasattr", 2, 2, attributes::has)),
        Member::Function(Native::new("hash", 1, 1, |vm, args| vm.hash(args[0]).map(Value::small_unchecked))),
        Member::Function(Native::new("help", 0, 1, attributes::help)),
        Member::Function(Native::new("hex", 1, 1, numbers::hexadecimal)),
        Member::Function(Native::new("id", 1, 1, |vm, args| vm.int(args[0].bits() as i64))),
        Member::Function(Native::new("input", 0, 1, input)),
        Member::Function(Native::new("issubclass", 2, 2, is_subclass)),
        Member::Function(Native::new("iter", 1, 1, |vm, args| vm.iter(args[0]))),
        Member::Function(Native::new("locals", 0, 0, |vm, _| Ok(vm.current_names().value()))),
        Member::Function(Native::any("max", 1, 255, reduce::greatest)),
        Member::Function(Native::any("min", 1, 255, reduce::least)),
        Member::Computed("next", |_, _| Ok(NEXT.value())),
        Member::Function(Native::new("oct", 1, 1, numbers::octal)),
        Member::Function(crate::modules::io::OPEN),
        Member::Function(Native::new("ord", 1, 1, numbers::ordinal)),
        Member::Function(Native::new("pow", 2, 3, |vm, args| {
            vm.power_mod(args[0], args[1], args.get(2).copied().unwrap_or(Value::NONE))
        })),
        Member::Function(Native::new("repr", 1, 1, |vm, args| vm.to_str(args[0], Style::Repr))),
        Member::Function(Native::new("round", 1, 2, |vm, args| vm.round(args[0], args.get(1).copied()))),
        Member::Function(Native::new("setattr", 3, 3, attributes::set)),
        Member::Function(Native::any("sorted", 1, 255, reduce::sorted)),
        Member::Function(Native::new("sum", 1, 2, reduce::sum)),
        Member::Computed("__build_class__", |_, _| Ok(types::class::BUILD_CLASS.value())),
        Member::Function(Native::new("__import__", 1, 5, import)),
        Member::Function(Native::new("__repl_print__", 1, 1, show)),
        Member::Function(Native::new("__template__", 1, 255, types::template::template)),
        Member::Type("BaseException", &BASE_EXCEPTION),
        Member::Type("ArithmeticError", &ARITHMETIC_ERROR),
        Member::Type("AssertionError", &ASSERTION_ERROR),
        Member::Type("AttributeError", &ATTRIBUTE_ERROR),
        Member::Type("EOFError", &EOF_ERROR),
        Member::Type("Exception", &EXCEPTION),
        Member::Type("GeneratorExit", &GENERATOR_EXIT),
        Member::Type("ImportError", &IMPORT_ERROR),
        Member::Type("IndentationError", &INDENTATION_ERROR),
        Member::Type("IndexError", &INDEX_ERROR),
        Member::Type("KeyboardInterrupt", &KEYBOARD_INTERRUPT),
        Member::Type("KeyError", &KEY_ERROR),
        Member::Type("LookupError", &LOOKUP_ERROR),
        Member::Type("MemoryError", &MEMORY_ERROR),
        Member::Type("NameError", &NAME_ERROR),
        Member::Type("NotImplementedError", &NOT_IMPLEMENTED_ERROR),
        Member::Type("OSError", &OS_ERROR),
        Member::Type("OverflowError", &OVERFLOW_ERROR),
        Member::Type("RuntimeError", &RUNTIME_ERROR),
        Member::Type("StopAsyncIteration", &STOP_ASYNC_ITERATION),
        Member::Type("StopIteration", &STOP_ITERATION),
        Member::Type("SyntaxError", &SYNTAX_ERROR),
        Member::Type("SystemExit", &SYSTEM_EXIT),
        Member::Type("TypeError", &TYPE_ERROR),
        Member::Type("UnicodeError", &UNICODE_ERROR),
        Member::Type("ValueError", &VALUE_ERROR),
        Member::Type("ZeroDivisionError", &ZERO_DIVISION_ERROR),
    ],
    init: None,
    is_writable: true,
};

/// `next`, which is also the method `__next__` of iterators.
pub(crate) static NEXT: Native = Native::new("next", 1, 2, next);

fn len(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let len = vm.len(args[0])?;
    vm.int(len as i64)
}

fn print(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let (mut separator, mut end): (&[u8], &[u8]) = (b" ", b"\n");
    let mut out = Out::Console;
    for (key, value) in args.pairs() {
        match key.as_symbol() {
            Some(Symbol::SEP) => separator = vm.text_or_bytes(value)?,
            Some(Symbol::END) => end = vm.text_or_bytes(value)?,
            Some(Symbol::FILE) => out = vm.output(value)?,
            _ => return raise!(vm, TYPE_ERROR, "extra keyword arguments given"),
        }
    }
    for (at, &value) in args.iter().enumerate() {
        if at > 0 {
            vm.write(&mut out, separator)?;
        }
        let scope = vm.scope();
        vm.print(&mut out, value, Style::Str)?;
        vm.end(scope);
    }
    vm.write(&mut out, end)?;
    Ok(Value::NONE)
}

/// Shows the value of a statement at the prompt, and remembers it as `_`.
fn show(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let value = args[0];
    if value != Value::NONE {
        vm.print(&mut Out::Console, value, Style::Repr)?;
        vm.write(&mut Out::Console, b"\n")?;
        let name = vm.intern(b"_")?;
        vm.set_builtin(name, value)?;
    }
    Ok(Value::NONE)
}

fn is_instance(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    vm.is_instance(args[0], args[1]).map(Value::bool)
}

fn is_subclass(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    if !matches!(args[0].kind(), Kind::Class | Kind::Type) {
        return raise!(vm, TYPE_ERROR, "issubclass() arg 1 must be a class");
    }
    vm.is_subclass(args[0], args[1]).map(Value::bool)
}

fn is_callable(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let value = args[0];
    let callable = match value.kind() {
        Kind::Function | Kind::Native | Kind::BoundMethod | Kind::Class | Kind::Type => true,
        Kind::Instance => {
            let class = vm.class_of(value);
            let part = value.get::<Instance>().and_then(|instance| instance.native.get());
            vm.lookup_class(class, Symbol::CALL).is_some()
                || part.is_some_and(|part| vm.type_of(part).call.is_some())
        }
        _ => vm.type_of(value).call.is_some(),
    };
    Ok(Value::bool(callable))
}

fn next(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    match (vm.next(args[0]), args.get(1)) {
        (Ok(Some(value)), _) => Ok(value),
        (Ok(None), Some(&default)) => Ok(default),
        (Ok(None), None) => Err(vm.raise_plain(&STOP_ITERATION)),
        (Err(raised), None) => Err(raised),
        (Err(raised), Some(&default)) => {
            let exception = vm.caught(raised);
            if vm.is_stop_iteration(exception) { Ok(default) } else { Err(vm.raise_value(exception)) }
        }
    }
}

/// Reads a line from the console, without its end.
fn input(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    if let Some(&prompt) = args.first() {
        vm.print(&mut Out::Console, prompt, Style::Str)?;
        vm.host.flush();
    }
    let line = vm.make::<Buffer>(Kind::ByteArray, 0)?;
    loop {
        let mut byte = [0];
        match vm.read_input(&mut byte)? {
            Ok(0) if line.len.get() == 0 => return Err(vm.raise_plain(&EOF_ERROR)),
            Ok(0) => break,
            Ok(_) if byte[0] == b'\n' => break,
            Ok(_) => vm.buffer_append(line, &byte)?,
            Err(number) => return Err(vm.os_error(number)),
        }
    }
    let text = line.bytes();
    vm.str_from(text.strip_suffix(b"\r").unwrap_or(text))
}

/// `__import__(name, globals, locals, names, level)` (MicroPython, py/builtinimport.c)
fn import(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let level = args.get(4).and_then(|level| level.as_small()).unwrap_or(0);
    if level < 0 {
        return Err(vm.raise_plain(&VALUE_ERROR));
    }
    let name = vm.text_or_bytes(args[0])?;
    let globals = match args.get(1) {
        Some(&globals) if globals != Value::NONE && level > 0 => match globals.get_kind::<Dict>(Kind::Dict) {
            Some(globals) => globals,
            None => return Err(vm.raise_plain(&TYPE_ERROR)),
        },
        _ => vm.current_globals(),
    };
    let wanted = args.get(3).is_some_and(|&names| names != Value::NONE);
    vm.import(name, level, globals, wanted)
}

impl Vm<'_> {
    /// The bytes of a str or bytes, where one of the two has to be given (MicroPython, py/objstr.c, `mp_obj_str_get_data`).
    pub(crate) fn text_or_bytes<'a>(&mut self, value: Value) -> Res<&'a [u8]> {
        if let Some(text) = self.text(value) {
            return Ok(text);
        }
        match value.get_kind::<Text>(Kind::Bytes) {
            Some(bytes) => Ok(bytes.bytes()),
            None => {
                let name = self.type_name(value);
                raise!(self, TYPE_ERROR, "can't convert '{name}' object to str implicitly")
            }
        }
    }

    /// Where text goes that is printed to an object, which has to be a stream.
    pub(crate) fn output(&mut self, object: Value) -> Res<Out<'static>> {
        if self.can_write(object) {
            Ok(Out::Object(object))
        } else {
            raise!(self, OS_ERROR, "stream operation not supported")
        }
    }

    /// Sets what a name is that no module defines.
    pub(crate) fn set_builtin(&mut self, name: Symbol, value: Value) -> Res<()> {
        let builtins = self.root_dict(Root::Builtins);
        self.epoch = self.epoch.wrapping_add(1);
        self.dict_set_symbol(builtins, name, value)
    }
}
