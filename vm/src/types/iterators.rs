//! Iterators: over containers, and `map`, `filter`, `zip`, `enumerate`, `reversed`.
//!
//! Iterators over containers go by place, so that they notice what is changed meanwhile; that is no error, as in MicroPython.

use crate::error::Res;
use crate::native::{Args, Type};
use crate::object::*;
use crate::raise;
use crate::symbol::Symbol;
use crate::types::exceptions::*;
use crate::types::sequence;
use crate::types::str::next_str;
use crate::value::{Gc, Value, Word};
use crate::vm::Vm;

/// The type of iterators over lists, tuples and the like.
pub static ITERATOR: Type = Type { next: Some(next_of_sequence), ..Type::new("iterator") };
static STR_ITERATOR: Type = Type { next: Some(next_of_str), ..Type::new("iterator") };
static BYTES_ITERATOR: Type = Type { next: Some(next_of_bytes), ..Type::new("iterator") };
static RANGE_ITERATOR: Type = Type { next: Some(next_of_range), ..Type::new("iterator") };
static DICT_ITERATOR: Type = Type { next: Some(next_of_dict), ..Type::new("iterator") };
static SET_ITERATOR: Type = Type { next: Some(next_of_set), ..Type::new("iterator") };
static ITEM_ITERATOR: Type = Type { next: Some(next_by_index), ..Type::new("iterator") };

/// The type of iterators of a kind.
#[inline(always)]
pub(crate) fn of(kind: Kind) -> &'static Type {
    match kind {
        Kind::StrIter => &STR_ITERATOR,
        Kind::BytesIter => &BYTES_ITERATOR,
        Kind::RangeIter => &RANGE_ITERATOR,
        Kind::DictIter => &DICT_ITERATOR,
        Kind::SetIter => &SET_ITERATOR,
        Kind::ItemIter => &ITEM_ITERATOR,
        _ => &ITERATOR,
    }
}

/// The type `map`.
pub static MAP: Type = Type { make: Some(make_map), next: Some(next_of_map), ..Type::new("map") };

/// The type `filter`.
pub static FILTER: Type = Type {
    make: Some(|vm, _, args| {
        vm.check_arguments(args, 2, 2, false)?;
        let items = vm.iter(args[1])?;
        vm.iterator(Kind::Filter, items, Some(args[0])).map(Gc::value)
    }),
    next: Some(next_of_filter),
    ..Type::new("filter")
};

/// The type `zip`.
pub static ZIP: Type = Type {
    make: Some(|vm, _, args| {
        vm.check_arguments(args, 0, 255, false)?;
        let iterators = iterators_of(vm, args.positional)?;
        vm.iterator(Kind::Zip, iterators, None).map(Gc::value)
    }),
    next: Some(next_of_zip),
    ..Type::new("zip")
};

/// The type `enumerate`.
pub static ENUMERATE: Type =
    Type { make: Some(make_enumerate), next: Some(next_of_enumerate), ..Type::new("enumerate") };

/// The type `reversed`.
pub static REVERSED: Type =
    Type { make: Some(make_reversed), next: Some(next_of_reversed), ..Type::new("reversed") };

/// What the keys, values and items of a dict are to an iterator: its `step`.
pub(crate) const KEYS: isize = 0;
pub(crate) const VALUES: isize = 1;
pub(crate) const ITEMS: isize = 2;

/// An iterator and what it is over.
#[inline(always)]
fn parts(value: Value) -> Option<(Gc<Iter>, Value)> {
    let iterator = value.get::<Iter>()?;
    Some((iterator, iterator.source.get()?))
}

fn next_of_sequence(_: &mut Vm<'_>, value: Value) -> Res<Word> {
    let Some((iterator, source)) = parts(value) else { return Ok(None) };
    let place = iterator.at.get();
    let item = sequence::items(source).and_then(|items| items.get(place as usize)).copied();
    if item.is_some() {
        iterator.at.set(place + 1);
    }
    Ok(item)
}

fn next_of_range(vm: &mut Vm<'_>, value: Value) -> Res<Word> {
    let Some(iterator) = value.get::<Iter>() else { return Ok(None) };
    let (at, end, step) = (iterator.at.get(), iterator.end.get(), iterator.step.get());
    if !((step > 0 && at < end) || (step < 0 && at > end)) {
        return Ok(None);
    }
    // Past the last word there is nothing in the range.
    iterator.at.set(at.checked_add(step).unwrap_or(end));
    match Value::small(at) {
        Some(small) => Ok(Some(small)),
        None => vm.int(at as i64).map(Some),
    }
}

fn next_of_str(vm: &mut Vm<'_>, value: Value) -> Res<Word> {
    match value.get::<Iter>() {
        Some(iterator) => next_str(vm, iterator),
        None => Ok(None),
    }
}

fn next_of_bytes(vm: &mut Vm<'_>, value: Value) -> Res<Word> {
    match value.get::<Iter>() {
        Some(iterator) => crate::types::array::next_bytes(vm, iterator),
        None => Ok(None),
    }
}

fn next_of_dict(vm: &mut Vm<'_>, value: Value) -> Res<Word> {
    let Some((iterator, source)) = parts(value) else { return Ok(None) };
    let Some(dict) = source.get::<Dict>() else { return Ok(None) };
    let Some((place, key)) = dict.map.next(iterator.at.get() as usize, 2) else { return Ok(None) };
    iterator.at.set(place as isize + 1);
    let value = dict.map.value(place).unwrap_or(Value::NONE);
    match iterator.step.get() {
        KEYS => Ok(Some(key)),
        VALUES => Ok(Some(value)),
        _ => vm.tuple(&[key, value]).map(Some),
    }
}

fn next_of_set(_: &mut Vm<'_>, value: Value) -> Res<Word> {
    let Some((iterator, source)) = parts(value) else { return Ok(None) };
    let Some(set) = source.get::<Dict>() else { return Ok(None) };
    let Some((place, key)) = set.map.next(iterator.at.get() as usize, 1) else { return Ok(None) };
    iterator.at.set(place as isize + 1);
    Ok(Some(key))
}

/// The next item of what has `__getitem__` only: to the first index that is out of range.
fn next_by_index(vm: &mut Vm<'_>, value: Value) -> Res<Word> {
    let Some((iterator, source)) = parts(value) else { return Ok(None) };
    let index = vm.int(iterator.at.get() as i64)?;
    match vm.call_method(source, Symbol::GETITEM, &[index]) {
        Ok(item) => {
            iterator.at.set(iterator.at.get() + 1);
            Ok(Some(item))
        }
        Err(raised) => {
            let exception = vm.caught(raised);
            let class = vm.class_of(exception);
            if class == INDEX_ERROR.value() || class == STOP_ITERATION.value() {
                return Ok(None);
            }
            Err(vm.raise_value(exception))
        }
    }
}

/// A tuple of iterators over some objects.
fn iterators_of(vm: &mut Vm<'_>, items: &[Value]) -> Res {
    let list = vm.list_with_room(items.len())?;
    for &item in items {
        let iterator = vm.iter(item)?;
        vm.list_append(list, iterator)?;
    }
    vm.tuple(list.items())
}

fn make_map(vm: &mut Vm<'_>, _: &'static Type, args: Args<'_>) -> Res {
    vm.check_arguments(args, 2, 255, false)?;
    let iterators = iterators_of(vm, &args[1..])?;
    vm.iterator(Kind::Map, iterators, Some(args[0])).map(Gc::value)
}

/// A tuple of the next item of each iterator in a tuple; none if one has no more.
fn next_of_all(vm: &mut Vm<'_>, iterators: Gc<Tuple>) -> Res<Word> {
    let count = iterators.len.get();
    let Some(&first) = iterators.items().first() else { return Ok(None) };
    let Some(item) = next_nested(vm, first)? else { return Ok(None) };
    vm.keep(item)?;
    let tuple = vm.make::<Tuple>(Kind::Tuple, count * WORD)?;
    // Shorter than it is to be as long as items are missing.
    tuple.len.set(1);
    tuple.set(0, item);
    for (at, &iterator) in iterators.items().iter().enumerate().skip(1) {
        let scope = vm.scope();
        let Some(item) = next_nested(vm, iterator)? else { return Ok(None) };
        tuple.len.set(at + 1);
        tuple.set(at, item);
        vm.end(scope);
    }
    Ok(Some(tuple.value()))
}

fn next_of_map(vm: &mut Vm<'_>, value: Value) -> Res<Word> {
    let Some((iterator, source)) = parts(value) else { return Ok(None) };
    let function = iterator.extra.get().unwrap_or(Value::NONE);
    let Some(iterators) = source.get::<Tuple>() else { return Ok(None) };
    if let [only] = *iterators.items() {
        let Some(item) = next_nested(vm, only)? else { return Ok(None) };
        return vm.call(function, &[item]).map(Some);
    }
    let Some(items) = next_of_all(vm, iterators)? else { return Ok(None) };
    vm.call(function, items.get::<Tuple>().map_or(&[], Gc::<Tuple>::items)).map(Some)
}

/// The next item of an iterator that another one goes through. Those can be many, each in the next.
#[inline]
fn next_nested(vm: &mut Vm<'_>, iterator: Value) -> Res<Word> {
    vm.nested(|vm| {
        vm.next(iterator).map_err(|raised| {
            // The value that an end carries goes on, the exception that told it does not.
            let exception = vm.caught(raised);
            if vm.is_stop_iteration(exception)
                && let Some(native) = vm.native_exception(exception)
            {
                native.traceback_len.set(0);
            }
            vm.raise_value(exception)
        })
    })
}

fn next_of_zip(vm: &mut Vm<'_>, value: Value) -> Res<Word> {
    let Some((_, source)) = parts(value) else { return Ok(None) };
    let Some(iterators) = source.get::<Tuple>() else { return Ok(None) };
    next_of_all(vm, iterators)
}

fn next_of_filter(vm: &mut Vm<'_>, value: Value) -> Res<Word> {
    let Some((iterator, source)) = parts(value) else { return Ok(None) };
    let function = iterator.extra.get().unwrap_or(Value::NONE);
    loop {
        vm.poll()?;
        let scope = vm.scope();
        let Some(item) = next_nested(vm, source)? else { return Ok(None) };
        vm.keep(item)?;
        let verdict = if function == Value::NONE { item } else { vm.call(function, &[item])? };
        if vm.truth(verdict)? {
            return vm.end_with(scope, item).map(Some);
        }
        vm.end(scope);
    }
}

fn make_enumerate(vm: &mut Vm<'_>, _: &'static Type, args: Args<'_>) -> Res {
    if args.len() > 2 {
        return raise!(vm, TYPE_ERROR, "extra positional arguments given");
    }
    let iterable_name = Value::symbol(vm.intern(b"iterable")?);
    let keyword = |name: Value| args.pairs().find(|pair| pair.0 == name).map(|pair| pair.1);
    let given = [iterable_name, Value::symbol(Symbol::START)].map(keyword);
    let Some(iterable) = args.first().copied().or(given[0]) else {
        return raise!(vm, TYPE_ERROR, "'iterable' argument required");
    };
    let used = usize::from(args.is_empty()) + usize::from(args.len() < 2 && given[1].is_some());
    if args.pairs().count() > used {
        return raise!(vm, TYPE_ERROR, "extra keyword arguments given");
    }
    let start = match args.get(1).copied().or(given[1]) {
        Some(start) => vm.to_index(start)?,
        None => 0,
    };
    let items = vm.iter(iterable)?;
    let iterator = vm.iterator(Kind::Enumerate, items, None)?;
    iterator.at.set(start);
    Ok(iterator.value())
}

fn next_of_enumerate(vm: &mut Vm<'_>, value: Value) -> Res<Word> {
    let Some((iterator, source)) = parts(value) else { return Ok(None) };
    let Some(item) = next_nested(vm, source)? else { return Ok(None) };
    vm.keep(item)?;
    let number = iterator.at.get();
    iterator.at.set(number.wrapping_add(1));
    let number = vm.int(number as i64)?;
    vm.tuple(&[number, item]).map(Some)
}

fn make_reversed(vm: &mut Vm<'_>, _: &'static Type, args: Args<'_>) -> Res {
    vm.check_arguments(args, 1, 1, false)?;
    if let Some(result) = vm.call_method_maybe(args[0], Symbol::REVERSED, &[])? {
        return Ok(result);
    }
    let len = vm.len(args[0])?;
    let iterator = vm.iterator(Kind::Reversed, args[0], None)?;
    iterator.at.set(len as isize);
    Ok(iterator.value())
}

fn next_of_reversed(vm: &mut Vm<'_>, value: Value) -> Res<Word> {
    let Some((iterator, source)) = parts(value) else { return Ok(None) };
    let place = iterator.at.get() - 1;
    if place < 0 {
        return Ok(None);
    }
    iterator.at.set(place);
    if let Some(item) = sequence::items(source).and_then(|items| items.get(place as usize)) {
        return Ok(Some(*item));
    }
    let index = vm.int(place as i64)?;
    vm.load_item(source, index).map(Some)
}
