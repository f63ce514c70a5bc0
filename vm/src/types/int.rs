//! `int` and `bool`: small ints in a word, large ones in objects.

use crate::error::Res;
use crate::native::Type;
use crate::object::*;
use crate::raise;
use crate::types::exceptions::*;
use crate::value::{Gc, Value};
use crate::vm::Vm;
use num_bigint::{BigInt as Big, Sign};

/// The type `int`.
pub static INT: Type = Type { ..Type::new("int") };

/// The type `bool`.
pub static BOOL: Type = Type { base: Some(&INT), ..Type::new("bool") };

impl Vm<'_> {
    /// An int.
    pub fn int(&mut self, value: i64) -> Res {
        match isize::try_from(value).ok().and_then(Value::small) {
            Some(small) => Ok(small),
            None => self.big_int(&Big::from(value)),
        }
    }

    /// An int of any size.
    pub fn big_int(&mut self, value: &Big) -> Res {
        if let Ok(number) = isize::try_from(value)
            && let Some(small) = Value::small(number)
        {
            return Ok(small);
        }
        let count = value.iter_u32_digits().len();
        let int = self.make::<BigInt>(Kind::Int, count * 4)?;
        let len = count as isize;
        int.signed_len.set(if value.sign() == Sign::Minus { -len } else { len });
        for (at, digit) in value.iter_u32_digits().enumerate() {
            // SAFETY: the object was made with room for the digits.
            unsafe { int.tail_bytes().cast::<u32>().add(at).write(digit) };
        }
        Ok(int.value())
    }

    /// The value of an int or bool, whatever its size.
    pub(crate) fn to_big(&self, value: Value) -> Option<Big> {
        if let Some(small) = value.as_small() {
            return Some(Big::from(small));
        }
        match value {
            Value::TRUE => return Some(Big::from(1)),
            Value::FALSE => return Some(Big::from(0)),
            _ => {}
        }
        let int = value.get_kind::<BigInt>(Kind::Int)?;
        let sign = if int.signed_len.get() < 0 { Sign::Minus } else { Sign::Plus };
        Some(Big::from_slice(sign, int.digits()))
    }

    /// The low bits of an int, as a word.
    pub(crate) fn int_low_bits(&mut self, value: Value) -> Res<isize> {
        if let Some(small) = value.as_small() {
            return Ok(small);
        }
        match self.to_big(value) {
            Some(big) => {
                let low = big.iter_u64_digits().next().unwrap_or(0) as isize;
                Ok(if big.sign() == Sign::Minus { low.wrapping_neg() } else { low })
            }
            None => {
                let name = self.type_name(value);
                raise!(self, TYPE_ERROR, "can't convert {name} to int")
            }
        }
    }
}

impl Gc<BigInt> {
    /// The digits, least first.
    pub(crate) fn digits<'a>(self) -> &'a [u32] {
        // SAFETY: the object has that many digits, which do not change.
        unsafe { core::slice::from_raw_parts(self.tail_bytes().cast(), self.signed_len.get().unsigned_abs()) }
    }
}
