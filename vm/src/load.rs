//! Modules in `.mpy` form to code that can run: verified, with names interned and constants made.

use crate::contents::cells;
use crate::error::{Raised, Res};
use crate::frame::code_of;
use crate::native::Args;
use crate::object::*;
use crate::raise;
use crate::types::exceptions::*;
use crate::value::{Gc, Value};
use crate::verify::{self, Limits};
use crate::vm::Vm;
use constrictor_bytecode::module::{Constant, MAX_TUPLE_DEPTH, Module as Image};
use constrictor_bytecode::pieces::{Item, Pieces};
use constrictor_bytecode::read::ReadErrorKind;

/// Gives a piece of a file as what is always there, if it is that.
type Lasting<'a> = &'a dyn Fn(&[u8]) -> Option<&'static [u8]>;

impl Vm<'_> {
    /// Loads a `.mpy` file as a function that runs it, with a dict for its global variables.
    ///
    /// # Errors
    ///
    /// ValueError if the file is damaged, for another version, or has native code or small ints that are too wide;
    /// MemoryError.
    pub fn load_mpy(&mut self, file: &[u8], globals: Gc<Dict>) -> Res {
        self.scoped_value(|vm| vm.read_file(file, &|_| None, globals))
    }

    /// As [`Vm::load_mpy`], for a file that is always there, for example in the flash of a board: the code in it is run
    /// where it is, and takes no memory.
    ///
    /// # Errors
    ///
    /// As [`Vm::load_mpy`].
    pub fn load_mpy_in_place(&mut self, file: &'static [u8], globals: Gc<Dict>) -> Res {
        let start = file.as_ptr() as usize;
        // A piece of the file, as the part of what is always there that it is.
        let lasting = |piece: &[u8]| {
            let from = (piece.as_ptr() as usize).checked_sub(start)?;
            file.get(from..from.checked_add(piece.len())?)
        };
        self.scoped_value(|vm| vm.read_file(file, &lasting, globals))
    }

    fn read_file(&mut self, file: &[u8], lasting: Lasting<'_>, globals: Gc<Dict>) -> Res {
        let mut pieces = Pieces::new(file);
        let header = self.sound(pieces.header())?;
        let context = self.context(header.small_int_bits, header.names, header.constants, globals)?;
        for at in 0..header.names {
            let name = self.sound(pieces.name())?;
            self.set_name(context, at, name)?;
        }
        for at in 0..header.constants {
            let inner = self.scope();
            let value = self.read_constant(&mut pieces, 0)?;
            set_constant(context, at, value);
            self.end(inner);
        }
        let body = self.read_functions(&mut pieces, lasting, header.names, header.constants, context)?;
        self.sound(pieces.end())?;
        self.entry(body)
    }

    /// Loads a module as a function that runs it, with a dict for its global variables.
    ///
    /// # Errors
    ///
    /// ValueError if the code could do harm; MemoryError.
    pub fn load(&mut self, image: &Image, globals: Gc<Dict>) -> Res {
        self.scoped_value(|vm| vm.load_image(image, globals))
    }

    fn load_image(&mut self, image: &Image, globals: Gc<Dict>) -> Res {
        let (names, constants) = (image.names.len(), image.constants.len());
        let context = self.context(image.small_int_bits, names, constants, globals)?;
        for (at, name) in image.names.iter().enumerate() {
            self.set_name(context, at, name)?;
        }
        for (at, constant) in image.constants.iter().enumerate() {
            let inner = self.scope();
            let value = self.constant(constant)?;
            set_constant(context, at, value);
            self.end(inner);
        }
        let all = self.list(&[])?;
        let Some(codes) = all.get::<List>() else { return Ok(Value::NONE) };
        for function in &image.functions {
            let inner = self.scope();
            let limits = Limits { names, constants, children: function.children.len() };
            let code = self.code(&function.code, None, &limits, context)?;
            self.list_append(codes, code.value())?;
            self.end(inner);
        }
        for (at, function) in image.functions.iter().enumerate() {
            let children = codes.item(at).and_then(children_of);
            for (number, &child) in function.children.iter().enumerate() {
                let Some(child) = codes.item(child as usize) else { return self.incompatible() };
                if let Some(children) = children {
                    children.set(number, child);
                }
            }
        }
        let Some(body) = codes.item(0) else { return self.incompatible() };
        self.entry(body)
    }

    fn incompatible<T>(&mut self) -> Res<T> {
        raise!(self, VALUE_ERROR, "incompatible .mpy file")
    }

    /// What was read of a file, or ValueError.
    fn sound<T>(&mut self, read: Result<T, ReadErrorKind>) -> Res<T> {
        match read {
            Ok(read) => Ok(read),
            Err(_) => self.incompatible(),
        }
    }

    /// What the functions of a module share, with room for its names and constants.
    fn context(
        &mut self,
        small_int_bits: u8,
        names: usize,
        constants: usize,
        globals: Gc<Dict>,
    ) -> Res<Gc<Context>> {
        if u32::from(small_int_bits) > usize::BITS - 1 {
            return self.incompatible();
        }
        let context = self.make::<Context>(Kind::Context, 0)?;
        context.globals.set(Some(globals.value()));
        let symbols = self.raw_block(names.saturating_mul(4))?;
        context.symbols.set(Some(symbols.value()));
        let constants = self.empty_tuple(constants)?;
        context.constants.set(Some(constants.value()));
        Ok(context)
    }

    fn set_name(&mut self, context: Gc<Context>, at: usize, name: &[u8]) -> Res<()> {
        let symbol = self.intern(name)?;
        if let Some(place) = context.symbols.get().and_then(|symbols| cells(symbols).get(at)) {
            place.set(symbol.index() as u32);
        }
        Ok(())
    }

    /// The function that runs a module with that code.
    fn entry(&mut self, body: Value) -> Res {
        let function = self.make::<Function>(Kind::Function, 0)?;
        function.code.set(Some(body));
        let code = code_of(function);
        if code.positional.get() != 0 || code.keyword_only.get() != 0 {
            return self.incompatible();
        }
        Ok(function.value())
    }

    /// The code of a module's body, with that of all functions in it, each of which comes before its children.
    fn read_functions(
        &mut self,
        pieces: &mut Pieces<'_>,
        lasting: Lasting<'_>,
        names: usize,
        constants: usize,
        context: Gc<Context>,
    ) -> Res {
        let scope = self.scope();
        // The functions around the next one, each after the tuple of its children, with how many have come.
        let open = self.list(&[])?;
        let Some(open) = open.get::<List>() else { return Ok(Value::NONE) };
        let head = self.sound(pieces.function())?;
        let limits = Limits { names, constants, children: head.children };
        let body = self.code(head.code, lasting(head.code), &limits, context)?;
        self.open_function(open, body)?;
        while let Some(at) = open.len.get().checked_sub(2) {
            let (Some(children), Some(come)) = (
                open.item(at).and_then(|children| children.get::<Tuple>()),
                open.item(at + 1).and_then(Value::as_small),
            ) else {
                break;
            };
            let come = come as usize;
            if come == children.len.get() {
                open.len.set(at);
                continue;
            }
            let inner = self.scope();
            let head = self.sound(pieces.function())?;
            let limits = Limits { names, constants, children: head.children };
            let code = self.code(head.code, lasting(head.code), &limits, context)?;
            children.set(come, code.value());
            open.room()[at + 1] = Some(Value::small_unchecked(come as isize + 1));
            self.open_function(open, code)?;
            self.end(inner);
        }
        self.end_with(scope, body.value())
    }

    /// Has the children of a function read next, if there are any.
    fn open_function(&mut self, open: Gc<List>, code: Gc<Code>) -> Res<()> {
        let Some(children) = children_of(code.value()).filter(|children| children.len.get() > 0) else {
            return Ok(());
        };
        self.list_append(open, children.value())?;
        self.list_append(open, Value::small_unchecked(0))
    }

    fn read_constant(&mut self, pieces: &mut Pieces<'_>, depth: usize) -> Res {
        match self.sound(pieces.constant(depth))? {
            Item::None => Ok(Value::NONE),
            Item::False => Ok(Value::FALSE),
            Item::True => Ok(Value::TRUE),
            Item::Ellipsis => Ok(Value::ELLIPSIS),
            Item::Str(text) => self.str_from(text),
            Item::Bytes(bytes) => self.bytes(bytes),
            Item::Int(text) => self.parse_int_value(text, 10),
            Item::Float(value) => self.float(value as crate::Real),
            Item::Complex(re, im) => self.complex(re as crate::Real, im as crate::Real),
            Item::Tuple(len) => {
                let tuple = self.empty_tuple(len)?;
                for at in 0..len {
                    let inner = self.scope();
                    let value = self.read_constant(pieces, depth + 1)?;
                    tuple.set(at, value);
                    self.end(inner);
                }
                Ok(tuple.value())
            }
            Item::FunTable => self.incompatible(),
        }
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
            Constant::Tuple(items) if depth < MAX_TUPLE_DEPTH => {
                let tuple = self.empty_tuple(items.len())?;
                for (at, item) in items.iter().enumerate() {
                    let inner = self.scope();
                    let value = self.nested_constant(item, depth + 1)?;
                    tuple.set(at, value);
                    self.end(inner);
                }
                Ok(tuple.value())
            }
            _ => self.incompatible(),
        }
    }

    /// Makes code of the bytes of a function, if they can do no harm. Its children are still to be set.
    ///
    /// The bytes are copied, unless they are given as what is always there, too.
    fn code(
        &mut self,
        bytes: &[u8],
        lasting: Option<&'static [u8]>,
        limits: &Limits,
        context: Gc<Context>,
    ) -> Res<Gc<Code>> {
        let scope = self.scope();
        let (start, owner) = match lasting {
            Some(bytes) => (bytes.as_ptr(), None),
            None => {
                let owner = self.raw_block(bytes.len())?;
                self.keep(owner.value())?;
                owner.bytes_mut()[..bytes.len()].copy_from_slice(bytes);
                (owner.tail_bytes().cast_const(), Some(owner.value()))
            }
        };
        let scratch_len = verify::scratch_len(bytes);
        let block = self.raw_block(scratch_len * 4)?;
        let verified = match verify::verify(bytes, limits, &mut block.numbers_mut()[..scratch_len]) {
            Ok(verified) => verified,
            Err(_) => return self.incompatible(),
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
        let children = self.empty_tuple(limits.children)?;
        code.children.set(Some(children.value()));
        code.owner.set(owner);
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
        self.end_with(scope, code.value())?;
        Ok(code)
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

fn children_of(code: Value) -> Option<Gc<Tuple>> {
    code.get::<Code>()?.children.get()?.get::<Tuple>()
}

fn set_constant(context: Gc<Context>, at: usize, value: Value) {
    if let Some(constants) = context.constants.get().and_then(|constants| constants.get::<Tuple>()) {
        constants.set(at, value);
    }
}
