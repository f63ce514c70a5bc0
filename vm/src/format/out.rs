//! Text of numbers into what the virtual machine prints to.

use super::{FloatToIntError, FormatError, PercentError, Sink};
use crate::error::{Raised, Res};
use crate::native::Type;
use crate::print::Out;
use crate::types::exceptions::{OVERFLOW_ERROR, TYPE_ERROR, VALUE_ERROR};
use crate::vm::Vm;

/// A [`Sink`] that writes to an [`Out`].
pub(crate) struct OutSink<'a, 'h, 'o> {
    /// The machine that writes.
    pub(crate) vm: &'a mut Vm<'h>,
    /// Where it writes to.
    pub(crate) out: &'a mut Out<'o>,
}

impl Sink for OutSink<'_, '_, '_> {
    type Error = Raised;

    fn write(&mut self, text: &[u8]) -> Res<()> {
        self.vm.write(self.out, text)
    }
}

impl<'h> Vm<'h> {
    /// Where formatted text goes.
    pub(crate) fn sink<'a, 'o>(&'a mut self, out: &'a mut Out<'o>) -> OutSink<'a, 'h, 'o> {
        OutSink { vm: self, out }
    }

    /// Raises an exception of a type whose message is written by a function.
    #[cold]
    pub(crate) fn raise_written(
        &mut self,
        kind: &'static Type,
        message: impl FnOnce(&mut OutSink<'_, '_, '_>) -> Res<()>,
    ) -> Raised {
        match self.build_str(|vm, out| message(&mut vm.sink(out))) {
            Ok(text) => self.raise_with(kind, text),
            Err(raised) => raised,
        }
    }

    /// Raises what stopped the formatting of a value of the named type.
    #[cold]
    pub(crate) fn raise_format(&mut self, error: FormatError<Raised>, type_name: &str) -> Raised {
        let kind = match &error {
            FormatError::Sink(raised) => return *raised,
            FormatError::Spec(_) => &VALUE_ERROR,
            FormatError::Percent(
                PercentError::IncompleteKey | PercentError::Incomplete | PercentError::Unsupported { .. },
            ) => &VALUE_ERROR,
            FormatError::Percent(_) => &TYPE_ERROR,
            FormatError::CharOutOfRange | FormatError::IntTooLarge => &OVERFLOW_ERROR,
            FormatError::FloatToInt(FloatToIntError::Infinite) => &OVERFLOW_ERROR,
            FormatError::FloatToInt(FloatToIntError::NotANumber) => &VALUE_ERROR,
        };
        self.raise_written(kind, |sink| error.write_message(sink, type_name))
    }
}
