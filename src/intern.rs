//! Interned strings: every identifier and short string of a module, each with a small number.
//!
//! MicroPython calls them qstrs. Two rules of its parser show in the output and start here: strings of up to
//! [`MAX_INTERNED_LITERAL`] bytes are interned, and a longer one is treated the same way if its text is interned
//! already, be it as an identifier earlier in the source or as one of the strings built into mpy-cross
//! (MicroPython, `py/parse.c` `push_result_token`).

mod builtin;

use crate::memory::{Memory, Pool};
use core::hash::BuildHasher;
use hashbrown::HashTable;

#[cfg(feature = "std")]
type Hasher = hashbrown::DefaultHashBuilder;
/// On a board nothing random is known to the compiler, so that the code of a hash that makes use of it would be for nothing.
#[cfg(not(feature = "std"))]
type Hasher = core::hash::BuildHasherDefault<Fnv>;

/// The longest string literal that is interned whatever its text, in bytes (`MICROPY_ALLOC_PARSE_INTERN_STRING_LEN`).
pub(crate) const MAX_INTERNED_LITERAL: usize = 10;

/// The longest interned string, in bytes: its length has to fit one byte (`MICROPY_QSTR_BYTES_IN_LEN`).
pub(crate) const MAX_INTERNED_LEN: usize = 255;

/// An interned string.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Symbol(pub(crate) u32);

macro_rules! well_known {
    ($($name:ident = $text:literal,)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        #[repr(u32)]
        enum WellKnown { $($name,)* }

        /// Strings the compiler itself needs, interned before anything else so that their numbers are constants.
        const WELL_KNOWN: &[&str] = &[$($text,)*];

        #[allow(missing_docs)]
        impl Symbol {
            $(pub(crate) const $name: Symbol = Symbol(WellKnown::$name as u32);)*
        }
    };
}

well_known! {
    EMPTY = "",
    STAR = "*",
    MODULE = "<module>",
    LAMBDA = "<lambda>",
    LISTCOMP = "<listcomp>",
    DICTCOMP = "<dictcomp>",
    SETCOMP = "<setcomp>",
    GENEXPR = "<genexpr>",
    CLASS = "__class__",
    NAME = "__name__",
    MODULE_NAME = "__module__",
    QUALNAME = "__qualname__",
    REPL_PRINT = "__repl_print__",
    TEMPLATE = "__template__",
    AITER = "__aiter__",
    ANEXT = "__anext__",
    AENTER = "__aenter__",
    AEXIT = "__aexit__",
    ASSERTION_ERROR = "AssertionError",
    BASE_EXCEPTION = "BaseException",
    STOP_ASYNC_ITERATION = "StopAsyncIteration",
    CONST = "const",
    RANGE = "range",
    SUPER = "super",
    MATH = "math",
    PI = "pi",
    E = "e",
    TAU = "tau",
    INF = "inf",
    NAN = "nan",
    MICROPYTHON = "micropython",
    BYTECODE = "bytecode",
    NATIVE = "native",
    VIPER = "viper",
    ASM_THUMB = "asm_thumb",
    ASM_XTENSA = "asm_xtensa",
    ASM_RV32 = "asm_rv32",
}

/// The set of interned strings of one compilation.
pub(crate) struct Interner {
    bytes: Pool<u8>,
    ends: Pool<u32>,
    table: HashTable<u32>,
    hasher: Hasher,
    memory: Memory,
}

impl Interner {
    /// An interner that holds the well-known strings.
    pub(crate) fn new(memory: &Memory) -> Self {
        let mut interner = Interner::empty(memory);
        interner.grow_table(2 * WELL_KNOWN.len());
        for text in WELL_KNOWN {
            interner.intern(text.as_bytes());
        }
        interner
    }

    /// An interner that holds nothing: a table that numbers byte strings in the order they come.
    pub(crate) fn empty(memory: &Memory) -> Self {
        Interner {
            bytes: Pool::new(memory),
            ends: Pool::new(memory),
            table: HashTable::new(),
            hasher: Hasher::default(),
            memory: memory.clone(),
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The text of `symbol`.
    #[inline]
    pub(crate) fn text(&self, symbol: Symbol) -> &[u8] {
        text_at(&self.bytes, &self.ends, symbol.0)
    }

    /// The number of `text`, new if it is not known yet.
    pub(crate) fn intern(&mut self, text: &[u8]) -> Symbol {
        let hash = self.hasher.hash_one(text);
        if let Some(symbol) = self.lookup(hash, text) {
            return symbol;
        }
        if self.table.len() == self.table.capacity() && !self.grow_table(self.table.capacity().max(8)) {
            return Symbol::EMPTY;
        }
        if !self.bytes.reserve(text.len()) || !self.ends.reserve(1) {
            return Symbol::EMPTY;
        }
        self.bytes.append(text);
        let index = self.ends.push(self.bytes.len() as u32);
        let Interner { table, bytes, ends, hasher, .. } = self;
        table.insert_unique(hash, index, rehash(hasher, bytes, ends));
        Symbol(index)
    }

    /// The number of `text` if it is interned already.
    pub(crate) fn find(&self, text: &[u8]) -> Option<Symbol> {
        self.lookup(self.hasher.hash_one(text), text)
    }

    /// The symbol a string literal of this text is stored as, or `None` where it stays a plain object.
    pub(crate) fn intern_literal(&mut self, text: &[u8]) -> Option<Symbol> {
        if text.len() <= MAX_INTERNED_LITERAL {
            return Some(self.intern(text));
        }
        if text.len() > MAX_INTERNED_LEN {
            return None;
        }
        match self.find(text) {
            Some(symbol) => Some(symbol),
            None if builtin::contains(text) => Some(self.intern(text)),
            None => None,
        }
    }

    #[inline]
    fn lookup(&self, hash: u64, text: &[u8]) -> Option<Symbol> {
        self.table.find(hash, |&i| text_at(&self.bytes, &self.ends, i) == text).map(|&i| Symbol(i))
    }

    /// Makes room in the hash table, within the budget.
    fn grow_table(&mut self, extra: usize) -> bool {
        let old = self.table.allocation_size();
        // A table of `n` entries takes a power of two of slots, at most 16/7 n, of 4 + 1 bytes each.
        let estimate = (self.table.capacity() + extra).saturating_mul(12);
        if !self.memory.charge(estimate) {
            return false;
        }
        let Interner { table, bytes, ends, hasher, .. } = self;
        let grown = table.try_reserve(extra, rehash(hasher, bytes, ends)).is_ok();
        self.memory.release(estimate);
        if !grown {
            self.memory.mark_exhausted();
            return false;
        }
        self.memory.release(old);
        self.memory.charge(self.table.allocation_size())
    }
}

impl Drop for Interner {
    fn drop(&mut self) {
        self.memory.release(self.table.allocation_size());
    }
}

/// The hash of a symbol, for the table when it grows.
fn rehash(hasher: &Hasher, bytes: &[u8], ends: &[u32]) -> impl Fn(&u32) -> u64 {
    move |&i| hasher.hash_one(text_at(bytes, ends, i))
}

/// The hash of Fowler, Noll and Vo, version 1a, of 32 bits. The table takes the upper bits of what it is given too.
#[cfg(not(feature = "std"))]
struct Fnv(u32);

#[cfg(not(feature = "std"))]
impl Default for Fnv {
    fn default() -> Self {
        Fnv(0x811c_9dc5)
    }
}

#[cfg(not(feature = "std"))]
impl core::hash::Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    }

    fn finish(&self) -> u64 {
        u64::from(self.0) << 32 | u64::from(self.0)
    }
}

#[inline]
fn text_at<'a>(bytes: &'a [u8], ends: &[u32], index: u32) -> &'a [u8] {
    let index = index as usize;
    let start = if index == 0 { 0 } else { ends[index - 1] as usize };
    &bytes[start..ends[index] as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interner() -> Interner {
        Interner::new(&Memory::new(usize::MAX))
    }

    #[test]
    fn well_known_strings_have_their_constant_numbers() {
        assert_eq!(interner().find(b"asm_rv32"), Some(Symbol::ASM_RV32));
    }

    #[test]
    fn equal_texts_share_a_symbol() {
        let mut interner = interner();
        assert_eq!(interner.intern(b"led"), interner.intern(b"led"));
    }

    #[test]
    fn a_long_literal_is_not_interned() {
        assert_eq!(interner().intern_literal(b"eleven bytes"), None);
    }

    #[test]
    fn a_long_literal_with_the_text_of_an_identifier_is_interned() {
        let mut interner = interner();
        let name = interner.intern(b"read_temperature");
        assert_eq!(interner.intern_literal(b"read_temperature"), Some(name));
    }

    #[test]
    fn a_long_literal_with_a_text_built_into_mpy_cross_is_interned() {
        assert!(interner().intern_literal(b"NotImplementedError").is_some());
    }

    #[test]
    fn a_full_budget_is_reported() {
        let memory = Memory::new(4096);
        let mut interner = Interner::new(&memory);
        for i in 0..10_000u32 {
            interner.intern(&i.to_le_bytes());
        }
        assert!(memory.exhausted());
    }
}
