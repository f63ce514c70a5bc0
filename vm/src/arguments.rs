//! Arguments of native functions as numbers: what counts as an int, and what is said about what does not.

use crate::error::Res;
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
            None => Err(self.not_int(value)),
        }
    }

    /// As [`Vm::to_index`], nothing if it is no int.
    ///
    /// # Errors
    ///
    /// OverflowError if it needs more than a word; whatever `__int__` raises.
    pub fn to_index_maybe(&mut self, value: Value) -> Res<Option<isize>> {
        if let Some(small) = value.as_small() {
            return Ok(Some(small));
        }
        match self.int_maybe(value)? {
            Some(int) => self.word_of_int(int).map(Some),
            None => Ok(None),
        }
    }
}
