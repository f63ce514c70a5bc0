//! `open`: from a path and a mode to a file of the host.

use super::stream::STANDARD;
use crate::error::Res;
use crate::native::Args;
use crate::object::*;
use crate::raise;
use crate::types::exceptions::*;
use crate::value::Value;
use crate::vm::Vm;

const NAMES: [&[u8]; 4] = [b"file", b"mode", b"buffering", b"encoding"];

/// `open(file, mode="r", buffering=-1, encoding=None)`, of which the last two mean nothing (MicroPython, extmod/vfs.c).
pub(super) fn open(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let [file, mode] = arguments(vm, args)?;
    let mode = match mode {
        Some(mode) => Mode::parse(path_text(vm, mode)?),
        None => Mode::parse(b"r"),
    };
    let Some(file) = file else {
        return raise!(vm, TYPE_ERROR, "'file' argument required");
    };
    let kind = if mode.is_bytes { Kind::BytesFile } else { Kind::TextFile };
    let stream = vm.make::<Stream>(kind, 0)?;
    if let Some(number) = file.as_small() {
        stream.file.set(number as usize);
        if (0..=2).contains(&number) {
            stream.flags.set(STANDARD);
        }
        return Ok(stream.value());
    }
    let path = path_text(vm, file)?;
    match vm.host.open(path, mode.name()) {
        Ok(number) => stream.file.set(number),
        Err(error) => return Err(vm.os_error(error)),
    }
    vm.set_finaliser(stream.value());
    Ok(stream.value())
}

/// File and mode among the arguments.
fn arguments(vm: &mut Vm<'_>, args: Args<'_>) -> Res<[Option<Value>; 2]> {
    let mut found = [None; 4];
    if args.len() > found.len() {
        return raise!(vm, TYPE_ERROR, "extra positional arguments given");
    }
    for (place, &value) in found.iter_mut().zip(args.positional) {
        *place = Some(value);
    }
    for (name, value) in args.pairs() {
        let text = vm.text(name).unwrap_or_default();
        match NAMES.iter().position(|name| *name == text) {
            Some(at) if found[at].is_none() => found[at] = Some(value),
            _ => return raise!(vm, TYPE_ERROR, "extra keyword arguments given"),
        }
    }
    if let Some(buffering) = found[2] {
        vm.to_index(buffering)?;
    }
    Ok([found[0], found[1]])
}

/// The text of a path or mode: a str or bytes.
fn path_text<'a>(vm: &mut Vm<'_>, value: Value) -> Res<&'a [u8]> {
    let value = vm.native_part(value);
    if let Some(text) = vm.text(value) {
        return Ok(text);
    }
    match value.get_kind::<Text>(Kind::Bytes) {
        Some(bytes) => Ok(bytes.bytes()),
        None => raise!(vm, TYPE_ERROR, "can't convert '{}' object to str implicitly", vm.type_name(value)),
    }
}

/// What a mode says. Letters that mean nothing are passed over, and of those that contradict each other the last counts
/// (MicroPython, extmod/vfs_posix_file.c).
struct Mode {
    letter: u8,
    both: bool,
    is_bytes: bool,
}

impl Mode {
    fn parse(text: &[u8]) -> Mode {
        let mut mode = Mode { letter: b'r', both: false, is_bytes: false };
        for &byte in text {
            match byte {
                b'r' | b'w' | b'a' | b'x' => (mode.letter, mode.both) = (byte, false),
                b'+' => mode.both = true,
                b'b' => mode.is_bytes = true,
                b't' => mode.is_bytes = false,
                _ => {}
            }
        }
        mode
    }

    /// As the host takes it.
    fn name(&self) -> &'static str {
        match (self.letter, self.both) {
            (b'w', false) => "w",
            (b'w', true) => "w+",
            (b'a', false) => "a",
            (b'a', true) => "a+",
            (b'x', false) => "x",
            (b'x', true) => "x+",
            (_, false) => "r",
            (_, true) => "r+",
        }
    }
}
