//! Iterators: over containers, and `map`, `filter`, `zip`, `enumerate`, `reversed`.

use crate::native::Type;
use crate::object::Kind;

/// The type of iterators over containers.
pub static ITERATOR: Type = Type { ..Type::new("iterator") };

/// The type of iterators of a kind.
pub(crate) fn of(_: Kind) -> &'static Type {
    &ITERATOR
}

/// The type `map`.
pub static MAP: Type = Type { ..Type::new("map") };

/// The type `filter`.
pub static FILTER: Type = Type { ..Type::new("filter") };

/// The type `zip`.
pub static ZIP: Type = Type { ..Type::new("zip") };

/// The type `enumerate`.
pub static ENUMERATE: Type = Type { ..Type::new("enumerate") };

/// The type `reversed`.
pub static REVERSED: Type = Type { ..Type::new("reversed") };
