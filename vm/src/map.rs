//! The hash table of dicts, sets, classes and objects, with entries in the order in which they came.
//!
//! Entries lie in one block. Up to eight they are simply searched; for more there is an index by hash. Names and small ints
//! are equal only to themselves as long as no key of another kind is in the table, and then comparing words is enough.

use crate::error::Res;
use crate::native::{set_word_of, word_count, word_of};
use crate::object::{Block, Kind, WORD};
use crate::symbol::{Symbol, Symbols};
use crate::value::{Value, Word};
use crate::vm::Vm;
use core::cell::Cell;

/// A table, part of an object.
#[repr(C)]
pub struct Map {
    /// A `Words` block of entries: keys, each followed by its value in all but sets. The key of a removed entry is absent.
    pub(crate) entries: Cell<Word>,
    /// A `Raw` block of 32-bit numbers: places of entries plus one, by hash, open addressing.
    pub(crate) index: Cell<Word>,
    /// Entries in use, removed ones included.
    pub(crate) used: Cell<usize>,
    /// Entries that are not removed.
    pub(crate) live: Cell<usize>,
    /// Whether there is a key that may equal a different word; and whether changes matter to caches.
    pub(crate) flags: Cell<usize>,
}

const ODD: usize = 1;
/// The table is that of global variables.
pub(crate) const NAMESPACE: usize = 2;
/// The table must not change.
pub(crate) const FIXED: usize = 4;

/// The most entries that are searched without an index.
const SMALL: usize = 8;

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

    pub(crate) fn has_flag(&self, flag: usize) -> bool {
        self.flags.get() & flag != 0
    }

    pub(crate) fn add_flag(&self, flag: usize) {
        self.flags.set(self.flags.get() | flag);
    }

    fn slots(&self) -> Option<(*mut u32, usize)> {
        let block = self.index.get()?.get_kind::<Block>(Kind::Raw)?;
        let count = (block.byte_size() - WORD) / 4;
        let count = if count.is_power_of_two() { count } else { (count + 1).next_power_of_two() / 2 };
        Some((block.tail_bytes().cast(), count - 1))
    }

    /// The entry whose key is exactly this word.
    #[inline]
    fn find_word(&self, key: Value, hash: impl FnOnce() -> u32, stride: usize) -> Option<usize> {
        let Some((slots, mask)) = self.slots() else {
            let entries = self.entries.get()?.get_kind::<Block>(Kind::Words)?;
            for at in 0..self.used.get() {
                // SAFETY: entries in use are in the block.
                if unsafe { *entries.tail().add(at * stride) } == Some(key) {
                    return Some(at);
                }
            }
            return None;
        };
        let mut slot = spread(hash()) as usize & mask;
        loop {
            // SAFETY: the slot is masked.
            let place = unsafe { *slots.add(slot) };
            if place == 0 {
                return None;
            }
            if self.key(place as usize - 1, stride) == Some(key) {
                return Some(place as usize - 1);
            }
            slot = (slot + 1) & mask;
        }
    }

    /// The entry of a name.
    #[inline]
    pub(crate) fn find_symbol(&self, symbols: &Symbols, name: Symbol, stride: usize) -> Option<usize> {
        let key = Value::symbol(name);
        let found = self.find_word(key, || symbols.hash(name), stride);
        if found.is_some() || !self.has_flag(ODD) {
            return found;
        }
        // A str of the same text may have come in before the text was interned.
        let text = match symbols.place(name) {
            crate::symbol::Place::Rom(text) => text.as_bytes(),
            crate::symbol::Place::Heap(text) => text.bytes(),
        };
        (0..self.used.get()).find(|&at| {
            self.key(at, stride)
                .and_then(|key| key.get_kind::<crate::object::Text>(Kind::Str))
                .is_some_and(|key| key.bytes() == text)
        })
    }

    /// The value of a name.
    #[inline]
    pub(crate) fn get_symbol(&self, symbols: &Symbols, name: Symbol) -> Word {
        self.value(self.find_symbol(symbols, name, 2)?)
    }

    fn enter(&self, hash: u32, at: usize) {
        let Some((slots, mask)) = self.slots() else { return };
        let mut slot = spread(hash) as usize & mask;
        // SAFETY: the slot is masked; there are more slots than entries.
        unsafe {
            while *slots.add(slot) != 0 {
                slot = (slot + 1) & mask;
            }
            *slots.add(slot) = at as u32 + 1;
        }
    }

    /// Removes all entries.
    pub(crate) fn clear(&self) {
        self.entries.set(None);
        self.index.set(None);
        self.used.set(0);
        self.live.set(0);
    }

    /// Removes an entry.
    pub(crate) fn remove_at(&self, at: usize, stride: usize) {
        if let Some(entries) = self.entries.get() {
            set_word_of(entries, at * stride, None);
            if stride == 2 {
                set_word_of(entries, at * 2 + 1, None);
            }
            self.live.set(self.live.get() - 1);
            if self.live.get() == 0 {
                let flags = self.flags.get();
                self.clear();
                self.flags.set(flags);
            } else if at + 1 == self.used.get() && self.index.get().is_none() {
                self.used.set(at);
            }
        }
    }
}

/// Whether a key equals no other word.
fn is_plain(key: Value) -> bool {
    key.as_symbol().is_some()
}

/// Makes hashes that differ in high bits differ in low ones.
fn spread(hash: u32) -> u32 {
    let hash = hash.wrapping_mul(0x9e37_79b1);
    hash ^ hash >> 15
}

/// The part of a hash that the table uses.
fn fold(hash: isize) -> u32 {
    let hash = hash as u64;
    (hash ^ hash >> 32) as u32
}

impl Vm<'_> {
    /// Makes room for some entries in an empty table.
    pub(crate) fn map_reserve(&mut self, map: &Map, room: usize, stride: usize) -> Res<()> {
        self.map_resize(map, room, stride)
    }

    /// The entry of a key.
    ///
    /// # Errors
    ///
    /// The key has no hash, or comparing raised an exception.
    pub(crate) fn map_find(&mut self, map: &Map, key: Value, stride: usize) -> Res<Option<usize>> {
        if let Some(name) = key.as_symbol() {
            return Ok(map.find_symbol(&self.symbols, name, stride));
        }
        if key.is_small() && !map.has_flag(ODD) {
            let hash = key.as_small().unwrap_or(0);
            return Ok(map.find_word(key, || fold(hash), stride));
        }
        let hash = self.hash(key)?;
        if map.len() == 0 {
            return Ok(None);
        }
        if let Some((_, mask)) = map.slots() {
            let mut slot = spread(fold(hash)) as usize & mask;
            // Comparing may run Python code, which may change the table: then it has other slots.
            while let Some((slots, mask)) = map.slots() {
                // SAFETY: the slot is masked.
                let place = unsafe { *slots.add(slot & mask) };
                if place == 0 {
                    return Ok(None);
                }
                let at = place as usize - 1;
                if let Some(other) = map.key(at, stride)
                    && (other == key || self.keys_equal(key, other)?)
                {
                    return Ok(Some(at));
                }
                slot = (slot + 1) & mask;
            }
            return Ok(None);
        }
        let mut at = 0;
        while at < map.used.get() {
            if let Some(other) = map.key(at, stride)
                && (other == key || self.keys_equal(key, other)?)
            {
                return Ok(Some(at));
            }
            at += 1;
        }
        Ok(None)
    }

    fn keys_equal(&mut self, key: Value, other: Value) -> Res<bool> {
        // Objects of classes are asked only if their hashes agree.
        if key.kind() == Kind::Instance || other.kind() == Kind::Instance {
            let hash = self.hash(key)?;
            if self.hash(other)? != hash {
                return Ok(false);
            }
        }
        self.equal(key, other)
    }

    /// Sets the value of a key.
    pub(crate) fn map_set(&mut self, map: &Map, key: Value, value: Value) -> Res<()> {
        if let Some(at) = self.map_find(map, key, 2)? {
            map.set_value(at, value);
            return Ok(());
        }
        let at = self.map_add(map, key, 2)?;
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
        if self.map_find(map, key, 1)?.is_some() {
            return Ok(false);
        }
        self.map_add(map, key, 1)?;
        Ok(true)
    }

    /// Adds a key that is not there, and gives its place.
    pub(crate) fn map_add(&mut self, map: &Map, key: Value, stride: usize) -> Res<usize> {
        let hash = match key.as_symbol() {
            Some(name) => self.symbols.hash(name),
            None => fold(self.hash(key)?),
        };
        let capacity = map.entries.get().map_or(0, word_count) / stride;
        if map.used.get() >= capacity {
            let room = if map.live.get() * 4 > map.used.get() * 3 || capacity < 4 {
                (capacity * 2).max(4)
            } else {
                capacity
            };
            self.map_resize(map, room, stride)?;
        }
        let at = map.used.get();
        if let Some(entries) = map.entries.get() {
            set_word_of(entries, at * stride, Some(key));
        }
        map.used.set(at + 1);
        map.live.set(map.live.get() + 1);
        map.enter(hash, at);
        if !is_plain(key) && !key.is_small() {
            map.add_flag(ODD);
        }
        if map.has_flag(NAMESPACE) {
            self.epoch = self.epoch.wrapping_add(1);
        }
        Ok(at)
    }

    /// Removes a key, and gives its value (or itself, in a set).
    pub(crate) fn map_remove(&mut self, map: &Map, key: Value, stride: usize) -> Res<Word> {
        let Some(at) = self.map_find(map, key, stride)? else { return Ok(None) };
        let value = if stride == 2 { map.value(at) } else { map.key(at, 1) };
        map.remove_at(at, stride);
        if map.has_flag(NAMESPACE) {
            self.epoch = self.epoch.wrapping_add(1);
        }
        if let Some(value) = value {
            self.keep(value)?;
        }
        Ok(value)
    }

    /// Moves the entries to a block with room for so many, without those that were removed.
    fn map_resize(&mut self, map: &Map, room: usize, stride: usize) -> Res<()> {
        let scope = self.scope();
        let block = self.words_block(room.saturating_mul(stride))?;
        self.keep(block)?;
        // Blocks are whole granules; all of it is of use.
        let capacity = word_count(block) / stride;
        let index = if capacity > SMALL {
            Some(self.raw_block((capacity * 3 / 2).next_power_of_two() * 4)?.value())
        } else {
            None
        };
        self.end(scope);
        let (old, old_index, used) = (map.entries.get(), map.index.get(), map.used.get());
        let mut at = 0;
        for from in 0..used {
            let Some(old) = old else { break };
            let Some(key) = word_of(old, from * stride) else { continue };
            set_word_of(block, at * stride, Some(key));
            if stride == 2 {
                set_word_of(block, at * 2 + 1, word_of(old, from * 2 + 1));
            }
            at += 1;
        }
        map.entries.set(Some(block));
        map.index.set(index);
        map.used.set(at);
        map.live.set(at);
        self.free_block(old);
        self.free_block(old_index);
        if index.is_some() {
            // A hash may be computed by Python code, which must not see half a table: such keys are entered last.
            for place in 0..at {
                let Some(key) = map.key(place, stride) else { continue };
                let hash = match key.as_symbol() {
                    Some(name) => self.symbols.hash(name),
                    None => fold(self.hash(key)?),
                };
                map.enter(hash, place);
            }
        }
        Ok(())
    }

    /// A copy of a table into an empty one.
    pub(crate) fn map_copy(&mut self, from: &Map, to: &Map, stride: usize) -> Res<()> {
        self.map_reserve(to, from.live.get(), stride)?;
        let mut at = 0;
        while let Some((place, key)) = from.next(at, stride) {
            let value = if stride == 2 { from.value(place) } else { None };
            let added = self.map_add(to, key, stride)?;
            if let Some(value) = value {
                to.set_value(added, value);
            }
            at = place + 1;
        }
        Ok(())
    }

    /// Sets a name in a dict.
    pub fn dict_set_symbol(
        &mut self,
        dict: crate::value::Gc<crate::object::Dict>,
        name: Symbol,
        value: Value,
    ) -> Res<()> {
        self.map_set_symbol(&dict.map, name, value)
    }
}
