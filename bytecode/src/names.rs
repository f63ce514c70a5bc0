//! The names of functions as people know them: `Outer.inner`.

use crate::check::parts;
use crate::disassemble::{escaped, shortened};
use crate::file::MpyFile;
use crate::opcode::{Opcode, Operand};
use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// The longest name to which a child's own is added, in bytes: functions may nest
/// without bound, and names of all of them in full would grow as the square.
const MAX_QUALIFIED: usize = 60;

/// The qualified name of every function.
pub(crate) fn qualified_names(file: &MpyFile) -> Vec<String> {
    let own = own_names(file);
    let mut names = own.clone();
    for (parent, function) in file.module.functions.iter().enumerate() {
        // Everything is in the module's body: that need not be said.
        if parent == 0 {
            continue;
        }
        let prefix = if names[parent].len() > MAX_QUALIFIED { "..." } else { &names[parent] };
        let prefix = String::from(prefix);
        for &child in &function.children {
            // In a file every function comes before its children.
            if let (Some(name), Some(own)) = (names.get_mut(child as usize), own.get(child as usize)) {
                *name = format!("{prefix}.{own}");
            }
        }
    }
    names
}

fn own_names(file: &MpyFile) -> Vec<String> {
    let functions = &file.module.functions;
    let mut names = vec![None; functions.len()];
    for (index, name) in names.iter_mut().enumerate() {
        if let Ok(Some(parts)) = parts(file, index) {
            *name = file.module.name(parts.name).map(|name| shortened(escaped(name)));
        }
    }
    for index in 0..functions.len() {
        if file.native(index).is_none() {
            name_children(file, index, &mut names);
        }
    }
    let unnamed = |index| match file.native(index) {
        _ if index == 0 => "<module>".into(),
        Some(native) => format!("<{} {index}>", native.kind.name()),
        None => format!("<function {index}>"),
    };
    names.into_iter().enumerate().map(|(index, name)| name.unwrap_or_else(|| unnamed(index))).collect()
}

/// Names functions in machine code, which have no name of their own, after the
/// variables that their parent assigns them to.
fn name_children(file: &MpyFile, parent: usize, names: &mut [Option<String>]) {
    let Ok(Some(parts)) = parts(file, parent) else {
        return;
    };
    let mut made = None;
    for instruction in parts.instructions().flatten() {
        // An index that is too large finds nothing.
        let arg = u32::try_from(instruction.arg).unwrap_or(u32::MAX);
        let made_before = made.take();
        match (instruction.opcode, instruction.opcode.operand()) {
            (_, Operand::Child | Operand::ChildThenByte) => {
                made = file.module.functions[parent].children.get(arg as usize).copied();
            }
            (Opcode::StoreName | Opcode::StoreGlobal, _) => {
                let child = made_before.and_then(|child: u32| names.get_mut(child as usize));
                if let Some(name @ None) = child {
                    *name = file.module.name(arg).map(|name| shortened(escaped(name)));
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::{NativeCode, NativeKind};
    use crate::module::{Function, Module};

    /// A bytecode function with a name and some instructions.
    fn function(name: u8, bytecode: &[u8], children: &[u32]) -> Function {
        let code = [&[0x00, 0x02, name], bytecode].concat();
        Function { code: code.into(), children: children.into() }
    }

    fn file(functions: Vec<Function>) -> MpyFile {
        let names = vec![(*b"<module>").into(), (*b"f").into(), (*b"g").into()];
        MpyFile { module: Module { names, functions, ..Module::default() }, ..MpyFile::default() }
    }

    #[test]
    fn a_function_is_named_after_those_around_it() {
        let functions = vec![function(0, &[], &[1]), function(1, &[], &[2]), function(2, &[], &[])];
        assert_eq!(qualified_names(&file(functions)), ["<module>", "f", "f.g"]);
    }

    #[test]
    fn machine_code_is_named_after_the_variable_it_is_stored_in() {
        let body = function(0, &[0x32, 0x00, 0x16, 0x02], &[1]);
        let mut file = file(vec![body, Function::default()]);
        let kind = NativeKind::Asm { scope_flags: 0, n_pos_args: 0, type_signature: 0 };
        file.natives = vec![(1, NativeCode { kind, relocations: [].into() })];
        assert_eq!(qualified_names(&file), ["<module>", "g"]);
    }

    #[test]
    fn machine_code_stored_nowhere_has_its_kind_for_a_name() {
        let mut file = file(vec![function(0, &[], &[1]), Function::default()]);
        let kind = NativeKind::Asm { scope_flags: 0, n_pos_args: 0, type_signature: 0 };
        file.natives = vec![(1, NativeCode { kind, relocations: [].into() })];
        assert_eq!(qualified_names(&file), ["<module>", "<asm 1>"]);
    }

    #[test]
    fn the_names_of_deep_functions_are_cut() {
        let chain = (0..1000).map(|index| function(1, &[], if index < 999 { &[0] } else { &[] }));
        let mut functions: Vec<_> = chain.collect();
        for (index, function) in functions.iter_mut().enumerate() {
            function.children.iter_mut().for_each(|child| *child = index as u32 + 1);
        }
        let longest = qualified_names(&file(functions)).iter().map(String::len).max();
        assert_eq!(longest, Some(MAX_QUALIFIED + 1));
    }
}
