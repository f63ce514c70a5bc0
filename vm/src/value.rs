//! A Python value in one machine word.
//!
//! The low bits tell what it is: `…1` a small int, `…010` an interned string, `…110` one of the few immediate objects,
//! `…000` a pointer to an object, in the heap or, for what is built in, in read-only memory. Zero is none of them, so that
//! an absent value ([`Word`]'s `None`) is a word of zeros, and fresh memory is a row of them.

use crate::object::{Header, Kind, Object};
use crate::symbol::Symbol;
use core::fmt;
use core::marker::PhantomData;
use core::num::NonZeroUsize;
use core::ops::Deref;
use core::ptr::{NonNull, with_exposed_provenance_mut};

/// A value or none, in one word.
pub type Word = Option<Value>;

/// Any Python value.
///
/// **Invariant:** a value that is a pointer leads to a [`Header`] of a live object. The heap keeps it: it frees only what
/// no root leads to, and native code keeps what it holds reachable (see [`crate::heap`]).
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct Value(NonZeroUsize);

const IMMEDIATE: usize = 0b110;
const SYMBOL: usize = 0b010;
const TAG_MASK: usize = 0b111;

const fn tagged(number: usize, tag: usize) -> Value {
    match NonZeroUsize::new(number << 3 | tag) {
        Some(bits) => Value(bits),
        // The tag is not zero.
        None => unreachable!(),
    }
}

impl Value {
    /// `None`
    pub const NONE: Value = tagged(0, IMMEDIATE);
    /// `False`
    pub const FALSE: Value = tagged(1, IMMEDIATE);
    /// `True`
    pub const TRUE: Value = tagged(2, IMMEDIATE);
    /// `...`
    pub const ELLIPSIS: Value = tagged(3, IMMEDIATE);
    /// `NotImplemented`
    pub const NOT_IMPLEMENTED: Value = tagged(4, IMMEDIATE);
    /// Zero, which is a small int.
    pub const ZERO: Value = Value::small_unchecked(0);

    /// The largest small int: 2**62 - 1 where words have 64 bits, 2**30 - 1 where they have 32.
    pub const MAX_SMALL: isize = isize::MAX >> 1;
    /// The least small int.
    pub const MIN_SMALL: isize = isize::MIN >> 1;

    /// A bool.
    #[inline(always)]
    pub const fn bool(value: bool) -> Value {
        if value { Value::TRUE } else { Value::FALSE }
    }

    /// A small int, if `value` fits.
    #[inline(always)]
    pub const fn small(value: isize) -> Option<Value> {
        let bits = value << 1;
        if bits >> 1 == value { Some(Value::small_unchecked(value)) } else { None }
    }

    /// A small int of the low bits of `value`.
    #[inline(always)]
    pub const fn small_unchecked(value: isize) -> Value {
        match NonZeroUsize::new((value << 1 | 1) as usize) {
            Some(bits) => Value(bits),
            None => unreachable!(),
        }
    }

    /// The value of a small int.
    #[inline(always)]
    pub const fn as_small(self) -> Option<isize> {
        if self.is_small() { Some(self.0.get() as isize >> 1) } else { None }
    }

    /// Whether this is a small int.
    #[inline(always)]
    pub const fn is_small(self) -> bool {
        self.0.get() & 1 != 0
    }

    /// An interned string.
    #[inline(always)]
    pub const fn symbol(symbol: Symbol) -> Value {
        tagged(symbol.index(), SYMBOL)
    }

    /// The interned string that this is.
    #[inline(always)]
    pub const fn as_symbol(self) -> Option<Symbol> {
        if self.0.get() & TAG_MASK == SYMBOL { Some(Symbol::from_index(self.0.get() >> 3)) } else { None }
    }

    /// The bits.
    #[inline(always)]
    pub const fn bits(self) -> usize {
        self.0.get()
    }

    /// Whether this points to an object.
    #[inline(always)]
    pub const fn is_pointer(self) -> bool {
        self.0.get() & TAG_MASK == 0
    }

    /// The value that a word is.
    ///
    /// # Safety
    ///
    /// If they are those of a pointer, it leads to a live object.
    #[inline(always)]
    pub(crate) const unsafe fn from_bits(bits: usize) -> Word {
        match NonZeroUsize::new(bits) {
            Some(bits) => Some(Value(bits)),
            None => None,
        }
    }

    /// The object that this points to.
    #[inline(always)]
    pub(crate) fn pointer(self) -> Option<NonNull<Header>> {
        if self.is_pointer() { NonNull::new(with_exposed_provenance_mut(self.0.get())) } else { None }
    }

    /// The value that points to an object.
    ///
    /// # Safety
    ///
    /// `object` is a live object, in a place with exposed provenance.
    #[inline(always)]
    pub(crate) unsafe fn from_pointer(object: NonNull<Header>) -> Value {
        // Objects are aligned to eight bytes, and never at zero.
        Value(NonZeroUsize::new(object.as_ptr().expose_provenance()).unwrap_or(NonZeroUsize::MIN))
    }

    /// The value that points to an object in read-only memory.
    #[inline]
    pub(crate) fn of_fixed<T: Object>(object: &'static T) -> Value {
        core::ptr::from_ref(object).expose_provenance();
        // SAFETY: it begins with a header, and lives forever.
        unsafe { Value::from_pointer(NonNull::from(object).cast()) }
    }

    /// What kind of object this is.
    #[inline(always)]
    pub fn kind(self) -> Kind {
        let bits = self.0.get();
        if bits & 1 != 0 {
            return Kind::Int;
        }
        match bits & TAG_MASK {
            SYMBOL => Kind::Str,
            IMMEDIATE => match bits >> 3 {
                0 => Kind::None,
                1 | 2 => Kind::Bool,
                3 => Kind::Ellipsis,
                _ => Kind::NotImplemented,
            },
            // SAFETY: by the invariant, a pointer leads to a header.
            _ => unsafe { (*with_exposed_provenance_mut::<Header>(bits)).kind() },
        }
    }

    /// The object, if it is laid out as a `T`.
    #[inline(always)]
    pub fn get<T: Object>(self) -> Option<Gc<T>> {
        let pointer = self.pointer()?;
        // SAFETY: by the invariant, a pointer leads to a header, and kinds of one layout have that layout.
        unsafe { pointer.as_ref() }.kind().is_layout::<T>().then(|| Gc(pointer.cast(), PhantomData))
    }

    /// The object, if it is of one kind.
    #[inline(always)]
    pub fn get_kind<T: Object>(self, kind: Kind) -> Option<Gc<T>> {
        let pointer = self.pointer()?;
        // SAFETY: as above.
        (unsafe { pointer.as_ref() }.kind() == kind && kind.is_layout::<T>())
            .then(|| Gc(pointer.cast(), PhantomData))
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.as_small() {
            Some(small) => write!(f, "{small}"),
            None => write!(f, "{:?}@{:x}", self.kind(), self.0),
        }
    }
}

/// A value that is known to be an object laid out as a `T`.
///
/// All that can change in objects is in cells, so any number of these can be in use. They are subject to the same rule as
/// any value: what is not reachable is gone with the next allocation.
pub struct Gc<T>(NonNull<T>, PhantomData<*const T>);

impl<T> Clone for Gc<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Gc<T> {}

impl<T> PartialEq for Gc<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<T: Object> Gc<T> {
    /// The object at a place.
    ///
    /// # Safety
    ///
    /// There is a live object laid out as a `T`, in a place with exposed provenance.
    #[inline(always)]
    pub(crate) unsafe fn from_pointer(object: NonNull<T>) -> Self {
        Gc(object, PhantomData)
    }

    /// The object as a value.
    #[inline(always)]
    pub fn value(self) -> Value {
        // SAFETY: it is a live object.
        unsafe { Value::from_pointer(self.0.cast()) }
    }

    /// Where the object is.
    #[inline(always)]
    pub(crate) fn as_ptr(self) -> *mut T {
        self.0.as_ptr()
    }
}

impl<T> Deref for Gc<T> {
    type Target = T;

    #[inline(always)]
    fn deref(&self) -> &T {
        // SAFETY: it is a live object laid out as a `T`, and shared: everything in it that changes is in cells.
        unsafe { self.0.as_ref() }
    }
}

impl<T: Object> From<Gc<T>> for Value {
    #[inline(always)]
    fn from(object: Gc<T>) -> Value {
        object.value()
    }
}
