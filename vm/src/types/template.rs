//! Template strings: what `t"…"` makes, and `string.templatelib` has the types of (MicroPython, py/objtemplate.c).
//!
//! Both types are objects of their own kind of [`Opaque`]: a template's values are the tuple of its strings and that of its
//! interpolations, an interpolation's only value is a tuple of what it consists of.

use super::str::case::concatenate;
use crate::error::Res;
use crate::native::{Args, Type};
use crate::object::*;
use crate::print::{Out, Style};
use crate::raise;
use crate::symbol::Symbol;
use crate::types::exceptions::*;
use crate::value::{Gc, Value, Word};
use crate::vm::Vm;
use constrictor_bytecode::opcode::BinaryOp;

/// The type `Template`.
pub static TEMPLATE: Type = Type {
    make: Some(make_template),
    binary: Some(|vm, op, left, right| match (op, parts_of(left), parts_of(right)) {
        (BinaryOp::Add, Some(left), Some(right)) => concatenation(vm, left, right).map(Some),
        _ => Ok(None),
    }),
    attribute: Some(template_attribute),
    iter: Some(|vm, value| {
        let items = items(vm, value)?;
        vm.iter(items)
    }),
    print: Some(|vm, out, value, _| {
        let (strings, interpolations) = (value_of(value, 0), value_of(value, 1));
        vm.write(out, b"Template(strings=")?;
        vm.print(out, strings, Style::Repr)?;
        vm.write(out, b", interpolations=")?;
        vm.print(out, interpolations, Style::Repr)?;
        vm.write(out, b")")
    }),
    ..Type::new("Template")
};

/// The type `Interpolation`.
pub static INTERPOLATION: Type = Type {
    make: Some(make_interpolation),
    attribute: Some(|vm, value, name| {
        let name = vm.symbol_text(name);
        let at = FIELDS.iter().position(|field| field.as_bytes() == name);
        Ok(at.and_then(|at| fields_of(value).get(at).copied()))
    }),
    print: Some(print_interpolation),
    ..Type::new("Interpolation")
};

/// What an interpolation consists of.
const FIELDS: [&str; 4] = ["value", "expression", "conversion", "format_spec"];

/// An object of one of the two types.
fn object_of(value: Value, class: &'static Type) -> Option<Gc<Opaque>> {
    value.get::<Opaque>().filter(|object| object.class.get() == Some(class.value()))
}

fn value_of(value: Value, at: usize) -> Value {
    value.get::<Opaque>().and_then(|object| object.values[at].get()).unwrap_or(Value::NONE)
}

fn items_of<'a>(tuple: Value) -> &'a [Value] {
    tuple.get::<Tuple>().map_or(&[], |tuple| tuple.items())
}

/// The strings and the interpolations of a template.
fn parts_of<'a>(value: Value) -> Option<(&'a [Value], &'a [Value])> {
    object_of(value, &TEMPLATE).map(|_| (items_of(value_of(value, 0)), items_of(value_of(value, 1))))
}

/// What an interpolation consists of; nothing if it is none.
fn fields_of<'a>(value: Value) -> &'a [Value] {
    object_of(value, &INTERPOLATION).map_or(&[], |_| items_of(value_of(value, 0)))
}

fn new_template(vm: &mut Vm<'_>, strings: Value, interpolations: Value) -> Res {
    let template = vm.make::<Opaque>(Kind::Opaque, 0)?;
    template.class.set(Some(TEMPLATE.value()));
    template.values[0].set(Some(strings));
    template.values[1].set(Some(interpolations));
    Ok(template.value())
}

fn new_interpolation(vm: &mut Vm<'_>, fields: &[Value]) -> Res {
    let fields = vm.tuple(fields)?;
    let interpolation = vm.make::<Opaque>(Kind::Opaque, 0)?;
    interpolation.class.set(Some(INTERPOLATION.value()));
    interpolation.values[0].set(Some(fields));
    Ok(interpolation.value())
}

/// `__template__(strings, …)`: what `t"…"` is compiled to. The fields of the interpolations follow, four for each, or are
/// the items of the only other argument.
pub(crate) fn template(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let fields = match *args.positional {
        [_, fields] => match (fields.get_kind::<Tuple>(Kind::Tuple), fields.get::<List>()) {
            (Some(tuple), _) => tuple.items(),
            (_, Some(list)) => list.items(),
            _ => return raise!(vm, TYPE_ERROR, "object '{}' isn't a tuple or list", vm.type_name(fields)),
        },
        _ => &args[1..],
    };
    let interpolations = vm.list(&[])?;
    if let Some(list) = interpolations.get::<List>() {
        for fields in fields.chunks_exact(FIELDS.len()) {
            let scope = vm.scope();
            let interpolation = new_interpolation(vm, fields)?;
            vm.list_append(list, interpolation)?;
            vm.end(scope);
        }
        let interpolations = vm.tuple(list.items())?;
        return new_template(vm, args[0], interpolations);
    }
    Ok(Value::NONE)
}

/// The text of two strs one after the other.
fn joined(vm: &mut Vm<'_>, left: Value, right: Value) -> Res {
    let (left, right) = (vm.text(left).unwrap_or_default(), vm.text(right).unwrap_or_default());
    concatenate(vm, Kind::Str, left, right)
}

/// `Template(*args)`: strs and interpolations in any order.
fn make_template(vm: &mut Vm<'_>, _: &'static Type, args: Args<'_>) -> Res {
    vm.check_arguments(args, 0, 255, false)?;
    let is_interpolation = |value: &Value| object_of(*value, &INTERPOLATION).is_some();
    if !args.iter().all(|value| value.kind() == Kind::Str || is_interpolation(value)) {
        return raise!(vm, TYPE_ERROR, "expected str or Interpolation");
    }
    let (strings, interpolations) = (vm.list(&[])?, vm.list(&[])?);
    let (Some(strings), Some(interpolations)) = (strings.get::<List>(), interpolations.get::<List>()) else {
        return Ok(Value::NONE);
    };
    for (at, strs) in args.split(is_interpolation).enumerate() {
        let scope = vm.scope();
        let mut string = strs.first().copied().unwrap_or(Value::symbol(Symbol::EMPTY));
        for &next in strs.iter().skip(1) {
            string = joined(vm, string, next)?;
            vm.end_with(scope, string)?;
        }
        vm.list_append(strings, string)?;
        vm.end(scope);
        if at > 0
            && let Some(&interpolation) = args.iter().filter(|value| is_interpolation(value)).nth(at - 1)
        {
            vm.list_append(interpolations, interpolation)?;
        }
    }
    let strings = vm.tuple(strings.items())?;
    let interpolations = vm.tuple(interpolations.items())?;
    new_template(vm, strings, interpolations)
}

type Parts<'a> = (&'a [Value], &'a [Value]);

/// `template + template`: the strings where they meet become one.
fn concatenation(vm: &mut Vm<'_>, left: Parts<'_>, right: Parts<'_>) -> Res {
    let middle = joined(
        vm,
        left.0.last().copied().unwrap_or(Value::NONE),
        right.0.first().copied().unwrap_or(Value::NONE),
    )?;
    let before = left.0.split_last().map_or(&[][..], |(_, before)| before);
    let after = right.0.split_first().map_or(&[][..], |(_, after)| after);
    let strings = tuple_of(vm, [before, &[middle], after])?;
    let interpolations = tuple_of(vm, [left.1, right.1, &[]])?;
    new_template(vm, strings, interpolations)
}

/// A tuple of the items of others.
fn tuple_of(vm: &mut Vm<'_>, parts: [&[Value]; 3]) -> Res {
    let list = vm.list(parts[0])?;
    if let Some(list) = list.get::<List>() {
        for &item in parts[1..].iter().copied().flatten() {
            vm.list_append(list, item)?;
        }
        return vm.tuple(list.items());
    }
    Ok(list)
}

/// What iterating over a template gives: strings that are not empty, and interpolations, in turn.
fn items(vm: &mut Vm<'_>, value: Value) -> Res {
    let list = vm.list(&[])?;
    let (Some(items), Some((strings, interpolations))) = (list.get::<List>(), parts_of(value)) else {
        return Ok(list);
    };
    for (at, &string) in strings.iter().enumerate() {
        if vm.text(string).is_none_or(|text| !text.is_empty()) {
            vm.list_append(items, string)?;
        }
        if let Some(&interpolation) = interpolations.get(at) {
            vm.list_append(items, interpolation)?;
        }
    }
    Ok(list)
}

fn template_attribute(vm: &mut Vm<'_>, value: Value, name: Symbol) -> Res<Word> {
    match vm.symbol_text(name) {
        b"strings" => Ok(Some(value_of(value, 0))),
        b"interpolations" => Ok(Some(value_of(value, 1))),
        b"values" => {
            let list = vm.list(&[])?;
            let Some(values) = list.get::<List>() else { return Ok(None) };
            for &interpolation in items_of(value_of(value, 1)) {
                let value = fields_of(interpolation).first().copied();
                vm.list_append(values, value.unwrap_or(Value::NONE))?;
            }
            vm.tuple(values.items()).map(Some)
        }
        _ => Ok(None),
    }
}

/// `Interpolation(value, expression="", conversion=None, format_spec="")`
fn make_interpolation(vm: &mut Vm<'_>, _: &'static Type, args: Args<'_>) -> Res {
    let [value, expression, conversion, spec] = vm.arguments(args, FIELDS.len(), FIELDS)?;
    let Some(value) = value else {
        return raise!(vm, TYPE_ERROR, "'value' argument required");
    };
    let empty = Value::symbol(Symbol::EMPTY);
    new_interpolation(
        vm,
        &[value, expression.unwrap_or(empty), conversion.unwrap_or(Value::NONE), spec.unwrap_or(empty)],
    )
}

fn print_interpolation(vm: &mut Vm<'_>, out: &mut Out<'_>, value: Value, _: Style) -> Res<()> {
    vm.write(out, b"Interpolation(")?;
    for (at, &field) in fields_of(value).iter().enumerate() {
        if at > 0 {
            vm.write(out, b", ")?;
        }
        vm.print(out, field, Style::Repr)?;
    }
    vm.write(out, b")")
}
