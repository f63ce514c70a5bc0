//! What the methods that str, bytes and bytearray share begin and end with: the bytes of their arguments, and results of the
//! type of the object whose method it is.

use super::utf8;
use crate::error::{Raised, Res};
use crate::object::*;
use crate::print::Out;
use crate::raise;
use crate::types::exceptions::*;
use crate::value::{Gc, Value};
use crate::vm::Vm;

/// A str, bytes or bytearray: its kind and its bytes, as long as nothing changes them.
#[derive(Clone, Copy)]
pub(crate) struct Own<'a> {
    pub(crate) kind: Kind,
    pub(crate) bytes: &'a [u8],
}

/// The bytes of a str, bytes or bytearray.
#[inline]
pub(crate) fn bytes_like<'a>(vm: &Vm<'_>, value: Value) -> Option<Own<'a>> {
    let kind = value.kind();
    let bytes = match kind {
        Kind::Str => vm.text(value)?,
        Kind::Bytes => value.get::<Text>()?.bytes(),
        Kind::ByteArray => value.get::<Buffer>()?.bytes(),
        _ => return None,
    };
    Some(Own { kind, bytes })
}

/// The object whose method is called.
#[inline]
pub(crate) fn own<'a>(vm: &mut Vm<'_>, value: Value) -> Res<Own<'a>> {
    match bytes_like(vm, value) {
        Some(own) => Ok(own),
        None => raise!(vm, TYPE_ERROR, "argument should be a 'str' not a '{}'", vm.type_name(value)),
    }
}

/// Says that an object is not of the type that an argument has to be of (MicroPython, `bad_implicit_conversion` in
/// py/objstr.c).
#[cold]
pub(crate) fn wrong_type(vm: &mut Vm<'_>, value: Value) -> Raised {
    let name = vm.type_name(value);
    let wanted = if name == "str" { "bytes" } else { "str" };
    vm.raise(&TYPE_ERROR, format_args!("can't convert '{name}' object to {wanted} implicitly"))
}

/// The bytes of an argument that has to be of the type of the object, where bytes and bytearray count as one.
#[inline]
pub(crate) fn matching<'a>(vm: &mut Vm<'_>, kind: Kind, value: Value) -> Res<&'a [u8]> {
    match bytes_like(vm, value) {
        Some(other) if (other.kind == Kind::Str) == (kind == Kind::Str) => Ok(other.bytes),
        _ => Err(wrong_type(vm, value)),
    }
}

/// The bytes of an argument that is a str or bytes, whichever (MicroPython, `mp_obj_str_get_data` in py/objstr.c).
#[inline]
pub(crate) fn str_or_bytes<'a>(vm: &mut Vm<'_>, value: Value) -> Res<&'a [u8]> {
    match bytes_like(vm, value) {
        Some(other) if other.kind != Kind::ByteArray => Ok(other.bytes),
        _ => Err(wrong_type(vm, value)),
    }
}

/// An object of one of the three kinds. The bytes of a str are known to be of whole characters.
pub(crate) fn make(vm: &mut Vm<'_>, kind: Kind, bytes: &[u8]) -> Res {
    match kind {
        Kind::Str => vm.str_from(bytes),
        Kind::ByteArray => {
            let buffer = vm.make::<Buffer>(kind, 0)?;
            vm.buffer_append(buffer, bytes)?;
            Ok(buffer.value())
        }
        _ => vm.bytes(bytes),
    }
}

/// An object of one of the three kinds, of some bytes of another. In a str they must be of whole characters.
pub(crate) fn part(vm: &mut Vm<'_>, kind: Kind, bytes: &[u8]) -> Res {
    if kind == Kind::Str && !utf8::is_valid(bytes) {
        return Err(vm.raise_plain(&UNICODE_ERROR));
    }
    make(vm, kind, bytes)
}

/// A str, bytes or bytearray whose bytes are being written.
pub(crate) struct Draft {
    kind: Kind,
    object: Value,
}

impl Draft {
    /// So many zeros.
    pub(crate) fn new(vm: &mut Vm<'_>, kind: Kind, len: usize) -> Res<Draft> {
        if kind == Kind::ByteArray {
            let buffer = vm.make::<Buffer>(kind, 0)?;
            vm.buffer_reserve(buffer, len)?;
            buffer.len.set(len);
            return Ok(Draft { kind, object: buffer.value() });
        }
        let text = vm.make::<Text>(kind, len)?;
        text.len.set(len);
        Ok(Draft { kind, object: text.value() })
    }

    /// The bytes, to be written to.
    pub(crate) fn bytes_mut(&mut self) -> &mut [u8] {
        if let Some(buffer) = self.object.get::<Buffer>() {
            return buffer.bytes_mut();
        }
        let text = self.object.get::<Text>();
        text.and_then(|text| text.span_to_fill().bytes_mut()).unwrap_or_default()
    }

    /// The object; a text that is interned is found again.
    pub(crate) fn finish(self, vm: &Vm<'_>) -> Value {
        let Some(text) = self.object.get::<Text>() else { return self.object };
        let hash = crate::symbol::hash(text.bytes());
        text.hash.set(hash);
        text.ascii.set(text.bytes().is_ascii());
        match vm.symbols.lookup(text.bytes(), hash) {
            Some(symbol) if self.kind == Kind::Str => Value::symbol(symbol),
            _ => self.object,
        }
    }
}

/// The object without bytes, which for a bytearray is a bytes (MicroPython, `make_empty_str_of_type` in py/objstr.c).
pub(crate) fn empty(vm: &mut Vm<'_>, kind: Kind) -> Res {
    make(vm, if kind == Kind::Str { kind } else { Kind::Bytes }, b"")
}

/// An object of one of the three kinds, of what is printed.
pub(crate) fn built(
    vm: &mut Vm<'_>,
    kind: Kind,
    build: impl FnOnce(&mut Vm<'_>, &mut Out<'_>) -> Res<()>,
) -> Res {
    let scope = vm.scope();
    let buffer: Gc<Buffer> = vm.make(Kind::ByteArray, 0)?;
    build(vm, &mut Out::Buffer(buffer))?;
    if kind == Kind::ByteArray {
        return vm.end_with(scope, buffer.value());
    }
    let result = make(vm, kind, buffer.bytes())?;
    let block = buffer.block.take();
    vm.free_block(block);
    vm.end_with(scope, result)
}

/// Where a slice of the characters of a str, or of the bytes of another object, begins or ends that an index bounds, within
/// what there is.
pub(super) fn bound(vm: &mut Vm<'_>, value: Value, kind: Kind, index: Value) -> Res<usize> {
    let at = index_argument(vm, kind, index)?;
    let own = own(vm, value)?;
    let len = own.bytes.len();
    if own.kind == Kind::Str && !super::is_ascii(value, own.bytes) {
        return Ok(utf8::offset(own.bytes, at).unwrap_or(if at < 0 { 0 } else { len }));
    }
    Ok(match usize::try_from(at) {
        Ok(at) => at.min(len),
        Err(_) => len.saturating_sub(at.unsigned_abs()),
    })
}

/// An index as a word.
#[inline]
pub(crate) fn index_argument(vm: &mut Vm<'_>, kind: Kind, index: Value) -> Res<isize> {
    if let Some(small) = index.as_small() {
        return Ok(small);
    }
    match vm.to_index_maybe(index)? {
        Some(at) => Ok(at),
        None => {
            let name = vm.type_name(index);
            let own = match kind {
                Kind::Str => "string",
                Kind::Bytes => "bytes",
                _ => "bytearray",
            };
            raise!(vm, TYPE_ERROR, "{own} indices must be integers, not {name}")
        }
    }
}

/// The object whose method is called, and the bounds that optional arguments give, of which either may be missing or None.
/// They are within its bytes, but may be the wrong way round. `order` is that in which they are looked at.
pub(crate) fn bounded<'a>(
    vm: &mut Vm<'_>,
    value: Value,
    args: &[Value],
    order: [usize; 2],
) -> Res<(Own<'a>, usize, usize)> {
    let before = own(vm, value)?;
    let mut bounds = [0, before.bytes.len()];
    for at in order {
        if let Some(&index) = args.get(at).filter(|index| **index != Value::NONE) {
            bounds[at] = bound(vm, value, before.kind, index)?;
        }
    }
    // The indexes may have been objects whose code changed a bytearray.
    let own = own(vm, value)?;
    let [start, stop] = bounds.map(|at| at.min(own.bytes.len()));
    Ok((own, start, stop))
}
