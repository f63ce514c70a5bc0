//! `tuple`, named tuples, and tuples with attributes.

use crate::error::Res;
use crate::native::{Args, Member, Native, Type};
use crate::object::*;
use crate::print::Out;
use crate::raise;
use crate::types::exceptions::*;
use crate::types::sequence;
use crate::value::{Gc, Value, Word};
use crate::vm::Vm;
use constrictor_bytecode::opcode::BinaryOp;

/// The type `tuple`.
pub static TUPLE: Type = BASE;

/// What tuples of all types can do.
const BASE: Type = Type {
    make: Some(make),
    binary: Some(binary),
    len: Some(|_, value| Ok(value.get::<Tuple>().map_or(0, |tuple| tuple.len.get()))),
    hash: Some(hash),
    item: Some(item),
    iter: Some(|vm, value| vm.iterator(Kind::SequenceIter, value, None).map(Gc::value)),
    print: Some(|vm, out, value, _| {
        vm.write(out, b"(")?;
        vm.print_items(out, value)?;
        let is_single = value.get::<Tuple>().is_some_and(|tuple| tuple.len.get() == 1);
        vm.write(out, if is_single { b",)" } else { b")" })
    }),
    members: &[
        Member::Function(Native::new("count", 2, 2, |vm, args| {
            tuple_of(vm, args[0])?;
            vm.count_items(args[0], args[1]).map(|count| Value::small_unchecked(count as isize))
        })),
        Member::Function(Native::new("index", 2, 4, |vm, args| {
            tuple_of(vm, args[0])?;
            vm.index_of_item(args).map(|place| Value::small_unchecked(place as isize))
        })),
    ],
    ..Type::new("tuple")
};

/// The type of named tuples and tuples with attributes: a tuple, but for its attributes, which are its items only
/// (MicroPython, py/objnamedtuple.c and py/objattrtuple.c).
pub(crate) static NAMED: Type = Type {
    attribute: Some(|vm, value, name| {
        let Some(tuple) = value.get::<Tuple>() else { return Ok(None) };
        let place = field_names(vm, tuple).iter().position(|&field| field == Value::symbol(name));
        Ok(place.and_then(|place| tuple.items().get(place).copied()))
    }),
    set_attribute: Some(|vm, value, _, _| match value.kind() {
        Kind::NamedTuple => raise!(vm, ATTRIBUTE_ERROR, "can't set attribute"),
        _ => Ok(false),
    }),
    print: Some(print_fields),
    members: &[],
    ..BASE
};

fn tuple_of(vm: &mut Vm<'_>, value: Value) -> Res<Gc<Tuple>> {
    match value.get::<Tuple>() {
        Some(tuple) => Ok(tuple),
        None => Err(vm.wrong_receiver("tuple", value)),
    }
}

/// The names of a tuple's items.
fn field_names<'a>(vm: &Vm<'_>, tuple: Gc<Tuple>) -> &'a [Value] {
    match tuple.extra() {
        Some(names) if tuple.value().kind() == Kind::AttrTuple => {
            names.get::<Tuple>().map_or(&[], Gc::<Tuple>::items)
        }
        Some(class) => vm.named_tuple_fields(class).unwrap_or_default(),
        None => &[],
    }
}

fn print_fields(vm: &mut Vm<'_>, out: &mut Out<'_>, value: Value, _: crate::print::Style) -> Res<()> {
    let Some(tuple) = value.get::<Tuple>() else { return Ok(()) };
    if value.kind() == Kind::NamedTuple {
        let name = vm.type_name(value);
        vm.write(out, name.as_bytes())?;
    }
    vm.write(out, b"(")?;
    for (at, (&name, &item)) in field_names(vm, tuple).iter().zip(tuple.items()).enumerate() {
        if at > 0 {
            vm.write(out, b", ")?;
        }
        let name = vm.text(name).unwrap_or_default();
        vm.write(out, name)?;
        vm.write(out, b"=")?;
        vm.print(out, item, crate::print::Style::Repr)?;
    }
    vm.write(out, b")")
}

fn make(vm: &mut Vm<'_>, _: &'static Type, args: Args<'_>) -> Res {
    vm.check_arguments(args, 0, 1, false)?;
    match args.first() {
        None => vm.tuple(&[]),
        Some(tuple) if tuple.kind() == Kind::Tuple => Ok(*tuple),
        Some(&items) => match sequence::items(items) {
            Some(items) => vm.tuple(items),
            None => {
                let list = vm.list_with_room(0)?;
                vm.list_extend(list, items)?;
                let tuple = vm.tuple(list.items())?;
                let block = list.block.take();
                list.len.set(0);
                vm.free_block(block);
                Ok(tuple)
            }
        },
    }
}

fn binary(vm: &mut Vm<'_>, op: BinaryOp, left: Value, right: Value) -> Res<Word> {
    let Some(tuple) = left.get::<Tuple>() else { return Ok(None) };
    match op {
        BinaryOp::Add => {
            let Some(other) = vm.native_part(right).get::<Tuple>() else { return Ok(None) };
            let (left, right) = (tuple.items(), other.items());
            let result = vm.make::<Tuple>(Kind::Tuple, (left.len() + right.len()) * WORD)?;
            result.len.set(left.len() + right.len());
            for (at, &item) in left.iter().chain(right).enumerate() {
                result.set(at, item);
            }
            Ok(Some(result.value()))
        }
        BinaryOp::Multiply => match vm.repetitions(right)? {
            Some(count) => repeat(vm, tuple, count).map(Some),
            None => Ok(None),
        },
        BinaryOp::In => vm.has_item(left, right).map(|found| Some(Value::bool(found))),
        op if sequence::is_comparison(op) => {
            let right = vm.native_part(right);
            if !sequence::is_tuple(right) {
                return Ok(None);
            }
            vm.compare_sequences(op, left, right).map(|result| Some(Value::bool(result)))
        }
        _ => Ok(None),
    }
}

fn repeat(vm: &mut Vm<'_>, tuple: Gc<Tuple>, count: usize) -> Res {
    let len = tuple.len.get();
    let wanted = len.saturating_mul(count);
    if wanted == 0 {
        return vm.tuple(&[]);
    }
    let result = vm.make::<Tuple>(Kind::Tuple, wanted.saturating_mul(WORD))?;
    result.len.set(wanted);
    for (at, &item) in tuple.items().iter().cycle().take(wanted).enumerate() {
        result.set(at, item);
    }
    Ok(result.value())
}

fn hash(vm: &mut Vm<'_>, value: Value) -> Res<isize> {
    let Some(tuple) = value.get::<Tuple>() else { return Ok(0) };
    vm.nested(|vm| {
        let mut hash = tuple.len.get() as isize;
        for &item in tuple.items() {
            hash = hash.wrapping_mul(1_000_003) ^ vm.hash(item)?;
        }
        Ok(hash)
    })
}

fn item(vm: &mut Vm<'_>, value: Value, index: Value) -> Res {
    let tuple = tuple_of(vm, value)?;
    let items = tuple.items();
    if let Some(slice) = index.get::<Slice>() {
        let (start, stop, step) = vm.slice_bounds(slice, items.len())?;
        if step != 1 {
            return raise!(vm, NOT_IMPLEMENTED_ERROR, "only slices with step=1 (aka None) are supported");
        }
        return vm.tuple(&items[start as usize..stop.max(start) as usize]);
    }
    let place = vm.item_place(value, items.len(), index)?;
    Ok(items[place])
}

impl Vm<'_> {
    /// A tuple whose items are attributes as well: of the names in a tuple, and as many items.
    pub(crate) fn attribute_tuple(&mut self, names: Value, items: &[Value]) -> Res {
        let tuple =
            self.make::<Tuple>(Kind::AttrTuple, items.len().saturating_add(1).saturating_mul(WORD))?;
        tuple.len.set(items.len());
        for (at, &item) in items.iter().enumerate() {
            tuple.set(at, item);
        }
        tuple.set_extra(names);
        Ok(tuple.value())
    }
}
