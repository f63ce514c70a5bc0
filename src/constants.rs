//! Constants: `NAME = const(expr)`, and expressions that can be computed now.
//!
//! MicroPython does this inside its parser (`py/parse.c`), while it reads. Here it is a pass over the tree with the
//! same effect, rules that may surprise included:
//!
//! * Order is that of the text. `NAME` stands for its value from the statement after `NAME = const(…)` on, to the end
//!   of the module, whatever the scope: a constant declared in a function is known in the next one too, and a use
//!   before the declaration is an ordinary variable.
//! * Only a name that is an expression is replaced. A parameter, an attribute or an import may have a
//!   constant's name; the body of the function then sees the constant, not the parameter. What would assign to the
//!   name becomes an assignment to the value, which is refused later.
//! * `const` is recognised by name, called directly, with one argument; it need not be imported.
//! * A constant that is an integer becomes part of the instruction where it fits into a small int of the target, and
//!   an object otherwise; so does a string: `NAME` is an object even where the literal would be an interned string.
//! * A name with a leading underscore is not stored at all, so it costs nothing at run time, and nothing else can
//!   find it there.
//! * A chain of operators of one precedence is folded as a whole or not at all: `1 + 2 + x` stays as it is. What
//!   would raise at run time is left for run time.
//! * `or`, `and` drop the operands that cannot decide, `not` is folded for every constant, and tuples of constants are
//!   constants, but `()` stays an instruction. Tuples made of named tuples have limits of their own:
//!   [`MAX_TUPLE_DEPTH`] and [`MAX_TUPLE_SIZE`].
//! * `math.e`, `math.pi`, `math.tau`, `math.inf` and `math.nan` are their values, by name alone.
//! * A statement that is nothing but a constant (a docstring) is dropped.
//!
//! The pools of the tree are in the order of the text with operands before operators, so the pass is one loop over
//! them and does not recurse.

use crate::ast::*;
use crate::constant::{Constant, ConstantId, ConstantPool};
use crate::diagnostic::{Code, Diagnostic, MOST_ERRORS};
use crate::intern::{Interner, Symbol};
use crate::memory::{Memory, Pool};
use crate::number::{self, Fuel, Int, Number, UnaryOperator};
use crate::options::{Mode, Options};
use alloc::vec::Vec;
use core::ops::Range;

/// What the names of a module stand for once it is read to its end, by their symbols.
pub(crate) struct Declared(Pool<ConstantId>);

impl Declared {
    /// The declared names and their values, in the order in which the names come up in the source.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Symbol, ConstantId)> + '_ {
        let entries = self.0.iter().enumerate().filter(|(_, value)| **value != UNDECLARED);
        entries.map(|(symbol, &value)| (Symbol(symbol as u32), value))
    }
}

/// Resolves constants in a tree, and tells what was declared.
///
/// # Errors
///
/// `not a constant` for the first `NAME = const(…)` whose argument is not one.
pub(crate) fn resolve(
    ast: &mut Ast,
    constants: &mut ConstantPool,
    names: &Interner,
    options: &Options,
    memory: &Memory,
) -> Result<Declared, Diagnostic> {
    run(ast, constants, names, options, memory, None)
}

/// Resolves constants in a tree, going on where one is not constant, and returns those.
#[cfg(feature = "diagnose")]
pub(crate) fn resolve_all(
    ast: &mut Ast,
    constants: &mut ConstantPool,
    names: &Interner,
    options: &Options,
    memory: &Memory,
) -> Vec<Diagnostic> {
    let mut refused = Vec::new();
    let last = run(ast, constants, names, options, memory, Some(&mut refused));
    refused.extend(last.err());
    refused
}

fn run(
    ast: &mut Ast,
    constants: &mut ConstantPool,
    names: &Interner,
    options: &Options,
    memory: &Memory,
    refused: Option<&mut Vec<Diagnostic>>,
) -> Result<Declared, Diagnostic> {
    let mut values = Pool::new(memory);
    values.resize(names.len(), UNDECLARED);
    let literals = 0..constants.len() as u32;
    let mut pass = Pass {
        ast,
        constants,
        names,
        values,
        math: [UNDECLARED; MATH.len()],
        fuel: Fuel::new(memory),
        literals,
        failure: None,
        refused,
        memory,
        scratch: Pool::new(memory),
        small_int_bits: options.small_int_bits,
    };
    if memory.exhausted() {
        return Ok(Declared(pass.values));
    }
    let mut next_stmt = 0;
    for index in 0..pass.ast.exprs.len() as u32 {
        pass.fold(ExprId(index));
        if let Some(failure) = pass.failure.take() {
            return Err(failure);
        }
        if memory.exhausted() {
            return Ok(Declared(pass.values));
        }
        // The value of an assignment is its last expression, so what follows it sees the name declared.
        next_stmt = pass.declarations(next_stmt, Some(ExprId(index)), options.mode)?;
    }
    pass.declarations(next_stmt, None, options.mode)?;
    pass.constants.pack();
    Ok(Declared(pass.values))
}

/// How deep constant tuples can be in each other: what a reader of `.mpy` files has to be ready for.
const MAX_TUPLE_DEPTH: u32 = constrictor_bytecode::module::MAX_TUPLE_DEPTH as u32;

/// How many values a constant tuple can hold in all; a larger one counts as more than there is memory for.
const MAX_TUPLE_SIZE: u32 = 1 << 20;

const UNDECLARED: ConstantId = ConstantId(u32::MAX);

/// The members of the `math` module that are numbers, and their values.
const MATH: [(Symbol, f64); 5] = [
    (Symbol::E, core::f64::consts::E),
    (Symbol::PI, core::f64::consts::PI),
    (Symbol::TAU, core::f64::consts::TAU),
    (Symbol::INF, f64::INFINITY),
    (Symbol::NAN, f64::NAN),
];

struct Pass<'a> {
    ast: &'a mut Ast,
    constants: &'a mut ConstantPool,
    names: &'a Interner,
    /// The value of every declared name, by its symbol.
    values: Pool<ConstantId>,
    /// The members of `math` in use. Each is one object, so that `math.nan` equals itself.
    math: [ConstantId; MATH.len()],
    fuel: Fuel,
    /// The values of literals after all those that a name stands for.
    literals: Range<u32>,
    /// Set when something is wrong with the expression just looked at.
    failure: Option<Diagnostic>,
    /// Where declarations go that are not constant, if the pass is to go on after them.
    refused: Option<&'a mut Vec<Diagnostic>>,
    memory: &'a Memory,
    scratch: Pool<ConstantId>,
    small_int_bits: u8,
}

impl Pass<'_> {
    fn kind(&self, id: ExprId) -> ExprKind {
        self.ast.expr(id).kind
    }

    fn set(&mut self, id: ExprId, kind: ExprKind) {
        self.ast.exprs[id.0 as usize].kind = kind;
    }

    /// Makes `id` what `other` is.
    fn copy(&mut self, id: ExprId, other: ExprId) {
        let Expr { kind, line, .. } = *self.ast.expr(other);
        let expr = &mut self.ast.exprs[id.0 as usize];
        expr.kind = kind;
        expr.line = line;
    }

    // Declarations

    /// Handles the statements that end at or before `last`, from `next` on.
    fn declarations(
        &mut self,
        mut next: usize,
        last: Option<ExprId>,
        mode: Mode,
    ) -> Result<usize, Diagnostic> {
        while let Some(stmt) = self.ast.stmts.get(next) {
            match stmt.kind {
                StmtKind::Assign { value, .. } | StmtKind::Expr(value)
                    if last.is_some_and(|last| value.0 > last.0) =>
                {
                    break;
                }
                StmtKind::AnnAssign { value, .. }
                    if last.is_some_and(|last| value.get().is_some_and(|value| value.0 > last.0)) =>
                {
                    break;
                }
                StmtKind::Assign { .. } | StmtKind::AnnAssign { .. } => {
                    if let Some((target, value)) = self.ast.assignment(stmt) {
                        self.declaration(StmtId(next as u32), target, value)?;
                    }
                }
                StmtKind::Expr(value) if mode != Mode::Interactive => {
                    let expr = self.ast.expr(value);
                    let constant = match expr.kind {
                        ExprKind::Constant(id) => Some(id),
                        _ => None,
                    };
                    if (expr.is_leaf() && !matches!(expr.kind, ExprKind::Name(_))) || constant.is_some() {
                        self.ast.stmts[next].kind = StmtKind::Pass;
                    }
                    // A literal has a value of its own; what a name stands for is that of a literal before, or computed.
                    if let Some(id) = constant.filter(|id| self.literals.contains(&id.0)) {
                        self.constants.forget(id);
                        self.literals.start = id.0 + 1;
                    }
                }
                _ => {}
            }
            next += 1;
        }
        Ok(next)
    }

    /// `target = value`, in case it is `NAME = const(…)`.
    fn declaration(&mut self, stmt: StmtId, target: ExprId, value: ExprId) -> Result<(), Diagnostic> {
        let Some(name) = self.ast.name(target) else { return Ok(()) };
        let Some(Trailer { kind, span, .. }) = self.ast.const_call(value) else { return Ok(()) };
        let TrailerKind::Call { arguments, comma } = kind else { return Ok(()) };
        let argument = match arguments.len() {
            1 if !comma => match self.ast.arguments[self.ast.item(arguments, 0).0 as usize].kind {
                ArgumentKind::Positional(argument) => Some(argument),
                _ => None,
            },
            _ => None,
        };
        let Some((argument, id)) = argument.and_then(|arg| Some((arg, self.as_constant(arg)?))) else {
            let span = argument.map_or(span, |argument| self.ast.expr(argument).span);
            let line = self.ast.expr(value).line;
            let refused = Diagnostic::new(Code::NotAConstant, told(span), line).with_hint(
                "const() takes one expression of literals and constants that were declared before it",
            );
            return match &mut self.refused {
                Some(all) if all.len() < MOST_ERRORS => {
                    all.push(refused);
                    Ok(())
                }
                _ => Err(refused),
            };
        };
        if let Some(entry) = self.values.get_mut(name.0 as usize) {
            *entry = id;
        }
        if self.literals.contains(&id.0) {
            self.literals.start = id.0 + 1;
        }
        let statement = &mut self.ast.stmts[stmt.0 as usize];
        if self.names.text(name).starts_with(b"_") {
            statement.kind = StmtKind::Pass;
            statement.line = 0;
            return Ok(());
        }
        if let StmtKind::AnnAssign { .. } = statement.kind {
            let start = self.ast.lists.push(target.to_raw());
            statement.kind = StmtKind::Assign { targets: List::new(start, 1), value };
        }
        self.copy(value, argument);
        Ok(())
    }

    // Values

    fn is_constant(&self, id: ExprId) -> bool {
        match self.kind(id) {
            ExprKind::SmallInt(_)
            | ExprKind::Str(_)
            | ExprKind::None
            | ExprKind::True
            | ExprKind::False
            | ExprKind::Ellipsis
            | ExprKind::Constant(_) => true,
            ExprKind::ParenTuple { items, .. } => items.len() == 0,
            _ => false,
        }
    }

    /// The expression as a value of the pool, if it is a constant.
    fn as_constant(&mut self, id: ExprId) -> Option<ConstantId> {
        let constant = match self.kind(id) {
            ExprKind::SmallInt(value) => Constant::Int(Int::Small(value.get())),
            ExprKind::Str(symbol) => Constant::Interned(symbol),
            ExprKind::None => Constant::None,
            ExprKind::True => Constant::True,
            ExprKind::False => Constant::False,
            ExprKind::Ellipsis => Constant::Ellipsis,
            ExprKind::Constant(id) => return Some(id),
            ExprKind::ParenTuple { items, .. } if items.len() == 0 => {
                return Some(self.constants.add_tuple(&[]));
            }
            _ => return None,
        };
        Some(self.constants.add(constant))
    }

    /// The truth value of a constant.
    fn truth(&self, id: ExprId) -> Option<bool> {
        truth(self.ast, self.constants, id)
    }

    fn number(&self, id: ExprId) -> Option<Number> {
        match self.kind(id) {
            ExprKind::SmallInt(value) => Some(Number::Int(Int::Small(value.get()))),
            ExprKind::Constant(id) => match self.constants.get(id) {
                Constant::Int(value) => {
                    if let Int::Big(big) = value {
                        // The copy lives only until the operation is done.
                        let bytes = (big.bits() / 8) as usize;
                        if !self.memory.charge(bytes) {
                            return None;
                        }
                        self.memory.release(bytes);
                    }
                    Some(Number::Int(value.clone()))
                }
                Constant::Float(value) => Some(Number::Float(*value)),
                _ => None,
            },
            _ => None,
        }
    }

    /// Makes `id` a number that has no line of its own.
    fn set_number(&mut self, id: ExprId, value: Number) {
        self.ast.exprs[id.0 as usize].line = 0;
        let constant = match value {
            Number::Int(value) => match value.fits(self.small_int_bits) {
                Some(small) => return self.set(id, ExprKind::SmallInt(PackedInt::new(small))),
                None => Constant::Int(value),
            },
            Number::Float(value) => Constant::Float(value),
        };
        let constant = self.constants.add(constant);
        self.set(id, ExprKind::Constant(constant));
    }

    // Folding

    /// Folds one expression whose operands are folded already.
    fn fold(&mut self, id: ExprId) {
        match self.kind(id) {
            ExprKind::Name(symbol) => self.substitute(id, symbol),
            ExprKind::Binary { first, rest } => {
                if let Some(value) = self.fold_chain(first, rest) {
                    self.set_number(id, value);
                }
            }
            ExprKind::Power { base, exponent } => {
                if let (Some(base), Some(exponent)) = (self.number(base), self.number(exponent)) {
                    let power = number::BinaryOperator::Power;
                    if let Some(value) = number::binary(power, &base, &exponent, &mut self.fuel) {
                        self.set_number(id, value);
                    }
                }
            }
            ExprKind::Unary { operator, operand } => self.fold_unary(id, operator, operand),
            ExprKind::Not(operand) => {
                if let Some(truth) = self.truth(operand) {
                    self.set(id, if truth { ExprKind::False } else { ExprKind::True });
                }
            }
            ExprKind::Or(items) => self.fold_logical(id, items, true),
            ExprKind::And(items) => self.fold_logical(id, items, false),
            ExprKind::ParenTuple { items, line } => self.fold_tuple(id, items, line),
            ExprKind::BareTuple(items) => self.fold_tuple(id, items, self.ast.expr(id).line),
            ExprKind::Postfix { base, trailers } => self.fold_math(id, base, trailers),
            _ => {}
        }
    }

    fn substitute(&mut self, id: ExprId, symbol: Symbol) {
        let value = self.values.get(symbol.0 as usize).copied().unwrap_or(UNDECLARED);
        if value == UNDECLARED {
            return;
        }
        let kind = match self.constants.get(value) {
            Constant::Int(int) => match int.fits(self.small_int_bits) {
                Some(small) => ExprKind::SmallInt(PackedInt::new(small)),
                None => ExprKind::Constant(value),
            },
            _ => ExprKind::Constant(value),
        };
        self.set(id, kind);
    }

    fn fold_chain(&mut self, first: ExprId, rest: List<u32>) -> Option<Number> {
        let mut value = self.number(first)?;
        for index in 0..rest.len() as usize / 2 {
            let raw = self.ast.raw(rest);
            let (operator, operand) =
                (number::BinaryOperator::from_raw(raw[2 * index]), ExprId(raw[2 * index + 1]));
            let operand = self.number(operand)?;
            value = number::binary(operator, &value, &operand, &mut self.fuel)?;
        }
        Some(value)
    }

    fn fold_unary(&mut self, id: ExprId, operator: UnaryOperator, operand: ExprId) {
        if let Some(value) = self.number(operand).and_then(|value| number::unary(operator, value)) {
            self.set_number(id, value);
        }
    }

    /// `or` drops operands that are false and stops at one that is true; `and` the other way round. The last operand
    /// always stays.
    fn fold_logical(&mut self, id: ExprId, items: List<ExprId>, decisive: bool) {
        let mut kept = 0;
        for index in 0..items.len() {
            let item = self.ast.item(items, index as usize);
            let truth = self.truth(item);
            let last = index + 1 == items.len() || truth == Some(decisive);
            if last || truth.is_none() {
                self.ast.lists[(items.start() + kept) as usize] = item.to_raw();
                kept += 1;
            }
            if last {
                break;
            }
        }
        let items = List::new(items.start(), kept);
        if kept == 1 {
            let only = self.ast.item(items, 0);
            self.copy(id, only);
        } else {
            self.set(id, if decisive { ExprKind::Or(items) } else { ExprKind::And(items) });
        }
    }

    fn fold_tuple(&mut self, id: ExprId, items: List<ExprId>, line: u32) {
        if items.len() == 0 || !self.ast.items(items).all(|item| self.is_constant(item)) {
            return;
        }
        self.scratch.clear();
        for index in 0..items.len() as usize {
            let item = self.ast.item(items, index);
            if let Some(value) = self.as_constant(item) {
                self.scratch.push(value);
            }
        }
        let shape = self.constants.tuple_shape(&self.scratch);
        if shape.depth > MAX_TUPLE_DEPTH {
            let Expr { span, line, .. } = *self.ast.expr(id);
            let diagnostic = Diagnostic::new(Code::NestedTooDeeply, told(span), line)
                .with_hint("tuples can be in each other up to 256 deep");
            self.failure = Some(diagnostic);
            return;
        }
        if shape.size > MAX_TUPLE_SIZE {
            return self.memory.mark_exhausted();
        }
        let tuple = self.constants.add_tuple(&self.scratch);
        self.set(id, ExprKind::Constant(tuple));
        self.ast.exprs[id.0 as usize].line = line;
    }

    fn fold_math(&mut self, id: ExprId, base: ExprId, trailers: List<TrailerId>) {
        if self.ast.name(base) != Some(Symbol::MATH) || trailers.len() != 1 {
            return;
        }
        let trailer = self.ast.item(trailers, 0);
        let TrailerKind::Attribute(name) = self.ast.trailers[trailer.0 as usize].kind else { return };
        let Some(index) = MATH.iter().position(|(member, _)| *member == name) else { return };
        if self.math[index] == UNDECLARED {
            self.math[index] = self.constants.add(Constant::Float(MATH[index].1));
        }
        self.set(id, ExprKind::Constant(self.math[index]));
        self.ast.exprs[id.0 as usize].line = 0;
    }
}

/// The truth value of an expression, if it is a constant.
pub(crate) fn truth(ast: &Ast, constants: &ConstantPool, id: ExprId) -> Option<bool> {
    match ast.expr(id).kind {
        ExprKind::SmallInt(value) => Some(value.get() != 0),
        ExprKind::Str(symbol) => Some(symbol != Symbol::EMPTY),
        ExprKind::None | ExprKind::False => Some(false),
        ExprKind::True | ExprKind::Ellipsis => Some(true),
        ExprKind::Constant(id) => Some(constants.is_true(id)),
        ExprKind::ParenTuple { items, .. } if items.len() == 0 => Some(false),
        _ => None,
    }
}
