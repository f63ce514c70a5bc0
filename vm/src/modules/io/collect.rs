//! A str or bytes that grows while its bytes come in.

use crate::error::Res;
use crate::object::*;
use crate::raise;
use crate::types::exceptions::*;
use crate::value::{Gc, Value};
use crate::vm::{Scope, Vm};

/// A str or bytes that is being filled.
///
/// It is the last thing that is kept on the stack: what is made while it grows is let go of.
pub(crate) struct Collect {
    text: Gc<Text>,
    len: usize,
    scope: Scope,
}

impl Collect {
    /// An empty one of a kind, with some room.
    pub(crate) fn new(vm: &mut Vm<'_>, kind: Kind, room: usize) -> Res<Collect> {
        let scope = vm.scope();
        let text = vm.make::<Text>(kind, room)?;
        Ok(Collect { text, len: 0, scope })
    }

    /// The bytes so far.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.text.room()[..self.len]
    }

    /// How many bytes there are so far.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// Makes room for more bytes.
    pub(crate) fn reserve(&mut self, vm: &mut Vm<'_>, more: usize) -> Res<()> {
        let room = self.text.room().len();
        let wanted = self.len.saturating_add(more);
        if wanted <= room {
            return Ok(());
        }
        let larger = wanted.max(room.saturating_mul(2));
        if vm.resize_text(self.text, larger) {
            return Ok(());
        }
        let kind = self.text.value().kind();
        let new = match vm.make::<Text>(kind, larger) {
            Ok(new) => new,
            Err(_) => {
                vm.raised = None;
                vm.make::<Text>(kind, wanted)?
            }
        };
        new.room()[..self.len].copy_from_slice(self.bytes());
        let old = core::mem::replace(&mut self.text, new);
        vm.end(self.scope);
        vm.keep(new.value())?;
        vm.free_block(Some(old.value()));
        Ok(())
    }

    /// The room behind the bytes, up to so much of it; what was put there is added by [`Collect::add`].
    pub(crate) fn spare<'a>(&self, most: usize) -> &'a mut [u8] {
        let spare = &mut self.text.room()[self.len..];
        let most = most.min(spare.len());
        &mut spare[..most]
    }

    /// Counts bytes in the room behind as there.
    pub(crate) fn add(&mut self, count: usize) {
        self.len = (self.len + count).min(self.text.room().len());
    }

    /// The finished object.
    ///
    /// # Errors
    ///
    /// UnicodeError for a str whose bytes are not UTF-8.
    pub(crate) fn finish(self, vm: &mut Vm<'_>) -> Res {
        if self.text.value().kind() == Kind::Str {
            check_utf8(vm, self.bytes())?;
        }
        vm.finish_text(self.text, self.len)
    }
}

/// A str of bytes that may not be UTF-8.
pub(crate) fn checked_str(vm: &mut Vm<'_>, bytes: &[u8]) -> Res {
    check_utf8(vm, bytes)?;
    vm.str_from(bytes)
}

/// Fails where bytes are not UTF-8, as MicroPython's `mp_obj_new_str_from_vstr` does (py/objstr.c).
fn check_utf8(vm: &mut Vm<'_>, bytes: &[u8]) -> Res<()> {
    if !bytes.is_ascii() && core::str::from_utf8(bytes).is_err() {
        return Err(vm.raise_plain(&UNICODE_ERROR));
    }
    Ok(())
}

/// How many bytes a character takes by its first one; five for what begins none, as MicroPython counts (py/stream.c).
pub(crate) fn width(first: u8) -> usize {
    match first {
        0..=0x7f => 1,
        0xc0..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf7 => 4,
        _ => 5,
    }
}

impl Vm<'_> {
    /// MemoryError for a size that no memory has.
    pub(crate) fn too_large<T>(&mut self, bytes: isize) -> Res<T> {
        raise!(self, MEMORY_ERROR, "memory allocation failed, allocating {} bytes", bytes as usize)
    }
}

/// The number of characters or bytes that an argument asks for; none for all there are.
pub(crate) fn size_of_argument(vm: &mut Vm<'_>, argument: Option<&Value>) -> Res<Option<usize>> {
    match argument {
        None => Ok(None),
        Some(&size) => match vm.to_index(size)? {
            -1 => Ok(None),
            size if size < 0 => vm.too_large(size),
            size => Ok(Some(size as usize)),
        },
    }
}
