//! The table of everything the front-end can report: one stable code each.

use super::{ErrorKind, Severity};

/// Declares [`Code`] from rows of identifier, printed code, name, class and headline.
macro_rules! codes {
    ($($variant:ident $id:literal $name:literal $kind:ident $headline:literal;)*) => {
        /// What a diagnostic is about. Codes keep their meaning from version to version.
        ///
        /// `E0…` are errors in tokens, `E1…` in syntax, `E2…` in what names and statements mean, `E3…` are limits, and
        /// `W…` are warnings.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = concat!("`", $id, "`: ", $headline)] $variant,)*
        }

        impl Code {
            /// Every code there is, in the order of the table.
            pub const ALL: &'static [Code] = &[$(Code::$variant),*];

            /// The code as it is printed, such as `E101`.
            pub fn id(self) -> &'static str {
                match self { $(Code::$variant => $id),* }
            }

            /// A readable name, such as `missing-colon`. Unique like the code.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name),* }
            }

            /// The class of the error.
            pub fn kind(self) -> ErrorKind {
                match self { $(Code::$variant => ErrorKind::$kind),* }
            }

            /// The usual message: MicroPython's own where it has one.
            pub fn headline(self) -> &'static str {
                match self { $(Code::$variant => $headline),* }
            }

            /// The text of `explain`.
            #[cfg(feature = "diagnose")]
            pub(crate) fn page(self) -> &'static str {
                match self { $(Code::$variant => include_str!(concat!("../../docs/codes/", $id, ".md"))),* }
            }
        }
    };
}

codes! {
    NotUtf8 "E001" "not-utf8" Unicode "source is not valid UTF-8 here";
    NulByte "E002" "nul-byte" Syntax "source contains a NUL byte";
    UnclosedString "E003" "unclosed-string" Syntax "invalid syntax";
    BadEscape "E004" "bad-escape" Syntax "invalid syntax";
    UnicodeName "E005" "unicode-name" NotImplemented "unicode name escapes";
    InvalidNumber "E006" "invalid-number" Syntax "invalid syntax for number";
    InvalidInteger "E007" "invalid-integer" Syntax "invalid syntax for integer";
    MalformedFString "E008" "malformed-f-string" Syntax "malformed f-string";
    NameTooLong "E009" "name-too-long" Runtime "name too long";
    UnexpectedIndent "E010" "unexpected-indent" Indentation "unexpected indent";
    UnindentMismatch "E011" "unindent-mismatch" Indentation "unindent doesn't match any outer indent level";
    TabsAndSpaces "E012" "tabs-and-spaces" Indentation "unindent doesn't match any outer indent level";
    UnknownCharacter "E013" "unknown-character" Syntax "invalid syntax";

    InvalidSyntax "E100" "invalid-syntax" Syntax "invalid syntax";
    MissingColon "E101" "missing-colon" Syntax "invalid syntax";
    AssignmentInExpression "E102" "assignment-in-expression" Syntax "invalid syntax";
    UnclosedBracket "E103" "unclosed-bracket" Syntax "invalid syntax";
    UnmatchedBracket "E104" "unmatched-bracket" Syntax "invalid syntax";
    MissingBlock "E105" "missing-block" Syntax "invalid syntax";
    MissingOperator "E106" "missing-operator" Syntax "invalid syntax";
    KeywordAsName "E107" "keyword-as-name" Syntax "invalid syntax";
    Python2 "E108" "python-2" Syntax "invalid syntax";
    OrphanClause "E109" "orphan-clause" Syntax "invalid syntax";
    MatchStatement "E120" "match-statement" Syntax "invalid syntax";
    PositionalOnly "E121" "positional-only" Syntax "invalid syntax";
    ExceptStar "E122" "except-star" Syntax "invalid syntax";
    TypeParameters "E123" "type-parameters" Syntax "invalid syntax";
    ParenthesizedWith "E124" "parenthesized-with" Syntax "invalid syntax";
    StarHere "E125" "star-here" Syntax "invalid syntax";
    AsyncComprehension "E126" "async-comprehension" Syntax "invalid syntax";
    DecoratorExpression "E127" "decorator-expression" Syntax "invalid syntax";

    NotAConstant "E200" "not-a-constant" Syntax "not a constant";
    OutsideLoop "E201" "outside-loop" Syntax "'break'/'continue' outside loop";
    ReturnOutsideFunction "E202" "return-outside-function" Syntax "'return' outside function";
    ImportStar "E203" "import-star" Syntax "import * not at module level";
    NonlocalInModule "E204" "nonlocal-in-module" Syntax "can't declare nonlocal in outer code";
    RedefinedGlobal "E205" "redefined-global" Syntax "identifier redefined as global";
    NoNonlocalBinding "E206" "no-nonlocal-binding" Syntax "no binding for nonlocal found";
    RedefinedNonlocal "E207" "redefined-nonlocal" Syntax "identifier redefined as nonlocal";
    DefaultExceptNotLast "E208" "default-except-not-last" Syntax "default 'except' must be last";
    InvalidDecorator "E209" "invalid-decorator" Syntax "invalid micropython decorator";
    InvalidArch "E210" "invalid-arch" Syntax "invalid arch";
    NativeCode "E211" "native-code" NotImplemented "native code is not supported yet";
    AsyncOutsideFunction "E212" "async-outside-function" Syntax "async for/with outside async function";
    SuperWithoutSelf "E213" "super-without-self" Syntax "super() can't find self";
    StarAfterDoubleStar "E214" "star-after-double-star" Syntax "* arg after **";
    StarAfterKeyword "E215" "star-after-keyword" Syntax "* arg after kwarg";
    TooManyArguments "E216" "too-many-arguments" Syntax "too many args";
    KeywordNotAName "E217" "keyword-not-a-name" Syntax "LHS of keyword arg must be an id";
    PositionalAfterKeyword "E218" "positional-after-keyword" Syntax "positional arg after keyword arg";
    PositionalAfterDoubleStar "E219" "positional-after-double-star" Syntax "positional arg after **";
    DefaultOrder "E220" "default-order" Syntax "non-default argument follows default argument";
    ParameterOrder "E221" "parameter-order" Syntax "invalid syntax";
    ParameterReused "E222" "parameter-reused" Syntax "argument name reused";
    AwaitOutsideFunction "E223" "await-outside-function" Syntax "'await' outside function";
    YieldOutsideFunction "E224" "yield-outside-function" Syntax "'yield' outside function";
    StarNotTarget "E225" "star-not-target" Syntax "*x must be assignment target";
    CannotAssign "E226" "cannot-assign" Syntax "can't assign to expression";
    CannotDelete "E227" "cannot-delete" Syntax "can't delete expression";
    SeveralStars "E228" "several-stars" Syntax "multiple *x in assignment";
    DictNeedsValue "E229" "dict-needs-value" Syntax "expecting key:value for dict";
    SetWithValue "E230" "set-with-value" Syntax "expecting just a value for set";

    OutOfMemory "E300" "out-of-memory" Memory "memory allocation failed";
    NestedTooDeeply "E301" "nested-too-deeply" Runtime "maximum recursion depth exceeded";
    BytecodeOverflow "E302" "bytecode-overflow" Runtime "bytecode overflow";
    TooManyCells "E303" "too-many-cells" Runtime "too many local variables are used by inner functions";
    SourceTooLarge "E304" "source-too-large" Syntax "source is larger than 4 GiB";
    InvalidOption "E305" "invalid-option" Syntax "an option is out of range";

    InvisibleConst "W001" "invisible-const" Warning "this const() is an ordinary call at run time";
    ConstantUsedEarly "W002" "constant-used-early" Warning "constant used before it is declared";
    ShadowedConstant "W003" "shadowed-constant" Warning "variable has the name of a constant";
    ConstantRedeclared "W004" "constant-redeclared" Warning "constant declared again";
    UnusedConstant "W005" "unused-constant" Warning "constant is never used";
    HiddenConstantNeeded "W006" "hidden-constant-needed" Warning "hidden constant is looked for at run time";
    ConstNotImported "W007" "const-not-imported" Warning "const is not imported";
    AssertOnTuple "W008" "assert-on-tuple" Warning "assert on a tuple is always true";
    UnreachableCode "W009" "unreachable-code" Warning "this code can never run";
    IsLiteral "W010" "is-literal" Warning "identity comparison with a literal";
    UnusedComparison "W011" "unused-comparison" Warning "the result of this comparison is not used";
    DuplicateKey "W012" "duplicate-key" Warning "key occurs twice in this dict";
}

impl Code {
    /// How serious it is, unless a caller has decided otherwise.
    pub fn severity(self) -> Severity {
        match self.kind() {
            ErrorKind::Warning => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// The code with this printed form (in any case) or name.
    ///
    /// ```
    /// use constrictor::Code;
    ///
    /// assert_eq!(Code::find("e101"), Some(Code::MissingColon));
    /// assert_eq!(Code::find("missing-colon"), Some(Code::MissingColon));
    /// ```
    pub fn find(text: &str) -> Option<Code> {
        let is_it = |code: &Code| code.id().eq_ignore_ascii_case(text) || code.name() == text;
        Code::ALL.iter().copied().find(is_it)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_in_order() {
        assert!(Code::ALL.is_sorted_by(|a, b| a.id() < b.id()));
    }

    #[test]
    fn names_are_unique() {
        let unique = |code: &&Code| Code::find(code.name()) == Some(**code);
        assert_eq!(Code::ALL.iter().filter(unique).count(), Code::ALL.len());
    }
}
