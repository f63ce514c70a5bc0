//! Bytes of objects, for all that takes bytes: where they are, and what they hold.

pub use crate::contents::Span;
use crate::error::Res;
use crate::object::*;
use crate::types::exceptions::*;
use crate::types::int::low_bits;
use crate::value::{Gc, Value};
use crate::vm::Vm;
use crate::{Real, raise};
use core::ffi::{c_int, c_long, c_longlong, c_short};

impl Vm<'_> {
    /// The bytes of an object that has some: str, bytes, bytearray, array, memoryview.
    ///
    /// # Errors
    ///
    /// TypeError if it has none.
    pub fn bytes_of(&mut self, value: Value) -> Res<Span> {
        match self.bytes_maybe(value)? {
            Some(span) => Ok(span),
            None => raise!(self, TYPE_ERROR, "object with buffer protocol required"),
        }
    }

    /// The bytes of an object that can be written to.
    ///
    /// # Errors
    ///
    /// TypeError if it has none.
    pub fn writable_bytes_of(&mut self, value: Value) -> Res<Span> {
        match self.bytes_maybe(value)? {
            Some(span) if span.writable => Ok(span),
            _ => raise!(self, TYPE_ERROR, "object with buffer protocol required"),
        }
    }

    /// As [`Vm::bytes_of`], nothing if it has none.
    ///
    /// # Errors
    ///
    /// Those of its type.
    pub fn bytes_maybe(&mut self, value: Value) -> Res<Option<Span>> {
        let value = self.native_part(value);
        Ok(match value.kind() {
            Kind::Str => self.text(value).map(Span::fixed),
            Kind::Bytes => value.get::<Text>().map(|text| Span::fixed(text.bytes())),
            // An array of objects is not bytes: whoever wrote to them would make objects up.
            Kind::ByteArray | Kind::Array => {
                value.get::<Buffer>().filter(|buffer| buffer.typecode.get() != OBJECTS).map(buffer_span)
            }
            Kind::MemoryView => match value.get::<View>() {
                Some(view) => Some(self.view_span(view)?),
                None => None,
            },
            Kind::Instance => None,
            _ => match self.type_of(value).bytes {
                Some(bytes) => Some(bytes(self, value)?),
                None => None,
            },
        })
    }

    /// The bytes that a memoryview shows. They are fewer than it says if its object has fewer now.
    pub(crate) fn view_span(&mut self, view: Gc<View>) -> Res<Span> {
        let typecode = view.typecode.get();
        let size = item_size(typecode).max(1);
        let owner = view.owner.get().unwrap_or(Value::NONE);
        let all = match owner.get::<Buffer>() {
            Some(buffer) => buffer_span(buffer),
            None => self.bytes_of(owner)?,
        };
        let part = all.part(view.offset.get().saturating_mul(size), view.len.get().saturating_mul(size));
        Ok(Span { len: part.len / size * size, typecode, writable: view.writable.get(), ..part })
    }

    /// The bits of a value as an item of an array. Ints that are too large are cut off, as MicroPython 1 does
    /// (py/binary.c).
    ///
    /// # Errors
    ///
    /// TypeError if it is not such a number.
    pub(crate) fn item_bits(&mut self, typecode: u8, value: Value) -> Res<u64> {
        match typecode {
            b'f' => self.real(value).map(|value| u64::from(single_of(value).to_bits())),
            b'd' => self.real(value).map(|value| double_of(value).to_bits()),
            _ => self.int_bits(value),
        }
    }

    /// The low bits of an int; what counts as an int has to fit a word.
    #[inline]
    pub(crate) fn int_bits(&mut self, value: Value) -> Res<u64> {
        if value.kind() == Kind::Int {
            return Ok(low_bits(value));
        }
        self.to_index(value).map(|value| value as i64 as u64)
    }

    /// The value of an item of an array, which is as long as its kind of items is.
    pub(crate) fn item_value(&mut self, typecode: u8, bytes: &[u8]) -> Res {
        let bits = native_bits(bytes);
        match typecode {
            b'B' | 0 | 1 | b'H' => Ok(Value::small_unchecked(bits as isize)),
            b'f' => self.float(real_of_single(f32::from_bits(bits as u32))),
            b'd' => self.float(real_of_double(f64::from_bits(bits))),
            b'I' | b'L' | b'Q' => self.unsigned(bits),
            // MicroPython has such arrays, but neither reads nor writes their items.
            b'e' | b'S' => Ok(Value::ZERO),
            _ => self.int(extend_sign(bits, bytes.len())),
        }
    }

    /// An int that is not negative.
    pub(crate) fn unsigned(&mut self, value: u64) -> Res {
        self.wide_int(i128::from(value))
    }

    /// The item of an array or the like that an index stands for, as MicroPython's `mp_get_index` has it (py/obj.c).
    #[inline]
    pub(crate) fn place_of(&mut self, object: Value, len: usize, index: Value) -> Res<usize> {
        let number = match index.as_small() {
            Some(small) => small,
            None => self.index_for(object, index)?,
        };
        let place = if number < 0 { number.wrapping_add(len as isize) } else { number };
        if place >= 0 && (place as usize) < len {
            return Ok(place as usize);
        }
        let name = self.type_of(object).name;
        raise!(self, INDEX_ERROR, "{name} index out of range")
    }

    #[cold]
    fn index_for(&mut self, object: Value, index: Value) -> Res<isize> {
        match self.to_index_maybe(index)? {
            Some(number) => Ok(number),
            None => {
                let (name, given) = (self.type_of(object).name, self.type_name(index));
                raise!(self, TYPE_ERROR, "{name} indices must be integers, not {given}")
            }
        }
    }

    /// Where a slice of bytes or the like starts and ends; their steps are all 1 (MicroPython, py/objarray.c).
    pub(crate) fn plain_slice(&mut self, slice: Gc<Slice>, len: usize) -> Res<(usize, usize)> {
        match self.slice_bounds(slice, len)? {
            (start, stop, 1) => {
                let start = start.clamp(0, len as isize) as usize;
                Ok((start, (stop.clamp(0, len as isize) as usize).max(start)))
            }
            _ => raise!(self, NOT_IMPLEMENTED_ERROR, "only slices with step=1 (aka None) are supported"),
        }
    }

    /// A bytes of zeros that is to be written to until [`Vm::seal`].
    pub(crate) fn new_bytes(&mut self, len: usize) -> Res<Gc<Text>> {
        let text = self.make::<Text>(Kind::Bytes, len)?;
        text.len.set(len);
        Ok(text)
    }

    /// Ends the making of a bytes.
    pub(crate) fn seal(&mut self, text: Gc<Text>) -> Value {
        text.hash.set(crate::symbol::hash(text.bytes()));
        text.ascii.set(is_ascii(text.bytes()));
        text.value()
    }
}

impl Gc<Text> {
    /// The bytes of what is being made.
    pub(crate) fn span_to_fill(self) -> Span {
        Span { start: self.tail_bytes(), len: self.len.get(), typecode: b'B', writable: true }
    }
}

/// The letter of arrays whose items are objects.
pub(crate) const OBJECTS: u8 = b'O';

fn buffer_span(buffer: Gc<Buffer>) -> Span {
    let bytes = buffer.bytes_mut();
    let typecode = if buffer.typecode.get() <= 1 { b'B' } else { buffer.typecode.get() };
    Span { start: bytes.as_mut_ptr(), len: bytes.len(), typecode, writable: true }
}

/// Whether all bytes are ASCII.
pub(crate) fn is_ascii(bytes: &[u8]) -> bool {
    bytes.is_ascii()
}

/// The size of an item of an array by its letter; 0 for an unknown one.
pub(crate) fn item_size(typecode: u8) -> usize {
    native_layout(typecode).0
}

/// The size and alignment of a number as C has it on this machine, by its letter; 0 for an unknown one (MicroPython,
/// py/binary.c). Bytearrays have the letter 0 or 1.
pub(crate) fn native_layout(typecode: u8) -> (usize, usize) {
    const fn of<T>() -> (usize, usize) {
        (size_of::<T>(), align_of::<T>())
    }
    match typecode {
        0 | 1 | b'B' | b'b' => (1, 1),
        b'h' | b'H' => of::<c_short>(),
        b'i' | b'I' => of::<c_int>(),
        b'l' | b'L' => of::<c_long>(),
        b'q' | b'Q' => of::<c_longlong>(),
        b'O' | b'P' | b'S' => of::<usize>(),
        b'e' => (2, 2),
        b'f' => of::<f32>(),
        b'd' => of::<f64>(),
        _ => (0, 1),
    }
}

/// Up to eight bytes as a number, in the order of this machine.
fn native_bits(bytes: &[u8]) -> u64 {
    match *bytes {
        [byte] => u64::from(byte),
        [a, b] => u64::from(u16::from_ne_bytes([a, b])),
        [a, b, c, d] => u64::from(u32::from_ne_bytes([a, b, c, d])),
        [a, b, c, d, e, f, g, h] => u64::from_ne_bytes([a, b, c, d, e, f, g, h]),
        _ => 0,
    }
}

/// Stores the low bits of a number in bytes, in the order of this machine.
pub(crate) fn store_native(target: &mut [u8], bits: u64) {
    match target.len() {
        1 => target[0] = bits as u8,
        2 => target.copy_from_slice(&(bits as u16).to_ne_bytes()),
        4 => target.copy_from_slice(&(bits as u32).to_ne_bytes()),
        8 => target.copy_from_slice(&bits.to_ne_bytes()),
        _ => {}
    }
}

/// A number of so many bytes as a signed one.
pub(crate) fn extend_sign(bits: u64, bytes: usize) -> i64 {
    let unused = 64 - 8 * bytes.clamp(1, 8) as u32;
    (bits << unused) as i64 >> unused
}

// Floats of this crate are of either size.

#[allow(clippy::unnecessary_cast)]
pub(crate) fn single_of(value: Real) -> f32 {
    value as f32
}

#[allow(clippy::unnecessary_cast)]
pub(crate) fn double_of(value: Real) -> f64 {
    value as f64
}

#[allow(clippy::unnecessary_cast)]
pub(crate) fn real_of_single(value: f32) -> Real {
    value as Real
}

#[allow(clippy::unnecessary_cast)]
pub(crate) fn real_of_double(value: f64) -> Real {
    value as Real
}
