//! Exceptions: their types, and what they carry.

use crate::error::Res;
use crate::native::{Args, Member, Native, Type, word_of};
use crate::object::*;
use crate::print::{Out, Style};
use crate::symbol::Symbol;
use crate::value::{Gc, Value, Word};
use crate::vm::Vm;

/// Declares exception types: the static, the name, the base.
macro_rules! exceptions {
    ($($constant:ident $name:ident $base:expr;)*) => {
        $(
            #[doc = concat!("`", stringify!($name), "`")]
            pub static $constant: Type = exception_type(stringify!($name), $base);
        )*

        /// Every exception type.
        pub static ALL: &[(&str, &Type)] = &[$((stringify!($name), &$constant)),*];
    };
}

const fn exception_type(name: &'static str, base: Option<&'static Type>) -> Type {
    Type {
        base,
        make: Some(make),
        print: Some(print),
        attribute: Some(attribute),
        set_attribute: Some(set_attribute),
        hash: Some(|_, value| Ok((value.bits() >> 3) as isize)),
        members: MEMBERS,
        ..Type::new(name)
    }
}

const MEMBERS: &[Member] = &[Member::Function(Native::any("__init__", 1, 255, init))];

exceptions! {
    BASE_EXCEPTION BaseException None;
    SYSTEM_EXIT SystemExit Some(&BASE_EXCEPTION);
    KEYBOARD_INTERRUPT KeyboardInterrupt Some(&BASE_EXCEPTION);
    GENERATOR_EXIT GeneratorExit Some(&BASE_EXCEPTION);
    EXCEPTION Exception Some(&BASE_EXCEPTION);
    STOP_ASYNC_ITERATION StopAsyncIteration Some(&EXCEPTION);
    STOP_ITERATION StopIteration Some(&EXCEPTION);
    ARITHMETIC_ERROR ArithmeticError Some(&EXCEPTION);
    OVERFLOW_ERROR OverflowError Some(&ARITHMETIC_ERROR);
    ZERO_DIVISION_ERROR ZeroDivisionError Some(&ARITHMETIC_ERROR);
    ASSERTION_ERROR AssertionError Some(&EXCEPTION);
    ATTRIBUTE_ERROR AttributeError Some(&EXCEPTION);
    EOF_ERROR EOFError Some(&EXCEPTION);
    IMPORT_ERROR ImportError Some(&EXCEPTION);
    LOOKUP_ERROR LookupError Some(&EXCEPTION);
    INDEX_ERROR IndexError Some(&LOOKUP_ERROR);
    KEY_ERROR KeyError Some(&LOOKUP_ERROR);
    MEMORY_ERROR MemoryError Some(&EXCEPTION);
    NAME_ERROR NameError Some(&EXCEPTION);
    OS_ERROR OSError Some(&EXCEPTION);
    RUNTIME_ERROR RuntimeError Some(&EXCEPTION);
    NOT_IMPLEMENTED_ERROR NotImplementedError Some(&RUNTIME_ERROR);
    SYNTAX_ERROR SyntaxError Some(&EXCEPTION);
    INDENTATION_ERROR IndentationError Some(&SYNTAX_ERROR);
    TYPE_ERROR TypeError Some(&EXCEPTION);
    VALUE_ERROR ValueError Some(&EXCEPTION);
    UNICODE_ERROR UnicodeError Some(&VALUE_ERROR);
}

/// The type of an exception.
pub(crate) fn of(value: Value) -> &'static Type {
    let class = value.get::<Exception>().and_then(|exception| exception.class.get());
    class.and_then(Value::as_type).unwrap_or(&BASE_EXCEPTION)
}

fn make(vm: &mut Vm<'_>, class: &'static Type, args: Args<'_>) -> Res {
    let exception = vm.exception(class, args.positional)?;
    Ok(exception)
}

fn init(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    match vm.native_exception(args[0]) {
        Some(exception) => {
            let tuple = vm.tuple(&args[1..])?;
            exception.args.set(Some(tuple));
        }
        None => vm.make_part(args[0], args.skip(1))?,
    }
    Ok(Value::NONE)
}

/// The arguments of an exception.
fn args_of<'a>(exception: Gc<Exception>) -> &'a [Value] {
    exception.args.get().and_then(|args| args.get::<Tuple>()).map_or(&[], |args| args.items())
}

fn print(vm: &mut Vm<'_>, out: &mut Out<'_>, value: Value, style: Style) -> Res<()> {
    let Some(exception) = vm.native_exception(value) else { return Ok(()) };
    let class = of(exception.value());
    print_as(vm, out, exception, class.name, style)
}

/// Prints an exception with the name of its class.
pub(crate) fn print_as(
    vm: &mut Vm<'_>,
    out: &mut Out<'_>,
    exception: Gc<Exception>,
    name: &str,
    style: Style,
) -> Res<()> {
    let args = args_of(exception);
    if style != Style::Str {
        vm.write(out, name.as_bytes())?;
    }
    if style == Style::Exception {
        vm.write(out, b": ")?;
    }
    if style != Style::Repr {
        if args.is_empty() {
            return Ok(());
        }
        if core::ptr::eq(of(exception.value()), &raw const OS_ERROR)
            && args.len() <= 2
            && let Some(number) = args[0].as_small()
            && let Some(text) = crate::modules::errno::name(number)
        {
            vm.write_args(out, format_args!("[Errno {number}] {text}"))?;
            return match args.get(1) {
                Some(&more) => {
                    vm.write(out, b": ")?;
                    vm.print(out, more, Style::Str)
                }
                None => Ok(()),
            };
        }
        if let &[argument] = args {
            return vm.print(out, argument, Style::Str);
        }
    }
    if style == Style::Repr && args.len() == 1 {
        vm.write(out, b"(")?;
        vm.print(out, args[0], Style::Repr)?;
        return vm.write(out, b",)");
    }
    vm.write(out, b"(")?;
    for (at, &argument) in args.iter().enumerate() {
        if at > 0 {
            vm.write(out, b", ")?;
        }
        vm.print(out, argument, Style::Repr)?;
    }
    vm.write(out, b")")
}

fn attribute(vm: &mut Vm<'_>, value: Value, name: Symbol) -> Res<Word> {
    let Some(exception) = vm.native_exception(value) else { return Ok(None) };
    let args = args_of(exception);
    match name {
        Symbol::ARGS => match exception.args.get() {
            Some(args) => Ok(Some(args)),
            None => vm.tuple(&[]).map(Some),
        },
        // The first argument by two other names, whatever the exception (MicroPython, py/objexcept.c).
        Symbol::VALUE | Symbol::ERRNO => Ok(Some(args.first().copied().unwrap_or(Value::NONE))),
        _ => Ok(None),
    }
}

fn set_attribute(vm: &mut Vm<'_>, value: Value, name: Symbol, new: Word) -> Res<bool> {
    let Some(exception) = vm.native_exception(value) else { return Ok(false) };
    if name == Symbol::TRACEBACK && new == Some(Value::NONE) {
        exception.traceback_len.set(0);
        return Ok(true);
    }
    Ok(false)
}

impl Vm<'_> {
    /// Whether an exception is a StopIteration.
    pub(crate) fn is_stop_iteration(&self, exception: Value) -> bool {
        self.native_exception(exception).is_some_and(|native| of(native.value()).extends(&STOP_ITERATION))
    }

    /// The value that a StopIteration carries.
    pub(crate) fn exception_value(&self, exception: Value) -> Value {
        let native = self.native_exception(exception);
        native.and_then(|native| args_of(native).first().copied()).unwrap_or(Value::NONE)
    }

    /// Whether an `except` clause is for an exception.
    pub(crate) fn exception_match(&mut self, exception: Value, class: Value) -> Res<bool> {
        let own = if matches!(exception.kind(), Kind::Class | Kind::Type) {
            exception
        } else {
            self.class_of(exception)
        };
        let classes = match class.get_kind::<Tuple>(Kind::Tuple) {
            Some(tuple) => tuple.items(),
            None => &[class],
        };
        for &class in classes {
            if !self.is_exception_class(class) {
                let (own, class) = (self.class_name(own), self.type_name(class));
                return Err(self.unsupported_types(Symbol::EMPTY, own, class));
            }
            if self.extends(own, class) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Adds a frame to the traceback of an exception, as far as there is memory for it.
    pub(crate) fn add_traceback(&mut self, exception: Value, code: Gc<Code>, position: isize) {
        let Some(native) = self.native_exception(exception) else { return };
        let file = Value::symbol(code.symbol(0));
        let name = Value::symbol(self.code_name(code));
        let line = self.line_at(code, position);
        let len = native.traceback_len.get();
        let capacity = native.traceback.get().map_or(0, crate::native::word_count);
        if len + 3 > capacity {
            let scope = self.scope();
            let raised = self.raised;
            // What is raised must not be lost while memory is made.
            self.raised = Some(exception);
            let block =
                self.keep_quietly(exception).and_then(|_| self.words_block_quietly((capacity * 2).max(6)));
            let block = block.or_else(|| if capacity == 0 { self.emergency_traceback() } else { None });
            self.raised = raised;
            self.end(scope);
            let Some(block) = block else { return };
            let old = native.traceback.get();
            for at in 0..len {
                crate::native::set_word_of(block, at, old.and_then(|old| word_of(old, at)));
            }
            native.traceback.set(Some(block));
        }
        if let Some(block) = native.traceback.get() {
            crate::native::set_word_of(block, len, Some(file));
            crate::native::set_word_of(block, len + 1, Some(Value::small_unchecked(line as isize)));
            crate::native::set_word_of(block, len + 2, Some(name));
            native.traceback_len.set(len + 3);
        }
    }

    /// The line of an instruction.
    pub(crate) fn line_at(&self, code: Gc<Code>, position: isize) -> u32 {
        let parts = constrictor_bytecode::instructions::Parts::read(code.whole());
        parts.map_or(0, |parts| parts.source_line(position.max(0) as u32))
    }
}
