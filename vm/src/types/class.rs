//! Classes in Python and their objects: making them, and the methods with special names that they answer operators with.

use crate::error::Res;
use crate::map::NAMESPACE;
use crate::native::{Args, Binding, Native, Type};
use crate::object::*;
use crate::operators::{binary_symbol, reverse_symbol};
use crate::print::{Out, Style};
use crate::raise;
use crate::symbol::Symbol;
use crate::types::exceptions::{self, *};
use crate::types::number;
use crate::types::object::OBJECT;
use crate::value::{Gc, Value, Word};
use crate::vm::Vm;
use constrictor_bytecode::opcode::{BinaryOp, UnaryOp};

/// `Class::flags`: storing attributes has to look at the class first, for properties, descriptors or `__setattr__`.
pub(crate) const HAS_SPECIAL_ACCESS: usize = 1;
/// `Class::flags`: objects have a finaliser.
pub(crate) const HAS_FINALISER: usize = 2;

/// `Class::flags`: what `namedtuple` made; `Class::native` is a tuple of the fields' names, and objects are tuples.
pub(crate) const IS_NAMED_TUPLE: usize = 4;
/// `Class::flags`: other classes extend this one, and have what it told about storing attributes then.
const IS_EXTENDED: usize = 8;
/// `Class::flags`: from this bit on, how many classes a lookup may come by: the class and, for each base, the base's number.
const LOOKUP_SHIFT: u32 = 8;
/// The flags that a class has from its bases.
const INHERITED: usize = ((1 << LOOKUP_SHIFT) - 1) & !(IS_NAMED_TUPLE | IS_EXTENDED);
/// The most classes that a lookup may come by. It goes from base to base natively, and by each way there is to a base.
const MAX_LOOKUP: usize = 200;

/// The type `type`.
pub static TYPE: Type = Type { make: Some(make), print: Some(print_class), ..Type::new("type") };

/// What objects of classes in Python can do: ask their class.
pub static INSTANCE: Type = Type {
    unary: Some(unary),
    binary: Some(binary),
    item: Some(item),
    set_item: Some(set_item),
    iter: Some(iter),
    next: Some(next),
    print: Some(print),
    bytes: Some(bytes),
    finalise: None,
    ..Type::new("object")
};

/// `__build_class__`
pub(crate) static BUILD_CLASS: Native = Native::new("__build_class__", 2, 255, build_class);

fn build_class(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let names = vm.dict(0)?;
    // A body whose methods use `super()` gives the cell of `__class__`.
    let cell = vm.call_entry(args[0], Args::NONE, Some(names.value()))?;
    let bases = vm.tuple(&args[2..])?;
    // The class of the first base makes the class.
    let meta = match args.get(2) {
        Some(&base) => vm.class_of(base),
        None => TYPE.value(),
    };
    let class = if meta == TYPE.value() {
        vm.new_class(args[1], bases, names)?
    } else {
        vm.call(meta, &[args[1], bases, names.value()])?
    };
    if let Some(cell) = cell.get_kind::<Cell1>(Kind::Cell) {
        cell.value.set(Some(class));
    }
    Ok(class)
}

fn make(vm: &mut Vm<'_>, _: &'static Type, args: Args<'_>) -> Res {
    match *args.positional {
        [object] => Ok(vm.class_of(object)),
        [name, bases, names] => {
            if name.kind() != Kind::Str || bases.kind() != Kind::Tuple {
                return raise!(vm, TYPE_ERROR, "type takes 1 or 3 arguments");
            }
            let Some(dict) = names.get::<Dict>() else { return Err(vm.raise_plain(&TYPE_ERROR)) };
            vm.check_name(vm.text(name).unwrap_or_default())?;
            vm.new_class(name, bases, dict)
        }
        _ => raise!(vm, TYPE_ERROR, "type takes 1 or 3 arguments"),
    }
}

fn print_class(vm: &mut Vm<'_>, out: &mut Out<'_>, class: Value, _: Style) -> Res<()> {
    let name = vm.class_name(class);
    vm.write(out, b"<class '")?;
    vm.write(out, name.as_bytes())?;
    vm.write(out, b"'>")
}

impl Vm<'_> {
    /// Makes a class.
    pub(crate) fn new_class(&mut self, name: Value, bases: Value, names: Gc<Dict>) -> Res {
        let class = self.make::<Class>(Kind::Class, 0)?;
        class.name.set(Some(name));
        class.bases.set(Some(bases));
        self.map_copy(&names.map, &class.map, 2)?;
        class.map.add_flag(NAMESPACE);
        let mut flags = 0;
        let mut lookup = 1;
        let list = bases.get::<Tuple>();
        for &base in list.map_or(&[][..], |bases| bases.items()) {
            match base.kind() {
                Kind::Class => {
                    let Some(base) = base.get::<Class>() else { continue };
                    flags |= base.flags.get() & INHERITED;
                    base.flags.set(base.flags.get() | IS_EXTENDED);
                    lookup += base.flags.get() >> LOOKUP_SHIFT;
                    if lookup > MAX_LOOKUP {
                        return Err(self.too_deep());
                    }
                    if base.flags.get() & IS_NAMED_TUPLE != 0 {
                        self.set_native_base(class, base.value())?;
                    } else if let Some(native) = base.native.get() {
                        self.set_native_base(class, native)?;
                    }
                }
                Kind::Type => {
                    let Some(native) = base.as_type() else { continue };
                    if native.make.is_none() {
                        return raise!(
                            self,
                            TYPE_ERROR,
                            "type '{}' isn't an acceptable base type",
                            native.name
                        );
                    }
                    if !core::ptr::eq(native, &raw const OBJECT) {
                        self.set_native_base(class, base)?;
                    }
                }
                _ => return raise!(self, TYPE_ERROR, "type isn't an acceptable base type"),
            }
        }
        if class.map.find_symbol(&self.symbols, Symbol::DEL, 2).is_some() {
            flags |= HAS_FINALISER;
            self.prepare_finalisers()?;
        }
        let mut at = 0;
        let mut named = false;
        while let Some((place, _)) = class.map.next(at, 2) {
            at = place + 1;
            let (Some(key), Some(value)) = (class.map.key(place, 2), class.map.value(place)) else {
                continue;
            };
            if self.is_special_access(key, value) {
                flags |= HAS_SPECIAL_ACCESS;
            }
            match value.kind() {
                Kind::Instance => {
                    let own = self.class_of(value);
                    named |= self.lookup_class(own, Symbol::SET_NAME).is_some();
                }
                // `__new__` is a static method by itself.
                Kind::Function if key == Value::symbol(Symbol::NEW) => {
                    let wrapped = self.wrapper(Kind::StaticMethod, Some(value), None)?;
                    class.map.set_value(place, wrapped);
                }
                _ => {}
            }
        }
        class.flags.set(flags | lookup << LOOKUP_SHIFT);
        if named {
            self.set_names(class)?;
        }
        Ok(class.value())
    }

    fn set_native_base(&mut self, class: Gc<Class>, native: Value) -> Res<()> {
        match class.native.get() {
            Some(other) if other != native => {
                raise!(self, TYPE_ERROR, "multiple bases have instance lay-out conflict")
            }
            _ => {
                class.native.set(Some(native));
                Ok(())
            }
        }
    }

    /// Whether something in a class has storing attributes of its objects look at the class first.
    fn is_special_access(&mut self, name: Value, value: Value) -> bool {
        if [Symbol::SETATTR, Symbol::DELATTR].map(Value::symbol).contains(&name) {
            return true;
        }
        match value.kind() {
            Kind::Property => true,
            Kind::Instance => {
                let own = self.class_of(value);
                let hooks = [Symbol::GET, Symbol::SET, Symbol::DELETE];
                hooks.iter().any(|&hook| self.lookup_class(own, hook).is_some())
            }
            _ => false,
        }
    }

    /// Makes ready for something that is about to be stored in a class.
    pub(crate) fn note_special_access(&mut self, class: Gc<Class>, name: Symbol, value: Value) -> Res<()> {
        let flags = class.flags.get();
        if flags & HAS_SPECIAL_ACCESS != 0 || !self.is_special_access(Value::symbol(name), value) {
            return Ok(());
        }
        if flags & IS_EXTENDED != 0 {
            // Those classes would not know (MicroPython, py/objtype.c).
            return raise!(self, ATTRIBUTE_ERROR, "can't add special method to already-subclassed class");
        }
        class.flags.set(flags | HAS_SPECIAL_ACCESS);
        Ok(())
    }

    /// Tells descriptors the names that they have in a class. They may change the class meanwhile: who is to be told is as
    /// it was before.
    fn set_names(&mut self, class: Gc<Class>) -> Res<()> {
        let told = self.list(&[])?;
        let Some(told) = told.get::<List>() else { return Ok(()) };
        let mut at = 0;
        while let Some((place, key)) = class.map.next(at, 2) {
            at = place + 1;
            let Some(value) = class.map.value(place).filter(|value| value.kind() == Kind::Instance) else {
                continue;
            };
            let own = self.class_of(value);
            if self.lookup_class(own, Symbol::SET_NAME).is_some() {
                self.list_append(told, value)?;
                self.list_append(told, key)?;
            }
        }
        let mut at = 0;
        while let (Some(value), Some(key)) = (told.item(at), told.item(at + 1)) {
            let scope = self.scope();
            self.call_method(value, Symbol::SET_NAME, &[class.value(), key])?;
            self.end(scope);
            at += 2;
        }
        Ok(())
    }

    /// An object of a class without attributes, and without a native part.
    pub(crate) fn plain_instance(&mut self, class: Value) -> Res {
        let instance = self.make::<Instance>(Kind::Instance, 0)?;
        instance.class.set(Some(class));
        if class.get::<Class>().is_some_and(|class| class.flags.get() & HAS_FINALISER != 0) {
            self.set_finaliser(instance.value());
        }
        Ok(instance.value())
    }

    /// What `__new__` gives: an object whose `__init__` has not run.
    pub(crate) fn new_instance(&mut self, class: Value, args: Args<'_>) -> Res {
        let found = self.lookup_class_from(class, Symbol::NEW);
        if let Some((new, owner)) = found
            && owner.kind() == Kind::Class
        {
            let (function, _) = self.bind(Value::NONE, class, new)?;
            return self.call_with_receiver(function, class, args);
        }
        if self.named_tuple_fields(class).is_some() {
            return self.named_tuple(class, args);
        }
        let object = self.plain_instance(class)?;
        if self.is_missing_part(object)
            && self
                .lookup_class_from(class, Symbol::INIT)
                .is_none_or(|(_, owner)| owner.kind() != Kind::Class)
        {
            self.make_part(object, args)?;
        }
        Ok(object)
    }

    /// Whether an object's class extends a built-in type of which the object has none yet.
    pub(crate) fn is_missing_part(&self, object: Value) -> bool {
        let Some(instance) = object.get::<Instance>() else { return false };
        let class = instance.class.get().and_then(|class| class.get::<Class>());
        instance.native.get().is_none() && class.is_some_and(|class| class.native.get().is_some())
    }

    /// Makes the object of a built-in type that an object of a class that extends that type has in it.
    ///
    /// It is made when `__init__` of the built-in type is called, and after `__init__` of the class if that has not done
    /// so (MicroPython, py/objtype.c).
    pub(crate) fn make_part(&mut self, object: Value, args: Args<'_>) -> Res<()> {
        let Some(instance) = object.get::<Instance>() else { return Ok(()) };
        let class = instance.class.get().and_then(|class| class.get::<Class>());
        let Some(native) = class.and_then(|class| class.native.get()) else { return Ok(()) };
        let scope = self.scope();
        if self.named_tuple_fields(native).is_some() {
            let part = self.named_tuple(native, args)?;
            instance.native.set(Some(part));
        } else if let Some(native) = native.as_type()
            && let Some(make) = native.make
        {
            let part = make(self, native, args)?;
            instance.native.set(Some(part));
        }
        self.end(scope);
        Ok(())
    }

    /// Checks that an object without `__init__` is not given arguments that nothing takes.
    pub(crate) fn check_no_arguments(&mut self, class: Value, args: Args<'_>) -> Res<()> {
        let has_native = class.get::<Class>().is_some_and(|class| class.native.get().is_some());
        if has_native || (args.is_empty() && args.keywords.is_empty()) || names_object(class) {
            return Ok(());
        }
        raise!(self, TYPE_ERROR, "function takes 0 positional arguments but {} were given", args.len())
    }

    /// `__init__` of a native base, called for an object of a class.
    pub(crate) fn init_native(&mut self, object: Value, native: &'static Native, args: Args<'_>) -> Res {
        if native.binding() == Binding::Method && object.get::<Instance>().is_some() {
            let class = self.class_of(object);
            let has_native = class.get::<Class>().is_some_and(|class| class.native.get().is_some());
            if has_native {
                return Ok(Value::NONE);
            }
            self.check_no_arguments(class, args)?;
        }
        Ok(Value::NONE)
    }

    /// The object of a native type in an object, if it is of a class that extends one.
    pub(crate) fn native_part(&self, object: Value) -> Value {
        object.get::<Instance>().and_then(|instance| instance.native.get()).unwrap_or(object)
    }
}

/// The method of an object's class, bound to the object.
fn special(vm: &mut Vm<'_>, object: Value, name: Symbol) -> Res<Option<(Value, Word)>> {
    let class = vm.class_of(object);
    match vm.lookup_class_from(class, name) {
        Some((member, owner)) if owner.kind() == Kind::Class => vm.bind(object, class, member).map(Some),
        _ => Ok(None),
    }
}

/// Calls a method of an object's class, if there is one.
pub(crate) fn call_special(vm: &mut Vm<'_>, object: Value, name: Symbol, args: &[Value]) -> Res<Word> {
    match special(vm, object, name)? {
        Some((function, receiver)) => vm.call_found(function, receiver, args).map(Some),
        None => Ok(None),
    }
}

/// Whether a class, or one that it extends, names `object` as what it extends: the `__init__` of that is found then, and
/// takes anything (MicroPython, py/objobject.c).
fn names_object(class: Value) -> bool {
    let Some(bases) = class.get::<Class>().and_then(|class| class.bases.get()?.get::<Tuple>()) else {
        return class.as_type().is_some_and(|native| core::ptr::eq(native, &OBJECT));
    };
    // Classes are made one after the other, each from those before: the depth is limited where they are made.
    bases.items().iter().any(|base| names_object(*base))
}

/// The native part of an object, if it has one.
fn part(object: Value) -> Word {
    object.get::<Instance>().and_then(|instance| instance.native.get())
}

/// The native part, if its type can do something: else it is the class that cannot, and that messages name.
fn part_with(vm: &Vm<'_>, object: Value, can: fn(&Type) -> bool) -> Word {
    part(object).filter(|part| can(vm.type_of(*part)))
}

/// The native part, if its type has operators with one operand at all: exceptions and bytes have none (MicroPython,
/// py/objexcept.c, py/objstr.c).
pub(crate) fn part_with_unary(object: Value) -> Word {
    part(object).filter(|part| !matches!(part.kind(), Kind::Exception | Kind::Bytes))
}

pub(crate) fn truth(vm: &mut Vm<'_>, object: Value) -> Res<bool> {
    if let Some(result) = call_special(vm, object, Symbol::BOOL, &[])? {
        return match result {
            Value::TRUE => Ok(true),
            Value::FALSE => Ok(false),
            result => vm.truth(result),
        };
    }
    if let Some(result) = call_special(vm, object, Symbol::LEN, &[])? {
        return vm.truth(result);
    }
    match part(object) {
        Some(part) => vm.truth(part),
        None => Ok(true),
    }
}

pub(crate) fn len(vm: &mut Vm<'_>, object: Value) -> Res<usize> {
    if let Some(result) = call_special(vm, object, Symbol::LEN, &[])? {
        return match result.as_small() {
            Some(len) if len >= 0 => Ok(len as usize),
            _ => raise!(vm, TYPE_ERROR, "__len__() should return an int >= 0"),
        };
    }
    match part_with_unary(object) {
        Some(part) if is_number(part) => {
            let name = vm.type_name(part);
            raise!(vm, TYPE_ERROR, "unsupported type for __len__: '{name}'")
        }
        Some(part) => vm.len(part),
        None => {
            let name = vm.type_name(object);
            raise!(vm, TYPE_ERROR, "object of type '{name}' has no len()")
        }
    }
}

pub(crate) fn hash(vm: &mut Vm<'_>, object: Value) -> Res<isize> {
    if let Some(result) = call_special(vm, object, Symbol::HASH, &[])? {
        return vm.int_low_bits(result);
    }
    if let Some(part) = part(object)
        && !matches!(part.kind(), Kind::Exception)
    {
        return vm.hash(part);
    }
    if special(vm, object, Symbol::EQ)?.is_some() {
        let name = vm.type_name(object);
        return raise!(vm, TYPE_ERROR, "unsupported type for __hash__: '{name}'");
    }
    Ok((object.bits() >> 3) as isize)
}

fn unary(vm: &mut Vm<'_>, op: UnaryOp, object: Value) -> Res<Word> {
    let name = match op {
        UnaryOp::Positive => Symbol::POS,
        UnaryOp::Negative => Symbol::NEG,
        UnaryOp::Invert => Symbol::INVERT,
        UnaryOp::Not => return Ok(None),
    };
    if let Some(result) = call_special(vm, object, name, &[])? {
        return Ok(Some(result));
    }
    match part_with_unary(object) {
        Some(part) => vm.unary(op, part).map(Some),
        None => Ok(None),
    }
}

fn binary(vm: &mut Vm<'_>, op: BinaryOp, left: Value, right: Value) -> Res<Word> {
    let name = binary_symbol(op);
    if let Some(result) = call_special(vm, left, name, &[right])? {
        if op == BinaryOp::In {
            return vm.truth(result).map(|truth| Some(Value::bool(truth)));
        }
        return Ok(Some(result));
    }
    // What the class extends takes the operator over, with all that follows from it: the class's own `__add__` does not
    // count for `+=`, and an error names the native type (MicroPython, `instance_binary_op` in py/objtype.c).
    if let Some(own) = part_with_operators(vm, left) {
        return match op {
            BinaryOp::In if is_number(own) => {
                if own.is_small() {
                    number::not_in_counted(vm, right)?;
                }
                vm.iter(own).map(Some)
            }
            BinaryOp::In => vm.contains(own, right).map(|found| Some(Value::bool(found))),
            op => vm.binary(op, own, right).map(Some),
        };
    }
    if op == BinaryOp::NotEqual
        && let Some(result) = call_special(vm, left, Symbol::EQ, &[right])?
        && result != Value::NOT_IMPLEMENTED
    {
        return vm.truth(result).map(|truth| Some(Value::bool(!truth)));
    }
    Ok(None)
}

/// The native part, if its type has operators with two operands.
pub(crate) fn part_with_operators(vm: &Vm<'_>, object: Value) -> Word {
    part(object).filter(|&part| is_number(part) || vm.type_of(part).binary.is_some())
}

/// The operator of the right operand's class, for a left operand that does not have it.
pub(crate) fn reverse(vm: &mut Vm<'_>, op: BinaryOp, left: Value, right: Value) -> Res<Word> {
    let Some(name) = reverse_symbol(op) else { return Ok(None) };
    if right.kind() != Kind::Instance {
        return Ok(None);
    }
    match call_special(vm, right, name, &[left])? {
        Some(result) => Ok(Some(result).filter(|&result| result != Value::NOT_IMPLEMENTED)),
        None => match part_with_operators(vm, right) {
            Some(part) => Err(vm.no_reverse(op, left, part)),
            None => Ok(None),
        },
    }
}

fn is_number(value: Value) -> bool {
    matches!(value.kind(), Kind::Int | Kind::Float | Kind::Complex)
}

fn item(vm: &mut Vm<'_>, object: Value, index: Value) -> Res {
    if let Some(result) = call_special(vm, object, Symbol::GETITEM, &[index])? {
        return Ok(result);
    }
    match part_with(vm, object, |native| native.item.is_some()) {
        Some(part) => vm.load_item(part, index),
        None => {
            let name = vm.type_name(object);
            raise!(vm, TYPE_ERROR, "'{name}' object isn't subscriptable")
        }
    }
}

fn set_item(vm: &mut Vm<'_>, object: Value, index: Value, value: Word) -> Res<()> {
    let done = match value {
        Some(value) => call_special(vm, object, Symbol::SETITEM, &[index, value])?,
        None => call_special(vm, object, Symbol::DELITEM, &[index])?,
    };
    if done.is_some() {
        return Ok(());
    }
    match part_with(vm, object, |native| native.item.is_some() || native.set_item.is_some()) {
        Some(part) => vm.store_item(part, index, value),
        None => {
            let name = vm.type_name(object);
            if value.is_some() {
                raise!(vm, TYPE_ERROR, "'{name}' object doesn't support item assignment")
            } else {
                raise!(vm, TYPE_ERROR, "'{name}' object doesn't support item deletion")
            }
        }
    }
}

fn iter(vm: &mut Vm<'_>, object: Value) -> Res {
    if let Some(result) = call_special(vm, object, Symbol::ITER, &[])? {
        return Ok(result);
    }
    if let Some(part) = part_with(vm, object, |native| native.iter.is_some() || native.next.is_some()) {
        return vm.iter(part);
    }
    // Here `__getattr__` is asked as well (MicroPython, `mp_getiter` in py/runtime.c).
    if vm.load_method_maybe(object, Symbol::GETITEM)?.is_some() {
        return vm.iterator(Kind::ItemIter, object, None).map(Gc::value);
    }
    let name = vm.type_name(object);
    raise!(vm, TYPE_ERROR, "'{name}' object isn't iterable")
}

fn next(vm: &mut Vm<'_>, object: Value) -> Res<Word> {
    match call_special(vm, object, Symbol::NEXT, &[]) {
        Ok(Some(value)) => Ok(Some(value)),
        Ok(None) => match part_with(vm, object, |native| native.next.is_some()) {
            Some(part) => vm.next(part),
            None => {
                let name = vm.type_name(object);
                raise!(vm, TYPE_ERROR, "'{name}' object isn't an iterator")
            }
        },
        Err(raised) => {
            let exception = vm.caught(raised);
            if vm.is_stop_iteration(exception) && vm.exception_value(exception) == Value::NONE {
                return Ok(None);
            }
            Err(vm.raise_value(exception))
        }
    }
}

fn print(vm: &mut Vm<'_>, out: &mut Out<'_>, object: Value, style: Style) -> Res<()> {
    let is_exception = part(object).is_some_and(|part| part.kind() == Kind::Exception);
    // A traceback ends with the repr of an exception whose class has its own (MicroPython, py/objtype.c).
    let mut found = special(vm, object, if style == Style::Str { Symbol::STR } else { Symbol::REPR })?;
    if found.is_none() && style == Style::Str && !is_exception {
        found = special(vm, object, Symbol::REPR)?;
    }
    if let Some((function, receiver)) = found {
        let text = vm.call_found(function, receiver, &[])?;
        let Some(text) = vm.text(text) else {
            return vm.print(out, text, Style::Str);
        };
        return vm.write(out, text);
    }
    let name = vm.type_name(object);
    match part(object) {
        Some(_) if is_exception => match vm.native_exception(object) {
            Some(exception) => exceptions::print_as(vm, out, exception, name, style),
            None => Ok(()),
        },
        Some(part) => vm.print(out, part, style),
        None => vm.write_args(out, format_args!("<{name} object at {:x}>", object.bits())),
    }
}

fn bytes(vm: &mut Vm<'_>, object: Value) -> Res<crate::bytes::Span> {
    match part(object) {
        Some(part) => vm.bytes_of(part),
        None => raise!(vm, TYPE_ERROR, "object with buffer protocol required"),
    }
}
