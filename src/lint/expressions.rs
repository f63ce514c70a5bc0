//! Mistakes in expressions and simple statements that are the same in any Python.

use super::Linter;
use super::constants::Constants;
use crate::ast::*;
use crate::constant::Constant;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::intern::Symbol;
use crate::number::{Int, UnaryOperator};
use crate::options::Mode;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use hashbrown::HashMap;
use num_bigint::BigInt;

pub(super) fn check(linter: &mut Linter<'_>, constants: &Constants) {
    if linter.any_enabled(&[Code::IsLiteral, Code::DuplicateKey]) {
        let ast = &linter.tree.ast;
        for expr in ast.exprs.iter() {
            match expr.kind {
                ExprKind::Compare { first, rest } => identity(linter, first, rest),
                ExprKind::BraceDisplay(items) if items.len() > 3 => keys(linter, items, constants),
                _ => {}
            }
        }
    }
    statements(linter);
}

/// `x is 5`
fn identity(linter: &mut Linter<'_>, first: ExprId, rest: List<u32>) {
    let ast = &linter.tree.ast;
    let mut left = first;
    for (relation, right) in ast.pairs::<Comparison, ExprId>(rest) {
        let sides = [left, right];
        left = right;
        let operator = match relation {
            Comparison::Is => "==",
            Comparison::IsNot => "!=",
            _ => continue,
        };
        let Some(literal) = sides.into_iter().find(|&side| is_literal(linter, side)) else { continue };
        let span = Span::new(linter.span(sides[0]).start, linter.span(sides[1]).end);
        linter.report(
            Diagnostic::new(Code::IsLiteral, ordered(span), 0)
                .with_label(linter.span(literal), "equal values need not be the same object as this one")
                .with_hint(format!("compare values with `{operator}`")),
        );
    }
}

/// A span that starts before it ends, whatever order an f-string left the parts in.
fn ordered(span: Span) -> Span {
    Span::new(span.start.min(span.end), span.start.max(span.end))
}

/// Whether an expression is a number, string, bytes or a tuple. `()` is one object, so it can be compared with `is`.
fn is_literal(linter: &Linter<'_>, expr: ExprId) -> bool {
    let Linter { tree, .. } = linter;
    let is_number = |id| {
        let kind = tree.ast.expr(id).kind;
        let number = |id| matches!(tree.constants.get(id), Constant::Int(_) | Constant::Float(_));
        matches!(kind, ExprKind::SmallInt(_)) || matches!(kind, ExprKind::Constant(id) if number(id))
    };
    match tree.ast.expr(expr).kind {
        ExprKind::SmallInt(_) | ExprKind::Str(_) => true,
        ExprKind::Constant(id) => !matches!(
            tree.constants.get(id),
            Constant::None | Constant::True | Constant::False | Constant::Ellipsis
        ),
        ExprKind::ParenTuple { items, .. } => items.len() > 0,
        ExprKind::Unary { operand, .. } => is_number(operand),
        _ => false,
    }
}

/// A key whose value is known, or that is the same variable.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Key<'a> {
    Int(i64),
    Big(&'a BigInt),
    /// The bits of a float that is no small integer.
    Float(u64),
    Imaginary(u64),
    Str(&'a [u8]),
    Bytes(&'a [u8]),
    None,
    Ellipsis,
    Name(Symbol),
}

/// Displays of up to this many keys are compared one with another, which is quicker than a table.
const FEW: usize = 8;

fn keys(linter: &mut Linter<'_>, items: List<u32>, constants: &Constants) {
    let tree = linter.tree;
    let items = tree.ast.raw(items).chunks_exact(3);
    let pairs = items.filter(|item| !Maybe::<ExprId>::from_raw(item[1]).is_none());
    let known = pairs.filter_map(|item| {
        let id = ExprId(item[0]);
        key(linter, id, constants).map(|key| (key, id))
    });
    let known: Vec<(Key<'_>, ExprId)> = known.collect();
    if known.len() <= FEW {
        for (index, &(key, id)) in known.iter().enumerate() {
            if let Some(&(_, first)) = known[..index].iter().find(|(other, _)| *other == key) {
                duplicate(linter, first, id);
            }
        }
        return;
    }
    let mut table = HashMap::with_capacity(known.len());
    for (key, id) in known {
        let first = *table.entry(key).or_insert(id);
        if first != id {
            duplicate(linter, first, id);
        }
    }
}

fn duplicate(linter: &mut Linter<'_>, first: ExprId, second: ExprId) {
    let label = linter.span(first);
    linter.report(
        Diagnostic::new(Code::DuplicateKey, linter.span(second), 0)
            .with_label(label, "the value of this key is lost")
            .with_hint("remove one of the two, or correct its key"),
    );
}

fn key<'a>(linter: &Linter<'a>, id: ExprId, constants: &Constants) -> Option<Key<'a>> {
    let tree = linter.tree;
    if let ExprKind::Name(name) = tree.ast.expr(id).kind {
        return match constants.value(&tree.ast, name, id) {
            Some(value) => literal_key(linter, value).or(Some(Key::Name(name))),
            None => Some(Key::Name(name)),
        };
    }
    literal_key(linter, id)
}

/// The key of a literal. Python's `1`, `1.0` and `True` are equal.
fn literal_key<'a>(linter: &Linter<'a>, id: ExprId) -> Option<Key<'a>> {
    let tree = linter.tree;
    match tree.ast.expr(id).kind {
        ExprKind::SmallInt(value) => Some(Key::Int(value.get())),
        ExprKind::Str(symbol) => Some(Key::Str(tree.names.text(symbol))),
        ExprKind::None => Some(Key::None),
        ExprKind::True => Some(Key::Int(1)),
        ExprKind::False => Some(Key::Int(0)),
        ExprKind::Ellipsis => Some(Key::Ellipsis),
        ExprKind::Unary { operator: UnaryOperator::Minus, operand } if !is_unary(&tree.ast, operand) => {
            match literal_key(linter, operand)? {
                Key::Int(value) => value.checked_neg().map(Key::Int),
                Key::Float(bits) => Some(Key::Float((-f64::from_bits(bits)).to_bits())),
                _ => None,
            }
        }
        ExprKind::Constant(id) => match tree.constants.get(id) {
            Constant::Int(Int::Small(value)) => Some(Key::Int(*value)),
            Constant::Int(Int::Big(value)) => Some(Key::Big(value)),
            Constant::Float(value) => Some(float_key(*value)),
            Constant::Imaginary(value) if *value == 0.0 => Some(Key::Int(0)),
            Constant::Imaginary(value) => Some(Key::Imaginary(value.to_bits())),
            Constant::Str(slice) => Some(Key::Str(tree.constants.bytes(*slice))),
            Constant::Bytes(slice) => Some(Key::Bytes(tree.constants.bytes(*slice))),
            Constant::Interned(symbol) => Some(Key::Str(tree.names.text(*symbol))),
            _ => None,
        },
        _ => None,
    }
}

fn is_unary(ast: &Ast, id: ExprId) -> bool {
    matches!(ast.expr(id).kind, ExprKind::Unary { .. })
}

/// The largest integers that a float has exactly.
const EXACT: f64 = 9_007_199_254_740_992.0;

fn float_key<'a>(value: f64) -> Key<'a> {
    let integer = value as i64;
    if value.abs() <= EXACT && integer as f64 == value {
        Key::Int(integer)
    } else {
        Key::Float(value.to_bits())
    }
}

fn statements(linter: &mut Linter<'_>) {
    if !linter.any_enabled(&[Code::AssertOnTuple, Code::UnusedComparison]) {
        return;
    }
    let ast = &linter.tree.ast;
    let mut comparisons = Vec::new();
    for (stmt, index) in ast.stmts.iter().zip(0..) {
        match stmt.kind {
            StmtKind::Assert { test, .. } => assertion(linter, test),
            StmtKind::Expr(value) => {
                if let ExprKind::Compare { rest, .. } = ast.expr(value).kind {
                    comparisons.push((StmtId(index), value, rest));
                }
            }
            _ => {}
        }
    }
    // At a prompt the result is printed.
    if linter.mode == Mode::Module && !comparisons.is_empty() {
        let tried = tried(ast);
        for (stmt, value, rest) in comparisons {
            if tried.binary_search(&stmt.0).is_err() {
                comparison(linter, value, rest);
            }
        }
    }
}

/// `assert (condition, "message")`
fn assertion(linter: &mut Linter<'_>, test: ExprId) {
    let ExprKind::ParenTuple { items, .. } = linter.tree.ast.expr(test).kind else { return };
    if items.len() == 0 {
        return;
    }
    let hint = match items.len() {
        2 => "the message goes outside of the parentheses: `assert condition, message`",
        _ => "a tuple is true if it is not empty; test its items",
    };
    linter.report(Diagnostic::new(Code::AssertOnTuple, linter.span(test), 0).with_hint(hint));
}

/// `x == 5` as a statement.
fn comparison(linter: &mut Linter<'_>, value: ExprId, rest: List<u32>) {
    let relation = linter.tree.ast.pairs::<Comparison, ExprId>(rest).next();
    let hint = match relation {
        Some((Comparison::Equal, _)) if rest.len() == 2 => "`=` assigns",
        _ => "assign the result, or put it into a condition",
    };
    linter
        .report(Diagnostic::new(Code::UnusedComparison, linter.span(value), 0).with_hint(String::from(hint)));
}

/// The statements that are directly in a `try` with handlers or in a `with`, sorted: a comparison there is made to see
/// what it raises.
fn tried(ast: &Ast) -> Vec<u32> {
    let bodies = ast.tries.iter().filter(|parts| parts.handlers.len() > 0).map(|parts| parts.body);
    let managed = ast.stmts.iter().filter_map(|stmt| match stmt.kind {
        StmtKind::With { body, .. } => Some(body),
        _ => None,
    });
    let mut tried = Vec::new();
    for body in bodies.chain(managed) {
        match ast.stmt(body).kind {
            StmtKind::Block(items) => tried.extend_from_slice(ast.raw(items)),
            _ => tried.push(body.0),
        }
    }
    tried.sort_unstable();
    tried
}
