//! Reading a .mpy file. The file may be anything at all: every length is held
//! against the bytes that are left, and damage gives an error.

use crate::file::{
    FLAG_BSS, FLAG_RELOCATIONS, FLAG_RODATA, FunctionLayout, Layout, MpyFile, NativeCode, NativeKind,
    relocation,
};
use crate::float_text::parse_float;
use crate::instructions::CodeErrorKind;
use crate::module::{Constant, Function, MAX_TUPLE_DEPTH, Module};
use crate::prelude::Prelude;
use crate::static_strings;
use crate::varint::{self, VarintError};
use crate::write::{FEATURE_ARCH_FLAGS, VERSION, kind};
use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;
use core::fmt;
use core::mem;
use num_bigint::BigInt;

/// The widest small ints there are, those of 64-bit MicroPython.
const MAX_SMALL_INT_BITS: u8 = 63;

/// The most bytes of a number's text. Converting a long integer takes time that
/// grows as its square; no real module comes near this.
const MAX_NUMBER_LENGTH: u64 = 1 << 20;

/// What is wrong with a .mpy file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadErrorKind {
    /// It does not begin like a .mpy file.
    NotMpy,
    /// It has this version of the format, not 6.
    UnsupportedVersion(u8),
    /// It holds native code.
    NativeCode,
    /// It needs small ints of this many bits.
    SmallIntBits(u8),
    /// The flags for the architecture do not fit into 32 bits.
    ArchFlags,
    /// It ends within something.
    Truncated,
    /// A number is too large to be real.
    TooLarge,
    /// A static string has a number that none has.
    UnknownStaticString(u64),
    /// A string is not followed by a null byte.
    MissingNull,
    /// A constant is of no known kind.
    UnknownConstant(u8),
    /// The text of a number is not one.
    BadNumber,
    /// Tuples nest too deeply.
    TooDeep,
    /// A native function's prelude lies outside its code.
    PreludeOutside,
    /// The code of a function is damaged.
    Code(CodeErrorKind),
    /// Something follows the end.
    TrailingBytes,
}

/// An error in a .mpy file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// Where in the file, in bytes from its start.
    pub offset: usize,
    /// What is wrong there.
    pub kind: ReadErrorKind,
}

impl fmt::Display for ReadErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use ReadErrorKind::*;
        match self {
            NotMpy => f.write_str("this is not a .mpy file"),
            UnsupportedVersion(version) => write!(
                f,
                "version {version} of the .mpy format is not supported, only version {VERSION}; \
                 compile the source again"
            ),
            NativeCode => f.write_str("native code is not supported"),
            ArchFlags => f.write_str("the flags for the architecture are not a 32-bit number"),
            SmallIntBits(bits) => {
                write!(f, "small ints of {bits} bits are not supported, only up to {MAX_SMALL_INT_BITS}")
            }
            Truncated => f.write_str("the file ends too early"),
            TooLarge => f.write_str("a number is too large"),
            UnknownStaticString(number) => write!(f, "no static string has number {number}"),
            MissingNull => f.write_str("a string is not followed by a null byte"),
            UnknownConstant(kind) => write!(f, "no kind of constant has number {kind}"),
            BadNumber => f.write_str("the text of a number is malformed"),
            TooDeep => write!(f, "tuples nest more than {MAX_TUPLE_DEPTH} deep"),
            PreludeOutside => f.write_str("the prelude of a native function lies outside its code"),
            Code(kind) => write!(f, "the code of a function is damaged: {kind}"),
            TrailingBytes => f.write_str("the module ends here, but the file goes on"),
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "byte {}: {}", self.offset, self.kind)
    }
}

impl core::error::Error for ReadError {}

impl From<VarintError> for ReadErrorKind {
    fn from(error: VarintError) -> Self {
        match error {
            VarintError::Truncated => ReadErrorKind::Truncated,
            VarintError::TooLarge => ReadErrorKind::TooLarge,
        }
    }
}

/// Reads the contents of a .mpy file of version 6, of any sub-version, as long as
/// it holds bytecode only.
///
/// The functions' code is taken as it is; [`Function::parts`] and what it leads to
/// report damage in there. Time and memory are in proportion to the file's size.
pub fn read(file: &[u8]) -> Result<Module, ReadError> {
    Reader::read(file, true).map(|(file, _)| file.module)
}

/// As [`read`], native code included. Also says where in the file everything is.
///
/// An architecture without a name is no error, nor are native functions without
/// an architecture.
pub fn read_file(file: &[u8]) -> Result<(MpyFile, Layout), ReadError> {
    Reader::read(file, false)
}

/// What is left of the file.
#[derive(Clone, Copy)]
struct Reader<'a> {
    file: &'a [u8],
    rest: &'a [u8],
    /// Whether native code is refused; nobody asks for the functions' layout then.
    bytecode_only: bool,
}

/// The header, but for the format and its version.
struct Header {
    sub_version: u8,
    architecture: u8,
    arch_flags: u32,
    small_int_bits: u8,
}

impl<'a> Reader<'a> {
    fn read(file: &'a [u8], bytecode_only: bool) -> Result<(MpyFile, Layout), ReadError> {
        let mut reader = Reader { file, rest: file, bytecode_only };
        reader.whole().map_err(|kind| ReadError { offset: reader.offset(), kind })
    }

    fn offset(&self) -> usize {
        self.file.len() - self.rest.len()
    }

    fn whole(&mut self) -> Result<(MpyFile, Layout), ReadErrorKind> {
        let header = self.header()?;
        let name_count = self.count()?;
        let constant_count = self.count()?;
        let names_start = self.offset();
        let names = self.many(name_count, Self::name)?;
        let constants_start = self.offset();
        let constants = self.many(constant_count, |reader| reader.constant(0))?;
        let functions_start = self.offset();
        let functions = self.functions()?;
        if !self.rest.is_empty() {
            return Err(ReadErrorKind::TrailingBytes);
        }
        let file = MpyFile {
            sub_version: header.sub_version,
            architecture: header.architecture,
            module: Module {
                small_int_bits: header.small_int_bits,
                arch_flags: header.arch_flags,
                names,
                constants,
                functions: functions.functions,
            },
            natives: functions.natives,
        };
        let layout = Layout {
            header: 0..names_start,
            names: names_start..constants_start,
            constants: constants_start..functions_start,
            functions: functions.layouts,
        };
        Ok((file, layout))
    }

    fn header(&mut self) -> Result<Header, ReadErrorKind> {
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
        let bits = self.byte()?;
        if bits > MAX_SMALL_INT_BITS {
            return Err(ReadErrorKind::SmallIntBits(bits));
        }
        let arch_flags = match features & FEATURE_ARCH_FLAGS {
            0 => 0,
            _ => u32::try_from(self.unsigned()?).map_err(|_| ReadErrorKind::ArchFlags)?,
        };
        Ok(Header { sub_version: features & 3, architecture, arch_flags, small_int_bits: bits })
    }

    fn name(&mut self) -> Result<Box<[u8]>, ReadErrorKind> {
        let number = self.unsigned()?;
        if number & 1 == 0 {
            return self.terminated(number >> 1);
        }
        let static_string = u16::try_from(number >> 1).ok().and_then(static_strings::string);
        match static_string {
            Some(text) => Ok(text.as_bytes().into()),
            None => Err(ReadErrorKind::UnknownStaticString(number >> 1)),
        }
    }

    /// A constant that is inside `depth` tuples.
    fn constant(&mut self, depth: usize) -> Result<Constant, ReadErrorKind> {
        match self.byte()? {
            kind::FUN_TABLE if self.bytecode_only => Err(ReadErrorKind::NativeCode),
            kind::FUN_TABLE => Ok(Constant::FunTable),
            kind::NONE => Ok(Constant::None),
            kind::FALSE => Ok(Constant::False),
            kind::TRUE => Ok(Constant::True),
            kind::ELLIPSIS => Ok(Constant::Ellipsis),
            kind::STR => {
                let length = self.unsigned()?;
                self.terminated(length).map(Constant::Str)
            }
            kind::BYTES => {
                let length = self.unsigned()?;
                self.terminated(length).map(Constant::Bytes)
            }
            kind::INT => self.number(int).map(Constant::Int),
            kind::FLOAT => self.number(parse_float).map(Constant::Float),
            kind::COMPLEX => self.number(complex).map(|(re, im)| Constant::Complex(re, im)),
            kind::TUPLE if depth == MAX_TUPLE_DEPTH => Err(ReadErrorKind::TooDeep),
            kind::TUPLE => {
                let count = self.count()?;
                let items = self.many(count, |reader| reader.constant(depth + 1))?;
                Ok(Constant::Tuple(items.into()))
            }
            other => Err(ReadErrorKind::UnknownConstant(other)),
        }
    }

    /// All functions, in the order of the file: each one before its children.
    fn functions(&mut self) -> Result<Functions, ReadErrorKind> {
        let mut read = Functions::default();
        // The functions around the next one.
        let mut open = vec![self.function(&mut read)?];
        while let Some(parent) = open.last_mut() {
            if parent.missing == 0 {
                read.functions[parent.index].children = mem::take(&mut parent.children).into();
                if parent.has_relocations {
                    self.relocations(&mut read, parent.index)?;
                }
                open.pop();
                continue;
            }
            let child = self.function(&mut read)?;
            parent.missing -= 1;
            parent.children.push(child.index as u32);
            open.push(child);
        }
        Ok(read)
    }

    /// Adds a function, its children and relocations to be read next.
    fn function(&mut self, read: &mut Functions) -> Result<Open, ReadErrorKind> {
        let start = self.offset();
        let head = self.unsigned()?;
        let kind = head & 3;
        if kind != 0 && self.bytecode_only {
            return Err(ReadErrorKind::NativeCode);
        }
        let index = read.functions.len();
        if index > u32::MAX as usize {
            return Err(ReadErrorKind::TooLarge);
        }
        let code_start = self.offset();
        let code = self.bytes(head >> 3)?;
        read.functions.push(Function { code: code.into(), children: Box::default() });
        let mut has_relocations = false;
        if kind != 0 {
            let (kind, flags) = self.native_kind(kind, code)?;
            has_relocations = flags & FLAG_RELOCATIONS != 0;
            read.natives.push((index as u32, NativeCode { kind, relocations: Box::default() }));
        }
        let missing = if head & 4 != 0 { self.count()? } else { 0 };
        if !self.bytecode_only {
            let (whole, code) = (start..self.offset(), code_start..code_start + code.len());
            read.layouts.push(FunctionLayout { whole, code, relocations: 0..0 });
        }
        Ok(Open { index, missing, has_relocations, children: Vec::new() })
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

    /// Reads the relocations of the native function at an index.
    fn relocations(&mut self, read: &mut Functions, index: usize) -> Result<(), ReadErrorKind> {
        let (start, before) = (self.offset(), self.rest);
        while relocation(&mut self.rest)?.is_some() {}
        let bytes = &before[..before.len() - self.rest.len()];
        let found = read.natives.binary_search_by_key(&index, |(index, _)| *index as usize);
        if let Ok(native) = found {
            read.natives[native].1.relocations = bytes.into();
            read.layouts[index].relocations = start..self.offset();
        }
        Ok(())
    }

    /// `count` things, read one by one. The vector grows as they come, so that a
    /// false count costs nothing.
    fn many<T>(
        &mut self,
        count: usize,
        mut one: impl FnMut(&mut Self) -> Result<T, ReadErrorKind>,
    ) -> Result<Vec<T>, ReadErrorKind> {
        (0..count).map(|_| one(self)).collect()
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
    fn number<T>(&mut self, parse: impl Fn(&[u8]) -> Option<T>) -> Result<T, ReadErrorKind> {
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
    fn terminated(&mut self, length: u64) -> Result<Box<[u8]>, ReadErrorKind> {
        let bytes = self.bytes(length)?.into();
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

/// The functions read so far.
#[derive(Default)]
struct Functions {
    functions: Vec<Function>,
    natives: Vec<(u32, NativeCode)>,
    layouts: Vec<FunctionLayout>,
}

/// A function whose children are being read.
struct Open {
    /// Its own index.
    index: usize,
    /// How many children are to come.
    missing: usize,
    /// Whether relocations come after the children.
    has_relocations: bool,
    /// The indices of those that have come.
    children: Vec<u32>,
}

/// Reads an integer: decimal digits, perhaps after a minus.
fn int(text: &[u8]) -> Option<BigInt> {
    let digits = text.strip_prefix(b"-").unwrap_or(text);
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    BigInt::parse_bytes(text, 10)
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
    use crate::{disassemble, write, write_file};
    use alloc::string::ToString;
    use proptest::prelude::*;

    /// A file of one constant, its bytes given, and an empty function.
    fn constant(bytes: &[u8]) -> Result<Constant, ReadErrorKind> {
        let file = [b"M\x06\x00\x1f\x00\x01", bytes, b"\x00"].concat();
        let mut module = read(&file).map_err(|error| error.kind)?;
        Ok(module.constants.remove(0))
    }

    fn error(file: &[u8]) -> ReadErrorKind {
        read(file).expect_err("the file is damaged").kind
    }

    #[test]
    fn another_format_is_not_mpy() {
        assert_eq!(error(b""), ReadErrorKind::NotMpy);
        assert_eq!(error(b"\x7fELF"), ReadErrorKind::NotMpy);
    }

    #[test]
    fn another_version_is_unsupported() {
        assert_eq!(error(b"M\x05\x00\x1f"), ReadErrorKind::UnsupportedVersion(5));
    }

    #[test]
    fn every_sub_version_is_read() {
        for sub_version in 0..=3 {
            assert!(read(&[b'M', 6, sub_version, 31, 0, 0, 0]).is_ok());
        }
    }

    #[test]
    fn an_architecture_means_native_code() {
        assert_eq!(error(b"M\x06\x0b\x1f\x00\x00\x00"), ReadErrorKind::NativeCode);
    }

    #[test]
    fn a_native_function_means_native_code() {
        assert_eq!(error(b"M\x06\x00\x1f\x00\x00\x01"), ReadErrorKind::NativeCode);
    }

    #[test]
    fn small_ints_have_a_widest() {
        assert_eq!(error(b"M\x06\x00\x40"), ReadErrorKind::SmallIntBits(64));
    }

    #[test]
    fn a_file_ends_with_its_last_function() {
        let extra = read(b"M\x06\x00\x1f\x00\x00\x00!");
        let kind = ReadErrorKind::TrailingBytes;
        assert_eq!(extra, Err(ReadError { offset: 7, kind }));
    }

    #[test]
    fn a_count_beyond_the_file_is_truncated() {
        assert_eq!(error(b"M\x06\x00\x1f\xff\x7f\x00"), ReadErrorKind::Truncated);
    }

    #[test]
    fn a_static_string_must_exist() {
        let file = b"M\x06\x00\x1f\x01\x00\x01\x00";
        assert_eq!(error(file), ReadErrorKind::UnknownStaticString(0));
    }

    #[test]
    fn a_string_must_end_in_null() {
        assert_eq!(constant(b"\x05\x01ab"), Err(ReadErrorKind::MissingNull));
    }

    #[test]
    fn a_constant_must_be_of_a_known_kind() {
        assert_eq!(constant(b"\x0b"), Err(ReadErrorKind::UnknownConstant(11)));
    }

    #[test]
    fn integers_are_plain_decimal() {
        assert_eq!(constant(b"\x07\x02-7"), Ok(Constant::Int((-7).into())));
        for text in [&b"\x07\x00"[..], b"\x07\x01-", b"\x07\x02+1", b"\x07\x031_0"] {
            assert_eq!(constant(text), Err(ReadErrorKind::BadNumber));
        }
    }

    #[test]
    fn a_number_has_a_longest_text() {
        let longest = [&b"\x07\xc0\x80\x01"[..], &b"1".repeat((1 << 20) + 1)].concat();
        assert_eq!(constant(&longest), Err(ReadErrorKind::TooLarge));
    }

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

    #[test]
    fn tuples_nest_only_so_deep() {
        let nested = |depth| constant(&[b"\x0a\x01".repeat(depth), b"\x01".to_vec()].concat());
        assert!(nested(MAX_TUPLE_DEPTH).is_ok());
        assert_eq!(nested(MAX_TUPLE_DEPTH + 1), Err(ReadErrorKind::TooDeep));
    }

    #[test]
    fn functions_may_nest_ever_so_deep() {
        let depth = 100_000;
        let file = [b"M\x06\x00\x1f\x00\x00".to_vec(), b"\x04\x01".repeat(depth), b"\x00".to_vec()].concat();
        let module = read(&file).expect("the file is sound");
        assert_eq!(module.functions.len(), depth + 1);
        assert_eq!(write(&module), file);
    }

    #[test]
    fn an_error_says_where_and_what() {
        let error = read(b"M\x06\x00\x1f\x00\x00\x01").expect_err("the code is native");
        assert_eq!(error.to_string(), "byte 7: native code is not supported");
    }

    /// A file of one name and a function, and the error in it.
    fn function_error(function: &[u8]) -> ReadError {
        let file = [b"M\x06\x0b\x1f\x01\x00\x0f", function].concat();
        read_file(&file).expect_err("the file is damaged")
    }

    #[test]
    fn an_architecture_and_its_interface_are_read() {
        let (file, _) = read_file(b"M\x06\x4b\x1f\x03\x00\x00\x00").expect("the file is sound");
        assert_eq!((file.architecture, file.sub_version, file.module.arch_flags), (2, 3, 3));
    }

    #[test]
    fn the_table_of_functions_is_a_constant_of_native_code() {
        let (file, _) = read_file(b"M\x06\x0b\x1f\x00\x01\x00\x00").expect("the file is sound");
        assert_eq!(file.module.constants, [Constant::FunTable]);
    }

    #[test]
    fn bytecode_alone_never_has_the_table_of_functions() {
        assert_eq!(error(b"M\x06\x00\x1f\x00\x01\x00\x00"), ReadErrorKind::NativeCode);
    }

    #[test]
    fn every_kind_of_native_function_is_read() {
        // A native function with a viper child, which has an asm child; the
        // relocations of the viper function come last.
        let native = [0x25, 0x00, 0x02, 0x00, 0xaa, 0x00, 0x01];
        let viper = [0x0e, 0xbb, 0x70, 0x01, 0x08, 0xdd, 0x01];
        let asm = [0x0b, 0xcc, 0x00, 0x02, 0x03];
        let relocations = [0x01, 0x00, 0xff];
        let bytes = [b"M\x06\x0b\x1f\x01\x00\x0f", &native[..], &viper, &asm, &relocations].concat();
        let (file, layout) = read_file(&bytes).expect("the file is sound");
        let kinds = file.natives.iter().map(|(_, native)| native.kind.clone()).collect::<Vec<_>>();
        let expected = [
            NativeKind::Python { prelude_offset: 0 },
            NativeKind::Viper { scope_flags: 0x70, rodata: [0xdd].into(), bss_size: 8 },
            NativeKind::Asm { scope_flags: 0, n_pos_args: 2, type_signature: 3 },
        ];
        assert_eq!(kinds, expected);
        assert_eq!(layout.functions[1].relocations, bytes.len() - 3..bytes.len());
        assert_eq!(write_file(&file), bytes);
    }

    #[test]
    fn a_prelude_must_be_in_its_code() {
        let error = function_error(&[0x09, 0xaa, 0x02]);
        assert_eq!(error, ReadError { offset: 10, kind: ReadErrorKind::PreludeOutside });
    }

    #[test]
    fn relocations_must_end() {
        let error = function_error(&[0x0a, 0xaa, 0x10, 0x00, 0x00]);
        assert_eq!(error, ReadError { offset: 12, kind: ReadErrorKind::Truncated });
    }

    #[test]
    fn read_only_data_must_be_there() {
        let error = function_error(&[0x0a, 0xaa, 0x20, 0x05]);
        assert_eq!(error, ReadError { offset: 11, kind: ReadErrorKind::Truncated });
    }

    fn any_bytes() -> impl Strategy<Value = Box<[u8]>> {
        any::<Vec<u8>>().prop_map(Into::into)
    }

    /// Any constant that survives its text: a complex number loses the sign of a
    /// real part of zero, and a NaN its payload.
    fn any_constant() -> impl Strategy<Value = Constant> {
        let part = prop_oneof![1.0..1e30, Just(f64::INFINITY), -1.0..0.0];
        let leaf = prop_oneof![
            Just(Constant::None),
            Just(Constant::False),
            Just(Constant::True),
            Just(Constant::Ellipsis),
            any_bytes().prop_map(Constant::Str),
            any_bytes().prop_map(Constant::Bytes),
            any::<i128>().prop_map(|value| Constant::Int(value.into())),
            prop_oneof![part.clone(), Just(0.0), Just(-0.0), Just(f64::NAN)].prop_map(Constant::Float),
            (part.clone(), part).prop_map(|(re, im)| Constant::Complex(re, im)),
        ];
        leaf.prop_recursive(4, 32, 8, |item| {
            let items = prop::collection::vec(item, 0..8);
            items.prop_map(|items| Constant::Tuple(items.into()))
        })
    }

    /// A tree of functions in the order of a file: each names its parent, some
    /// function on the path from the body to the one before it.
    fn any_functions() -> impl Strategy<Value = Vec<Function>> {
        let nodes = prop::collection::vec((any_bytes(), 0..4_usize), 1..12);
        nodes.prop_map(|nodes| {
            let mut functions = Vec::<Function>::new();
            let mut path = Vec::new();
            for (index, (code, up)) in nodes.into_iter().enumerate() {
                let children = Box::default();
                functions.push(Function { code, children });
                path.truncate(path.len().saturating_sub(up).max(1));
                if let Some(&parent) = path.last() {
                    let parent: &mut Function = &mut functions[parent];
                    let mut children = mem::take(&mut parent.children).into_vec();
                    children.push(index as u32);
                    parent.children = children.into();
                }
                path.push(index);
            }
            functions
        })
    }

    prop_compose! {
        fn any_module()(
            small_int_bits in 0..=MAX_SMALL_INT_BITS,
            names in prop::collection::vec(any_bytes(), 0..8),
            constants in prop::collection::vec(any_constant(), 0..8),
            functions in any_functions(),
        ) -> Module {
            Module { small_int_bits, arch_flags: 0, names, constants, functions }
        }
    }

    proptest! {
        #[test]
        fn a_module_survives_its_file(module in any_module()) {
            let file = write(&module);
            let again = read(&file).expect("what was written can be read");
            prop_assert_eq!(write(&again), file);
            prop_assert_eq!(again, module);
        }

        #[test]
        fn any_bytes_are_a_file(features: u8, body: Vec<u8>) {
            let bytes = [b"M\x06", &[features, 31][..], &body].concat();
            if let Ok((file, layout)) = read_file(&bytes) {
                let again = read_file(&write_file(&file)).expect("what was written can be read");
                prop_assert_eq!(&again.0, &file);
                if let Ok(sizes) = crate::sizes(&file, &layout) {
                    prop_assert_eq!(sizes.total(), bytes.len());
                }
            }
        }

        #[test]
        fn any_bytes_are_read(body: Vec<u8>) {
            let _ = read(&body);
            if let Ok(module) = read(&[b"M\x06\x00\x1f", &*body].concat()) {
                write(&module);
                disassemble(&module);
            }
        }

        #[test]
        fn a_damaged_file_is_read(module in any_module(), at: prop::sample::Index, byte: u8) {
            let mut file = write(&module);
            let at = at.index(file.len());
            file[at] = byte;
            let _ = read(&file[..at]);
            if let Ok(module) = read(&file) {
                write(&module);
                disassemble(&module);
            }
        }
    }
}
