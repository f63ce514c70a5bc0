//! Reading a .mpy file piece by piece, without memory of its own: for whom has the
//! pieces at other places than in a [`Module`](crate::Module). The file may be
//! anything at all: every length is held against the bytes that are left, and
//! damage gives an error.

use crate::file::{FLAG_BSS, FLAG_RELOCATIONS, FLAG_RODATA, NativeKind, relocation};
use crate::float_text::parse_float;
use crate::module::MAX_TUPLE_DEPTH;
use crate::prelude::Prelude;
use crate::read::ReadErrorKind;
use crate::static_strings;
use crate::varint;
use crate::write::{FEATURE_ARCH_FLAGS, VERSION, kind};

/// The widest small ints there are, those of 64-bit MicroPython.
pub(crate) const MAX_SMALL_INT_BITS: u8 = 63;

/// The most bytes of a number's text. Converting a long integer takes time that
/// grows as its square; no real module comes near this.
const MAX_NUMBER_LENGTH: u64 = 1 << 20;

/// A file that is being read: the [header](Pieces::header), as many
/// [names](Pieces::name) and then [constants](Pieces::constant) as it says, the
/// [function](Pieces::function) of the module's body with its children after it,
/// and the [end](Pieces::end).
///
/// ```
/// use constrictor_bytecode::pieces::{Item, Pieces};
///
/// let file = [b'M', 6, 0, 31, 1, 1, 8, b'a', b'.', b'p', b'y', 0, 7, 2, b'4', b'2', 0];
/// let mut pieces = Pieces::new(&file);
/// let header = pieces.header()?;
/// assert_eq!((header.names, header.constants), (1, 1));
/// assert_eq!(pieces.name()?, b"a.py");
/// assert_eq!(pieces.constant(0)?, Item::Int(b"42"));
/// assert_eq!(pieces.function()?.children, 0);
/// pieces.end()?;
/// # Ok::<(), constrictor_bytecode::read::ReadErrorKind>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Pieces<'a> {
    file: &'a [u8],
    rest: &'a [u8],
    /// Whether native code is refused.
    bytecode_only: bool,
}

/// What a file begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// The sub-version of the format.
    pub sub_version: u8,
    /// The number of the native code's architecture, 0 for none.
    pub architecture: u8,
    /// Flags for the architecture, 0 for none.
    pub arch_flags: u32,
    /// The most bits of a small int in the code.
    pub small_int_bits: u8,
    /// How many names follow: no more than the file has bytes.
    pub names: usize,
    /// How many constants follow those: no more than the file has bytes.
    pub constants: usize,
}

/// A constant, a tuple without its items.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Item<'a> {
    /// `None`
    None,
    /// `False`
    False,
    /// `True`
    True,
    /// `...`
    Ellipsis,
    /// A string.
    Str(&'a [u8]),
    /// A bytes object.
    Bytes(&'a [u8]),
    /// An integer: decimal digits, perhaps after a minus.
    Int(&'a [u8]),
    /// A float.
    Float(f64),
    /// A complex number: its real and imaginary parts.
    Complex(f64, f64),
    /// A tuple of so many items, which follow: no more than the file has bytes.
    Tuple(usize),
    /// The firmware's table of functions that native code calls.
    FunTable,
}

/// A function, without its children.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FunctionHead<'a> {
    /// Its code; see [`Function::code`](crate::Function::code).
    pub code: &'a [u8],
    /// How many children follow, each with its own after it: no more than the
    /// file has bytes.
    pub children: usize,
    /// Where in the file the code begins.
    pub(crate) code_start: usize,
    pub(crate) native: Option<NativeKind>,
    /// Whether relocations come after the children.
    pub(crate) has_relocations: bool,
}

impl<'a> Pieces<'a> {
    /// Of a file that is to hold bytecode only.
    pub fn new(file: &'a [u8]) -> Self {
        Pieces { file, rest: file, bytecode_only: true }
    }

    /// Of a file that may hold native code as well.
    pub(crate) fn with_native_code(file: &'a [u8]) -> Self {
        Pieces { file, rest: file, bytecode_only: false }
    }

    /// Where in the file the next piece begins; after an error, where the damage
    /// is.
    pub fn offset(&self) -> usize {
        self.file.len() - self.rest.len()
    }

    /// What the file begins with.
    pub fn header(&mut self) -> Result<Header, ReadErrorKind> {
        if self.byte() != Ok(b'M') {
            return Err(ReadErrorKind::NotMpy);
        }
        let version = self.byte()?;
        if version != VERSION {
            return Err(ReadErrorKind::UnsupportedVersion(version));
        }
        // The two lowest bits are the sub-version, which only concerns native
        // code; the others name the architecture of such code.
        let features = self.byte()?;
        let architecture = (features & !FEATURE_ARCH_FLAGS) >> 2;
        if architecture != 0 && self.bytecode_only {
            return Err(ReadErrorKind::NativeCode);
        }
        let small_int_bits = self.byte()?;
        if small_int_bits > MAX_SMALL_INT_BITS {
            return Err(ReadErrorKind::SmallIntBits(small_int_bits));
        }
        let arch_flags = match features & FEATURE_ARCH_FLAGS {
            0 => 0,
            _ => u32::try_from(self.unsigned()?).map_err(|_| ReadErrorKind::ArchFlags)?,
        };
        let (names, constants) = (self.count()?, self.count()?);
        let sub_version = features & 3;
        Ok(Header { sub_version, architecture, arch_flags, small_int_bits, names, constants })
    }

    /// A name.
    pub fn name(&mut self) -> Result<&'a [u8], ReadErrorKind> {
        let number = self.unsigned()?;
        if number & 1 == 0 {
            return self.terminated(number >> 1);
        }
        let static_string = u16::try_from(number >> 1).ok().and_then(static_strings::string);
        match static_string {
            Some(text) => Ok(text.as_bytes()),
            None => Err(ReadErrorKind::UnknownStaticString(number >> 1)),
        }
    }

    /// A constant that is inside `depth` tuples.
    pub fn constant(&mut self, depth: usize) -> Result<Item<'a>, ReadErrorKind> {
        match self.byte()? {
            kind::FUN_TABLE if self.bytecode_only => Err(ReadErrorKind::NativeCode),
            kind::FUN_TABLE => Ok(Item::FunTable),
            kind::NONE => Ok(Item::None),
            kind::FALSE => Ok(Item::False),
            kind::TRUE => Ok(Item::True),
            kind::ELLIPSIS => Ok(Item::Ellipsis),
            kind::STR => {
                let length = self.unsigned()?;
                self.terminated(length).map(Item::Str)
            }
            kind::BYTES => {
                let length = self.unsigned()?;
                self.terminated(length).map(Item::Bytes)
            }
            kind::INT => self.number(int).map(Item::Int),
            kind::FLOAT => self.number(parse_float).map(Item::Float),
            kind::COMPLEX => self.number(complex).map(|(re, im)| Item::Complex(re, im)),
            kind::TUPLE if depth >= MAX_TUPLE_DEPTH => Err(ReadErrorKind::TooDeep),
            kind::TUPLE => self.count().map(Item::Tuple),
            other => Err(ReadErrorKind::UnknownConstant(other)),
        }
    }

    /// A function, whose children come next.
    pub fn function(&mut self) -> Result<FunctionHead<'a>, ReadErrorKind> {
        let head = self.unsigned()?;
        let kind = head & 3;
        if kind != 0 && self.bytecode_only {
            return Err(ReadErrorKind::NativeCode);
        }
        let code_start = self.offset();
        let code = self.bytes(head >> 3)?;
        let (mut native, mut has_relocations) = (None, false);
        if kind != 0 {
            let (kind, flags) = self.native_kind(kind, code)?;
            has_relocations = flags & FLAG_RELOCATIONS != 0;
            native = Some(kind);
        }
        let children = if head & 4 != 0 { self.count()? } else { 0 };
        Ok(FunctionHead { code, children, code_start, native, has_relocations })
    }

    /// Makes sure that nothing follows.
    pub fn end(&self) -> Result<(), ReadErrorKind> {
        if self.rest.is_empty() { Ok(()) } else { Err(ReadErrorKind::TrailingBytes) }
    }

    /// What follows the machine code of a kind of native function, and its flags.
    fn native_kind(&mut self, kind: u64, code: &[u8]) -> Result<(NativeKind, u32), ReadErrorKind> {
        if kind == 1 {
            let prelude_offset = self.unsigned_32()?;
            let prelude = code.get(prelude_offset as usize..).ok_or(ReadErrorKind::PreludeOutside)?;
            let (prelude, _) = Prelude::read(prelude).map_err(|error| ReadErrorKind::Code(error.into()))?;
            return Ok((NativeKind::Python { prelude_offset }, prelude.scope_flags.into()));
        }
        let scope_flags = self.unsigned_32()?;
        if kind == 3 {
            let n_pos_args = self.unsigned_32()?;
            let type_signature = self.unsigned_32()?;
            return Ok((NativeKind::Asm { scope_flags, n_pos_args, type_signature }, scope_flags));
        }
        let rodata_size = if scope_flags & FLAG_RODATA != 0 { self.unsigned()? } else { 0 };
        let bss_size = if scope_flags & FLAG_BSS != 0 { self.unsigned()? } else { 0 };
        let rodata = self.bytes(rodata_size)?.into();
        Ok((NativeKind::Viper { scope_flags, rodata, bss_size }, scope_flags))
    }

    /// The relocations that come after the children of some native functions.
    pub(crate) fn relocations(&mut self) -> Result<&'a [u8], ReadErrorKind> {
        let before = self.rest;
        while relocation(&mut self.rest)?.is_some() {}
        Ok(&before[..before.len() - self.rest.len()])
    }

    /// A count of things that take a byte or more each, so no more than are left.
    fn count(&mut self) -> Result<usize, ReadErrorKind> {
        let count = self.unsigned()?;
        match usize::try_from(count) {
            Ok(count) if count <= self.rest.len() => Ok(count),
            _ => Err(ReadErrorKind::Truncated),
        }
    }

    /// The text of a number, as `parse` understands it.
    fn number<T>(&mut self, parse: impl Fn(&'a [u8]) -> Option<T>) -> Result<T, ReadErrorKind> {
        let length = self.unsigned()?;
        if length > MAX_NUMBER_LENGTH {
            return Err(ReadErrorKind::TooLarge);
        }
        let mut after = *self;
        let number = parse(after.bytes(length)?).ok_or(ReadErrorKind::BadNumber)?;
        *self = after;
        Ok(number)
    }

    /// Some bytes and the null after them.
    fn terminated(&mut self, length: u64) -> Result<&'a [u8], ReadErrorKind> {
        let bytes = self.bytes(length)?;
        match self.rest.first() {
            Some(0) => self.bytes(1).map(|_| bytes),
            Some(_) => Err(ReadErrorKind::MissingNull),
            None => Err(ReadErrorKind::Truncated),
        }
    }

    fn bytes(&mut self, length: u64) -> Result<&'a [u8], ReadErrorKind> {
        let (bytes, rest) = usize::try_from(length)
            .ok()
            .and_then(|length| self.rest.split_at_checked(length))
            .ok_or(ReadErrorKind::Truncated)?;
        self.rest = rest;
        Ok(bytes)
    }

    fn byte(&mut self) -> Result<u8, ReadErrorKind> {
        self.bytes(1).map(|bytes| bytes[0])
    }

    fn unsigned_32(&mut self) -> Result<u32, ReadErrorKind> {
        u32::try_from(self.unsigned()?).map_err(|_| ReadErrorKind::TooLarge)
    }

    fn unsigned(&mut self) -> Result<u64, ReadErrorKind> {
        let (value, length) = varint::read_unsigned(self.rest)?;
        self.rest = &self.rest[length..];
        Ok(value)
    }
}

/// The text of an integer, if it is one.
fn int(text: &[u8]) -> Option<&[u8]> {
    let digits = text.strip_prefix(b"-").unwrap_or(text);
    (!digits.is_empty() && digits.iter().all(u8::is_ascii_digit)).then_some(text)
}

/// Reads a complex number, `2j` or `(1+2j)`: its real and imaginary parts.
fn complex(text: &[u8]) -> Option<(f64, f64)> {
    let inside = text.strip_prefix(b"(").and_then(|text| text.strip_suffix(b")"));
    let parts = inside.unwrap_or(text).strip_suffix(b"j")?;
    if inside.is_none() {
        return Some((0.0, parse_float(parts)?));
    }
    // The imaginary part starts at the last sign that is not an exponent's.
    let sign = (1..parts.len())
        .rev()
        .find(|&i| matches!(parts[i], b'+' | b'-') && !matches!(parts[i - 1], b'e' | b'E'))?;
    let (re, im) = parts.split_at(sign);
    Some((parse_float(re)?, parse_float(im)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn complex_numbers_may_have_two_parts() {
        assert_eq!(complex(b"2j"), Some((0.0, 2.0)));
        assert_eq!(complex(b"(1+2j)"), Some((1.0, 2.0)));
        assert_eq!(complex(b"(-1e-05-2e+20j)"), Some((-1e-05, -2e20)));
    }

    #[test]
    fn half_a_complex_number_is_none() {
        for text in [&b""[..], b"j", b"1", b"(1j)", b"(1+2)", b"(+j)", b"1+2j"] {
            assert_eq!(complex(text), None);
        }
    }
}
