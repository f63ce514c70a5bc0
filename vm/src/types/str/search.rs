//! Methods that look for bytes in bytes, shared by str, bytes and bytearray: `find`, `index`, `count`, `startswith`,
//! `partition`, `replace` and their like. Each looks at what the first argument is, and gives what is of its type.
//!
//! What they do with their arguments, and what they say about wrong ones, is MicroPython's (py/objstr.c).

use super::like::{self, Own, bounded, matching, own, part, str_or_bytes};
use super::utf8;
use crate::error::Res;
use crate::native::Args;
use crate::object::*;
use crate::raise;
use crate::types::exceptions::*;
use crate::value::Value;
use crate::vm::Vm;

/// From which end to look.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum End {
    First,
    Last,
}

/// Where some bytes are first in others.
pub(crate) fn find_bytes(all: &[u8], part: &[u8]) -> Option<usize> {
    let (&first, rest) = match part {
        [] => return Some(0),
        [first, rest @ ..] => (first, rest),
    };
    // Only where the first byte is can the others follow.
    let last_start = all.len().checked_sub(part.len())?;
    let mut from = 0;
    while let Some(at) = all[from..=last_start].iter().position(|byte| *byte == first) {
        from += at + 1;
        if all[from..].starts_with(rest) {
            return Some(from - 1);
        }
        if from > last_start {
            break;
        }
    }
    None
}

/// Where some bytes are last in others.
pub(crate) fn find_last_bytes(all: &[u8], part: &[u8]) -> Option<usize> {
    let last_start = all.len().checked_sub(part.len())?;
    (0..=last_start).rev().find(|&at| all[at..].starts_with(part))
}

fn find_from(end: End, all: &[u8], part: &[u8]) -> Option<usize> {
    match end {
        End::First => find_bytes(all, part),
        End::Last => find_last_bytes(all, part),
    }
}

/// What to look for: bytes of the right type, or in what is no str an int, which stands for one byte.
struct Needle<'a> {
    byte: [u8; 1],
    bytes: Option<&'a [u8]>,
}

impl<'a> Needle<'a> {
    fn of(vm: &mut Vm<'_>, kind: Kind, value: Value) -> Res<Needle<'a>> {
        if kind != Kind::Str
            && let Some(number) = vm.to_index_maybe(value)?
        {
            return match u8::try_from(number) {
                Ok(byte) => Ok(Needle { byte: [byte], bytes: None }),
                Err(_) => raise!(vm, VALUE_ERROR, "bytes value out of range"),
            };
        }
        matching(vm, kind, value).map(|bytes| Needle { byte: [0], bytes: Some(bytes) })
    }

    fn bytes(&self) -> &[u8] {
        self.bytes.unwrap_or(&self.byte)
    }
}

/// Where the second argument is in the first, between the bounds that may follow, counted in characters for a str.
fn position(vm: &mut Vm<'_>, args: Args<'_>, end: End) -> Res<Option<usize>> {
    let kind = own(vm, args[0])?.kind;
    let mut needle = Needle::of(vm, kind, args[1])?;
    let (own, start, stop) = bounded(vm, args[0], &args[2..], [0, 1])?;
    if needle.bytes.is_some() {
        // It may be a bytearray that has changed meanwhile.
        needle.bytes = Some(matching(vm, kind, args[1])?);
    }
    if stop < start {
        return Ok(None);
    }
    let found = find_from(end, &own.bytes[start..stop], needle.bytes()).map(|at| start + at);
    Ok(found.map(|at| if kind == Kind::Str { utf8::count(&own.bytes[..at]) } else { at }))
}

fn position_or_minus_one(vm: &mut Vm<'_>, args: Args<'_>, end: End) -> Res {
    let found = position(vm, args, end)?;
    Ok(Value::small_unchecked(found.map_or(-1, |at| at as isize)))
}

fn position_or_error(vm: &mut Vm<'_>, args: Args<'_>, end: End) -> Res {
    match position(vm, args, end)? {
        Some(at) => Ok(Value::small_unchecked(at as isize)),
        None => raise!(vm, VALUE_ERROR, "substring not found"),
    }
}

/// `find(sub[, start[, end]])`
pub(crate) fn find(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    position_or_minus_one(vm, args, End::First)
}

/// `rfind(sub[, start[, end]])`
pub(crate) fn rfind(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    position_or_minus_one(vm, args, End::Last)
}

/// `index(sub[, start[, end]])`
pub(crate) fn index(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    position_or_error(vm, args, End::First)
}

/// `rindex(sub[, start[, end]])`
pub(crate) fn rindex(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    position_or_error(vm, args, End::Last)
}

/// `count(sub[, start[, end]])`
pub(crate) fn count(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let kind = own(vm, args[0])?.kind;
    matching(vm, kind, args[1])?;
    let (own, start, stop) = bounded(vm, args[0], &args[2..], [0, 1])?;
    let needle = matching(vm, kind, args[1])?;
    let mut rest = own.bytes.get(start..stop).unwrap_or_default();
    if needle.is_empty() {
        // It is between all characters; those of bytes are counted as if they were a str's.
        return Ok(Value::small_unchecked(utf8::count(rest) as isize + 1));
    }
    let mut count = 0;
    while let Some(at) = find_bytes(rest, needle) {
        rest = &rest[at + needle.len()..];
        count += 1;
    }
    Ok(Value::small_unchecked(count))
}

/// Whether a part of the first argument begins, or ends, as the second one is, or as one of the items of that tuple.
fn has_at(vm: &mut Vm<'_>, args: Args<'_>, end: End) -> Res {
    let (own, start, stop) = bounded(vm, args[0], &args[2..], [1, 0])?;
    let text = own.bytes.get(start..stop).unwrap_or_default();
    let parts = match args[1].get_kind::<Tuple>(Kind::Tuple) {
        Some(tuple) => tuple.items(),
        None => &args[1..2],
    };
    for &part in parts {
        let part = str_or_bytes(vm, part)?;
        if if end == End::Last { text.ends_with(part) } else { text.starts_with(part) } {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

/// `startswith(prefix[, start[, end]])`
pub(crate) fn startswith(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    has_at(vm, args, End::First)
}

/// `endswith(suffix[, start[, end]])`
pub(crate) fn endswith(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    has_at(vm, args, End::Last)
}

/// What comes before, at and after the first or last of the separators.
fn part_at(vm: &mut Vm<'_>, args: Args<'_>, end: End) -> Res {
    let Own { kind, bytes } = own(vm, args[0])?;
    let separator = matching(vm, kind, args[1])?;
    if separator.is_empty() {
        return raise!(vm, VALUE_ERROR, "empty separator");
    }
    let Some(at) = find_from(end, bytes, separator) else {
        let none = like::empty(vm, kind)?;
        return match end {
            End::First => vm.tuple(&[args[0], none, none]),
            End::Last => vm.tuple(&[none, none, args[0]]),
        };
    };
    let middle = if args[1].kind() == kind { args[1] } else { like::make(vm, kind, separator)? };
    let before = part(vm, kind, &bytes[..at])?;
    let after = part(vm, kind, &bytes[at + separator.len()..])?;
    vm.tuple(&[before, middle, after])
}

/// `partition(separator)`
pub(crate) fn partition(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    part_at(vm, args, End::First)
}

/// `rpartition(separator)`
pub(crate) fn rpartition(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    part_at(vm, args, End::Last)
}

/// `replace(old, new[, count])`
pub(crate) fn replace(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let limit = match args.get(3) {
        Some(&count) => usize::try_from(vm.to_index(count)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    if limit == 0 {
        return Ok(args[0]);
    }
    let Own { kind, bytes } = own(vm, args[0])?;
    let (old, new) = (matching(vm, kind, args[1])?, matching(vm, kind, args[2])?);
    let count = occurrences(bytes, old).take(limit).count();
    if count == 0 {
        return Ok(args[0]);
    }
    let len = (bytes.len() - count * old.len()).saturating_add(count.saturating_mul(new.len()));
    let mut draft = like::Draft::new(vm, kind, len)?;
    let (mut rest, mut from) = (draft.bytes_mut(), 0);
    for at in occurrences(bytes, old).take(count) {
        rest = put(rest, &bytes[from..at]);
        rest = put(rest, new);
        from = at + old.len();
    }
    put(rest, &bytes[from..]);
    Ok(draft.finish(vm))
}

/// Copies bytes to the beginning of a place, and gives the rest of it.
pub(super) fn put<'a>(target: &'a mut [u8], bytes: &[u8]) -> &'a mut [u8] {
    let (place, rest) = target.split_at_mut(bytes.len());
    place.copy_from_slice(bytes);
    rest
}

/// Where some bytes are in others, one after the other. Nothing is before each byte and after the last one; MicroPython
/// counts bytes in a str as well.
fn occurrences<'a>(all: &'a [u8], part: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    let mut next = Some(0);
    core::iter::from_fn(move || {
        let from = next?;
        let found = from + find_bytes(all.get(from..)?, part)?;
        next = Some(found + part.len().max(1));
        Some(found)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_is_found_first() {
        assert_eq!((find_bytes(b"abcabc", b"bc"), find_last_bytes(b"abcabc", b"bc")), (Some(1), Some(4)));
    }

    #[test]
    fn nothing_is_at_either_end() {
        assert_eq!((find_bytes(b"ab", b""), find_last_bytes(b"ab", b"")), (Some(0), Some(2)));
    }

    #[test]
    fn longer_part_is_not_found() {
        assert_eq!((find_bytes(b"ab", b"abc"), find_last_bytes(b"ab", b"abc")), (None, None));
    }

    #[test]
    fn part_that_is_cut_off_is_not_found() {
        assert_eq!(find_bytes(b"aab", b"bc"), None);
    }

    #[test]
    fn part_is_found_at_the_very_end() {
        assert_eq!(find_bytes(b"aaab", b"ab"), Some(2));
    }

    #[test]
    fn occurrences_do_not_overlap() {
        assert!(occurrences(b"aaaaa", b"aa").eq([0, 2]));
    }

    #[test]
    fn nothing_occurs_around_every_byte() {
        assert!(occurrences(b"ab", b"").eq([0, 1, 2]));
    }
}
