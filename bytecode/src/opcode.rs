//! The opcode table: every instruction of MicroPython bytecode as version 6 of
//! the .mpy format stores it, in one place.
//!
//! Numbers and operand formats are facts from MicroPython's py/bc0.h, operator
//! numbers from py/runtime0.h, and stack effects from the adjustments the
//! reference compiler makes in py/emitbc.c.

/// What follows an opcode byte in the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operand {
    /// Nothing.
    None,
    /// Nothing: the operand is part of the opcode byte, which is the family's
    /// first number plus the operand.
    Embedded,
    /// An unsigned varint: an index into the module's names.
    Name,
    /// An unsigned varint whose meaning is the opcode's own.
    Uint,
    /// A signed varint: the value of a small int.
    SmallInt,
    /// An unsigned varint: an index into the module's constants.
    Constant,
    /// An unsigned varint: an index into the function's children.
    Child,
    /// As [`Operand::Child`], then one byte: how many cells the closure takes.
    ChildThenByte,
    /// A jump in either direction, one or two bytes.
    SignedLabel,
    /// As [`Operand::SignedLabel`], then one byte: how many exception blocks to
    /// leave, with the high bit set to drop a `for` loop's iterator as well.
    SignedLabelThenByte,
    /// A jump forwards, one or two bytes.
    UnsignedLabel,
}

impl Operand {
    /// Whether one more byte follows the operand proper.
    pub const fn has_extra_byte(self) -> bool {
        matches!(self, Operand::ChildThenByte | Operand::SignedLabelThenByte)
    }

    /// Whether the operand is a jump, forwards or in either direction.
    pub const fn is_label(self) -> bool {
        matches!(self, Operand::SignedLabel | Operand::SignedLabelThenByte | Operand::UnsignedLabel)
    }
}

/// Declares [`Opcode`] and what it knows about itself from one row an opcode:
/// variant, MicroPython's name, number, operand, stack effect, meaning.
///
/// An effect may use the two names given on the first line, which stand for the
/// operand and for the trailing byte.
macro_rules! opcodes {
    (effects over ($arg:ident, $extra:ident);
     $($variant:ident $name:ident = $number:literal, $operand:ident, $effect:expr, $doc:literal;)*) => {
        /// One opcode, or one family of opcodes that embed their operand.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Opcode {
            $(#[doc = $doc] $variant = $number,)*
        }

        impl Opcode {
            /// Every opcode, by number.
            pub const ALL: &'static [Opcode] = &[$(Opcode::$variant),*];

            /// The name MicroPython gives the opcode, without its `MP_BC_` prefix.
            pub const fn name(self) -> &'static str {
                match self { $(Opcode::$variant => stringify!($name),)* }
            }

            /// What follows the opcode byte.
            pub const fn operand(self) -> Operand {
                match self { $(Opcode::$variant => Operand::$operand,)* }
            }

            /// One line on what the opcode does.
            pub const fn doc(self) -> &'static str {
                match self { $(Opcode::$variant => $doc,)* }
            }

            /// The net change of stack depth that the reference compiler accounts
            /// for when it emits this opcode (py/emitbc.c): the change along the
            /// path that falls through to the next instruction.
            ///
            /// `arg` is the operand and `extra` the trailing byte, each 0 where the
            /// opcode has none. Three opcodes leave part of the accounting to the
            /// compiler, since it depends on the block they belong to:
            ///
            /// - `FOR_ITER` counts the pushed item; at the loop's end the compiler
            ///   takes off the iterator's four slots.
            /// - `WITH_CLEANUP` counts the two slots it needs to call `__exit__`;
            ///   the compiler then takes off four, those and `SETUP_WITH`'s two.
            /// - `SETUP_EXCEPT` and `SETUP_FINALLY` count nothing; at the handler
            ///   the compiler adds four for the exception and the unwinding state,
            ///   and takes off three after it.
            ///
            /// Calls and `UNPACK_EX` read two counts of a byte each from `arg`, as
            /// the VM does.
            pub fn stack_effect(self, $arg: u32, $extra: u8) -> i32 {
                let $arg = i32::try_from($arg).unwrap_or(i32::MAX);
                let $extra = i32::from($extra);
                let _ = ($arg, $extra);
                match self { $(Opcode::$variant => $effect,)* }
            }
        }
    };
}

opcodes! {
    effects over (arg, extra);

    LoadConstString        LOAD_CONST_STRING          = 0x10, Name,     1, "Push a string.";
    LoadName               LOAD_NAME                  = 0x11, Name,     1, "Push a variable of the class body or module, or a builtin.";
    LoadGlobal             LOAD_GLOBAL                = 0x12, Name,     1, "Push a global variable or a builtin.";
    LoadAttr               LOAD_ATTR                  = 0x13, Name,     0, "Replace an object by one of its attributes.";
    LoadMethod             LOAD_METHOD                = 0x14, Name,     1, "Replace an object by a method of it and the object to call it on.";
    LoadSuperMethod        LOAD_SUPER_METHOD          = 0x15, Name,    -1, "Pop `super`'s class and instance; push a method and the object to call it on.";
    StoreName              STORE_NAME                 = 0x16, Name,    -1, "Pop into a variable of the class body or module.";
    StoreGlobal            STORE_GLOBAL               = 0x17, Name,    -1, "Pop into a global variable.";
    StoreAttr              STORE_ATTR                 = 0x18, Name,    -2, "Pop an object and a value; set (or with null delete) the attribute.";
    DeleteName             DELETE_NAME                = 0x19, Name,     0, "Delete a variable of the class body or module.";
    DeleteGlobal           DELETE_GLOBAL              = 0x1a, Name,     0, "Delete a global variable.";
    ImportName             IMPORT_NAME                = 0x1b, Name,    -1, "Pop a level and a list of names; push the imported module.";
    ImportFrom             IMPORT_FROM                = 0x1c, Name,     1, "Push an attribute of the module on top.";

    MakeClosure            MAKE_CLOSURE               = 0x20, ChildThenByte, 1 - extra, "Pop cells; push a closure over them.";
    MakeClosureDefargs     MAKE_CLOSURE_DEFARGS       = 0x21, ChildThenByte, -1 - extra, "Pop cells and both kinds of defaults; push a closure.";
    LoadConstSmallInt      LOAD_CONST_SMALL_INT       = 0x22, SmallInt, 1, "Push a small int.";
    LoadConstObj           LOAD_CONST_OBJ             = 0x23, Constant, 1, "Push a constant.";
    LoadFastN              LOAD_FAST_N                = 0x24, Uint,     1, "Push a local variable.";
    LoadDeref              LOAD_DEREF                 = 0x25, Uint,     1, "Push the contents of a local variable's cell.";
    StoreFastN             STORE_FAST_N               = 0x26, Uint,    -1, "Pop into a local variable.";
    StoreDeref             STORE_DEREF                = 0x27, Uint,    -1, "Pop into a local variable's cell.";
    DeleteFast             DELETE_FAST                = 0x28, Uint,     0, "Delete a local variable.";
    DeleteDeref            DELETE_DEREF               = 0x29, Uint,     0, "Empty a local variable's cell.";
    BuildTuple             BUILD_TUPLE                = 0x2a, Uint, 1 - arg, "Pop items; push a tuple of them.";
    BuildList              BUILD_LIST                 = 0x2b, Uint, 1 - arg, "Pop items; push a list of them.";
    BuildMap               BUILD_MAP                  = 0x2c, Uint,     1, "Push an empty dict with room for some entries.";
    BuildSet               BUILD_SET                  = 0x2d, Uint, 1 - arg, "Pop items; push a set of them.";
    BuildSlice             BUILD_SLICE                = 0x2e, Uint, 1 - arg, "Pop two or three bounds; push a slice.";
    StoreComp              STORE_COMP                 = 0x2f, Uint, if arg & 3 == 1 { -2 } else { -1 }, "Pop a comprehension's element into the collection below (low bits 0 list, 1 dict, 2 set).";

    UnpackSequence         UNPACK_SEQUENCE            = 0x30, Uint, arg - 1, "Replace a sequence by its items, the first on top.";
    UnpackEx               UNPACK_EX                  = 0x31, Uint, (arg & 0xff) + (arg >> 8 & 0xff), "Replace a sequence by its first items, a list, and its last items.";
    MakeFunction           MAKE_FUNCTION              = 0x32, Child,    1, "Push a function.";
    MakeFunctionDefargs    MAKE_FUNCTION_DEFARGS      = 0x33, Child,   -1, "Pop both kinds of defaults; push a function.";
    CallFunction           CALL_FUNCTION              = 0x34, Uint, -arguments(arg), "Call a function (low byte positional, next byte keyword arguments).";
    CallFunctionVarKw      CALL_FUNCTION_VAR_KW       = 0x35, Uint, -arguments(arg) - 1, "As CALL_FUNCTION, with a mask of the starred arguments on top.";
    CallMethod             CALL_METHOD                = 0x36, Uint, -arguments(arg) - 1, "Call a method that LOAD_METHOD pushed.";
    CallMethodVarKw        CALL_METHOD_VAR_KW         = 0x37, Uint, -arguments(arg) - 2, "As CALL_METHOD, with a mask of the starred arguments on top.";

    UnwindJump             UNWIND_JUMP                = 0x40, SignedLabelThenByte, 0, "Leave some exception blocks, then jump.";
    Jump                   JUMP                       = 0x42, SignedLabel, 0, "Jump.";
    PopJumpIfTrue          POP_JUMP_IF_TRUE           = 0x43, SignedLabel, -1, "Pop; jump if true.";
    PopJumpIfFalse         POP_JUMP_IF_FALSE          = 0x44, SignedLabel, -1, "Pop; jump if false.";
    JumpIfTrueOrPop        JUMP_IF_TRUE_OR_POP        = 0x45, UnsignedLabel, -1, "Jump if true, else pop.";
    JumpIfFalseOrPop       JUMP_IF_FALSE_OR_POP       = 0x46, UnsignedLabel, -1, "Jump if false, else pop.";
    SetupWith              SETUP_WITH                 = 0x47, UnsignedLabel, 2, "Enter a context manager and a finally block; push its exit, itself, its value.";
    SetupExcept            SETUP_EXCEPT               = 0x48, UnsignedLabel, 0, "Enter a block whose exceptions go to a handler.";
    SetupFinally           SETUP_FINALLY              = 0x49, UnsignedLabel, 0, "Enter a block that always runs its finally part.";
    PopExceptJump          POP_EXCEPT_JUMP            = 0x4a, UnsignedLabel, 0, "Leave an exception block, then jump.";
    ForIter                FOR_ITER                   = 0x4b, UnsignedLabel, 1, "Push the iterator's next item, or drop the iterator and jump.";

    LoadConstFalse         LOAD_CONST_FALSE           = 0x50, None,     1, "Push False.";
    LoadConstNone          LOAD_CONST_NONE            = 0x51, None,     1, "Push None.";
    LoadConstTrue          LOAD_CONST_TRUE            = 0x52, None,     1, "Push True.";
    LoadNull               LOAD_NULL                  = 0x53, None,     1, "Push the null object, which is no Python value.";
    LoadBuildClass         LOAD_BUILD_CLASS           = 0x54, None,     1, "Push the function that makes classes.";
    LoadSubscr             LOAD_SUBSCR                = 0x55, None,    -1, "Pop an object and a key; push the item.";
    StoreSubscr            STORE_SUBSCR               = 0x56, None,    -3, "Pop an object, a key and a value; set (or with null delete) the item.";
    DupTop                 DUP_TOP                    = 0x57, None,     1, "Push the top again.";
    DupTopTwo              DUP_TOP_TWO                = 0x58, None,     2, "Push the top two again.";
    PopTop                 POP_TOP                    = 0x59, None,    -1, "Pop.";
    RotTwo                 ROT_TWO                    = 0x5a, None,     0, "Swap the top two.";
    RotThree               ROT_THREE                  = 0x5b, None,     0, "Move the top below the next two.";
    WithCleanup            WITH_CLEANUP               = 0x5c, None,     2, "Call a context manager's exit at the end of its block.";
    EndFinally             END_FINALLY                = 0x5d, None,    -1, "End a finally part: go on with whatever was interrupted.";
    GetIter                GET_ITER                   = 0x5e, None,     0, "Replace an object by an iterator over it.";
    GetIterStack           GET_ITER_STACK             = 0x5f, None,     3, "Replace an object by an iterator kept in four slots of the stack.";

    StoreMap               STORE_MAP                  = 0x62, None,    -2, "Pop a key and a value into the dict below.";
    ReturnValue            RETURN_VALUE               = 0x63, None,    -1, "Pop and return it.";
    RaiseLast              RAISE_LAST                 = 0x64, None,     0, "Raise the exception being handled again.";
    RaiseObj               RAISE_OBJ                  = 0x65, None,    -1, "Pop an exception and raise it.";
    RaiseFrom              RAISE_FROM                 = 0x66, None,    -2, "Pop a cause and an exception; raise the exception.";
    YieldValue             YIELD_VALUE                = 0x67, None,     0, "Yield the top; it is replaced by what is sent.";
    YieldFrom              YIELD_FROM                 = 0x68, None,    -1, "Delegate to an iterator; push its result.";
    ImportStar             IMPORT_STAR                = 0x69, None,    -1, "Pop a module and import all its public names.";

    LoadConstSmallIntMulti LOAD_CONST_SMALL_INT_MULTI = 0x70, Embedded, 1, "Push a small int from -16 to 47; the embedded operand is the value plus 16.";
    LoadFastMulti          LOAD_FAST_MULTI            = 0xb0, Embedded, 1, "Push one of the first 16 local variables.";
    StoreFastMulti         STORE_FAST_MULTI           = 0xc0, Embedded, -1, "Pop into one of the first 16 local variables.";
    UnaryOpMulti           UNARY_OP_MULTI             = 0xd0, Embedded, 0, "Apply a UnaryOp to the top.";
    BinaryOpMulti          BINARY_OP_MULTI            = 0xd7, Embedded, -1, "Pop two operands; push the result of a BinaryOp.";
}

/// How far an embedded small int is shifted: the embedded operand of
/// [`Opcode::LoadConstSmallIntMulti`] is the value plus this (MicroPython, py/bc0.h).
pub const SMALL_INT_MULTI_EXCESS: u8 = 16;

/// The stack slots of a call's arguments: one a positional argument, two (name
/// and value) a keyword argument.
fn arguments(arg: i32) -> i32 {
    (arg & 0xff) + 2 * (arg >> 8 & 0xff)
}

impl Opcode {
    /// The opcode byte; for a family with embedded operands, the first of its bytes.
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// How many opcode bytes belong to this row of the table: 1, or the size of
    /// a family with embedded operands (MicroPython, py/bc0.h).
    pub const fn count(self) -> u8 {
        match self {
            Opcode::LoadConstSmallIntMulti => 64,
            Opcode::LoadFastMulti | Opcode::StoreFastMulti => 16,
            Opcode::UnaryOpMulti => UnaryOp::ALL.len() as u8,
            Opcode::BinaryOpMulti => BinaryOp::ALL.len() as u8,
            _ => 1,
        }
    }

    /// The opcode byte of a family with `embedded` in it, or `None` if the
    /// operand is too large for the family.
    pub const fn with_embedded(self, embedded: u8) -> Option<u8> {
        if embedded < self.count() { Some(self.number() + embedded) } else { None }
    }

    /// The opcode of a byte, with its embedded operand (0 outside the families),
    /// or `None` if no opcode has that number.
    pub const fn decode(byte: u8) -> Option<(Opcode, u8)> {
        DECODED[byte as usize]
    }

    /// Whether control never falls through to the next instruction, so that code
    /// up to the next label is dead.
    pub const fn ends_flow(self) -> bool {
        use Opcode::*;
        matches!(self, UnwindJump | Jump | PopExceptJump | ReturnValue | RaiseLast | RaiseObj | RaiseFrom)
    }
}

/// What every byte decodes to.
const DECODED: [Option<(Opcode, u8)>; 256] = {
    let mut table = [None; 256];
    let mut row = 0;
    while row < Opcode::ALL.len() {
        let opcode = Opcode::ALL[row];
        let mut embedded = 0;
        while embedded < opcode.count() {
            let byte = (opcode.number() + embedded) as usize;
            assert!(table[byte].is_none(), "two opcodes share a number");
            table[byte] = Some((opcode, embedded));
            embedded += 1;
        }
        row += 1;
    }
    table
};

/// Declares an operator enum from one row an operator: variant, MicroPython's
/// name, Python's spelling. Numbers count up from 0.
macro_rules! operators {
    ($(#[$attribute:meta])* $kind:ident: $($variant:ident $name:ident $symbol:literal,)*) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum $kind {
            $(#[doc = concat!("`", $symbol, "`")] $variant,)*
        }

        impl $kind {
            /// Every operator, by number.
            pub const ALL: &'static [$kind] = &[$($kind::$variant),*];

            /// The operand embedded in the opcode byte.
            pub const fn number(self) -> u8 {
                self as u8
            }

            /// The operator with that number, if there is one.
            pub fn from_number(number: u8) -> Option<$kind> {
                Self::ALL.get(usize::from(number)).copied()
            }

            /// MicroPython's name, without its prefix.
            pub const fn name(self) -> &'static str {
                match self { $($kind::$variant => stringify!($name),)* }
            }

            /// The operator as Python spells it.
            pub const fn symbol(self) -> &'static str {
                match self { $($kind::$variant => $symbol,)* }
            }
        }
    };
}

operators! {
    /// A unary operator of [`Opcode::UnaryOpMulti`], with the number
    /// MicroPython's py/runtime0.h gives it.
    UnaryOp:
    Positive POSITIVE "+",
    Negative NEGATIVE "-",
    Invert   INVERT   "~",
    Not      NOT      "not",
}

operators! {
    /// A binary operator of [`Opcode::BinaryOpMulti`], with the number
    /// MicroPython's py/runtime0.h gives it. `not in` and `is not` have none:
    /// they are compiled as [`UnaryOp::Not`] of `in` and `is`.
    BinaryOp:
    Less               LESS                 "<",
    More               MORE                 ">",
    Equal              EQUAL                "==",
    LessEqual          LESS_EQUAL           "<=",
    MoreEqual          MORE_EQUAL           ">=",
    NotEqual           NOT_EQUAL            "!=",
    In                 IN                   "in",
    Is                 IS                   "is",
    ExceptionMatch     EXCEPTION_MATCH      "except",
    InplaceOr          INPLACE_OR           "|=",
    InplaceXor         INPLACE_XOR          "^=",
    InplaceAnd         INPLACE_AND          "&=",
    InplaceLshift      INPLACE_LSHIFT       "<<=",
    InplaceRshift      INPLACE_RSHIFT       ">>=",
    InplaceAdd         INPLACE_ADD          "+=",
    InplaceSubtract    INPLACE_SUBTRACT     "-=",
    InplaceMultiply    INPLACE_MULTIPLY     "*=",
    InplaceMatMultiply INPLACE_MAT_MULTIPLY "@=",
    InplaceFloorDivide INPLACE_FLOOR_DIVIDE "//=",
    InplaceTrueDivide  INPLACE_TRUE_DIVIDE  "/=",
    InplaceModulo      INPLACE_MODULO       "%=",
    InplacePower       INPLACE_POWER        "**=",
    Or                 OR                   "|",
    Xor                XOR                  "^",
    And                AND                  "&",
    Lshift             LSHIFT               "<<",
    Rshift             RSHIFT               ">>",
    Add                ADD                  "+",
    Subtract           SUBTRACT             "-",
    Multiply           MULTIPLY             "*",
    MatMultiply        MAT_MULTIPLY         "@",
    FloorDivide        FLOOR_DIVIDE         "//",
    TrueDivide         TRUE_DIVIDE          "/",
    Modulo             MODULO               "%",
    Power              POWER                "**",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_of_number() {
        assert!(Opcode::ALL.is_sorted());
    }

    #[test]
    fn every_opcode_decodes_to_itself() {
        for &opcode in Opcode::ALL {
            assert_eq!(Opcode::decode(opcode.number()), Some((opcode, 0)));
        }
    }

    #[test]
    fn a_family_decodes_its_embedded_operand() {
        assert_eq!(Opcode::decode(0xb3), Some((Opcode::LoadFastMulti, 3)));
    }

    #[test]
    fn the_last_binary_operator_is_power() {
        let power = Some((Opcode::BinaryOpMulti, BinaryOp::Power.number()));
        assert_eq!(Opcode::decode(0xf9), power);
    }

    #[test]
    fn unassigned_bytes_decode_to_nothing() {
        for byte in [0x00, 0x0f, 0x1d, 0x38, 0x41, 0x60, 0xd4, 0xfa, 0xff] {
            assert_eq!(Opcode::decode(byte), None);
        }
    }

    #[test]
    fn embedding_stops_at_the_familys_size() {
        assert_eq!(Opcode::StoreFastMulti.with_embedded(15), Some(0xcf));
        assert_eq!(Opcode::StoreFastMulti.with_embedded(16), None);
    }

    // MicroPython's py/bc0.h derives the format from the high nibble, and the
    // trailing byte from a mask; both must agree with the table.
    #[test]
    fn operands_agree_with_the_number_ranges() {
        for &opcode in Opcode::ALL {
            let format = match opcode.operand() {
                Operand::None | Operand::Embedded => 0,
                Operand::Name => 1,
                operand if operand.is_label() => 3,
                _ => 2,
            };
            let nibble = opcode.number() >> 4;
            assert_eq!(0x3a4_u32 >> (2 * nibble) & 3, format, "{}", opcode.name());
        }
    }

    #[test]
    fn trailing_bytes_agree_with_the_number_mask() {
        for &opcode in Opcode::ALL {
            let masked = opcode.number() & 0x9e == 0;
            assert_eq!(opcode.operand().has_extra_byte(), masked, "{}", opcode.name());
        }
    }

    #[test]
    fn a_call_pops_its_arguments_and_keeps_a_result() {
        assert_eq!(Opcode::CallFunction.stack_effect(0x0203, 0), -7);
        assert_eq!(Opcode::CallFunctionVarKw.stack_effect(0x0203, 0), -8);
        assert_eq!(Opcode::CallMethod.stack_effect(0x0203, 0), -8);
        assert_eq!(Opcode::CallMethodVarKw.stack_effect(0x0203, 0), -9);
    }

    #[test]
    fn building_pops_the_items() {
        assert_eq!(Opcode::BuildTuple.stack_effect(0, 0), 1);
        assert_eq!(Opcode::BuildList.stack_effect(3, 0), -2);
        assert_eq!(Opcode::BuildMap.stack_effect(3, 0), 1);
    }

    #[test]
    fn unpacking_with_a_star_adds_a_list() {
        assert_eq!(Opcode::UnpackEx.stack_effect(0x0201, 0), 3);
    }

    #[test]
    fn a_dict_comprehension_pops_two() {
        assert_eq!(Opcode::StoreComp.stack_effect(3 << 2, 0), -1);
        assert_eq!(Opcode::StoreComp.stack_effect(3 << 2 | 1, 0), -2);
        assert_eq!(Opcode::StoreComp.stack_effect(3 << 2 | 2, 0), -1);
    }

    #[test]
    fn a_closure_pops_its_cells() {
        assert_eq!(Opcode::MakeClosure.stack_effect(0, 2), -1);
        assert_eq!(Opcode::MakeClosureDefargs.stack_effect(0, 2), -3);
    }

    #[test]
    fn hostile_operands_do_not_overflow() {
        for &opcode in Opcode::ALL {
            opcode.stack_effect(u32::MAX, u8::MAX);
        }
    }
}
