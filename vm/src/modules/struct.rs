//! Module `struct`: numbers and strings as bytes, laid out as a format says (MicroPython, py/modstruct.c).

use crate::bytes::{
    double_of, extend_sign, native_layout, real_of_double, real_of_single, single_of, store_native,
};
use crate::error::Res;
use crate::native::{Args, Member, Native, NativeModule};
use crate::object::*;
use crate::raise;
use crate::types::exceptions::*;
use crate::types::str::like::str_or_bytes;
use crate::value::{Gc, Value};
use crate::vm::Vm;

/// The module.
pub static STRUCT: NativeModule = NativeModule {
    name: "struct",
    members: &[
        Member::Function(Native::new("calcsize", 1, 1, calcsize)),
        Member::Function(Native::new("pack", 1, 255, pack)),
        Member::Function(Native::new("pack_into", 3, 255, pack_into)),
        Member::Function(Native::new("unpack", 2, 3, unpack)),
        Member::Function(Native::new("unpack_from", 2, 3, unpack)),
    ],
    init: None,
    is_writable: false,
};

/// How numbers are laid out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Order {
    /// As C does on this machine: with its order, sizes and alignment.
    Native,
    Little,
    Big,
    /// `=`, which MicroPython accepts but has no sizes for.
    Unsupported,
}

impl Order {
    fn is_big(self) -> bool {
        match self {
            Order::Native => cfg!(target_endian = "big"),
            order => order == Order::Big,
        }
    }

    /// The size and alignment of a number by its letter; none for an unknown one.
    fn layout(self, code: u8) -> Option<(usize, usize)> {
        let found = match (self, code) {
            (Order::Unsupported, _) | (_, 0) => (0, 1),
            (Order::Native, code) => native_layout(code),
            (_, b'l' | b'L' | b'i' | b'I') => (4, 1),
            (_, 1) => (0, 1),
            (_, code) => (native_layout(code).0, 1),
        };
        Some(found).filter(|&(size, _)| size > 0)
    }
}

/// What a format has in it: letters and how often each is meant.
#[derive(Clone, Copy)]
struct Format<'a> {
    order: Order,
    rest: &'a [u8],
}

/// A number so large that no size of memory follows from it.
const TOO_MANY: usize = isize::MAX as usize;

impl<'a> Format<'a> {
    fn new(text: &'a [u8]) -> Format<'a> {
        let order = match text.first() {
            Some(b'<') => Order::Little,
            Some(b'>' | b'!') => Order::Big,
            Some(b'=') => Order::Unsupported,
            Some(b'@') => Order::Native,
            _ => return Format { order: Order::Native, rest: text },
        };
        Format { order, rest: &text[1..] }
    }
}

impl Iterator for Format<'_> {
    type Item = (u8, usize);

    fn next(&mut self) -> Option<(u8, usize)> {
        // To MicroPython a format is a C string.
        if self.rest.first().is_none_or(|&byte| byte == 0) {
            return None;
        }
        let mut count = None;
        while let [digit @ b'0'..=b'9', rest @ ..] = self.rest {
            let digit = usize::from(digit - b'0');
            count = Some(count.unwrap_or(0usize).saturating_mul(10).saturating_add(digit).min(TOO_MANY));
            self.rest = rest;
        }
        let code = self.rest.first().copied().unwrap_or(0);
        self.rest = self.rest.get(1..).unwrap_or_default();
        Some((code, count.unwrap_or(1)))
    }
}

/// Where a number with an alignment goes.
fn align(place: usize, alignment: usize) -> usize {
    place.saturating_add(alignment - 1) / alignment * alignment
}

/// The number of values of a format, and its size in bytes.
fn measure(vm: &mut Vm<'_>, format: Format<'_>) -> Res<(usize, usize)> {
    let (mut values, mut size) = (0usize, 0usize);
    for (code, count) in format {
        match code {
            b'x' => size = size.saturating_add(count),
            b's' => {
                values = values.saturating_add(1);
                size = size.saturating_add(count);
            }
            code => {
                let (one, alignment) = layout(vm, format.order, code)?;
                values = values.saturating_add(count);
                // Sizes are multiples of alignments, so that only the first of them is moved.
                if count > 0 {
                    size = align(size, alignment).saturating_add(one.saturating_mul(count));
                }
            }
        }
    }
    Ok((values, size))
}

fn layout(vm: &mut Vm<'_>, order: Order, code: u8) -> Res<(usize, usize)> {
    match order.layout(code) {
        Some(layout) => Ok(layout),
        None => raise!(vm, VALUE_ERROR, "bad typecode"),
    }
}

fn format_of<'a>(vm: &mut Vm<'_>, value: Value) -> Res<Format<'a>> {
    str_or_bytes(vm, value).map(Format::new)
}

fn calcsize(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let format = format_of(vm, args[0])?;
    let (_, size) = measure(vm, format)?;
    vm.unsigned(size as u64)
}

/// Where in a buffer of some length to begin: negative offsets count from its end.
fn start(vm: &mut Vm<'_>, offset: Value, len: usize) -> Res<usize> {
    let offset = vm.to_index(offset)?;
    let start = if offset < 0 { len.checked_sub(offset.unsigned_abs()) } else { Some(offset as usize) };
    match start {
        Some(start) => Ok(start),
        None => too_small(vm),
    }
}

fn too_small<T>(vm: &mut Vm<'_>) -> Res<T> {
    raise!(vm, VALUE_ERROR, "buffer too small")
}

/// `unpack` and `unpack_from`, which are the same in MicroPython: there may be more bytes than are needed.
fn unpack(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let format = format_of(vm, args[0])?;
    let (values, size) = measure(vm, format)?;
    let len = vm.bytes_of(args[1])?.len;
    let base = match args.get(2) {
        Some(&offset) => start(vm, offset, len)?,
        None => 0,
    };
    if base.checked_add(size).is_none_or(|end| end > len) {
        return too_small(vm);
    }
    let tuple = vm.make::<Tuple>(Kind::Tuple, values.saturating_mul(WORD))?;
    let (mut at, mut filled) = (0, 0);
    for (code, count) in format {
        match code {
            b'x' => at += count,
            b's' => {
                let scope = vm.scope();
                let part = vm.bytes_of(args[1])?.part(base + at, count);
                let value = vm.bytes(part.bytes())?;
                push(tuple, &mut filled, value);
                vm.end(scope);
                at += count;
            }
            code => {
                let (size, alignment) = layout(vm, format.order, code)?;
                at = if count > 0 { align(at, alignment) } else { at };
                for _ in 0..count {
                    let scope = vm.scope();
                    let bits = load(vm.bytes_of(args[1])?.part(base + at, size).bytes(), format.order);
                    let value = unpack_number(vm, code, size, bits)?;
                    push(tuple, &mut filled, value);
                    vm.end(scope);
                    at += size;
                }
            }
        }
    }
    Ok(tuple.value())
}

/// Adds an item to a tuple that has room for it.
fn push(tuple: Gc<Tuple>, filled: &mut usize, value: Value) {
    *filled += 1;
    tuple.len.set(*filled);
    tuple.set(*filled - 1, value);
}

fn load(bytes: &[u8], order: Order) -> u64 {
    let join = |number: u64, &byte: &u8| number << 8 | u64::from(byte);
    match order.is_big() {
        true => bytes.iter().fold(0, join),
        false => bytes.iter().rev().fold(0, join),
    }
}

fn unpack_number(vm: &mut Vm<'_>, code: u8, size: usize, bits: u64) -> Res {
    match code {
        b'e' => vm.float(real_of_single(from_half(bits as u16))),
        b'f' => vm.float(real_of_single(f32::from_bits(bits as u32))),
        b'd' => vm.float(real_of_double(f64::from_bits(bits))),
        b'O' => match vm.value_at(bits as usize) {
            Some(value) => vm.keep(value),
            None => raise!(vm, VALUE_ERROR, "not an object"),
        },
        // MicroPython reads a C string from wherever in memory this points to.
        b'S' => raise!(vm, VALUE_ERROR, "bad typecode"),
        b'A'..=b'Z' => vm.unsigned(bits),
        1 => vm.unsigned(bits),
        _ => vm.int(extend_sign(bits, size)),
    }
}

fn pack(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let format = format_of(vm, args[0])?;
    let (_, size) = measure(vm, format)?;
    let result = vm.new_bytes(size)?;
    pack_values(vm, format, Target::New(result), 0, &args[1..])?;
    Ok(vm.seal(result))
}

fn pack_into(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let format = format_of(vm, args[0])?;
    let len = vm.writable_bytes_of(args[1])?.len;
    let base = start(vm, args[2], len)?;
    let (_, size) = measure(vm, format)?;
    if base.checked_add(size).is_none_or(|end| end > len) {
        return too_small(vm);
    }
    pack_values(vm, format, Target::Object(args[1]), base, &args[3..])?;
    Ok(Value::NONE)
}

/// What values are packed into.
#[derive(Clone, Copy)]
enum Target {
    New(Gc<Text>),
    /// An object that code which runs meanwhile may change.
    Object(Value),
}

/// The bytes of a target from some place on, as many of them as there are.
fn target_bytes<'a>(vm: &mut Vm<'_>, target: Target, at: usize, len: usize) -> Res<&'a mut [u8]> {
    let span = match target {
        Target::New(text) => text.span_to_fill(),
        Target::Object(object) => vm.writable_bytes_of(object)?,
    };
    Ok(span.part(at, len).bytes_mut().unwrap_or_default())
}

/// Packs values until there are no more of them, or the format ends.
fn pack_values(
    vm: &mut Vm<'_>,
    format: Format<'_>,
    target: Target,
    base: usize,
    values: &[Value],
) -> Res<()> {
    let mut values = values.iter().copied().peekable();
    let mut at = 0;
    for (code, count) in format {
        if values.peek().is_none() {
            break;
        }
        match code {
            b'x' => {
                target_bytes(vm, target, base + at, count)?.fill(0);
                at += count;
            }
            b's' => {
                let source = vm.bytes_of(values.next().unwrap_or(Value::NONE))?;
                let place = target_bytes(vm, target, base + at, count)?;
                let len = source.len.min(place.len());
                pack_bytes(place, source, len);
                at += count;
            }
            code => {
                let (size, alignment) = layout(vm, format.order, code)?;
                at = if count > 0 { align(at, alignment) } else { at };
                for value in values.by_ref().take(count) {
                    let bits = pack_number(vm, code, value)?;
                    store(target_bytes(vm, target, base + at, size)?, format.order, bits);
                    at += size;
                }
            }
        }
    }
    Ok(())
}

/// Copies bytes, which may be part of the target, and zeros after them.
fn pack_bytes(place: &mut [u8], source: crate::bytes::Span, len: usize) {
    let target =
        crate::bytes::Span { start: place.as_mut_ptr(), len: place.len(), typecode: b'B', writable: true };
    source.part(0, len).copy_to(target);
    place[len..].fill(0);
}

fn pack_number(vm: &mut Vm<'_>, code: u8, value: Value) -> Res<u64> {
    match code {
        b'e' => vm.real(value).map(|value| u64::from(to_half(single_of(value)))),
        b'f' => vm.real(value).map(|value| u64::from(single_of(value).to_bits())),
        b'd' => vm.real(value).map(|value| double_of(value).to_bits()),
        b'O' => Ok(value.bits() as u64),
        _ => vm.int_bits(value),
    }
}

fn store(target: &mut [u8], order: Order, bits: u64) {
    store_native(target, bits);
    if order.is_big() != cfg!(target_endian = "big") {
        target.reverse();
    }
}

/// A number of 16 bits as a float.
fn from_half(half: u16) -> f32 {
    let sign = if half & 0x8000 != 0 { -1.0 } else { 1.0 };
    let (exponent, fraction) = (u32::from(half >> 10 & 31), u32::from(half & 0x3ff));
    match exponent {
        0 => sign * fraction as f32 * f32::from_bits((127 - 24) << 23),
        31 => f32::from_bits(u32::from(half & 0x8000) << 16 | 0xff << 23 | fraction << 13),
        _ => f32::from_bits(u32::from(half & 0x8000) << 16 | (exponent + 127 - 15) << 23 | fraction << 13),
    }
}

/// A float as a number of 16 bits: the nearest one, of two the one farther from zero, as MicroPython rounds; infinity if it
/// is too large.
fn to_half(value: f32) -> u16 {
    let bits = value.to_bits();
    let sign = (bits >> 16) as u16 & 0x8000;
    let exponent = (bits >> 23 & 0xff) as i32 - (127 - 15);
    let fraction = bits & 0x7f_ffff;
    if value.is_nan() {
        return sign | 0x7e00;
    }
    let magnitude = if exponent >= 31 {
        0x7c00
    } else if exponent > 0 {
        ((exponent as u32) << 10 | fraction >> 13) + (fraction >> 12 & 1)
    } else if exponent >= -11 {
        // The leading one, and what is left of the rest below it.
        let shifted = (fraction | 0x80_0000) >> (13 - exponent);
        (shifted >> 1) + (shifted & 1)
    } else {
        0
    };
    sign | magnitude.min(0x7c00) as u16
}
