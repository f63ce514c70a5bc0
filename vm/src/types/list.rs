//! `list`.

mod sort;

use crate::error::Res;
use crate::native::{Args, Member, Native, Type};
use crate::object::*;
use crate::raise;
use crate::symbol::Symbol;
use crate::types::exceptions::*;
use crate::types::sequence;
use crate::types::slice::slice_count;
use crate::value::{Gc, Value, Word};
use crate::vm::Vm;
use constrictor_bytecode::opcode::BinaryOp;

/// The type `list`.
pub static LIST: Type = Type {
    make: Some(make),
    binary: Some(binary),
    len: Some(|_, value| Ok(value.get::<List>().map_or(0, |list| list.len.get()))),
    item: Some(item),
    set_item: Some(set_item),
    iter: Some(|vm, value| vm.iterator(Kind::SequenceIter, value, None).map(Gc::value)),
    print: Some(|vm, out, value, _| {
        vm.write(out, b"[")?;
        vm.print_items(out, value)?;
        vm.write(out, b"]")
    }),
    members: &[
        Member::Function(Native::new("append", 2, 2, |vm, args| {
            let list = list_of(vm, args[0])?;
            vm.list_append(list, args[1]).map(|()| Value::NONE)
        })),
        Member::Function(Native::new("clear", 1, 1, clear)),
        Member::Function(Native::new("copy", 1, 1, |vm, args| {
            let list = list_of(vm, args[0])?;
            vm.list_part(list, 0, usize::MAX)
        })),
        Member::Function(Native::new("count", 2, 2, |vm, args| {
            list_of(vm, args[0])?;
            vm.count_items(args[0], args[1]).map(|count| Value::small_unchecked(count as isize))
        })),
        Member::Function(Native::new("extend", 2, 2, |vm, args| {
            let list = list_of(vm, args[0])?;
            vm.list_extend(list, args[1]).map(|()| Value::NONE)
        })),
        Member::Function(Native::new("index", 2, 4, |vm, args| {
            list_of(vm, args[0])?;
            vm.index_of_item(args).map(|place| Value::small_unchecked(place as isize))
        })),
        Member::Function(Native::new("insert", 3, 3, insert)),
        Member::Function(Native::new("pop", 1, 2, pop)),
        Member::Function(Native::new("remove", 2, 2, |vm, args| {
            let list = list_of(vm, args[0])?;
            let place = vm.index_of_item(args)?;
            vm.list_take(list, place);
            Ok(Value::NONE)
        })),
        Member::Function(Native::new("reverse", 1, 1, |vm, args| {
            let list = list_of(vm, args[0])?;
            list.room()[..list.len.get()].reverse();
            Ok(Value::NONE)
        })),
        Member::Function(Native::any("sort", 1, 255, sort)),
    ],
    ..Type::new("list")
};

fn list_of(vm: &mut Vm<'_>, value: Value) -> Res<Gc<List>> {
    match value.get::<List>() {
        Some(list) => Ok(list),
        None => Err(vm.wrong_receiver("list", value)),
    }
}

fn make(vm: &mut Vm<'_>, _: &'static Type, args: Args<'_>) -> Res {
    vm.check_arguments(args, 0, 1, false)?;
    let list = vm.list(&[])?;
    if let (Some(&items), Some(list)) = (args.first(), list.get::<List>()) {
        vm.list_extend(list, items)?;
    }
    Ok(list)
}

fn binary(vm: &mut Vm<'_>, op: BinaryOp, left: Value, right: Value) -> Res<Word> {
    let Some(list) = left.get::<List>() else { return Ok(None) };
    match op {
        BinaryOp::InplaceAdd => vm.list_extend(list, right).map(|()| Some(left)),
        BinaryOp::In => vm.has_item(left, right).map(|found| Some(Value::bool(found))),
        BinaryOp::Multiply => match vm.repetitions(right)? {
            Some(count) => vm.list_repeat(list, count).map(Some),
            None => Ok(None),
        },
        _ if right.kind() != Kind::List => Ok(None),
        BinaryOp::Add => {
            let room = list.len.get().saturating_add(right.get::<List>().map_or(0, |right| right.len.get()));
            let result = vm.list_with_room(room)?;
            vm.list_extend(result, left)?;
            vm.list_extend(result, right)?;
            Ok(Some(result.value()))
        }
        op if sequence::is_comparison(op) => {
            vm.compare_sequences(op, left, right).map(|result| Some(Value::bool(result)))
        }
        _ => Ok(None),
    }
}

fn item(vm: &mut Vm<'_>, value: Value, index: Value) -> Res {
    let list = list_of(vm, value)?;
    if let Some(slice) = index.get::<Slice>() {
        return slice_of(vm, list, slice);
    }
    let place = vm.item_place(value, list.len.get(), index)?;
    // `__int__` of the index may have changed the list.
    match list.item(place) {
        Some(item) => Ok(item),
        None => Err(out_of_range(vm)),
    }
}

fn slice_of(vm: &mut Vm<'_>, list: Gc<List>, slice: Gc<Slice>) -> Res {
    let bounds = vm.slice_bounds(slice, list.len.get())?;
    let (start, stop, step) = bounds;
    if step == 1 {
        return vm.list_part(list, start as usize, stop.max(start) as usize);
    }
    let count = slice_count(bounds);
    let result = vm.list_with_room(count)?;
    for at in 0..count as isize {
        if let Some(item) = list.item((start + at * step) as usize) {
            vm.list_append(result, item)?;
        }
    }
    Ok(result.value())
}

fn set_item(vm: &mut Vm<'_>, value: Value, index: Value, new: Word) -> Res<()> {
    let list = list_of(vm, value)?;
    if let Some(slice) = index.get::<Slice>() {
        return set_slice(vm, list, slice, new);
    }
    let place = match (list.len.get(), new) {
        (0, None) => return Err(pop_from_empty(vm)),
        (len, _) => vm.item_place(value, len, index)?,
    };
    if place >= list.len.get() {
        return Err(out_of_range(vm));
    }
    match new {
        Some(_) => list.room()[place] = new,
        None => vm.list_take(list, place),
    }
    Ok(())
}

/// Replaces the items that a slice selects, or deletes them. Its step has to be 1.
fn set_slice(vm: &mut Vm<'_>, list: Gc<List>, slice: Gc<Slice>, new: Word) -> Res<()> {
    let (start, stop, step) = vm.slice_bounds(slice, list.len.get())?;
    if step != 1 {
        return Err(vm.raise_plain(&NOT_IMPLEMENTED_ERROR));
    }
    let mut source = match new {
        None => &[][..],
        Some(new) => match sequence::items(new).filter(|_| new.kind() != Kind::NamedTuple) {
            Some(items) => items,
            None => {
                let name = vm.type_name(new);
                return raise!(vm, TYPE_ERROR, "object '{name}' isn't a tuple or list");
            }
        },
    };
    if new == Some(list.value()) {
        // Of a list that goes into itself there has to be a copy.
        source = vm.list(source)?.get::<List>().map_or(&[], Gc::<List>::items);
    }
    let old = list.len.get();
    let start = (start as usize).min(old);
    let stop = (stop.max(0) as usize).clamp(start, old);
    let len = old - (stop - start) + source.len();
    vm.list_reserve(list, len)?;
    let room = list.room();
    room.copy_within(stop..old, start + source.len());
    for (place, &item) in room[start..].iter_mut().zip(source) {
        *place = Some(item);
    }
    if len < old {
        room[len..old].fill(None);
    }
    list.len.set(len);
    Ok(())
}

/// What is raised where `__int__` of an index has made the list shorter.
#[cold]
fn out_of_range(vm: &mut Vm<'_>) -> crate::error::Raised {
    vm.raise(&INDEX_ERROR, format_args!("list index out of range"))
}

#[cold]
fn pop_from_empty(vm: &mut Vm<'_>) -> crate::error::Raised {
    vm.raise(&INDEX_ERROR, format_args!("pop from empty list"))
}

fn pop(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let list = list_of(vm, args[0])?;
    let len = list.len.get();
    if len == 0 {
        return Err(pop_from_empty(vm));
    }
    let place = match args.get(1) {
        Some(&index) => vm.item_place(args[0], len, index)?,
        None => len - 1,
    };
    match list.item(place) {
        Some(item) => {
            vm.list_take(list, place);
            vm.keep(item)
        }
        None => Err(out_of_range(vm)),
    }
}

fn clear(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let list = list_of(vm, args[0])?;
    list.len.set(0);
    let block = list.block.take();
    vm.free_block(block);
    Ok(Value::NONE)
}

fn insert(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let list = list_of(vm, args[0])?;
    // First of all, because `__int__` may change the list.
    let index = match args[1].get::<BigInt>() {
        // What is too large for a word means the end, too.
        Some(_) => isize::MAX,
        None => vm.to_index(args[1])?,
    };
    let len = list.len.get();
    let place = if index < 0 { index + len as isize } else { index };
    let place = (place.max(0) as usize).min(len);
    vm.list_append(list, Value::NONE)?;
    let room = list.room();
    room.copy_within(place..len, place + 1);
    room[place] = Some(args[2]);
    Ok(Value::NONE)
}

fn sort(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let list = list_of(vm, args[0])?;
    if args.len() > 1 {
        return raise!(vm, TYPE_ERROR, "extra positional arguments given");
    }
    if args.pairs().any(|(name, _)| ![Symbol::KEY, Symbol::REVERSE].map(Value::symbol).contains(&name)) {
        return raise!(vm, TYPE_ERROR, "extra keyword arguments given");
    }
    let reverse = match args.keyword(Symbol::REVERSE) {
        Some(reverse) => vm.truth(reverse)?,
        None => false,
    };
    let key = args.keyword(Symbol::KEY).filter(|&key| key != Value::NONE);
    vm.list_sort(list, key, reverse).map(|()| Value::NONE)
}

impl Vm<'_> {
    /// An empty list with room for some items.
    pub(crate) fn list_with_room(&mut self, room: usize) -> Res<Gc<List>> {
        let list = self.make::<List>(Kind::List, 0)?;
        if room > 0 {
            let block = self.words_block(room)?;
            list.block.set(Some(block));
        }
        Ok(list)
    }

    /// A list of some of the items of a list.
    fn list_part(&mut self, list: Gc<List>, start: usize, stop: usize) -> Res {
        let stop = stop.min(list.len.get());
        let start = start.min(stop);
        // What a collection frees does not move the items.
        self.list(&list.items()[start..stop])
    }

    fn list_repeat(&mut self, list: Gc<List>, count: usize) -> Res {
        let len = list.len.get();
        let wanted = len.saturating_mul(count);
        let result = self.list_with_room(wanted)?;
        if wanted > 0 {
            let room = result.room();
            for part in room[..wanted].chunks_exact_mut(len) {
                for (place, &item) in part.iter_mut().zip(list.items()) {
                    *place = Some(item);
                }
            }
            result.len.set(wanted);
        }
        Ok(result.value())
    }

    /// Adds the items of an iterable to a list.
    ///
    /// # Errors
    ///
    /// There is no memory, or the iterable raised an exception.
    pub fn list_extend(&mut self, list: Gc<List>, items: Value) -> Res<()> {
        let Some(source) = sequence::items(items) else {
            return self.each(items, |vm, item| vm.list_append(list, item));
        };
        let (len, more) = (list.len.get(), source.len());
        self.list_reserve(list, len + more)?;
        let room = list.room();
        if items == list.value() {
            room.copy_within(..more, len);
        } else {
            for (place, &item) in room[len..].iter_mut().zip(source) {
                *place = Some(item);
            }
        }
        list.len.set(len + more);
        Ok(())
    }

    /// Takes an item out of a list, if it is there. Room that is not needed any more is given back.
    fn list_take(&mut self, list: Gc<List>, place: usize) {
        let len = list.len.get();
        if place >= len {
            return;
        }
        let room = list.room();
        room.copy_within(place + 1..len, place);
        room[len - 1] = None;
        list.len.set(len - 1);
        let capacity = room.len();
        if capacity > 4
            && capacity > 2 * len
            && let Some(block) = list.block.get().and_then(Value::pointer)
        {
            self.heap.resize(block, WORD + capacity / 2 * WORD);
        }
    }
}
