//! `dict`, `OrderedDict` and the views of them.

use crate::native::Type;

/// The type `dict`.
pub static DICT: Type = Type { ..Type::new("dict") };

/// The type `OrderedDict`.
pub static ORDERED_DICT: Type = Type { base: Some(&DICT), ..Type::new("OrderedDict") };

/// The type of what `keys()`, `values()` and `items()` give.
pub static DICT_VIEW: Type = Type { ..Type::new("dict_view") };
