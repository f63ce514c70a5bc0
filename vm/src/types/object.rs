//! `object`, which all classes extend.

use crate::error::Res;
use crate::native::{Args, Member, Native, Type};
use crate::object::*;
use crate::raise;
use crate::symbol::Symbol;
use crate::types::exceptions::*;
use crate::value::Value;
use crate::vm::Vm;

/// The type `object`.
pub static OBJECT: Type = Type {
    make: Some(|vm, class, args| {
        if !args.keywords.is_empty() {
            return raise!(vm, TYPE_ERROR, "function doesn't take keyword arguments");
        }
        if !args.is_empty() {
            return raise!(
                vm,
                TYPE_ERROR,
                "function takes 0 positional arguments but {} were given",
                args.len()
            );
        }
        vm.wrapper(Kind::Plain, Some(class.value()), None)
    }),
    hash: Some(|_, value| Ok((value.bits() >> 3) as isize)),
    members: &[
        Member::Function(Native::any("__init__", 1, 255, init)),
        Member::Function(Native::any("__new__", 1, 255, new).fixed()),
        Member::Function(Native::new("__setattr__", 3, 3, setattr)),
        Member::Function(Native::new("__delattr__", 2, 2, delattr)),
    ],
    ..Type::new("object")
};

fn init(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    // Built-in types have no other `__init__`.
    vm.make_part(args[0], args.skip(1))?;
    Ok(Value::NONE)
}

fn new(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let Some(class) = args[0].get::<Class>() else {
        return raise!(vm, TYPE_ERROR, "arg must be user-type");
    };
    vm.plain_instance(class.value())
}

fn setattr(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    if args[0].kind() != Kind::Instance {
        return raise!(vm, TYPE_ERROR, "arg must be user-type");
    }
    let name = vm.attribute_name(args[1])?;
    vm.store_own(args[0], name, Some(args[2])).map(|()| Value::NONE)
}

fn delattr(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    if args[0].kind() != Kind::Instance {
        return raise!(vm, TYPE_ERROR, "arg must be user-type");
    }
    let name = vm.attribute_name(args[1])?;
    vm.store_own(args[0], name, None).map(|()| Value::NONE)
}

impl Vm<'_> {
    /// The symbol of an attribute's name given as a str.
    pub(crate) fn attribute_name(&mut self, name: Value) -> Res<Symbol> {
        if name.kind() != Kind::Str {
            let kind = self.type_name(name);
            return raise!(self, TYPE_ERROR, "can't convert '{kind}' object to str implicitly");
        }
        self.intern_str(name)
    }
}
