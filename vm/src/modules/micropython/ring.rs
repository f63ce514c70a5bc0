//! `RingIO`: a stream that hands on what is written to it, with room for a fixed number of bytes (MicroPython,
//! py/objringio.c). It needs no memory once it is made, so that interrupt handlers can write to it.
//!
//! `Stream::position` is where the next byte is read, `Stream::file` is where the next one is written; if they are equal, it
//! is empty. So one byte of the room is never used.

use crate::error::Res;
use crate::modules::io::methods::{CLOSE, READ, READINTO, READLINE, WRITE};
use crate::native::{Args, Member, Native, Type};
use crate::object::*;
use crate::types::exceptions::*;
use crate::value::{Gc, Value};
use crate::vm::Vm;

/// The type `RingIO`.
pub static RING_IO: Type = Type {
    make: Some(make),
    hash: Some(|_, value| Ok((value.bits() >> 3) as isize)),
    members: &[
        Member::Function(Native::new("any", 1, 1, |vm, args| {
            let stream = vm.stream(args[0])?;
            let room = vm.memory_of(stream)?.len();
            vm.int(filled(stream, room) as i64)
        })),
        Member::Function(READ),
        Member::Function(READLINE),
        Member::Function(READINTO),
        Member::Function(WRITE),
        Member::Function(CLOSE),
    ],
    ..Type::new("RingIO")
};

/// Makes one with room for so many bytes, or in the memory of an object.
fn make(vm: &mut Vm<'_>, _: &'static Type, args: Args<'_>) -> Res {
    vm.check_arguments(args, 1, 1, false)?;
    let (memory, size) = match vm.bytes_maybe(args[0])? {
        Some(span) if span.writable => (args[0], span.len),
        _ => {
            let size = vm.to_index(args[0])?.saturating_add(1);
            let size = usize::try_from(size).unwrap_or(0);
            let buffer = vm.make::<Buffer>(Kind::ByteArray, 0)?;
            if size <= usize::from(u16::MAX) {
                vm.buffer_reserve(buffer, size)?;
                buffer.len.set(size);
            }
            (buffer.value(), size)
        }
    };
    if !(2..=usize::from(u16::MAX)).contains(&size) {
        return Err(vm.raise_plain(&VALUE_ERROR));
    }
    let stream = vm.make::<Stream>(Kind::RingIo, 0)?;
    stream.buffer.set(Some(memory));
    Ok(stream.value())
}

/// How many bytes can be read.
fn filled(stream: Gc<Stream>, room: usize) -> usize {
    if room == 0 { 0 } else { (stream.file.get() + room - stream.position.get()) % room }
}

impl Vm<'_> {
    /// The memory of a ring, which may be an object that got smaller: then the ring begins anew.
    fn ring_memory<'a>(&mut self, stream: Gc<Stream>) -> Res<&'a mut [u8]> {
        let memory = stream.buffer.get().unwrap_or(Value::NONE);
        let bytes = self.bytes_of(memory)?.bytes_mut().unwrap_or_default();
        if stream.position.get().max(stream.file.get()) >= bytes.len() {
            stream.position.set(0);
            stream.file.set(0);
        }
        Ok(bytes)
    }

    pub(crate) fn read_ring(&mut self, stream: Gc<Stream>, to: &mut [u8]) -> Res<usize> {
        let memory = self.ring_memory(stream)?;
        let count = filled(stream, memory.len()).min(to.len());
        let mut place = stream.position.get();
        for byte in &mut to[..count] {
            *byte = memory[place];
            place = (place + 1) % memory.len();
        }
        stream.position.set(place);
        Ok(count)
    }

    pub(crate) fn write_ring(&mut self, stream: Gc<Stream>, from: &[u8]) -> Res<usize> {
        let memory = self.ring_memory(stream)?;
        let free = memory.len().saturating_sub(1) - filled(stream, memory.len());
        let count = free.min(from.len());
        let mut place = stream.file.get();
        for &byte in &from[..count] {
            memory[place] = byte;
            place = (place + 1) % memory.len();
        }
        stream.file.set(place);
        Ok(count)
    }
}
