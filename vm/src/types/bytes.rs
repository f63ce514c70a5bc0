//! `bytes` and `bytearray`.

use crate::error::Res;
use crate::native::{Args, Member, Native, Type};
use crate::object::*;
use crate::print::Out;
use crate::raise;
use crate::types::array;
use crate::types::exceptions::*;
use crate::types::str::encoding::{decode, encode};
use crate::types::str::like::str_or_bytes;
use crate::types::str::percent::percent;
use crate::types::str::search::find_bytes;
use crate::types::str::text_members;
use crate::value::{Gc, Value, Word};
use crate::vm::Vm;
use constrictor_bytecode::opcode::BinaryOp;
use core::cmp::Ordering;

/// The type `bytes`.
pub static BYTES: Type = Type {
    make: Some(make_bytes),
    len: Some(|_, value| Ok(value.get::<Text>().map_or(0, |text| text.len.get()))),
    binary: Some(binary),
    item: Some(item),
    iter: Some(|vm, value| vm.iterator(Kind::BytesIter, value, None).map(Gc::value)),
    print: Some(|vm, out, value, _| {
        vm.write(out, b"b")?;
        vm.print_quoted(out, value)
    }),
    bytes: Some(|vm, value| vm.bytes_of(value)),
    members: text_members![
        Member::Function(Native::new("hex", 1, 2, hex)),
        Member::Function(Native::new("fromhex", 2, 2, from_hex).class()),
        Member::Function(Native::new("decode", 1, 3, decode)),
    ],
    ..Type::new("bytes")
};

/// The type `bytearray`.
pub static BYTEARRAY: Type = Type {
    make: Some(make_bytearray),
    len: array::ARRAY.len,
    binary: Some(array::binary),
    item: Some(array::item),
    set_item: Some(array::set_item),
    iter: array::ARRAY.iter,
    print: Some(array::print),
    bytes: Some(|vm, value| vm.bytes_of(value)),
    members: text_members![
        Member::Function(Native::new("append", 2, 2, array::append)),
        Member::Function(Native::new("extend", 2, 2, array::extend)),
        Member::Function(Native::new("hex", 1, 2, hex)),
        Member::Function(Native::new("fromhex", 2, 2, from_hex).class()),
        Member::Function(Native::new("decode", 1, 3, decode)),
    ],
    ..Type::new("bytearray")
};

/// `bytes(…)` (MicroPython, py/objstr.c)
fn make_bytes(vm: &mut Vm<'_>, _: &'static Type, args: Args<'_>) -> Res {
    if !args.keywords.is_empty() {
        return raise!(
            vm,
            NOT_IMPLEMENTED_ERROR,
            "keyword argument(s) not implemented - use normal args instead"
        );
    }
    let Some(&source) = args.first() else { return vm.bytes(b"") };
    match source.kind() {
        Kind::Bytes => return Ok(source),
        Kind::Str if (2..=3).contains(&args.len()) => return encode(vm, args),
        Kind::Str => return raise!(vm, TYPE_ERROR, "string argument without an encoding"),
        _ if args.len() > 1 => return raise!(vm, TYPE_ERROR, "wrong number of arguments"),
        _ => {}
    }
    if let Some(len) = source.as_small() {
        let Ok(len) = usize::try_from(len) else { return Err(vm.raise_plain(&VALUE_ERROR)) };
        let text = vm.new_bytes(len)?;
        return Ok(vm.seal(text));
    }
    if let Some(span) = vm.bytes_maybe(source)? {
        return vm.bytes(span.bytes());
    }
    from_items(vm, source)
}

/// A bytes of ints.
fn from_items(vm: &mut Vm<'_>, source: Value) -> Res {
    let scope = vm.scope();
    let buffer = vm.buffer(0, 0)?;
    vm.buffer_reserve(buffer, array::known_len(source).unwrap_or(16))?;
    vm.each(source, |vm, item| {
        let number = vm.to_index(item)?;
        match u8::try_from(number) {
            Ok(byte) => vm.buffer_append(buffer, &[byte]),
            Err(_) => raise!(vm, VALUE_ERROR, "bytes value out of range"),
        }
    })?;
    let result = vm.bytes(buffer.bytes())?;
    let block = buffer.block.take();
    vm.free_block(block);
    vm.end_with(scope, result)
}

/// How text is encoded as bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Encoding {
    Utf8,
    Ascii,
}

/// The encoding of a name.
pub(crate) fn encoding(vm: &mut Vm<'_>, name: Value) -> Res<Encoding> {
    match str_or_bytes(vm, name)? {
        b"utf-8" | b"utf8" => Ok(Encoding::Utf8),
        b"ascii" => Ok(Encoding::Ascii),
        other => raise!(vm, LOOKUP_ERROR, "unknown encoding: {}", crate::print::lossy(other)),
    }
}

/// `bytearray(…)` (MicroPython, py/objarray.c)
fn make_bytearray(vm: &mut Vm<'_>, _: &'static Type, args: Args<'_>) -> Res {
    vm.check_arguments(args, 0, 3, false)?;
    let Some(&source) = args.first() else { return vm.bytearray(b"") };
    match source.kind() {
        Kind::Int => {
            let len = vm.to_index(source)?;
            vm.buffer(0, len as usize).map(Gc::value)
        }
        Kind::Str if args.len() == 1 => raise!(vm, TYPE_ERROR, "string argument without an encoding"),
        _ => array::construct(vm, 0, source),
    }
}

/// Operators of bytes. On the right may be whatever has bytes, a str as well.
fn binary(vm: &mut Vm<'_>, op: BinaryOp, left: Value, right: Value) -> Res<Word> {
    use BinaryOp::*;
    let Some(text) = left.get_kind::<Text>(Kind::Bytes) else { return Ok(None) };
    match op {
        Modulo => percent(vm, left, right).map(Some),
        Multiply => match vm.to_index_maybe(right)? {
            Some(count) => repeat(vm, text, count).map(Some),
            None => Ok(None),
        },
        Add | In | Less | LessEqual | More | MoreEqual => {
            let Some(span) = vm.bytes_maybe(right)? else { return Ok(None) };
            Ok(Some(match op {
                Add => add(vm, left, right)?,
                In => Value::bool(find_bytes(text.bytes(), span.bytes()).is_some()),
                _ => Value::bool(compare(op, text.bytes(), span.bytes())),
            }))
        }
        Equal if right.kind() == Kind::Str => {
            // What was meant is hardly this (MicroPython, py/obj.c).
            vm.host.write_error(b"Warning: Comparison between bytes and str\n");
            Ok(Some(Value::FALSE))
        }
        // Others that may equal a bytes are asked themselves.
        Equal => Ok(right
            .get_kind::<Text>(Kind::Bytes)
            .map(|right| Value::bool(text.hash.get() == right.hash.get() && text.bytes() == right.bytes()))),
        _ => Ok(None),
    }
}

fn add(vm: &mut Vm<'_>, left: Value, right: Value) -> Res {
    let (a, b) = (vm.bytes_of(left)?, vm.bytes_of(right)?);
    if a.len == 0 && right.kind() == Kind::Bytes {
        return Ok(right);
    }
    if b.len == 0 {
        return Ok(left);
    }
    vm.text_with(Kind::Bytes, a.len.saturating_add(b.len), |target| {
        target[..a.len].copy_from_slice(a.bytes());
        target[a.len..].copy_from_slice(b.bytes());
    })
}

fn repeat(vm: &mut Vm<'_>, text: Gc<Text>, count: isize) -> Res {
    let bytes = text.bytes();
    let count = usize::try_from(count).unwrap_or(0);
    vm.text_with(Kind::Bytes, bytes.len().saturating_mul(count), |target| {
        if let [byte] = bytes {
            target.fill(*byte);
        } else if !bytes.is_empty() {
            target.chunks_exact_mut(bytes.len()).for_each(|place| place.copy_from_slice(bytes));
        }
    })
}

/// Whether a comparison of bytes holds.
pub(crate) fn compare(op: BinaryOp, left: &[u8], right: &[u8]) -> bool {
    if op == BinaryOp::Equal {
        return left == right;
    }
    match left.cmp(right) {
        Ordering::Less => matches!(op, BinaryOp::Less | BinaryOp::LessEqual),
        Ordering::Equal => matches!(op, BinaryOp::LessEqual | BinaryOp::MoreEqual),
        Ordering::Greater => matches!(op, BinaryOp::More | BinaryOp::MoreEqual),
    }
}

/// `bytes[index]`
fn item(vm: &mut Vm<'_>, value: Value, index: Value) -> Res {
    let Some(text) = value.get::<Text>() else { return Ok(Value::NONE) };
    if let Some(slice) = index.get::<Slice>() {
        let (start, stop) = vm.plain_slice(slice, text.len.get())?;
        return vm.bytes(&text.bytes()[start..stop]);
    }
    let at = vm.place_of(value, text.len.get(), index)?;
    Ok(Value::small_unchecked(isize::from(text.bytes()[at])))
}

impl Vm<'_> {
    /// Prints the bytes of an object in quotes, as MicroPython does (py/objstr.c): double ones if that saves an escape.
    pub(crate) fn print_quoted(&mut self, out: &mut Out<'_>, value: Value) -> Res<()> {
        let bytes = self.bytes_of(value)?.bytes();
        let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') { b'"' } else { b'\'' };
        self.write(out, &[quote])?;
        let mut at = 0;
        loop {
            // Writing may run code, which may change a bytearray.
            let bytes = self.bytes_of(value)?.bytes();
            let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) else { break };
            let is_plain = |byte: u8| matches!(byte, b' '..=b'~') && byte != quote && byte != b'\\';
            let plain = rest.iter().position(|&byte| !is_plain(byte)).unwrap_or(rest.len());
            if plain > 0 {
                self.write(out, &rest[..plain])?;
                at += plain;
                continue;
            }
            let hex = [b'\\', b'x', hex_digit(rest[0] >> 4), hex_digit(rest[0] & 15)];
            self.write(
                out,
                match rest[0] {
                    b'\n' => b"\\n",
                    b'\r' => b"\\r",
                    b'\t' => b"\\t",
                    b'\\' => b"\\\\",
                    b'\'' => b"\\'",
                    b'"' => b"\\\"",
                    _ => &hex,
                },
            )?;
            at += 1;
        }
        self.write(out, &[quote])
    }
}

fn hex_digit(digit: u8) -> u8 {
    b"0123456789abcdef"[usize::from(digit & 15)]
}

/// `hex([separator])` of whatever has bytes.
pub(crate) fn hex(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let span = vm.bytes_of(args[0])?;
    if span.len == 0 {
        return vm.str("");
    }
    let separator = match args.get(1) {
        // A C string ends with a zero, which is its first character if it has no other.
        Some(&separator) => Some(str_or_bytes(vm, separator)?.first().copied().unwrap_or(0)),
        None => None,
    };
    let width = if separator.is_some() { 3 } else { 2 };
    let len = span.len.saturating_mul(width) - (width - 2);
    vm.text_with(Kind::Str, len, |target| {
        for (place, &byte) in target.chunks_mut(width).zip(span.bytes()) {
            place[0] = hex_digit(byte >> 4);
            place[1] = hex_digit(byte);
            if let (Some(place), Some(separator)) = (place.get_mut(2), separator) {
                *place = separator;
            }
        }
    })
}

/// `fromhex(text)` of bytes and bytearray. Space is skipped before each pair of digits.
fn from_hex(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let span = vm.bytes_of(args[1])?;
    let mut pairs = HexPairs(span.bytes());
    let mut count = 0;
    loop {
        match pairs.next() {
            Some(Some(_)) => count += 1,
            Some(None) => return raise!(vm, VALUE_ERROR, "non-hex digit"),
            None => break,
        }
    }
    let is_mutable = vm.extends(args[0], BYTEARRAY.value());
    if is_mutable {
        let buffer = vm.buffer(0, count)?;
        buffer.bytes_mut().iter_mut().zip(HexPairs(span.bytes()).flatten()).for_each(|(to, from)| *to = from);
        return Ok(buffer.value());
    }
    vm.text_with(Kind::Bytes, count, |target| {
        target.iter_mut().zip(HexPairs(span.bytes()).flatten()).for_each(|(to, from)| *to = from);
    })
}

/// The bytes that pairs of hexadecimal digits stand for; `None` for what is none.
struct HexPairs<'a>(&'a [u8]);

impl Iterator for HexPairs<'_> {
    type Item = Option<u8>;

    fn next(&mut self) -> Option<Option<u8>> {
        while let [b' ' | b'\t'..=b'\r', rest @ ..] = self.0 {
            self.0 = rest;
        }
        let digit = |byte: u8| char::from(byte).to_digit(16).map(|digit| digit as u8);
        match *self.0 {
            [] => None,
            [high, low, ref rest @ ..] => {
                self.0 = rest;
                Some(digit(high).zip(digit(low)).map(|(high, low)| high << 4 | low))
            }
            [_] => {
                self.0 = &[];
                Some(None)
            }
        }
    }
}
