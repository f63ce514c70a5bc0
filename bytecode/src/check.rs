//! Finding damage in the code of functions, which reading a file leaves as it is.

use crate::file::{Layout, MpyFile, NativeKind};
use crate::instructions::{CodeError, CodeErrorKind, Instruction, Parts};
use crate::opcode::Operand;
use crate::read::{ReadError, ReadErrorKind};
use alloc::vec;

/// The first damage in the code of any function: what does not decode, or refers
/// to nothing.
pub(crate) fn check(file: &MpyFile, layout: &Layout) -> Result<(), ReadError> {
    for (index, function) in layout.functions.iter().enumerate() {
        check_function(file, index).map_err(|error| ReadError {
            offset: function.code.start + error.offset,
            kind: ReadErrorKind::Code(error.kind),
        })?;
    }
    Ok(())
}

/// The sections of the function at an index: all of them if it is bytecode, those
/// at the prelude of native code that has one, else none. Offsets in the error
/// count from the start of the code.
pub(crate) fn parts(file: &MpyFile, index: usize) -> Result<Option<Parts<'_>>, CodeError> {
    let Some(function) = file.module.functions.get(index) else {
        return Ok(None);
    };
    let start = match file.native(index).map(|native| &native.kind) {
        None => 0,
        Some(NativeKind::Python { prelude_offset }) => *prelude_offset as usize,
        Some(_) => return Ok(None),
    };
    let code = function.code.get(start..).unwrap_or_default();
    let located = |error: CodeError| CodeError { offset: start + error.offset, ..error };
    Parts::read(code).map(Some).map_err(located)
}

fn check_function(file: &MpyFile, index: usize) -> Result<(), CodeError> {
    let Some(parts) = parts(file, index)? else {
        return Ok(());
    };
    let code_len = file.module.functions[index].code.len();
    let before = code_len - parts.bytecode.len();
    let name_count = file.module.names.len();
    for name in core::iter::once(parts.name).chain(parts.parameters()) {
        if name as usize >= name_count {
            // Where the names start is near enough to where this one is.
            let after_names = parts.bytecode.len() + parts.cells.len() + parts.lines.len();
            let offset = code_len - after_names - parts.names_len;
            return Err(CodeError { offset, kind: CodeErrorKind::NoName(name) });
        }
    }
    if file.native(index).is_none() {
        check_instructions(file, index, &parts)
            .map_err(|error| CodeError { offset: before + error.offset, ..error })?;
    }
    Ok(())
}

/// Offsets in the error count from the start of the bytecode.
fn check_instructions(file: &MpyFile, index: usize, parts: &Parts<'_>) -> Result<(), CodeError> {
    let mut is_start = vec![false; parts.bytecode.len()];
    for instruction in parts.instructions() {
        let instruction = instruction?;
        is_start[instruction.offset] = true;
        if let Some(kind) = missing_referent(file, index, &instruction) {
            return Err(CodeError { offset: instruction.offset, kind });
        }
    }
    // All of them have been decoded once: there are no errors left to come.
    for instruction in parts.instructions().flatten() {
        if instruction.target().is_some_and(|target| !is_start[target]) {
            return Err(CodeError { offset: instruction.offset, kind: CodeErrorKind::JumpInside });
        }
    }
    Ok(())
}

/// What an instruction's index should have led to, if it does not.
fn missing_referent(file: &MpyFile, index: usize, instruction: &Instruction) -> Option<CodeErrorKind> {
    let module = &file.module;
    let (count, kind): (_, fn(u32) -> _) = match instruction.opcode.operand() {
        Operand::Name => (module.names.len(), CodeErrorKind::NoName),
        Operand::Constant => (module.constants.len(), CodeErrorKind::NoConstant),
        Operand::Child | Operand::ChildThenByte => {
            (module.functions[index].children.len(), CodeErrorKind::NoChild)
        }
        _ => return None,
    };
    // These operands are 32 bits wide.
    let arg = u32::try_from(instruction.arg).unwrap_or(u32::MAX);
    (arg as usize >= count).then(|| kind(arg))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read_file;
    use alloc::vec::Vec;

    /// The error in a file whose one function has this bytecode, which starts at
    /// byte 11.
    fn error(bytecode: &[u8]) -> Option<ReadError> {
        let length = (3 + bytecode.len() as u8) << 3;
        let code: &[u8] = &[length, 0x00, 0x02, 0x00];
        let file: Vec<u8> = [b"M\x06\x00\x1f\x01\x00\x0f", code, bytecode].concat();
        let (file, layout) = read_file(&file).expect("the file is sound");
        check(&file, &layout).err()
    }

    fn code_error(offset: usize, kind: CodeErrorKind) -> Option<ReadError> {
        Some(ReadError { offset, kind: ReadErrorKind::Code(kind) })
    }

    #[test]
    fn sound_code_is_let_pass() {
        assert_eq!(error(&[0x11, 0x00, 0x63]), None);
    }

    #[test]
    fn an_unknown_opcode_is_found_where_it_is() {
        assert_eq!(error(&[0x51, 0x00]), code_error(12, CodeErrorKind::UnknownOpcode(0)));
    }

    #[test]
    fn a_missing_name_is_found() {
        assert_eq!(error(&[0x11, 0x01, 0x63]), code_error(11, CodeErrorKind::NoName(1)));
    }

    #[test]
    fn a_missing_constant_is_found() {
        assert_eq!(error(&[0x23, 0x00, 0x63]), code_error(11, CodeErrorKind::NoConstant(0)));
    }

    #[test]
    fn a_missing_child_is_found() {
        assert_eq!(error(&[0x32, 0x00, 0x63]), code_error(11, CodeErrorKind::NoChild(0)));
    }

    #[test]
    fn a_jump_into_an_instruction_is_found() {
        assert_eq!(error(&[0x42, 0x3f]), code_error(11, CodeErrorKind::JumpInside));
    }
}
