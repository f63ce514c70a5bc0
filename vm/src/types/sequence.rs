//! What lists and tuples have in common: finding, comparing and counting items.
//!
//! Comparing items can run code of the program, which can change a list meanwhile. So items are fetched one at a time, by
//! place, and kept alive while they are compared.

use crate::error::{Raised, Res};
use crate::native::Args;
use crate::object::*;
use crate::raise;
use crate::types::exceptions::*;
use crate::value::{Gc, Value, Word};
use crate::vm::Vm;
use constrictor_bytecode::opcode::BinaryOp;

/// The items of a list or tuple, as long as nothing changes it.
#[inline]
pub(crate) fn items<'a>(sequence: Value) -> Option<&'a [Value]> {
    match sequence.kind() {
        Kind::List => sequence.get::<List>().map(Gc::<List>::items),
        Kind::Tuple | Kind::NamedTuple | Kind::AttrTuple => sequence.get::<Tuple>().map(Gc::<Tuple>::items),
        _ => None,
    }
}

/// An item of a list or tuple.
#[inline]
fn item(sequence: Value, at: usize) -> Word {
    items(sequence)?.get(at).copied()
}

#[inline]
fn len(sequence: Value) -> usize {
    items(sequence).map_or(0, <[Value]>::len)
}

/// Whether a value is a tuple of any kind.
pub(crate) fn is_tuple(value: Value) -> bool {
    matches!(value.kind(), Kind::Tuple | Kind::NamedTuple | Kind::AttrTuple)
}

impl Vm<'_> {
    /// What is raised where a method is called with an object of another type as its first argument.
    #[cold]
    pub(crate) fn wrong_receiver(&mut self, wanted: &str, given: Value) -> Raised {
        let name = self.type_name(given);
        self.raise(&TYPE_ERROR, format_args!("argument should be a '{wanted}' not a '{name}'"))
    }

    /// Does what may call itself for objects in objects; there is an exception if they nest too deeply.
    #[inline]
    pub(crate) fn nested<T>(&mut self, action: impl FnOnce(&mut Self) -> Res<T>) -> Res<T> {
        if self.is_too_deep() {
            return Err(self.too_deep());
        }
        self.native_depth += 1;
        let result = action(self);
        self.native_depth -= 1;
        result
    }

    /// `a == b`, for values that nothing else may keep alive.
    #[inline]
    pub(crate) fn equal_items(&mut self, a: Value, b: Value) -> Res<bool> {
        if (a.is_small() && b.is_small()) || (a.as_symbol().is_some() && b.as_symbol().is_some()) {
            return Ok(a == b);
        }
        let scope = self.scope();
        self.keep(a)?;
        self.keep(b)?;
        let result = self.equal(a, b);
        self.end(scope);
        result
    }

    /// The place that an index means in a sequence of `len` items (MicroPython, py/obj.c, `mp_get_index`).
    #[inline]
    pub(crate) fn item_place(&mut self, sequence: Value, len: usize, index: Value) -> Res<usize> {
        let place = self.signed_place(sequence, len, index)?;
        if place < 0 || place as usize >= len {
            let name = self.type_name(sequence);
            return raise!(self, INDEX_ERROR, "{name} index out of range");
        }
        Ok(place as usize)
    }

    /// As [`Vm::item_place`], with what is out of range cut off.
    pub(crate) fn bound_place(&mut self, sequence: Value, len: usize, index: Value) -> Res<usize> {
        let place = self.signed_place(sequence, len, index)?;
        Ok((place.max(0) as usize).min(len))
    }

    #[inline]
    fn signed_place(&mut self, sequence: Value, len: usize, index: Value) -> Res<isize> {
        let place = match index.as_small() {
            Some(small) => small,
            None => match self.to_index_maybe(index)? {
                Some(place) => place,
                None => {
                    let (name, given) = (self.type_name(sequence), self.type_name(index));
                    return raise!(self, TYPE_ERROR, "{name} indices must be integers, not {given}");
                }
            },
        };
        Ok(if place < 0 { place + len as isize } else { place })
    }

    /// How often a sequence is to be repeated; none if the value is no int.
    pub(crate) fn repetitions(&mut self, value: Value) -> Res<Option<usize>> {
        Ok(self.to_index_maybe(value)?.map(|count| count.max(0) as usize))
    }

    /// Whether lists or tuples compare as an operator says (MicroPython, py/sequence.c).
    pub(crate) fn compare_sequences(&mut self, op: BinaryOp, left: Value, right: Value) -> Res<bool> {
        self.nested(|vm| {
            if op == BinaryOp::Equal && len(left) != len(right) {
                return Ok(false);
            }
            let mut at = 0;
            while let (Some(a), Some(b)) = (item(left, at), item(right, at)) {
                at += 1;
                if vm.equal_items(a, b)? {
                    continue;
                }
                if op == BinaryOp::Equal {
                    return Ok(false);
                }
                // Only `>` and `>=` are asked for: classes have to define those.
                let (op, a, b) = match op {
                    BinaryOp::Less => (BinaryOp::More, b, a),
                    BinaryOp::LessEqual => (BinaryOp::MoreEqual, b, a),
                    op => (op, a, b),
                };
                let scope = vm.scope();
                vm.keep(a)?;
                vm.keep(b)?;
                let result = vm.binary(op, a, b)?;
                vm.end(scope);
                return Ok(result == Value::TRUE);
            }
            let (left, right) = (len(left), len(right));
            Ok(match op {
                BinaryOp::Less => left < right,
                BinaryOp::LessEqual => left <= right,
                BinaryOp::More => left > right,
                BinaryOp::MoreEqual => left >= right,
                _ => left == right,
            })
        })
    }

    /// `wanted in sequence`
    pub(crate) fn has_item(&mut self, sequence: Value, wanted: Value) -> Res<bool> {
        self.find_item(sequence, wanted, 0, usize::MAX).map(|place| place.is_some())
    }

    /// The place of the first item that equals a value.
    fn find_item(&mut self, sequence: Value, wanted: Value, start: usize, stop: usize) -> Res<Option<usize>> {
        self.nested(|vm| {
            let mut at = start;
            while let Some(item) = item(sequence, at).filter(|_| at < stop) {
                if vm.equal_items(item, wanted)? {
                    return Ok(Some(at));
                }
                at += 1;
            }
            Ok(None)
        })
    }

    /// The method `index` of lists and tuples.
    pub(crate) fn index_of_item(&mut self, args: Args<'_>) -> Res<usize> {
        let (sequence, len) = (args[0], len(args[0]));
        let start = match args.get(2) {
            Some(&start) => self.bound_place(sequence, len, start)?,
            None => 0,
        };
        let stop = match args.get(3) {
            Some(&stop) => self.bound_place(sequence, len, stop)?,
            None => len,
        };
        match self.find_item(sequence, args[1], start, stop)? {
            Some(place) => Ok(place),
            None => raise!(self, VALUE_ERROR, "object not in sequence"),
        }
    }

    /// The method `count` of lists and tuples.
    pub(crate) fn count_items(&mut self, sequence: Value, wanted: Value) -> Res<usize> {
        self.nested(|vm| {
            let (mut at, mut count) = (0, 0);
            while let Some(item) = item(sequence, at) {
                count += usize::from(vm.equal_items(item, wanted)?);
                at += 1;
            }
            Ok(count)
        })
    }

    /// Prints the items of a list or tuple, with commas between them.
    pub(crate) fn print_items(&mut self, out: &mut crate::print::Out<'_>, sequence: Value) -> Res<()> {
        let mut at = 0;
        while let Some(item) = item(sequence, at) {
            if at > 0 {
                self.write(out, b", ")?;
            }
            let scope = self.scope();
            self.keep(item)?;
            self.print(out, item, crate::print::Style::Repr)?;
            self.end(scope);
            at += 1;
        }
        Ok(())
    }
}

/// The operators that compare.
pub(crate) fn is_comparison(op: BinaryOp) -> bool {
    matches!(
        op,
        BinaryOp::Equal | BinaryOp::Less | BinaryOp::LessEqual | BinaryOp::More | BinaryOp::MoreEqual
    )
}
