//! Calling: whatever is called, arguments to parameters, and native code that calls back.

use crate::error::Res;
use crate::frame::{Entry, Link, as_function, code_of};
use crate::native::{Args, Native};
use crate::object::*;
use crate::raise;
use crate::symbol::Symbol;
use crate::types::exceptions::*;
use crate::value::{Gc, Value, Word};
use crate::vm::{Root, Vm};
use constrictor_bytecode::prelude::{FLAG_DEFKWARGS, FLAG_GENERATOR, FLAG_VARARGS, FLAG_VARKEYWORDS};

/// What came of entering a call.
pub(crate) enum Called {
    /// It is done.
    Done(Value),
    /// A frame was made, and is to run.
    Entered,
}

/// Room above a frame that native code can count on.
const RESERVE: usize = 32;

/// Arguments on the stack, on the way to what is called.
#[derive(Clone, Copy)]
pub(crate) struct Pending {
    /// The first of them; the words from `floor` up to it are free to be used.
    pub(crate) args: *mut Word,
    pub(crate) floor: *mut Word,
    pub(crate) count: usize,
    pub(crate) keywords: usize,
}

impl Pending {
    fn words(&self) -> usize {
        self.count + 2 * self.keywords
    }

    fn end(&self) -> *mut Word {
        self.args.wrapping_add(self.words())
    }

    /// The arguments as native code takes them.
    fn args<'a>(&self) -> Args<'a> {
        // SAFETY: there are that many words on the stack, and they stay while the call lasts.
        unsafe {
            Args {
                positional: crate::interpreter::values(self.args, self.count),
                keywords: crate::interpreter::values(self.args.add(self.count), 2 * self.keywords),
            }
        }
    }
}

impl Vm<'_> {
    /// Calls a value from native code.
    pub fn call(&mut self, callee: Value, args: &[Value]) -> Res {
        self.call_with(callee, Args::of(args))
    }

    /// Calls a value from native code, with keyword arguments.
    pub fn call_with(&mut self, callee: Value, args: Args<'_>) -> Res {
        self.call_entry(callee, args, None)
    }

    /// Calls a value from native code; `names` is where names of a class body or module are.
    pub(crate) fn call_entry(&mut self, callee: Value, args: Args<'_>, names: Word) -> Res {
        let scope = self.scope();
        let needed = args.positional.len() + args.keywords.len() + 1;
        if self.is_too_deep()
            || (self.stack_end as usize).saturating_sub(self.top as usize) / WORD < needed + RESERVE
        {
            return Err(self.too_deep());
        }
        self.keep(callee)?;
        let first = self.top;
        for &value in args.positional.iter().chain(args.keywords) {
            self.keep(value)?;
        }
        let pending = Pending {
            args: first,
            floor: first.wrapping_sub(1),
            count: args.positional.len(),
            keywords: args.keywords.len() / 2,
        };
        self.native_depth += 1;
        let result = match self.enter(callee, pending, pending.floor, 0, Entry::Native, names) {
            Ok(Called::Done(value)) => Ok(value),
            Ok(Called::Entered) => self.execute(),
            Err(raised) => Err(raised),
        };
        self.native_depth -= 1;
        self.end(scope);
        match result {
            Ok(value) => self.keep(value),
            Err(raised) => Err(raised),
        }
    }

    /// Calls a method that is there.
    pub(crate) fn call_method(&mut self, object: Value, name: Symbol, args: &[Value]) -> Res {
        let (function, receiver) = self.load_method(object, name)?;
        self.call_found(function, receiver, args)
    }

    /// Calls what `load_method` found.
    pub(crate) fn call_found(&mut self, function: Value, receiver: Word, args: &[Value]) -> Res {
        let Some(receiver) = receiver else { return self.call(function, args) };
        let mut all = [Value::NONE; 6];
        let count = args.len().min(5);
        all[0] = receiver;
        all[1..=count].copy_from_slice(&args[..count]);
        self.call(function, &all[..=count])
    }

    #[cold]
    pub(crate) fn too_deep(&mut self) -> crate::error::Raised {
        self.raise(&RUNTIME_ERROR, format_args!("maximum recursion depth exceeded"))
    }

    /// Puts arguments on the stack with starred ones spread out. A bit of `mask` is set for each that is an iterable; a
    /// keyword argument without a name is a mapping.
    pub(crate) fn spread_arguments(
        &mut self,
        args: *mut Word,
        count: usize,
        keywords: usize,
        mask: Value,
        receiver: Word,
    ) -> Res<Pending> {
        let mask = mask.as_small().unwrap_or(0) as usize;
        let first = self.top;
        if let Some(receiver) = receiver {
            self.push_argument(receiver)?;
        }
        // SAFETY: the instruction has that many operands: verified.
        let operand = |at: usize| unsafe { *args.add(at) };
        for at in 0..count {
            let value = operand(at).unwrap_or(Value::NONE);
            if at < usize::BITS as usize && mask >> at & 1 != 0 {
                self.push_items(value)?;
            } else {
                self.push_argument(value)?;
            }
        }
        let positional = (self.top as usize - first as usize) / WORD;
        for at in 0..keywords {
            let value = operand(count + 2 * at + 1).unwrap_or(Value::NONE);
            match operand(count + 2 * at) {
                Some(name) => {
                    self.push_argument(name)?;
                    self.push_argument(value)?;
                }
                None => self.push_entries(value)?,
            }
        }
        let words = (self.top as usize - first as usize) / WORD;
        Ok(Pending { args: first, floor: first, count: positional, keywords: (words - positional) / 2 })
    }

    fn push_argument(&mut self, value: Value) -> Res<()> {
        if (self.stack_end as usize).saturating_sub(self.top as usize) / WORD < RESERVE {
            return Err(self.too_deep());
        }
        self.keep(value).map(|_| ())
    }

    fn push_items(&mut self, iterable: Value) -> Res<()> {
        // Items are collected first, so that what iterating leaves on the stack is not among them.
        let first = self.top;
        let list = self.list(&[])?;
        let Some(items) = list.get::<List>() else { return Ok(()) };
        self.each(iterable, |vm, item| vm.list_append(items, item))?;
        self.push_collected(first, items)
    }

    /// Puts items of a list, which is kept at `first`, on the stack from there on.
    fn push_collected(&mut self, first: *mut Word, items: Gc<List>) -> Res<()> {
        // The list takes the place of its first item, and stays reachable until it is copied.
        self.top = first.wrapping_add(1);
        let len = items.len.get();
        for at in 0..len {
            let item = items.item(at).unwrap_or(Value::NONE);
            self.push_argument(item)?;
        }
        // SAFETY: the items were pushed above the list; they move down by one.
        unsafe { core::ptr::copy(first.add(1), first, len) };
        self.top = first.wrapping_add(len);
        Ok(())
    }

    fn push_entries(&mut self, mapping: Value) -> Res<()> {
        if let Some(dict) = mapping.get::<Dict>().filter(|_| mapping.kind() != Kind::Set) {
            let mut at = 0;
            while let Some((place, key)) = dict.map.next(at, 2) {
                let value = dict.map.value(place).unwrap_or(Value::NONE);
                at = place + 1;
                let key = self.intern_str(key)?;
                self.push_argument(Value::symbol(key))?;
                self.push_argument(value)?;
            }
            return Ok(());
        }
        let first = self.top;
        let list = self.list(&[])?;
        let Some(items) = list.get::<List>() else { return Ok(()) };
        let keys = self.call_method(mapping, Symbol::KEYS, &[])?;
        self.each(keys, |vm, key| {
            let name = vm.intern_str(key)?;
            let value = vm.load_item(mapping, key)?;
            vm.list_append(items, Value::symbol(name))?;
            vm.list_append(items, value)
        })?;
        self.push_collected(first, items)
    }

    /// Begins a call. Arguments are on the stack below `top`; the result is to go to `result`; the frame that runs goes on
    /// at `position`.
    pub(crate) fn enter(
        &mut self,
        mut callee: Value,
        mut pending: Pending,
        result: *mut Word,
        position: isize,
        entry: Entry,
        names: Word,
    ) -> Res<Called> {
        self.top = pending.end();
        loop {
            match callee.kind() {
                Kind::Function => {
                    let Some(function) = as_function(callee) else { continue };
                    for at in (0..function.cells.get()).rev() {
                        // SAFETY: a function has as many words as it has cells.
                        let cell = unsafe { *function.tail().add(at) };
                        self.insert(&mut pending, cell)?;
                    }
                    return self.enter_function(function, pending, result, position, entry, names);
                }
                Kind::Native => {
                    let Some(native) = callee.as_native() else { continue };
                    return self.call_native(native, pending.args()).map(Called::Done);
                }
                Kind::BoundMethod => {
                    let Some(bound) = callee.get_kind::<BoundMethod>(Kind::BoundMethod) else { continue };
                    self.insert(&mut pending, bound.receiver.get())?;
                    callee = bound.function.get().unwrap_or(Value::NONE);
                }
                Kind::Class => return self.instantiate(callee, pending, result, position, entry),
                Kind::Type => {
                    let Some(class) = callee.as_type() else { continue };
                    let Some(make) = class.make else {
                        return raise!(self, TYPE_ERROR, "can't create '{}' instances", class.name);
                    };
                    return make(self, class, pending.args()).map(Called::Done);
                }
                Kind::Instance => {
                    let class = self.class_of(callee);
                    let found = self.lookup_class(class, Symbol::CALL);
                    match found {
                        Some(function) => {
                            // A static method and the like are bound as usual.
                            let (function, receiver) = self.bind(callee, class, function)?;
                            if receiver.is_some() {
                                self.insert(&mut pending, receiver)?;
                            }
                            callee = function;
                        }
                        None => match callee.get::<Instance>().and_then(|object| object.native.get()) {
                            Some(native) if self.type_of(native).call.is_some() => callee = native,
                            _ => return Err(self.not_callable(callee)),
                        },
                    }
                }
                _ => {
                    let Some(call) = self.type_of(callee).call else { return Err(self.not_callable(callee)) };
                    return call(self, callee, pending.args()).map(Called::Done);
                }
            }
        }
    }

    #[cold]
    fn not_callable(&mut self, callee: Value) -> crate::error::Raised {
        let name = self.type_name(callee);
        self.raise(&TYPE_ERROR, format_args!("'{name}' object isn't callable"))
    }

    /// Puts an argument before the others.
    fn insert(&mut self, pending: &mut Pending, value: Word) -> Res<()> {
        if pending.args > pending.floor {
            pending.args = pending.args.wrapping_sub(1);
        } else {
            if pending.end() >= self.stack_end {
                return Err(self.too_deep());
            }
            // SAFETY: there is room for one more word, and the arguments are on the stack.
            unsafe { core::ptr::copy(pending.args, pending.args.add(1), pending.words()) };
        }
        // SAFETY: the place is between `floor` and the end of the stack.
        unsafe { *pending.args = value };
        pending.count += 1;
        self.top = pending.end();
        Ok(())
    }

    /// Calls a native function.
    #[inline]
    pub(crate) fn call_native(&mut self, native: &'static Native, args: Args<'_>) -> Res {
        let count = args.positional.len();
        if count < usize::from(native.least)
            || (count > usize::from(native.most) && native.most != 255)
            || (!args.keywords.is_empty() && !native.keywords())
        {
            return Err(self.wrong_count(args, native.least, native.most, native.keywords()));
        }
        (native.run)(self, args)
    }

    /// Checks the number of arguments of what is called otherwise than as a [`Native`], such as types; 255 for any number.
    pub(crate) fn check_arguments(&mut self, args: Args<'_>, least: u8, most: u8, keywords: bool) -> Res<()> {
        let count = args.positional.len();
        if count < usize::from(least)
            || (count > usize::from(most) && most != 255)
            || (!args.keywords.is_empty() && !keywords)
        {
            return Err(self.wrong_count(args, least, most, keywords));
        }
        Ok(())
    }

    #[cold]
    fn wrong_count(&mut self, args: Args<'_>, least: u8, most: u8, keywords: bool) -> crate::error::Raised {
        let most = if most == 255 { usize::MAX } else { usize::from(most) };
        let args = if keywords { Args::of(args.positional) } else { args };
        self.count_error(args, usize::from(least), most)
    }

    /// Says what is wrong with the number of arguments (MicroPython, `mp_arg_check_num` in py/argcheck.c).
    #[cold]
    fn count_error(&mut self, args: Args<'_>, least: usize, most: usize) -> crate::error::Raised {
        let given = args.positional.len();
        if !args.keywords.is_empty() {
            return self.raise(&TYPE_ERROR, format_args!("function doesn't take keyword arguments"));
        }
        if least == most {
            self.raise(
                &TYPE_ERROR,
                format_args!("function takes {least} positional arguments but {given} were given"),
            )
        } else if given < least {
            let missing = least - given;
            self.raise(&TYPE_ERROR, format_args!("function missing {missing} required positional arguments"))
        } else {
            self.raise(&TYPE_ERROR, format_args!("function expected at most {most} arguments, got {given}"))
        }
    }

    /// Checks that there are no keyword arguments and that the number of others is right: for functions that make objects.
    #[inline]
    pub(crate) fn expect(&mut self, args: Args<'_>, least: usize, most: usize) -> Res<()> {
        if args.keywords.is_empty() && (least..=most).contains(&args.positional.len()) {
            return Ok(());
        }
        Err(self.count_error(args, least, most))
    }

    /// Arguments by parameter: all can be given by name, the first `positional` ones also by position (MicroPython,
    /// `mp_arg_parse_all` in py/argcheck.c).
    pub(crate) fn arguments<const N: usize>(
        &mut self,
        args: Args<'_>,
        positional: usize,
        names: [&str; N],
    ) -> Res<[Word; N]> {
        let mut found = [None; N];
        if args.positional.len() > positional.min(N) {
            return raise!(self, TYPE_ERROR, "extra positional arguments given");
        }
        for (place, &value) in found.iter_mut().zip(args.positional) {
            *place = Some(value);
        }
        for (key, value) in args.pairs() {
            let key = self.text(key).unwrap_or_default();
            match names.iter().position(|name| name.as_bytes() == key) {
                Some(at) if found[at].is_none() => found[at] = Some(value),
                _ => return raise!(self, TYPE_ERROR, "extra keyword arguments given"),
            }
        }
        Ok(found)
    }

    /// Makes the frame of a function, or its generator.
    fn enter_function(
        &mut self,
        function: Gc<Function>,
        pending: Pending,
        result: *mut Word,
        position: isize,
        entry: Entry,
        names: Word,
    ) -> Res<Called> {
        // Without this, a recursion that catches its own end would not be stopped by anything.
        self.poll()?;
        let code = code_of(function);
        let base = pending.args;
        let room = (self.stack_end as usize).saturating_sub(base as usize) / WORD;
        if room < code.frame_words() + pending.words() + RESERVE {
            return Err(self.too_deep());
        }
        let flags = code.flags.get();
        let positional = usize::from(code.positional.get());
        let is_simple = pending.keywords == 0
            && pending.count == positional
            && code.keyword_only.get() == 0
            && flags & (FLAG_VARARGS | FLAG_VARKEYWORDS) == 0;
        // Until its frame is there, a closure may be on the stack no more: its cells have taken its place.
        self.set_root(Root::Callee, function.value());
        let filled = if is_simple { positional } else { self.bind_arguments(function, code, pending)? };
        let locals = usize::from(code.locals.get());
        // SAFETY: the frame is on the stack, whose size was checked.
        unsafe {
            for at in filled..locals {
                *base.add(at) = None;
            }
        }
        let link = Link(base.wrapping_add(locals));
        self.top = link.0;
        if code.cells.get() > 0 {
            self.make_cells(code, base)?;
        }
        if flags & FLAG_GENERATOR != 0 {
            return self.make_generator(function, base).map(Called::Done);
        }
        link.fill(function.value(), self.link, result, position, entry, names);
        link.clear_handlers(code);
        self.link = link;
        Ok(Called::Entered)
    }

    /// Wraps the variables that are shared in cells.
    fn make_cells(&mut self, code: Gc<Code>, base: *mut Word) -> Res<()> {
        for at in 0..usize::from(code.cells.get()) {
            let cell = self.make_loose::<Cell1>(Kind::Cell, 0)?;
            // SAFETY: the numbers of variables in cells stand right before the instructions; the verifier has checked that
            // they are variables of the frame.
            unsafe {
                let number = *code.start.get().sub(usize::from(code.cells.get())).add(at);
                let variable = base.add(usize::from(number));
                cell.value.set(*variable);
                *variable = Some(cell.value());
            }
        }
        Ok(())
    }

    /// Arguments to parameters, where they are not simply equally many. Gives how many variables are set.
    fn bind_arguments(&mut self, function: Gc<Function>, code: Gc<Code>, pending: Pending) -> Res<usize> {
        let flags = code.flags.get();
        let (positional, keyword_only) =
            (usize::from(code.positional.get()), usize::from(code.keyword_only.get()));
        let parameters = positional + keyword_only;
        let defaults = usize::from(code.defaults.get());
        let base = pending.args;
        let rest_place = parameters;
        let words = pending.words();
        // Variables take the place of arguments, which are moved up first.
        let shift = usize::from(code.locals.get()) + 2;
        let moved = base.wrapping_add(shift);
        // SAFETY: the caller has made sure that there is room for the frame and the arguments.
        unsafe {
            core::ptr::copy(base, moved, words);
            for at in 0..shift {
                *base.add(at) = None;
            }
        }
        self.top = moved.wrapping_add(words);
        let args = Pending { args: moved, ..pending }.args();
        let mut filled = parameters;
        let given = args.positional.len();
        // SAFETY: the first `parameters + 2` words of the frame are cleared room.
        let set = |at: usize, value: Word| unsafe { *base.add(at) = value };
        // SAFETY: as above.
        let get = |at: usize| unsafe { *base.add(at) };
        if given > positional {
            if flags & FLAG_VARARGS == 0 {
                return Err(self.count_mismatch(code, positional, given));
            }
            let rest = self.tuple(&args.positional[positional..])?;
            set(rest_place, Some(rest));
            filled += 1;
        } else {
            if flags & FLAG_VARARGS != 0 {
                let rest = self.tuple(&[])?;
                set(rest_place, Some(rest));
                filled += 1;
            }
            if pending.keywords == 0 && flags & FLAG_DEFKWARGS == 0 && given + defaults < positional {
                return Err(self.count_mismatch(code, positional - defaults, given));
            }
        }
        for (at, &value) in args.positional.iter().take(positional).enumerate() {
            set(at, Some(value));
        }
        let mut extra = None;
        if flags & FLAG_VARKEYWORDS != 0 {
            let dict = self.dict(pending.keywords)?;
            set(filled, Some(dict.value()));
            filled += 1;
            extra = Some(dict);
        }
        for (name, value) in args.pairs() {
            let parameter = self.parameter_place(code, name, parameters);
            match (parameter, extra) {
                (Some(at), _) => {
                    if get(at).is_some() {
                        return Err(self.multiple_values(name));
                    }
                    set(at, Some(value));
                }
                (None, Some(dict)) => {
                    if self.map_find(&dict.map, name, 2)?.is_some() {
                        return Err(self.multiple_values(name));
                    }
                    self.map_set(&dict.map, name, value)?;
                }
                (None, None) => {
                    let name = name.as_symbol().unwrap_or(Symbol::EMPTY);
                    let name = crate::print::lossy(self.symbol_text(name));
                    return raise!(self, TYPE_ERROR, "unexpected keyword argument '{name}'");
                }
            }
        }
        let default_values = function.defaults.get().and_then(|tuple| tuple.get::<Tuple>());
        // The last one that is missing is told, counted from zero (MicroPython, py/bc.c).
        for at in (0..positional).rev() {
            if get(at).is_none() {
                let default = (at + defaults).checked_sub(positional);
                let value = default.and_then(|at| default_values?.items().get(at).copied());
                match value {
                    Some(value) => set(at, Some(value)),
                    None => {
                        return raise!(
                            self,
                            TYPE_ERROR,
                            "function missing required positional argument #{at}"
                        );
                    }
                }
            }
        }
        for at in positional..parameters {
            if get(at).is_some() {
                continue;
            }
            let name = self.parameter_name(code, at);
            let dict = function.keyword_defaults.get().and_then(|dict| dict.get::<Dict>());
            match dict.and_then(|dict| dict.map.get_symbol(&self.symbols, name)) {
                Some(value) => set(at, Some(value)),
                None if pending.keywords == 0 && flags & FLAG_DEFKWARGS == 0 => {
                    return raise!(self, TYPE_ERROR, "function missing keyword-only argument");
                }
                None => {
                    let name = crate::print::lossy(self.symbol_text(name));
                    return raise!(self, TYPE_ERROR, "function missing required keyword argument '{name}'");
                }
            }
        }
        Ok(filled)
    }

    #[cold]
    fn count_mismatch(&mut self, code: Gc<Code>, expected: usize, given: usize) -> crate::error::Raised {
        let name = self.code_name(code);
        let name = crate::print::lossy(self.symbol_text(name));
        self.raise(
            &TYPE_ERROR,
            format_args!("{name}() takes {expected} positional arguments but {given} were given"),
        )
    }

    #[cold]
    fn multiple_values(&mut self, name: Value) -> crate::error::Raised {
        let name = crate::print::lossy(self.symbol_text(name.as_symbol().unwrap_or(Symbol::EMPTY)));
        self.raise(&TYPE_ERROR, format_args!("function got multiple values for argument '{name}'"))
    }

    /// The names in a function's head: its own, then those of its parameters.
    fn head_name(&self, code: Gc<Code>, number: usize) -> Symbol {
        let Ok(parts) = constrictor_bytecode::instructions::Parts::read(code.whole()) else {
            return Symbol::EMPTY;
        };
        let index = match number.checked_sub(1) {
            None => Some(parts.name),
            Some(at) => parts.parameters().nth(at),
        };
        index.map_or(Symbol::EMPTY, |index| code.symbol(index as usize))
    }

    /// The name of the function that code was compiled from.
    pub(crate) fn code_name(&self, code: Gc<Code>) -> Symbol {
        self.head_name(code, 0)
    }

    pub(crate) fn parameter_name(&self, code: Gc<Code>, at: usize) -> Symbol {
        self.head_name(code, at + 1)
    }

    fn parameter_place(&self, code: Gc<Code>, name: Value, parameters: usize) -> Option<usize> {
        let parts = constrictor_bytecode::instructions::Parts::read(code.whole()).ok()?;
        let mut names = parts.parameters().take(parameters);
        names.position(|index| Value::symbol(code.symbol(index as usize)) == name)
    }

    /// Makes an object of a class.
    fn instantiate(
        &mut self,
        class: Value,
        mut pending: Pending,
        result: *mut Word,
        position: isize,
        entry: Entry,
    ) -> Res<Called> {
        let object = self.new_instance(class, pending.args())?;
        // `__new__` may have given something else, and named tuples are complete.
        if object.kind() != Kind::Instance || self.class_of(object) != class {
            return Ok(Called::Done(object));
        }
        self.keep(object)?;
        // Without one, arguments are not looked at (MicroPython, py/objtype.c).
        let Some(init) = self.lookup_class(class, Symbol::INIT) else { return Ok(Called::Done(object)) };
        let is_missing_part = self.is_missing_part(object);
        if let (Some(function), Entry::Call, false) = (as_function(init), entry, is_missing_part)
            && function.cells.get() == 0
            && code_of(function).flags.get() & FLAG_GENERATOR == 0
            && !lacks_part(object)
        {
            self.insert(&mut pending, Some(object))?;
            return self.enter_function(function, pending, result, position, Entry::Init, Some(object));
        }
        let args = pending.args();
        let scope = self.scope();
        let outcome = if let Some(native) = init.as_native() {
            self.init_native(object, native, args)?
        } else {
            self.call_with_receiver(init, object, args)?
        };
        self.end(scope);
        if outcome != Value::NONE {
            return raise!(
                self,
                TYPE_ERROR,
                "__init__() should return None, not '{}'",
                self.type_name(outcome)
            );
        }
        if is_missing_part && self.is_missing_part(object) {
            self.make_part(object, args)?;
        }
        Ok(Called::Done(object))
    }

    /// Calls a function with one more argument before the others.
    pub(crate) fn call_with_receiver(&mut self, function: Value, receiver: Value, args: Args<'_>) -> Res {
        let bound = self.bound_method(function, receiver)?;
        self.call_with(bound, args)
    }
}

/// Whether an object of a class that extends a native type has none of that yet.
fn lacks_part(object: Value) -> bool {
    let Some(instance) = object.get::<Instance>() else { return false };
    let class = instance.class.get().and_then(|class| class.get::<Class>());
    instance.native.get().is_none() && class.is_some_and(|class| class.native.get().is_some())
}

impl Code {
    /// The symbol that one of the module's names stands for.
    #[inline(always)]
    pub(crate) fn symbol(&self, index: usize) -> Symbol {
        // SAFETY: the verifier has checked that names in code are names of the module.
        Symbol::from_index(unsafe { *self.symbols.get().add(index) } as usize)
    }
}
