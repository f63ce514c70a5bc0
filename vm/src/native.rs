//! What is written in Rust for Python to use: functions, types and modules, as tables in read-only memory.

mod name;

use crate::contents::words;
use crate::error::Res;
use crate::object::{Block, FixedHeader, Kind, WORD};
use crate::print::{Out, Style};
use crate::symbol::Symbol;
use crate::value::{Value, Word};
use crate::vm::Vm;
use constrictor_bytecode::opcode::{BinaryOp, UnaryOp};
use core::ops::Deref;
use name::NameStart;

/// The arguments of a call.
///
/// They are on the stack, and so stay alive during the call.
#[derive(Clone, Copy)]
pub struct Args<'a> {
    /// The positional ones.
    pub positional: &'a [Value],
    /// Names and values of keyword arguments, in turn.
    pub keywords: &'a [Value],
}

impl<'a> Args<'a> {
    /// No arguments.
    pub const NONE: Args<'static> = Args { positional: &[], keywords: &[] };

    /// Positional arguments only.
    pub const fn of(positional: &'a [Value]) -> Args<'a> {
        Args { positional, keywords: &[] }
    }

    /// Without the first positional arguments.
    pub fn skip(self, count: usize) -> Args<'a> {
        Args { positional: &self.positional[count.min(self.positional.len())..], keywords: self.keywords }
    }

    /// The keyword argument of a name.
    pub fn keyword(&self, name: Symbol) -> Option<Value> {
        self.pairs().find(|(key, _)| *key == Value::symbol(name)).map(|(_, value)| value)
    }

    /// Names and values of keyword arguments.
    pub fn pairs(&self) -> impl Iterator<Item = (Value, Value)> + use<'a> {
        self.keywords.chunks_exact(2).map(|pair| (pair[0], pair[1]))
    }
}

impl Deref for Args<'_> {
    type Target = [Value];

    #[inline(always)]
    fn deref(&self) -> &[Value] {
        self.positional
    }
}

/// There are hundreds of members in flash.
#[cfg(target_pointer_width = "32")]
const _: () = assert!(size_of::<Member>() == 16);

/// The code of a native function.
pub type NativeFn = fn(&mut Vm<'_>, Args<'_>) -> Res;

/// How a native function is bound when it is found in a type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Binding {
    /// The object it is found in comes first.
    Method,
    /// As it is.
    Static,
    /// The type it is found in comes first.
    Class,
}

/// A [`Binding`], and whether there may be keyword arguments: together in a byte that has values to spare, by which
/// [`Member`] tells functions from its other kinds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Manner {
    Method,
    Static,
    Class,
    MethodWithKeywords,
    StaticWithKeywords,
    ClassWithKeywords,
}

/// A function in Rust. Its number of arguments is checked before it is called.
#[repr(C, align(8))]
pub struct Native {
    /// What makes it an object; `new` sets it.
    #[doc(hidden)]
    pub header: FixedHeader,
    pub(crate) run: NativeFn,
    name: NameStart,
    name_length: u8,
    /// The least number of positional arguments.
    pub least: u8,
    /// The most positional arguments; 255 for any number.
    pub most: u8,
    manner: Manner,
}

impl Native {
    /// A function with some number of positional arguments.
    ///
    /// # Panics
    ///
    /// If the name has more than 255 bytes.
    pub const fn new(name: &'static str, least: u8, most: u8, run: NativeFn) -> Native {
        let (name, name_length) = NameStart::of(name);
        let header = FixedHeader::new(Kind::Native);
        Native { header, run, name, name_length, least, most, manner: Manner::Method }
    }

    /// A function that looks at its arguments itself, keywords included.
    ///
    /// # Panics
    ///
    /// If the name has more than 255 bytes.
    pub const fn any(name: &'static str, least: u8, most: u8, run: NativeFn) -> Native {
        Native { manner: Manner::MethodWithKeywords, ..Native::new(name, least, most, run) }
    }

    /// Not bound when found in a type.
    pub const fn fixed(self) -> Native {
        let manner = if self.keywords() { Manner::StaticWithKeywords } else { Manner::Static };
        Native { manner, ..self }
    }

    /// Bound to the type that it is found in.
    pub const fn class(self) -> Native {
        let manner = if self.keywords() { Manner::ClassWithKeywords } else { Manner::Class };
        Native { manner, ..self }
    }

    /// Its name.
    pub const fn name(&self) -> &'static str {
        // SAFETY: `new` alone makes functions, and takes both from one name.
        unsafe { self.name.with_length(self.name_length) }
    }

    /// Whether it takes keyword arguments.
    pub const fn keywords(&self) -> bool {
        use Manner::{ClassWithKeywords, MethodWithKeywords, StaticWithKeywords};
        matches!(self.manner, MethodWithKeywords | StaticWithKeywords | ClassWithKeywords)
    }

    /// How it is bound.
    pub const fn binding(&self) -> Binding {
        match self.manner {
            Manner::Method | Manner::MethodWithKeywords => Binding::Method,
            Manner::Static | Manner::StaticWithKeywords => Binding::Static,
            Manner::Class | Manner::ClassWithKeywords => Binding::Class,
        }
    }

    /// The function as a value.
    #[inline]
    pub fn value(&'static self) -> Value {
        Value::of_fixed(self)
    }
}

/// A member of a native type or module.
pub enum Member {
    /// A function or method.
    Function(Native),
    /// A type.
    Type(&'static str, &'static Type),
    /// An int.
    Int(&'static str, isize),
    /// A str, by reference: that keeps members at the size of functions.
    Str(&'static str, &'static &'static str),
    /// A value that is computed when it is looked up. In a type, the function is given the object.
    Computed(&'static str, fn(&mut Vm<'_>, Value) -> Res),
    /// Another module.
    Module(&'static str, &'static NativeModule),
}

impl Member {
    /// Its name.
    pub const fn name(&self) -> &'static str {
        match self {
            Member::Function(native) => native.name(),
            Member::Type(name, _)
            | Member::Int(name, _)
            | Member::Str(name, _)
            | Member::Computed(name, _)
            | Member::Module(name, _) => name,
        }
    }
}

/// A module in Rust.
pub struct NativeModule {
    /// Its name.
    pub name: &'static str,
    /// What it has.
    pub members: &'static [Member],
    /// Called when the module is imported first, with the module.
    pub init: Option<fn(&mut Vm<'_>, Value) -> Res<()>>,
    /// Whether attributes can be set.
    pub is_writable: bool,
}

impl NativeModule {
    /// A module with nothing in it yet.
    pub const fn new(name: &'static str) -> NativeModule {
        NativeModule { name, members: &[], init: None, is_writable: false }
    }
}

#[allow(clippy::type_complexity)]
/// A type in Rust: what its objects can do. What is `None` they cannot.
#[repr(C, align(8))]
pub struct Type {
    /// What makes it an object; `new` sets it.
    #[doc(hidden)]
    pub header: FixedHeader,
    /// Its name.
    pub name: &'static str,
    /// The type that it extends.
    pub base: Option<&'static Type>,
    /// Makes an object: called with the type that is to be shown for it (this one, or a class that extends it).
    pub make: Option<fn(&mut Vm<'_>, &'static Type, Args<'_>) -> Res>,
    /// A unary operator; `None` if it does not have that one.
    pub unary: Option<fn(&mut Vm<'_>, UnaryOp, Value) -> Res<Word>>,
    /// A binary operator with the object on the left, or on the right if `reversed`; `None` for one that it does not
    /// have. In-place operators come as such first, then as plain ones.
    pub binary: Option<fn(&mut Vm<'_>, BinaryOp, Value, Value) -> Res<Word>>,
    /// Whether it is true, if that is not whether its length is not 0.
    pub truth: Option<fn(&mut Vm<'_>, Value) -> Res<bool>>,
    /// Its length.
    pub len: Option<fn(&mut Vm<'_>, Value) -> Res<usize>>,
    /// Its hash; what has none cannot be a key.
    pub hash: Option<fn(&mut Vm<'_>, Value) -> Res<isize>>,
    /// An attribute that is not among the members.
    pub attribute: Option<fn(&mut Vm<'_>, Value, Symbol) -> Res<Word>>,
    /// Sets an attribute, or deletes it; false if it has none of that name.
    pub set_attribute: Option<fn(&mut Vm<'_>, Value, Symbol, Word) -> Res<bool>>,
    /// `object[index]`
    pub item: Option<fn(&mut Vm<'_>, Value, Value) -> Res>,
    /// `object[index] = value`, or `del object[index]`.
    pub set_item: Option<fn(&mut Vm<'_>, Value, Value, Word) -> Res<()>>,
    /// Calls it.
    pub call: Option<fn(&mut Vm<'_>, Value, Args<'_>) -> Res>,
    /// An iterator over it.
    pub iter: Option<fn(&mut Vm<'_>, Value) -> Res>,
    /// Its next item, if it is an iterator; `None` at the end.
    pub next: Option<fn(&mut Vm<'_>, Value) -> Res<Word>>,
    /// Prints it.
    pub print: Option<fn(&mut Vm<'_>, &mut Out<'_>, Value, Style) -> Res<()>>,
    /// Its bytes, for all that takes bytes.
    pub bytes: Option<fn(&mut Vm<'_>, Value) -> Res<crate::bytes::Span>>,
    /// Called before its memory is freed.
    pub finalise: Option<fn(&mut Vm<'_>, Value)>,
    /// Methods and other members.
    pub members: &'static [Member],
    /// The Rust type of what its objects hold; [`Type::holding`] sets it.
    #[doc(hidden)]
    pub data: Option<fn() -> core::any::TypeId>,
}

impl Type {
    /// A type whose objects can do nothing yet.
    pub const fn new(name: &'static str) -> Type {
        Type {
            header: FixedHeader::new(Kind::Type),
            name,
            base: None,
            make: None,
            unary: None,
            binary: None,
            truth: None,
            len: None,
            hash: None,
            attribute: None,
            set_attribute: None,
            item: None,
            set_item: None,
            call: None,
            iter: None,
            next: None,
            print: None,
            bytes: None,
            finalise: None,
            members: &[],
            data: None,
        }
    }

    /// The type as a value.
    #[inline]
    pub fn value(&'static self) -> Value {
        Value::of_fixed(self)
    }

    /// Whether this is `other` or extends it.
    pub fn extends(&'static self, other: &'static Type) -> bool {
        let mut this = Some(self);
        while let Some(at) = this {
            if core::ptr::eq(at, other) {
                return true;
            }
            this = at.base;
        }
        false
    }
}

/// How many words a `Words` block holds.
#[inline]
pub(crate) fn word_count(block: Value) -> usize {
    block.get_kind::<Block>(Kind::Words).map_or(0, |block| block.byte_size() / WORD - 1)
}

/// A word of a `Words` block.
#[inline]
pub(crate) fn word_of(block: Value, at: usize) -> Word {
    words(block.get_kind::<Block>(Kind::Words)?).get(at)?.get()
}

/// Sets a word of a `Words` block; nothing if it has no such word.
#[inline]
pub(crate) fn set_word_of(block: Value, at: usize, word: Word) {
    if let Some(place) = block.get_kind::<Block>(Kind::Words).and_then(|block| words(block).get(at)) {
        place.set(word);
    }
}
