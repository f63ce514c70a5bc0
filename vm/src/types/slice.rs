//! `slice`, and where the items that one selects are.

use crate::error::Res;
use crate::native::{Args, Member, Native, Type};
use crate::object::*;
use crate::print::Style;
use crate::raise;
use crate::symbol::Symbol;
use crate::types::exceptions::*;
use crate::value::{Gc, Value, Word};
use crate::vm::Vm;

/// The type `slice`. Programs get its objects through `__getitem__` only (MicroPython, py/objslice.c).
pub static SLICE: Type = Type {
    print: Some(|vm, out, value, _| {
        let Some(slice) = value.get::<Slice>() else { return Ok(()) };
        vm.write(out, b"slice(")?;
        vm.print(out, part(&slice.start), Style::Repr)?;
        vm.write(out, b", ")?;
        vm.print(out, part(&slice.stop), Style::Repr)?;
        vm.write(out, b", ")?;
        vm.print(out, part(&slice.step), Style::Repr)?;
        vm.write(out, b")")
    }),
    attribute: Some(|_, value, name| {
        let Some(slice) = value.get::<Slice>() else { return Ok(None) };
        Ok(match name {
            Symbol::START => Some(part(&slice.start)),
            Symbol::STOP => Some(part(&slice.stop)),
            Symbol::STEP => Some(part(&slice.step)),
            _ => None,
        })
    }),
    members: &[Member::Function(Native::new("indices", 2, 2, indices))],
    ..Type::new("slice")
};

fn part(word: &core::cell::Cell<Word>) -> Value {
    word.get().unwrap_or(Value::NONE)
}

fn indices(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let Some(slice) = args[0].get::<Slice>() else {
        return Err(vm.wrong_receiver("slice", args[0]));
    };
    let len = vm.to_index(args[1])?.max(0);
    let (start, stop, step) = vm.slice_bounds(slice, len as usize)?;
    let numbers = [vm.int(start as i64)?, vm.int(stop as i64)?, vm.int(step as i64)?];
    vm.tuple(&numbers)
}

impl Vm<'_> {
    /// Where a slice of a sequence of `len` items starts, before which item it stops, and its step, which is not zero: with
    /// missing parts filled in, negative ones counted from the end, and all within the sequence. A step below zero can stop
    /// at -1 (MicroPython, py/objslice.c).
    ///
    /// # Errors
    ///
    /// A part is no int, or is too large, or the step is zero. `__int__` of a part may have run, and may have changed
    /// the sequence.
    pub(crate) fn slice_bounds(&mut self, slice: Gc<Slice>, len: usize) -> Res<(isize, isize, isize)> {
        let len = len.min(isize::MAX as usize) as isize;
        let step = match part(&slice.step) {
            Value::NONE => 1,
            step => self.to_index(step)?,
        };
        if step == 0 {
            return raise!(self, VALUE_ERROR, "slice step can't be zero");
        }
        let (low, high) = if step > 0 { (0, len) } else { (-1, len - 1) };
        let (first, last) = if step > 0 { (low, high) } else { (high, low) };
        let start = self.slice_bound(part(&slice.start), first, len, low, high)?;
        let stop = self.slice_bound(part(&slice.stop), last, len, low, high)?;
        Ok((start, stop, step))
    }

    fn slice_bound(
        &mut self,
        bound: Value,
        missing: isize,
        len: isize,
        low: isize,
        high: isize,
    ) -> Res<isize> {
        if bound == Value::NONE {
            return Ok(missing);
        }
        let place = self.to_index(bound)?;
        let place = if place < 0 { place + len } else { place };
        Ok(place.max(low).min(high))
    }
}

/// How many items a slice selects.
pub(crate) fn slice_count((start, stop, step): (isize, isize, isize)) -> usize {
    let distance = if step > 0 { stop.saturating_sub(start) } else { start.saturating_sub(stop) };
    if distance <= 0 { 0 } else { (distance.unsigned_abs() - 1) / step.unsigned_abs() + 1 }
}
