//! Interned strings: each text once, known by a number, so that names are compared as numbers.
//!
//! Numbers count up through three tables: the strings that every `.mpy` file may refer to by number, those that this crate
//! itself has names in, both in read-only memory, and those that come up at run time, which are str objects in the heap.

use crate::contents::{cells, words};
use crate::object::{Kind, Text};
use crate::value::{Gc, Value, Word};
use constrictor_bytecode::static_strings::{COUNT, STATIC_STRINGS};
use core::cell::Cell;

/// An interned string.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
#[repr(transparent)]
pub struct Symbol(u32);

impl Symbol {
    #[inline(always)]
    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }

    #[inline(always)]
    pub(crate) const fn from_index(index: usize) -> Symbol {
        Symbol(index as u32)
    }
}

/// The hash of a text, as `hash()` shows it and dicts use it.
pub const fn hash(bytes: &[u8]) -> u32 {
    let mut hash = 5381u32;
    let mut at = 0;
    while at < bytes.len() {
        hash = hash.wrapping_mul(33) ^ bytes[at] as u32;
        at += 1;
    }
    hash
}

const fn is_same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut at = 0;
    while at < a.len() {
        if a[at] != b[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// Declares names that the crate knows.
macro_rules! names {
    ($($constant:ident $text:literal)*) => {
        const OWN_COUNT: usize = [$($text),*].len();
        const OWN: [&str; OWN_COUNT] = [$($text),*];

        #[allow(missing_docs)]
        impl Symbol {
            $(pub const $constant: Symbol = find($text);)*
        }
    };
}

/// The symbol of a text in read-only memory, at compile time.
const fn find(text: &str) -> Symbol {
    let mut at = 0;
    while at < COUNT {
        if is_same(STATIC_STRINGS[at], text) {
            return Symbol(at as u32);
        }
        at += 1;
    }
    let mut at = 0;
    while at < OWN_COUNT {
        if is_same(OWN[at], text) {
            return Symbol((COUNT + at) as u32);
        }
        at += 1;
    }
    panic!("no such name")
}

names! {
    EMPTY "" DIR "__dir__" CALL "__call__" CLASS "__class__" DELITEM "__delitem__" ENTER "__enter__" EXIT "__exit__"
    GETATTR "__getattr__" GETITEM "__getitem__" HASH "__hash__" INIT "__init__" INT "__int__" ITER "__iter__"
    LEN "__len__" MAIN "__main__" MODULE "__module__" NAME "__name__" NEW "__new__" NEXT "__next__"
    QUALNAME "__qualname__" REPR "__repr__" SETITEM "__setitem__" STR "__str__" ARGS "args" VALUE "value"
    SEND "send" THROW "throw" CLOSE "close" KEY "key" REVERSE "reverse" SEP "sep" END "end" WRITE "write" START "start"
    STOP "stop" STEP "step" MODULE_BODY "<module>" BUILTINS "builtins" MICROPYTHON "micropython" KEYS "keys" CONST "const"
    ADD "__add__" SUB "__sub__" MUL "__mul__" MATMUL "__matmul__" TRUEDIV "__truediv__" FLOORDIV "__floordiv__"
    MOD "__mod__" POW "__pow__" AND "__and__" OR "__or__" XOR "__xor__" LSHIFT "__lshift__" RSHIFT "__rshift__"
    RADD "__radd__" RSUB "__rsub__" RMUL "__rmul__" RMATMUL "__rmatmul__" RTRUEDIV "__rtruediv__"
    RFLOORDIV "__rfloordiv__" RMOD "__rmod__" RPOW "__rpow__" RAND "__rand__" ROR "__ror__" RXOR "__rxor__"
    RLSHIFT "__rlshift__" RRSHIFT "__rrshift__" IADD "__iadd__" ISUB "__isub__" IMUL "__imul__" IMATMUL "__imatmul__"
    ITRUEDIV "__itruediv__" IFLOORDIV "__ifloordiv__" IMOD "__imod__" IPOW "__ipow__" IAND "__iand__" IOR "__ior__"
    IXOR "__ixor__" ILSHIFT "__ilshift__" IRSHIFT "__irshift__" NEG "__neg__" POS "__pos__" INVERT "__invert__"
    ABS "__abs__" FLOAT "__float__" COMPLEX "__complex__" BOOL "__bool__" EQ "__eq__" NE "__ne__" LT "__lt__" GT "__gt__"
    LE "__le__" GE "__ge__" CONTAINS "__contains__" DEL "__del__" GET "__get__" SET "__set__" DELETE "__delete__"
    SET_NAME "__set_name__" SETATTR "__setattr__" DELATTR "__delattr__" INIT_SUBCLASS "__init_subclass__"
    BASES "__bases__" DICT "__dict__" PATH "__path__" FILE_NAME "__file__" ALL "__all__" GLOBALS "__globals__"
    AENTER "__aenter__" AEXIT "__aexit__" AITER "__aiter__" ANEXT "__anext__" AWAIT "__await__" DEBUG "__debug__"
    TRACEBACK "__traceback__" IMPORT "__import__" BUILD_CLASS "__build_class__" REVERSED "__reversed__"
    REPL_PRINT "__repl_print__" TEMPLATE "__template__" DEFAULT "default" FILE "file" FLUSH "flush" ENCODING "encoding"
    ERRNO "errno" STRERROR "strerror" FORMAT "__format__" BYTES "__bytes__" SIZEOF "__sizeof__" INDEX "__index__"
    STDIN "stdin" STDOUT "stdout" STDERR "stderr" SYS "sys" PATH_LIST "path" MODULES "modules" ARGV "argv"
    MAXSPLIT "maxsplit" NDIGITS "ndigits" SIGNED "signed" STRICT "strict" MAXLEN "maxlen" READ "read" READLINE "readline"
    READINTO "readinto" SEEK "seek" TELL "tell" IOCTL "ioctl" MODE "mode" DIVMOD "__divmod__" OBJECT "object" TYPE "type"
}

/// How many texts are in the tables in read-only memory.
const TEXT_COUNT: usize = COUNT + OWN_COUNT;

/// After these come the characters of ASCII that are not among them.
const ROM_COUNT: usize = TEXT_COUNT + 128;

/// The characters of ASCII.
const CHARACTERS: [u8; 128] = {
    let mut bytes = [0; 128];
    let mut at = 0;
    while at < 128 {
        bytes[at] = at as u8;
        at += 1;
    }
    bytes
};

/// A text of the tables in read-only memory, or a character of ASCII.
const fn rom(index: usize) -> &'static str {
    if index < COUNT {
        STATIC_STRINGS[index]
    } else if index < TEXT_COUNT {
        OWN[index - COUNT]
    } else {
        match core::str::from_utf8(CHARACTERS.split_at(index - TEXT_COUNT).1.split_at(1).0) {
            Ok(character) => character,
            Err(_) => "",
        }
    }
}

/// The numbers of texts that are one character of ASCII.
const ROM_CHARACTERS: [u16; 128] = {
    let mut numbers = [0; 128];
    let mut at = 0;
    while at < 128 {
        numbers[at] = (TEXT_COUNT + at) as u16;
        at += 1;
    }
    let mut index = TEXT_COUNT;
    while index > 0 {
        index -= 1;
        let text = rom(index).as_bytes();
        if text.len() == 1 && text[0] < 128 {
            numbers[text[0] as usize] = index as u16;
        }
    }
    numbers
};

/// The hashes of the texts in read-only memory.
const ROM_HASHES: [u32; TEXT_COUNT] = {
    let mut hashes = [0; TEXT_COUNT];
    let mut at = 0;
    while at < TEXT_COUNT {
        hashes[at] = hash(rom(at).as_bytes());
        at += 1;
    }
    hashes
};

const ROM_SLOTS: usize = 512;

/// Where a text in read-only memory is, by its hash, open addressing: its number plus one.
const ROM_INDEX: [u16; ROM_SLOTS] = {
    let mut slots = [0; ROM_SLOTS];
    let mut at = 0;
    while at < TEXT_COUNT {
        let mut slot = ROM_HASHES[at] as usize % ROM_SLOTS;
        let mut known = false;
        while slots[slot] != 0 {
            // A name may be in both tables; the first one counts.
            known = known || is_same(rom(slots[slot] as usize - 1), rom(at));
            slot = (slot + 1) % ROM_SLOTS;
        }
        if !known {
            slots[slot] = at as u16 + 1;
        }
        at += 1;
    }
    slots
};

/// The texts that come up at run time.
#[derive(Default)]
pub(crate) struct Symbols {
    /// A `Words` block of str objects, with `len` of them.
    pub(crate) block: Word,
    pub(crate) len: usize,
    /// A `Raw` block of 32-bit numbers, a power of two of them: where each is, by its hash, open addressing: number in
    /// `block` plus one.
    pub(crate) index: Word,
}

/// What a symbol's text is in.
pub(crate) enum Place {
    Rom(&'static str),
    Heap(Gc<Text>),
}

impl Symbols {
    /// The symbol of a text, if it is interned.
    pub(crate) fn lookup(&self, text: &[u8], hash: u32) -> Option<Symbol> {
        if let &[character] = text
            && character.is_ascii()
        {
            return Some(Symbol::of_ascii(character));
        }
        let mut slot = hash as usize % ROM_SLOTS;
        while ROM_INDEX[slot] != 0 {
            let at = ROM_INDEX[slot] as usize - 1;
            if ROM_HASHES[at] == hash && rom(at).as_bytes() == text {
                return Some(Symbol(at as u32));
            }
            slot = (slot + 1) % ROM_SLOTS;
        }
        let slots = self.slots()?;
        let mask = slots.len() - 1;
        let mut slot = hash as usize & mask;
        loop {
            let number = slots[slot].get();
            if number == 0 {
                return None;
            }
            let text_object = self.heap_text(number as usize - 1)?;
            if text_object.hash_bits() == hash && text_object.bytes() == text {
                return Some(Symbol((ROM_COUNT + number as usize - 1) as u32));
            }
            slot = (slot + 1) & mask;
        }
    }

    /// The slots of the index: a power of two.
    fn slots(&self) -> Option<&[Cell<u32>]> {
        let cells = cells(self.index?);
        // Blocks are whole granules: only the largest power of two is used.
        cells.get(..1usize << cells.len().checked_ilog2()?)
    }

    /// Whether there is a symbol of that number.
    pub(crate) fn is_known(&self, symbol: Symbol) -> bool {
        symbol.index() < ROM_COUNT + self.len
    }

    /// Whether there is room for one more.
    pub(crate) fn has_room(&self) -> bool {
        let words = self.block.and_then(|block| block.get_kind::<crate::object::Block>(Kind::Words));
        let capacity = words.map_or(0, |words| words.byte_size() / size_of::<usize>() - 1);
        let slots = self.slots().map_or(0, <[Cell<u32>]>::len);
        self.len < capacity && (self.len + 1) * 4 <= slots * 3
    }

    /// Takes over larger blocks, whose words are zero.
    pub(crate) fn grow(&mut self, block: Value, index: Value) {
        let old = self.block.replace(block);
        self.index = Some(index);
        for at in 0..self.len {
            let text = old.and_then(|old| crate::native::word_of(old, at));
            crate::native::set_word_of(block, at, text);
            if let Some(text) = text.and_then(|text| text.get_kind::<Text>(Kind::Str)) {
                self.enter(text.hash_bits(), at);
            }
        }
    }

    fn enter(&mut self, hash: u32, at: usize) {
        let Some(slots) = self.slots() else { return };
        let mask = slots.len() - 1;
        let mut slot = hash as usize & mask;
        // A quarter of the slots is free.
        while slots[slot].get() != 0 {
            slot = (slot + 1) & mask;
        }
        slots[slot].set(at as u32 + 1);
    }

    /// Adds a str object whose text is not interned yet; there is room.
    pub(crate) fn add(&mut self, text: Gc<Text>) -> Symbol {
        let at = self.len;
        if let Some(block) = self.block {
            crate::native::set_word_of(block, at, Some(text.value()));
        }
        self.len += 1;
        self.enter(text.hash_bits(), at);
        Symbol((ROM_COUNT + at) as u32)
    }

    // Not `word_of`, which is a call where code is compiled for size: each lookup of a name comes by here.
    fn heap_text(&self, at: usize) -> Option<Gc<Text>> {
        words(self.block?.get_kind(Kind::Words)?).get(at)?.get()?.get_kind(Kind::Str)
    }

    /// Where a symbol's text is.
    #[inline]
    pub(crate) fn place(&self, symbol: Symbol) -> Place {
        let index = symbol.index();
        match index.checked_sub(ROM_COUNT).and_then(|at| self.heap_text(at)) {
            Some(text) => Place::Heap(text),
            None => Place::Rom(if index < ROM_COUNT { rom(index) } else { "" }),
        }
    }

    /// A symbol's text, as long as the symbol is known.
    #[inline]
    pub(crate) fn text<'a>(&self, symbol: Symbol) -> &'a [u8] {
        match self.place(symbol) {
            Place::Rom(text) => text.as_bytes(),
            Place::Heap(text) => text.bytes(),
        }
    }

    /// The hash of a symbol's text.
    #[inline]
    pub(crate) fn hash(&self, symbol: Symbol) -> u32 {
        let index = symbol.index();
        match ROM_HASHES.get(index) {
            Some(&hash) => hash,
            None if index < ROM_COUNT => hash(rom(index).as_bytes()),
            None => self.heap_text(index - ROM_COUNT).map_or(0, |text| text.hash_bits()),
        }
    }
}

impl Symbol {
    /// The symbol of a character of ASCII; of others, that of one with the same low bits.
    #[inline]
    pub(crate) const fn of_ascii(character: u8) -> Symbol {
        Symbol(ROM_CHARACTERS[character as usize & 127] as u32)
    }
}
