//! Functions, methods, closures, properties and the like.

use crate::error::Res;
use crate::native::{Args, Member, Native, Type};
use crate::object::*;
use crate::raise;
use crate::symbol::Symbol;
use crate::types::exceptions::*;
use crate::value::{Value, Word};
use crate::vm::Vm;

/// The type of functions.
pub static FUNCTION: Type = Type {
    attribute: Some(function_attribute),
    print: Some(|vm, out, value, _| {
        if value.kind() == Kind::Native {
            return vm.write(out, b"<function>");
        }
        let name = function_name(vm, value);
        let name = crate::print::lossy(name);
        vm.write_args(out, format_args!("<function {name} at {:#x}>", value.bits()))
    }),
    ..Type::new("function")
};

/// The type of methods that have their object.
pub static BOUND_METHOD: Type = Type {
    attribute: Some(bound_attribute),
    // Those that are equal have one hash, wherever they are (MicroPython, py/objboundmeth.c).
    hash: Some(|_, value| {
        let Some(bound) = value.get::<BoundMethod>() else { return Ok(0) };
        let bits = |part: Word| part.map_or(0, |part| part.bits() >> 3);
        Ok((bits(bound.receiver.get()) ^ bits(bound.function.get()).rotate_left(7)) as isize)
    }),
    print: Some(|vm, out, value, _| {
        let Some(bound) = value.get::<BoundMethod>() else { return Ok(()) };
        vm.write_args(out, format_args!("<bound_method {:x} ", value.bits()))?;
        vm.print(out, bound.receiver.get().unwrap_or(Value::NONE), crate::print::Style::Repr)?;
        vm.write(out, b".")?;
        vm.print(out, bound.function.get().unwrap_or(Value::NONE), crate::print::Style::Repr)?;
        vm.write(out, b">")
    }),
    binary: Some(|_, op, left, right| {
        use constrictor_bytecode::opcode::BinaryOp;
        let (Some(a), Some(b)) =
            (left.get::<BoundMethod>(), right.get_kind::<BoundMethod>(Kind::BoundMethod))
        else {
            return Ok(None);
        };
        let same = a.function.get() == b.function.get() && a.receiver.get() == b.receiver.get();
        Ok((op == BinaryOp::Equal).then_some(Value::bool(same)))
    }),
    ..Type::new("bound_method")
};

/// The type of compiled code.
pub static CODE: Type = Type { ..Type::new("code") };

/// The type of variables that closures share.
pub static CELL: Type = Type { ..Type::new("cell") };

/// The type `property`.
pub static PROPERTY: Type = Type {
    make: Some(|vm, _, args| {
        let names = [b"fget".as_slice(), b"fset", b"fdel", b"doc"];
        let mut found = [None; 4];
        for (place, &value) in found.iter_mut().zip(args.positional) {
            *place = Some(value);
        }
        for (key, value) in args.pairs() {
            let key = vm.text(key).unwrap_or_default();
            match names.iter().position(|name| *name == key) {
                Some(at) => found[at] = Some(value),
                None => {
                    return raise!(
                        vm,
                        TYPE_ERROR,
                        "unexpected keyword argument '{}'",
                        crate::print::lossy(key)
                    );
                }
            }
        }
        let property = vm.make::<Property>(Kind::Property, 0)?;
        property.get.set(found[0]);
        property.set.set(found[1]);
        property.delete.set(found[2]);
        Ok(property.value())
    }),
    members: &[
        Member::Function(Native::new("getter", 2, 2, |vm, args| with_part(vm, args, 0))),
        Member::Function(Native::new("setter", 2, 2, |vm, args| with_part(vm, args, 1))),
        Member::Function(Native::new("deleter", 2, 2, |vm, args| with_part(vm, args, 2))),
    ],
    ..Type::new("property")
};

/// The type `staticmethod`.
pub static STATICMETHOD: Type = Type {
    make: Some(|vm, _, args| match *args.positional {
        [function] => vm.wrapper(Kind::StaticMethod, Some(function), None),
        _ => raise!(vm, TYPE_ERROR, "function takes 1 positional arguments but {} were given", args.len()),
    }),
    ..Type::new("staticmethod")
};

/// The type `classmethod`.
pub static CLASSMETHOD: Type = Type {
    make: Some(|vm, _, args| match *args.positional {
        [function] => vm.wrapper(Kind::ClassMethod, Some(function), None),
        _ => raise!(vm, TYPE_ERROR, "function takes 1 positional arguments but {} were given", args.len()),
    }),
    ..Type::new("classmethod")
};

/// A copy of a property with one of its functions replaced.
fn with_part(vm: &mut Vm<'_>, args: Args<'_>, part: usize) -> Res {
    let Some(old) = args[0].get::<Property>() else { return Ok(Value::NONE) };
    let property = vm.make::<Property>(Kind::Property, 0)?;
    property.get.set(if part == 0 { Some(args[1]) } else { old.get.get() });
    property.set.set(if part == 1 { Some(args[1]) } else { old.set.get() });
    property.delete.set(if part == 2 { Some(args[1]) } else { old.delete.get() });
    Ok(property.value())
}

fn function_name<'a>(vm: &Vm<'_>, value: Value) -> &'a [u8] {
    if let Some(native) = value.as_native() {
        return native.name().as_bytes();
    }
    match value.get::<Function>() {
        Some(function) => vm.symbol_text(vm.code_name(crate::frame::code_of(function))),
        None => b"",
    }
}

fn function_attribute(vm: &mut Vm<'_>, value: Value, name: Symbol) -> Res<Word> {
    match name {
        Symbol::NAME => {
            let name = function_name(vm, value);
            vm.str_from(name).map(Some)
        }
        Symbol::GLOBALS => match value.get::<Function>() {
            Some(function) => Ok(Some(vm.globals_of(crate::frame::code_of(function)).value())),
            None => Ok(None),
        },
        _ => Ok(None),
    }
}

fn bound_attribute(vm: &mut Vm<'_>, value: Value, name: Symbol) -> Res<Word> {
    let Some(bound) = value.get::<BoundMethod>() else { return Ok(None) };
    match name {
        Symbol::NAME => vm.attribute_maybe(bound.function.get().unwrap_or(Value::NONE), name),
        _ => Ok(None),
    }
}
