//! Attributes, methods, and names: how they are found, set and remembered.

use crate::error::Res;
use crate::frame::Link;
use crate::map::NAMESPACE;
use crate::native::{Binding, Member, Type};
use crate::object::*;
use crate::raise;
use crate::symbol::Symbol;
use crate::types;
use crate::types::exceptions::*;
use crate::value::{Gc, Value, Word};
use crate::vm::{Root, Vm};

/// A member of a class that takes part in access to attributes.
fn is_descriptor_kind(kind: Kind) -> bool {
    matches!(kind, Kind::Property | Kind::StaticMethod | Kind::ClassMethod)
}

impl Vm<'_> {
    /// The native type of an object; for an object of a class, that of all such objects.
    #[inline]
    pub fn type_of(&self, value: Value) -> &'static Type {
        types::of_kind(value.kind(), value)
    }

    /// The class of an object, as `type(object)` gives it.
    pub fn class_of(&self, value: Value) -> Value {
        if let Some(instance) = value.get_kind::<Instance>(Kind::Instance) {
            return instance.class.get().unwrap_or(Value::NONE);
        }
        if let Some(exception) = value.get_kind::<Exception>(Kind::Exception) {
            return exception.class.get().unwrap_or(Value::NONE);
        }
        if value.kind() == Kind::NamedTuple
            && let Some(tuple) = value.get::<Tuple>()
        {
            return tuple.extra().unwrap_or(Value::NONE);
        }
        self.type_of(value).value()
    }

    /// The name of an object's class, for messages.
    pub fn type_name<'a>(&self, value: Value) -> &'a str {
        let class = self.class_of(value);
        self.class_name(class)
    }

    /// The name of a class.
    pub fn class_name<'a>(&self, class: Value) -> &'a str {
        if let Some(class) = class.get_kind::<Class>(Kind::Class) {
            let name = class.name.get().and_then(|name| self.text(name)).unwrap_or_default();
            return core::str::from_utf8(name).unwrap_or("?");
        }
        class.as_type().map_or("?", |class| class.name)
    }

    // Classes

    /// What a name is in a class, not bound to anything: its own, or the first base's that has it, depth first as in
    /// MicroPython.
    pub(crate) fn lookup_class(&mut self, class: Value, name: Symbol) -> Word {
        self.lookup_class_from(class, name).map(|(value, _)| value)
    }

    /// As [`Vm::lookup_class`], with the class that it was found in.
    pub(crate) fn lookup_class_from(&self, class: Value, name: Symbol) -> Option<(Value, Value)> {
        let Some(object) = class.get_kind::<Class>(Kind::Class) else {
            return self.lookup_type(class.as_type()?, name).map(|value| (value, class));
        };
        if let Some(value) = object.map.get_symbol(&self.symbols, name) {
            return Some((value, class));
        }
        let bases = object.bases.get()?.get::<Tuple>()?;
        bases.items().iter().find_map(|&base| self.lookup_class_from(base, name))
    }

    /// A member of a native type as a value, as far as that needs no memory.
    fn lookup_type(&self, class: &'static Type, name: Symbol) -> Word {
        match self.member_of_type(class, name)? {
            Member::Function(native) => Some(native.value()),
            Member::Type(_, class) => Some(class.value()),
            Member::Int(_, number) => Value::small(*number),
            _ => None,
        }
    }

    /// Whether a class extends another or is it.
    pub(crate) fn extends(&self, class: Value, other: Value) -> bool {
        if class == other {
            return true;
        }
        if let Some(object) = class.get_kind::<Class>(Kind::Class) {
            let bases = object.bases.get().and_then(|bases| bases.get::<Tuple>());
            return bases.is_some_and(|bases| bases.items().iter().any(|&base| self.extends(base, other)))
                || other == types::object::OBJECT.value();
        }
        match (class.as_type(), other.as_type()) {
            (Some(class), Some(other)) => {
                class.extends(other) || core::ptr::eq(other, &raw const types::object::OBJECT)
            }
            _ => false,
        }
    }

    /// `isinstance(object, class)`, where `class` may be a tuple of classes.
    pub fn is_instance(&mut self, object: Value, class: Value) -> Res<bool> {
        let own = self.class_of(object);
        self.is_subclass(own, class)
    }

    /// `issubclass(class, other)`, where `other` may be a tuple of classes.
    pub fn is_subclass(&mut self, class: Value, other: Value) -> Res<bool> {
        if let Some(tuple) = other.get_kind::<Tuple>(Kind::Tuple) {
            return Ok(tuple.items().iter().any(|&other| self.extends(class, other)));
        }
        if !matches!(other.kind(), Kind::Class | Kind::Type) {
            return raise!(self, TYPE_ERROR, "issubclass() arg 2 must be a class or a tuple of classes");
        }
        Ok(self.extends(class, other))
    }

    /// Makes of what was found in a class what an object of it has: a function and what to pass it first.
    pub(crate) fn bind(&mut self, object: Value, class: Value, member: Value) -> Res<(Value, Word)> {
        match member.kind() {
            Kind::Function | Kind::Generator => Ok((member, Some(object))),
            Kind::Native => match member.as_native().map(|native| native.binding()) {
                Some(Binding::Method) => Ok((member, Some(object))),
                Some(Binding::Class) => Ok((member, Some(class))),
                _ => Ok((member, None)),
            },
            Kind::StaticMethod | Kind::ClassMethod | Kind::Property => {
                self.bind_descriptor(object, class, member)
            }
            Kind::Instance => {
                let own = self.class_of(member);
                match self.lookup_class(own, Symbol::GET) {
                    Some(_) if object != Value::NONE || class != Value::NONE => {
                        let value = self.call_method(member, Symbol::GET, &[object, class])?;
                        Ok((value, None))
                    }
                    _ => Ok((member, None)),
                }
            }
            _ => Ok((member, None)),
        }
    }

    fn bind_descriptor(&mut self, object: Value, class: Value, member: Value) -> Res<(Value, Word)> {
        if let Some(property) = member.get_kind::<Property>(Kind::Property) {
            return match property.get.get() {
                Some(get) if get != Value::NONE => Ok((self.call(get, &[object])?, None)),
                _ => raise!(self, ATTRIBUTE_ERROR, "unreadable attribute"),
            };
        }
        let inner = member.get::<Wrapper>().and_then(|wrapper| wrapper.inner.get()).unwrap_or(Value::NONE);
        let receiver = if member.kind() == Kind::ClassMethod { Some(class) } else { None };
        Ok((inner, receiver))
    }

    /// What was bound, as one value.
    fn bound(&mut self, (function, receiver): (Value, Word)) -> Res {
        match receiver {
            Some(receiver) => self.bound_method(function, receiver),
            None => Ok(function),
        }
    }

    // Loading

    /// `object.name`
    pub fn load_attribute(&mut self, object: Value, name: Symbol) -> Res {
        match self.attribute_maybe(object, name)? {
            Some(value) => Ok(value),
            None => Err(self.no_attribute(object, name)),
        }
    }

    #[cold]
    fn no_attribute(&mut self, object: Value, name: Symbol) -> crate::error::Raised {
        let text = crate::print::lossy(self.symbol_text(name));
        match object.kind() {
            Kind::Class | Kind::Type => {
                let class = self.class_name(object);
                self.raise(&ATTRIBUTE_ERROR, format_args!("type object '{class}' has no attribute '{text}'"))
            }
            Kind::Module => {
                let name = object.get::<Module>().and_then(|module| module.name.get());
                let name = name.and_then(|name| self.text(name)).unwrap_or_default();
                let name = crate::print::lossy(name);
                self.raise(&ATTRIBUTE_ERROR, format_args!("module '{name}' has no attribute '{text}'"))
            }
            _ => {
                let class = self.type_name(object);
                self.raise(&ATTRIBUTE_ERROR, format_args!("'{class}' object has no attribute '{text}'"))
            }
        }
    }

    /// As [`Vm::no_attribute`], for setting and deleting one.
    #[cold]
    fn no_attribute_to_set(&mut self, object: Value, name: Symbol) -> crate::error::Raised {
        let text = crate::print::lossy(self.symbol_text(name));
        let class = self.type_name(object);
        self.raise(&ATTRIBUTE_ERROR, format_args!("'{class}' object has no attribute '{text}'"))
    }

    /// `object.name`, if there is one.
    pub fn attribute_maybe(&mut self, object: Value, name: Symbol) -> Res<Word> {
        match self.load_method_maybe(object, name)? {
            Some(found) => self.bound(found).map(Some),
            None => Ok(None),
        }
    }

    /// `object.name` for a call: a function and what to pass it first.
    pub(crate) fn load_method(&mut self, object: Value, name: Symbol) -> Res<(Value, Word)> {
        match self.load_method_maybe(object, name)? {
            Some(found) => Ok(found),
            None => Err(self.no_attribute(object, name)),
        }
    }

    /// As [`Vm::load_method`], nothing if there is none.
    pub(crate) fn load_method_maybe(&mut self, object: Value, name: Symbol) -> Res<Option<(Value, Word)>> {
        match object.kind() {
            Kind::Instance => self.instance_attribute(object, name),
            Kind::Class => self.class_attribute(object, name),
            Kind::Module if name == Symbol::CLASS => Ok(Some((self.class_of(object), None))),
            Kind::Module => {
                let Some(module) = object.get::<Module>() else { return Ok(None) };
                self.module_attribute(module, name).map(|value| value.map(|value| (value, None)))
            }
            Kind::Super => self.super_attribute(object, name),
            _ => self.native_attribute(object, name),
        }
    }

    fn instance_attribute(&mut self, object: Value, name: Symbol) -> Res<Option<(Value, Word)>> {
        let Some(instance) = object.get::<Instance>() else { return Ok(None) };
        if let Some(value) = instance.map.get_symbol(&self.symbols, name) {
            return Ok(Some((value, None)));
        }
        let class = instance.class.get().unwrap_or(Value::NONE);
        match name {
            Symbol::CLASS => return Ok(Some((class, None))),
            Symbol::DICT => return self.attribute_dict(&instance.map).map(|dict| Some((dict, None))),
            _ => {}
        }
        if let Some((member, owner)) = self.lookup_class_from(class, name) {
            // What a native base has works on the native part.
            if owner.as_type().is_some()
                && let Some(native) = instance.native.get()
                && member.kind() == Kind::Native
            {
                return self.bind(native, class, member).map(Some);
            }
            // A built-in function that a class was given is no method of it (MicroPython, py/objtype.c).
            if owner.as_type().is_none() && member.kind() == Kind::Native {
                return Ok(Some((member, None)));
            }
            return self.bind(object, class, member).map(Some);
        }
        if let Some(native) = instance.native.get()
            && let Some(found) = self.native_attribute(native, name)?
        {
            return Ok(Some(found));
        }
        if name != Symbol::GETATTR
            && let Some(getattr) = self.lookup_class(class, Symbol::GETATTR)
        {
            let (function, receiver) = self.bind(object, class, getattr)?;
            let value = self.call_found(function, receiver, &[Value::symbol(name)]);
            return value.map(|value| Some((value, None)));
        }
        Ok(None)
    }

    /// A dict of the attributes of an object or class. It is a copy that must not be changed.
    pub(crate) fn attribute_dict(&mut self, map: &Map) -> Res {
        let dict = self.dict(0)?;
        self.map_copy(map, &dict.map, 2)?;
        dict.map.add_flag(crate::map::FIXED);
        Ok(dict.value())
    }

    /// A dict of the members of a native type, without those of the types that it extends.
    fn type_dict(&mut self, class: &'static Type) -> Res {
        let dict = self.dict(class.members.len())?;
        for member in class.members {
            let scope = self.scope();
            let value = match member {
                Member::Computed(..) => continue,
                Member::Function(native) => match native.binding() {
                    Binding::Method => native.value(),
                    Binding::Static => self.wrapper(Kind::StaticMethod, Some(native.value()), None)?,
                    Binding::Class => self.wrapper(Kind::ClassMethod, Some(native.value()), None)?,
                },
                member => self.member_value(member, class.value())?,
            };
            let name = self.intern(member.name().as_bytes())?;
            self.map_set_symbol(&dict.map, name, value)?;
            self.end(scope);
        }
        dict.map.add_flag(crate::map::FIXED);
        Ok(dict.value())
    }

    fn class_attribute(&mut self, class: Value, name: Symbol) -> Res<Option<(Value, Word)>> {
        let Some(object) = class.get::<Class>() else { return Ok(None) };
        match name {
            Symbol::NAME => return Ok(object.name.get().map(|name| (name, None))),
            Symbol::BASES => {
                let bases = object.bases.get();
                if bases.and_then(|bases| bases.get::<Tuple>()).is_some_and(|bases| bases.items().is_empty())
                {
                    return self.tuple(&[types::object::OBJECT.value()]).map(|bases| Some((bases, None)));
                }
                return Ok(bases.map(|bases| (bases, None)));
            }
            Symbol::DICT => return self.attribute_dict(&object.map).map(|dict| Some((dict, None))),
            Symbol::CLASS => return Ok(Some((types::class::TYPE.value(), None))),
            _ => {}
        }
        let Some(member) = self.lookup_class(class, name) else {
            return Ok(None);
        };
        match member.kind() {
            Kind::StaticMethod => self.bind_descriptor(class, class, member).map(Some),
            Kind::ClassMethod => self.bind_descriptor(class, class, member).map(Some),
            Kind::Native if member.as_native().is_some_and(|native| native.binding() == Binding::Class) => {
                Ok(Some((member, Some(class))))
            }
            _ => Ok(Some((member, None))),
        }
    }

    /// An attribute of a module: of its dict, or one that is built in.
    pub(crate) fn module_attribute(&mut self, module: Gc<Module>, name: Symbol) -> Res<Word> {
        let globals = module.globals.get().and_then(|globals| globals.get::<Dict>());
        if let Some(globals) = globals {
            if let Some(value) = globals.map.get_symbol(&self.symbols, name) {
                return Ok(Some(value));
            }
            if name == Symbol::DICT {
                return Ok(Some(globals.value()));
            }
        }
        let Some(members) = module.members.get() else {
            if name != Symbol::GETATTR
                && let Some(getattr) =
                    globals.and_then(|globals| globals.map.get_symbol(&self.symbols, Symbol::GETATTR))
            {
                return self.call(getattr, &[Value::symbol(name)]).map(Some);
            }
            return Ok(None);
        };
        match self.member(members.members, name) {
            Some(member) => self.member_value(member, module.value()).map(Some),
            None => Ok(None),
        }
    }

    /// The value of a member of a native module or type.
    pub(crate) fn member_value(&mut self, member: &'static Member, owner: Value) -> Res {
        match member {
            Member::Function(native) => Ok(native.value()),
            Member::Type(_, class) => Ok(class.value()),
            Member::Int(_, number) => self.int(*number as i64),
            Member::Str(_, text) => self.str(text),
            Member::Computed(_, compute) => compute(self, owner),
            Member::Module(_, module) => self.native_module(module),
        }
    }

    /// An attribute of an object of a native type, or of such a type itself.
    fn native_attribute(&mut self, object: Value, name: Symbol) -> Res<Option<(Value, Word)>> {
        if let Some(class) = object.as_type() {
            if let Some(member) = self.member_of_type(class, name) {
                return match member {
                    Member::Function(native) if native.binding() == Binding::Class => {
                        Ok(Some((native.value(), Some(object))))
                    }
                    Member::Computed(..) => Ok(None),
                    member => self.member_value(member, object).map(|value| Some((value, None))),
                };
            }
            return match name {
                Symbol::NAME => self.str(class.name).map(|name| Some((name, None))),
                Symbol::CLASS => Ok(Some((types::class::TYPE.value(), None))),
                Symbol::DICT => self.type_dict(class).map(|dict| Some((dict, None))),
                Symbol::BASES => {
                    let object = &types::object::OBJECT;
                    let base = class.base.unwrap_or(object).value();
                    let bases: &[Value] = if core::ptr::eq(class, object) { &[] } else { &[base] };
                    self.tuple(bases).map(|bases| Some((bases, None)))
                }
                _ => Ok(None),
            };
        }
        let class = self.type_of(object);
        if let Some(attribute) = class.attribute
            && let Some(value) = attribute(self, object, name)?
        {
            return Ok(Some((value, None)));
        }
        match self.member_of_type(class, name) {
            Some(Member::Function(native)) => match native.binding() {
                Binding::Method => Ok(Some((native.value(), Some(object)))),
                Binding::Static => Ok(Some((native.value(), None))),
                Binding::Class => Ok(Some((native.value(), Some(class.value())))),
            },
            Some(member) => self.member_value(member, object).map(|value| Some((value, None))),
            None if name == Symbol::CLASS => Ok(Some((self.class_of(object), None))),
            None if name == Symbol::NEXT && class.next.is_some() => {
                Ok(Some((crate::modules::builtins::NEXT.value(), Some(object))))
            }
            None => Ok(None),
        }
    }

    /// `object.name` for a call, remembered by the instruction.
    #[inline]
    pub(crate) fn load_method_cached(
        &mut self,
        object: Value,
        name: Symbol,
        at: *const u8,
    ) -> Res<(Value, Word)> {
        let kind = object.kind();
        if kind == Kind::Instance
            && let Some(instance) = object.get_kind::<Instance>(Kind::Instance)
        {
            if instance.map.find_symbol(&self.symbols, name, 2).is_none() {
                let class = instance.class.get().unwrap_or(Value::NONE);
                let epoch = self.epoch;
                let entry = self.cache.entry(at);
                if entry.at == at as usize && entry.epoch == epoch && entry.owner == class.bits() {
                    return Ok((entry.word.unwrap_or(Value::NONE), Some(object)));
                }
                if let Some((member, owner)) = self.lookup_class_from(class, name)
                    && member.kind() == Kind::Function
                    && owner.as_type().is_none()
                {
                    let entry = self.cache.entry(at);
                    *entry = crate::cache::Entry {
                        at: at as usize,
                        epoch,
                        owner: class.bits(),
                        word: Some(member),
                        place: 0,
                    };
                    return Ok((member, Some(object)));
                }
            }
            return self.load_method(object, name);
        }
        if matches!(kind, Kind::List | Kind::Dict | Kind::Str | Kind::Bytes | Kind::Set | Kind::ByteArray) {
            let entry = self.cache.entry(at);
            if entry.at == at as usize && entry.owner == kind as usize && entry.epoch == usize::MAX {
                return Ok((entry.word.unwrap_or(Value::NONE), Some(object)));
            }
            let found = self.load_method(object, name)?;
            if found.1 == Some(object) && found.0.as_native().is_some() {
                let entry = self.cache.entry(at);
                *entry = crate::cache::Entry {
                    at: at as usize,
                    epoch: usize::MAX,
                    owner: kind as usize,
                    word: Some(found.0),
                    place: 0,
                };
            }
            return Ok(found);
        }
        self.load_method(object, name)
    }

    /// `super(class, object).name` for a call.
    pub(crate) fn load_super_method(
        &mut self,
        class: Value,
        object: Value,
        name: Symbol,
    ) -> Res<(Value, Word)> {
        match self.super_lookup(class, object, name)? {
            Some(found) => Ok(found),
            None => raise!(
                self,
                ATTRIBUTE_ERROR,
                "'super' object has no attribute '{}'",
                crate::print::lossy(self.symbol_text(name))
            ),
        }
    }

    fn super_attribute(&mut self, object: Value, name: Symbol) -> Res<Option<(Value, Word)>> {
        let Some(object) = object.get::<Super>() else { return Ok(None) };
        let (class, receiver) = (object.class.get(), object.object.get());
        self.super_lookup(class.unwrap_or(Value::NONE), receiver.unwrap_or(Value::NONE), name)
    }

    fn super_lookup(&mut self, class: Value, object: Value, name: Symbol) -> Res<Option<(Value, Word)>> {
        let bases = class.get_kind::<Class>(Kind::Class).and_then(|class| class.bases.get());
        let bases = bases.and_then(|bases| bases.get::<Tuple>());
        let is_class = matches!(object.kind(), Kind::Class | Kind::Type);
        let own = if is_class { object } else { self.class_of(object) };
        for &base in bases.map_or(&[][..], |bases| bases.items()) {
            let Some((member, owner)) = self.lookup_class_from(base, name) else { continue };
            if owner.as_type().is_some() {
                let native = object.get::<Instance>().and_then(|instance| instance.native.get());
                if let (Some(native), false) = (native, name == Symbol::INIT || name == Symbol::NEW) {
                    return self.bind(native, own, member).map(Some);
                }
            }
            if is_class && !is_descriptor_kind(member.kind()) {
                return Ok(Some((member, None)));
            }
            return self.bind(object, own, member).map(Some);
        }
        if let Some(found) = self.native_super(class, object, name)? {
            return Ok(Some(found));
        }
        match self.lookup_class(types::object::OBJECT.value(), name) {
            Some(member) => self.bind(object, own, member).map(Some),
            None => Ok(None),
        }
    }

    /// What the native part of an object has that is not a member.
    fn native_super(&mut self, class: Value, object: Value, name: Symbol) -> Res<Option<(Value, Word)>> {
        let native = object.get::<Instance>().and_then(|instance| instance.native.get());
        let has_native =
            class.get_kind::<Class>(Kind::Class).is_some_and(|class| class.native.get().is_some());
        match native {
            Some(native) if has_native => self.native_attribute(native, name),
            _ => Ok(None),
        }
    }

    // Storing

    /// `object.name = value`, or `del object.name`.
    pub fn store_attribute(&mut self, object: Value, name: Symbol, value: Word) -> Res<()> {
        match object.kind() {
            Kind::Instance => return self.store_instance(object, name, value),
            Kind::Class => {
                let Some(class) = object.get::<Class>() else { return Ok(()) };
                if self.named_tuple_fields(object).is_some() {
                    let name = crate::print::lossy(self.symbol_text(name));
                    return raise!(self, ATTRIBUTE_ERROR, "'type' object has no attribute '{name}'");
                }
                self.epoch = self.epoch.wrapping_add(1);
                return match value {
                    Some(value) => {
                        self.note_special_access(class, name, value)?;
                        self.map_set_symbol(&class.map, name, value)
                    }
                    None => match self.map_remove(&class.map, Value::symbol(name), 2)? {
                        Some(_) => Ok(()),
                        None => Err(self.no_attribute_to_set(object, name)),
                    },
                };
            }
            Kind::Module => {
                let Some(module) = object.get::<Module>() else { return Ok(()) };
                return self.store_module(module, name, value);
            }
            _ => {}
        }
        if let Some(set) = self.type_of(object).set_attribute
            && set(self, object, name, value)?
        {
            return Ok(());
        }
        Err(self.no_attribute_to_set(object, name))
    }

    fn store_module(&mut self, module: Gc<Module>, name: Symbol, value: Word) -> Res<()> {
        if let Some(members) = module.members.get()
            && !members.is_writable
        {
            if core::ptr::eq(members, &raw const crate::modules::sys::SYS)
                && crate::modules::sys::store(self, module.value(), name, value)?
            {
                return Ok(());
            }
            return Err(self.no_attribute_to_set(module.value(), name));
        }
        let Some(globals) = module.globals.get().and_then(|globals| globals.get::<Dict>()) else {
            return Ok(());
        };
        match value {
            Some(value) => {
                if globals.value() == self.root_dict(Root::Builtins).value() {
                    self.epoch = self.epoch.wrapping_add(1);
                }
                self.map_set_symbol(&globals.map, name, value)
            }
            None => match self.map_remove(&globals.map, Value::symbol(name), 2)? {
                Some(_) => Ok(()),
                None => Err(self.raise_with(&KEY_ERROR, Value::symbol(name))),
            },
        }
    }

    fn store_instance(&mut self, object: Value, name: Symbol, value: Word) -> Res<()> {
        let Some(instance) = object.get::<Instance>() else { return Ok(()) };
        let class = instance.class.get().unwrap_or(Value::NONE);
        let flags = class.get::<Class>().map_or(0, |class| class.flags.get());
        if flags & types::class::HAS_SPECIAL_ACCESS != 0 {
            if let Some((member, _)) = self.lookup_class_from(class, name)
                && self.store_through(object, member, value)?
            {
                return Ok(());
            }
            let hook = if value.is_some() { Symbol::SETATTR } else { Symbol::DELATTR };
            if let Some(member) = self.lookup_class(class, hook) {
                let (function, receiver) = self.bind(object, class, member)?;
                let mut args = [Value::symbol(name), Value::NONE];
                let args = match value {
                    Some(value) => {
                        args[1] = value;
                        &args[..]
                    }
                    None => &args[..1],
                };
                self.call_found(function, receiver, args)?;
                return Ok(());
            }
        }
        self.store_own(object, name, value)
    }

    /// Sets an attribute of the object itself, whatever its class says.
    pub(crate) fn store_own(&mut self, object: Value, name: Symbol, value: Word) -> Res<()> {
        let Some(instance) = object.get::<Instance>() else {
            return Err(self.no_attribute_to_set(object, name));
        };
        match value {
            Some(value) => {
                if let Some(native) = instance.native.get()
                    && native.kind() == Kind::Exception
                    && self.type_of(native).set_attribute.is_some_and(|_| name == Symbol::TRACEBACK)
                {
                    return self.store_attribute(native, name, Some(value));
                }
                self.map_set_symbol(&instance.map, name, value)
            }
            None => match self.map_remove(&instance.map, Value::symbol(name), 2)? {
                Some(_) => Ok(()),
                None => Err(self.no_attribute_to_set(object, name)),
            },
        }
    }

    /// Stores through a property or a descriptor. False if the member is neither.
    fn store_through(&mut self, object: Value, member: Value, value: Word) -> Res<bool> {
        if let Some(property) = member.get_kind::<Property>(Kind::Property) {
            let function = if value.is_some() { property.set.get() } else { property.delete.get() };
            let Some(function) = function.filter(|&function| function != Value::NONE) else {
                return raise!(self, ATTRIBUTE_ERROR, "can't set attribute");
            };
            match value {
                Some(value) => self.call(function, &[object, value])?,
                None => self.call(function, &[object])?,
            };
            return Ok(true);
        }
        if member.kind() != Kind::Instance {
            return Ok(false);
        }
        let name = if value.is_some() { Symbol::SET } else { Symbol::DELETE };
        let own = self.class_of(member);
        if self.lookup_class(own, name).is_none() {
            return Ok(false);
        }
        match value {
            Some(value) => self.call_method(member, name, &[object, value])?,
            None => self.call_method(member, name, &[object])?,
        };
        Ok(true)
    }

    /// `object.name = value`, remembered by the instruction.
    pub(crate) fn store_attribute_cached(
        &mut self,
        object: Value,
        name: Symbol,
        value: Word,
        at: *const u8,
    ) -> Res<()> {
        self.store_attribute(object, name, value)?;
        if let Some(instance) = object.get_kind::<Instance>(Kind::Instance) {
            let class = instance.class.get();
            let flags = class.and_then(|class| class.get::<Class>()).map_or(0, |class| class.flags.get());
            if flags & types::class::HAS_SPECIAL_ACCESS == 0
                && let Some(place) = instance.map.find_symbol(&self.symbols, name, 2)
            {
                let epoch = self.epoch;
                let entry = self.cache.entry(at);
                *entry = crate::cache::Entry { at: at as usize, epoch, owner: 1, word: class, place };
            }
        }
        Ok(())
    }

    // Names

    /// The global variables of code.
    pub(crate) fn globals_of(&self, code: Gc<Code>) -> Gc<Dict> {
        if let Some(context) = code.context.get()
            && let Some(context) = context.get::<Context>()
            && let Some(globals) = context.globals.get()
            && let Some(globals) = globals.get::<Dict>()
        {
            return globals;
        }
        self.main_globals()
    }

    /// A global variable or builtin, remembered by the instruction.
    pub(crate) fn load_global_cached(&mut self, code: Gc<Code>, name: Symbol, at: *const u8) -> Res {
        let globals = self.globals_of(code);
        globals.map.add_flag(NAMESPACE);
        if let Some(place) = globals.map.find_symbol(&self.symbols, name, 2)
            && let Some(value) = globals.map.value(place)
        {
            let place = value_address(globals, place);
            let epoch = self.epoch;
            let entry = self.cache.entry(at);
            *entry = crate::cache::Entry { at: at as usize, epoch, owner: 0, word: None, place };
            return Ok(value);
        }
        let value = self.load_builtin(name)?;
        let epoch = self.epoch;
        let entry = self.cache.entry(at);
        *entry = crate::cache::Entry { at: at as usize, epoch, owner: 0, word: Some(value), place: 0 };
        Ok(value)
    }

    pub(crate) fn load_builtin(&mut self, name: Symbol) -> Res {
        let overrides = self.root_dict(Root::Builtins);
        if let Some(value) = overrides.map.get_symbol(&self.symbols, name) {
            return Ok(value);
        }
        match self.member(crate::modules::builtins::BUILTINS.members, name) {
            Some(member) => self.member_value(member, Value::NONE),
            // Global variables without a name of their own, such as `exec` was given, have that of the module.
            None if name == Symbol::NAME => Ok(Value::symbol(Symbol::BUILTINS)),
            None => raise!(
                self,
                NAME_ERROR,
                "name '{}' isn't defined",
                crate::print::lossy(self.symbol_text(name))
            ),
        }
    }

    pub(crate) fn store_global_cached(
        &mut self,
        code: Gc<Code>,
        name: Symbol,
        value: Value,
        at: *const u8,
    ) -> Res<()> {
        let globals = self.globals_of(code);
        globals.map.add_flag(NAMESPACE);
        self.map_set_symbol(&globals.map, name, value)?;
        if let Some(place) = globals.map.find_symbol(&self.symbols, name, 2) {
            let place = value_address(globals, place);
            let epoch = self.epoch;
            let entry = self.cache.entry(at);
            *entry = crate::cache::Entry { at: at as usize, epoch, owner: 0, word: None, place };
        }
        Ok(())
    }

    pub(crate) fn delete_global(&mut self, code: Gc<Code>, name: Symbol) -> Res<()> {
        let globals = self.globals_of(code);
        self.delete_from(globals, name)
    }

    fn delete_from(&mut self, dict: Gc<Dict>, name: Symbol) -> Res<()> {
        self.epoch = self.epoch.wrapping_add(1);
        match self.map_remove(&dict.map, Value::symbol(name), 2)? {
            Some(_) => Ok(()),
            None => Err(self.raise_with(&KEY_ERROR, Value::symbol(name))),
        }
    }

    /// Where names of a class body or module are.
    pub(crate) fn names_of(&self, link: Link, code: Gc<Code>) -> Gc<Dict> {
        let names = link.extra().and_then(|names| names.get_kind::<Dict>(Kind::Dict));
        names.unwrap_or_else(|| self.globals_of(code))
    }

    pub(crate) fn load_name(&mut self, link: Link, code: Gc<Code>, name: Symbol) -> Res {
        let names = self.names_of(link, code);
        if let Some(value) = names.map.get_symbol(&self.symbols, name) {
            return Ok(value);
        }
        let globals = self.globals_of(code);
        match globals.map.get_symbol(&self.symbols, name) {
            Some(value) => Ok(value),
            None => self.load_builtin(name),
        }
    }

    pub(crate) fn store_name(&mut self, link: Link, code: Gc<Code>, name: Symbol, value: Value) -> Res<()> {
        let names = self.names_of(link, code);
        self.map_set_symbol(&names.map, name, value)
    }

    pub(crate) fn delete_name(&mut self, link: Link, code: Gc<Code>, name: Symbol) -> Res<()> {
        let names = self.names_of(link, code);
        self.delete_from(names, name)
    }
}

/// The address of the value of an entry, for caches.
fn value_address(dict: Gc<Dict>, place: usize) -> usize {
    let Some(block) = dict.map.entries.get().and_then(|block| block.get_kind::<Block>(Kind::Words)) else {
        return 0;
    };
    block.tail().wrapping_add(place * 2 + 1).expose_provenance()
}

use crate::map::Map;
