//! Going through the items of an object: by place where it has places, so that no iterator has to be made.
//!
//! Loops in bytecode and in native code do the same here. Like the iterators of these types, they notice what is changed
//! meanwhile; that is no error, as in MicroPython.

use crate::error::Res;
use crate::object::*;
use crate::value::{Value, Word};
use crate::vm::Vm;

/// Where going through an object is. The object has to be kept alive by whoever goes through it.
pub(crate) enum Walk {
    /// The object has places; this is the next one.
    Places(Value, usize),
    /// A range: next, end, step.
    Range(isize, isize, isize),
    /// An iterator, which is kept alive.
    Iterator(Value),
}

/// Whether objects of a kind have items by place.
#[inline(always)]
pub(crate) fn has_places(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Tuple
            | Kind::List
            | Kind::Dict
            | Kind::OrderedDict
            | Kind::Set
            | Kind::FrozenSet
            | Kind::Bytes
            | Kind::ByteArray
            | Kind::Array
            | Kind::NamedTuple
            | Kind::AttrTuple
    )
}

impl Vm<'_> {
    /// Begins to go through an object.
    ///
    /// # Errors
    ///
    /// TypeError if it has no items, or whatever its class raises.
    #[inline]
    pub(crate) fn walk(&mut self, object: Value) -> Res<Walk> {
        if has_places(object.kind()) {
            return Ok(Walk::Places(object, 0));
        }
        if let Some(range) = object.get_kind::<Range>(Kind::Range) {
            return Ok(Walk::Range(range.start.get(), range.stop.get(), range.step.get()));
        }
        self.iter(object).map(Walk::Iterator)
    }

    /// The next item; none at the end.
    ///
    /// # Errors
    ///
    /// Whatever the object's iterator raises.
    #[inline]
    pub(crate) fn step(&mut self, walk: &mut Walk) -> Res<Word> {
        match walk {
            Walk::Places(object, place) => self.item_by_place(*object, place),
            Walk::Range(next, end, step) => {
                if !((*step > 0 && *next < *end) || (*step < 0 && *next > *end)) {
                    return Ok(None);
                }
                let item = *next;
                // Past the last word there is nothing in the range.
                *next = item.checked_add(*step).unwrap_or(*end);
                match Value::small(item) {
                    Some(small) => Ok(Some(small)),
                    None => self.int(item as i64).map(Some),
                }
            }
            Walk::Iterator(iterator) => self.next_item(*iterator),
        }
    }

    /// The next item of an iterator; none at its end, whatever value that carries.
    ///
    /// # Errors
    ///
    /// Whatever the iterator raises.
    #[inline]
    pub(crate) fn next_item(&mut self, iterator: Value) -> Res<Word> {
        match self.next(iterator) {
            Ok(item) => Ok(item),
            Err(raised) => {
                let exception = self.caught(raised);
                if self.is_stop_iteration(exception) {
                    return Ok(None);
                }
                Err(self.raise_value(exception))
            }
        }
    }

    /// The item at or after a place of an object that has places, and the place after it.
    #[inline]
    pub(crate) fn item_by_place(&mut self, object: Value, place: &mut usize) -> Res<Word> {
        let at = *place;
        let item = match object.kind() {
            Kind::List => object.get::<List>().and_then(|list| list.item(at)),
            Kind::Tuple | Kind::NamedTuple | Kind::AttrTuple => {
                object.get::<Tuple>().and_then(|tuple| tuple.items().get(at).copied())
            }
            Kind::Dict | Kind::OrderedDict | Kind::Set | Kind::FrozenSet => {
                let stride = if matches!(object.kind(), Kind::Dict | Kind::OrderedDict) { 2 } else { 1 };
                let found = object.get::<Dict>().and_then(|dict| dict.map.next(at, stride));
                return Ok(found.map(|(found, key)| {
                    *place = found + 1;
                    key
                }));
            }
            Kind::Bytes => {
                let byte = object.get::<Text>().and_then(|text| text.bytes().get(at).copied());
                byte.map(|byte| Value::small_unchecked(isize::from(byte)))
            }
            Kind::ByteArray | Kind::Array => match object.get::<Buffer>() {
                Some(buffer) if at < buffer.len.get() => {
                    Some(crate::types::array::buffer_item(self, buffer, at)?)
                }
                _ => None,
            },
            _ => None,
        };
        *place += usize::from(item.is_some());
        Ok(item)
    }
}
