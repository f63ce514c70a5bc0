//! `range`: numbers of a word each, as in MicroPython (py/objrange.c), where a range equals only itself.

use crate::error::Res;
use crate::native::{Args, Type};
use crate::object::*;
use crate::raise;
use crate::symbol::Symbol;
use crate::types::exceptions::*;
use crate::types::int::wide;
use crate::types::number::int_of;
use crate::value::{Gc, Value, Word};
use crate::vm::Vm;
use constrictor_bytecode::opcode::BinaryOp;

/// The type `range`.
pub static RANGE: Type = Type {
    make: Some(make),
    binary: Some(binary),
    len: Some(|_, value| Ok(value.get::<Range>().map_or(0, Gc::<Range>::count))),
    attribute: Some(|vm, value, name| {
        let Some(range) = value.get::<Range>() else { return Ok(None) };
        let number = match name {
            Symbol::START => range.start.get(),
            Symbol::STOP => range.stop.get(),
            Symbol::STEP => range.step.get(),
            _ => return Ok(None),
        };
        vm.int(number as i64).map(Some)
    }),
    item: Some(item),
    iter: Some(|vm, value| {
        let iterator = vm.iterator(Kind::RangeIter, value, None)?;
        if let Some(range) = value.get::<Range>() {
            iterator.at.set(range.start.get());
            iterator.end.set(range.stop.get());
            iterator.step.set(range.step.get());
        }
        Ok(iterator.value())
    }),
    print: Some(|vm, out, value, _| {
        let Some(range) = value.get::<Range>() else { return Ok(()) };
        vm.write_args(out, format_args!("range({}, {}", range.start.get(), range.stop.get()))?;
        match range.step.get() {
            1 => vm.write(out, b")"),
            step => vm.write_args(out, format_args!(", {step})")),
        }
    }),
    ..Type::new("range")
};

impl Vm<'_> {
    /// A range.
    pub(crate) fn range(&mut self, start: isize, stop: isize, step: isize) -> Res {
        let range = self.make::<Range>(Kind::Range, 0)?;
        range.start.set(start);
        range.stop.set(stop);
        range.step.set(step);
        Ok(range.value())
    }
}

impl Gc<Range> {
    /// How many numbers there are.
    fn count(self) -> usize {
        let (start, stop, step) = (self.start.get(), self.stop.get(), self.step.get());
        let (low, high) = if step > 0 { (start, stop) } else { (stop, start) };
        // The step of a slice of a slice may be zero, if it is too large for a word.
        if low >= high || step == 0 {
            return 0;
        }
        let distance = (high as usize).wrapping_sub(low as usize);
        ((distance - 1) / step.unsigned_abs()).saturating_add(1).min(isize::MAX as usize)
    }

    /// The number at a place, which there is.
    fn number(self, place: usize) -> isize {
        self.start.get().wrapping_add((place as isize).wrapping_mul(self.step.get()))
    }
}

fn make(vm: &mut Vm<'_>, _: &'static Type, args: Args<'_>) -> Res {
    vm.check_arguments(args, 1, 3, false)?;
    let (start, stop) = match *args.positional {
        [stop] => (0, vm.to_index(stop)?),
        [start, stop, ..] => (vm.to_index(start)?, vm.to_index(stop)?),
        [] => (0, 0),
    };
    let step = match args.get(2) {
        Some(&step) => vm.to_index(step)?,
        None => 1,
    };
    if step == 0 {
        return raise!(vm, VALUE_ERROR, "zero step");
    }
    vm.range(start, stop, step)
}

fn binary(_: &mut Vm<'_>, op: BinaryOp, left: Value, right: Value) -> Res<Word> {
    let Some(range) = left.get::<Range>() else { return Ok(None) };
    match op {
        BinaryOp::In if matches!(right.kind(), Kind::Int | Kind::Bool) => {
            // What does not fit a word is in no range.
            let Some(number) = word_of_int(right) else { return Ok(Some(Value::FALSE)) };
            let (start, stop, step) = (range.start.get(), range.stop.get(), range.step.get());
            let is_within =
                if step > 0 { start <= number && number < stop } else { stop < number && number <= start };
            let is_there =
                is_within && step != 0 && number.abs_diff(start).is_multiple_of(step.unsigned_abs());
            Ok(Some(Value::bool(is_there)))
        }
        _ => Ok(None),
    }
}

/// An int or bool as a word, if it fits.
fn word_of_int(value: Value) -> Option<isize> {
    match value.as_small() {
        Some(small) => Some(small),
        None => wide(int_of(value)).and_then(|number| isize::try_from(number).ok()),
    }
}

fn item(vm: &mut Vm<'_>, value: Value, index: Value) -> Res {
    let Some(range) = value.get::<Range>() else { return Ok(Value::NONE) };
    let count = range.count();
    if let Some(slice) = index.get::<Slice>() {
        let (start, stop, step) = vm.slice_bounds(slice, count)?;
        let place = |at: isize| range.start.get().wrapping_add(at.wrapping_mul(range.step.get()));
        return vm.range(place(start), place(stop), step.wrapping_mul(range.step.get()));
    }
    let place = vm.item_place(value, count, index)?;
    vm.int(range.number(place) as i64)
}
