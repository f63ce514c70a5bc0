//! A compiled module in memory, ready to be written as a .mpy file or handed to a
//! virtual machine as it is.

use alloc::boxed::Box;
use alloc::vec::Vec;
use num_bigint::BigInt;

/// How deeply tuples may nest in a constant of a module that was read.
pub const MAX_TUPLE_DEPTH: usize = 256;

/// A compiled module.
///
/// Everything refers to everything else by index, so that however deeply
/// functions nest in the source, no code here has to recurse.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Module {
    /// The most bits, sign included, of a small int in the code: a VM with
    /// narrower small ints cannot run the module.
    pub small_int_bits: u8,
    /// Flags for the architecture of native code, as `-march-flags` gives them; 0
    /// for none. They are stored even if the module has no native code.
    pub arch_flags: u32,
    /// The names and strings of the code, in order of index. The first is the
    /// name of the source file. They are UTF-8, but for lone surrogates, which
    /// MicroPython allows.
    pub names: Vec<Box<[u8]>>,
    /// The other constants of the code, in order of index.
    pub constants: Vec<Constant>,
    /// All functions, classes' bodies and comprehensions included; the first is
    /// the body of the module.
    pub functions: Vec<Function>,
}

impl Module {
    /// The name of the source file, if the module has any names.
    pub fn source_name(&self) -> Option<&[u8]> {
        self.name(0)
    }

    /// The name at an index, if there is one.
    pub fn name(&self, index: u32) -> Option<&[u8]> {
        self.names.get(index as usize).map(|name| &**name)
    }
}

/// A compiled function.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Function {
    /// The prelude, the indices of names, the line table, the cells, and the
    /// bytecode, in one piece as MicroPython keeps them; see
    /// [`Function::parts`].
    pub code: Box<[u8]>,
    /// The functions that this one makes, as indices into [`Module::functions`].
    /// The code refers to them by their position here.
    pub children: Box<[u32]>,
}

/// A constant that an instruction can push.
///
/// Two floats are equal if their bits are, so that every constant equals itself
/// and -0.0 differs from 0.0.
#[derive(Clone, Debug)]
pub enum Constant {
    /// `None`
    None,
    /// `False`
    False,
    /// `True`
    True,
    /// `...`
    Ellipsis,
    /// A string: UTF-8, but for lone surrogates.
    Str(Box<[u8]>),
    /// A bytes object.
    Bytes(Box<[u8]>),
    /// An integer.
    Int(BigInt),
    /// A float.
    Float(f64),
    /// A complex number: its real and imaginary parts.
    Complex(f64, f64),
    /// A tuple of constants.
    Tuple(Box<[Constant]>),
    /// The firmware's table of functions that native code calls. Bytecode never
    /// uses it: a module that [`read`](crate::read()) gives has none.
    FunTable,
}

impl PartialEq for Constant {
    fn eq(&self, other: &Constant) -> bool {
        use Constant::*;
        match (self, other) {
            (None, None) | (False, False) | (True, True) => true,
            (Ellipsis, Ellipsis) | (FunTable, FunTable) => true,
            (Str(a), Str(b)) | (Bytes(a), Bytes(b)) => a == b,
            (Int(a), Int(b)) => a == b,
            (Float(a), Float(b)) => a.to_bits() == b.to_bits(),
            (Complex(a, ai), Complex(b, bi)) => a.to_bits() == b.to_bits() && ai.to_bits() == bi.to_bits(),
            (Tuple(a), Tuple(b)) => a == b,
            _ => false,
        }
    }
}

impl Eq for Constant {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nan_equals_itself() {
        assert_eq!(Constant::Float(f64::NAN), Constant::Float(f64::NAN));
    }

    #[test]
    fn the_zeros_differ() {
        assert_ne!(Constant::Float(0.0), Constant::Float(-0.0));
        assert_ne!(Constant::Complex(0.0, 0.0), Constant::Complex(0.0, -0.0));
    }

    #[test]
    fn kinds_differ() {
        assert_ne!(Constant::Str((*b"a").into()), Constant::Bytes((*b"a").into()));
        assert_ne!(Constant::Int(1.into()), Constant::True);
    }
}
