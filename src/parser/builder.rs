//! What the grammar's actions do: put records into the pools of the tree.

use crate::ast::*;
use crate::constant::ConstantId;
use crate::intern::Symbol;
use crate::lexer::{Lexeme, Position};
use crate::memory::{Memory, Pool};
use crate::number::{BinaryOperator, UnaryOperator};

/// A list that is being collected: where it starts on the builder's stack of items. Lists nest like the rules of the
/// grammar, so the innermost one is always on top.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Open(usize);

/// A run of operators and operands that is being collected, as [`Open`] is for lists.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OpenRun(usize);

/// An operator before its operand.
#[derive(Clone, Copy)]
pub(crate) enum Prefix {
    Not,
    Arith(UnaryOperator),
}

/// An operator between two operands.
#[derive(Clone, Copy)]
pub(crate) enum Infix {
    Or,
    And,
    Compare(Comparison),
    Binary(BinaryOperator),
}

/// One element of a run.
#[derive(Clone, Copy)]
enum Element {
    Operand(ExprId),
    Prefix(Prefix),
    Infix(Infix),
}

#[derive(Clone, Copy)]
struct RunToken {
    element: Element,
    start: Position,
    end: u32,
}

pub(crate) struct Builder {
    pub(crate) ast: Ast,
    items: Pool<u32>,
    run: Pool<RunToken>,
}

fn span(start: Position, end: Position) -> Place {
    place(start.offset, end.offset)
}

impl Builder {
    pub(crate) fn new(memory: &Memory) -> Self {
        Builder { ast: Ast::new(memory), items: Pool::new(memory), run: Pool::new(memory) }
    }

    // Lists

    pub(crate) fn open(&self) -> Open {
        Open(self.items.len())
    }

    #[inline]
    pub(crate) fn begin<T: Item>(&mut self, item: T) -> Open {
        let open = self.open();
        self.items.push(item.to_raw());
        open
    }

    #[inline]
    pub(crate) fn add<T: Item>(&mut self, open: Open, item: T) -> Open {
        self.items.push(item.to_raw());
        open
    }

    pub(crate) fn begin_pair<A: Item, B: Item>(&mut self, a: A, b: B) -> Open {
        let open = self.begin(a);
        self.add(open, b)
    }

    pub(crate) fn add_pair<A: Item, B: Item>(&mut self, open: Open, a: A, b: B) -> Open {
        let open = self.add(open, a);
        self.add(open, b)
    }

    /// Moves a collected list to where the tree keeps them.
    pub(crate) fn close<T>(&mut self, open: Open) -> List<T> {
        let start = self.ast.lists.len();
        let from = open.0.min(self.items.len());
        self.ast.lists.append(&self.items[from..]);
        self.items.truncate(from);
        self.list_from(start)
    }

    /// What was put among the lists from `start` on.
    fn list_from<T>(&self, start: usize) -> List<T> {
        let len = self.ast.lists.len() - start;
        if len > List::<T>::MOST {
            self.ast.lists.memory().mark_exhausted();
        }
        List::new(start as u32, len as u32)
    }

    /// A list of what is given.
    fn list<T: Item, const N: usize>(&mut self, items: [T; N]) -> List<T> {
        let start = self.ast.lists.len();
        self.ast.lists.append(&items.map(T::to_raw));
        self.list_from(start)
    }

    pub(crate) fn close_maybe<T>(&mut self, open: Option<Open>) -> List<T> {
        open.map_or(List::EMPTY, |open| self.close(open))
    }

    /// The only item of a list, which is then dropped; `None` if there are several.
    fn single<T: Item>(&mut self, open: Open) -> Option<T> {
        match self.items.get(open.0..) {
            Some(&[raw]) => {
                self.items.truncate(open.0);
                Some(T::from_raw(raw))
            }
            _ => None,
        }
    }

    // Expressions

    #[inline]
    pub(crate) fn expr(&mut self, start: Position, kind: ExprKind, end: Position) -> ExprId {
        ExprId(self.ast.exprs.push(Expr { kind, span: span(start, end), line: start.line }))
    }

    pub(crate) fn small_int(&mut self, start: Position, value: i64, end: Position) -> ExprId {
        self.expr(start, ExprKind::SmallInt(PackedInt::new(value)), end)
    }

    pub(crate) fn constant(&mut self, start: Position, id: ConstantId, end: Position) -> ExprId {
        self.expr(start, ExprKind::Constant(id), end)
    }

    /// `a, b` without parentheses.
    pub(crate) fn bare_tuple(&mut self, start: Position, open: Open, end: Position) -> ExprId {
        let items = self.close(open);
        self.expr(start, ExprKind::BareTuple(items), end)
    }

    /// The same for what `for` assigns to.
    pub(crate) fn target_tuple(&mut self, start: Position, open: Open, end: Position) -> ExprId {
        let items = self.close(open);
        self.expr(start, ExprKind::TargetTuple(items), end)
    }

    /// `(a, b)`. A constant made of it gets the line of the part of the grammar that holds its items: that starts at
    /// the second item, unless there is none or it is the last and no comma follows.
    pub(crate) fn paren_tuple(
        &mut self,
        start: Position,
        first: Position,
        second: Option<Position>,
        open: Open,
        comma: bool,
        end: Position,
    ) -> ExprId {
        let items: List<ExprId> = self.close(open);
        let line = match second {
            Some(second) if comma || items.len() > 2 => second.line,
            _ => first.line,
        };
        self.expr(start, ExprKind::ParenTuple { items, line }, end)
    }

    pub(crate) fn comprehension(
        &mut self,
        start: Position,
        kind: ComprehensionKind,
        element: ExprId,
        value: Option<ExprId>,
        clauses: Open,
        end: Position,
    ) -> ComprehensionId {
        let clauses = self.close(clauses);
        ComprehensionId(self.ast.comprehensions.push(Comprehension {
            kind,
            element,
            value: value.into(),
            clauses,
            span: span(start, end),
            line: start.line,
        }))
    }

    pub(crate) fn clause(&mut self, clause: Clause) -> ClauseId {
        ClauseId(self.ast.clauses.push(clause))
    }

    /// One `key: value` or element of a display in braces.
    pub(crate) fn brace_item(
        &mut self,
        open: Option<Open>,
        start: Position,
        item: (ExprId, Option<ExprId>),
    ) -> Open {
        let open = open.unwrap_or_else(|| self.open());
        self.items.push(item.0.to_raw());
        self.items.push(Maybe::from(item.1).to_raw());
        self.items.push(start.line);
        open
    }

    pub(crate) fn trailer(&mut self, start: Position, kind: TrailerKind, end: Position) -> TrailerId {
        TrailerId(self.ast.trailers.push(Trailer { kind, span: span(start, end), line: start.line }))
    }

    pub(crate) fn argument(&mut self, start: Position, kind: ArgumentKind, end: Position) -> ArgumentId {
        ArgumentId(self.ast.arguments.push(Argument { kind, span: span(start, end), line: start.line }))
    }

    pub(crate) fn parameter(
        &mut self,
        start: Position,
        kind: ParameterKind,
        name: Option<Symbol>,
        annotation: Option<ExprId>,
        default: Option<ExprId>,
        end: Position,
    ) -> ParameterId {
        ParameterId(self.ast.parameters.push(Parameter {
            kind,
            name: name.into(),
            annotation: annotation.into(),
            default: default.into(),
            span: span(start, end),
            line: start.line,
        }))
    }

    pub(crate) fn function(
        &mut self,
        start: Position,
        name: Symbol,
        parameters: Option<Open>,
        returns: Option<ExprId>,
        body: Body,
        end: Position,
    ) -> FunctionId {
        let parameters = self.close_maybe(parameters);
        FunctionId(self.ast.functions.push(Function {
            name,
            parameters,
            returns: returns.into(),
            body,
            span: span(start, end),
            line: start.line,
        }))
    }

    pub(crate) fn conditional(
        &mut self,
        start: Position,
        condition: ExprId,
        branches: [ExprId; 2],
        end: Position,
    ) -> ExprId {
        let branches = self.list(branches);
        self.expr(start, ExprKind::Conditional { condition, branches }, end)
    }

    pub(crate) fn slice(&mut self, start: Position, bounds: [Option<ExprId>; 3], end: Position) -> ExprId {
        let bounds = self.list(bounds.map(Maybe::from));
        self.expr(start, ExprKind::Slice(bounds), end)
    }

    pub(crate) fn lambda(
        &mut self,
        start: Position,
        parameters: Option<Open>,
        body: ExprId,
        end: Position,
    ) -> ExprId {
        let function = self.function(start, Symbol::LAMBDA, parameters, None, Body::Lambda(body), end);
        self.expr(start, ExprKind::Lambda(function), end)
    }

    // Runs of operators

    pub(crate) fn begin_operand(&mut self, start: Position, operand: ExprId, end: Position) -> OpenRun {
        let open = OpenRun(self.run.len());
        self.add_operand(open, start, operand, end)
    }

    pub(crate) fn add_operand(
        &mut self,
        open: OpenRun,
        start: Position,
        operand: ExprId,
        end: Position,
    ) -> OpenRun {
        self.run.push(RunToken { element: Element::Operand(operand), start, end: end.offset });
        open
    }

    pub(crate) fn begin_prefix(&mut self, start: Position, operator: Prefix) -> OpenRun {
        let open = OpenRun(self.run.len());
        self.add_prefix(open, start, operator)
    }

    pub(crate) fn add_prefix(&mut self, open: OpenRun, start: Position, operator: Prefix) -> OpenRun {
        self.run.push(RunToken { element: Element::Prefix(operator), start, end: start.offset });
        open
    }

    pub(crate) fn add_infix(&mut self, open: OpenRun, operator: Infix) -> OpenRun {
        self.run.push(RunToken { element: Element::Infix(operator), start: Position::default(), end: 0 });
        open
    }

    /// Gives a run its shape: operators of one precedence side by side in one node.
    pub(crate) fn resolve(&mut self, open: OpenRun) -> ExprId {
        let operand = match self.run.get(open.0..) {
            Some(&[RunToken { element: Element::Operand(operand), .. }]) => operand,
            _ => {
                let mut next = open.0;
                self.chain(&mut next, 0)
            }
        };
        self.run.truncate(open.0);
        operand
    }

    /// Takes a run from `next` on while operators bind at least as tightly as `least`.
    fn chain(&mut self, next: &mut usize, least: u8) -> ExprId {
        let start = self.run.get(*next).map_or(Position::default(), |token| token.start);
        let mut left = self.factor(next);
        while let Some((kind, precedence)) = self.infix(*next).filter(|&(_, p)| p >= least && p < POWER) {
            let open = match kind {
                Infix::Or | Infix::And => self.begin(left),
                Infix::Compare(_) | Infix::Binary(_) => self.open(),
            };
            while let Some((operator, _)) = self.infix(*next).filter(|&(_, p)| p == precedence) {
                *next += 1;
                let right = self.chain(next, precedence + 1);
                match operator {
                    Infix::Or | Infix::And => self.add(open, right),
                    Infix::Compare(operator) => self.add_pair(open, operator, right),
                    Infix::Binary(operator) => self.add_pair(open, operator, right),
                };
            }
            let kind = match kind {
                Infix::Or => ExprKind::Or(self.close(open)),
                Infix::And => ExprKind::And(self.close(open)),
                Infix::Compare(_) => ExprKind::Compare { first: left, rest: self.close(open) },
                Infix::Binary(_) => ExprKind::Binary { first: left, rest: self.close(open) },
            };
            left = self.run_node(start, *next, kind);
        }
        left
    }

    /// An operand with what binds tighter to it than any other operator: what stands before it, or a power.
    fn factor(&mut self, next: &mut usize) -> ExprId {
        let Some(&RunToken { element, start, .. }) = self.run.get(*next) else { return ExprId(0) };
        *next += 1;
        match element {
            Element::Prefix(Prefix::Not) => {
                let operand = self.chain(next, NOT);
                self.run_node(start, *next, ExprKind::Not(operand))
            }
            Element::Prefix(Prefix::Arith(operator)) => {
                let operand = self.factor(next);
                self.run_node(start, *next, ExprKind::Unary { operator, operand })
            }
            Element::Operand(base) if self.infix(*next).is_some_and(|(_, p)| p == POWER) => {
                *next += 1;
                let exponent = self.factor(next);
                self.run_node(start, *next, ExprKind::Power { base, exponent })
            }
            Element::Operand(operand) => operand,
            Element::Infix(_) => ExprId(0),
        }
    }

    fn infix(&self, at: usize) -> Option<(Infix, u8)> {
        match self.run.get(at)?.element {
            Element::Infix(operator) => Some((operator, precedence(operator))),
            _ => None,
        }
    }

    fn run_node(&mut self, start: Position, next: usize, kind: ExprKind) -> ExprId {
        let end = self.run.get(next.wrapping_sub(1)).map_or(start.offset, |token| token.end);
        self.expr(start, kind, Position { offset: end, line: 0 })
    }

    // Statements

    #[inline]
    pub(crate) fn stmt(&mut self, start: Position, kind: StmtKind, end: Position) -> StmtId {
        StmtId(self.ast.stmts.push(Stmt { kind, span: span(start, end), line: start.line }))
    }

    /// A statement that is one word.
    pub(crate) fn word(&mut self, start: Position, word: Lexeme, end: Position) -> StmtId {
        let kind = match word {
            Lexeme::Break => StmtKind::Break,
            Lexeme::Continue => StmtKind::Continue,
            _ => StmtKind::Pass,
        };
        self.stmt(start, kind, end)
    }

    /// `global a, b` or `nonlocal a, b`.
    pub(crate) fn declaration(
        &mut self,
        start: Position,
        word: Lexeme,
        names: Open,
        end: Position,
    ) -> StmtId {
        let names = self.close(names);
        let kind = match word {
            Lexeme::Global => StmtKind::Global(names),
            _ => StmtKind::Nonlocal(names),
        };
        self.stmt(start, kind, end)
    }

    /// A suite; one statement stays what it is.
    pub(crate) fn block(&mut self, start: Position, open: Open, end: Position) -> StmtId {
        if let Some(stmt) = self.single(open) {
            return stmt;
        }
        let items = self.close(open);
        self.stmt(start, StmtKind::Block(items), end)
    }

    /// The statements of a line. One that a semicolon follows is a suite of one, whose line is stored even if the
    /// statement itself leaves nothing.
    pub(crate) fn line(&mut self, start: Position, open: Open, semicolon: bool, end: Position) -> StmtId {
        if !semicolon {
            return self.block(start, open, end);
        }
        let items = self.close(open);
        self.stmt(start, StmtKind::Block(items), end)
    }

    /// `a = b = value`: the collected list holds every target after the first, and the value last.
    pub(crate) fn assign(&mut self, start: Position, first: ExprId, rest: Open, end: Position) -> StmtId {
        let at = rest.0.min(self.items.len());
        let value = self.items.pop().map_or(first, ExprId::from_raw);
        let from = self.ast.lists.len();
        self.ast.lists.push(first.to_raw());
        self.ast.lists.append(&self.items[at.min(self.items.len())..]);
        self.items.truncate(at);
        let targets = self.list_from(from);
        self.stmt(start, StmtKind::Assign { targets, value }, end)
    }

    pub(crate) fn import_item(
        &mut self,
        open: Option<Open>,
        path: List<Symbol>,
        alias: Option<Symbol>,
    ) -> Open {
        let open = open.unwrap_or_else(|| self.open());
        self.items.push(path.start());
        self.items.push(path.len());
        self.items.push(Maybe::from(alias).to_raw());
        open
    }

    pub(crate) fn import_from(
        &mut self,
        start: Position,
        (level, module): (u32, List<Symbol>),
        names: Option<Open>,
        end: Position,
    ) -> StmtId {
        let names = names.map(|names| self.close(names));
        let import = ImportId(self.ast.imports.push(ImportFrom { level, module, names }));
        self.stmt(start, StmtKind::ImportFrom(import), end)
    }

    pub(crate) fn for_stmt(
        &mut self,
        start: Position,
        target: ExprId,
        iterable: ExprId,
        body: StmtId,
        otherwise: Option<StmtId>,
        end: Position,
    ) -> StmtId {
        let suites = self.list([Some(body), otherwise].map(Maybe::from));
        self.stmt(start, StmtKind::For { target, iterable, suites }, end)
    }

    pub(crate) fn handler(
        &mut self,
        start: Position,
        exception: Option<ExprId>,
        name: Option<Symbol>,
        body: StmtId,
        end: Position,
    ) -> HandlerId {
        HandlerId(self.ast.handlers.push(Handler {
            exception: exception.into(),
            name: name.into(),
            body,
            span: span(start, end),
            line: start.line,
        }))
    }

    pub(crate) fn try_stmt(
        &mut self,
        start: Position,
        body: StmtId,
        handlers: Option<Open>,
        otherwise: Option<StmtId>,
        finally: Option<StmtId>,
        end: Position,
    ) -> StmtId {
        let handlers = self.close_maybe(handlers);
        let id = TryId(self.ast.tries.push(Try {
            body,
            handlers,
            otherwise: otherwise.into(),
            finally: finally.into(),
        }));
        self.stmt(start, StmtKind::Try(id), end)
    }

    pub(crate) fn class(
        &mut self,
        start: Position,
        name: Symbol,
        arguments: Option<Open>,
        body: StmtId,
        end: Position,
    ) -> StmtId {
        let arguments = self.close_maybe(arguments);
        let class = Class { name, arguments, body, span: span(start, end), line: start.line };
        let id = ClassId(self.ast.classes.push(class));
        self.stmt(start, StmtKind::Class(id), end)
    }

    pub(crate) fn decorator(
        &mut self,
        start: Position,
        path: List<Symbol>,
        call: Option<TrailerId>,
        end: Position,
    ) -> DecoratorId {
        DecoratorId(self.ast.decorators.push(Decorator { path, call: call.into(), span: span(start, end) }))
    }
}

/// `not` takes all that binds tighter than `and`.
const NOT: u8 = 2;

/// `**` binds tightest and to the right; see [`Builder::factor`].
const POWER: u8 = 9;

fn precedence(operator: Infix) -> u8 {
    match operator {
        Infix::Or => 0,
        Infix::And => 1,
        Infix::Compare(_) => 2,
        Infix::Binary(operator) => match operator {
            BinaryOperator::Or => 3,
            BinaryOperator::Xor => 4,
            BinaryOperator::And => 5,
            BinaryOperator::LeftShift | BinaryOperator::RightShift => 6,
            BinaryOperator::Add | BinaryOperator::Subtract => 7,
            BinaryOperator::Power => POWER,
            _ => 8,
        },
    }
}

/// The operator that a token stands for between operands, or in an augmented assignment.
pub(crate) fn operator(lexeme: Lexeme) -> BinaryOperator {
    match lexeme {
        Lexeme::Plus | Lexeme::PlusEqual => BinaryOperator::Add,
        Lexeme::Minus | Lexeme::MinusEqual => BinaryOperator::Subtract,
        Lexeme::StarEqual => BinaryOperator::Multiply,
        Lexeme::DoubleStarEqual => BinaryOperator::Power,
        Lexeme::AtEqual => BinaryOperator::MatMultiply,
        Lexeme::Slash | Lexeme::SlashEqual => BinaryOperator::TrueDivide,
        Lexeme::DoubleSlash | Lexeme::DoubleSlashEqual => BinaryOperator::FloorDivide,
        Lexeme::Percent | Lexeme::PercentEqual => BinaryOperator::Modulo,
        Lexeme::Ampersand | Lexeme::AmpersandEqual => BinaryOperator::And,
        Lexeme::Pipe | Lexeme::PipeEqual => BinaryOperator::Or,
        Lexeme::Caret | Lexeme::CaretEqual => BinaryOperator::Xor,
        Lexeme::LeftShift | Lexeme::LeftShiftEqual => BinaryOperator::LeftShift,
        _ => BinaryOperator::RightShift,
    }
}

/// What a sign does to the one operand after it.
pub(crate) fn prefix(sign: Lexeme) -> Prefix {
    Prefix::Arith(if sign == Lexeme::Minus { UnaryOperator::Minus } else { UnaryOperator::Plus })
}

pub(crate) fn comparison(sign: Lexeme) -> Comparison {
    match sign {
        Lexeme::Less => Comparison::Less,
        Lexeme::More => Comparison::More,
        Lexeme::LessEqual => Comparison::LessEqual,
        Lexeme::MoreEqual => Comparison::MoreEqual,
        Lexeme::NotEqual => Comparison::NotEqual,
        _ => Comparison::Equal,
    }
}

pub(crate) fn singleton(word: Lexeme) -> ExprKind {
    match word {
        Lexeme::True => ExprKind::True,
        Lexeme::False => ExprKind::False,
        _ => ExprKind::None,
    }
}
