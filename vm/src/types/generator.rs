//! Generators and coroutines: frames that are put aside.

use crate::error::{Raised, Res};
use crate::frame::{Entry, HANDLER_WORDS, LINK_WORDS, Left, Link, Place, code_of, copy_words};
use crate::interpreter::{ITER_SLOTS, read_forward};
use crate::native::{Args, Member, Native, Type};
use crate::object::*;
use crate::raise;
use crate::symbol::Symbol;
use crate::types::exceptions::*;
use crate::value::{Gc, Value, Word};
use crate::vm::Vm;
use constrictor_bytecode::opcode::Opcode;

/// `Generator::position` of one that has ended.
pub(crate) const FINISHED: isize = -1;
/// `Generator::position` of one that runs.
const RUNNING: isize = -2;

/// What came of resuming a generator, or another iterator in its place.
pub(crate) enum Resumed {
    Yielded(Value),
    Returned(Value),
    /// Its frame was made, and is to run from a position, with so many operands.
    Entered(isize, usize),
}

/// The type of generators.
pub static GENERATOR: Type = Type {
    print: Some(|vm, out, value, _| {
        let function = value.get::<Generator>().and_then(|generator| generator.function.get());
        let name = function.and_then(|function| function.get::<Function>());
        let name = name.map_or(Symbol::EMPTY, |function| vm.code_name(code_of(function)));
        let name = crate::print::lossy(vm.symbol_text(name));
        vm.write_args(out, format_args!("<generator object '{name}' at {:x}>", value.bits()))
    }),
    iter: Some(|_, generator| Ok(generator)),
    next: Some(next),
    members: &[
        Member::Function(Native::new("close", 1, 1, close)),
        Member::Function(Native::new("send", 2, 2, send)),
        Member::Function(Native::new("throw", 2, 4, throw)),
        Member::Function(Native::new("pend_throw", 2, 2, pend_throw)),
    ],
    ..Type::new("generator")
};

fn as_generator(vm: &mut Vm<'_>, value: Value) -> Res<Gc<Generator>> {
    match value.get_kind::<Generator>(Kind::Generator) {
        Some(generator) => Ok(generator),
        None => raise!(vm, TYPE_ERROR, "expected a generator"),
    }
}

/// Whether it has run before.
#[inline(always)]
fn is_started(generator: Gc<Generator>) -> bool {
    generator.operands.get() != 0 || generator.position.get() != 0
}

#[inline(always)]
fn code_of_generator(generator: Gc<Generator>) -> Option<Gc<Code>> {
    generator.function.get()?.get::<Function>().map(code_of)
}

/// The generator to which one delegates, whose code is given, if it is where it would go on with that.
#[inline(always)]
fn delegate_of(generator: Gc<Generator>, code: Gc<Code>) -> Option<Gc<Generator>> {
    let position = generator.position.get();
    // SAFETY: a position is that of an instruction.
    if position < 0 || unsafe { *code.start.get().offset(position) } != Opcode::YieldFrom as u8 {
        return None;
    }
    let before = usize::from(code.locals.get()) + HANDLER_WORDS * usize::from(code.handlers.get());
    let last = usize::from(generator.operands.get()).checked_sub(1)?;
    // SAFETY: the generator has room for its frame.
    let source = unsafe { *generator.tail().add(before + last) }?;
    source.get_kind::<Generator>(Kind::Generator)
}

/// Whether a generator runs, or one that it delegates to in its place.
fn is_executing(generator: Gc<Generator>) -> bool {
    let mut this = generator;
    loop {
        if this.position.get() == RUNNING {
            return true;
        }
        let next = code_of_generator(this).and_then(|code| delegate_of(this, code));
        match next {
            // That it runs for another one does not count.
            Some(next) if next.parent.get() == Some(this.value()) => this = next,
            _ => return false,
        }
    }
}

fn next(vm: &mut Vm<'_>, generator: Value) -> Res<Word> {
    let generator = as_generator(vm, generator)?;
    match vm.resume(generator, Value::NONE, None)? {
        Resumed::Yielded(value) => Ok(Some(value)),
        Resumed::Returned(value) if value == Value::NONE => Ok(None),
        Resumed::Returned(value) => Err(vm.raise_with(&STOP_ITERATION, value)),
        Resumed::Entered(..) => Ok(None),
    }
}

fn give_or_stop(vm: &mut Vm<'_>, resumed: Resumed) -> Res {
    match resumed {
        Resumed::Yielded(value) => Ok(value),
        Resumed::Returned(value) if value != Value::NONE => Err(vm.raise_with(&STOP_ITERATION, value)),
        _ => Err(vm.raise_plain(&STOP_ITERATION)),
    }
}

fn send(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let generator = as_generator(vm, args[0])?;
    let resumed = vm.resume(generator, args[1], None)?;
    give_or_stop(vm, resumed)
}

fn throw(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let generator = as_generator(vm, args[0])?;
    // `throw(type, value)`: the value counts if it is an exception.
    let exception = match args.get(2) {
        Some(&value) if value != Value::NONE => value,
        _ => args[1],
    };
    // What it is, is for the place to say where it is raised.
    let resumed = vm.resume(generator, Value::NONE, Some(exception))?;
    give_or_stop(vm, resumed)
}

fn close(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let generator = as_generator(vm, args[0])?;
    let exit = vm.exception(&GENERATOR_EXIT, &[])?;
    match vm.resume(generator, Value::NONE, Some(exit)) {
        Ok(Resumed::Yielded(_)) => raise!(vm, RUNTIME_ERROR, "generator ignored GeneratorExit"),
        Ok(_) => Ok(Value::NONE),
        Err(raised) => {
            let exception = vm.caught(raised);
            if vm.is_instance(exception, GENERATOR_EXIT.value())? || vm.is_stop_iteration(exception) {
                Ok(Value::NONE)
            } else {
                Err(vm.raise_value(exception))
            }
        }
    }
}

fn pend_throw(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let generator = as_generator(vm, args[0])?;
    if is_executing(generator) {
        return raise!(vm, VALUE_ERROR, "generator already executing");
    }
    let before = generator.pending.get().unwrap_or(Value::NONE);
    generator.pending.set(Some(args[1]));
    Ok(before)
}

impl Vm<'_> {
    /// Makes a generator of a frame whose variables are set.
    pub(crate) fn make_generator(&mut self, function: Gc<Function>, base: *mut Word) -> Res {
        let code = code_of(function);
        let locals = usize::from(code.locals.get());
        let words = code.frame_words() - LINK_WORDS;
        let generator = self.make_loose::<Generator>(Kind::Generator, words * WORD)?;
        generator.function.set(Some(function.value()));
        // SAFETY: the generator was made with room for the variables, which are on the stack.
        unsafe { core::ptr::copy_nonoverlapping(base, generator.tail(), locals) };
        Ok(generator.value())
    }

    /// Makes the frame of a generator above `sp`, where the frame that runs ends: its own, or at once that of the generator to
    /// which it delegates in the end, if nothing but passing on would come of the frames between. Gives where it goes on and
    /// how many operands it has, or nothing if it has ended.
    pub(crate) fn resume_in_loop(
        &mut self,
        generator: Gc<Generator>,
        sent: Value,
        sp: *mut Word,
        return_to: isize,
        entry: Entry,
        is_thrown: bool,
    ) -> Res<Option<(isize, usize)>> {
        let position = generator.position.get();
        if position == FINISHED {
            return Ok(None);
        }
        if position == RUNNING || (is_thrown && is_executing(generator)) {
            return raise!(self, VALUE_ERROR, "generator already executing");
        }
        if !is_started(generator) && sent != Value::NONE {
            return raise!(self, TYPE_ERROR, "can't send non-None value to a just-started generator");
        }
        let Some(mut code) = code_of_generator(generator) else { return Ok(None) };
        let mut words = code.frame_words();
        let mut innermost = generator;
        // Whether all on the way ran for one another when they ran last: only then one that runs now runs for this one.
        let mut is_linked = true;
        while !is_thrown
            && innermost.pending.get().is_none()
            && let Some(next) = delegate_of(innermost, code)
        {
            let is_child = next.parent.get() == Some(innermost.value());
            if next.position.get() == RUNNING && is_child && is_linked {
                return raise!(self, VALUE_ERROR, "generator already executing");
            }
            // One that runs for another generator is an error in the frame of this one.
            if next.position.get() < 0 || !is_started(next) || (!is_child && is_executing(next)) {
                break;
            }
            let Some(next_code) = code_of_generator(next) else { break };
            is_linked &= is_child;
            next.parent.set(Some(innermost.value()));
            (innermost, code) = (next, next_code);
            words = words.max(code.frame_words());
        }
        generator.parent.set(None);
        // Frames that come in place of this one have room as well.
        if (self.stack_end as usize).saturating_sub(sp as usize) / WORD < words + 64 {
            return Err(self.too_deep());
        }
        let (position, mut operands) = self.make_frame(innermost, code, sp, return_to, entry);
        if position != 0 {
            // SAFETY: there is room for one more operand: it was there when the generator yielded.
            unsafe { *self.top = Some(sent) };
            self.top = self.top.wrapping_add(1);
            operands += 1;
        }
        Ok(Some((position, operands)))
    }

    /// Makes the frame of a generator from `sp` on, which is within the stack with all its words. Gives where it goes on and
    /// how many operands it has.
    #[inline]
    fn make_frame(
        &mut self,
        generator: Gc<Generator>,
        code: Gc<Code>,
        sp: *mut Word,
        return_to: isize,
        entry: Entry,
    ) -> (isize, usize) {
        let locals = usize::from(code.locals.get());
        let link = Link(sp.wrapping_add(locals));
        let function = generator.function.get().unwrap_or(Value::NONE);
        let operands = usize::from(generator.operands.get());
        link.fill(function, self.link, sp, return_to, entry, Some(generator.value()));
        link.set_handlers(usize::from(generator.handlers.get()));
        let handler_room = HANDLER_WORDS * usize::from(code.handlers.get());
        // SAFETY: the frame is within the stack, and the generator was made with room for all of it.
        unsafe {
            copy_words(generator.tail(), sp, locals);
            copy_words(generator.tail().add(locals), link.handler_area(), handler_room);
            copy_words(generator.tail().add(locals + handler_room), link.bottom(), operands);
        }
        let position = generator.position.replace(RUNNING);
        self.link = link;
        self.top = link.bottom().wrapping_add(operands);
        (position, operands)
    }

    /// After a frame from `sp` on, whose generator has ended: makes the frame of the one that delegated to it in its place, to
    /// end as that would have. Gives where it delegates; the generator that has ended is its last operand.
    fn make_frame_of_parent(
        &mut self,
        parent: Value,
        sp: *mut Word,
        return_to: isize,
        entry: Entry,
    ) -> Option<isize> {
        let parent = parent.get_kind::<Generator>(Kind::Generator)?;
        let code = code_of_generator(parent)?;
        Some(self.make_frame(parent, code, sp, return_to, entry).0)
    }

    /// Puts the frame of a generator aside, to go on at `position`.
    fn put_aside(&mut self, link: Link, sp: *mut Word, position: isize) {
        let Some(generator) = link.extra().and_then(|extra| extra.get_kind::<Generator>(Kind::Generator))
        else {
            return;
        };
        let code = link.code();
        let locals = usize::from(code.locals.get());
        let handler_room = HANDLER_WORDS * usize::from(code.handlers.get());
        let operands = (sp as usize - link.bottom() as usize) / WORD;
        // SAFETY: as when it was resumed.
        unsafe {
            copy_words(link.base(), generator.tail(), locals);
            copy_words(link.handler_area(), generator.tail().add(locals), handler_room);
            copy_words(link.bottom(), generator.tail().add(locals + handler_room), operands);
        }
        generator.handlers.set(link.handlers() as u16);
        generator.operands.set(operands as u16);
        generator.position.set(position);
        generator.parent.set(None);
    }

    /// Yields a value to whoever resumed the generator of a frame, and so on where generators delegate. The frame has its
    /// operands up to `sp`, and is to go on at `position`.
    pub(crate) fn give(
        &mut self,
        mut link: Link,
        value: Value,
        mut sp: *mut Word,
        mut position: isize,
    ) -> Left {
        loop {
            self.put_aside(link, sp, position);
            let entry = link.entry();
            sp = link.result();
            position = link.position();
            self.link = link.before();
            self.top = sp;
            link = self.link;
            match entry {
                Entry::For => {
                    let mut ip = link.code().start.get().wrapping_offset(position + 1);
                    // SAFETY: it is past the opcode of a `for` loop's instruction.
                    unsafe { read_forward(&mut ip) };
                    // SAFETY: the loop has room for the item.
                    unsafe { sp.write(Some(value)) };
                    return Left::For(Place { ip, sp: sp.wrapping_add(1) });
                }
                // The outer generator yields it too, at the same instruction.
                Entry::Delegate => {}
                _ => return Left::ForNative(value),
            }
        }
    }

    /// Ends a frame that returns, where its result is not simply an operand of the frame before.
    pub(crate) fn finish_frame(&mut self, link: Link, result: Value) -> Res<Left> {
        let entry = link.entry();
        if entry == Entry::Init && result != Value::NONE {
            let name = self.type_name(result);
            return raise!(self, TYPE_ERROR, "__init__() should return None, not '{name}'");
        }
        if let (Entry::For | Entry::Delegate | Entry::Resume, Some(generator)) =
            (entry, link.extra().and_then(|extra| extra.get_kind::<Generator>(Kind::Generator)))
        {
            generator.position.set(FINISHED);
            if let Some(parent) = generator.parent.take() {
                let (sp, return_to) = (link.base(), link.position());
                self.link = link.before();
                if let Some(position) = self.make_frame_of_parent(parent, sp, return_to, entry) {
                    // SAFETY: the last operand is the generator that has ended.
                    unsafe { *self.top.wrapping_sub(1) = Some(result) };
                    let ip = self.link.code().start.get().wrapping_offset(position + 1);
                    return Ok(Left::For(Place { ip, sp: self.top }));
                }
            }
        }
        self.link = link.before();
        self.top = link.base();
        let sp = link.result();
        if matches!(entry, Entry::Native | Entry::Resume) {
            return Ok(Left::ForNative(result));
        }
        let start = self.link.code().start.get().wrapping_offset(link.position());
        Ok(Left::For(match entry {
            Entry::For => {
                let mut ip = start.wrapping_add(1);
                // SAFETY: it is past the opcode of a `for` loop's instruction.
                let distance = unsafe { read_forward(&mut ip) };
                Place { ip: ip.wrapping_add(distance), sp: sp.wrapping_sub(ITER_SLOTS) }
            }
            Entry::Delegate => {
                // SAFETY: the iterator that is delegated to is on top.
                unsafe { *sp.wrapping_sub(1) = Some(result) };
                Place { ip: start.wrapping_add(1), sp }
            }
            _ => {
                let result = if entry == Entry::Init { link.extra() } else { Some(result) };
                // SAFETY: the place of the callee is free now.
                unsafe { sp.write(result) };
                Place { ip: start, sp: sp.wrapping_add(1) }
            }
        }))
    }

    /// Ends the generator of a frame that an exception leaves. Gives the exception to go on with, and where: in the frame of
    /// the generator that delegated to it, if that has none and gets one here.
    pub(crate) fn end_generator(&mut self, link: Link, exception: Value) -> (Value, Option<isize>) {
        let (sp, return_to, entry) = (link.base(), link.position(), link.entry());
        let mut parent = None;
        if let Some(generator) = link.extra().and_then(|extra| extra.get_kind::<Generator>(Kind::Generator)) {
            generator.position.set(FINISHED);
            parent = generator.parent.take();
        }
        let exception = if self.is_stop_iteration(exception) {
            let raised = self.raise(&RUNTIME_ERROR, format_args!("generator raised StopIteration"));
            self.caught(raised)
        } else {
            exception
        };
        let position = parent.and_then(|parent| self.make_frame_of_parent(parent, sp, return_to, entry));
        (exception, position)
    }

    /// Resumes a generator from native code: sends it a value, or raises an exception in it.
    pub(crate) fn resume(&mut self, generator: Gc<Generator>, sent: Value, thrown: Word) -> Res<Resumed> {
        let thrown = match generator.pending.get() {
            Some(pending) if thrown.is_none() && pending != Value::NONE => {
                generator.pending.set(None);
                Some(pending)
            }
            _ => thrown,
        };
        if self.is_too_deep() {
            return Err(self.too_deep());
        }
        let is_fresh = generator.position.get() == 0 && generator.operands.get() == 0;
        if let Some(exception) = thrown
            && is_fresh
        {
            generator.position.set(FINISHED);
            let raised = self.raise_value(exception);
            let exception = self.caught(raised);
            // As if its first instruction had raised it.
            if let Some(function) = generator.function.get().and_then(|function| function.get::<Function>()) {
                self.add_traceback(exception, code_of(function), 0);
            }
            return Err(self.raise_value(exception));
        }
        let scope = self.scope();
        self.keep(generator.value())?;
        let sp = self.top;
        let is_thrown = thrown.is_some();
        let Some((position, operands)) =
            self.resume_in_loop(generator, sent, sp, 0, Entry::Resume, is_thrown)?
        else {
            self.end(scope);
            return Ok(Resumed::Returned(Value::NONE));
        };
        if let Some(exception) = thrown {
            // SAFETY: the position is that of an instruction.
            let op = unsafe { *self.link.code().start.get().offset(position) };
            if op == Opcode::YieldFrom as u8 {
                generator.pending.set(Some(exception));
            } else {
                let raised = self.raise_value(exception);
                let exception = self.caught(raised);
                self.raised = Some(exception);
                self.raise_on_entry = true;
            }
        }
        self.resume_at = Some((position, operands));
        self.native_depth += 1;
        let result = self.execute();
        self.native_depth -= 1;
        self.end(scope);
        let value = result?;
        self.keep(value)?;
        if generator.position.get() == FINISHED {
            Ok(Resumed::Returned(value))
        } else {
            Ok(Resumed::Yielded(value))
        }
    }

    /// `yield from`: passes what was sent, or an exception that was thrown, to the iterator delegated to.
    pub(crate) fn delegate(
        &mut self,
        link: Link,
        source: Value,
        sent: Value,
        sp: *mut Word,
        position: isize,
    ) -> Res<Resumed> {
        let outer = link.extra().and_then(|extra| extra.get_kind::<Generator>(Kind::Generator));
        let thrown = outer.and_then(|outer| outer.pending.take());
        if let Some(exception) = thrown {
            return self.delegate_exception(source, exception);
        }
        if let Some(generator) = source.get_kind::<Generator>(Kind::Generator) {
            if generator.pending.get().is_some_and(|pending| pending != Value::NONE) {
                return self.resume(generator, sent, None);
            }
            let entered = self.resume_in_loop(generator, sent, sp, position, Entry::Delegate, false)?;
            return Ok(match entered {
                Some((position, operands)) => Resumed::Entered(position, operands),
                None => Resumed::Returned(Value::NONE),
            });
        }
        if sent == Value::NONE {
            match self.next(source) {
                Ok(Some(value)) => return Ok(Resumed::Yielded(value)),
                Ok(None) => return Ok(Resumed::Returned(Value::NONE)),
                Err(raised) => return self.stopped(raised),
            }
        }
        match self.call_method(source, Symbol::SEND, &[sent]) {
            Ok(value) => Ok(Resumed::Yielded(value)),
            Err(raised) => self.stopped(raised),
        }
    }

    /// A StopIteration is a result; anything else stays an exception.
    fn stopped(&mut self, raised: Raised) -> Res<Resumed> {
        let exception = self.caught(raised);
        if self.is_stop_iteration(exception) {
            return Ok(Resumed::Returned(self.exception_value(exception)));
        }
        Err(self.raise_value(exception))
    }

    fn delegate_exception(&mut self, source: Value, exception: Value) -> Res<Resumed> {
        let is_exit = self.exception_match(exception, GENERATOR_EXIT.value())?;
        let outcome = if let Some(generator) = source.get_kind::<Generator>(Kind::Generator) {
            self.resume(generator, Value::NONE, Some(exception))
        } else {
            let name = if is_exit { Symbol::CLOSE } else { Symbol::THROW };
            match self.load_method_maybe(source, name)? {
                Some((function, receiver)) => {
                    let args: &[Value] = if is_exit { &[] } else { &[exception] };
                    let result = self.call_found(function, receiver, args);
                    if is_exit { result.map(Resumed::Returned) } else { result.map(Resumed::Yielded) }
                }
                None => return Err(self.raise_value(exception)),
            }
        };
        let resumed = match outcome {
            Ok(resumed) => resumed,
            Err(raised) => self.stopped(raised)?,
        };
        match resumed {
            // Even if it was swallowed there, it goes on here.
            Resumed::Returned(_) if is_exit => Err(self.raise_value(exception)),
            resumed => Ok(resumed),
        }
    }
}
