//! Showing a compiled module as text, one line an instruction, with every index
//! and jump resolved: made to be read, and to be compared side by side.

use crate::float_text::{repr_complex, repr_float};
use crate::instructions::{CodeError, Instruction, Parts};
use crate::module::{Constant, Function, Module};
use crate::opcode::{BinaryOp, Opcode, Operand, UnaryOp};
use crate::prelude::{FLAG_DEFKWARGS, FLAG_GENERATOR, FLAG_VARARGS, FLAG_VARKEYWORDS, LineStep, LineSteps};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Write};
use core::iter::Peekable;

/// The text of a module: its names, its constants, and its functions in order of
/// index, each instruction with its source line where that changes. Damaged code
/// shows an error line where it goes wrong.
pub fn disassemble(module: &Module) -> String {
    let mut printer = Printer::default();
    let written = printer.module(module);
    debug_assert!(written.is_ok(), "a string takes whatever is written to it");
    printer.out
}

/// The longest name or constant that an instruction shows in full. Anything
/// longer is cut there, or a file that refers to a long one over and over would
/// have a text beyond all measure.
const MAX_INLINE: usize = 60;

/// What is written so far, and how instructions show names and constants.
#[derive(Default)]
struct Printer {
    out: String,
    names: Vec<String>,
    constants: Vec<String>,
}

impl Printer {
    fn module(&mut self, module: &Module) -> fmt::Result {
        writeln!(self.out, "small ints: {} bits", module.small_int_bits)?;
        self.out.push_str("names:");
        for name in &module.names {
            let text = escaped(name);
            write!(self.out, " \"{text}\"")?;
            self.names.push(shortened(text));
        }
        self.out.push('\n');
        for (index, constant) in module.constants.iter().enumerate() {
            let mut text = String::new();
            write_constant(&mut text, constant)?;
            writeln!(self.out, "constant {index}: {text}")?;
            self.constants.push(shortened(text));
        }
        for (index, function) in module.functions.iter().enumerate() {
            write!(self.out, "\nfunction {index}: ")?;
            match function.parts() {
                Ok(parts) => self.function(function, &parts)?,
                Err(error) => self.error(error)?,
            }
        }
        Ok(())
    }

    fn error(&mut self, error: CodeError) -> fmt::Result {
        writeln!(self.out, "{error}")
    }

    fn function(&mut self, function: &Function, parts: &Parts<'_>) -> fmt::Result {
        self.signature(parts)?;
        self.shape(parts)?;
        let mut lines = Lines::new(parts.line_steps());
        let mut shown_line = 0;
        for instruction in parts.instructions() {
            let instruction = match instruction {
                Ok(instruction) => instruction,
                Err(error) => return self.error(error),
            };
            let line = lines.at(instruction.offset);
            if line == shown_line {
                self.out.push_str("     ");
            } else {
                write!(self.out, "{line:5}")?;
            }
            shown_line = line;
            let name = instruction.opcode.name();
            write!(self.out, " {:5} {name}", instruction.offset)?;
            self.operand(function, &instruction)?;
            self.out.push('\n');
        }
        Ok(())
    }

    /// The function's name and its parameters' names.
    fn signature(&mut self, parts: &Parts<'_>) -> fmt::Result {
        self.name(parts.name)?;
        self.out.push('(');
        for (index, name) in parts.parameters().enumerate() {
            self.out.push_str(if index > 0 { ", " } else { "" });
            self.name(name)?;
        }
        self.out.push_str(")\n");
        Ok(())
    }

    /// The rest of what precedes the bytecode.
    fn shape(&mut self, parts: &Parts<'_>) -> fmt::Result {
        let prelude = &parts.prelude;
        let out = &mut self.out;
        write!(out, "  state {}", prelude.n_state)?;
        write!(out, ", exceptions {}", prelude.n_exc_stack)?;
        write!(out, ", positional {}", prelude.n_pos_args)?;
        write!(out, ", defaults {}", prelude.n_def_pos_args)?;
        write!(out, ", keyword-only {}", prelude.n_kwonly_args)?;
        let flags = [
            (FLAG_GENERATOR, "generator"),
            (FLAG_VARARGS, "*arguments"),
            (FLAG_VARKEYWORDS, "**keywords"),
            (FLAG_DEFKWARGS, "keyword defaults"),
        ];
        for (_, flag) in flags.iter().filter(|(flag, _)| prelude.has(*flag)) {
            write!(out, ", {flag}")?;
        }
        out.push('\n');
        if !parts.cells.is_empty() {
            writeln!(out, "  cells {:?}", parts.cells)?;
        }
        if !parts.lines.is_empty() {
            out.push_str("  lines");
            for LineStep { bytes, lines } in parts.line_steps() {
                write!(out, " {bytes}+{lines}")?;
            }
            out.push('\n');
        }
        Ok(())
    }

    /// An instruction's operand, with a space in front of it.
    fn operand(&mut self, function: &Function, instruction: &Instruction) -> fmt::Result {
        let Instruction { opcode, arg, extra, .. } = *instruction;
        // Every operand but a small int and a jump is 32 bits wide at most.
        let index = u32::try_from(arg).unwrap_or(u32::MAX);
        match opcode.operand() {
            Operand::None => Ok(()),
            Operand::SmallInt => write!(self.out, " {arg}"),
            Operand::Embedded => match operator_symbol(opcode, index) {
                Some(symbol) => write!(self.out, " {symbol}"),
                None => write!(self.out, " {arg}"),
            },
            Operand::Uint => write_uint(&mut self.out, opcode, index),
            Operand::Name => {
                let quote = if opcode == Opcode::LoadConstString { "\"" } else { "" };
                write!(self.out, " {quote}")?;
                self.name(index)?;
                self.out.write_str(quote)
            }
            Operand::Constant => match self.constants.get(index as usize) {
                Some(constant) => write!(self.out, " {constant}"),
                None => write!(self.out, " <no constant {index}>"),
            },
            Operand::Child => self.child(function, index),
            Operand::ChildThenByte => {
                self.child(function, index)?;
                write!(self.out, ", cells {extra}")
            }
            Operand::SignedLabel | Operand::UnsignedLabel => write!(self.out, " -> {arg}"),
            Operand::SignedLabelThenByte => {
                write!(self.out, " -> {arg}, blocks {}", extra & 0x7f)?;
                let iterator = extra & 0x80 != 0;
                self.out.push_str(if iterator { ", iterator" } else { "" });
                Ok(())
            }
        }
    }

    fn name(&mut self, index: u32) -> fmt::Result {
        match self.names.get(index as usize) {
            Some(name) => self.out.write_str(name),
            None => write!(self.out, "<no name {index}>"),
        }
    }

    fn child(&mut self, function: &Function, index: u32) -> fmt::Result {
        match function.children.get(index as usize) {
            Some(child) => write!(self.out, " function {child}"),
            None => write!(self.out, " <no child {index}>"),
        }
    }
}

/// Finds source lines for ascending offsets in one pass over the line table.
pub(crate) struct Lines<'a> {
    steps: Peekable<LineSteps<'a>>,
    offset: usize,
    line: u32,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(steps: LineSteps<'a>) -> Self {
        Lines { steps: steps.peekable(), offset: 0, line: 1 }
    }

    /// The line at an offset no smaller than the last one asked for.
    pub(crate) fn at(&mut self, offset: usize) -> u32 {
        let left = |reached: usize| offset.saturating_sub(reached);
        while let Some(step) = self.steps.next_if(|step| step.bytes as usize <= left(self.offset)) {
            self.offset += step.bytes as usize;
            self.line = self.line.saturating_add(step.lines);
        }
        self.line
    }
}

/// How Python spells the operator an opcode embeds, if it embeds one.
pub(crate) fn operator_symbol(opcode: Opcode, number: u32) -> Option<&'static str> {
    let number = u8::try_from(number).ok()?;
    match opcode {
        Opcode::UnaryOpMulti => UnaryOp::from_number(number).map(UnaryOp::symbol),
        Opcode::BinaryOpMulti => BinaryOp::from_number(number).map(BinaryOp::symbol),
        _ => None,
    }
}

/// Shows an unsigned operand, split up if it holds several numbers.
pub(crate) fn write_uint(out: &mut String, opcode: Opcode, arg: u32) -> fmt::Result {
    let (low, high) = (arg & 0xff, arg >> 8);
    match opcode {
        Opcode::CallFunction | Opcode::CallFunctionVarKw | Opcode::CallMethod | Opcode::CallMethodVarKw => {
            write!(out, " positional {low}, keyword {high}")
        }
        Opcode::UnpackEx => write!(out, " before {low}, after {high}"),
        Opcode::StoreComp => {
            let kind = ["list", "dict", "set", "?"][arg as usize & 3];
            write!(out, " {kind}, down {}", arg >> 2)
        }
        _ => write!(out, " {arg}"),
    }
}

pub(crate) fn write_constant(out: &mut String, constant: &Constant) -> fmt::Result {
    match constant {
        Constant::FunTable => out.write_str("<function table>"),
        Constant::None => out.write_str("None"),
        Constant::False => out.write_str("False"),
        Constant::True => out.write_str("True"),
        Constant::Ellipsis => out.write_str("..."),
        Constant::Str(text) => write!(out, "\"{}\"", escaped(text)),
        Constant::Bytes(bytes) => write!(out, "b\"{}\"", bytes.escape_ascii()),
        Constant::Int(value) => write!(out, "{value}"),
        Constant::Float(value) => out.write_str(&repr_float(*value)),
        Constant::Complex(re, im) => out.write_str(&repr_complex(*re, *im)),
        Constant::Tuple(items) => {
            out.push('(');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push_str(", ");
                }
                write_constant(out, item)?;
            }
            out.push_str(if items.len() == 1 { ",)" } else { ")" });
            Ok(())
        }
    }
}

/// A text on one line; bytes that are no UTF-8 show by number.
pub(crate) fn escaped(text: &[u8]) -> String {
    let mut out = String::new();
    for chunk in text.utf8_chunks() {
        out.extend(chunk.valid().escape_debug());
        for byte in chunk.invalid() {
            out.push_str("\\x");
            out.extend([byte >> 4, byte & 0xf].map(hex_digit));
        }
    }
    out
}

fn hex_digit(digit: u8) -> char {
    char::from_digit(digit.into(), 16).unwrap_or('?')
}

/// The text if it is short enough for an instruction, otherwise its beginning.
pub(crate) fn shortened(text: String) -> String {
    match text.char_indices().nth(MAX_INLINE) {
        Some((end, _)) => text[..end].to_owned() + "...",
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::boxed::Box;
    use alloc::format;
    use alloc::vec;

    fn module(functions: Vec<Function>) -> Module {
        Module {
            arch_flags: 0,
            small_int_bits: 31,
            names: vec![(*b"a.py").into(), (*b"f").into(), (*b"x\n\xff").into()],
            constants: vec![Constant::Tuple([Constant::True].into())],
            functions,
        }
    }

    fn function(code: &[u8], children: &[u32]) -> Function {
        Function { code: code.into(), children: children.into() }
    }

    /// The lines of the instructions in some bytecode.
    fn instructions(bytecode: &[u8]) -> Vec<String> {
        let code = [&[0x00, 0x02, 0x01], bytecode].concat();
        let text = disassemble(&module(vec![function(&code, &[7])]));
        let lines = text.lines().skip_while(|line| !line.starts_with("  state"));
        lines.skip(1).map(|line| line.trim().into()).collect()
    }

    #[test]
    fn a_module_shows_its_tables_and_functions() {
        let body = [0x10, 0x06, 0x01, 0x22, 0x63, 0x32, 0x00, 0x16, 0x01, 0x51, 0x63];
        let child = [0x81, 0x40, 0x07, 0x01, 0x02, 0x41, 0x00, 0xb0, 0x67, 0x63];
        let functions = vec![function(&body, &[1]), function(&child, &[])];
        insta::assert_snapshot!(disassemble(&module(functions)), @r#"
        small ints: 31 bits
        names: "a.py" "f" "x\n\xff"
        constant 0: (True,)

        function 0: f()
          state 3, exceptions 0, positional 0, defaults 0, keyword-only 0
          lines 2+1 3+3
            1     0 MAKE_FUNCTION function 1
            2     2 STORE_NAME f
                  4 LOAD_CONST_NONE
            5     5 RETURN_VALUE

        function 1: f(x\n\xff)
          state 1, exceptions 0, positional 1, defaults 0, keyword-only 0, generator
          cells [0]
          lines 1+2
            1     0 LOAD_FAST_MULTI 0
            3     1 YIELD_VALUE
                  2 RETURN_VALUE
        "#);
    }

    #[test]
    fn jumps_show_where_they_lead() {
        assert_eq!(instructions(&[0x42, 0x3e]), ["1     0 JUMP -> 0"]);
        let unwind = instructions(&[0x40, 0x3e, 0x82]);
        assert_eq!(unwind, ["1     0 UNWIND_JUMP -> 0, blocks 2, iterator"]);
    }

    #[test]
    fn operators_show_as_in_python() {
        assert_eq!(instructions(&[0xd3]), ["1     0 UNARY_OP_MULTI not"]);
        assert_eq!(instructions(&[0xf2]), ["1     0 BINARY_OP_MULTI +"]);
    }

    #[test]
    fn packed_operands_show_their_parts() {
        let call = instructions(&[0x34, 0x84, 0x01]);
        assert_eq!(call, ["1     0 CALL_FUNCTION positional 1, keyword 2"]);
        assert_eq!(instructions(&[0x2f, 0x0d]), ["1     0 STORE_COMP dict, down 3"]);
    }

    #[test]
    fn texts_show_on_one_line() {
        let load = instructions(&[0x10, 0x02]);
        assert_eq!(load, [r#"1     0 LOAD_CONST_STRING "x\n\xff""#]);
    }

    #[test]
    fn indices_without_a_target_say_so() {
        assert_eq!(instructions(&[0x11, 0x09]), ["1     0 LOAD_NAME <no name 9>"]);
        assert_eq!(instructions(&[0x23, 0x09]), ["1     0 LOAD_CONST_OBJ <no constant 9>"]);
        assert_eq!(instructions(&[0x32, 0x09]), ["1     0 MAKE_FUNCTION <no child 9>"]);
    }

    #[test]
    fn damaged_code_shows_an_error() {
        let error = "damaged code at offset 0: no opcode has number 0x00";
        assert_eq!(instructions(&[0x00]), [error]);
        let text = disassemble(&module(vec![Function::default()]));
        assert!(text.ends_with("function 0: damaged code at offset 0: it ends too early\n"));
    }

    #[test]
    fn instructions_cut_long_texts() {
        let long: Box<[u8]> = vec![b'a'; 1000].into();
        let code = [0x00, 0x02, 0x00, 0x10, 0x00];
        let module = Module { names: vec![long], functions: vec![function(&code, &[])], ..Module::default() };
        let shown = format!("LOAD_CONST_STRING \"{}...\"\n", "a".repeat(MAX_INLINE));
        assert!(disassemble(&module).ends_with(&shown));
    }
}
