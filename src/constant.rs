//! Values known at compile time: literals, and what expressions of literals fold to.

use crate::intern::Symbol;
use crate::memory::{Memory, Pool};
use crate::number::Int;

/// The place of a value in the [`ConstantPool`]. Two references with the same id are the same object at compile time,
/// which is what keeps a NaN equal to itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ConstantId(pub(crate) u32);

impl ConstantId {
    /// `...`, which has no literal that would put it into the pool.
    pub(crate) const ELLIPSIS: ConstantId = ConstantId(1);
}

/// A range of bytes or of ids held by the pool.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slice {
    start: u32,
    len: u32,
}

/// One value.
#[derive(Clone, Debug)]
pub(crate) enum Constant {
    None,
    False,
    True,
    Ellipsis,
    /// A string that is interned.
    Interned(Symbol),
    /// A string that is not.
    Str(Slice),
    Bytes(Slice),
    Int(Int),
    Float(f64),
    /// The imaginary part; a literal has no real one.
    Imaginary(f64),
    Tuple(Slice),
}

/// Every value of a module that does not fit into a syntax node.
#[derive(Debug)]
pub(crate) struct ConstantPool {
    values: Pool<Constant>,
    bytes: Pool<u8>,
    items: Pool<ConstantId>,
    /// The shape of every tuple, in the order of their ids.
    shapes: Pool<(u32, Shape)>,
    /// How many bytes belong to nothing any more.
    forgotten: u32,
    memory: Memory,
}

/// What limits a tuple. Tuples that are made of named ones can nest, and hold the same items again and again, without
/// that showing in the source.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Shape {
    /// Tuples within each other, itself included.
    pub(crate) depth: u32,
    /// Values in it once it is spelled out, itself included.
    pub(crate) size: u32,
}

impl ConstantPool {
    pub(crate) fn new(memory: &Memory) -> Self {
        let mut values = Pool::new(memory);
        // Id 0 is what a refused allocation yields, so it has to exist.
        values.push(Constant::None);
        values.push(Constant::Ellipsis);
        ConstantPool {
            values,
            bytes: Pool::new(memory),
            items: Pool::new(memory),
            shapes: Pool::new(memory),
            forgotten: 0,
            memory: memory.clone(),
        }
    }

    #[inline]
    pub(crate) fn get(&self, id: ConstantId) -> &Constant {
        &self.values[id.0 as usize]
    }

    pub(crate) fn add(&mut self, value: Constant) -> ConstantId {
        if let Constant::Int(Int::Big(big)) = &value {
            // The digits live outside the pool; they are charged for good.
            self.memory.charge((big.bits() / 8) as usize + 32);
        }
        ConstantId(self.values.push(value))
    }

    pub(crate) fn add_str(&mut self, text: &[u8]) -> ConstantId {
        let slice = self.store(text);
        self.add(Constant::Str(slice))
    }

    pub(crate) fn add_bytes(&mut self, text: &[u8]) -> ConstantId {
        let slice = self.store(text);
        self.add(Constant::Bytes(slice))
    }

    pub(crate) fn add_tuple(&mut self, items: &[ConstantId]) -> ConstantId {
        let shape = self.tuple_shape(items);
        let start = self.items.len() as u32;
        self.items.append(items);
        let id = self.add(Constant::Tuple(Slice { start, len: self.items.len() as u32 - start }));
        self.shapes.push((id.0, shape));
        id
    }

    /// The shape a tuple of these items has.
    pub(crate) fn tuple_shape(&self, items: &[ConstantId]) -> Shape {
        let mut shape = Shape { depth: 1, size: 1 };
        for item in items {
            let Shape { depth, size } = match self.shapes.binary_search_by_key(&item.0, |(id, _)| *id) {
                Ok(index) => self.shapes[index].1,
                Err(_) => Shape { depth: 0, size: 1 },
            };
            shape.depth = shape.depth.max(depth + 1);
            shape.size = shape.size.saturating_add(size);
        }
        shape
    }

    pub(crate) fn bytes(&self, slice: Slice) -> &[u8] {
        &self.bytes[slice.start as usize..(slice.start + slice.len) as usize]
    }

    pub(crate) fn items(&self, slice: Slice) -> &[ConstantId] {
        &self.items[slice.start as usize..(slice.start + slice.len) as usize]
    }

    fn store(&mut self, text: &[u8]) -> Slice {
        let start = self.bytes.len() as u32;
        self.bytes.append(text);
        Slice { start, len: self.bytes.len() as u32 - start }
    }

    /// Forgets the text of a value that nothing refers to.
    pub(crate) fn forget(&mut self, id: ConstantId) {
        if let Some(Constant::Str(slice) | Constant::Bytes(slice)) = self.values.get_mut(id.0 as usize) {
            self.forgotten += slice.len;
            slice.len = 0;
        }
    }

    /// Gives back the memory of what was forgotten.
    pub(crate) fn pack(&mut self) {
        if core::mem::take(&mut self.forgotten) == 0 {
            return;
        }
        // Texts are in the order of their values.
        let mut end = 0;
        for value in self.values.iter_mut() {
            let (Constant::Str(slice) | Constant::Bytes(slice)) = value else { continue };
            let from = slice.start as usize;
            self.bytes.copy_within(from..from + slice.len as usize, end);
            slice.start = end as u32;
            end += slice.len as usize;
        }
        self.bytes.truncate(end);
        self.bytes.shrink();
    }

    /// How many values there are.
    pub(crate) fn len(&self) -> usize {
        self.values.len()
    }

    /// The truth value, as `bool()` gives it.
    pub(crate) fn is_true(&self, id: ConstantId) -> bool {
        match self.get(id) {
            Constant::None | Constant::False => false,
            Constant::True | Constant::Ellipsis => true,
            Constant::Interned(symbol) => *symbol != Symbol::EMPTY,
            Constant::Str(slice) | Constant::Bytes(slice) | Constant::Tuple(slice) => slice.len != 0,
            Constant::Int(Int::Small(value)) => *value != 0,
            Constant::Int(Int::Big(value)) => value.sign() != num_bigint::Sign::NoSign,
            Constant::Float(value) | Constant::Imaginary(value) => *value != 0.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stay_when_others_are_forgotten() {
        let mut pool = ConstantPool::new(&Memory::new(usize::MAX));
        let ids = [&b"first"[..], b"second", b"third"].map(|text| pool.add_str(text));
        pool.forget(ids[1]);
        pool.pack();
        let text = |id| match *pool.get(id) {
            Constant::Str(slice) => pool.bytes(slice),
            _ => b"",
        };
        assert_eq!(ids.map(text), [&b"first"[..], b"", b"third"]);
    }
}
