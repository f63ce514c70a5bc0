//! `str`: text in UTF-8, indexed by characters.
//!
//! Where all bytes are ASCII, which is noted when a text is made, a character is a byte; otherwise characters are counted from
//! the nearer end. Characters of ASCII are interned, so that taking a text apart makes no objects.

pub(crate) mod case;
pub(crate) mod encoding;
pub(crate) mod fields;
pub(crate) mod like;
pub(crate) mod percent;
pub(crate) mod search;
pub(crate) mod split;
pub(crate) mod utf8;

use crate::error::Res;
use crate::native::{Member, Native, Type};
use crate::object::*;
use crate::print::{Out, Style};
use crate::raise;
use crate::symbol::Symbol;
use crate::types::exceptions::*;
use crate::value::{Gc, Value, Word};
use crate::vm::Vm;
use constrictor_bytecode::opcode::BinaryOp;

/// The members of a type with the methods that str, bytes and bytearray share, and more.
macro_rules! text_members {
    ($($more:expr,)*) => {
        &[
            $($more,)*
            Member::Function(Native::new("find", 2, 4, $crate::types::str::search::find)),
            Member::Function(Native::new("rfind", 2, 4, $crate::types::str::search::rfind)),
            Member::Function(Native::new("index", 2, 4, $crate::types::str::search::index)),
            Member::Function(Native::new("rindex", 2, 4, $crate::types::str::search::rindex)),
            Member::Function(Native::new("join", 2, 2, $crate::types::str::split::join)),
            Member::Function(Native::new("split", 1, 3, $crate::types::str::split::split)),
            Member::Function(Native::any("splitlines", 1, 255, $crate::types::str::split::splitlines)),
            Member::Function(Native::new("rsplit", 1, 3, $crate::types::str::split::rsplit)),
            Member::Function(Native::new("startswith", 2, 4, $crate::types::str::search::startswith)),
            Member::Function(Native::new("endswith", 2, 4, $crate::types::str::search::endswith)),
            Member::Function(Native::new("strip", 1, 2, $crate::types::str::split::strip)),
            Member::Function(Native::new("lstrip", 1, 2, $crate::types::str::split::lstrip)),
            Member::Function(Native::new("rstrip", 1, 2, $crate::types::str::split::rstrip)),
            Member::Function(Native::any("format", 1, 255, $crate::types::str::fields::format)),
            Member::Function(Native::new("replace", 3, 4, $crate::types::str::search::replace)),
            Member::Function(Native::new("count", 2, 4, $crate::types::str::search::count)),
            Member::Function(Native::new("partition", 2, 2, $crate::types::str::search::partition)),
            Member::Function(Native::new("rpartition", 2, 2, $crate::types::str::search::rpartition)),
            Member::Function(Native::new("center", 2, 2, $crate::types::str::case::center)),
            Member::Function(Native::new("lower", 1, 1, $crate::types::str::case::lower)),
            Member::Function(Native::new("upper", 1, 1, $crate::types::str::case::upper)),
            Member::Function(Native::new("isspace", 1, 1, $crate::types::str::case::isspace)),
            Member::Function(Native::new("isalpha", 1, 1, $crate::types::str::case::isalpha)),
            Member::Function(Native::new("isdigit", 1, 1, $crate::types::str::case::isdigit)),
            Member::Function(Native::new("isupper", 1, 1, $crate::types::str::case::isupper)),
            Member::Function(Native::new("islower", 1, 1, $crate::types::str::case::islower)),
        ]
    };
}
pub(crate) use text_members;

/// The type `str`.
pub static STR: Type = Type {
    make: Some(|vm, _, args| encoding::construct(vm, args)),
    binary: Some(binary),
    truth: Some(|vm, value| Ok(vm.text(value).is_some_and(|text| !text.is_empty()))),
    len: Some(|vm, value| {
        let text = vm.text(value).unwrap_or_default();
        Ok(if is_ascii(value, text) { text.len() } else { utf8::count(text) })
    }),
    item: Some(item),
    iter: Some(|vm, value| vm.iterator(Kind::StrIter, value, None).map(Gc::value)),
    print: Some(print),
    bytes: Some(|vm, value| vm.bytes_of(value)),
    members: text_members![Member::Function(Native::new("encode", 1, 3, encoding::encode)),],
    ..Type::new("str")
};

/// Whether the bytes of a str are all ASCII.
#[inline]
fn is_ascii(value: Value, text: &[u8]) -> bool {
    match value.get::<Text>() {
        Some(object) => object.ascii.get(),
        // An interned one: these are short.
        None => text.is_ascii(),
    }
}

fn binary(vm: &mut Vm<'_>, op: BinaryOp, left: Value, right: Value) -> Res<Word> {
    use BinaryOp::*;
    let Some(text) = vm.text(left) else { return Ok(None) };
    match op {
        Modulo => return percent::percent(vm, left, right).map(Some),
        Multiply => {
            return match vm.to_index_maybe(right)? {
                Some(count) => case::repeat(vm, Kind::Str, text, count).map(Some),
                None => Ok(None),
            };
        }
        Add | In | Equal | Less | LessEqual | More | MoreEqual => {}
        _ => return Ok(None),
    }
    let Some(other) = vm.text(right) else {
        // Otherwise the characters would be compared with it.
        return if op == In { Err(like::wrong_type(vm, right)) } else { Ok(None) };
    };
    Ok(Some(match op {
        Add if text.is_empty() => right,
        Add if other.is_empty() => left,
        Add => case::concatenate(vm, Kind::Str, text, other)?,
        In => Value::bool(search::find_bytes(text, other).is_some()),
        Equal => Value::bool(text == other),
        Less => Value::bool(text < other),
        LessEqual => Value::bool(text <= other),
        More => Value::bool(text > other),
        _ => Value::bool(text >= other),
    }))
}

/// `str[index]`
fn item(vm: &mut Vm<'_>, value: Value, index: Value) -> Res {
    let text = vm.text(value).unwrap_or_default();
    if let Some(slice) = index.get::<Slice>() {
        return self::slice(vm, value, text, slice);
    }
    let index = like::index_argument(vm, Kind::Str, index)?;
    let start = if is_ascii(value, text) {
        let at = if index < 0 { index.wrapping_add(text.len() as isize) } else { index };
        usize::try_from(at).ok().filter(|at| *at < text.len())
    } else {
        utf8::offset(text, index)
    };
    match start {
        Some(start) => character(vm, &text[start..]),
        None => raise!(vm, INDEX_ERROR, "string index out of range"),
    }
}

fn slice(vm: &mut Vm<'_>, value: Value, text: &[u8], slice: Gc<Slice>) -> Res {
    let given = |word: &core::cell::Cell<Word>| word.get().filter(|value| *value != Value::NONE);
    if given(&slice.step).is_some_and(|step| step.as_small() != Some(1)) {
        return raise!(vm, NOT_IMPLEMENTED_ERROR, "only slices with step=1 (aka None) are supported");
    }
    let mut range = [0, text.len()];
    for (place, bound) in range.iter_mut().zip([&slice.start, &slice.stop]) {
        if let Some(index) = given(bound) {
            *place = like::bound(vm, value, Kind::Str, index)?;
        }
    }
    like::part(vm, Kind::Str, text.get(range[0]..range[1]).unwrap_or_default())
}

/// The first character of a text.
#[inline]
fn character(vm: &mut Vm<'_>, text: &[u8]) -> Res {
    match *text {
        [first] if first.is_ascii() => Ok(Value::symbol(Symbol::of_ascii(first))),
        [first, second, ..] if first.is_ascii() && !utf8::is_continuation(second) => {
            Ok(Value::symbol(Symbol::of_ascii(first)))
        }
        _ => vm.str_from(&text[..utf8::first_len(text)]),
    }
}

/// The next character of an iterator over a str.
#[inline]
pub(crate) fn next_str(vm: &mut Vm<'_>, iter: Gc<Iter>) -> Res<Word> {
    let text = iter.source.get().and_then(|text| vm.text(text)).unwrap_or_default();
    let at = iter.at.get() as usize;
    let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) else { return Ok(None) };
    let next = at + utf8::first_len(rest);
    iter.at.set(next as isize);
    character(vm, &text[at..next]).map(Some)
}

fn print(vm: &mut Vm<'_>, out: &mut Out<'_>, value: Value, style: Style) -> Res<()> {
    let text = vm.text(value).unwrap_or_default();
    if style == Style::Str { vm.write(out, text) } else { print_quoted(vm, out, text) }
}

/// Prints a text as `repr` shows it: in double quotes if that saves an escape, with control characters and halves of surrogate
/// pairs as escapes (MicroPython, py/objstrunicode.c).
fn print_quoted(vm: &mut Vm<'_>, out: &mut Out<'_>, text: &[u8]) -> Res<()> {
    let quote = if text.contains(&b'\'') && !text.contains(&b'"') { b'"' } else { b'\'' };
    vm.write(out, &[quote])?;
    let mut rest = text;
    while !rest.is_empty() {
        let plain = plain_len(rest, quote);
        vm.write(out, &rest[..plain])?;
        rest = &rest[plain..];
        let len = utf8::first_len(rest);
        match utf8::decode(&rest[..len]) {
            _ if len == 0 => {}
            0x0a => vm.write(out, b"\\n")?,
            0x0d => vm.write(out, b"\\r")?,
            0x09 => vm.write(out, b"\\t")?,
            code @ (0..0x20 | 0x7f) => vm.write_args(out, format_args!("\\x{code:02x}"))?,
            code @ 0..0x80 if code == u32::from(quote) || code == u32::from(b'\\') => {
                vm.write(out, &[b'\\', code as u8])?;
            }
            // What follows it belongs to no character.
            code @ 0..0x80 => vm.write(out, &[code as u8])?,
            code @ ..0x1_0000 => vm.write_args(out, format_args!("\\u{code:04x}"))?,
            code => vm.write_args(out, format_args!("\\U{code:08x}"))?,
        }
        rest = &rest[len..];
    }
    vm.write(out, &[quote])
}

/// How many bytes at the beginning are of characters that stand for themselves in quotes.
fn plain_len(text: &[u8], quote: u8) -> usize {
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let len = utf8::first_len(rest);
        let is_plain = match utf8::decode(&rest[..len]) {
            code @ 0x20..=0x7e => len == 1 && code != u32::from(quote) && code != u32::from(b'\\'),
            0x80..0xd800 | 0xe000..0x11_0000 => true,
            _ => false,
        };
        if !is_plain {
            break;
        }
        at += len;
    }
    at
}

impl Vm<'_> {
    /// A str of a value by a format specification, as a field `{:spec}` is filled in.
    ///
    /// # Errors
    ///
    /// ValueError if the specification does not suit the value, TypeError if the value is neither number nor text.
    pub fn format_value(&mut self, value: Value, spec: &[u8]) -> Res {
        if spec.is_empty() {
            return self.to_str(value, Style::Str);
        }
        self.build_str(|vm, out| fields::write_value(vm, out, value, spec))
    }
}
