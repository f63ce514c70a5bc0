//! What is set aside for exceptions that come when the heap is locked or full, so that they carry message and traceback
//! nevertheless.
//!
//! It is a kit of objects in the heap, made while there is memory: an exception, a tuple for its arguments, a str for the
//! message, and words for the traceback. An exception that cannot be had otherwise is made of these. As soon as there is
//! memory again, that is, after a collection or when the heap is unlocked, a new kit takes the place of a used one, which
//! from then on is an exception like any other. Before that, the next such exception takes the same objects.

use crate::error::Res;
use crate::native::{Type, set_word_of, word_count, word_of};
use crate::object::*;
use crate::symbol::hash;
use crate::types::exceptions::MEMORY_ERROR;
use crate::value::{Gc, Value, Word};
use crate::vm::{Root, Vm};
use core::ptr::NonNull;

/// The words of a kit.
#[derive(Clone, Copy)]
enum Part {
    Exception,
    Arguments,
    Message,
    Traceback,
    Count,
}

impl Vm<'_> {
    /// Sets aside `size` bytes for exceptions that come when there is no memory: half for the message, a quarter each for
    /// arguments and for the traceback. If that is 0, such exceptions have a type, and nothing else.
    ///
    /// # Errors
    ///
    /// There is no memory for that.
    pub fn set_emergency_memory(&mut self, size: usize) -> Res<()> {
        self.roots[Root::EmergencyBuffer as usize] = None;
        self.emergency_size = size;
        self.emergency_used = true;
        self.renew_emergency();
        if self.emergency_used {
            self.collect();
        }
        if self.emergency_used {
            self.emergency_size = 0;
            self.renew_emergency();
            return Err(self.no_memory(size));
        }
        Ok(())
    }

    /// Makes a new kit, if the last one was used and there is memory.
    pub(crate) fn renew_emergency(&mut self) {
        if !self.emergency_used || self.heap.locks() > 0 {
            return;
        }
        if let Some(kit) = self.make_kit() {
            self.set_root(Root::EmergencyBuffer, kit);
            self.emergency_used = false;
        }
    }

    /// Nothing is collected in between, so the parts need no protection until they are together.
    fn make_kit(&mut self) -> Word {
        let exception = self.take::<Exception>(Kind::Exception, 0)?.value();
        let kit = self.take::<Block>(Kind::Words, Part::Count as usize * WORD)?.value();
        set_word_of(kit, Part::Exception as usize, Some(exception));
        if self.emergency_size > 0 {
            let quarter = self.emergency_size / 4;
            // Frames are three words each.
            let traceback = (quarter / WORD / 3).max(1) * 3;
            let arguments = self.take::<Tuple>(Kind::Tuple, (quarter / WORD).max(1).saturating_mul(WORD))?;
            let message = self.take::<Text>(Kind::Str, self.emergency_size / 2)?;
            let traceback = self.take::<Block>(Kind::Words, traceback.saturating_mul(WORD))?;
            set_word_of(kit, Part::Arguments as usize, Some(arguments.value()));
            set_word_of(kit, Part::Message as usize, Some(message.value()));
            set_word_of(kit, Part::Traceback as usize, Some(traceback.value()));
        }
        Some(kit)
    }

    /// Memory for an object, if it can be had without collecting.
    fn take<T: Object>(&mut self, kind: Kind, extra: usize) -> Option<Gc<T>> {
        let bytes = size_of::<T>().checked_add(extra)?;
        let object = self.heap.allocate_fast(kind, bytes).or_else(|| self.heap.allocate(kind, bytes).ok())?;
        Some(self.as_object(object))
    }

    /// Memory for an object, kept alive for the native function that runs; none instead of an exception.
    fn make_quietly<T: Object>(&mut self, kind: Kind, extra: usize) -> Option<Gc<T>> {
        let object = self.allocate_quietly(kind, size_of::<T>().checked_add(extra)?)?;
        let object = self.as_object::<T>(object);
        self.keep_quietly(object.value())?;
        Some(object)
    }

    /// Memory for an object, after a collection if need be; none instead of an exception.
    pub(crate) fn allocate_quietly(&mut self, kind: Kind, bytes: usize) -> Option<NonNull<Header>> {
        if (self.heap.stress || self.heap.is_due()) && self.heap.may_collect() {
            self.collect();
        }
        if let Some(object) = self.heap.allocate_fast(kind, bytes) {
            return Some(object);
        }
        if let Ok(object) = self.heap.allocate(kind, bytes) {
            return Some(object);
        }
        if self.heap.may_collect() {
            self.collect();
            return self.heap.allocate(kind, bytes).ok();
        }
        None
    }

    /// A block for values, which belongs to an object; none instead of an exception. Not kept alive.
    pub(crate) fn words_block_quietly(&mut self, count: usize) -> Word {
        let bytes = WORD.checked_add(count.checked_mul(WORD)?)?;
        let object = self.allocate_quietly(Kind::Words, bytes)?;
        Some(self.as_object::<Block>(object).value())
    }

    fn part(&self, part: Part) -> Word {
        word_of(self.root(Root::EmergencyBuffer)?, part as usize)
    }

    /// Whether a str is the one of the kit, whose text may change.
    pub(crate) fn is_emergency_text(&self, text: Value) -> bool {
        self.part(Part::Message) == Some(text)
    }

    /// A str for a message: in the heap, or what of it there is room for in the kit.
    pub(crate) fn message(&mut self, text: &[u8]) -> Word {
        let hash_bits = hash(text);
        if let Some(symbol) = self.symbols.lookup(text, hash_bits) {
            return Some(Value::symbol(symbol));
        }
        let (message, len) = match self.make_quietly::<Text>(Kind::Str, text.len()) {
            Some(message) => (message, text.len()),
            None => {
                let message = self.part(Part::Message)?.get_kind::<Text>(Kind::Str)?;
                let mut len = text.len().min(message.byte_size() - size_of::<Text>());
                // No character is cut in two.
                while len < text.len() && len > 0 && text[len] & 0xc0 == 0x80 {
                    len -= 1;
                }
                self.emergency_used = true;
                (message, len)
            }
        };
        let text = &text[..len];
        message.room()[..len].copy_from_slice(text);
        message.len.set(len);
        message.hash.set(hash(text));
        message.ascii.set(crate::bytes::is_ascii(text));
        Some(message.value())
    }

    /// An exception of a native type: in the heap, or made of the kit; none if there is no kit.
    pub(crate) fn exception_quietly(&mut self, class: &'static Type, args: &[Value]) -> Word {
        let exception = match self.exception_in_heap(class, args) {
            Some(exception) => exception,
            None => self.exception_of_kit(class, args)?,
        };
        self.keep_quietly(exception.value())?;
        Some(exception.value())
    }

    fn exception_in_heap(&mut self, class: &'static Type, args: &[Value]) -> Option<Gc<Exception>> {
        let tuple = match args {
            [] => None,
            args => {
                let tuple = self.make_quietly::<Tuple>(Kind::Tuple, args.len().checked_mul(WORD)?)?;
                tuple.len.set(args.len());
                for (at, &value) in args.iter().enumerate() {
                    tuple.set(at, value);
                }
                Some(tuple.value())
            }
        };
        let exception = self.make_quietly::<Exception>(Kind::Exception, 0)?;
        exception.class.set(Some(class.value()));
        exception.args.set(tuple);
        Some(exception)
    }

    fn exception_of_kit(&mut self, class: &'static Type, args: &[Value]) -> Option<Gc<Exception>> {
        let exception = self.part(Part::Exception)?.get::<Exception>()?;
        self.emergency_used = true;
        exception.class.set(Some(class.value()));
        exception.spare.set(None);
        exception.traceback.set(self.part(Part::Traceback));
        exception.traceback_len.set(0);
        exception.args.set(None);
        if let Some(tuple) = self.part(Part::Arguments).and_then(|tuple| tuple.get::<Tuple>()) {
            // More arguments than there is room for are left out, all of them (MicroPython, py/objexcept.c).
            let room = (tuple.byte_size() - size_of::<Tuple>()) / WORD;
            if (1..=room).contains(&args.len()) {
                exception.args.set(Some(tuple.value()));
                tuple.len.set(args.len());
                for (at, &value) in args.iter().enumerate() {
                    tuple.set(at, value);
                }
            }
        }
        Some(exception)
    }

    /// Words for the traceback of an exception that has none yet, where there is no other memory.
    pub(crate) fn emergency_traceback(&mut self) -> Word {
        if self.emergency_used {
            return None;
        }
        let block = self.part(Part::Traceback).filter(|&block| word_count(block) >= 3)?;
        self.emergency_used = true;
        Some(block)
    }

    /// The MemoryError that is there in any case.
    pub(crate) fn last_resort(&mut self) -> Value {
        let reserved = self.root(Root::MemoryError).unwrap_or(Value::NONE);
        if let Some(exception) = reserved.get::<Exception>() {
            exception.class.set(Some(MEMORY_ERROR.value()));
            exception.traceback.set(None);
            exception.traceback_len.set(0);
            exception.args.set(None);
        }
        reserved
    }
}
