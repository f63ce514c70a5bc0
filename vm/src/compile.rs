//! Source to code, with the front-end.

use crate::error::Res;
use crate::object::*;
#[cfg(not(feature = "compiler"))]
use crate::raise;
use crate::types::exceptions::*;
use crate::value::Gc;
#[cfg(feature = "compiler")]
use crate::value::Value;
use crate::vm::Vm;

/// What the compiler may always take, in bytes: a short line takes half of that.
#[cfg(feature = "compiler")]
const LEAST_ROOM: usize = 32 * 1024;

/// How many bytes of native stack compiling takes at most, and for each level that brackets and blocks nest: half as much
/// again as was measured on a Cortex-M3 with code compiled for size, where words have 4 bytes.
#[cfg(feature = "compiler")]
const ROOM: usize = 1536 * WORD;
#[cfg(feature = "compiler")]
const ROOM_FOR_LEVEL: usize = 128 * WORD;

/// What a source is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// Statements.
    Module,
    /// One statement at a prompt, whose value is shown.
    Interactive,
    /// An expression.
    Eval,
}

/// What is told of a module that was compiled, before it is loaded.
#[cfg(feature = "compiler")]
pub type OnCompiled = fn(&mut Vm<'_>, &constrictor_bytecode::module::Module) -> Res<()>;

impl Vm<'_> {
    /// Chooses what is told of all that is compiled from now on, imported modules included: to show its code, say.
    #[cfg(feature = "compiler")]
    pub fn set_on_compiled(&mut self, on_compiled: Option<OnCompiled>) {
        self.on_compiled = on_compiled;
    }

    /// Compiles source to a function that runs it, with a dict for its global variables.
    ///
    /// # Errors
    ///
    /// SyntaxError and the like; MemoryError; NotImplementedError without the feature `compiler`.
    #[cfg(feature = "compiler")]
    pub fn compile_source(&mut self, source: &[u8], name: &[u8], mode: Mode, globals: Gc<Dict>) -> Res {
        self.with_image(source, name, mode, |vm, image| vm.load(image, globals))
    }

    /// Compiles source to a `.mpy` file, as a bytes.
    #[cfg(feature = "compiler")]
    pub(crate) fn compile_to_mpy(&mut self, source: &[u8], name: &[u8], mode: Mode) -> Res {
        self.with_image(source, name, mode, |vm, image| {
            let file = constrictor_bytecode::write(image);
            vm.trim_loan();
            vm.bytes(&file)
        })
    }

    /// Compiles source to a module, and makes something of that. The module takes memory of the global allocator.
    #[cfg(feature = "compiler")]
    fn with_image(
        &mut self,
        source: &[u8],
        name: &[u8],
        mode: Mode,
        make: impl Fn(&mut Self, &constrictor_bytecode::module::Module) -> Res,
    ) -> Res {
        self.borrow(None, |vm| {
            let image = vm.compile_image(source, name, mode)?;
            vm.trim_loan();
            make(vm, &image)
        })
    }

    #[cfg(feature = "compiler")]
    fn compile_image(
        &mut self,
        source: &[u8],
        name: &[u8],
        mode: Mode,
    ) -> Res<constrictor_bytecode::module::Module> {
        let mut options = constrictor::Options::default();
        options.source_name = crate::print::lossy(name).into();
        options.level = self.level;
        options.small_int_bits = (usize::BITS - 1) as u8;
        let Some(room) = self.native_stack_left().checked_sub(ROOM) else { return Err(self.too_deep()) };
        let deepest = u32::try_from(room / ROOM_FOR_LEVEL).unwrap_or(u32::MAX);
        options.max_nesting = self.config.compile_nesting.min(deepest);
        options.mode = match mode {
            Mode::Module => constrictor::Mode::Module,
            Mode::Interactive => constrictor::Mode::Interactive,
            Mode::Eval => constrictor::Mode::Eval,
        };
        options.memory_limit = self.room_to_compile();
        let mut result = constrictor::compile(source, &options);
        if result.as_ref().is_err_and(|error| error.kind == constrictor::ErrorKind::Memory)
            && self.config.compile_memory.is_none()
            && self.config.lender.is_none()
            && self.heap.may_collect()
        {
            self.collect();
            options.memory_limit = self.room_to_compile();
            result = constrictor::compile(source, &options);
        }
        match result {
            Ok(image) => {
                if let Some(on_compiled) = self.on_compiled {
                    on_compiled(self, &image)?;
                }
                Ok(image)
            }
            Err(error) => {
                self.trim_loan();
                Err(self.refused(&error, &options))
            }
        }
    }

    /// Sets the most bytes that the compiler may take of the global allocator at a time. `None` is as much as is free in the
    /// heap when it begins, but at least 32 KiB, so that something can be done about a full heap; that is the default.
    /// MicroPython's compiler works in the heap itself. Source that takes more to compile is a MemoryError.
    #[cfg(feature = "compiler")]
    pub fn set_compile_limit(&mut self, bytes: Option<usize>) {
        self.config.compile_memory = bytes;
    }

    #[cfg(feature = "compiler")]
    fn room_to_compile(&self) -> usize {
        match self.config.compile_memory {
            _ if self.heap.refuses() => 0,
            Some(limit) => limit,
            // The allocator says when there is no more.
            None if self.config.lender.is_some() => usize::MAX,
            None => self.heap.available().max(LEAST_ROOM),
        }
    }

    #[cfg(feature = "compiler")]
    #[cold]
    fn refused(
        &mut self,
        error: &constrictor::Diagnostic,
        options: &constrictor::Options,
    ) -> crate::error::Raised {
        use constrictor::ErrorKind;
        if error.kind == ErrorKind::Memory && self.heap.locks() > 0 {
            return self.no_memory(0);
        }
        let kind = match error.kind {
            ErrorKind::Indentation => &INDENTATION_ERROR,
            ErrorKind::Memory => return self.raise_memory_error(format_args!("{}", error.message)),
            ErrorKind::NotImplemented => &NOT_IMPLEMENTED_ERROR,
            ErrorKind::Runtime => &RUNTIME_ERROR,
            ErrorKind::Unicode => &UNICODE_ERROR,
            _ => &SYNTAX_ERROR,
        };
        let raised = self.raise(kind, format_args!("{}", error.message));
        let exception = self.caught(raised);
        if error.line != 0
            && let Some(native) = self.native_exception(exception)
        {
            let scope = self.scope();
            // Interning can collect: the block is made last, and is part of the exception at once.
            if self.keep(exception).is_ok()
                && let Ok(file) = self.intern(options.source_name.as_bytes())
            {
                let name = error.block.as_ref().and_then(|name| self.intern(name.as_bytes()).ok());
                if let Ok(block) = self.words_block(3) {
                    crate::native::set_word_of(block, 0, Some(Value::symbol(file)));
                    crate::native::set_word_of(block, 1, Some(Value::small_unchecked(error.line as isize)));
                    crate::native::set_word_of(block, 2, name.map(Value::symbol));
                    native.traceback.set(Some(block));
                    native.traceback_len.set(3);
                }
            }
            self.end(scope);
        }
        self.raise_value(exception)
    }

    /// Compiles source to a function that runs it: not without the feature `compiler`.
    ///
    /// # Errors
    ///
    /// NotImplementedError.
    #[cfg(not(feature = "compiler"))]
    pub fn compile_source(&mut self, _source: &[u8], _name: &[u8], _mode: Mode, _globals: Gc<Dict>) -> Res {
        raise!(self, NOT_IMPLEMENTED_ERROR, "no compiler")
    }

    #[cfg(not(feature = "compiler"))]
    pub(crate) fn compile_to_mpy(&mut self, _source: &[u8], _name: &[u8], _mode: Mode) -> Res {
        raise!(self, NOT_IMPLEMENTED_ERROR, "no compiler")
    }
}
