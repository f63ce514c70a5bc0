//! `set` and `frozenset`.

use crate::error::Res;
use crate::native::{Args, Member, Native, Type};
use crate::object::*;
use crate::print::{Out, Style};
use crate::raise;
use crate::types::exceptions::*;
use crate::value::{Gc, Value, Word};
use crate::vm::Vm;
use constrictor_bytecode::opcode::BinaryOp;

/// The type `set`.
pub static SET: Type = BASE;

/// What sets can do, most of which frozensets can as well.
const BASE: Type = Type {
    make: Some(|vm, _, args| make(vm, Kind::Set, args)),
    binary: Some(binary),
    len: Some(|_, value| Ok(value.get::<Dict>().map_or(0, |set| set.map.len()))),
    iter: Some(|vm, value| vm.iterator(Kind::SetIter, value, None).map(Gc::value)),
    print: Some(print),
    members: &[
        Member::Function(Native::new("add", 2, 2, |vm, args| {
            let set = set_of(vm, args[0])?;
            vm.set_add(&set.map, args[1]).map(|_| Value::NONE)
        })),
        Member::Function(Native::new("clear", 1, 1, |vm, args| {
            let set = set_of(vm, args[0])?;
            vm.map_clear(&set.map);
            Ok(Value::NONE)
        })),
        COPY,
        Member::Function(Native::new("discard", 2, 2, |vm, args| {
            let set = set_of(vm, args[0])?;
            vm.map_remove(&set.map, args[1], 1).map(|_| Value::NONE)
        })),
        DIFFERENCE,
        Member::Function(Native::new("difference_update", 1, 255, |vm, args| {
            let set = set_of(vm, args[0])?;
            subtract_all(vm, set, args).map(|()| Value::NONE)
        })),
        INTERSECTION,
        Member::Function(Native::new("intersection_update", 2, 2, |vm, args| {
            let set = set_of(vm, args[0])?;
            intersect(vm, set, args[1]).map(|()| Value::NONE)
        })),
        IS_DISJOINT,
        IS_SUBSET,
        IS_SUPERSET,
        Member::Function(Native::new("pop", 1, 1, pop)),
        Member::Function(Native::new("remove", 2, 2, |vm, args| {
            let set = set_of(vm, args[0])?;
            match vm.map_remove(&set.map, args[1], 1)? {
                Some(_) => Ok(Value::NONE),
                None => Err(vm.raise_with(&KEY_ERROR, args[1])),
            }
        })),
        SYMMETRIC_DIFFERENCE,
        Member::Function(Native::new("symmetric_difference_update", 2, 2, |vm, args| {
            let set = set_of(vm, args[0])?;
            toggle_all(vm, set, args[1]).map(|()| Value::NONE)
        })),
        UNION,
        Member::Function(Native::new("update", 1, 255, |vm, args| {
            let set = set_of(vm, args[0])?;
            for &items in &args[1..] {
                add_all(vm, set, items)?;
            }
            Ok(Value::NONE)
        })),
        CONTAINS,
    ],
    ..Type::new("set")
};

/// The type `frozenset`.
pub static FROZENSET: Type = Type {
    make: Some(|vm, _, args| make(vm, Kind::FrozenSet, args)),
    hash: Some(hash),
    members: &[
        COPY,
        DIFFERENCE,
        INTERSECTION,
        IS_DISJOINT,
        IS_SUBSET,
        IS_SUPERSET,
        SYMMETRIC_DIFFERENCE,
        UNION,
        CONTAINS,
    ],
    name: "frozenset",
    ..BASE
};

const COPY: Member = Member::Function(Native::new("copy", 1, 1, |vm, args| {
    let set = any_set(vm, args[0])?;
    copy(vm, set).map(Gc::value)
}));
const DIFFERENCE: Member = Member::Function(Native::new("difference", 1, 255, |vm, args| {
    let set = any_set(vm, args[0])?;
    let result = copy(vm, set)?;
    subtract_all(vm, result, args).map(|()| result.value())
}));
const INTERSECTION: Member = Member::Function(Native::new("intersection", 2, 2, |vm, args| {
    let set = any_set(vm, args[0])?;
    intersection(vm, set, args[1])
}));
const IS_DISJOINT: Member = Member::Function(Native::new("isdisjoint", 2, 2, |vm, args| {
    let set = any_set(vm, args[0])?;
    let iterator = vm.iter(args[1])?;
    loop {
        let scope = vm.scope();
        vm.poll()?;
        let Some(item) = vm.next_item(iterator)? else { return Ok(Value::TRUE) };
        vm.keep(item)?;
        if vm.map_find(&set.map, item, 1)?.is_some() {
            return Ok(Value::FALSE);
        }
        vm.end(scope);
    }
}));
const IS_SUBSET: Member = Member::Function(Native::new("issubset", 2, 2, |vm, args| {
    let set = any_set(vm, args[0])?;
    let other = as_set(vm, args[1])?;
    is_subset(vm, set, other).map(Value::bool)
}));
const IS_SUPERSET: Member = Member::Function(Native::new("issuperset", 2, 2, |vm, args| {
    let set = any_set(vm, args[0])?;
    let other = as_set(vm, args[1])?;
    is_subset(vm, other, set).map(Value::bool)
}));
const SYMMETRIC_DIFFERENCE: Member =
    Member::Function(Native::new("symmetric_difference", 2, 2, |vm, args| {
        let set = any_set(vm, args[0])?;
        let result = copy(vm, set)?;
        toggle_all(vm, result, args[1]).map(|()| result.value())
    }));
const UNION: Member = Member::Function(Native::new("union", 2, 2, |vm, args| {
    let set = any_set(vm, args[0])?;
    let result = copy(vm, set)?;
    add_all(vm, result, args[1]).map(|()| result.value())
}));
const CONTAINS: Member = Member::Function(Native::new("__contains__", 2, 2, |vm, args| {
    any_set(vm, args[0])?;
    vm.contains(args[0], args[1]).map(Value::bool)
}));

fn is_set(value: Value) -> bool {
    matches!(value.kind(), Kind::Set | Kind::FrozenSet)
}

fn set_of(vm: &mut Vm<'_>, value: Value) -> Res<Gc<Dict>> {
    match value.get_kind::<Dict>(Kind::Set) {
        Some(set) => Ok(set),
        None => Err(vm.wrong_receiver("set", value)),
    }
}

/// A set or frozenset.
fn any_set(vm: &mut Vm<'_>, value: Value) -> Res<Gc<Dict>> {
    match value.get::<Dict>().filter(|_| is_set(value)) {
        Some(set) => Ok(set),
        None => Err(vm.wrong_receiver("set", value)),
    }
}

/// A set of the items of an object, itself if it is one.
fn as_set(vm: &mut Vm<'_>, value: Value) -> Res<Gc<Dict>> {
    if let Some(set) = value.get::<Dict>().filter(|_| is_set(value)) {
        return Ok(set);
    }
    let set = vm.make::<Dict>(Kind::Set, 0)?;
    add_all(vm, set, value)?;
    Ok(set)
}

fn make(vm: &mut Vm<'_>, kind: Kind, args: Args<'_>) -> Res {
    vm.check_arguments(args, 0, 1, false)?;
    let set = vm.make::<Dict>(kind, 0)?;
    if let Some(&items) = args.first() {
        add_all(vm, set, items)?;
    }
    Ok(set.value())
}

fn copy(vm: &mut Vm<'_>, set: Gc<Dict>) -> Res<Gc<Dict>> {
    let result = vm.make::<Dict>(set.value().kind(), 0)?;
    vm.map_copy(&set.map, &result.map, 1)?;
    Ok(result)
}

fn add_all(vm: &mut Vm<'_>, set: Gc<Dict>, items: Value) -> Res<()> {
    vm.each(items, |vm, item| vm.set_add(&set.map, item).map(|_| ()))
}

/// Removes the items of all arguments but the first.
fn subtract_all(vm: &mut Vm<'_>, set: Gc<Dict>, args: Args<'_>) -> Res<()> {
    for &items in &args[1..] {
        if items == set.value() {
            vm.map_clear(&set.map);
        } else {
            vm.each(items, |vm, item| vm.map_remove(&set.map, item, 1).map(|_| ()))?;
        }
    }
    Ok(())
}

/// Adds the items that are not there and removes those that are.
fn toggle_all(vm: &mut Vm<'_>, set: Gc<Dict>, items: Value) -> Res<()> {
    vm.each(items, |vm, item| {
        vm.keep(item)?;
        if vm.map_remove(&set.map, item, 1)?.is_none() {
            vm.set_add(&set.map, item)?;
        }
        Ok(())
    })
}

/// A set of the items that are in a set as well.
fn intersection(vm: &mut Vm<'_>, set: Gc<Dict>, items: Value) -> Res {
    if items == set.value() {
        return copy(vm, set).map(Gc::value);
    }
    let result = vm.make::<Dict>(Kind::Set, 0)?;
    vm.each(items, |vm, item| {
        vm.keep(item)?;
        if vm.map_find(&set.map, item, 1)?.is_some() {
            vm.set_add(&result.map, item)?;
        }
        Ok(())
    })?;
    Ok(result.value())
}

/// Leaves in a set what is among some items.
fn intersect(vm: &mut Vm<'_>, set: Gc<Dict>, items: Value) -> Res<()> {
    if items != set.value()
        && let Some(result) = intersection(vm, set, items)?.get::<Dict>()
    {
        vm.map_clear(&set.map);
        set.map.take(&result.map);
    }
    Ok(())
}

fn is_subset(vm: &mut Vm<'_>, set: Gc<Dict>, other: Gc<Dict>) -> Res<bool> {
    vm.nested(|vm| {
        let mut at = 0;
        while let Some((place, item)) = set.map.next(at, 1) {
            at = place + 1;
            let scope = vm.scope();
            vm.keep(item)?;
            if vm.map_find(&other.map, item, 1)?.is_none() {
                return Ok(false);
            }
            vm.end(scope);
        }
        Ok(true)
    })
}

fn pop(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let set = set_of(vm, args[0])?;
    // The first item, unless so many before it are gone that it takes long to find.
    let first = (0..set.map.used.get().min(64)).find_map(|at| set.map.key(at, 1).map(|item| (at, item)));
    let Some((place, item)) = first.or_else(|| set.map.last(1)) else {
        return raise!(vm, KEY_ERROR, "pop from an empty set");
    };
    vm.map_remove_at(&set.map, place, 1);
    vm.keep(item)
}

fn hash(vm: &mut Vm<'_>, value: Value) -> Res<isize> {
    let Some(set) = value.get::<Dict>() else { return Ok(0) };
    vm.nested(|vm| {
        // The order of items does not matter.
        let (mut at, mut hash) = (0, 0x5e7_f102);
        while let Some((place, item)) = set.map.next(at, 1) {
            at = place + 1;
            hash = isize::wrapping_add(hash, vm.hash(item)?.wrapping_mul(0x9e37_79b1u32 as isize));
        }
        Ok(hash)
    })
}

fn print(vm: &mut Vm<'_>, out: &mut Out<'_>, value: Value, _: Style) -> Res<()> {
    let Some(set) = value.get::<Dict>() else { return Ok(()) };
    let is_frozen = value.kind() == Kind::FrozenSet;
    if set.map.len() == 0 {
        return vm.write(out, if is_frozen { b"frozenset()" } else { b"set()" });
    }
    vm.write(out, if is_frozen { b"frozenset({" } else { b"{" })?;
    let (mut at, mut is_first) = (0, true);
    while let Some((place, item)) = set.map.next(at, 1) {
        at = place + 1;
        if !core::mem::take(&mut is_first) {
            vm.write(out, b", ")?;
        }
        let scope = vm.scope();
        vm.keep(item)?;
        vm.print(out, item, Style::Repr)?;
        vm.end(scope);
    }
    vm.write(out, if is_frozen { b"})" } else { b"}" })
}

fn binary(vm: &mut Vm<'_>, op: BinaryOp, left: Value, right: Value) -> Res<Word> {
    use BinaryOp::*;
    let Some(set) = left.get::<Dict>() else { return Ok(None) };
    if op == In {
        return vm.map_find(&set.map, right, 1).map(|found| Some(Value::bool(found.is_some())));
    }
    let Some(other) = right.get::<Dict>().filter(|_| is_set(right)) else { return Ok(None) };
    let in_place = left.kind() == Kind::Set;
    let args = [left, right];
    match op {
        Or | Xor | Subtract => {
            let result = copy(vm, set)?;
            match op {
                Or => add_all(vm, result, right)?,
                Xor => toggle_all(vm, result, right)?,
                _ if right == left => vm.map_clear(&result.map),
                _ => subtract_all(vm, result, Args::of(&args))?,
            }
            Ok(Some(result.value()))
        }
        And => intersection(vm, set, right).map(Some),
        // A frozenset falls back to the plain operators.
        InplaceOr | InplaceXor | InplaceAnd | InplaceSubtract if in_place => {
            match op {
                InplaceOr => add_all(vm, set, right)?,
                InplaceXor => toggle_all(vm, set, right)?,
                InplaceAnd => intersect(vm, set, right)?,
                _ => subtract_all(vm, set, Args::of(&args))?,
            }
            Ok(Some(left))
        }
        Equal => {
            let is_equal = set.map.len() == other.map.len() && is_subset(vm, set, other)?;
            Ok(Some(Value::bool(is_equal)))
        }
        LessEqual => is_subset(vm, set, other).map(|result| Some(Value::bool(result))),
        MoreEqual => is_subset(vm, other, set).map(|result| Some(Value::bool(result))),
        Less => {
            let is_proper = set.map.len() != other.map.len() && is_subset(vm, set, other)?;
            Ok(Some(Value::bool(is_proper)))
        }
        More => {
            let is_proper = set.map.len() != other.map.len() && is_subset(vm, other, set)?;
            Ok(Some(Value::bool(is_proper)))
        }
        _ => Ok(None),
    }
}

impl Vm<'_> {
    /// A set.
    ///
    /// # Errors
    ///
    /// An item has no hash, comparing raised an exception, or there is no memory.
    pub fn set(&mut self, items: &[Value]) -> Res {
        let set = self.make::<Dict>(Kind::Set, 0)?;
        for &item in items {
            self.set_add(&set.map, item)?;
        }
        Ok(set.value())
    }
}
