//! `array.array`, and what arrays, bytearrays and memoryviews have in common.

use crate::bytes::{OBJECTS, Span, item_size, store_native};
use crate::error::Res;
use crate::native::{Args, Member, Native, Type, set_word_of, word_count, word_of};
use crate::object::*;
use crate::print::{Out, Style};
use crate::raise;
use crate::types::bytes::compare;
use crate::types::exceptions::*;
use crate::types::str::like::str_or_bytes;
use crate::types::str::search::find_bytes;
use crate::value::{Gc, Value, Word};
use crate::vm::Vm;
use constrictor_bytecode::opcode::BinaryOp;

/// The type `array`.
pub static ARRAY: Type = Type {
    make: Some(make),
    len: Some(len),
    binary: Some(binary),
    item: Some(item),
    set_item: Some(set_item),
    iter: Some(|vm, value| vm.iterator(Kind::BytesIter, value, None).map(Gc::value)),
    print: Some(print),
    bytes: Some(|vm, value| vm.bytes_of(value)),
    members: &[
        Member::Function(Native::new("append", 2, 2, append)),
        Member::Function(Native::new("extend", 2, 2, extend)),
    ],
    ..Type::new("array")
};

fn make(vm: &mut Vm<'_>, _: &'static Type, args: Args<'_>) -> Res {
    vm.check_arguments(args, 1, 2, false)?;
    let text = str_or_bytes(vm, args[0])?;
    // One letter counts, and the letter of bytearrays is that of an array, as in MicroPython's array_make_new.
    let typecode = text.first().copied().unwrap_or(0);
    if typecode == 0 || item_size(typecode) == 0 {
        return raise!(vm, VALUE_ERROR, "bad typecode");
    }
    match args.get(1) {
        None => vm.buffer(typecode, 0).map(Gc::value),
        Some(&source) => construct(vm, typecode, source),
    }
}

/// A bytearray or array of what an object holds: its bytes for a bytearray, or if it is a bytes or bytearray; else its
/// items.
pub(crate) fn construct(vm: &mut Vm<'_>, typecode: u8, source: Value) -> Res {
    let is_raw = typecode <= 1
        || (typecode != OBJECTS && matches!(vm.native_part(source).kind(), Kind::Bytes | Kind::ByteArray));
    if is_raw && let Some(span) = vm.bytes_maybe(source)? {
        // What is left of a number at the end does not count.
        let size = item_size(typecode);
        let result = vm.buffer(typecode, span.len / size)?;
        // Making the result moved nothing.
        result.bytes_mut().copy_from_slice(&span.bytes()[..span.len / size * size]);
        return Ok(result.value());
    }
    let result = vm.buffer(typecode, 0)?;
    if let Some(count) = known_len(source) {
        reserve(vm, result, count)?;
    }
    vm.each(source, |vm, item| push(vm, result, item))?;
    Ok(result.value())
}

/// The number of items, where that can be told without running code.
pub(crate) fn known_len(source: Value) -> Option<usize> {
    match source.kind() {
        Kind::List => source.get::<List>().map(|list| list.len.get()),
        Kind::Tuple => source.get::<Tuple>().map(|tuple| tuple.len.get()),
        Kind::ByteArray | Kind::Array => source.get::<Buffer>().map(|buffer| buffer.len.get()),
        _ => None,
    }
}

impl Vm<'_> {
    /// A bytearray or array of zeros; one of objects is empty.
    pub(crate) fn buffer(&mut self, typecode: u8, len: usize) -> Res<Gc<Buffer>> {
        let kind = if typecode <= 1 { Kind::ByteArray } else { Kind::Array };
        let buffer = self.make::<Buffer>(kind, 0)?;
        buffer.typecode.set(if typecode <= 1 { 0 } else { typecode });
        if len > 0 && typecode != OBJECTS {
            let block = self.raw_block(len.saturating_mul(item_size(typecode)))?;
            buffer.block.set(Some(block.value()));
            buffer.len.set(len);
        }
        Ok(buffer)
    }

    /// A bytearray.
    ///
    /// # Errors
    ///
    /// There is no memory.
    pub fn bytearray(&mut self, bytes: &[u8]) -> Res {
        let buffer = self.buffer(0, bytes.len())?;
        buffer.bytes_mut().copy_from_slice(bytes);
        Ok(buffer.value())
    }
}

fn len(_: &mut Vm<'_>, value: Value) -> Res<usize> {
    Ok(value.get::<Buffer>().map_or(0, |buffer| buffer.len.get()))
}

/// Makes room for so many items in all.
fn reserve(vm: &mut Vm<'_>, buffer: Gc<Buffer>, count: usize) -> Res<()> {
    if buffer.typecode.get() != OBJECTS {
        return vm.buffer_reserve(buffer, count.saturating_mul(item_size(buffer.typecode.get())));
    }
    let old = buffer.block.get();
    let capacity = old.map_or(0, word_count);
    if count <= capacity {
        return Ok(());
    }
    let block = vm.words_block(count.max(capacity + capacity / 2).max(4))?;
    for at in 0..buffer.len.get() {
        set_word_of(block, at, old.and_then(|old| word_of(old, at)));
    }
    buffer.block.set(Some(block));
    vm.free_block(old);
    Ok(())
}

/// Adds an item.
pub(crate) fn push(vm: &mut Vm<'_>, buffer: Gc<Buffer>, item: Value) -> Res<()> {
    let typecode = buffer.typecode.get();
    if typecode == OBJECTS {
        let len = buffer.len.get();
        reserve(vm, buffer, len + 1)?;
        buffer.block.get().inspect(|&block| set_word_of(block, len, Some(item)));
        buffer.len.set(len + 1);
        return Ok(());
    }
    let bits = vm.item_bits(typecode, item)?;
    let len = buffer.len.get();
    reserve(vm, buffer, len + 1)?;
    buffer.len.set(len + 1);
    let size = item_size(typecode);
    if let Some(place) = buffer.bytes_mut().get_mut(len * size..) {
        store_native(place, bits);
    }
    Ok(())
}

/// `append` of arrays and bytearrays.
pub(crate) fn append(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    if let Some(buffer) = args[0].get::<Buffer>() {
        push(vm, buffer, args[1])?;
    }
    Ok(Value::NONE)
}

/// `extend` of arrays and bytearrays: by the bytes of what has some, else by items.
pub(crate) fn extend(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    if let Some(buffer) = args[0].get::<Buffer>() {
        extend_by(vm, buffer, args[1])?;
    }
    Ok(Value::NONE)
}

fn extend_by(vm: &mut Vm<'_>, buffer: Gc<Buffer>, source: Value) -> Res<()> {
    let typecode = buffer.typecode.get();
    let span = if typecode == OBJECTS { None } else { vm.bytes_maybe(source)? };
    let Some(span) = span else {
        if source == buffer.value() {
            // Its items once, not those that are being added.
            let len = buffer.len.get();
            return (0..len).try_for_each(|at| match object_at(buffer, at) {
                Some(item) => push(vm, buffer, item),
                None => Ok(()),
            });
        }
        return vm.each(source, |vm, item| push(vm, buffer, item));
    };
    let size = item_size(typecode);
    let (len, count) = (buffer.len.get(), span.len / size);
    // If the source is this object, its bytes stay where they were until something else is made.
    reserve(vm, buffer, len.saturating_add(count))?;
    buffer.len.set(len + count);
    let target = vm.bytes_of(buffer.value())?.part(len * size, count * size);
    span.part(0, count * size).copy_to(target);
    Ok(())
}

/// An item of an array of objects.
fn object_at(buffer: Gc<Buffer>, at: usize) -> Word {
    (buffer.typecode.get() == OBJECTS).then(|| {
        let word = buffer.block.get().and_then(|block| word_of(block, at));
        word.unwrap_or(Value::NONE)
    })
}

/// `array[index]`
pub(crate) fn item(vm: &mut Vm<'_>, value: Value, index: Value) -> Res {
    let Some(buffer) = value.get::<Buffer>() else { return Ok(Value::NONE) };
    if let Some(slice) = index.get::<Slice>() {
        return slice_of(vm, buffer, slice);
    }
    let at = vm.place_of(value, buffer.len.get(), index)?;
    buffer_item(vm, buffer, at)
}

/// An item that there is.
#[inline]
pub(crate) fn buffer_item(vm: &mut Vm<'_>, buffer: Gc<Buffer>, at: usize) -> Res {
    let typecode = buffer.typecode.get();
    if typecode == 0 {
        return Ok(Value::small_unchecked(buffer.bytes().get(at).map_or(0, |&byte| isize::from(byte))));
    }
    match object_at(buffer, at) {
        Some(object) => vm.keep(object),
        None => item_of(vm, typecode, buffer.bytes(), at),
    }
}

/// An item in bytes; zero if they end before it.
pub(crate) fn item_of(vm: &mut Vm<'_>, typecode: u8, bytes: &[u8], at: usize) -> Res {
    let size = item_size(typecode);
    match bytes.get(at * size..(at + 1) * size) {
        Some(bytes) => vm.item_value(typecode, bytes),
        None => Ok(Value::ZERO),
    }
}

fn slice_of(vm: &mut Vm<'_>, buffer: Gc<Buffer>, slice: Gc<Slice>) -> Res {
    let (start, stop) = vm.plain_slice(slice, buffer.len.get())?;
    let typecode = buffer.typecode.get();
    let result = vm.buffer(typecode, stop - start)?;
    if typecode == OBJECTS {
        for at in start..stop {
            push(vm, result, object_at(buffer, at).unwrap_or(Value::NONE))?;
        }
        return Ok(result.value());
    }
    let size = item_size(typecode);
    if let Some(bytes) = buffer.bytes().get(start * size..stop * size) {
        result.bytes_mut().copy_from_slice(bytes);
    }
    Ok(result.value())
}

/// `array[index] = value`
pub(crate) fn set_item(vm: &mut Vm<'_>, object: Value, index: Value, value: Word) -> Res<()> {
    let Some(buffer) = object.get::<Buffer>() else { return Ok(()) };
    let Some(value) = value else {
        let name = vm.type_name(object);
        return raise!(vm, TYPE_ERROR, "'{name}' object doesn't support item deletion");
    };
    if let Some(slice) = index.get::<Slice>() {
        return set_slice(vm, buffer, slice, value);
    }
    let at = vm.place_of(object, buffer.len.get(), index)?;
    let typecode = buffer.typecode.get();
    if typecode == OBJECTS {
        buffer.block.get().inspect(|&block| set_word_of(block, at, Some(value)));
        return Ok(());
    }
    let bits = vm.item_bits(typecode, value)?;
    store_item(buffer.bytes_mut(), typecode, at, bits);
    Ok(())
}

/// Stores an item in bytes, unless they end before it, or are of a kind that MicroPython does not store.
#[inline]
pub(crate) fn store_item(bytes: &mut [u8], typecode: u8, at: usize, bits: u64) {
    let size = item_size(typecode);
    if let Some(place) = bytes.get_mut(at * size..(at + 1) * size) {
        store_native(place, bits);
    }
}

/// The items that are assigned to a slice of items of a size: those of arrays and the like, or a bytes.
pub(crate) fn slice_source(vm: &mut Vm<'_>, value: Value, size: usize) -> Res<Span> {
    let found = match value.kind() {
        Kind::ByteArray | Kind::Array | Kind::MemoryView | Kind::Bytes => vm.bytes_maybe(value)?,
        _ => return raise!(vm, NOT_IMPLEMENTED_ERROR, "array/bytes required on right side"),
    };
    match found {
        Some(span) if item_size(span.typecode) == size => Ok(span),
        _ => incompatible(vm),
    }
}

/// Raises what assigning items of another size does.
pub(crate) fn incompatible<T>(vm: &mut Vm<'_>) -> Res<T> {
    raise!(vm, VALUE_ERROR, "lhs and rhs should be compatible")
}

fn set_slice(vm: &mut Vm<'_>, buffer: Gc<Buffer>, slice: Gc<Slice>, value: Value) -> Res<()> {
    let (start, stop) = vm.plain_slice(slice, buffer.len.get())?;
    if buffer.typecode.get() == OBJECTS {
        return set_objects(vm, buffer, start, stop, value);
    }
    let size = item_size(buffer.typecode.get());
    let mut source = slice_source(vm, value, size)?;
    let own = vm.bytes_of(buffer.value())?;
    // The bounds may have run code that changed the length.
    let (start, stop) = (start.min(buffer.len.get()) * size, stop.min(buffer.len.get()) * size);
    if source.len != stop - start && source.overlaps(own) {
        let copy = vm.bytearray(source.bytes())?;
        source = vm.bytes_of(copy)?;
    }
    let new_len = own.len - (stop - start) + source.len;
    if new_len > own.len {
        vm.buffer_reserve(buffer, new_len)?;
        buffer.len.set(new_len / size);
    }
    if new_len != own.len {
        buffer.bytes_mut().copy_within(stop..own.len, start + source.len);
        buffer.len.set(new_len / size);
    }
    source.copy_to(vm.bytes_of(buffer.value())?.part(start, source.len));
    Ok(())
}

fn set_objects(vm: &mut Vm<'_>, buffer: Gc<Buffer>, start: usize, stop: usize, value: Value) -> Res<()> {
    let Some(source) = value.get::<Buffer>().filter(|source| source.typecode.get() == OBJECTS) else {
        // Items of other arrays are not objects.
        slice_source(vm, value, 0)?;
        return Ok(());
    };
    let len = buffer.len.get();
    let (start, stop) = (start.min(len), stop.min(len));
    // What the array holds afterwards, made aside.
    let result = vm.buffer(OBJECTS, 0)?;
    let parts = [(buffer, 0..start), (source, 0..source.len.get()), (buffer, stop..len)];
    for (from, range) in parts {
        for at in range {
            push(vm, result, object_at(from, at).unwrap_or(Value::NONE))?;
        }
    }
    buffer.len.set(result.len.get());
    buffer.block.set(result.block.take());
    Ok(())
}

/// Operators of arrays, bytearrays and memoryviews (MicroPython, py/objarray.c).
pub(crate) fn binary(vm: &mut Vm<'_>, op: BinaryOp, left: Value, right: Value) -> Res<Word> {
    use BinaryOp::*;
    match op {
        Add => match left.get::<Buffer>() {
            Some(buffer) => add(vm, buffer, right).map(Some),
            None => Ok(None),
        },
        InplaceAdd => match left.get::<Buffer>() {
            Some(buffer) => extend_by(vm, buffer, right).map(|()| Some(left)),
            None => Ok(None),
        },
        In => contains(vm, left, right).map(|found| Some(Value::bool(found))),
        Equal | Less | LessEqual | More | MoreEqual => {
            compare_items(vm, op, left, right).map(|result| result.map(Value::bool))
        }
        _ => Ok(None),
    }
}

fn add(vm: &mut Vm<'_>, buffer: Gc<Buffer>, right: Value) -> Res {
    let typecode = buffer.typecode.get();
    if typecode == OBJECTS {
        let Some(other) = right.get::<Buffer>().filter(|other| other.typecode.get() == OBJECTS) else {
            return raise!(vm, TYPE_ERROR, "object with buffer protocol required");
        };
        let result = vm.buffer(OBJECTS, 0)?;
        for from in [buffer, other] {
            for at in 0..from.len.get() {
                push(vm, result, object_at(from, at).unwrap_or(Value::NONE))?;
            }
        }
        return Ok(result.value());
    }
    let span = vm.bytes_of(right)?;
    let size = item_size(typecode);
    let (len, count) = (buffer.len.get(), span.len / size);
    let result = vm.buffer(typecode, len.saturating_add(count))?;
    let (first, second) = result.bytes_mut().split_at_mut(len * size);
    first.copy_from_slice(buffer.bytes());
    second.copy_from_slice(&span.bytes()[..count * size]);
    Ok(result.value())
}

fn contains(vm: &mut Vm<'_>, left: Value, right: Value) -> Res<bool> {
    if let Some(needle) = vm.bytes_maybe(right)? {
        if left.kind() != Kind::ByteArray {
            return Ok(false);
        }
        let all = vm.bytes_of(left)?;
        return Ok(find_bytes(all.bytes(), needle.bytes()).is_some());
    }
    match right.kind() {
        Kind::Int | Kind::Float => Err(vm.raise_plain(&NOT_IMPLEMENTED_ERROR)),
        _ => Ok(false),
    }
}

/// Comparison with anything that has bytes. Those of other kinds of numbers, of signed ones where there is an order, and
/// floats cannot be compared as bytes, so that this is an error.
fn compare_items(vm: &mut Vm<'_>, op: BinaryOp, left: Value, right: Value) -> Res<Option<bool>> {
    // Only bytearrays and memoryviews equal objects of other types.
    if op == BinaryOp::Equal && left.kind() == Kind::Array && vm.native_part(right).kind() != Kind::Array {
        return Ok(None);
    }
    let objects = |value: Value| value.get::<Buffer>().filter(|buffer| buffer.typecode.get() == OBJECTS);
    match (objects(left), objects(right)) {
        (None, None) => {}
        (Some(a), Some(b)) if op == BinaryOp::Equal => {
            let same = (0..a.len.get()).all(|at| object_at(a, at) == object_at(b, at));
            return Ok(Some(a.len.get() == b.len.get() && same));
        }
        _ => return Err(vm.raise_plain(&NOT_IMPLEMENTED_ERROR)),
    }
    let Some(other) = vm.bytes_maybe(right)? else { return Ok(Some(false)) };
    let own = vm.bytes_of(left)?;
    let (a, b) = (own.typecode.to_ascii_lowercase(), other.typecode.to_ascii_lowercase());
    let is_unsigned = own.typecode <= b'Z' || other.typecode <= b'Z';
    if a == b && a != b'f' && a != b'd' && (op == BinaryOp::Equal || is_unsigned) {
        return Ok(Some(compare(op, own.bytes(), other.bytes())));
    }
    Err(vm.raise_plain(&NOT_IMPLEMENTED_ERROR))
}

/// Prints an array or bytearray.
pub(crate) fn print(vm: &mut Vm<'_>, out: &mut Out<'_>, value: Value, _: Style) -> Res<()> {
    let Some(buffer) = value.get::<Buffer>() else { return Ok(()) };
    if buffer.typecode.get() == 0 {
        vm.write(out, b"bytearray(b")?;
        vm.print_quoted(out, value)?;
        return vm.write(out, b")");
    }
    vm.write_args(out, format_args!("array('{}'", char::from(buffer.typecode.get())))?;
    if buffer.len.get() > 0 {
        vm.write(out, b", [")?;
        let mut at = 0;
        // Printing may run code that changes the array.
        while at < buffer.len.get() {
            if at > 0 {
                vm.write(out, b", ")?;
            }
            let scope = vm.scope();
            let item = buffer_item(vm, buffer, at)?;
            vm.print(out, item, Style::Repr)?;
            vm.end(scope);
            at += 1;
        }
        vm.write(out, b"]")?;
    }
    vm.write(out, b")")
}

/// The next item of an iterator over bytes, a bytearray, an array or a memoryview.
pub(crate) fn next_bytes(vm: &mut Vm<'_>, iter: Gc<Iter>) -> Res<Word> {
    let at = iter.at.get() as usize;
    let source = iter.source.get().unwrap_or(Value::NONE);
    let item = if let Some(text) = source.get::<Text>() {
        text.bytes().get(at).map(|&byte| Value::small_unchecked(isize::from(byte)))
    } else if let Some(buffer) = source.get::<Buffer>() {
        match at < buffer.len.get() {
            true => Some(buffer_item(vm, buffer, at)?),
            false => None,
        }
    } else if let Some(view) = source.get::<View>().filter(|view| at < view.len.get()) {
        let span = vm.view_span(view)?;
        Some(item_of(vm, span.typecode, span.bytes(), at)?)
    } else {
        None
    };
    if item.is_some() {
        iter.at.set(iter.at.get() + 1);
    }
    Ok(item)
}
