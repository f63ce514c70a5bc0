//! `str.format`: replacement fields and what is put in their place (MicroPython, py/objstr.c). f-strings are compiled to it.

use super::like::{self, own, str_or_bytes};
use crate::error::Res;
use crate::format::{IntRef, Sink, Spec};
use crate::native::Args;
use crate::object::*;
use crate::print::{Out, Style};
use crate::raise;
use crate::types::exceptions::*;
use crate::types::int;
use crate::value::Value;
use crate::vm::Vm;

/// `format(*args, **kwargs)`
pub(crate) fn format(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let own = own(vm, args[0])?;
    let mut text = own.bytes;
    if own.kind == Kind::ByteArray {
        // What is formatted may be an object whose code changes it.
        let copy = vm.bytes(text)?;
        text = str_or_bytes(vm, copy)?;
    }
    let mut fields = Fields { args: args.skip(1), numbering: Numbering::Automatic(0) };
    like::built(vm, own.kind, |vm, out| fields.write(vm, out, text))
}

/// How fields say which argument is theirs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Numbering {
    /// They do not: each takes the next one, of this number.
    Automatic(usize),
    /// By number.
    Manual,
}

/// What fields are filled with.
struct Fields<'a> {
    args: Args<'a>,
    numbering: Numbering,
}

/// A replacement field, `{name!conversion:spec}`.
struct Field<'t> {
    name: &'t [u8],
    conversion: Option<Style>,
    spec: Option<&'t [u8]>,
}

impl Fields<'_> {
    /// Writes a text with its fields filled in.
    fn write(&mut self, vm: &mut Vm<'_>, out: &mut Out<'_>, text: &[u8]) -> Res<()> {
        let mut rest = text;
        while let Some(at) = rest.iter().position(|byte| matches!(byte, b'{' | b'}')) {
            let brace = rest[at];
            let doubled = rest.get(at + 1) == Some(&brace);
            // The first of a doubled brace is text like what is before it.
            vm.write(out, &rest[..at + usize::from(doubled)])?;
            rest = &rest[at + 1 + usize::from(doubled)..];
            if doubled {
                continue;
            }
            if brace == b'}' {
                return raise!(vm, VALUE_ERROR, "single '}}' encountered in format string");
            }
            let field = Field::parse(vm, &mut rest)?;
            let scope = vm.scope();
            self.fill(vm, out, &field)?;
            vm.end(scope);
        }
        vm.write(out, rest)
    }

    fn fill(&mut self, vm: &mut Vm<'_>, out: &mut Out<'_>, field: &Field<'_>) -> Res<()> {
        let mut value = self.argument(vm, field.name)?;
        let Some(spec) = field.spec else {
            return vm.print(out, value, field.conversion.unwrap_or(Style::Str));
        };
        if let Some(style) = field.conversion {
            value = vm.to_str(value, style)?;
        }
        if !spec.iter().any(|byte| matches!(byte, b'{' | b'}')) {
            return write_value(vm, out, value, spec);
        }
        if vm.is_too_deep() {
            return Err(vm.too_deep());
        }
        vm.native_depth += 1;
        let spec = vm.build_str(|vm, out| self.write(vm, out, spec));
        vm.native_depth -= 1;
        let spec = spec?;
        let spec = vm.text(spec).unwrap_or_default();
        write_value(vm, out, value, spec)
    }

    /// The argument that a name, a number or the lack of both stands for.
    fn argument(&mut self, vm: &mut Vm<'_>, name: &[u8]) -> Res {
        if name.is_empty() {
            let Numbering::Automatic(number) = self.numbering else {
                return raise!(
                    vm,
                    VALUE_ERROR,
                    "can't switch from manual field specification to automatic field numbering"
                );
            };
            let value = self.numbered(vm, number)?;
            self.numbering = Numbering::Automatic(number + 1);
            return Ok(value);
        }
        let (value, rest) = if name[0].is_ascii_digit() {
            if matches!(self.numbering, Numbering::Automatic(1..)) {
                return raise!(
                    vm,
                    VALUE_ERROR,
                    "can't switch from automatic field numbering to manual field specification"
                );
            }
            let len = name.iter().take_while(|byte| byte.is_ascii_digit()).count();
            let value = self.numbered(vm, number(&name[..len]))?;
            self.numbering = Numbering::Manual;
            (value, &name[len..])
        } else {
            let len = name.iter().position(|byte| matches!(byte, b'.' | b'[')).unwrap_or(name.len());
            (self.named(vm, &name[..len])?, &name[len..])
        };
        if !rest.is_empty() {
            return raise!(vm, NOT_IMPLEMENTED_ERROR, "attributes not supported");
        }
        Ok(value)
    }

    fn numbered(&self, vm: &mut Vm<'_>, number: usize) -> Res {
        match self.args.get(number) {
            Some(&value) => Ok(value),
            None => raise!(vm, INDEX_ERROR, "tuple index out of range"),
        }
    }

    fn named(&self, vm: &mut Vm<'_>, name: &[u8]) -> Res {
        match self.args.pairs().find(|(key, _)| vm.text(*key) == Some(name)) {
            Some((_, value)) => Ok(value),
            None => {
                let name = vm.str_from(name)?;
                Err(vm.raise_with(&KEY_ERROR, name))
            }
        }
    }
}

/// The value of decimal digits, in 32 bits, as MicroPython has it.
fn number(digits: &[u8]) -> usize {
    let value =
        digits.iter().fold(0u32, |value, digit| value.wrapping_mul(10).wrapping_add(u32::from(digit - b'0')));
    value as usize
}

impl<'t> Field<'t> {
    /// Takes what follows the opening brace off a text, the closing one included.
    fn parse(vm: &mut Vm<'_>, text: &mut &'t [u8]) -> Res<Field<'t>> {
        let mut rest = *text;
        let len = rest.iter().position(|byte| matches!(byte, b'}' | b'!' | b':')).unwrap_or(rest.len());
        let mut field = Field { name: &rest[..len], conversion: None, spec: None };
        rest = &rest[len..];
        if let [b'!', after @ ..] = rest {
            field.conversion = Some(match after {
                [b'r', ..] => Style::Repr,
                [b's', ..] => Style::Str,
                [] => {
                    return raise!(vm, VALUE_ERROR, "end of format while looking for conversion specifier");
                }
                &[other, ..] => {
                    return Err(vm.raise_written(&VALUE_ERROR, |sink| {
                        sink.write(b"unknown conversion specifier ")?;
                        sink.write(&[other])
                    }));
                }
            });
            rest = &after[1..];
        }
        if let [b':', after @ ..] = rest {
            rest = after;
            // `{:}` is the same as `{}`.
            if !matches!(rest, [b'}', ..]) {
                let len = spec_len(rest);
                field.spec = Some(&rest[..len]);
                rest = &rest[len..];
            }
        }
        match rest {
            [b'}', after @ ..] => {
                *text = after;
                Ok(field)
            }
            [] => raise!(vm, VALUE_ERROR, "unmatched '{{' in format"),
            _ => raise!(vm, VALUE_ERROR, "expected ':' after format specifier"),
        }
    }
}

/// How long the specification is that a text begins with: up to the brace that closes its field.
fn spec_len(text: &[u8]) -> usize {
    let mut depth = 0usize;
    for (at, byte) in text.iter().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 0 => return at,
            b'}' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

/// Writes a value by a format specification.
pub(crate) fn write_value(vm: &mut Vm<'_>, out: &mut Out<'_>, value: Value, spec: &[u8]) -> Res<()> {
    let result = Spec::parse(spec).map_err(crate::format::FormatError::Spec).and_then(|spec| {
        if let Some(small) = small_int(value) {
            return spec.write_int(&mut vm.sink(out), IntRef::Small(small));
        }
        match value.kind() {
            Kind::Int => {
                let written = vm.borrow_for(int::size(value), |vm| {
                    let big = vm.to_big(value).unwrap_or_default();
                    Ok(spec.write_int(&mut vm.sink(out), IntRef::Big(&big)))
                });
                written.map_err(crate::format::FormatError::Sink)?
            }
            Kind::Float => {
                let float = value.get::<Float>().map_or(0.0, |float| float.value.get());
                spec.write_float(&mut vm.sink(out), float)
            }
            _ => {
                spec.check_not_number()?;
                let text = str_or_bytes(vm, value)?;
                spec.write_str(&mut vm.sink(out), text)
            }
        }
    });
    result.map_err(|error| {
        let name = vm.type_name(value);
        vm.raise_format(error, name)
    })
}

/// The value of a small int or bool.
#[inline]
pub(super) fn small_int(value: Value) -> Option<i64> {
    match value {
        Value::FALSE => Some(0),
        Value::TRUE => Some(1),
        _ => value.as_small().map(|small| small as i64),
    }
}
