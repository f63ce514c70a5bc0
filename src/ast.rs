//! The syntax tree: small records in pools, which name each other by index.
//!
//! The tree keeps what MicroPython's own parse tree keeps, because the bytecode depends on it: chains of operators
//! are one node with many operands, parentheses around an expression leave no trace, a suite of one statement is that
//! statement. Every record has the line of its first token as MicroPython counts it, which is what its line tables
//! are made of.

pub(crate) mod dump;

use crate::constant::ConstantId;
use crate::diagnostic::Span;
use crate::intern::Symbol;
use crate::memory::{Memory, Pool, Records};
use crate::number::{BinaryOperator, UnaryOperator};

/// Where in the source a record comes from. It is a good part of a tree and nothing but errors tell it, so that it takes
/// no memory without the feature `spans`.
#[cfg(feature = "spans")]
pub(crate) type Place = Span;
#[cfg(not(feature = "spans"))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place;

/// What is between two offsets.
#[cfg(feature = "spans")]
#[inline]
pub(crate) fn place(start: u32, end: u32) -> Place {
    Span::new(start, end)
}
#[cfg(not(feature = "spans"))]
#[inline]
pub(crate) fn place(_start: u32, _end: u32) -> Place {
    Place
}

/// What is told of a place: nothing, if that was not kept.
#[cfg(feature = "spans")]
#[inline]
pub(crate) fn told(place: Place) -> Span {
    place
}
#[cfg(not(feature = "spans"))]
#[inline]
pub(crate) fn told(_place: Place) -> Span {
    Span::new(0, 0)
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub(crate) struct $name(pub(crate) u32);

        impl Item for $name {
            fn to_raw(self) -> u32 { self.0 }
            fn from_raw(raw: u32) -> Self { $name(raw) }
        }
    )*};
}

/// Something that fits an element of a [`List`].
pub(crate) trait Item: Copy {
    fn to_raw(self) -> u32;
    fn from_raw(raw: u32) -> Self;
}

ids! {
    /// An expression.
    ExprId
    /// A statement, or a suite of them.
    StmtId
    /// `(…)`, `[…]` or `.name` after an expression.
    TrailerId
    /// An argument of a call or a base of a class.
    ArgumentId
    /// A parameter of a function or lambda.
    ParameterId
    /// A function or lambda.
    FunctionId
    /// A class.
    ClassId
    /// A comprehension or generator expression.
    ComprehensionId
    /// One `for` or `if` of a comprehension.
    ClauseId
    /// A `try` statement.
    TryId
    /// One `except` of a `try`.
    HandlerId
    /// One `@…` line.
    DecoratorId
    /// A `from … import …`.
    ImportId
}

impl Item for Symbol {
    fn to_raw(self) -> u32 {
        self.0
    }
    fn from_raw(raw: u32) -> Self {
        Symbol(raw)
    }
}

/// An index that may be absent, in the size of the index.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Maybe<T> {
    raw: u32,
    item: core::marker::PhantomData<T>,
}

impl<T: Item> Maybe<T> {
    pub(crate) const NONE: Self = Maybe { raw: u32::MAX, item: core::marker::PhantomData };

    pub(crate) fn get(self) -> Option<T> {
        (self.raw != u32::MAX).then(|| T::from_raw(self.raw))
    }

    pub(crate) fn is_none(self) -> bool {
        self.raw == u32::MAX
    }
}

impl<T: Item> Item for Maybe<T> {
    fn to_raw(self) -> u32 {
        self.raw
    }
    fn from_raw(raw: u32) -> Self {
        Maybe { raw, item: core::marker::PhantomData }
    }
}

impl<T: Item> From<Option<T>> for Maybe<T> {
    fn from(item: Option<T>) -> Self {
        item.map_or(Self::NONE, |item| Maybe::from_raw(item.to_raw()))
    }
}

/// A run of items in [`Ast::lists`]. It is in bytes so that, with what kind of node has it, it takes two words.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct List<T> {
    start: [u8; 4],
    len: [u8; 3],
    item: core::marker::PhantomData<T>,
}

impl<T> List<T> {
    pub(crate) const EMPTY: Self = List { start: [0; 4], len: [0; 3], item: core::marker::PhantomData };

    /// The most items of a list; a source with more counts as more than there is memory for.
    pub(crate) const MOST: usize = (1 << 24) - 1;

    #[inline]
    pub(crate) fn new(start: u32, len: u32) -> Self {
        let [a, b, c, _] = len.to_le_bytes();
        List { start: start.to_le_bytes(), len: [a, b, c], item: core::marker::PhantomData }
    }

    #[inline]
    pub(crate) fn start(&self) -> u32 {
        u32::from_le_bytes(self.start)
    }

    #[inline]
    pub(crate) fn len(&self) -> u32 {
        let [a, b, c] = self.len;
        u32::from_le_bytes([a, b, c, 0])
    }
}

/// A value of 64 bits that does not need the alignment of one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct PackedInt([u32; 2]);

impl PackedInt {
    pub(crate) fn new(value: i64) -> Self {
        PackedInt([value as u32, (value as u64 >> 32) as u32])
    }

    pub(crate) fn get(self) -> i64 {
        (u64::from(self.0[0]) | u64::from(self.0[1]) << 32) as i64
    }
}

/// The relation of one step in a comparison chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub(crate) enum Comparison {
    Less,
    More,
    Equal,
    LessEqual,
    MoreEqual,
    NotEqual,
    In,
    NotIn,
    Is,
    IsNot,
}

impl Comparison {
    const ALL: [Comparison; 10] = {
        use Comparison::*;
        [Less, More, Equal, LessEqual, MoreEqual, NotEqual, In, NotIn, Is, IsNot]
    };
}

impl Item for Comparison {
    fn to_raw(self) -> u32 {
        self as u32
    }
    fn from_raw(raw: u32) -> Self {
        Self::ALL[raw as usize % Self::ALL.len()]
    }
}

const BINARY_OPERATORS: [BinaryOperator; 13] = {
    use BinaryOperator::*;
    [
        Or,
        Xor,
        And,
        LeftShift,
        RightShift,
        Add,
        Subtract,
        Multiply,
        MatMultiply,
        FloorDivide,
        TrueDivide,
        Modulo,
        Power,
    ]
};

impl Item for BinaryOperator {
    fn to_raw(self) -> u32 {
        self as u32
    }
    fn from_raw(raw: u32) -> Self {
        BINARY_OPERATORS[raw as usize % BINARY_OPERATORS.len()]
    }
}

pub(crate) struct Expr {
    pub(crate) kind: ExprKind,
    pub(crate) span: Place,
    /// The line of the first token; 0 for what was folded, which has none.
    pub(crate) line: u32,
}

#[derive(Clone, Copy)]
pub(crate) enum ExprKind {
    Name(Symbol),
    SmallInt(PackedInt),
    Str(Symbol),
    None,
    True,
    False,
    Ellipsis,
    /// Any other literal, a folded expression, or a name that stands for a constant.
    Constant(ConstantId),
    /// A tuple in parentheses, with the line a constant made of it gets.
    ParenTuple {
        items: List<ExprId>,
        line: u32,
    },
    /// A tuple without parentheses of its own.
    BareTuple(List<ExprId>),
    /// The targets of `for`, which are never folded into a constant.
    TargetTuple(List<ExprId>),
    ListDisplay(List<ExprId>),
    /// A set or dict: key, value or nothing, and line, item by item. Which of the two it is shows in the first item.
    BraceDisplay(List<u32>),
    Comprehension(ComprehensionId),
    Or(List<ExprId>),
    And(List<ExprId>),
    Not(ExprId),
    /// A chain of comparisons; `rest` alternates relation and operand.
    Compare {
        first: ExprId,
        rest: List<u32>,
    },
    /// Operators of one precedence; `rest` alternates operator and operand.
    Binary {
        first: ExprId,
        rest: List<u32>,
    },
    Power {
        base: ExprId,
        exponent: ExprId,
    },
    Unary {
        operator: UnaryOperator,
        operand: ExprId,
    },
    /// `branches` has the value if the condition is true, and that if it is not.
    Conditional {
        condition: ExprId,
        branches: List<ExprId>,
    },
    Lambda(FunctionId),
    Postfix {
        base: ExprId,
        trailers: List<TrailerId>,
    },
    Await {
        base: ExprId,
        trailers: List<TrailerId>,
    },
    Yield(Maybe<ExprId>),
    YieldFrom(ExprId),
    Named {
        target: ExprId,
        value: ExprId,
    },
    Starred(ExprId),
    /// Lower bound, upper bound, and step.
    Slice(List<Maybe<ExprId>>),
}

impl Expr {
    /// Whether MicroPython's tree has a leaf here, which carries no line of its own.
    #[inline]
    pub(crate) fn is_leaf(&self) -> bool {
        matches!(
            self.kind,
            ExprKind::Name(_)
                | ExprKind::SmallInt(_)
                | ExprKind::Str(_)
                | ExprKind::None
                | ExprKind::True
                | ExprKind::False
                | ExprKind::Ellipsis
        )
    }

    /// The line this expression gives to an error or to the line table; 0 where it gives none.
    #[inline]
    pub(crate) fn own_line(&self) -> u32 {
        if self.is_leaf() { 0 } else { self.line }
    }
}

#[derive(Clone, Copy)]
pub(crate) struct Trailer {
    pub(crate) kind: TrailerKind,
    pub(crate) span: Place,
    pub(crate) line: u32,
}

#[derive(Clone, Copy)]
pub(crate) enum TrailerKind {
    /// Whether the arguments end in a comma matters to `const(x,)` alone.
    Call {
        arguments: List<ArgumentId>,
        comma: bool,
    },
    Index(ExprId),
    Attribute(Symbol),
}

#[derive(Clone, Copy)]
pub(crate) struct Argument {
    pub(crate) kind: ArgumentKind,
    pub(crate) span: Place,
    pub(crate) line: u32,
}

#[derive(Clone, Copy)]
pub(crate) enum ArgumentKind {
    Positional(ExprId),
    Star(ExprId),
    DoubleStar(ExprId),
    /// `name=value`; that the left side is a name is checked later.
    Keyword {
        name: ExprId,
        value: ExprId,
    },
    Named {
        target: ExprId,
        value: ExprId,
    },
    Generator(ComprehensionId),
}

#[derive(Clone, Copy)]
pub(crate) struct Parameter {
    pub(crate) kind: ParameterKind,
    /// Absent for a bare star.
    pub(crate) name: Maybe<Symbol>,
    pub(crate) annotation: Maybe<ExprId>,
    pub(crate) default: Maybe<ExprId>,
    pub(crate) span: Place,
    pub(crate) line: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ParameterKind {
    Plain,
    Star,
    DoubleStar,
}

impl Parameter {
    /// The line an error about this parameter gets; a plain name has none.
    pub(crate) fn own_line(&self) -> u32 {
        let leaf = self.kind == ParameterKind::Plain && self.annotation.is_none() && self.default.is_none();
        if leaf { 0 } else { self.line }
    }
}

#[derive(Clone, Copy)]
pub(crate) struct Function {
    /// `<lambda>` for a lambda.
    pub(crate) name: Symbol,
    pub(crate) parameters: List<ParameterId>,
    pub(crate) returns: Maybe<ExprId>,
    pub(crate) body: Body,
    pub(crate) span: Place,
    pub(crate) line: u32,
}

#[derive(Clone, Copy)]
pub(crate) enum Body {
    Suite(StmtId),
    Lambda(ExprId),
}

#[derive(Clone, Copy)]
pub(crate) struct Class {
    pub(crate) name: Symbol,
    pub(crate) arguments: List<ArgumentId>,
    pub(crate) body: StmtId,
    pub(crate) span: Place,
    pub(crate) line: u32,
}

#[derive(Clone, Copy)]
pub(crate) struct Comprehension {
    pub(crate) kind: ComprehensionKind,
    pub(crate) element: ExprId,
    /// The value of a dict comprehension, whose `element` is the key.
    pub(crate) value: Maybe<ExprId>,
    pub(crate) clauses: List<ClauseId>,
    pub(crate) span: Place,
    /// The line of the element.
    pub(crate) line: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ComprehensionKind {
    List,
    Dict,
    Set,
    Generator,
}

impl ComprehensionKind {
    /// What the function is called that a comprehension is compiled to.
    pub(crate) fn scope_name(self) -> Symbol {
        match self {
            ComprehensionKind::List => Symbol::LISTCOMP,
            ComprehensionKind::Dict => Symbol::DICTCOMP,
            ComprehensionKind::Set => Symbol::SETCOMP,
            ComprehensionKind::Generator => Symbol::GENEXPR,
        }
    }
}

#[derive(Clone, Copy)]
pub(crate) enum Clause {
    For { target: ExprId, iterable: ExprId },
    If(ExprId),
}

#[derive(Clone, Copy)]
pub(crate) struct Stmt {
    pub(crate) kind: StmtKind,
    pub(crate) span: Place,
    pub(crate) line: u32,
}

#[derive(Clone, Copy)]
pub(crate) enum StmtKind {
    /// Several statements: a suite, a module, or `a; b`.
    Block(List<StmtId>),
    /// The single expression of [`Mode::Eval`](crate::Mode::Eval).
    Eval(ExprId),
    Expr(ExprId),
    Assign {
        targets: List<ExprId>,
        value: ExprId,
    },
    AnnAssign {
        target: ExprId,
        annotation: ExprId,
        value: Maybe<ExprId>,
    },
    AugAssign {
        target: ExprId,
        operator: BinaryOperator,
        value: ExprId,
    },
    Pass,
    Break,
    Continue,
    Return(Maybe<ExprId>),
    Yield(ExprId),
    Raise {
        exception: Maybe<ExprId>,
        cause: Maybe<ExprId>,
    },
    Delete(List<ExprId>),
    /// Start and length of the dotted name, then the `as` name or nothing, module by module.
    Import(List<u32>),
    ImportFrom(ImportId),
    Global(List<Symbol>),
    Nonlocal(List<Symbol>),
    Assert {
        test: ExprId,
        message: Maybe<ExprId>,
    },
    /// `clauses` alternates condition and suite.
    If {
        clauses: List<u32>,
        otherwise: Maybe<StmtId>,
    },
    While {
        test: ExprId,
        body: StmtId,
        otherwise: Maybe<StmtId>,
    },
    /// `suites` has the body, and the `else` part or nothing.
    For {
        target: ExprId,
        iterable: ExprId,
        suites: List<Maybe<StmtId>>,
    },
    Try(TryId),
    /// `items` alternates context manager and target or nothing.
    With {
        items: List<u32>,
        body: StmtId,
    },
    Function(FunctionId),
    Class(ClassId),
    Decorated {
        decorators: List<DecoratorId>,
        definition: StmtId,
    },
    /// `async` before a function, `for` or `with`.
    Async(StmtId),
}

#[derive(Clone, Copy)]
pub(crate) struct ImportFrom {
    pub(crate) level: u32,
    /// Empty for `from . import x`.
    pub(crate) module: List<Symbol>,
    /// Alternates name and `as` name or nothing; `None` for a star.
    pub(crate) names: Option<List<u32>>,
}

#[derive(Clone, Copy)]
pub(crate) struct Try {
    pub(crate) body: StmtId,
    pub(crate) handlers: List<HandlerId>,
    pub(crate) otherwise: Maybe<StmtId>,
    pub(crate) finally: Maybe<StmtId>,
}

#[derive(Clone, Copy)]
pub(crate) struct Handler {
    pub(crate) exception: Maybe<ExprId>,
    pub(crate) name: Maybe<Symbol>,
    pub(crate) body: StmtId,
    pub(crate) span: Place,
    pub(crate) line: u32,
}

#[derive(Clone, Copy)]
pub(crate) struct Decorator {
    pub(crate) path: List<Symbol>,
    /// The arguments, if the decorator is called.
    pub(crate) call: Maybe<TrailerId>,
    pub(crate) span: Place,
}

/// A module's tree.
pub(crate) struct Ast {
    pub(crate) exprs: Records<Expr>,
    pub(crate) stmts: Records<Stmt>,
    pub(crate) trailers: Records<Trailer>,
    pub(crate) arguments: Records<Argument>,
    pub(crate) parameters: Records<Parameter>,
    pub(crate) functions: Records<Function>,
    pub(crate) classes: Records<Class>,
    pub(crate) comprehensions: Records<Comprehension>,
    pub(crate) clauses: Records<Clause>,
    pub(crate) tries: Records<Try>,
    pub(crate) handlers: Records<Handler>,
    pub(crate) decorators: Records<Decorator>,
    pub(crate) imports: Records<ImportFrom>,
    /// The elements of every [`List`].
    pub(crate) lists: Pool<u32>,
    pub(crate) root: StmtId,
}

impl Ast {
    pub(crate) fn new(memory: &Memory) -> Self {
        Ast {
            exprs: Records::new(memory),
            stmts: Records::new(memory),
            trailers: Records::new(memory),
            arguments: Records::new(memory),
            parameters: Records::new(memory),
            functions: Records::new(memory),
            classes: Records::new(memory),
            comprehensions: Records::new(memory),
            clauses: Records::new(memory),
            tries: Records::new(memory),
            handlers: Records::new(memory),
            decorators: Records::new(memory),
            imports: Records::new(memory),
            lists: Pool::new(memory),
            root: StmtId(0),
        }
    }

    #[inline]
    pub(crate) fn expr(&self, id: ExprId) -> &Expr {
        &self.exprs[id.0 as usize]
    }

    #[inline]
    pub(crate) fn stmt(&self, id: StmtId) -> &Stmt {
        &self.stmts[id.0 as usize]
    }

    /// The raw elements of a list.
    #[inline]
    pub(crate) fn raw<T>(&self, list: List<T>) -> &[u32] {
        &self.lists[list.start() as usize..(list.start() + list.len()) as usize]
    }

    #[inline]
    pub(crate) fn items<T: Item>(
        &self,
        list: List<T>,
    ) -> impl DoubleEndedIterator<Item = T> + ExactSizeIterator + '_ {
        self.raw(list).iter().map(|&raw| T::from_raw(raw))
    }

    #[inline]
    pub(crate) fn item<T: Item>(&self, list: List<T>, index: usize) -> T {
        T::from_raw(self.raw(list)[index])
    }

    /// The two branches of a conditional expression.
    #[inline]
    pub(crate) fn branches(&self, list: List<ExprId>) -> [ExprId; 2] {
        [self.item(list, 0), self.item(list, 1)]
    }

    /// The body of a loop, and its `else` part.
    #[inline]
    pub(crate) fn suites(&self, list: List<Maybe<StmtId>>) -> (StmtId, Maybe<StmtId>) {
        (StmtId(self.item(list, 0).to_raw()), self.item(list, 1))
    }

    /// The pairs of a list that alternates two kinds of items.
    #[inline]
    pub(crate) fn pairs<A: Item, B: Item>(
        &self,
        list: List<u32>,
    ) -> impl DoubleEndedIterator<Item = (A, B)> + ExactSizeIterator + '_ {
        self.raw(list).chunks_exact(2).map(|pair| (A::from_raw(pair[0]), B::from_raw(pair[1])))
    }

    /// The target and the value of a statement that gives one target a value: `a = b`, or `a: c = b`.
    pub(crate) fn assignment(&self, stmt: &Stmt) -> Option<(ExprId, ExprId)> {
        match stmt.kind {
            StmtKind::Assign { targets, value } if targets.len() == 1 => Some((self.item(targets, 0), value)),
            StmtKind::AnnAssign { target, value, .. } => Some((target, value.get()?)),
            _ => None,
        }
    }

    /// The parentheses of `const(…)`, if an expression is nothing but that.
    pub(crate) fn const_call(&self, id: ExprId) -> Option<Trailer> {
        let ExprKind::Postfix { base, trailers } = self.expr(id).kind else { return None };
        if self.name(base) != Some(Symbol::CONST) || trailers.len() != 1 {
            return None;
        }
        let trailer = self.trailers[self.item(trailers, 0).0 as usize];
        matches!(trailer.kind, TrailerKind::Call { .. }).then_some(trailer)
    }

    /// Where the body of a function is.
    #[cfg(any(feature = "lint", feature = "render"))]
    pub(crate) fn body_span(&self, function: &Function) -> Place {
        match function.body {
            Body::Suite(body) => self.stmt(body).span,
            Body::Lambda(body) => self.expr(body).span,
        }
    }

    /// The name an expression is, if it is one.
    #[inline]
    pub(crate) fn name(&self, id: ExprId) -> Option<Symbol> {
        match self.expr(id).kind {
            ExprKind::Name(symbol) => Some(symbol),
            _ => None,
        }
    }
}
