//! What objects look like in memory: a header, then words that are values and words that are not.
//!
//! Every object begins with a [`Header`] that has its kind and size. For each kind a [`Trace`] says which of its words
//! are values, so that the collector needs no code of the types. All that can change is in cells.

use crate::map::Map;
use crate::native::{Native, Type};
use crate::value::{Value, Word};
use core::cell::Cell;

/// Objects are multiples of this many bytes, so that their addresses leave three bits for tags.
pub const GRANULE: usize = 8;
/// The size of a word in bytes.
pub const WORD: usize = size_of::<usize>();

/// The first word of an object: mark bit, kind, size in granules.
#[repr(transparent)]
pub struct Header(Cell<usize>);

const MARKED: usize = 1;
/// The object has a finaliser that did not run yet.
const FINALISER: usize = 2;
const KIND_SHIFT: u32 = 2;
const SIZE_SHIFT: u32 = 9;

/// The most granules of an object: what the header has room for.
pub const MAX_GRANULES: usize = usize::MAX >> (SIZE_SHIFT + 1);

impl Header {
    pub(crate) const fn new(kind: Kind, granules: usize) -> Header {
        Header(Cell::new((kind as usize) << KIND_SHIFT | granules << SIZE_SHIFT))
    }

    /// The object's kind.
    #[inline(always)]
    pub fn kind(&self) -> Kind {
        Kind::from_number((self.0.get() >> KIND_SHIFT & 0x7f) as u8)
    }

    /// The object's size, with its header.
    #[inline(always)]
    pub(crate) fn granules(&self) -> usize {
        self.0.get() >> SIZE_SHIFT
    }

    pub(crate) fn set_granules(&self, granules: usize) {
        self.0.set(self.0.get() & ((1 << SIZE_SHIFT) - 1) | granules << SIZE_SHIFT);
    }

    #[inline(always)]
    pub(crate) fn is_marked(&self) -> bool {
        self.0.get() & MARKED != 0
    }

    #[inline(always)]
    pub(crate) fn mark(&self) {
        self.0.set(self.0.get() | MARKED);
    }

    #[inline(always)]
    pub(crate) fn unmark(&self) {
        self.0.set(self.0.get() & !MARKED);
    }

    pub(crate) fn has_finaliser(&self) -> bool {
        self.0.get() & FINALISER != 0
    }

    pub(crate) fn set_finaliser(&self, wanted: bool) {
        self.0.set(self.0.get() & !FINALISER | if wanted { FINALISER } else { 0 });
    }
}

/// The header of an object in read-only memory: laid out as [`Header`], but never written to.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct FixedHeader(usize);

impl FixedHeader {
    pub(crate) const fn new(kind: Kind) -> FixedHeader {
        FixedHeader((kind as usize) << KIND_SHIFT)
    }
}

/// Which words of an object are values: those from `start` to before `end`, the header being word 0.
#[derive(Clone, Copy)]
pub struct Trace {
    pub(crate) start: u8,
    /// 255 stands for the end of the object.
    pub(crate) end: u8,
}

const NOTHING: Trace = Trace { start: 0, end: 0 };
const ALL: Trace = Trace { start: 1, end: 255 };

const fn first(words: u8) -> Trace {
    Trace { start: 1, end: 1 + words }
}

const fn after(words: u8) -> Trace {
    Trace { start: 1 + words, end: 255 }
}

/// Declares kinds, their layouts and what to trace.
macro_rules! kinds {
    ($($(#[doc = $doc:literal])* $kind:ident: $layout:ty, $trace:expr;)*) => {
        /// What an object is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Kind {
            $($(#[doc = $doc])* $kind,)*
        }

        const KINDS: &[Kind] = &[$(Kind::$kind),*];
        const TRACES: &[Trace] = &[$($trace),*];

        impl Kind {
            /// Whether objects of this kind are laid out as a `T`.
            #[inline(always)]
            pub fn is_layout<T: Object>(self) -> bool {
                // Decided at compile time for all kinds; what is left is a comparison or two.
                match self {
                    $(Kind::$kind => const { same::<$layout, T>() },)*
                }
            }
        }
    };
}

const fn same<A: Object, B: Object>() -> bool {
    A::LAYOUT as u8 == B::LAYOUT as u8
}

impl Kind {
    /// The kind with a number, which is one.
    #[inline(always)]
    fn from_number(number: u8) -> Kind {
        debug_assert!((number as usize) < KINDS.len());
        // SAFETY: headers are made of kinds only, and the numbers of kinds are contiguous.
        unsafe { core::mem::transmute(number) }
    }

    #[inline(always)]
    pub(crate) fn trace(self) -> Trace {
        TRACES[self as usize]
    }

    /// How many kinds there are.
    pub const COUNT: usize = KINDS.len();
}

/// A layout of objects.
///
/// # Safety
///
/// The type is `repr(C)` and begins with a [`Header`], and no other type has the same `LAYOUT`.
pub unsafe trait Object {
    /// What tells layouts apart.
    const LAYOUT: Layout;
}

/// Declares layouts.
macro_rules! layouts {
    ($($name:ident),*) => {
        /// The layouts that objects have.
        #[derive(Clone, Copy)]
        #[repr(u8)]
        #[allow(missing_docs)]
        pub enum Layout {
            $($name,)*
        }
        $(
            // SAFETY: each is declared below, or where it is imported from, as `repr(C)` with the header first.
            unsafe impl Object for $name {
                const LAYOUT: Layout = Layout::$name;
            }
        )*
    };
}

layouts! {
    Block, BigInt, Float, Complex, Text, Buffer, View, Tuple, List, Dict, Range, Slice, Cell1, Function, Code, Context,
    Generator, BoundMethod, Native, Type, Class, Instance, Module, Property, Wrapper, Super, Exception, Iter, Deque, Stream,
    Opaque
}

kinds! {
    /// Free memory.
    Free: Block, NOTHING;
    /// `None`
    None: Block, NOTHING;
    /// `False` and `True`
    Bool: Block, NOTHING;
    /// `...`
    Ellipsis: Block, NOTHING;
    /// `NotImplemented`
    NotImplemented: Block, NOTHING;
    /// Bytes that belong to another object.
    Raw: Block, NOTHING;
    /// Values that belong to another object.
    Words: Block, ALL;
    /// An int; the object is a large one.
    Int: BigInt, NOTHING;
    /// A float.
    Float: Float, NOTHING;
    /// A complex number.
    Complex: Complex, NOTHING;
    /// A str that is not interned.
    Str: Text, NOTHING;
    /// A bytes.
    Bytes: Text, NOTHING;
    /// A bytearray.
    ByteArray: Buffer, first(1);
    /// An array.array.
    Array: Buffer, first(1);
    /// A memoryview.
    MemoryView: View, first(1);
    /// A tuple.
    Tuple: Tuple, after(1);
    /// A named tuple: its items and its class.
    NamedTuple: Tuple, after(1);
    /// An attribute tuple, such as `sys.implementation`: its items and a tuple of their names.
    AttrTuple: Tuple, after(1);
    /// A list.
    List: List, first(1);
    /// A dict.
    Dict: Dict, first(2);
    /// An OrderedDict.
    OrderedDict: Dict, first(2);
    /// What `keys()` of a dict gives.
    DictKeys: Wrapper, first(2);
    /// What `values()` of a dict gives.
    DictValues: Wrapper, first(2);
    /// What `items()` of a dict gives.
    DictItems: Wrapper, first(2);
    /// A set.
    Set: Dict, first(2);
    /// A frozenset.
    FrozenSet: Dict, first(2);
    /// A range.
    Range: Range, NOTHING;
    /// A slice.
    Slice: Slice, first(3);
    /// A variable that closures share.
    Cell: Cell1, first(1);
    /// A function in Python.
    Function: Function, after(1);
    /// The compiled form of a function.
    Code: Code, first(3);
    /// What functions of one module share.
    Context: Context, first(3);
    /// A generator.
    Generator: Generator, after(2);
    /// A coroutine or generator whose frame is on the stack: same layout.
    BoundMethod: BoundMethod, first(2);
    /// A function in Rust.
    Native: Native, NOTHING;
    /// A type in Rust.
    Type: Type, NOTHING;
    /// A class in Python.
    Class: Class, first(5);
    /// An object of a class in Python.
    Instance: Instance, first(4);
    /// A module.
    Module: Module, first(2);
    /// A property.
    Property: Property, first(3);
    /// A staticmethod.
    StaticMethod: Wrapper, first(2);
    /// A classmethod.
    ClassMethod: Wrapper, first(2);
    /// A super.
    Super: Super, first(2);
    /// An exception of a built-in type.
    Exception: Exception, first(4);
    /// `object()`
    Plain: Wrapper, first(2);
    /// An iterator over a list, tuple or the like.
    SequenceIter: Iter, first(2);
    /// An iterator over a str.
    StrIter: Iter, first(2);
    /// An iterator over bytes, a bytearray, an array or a memoryview.
    BytesIter: Iter, first(2);
    /// An iterator over a range.
    RangeIter: Iter, first(2);
    /// An iterator over a dict or its views.
    DictIter: Iter, first(2);
    /// An iterator over a set.
    SetIter: Iter, first(2);
    /// An iterator over what has `__getitem__` only.
    ItemIter: Iter, first(2);
    /// An iterator over a deque.
    DequeIter: Iter, first(2);
    /// `iter(callable, sentinel)`
    CallIter: Iter, first(2);
    /// `map`
    Map: Iter, first(2);
    /// `filter`
    Filter: Iter, first(2);
    /// `zip`
    Zip: Iter, first(2);
    /// `enumerate`
    Enumerate: Iter, first(2);
    /// `reversed`
    Reversed: Iter, first(2);
    /// A deque.
    Deque: Deque, first(1);
    /// A StringIO.
    StringIo: Stream, first(2);
    /// A BytesIO.
    BytesIo: Stream, first(2);
    /// A file that is text.
    TextFile: Stream, first(2);
    /// A file that is bytes.
    BytesFile: Stream, first(2);
    /// A RingIO.
    RingIo: Stream, first(2);
    /// Anything of a module of its own: its type, values, and bytes that the type knows about.
    Opaque: Opaque, first(4);
}

/// Memory without a layout of its own.
#[repr(C)]
pub struct Block {
    pub(crate) header: Header,
}

/// A large int: a sign, and 32-bit digits, least first, of which the last is not zero.
#[repr(C)]
pub struct BigInt {
    pub(crate) header: Header,
    /// How many digits there are, negative for a negative number.
    pub(crate) signed_len: Cell<isize>,
}

/// A float.
#[repr(C)]
pub struct Float {
    pub(crate) header: Header,
    pub(crate) value: Cell<crate::Real>,
}

/// A complex number.
#[repr(C)]
pub struct Complex {
    pub(crate) header: Header,
    pub(crate) re: Cell<crate::Real>,
    pub(crate) im: Cell<crate::Real>,
}

/// A str or bytes; its bytes follow.
#[repr(C)]
pub struct Text {
    pub(crate) header: Header,
    /// The number of bytes.
    pub(crate) len: Cell<usize>,
    /// The hash of the bytes.
    pub(crate) hash: Cell<u32>,
    /// Whether all bytes are ASCII, so that a character is a byte.
    pub(crate) ascii: Cell<bool>,
}

/// Bytes that can change, or numbers as bytes.
#[repr(C)]
pub struct Buffer {
    pub(crate) header: Header,
    /// A `Raw` block.
    pub(crate) block: Cell<Word>,
    /// The number of items.
    pub(crate) len: Cell<usize>,
    /// The letter of an array's items.
    pub(crate) typecode: Cell<u8>,
}

/// A memoryview.
#[repr(C)]
pub struct View {
    pub(crate) header: Header,
    /// The object with the bytes.
    pub(crate) owner: Cell<Word>,
    /// Where it starts, in items.
    pub(crate) offset: Cell<usize>,
    /// The number of items.
    pub(crate) len: Cell<usize>,
    pub(crate) typecode: Cell<u8>,
    pub(crate) writable: Cell<bool>,
}

/// A tuple; its items follow, and for named tuples one more value, that has the names.
#[repr(C)]
pub struct Tuple {
    pub(crate) header: Header,
    pub(crate) len: Cell<usize>,
}

/// A list.
#[repr(C)]
pub struct List {
    pub(crate) header: Header,
    /// A `Words` block, or none while there is no item.
    pub(crate) block: Cell<Word>,
    pub(crate) len: Cell<usize>,
}

/// A dict or set.
#[repr(C)]
pub struct Dict {
    pub(crate) header: Header,
    pub(crate) map: Map,
}

/// A range.
#[repr(C)]
pub struct Range {
    pub(crate) header: Header,
    pub(crate) start: Cell<isize>,
    pub(crate) stop: Cell<isize>,
    pub(crate) step: Cell<isize>,
}

/// A slice.
#[repr(C)]
pub struct Slice {
    pub(crate) header: Header,
    pub(crate) start: Cell<Word>,
    pub(crate) stop: Cell<Word>,
    pub(crate) step: Cell<Word>,
}

/// A variable that closures share.
#[repr(C)]
pub struct Cell1 {
    pub(crate) header: Header,
    pub(crate) value: Cell<Word>,
}

/// A function in Python; the cells that it closes over follow.
#[repr(C)]
pub struct Function {
    pub(crate) header: Header,
    pub(crate) cells: Cell<usize>,
    pub(crate) code: Cell<Word>,
    /// A tuple with the defaults of positional parameters.
    pub(crate) defaults: Cell<Word>,
    /// A dict with the defaults of keyword-only parameters.
    pub(crate) keyword_defaults: Cell<Word>,
}

/// The compiled form of a function, which was verified.
#[repr(C)]
pub struct Code {
    pub(crate) header: Header,
    pub(crate) context: Cell<Word>,
    /// A tuple of codes.
    pub(crate) children: Cell<Word>,
    /// The object that holds the bytes, if that is in the heap.
    pub(crate) owner: Cell<Word>,
    /// The whole of the function, from its prelude on.
    pub(crate) bytes: Cell<*const u8>,
    pub(crate) len: Cell<usize>,
    /// The first instruction.
    pub(crate) start: Cell<*const u8>,
    /// The symbols that the module's names stand for.
    pub(crate) symbols: Cell<*const u32>,
    /// The constants of the module.
    pub(crate) constants: Cell<*const Value>,
    /// Local variables, parameters included.
    pub(crate) locals: Cell<u16>,
    /// Slots of the operand stack.
    pub(crate) operands: Cell<u16>,
    /// Exception handlers that can be open at once.
    pub(crate) handlers: Cell<u16>,
    /// Variables in cells, whose numbers are in the bytes before the first instruction.
    pub(crate) cells: Cell<u16>,
    pub(crate) positional: Cell<u8>,
    pub(crate) keyword_only: Cell<u8>,
    pub(crate) defaults: Cell<u8>,
    pub(crate) flags: Cell<u8>,
}

/// What functions of one module share.
#[repr(C)]
pub struct Context {
    pub(crate) header: Header,
    /// The module's dict.
    pub(crate) globals: Cell<Word>,
    /// A tuple of constants.
    pub(crate) constants: Cell<Word>,
    /// A `Raw` block of symbols' numbers, 32 bits each.
    pub(crate) symbols: Cell<Word>,
}

/// A generator; the words of its frame follow: its variables, handlers and operands.
#[repr(C)]
pub struct Generator {
    pub(crate) header: Header,
    /// The offset of the next instruction, or a state.
    pub(crate) position: Cell<isize>,
    /// Operands in use.
    pub(crate) operands: Cell<u16>,
    /// Handlers in use.
    pub(crate) handlers: Cell<u16>,
    pub(crate) function: Cell<Word>,
    /// The exception to raise when it goes on.
    pub(crate) pending: Cell<Word>,
    /// While it runs: the generator that delegates to it and has no frame meanwhile.
    pub(crate) parent: Cell<Word>,
}

/// A function and what to pass it first.
#[repr(C)]
pub struct BoundMethod {
    pub(crate) header: Header,
    pub(crate) function: Cell<Word>,
    pub(crate) receiver: Cell<Word>,
}

/// A class in Python.
#[repr(C)]
pub struct Class {
    pub(crate) header: Header,
    /// Its name.
    pub(crate) name: Cell<Word>,
    /// A tuple of its bases.
    pub(crate) bases: Cell<Word>,
    /// The built-in type that its objects hold one of.
    pub(crate) native: Cell<Word>,
    pub(crate) map: Map,
    /// What its objects can do that others cannot: `FLAG_` bits.
    pub(crate) flags: Cell<usize>,
}

/// An object of a class in Python.
#[repr(C)]
pub struct Instance {
    pub(crate) header: Header,
    pub(crate) class: Cell<Word>,
    /// The object of a built-in type that it extends.
    pub(crate) native: Cell<Word>,
    pub(crate) map: Map,
}

/// A module.
#[repr(C)]
pub struct Module {
    pub(crate) header: Header,
    /// A dict.
    pub(crate) globals: Cell<Word>,
    pub(crate) name: Cell<Word>,
    /// For built-in modules, what they have.
    pub(crate) members: Cell<Option<&'static crate::native::NativeModule>>,
}

/// A property.
#[repr(C)]
pub struct Property {
    pub(crate) header: Header,
    pub(crate) get: Cell<Word>,
    pub(crate) set: Cell<Word>,
    pub(crate) delete: Cell<Word>,
}

/// One or two values.
#[repr(C)]
pub struct Wrapper {
    pub(crate) header: Header,
    pub(crate) inner: Cell<Word>,
    pub(crate) extra: Cell<Word>,
}

/// A super.
#[repr(C)]
pub struct Super {
    pub(crate) header: Header,
    pub(crate) class: Cell<Word>,
    pub(crate) object: Cell<Word>,
}

/// An exception.
#[repr(C)]
pub struct Exception {
    pub(crate) header: Header,
    /// Its type.
    pub(crate) class: Cell<Word>,
    /// A tuple.
    pub(crate) args: Cell<Word>,
    /// A `Words` block with file, line and function of each frame that it has left.
    pub(crate) traceback: Cell<Word>,
    /// The exception that this is the native part of, if any; and later causes.
    pub(crate) spare: Cell<Word>,
    /// Words of the traceback in use.
    pub(crate) traceback_len: Cell<usize>,
}

/// An iterator.
#[repr(C)]
pub struct Iter {
    pub(crate) header: Header,
    pub(crate) source: Cell<Word>,
    pub(crate) extra: Cell<Word>,
    pub(crate) at: Cell<isize>,
    pub(crate) end: Cell<isize>,
    pub(crate) step: Cell<isize>,
}

/// A deque.
#[repr(C)]
pub struct Deque {
    pub(crate) header: Header,
    /// A `Words` block.
    pub(crate) block: Cell<Word>,
    pub(crate) first: Cell<usize>,
    pub(crate) len: Cell<usize>,
    pub(crate) max_len: Cell<usize>,
    pub(crate) flags: Cell<usize>,
}

/// Bytes with a position, in memory or in a file of the host.
#[repr(C)]
pub struct Stream {
    pub(crate) header: Header,
    /// The bytes: a bytearray, or another object if they are shared.
    pub(crate) buffer: Cell<Word>,
    pub(crate) extra: Cell<Word>,
    pub(crate) position: Cell<usize>,
    /// The host's number of the file.
    pub(crate) file: Cell<usize>,
    pub(crate) flags: Cell<usize>,
}

/// Anything of a module of its own; bytes may follow.
#[repr(C)]
pub struct Opaque {
    pub(crate) header: Header,
    /// Its type.
    pub(crate) class: Cell<Word>,
    pub(crate) values: [Cell<Word>; 3],
}

impl<T: Object> crate::value::Gc<T> {
    /// The words after the layout's own, to the end of the object.
    #[inline(always)]
    pub(crate) fn tail(self) -> *mut Word {
        // SAFETY: an object is at least as large as its layout.
        unsafe { self.as_ptr().add(1).cast() }
    }

    /// The bytes after the layout's own.
    #[inline(always)]
    pub(crate) fn tail_bytes(self) -> *mut u8 {
        self.tail().cast()
    }

    /// The size of the object in bytes, with its header.
    #[inline(always)]
    pub(crate) fn byte_size(self) -> usize {
        // SAFETY: every layout begins with a header.
        unsafe { (*self.as_ptr().cast::<Header>()).granules() * GRANULE }
    }
}
