//! Methods that take str, bytes and bytearray apart, put them together and trim them: `split`, `rsplit`, `splitlines`,
//! `join`, `strip` and its like (MicroPython, py/objstr.c).

use super::like::{self, Own, matching, own, part, str_or_bytes};
use super::search::{find_bytes, find_last_bytes, put};
use crate::error::Res;
use crate::native::{Args, set_word_of};
use crate::object::*;
use crate::raise;
use crate::types::exceptions::*;
use crate::value::{Gc, Value};
use crate::vm::Vm;

/// What counts as space, in text of any type (MicroPython, py/unicode.c).
#[inline]
pub(crate) const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

/// A list that is being filled with parts.
struct Parts {
    list: Gc<List>,
    kind: Kind,
}

impl Parts {
    fn new(vm: &mut Vm<'_>, kind: Kind) -> Res<Parts> {
        let list = vm.list(&[])?;
        match list.get::<List>() {
            Some(list) => Ok(Parts { list, kind }),
            None => raise!(vm, TYPE_ERROR, ""),
        }
    }

    fn add(&self, vm: &mut Vm<'_>, bytes: &[u8]) -> Res<()> {
        let scope = vm.scope();
        let part = part(vm, self.kind, bytes)?;
        vm.list_append(self.list, part)?;
        vm.end(scope);
        Ok(())
    }

    /// The first part last.
    fn reverse(&self) {
        let (Some(block), len) = (self.list.block.get(), self.list.len.get()) else { return };
        for at in 0..len / 2 {
            let (first, last) = (self.list.item(at), self.list.item(len - 1 - at));
            set_word_of(block, at, last);
            set_word_of(block, len - 1 - at, first);
        }
    }
}

/// The most separators to split at, if there is a limit.
fn limit_of(vm: &mut Vm<'_>, args: Args<'_>) -> Res<usize> {
    match args.get(2) {
        Some(&limit) => Ok(usize::try_from(vm.to_index(limit)?).unwrap_or(usize::MAX)),
        None => Ok(usize::MAX),
    }
}

/// `split([separator[, maxsplit]])`
pub(crate) fn split(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let limit = limit_of(vm, args)?;
    let Own { kind, bytes } = own(vm, args[0])?;
    let separator = args.get(1).copied().filter(|separator| *separator != Value::NONE);
    let parts = Parts::new(vm, kind)?;
    match separator {
        None => split_at_space(vm, &parts, bytes, limit)?,
        Some(separator) => {
            matching(vm, kind, separator)?;
            let separator = separator_bytes(vm, separator)?;
            let (mut rest, mut left) = (bytes, limit);
            while left > 0
                && let Some(at) = find_bytes(rest, separator)
            {
                parts.add(vm, &rest[..at])?;
                rest = &rest[at + separator.len()..];
                left -= 1;
            }
            parts.add(vm, rest)?;
        }
    }
    Ok(parts.list.value())
}

/// A separator, which must not be empty.
fn separator_bytes<'a>(vm: &mut Vm<'_>, separator: Value) -> Res<&'a [u8]> {
    let bytes = str_or_bytes(vm, separator)?;
    if bytes.is_empty() {
        return raise!(vm, VALUE_ERROR, "empty separator");
    }
    Ok(bytes)
}

fn split_at_space(vm: &mut Vm<'_>, parts: &Parts, bytes: &[u8], limit: usize) -> Res<()> {
    let mut rest = skip_space(bytes);
    let mut left = limit;
    while left > 0 && !rest.is_empty() {
        let end = rest.iter().position(|byte| is_space(*byte)).unwrap_or(rest.len());
        parts.add(vm, &rest[..end])?;
        rest = skip_space(&rest[end..]);
        left -= 1;
    }
    if rest.is_empty() { Ok(()) } else { parts.add(vm, rest) }
}

fn skip_space(bytes: &[u8]) -> &[u8] {
    let start = bytes.iter().position(|byte| !is_space(*byte)).unwrap_or(bytes.len());
    &bytes[start..]
}

/// `rsplit([separator[, maxsplit]])`
pub(crate) fn rsplit(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let limit = limit_of(vm, args)?;
    if limit == usize::MAX {
        // From which end one looks does not matter then, says MicroPython.
        return split(vm, Args::of(&args[..args.len().min(2)]));
    }
    let Own { kind, bytes } = own(vm, args[0])?;
    if args[1] == Value::NONE {
        return raise!(vm, NOT_IMPLEMENTED_ERROR, "rsplit(None,n)");
    }
    let separator = separator_bytes(vm, args[1])?;
    let parts = Parts::new(vm, kind)?;
    let (mut rest, mut left) = (bytes, limit);
    while left > 0
        && let Some(at) = find_last_bytes(rest, separator)
    {
        parts.add(vm, &rest[at + separator.len()..])?;
        rest = &rest[..at];
        left -= 1;
    }
    parts.add(vm, rest)?;
    parts.reverse();
    Ok(parts.list.value())
}

/// `splitlines([keepends])`
pub(crate) fn splitlines(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let keep = keep_ends(vm, args)?;
    let Own { kind, bytes } = own(vm, args[0])?;
    let parts = Parts::new(vm, kind)?;
    let mut rest = bytes;
    while !rest.is_empty() {
        let end = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
        let next = match &rest[end..] {
            [] => end,
            [b'\r', b'\n', ..] => end + 2,
            _ => end + 1,
        };
        parts.add(vm, &rest[..if keep { next } else { end }])?;
        rest = &rest[next..];
    }
    Ok(parts.list.value())
}

/// The only argument of `splitlines`, which may be given by name.
fn keep_ends(vm: &mut Vm<'_>, args: Args<'_>) -> Res<bool> {
    let named = args.pairs().find(|(key, _)| vm.text(*key) == Some(b"keepends")).map(|(_, value)| value);
    let used = usize::from(named.is_some() && args.len() < 2);
    if args.len() > 2 {
        return raise!(vm, TYPE_ERROR, "extra positional arguments given");
    }
    if args.keywords.len() / 2 > used {
        return raise!(vm, TYPE_ERROR, "extra keyword arguments given");
    }
    vm.truth(args.get(1).copied().or(named).unwrap_or(Value::FALSE))
}

/// `join(iterable)`
pub(crate) fn join(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let kind = own(vm, args[0])?.kind;
    let sequence = match args[1].kind() {
        Kind::List | Kind::Tuple => args[1],
        _ => list_of(vm, args[1])?,
    };
    // From here on no code runs that could change any of them.
    let separator = own(vm, args[0])?.bytes;
    let items = match (sequence.get::<List>(), sequence.get::<Tuple>()) {
        (Some(list), _) => list.items(),
        (_, Some(tuple)) => tuple.items(),
        _ => &[],
    };
    let mut len = separator.len().saturating_mul(items.len().saturating_sub(1));
    for &item in items {
        match like::bytes_like(vm, item) {
            Some(own) if (own.kind == Kind::Str) == (kind == Kind::Str) => {
                len = len.saturating_add(own.bytes.len())
            }
            _ => {
                return raise!(
                    vm,
                    TYPE_ERROR,
                    "join expects a list of str/bytes objects consistent with self object"
                );
            }
        }
    }
    let mut draft = like::Draft::new(vm, kind, len)?;
    let mut rest = draft.bytes_mut();
    for (at, &item) in items.iter().enumerate() {
        if at > 0 {
            rest = put(rest, separator);
        }
        rest = put(rest, like::bytes_like(vm, item).map_or(b"", |own| own.bytes));
    }
    Ok(draft.finish(vm))
}

/// A list of what an iterable gives.
fn list_of(vm: &mut Vm<'_>, iterable: Value) -> Res {
    let list = vm.list(&[])?;
    if let Some(items) = list.get::<List>() {
        vm.each(iterable, |vm, item| vm.list_append(items, item))?;
    }
    Ok(list)
}

/// Trims what is of the set of bytes that the second argument has, or space.
fn trim(vm: &mut Vm<'_>, args: Args<'_>, start: bool, end: bool) -> Res {
    let Own { kind, bytes } = own(vm, args[0])?;
    let set = match args.get(1) {
        Some(&set) => matching(vm, kind, set)?,
        None => b" \t\n\r\x0b\x0c",
    };
    let is_kept = |byte: &u8| !set.contains(byte);
    let (Some(first), Some(last)) = (bytes.iter().position(is_kept), bytes.iter().rposition(is_kept)) else {
        return like::empty(vm, kind);
    };
    let (from, to) = (if start { first } else { 0 }, if end { last + 1 } else { bytes.len() });
    if to - from == bytes.len() {
        return Ok(args[0]);
    }
    part(vm, kind, &bytes[from..to])
}

/// `strip([chars])`
pub(crate) fn strip(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    trim(vm, args, true, true)
}

/// `lstrip([chars])`
pub(crate) fn lstrip(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    trim(vm, args, true, false)
}

/// `rstrip([chars])`
pub(crate) fn rstrip(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    trim(vm, args, false, true)
}
