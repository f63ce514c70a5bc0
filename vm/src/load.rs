//! Modules in `.mpy` form to code that can run: verified, with names interned and constants made.

use crate::error::{Raised, Res};
use crate::frame::code_of;
use crate::native::Args;
use crate::object::*;
use crate::raise;
use crate::types::exceptions::*;
use crate::value::{Gc, Value};
use crate::verify::{self, Limits};
use crate::vm::Vm;
use constrictor_bytecode::module::{Constant, Module as Image};

impl Vm<'_> {
    /// Loads a `.mpy` file as a function that runs it, with a dict for its global variables.
    ///
    /// # Errors
    ///
    /// ValueError if the file is damaged, for another version, or has native code or small ints that are too wide;
    /// MemoryError.
    pub fn load_mpy(&mut self, file: &[u8], globals: Gc<Dict>) -> Res {
        match constrictor_bytecode::read(file) {
            Ok(image) => self.load(&image, globals),
            Err(_) => raise!(self, VALUE_ERROR, "incompatible .mpy file"),
        }
    }

    /// Loads a module as a function that runs it, with a dict for its global variables.
    ///
    /// # Errors
    ///
    /// ValueError if the code could do harm; MemoryError.
    pub fn load(&mut self, image: &Image, globals: Gc<Dict>) -> Res {
        if u32::from(image.small_int_bits) > usize::BITS - 1 {
            return raise!(self, VALUE_ERROR, "incompatible .mpy file");
        }
        let scope = self.scope();
        let context = self.make::<Context>(Kind::Context, 0)?;
        context.globals.set(Some(globals.value()));
        let symbols = self.raw_block(image.names.len() * 4)?;
        context.symbols.set(Some(symbols.value()));
        let table = symbols.tail_bytes().cast::<u32>();
        for (at, name) in image.names.iter().enumerate() {
            let symbol = self.intern(name)?;
            // SAFETY: the block was made with room for all names.
            unsafe { table.add(at).write(symbol.index() as u32) };
        }
        let constants = self.empty_tuple(image.constants.len())?;
        context.constants.set(Some(constants.value()));
        for (at, constant) in image.constants.iter().enumerate() {
            let inner = self.scope();
            let value = self.constant(constant)?;
            constants.set(at, value);
            self.end(inner);
        }
        let all = self.list(&[])?;
        let Some(codes) = all.get::<List>() else { return Ok(Value::NONE) };
        for function in &image.functions {
            let inner = self.scope();
            let limits = Limits {
                names: image.names.len(),
                constants: image.constants.len(),
                children: function.children.len(),
            };
            let code = self.code(&function.code, &limits, context)?;
            self.list_append(codes, code)?;
            self.end(inner);
        }
        for (at, function) in image.functions.iter().enumerate() {
            let inner = self.scope();
            let children = self.empty_tuple(function.children.len())?;
            for (number, &child) in function.children.iter().enumerate() {
                let Some(child) = codes.item(child as usize) else {
                    return raise!(self, VALUE_ERROR, "incompatible .mpy file");
                };
                children.set(number, child);
            }
            if let Some(code) = codes.item(at).and_then(|code| code.get::<Code>()) {
                code.children.set(Some(children.value()));
            }
            self.end(inner);
        }
        let Some(body) = codes.item(0) else {
            return raise!(self, VALUE_ERROR, "incompatible .mpy file");
        };
        let function = self.make::<Function>(Kind::Function, 0)?;
        function.code.set(Some(body));
        let code = code_of(function);
        if code.positional.get() != 0 || code.keyword_only.get() != 0 {
            return raise!(self, VALUE_ERROR, "incompatible .mpy file");
        }
        self.end_with(scope, function.value())
    }

    /// A tuple whose items are still to be set.
    pub(crate) fn empty_tuple(&mut self, len: usize) -> Res<Gc<Tuple>> {
        let tuple = self.make::<Tuple>(Kind::Tuple, len.saturating_mul(WORD))?;
        tuple.len.set(len);
        for at in 0..len {
            tuple.set(at, Value::NONE);
        }
        Ok(tuple)
    }

    /// Makes the value of a constant of code.
    ///
    /// # Errors
    ///
    /// MemoryError; ValueError for what is no value.
    pub fn constant(&mut self, constant: &Constant) -> Res {
        self.nested_constant(constant, 0)
    }

    fn nested_constant(&mut self, constant: &Constant, depth: usize) -> Res {
        match constant {
            Constant::None => Ok(Value::NONE),
            Constant::False => Ok(Value::FALSE),
            Constant::True => Ok(Value::TRUE),
            Constant::Ellipsis => Ok(Value::ELLIPSIS),
            Constant::Str(text) => self.str_from(text),
            Constant::Bytes(bytes) => self.bytes(bytes),
            Constant::Int(value) => self.big_int(value),
            Constant::Float(value) => self.float(*value as crate::Real),
            Constant::Complex(re, im) => self.complex(*re as crate::Real, *im as crate::Real),
            Constant::Tuple(items) if depth < constrictor_bytecode::module::MAX_TUPLE_DEPTH => {
                let tuple = self.empty_tuple(items.len())?;
                for (at, item) in items.iter().enumerate() {
                    let inner = self.scope();
                    let value = self.nested_constant(item, depth + 1)?;
                    tuple.set(at, value);
                    self.end(inner);
                }
                Ok(tuple.value())
            }
            _ => raise!(self, VALUE_ERROR, "incompatible .mpy file"),
        }
    }

    /// Makes code of the bytes of a function, if they can do no harm.
    fn code(&mut self, bytes: &[u8], limits: &Limits, context: Gc<Context>) -> Res {
        let scope = self.scope();
        let owner = self.raw_block(bytes.len())?;
        self.keep(owner.value())?;
        let start = owner.tail_bytes();
        // SAFETY: the block was made with room for the bytes.
        unsafe { core::ptr::copy_nonoverlapping(bytes.as_ptr(), start, bytes.len()) };
        let scratch_len = verify::scratch_len(bytes);
        let block = self.raw_block(scratch_len * 4)?;
        // SAFETY: the block was made with room for the numbers; nothing else uses it.
        let scratch =
            unsafe { core::slice::from_raw_parts_mut(block.tail_bytes().cast::<u32>(), scratch_len) };
        let verified = match verify::verify(bytes, limits, scratch) {
            Ok(verified) => verified,
            Err(_) => return raise!(self, VALUE_ERROR, "incompatible .mpy file"),
        };
        self.free_block(Some(block.value()));
        let prelude = &verified.prelude;
        let code = self.make::<Code>(Kind::Code, 0)?;
        let narrow = |number: usize| u16::try_from(number).ok();
        let sizes = (narrow(verified.locals), narrow(verified.max_depth), narrow(verified.max_handlers));
        let (Some(locals), Some(operands), Some(handlers)) = sizes else {
            return raise!(self, MEMORY_ERROR, "function too large");
        };
        code.context.set(Some(context.value()));
        code.owner.set(Some(owner.value()));
        code.bytes.set(start);
        code.len.set(bytes.len());
        code.start.set(start.wrapping_add(verified.code_start));
        code.locals.set(locals);
        code.operands.set(operands);
        code.handlers.set(handlers);
        code.cells.set(verified.cells.len() as u16);
        code.positional.set(prelude.n_pos_args as u8);
        code.keyword_only.set(prelude.n_kwonly_args as u8);
        code.defaults.set(prelude.n_def_pos_args as u8);
        code.flags.set(prelude.scope_flags);
        let symbols = context.symbols.get().and_then(|symbols| symbols.get::<Block>());
        code.symbols.set(symbols.map_or(core::ptr::null(), |symbols| symbols.tail_bytes().cast()));
        let constants = context.constants.get().and_then(|constants| constants.get::<Tuple>());
        code.constants.set(constants.map_or(core::ptr::null(), |constants| constants.tail().cast()));
        self.end_with(scope, code.value())
    }

    /// Makes the function of one of a function's children, with room for cells.
    pub(crate) fn make_function(&mut self, code: Gc<Code>, number: usize, cells: usize) -> Res<Gc<Function>> {
        let function = self.make_loose::<Function>(Kind::Function, cells * WORD)?;
        let children = code.children.get().and_then(|children| children.get::<Tuple>());
        function.code.set(children.and_then(|children| children.items().get(number).copied()));
        function.cells.set(cells);
        Ok(function)
    }

    /// Runs a function that [`Vm::load`] gave. `names` is where names go that are assigned at the outermost level, if that is
    /// not the dict of global variables.
    ///
    /// # Errors
    ///
    /// Any exception.
    pub fn run(&mut self, function: Value, names: Option<Gc<Dict>>) -> Res {
        self.call_entry(function, Args::NONE, names.map(Gc::value))
    }

    /// The exception that was raised.
    pub fn take_raised(&mut self, raised: Raised) -> Value {
        self.caught(raised)
    }
}
