//! The `%` operator of str and bytes (MicroPython, py/objstr.c).

use super::fields::small_int;
use super::like;
use crate::error::{Raised, Res};
use crate::format::{Conversion, Count, FormatError, IntRef, Key, PercentError};
use crate::object::*;
use crate::print::{Out, Style};
use crate::types::float::LARGEST_INT;
use crate::types::int;
use crate::value::{Gc, Value};
use crate::vm::Vm;

/// `pattern % values`, of a str or bytes and a tuple, a dict or any one value.
pub(crate) fn percent(vm: &mut Vm<'_>, pattern: Value, values: Value) -> Res {
    let own = like::own(vm, pattern)?;
    let one = [values];
    let values = Values {
        items: values.get::<Tuple>().map_or(&one, |tuple| tuple.items()),
        dict: values.get_kind::<Dict>(Kind::Dict),
        used: 0,
    };
    like::built(vm, own.kind, |vm, out| Pattern { bytes: own.bytes, kind: own.kind, values }.write(vm, out))
}

/// What conversions are filled with.
struct Values<'a> {
    items: &'a [Value],
    dict: Option<Gc<Dict>>,
    /// How many items were.
    used: usize,
}

impl Values<'_> {
    fn next(&mut self, vm: &mut Vm<'_>) -> Res {
        match self.items.get(self.used) {
            Some(&value) => {
                self.used += 1;
                Ok(value)
            }
            None => Err(wrong(vm, PercentError::MissingArguments)),
        }
    }

    fn named(&mut self, vm: &mut Vm<'_>, key: Key<'_>) -> Res<Option<Value>> {
        if key == Key::Absent {
            return Ok(None);
        }
        let Some(dict) = self.dict else { return Err(wrong(vm, PercentError::NeedsDict)) };
        let Key::Name(name) = key else { return Err(wrong(vm, PercentError::IncompleteKey)) };
        // The dict was the only item.
        self.used = 1;
        vm.check_name(name)?;
        let name = vm.str_from(name)?;
        vm.load_item(dict.value(), name).map(Some)
    }
}

#[cold]
fn wrong(vm: &mut Vm<'_>, error: PercentError) -> Raised {
    vm.raise_format(FormatError::Percent(error), "")
}

struct Pattern<'a> {
    bytes: &'a [u8],
    kind: Kind,
    values: Values<'a>,
}

impl Pattern<'_> {
    fn write(mut self, vm: &mut Vm<'_>, out: &mut Out<'_>) -> Res<()> {
        let mut at = 0;
        while let Some(text) = self.bytes[at..].iter().position(|byte| *byte == b'%') {
            let start = at + text + 1;
            let doubled = self.bytes.get(start) == Some(&b'%');
            vm.write(out, &self.bytes[at..at + text + usize::from(doubled)])?;
            at = start + usize::from(doubled);
            if doubled {
                continue;
            }
            let scope = vm.scope();
            at += self.convert(vm, out, start)?;
            vm.end(scope);
        }
        vm.write(out, &self.bytes[at..])?;
        if self.values.dict.is_none() && self.values.used != self.values.items.len() {
            return Err(wrong(vm, PercentError::ExcessArguments));
        }
        Ok(())
    }

    /// Fills the conversion in that begins behind a percent sign, and gives how many bytes it takes.
    fn convert(&mut self, vm: &mut Vm<'_>, out: &mut Out<'_>, start: usize) -> Res<usize> {
        let mut conversion = Conversion::parse(&self.bytes[start..]);
        let named = self.values.named(vm, conversion.key)?;
        for count in [&mut conversion.width, &mut conversion.precision] {
            if *count == Count::Star {
                let value = self.values.next(vm)?;
                *count = Count::Number(vm.to_index(value)? as i32);
            }
        }
        if conversion.code.is_none() {
            return Err(wrong(vm, PercentError::Incomplete));
        }
        let value = match named {
            Some(value) => value,
            None => self.values.next(vm)?,
        };
        self.write_value(vm, out, &conversion, value, start)?;
        Ok(conversion.length)
    }

    fn write_value(
        &self,
        vm: &mut Vm<'_>,
        out: &mut Out<'_>,
        conversion: &Conversion<'_>,
        value: Value,
        start: usize,
    ) -> Res<()> {
        let result = match conversion.code {
            Some(code @ (b's' | b'r')) => {
                return self.write_text(vm, out, conversion, value, code);
            }
            Some(b'c') if value.kind() == Kind::Str => {
                let text = vm.text(value).unwrap_or_default();
                conversion.write_str(&mut vm.sink(out), text, start)
            }
            Some(b'd' | b'i' | b'u' | b'o' | b'x' | b'X' | b'c') => {
                if let Some(small) = small_int(value) {
                    conversion.write_int(&mut vm.sink(out), IntRef::Small(small), start)
                } else if value.kind() == Kind::Int {
                    vm.borrow_for(int::size(value), |vm| {
                        let big = vm.to_big(value).unwrap_or_default();
                        Ok(conversion.write_int(&mut vm.sink(out), IntRef::Big(&big), start))
                    })?
                } else if let Some(float) = value.get::<Float>() {
                    let float = float.value.get();
                    vm.borrow_for(LARGEST_INT, |vm| {
                        Ok(conversion.write_float(&mut vm.sink(out), float, start))
                    })?
                } else if conversion.code == Some(b'c') {
                    Err(FormatError::Percent(PercentError::NotAnIntChar))
                } else {
                    let number = vm.to_index(value)?;
                    conversion.write_int(&mut vm.sink(out), IntRef::Small(number as i64), start)
                }
            }
            Some(b'e' | b'E' | b'f' | b'F' | b'g' | b'G') => {
                let float = vm.real(value)?;
                conversion.write_float(&mut vm.sink(out), float, start)
            }
            _ => Err(FormatError::Percent(conversion.unsupported(start))),
        };
        result.map_err(|error| {
            let name = vm.type_name(value);
            vm.raise_format(error, name)
        })
    }

    /// Writes a value as text, for `%s` and `%r`.
    fn write_text(
        &self,
        vm: &mut Vm<'_>,
        out: &mut Out<'_>,
        conversion: &Conversion<'_>,
        value: Value,
        code: u8,
    ) -> Res<()> {
        let bytes = value.get_kind::<Text>(Kind::Bytes).filter(|_| code == b's' && self.kind == Kind::Bytes);
        let text = match bytes {
            Some(bytes) => bytes.bytes(),
            None => {
                let style = if code == b's' { Style::Str } else { Style::Repr };
                if conversion.width == Count::Number(0) && conversion.precision == Count::Number(-1) {
                    return vm.print(out, value, style);
                }
                let text = vm.to_str(value, style)?;
                vm.text(text).unwrap_or_default()
            }
        };
        let result = conversion.write_str(&mut vm.sink(out), text, 0);
        result.map_err(|error| vm.raise_format(error, ""))
    }
}
