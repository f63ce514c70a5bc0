//! A whole .mpy file, native code included: what a [`Module`] holds, and what only
//! files have. A virtual machine that runs bytecode alone needs none of this: see
//! [`read`](crate::read()).
//!
//! The format is MicroPython's (py/persistentcode.c, tools/mpy_ld.py).

use crate::module::Module;
use crate::varint::{self, VarintError};
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::ops::Range;

/// The flag of a native function that relocations follow its children
/// (MicroPython, py/runtime0.h).
pub const FLAG_RELOCATIONS: u32 = 0x10;
/// The flag of a viper function that it has read-only data (MicroPython,
/// py/runtime0.h).
pub const FLAG_RODATA: u32 = 0x20;
/// The flag of a viper function that it has zero-initialised data (MicroPython,
/// py/runtime0.h).
pub const FLAG_BSS: u32 = 0x40;

/// The names of architectures by number, as mpy-cross's `-march` spells them
/// (MicroPython, py/persistentcode.h). Number 0 stands for no native code.
const ARCHITECTURES: [&str; 14] = [
    "none",
    "x86",
    "x64",
    "armv6",
    "armv6m",
    "armv7m",
    "armv7em",
    "armv7emsp",
    "armv7emdp",
    "xtensa",
    "xtensawin",
    "rv32imc",
    "rv64imc",
    "debug",
];

/// The name of an architecture as mpy-cross's `-march` spells it, if the number
/// has one.
pub fn architecture_name(number: u8) -> Option<&'static str> {
    ARCHITECTURES.get(usize::from(number)).copied()
}

/// A .mpy file of version 6: bytecode, native code, or both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MpyFile {
    /// The sub-version, 0 to 3: which interface to the firmware native code uses.
    pub sub_version: u8,
    /// The number of the native code's architecture, 0 for none; see
    /// [`architecture_name`].
    pub architecture: u8,
    /// Everything else. The code of a native function is its machine code.
    pub module: Module,
    /// What is particular to each native function, by index in ascending order.
    pub natives: Vec<(u32, NativeCode)>,
}

impl MpyFile {
    /// What is particular to the function at an index, if it is native.
    pub fn native(&self, index: usize) -> Option<&NativeCode> {
        let found = self.natives.binary_search_by_key(&index, |(index, _)| *index as usize);
        found.ok().map(|at| &self.natives[at].1)
    }
}

/// What a native function has beside its machine code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NativeCode {
    /// What it was made from.
    pub kind: NativeKind,
    /// Its relocations as stored, the byte that ends them included; empty for none.
    pub relocations: Box<[u8]>,
}

/// What native code was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NativeKind {
    /// A function of Python's types and calls (`@micropython.native`). Its
    /// prelude is a part of its code.
    Python {
        /// Where in the code the prelude is.
        prelude_offset: u32,
    },
    /// A function of machine types (`@micropython.viper`), or a module that was
    /// linked from C.
    Viper {
        /// The `FLAG_` bits that hold.
        scope_flags: u32,
        /// Its read-only data, empty without [`FLAG_RODATA`].
        rodata: Box<[u8]>,
        /// The size of its zero-initialised data, 0 without [`FLAG_BSS`].
        bss_size: u64,
    },
    /// A function in assembly language.
    Asm {
        /// The `FLAG_` bits that hold.
        scope_flags: u32,
        /// Positional parameters.
        n_pos_args: u32,
        /// The number of the type it returns.
        type_signature: u32,
    },
}

impl NativeKind {
    /// What the decorators are called.
    pub const fn name(&self) -> &'static str {
        match self {
            NativeKind::Python { .. } => "native",
            NativeKind::Viper { .. } => "viper",
            NativeKind::Asm { .. } => "asm",
        }
    }
}

impl NativeCode {
    /// How many words the relocations adjust.
    pub fn relocation_count(&self) -> u64 {
        let mut rest = &*self.relocations;
        let mut total = 0_u64;
        while let Ok(Some(count)) = relocation(&mut rest) {
            total = total.saturating_add(count);
        }
        total
    }
}

/// Takes a relocation off `rest`: how many words in a row it adjusts, or `None`
/// for the end of the relocations.
pub(crate) fn relocation(rest: &mut &[u8]) -> Result<Option<u64>, VarintError> {
    const END: u8 = 0xff;
    const NEW_ADDRESS: u8 = 1;
    // From here on the target is a table or a function of the firmware, adjusted once.
    const FIRST_SINGLE: u8 = 6;

    let (&first, after) = rest.split_first().ok_or(VarintError::Truncated)?;
    *rest = after;
    if first == END {
        return Ok(None);
    }
    if first & NEW_ADDRESS != 0 {
        take_unsigned(rest)?;
    }
    let target = first >> 1;
    match target < FIRST_SINGLE && target & 1 != 0 {
        true => take_unsigned(rest).map(Some),
        false => Ok(Some(1)),
    }
}

fn take_unsigned(rest: &mut &[u8]) -> Result<u64, VarintError> {
    let (value, length) = varint::read_unsigned(rest)?;
    *rest = &rest[length..];
    Ok(value)
}

/// Where the parts of a .mpy file are in it. Together they cover it exactly.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The header, with the counts of names and constants.
    pub header: Range<usize>,
    /// The names.
    pub names: Range<usize>,
    /// The constants.
    pub constants: Range<usize>,
    /// The functions, by index.
    pub functions: Vec<FunctionLayout>,
}

/// Where the parts of a function are in a .mpy file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FunctionLayout {
    /// All of it but its relocations and its children.
    pub whole: Range<usize>,
    /// Its code, a part of the whole.
    pub code: Range<usize>,
    /// Its relocations, which follow its children.
    pub relocations: Range<usize>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(relocations: &[u8]) -> u64 {
        let kind = NativeKind::Python { prelude_offset: 0 };
        NativeCode { kind, relocations: relocations.into() }.relocation_count()
    }

    #[test]
    fn architectures_have_the_names_of_march() {
        assert_eq!(architecture_name(2), Some("x64"));
        assert_eq!(architecture_name(11), Some("rv32imc"));
        assert_eq!(architecture_name(14), None);
    }

    #[test]
    fn a_relocation_adjusts_one_word() {
        assert_eq!(count(&[0x01, 0x08, 0xff]), 1);
    }

    #[test]
    fn a_relocation_may_adjust_a_row_of_words() {
        assert_eq!(count(&[0x07, 0x08, 0x05, 0xff]), 5);
    }

    #[test]
    fn a_relocation_to_the_firmware_has_no_count() {
        assert_eq!(count(&[0x0e, 0x13, 0x08, 0xff]), 2);
    }

    #[test]
    fn no_relocations_are_none() {
        assert_eq!(count(&[]), 0);
    }

    #[test]
    fn a_cut_relocation_is_truncated() {
        assert_eq!(relocation(&mut &[0x07, 0x08][..]), Err(VarintError::Truncated));
    }
}
