//! The hash table of dicts, sets, classes and objects, with entries in the order in which they came.
//!
//! Entries lie in one block. Up to eight they are simply searched; for more there is an index: 32-bit slots, open
//! addressing, each with the place of an entry in its low bits and some of the key's hash in the others, so that a
//! key is hardly ever compared with one that it does not equal. Names and small ints are equal only to themselves as long as
//! no odd key is in the table, and then comparing words is enough.
//!
//! Hashing and comparing odd keys can run code of the program, which can change the table. So nothing of the table is
//! held on to across that, and an index is made of hashes that were computed before.

use crate::contents::{cells, words};
use crate::error::Res;
use crate::native::{set_word_of, word_count, word_of};
use crate::object::{Block, Kind, Text};
use crate::raise;
use crate::symbol::{Symbol, Symbols};
use crate::types::exceptions::*;
use crate::value::{Gc, Value, Word};
use crate::vm::Vm;
use core::cell::Cell;

/// A table, part of an object.
#[repr(C)]
pub struct Map {
    /// A `Words` block of entries: keys, each followed by its value in all but sets. The key of a removed entry is absent.
    pub(crate) entries: Cell<Word>,
    /// A `Raw` block: the index.
    pub(crate) index: Cell<Word>,
    /// Entries in use, removed ones included.
    pub(crate) used: Cell<usize>,
    /// Entries that are not removed.
    pub(crate) live: Cell<usize>,
    /// What keys there are, and what changes mean; above them, how many slots of the index are in use.
    pub(crate) flags: Cell<usize>,
}

/// There is a key that may equal a different word, other than a str.
const ODD: usize = 1;
/// The table is that of global variables.
pub(crate) const NAMESPACE: usize = 2;
/// The table must not change.
pub(crate) const FIXED: usize = 4;
/// There is a str that is not interned.
const TEXT: usize = 8;
/// There is an object of a class in Python, which may equal anything.
const INSTANCE: usize = 16;
/// There is a small int.
const SMALL_INT: usize = 32;
/// What has no hash is a key, too: it is as if it were 0.
pub(crate) const TOLERANT: usize = 64;
/// One slot of the index, as flags count them.
const SLOT: usize = 128;
/// What the flags say about the table rather than about what is in it.
const LASTING: usize = NAMESPACE | FIXED | TOLERANT;

/// The most entries that are searched without an index.
const SMALL: usize = 8;

/// How often making the index is begun anew because hashing keys changed the table.
const ATTEMPTS: usize = 4;

impl Map {
    /// How many entries there are.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.live.get()
    }

    /// A key, none if the entry was removed or there is none.
    #[inline(always)]
    pub(crate) fn key(&self, at: usize, stride: usize) -> Word {
        if at < self.used.get() { word_of(self.entries.get()?, at * stride) } else { None }
    }

    /// The value of an entry.
    #[inline(always)]
    pub(crate) fn value(&self, at: usize) -> Word {
        word_of(self.entries.get()?, at * 2 + 1)
    }

    #[inline(always)]
    pub(crate) fn set_value(&self, at: usize, value: Value) {
        if let Some(entries) = self.entries.get() {
            set_word_of(entries, at * 2 + 1, Some(value));
        }
    }

    /// The first entry at or after a place.
    #[inline]
    pub(crate) fn next(&self, mut at: usize, stride: usize) -> Option<(usize, Value)> {
        while at < self.used.get() {
            if let Some(key) = self.key(at, stride) {
                return Some((at, key));
            }
            at += 1;
        }
        None
    }

    /// The last entry.
    pub(crate) fn last(&self, stride: usize) -> Option<(usize, Value)> {
        (0..self.used.get()).rev().find_map(|at| self.key(at, stride).map(|key| (at, key)))
    }

    pub(crate) fn has_flag(&self, flag: usize) -> bool {
        self.flags.get() & flag != 0
    }

    pub(crate) fn add_flag(&self, flag: usize) {
        self.flags.set(self.flags.get() | flag);
    }

    /// Notes what kind of key came in.
    fn note_key(&self, key: Value) {
        match key.kind() {
            Kind::Str if key.as_symbol().is_some() => {}
            Kind::Str => self.add_flag(TEXT),
            Kind::Int if key.is_small() => self.add_flag(SMALL_INT),
            Kind::Instance => self.add_flag(ODD | INSTANCE),
            _ => self.add_flag(ODD),
        }
    }

    /// The entries in use, as long as the table is not changed.
    #[inline(always)]
    fn words(&self, stride: usize) -> &[Cell<Word>] {
        let Some(block) = self.entries.get() else { return &[] };
        let Some(block) = block.get_kind::<Block>(Kind::Words) else { return &[] };
        let words = words(block);
        &words[..(self.used.get() * stride).min(words.len())]
    }

    /// The slots of the index, a power of two of them, as long as it is not replaced.
    #[inline(always)]
    fn slots(&self) -> Option<&[Cell<u32>]> {
        let all = cells(self.index.get()?);
        // Blocks are whole granules: one slot more may fit in.
        Some(&all[..all.len() & !1])
    }

    /// The entry whose key is exactly this word.
    #[inline]
    fn find_word(&self, key: Value, hash: impl FnOnce() -> u32, stride: usize) -> Option<usize> {
        let entries = self.words(stride);
        let Some(slots) = self.slots() else {
            let mut at = 0;
            while at < entries.len() {
                if entries[at].get() == Some(key) {
                    return Some(at / stride);
                }
                at += stride;
            }
            return None;
        };
        let hash = spread(hash());
        let mask = slots.len() - 1;
        let mut slot = hash as usize;
        loop {
            let found = slots[slot & mask].get();
            if found == 0 {
                return None;
            }
            if (found ^ hash) as usize & !mask == 0 {
                let at = (found as usize & mask) - 1;
                if entries.get(at * stride).is_some_and(|word| word.get() == Some(key)) {
                    return Some(at);
                }
            }
            slot += 1;
        }
    }

    /// The entry of a str that is not interned, by its text.
    fn find_text(&self, text: &[u8], hash: u32, stride: usize) -> Option<usize> {
        let is_it = |at: usize| {
            let key = self.key(at, stride).and_then(|key| key.get_kind::<Text>(Kind::Str));
            key.is_some_and(|key| key.hash_bits() == hash && key.bytes() == text)
        };
        if self.index.get().is_none() {
            return (0..self.used.get()).find(|&at| is_it(at));
        }
        let mut probe = Probe::new(hash);
        while let Some(at) = probe.next(self) {
            if is_it(at) {
                return Some(at);
            }
        }
        None
    }

    /// The entry of a str that is not interned, in a table with an index. Equal keys may have been interned since they came
    /// in, or before.
    fn find_str(&self, symbols: &Symbols, text: Gc<Text>, stride: usize) -> Option<usize> {
        let mut probe = Probe::new(text.hash_bits());
        while let Some(at) = probe.next(self) {
            let Some(key) = self.key(at, stride) else { continue };
            let is_it = match key.as_symbol() {
                Some(name) => symbols.text(name) == text.bytes(),
                None => {
                    key == text.value()
                        || key.get_kind::<Text>(Kind::Str).is_some_and(|key| {
                            key.hash_bits() == text.hash_bits() && key.bytes() == text.bytes()
                        })
                }
            };
            if is_it {
                return Some(at);
            }
        }
        None
    }

    /// The str that a key is, if it can be looked for by its text alone: it is not interned, and there is an index.
    #[inline(always)]
    fn plain_str(&self, key: Value) -> Option<Gc<Text>> {
        if self.index.get().is_none() || self.has_flag(INSTANCE) {
            return None;
        }
        key.get_kind::<Text>(Kind::Str)
    }

    /// The entry of a name.
    #[inline]
    pub(crate) fn find_symbol(&self, symbols: &Symbols, name: Symbol, stride: usize) -> Option<usize> {
        let found = self.find_word(Value::symbol(name), || symbols.hash(name), stride);
        if found.is_some() || !self.has_flag(TEXT) {
            return found;
        }
        // A str of the same text may have come in before the text was interned.
        self.find_text(symbols.text(name), symbols.hash(name), stride)
    }

    /// The value of a name.
    #[inline]
    pub(crate) fn get_symbol(&self, symbols: &Symbols, name: Symbol) -> Word {
        self.value(self.find_symbol(symbols, name, 2)?)
    }

    /// Puts an entry in the index, if there is one; it has room.
    fn enter(&self, hash: u32, at: usize) {
        let Some(slots) = self.slots() else { return };
        let hash = spread(hash);
        let mask = slots.len() - 1;
        for slot in hash as usize..hash as usize + slots.len() {
            let place = &slots[slot & mask];
            if place.get() == 0 {
                place.set(hash & !(mask as u32) | (at as u32 + 1));
                self.flags.set(self.flags.get() + SLOT);
                return;
            }
        }
    }

    /// Whether there is room for one more entry, and for its slot. Slots of removed entries count: only a new index is rid
    /// of them.
    fn has_room(&self, stride: usize) -> bool {
        let capacity = self.entries.get().map_or(0, word_count) / stride;
        let has_slot = |slots: &[Cell<u32>]| (self.flags.get() / SLOT + 1) * 4 <= slots.len() * 3;
        self.used.get() < capacity && self.slots().is_none_or(has_slot)
    }

    /// Forgets all entries, and gives the blocks that they were in.
    fn reset(&self) -> [Word; 2] {
        self.used.set(0);
        self.live.set(0);
        self.flags.set(self.flags.get() & LASTING);
        [self.entries.take(), self.index.take()]
    }

    /// Moves the entries of another table into this one, which is empty.
    pub(crate) fn take(&self, other: &Map) {
        let kept = self.flags.get() & LASTING;
        self.used.set(other.used.get());
        self.live.set(other.live.get());
        self.flags.set(other.flags.get() & !LASTING | kept);
        let [entries, index] = other.reset();
        self.entries.set(entries);
        self.index.set(index);
    }

    /// Removes an entry, which there is.
    fn remove_at(&self, at: usize, stride: usize) {
        let Some(entries) = self.entries.get() else { return };
        set_word_of(entries, at * stride, None);
        if stride == 2 {
            set_word_of(entries, at * 2 + 1, None);
        }
        self.live.set(self.live.get() - 1);
        if self.live.get() == 0 {
            // A small block is worth keeping: entries may come and go.
            let [entries, index] = self.reset();
            if index.is_none() {
                self.entries.set(entries);
            }
            return;
        }
        while self.used.get() > 0 && self.key(self.used.get() - 1, stride).is_none() {
            self.used.set(self.used.get() - 1);
        }
    }
}

/// A walk through the slots that a hash may be in.
struct Probe {
    hash: u32,
    slot: usize,
    steps: usize,
}

impl Probe {
    fn new(hash: u32) -> Probe {
        let hash = spread(hash);
        Probe { hash, slot: hash as usize, steps: 0 }
    }

    /// The place of the next entry with a hash like this one. The index may have become another one since the last step.
    fn next(&mut self, map: &Map) -> Option<usize> {
        let slots = map.slots()?;
        let mask = slots.len() - 1;
        while self.steps <= mask {
            let found = slots[self.slot & mask].get();
            if found == 0 {
                return None;
            }
            self.slot += 1;
            self.steps += 1;
            if (found ^ self.hash) as usize & !mask == 0 {
                return Some((found as usize & mask) - 1);
            }
        }
        None
    }
}

/// Makes hashes that differ in high bits differ in low ones.
#[inline(always)]
fn spread(hash: u32) -> u32 {
    let hash = hash.wrapping_mul(0x9e37_79b1);
    hash ^ hash >> 15
}

/// The part of a hash that the table uses.
#[inline(always)]
fn fold(hash: isize) -> u32 {
    let hash = hash as usize as u64;
    (hash ^ hash >> 32) as u32
}

impl Vm<'_> {
    /// Makes room for some entries in an empty table.
    pub(crate) fn map_reserve(&mut self, map: &Map, room: usize, stride: usize) -> Res<()> {
        if room == 0 { Ok(()) } else { self.map_resize(map, room, stride) }
    }

    /// The entry of a key.
    ///
    /// # Errors
    ///
    /// The key has no hash, or comparing raised an exception.
    #[inline]
    pub(crate) fn map_find(&mut self, map: &Map, key: Value, stride: usize) -> Res<Option<usize>> {
        if let Some(name) = key.as_symbol()
            && !map.has_flag(INSTANCE)
        {
            return Ok(map.find_symbol(&self.symbols, name, stride));
        }
        if let Some(small) = key.as_small()
            && !map.has_flag(ODD)
        {
            return Ok(map.find_word(key, || fold(small), stride));
        }
        if let Some(text) = map.plain_str(key) {
            return Ok(map.find_str(&self.symbols, text, stride));
        }
        // Among names, other keys are not looked for, so that those without a hash are not noticed (MicroPython, py/map.c).
        let has_names_only = !map.has_flag(ODD | TEXT | SMALL_INT);
        if key.kind() != Kind::Str && if stride == 2 { has_names_only } else { map.entries.get().is_none() } {
            return Ok(None);
        }
        let hash = self.key_hash(map, key)?;
        self.map_find_hashed(map, key, hash, stride)
    }

    /// The hash of a key, as the table uses it.
    #[inline]
    fn key_hash(&mut self, map: &Map, key: Value) -> Res<u32> {
        match key.as_symbol() {
            Some(name) => Ok(self.symbols.hash(name)),
            None if map.has_flag(TOLERANT) => self.hash_if_any(key),
            None => self.hash(key).map(fold),
        }
    }

    /// The hash of a key, 0 if it has none.
    #[cold]
    fn hash_if_any(&mut self, key: Value) -> Res<u32> {
        match self.hash(key) {
            Ok(hash) => Ok(fold(hash)),
            Err(raised) => {
                let exception = self.caught(raised);
                if self.class_of(exception) == TYPE_ERROR.value() {
                    return Ok(0);
                }
                Err(self.raise_value(exception))
            }
        }
    }

    fn map_find_hashed(&mut self, map: &Map, key: Value, hash: u32, stride: usize) -> Res<Option<usize>> {
        if let Some(text) = self.text(key) {
            let found = match key.as_symbol().or_else(|| self.symbols.lookup(text, hash)) {
                Some(name) => map.find_symbol(&self.symbols, name, stride),
                None if map.has_flag(TEXT) => map.find_text(text, hash, stride),
                None => None,
            };
            if found.is_some() || !map.has_flag(INSTANCE) {
                return Ok(found);
            }
        }
        if map.index.get().is_some() {
            let mut probe = Probe::new(hash);
            while let Some(at) = probe.next(map) {
                if let Some(other) = map.key(at, stride)
                    && (other == key || self.equal_items(key, other)?)
                {
                    return Ok(Some(at));
                }
            }
            return Ok(None);
        }
        let mut at = 0;
        while at < map.used.get() {
            if let Some(other) = map.key(at, stride)
                && (other == key || self.keys_equal(map, key, other, hash)?)
            {
                return Ok(Some(at));
            }
            at += 1;
        }
        Ok(None)
    }

    /// Whether a key equals another one, of which nothing is known yet.
    fn keys_equal(&mut self, map: &Map, key: Value, other: Value, hash: u32) -> Res<bool> {
        if key.is_small() && other.is_small() {
            return Ok(false);
        }
        // Objects of classes are asked only if their hashes agree.
        if key.kind() == Kind::Instance || other.kind() == Kind::Instance {
            let scope = self.scope();
            self.keep(other)?;
            let is_alike = self.key_hash(map, other)? == hash;
            self.end(scope);
            if !is_alike {
                return Ok(false);
            }
        }
        self.equal_items(key, other)
    }

    /// Sets the value of a key.
    pub(crate) fn map_set(&mut self, map: &Map, key: Value, value: Value) -> Res<()> {
        let (at, _) = self.map_enter(map, key, 2)?;
        map.set_value(at, value);
        Ok(())
    }

    /// Sets the value of a name.
    pub(crate) fn map_set_symbol(&mut self, map: &Map, name: Symbol, value: Value) -> Res<()> {
        if let Some(at) = map.find_symbol(&self.symbols, name, 2) {
            map.set_value(at, value);
            return Ok(());
        }
        let at = self.map_add(map, Value::symbol(name), 2)?;
        map.set_value(at, value);
        Ok(())
    }

    /// Adds a key to a set. True if it is new.
    pub(crate) fn set_add(&mut self, map: &Map, key: Value) -> Res<bool> {
        self.map_enter(map, key, 1).map(|(_, is_new)| is_new)
    }

    /// The place of a key, which is added if it is not there; its value is absent then. Whether it was added.
    pub(crate) fn map_enter(&mut self, map: &Map, key: Value, stride: usize) -> Res<(usize, bool)> {
        let found = match key.as_small().filter(|_| !map.has_flag(ODD)) {
            Some(small) => (map.find_word(key, || fold(small), stride), fold(small)),
            None => match map.plain_str(key) {
                Some(text) => (map.find_str(&self.symbols, text, stride), text.hash_bits()),
                None => {
                    let hash = self.key_hash(map, key)?;
                    (self.map_find_hashed(map, key, hash, stride)?, hash)
                }
            },
        };
        match found {
            (Some(at), _) => Ok((at, false)),
            (None, hash) => Ok((self.map_add_hashed(map, key, hash, stride)?, true)),
        }
    }

    /// Adds a key that is not there, and gives its place.
    pub(crate) fn map_add(&mut self, map: &Map, key: Value, stride: usize) -> Res<usize> {
        let hash = self.key_hash(map, key)?;
        self.map_add_hashed(map, key, hash, stride)
    }

    fn map_add_hashed(&mut self, map: &Map, key: Value, hash: u32, stride: usize) -> Res<usize> {
        let mut attempts = 0;
        while !map.has_room(stride) {
            attempts += 1;
            if attempts > ATTEMPTS {
                return Err(self.map_changed());
            }
            let capacity = map.entries.get().map_or(0, word_count) / stride;
            let is_full = map.live.get() * 4 >= capacity * 3;
            self.map_resize(map, if is_full { capacity * 2 } else { capacity }.max(4), stride)?;
        }
        let at = map.used.get();
        if let Some(entries) = map.entries.get() {
            set_word_of(entries, at * stride, Some(key));
        }
        map.used.set(at + 1);
        map.live.set(map.live.get() + 1);
        map.note_key(key);
        map.enter(hash, at);
        if map.has_flag(NAMESPACE) {
            self.epoch = self.epoch.wrapping_add(1);
        }
        Ok(at)
    }

    #[cold]
    fn map_changed(&mut self) -> crate::error::Raised {
        self.raise(&RUNTIME_ERROR, format_args!("dict changed while hashing"))
    }

    /// Removes a key, and gives its value (or itself, in a set).
    pub(crate) fn map_remove(&mut self, map: &Map, key: Value, stride: usize) -> Res<Word> {
        let Some(at) = self.map_find(map, key, stride)? else { return Ok(None) };
        let value = if stride == 2 { map.value(at) } else { map.key(at, 1) };
        self.map_remove_at(map, at, stride);
        if let Some(value) = value {
            self.keep(value)?;
        }
        Ok(value)
    }

    /// Removes an entry, if it is still there.
    pub(crate) fn map_remove_at(&mut self, map: &Map, at: usize, stride: usize) {
        if map.key(at, stride).is_some() {
            map.remove_at(at, stride);
            if map.has_flag(NAMESPACE) {
                self.epoch = self.epoch.wrapping_add(1);
            }
        }
    }

    /// Removes all entries.
    pub(crate) fn map_clear(&mut self, map: &Map) {
        if map.has_flag(NAMESPACE) {
            self.epoch = self.epoch.wrapping_add(1);
        }
        for block in map.reset() {
            self.free_block(block);
        }
    }

    /// Moves the entries to a block with room for so many, without those that were removed.
    fn map_resize(&mut self, map: &Map, room: usize, stride: usize) -> Res<()> {
        let scope = self.scope();
        let block = self.words_block(room.max(map.live.get()).saturating_mul(stride))?;
        self.keep(block)?;
        // Blocks are whole granules; all of it is of use.
        let capacity = word_count(block) / stride;
        let index = if capacity > SMALL {
            // Places have to fit in what slots have for them.
            if capacity >= 1 << 30 {
                return raise!(self, MEMORY_ERROR, "memory allocation failed");
            }
            let index = self.raw_block((capacity * 3 / 2).next_power_of_two() * 4)?.value();
            Some(self.keep(index)?)
        } else {
            None
        };
        let hashes = match index {
            Some(_) if map.has_flag(ODD) => Some(self.map_hashes(map, stride)?),
            _ => None,
        };
        // Nothing is allocated from here on, and no code of the program runs.
        self.end(scope);
        if map.live.get() > capacity {
            return Ok(());
        }
        let (old, old_index, used) = (map.entries.get(), map.index.get(), map.used.get());
        map.index.set(index);
        map.flags.set(map.flags.get() & (SLOT - 1));
        let mut at = 0;
        for from in 0..used {
            let Some(old) = old else { break };
            let Some(key) = word_of(old, from * stride) else { continue };
            set_word_of(block, at * stride, Some(key));
            if stride == 2 {
                set_word_of(block, at * 2 + 1, word_of(old, from * 2 + 1));
            }
            if index.is_some() {
                let hash = match hashes {
                    Some(hashes) => cells(hashes).get(from).map_or(0, Cell::get),
                    None => self.plain_hash(key),
                };
                map.enter(hash, at);
            }
            at += 1;
        }
        map.entries.set(Some(block));
        map.used.set(at);
        map.live.set(at);
        self.free_block(old);
        self.free_block(old_index);
        Ok(())
    }

    /// The hash of a name, small int or str.
    fn plain_hash(&self, key: Value) -> u32 {
        match (key.as_symbol(), key.as_small()) {
            (Some(name), _) => self.symbols.hash(name),
            (_, Some(small)) => fold(small),
            _ => key.get::<Text>().map_or(0, |text| text.hash_bits()),
        }
    }

    /// The hashes of all entries, in a block that is kept.
    fn map_hashes(&mut self, map: &Map, stride: usize) -> Res {
        for _ in 0..ATTEMPTS {
            let state = (map.entries.get(), map.used.get(), map.live.get());
            let block = self.raw_block(map.used.get().saturating_mul(4))?.value();
            self.keep(block)?;
            for at in 0..map.used.get() {
                let Some(key) = map.key(at, stride) else { continue };
                let scope = self.scope();
                self.keep(key)?;
                let hash = self.key_hash(map, key)?;
                self.end(scope);
                if let Some(cell) = cells(block).get(at) {
                    cell.set(hash);
                }
            }
            if state == (map.entries.get(), map.used.get(), map.live.get()) {
                return Ok(block);
            }
        }
        Err(self.map_changed())
    }

    /// A copy of a table into an empty one.
    pub(crate) fn map_copy(&mut self, from: &Map, to: &Map, stride: usize) -> Res<()> {
        if from.len() == 0 {
            return Ok(());
        }
        let words = from.used.get() * stride;
        let entries = self.words_block(words)?;
        for at in 0..words {
            set_word_of(entries, at, from.entries.get().and_then(|block| word_of(block, at)));
        }
        to.entries.set(Some(entries));
        if let Some(old) = from.index.get() {
            let len = cells(old).len();
            let index: Gc<Block> = self.raw_block(len * 4)?;
            for (new, old) in cells(index.value()).iter().zip(cells(old)) {
                new.set(old.get());
            }
            to.index.set(Some(index.value()));
        }
        to.used.set(from.used.get());
        to.live.set(from.live.get());
        to.flags.set(from.flags.get() & !LASTING | to.flags.get() & LASTING);
        Ok(())
    }

    /// Sets a name in a dict.
    ///
    /// # Errors
    ///
    /// There is no memory.
    pub fn dict_set_symbol(&mut self, dict: Gc<crate::object::Dict>, name: Symbol, value: Value) -> Res<()> {
        self.map_set_symbol(&dict.map, name, value)
    }
}
