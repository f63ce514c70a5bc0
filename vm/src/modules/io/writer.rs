//! Writing to whatever is a stream: those of this module, and objects of Python classes that extend `IOBase`; and
//! `BufferedWriter`, which gathers what is written to one.

use super::stream::EAGAIN;
use crate::error::Res;
use crate::host::{EIO, Errno};
use crate::native::{Args, Member, Native, Type};
use crate::object::*;
use crate::raise;
use crate::symbol::Symbol;
use crate::types::exceptions::*;
use crate::value::{Gc, Value};
use crate::vm::Vm;

/// The request of `ioctl` to raise an exception for an error (MicroPython, py/stream.h).
const RAISE_ERROR: isize = 12;

/// The writer is in use.
const EBUSY: Errno = 16;

/// The type `IOBase`: classes that extend it are streams, by the methods that they define (MicroPython, py/modio.c).
pub(crate) static IO_BASE: Type = Type {
    make: Some(|vm, class, _| {
        let object = vm.make::<Opaque>(Kind::Opaque, 0)?;
        object.class.set(Some(class.value()));
        Ok(object.value())
    }),
    hash: Some(|_, value| Ok((value.bits() >> 3) as isize)),
    ..Type::new("IOBase")
};

/// The type `BufferedWriter`. Its values are the stream, a bytearray, and the size at which that is written out.
pub(crate) static BUFFERED_WRITER: Type = Type {
    make: Some(make),
    hash: Some(|_, value| Ok((value.bits() >> 3) as isize)),
    members: &[
        Member::Function(Native::new("write", 2, 4, |vm, args| {
            let bytes = vm.part_of(args)?;
            let object = args[0];
            match vm.write_to(object, bytes)? {
                Ok(count) => Ok(Value::small_unchecked(count as isize)),
                Err(EAGAIN) => Ok(Value::NONE),
                Err(error) => Err(vm.os_error(error)),
            }
        })),
        Member::Function(Native::new("flush", 1, 1, |vm, args| {
            let writer = writer(vm, args[0])?;
            match flush(vm, writer)? {
                Ok(()) => Ok(Value::NONE),
                Err(error) => Err(vm.os_error(error)),
            }
        })),
    ],
    ..Type::new("BufferedWriter")
};

fn make(vm: &mut Vm<'_>, class: &'static Type, args: Args<'_>) -> Res {
    vm.check_arguments(args, 2, 2, false)?;
    let size = vm.to_index(args[1])?;
    if size < 0 {
        return vm.too_large(size);
    }
    let object = vm.make::<Opaque>(Kind::Opaque, 0)?;
    object.class.set(Some(class.value()));
    object.values[0].set(Some(args[0]));
    // A buffer of nothing would never be full.
    object.values[2].set(Value::small(size.max(1)));
    let buffer = vm.make::<Buffer>(Kind::ByteArray, 0)?;
    object.values[1].set(Some(buffer.value()));
    vm.buffer_reserve(buffer, size as usize)?;
    Ok(object.value())
}

fn writer(vm: &mut Vm<'_>, value: Value) -> Res<Gc<Opaque>> {
    let value = vm.native_part(value);
    match value.get::<Opaque>() {
        Some(object) if object.class.get() == Some(BUFFERED_WRITER.value()) => Ok(object),
        _ => raise!(vm, TYPE_ERROR, "a BufferedWriter is required"),
    }
}

/// The bytes that a writer has gathered.
fn gathered(writer: Gc<Opaque>) -> Option<Gc<Buffer>> {
    writer.values[1].get().and_then(|buffer| buffer.get::<Buffer>())
}

/// Writes out what a writer has gathered. Streams that take less than all of it lose the rest, as in MicroPython.
fn flush(vm: &mut Vm<'_>, writer: Gc<Opaque>) -> Res<Result<(), Errno>> {
    let (Some(buffer), Some(stream)) = (gathered(writer), writer.values[0].get()) else {
        return Ok(Err(EBUSY));
    };
    if buffer.len.get() == 0 {
        return Ok(Ok(()));
    }
    // The stream may be a class in Python, which must not write to the buffer that is being written out.
    let scope = vm.scope();
    vm.keep(buffer.value())?;
    writer.values[1].set(None);
    let result = vm.write_to(stream, buffer.bytes());
    writer.values[1].set(Some(buffer.value()));
    vm.end(scope);
    Ok(result?.map(|_| buffer.len.set(0)))
}

fn gather(vm: &mut Vm<'_>, writer: Gc<Opaque>, bytes: &[u8]) -> Res<Result<usize, Errno>> {
    let size = writer.values[2].get().and_then(Value::as_small).unwrap_or(1) as usize;
    let mut rest = bytes;
    loop {
        let Some(buffer) = gathered(writer) else { return Ok(Err(EBUSY)) };
        let room = size.saturating_sub(buffer.len.get());
        if rest.len() < room {
            vm.buffer_append(buffer, rest)?;
            return Ok(Ok(bytes.len()));
        }
        vm.buffer_append(buffer, &rest[..room])?;
        rest = &rest[room..];
        if let Err(error) = flush(vm, writer)? {
            return Ok(Err(error));
        }
        if rest.is_empty() {
            return Ok(Ok(bytes.len()));
        }
    }
}

impl Vm<'_> {
    /// Writes all of some bytes to an object that is a stream.
    ///
    /// The bytes must not be of an object that the stream may change.
    pub(crate) fn write_to(&mut self, object: Value, bytes: &[u8]) -> Res<Result<usize, Errno>> {
        let part = self.native_part(object);
        match part.kind() {
            Kind::StringIo | Kind::BytesIo | Kind::TextFile | Kind::BytesFile | Kind::RingIo => {
                let stream = self.stream(part)?;
                self.write_fully(stream, bytes)
            }
            Kind::Opaque
                if part
                    .get::<Opaque>()
                    .is_some_and(|part| part.class.get() == Some(BUFFERED_WRITER.value())) =>
            {
                let writer = writer(self, part)?;
                gather(self, writer, bytes)
            }
            _ => self.write_by_method(object, bytes),
        }
    }

    /// Whether objects of a class can be written to by calling their method `write`.
    fn has_write(&self, object: Value) -> bool {
        let class = self.class_of(object);
        match object.kind() {
            Kind::Instance => self.extends(class, IO_BASE.value()),
            _ => class.as_type().is_some_and(|class| {
                core::ptr::eq(class, &raw const IO_BASE)
                    || self.member_of_type(class, Symbol::WRITE).is_some()
            }),
        }
    }

    /// Whether an object is a stream that can be written to.
    pub(crate) fn can_write(&self, object: Value) -> bool {
        let part = self.native_part(object);
        self.has_write(object) || (part != object && self.has_write(part))
    }

    fn write_by_method(&mut self, object: Value, bytes: &[u8]) -> Res<Result<usize, Errno>> {
        if !self.has_write(object) {
            return raise!(self, OS_ERROR, "stream operation not supported");
        }
        let mut done = 0;
        while done < bytes.len() {
            let left = &bytes[done..];
            let scope = self.scope();
            let buffer = self.make::<Buffer>(Kind::ByteArray, 0)?;
            self.buffer_append(buffer, left)?;
            let result = self.call_method(object, Symbol::WRITE, &[buffer.value()])?;
            self.end(scope);
            if result == Value::NONE {
                return Ok(if done > 0 { Ok(done) } else { Err(EAGAIN) });
            }
            match self.to_index(result)? {
                0 => break,
                error if error < 0 => return Ok(Err(error.saturating_neg() as Errno)),
                count if count as usize > left.len() => return Ok(Err(EIO)),
                count => done += count as usize,
            }
        }
        Ok(Ok(done))
    }

    /// Prints to a stream.
    pub(crate) fn print_to(&mut self, object: Value, text: &[u8]) -> Res<()> {
        match self.write_to(object, text)? {
            Ok(_) | Err(EAGAIN) => Ok(()),
            Err(error) => {
                if self.native_part(object).get::<Stream>().is_none() && object.kind() == Kind::Instance {
                    // The class may raise something that says more (MicroPython, py/stream.c).
                    let arguments = [RAISE_ERROR, error as isize].map(Value::small_unchecked);
                    self.call_method(object, Symbol::IOCTL, &arguments)?;
                }
                Err(self.os_error(error))
            }
        }
    }
}
