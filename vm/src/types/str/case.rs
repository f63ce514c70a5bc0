//! Methods about letters, shared by str, bytes and bytearray: `lower`, `upper`, `isalpha` and their like, and `center`. Only
//! ASCII has letters, digits and space, as in MicroPython (py/unicode.c).

use super::like::{self, Draft, Own, own};
use super::split::is_space;
use super::utf8;
use crate::error::Res;
use crate::native::Args;
use crate::object::Kind;
use crate::value::Value;
use crate::vm::Vm;

fn converted(vm: &mut Vm<'_>, value: Value, convert: fn(&mut [u8])) -> Res {
    let Own { kind, bytes } = own(vm, value)?;
    let mut draft = Draft::new(vm, kind, bytes.len())?;
    draft.bytes_mut().copy_from_slice(bytes);
    convert(draft.bytes_mut());
    Ok(draft.finish(vm))
}

/// `lower()`
pub(crate) fn lower(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    converted(vm, args[0], <[u8]>::make_ascii_lowercase)
}

/// `upper()`
pub(crate) fn upper(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    converted(vm, args[0], <[u8]>::make_ascii_uppercase)
}

/// Whether there are bytes, and all of them are of a class.
fn all_are(vm: &mut Vm<'_>, value: Value, is_one: fn(u8) -> bool) -> Res {
    let bytes = own(vm, value)?.bytes;
    Ok(Value::bool(!bytes.is_empty() && bytes.iter().all(|byte| is_one(*byte))))
}

/// Whether there are letters, and all of them are of one case.
fn letters_are(vm: &mut Vm<'_>, value: Value, is_one: fn(&u8) -> bool) -> Res {
    let bytes = own(vm, value)?.bytes;
    let mut letters = bytes.iter().filter(|byte| byte.is_ascii_alphabetic()).peekable();
    Ok(Value::bool(letters.peek().is_some() && letters.all(is_one)))
}

/// `isspace()`
pub(crate) fn isspace(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    all_are(vm, args[0], is_space)
}

/// `isalpha()`
pub(crate) fn isalpha(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    all_are(vm, args[0], |byte| byte.is_ascii_alphabetic())
}

/// `isdigit()`
pub(crate) fn isdigit(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    all_are(vm, args[0], |byte| byte.is_ascii_digit())
}

/// `isupper()`
pub(crate) fn isupper(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    letters_are(vm, args[0], u8::is_ascii_uppercase)
}

/// `islower()`
pub(crate) fn islower(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    letters_are(vm, args[0], u8::is_ascii_lowercase)
}

/// `center(width)`, which counts characters. A negative width is as much as MicroPython takes it for, which is too much
/// memory.
pub(crate) fn center(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    own(vm, args[0])?;
    let width = vm.to_index(args[1])? as usize;
    let Own { kind, bytes } = own(vm, args[0])?;
    let Some(padding) = width.checked_sub(utf8::count(bytes)).filter(|padding| *padding > 0) else {
        return Ok(args[0]);
    };
    let mut draft = Draft::new(vm, kind, bytes.len().saturating_add(padding))?;
    let target = draft.bytes_mut();
    target.fill(b' ');
    target[padding / 2..padding / 2 + bytes.len()].copy_from_slice(bytes);
    Ok(draft.finish(vm))
}

/// `text + text`
pub(crate) fn concatenate(vm: &mut Vm<'_>, kind: Kind, left: &[u8], right: &[u8]) -> Res {
    let mut draft = Draft::new(vm, kind, left.len().saturating_add(right.len()))?;
    let (start, end) = draft.bytes_mut().split_at_mut(left.len());
    start.copy_from_slice(left);
    end.copy_from_slice(right);
    Ok(draft.finish(vm))
}

/// `text * count`
pub(crate) fn repeat(vm: &mut Vm<'_>, kind: Kind, bytes: &[u8], count: isize) -> Res {
    let count = usize::try_from(count).unwrap_or(0);
    if count == 0 {
        return like::empty(vm, kind);
    }
    let mut draft = Draft::new(vm, kind, bytes.len().saturating_mul(count))?;
    match bytes {
        [] => {}
        [byte] => draft.bytes_mut().fill(*byte),
        _ => draft.bytes_mut().chunks_exact_mut(bytes.len()).for_each(|place| place.copy_from_slice(bytes)),
    }
    Ok(draft.finish(vm))
}
