//! `complex`.

use crate::Real;
use crate::error::Res;
use crate::native::Type;
use crate::object::*;
use crate::value::Value;
use crate::vm::Vm;

/// The type `complex`.
pub static COMPLEX: Type = Type { ..Type::new("complex") };

impl Vm<'_> {
    /// A complex number.
    pub fn complex(&mut self, re: Real, im: Real) -> Res {
        let complex = self.make::<Complex>(Kind::Complex, 0)?;
        complex.re.set(re);
        complex.im.set(im);
        Ok(complex.value())
    }
}

const _: Option<Value> = None;
