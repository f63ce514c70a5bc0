//! `set` and `frozenset`.

use crate::error::Res;
use crate::native::Type;
use crate::object::*;
use crate::value::Value;
use crate::vm::Vm;

/// The type `set`.
pub static SET: Type = Type { ..Type::new("set") };

/// The type `frozenset`.
pub static FROZENSET: Type = Type { ..Type::new("frozenset") };

impl Vm<'_> {
    /// A set.
    pub fn set(&mut self, items: &[Value]) -> Res {
        let set = self.make::<Dict>(Kind::Set, 0)?;
        for &item in items {
            self.set_add(&set.map, item)?;
        }
        Ok(set.value())
    }
}
