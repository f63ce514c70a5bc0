//! Printing objects, to wherever.

use crate::error::Res;
use crate::object::*;
use crate::types::exceptions::*;
use crate::value::{Gc, Value};
use crate::vm::Vm;
use core::fmt;

/// How an object is printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    /// As `str()` gives it.
    Str,
    /// As `repr()` gives it.
    Repr,
    /// As the last line of a traceback shows an exception.
    Exception,
}

/// Where text goes.
pub enum Out<'a> {
    /// Standard output.
    Console,
    /// Standard error.
    Errors,
    /// A bytearray that grows.
    Buffer(Gc<Buffer>),
    /// Memory of the caller.
    Fixed(&'a mut dyn fmt::Write),
    /// An object that is a stream.
    Object(Value),
}

/// Bytes as text for messages, however they are encoded.
pub(crate) fn lossy(bytes: &[u8]) -> &str {
    match core::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => core::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(),
    }
}

impl Vm<'_> {
    /// Writes text.
    ///
    /// # Errors
    ///
    /// There is no memory for it, or the object that it goes to raised an exception.
    pub fn write(&mut self, out: &mut Out<'_>, text: &[u8]) -> Res<()> {
        match out {
            Out::Console => self.host.write(text),
            Out::Errors => self.host.write_error(text),
            Out::Buffer(buffer) => return self.buffer_append(*buffer, text),
            Out::Fixed(buffer) => _ = buffer.write_str(lossy(text)),
            Out::Object(object) => {
                return self.print_to(*object, text);
            }
        }
        Ok(())
    }

    /// Writes formatted text, up to 256 bytes of it.
    ///
    /// # Errors
    ///
    /// As [`Vm::write`].
    pub fn write_args(&mut self, out: &mut Out<'_>, text: fmt::Arguments<'_>) -> Res<()> {
        let mut buffer = crate::vm::Buffer256::default();
        let _ = fmt::Write::write_fmt(&mut buffer, text);
        self.write(out, buffer.bytes())
    }

    /// Prints an object.
    ///
    /// # Errors
    ///
    /// As [`Vm::write`]; or its class raised an exception; or it is in itself, or nests too deeply.
    pub fn print(&mut self, out: &mut Out<'_>, value: Value, style: Style) -> Res<()> {
        if let Some(number) = value.as_small() {
            return self.write_args(out, format_args!("{number}"));
        }
        match value {
            Value::NONE => return self.write(out, b"None"),
            Value::TRUE => return self.write(out, b"True"),
            Value::FALSE => return self.write(out, b"False"),
            Value::ELLIPSIS => return self.write(out, b"Ellipsis"),
            Value::NOT_IMPLEMENTED => return self.write(out, b"NotImplemented"),
            _ => {}
        }
        let Some(print) = self.type_of(value).print else {
            let name = self.type_name(value);
            if style == Style::Str || value.kind() != Kind::Native {
                return self.write_args(out, format_args!("<{name}>"));
            }
            return self.write_args(out, format_args!("<{name} object at {:x}>", value.bits()));
        };
        if self.is_too_deep() {
            return Err(self.too_deep());
        }
        if let Out::Object(object) = *out
            && self.native_part(object).get::<Stream>().is_none()
        {
            return self.print_whole(object, value, style);
        }
        self.native_depth += 1;
        let result = self.scoped(|vm| print(vm, out, value, style));
        self.native_depth -= 1;
        result
    }

    /// Prints an object to a stream that may be in Python, which then cannot change the object while it is being printed.
    fn print_whole(&mut self, stream: Value, value: Value, style: Style) -> Res<()> {
        self.scoped(|vm| {
            let buffer = vm.make::<Buffer>(Kind::ByteArray, 0)?;
            vm.print(&mut Out::Buffer(buffer), value, style)?;
            vm.print_to(stream, buffer.bytes())
        })
    }

    /// A str of what a function prints.
    ///
    /// # Errors
    ///
    /// Those of the function; or there is no memory.
    pub fn build_str(&mut self, build: impl FnOnce(&mut Self, &mut Out<'_>) -> Res<()>) -> Res {
        self.scoped_value(|vm| {
            let buffer = vm.make::<Buffer>(Kind::ByteArray, 0)?;
            build(vm, &mut Out::Buffer(buffer))?;
            let text = vm.str_from(buffer.bytes())?;
            let block = buffer.block.take();
            vm.free_block(block);
            Ok(text)
        })
    }

    /// `str(object)` or `repr(object)`
    ///
    /// # Errors
    ///
    /// As [`Vm::print`].
    pub fn to_str(&mut self, value: Value, style: Style) -> Res {
        if style == Style::Str && value.kind() == Kind::Str {
            return Ok(value);
        }
        self.build_str(|vm, out| vm.print(out, value, style))
    }

    /// Adds bytes to a bytearray.
    pub(crate) fn buffer_append(&mut self, buffer: Gc<Buffer>, bytes: &[u8]) -> Res<()> {
        let len = buffer.len.get();
        self.buffer_reserve(buffer, len.saturating_add(bytes.len()))?;
        // They may be of the buffer itself, whose block is still there if it was not moved.
        buffer.put(len, bytes);
        buffer.len.set(len + bytes.len());
        Ok(())
    }

    /// Makes room in a bytearray or an array of numbers for so many bytes in all.
    pub(crate) fn buffer_reserve(&mut self, buffer: Gc<Buffer>, wanted: usize) -> Res<()> {
        let block = buffer.block.get().and_then(|block| block.get_kind::<Block>(Kind::Raw));
        let capacity = block.map_or(0, |block| block.byte_size() - WORD);
        if wanted <= capacity {
            return Ok(());
        }
        let room = wanted.max(capacity + capacity / 2).max(24);
        if let Some(block) = block
            && let Some(pointer) = block.value().pointer()
            && self.heap.resize(pointer, WORD + room)
        {
            return Ok(());
        }
        let new = match self.raw_block(room) {
            Ok(new) => new,
            Err(_) => {
                self.raised = None;
                self.raw_block(wanted)?
            }
        };
        let old = buffer.bytes();
        new.bytes_mut()[..old.len()].copy_from_slice(old);
        buffer.block.set(Some(new.value()));
        // The old block is left to the collector: its bytes may be what is being appended.
        Ok(())
    }

    /// Prints an exception as at the end of a program: traceback and message.
    ///
    /// # Errors
    ///
    /// As [`Vm::print`].
    pub fn print_exception(&mut self, out: &mut Out<'_>, exception: Value) -> Res<()> {
        if let Some(native) = self.native_exception(exception) {
            let len = native.traceback_len.get();
            if len > 0 {
                self.write(out, b"Traceback (most recent call last):\n")?;
            }
            for frame in (0..len / 3).rev() {
                let word = |at: usize| {
                    let block = native.traceback.get()?;
                    crate::native::word_of(block, frame * 3 + at)
                };
                let (file, line, name) = (word(0), word(1), word(2));
                self.write(out, b"  File \"")?;
                self.write_name(out, file)?;
                self.write_args(
                    out,
                    format_args!("\", line {}", line.and_then(Value::as_small).unwrap_or(0)),
                )?;
                if name.is_some() {
                    self.write(out, b", in ")?;
                    self.write_name(out, name)?;
                }
                self.write(out, b"\n")?;
            }
        }
        self.print(out, exception, Style::Exception)?;
        self.write(out, b"\n")
    }

    fn write_name(&mut self, out: &mut Out<'_>, name: Option<Value>) -> Res<()> {
        let text = name.and_then(|name| self.text(name)).unwrap_or_default();
        self.write(out, text)
    }

    /// The exception object in an exception, which may be of a class in Python.
    pub(crate) fn native_exception(&self, exception: Value) -> Option<Gc<Exception>> {
        if let Some(instance) = exception.get::<Instance>() {
            return instance.native.get()?.get::<Exception>();
        }
        exception.get::<Exception>()
    }

    /// Whether an object is an exception.
    pub(crate) fn is_exception(&self, value: Value) -> bool {
        self.native_exception(value).is_some()
    }

    /// Whether a value is a class of exceptions.
    pub(crate) fn is_exception_class(&self, value: Value) -> bool {
        matches!(value.kind(), Kind::Class | Kind::Type) && self.extends(value, BASE_EXCEPTION.value())
    }
}
