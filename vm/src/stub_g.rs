#![allow(missing_docs)]
use crate::error::Res;
use crate::object::*;
use crate::value::*;
use crate::vm::Vm;
impl Vm<'_> {
    pub(crate) fn slice_bounds(&mut self, s: Gc<Slice>, len: usize) -> Res<(isize, isize, isize)> {
        let len = len as isize;
        let f = |w: Word, d: isize| match w.and_then(Value::as_small) { Some(i) if i < 0 => (i + len).max(0), Some(i) => i.min(len), None => d };
        Ok((f(s.start.get(), 0), f(s.stop.get(), len), s.step.get().and_then(Value::as_small).unwrap_or(1)))
    }
}
