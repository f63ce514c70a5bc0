//! What the bytes of a .mpy file are spent on.

use crate::check::{check, parts};
use crate::file::{FunctionLayout, Layout, MpyFile, NativeKind};
use crate::names::qualified_names;
use crate::read::ReadError;
use alloc::string::String;
use alloc::vec::Vec;

/// The sizes of a file's parts, in bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sizes {
    /// The header, with the counts of names and constants.
    pub header: usize,
    /// The table of names.
    pub names: usize,
    /// The table of constants.
    pub constants: usize,
    /// The functions, by index.
    pub functions: Vec<FunctionSizes>,
}

impl Sizes {
    /// The size of the file.
    pub fn total(&self) -> usize {
        let functions = self.functions.iter().map(FunctionSizes::total).sum::<usize>();
        self.header + self.names + self.constants + functions
    }
}

/// The sizes of a function's parts, in bytes, without its children.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FunctionSizes {
    /// The function's name with those of the functions and classes around it,
    /// such as `Outer.inner`, made safe to be shown.
    pub name: String,
    /// What the file has around the code: its kind and length, how many children
    /// there are, and the numbers that describe native code.
    pub framing: usize,
    /// The prelude.
    pub prelude: usize,
    /// The indices of the function's name and its parameters' names.
    pub names: usize,
    /// The numbers of the variables in cells.
    pub cells: usize,
    /// The line table.
    pub lines: usize,
    /// The instructions, of bytecode or a machine.
    pub code: usize,
    /// The read-only data and the relocations of native code.
    pub data: usize,
}

impl FunctionSizes {
    /// The size of the function.
    pub fn total(&self) -> usize {
        self.parts().iter().map(|(_, size)| size).sum()
    }

    /// Every part with what it is called, in the order of the file.
    pub fn parts(&self) -> [(&'static str, usize); 7] {
        [
            ("framing", self.framing),
            ("prelude", self.prelude),
            ("names", self.names),
            ("lines", self.lines),
            ("cells", self.cells),
            ("code", self.code),
            ("data", self.data),
        ]
    }
}

/// The sizes of everything in a file.
///
/// # Errors
///
/// The first damage in the code of any function.
pub fn sizes(file: &MpyFile, layout: &Layout) -> Result<Sizes, ReadError> {
    check(file, layout)?;
    let names = qualified_names(file);
    let functions = names.into_iter().zip(&layout.functions).enumerate();
    let functions =
        functions.map(|(index, (name, layout))| function_sizes(file, layout, index, name)).collect();
    Ok(Sizes {
        header: layout.header.len(),
        names: layout.names.len(),
        constants: layout.constants.len(),
        functions,
    })
}

fn function_sizes(file: &MpyFile, layout: &FunctionLayout, index: usize, name: String) -> FunctionSizes {
    let rodata = match file.native(index).map(|native| &native.kind) {
        Some(NativeKind::Viper { rodata, .. }) => rodata.len(),
        _ => 0,
    };
    let mut sizes = FunctionSizes {
        name,
        framing: layout.whole.len() - layout.code.len() - rodata,
        data: rodata + layout.relocations.len(),
        code: layout.code.len(),
        ..FunctionSizes::default()
    };
    if let Ok(Some(parts)) = parts(file, index) {
        sizes.prelude = parts.prelude_len;
        sizes.names = parts.names_len;
        sizes.lines = parts.lines.len();
        sizes.cells = parts.cells.len();
        sizes.code -= sizes.prelude + sizes.names + sizes.lines + sizes.cells;
    }
    sizes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read_file;

    /// The sizes of a file whose one function is this; its one name takes a byte.
    fn of_function(function: &[u8]) -> FunctionSizes {
        let bytes = [b"M\x06\x00\x1f\x01\x00\x0f", function].concat();
        let (file, layout) = read_file(&bytes).expect("the file is sound");
        let mut sizes = sizes(&file, &layout).expect("the code is sound");
        assert_eq!(sizes.total(), bytes.len());
        sizes.functions.remove(0)
    }

    #[test]
    fn bytecode_has_sections() {
        // One parameter, a line step, a cell, two instructions.
        let sizes = of_function(&[0x40, 0x01, 0x07, 0x00, 0x00, 0x21, 0x00, 0x51, 0x63]);
        let name = String::from("<module>");
        let expected =
            FunctionSizes { name, framing: 1, prelude: 2, names: 2, cells: 1, lines: 1, code: 2, data: 0 };
        assert_eq!(sizes, expected);
    }

    #[test]
    fn a_native_functions_prelude_is_no_machine_code() {
        let sizes = of_function(&[0x29, 0xaa, 0xbb, 0x00, 0x02, 0x00, 0x02]);
        assert_eq!((sizes.framing, sizes.prelude, sizes.names, sizes.code), (2, 2, 1, 2));
    }

    #[test]
    fn read_only_data_and_relocations_are_data() {
        // Flags 0x70; 2 bytes of data, 4 zeroed ones, a relocation.
        let sizes = of_function(&[0x0a, 0xaa, 0x70, 0x02, 0x04, 0xcc, 0xdd, 0x01, 0x00, 0xff]);
        assert_eq!((sizes.framing, sizes.code, sizes.data), (4, 1, 5));
    }
}
