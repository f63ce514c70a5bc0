//! Between text and bytes: `str(bytes, encoding)`, `decode` and `encode` (MicroPython, py/objstr.c).

use super::like::wrong_type;
use super::utf8;
use crate::error::Res;
use crate::native::Args;
use crate::raise;
use crate::types::bytes;
use crate::types::bytes::Encoding;
use crate::types::exceptions::*;
use crate::value::Value;
use crate::vm::Vm;

/// The bytes of a name, which has to be a str.
fn name<'a>(vm: &mut Vm<'_>, value: Value) -> Res<&'a [u8]> {
    match vm.text(value) {
        Some(text) => Ok(text),
        None => Err(wrong_type(vm, value)),
    }
}

fn encoding(vm: &mut Vm<'_>, value: Value) -> Res<Encoding> {
    name(vm, value)?;
    bytes::encoding(vm, value)
}

/// `bytes.decode([encoding[, errors]])`, of whatever has bytes.
pub(crate) fn decode(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let span = vm.bytes_of(args[0])?;
    let encoding = match args.get(1) {
        Some(&name) => encoding(vm, name)?,
        None => Encoding::Utf8,
    };
    let is_ascii_only = encoding == Encoding::Ascii;
    let text = span.bytes();
    if if is_ascii_only { text.is_ascii() } else { utf8::is_valid(text) } {
        return vm.str_from(text);
    }
    let errors = match args.get(2) {
        Some(&errors) if errors != Value::NONE => name(vm, errors)?,
        _ => b"",
    };
    let does_replace = errors == b"replace";
    if !does_replace && errors != b"ignore" {
        return Err(vm.raise_plain(&UNICODE_ERROR));
    }
    vm.build_str(|vm, out| {
        let mut rest = text;
        while !rest.is_empty() {
            let (code, len) = utf8::decode_first(rest, is_ascii_only);
            rest = &rest[len..];
            let replacement = does_replace.then_some(0xfffd);
            if let Some(code) = code.or(replacement) {
                let (bytes, len) = utf8::encode(code);
                vm.write(out, &bytes[..len])?;
            }
        }
        Ok(())
    })
}

/// `str.encode([encoding[, errors]])`
pub(crate) fn encode(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let Some(text) = vm.text(args[0]) else { return Err(wrong_type(vm, args[0])) };
    if let Some(&name) = args.get(1)
        && encoding(vm, name)? == Encoding::Ascii
        && !text.is_ascii()
    {
        return Err(vm.raise_plain(&UNICODE_ERROR));
    }
    vm.bytes(text)
}

/// `str([object[, encoding[, errors]]])`
pub(crate) fn construct(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    if !args.keywords.is_empty() {
        return raise!(
            vm,
            NOT_IMPLEMENTED_ERROR,
            "keyword argument(s) not implemented - use normal args instead"
        );
    }
    vm.check_arguments(args, 0, 3, false)?;
    match *args.positional {
        [] => vm.str(""),
        [value] => vm.to_str(value, crate::print::Style::Str),
        _ => decode(vm, args),
    }
}
