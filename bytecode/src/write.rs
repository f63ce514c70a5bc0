//! Writing a compiled module as a .mpy file, byte for byte as MicroPython's own
//! compiler does (py/persistentcode.c).

use crate::compact::decimal;
use crate::file::{FLAG_BSS, FLAG_RODATA, MpyFile, NativeCode, NativeKind};
use crate::float_text::{repr_complex, repr_float};
use crate::module::{Constant, Function, Module};
use crate::static_strings;
use crate::varint::write_unsigned;
use alloc::vec;
use alloc::vec::Vec;

/// The version of the .mpy format.
pub(crate) const VERSION: u8 = 6;

/// The byte in front of a constant that says what it is (MicroPython,
/// py/persistentcode.h).
pub(crate) mod kind {
    pub const FUN_TABLE: u8 = 0;
    pub const NONE: u8 = 1;
    pub const FALSE: u8 = 2;
    pub const TRUE: u8 = 3;
    pub const ELLIPSIS: u8 = 4;
    pub const STR: u8 = 5;
    pub const BYTES: u8 = 6;
    pub const INT: u8 = 7;
    pub const FLOAT: u8 = 8;
    pub const COMPLEX: u8 = 9;
    pub const TUPLE: u8 = 10;
}

/// Set in the feature byte where flags for the architecture follow the header
/// (MicroPython, py/persistentcode.h).
pub(crate) const FEATURE_ARCH_FLAGS: u8 = 0x40;

/// The contents of a module's .mpy file.
///
/// Functions are written in the order in which they nest. A child that is not
/// there, or that another function has already claimed, is written as a function
/// without code; no compiled module has one. Functions that nobody makes are left
/// out.
pub fn write(module: &Module) -> Vec<u8> {
    // Bytecode alone carries neither a sub-version nor an architecture.
    write_whole(module, 0, &[])
}

/// The contents of a .mpy file, native code included. What [`read_file`] read is
/// written as it was, if a compiler made it.
///
/// [`read_file`]: crate::read_file
pub fn write_file(file: &MpyFile) -> Vec<u8> {
    let architecture = file.architecture << 2 & !FEATURE_ARCH_FLAGS;
    write_whole(&file.module, file.sub_version & 3 | architecture, &file.natives)
}

/// A file with these bits in the feature byte.
fn write_whole(module: &Module, features: u8, natives: &[(u32, NativeCode)]) -> Vec<u8> {
    let arch_flags = if module.arch_flags != 0 { FEATURE_ARCH_FLAGS } else { 0 };
    let mut out = vec![b'M', VERSION, features | arch_flags, module.small_int_bits];
    if module.arch_flags != 0 {
        write_unsigned(&mut out, module.arch_flags.into());
    }
    write_unsigned(&mut out, module.names.len() as u64);
    write_unsigned(&mut out, module.constants.len() as u64);
    for name in &module.names {
        write_name(&mut out, name);
    }
    write_constants(&mut out, &module.constants);
    write_functions(&mut out, &module.functions, natives);
    out
}

/// Static strings go by number; the low bit tells a number from a length.
fn write_name(out: &mut Vec<u8>, name: &[u8]) {
    match static_strings::number_of(name) {
        Some(number) => write_unsigned(out, u64::from(number) << 1 | 1),
        None => {
            write_unsigned(out, (name.len() as u64) << 1);
            out.extend_from_slice(name);
            out.push(0);
        }
    }
}

/// Keeps the tuples it is in on a stack of its own, however deep they are.
fn write_constants(out: &mut Vec<u8>, constants: &[Constant]) {
    let mut open = vec![constants.iter()];
    while let Some(items) = open.last_mut() {
        match items.next() {
            Some(constant) => {
                write_constant(out, constant);
                if let Constant::Tuple(items) = constant {
                    open.push(items.iter());
                }
            }
            None => {
                open.pop();
            }
        }
    }
}

/// Writes a constant, a tuple without its items.
fn write_constant(out: &mut Vec<u8>, constant: &Constant) {
    match constant {
        Constant::FunTable => out.push(kind::FUN_TABLE),
        Constant::None => out.push(kind::NONE),
        Constant::False => out.push(kind::FALSE),
        Constant::True => out.push(kind::TRUE),
        Constant::Ellipsis => out.push(kind::ELLIPSIS),
        Constant::Str(text) => {
            write_bytes(out, kind::STR, text);
            out.push(0);
        }
        Constant::Bytes(bytes) => {
            write_bytes(out, kind::BYTES, bytes);
            out.push(0);
        }
        Constant::Int(value) => write_bytes(out, kind::INT, &decimal(value)),
        Constant::Float(value) => write_bytes(out, kind::FLOAT, repr_float(*value).as_bytes()),
        Constant::Complex(re, im) => {
            write_bytes(out, kind::COMPLEX, repr_complex(*re, *im).as_bytes());
        }
        Constant::Tuple(items) => {
            out.push(kind::TUPLE);
            write_unsigned(out, items.len() as u64);
        }
    }
}

fn write_bytes(out: &mut Vec<u8>, kind: u8, bytes: &[u8]) {
    out.push(kind);
    write_unsigned(out, bytes.len() as u64);
    out.extend_from_slice(bytes);
}

/// What is still to be written of the functions.
enum Pending<'a> {
    /// A function, by index.
    Function(u32),
    /// What comes after a function's children.
    Relocations(&'a [u8]),
}

/// Writes each function, then its children, then its relocations.
fn write_functions(out: &mut Vec<u8>, functions: &[Function], natives: &[(u32, NativeCode)]) {
    let nothing = Function::default();
    let mut written = vec![false; functions.len()];
    let mut pending = vec![Pending::Function(0)];
    while let Some(next) = pending.pop() {
        let index = match next {
            Pending::Function(index) => index,
            Pending::Relocations(bytes) => {
                out.extend_from_slice(bytes);
                continue;
            }
        };
        let (function, native) = match written.get_mut(index as usize) {
            Some(done @ false) => {
                *done = true;
                let native = natives.binary_search_by_key(&index, |(index, _)| *index);
                (&functions[index as usize], native.ok().map(|at| &natives[at].1))
            }
            _ => (&nothing, None),
        };
        write_function(out, function, native);
        if let Some(native) = native {
            pending.push(Pending::Relocations(&native.relocations));
        }
        pending.extend(function.children.iter().rev().map(|&child| Pending::Function(child)));
    }
}

/// Writes a function without its children. The lowest bits of the number in
/// front tell native code from bytecode, which is 0.
fn write_function(out: &mut Vec<u8>, function: &Function, native: Option<&NativeCode>) {
    let kind = native.map_or(0, |native| kind_number(&native.kind));
    let has_children = !function.children.is_empty();
    let length = function.code.len() as u64;
    write_unsigned(out, length << 3 | u64::from(has_children) << 2 | kind);
    out.extend_from_slice(&function.code);
    if let Some(native) = native {
        write_native_kind(out, &native.kind);
    }
    if has_children {
        write_unsigned(out, function.children.len() as u64);
    }
}

const fn kind_number(kind: &NativeKind) -> u64 {
    match kind {
        NativeKind::Python { .. } => 1,
        NativeKind::Viper { .. } => 2,
        NativeKind::Asm { .. } => 3,
    }
}

/// Writes what follows native code; a viper function's flags say which data it has.
fn write_native_kind(out: &mut Vec<u8>, kind: &NativeKind) {
    match *kind {
        NativeKind::Python { prelude_offset } => write_unsigned(out, prelude_offset.into()),
        NativeKind::Viper { scope_flags, ref rodata, bss_size } => {
            write_unsigned(out, scope_flags.into());
            if scope_flags & FLAG_RODATA != 0 {
                write_unsigned(out, rodata.len() as u64);
            }
            if scope_flags & FLAG_BSS != 0 {
                write_unsigned(out, bss_size);
            }
            if scope_flags & FLAG_RODATA != 0 {
                out.extend_from_slice(rodata);
            }
        }
        NativeKind::Asm { scope_flags, n_pos_args, type_signature } => {
            write_unsigned(out, scope_flags.into());
            write_unsigned(out, n_pos_args.into());
            write_unsigned(out, type_signature.into());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::boxed::Box;

    /// What follows the header and the two counts of a module with these parts.
    fn written(names: &[&str], constants: &[Constant]) -> Vec<u8> {
        let names = names.iter().map(|name| name.as_bytes().into());
        let module = Module {
            small_int_bits: 31,
            arch_flags: 0,
            names: names.collect(),
            constants: constants.to_vec(),
            functions: vec![function(b"", &[])],
        };
        // The module's one empty function is the last byte.
        let file = write(&module);
        file[6..file.len() - 1].to_vec()
    }

    fn function(code: &[u8], children: &[u32]) -> Function {
        Function { code: code.into(), children: children.into() }
    }

    fn functions(functions: &[Function]) -> Vec<u8> {
        let mut out = Vec::new();
        write_functions(&mut out, functions, &[]);
        out
    }

    #[test]
    fn the_header_names_the_format_and_the_small_ints() {
        let module = Module { small_int_bits: 47, ..Module::default() };
        assert_eq!(write(&module)[..6], [b'M', 6, 0, 47, 0, 0]);
    }

    #[test]
    fn a_static_string_goes_by_number() {
        assert_eq!(written(&["", "<module>"], &[]), [1 << 1 | 1, 7 << 1 | 1]);
    }

    #[test]
    fn another_name_goes_by_length() {
        assert_eq!(written(&["a.py"], &[]), *b"\x08a.py\0");
    }

    #[test]
    fn singletons_are_a_byte_each() {
        let constants = [Constant::None, Constant::False, Constant::True, Constant::Ellipsis];
        assert_eq!(written(&[], &constants), [1, 2, 3, 4]);
    }

    #[test]
    fn texts_end_in_a_null() {
        let constants = [Constant::Str((*b"ab").into()), Constant::Bytes(Box::default())];
        assert_eq!(written(&[], &constants), *b"\x05\x02ab\0\x06\x00\0");
    }

    #[test]
    fn numbers_are_text() {
        let constants = [Constant::Int((-12).into()), Constant::Float(1.5), Constant::Complex(0.0, 2.0)];
        assert_eq!(written(&[], &constants), *b"\x07\x03-12\x08\x031.5\x09\x022j");
    }

    #[test]
    fn a_tuples_items_follow_it() {
        let inner = Constant::Tuple([Constant::True].into());
        let outer = Constant::Tuple([inner, Constant::None].into());
        assert_eq!(written(&[], &[outer]), [10, 2, 10, 1, 3, 1]);
    }

    #[test]
    fn children_follow_their_parent() {
        let tree = [function(b"A", &[2, 1]), function(b"B", &[]), function(b"C", &[3]), function(b"D", &[])];
        assert_eq!(functions(&tree), *b"\x0cA\x02\x0cC\x01\x08D\x08B");
    }

    #[test]
    fn a_cycle_ends() {
        assert_eq!(functions(&[function(b"A", &[0])]), *b"\x0cA\x01\x00");
    }

    #[test]
    fn a_missing_child_has_no_code() {
        assert_eq!(functions(&[function(b"A", &[9])]), *b"\x0cA\x01\x00");
    }
}
