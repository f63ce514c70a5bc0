//! `dict`, `OrderedDict` and the views of them.

use crate::error::Res;
use crate::map::{FIXED, TOLERANT};
use crate::native::{Args, Member, Native, Type};
use crate::object::*;
use crate::print::{Out, Style};
use crate::raise;
use crate::types::exceptions::*;
use crate::types::iterators::{ITEMS, KEYS, VALUES};
use crate::value::{Gc, Value, Word};
use crate::vm::Vm;
use constrictor_bytecode::opcode::BinaryOp;

/// The type `dict`.
pub static DICT: Type = BASE;

/// What dicts of both types can do.
const BASE: Type = Type {
    make: Some(|vm, _, args| make(vm, Kind::Dict, args)),
    binary: Some(binary),
    len: Some(|_, value| Ok(value.get::<Dict>().map_or(0, |dict| dict.map.len()))),
    item: Some(item),
    set_item: Some(set_item),
    iter: Some(|vm, value| iterator(vm, value, KEYS)),
    print: Some(print),
    members: &[
        Member::Function(Native::new("clear", 1, 1, |vm, args| {
            let dict = changing(vm, args[0])?;
            vm.map_clear(&dict.map);
            Ok(Value::NONE)
        })),
        Member::Function(Native::new("copy", 1, 1, |vm, args| {
            let dict = dict_of(vm, args[0])?;
            copy(vm, dict).map(Gc::value)
        })),
        Member::Function(Native::new("fromkeys", 2, 3, from_keys).class()),
        Member::Function(Native::new("get", 2, 3, get)),
        Member::Function(Native::new("items", 1, 1, |vm, args| view(vm, Kind::DictItems, args[0]))),
        Member::Function(Native::new("keys", 1, 1, |vm, args| view(vm, Kind::DictKeys, args[0]))),
        Member::Function(Native::new("pop", 2, 3, pop)),
        Member::Function(Native::new("popitem", 1, 1, pop_item)),
        Member::Function(Native::new("setdefault", 2, 3, set_default)),
        Member::Function(Native::any("update", 1, 255, update)),
        Member::Function(Native::new("values", 1, 1, |vm, args| view(vm, Kind::DictValues, args[0]))),
        Member::Function(Native::new("__getitem__", 2, 2, |vm, args| vm.load_item(args[0], args[1]))),
        Member::Function(Native::new("__setitem__", 3, 3, |vm, args| {
            vm.store_item(args[0], args[1], Some(args[2])).map(|()| Value::NONE)
        })),
        Member::Function(Native::new("__delitem__", 2, 2, |vm, args| {
            vm.store_item(args[0], args[1], None).map(|()| Value::NONE)
        })),
    ],
    ..Type::new("dict")
};

/// The type `OrderedDict`. Every dict has its entries in the order in which they came; this one compares it, too.
pub static ORDERED_DICT: Type = Type {
    name: "OrderedDict",
    base: Some(&DICT),
    make: Some(|vm, _, args| make(vm, Kind::OrderedDict, args)),
    members: &[],
    ..BASE
};

/// The type of what `keys()`, `values()` and `items()` give.
pub static DICT_VIEW: Type = Type {
    binary: Some(|vm, op, left, right| match (op, left.kind(), viewed(left)) {
        (BinaryOp::In, Kind::DictKeys, Some(dict)) => {
            vm.map_find(&dict.map, right, 2).map(|found| Some(Value::bool(found.is_some())))
        }
        _ => Ok(None),
    }),
    len: Some(|_, value| Ok(viewed(value).map_or(0, |dict| dict.map.len()))),
    // Views of values are equal to nothing but themselves (MicroPython, py/objdict.c).
    hash: Some(|vm, value| match value.kind() {
        Kind::DictValues => Ok((value.bits() >> 3) as isize),
        _ => raise!(vm, TYPE_ERROR, "unsupported type for __hash__: 'dict_view'"),
    }),
    iter: Some(|vm, value| {
        let what = match value.kind() {
            Kind::DictKeys => KEYS,
            Kind::DictValues => VALUES,
            _ => ITEMS,
        };
        let dict = viewed(value).map_or(value, Gc::value);
        iterator(vm, dict, what)
    }),
    print: Some(print_view),
    ..Type::new("dict_view")
};

fn is_dict(value: Value) -> bool {
    matches!(value.kind(), Kind::Dict | Kind::OrderedDict)
}

fn dict_of(vm: &mut Vm<'_>, value: Value) -> Res<Gc<Dict>> {
    match value.get::<Dict>().filter(|_| is_dict(value)) {
        Some(dict) => Ok(dict),
        None => Err(vm.wrong_receiver("dict", value)),
    }
}

/// A dict that is to be changed: it must not be a view of the attributes of a class or object.
fn changing(vm: &mut Vm<'_>, value: Value) -> Res<Gc<Dict>> {
    let dict = dict_of(vm, value)?;
    if dict.map.has_flag(FIXED) {
        return Err(vm.raise_plain(&TYPE_ERROR));
    }
    Ok(dict)
}

fn iterator(vm: &mut Vm<'_>, dict: Value, what: isize) -> Res {
    let iterator = vm.iterator(Kind::DictIter, dict, None)?;
    iterator.step.set(what);
    Ok(iterator.value())
}

/// An empty dict. The keys of an OrderedDict need no hashes (MicroPython, py/map.c: it is searched from the start).
fn new(vm: &mut Vm<'_>, kind: Kind) -> Res<Gc<Dict>> {
    let dict = vm.make::<Dict>(kind, 0)?;
    if kind == Kind::OrderedDict {
        dict.map.add_flag(TOLERANT);
    }
    Ok(dict)
}

fn make(vm: &mut Vm<'_>, kind: Kind, args: Args<'_>) -> Res {
    let dict = new(vm, kind)?;
    if args.len() > 1 {
        // The dict itself counts as an argument of what fills it.
        return raise!(vm, TYPE_ERROR, "function expected at most 2 arguments, got {}", args.len() + 1);
    }
    fill(vm, dict, args)?;
    Ok(dict.value())
}

fn copy(vm: &mut Vm<'_>, dict: Gc<Dict>) -> Res<Gc<Dict>> {
    let result = new(vm, dict.value().kind())?;
    vm.map_copy(&dict.map, &result.map, 2)?;
    Ok(result)
}

/// Adds the entries of a mapping or of pairs, and those of keyword arguments.
fn fill(vm: &mut Vm<'_>, dict: Gc<Dict>, args: Args<'_>) -> Res<()> {
    match args.first() {
        Some(&source) if is_dict(source) => {
            if let Some(source) = source.get::<Dict>() {
                add_entries(vm, dict, source)?;
            }
        }
        Some(&pairs) => vm.each(pairs, |vm, pair| add_pair(vm, dict, pair))?,
        None => {}
    }
    for (name, value) in args.pairs() {
        vm.map_set(&dict.map, name, value)?;
    }
    Ok(())
}

fn add_entries(vm: &mut Vm<'_>, dict: Gc<Dict>, source: Gc<Dict>) -> Res<()> {
    if dict == source {
        return Ok(());
    }
    if dict.map.len() == 0 && dict.map.entries.get().is_none() {
        return vm.map_copy(&source.map, &dict.map, 2);
    }
    let mut at = 0;
    while let Some((place, key)) = source.map.next(at, 2) {
        at = place + 1;
        let value = source.map.value(place).unwrap_or(Value::NONE);
        let scope = vm.scope();
        vm.keep(key)?;
        vm.keep(value)?;
        vm.map_set(&dict.map, key, value)?;
        vm.end(scope);
    }
    Ok(())
}

fn add_pair(vm: &mut Vm<'_>, dict: Gc<Dict>, pair: Value) -> Res<()> {
    let iterator = vm.iter(pair)?;
    let mut parts = [None; 3];
    for part in &mut parts {
        // What comes after the end of an iterator is not asked for.
        *part = vm.next_item(iterator)?;
        match *part {
            Some(item) => vm.keep(item)?,
            None => break,
        };
    }
    let [Some(key), Some(value), None] = parts else {
        return raise!(vm, VALUE_ERROR, "dict update sequence has wrong length");
    };
    vm.map_set(&dict.map, key, value)
}

fn binary(vm: &mut Vm<'_>, op: BinaryOp, left: Value, right: Value) -> Res<Word> {
    let Some(dict) = left.get::<Dict>() else { return Ok(None) };
    match op {
        BinaryOp::In => vm.map_find(&dict.map, right, 2).map(|found| Some(Value::bool(found.is_some()))),
        BinaryOp::Equal => {
            // A dict and an OrderedDict are never equal (MicroPython, py/obj.c: types differ).
            let Some(other) = right.get::<Dict>().filter(|_| right.kind() == left.kind()) else {
                return Ok(None);
            };
            let is_equal = vm.nested(|vm| match left.kind() {
                Kind::OrderedDict => is_equal_in_order(vm, dict, other),
                _ => is_equal(vm, dict, other),
            });
            is_equal.map(|is_equal| Some(Value::bool(is_equal)))
        }
        BinaryOp::Or | BinaryOp::InplaceOr => {
            let result = if op == BinaryOp::Or { copy(vm, dict)? } else { changing(vm, left)? };
            fill(vm, result, Args::of(&[right]))?;
            Ok(Some(result.value()))
        }
        _ => Ok(None),
    }
}

fn is_equal(vm: &mut Vm<'_>, dict: Gc<Dict>, other: Gc<Dict>) -> Res<bool> {
    if dict.map.len() != other.map.len() {
        return Ok(false);
    }
    let mut at = 0;
    while let Some((place, key)) = dict.map.next(at, 2) {
        at = place + 1;
        let value = dict.map.value(place).unwrap_or(Value::NONE);
        let scope = vm.scope();
        vm.keep(key)?;
        vm.keep(value)?;
        let Some(found) = vm.map_find(&other.map, key, 2)? else { return Ok(false) };
        let found = other.map.value(found).unwrap_or(Value::NONE);
        if !vm.equal_items(value, found)? {
            return Ok(false);
        }
        vm.end(scope);
    }
    Ok(true)
}

fn is_equal_in_order(vm: &mut Vm<'_>, dict: Gc<Dict>, other: Gc<Dict>) -> Res<bool> {
    let mut at = (0, 0);
    loop {
        let (own, others) = (dict.map.next(at.0, 2), other.map.next(at.1, 2));
        let (Some(own), Some(others)) = (own, others) else { return Ok(own.is_none() && others.is_none()) };
        at = (own.0 + 1, others.0 + 1);
        let values = (dict.map.value(own.0), other.map.value(others.0));
        let scope = vm.scope();
        for value in [values.0, values.1].into_iter().flatten() {
            vm.keep(value)?;
        }
        if !vm.equal_items(own.1, others.1)? {
            return Ok(false);
        }
        if let (Some(value), Some(other)) = values
            && !vm.equal_items(value, other)?
        {
            return Ok(false);
        }
        vm.end(scope);
    }
}

fn item(vm: &mut Vm<'_>, value: Value, key: Value) -> Res {
    let dict = dict_of(vm, value)?;
    match vm.dict_get(dict, key)? {
        Some(value) => Ok(value),
        None => Err(vm.raise_with(&KEY_ERROR, key)),
    }
}

fn set_item(vm: &mut Vm<'_>, value: Value, key: Value, new: Word) -> Res<()> {
    let dict = changing(vm, value)?;
    match new {
        Some(new) => vm.map_set(&dict.map, key, new),
        None => match vm.map_remove(&dict.map, key, 2)? {
            Some(_) => Ok(()),
            None => Err(vm.raise_with(&KEY_ERROR, key)),
        },
    }
}

fn from_keys(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let dict = vm.dict(0)?;
    let value = args.get(2).copied().unwrap_or(Value::NONE);
    vm.each(args[1], |vm, key| vm.map_set(&dict.map, key, value))?;
    Ok(dict.value())
}

fn get(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let dict = dict_of(vm, args[0])?;
    let found = vm.dict_get(dict, args[1])?;
    Ok(found.or(args.get(2).copied()).unwrap_or(Value::NONE))
}

fn pop(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let dict = changing(vm, args[0])?;
    match vm.map_remove(&dict.map, args[1], 2)?.or(args.get(2).copied()) {
        Some(value) => Ok(value),
        None => Err(vm.raise_with(&KEY_ERROR, args[1])),
    }
}

fn pop_item(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let dict = changing(vm, args[0])?;
    let Some((place, key)) = dict.map.last(2) else {
        return raise!(vm, KEY_ERROR, "popitem(): dictionary is empty");
    };
    let value = dict.map.value(place).unwrap_or(Value::NONE);
    let pair = vm.tuple(&[key, value])?;
    vm.map_remove_at(&dict.map, place, 2);
    Ok(pair)
}

fn set_default(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let dict = changing(vm, args[0])?;
    let (place, is_new) = vm.map_enter(&dict.map, args[1], 2)?;
    if is_new {
        dict.map.set_value(place, args.get(2).copied().unwrap_or(Value::NONE));
    }
    Ok(dict.map.value(place).unwrap_or(Value::NONE))
}

fn update(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let dict = changing(vm, args[0])?;
    if args.len() > 2 {
        return raise!(vm, TYPE_ERROR, "function expected at most 2 arguments, got {}", args.len());
    }
    fill(vm, dict, args.skip(1)).map(|()| Value::NONE)
}

fn view(vm: &mut Vm<'_>, kind: Kind, value: Value) -> Res {
    dict_of(vm, value)?;
    vm.wrapper(kind, Some(value), None)
}

/// The dict that a view shows.
fn viewed(view: Value) -> Option<Gc<Dict>> {
    view.get::<Wrapper>()?.inner.get()?.get::<Dict>()
}

fn print(vm: &mut Vm<'_>, out: &mut Out<'_>, value: Value, _: Style) -> Res<()> {
    let Some(dict) = value.get::<Dict>() else { return Ok(()) };
    let is_ordered = value.kind() == Kind::OrderedDict;
    vm.write(out, if is_ordered { b"OrderedDict({" } else { b"{" })?;
    print_entries(vm, out, dict, |vm, out, key, value| {
        vm.print(out, key, Style::Repr)?;
        vm.write(out, b": ")?;
        vm.print(out, value, Style::Repr)
    })?;
    vm.write(out, if is_ordered { b"})" } else { b"}" })
}

fn print_view(vm: &mut Vm<'_>, out: &mut Out<'_>, value: Value, _: Style) -> Res<()> {
    let Some(dict) = viewed(value) else { return Ok(()) };
    let name: &[u8] = match value.kind() {
        Kind::DictKeys => b"dict_keys([",
        Kind::DictValues => b"dict_values([",
        _ => b"dict_items([",
    };
    vm.write(out, name)?;
    let kind = value.kind();
    print_entries(vm, out, dict, |vm, out, key, value| match kind {
        Kind::DictKeys => vm.print(out, key, Style::Repr),
        Kind::DictValues => vm.print(out, value, Style::Repr),
        _ => {
            vm.write(out, b"(")?;
            vm.print(out, key, Style::Repr)?;
            vm.write(out, b", ")?;
            vm.print(out, value, Style::Repr)?;
            vm.write(out, b")")
        }
    })?;
    vm.write(out, b"])")
}

/// Prints the entries of a dict with commas between them.
fn print_entries<'h>(
    vm: &mut Vm<'h>,
    out: &mut Out<'_>,
    dict: Gc<Dict>,
    print: impl Fn(&mut Vm<'h>, &mut Out<'_>, Value, Value) -> Res<()>,
) -> Res<()> {
    let (mut at, mut is_first) = (0, true);
    while let Some((place, key)) = dict.map.next(at, 2) {
        at = place + 1;
        if !core::mem::take(&mut is_first) {
            vm.write(out, b", ")?;
        }
        let value = dict.map.value(place).unwrap_or(Value::NONE);
        let scope = vm.scope();
        vm.keep(key)?;
        vm.keep(value)?;
        print(vm, out, key, value)?;
        vm.end(scope);
    }
    Ok(())
}

impl Vm<'_> {
    /// The value of a key in a dict, if it is there.
    ///
    /// # Errors
    ///
    /// The key has no hash, or comparing raised an exception.
    #[inline]
    pub fn dict_get(&mut self, dict: Gc<Dict>, key: Value) -> Res<Word> {
        let place = self.map_find(&dict.map, key, 2)?;
        Ok(place.and_then(|place| dict.map.value(place)))
    }

    /// Sets the value of a key in a dict.
    ///
    /// # Errors
    ///
    /// The key has no hash, comparing raised an exception, or there is no memory.
    pub fn dict_set(&mut self, dict: Gc<Dict>, key: Value, value: Value) -> Res<()> {
        self.map_set(&dict.map, key, value)
    }
}
