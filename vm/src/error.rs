//! Exceptions on their way: what native code returns, and how it raises.

use crate::native::Type;
use crate::value::Value;
use crate::vm::{Buffer256, Vm};
use core::fmt::{self, Write};

/// An exception was raised; the virtual machine has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Raised(pub(crate) ());

/// The result of whatever can raise an exception.
pub type Res<T = Value> = Result<T, Raised>;

impl Vm<'_> {
    /// Raises an exception of a type with a message.
    #[cold]
    #[inline(never)]
    pub fn raise(&mut self, kind: &'static Type, message: fmt::Arguments<'_>) -> Raised {
        let message = match message.as_str() {
            Some("") => None,
            Some(text) => self.message(text.as_bytes()),
            None => {
                // Messages are cut to what fits.
                let mut buffer = Buffer256::default();
                let _ = buffer.write_fmt(message);
                self.message(buffer.bytes())
            }
        };
        match self.exception(kind, message.as_slice()) {
            Ok(exception) => self.raise_value(exception),
            Err(raised) => raised,
        }
    }

    /// Raises an exception without a message.
    #[cold]
    pub fn raise_plain(&mut self, kind: &'static Type) -> Raised {
        self.raise(kind, format_args!(""))
    }

    /// Raises an exception with one argument.
    #[cold]
    pub fn raise_with(&mut self, kind: &'static Type, argument: Value) -> Raised {
        match self.exception(kind, &[argument]) {
            Ok(exception) => self.raise_value(exception),
            Err(raised) => raised,
        }
    }

    /// Raises an exception that exists. Of a class of exceptions one is made, and TypeError is raised for anything else: the
    /// interpreter relies on it that what was raised is an exception.
    #[cold]
    pub fn raise_value(&mut self, exception: Value) -> Raised {
        if !self.is_exception(exception) {
            return match self.to_raise(exception) {
                Ok(exception) => self.raise_value(exception),
                Err(raised) => raised,
            };
        }
        self.raised = Some(exception);
        Raised(())
    }

    /// The exception that was raised, which is then being dealt with.
    pub fn caught(&mut self, _raised: Raised) -> Value {
        self.raised.take().unwrap_or(Value::NONE)
    }
}

/// Raises with a formatted message: `raise!(vm, TYPE_ERROR, "can't {}", what)`.
#[macro_export]
macro_rules! raise {
    ($vm:expr, $kind:expr, $($format:tt)*) => {
        Err($vm.raise(&$kind, ::core::format_args!($($format)*)))
    };
}
