//! Arguments of native functions as numbers: what counts as an int, and what is said about what does not.

use crate::error::Res;
use crate::object::*;
use crate::raise;
use crate::symbol::Symbol;
use crate::types::class::call_special;
use crate::types::exceptions::*;
use crate::value::Value;
use crate::vm::Vm;

impl Vm<'_> {
    /// An int, a bool, or an object with `__int__`, as a word (MicroPython, py/obj.c, `mp_obj_get_int`).
    ///
    /// # Errors
    ///
    /// TypeError if it is none of these, a float included; OverflowError if it needs more than a word.
    #[inline]
    pub fn to_index(&mut self, value: Value) -> Res<isize> {
        if let Some(small) = value.as_small() {
            return Ok(small);
        }
        match self.to_index_maybe(value)? {
            Some(index) => Ok(index),
            None => raise!(self, TYPE_ERROR, "can't convert {} to int", self.type_name(value)),
        }
    }

    /// As [`Vm::to_index`], nothing if it is no int.
    ///
    /// # Errors
    ///
    /// OverflowError if it needs more than a word; whatever `__int__` raises.
    pub fn to_index_maybe(&mut self, value: Value) -> Res<Option<isize>> {
        match value.kind() {
            Kind::Int => self.int_word(value).map(Some),
            Kind::Bool => Ok(Some(isize::from(value == Value::TRUE))),
            Kind::Instance => match call_special(self, value, Symbol::INT, &[])? {
                Some(result) if result.kind() == Kind::Int => self.int_word(result).map(Some),
                _ => Ok(None),
            },
            _ => Ok(None),
        }
    }

    fn int_word(&mut self, value: Value) -> Res<isize> {
        if let Some(small) = value.as_small() {
            return Ok(small);
        }
        match self.to_big(value).and_then(|big| isize::try_from(&big).ok()) {
            Some(word) => Ok(word),
            None => raise!(self, OVERFLOW_ERROR, "overflow converting long int to machine word"),
        }
    }
}
