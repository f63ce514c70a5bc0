//! `-v -v`: shows the code of whatever is compiled, in the format of MicroPython (py/showbc.c).

use std::fmt::Arguments;

use constrictor::bytecode::instructions::{Instruction, Parts};
use constrictor::bytecode::module::{Function, Module};
use constrictor::bytecode::opcode::{BinaryOp, Opcode, Operand, UnaryOp};
use constrictor_vm::print::{Out, Style};
use constrictor_vm::{Res, Vm};

/// Bytes of code on a line.
const BYTES: usize = 16;

/// Shows the code of a module.
pub fn show(vm: &mut Vm<'_>, module: &Module) -> Res<()> {
    let mut dump = Dump { vm, module };
    module.functions.iter().try_for_each(|function| dump.function(function))
}

struct Dump<'a, 'v, 'h> {
    vm: &'v mut Vm<'h>,
    module: &'a Module,
}

impl<'a> Dump<'a, '_, '_> {
    fn say(&mut self, text: Arguments<'_>) -> Res<()> {
        self.vm.write(&mut Out::Console, text.to_string().as_bytes())
    }

    fn name(&self, index: u32) -> String {
        String::from_utf8_lossy(self.module.name(index).unwrap_or_default()).into_owned()
    }

    fn function(&mut self, function: &'a Function) -> Res<()> {
        // The compiler makes no code that cannot be taken apart.
        let Ok(parts) = function.parts() else { return Ok(()) };
        self.head(function, &parts)?;
        self.lines(&parts)?;
        for instruction in parts.instructions().map_while(Result::ok) {
            self.say(format_args!("{:02} {}", instruction.offset, name(instruction.opcode)))?;
            self.operand(function, &instruction)?;
            self.say(format_args!("\n"))?;
        }
        Ok(())
    }

    fn head(&mut self, function: &Function, parts: &Parts<'_>) -> Res<()> {
        let (file, name) = (self.name(0), self.name(parts.name));
        let (code, length) = (function.code.as_ptr().addr(), function.code.len());
        let descriptor = address(function);
        self.say(format_args!("File {file}, code block '{name}' (descriptor: {descriptor:x}, "))?;
        self.say(format_args!("bytecode @{code:x} {length} bytes)\n"))?;
        let size = parts.bytecode.len();
        self.say(format_args!("Raw bytecode (code_info_size={}, bytecode_size={size}):\n", length - size))?;
        for line in function.code.chunks(BYTES) {
            let line: String = line.iter().map(|byte| format!(" {byte:02x}")).collect();
            self.say(format_args!("{line}\n"))?;
        }
        let parameters: String = parts.parameters().map(|name| format!(" {}", self.name(name))).collect();
        self.say(format_args!("arg names:{parameters}\n"))?;
        let prelude = &parts.prelude;
        self.say(format_args!("(N_STATE {})\n(N_EXC_STACK {})\n", prelude.n_state, prelude.n_exc_stack))?;
        parts.cells.iter().try_for_each(|cell| self.say(format_args!("(INIT_CELL {cell})\n")))
    }

    /// Which instructions a line has.
    fn lines(&mut self, parts: &Parts<'_>) -> Res<()> {
        let (mut offset, mut line) = (0, 1);
        self.say(format_args!("  bc={offset} line={line}\n"))?;
        for step in parts.line_steps() {
            offset += step.bytes;
            line += step.lines;
            self.say(format_args!("  bc={offset} line={line}\n"))?;
        }
        Ok(())
    }

    /// What an instruction is about.
    fn operand(&mut self, function: &Function, instruction: &Instruction) -> Res<()> {
        let Instruction { opcode, arg, extra, .. } = *instruction;
        let index = u32::try_from(arg).unwrap_or_default();
        match opcode.operand() {
            Operand::None => Ok(()),
            Operand::Embedded => self.say(format_args!(" {arg}{}", method(opcode, index as u8))),
            Operand::Name => {
                let quote = if is_quoted(opcode) { "'" } else { "" };
                let name = self.name(index);
                self.say(format_args!(" {quote}{name}{quote}"))
            }
            Operand::Uint if is_call(opcode) => {
                self.say(format_args!(" n={} nkw={}", index & 0xff, index >> 8 & 0xff))
            }
            Operand::Uint | Operand::SmallInt | Operand::SignedLabel | Operand::UnsignedLabel => {
                self.say(format_args!(" {arg}"))
            }
            Operand::SignedLabelThenByte => self.say(format_args!(" {arg} {extra}")),
            Operand::Constant => self.constant(index),
            Operand::Child | Operand::ChildThenByte => {
                let child = function.children.get(index as usize);
                let child = child.and_then(|&child| self.module.functions.get(child as usize));
                self.say(format_args!(" {:x}", child.map_or(0, address)))?;
                match opcode.operand() {
                    Operand::ChildThenByte => self.say(format_args!(" {extra}")),
                    _ => Ok(()),
                }
            }
        }
    }

    fn constant(&mut self, index: u32) -> Res<()> {
        let Some(constant) = self.module.constants.get(index as usize) else { return Ok(()) };
        self.say(format_args!(" {:x}=", std::ptr::from_ref(constant).addr()))?;
        self.vm.scoped(|vm| {
            let value = vm.constant(constant)?;
            vm.print(&mut Out::Console, value, Style::Repr)
        })
    }
}

/// What tells functions apart.
fn address(function: &Function) -> usize {
    std::ptr::from_ref(function).addr()
}

/// The name of an opcode, which those that hold their operand share with those that do not.
fn name(opcode: Opcode) -> &'static str {
    let name = opcode.name();
    name.strip_suffix("_MULTI").unwrap_or(name)
}

fn is_quoted(opcode: Opcode) -> bool {
    matches!(opcode, Opcode::LoadConstString | Opcode::ImportName | Opcode::ImportFrom)
}

fn is_call(opcode: Opcode) -> bool {
    use Opcode::{CallFunction, CallFunctionVarKw, CallMethod, CallMethodVarKw};
    matches!(opcode, CallFunction | CallFunctionVarKw | CallMethod | CallMethodVarKw)
}

/// The method of an operator, after a blank; those that the unix port looks for in a class (py/objtype.c).
fn method(opcode: Opcode, operator: u8) -> String {
    match opcode {
        Opcode::UnaryOpMulti => format!(" {}", UnaryOp::from_number(operator).map_or("", unary_method)),
        Opcode::BinaryOpMulti => format!(" {}", BinaryOp::from_number(operator).map_or("", binary_method)),
        _ => String::new(),
    }
}

fn unary_method(operator: UnaryOp) -> &'static str {
    match operator {
        UnaryOp::Positive => "__pos__",
        UnaryOp::Negative => "__neg__",
        UnaryOp::Invert => "__invert__",
        UnaryOp::Not => "",
    }
}

fn binary_method(operator: BinaryOp) -> &'static str {
    match operator {
        BinaryOp::Less => "__lt__",
        BinaryOp::More => "__gt__",
        BinaryOp::Equal => "__eq__",
        BinaryOp::LessEqual => "__le__",
        BinaryOp::MoreEqual => "__ge__",
        BinaryOp::NotEqual => "__ne__",
        BinaryOp::InplaceAdd => "__iadd__",
        BinaryOp::InplaceSubtract => "__isub__",
        BinaryOp::Or => "__or__",
        BinaryOp::Xor => "__xor__",
        BinaryOp::And => "__and__",
        BinaryOp::Lshift => "__lshift__",
        BinaryOp::Rshift => "__rshift__",
        BinaryOp::Add => "__add__",
        BinaryOp::Subtract => "__sub__",
        BinaryOp::Multiply => "__mul__",
        BinaryOp::MatMultiply => "__matmul__",
        BinaryOp::FloorDivide => "__floordiv__",
        BinaryOp::TrueDivide => "__truediv__",
        BinaryOp::Modulo => "__mod__",
        BinaryOp::Power => "__pow__",
        _ => "",
    }
}
