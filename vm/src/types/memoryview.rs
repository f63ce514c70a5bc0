//! `memoryview`.

use crate::error::Res;
use crate::native::{Args, Member, Native, Type};
use crate::object::*;
use crate::raise;
use crate::types::array::{self, item_of, slice_source, store_item};
use crate::types::bytes::hex;
use crate::types::exceptions::*;
use crate::value::{Gc, Value, Word};
use crate::vm::Vm;

/// The type `memoryview`.
pub static MEMORYVIEW: Type = Type {
    make: Some(make),
    len: Some(|_, value| Ok(value.get::<View>().map_or(0, |view| view.len.get()))),
    binary: Some(array::binary),
    item: Some(item),
    set_item: Some(set_item),
    iter: Some(|vm, value| vm.iterator(Kind::BytesIter, value, None).map(Gc::value)),
    bytes: Some(|vm, value| vm.bytes_of(value)),
    members: &[
        Member::Function(Native::new("hex", 1, 2, hex)),
        Member::Computed("itemsize", |_, value| {
            let size = value.get::<View>().map_or(1, |view| crate::bytes::item_size(view.typecode.get()));
            Ok(Value::small_unchecked(size as isize))
        }),
    ],
    ..Type::new("memoryview")
};

fn make(vm: &mut Vm<'_>, _: &'static Type, args: Args<'_>) -> Res {
    vm.check_arguments(args, 1, 1, false)?;
    let span = vm.bytes_of(args[0])?;
    let source = vm.native_part(args[0]);
    let view = vm.make::<View>(Kind::MemoryView, 0)?;
    // Of a view, it is another view of the same object.
    let (owner, offset) = match source.get::<View>() {
        Some(other) => (other.owner.get(), other.offset.get()),
        None => (Some(source), 0),
    };
    view.owner.set(owner);
    view.offset.set(offset);
    view.len.set(span.len / crate::bytes::item_size(span.typecode).max(1));
    view.typecode.set(span.typecode);
    view.writable.set(span.writable);
    Ok(view.value())
}

fn item(vm: &mut Vm<'_>, value: Value, index: Value) -> Res {
    let Some(view) = value.get::<View>() else { return Ok(Value::NONE) };
    if let Some(slice) = index.get::<Slice>() {
        let (start, stop) = vm.plain_slice(slice, view.len.get())?;
        let part = vm.make::<View>(Kind::MemoryView, 0)?;
        part.owner.set(view.owner.get());
        part.offset.set(view.offset.get() + start);
        part.len.set(stop - start);
        part.typecode.set(view.typecode.get());
        part.writable.set(view.writable.get());
        return Ok(part.value());
    }
    let at = vm.place_of(value, view.len.get(), index)?;
    let span = vm.view_span(view)?;
    item_of(vm, span.typecode, span.bytes(), at)
}

fn set_item(vm: &mut Vm<'_>, object: Value, index: Value, value: Word) -> Res<()> {
    let Some(view) = object.get::<View>() else { return Ok(()) };
    let Some(value) = value else {
        return raise!(vm, TYPE_ERROR, "'memoryview' object doesn't support item deletion");
    };
    if let Some(slice) = index.get::<Slice>() {
        return set_slice(vm, view, slice, value);
    }
    let at = vm.place_of(object, view.len.get(), index)?;
    check_writable(vm, view)?;
    let typecode = view.typecode.get();
    let bits = vm.item_bits(typecode, value)?;
    if let Some(bytes) = vm.view_span(view)?.bytes_mut() {
        store_item(bytes, typecode, at, bits);
    }
    Ok(())
}

fn set_slice(vm: &mut Vm<'_>, view: Gc<View>, slice: Gc<Slice>, value: Value) -> Res<()> {
    let (start, stop) = vm.plain_slice(slice, view.len.get())?;
    let size = crate::bytes::item_size(view.typecode.get());
    let source = slice_source(vm, value, size)?;
    check_writable(vm, view)?;
    if source.len != (stop - start) * size {
        return array::incompatible(vm);
    }
    source.copy_to(vm.view_span(view)?.part(start * size, source.len));
    Ok(())
}

fn check_writable(vm: &mut Vm<'_>, view: Gc<View>) -> Res<()> {
    if view.writable.get() {
        return Ok(());
    }
    raise!(vm, TYPE_ERROR, "'memoryview' object doesn't support item assignment")
}
