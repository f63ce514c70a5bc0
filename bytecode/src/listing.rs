//! Showing a .mpy file to people: its instructions beside the source they were
//! made from, jumps as labels, and what each part costs.

use crate::check::parts;
use crate::disassemble::{Lines, escaped, operator_symbol, shortened, write_constant, write_uint};
use crate::file::{Layout, MpyFile, NativeCode, NativeKind, architecture_name};
use crate::instructions::{Instruction, Parts};
use crate::opcode::{Opcode, Operand};
use crate::prelude::{FLAG_DEFKWARGS, FLAG_GENERATOR, FLAG_VARARGS, FLAG_VARKEYWORDS};
use crate::sizes::{FunctionSizes, Sizes};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Write};

/// The widest column of source text, in characters. Longer lines are cut, which
/// also bounds the listing of a long line with many functions on it.
const MAX_SOURCE_WIDTH: usize = 40;

/// Writes a listing of a file: its header, its tables of names and constants, and
/// its functions.
///
/// `sizes` are those of the file. Given the `source`, each instruction that begins
/// another line has that line beside it; the file must have been made from it,
/// line numbers included.
pub fn write_listing(
    out: &mut dyn Write,
    file: &MpyFile,
    layout: &Layout,
    sizes: &Sizes,
    source: Option<&[u8]>,
) -> fmt::Result {
    let source = source.map(Source::new);
    let shown_names = file.module.names.iter().map(|name| shortened(escaped(name))).collect();
    let mut listing = Listing { out, file, sizes, source, names: shown_names, constants: Vec::new() };
    listing.header()?;
    listing.names()?;
    listing.constants()?;
    for index in 0..layout.functions.len() {
        listing.function(index)?;
    }
    listing.total()
}

struct Listing<'a> {
    out: &'a mut dyn Write,
    file: &'a MpyFile,
    sizes: &'a Sizes,
    source: Option<Source<'a>>,
    /// The names as instructions show them.
    names: Vec<String>,
    /// The constants as instructions show them.
    constants: Vec<String>,
}

impl Listing<'_> {
    fn header(&mut self) -> fmt::Result {
        let file = self.file;
        write!(
            self.out,
            ".mpy version 6.{}, small ints of {} bits",
            file.sub_version, file.module.small_int_bits
        )?;
        if file.architecture != 0 {
            write!(self.out, ", native code for {}", architecture(file.architecture))?;
        }
        if file.module.arch_flags != 0 {
            write!(self.out, ", architecture flags 0x{:x}", file.module.arch_flags)?;
        }
        self.out.write_str("\n")
    }

    fn names(&mut self) -> fmt::Result {
        writeln!(self.out, "\nnames ({} bytes)", self.sizes.names)?;
        for (index, name) in self.file.module.names.iter().enumerate() {
            writeln!(self.out, "{index:6}  {}", escaped(name))?;
        }
        Ok(())
    }

    fn constants(&mut self) -> fmt::Result {
        if self.file.module.constants.is_empty() {
            return Ok(());
        }
        writeln!(self.out, "\nconstants ({} bytes)", self.sizes.constants)?;
        for (index, constant) in self.file.module.constants.iter().enumerate() {
            let mut text = String::new();
            write_constant(&mut text, constant)?;
            writeln!(self.out, "{index:6}  {text}")?;
            self.constants.push(shortened(text));
        }
        Ok(())
    }

    fn function(&mut self, index: usize) -> fmt::Result {
        let sizes = self.sizes;
        let Some(function_sizes) = sizes.functions.get(index) else {
            return Ok(());
        };
        let native = self.file.native(index);
        let parts = parts(self.file, index).ok().flatten();
        write!(self.out, "\nfunction {index}: {}", function_sizes.name)?;
        if let Some(parts) = &parts {
            self.parameters(parts)?;
        }
        self.out.write_str("\n")?;
        if let Some(native) = native {
            self.native(native, self.file.module.functions[index].code.len())?;
        }
        if let Some(parts) = &parts {
            self.prelude(parts)?;
        }
        self.size_line(function_sizes)?;
        match parts {
            Some(parts) if native.is_none() => self.instructions(index, &parts),
            _ => Ok(()),
        }
    }

    fn parameters(&mut self, parts: &Parts<'_>) -> fmt::Result {
        self.out.write_str("(")?;
        for (index, name) in parts.parameters().enumerate() {
            self.out.write_str(if index > 0 { ", " } else { "" })?;
            let name = self.names.get(name as usize).map_or("?", |name| name);
            self.out.write_str(name)?;
        }
        self.out.write_str(")")
    }

    fn native(&mut self, native: &NativeCode, code_len: usize) -> fmt::Result {
        let kind = native.kind.name();
        write!(self.out, "  {kind} function, {code_len} bytes for {}", architecture(self.file.architecture))?;
        match &native.kind {
            NativeKind::Python { prelude_offset } => write!(self.out, ", prelude at {prelude_offset}")?,
            NativeKind::Viper { rodata, bss_size, .. } => {
                write!(self.out, ", read-only data {}, zeroed data {bss_size}", rodata.len())?;
            }
            NativeKind::Asm { n_pos_args, type_signature, .. } => {
                write!(self.out, ", positional {n_pos_args}, returns {}", native_type(*type_signature))?;
            }
        }
        writeln!(self.out, ", relocations {}", native.relocation_count())
    }

    fn prelude(&mut self, parts: &Parts<'_>) -> fmt::Result {
        let prelude = &parts.prelude;
        writeln!(
            self.out,
            "  state slots {}, exception stack {}, positional {}, defaults {}, keyword-only {}",
            prelude.n_state,
            prelude.n_exc_stack,
            prelude.n_pos_args,
            prelude.n_def_pos_args,
            prelude.n_kwonly_args
        )?;
        let flags = [
            (FLAG_GENERATOR, "generator"),
            (FLAG_VARARGS, "*arguments"),
            (FLAG_VARKEYWORDS, "**keywords"),
            (FLAG_DEFKWARGS, "keyword defaults"),
        ];
        let mut separator = "  flags: ";
        for (_, flag) in flags.iter().filter(|(flag, _)| prelude.has(*flag)) {
            write!(self.out, "{separator}{flag}")?;
            separator = ", ";
        }
        self.out.write_str(if separator == ", " { "\n" } else { "" })?;
        let mut separator = "  cells: ";
        let parameters: Vec<u32> = parts.parameters().take(256).collect();
        for &cell in parts.cells {
            write!(self.out, "{separator}{}", self.local(&parameters, cell.into()))?;
            separator = ", ";
        }
        self.out.write_str(if parts.cells.is_empty() { "" } else { "\n" })
    }

    fn size_line(&mut self, sizes: &FunctionSizes) -> fmt::Result {
        write!(self.out, "  {} bytes", sizes.total())?;
        let mut separator = ": ";
        for (part, size) in sizes.parts().into_iter().filter(|(_, size)| *size > 0) {
            write!(self.out, "{separator}{part} {size}")?;
            separator = ", ";
        }
        self.out.write_str("\n")
    }

    fn instructions(&mut self, function: usize, parts: &Parts<'_>) -> fmt::Result {
        let labels = labels(parts);
        let parameters: Vec<u32> = parts.parameters().collect();
        // Without a line table at hand, all lines read as 1, which says nothing.
        let has_lines = self.source.is_some() || !parts.lines.is_empty();
        let mut lines = Lines::new(parts.line_steps());
        let mut shown_line = 0;
        // An error would have come up when the sizes were computed.
        for instruction in parts.instructions().flatten() {
            let line = lines.at(instruction.offset);
            let new_line = has_lines && line != shown_line;
            shown_line = line;
            let number = if new_line { format!("{line}") } else { String::new() };
            write!(self.out, "{number:>6}")?;
            if let Some(source) = &self.source {
                let text = if new_line { source.line(line) } else { String::new() };
                write!(self.out, "  {text:width$}", width = source.width)?;
            }
            let label = match labels.binary_search(&instruction.offset) {
                Ok(at) => format!("L{}:", at + 1),
                Err(_) => String::new(),
            };
            write!(self.out, "  {label:>5} {:5}  ", instruction.offset)?;
            let operand = self.operand(function, &parameters, &labels, &instruction)?;
            let name = instruction.opcode.name();
            match operand.is_empty() {
                true => writeln!(self.out, "{name}")?,
                false => writeln!(self.out, "{name:26} {operand}")?,
            }
        }
        Ok(())
    }

    fn operand(
        &self,
        function: usize,
        parameters: &[u32],
        labels: &[usize],
        instruction: &Instruction,
    ) -> Result<String, fmt::Error> {
        use Opcode::*;
        let Instruction { opcode, arg, extra, .. } = *instruction;
        // Every operand but a small int and a jump is 32 bits wide at most.
        let index = u32::try_from(arg).unwrap_or(u32::MAX);
        Ok(match opcode.operand() {
            Operand::None => String::new(),
            Operand::SmallInt => format!("{arg}"),
            Operand::Embedded | Operand::Uint => match opcode {
                LoadFastMulti | StoreFastMulti | LoadFastN | StoreFastN | DeleteFast | LoadDeref
                | StoreDeref | DeleteDeref => self.local(parameters, index),
                UnaryOpMulti | BinaryOpMulti => operator_symbol(opcode, index).unwrap_or("?").into(),
                LoadConstSmallIntMulti => format!("{arg}"),
                _ => {
                    let mut text = String::new();
                    write_uint(&mut text, opcode, index)?;
                    text.split_off(1)
                }
            },
            Operand::Name if opcode == LoadConstString => format!("\"{}\"", self.name(index)),
            Operand::Name => self.name(index).into(),
            Operand::Constant => self.constants.get(index as usize).cloned().unwrap_or_default(),
            Operand::Child => self.child(function, index),
            Operand::ChildThenByte => format!("{}, cells {extra}", self.child(function, index)),
            Operand::SignedLabel | Operand::UnsignedLabel => label(labels, instruction),
            Operand::SignedLabelThenByte => {
                let iterator = if extra & 0x80 != 0 { ", iterator" } else { "" };
                format!("{}, blocks {}{iterator}", label(labels, instruction), extra & 0x7f)
            }
        })
    }

    /// A local variable: parameters have names, others only numbers.
    fn local(&self, parameters: &[u32], index: u32) -> String {
        match parameters.get(index as usize) {
            Some(&name) => format!("{index} ({})", self.name(name)),
            None => format!("{index}"),
        }
    }

    fn name(&self, index: u32) -> &str {
        self.names.get(index as usize).map_or("?", |name| name)
    }

    fn child(&self, function: usize, index: u32) -> String {
        let child = self.file.module.functions[function].children.get(index as usize);
        let name = child.and_then(|&child| self.sizes.functions.get(child as usize));
        match (child, name) {
            (Some(child), Some(function)) => format!("function {child} ({})", function.name),
            _ => String::new(),
        }
    }

    fn total(&mut self) -> fmt::Result {
        let Sizes { header, names, constants, functions } = self.sizes;
        let functions = functions.iter().map(FunctionSizes::total).sum::<usize>();
        let total = self.sizes.total();
        writeln!(
            self.out,
            "\ntotal {total} bytes: header {header}, names {names}, constants {constants}, functions {functions}"
        )
    }
}

/// Where jumps lead in a function, in ascending order. The first is L1.
fn labels(parts: &Parts<'_>) -> Vec<usize> {
    let instructions = parts.instructions().flatten();
    let mut labels: Vec<usize> = instructions.filter_map(|instruction| instruction.target()).collect();
    labels.sort_unstable();
    labels.dedup();
    labels
}

fn label(labels: &[usize], instruction: &Instruction) -> String {
    let target = instruction.target().unwrap_or_default();
    let at = labels.binary_search(&target).map_or(0, |at| at + 1);
    format!("L{at}")
}

fn architecture(number: u8) -> String {
    architecture_name(number).map_or_else(|| format!("architecture {number}"), String::from)
}

/// The name of a type of native code (MicroPython, py/runtime0.h).
fn native_type(number: u32) -> String {
    match number {
        0 => "object".into(),
        1 => "bool".into(),
        2 => "int".into(),
        3 => "uint".into(),
        4 => "ptr".into(),
        _ => format!("type {number}"),
    }
}

/// The lines of a source, as a column beside the instructions.
struct Source<'a> {
    lines: Vec<&'a [u8]>,
    width: usize,
}

impl<'a> Source<'a> {
    fn new(text: &'a [u8]) -> Self {
        let mut lines = Vec::new();
        let mut rest = text;
        // Line ends are LF, CR LF and CR, as MicroPython counts them.
        while let Some(end) = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
            lines.push(&rest[..end]);
            let length = if rest[end..].starts_with(b"\r\n") { 2 } else { 1 };
            rest = &rest[end + length..];
        }
        lines.push(rest);
        let width = lines.iter().map(|line| shown_source(line).chars().count()).max();
        Source { lines, width: width.unwrap_or_default() }
    }

    /// A line by its number, from 1.
    fn line(&self, number: u32) -> String {
        let line = (number as usize).checked_sub(1).and_then(|index| self.lines.get(index));
        line.map(|line| shown_source(line)).unwrap_or_default()
    }
}

/// A line of source text in [`MAX_SOURCE_WIDTH`] columns, without anything that
/// could confuse a terminal.
fn shown_source(line: &[u8]) -> String {
    // A character is four bytes at most.
    let beginning = &line[..line.len().min(4 * (MAX_SOURCE_WIDTH + 1))];
    let text = String::from_utf8_lossy(beginning).replace('\t', "    ");
    let text: String = text.chars().map(|c| if c.is_control() { '?' } else { c }).collect();
    let text = text.trim_end();
    if text.chars().count() <= MAX_SOURCE_WIDTH {
        return text.into();
    }
    text.chars().take(MAX_SOURCE_WIDTH - 3).chain("...".chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read_file;
    use crate::sizes::sizes;

    /// The listing of a file with the names `<module>` and `x\n`, the constant
    /// True, and this function.
    fn listing(function: &[u8], source: Option<&str>) -> String {
        let bytes = [b"M\x06\x0b\x1f\x02\x01\x0f\x04x\n\x00\x03", function].concat();
        let (file, layout) = read_file(&bytes).expect("the file is sound");
        let sizes = sizes(&file, &layout).expect("the code is sound");
        let mut out = String::new();
        let written = write_listing(&mut out, &file, &layout, &sizes, source.map(str::as_bytes));
        written.expect("a string takes everything");
        out
    }

    /// The instructions of a function with one parameter, with this bytecode.
    fn instructions(bytecode: &[u8]) -> Vec<String> {
        let length = (4 + bytecode.len() as u8) << 3;
        let function = [&[length, 0x01, 0x04, 0x00, 0x01], bytecode].concat();
        let text = listing(&function, None);
        let lines = text.lines().skip_while(|line| !line.contains(" bytes: ")).skip(1);
        lines.take_while(|line| !line.is_empty()).map(|line| line.trim().into()).collect()
    }

    #[test]
    fn instructions_are_beside_their_source() {
        // A step of 2 bytes and 1 line.
        let function = [0x50, 0x00, 0x04, 0x00, 0x22, 0x42, 0x40, 0x23, 0x00, 0x63, 0x51];
        insta::assert_snapshot!(listing(&function, Some("first\n\tsecond\u{1b}\n")), @r#"
        .mpy version 6.3, small ints of 31 bits, native code for x64

        names (5 bytes)
             0  <module>
             1  x\n

        constants (1 bytes)
             0  True

        function 0: <module>()
          state slots 1, exception stack 0, positional 0, defaults 0, keyword-only 0
          11 bytes: framing 1, prelude 2, names 1, lines 1, code 6
             1  first                  0  JUMP                       L1
             2      second?    L1:     2  LOAD_CONST_OBJ             True
                                       4  RETURN_VALUE
                                       5  LOAD_CONST_NONE

        total 23 bytes: header 6, names 5, constants 1, functions 11
        "#);
    }

    #[test]
    fn native_functions_are_described() {
        let function = [0x0a, 0xaa, 0x70, 0x02, 0x04, 0xcc, 0xdd, 0x07, 0x00, 0x05, 0xff];
        insta::assert_snapshot!(listing(&function, None), @r#"
        .mpy version 6.3, small ints of 31 bits, native code for x64

        names (5 bytes)
             0  <module>
             1  x\n

        constants (1 bytes)
             0  True

        function 0: <module>
          viper function, 1 bytes for x64, read-only data 2, zeroed data 4, relocations 5
          11 bytes: framing 4, code 1, data 6

        total 23 bytes: header 6, names 5, constants 1, functions 11
        "#);
    }

    #[test]
    fn jumps_lead_to_labels() {
        let lines = instructions(&[0x42, 0x42, 0x42, 0x3c, 0x63]);
        assert_eq!(
            lines,
            [
                "L1:     0  JUMP                       L2",
                "2  JUMP                       L1",
                "L2:     4  RETURN_VALUE",
            ]
        );
    }

    #[test]
    fn parameters_have_names() {
        assert_eq!(instructions(&[0xb0]), ["0  LOAD_FAST_MULTI            0 (x\\n)"]);
        assert_eq!(instructions(&[0xb1]), ["0  LOAD_FAST_MULTI            1"]);
    }

    #[test]
    fn constants_are_shown() {
        assert_eq!(instructions(&[0x23, 0x00]), ["0  LOAD_CONST_OBJ             True"]);
    }

    #[test]
    fn every_line_end_counts_once() {
        let source = Source::new(b"a\rb\r\nc\nd");
        assert_eq!([1, 2, 3, 4, 5].map(|line| source.line(line)), ["a", "b", "c", "d", ""]);
    }

    #[test]
    fn long_lines_are_cut() {
        assert_eq!(shown_source(&[b'a'; 99]).len(), MAX_SOURCE_WIDTH);
    }
}
