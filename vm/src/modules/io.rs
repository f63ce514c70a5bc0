//! Module `io`: streams in memory and in files of the host, and what Python classes need to be streams.
//!
//! At the bottom (`stream`) each kind reads some bytes, writes some, moves and closes. The methods on top of that (`methods`)
//! are the same for all of them (MicroPython, py/stream.c), as is printing to a stream (`writer`).

mod collect;
pub(crate) mod methods;
mod open;
pub(crate) mod stream;
mod writer;

use crate::error::Res;
use crate::native::{Member, Native, NativeModule, Type};
use crate::object::*;
use crate::print::{Out, Style};
use crate::value::Value;
use crate::vm::Vm;
use methods::*;
use stream::{STANDARD, content_of, name_of};

/// The module.
pub static IO: NativeModule = NativeModule {
    name: "io",
    members: &[
        Member::Function(OPEN),
        Member::Type("IOBase", &writer::IO_BASE),
        Member::Type("StringIO", &STRING_IO),
        Member::Type("BytesIO", &BYTES_IO),
        Member::Type("BufferedWriter", &writer::BUFFERED_WRITER),
    ],
    init: None,
    is_writable: false,
};

/// The function `open`, which is a builtin as well.
pub(crate) const OPEN: Native = Native::any("open", 0, 255, open::open);

/// What all streams have.
const fn stream_type(name: &'static str, members: &'static [Member]) -> Type {
    Type {
        hash: Some(|_, value| Ok((value.bits() >> 3) as isize)),
        next: Some(next_line),
        print: Some(print),
        members,
        ..Type::new(name)
    }
}

const MEMORY_MEMBERS: &[Member] = &[
    Member::Function(READ),
    Member::Function(READINTO),
    Member::Function(READLINE),
    Member::Function(WRITE),
    Member::Function(SEEK),
    Member::Function(TELL),
    Member::Function(FLUSH),
    Member::Function(CLOSE),
    Member::Function(Native::new("getvalue", 1, 1, |vm, args| {
        let stream = vm.stream(args[0])?;
        vm.check_open(stream)?;
        let bytes = vm.memory_of(stream)?;
        match content_of(stream) {
            Kind::Str => collect::checked_str(vm, bytes),
            _ => vm.bytes(bytes),
        }
    })),
    Member::Function(ENTER),
    Member::Function(LEAVE),
];

/// The type `StringIO`.
pub static STRING_IO: Type = Type {
    make: Some(|vm, _, args| stream::make(vm, Kind::StringIo, args)),
    ..stream_type("StringIO", MEMORY_MEMBERS)
};

/// The type `BytesIO`.
pub static BYTES_IO: Type = Type {
    make: Some(|vm, _, args| stream::make(vm, Kind::BytesIo, args)),
    ..stream_type("BytesIO", MEMORY_MEMBERS)
};

const FILE_MEMBERS: &[Member] = &[
    Member::Function(Native::new("fileno", 1, 1, |vm, args| {
        let stream = vm.stream(args[0])?;
        vm.check_open(stream)?;
        vm.int(stream.file.get() as i64)
    })),
    Member::Function(READ),
    Member::Function(READINTO),
    Member::Function(READLINE),
    Member::Function(READLINES),
    Member::Function(WRITE),
    Member::Function(SEEK),
    Member::Function(TELL),
    Member::Function(FLUSH),
    Member::Function(CLOSE),
    Member::Function(Native::new("__del__", 1, 1, close)),
    Member::Function(ENTER),
    Member::Function(LEAVE),
];

/// The type of text files.
pub static TEXT_FILE: Type = Type {
    attribute: Some(|vm, value, name| {
        let stream = vm.stream(value)?;
        if stream.flags.get() & STANDARD == 0 || vm.symbol_text(name) != b"buffer" {
            return Ok(None);
        }
        if stream.extra.get().is_none() {
            let buffer = vm.make::<Stream>(Kind::BytesFile, 0)?;
            buffer.file.set(stream.file.get());
            buffer.flags.set(STANDARD);
            stream.extra.set(Some(buffer.value()));
        }
        Ok(stream.extra.get())
    }),
    finalise: Some(stream::finalise),
    ..stream_type("TextIOWrapper", FILE_MEMBERS)
};

/// The type of binary files.
pub static BYTES_FILE: Type =
    Type { finalise: Some(stream::finalise), ..stream_type("FileIO", FILE_MEMBERS) };

fn print(vm: &mut Vm<'_>, out: &mut Out<'_>, value: Value, _: Style) -> Res<()> {
    let Some(stream) = value.get::<Stream>() else { return Ok(()) };
    let name = name_of(value);
    match value.kind() {
        Kind::TextFile | Kind::BytesFile if stream.flags.get() & stream::CLOSED != 0 => {
            vm.write_args(out, format_args!("<io.{name} -1>"))
        }
        Kind::TextFile | Kind::BytesFile => {
            vm.write_args(out, format_args!("<io.{name} {}>", stream.file.get()))
        }
        _ => vm.write_args(out, format_args!("<io.{name} {:#x}>", value.bits())),
    }
}

/// Standard input (0), output (1) or error (2) as a text file, for module `sys`.
///
/// # Errors
///
/// There is no memory.
pub(crate) fn standard(vm: &mut Vm<'_>, number: usize) -> Res {
    let stream = vm.make::<Stream>(Kind::TextFile, 0)?;
    stream.file.set(number);
    stream.flags.set(STANDARD);
    Ok(stream.value())
}
