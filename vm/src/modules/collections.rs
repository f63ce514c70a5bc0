//! Module `collections`: `deque`, `namedtuple` and `OrderedDict`.

use crate::error::Res;
use crate::native::{Args, Member, Native, NativeModule, Type, set_word_of, word_of};
use crate::object::*;
use crate::raise;
use crate::types::class::IS_NAMED_TUPLE;
use crate::types::dict::ORDERED_DICT;
use crate::types::exceptions::*;
use crate::types::tuple::TUPLE;
use crate::value::{Gc, Value, Word};
use crate::vm::Vm;

/// The module.
pub static COLLECTIONS: NativeModule = NativeModule {
    name: "collections",
    members: &[
        Member::Type("deque", &DEQUE),
        Member::Function(Native::new("namedtuple", 2, 2, namedtuple)),
        Member::Type("OrderedDict", &ORDERED_DICT),
    ],
    init: None,
    is_writable: false,
};

/// The type `deque`: a ring with room for a fixed number of items (MicroPython, py/objdeque.c).
pub static DEQUE: Type = Type {
    make: Some(make_deque),
    truth: Some(|_, value| Ok(value.get::<Deque>().is_some_and(|deque| deque.len.get() > 0))),
    len: Some(|_, value| Ok(value.get::<Deque>().map_or(0, |deque| deque.len.get()))),
    item: Some(|vm, value, index| {
        let (deque, slot) = slot_of(vm, value, index)?;
        Ok(deque.word(slot).unwrap_or(Value::NONE))
    }),
    set_item: Some(|vm, value, index, new| {
        if new.is_none() {
            return raise!(vm, TYPE_ERROR, "'deque' object doesn't support item deletion");
        }
        let (deque, slot) = slot_of(vm, value, index)?;
        deque.set_word(slot, new);
        Ok(())
    }),
    iter: Some(|vm, value| {
        let iterator = vm.iterator(Kind::DequeIter, value, None)?;
        iterator.at.set(value.get::<Deque>().map_or(0, |deque| deque.first.get()) as isize);
        Ok(iterator.value())
    }),
    members: &[
        Member::Function(Native::new("append", 2, 2, |vm, args| {
            let deque = vm.deque(args[0])?;
            append(vm, deque, args[1]).map(|()| Value::NONE)
        })),
        Member::Function(Native::new("appendleft", 2, 2, append_left)),
        Member::Function(Native::new("extend", 2, 2, |vm, args| {
            let deque = vm.deque(args[0])?;
            extend(vm, deque, args[1]).map(|()| Value::NONE)
        })),
        Member::Function(Native::new("pop", 1, 1, |vm, args| {
            let deque = vm.deque(args[0])?;
            let last = deque.len.get().wrapping_sub(1);
            take(vm, deque, last)
        })),
        Member::Function(Native::new("popleft", 1, 1, |vm, args| {
            let deque = vm.deque(args[0])?;
            let first = deque.first.get();
            let item = take(vm, deque, 0)?;
            deque.first.set(deque.wrap(first + 1));
            Ok(item)
        })),
    ],
    ..Type::new("deque")
};

/// The type of iterators over deques. They go by place, so that they see what is changed meanwhile.
pub(crate) static DEQUE_ITERATOR: Type = Type {
    next: Some(|_, value| {
        let Some(iterator) = value.get::<Iter>() else { return Ok(None) };
        let Some(deque) = iterator.source.get().and_then(|source| source.get::<Deque>()) else {
            return Ok(None);
        };
        let slot = iterator.at.get() as usize;
        if slot == deque.slot(deque.len.get()) {
            return Ok(None);
        }
        iterator.at.set(deque.wrap(slot + 1) as isize);
        Ok(deque.word(slot))
    }),
    ..Type::new("iterator")
};

/// The bit of a deque's flags that makes adding to a full one an error.
const CHECK_OVERFLOW: usize = 1;

fn make_deque(vm: &mut Vm<'_>, _: &'static Type, args: Args<'_>) -> Res {
    vm.check_arguments(args, 2, 3, false)?;
    let Ok(most) = usize::try_from(vm.to_index(args[1])?) else {
        return Err(vm.raise_plain(&VALUE_ERROR));
    };
    let flags = match args.get(2) {
        Some(&flags) => vm.to_index(flags)? as usize,
        None => 0,
    };
    let deque = vm.make::<Deque>(Kind::Deque, 0)?;
    // One more, so that a full deque does not end where it begins.
    let block = vm.words_block(most.saturating_add(1))?;
    deque.block.set(Some(block));
    deque.max_len.set(most);
    deque.flags.set(flags);
    extend(vm, deque, args[0])?;
    Ok(deque.value())
}

fn extend(vm: &mut Vm<'_>, deque: Gc<Deque>, items: Value) -> Res<()> {
    vm.each(items, |vm, item| append(vm, deque, item))
}

fn append(vm: &mut Vm<'_>, deque: Gc<Deque>, item: Value) -> Res<()> {
    let len = deque.len.get();
    if len < deque.max_len.get() {
        deque.set_word(deque.slot(len), Some(item));
        deque.len.set(len + 1);
        return Ok(());
    }
    check_full(vm, deque)?;
    // The first item makes room.
    deque.set_word(deque.slot(len), Some(item));
    deque.set_word(deque.first.get(), None);
    deque.first.set(deque.slot(1));
    Ok(())
}

fn append_left(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let deque = vm.deque(args[0])?;
    let len = deque.len.get();
    if len == deque.max_len.get() {
        check_full(vm, deque)?;
        // The last item makes room.
        deque.set_word(deque.slot(len.wrapping_sub(1)), None);
    } else {
        deque.len.set(len + 1);
    }
    let first = deque.first.get().checked_sub(1).unwrap_or(deque.max_len.get());
    deque.first.set(first);
    deque.set_word(first, if deque.max_len.get() > 0 { Some(args[1]) } else { None });
    Ok(Value::NONE)
}

fn check_full(vm: &mut Vm<'_>, deque: Gc<Deque>) -> Res<()> {
    if deque.flags.get() & CHECK_OVERFLOW != 0 {
        return raise!(vm, INDEX_ERROR, "full");
    }
    Ok(())
}

/// Takes out the first or last item.
fn take(vm: &mut Vm<'_>, deque: Gc<Deque>, at: usize) -> Res {
    let Some(len) = deque.len.get().checked_sub(1) else {
        return raise!(vm, INDEX_ERROR, "empty");
    };
    let slot = deque.slot(at);
    let item = deque.word(slot).unwrap_or(Value::NONE);
    deque.set_word(slot, None);
    deque.len.set(len);
    vm.keep(item)
}

/// The place of an item by its index.
fn slot_of(vm: &mut Vm<'_>, value: Value, index: Value) -> Res<(Gc<Deque>, usize)> {
    let deque = vm.deque(value)?;
    let len = deque.len.get() as isize;
    let Some(index) = vm.to_index_maybe(index)? else {
        return raise!(vm, TYPE_ERROR, "deque indices must be integers, not {}", vm.type_name(index));
    };
    let index = if index < 0 { index + len } else { index };
    if index < 0 || index >= len {
        return raise!(vm, INDEX_ERROR, "deque index out of range");
    }
    Ok((deque, deque.slot(index as usize)))
}

impl Gc<Deque> {
    /// A place past the end, from the start again.
    fn wrap(self, slot: usize) -> usize {
        if slot > self.max_len.get() { slot - self.max_len.get() - 1 } else { slot }
    }

    /// The place of an item.
    fn slot(self, at: usize) -> usize {
        self.wrap(self.first.get().wrapping_add(at.min(self.max_len.get())))
    }

    fn word(self, slot: usize) -> Word {
        word_of(self.block.get()?, slot)
    }

    fn set_word(self, slot: usize, item: Word) {
        if let Some(block) = self.block.get() {
            set_word_of(block, slot, item);
        }
    }
}

/// Makes a class of named tuples: from its name and the names of its fields, in a list, a tuple, or a str with spaces.
fn namedtuple(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let name = vm.attribute_name(args[0])?;
    let fields = field_names(vm, args[1])?;
    let class = vm.make::<Class>(Kind::Class, 0)?;
    let bases = vm.tuple(&[TUPLE.value()])?;
    class.name.set(Some(Value::symbol(name)));
    class.bases.set(Some(bases));
    class.native.set(Some(fields));
    class.flags.set(IS_NAMED_TUPLE);
    Ok(class.value())
}

/// A tuple of interned names.
fn field_names(vm: &mut Vm<'_>, fields: Value) -> Res {
    let list = vm.list(&[])?;
    let Some(names) = list.get::<List>() else { return Ok(list) };
    if let Some(text) = vm.text(fields) {
        let is_space = |byte: &u8| byte.is_ascii_whitespace() || *byte == 0x0b;
        for name in text.split(is_space).filter(|name| !name.is_empty()) {
            let name = vm.intern(name)?;
            vm.list_append(names, Value::symbol(name))?;
        }
    } else {
        let items = match (fields.get_kind::<Tuple>(Kind::Tuple), fields.get::<List>()) {
            (Some(tuple), _) => tuple.items(),
            (_, Some(list)) => list.items(),
            _ => return raise!(vm, TYPE_ERROR, "object '{}' isn't a tuple or list", vm.type_name(fields)),
        };
        // Interning runs no code of the program, so the list stays as it is.
        for &name in items {
            let name = vm.attribute_name(name)?;
            vm.list_append(names, Value::symbol(name))?;
        }
    }
    vm.tuple(names.items())
}

impl Vm<'_> {
    fn deque(&mut self, value: Value) -> Res<Gc<Deque>> {
        match value.get::<Deque>() {
            Some(deque) => Ok(deque),
            None => raise!(self, TYPE_ERROR, "a deque is required"),
        }
    }

    /// The names of the fields of a class of named tuples, which is none of another class.
    pub(crate) fn named_tuple_fields<'a>(&self, class: Value) -> Option<&'a [Value]> {
        let class = class.get_kind::<Class>(Kind::Class)?;
        if class.flags.get() & IS_NAMED_TUPLE == 0 {
            return None;
        }
        class.native.get()?.get::<Tuple>().map(|fields| fields.items())
    }

    /// Makes a named tuple of a class of them (MicroPython, py/objnamedtuple.c).
    pub(crate) fn named_tuple(&mut self, class: Value, args: Args<'_>) -> Res {
        let fields = self.named_tuple_fields(class).unwrap_or_default();
        let given = args.len() + args.keywords.len() / 2;
        if given != fields.len() {
            let (name, count) = (self.class_name(class), fields.len());
            return raise!(
                self,
                TYPE_ERROR,
                "{name}() takes {count} positional arguments but {given} were given"
            );
        }
        let tuple = self.make::<Tuple>(Kind::NamedTuple, (given + 1) * WORD)?;
        tuple.len.set(given);
        tuple.set_extra(class);
        for (at, &value) in args.iter().enumerate() {
            tuple.set(at, value);
        }
        for (name, value) in args.pairs() {
            let text = self.text(name).unwrap_or_default();
            let Some(at) = fields.iter().position(|&field| field == name) else {
                let text = crate::print::lossy(text);
                return raise!(self, TYPE_ERROR, "unexpected keyword argument '{text}'");
            };
            if tuple.word(at).is_some() {
                let text = crate::print::lossy(text);
                return raise!(self, TYPE_ERROR, "function got multiple values for argument '{text}'");
            }
            tuple.set(at, value);
        }
        Ok(tuple.value())
    }
}
