//! Reading a .mpy file to a module in memory, piece by piece: [`Pieces`] knows the
//! format.

use crate::file::{FunctionLayout, Layout, MpyFile, NativeCode};
use crate::instructions::CodeErrorKind;
use crate::module::{Constant, Function, MAX_TUPLE_DEPTH, Module};
use crate::pieces::{Item, MAX_SMALL_INT_BITS, Pieces};
use crate::varint::VarintError;
use crate::write::VERSION;
use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;
use core::fmt;
use core::mem;
use num_bigint::BigInt;

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
    Whole::read(Pieces::new(file), true).map(|(file, _)| file.module)
}

/// As [`read`], native code included. Also says where in the file everything is.
///
/// An architecture without a name is no error, nor are native functions without
/// an architecture.
pub fn read_file(file: &[u8]) -> Result<(MpyFile, Layout), ReadError> {
    Whole::read(Pieces::with_native_code(file), false)
}

/// What is read, in a whole.
struct Whole<'a> {
    pieces: Pieces<'a>,
    /// Whether nobody asks where everything is.
    bytecode_only: bool,
}

impl<'a> Whole<'a> {
    fn read(pieces: Pieces<'a>, bytecode_only: bool) -> Result<(MpyFile, Layout), ReadError> {
        let mut whole = Whole { pieces, bytecode_only };
        whole.file().map_err(|kind| ReadError { offset: whole.pieces.offset(), kind })
    }

    fn file(&mut self) -> Result<(MpyFile, Layout), ReadErrorKind> {
        let header = self.pieces.header()?;
        let names_start = self.pieces.offset();
        let names = many(header.names, || self.pieces.name().map(Box::from))?;
        let constants_start = self.pieces.offset();
        let constants = many(header.constants, || self.constant(0))?;
        let functions_start = self.pieces.offset();
        let functions = self.functions()?;
        self.pieces.end()?;
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

    /// A constant that is inside `depth` tuples.
    fn constant(&mut self, depth: usize) -> Result<Constant, ReadErrorKind> {
        Ok(match self.pieces.constant(depth)? {
            Item::FunTable => Constant::FunTable,
            Item::None => Constant::None,
            Item::False => Constant::False,
            Item::True => Constant::True,
            Item::Ellipsis => Constant::Ellipsis,
            Item::Str(text) => Constant::Str(text.into()),
            Item::Bytes(bytes) => Constant::Bytes(bytes.into()),
            Item::Int(text) => Constant::Int(BigInt::parse_bytes(text, 10).ok_or(ReadErrorKind::BadNumber)?),
            Item::Float(value) => Constant::Float(value),
            Item::Complex(re, im) => Constant::Complex(re, im),
            Item::Tuple(count) => Constant::Tuple(many(count, || self.constant(depth + 1))?.into()),
        })
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
        let start = self.pieces.offset();
        let index = read.functions.len();
        if index > u32::MAX as usize {
            return Err(ReadErrorKind::TooLarge);
        }
        let head = self.pieces.function()?;
        read.functions.push(Function { code: head.code.into(), children: Box::default() });
        if let Some(kind) = head.native {
            read.natives.push((index as u32, NativeCode { kind, relocations: Box::default() }));
        }
        if !self.bytecode_only {
            let whole = start..self.pieces.offset();
            let code = head.code_start..head.code_start + head.code.len();
            read.layouts.push(FunctionLayout { whole, code, relocations: 0..0 });
        }
        let has_relocations = head.has_relocations;
        Ok(Open { index, missing: head.children, has_relocations, children: Vec::new() })
    }

    /// Reads the relocations of the native function at an index.
    fn relocations(&mut self, read: &mut Functions, index: usize) -> Result<(), ReadErrorKind> {
        let start = self.pieces.offset();
        let bytes = self.pieces.relocations()?;
        let found = read.natives.binary_search_by_key(&index, |(index, _)| *index as usize);
        if let Ok(native) = found {
            read.natives[native].1.relocations = bytes.into();
            read.layouts[index].relocations = start..self.pieces.offset();
        }
        Ok(())
    }
}

/// `count` things, read one by one. The vector grows as they come, so that a
/// false count costs nothing.
fn many<T>(count: usize, mut one: impl FnMut() -> Result<T, ReadErrorKind>) -> Result<Vec<T>, ReadErrorKind> {
    (0..count).map(|_| one()).collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::NativeKind;
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
