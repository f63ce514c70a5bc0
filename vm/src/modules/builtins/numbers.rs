//! Builtins about numbers and characters. What they do is with the types; this is where they are called from.

use crate::error::Res;
use crate::native::Args;
use crate::raise;
use crate::types::exceptions::*;
use crate::value::Value;
use crate::vm::Vm;
use constrictor_bytecode::opcode::BinaryOp;

pub(super) fn hexadecimal(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    percent(vm, "%#x", args[0])
}

pub(super) fn octal(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    percent(vm, "%#o", args[0])
}

/// MicroPython formats with `%` here, a tuple of one number included (py/modbuiltins.c).
fn percent(vm: &mut Vm<'_>, format: &str, value: Value) -> Res {
    let format = vm.str(format)?;
    vm.binary(BinaryOp::Modulo, format, value)
}

pub(super) fn binary(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let format = vm.str("{:#b}")?;
    let name = vm.intern(b"format")?;
    vm.call_method(format, name, &[args[0]])
}

pub(super) fn character(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let code = vm.to_index(args[0])?;
    match u32::try_from(code).ok().filter(|code| *code < 0x11_0000) {
        Some(code) => {
            let (bytes, len) = utf8(code);
            vm.str_from(&bytes[..len])
        }
        None => raise!(vm, VALUE_ERROR, "char not in range(0x110000)"),
    }
}

/// A code point in UTF-8, halves of surrogate pairs included.
fn utf8(code: u32) -> ([u8; 4], usize) {
    let part = |shift: u32| 0x80 | (code >> shift) as u8 & 0x3f;
    match code {
        0..0x80 => ([code as u8, 0, 0, 0], 1),
        0x80..0x800 => ([0xc0 | (code >> 6) as u8, part(0), 0, 0], 2),
        0x800..0x1_0000 => ([0xe0 | (code >> 12) as u8, part(6), part(0), 0], 3),
        _ => ([0xf0 | (code >> 18) as u8, part(12), part(6), part(0)], 4),
    }
}

pub(super) fn ordinal(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let bytes = vm.text_or_bytes(args[0])?;
    let is_str = vm.text(args[0]).is_some();
    let len = if is_str { bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count() } else { bytes.len() };
    match (len, bytes) {
        (1, &[byte]) => vm.int(byte.into()),
        (1, &[first, ref rest @ ..]) => {
            let lead = u32::from(first) & (0x7f >> rest.len().min(6).saturating_add(1));
            let code = rest.iter().fold(lead, |code, byte| code << 6 | u32::from(byte & 0x3f));
            vm.int(code.into())
        }
        _ => raise!(vm, TYPE_ERROR, "ord() expected a character, but string of length {len} found"),
    }
}
