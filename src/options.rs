//! What a caller may choose about one compilation.

use alloc::string::String;

/// Which start symbol of the grammar the source is read with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// A whole module, as in a `.py` file.
    #[default]
    Module,
    /// One statement typed at a prompt; the value of an expression is printed.
    Interactive,
    /// One expression, as for `eval`.
    Eval,
}

/// An instruction set that native code could be asked for.
///
/// Native code is not generated yet. The choice still matters: without one the native decorators are refused as
/// MicroPython refuses them (`invalid arch`), with one they are refused because native code is not supported yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NativeArch {
    /// 32-bit x86.
    X86,
    /// 64-bit x86.
    X64,
    /// Arm v6.
    Armv6,
    /// Arm v6-M (Thumb).
    Armv6m,
    /// Arm v7-M (Thumb).
    Armv7m,
    /// Arm v7E-M without a floating-point unit.
    Armv7em,
    /// Arm v7E-M with single-precision floating point.
    Armv7emsp,
    /// Arm v7E-M with double-precision floating point.
    Armv7emdp,
    /// Xtensa with the call0 convention (ESP8266).
    Xtensa,
    /// Xtensa with register windows (ESP32).
    Xtensawin,
    /// RISC-V RV32IMC.
    Rv32imc,
    /// RISC-V RV64IMC.
    Rv64imc,
    /// MicroPython's emitter that prints instead of generating code.
    Debug,
}

impl NativeArch {
    /// Whether MicroPython has a native emitter for this architecture.
    pub fn has_native_emitter(self) -> bool {
        self != NativeArch::Rv64imc
    }

    /// Whether MicroPython has an inline assembler for this architecture.
    pub fn has_inline_assembler(self) -> bool {
        !matches!(self, NativeArch::X86 | NativeArch::X64 | NativeArch::Rv64imc | NativeArch::Debug)
    }
}

/// How to compile. Start from [`Options::default`] and change what you need.
///
/// ```
/// let mut options = constrictor::Options::default();
/// options.level = 3;
/// options.source_name = "app.py".into();
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options {
    /// The start symbol. Default: [`Mode::Module`].
    pub mode: Mode,
    /// Optimisation level. 0 keeps asserts and makes `__debug__` true; from 1 on asserts are dropped and `__debug__`
    /// is false; from 3 on line numbers are dropped too. Default: 0.
    pub level: u8,
    /// The file name that tracebacks will show. Default: `<stdin>`.
    pub source_name: String,
    /// Another name that MicroPython would have interned before reading the source: the path the source was read
    /// from, where it differs from `source_name`. It decides how a long string with exactly that text is stored.
    pub input_name: Option<String>,
    /// Bits of a small int on the target, its tag not counted: 31 on 32-bit boards, 63 on 64-bit hosts.
    /// Between [`Options::MIN_SMALL_INT_BITS`] and [`Options::MAX_SMALL_INT_BITS`]. Default: 31.
    pub small_int_bits: u8,
    /// Whether line numbers are stored (levels 3 and above never store them). Default: true.
    pub source_lines: bool,
    /// The architecture native decorators ask for. Default: none.
    pub native_arch: Option<NativeArch>,
    /// The most memory the compilation may hold at any time, in bytes. Reaching it is an error like any other.
    /// Default: no limit.
    pub memory_limit: usize,
    /// How deep brackets, blocks and prefix operators may nest. It bounds the parser's stack and every recursive
    /// pass. Default: [`Options::DEFAULT_MAX_NESTING`].
    pub max_nesting: u32,
}

impl Options {
    /// The default of [`Options::max_nesting`], safe on a 1 MiB native stack even in a debug build.
    pub const DEFAULT_MAX_NESTING: u32 = 200;
    /// The least value of [`Options::small_int_bits`].
    pub const MIN_SMALL_INT_BITS: u8 = 2;
    /// The largest value of [`Options::small_int_bits`].
    pub const MAX_SMALL_INT_BITS: u8 = 63;

    /// Whether line tables are written under these options.
    pub fn keeps_lines(&self) -> bool {
        self.source_lines && self.level < 3
    }
}

impl Default for Options {
    fn default() -> Self {
        Options {
            mode: Mode::Module,
            level: 0,
            source_name: "<stdin>".into(),
            input_name: None,
            small_int_bits: 31,
            source_lines: true,
            native_arch: None,
            memory_limit: usize::MAX,
            max_nesting: Self::DEFAULT_MAX_NESTING,
        }
    }
}
