//! What streams do at the bottom: read some, write some, move, flush, close; in memory and in files of the host.
//!
//! Errors of the host are numbers here; the methods make exceptions of them, or `None` where a stream that does not wait has
//! nothing at the moment.

use crate::error::Res;
use crate::host::{EBADF, EINVAL, Errno, Seek};
use crate::native::Args;
use crate::object::*;
use crate::raise;
use crate::types::exceptions::*;
use crate::value::{Gc, Value};
use crate::vm::Vm;

/// `Stream::flags`: it was closed.
pub(crate) const CLOSED: usize = 1;
/// `Stream::flags`: standard input, output or error.
pub(crate) const STANDARD: usize = 2;
/// `Stream::flags`: the host can move in the file.
pub(crate) const SEEKABLE: usize = 4;
/// `Stream::flags`: the host cannot move in the file.
pub(crate) const NOT_SEEKABLE: usize = 8;
/// `Stream::flags`: its memory is an object of the program, to be copied before it is written to.
const SHARED: usize = 16;

/// Nothing can be read or written at the moment.
pub(crate) const EAGAIN: Errno = 11;
/// A file would be too large.
const EFBIG: Errno = 27;
/// There is no moving in a pipe.
const ESPIPE: Errno = 29;

/// The kind of what is read: str or bytes.
pub(crate) fn content_of(stream: Gc<Stream>) -> Kind {
    match stream.value().kind() {
        Kind::StringIo | Kind::TextFile => Kind::Str,
        _ => Kind::Bytes,
    }
}

/// The name of a stream's type.
pub(crate) fn name_of(stream: Value) -> &'static str {
    match stream.kind() {
        Kind::StringIo => "StringIO",
        Kind::BytesIo => "BytesIO",
        Kind::TextFile => "TextIOWrapper",
        _ => "FileIO",
    }
}

fn is_memory(stream: Gc<Stream>) -> bool {
    matches!(stream.value().kind(), Kind::StringIo | Kind::BytesIo)
}

/// Makes a StringIO or BytesIO: empty, with the bytes of an object, or with room for some.
///
/// Further arguments are ignored, as MicroPython does (py/objstringio.c).
pub(crate) fn make(vm: &mut Vm<'_>, kind: Kind, args: Args<'_>) -> Res {
    let stream = vm.make::<Stream>(kind, 0)?;
    let Some(&initial) = args.first() else { return Ok(stream.value()) };
    if matches!(initial.kind(), Kind::Int) {
        let room = vm.to_index(initial)?;
        let buffer = vm.make::<Buffer>(Kind::ByteArray, 0)?;
        stream.buffer.set(Some(buffer.value()));
        match usize::try_from(room) {
            Ok(room) => vm.buffer_reserve(buffer, room)?,
            Err(_) => return vm.too_large(room),
        }
    } else if matches!(initial.kind(), Kind::Str | Kind::Bytes) {
        stream.buffer.set(Some(initial));
        stream.flags.set(SHARED);
    } else {
        let bytes = vm.bytes_of(initial)?.bytes();
        let buffer = vm.make::<Buffer>(Kind::ByteArray, 0)?;
        stream.buffer.set(Some(buffer.value()));
        vm.buffer_append(buffer, bytes)?;
    }
    Ok(stream.value())
}

/// Closes a file that nothing refers to any more.
pub(crate) fn finalise(vm: &mut Vm<'_>, value: Value) {
    if let Some(stream) = value.get::<Stream>() {
        vm.close_stream(stream);
    }
}

impl Vm<'_> {
    /// A stream of one of the kinds in this module.
    pub(crate) fn stream(&mut self, value: Value) -> Res<Gc<Stream>> {
        match self.native_part(value).get::<Stream>() {
            Some(stream) => Ok(stream),
            None => raise!(self, OS_ERROR, "stream operation not supported"),
        }
    }

    /// Fails if a stream is closed.
    pub(crate) fn check_open(&mut self, stream: Gc<Stream>) -> Res<()> {
        if stream.flags.get() & CLOSED != 0 {
            return raise!(self, VALUE_ERROR, "I/O operation on closed file");
        }
        Ok(())
    }

    /// The bytes of a stream in memory, as long as it is not written to.
    pub(crate) fn memory_of<'a>(&mut self, stream: Gc<Stream>) -> Res<&'a [u8]> {
        let Some(memory) = stream.buffer.get() else { return Ok(&[]) };
        match memory.get_kind::<Buffer>(Kind::ByteArray) {
            Some(buffer) => Ok(buffer.bytes()),
            None => Ok(self.bytes_of(memory)?.bytes()),
        }
    }

    /// The bytes of a stream in memory from its position on.
    pub(crate) fn rest_of<'a>(&mut self, stream: Gc<Stream>) -> Res<&'a [u8]> {
        let memory = self.memory_of(stream)?;
        Ok(memory.get(stream.position.get()..).unwrap_or_default())
    }

    /// Reads some bytes of a stream, which is open: at least one, but at its end.
    pub(crate) fn read_some(&mut self, stream: Gc<Stream>, to: &mut [u8]) -> Res<Result<usize, Errno>> {
        if is_memory(stream) {
            let rest = self.rest_of(stream)?;
            let count = rest.len().min(to.len());
            to[..count].copy_from_slice(&rest[..count]);
            stream.position.set(stream.position.get() + count);
            return Ok(Ok(count));
        }
        if stream.value().kind() == Kind::RingIo {
            return self.read_ring(stream, to).map(Ok);
        }
        if to.is_empty() {
            return Ok(Ok(0));
        }
        let file = stream.file.get();
        Ok(match stream.flags.get() & STANDARD != 0 {
            true if file == 0 => return self.read_input(to),
            true => Err(EBADF),
            false => self.host.read_file(file, to),
        })
    }

    /// Reads until there is as much as asked for, or no more. An error counts if nothing was read before it.
    pub(crate) fn read_fully(&mut self, stream: Gc<Stream>, to: &mut [u8]) -> Res<Result<usize, Errno>> {
        let mut done = 0;
        while done < to.len() {
            match self.read_some(stream, &mut to[done..])? {
                Ok(0) => break,
                Ok(count) => done += count.min(to.len() - done),
                Err(EAGAIN) if done > 0 => break,
                Err(error) => return Ok(Err(error)),
            }
        }
        Ok(Ok(done))
    }

    /// Writes some bytes to a stream.
    fn write_some(&mut self, stream: Gc<Stream>, from: &[u8]) -> Res<Result<usize, Errno>> {
        self.check_open(stream)?;
        if is_memory(stream) {
            return self.write_memory(stream, from);
        }
        if stream.value().kind() == Kind::RingIo {
            return self.write_ring(stream, from).map(Ok);
        }
        let file = stream.file.get();
        if stream.flags.get() & STANDARD != 0 {
            if file == 2 {
                self.host.write_error(from)
            } else {
                self.host.write(from)
            }
            return Ok(Ok(from.len()));
        }
        Ok(self.host.write_file(file, from))
    }

    /// Writes all of some bytes to a stream, and gives how many.
    pub(crate) fn write_fully(&mut self, stream: Gc<Stream>, from: &[u8]) -> Res<Result<usize, Errno>> {
        let mut done = 0;
        while done < from.len() {
            match self.write_some(stream, &from[done..])? {
                Ok(0) => break,
                Ok(count) => done += count.min(from.len() - done),
                Err(EAGAIN) if done > 0 => break,
                Err(error) => return Ok(Err(error)),
            }
        }
        Ok(Ok(done))
    }

    fn write_memory(&mut self, stream: Gc<Stream>, from: &[u8]) -> Res<Result<usize, Errno>> {
        let buffer = self.own_buffer(stream)?;
        let position = stream.position.get();
        let Some(end) = position.checked_add(from.len()) else { return Ok(Err(EFBIG)) };
        self.buffer_reserve(buffer, end)?;
        let len = buffer.len.get();
        if end > len {
            buffer.len.set(end);
        }
        let bytes = buffer.bytes_mut();
        // Moving past the end leaves a gap.
        if position > len {
            bytes[len..position].fill(0);
        }
        bytes[position..end].copy_from_slice(from);
        stream.position.set(end);
        Ok(Ok(from.len()))
    }

    /// The buffer of a stream in memory, which belongs to it alone.
    fn own_buffer(&mut self, stream: Gc<Stream>) -> Res<Gc<Buffer>> {
        if stream.flags.get() & SHARED == 0
            && let Some(buffer) = stream.buffer.get().and_then(|buffer| buffer.get::<Buffer>())
        {
            return Ok(buffer);
        }
        let scope = self.scope();
        let buffer = self.make::<Buffer>(Kind::ByteArray, 0)?;
        let bytes = self.memory_of(stream)?;
        self.buffer_append(buffer, bytes)?;
        stream.buffer.set(Some(buffer.value()));
        stream.flags.set(stream.flags.get() & !SHARED);
        self.end(scope);
        Ok(buffer)
    }

    /// Moves in a stream: from its start (0), its position (1) or its end (2). Gives the new position.
    pub(crate) fn seek_stream(
        &mut self,
        stream: Gc<Stream>,
        offset: isize,
        whence: isize,
    ) -> Res<Result<usize, Errno>> {
        if is_memory(stream) {
            return self.seek_memory(stream, offset, whence);
        }
        self.check_open(stream)?;
        let offset = offset as i64;
        let to = match whence {
            0 => Seek::Start(offset as u64),
            1 => Seek::Current(offset),
            2 => Seek::End(offset),
            _ => return Ok(Err(EINVAL)),
        };
        if stream.flags.get() & STANDARD != 0 {
            return Ok(Err(ESPIPE));
        }
        let place = self.host.seek_file(stream.file.get(), to);
        Ok(place.map(|place| usize::try_from(place).unwrap_or(usize::MAX)))
    }

    /// As in MicroPython, moving before the start stops at the start, and a closed stream has no bytes.
    fn seek_memory(&mut self, stream: Gc<Stream>, offset: isize, whence: isize) -> Res<Result<usize, Errno>> {
        let from = match whence {
            1 => stream.position.get(),
            2 => self.memory_of(stream)?.len(),
            _ => 0,
        };
        let place = if offset < 0 {
            from.saturating_sub(offset.unsigned_abs())
        } else {
            match from.checked_add(offset.unsigned_abs()) {
                Some(place) => place,
                None => return Ok(Err(EINVAL)),
            }
        };
        stream.position.set(place);
        Ok(Ok(place))
    }

    /// Writes out what the host has buffered.
    pub(crate) fn flush_stream(&mut self, stream: Gc<Stream>) -> Res<Result<(), Errno>> {
        if is_memory(stream) {
            return Ok(Ok(()));
        }
        self.check_open(stream)?;
        if stream.flags.get() & STANDARD != 0 {
            self.host.flush();
            return Ok(Ok(()));
        }
        Ok(self.host.flush_file(stream.file.get()))
    }

    /// Closes a stream; nothing if it is closed.
    pub(crate) fn close_stream(&mut self, stream: Gc<Stream>) {
        let flags = stream.flags.get();
        if flags & CLOSED != 0 || stream.value().kind() == Kind::RingIo {
            return;
        }
        stream.flags.set(flags | CLOSED);
        if is_memory(stream) {
            stream.buffer.set(None);
        } else if flags & STANDARD == 0 {
            self.host.close_file(stream.file.get());
        }
    }
}
