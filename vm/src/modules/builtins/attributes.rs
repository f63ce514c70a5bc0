//! Builtins that look into objects: getattr and its like, dir, help.

use crate::error::Res;
use crate::map::Map;
use crate::native::{Args, Member, Type};
use crate::object::*;
use crate::print::{Out, Style};
use crate::symbol::Symbol;
use crate::types::exceptions::*;
use crate::types::object::OBJECT;
use crate::value::{Gc, Value, Word};
use crate::vm::Vm;

impl Vm<'_> {
    /// An attribute; none if looking for it raised AttributeError.
    pub(crate) fn attribute_quietly(&mut self, object: Value, name: Symbol) -> Res<Word> {
        match self.attribute_maybe(object, name) {
            Ok(found) => Ok(found),
            Err(raised) => {
                let exception = self.caught(raised);
                if self.is_instance(exception, ATTRIBUTE_ERROR.value())? {
                    return Ok(None);
                }
                Err(self.raise_value(exception))
            }
        }
    }
}

pub(super) fn get(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let name = vm.attribute_name(args[1])?;
    match args.get(2) {
        Some(&default) => Ok(vm.attribute_quietly(args[0], name)?.unwrap_or(default)),
        None => vm.load_attribute(args[0], name),
    }
}

pub(super) fn has(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let name = vm.attribute_name(args[1])?;
    vm.attribute_quietly(args[0], name).map(|found| Value::bool(found.is_some()))
}

pub(super) fn set(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let name = vm.attribute_name(args[1])?;
    vm.store_attribute(args[0], name, Some(args[2])).map(|()| Value::NONE)
}

pub(super) fn delete(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let name = vm.attribute_name(args[1])?;
    vm.store_attribute(args[0], name, None).map(|()| Value::NONE)
}

/// `dir([object])`. MicroPython tries every interned string on the object; here the places are gone through where attributes
/// can be, so that looking has no side effects, and the names come in the order of the places.
pub(super) fn names(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let found = vm.make::<Dict>(Kind::Set, 0)?;
    match args.first() {
        None => {
            let names = vm.current_names();
            add_keys(vm, found, &names.map)?;
        }
        Some(&object) => {
            if object.kind() == Kind::Instance
                && let Some(names) = vm.call_method_maybe(object, Symbol::DIR, &[])?
            {
                return Ok(names);
            }
            add_names(vm, found, object)?;
        }
    }
    let list = vm.list(&[])?;
    if let Some(items) = list.get::<List>() {
        vm.list_reserve(items, found.map.len())?;
        let mut at = 0;
        while let Some((place, name)) = found.map.next(at, 1) {
            vm.list_append(items, name)?;
            at = place + 1;
        }
    }
    Ok(list)
}

fn add_keys(vm: &mut Vm<'_>, found: Gc<Dict>, map: &Map) -> Res<()> {
    let mut at = 0;
    while let Some((place, name)) = map.next(at, 2) {
        vm.set_add(&found.map, name)?;
        at = place + 1;
    }
    Ok(())
}

fn add_members(vm: &mut Vm<'_>, found: Gc<Dict>, members: &'static [Member]) -> Res<()> {
    for member in members {
        let name = vm.intern(member.name().as_bytes())?;
        vm.set_add(&found.map, Value::symbol(name))?;
    }
    Ok(())
}

fn add_type(vm: &mut Vm<'_>, found: Gc<Dict>, class: &'static Type) -> Res<()> {
    let mut this = Some(class);
    while let Some(class) = this {
        add_members(vm, found, class.members)?;
        this = class.base;
    }
    add_members(vm, found, OBJECT.members)
}

/// The names of a class and those it extends. Classes nest no deeper than they were made to, one by one; a chain of them
/// that is longer than native code may go is cut.
fn add_class(vm: &mut Vm<'_>, found: Gc<Dict>, class: Value, depth: usize) -> Res<()> {
    if let Some(class) = class.as_type() {
        return add_type(vm, found, class);
    }
    let Some(object) =
        class.get_kind::<Class>(Kind::Class).filter(|_| depth < vm.config.native_depth && !vm.is_too_deep())
    else {
        return Ok(());
    };
    add_keys(vm, found, &object.map)?;
    let bases = object.bases.get().and_then(|bases| bases.get::<Tuple>());
    for &base in bases.map_or(&[][..], |bases| bases.items()) {
        add_class(vm, found, base, depth + 1)?;
    }
    add_type(vm, found, &OBJECT)
}

fn add_names(vm: &mut Vm<'_>, found: Gc<Dict>, object: Value) -> Res<()> {
    vm.set_add(&found.map, Value::symbol(Symbol::CLASS))?;
    match object.kind() {
        Kind::Instance => {
            let Some(instance) = object.get::<Instance>() else { return Ok(()) };
            add_keys(vm, found, &instance.map)?;
            if let Some(part) = instance.native.get() {
                add_names(vm, found, part)?;
            }
            add_class(vm, found, instance.class.get().unwrap_or(Value::NONE), 0)
        }
        Kind::Class | Kind::Type => {
            vm.set_add(&found.map, Value::symbol(Symbol::NAME))?;
            add_class(vm, found, object, 0)
        }
        Kind::Module => {
            let Some(module) = object.get::<Module>() else { return Ok(()) };
            if let Some(globals) = module.globals.get().and_then(|globals| globals.get::<Dict>()) {
                add_keys(vm, found, &globals.map)?;
            }
            module.members.get().map_or(Ok(()), |native| add_members(vm, found, native.members))
        }
        _ => {
            let class = vm.class_of(object);
            add_class(vm, found, class, 0)
        }
    }
}

/// `help([object])`, with what MicroPython says about an object (py/builtinhelp.c).
pub(super) fn help(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let out = &mut Out::Console;
    let Some(&object) = args.first() else {
        vm.write(out, HELP.as_bytes())?;
        return Ok(Value::NONE);
    };
    if vm.text(object) == Some(b"modules") {
        return help_modules(vm);
    }
    vm.write(out, b"object ")?;
    vm.print(out, object, Style::Str)?;
    let class = vm.type_name(object);
    vm.write_args(out, format_args!(" is of type {class}\n"))?;
    if object.kind() != Kind::Module {
        return help_members(vm, out, object);
    }
    let list = names(vm, Args::of(&[object]))?;
    let Some(list) = list.get::<List>() else { return Ok(Value::NONE) };
    let mut at = 0;
    while let Some(name) = list.item(at) {
        at += 1;
        let scope = vm.scope();
        let symbol = vm.attribute_name(name)?;
        if symbol != Symbol::CLASS
            && let Some(value) = vm.attribute_quietly(object, symbol)?
        {
            help_member(vm, out, name, value)?;
        }
        vm.end(scope);
    }
    Ok(Value::NONE)
}

/// What a class has that is not of those that it extends; of anything else, that of its class.
fn help_members(vm: &mut Vm<'_>, out: &mut Out<'_>, object: Value) -> Res {
    let class = help_class(vm, object);
    let Some(dict) = vm.attribute_maybe(class, Symbol::DICT)?.and_then(|dict| dict.get::<Dict>()) else {
        return Ok(Value::NONE);
    };
    let mut at = 0;
    while let Some((place, name)) = dict.map.next(at, 2) {
        at = place + 1;
        if let Some(value) = dict.map.value(place) {
            help_member(vm, out, name, value)?;
        }
    }
    Ok(Value::NONE)
}

fn help_member(vm: &mut Vm<'_>, out: &mut Out<'_>, name: Value, value: Value) -> Res<()> {
    vm.write(out, b"  ")?;
    vm.print(out, name, Style::Str)?;
    vm.write(out, b" -- ")?;
    vm.print(out, value, Style::Str)?;
    vm.write(out, b"\n")
}

/// The class whose members help lists: the object itself, if it is one.
fn help_class(vm: &Vm<'_>, object: Value) -> Value {
    if matches!(object.kind(), Kind::Class | Kind::Type) { object } else { vm.class_of(object) }
}

fn help_modules(vm: &mut Vm<'_>) -> Res {
    let out = &mut Out::Console;
    for module in crate::modules::ALL {
        vm.write(out, module.name.as_bytes())?;
        vm.write(out, b"\n")?;
    }
    vm.write(out, b"Plus any modules on the filesystem\n")?;
    Ok(Value::NONE)
}

/// What `help()` says.
const HELP: &str = "Welcome to Constrictor, which runs MicroPython programs!

Control commands at the prompt:
  CTRL-C -- interrupt a running program
  CTRL-D -- on a blank line, leave
  CTRL-E -- on a blank line, enter paste mode

For further help on a specific object, type help(obj)
For a list of available modules, type help('modules')
";
