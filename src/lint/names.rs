//! Everything in a module that binds a name.

use crate::ast::*;
use crate::diagnostic::Span;
use crate::intern::Symbol;
use alloc::vec::Vec;

/// What gives a name its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Binder {
    /// An assignment, a loop, `with … as`, or `:=`.
    Variable,
    Parameter,
    Function,
    Class,
    Import,
    /// `except … as`
    Exception,
    /// `x.name = …`, which binds an attribute.
    Attribute,
}

/// A place that binds a name.
#[derive(Clone, Copy)]
pub(super) struct Binding {
    pub(super) name: Symbol,
    pub(super) binder: Binder,
    /// What holds the name: the name itself, or as much as the tree knows.
    pub(super) span: Span,
    /// An offset in the scope that the name is bound in.
    pub(super) scope_at: u32,
    /// The expression, if the name is one.
    pub(super) target: Option<ExprId>,
}

/// Calls `visit` for everything that binds a name.
pub(super) fn each_binding(ast: &Ast, mut visit: impl FnMut(Binding)) {
    let mut targets = Vec::new();
    for stmt in ast.stmts.iter() {
        statement(ast, stmt, &mut targets, &mut visit);
    }
    for clause in ast.clauses.iter() {
        if let Clause::For { target, .. } = *clause {
            each_name(ast, target, &mut targets, &mut visit);
        }
    }
    for handler in ast.handlers.iter() {
        if let Some(name) = handler.name.get() {
            visit(plain(name, Binder::Exception, handler.span));
        }
    }
    for function in ast.functions.iter() {
        let scope_at = ast.body_span(function).start;
        for parameter in ast.items(function.parameters) {
            let Parameter { name, span, .. } = ast.parameters[parameter.0 as usize];
            if let Some(name) = name.get() {
                visit(Binding { scope_at, ..plain(name, Binder::Parameter, span) });
            }
        }
    }
    for argument in ast.arguments.iter() {
        if let ArgumentKind::Named { target, .. } = argument.kind {
            each_name(ast, target, &mut targets, &mut visit);
        }
    }
}

/// A binding in the scope it stands in.
fn plain(name: Symbol, binder: Binder, span: Span) -> Binding {
    Binding { name, binder, span, scope_at: span.start, target: None }
}

fn statement(ast: &Ast, stmt: &Stmt, stack: &mut Vec<ExprId>, visit: &mut impl FnMut(Binding)) {
    match stmt.kind {
        StmtKind::Assign { targets, .. } => {
            for target in ast.items(targets) {
                each_name(ast, target, stack, visit);
            }
        }
        StmtKind::AnnAssign { target, .. }
        | StmtKind::AugAssign { target, .. }
        | StmtKind::For { target, .. } => each_name(ast, target, stack, visit),
        StmtKind::With { items, .. } => {
            for (_, target) in ast.pairs::<ExprId, Maybe<ExprId>>(items) {
                if let Some(target) = target.get() {
                    each_name(ast, target, stack, visit);
                }
            }
        }
        StmtKind::If { clauses, .. } => {
            for (test, _) in ast.pairs::<ExprId, StmtId>(clauses) {
                named(ast, test, stack, visit);
            }
        }
        StmtKind::While { test, .. } => named(ast, test, stack, visit),
        StmtKind::Import(modules) => {
            for module in ast.raw(modules).chunks_exact(3) {
                let path: List<Symbol> = List::new(module[0], module[1]);
                let alias = Maybe::<Symbol>::from_raw(module[2]).get();
                if let Some(name) = alias.or_else(|| ast.items(path).next()) {
                    visit(plain(name, Binder::Import, stmt.span));
                }
            }
        }
        StmtKind::ImportFrom(id) => {
            let names = ast.imports[id.0 as usize].names.unwrap_or(List::EMPTY);
            for (name, alias) in ast.pairs::<Symbol, Maybe<Symbol>>(names) {
                visit(plain(alias.get().unwrap_or(name), Binder::Import, stmt.span));
            }
        }
        StmtKind::Function(id) => {
            let Function { name, span, .. } = ast.functions[id.0 as usize];
            visit(plain(name, Binder::Function, span));
        }
        StmtKind::Class(id) => {
            let Class { name, span, .. } = ast.classes[id.0 as usize];
            visit(plain(name, Binder::Class, span));
        }
        _ => {}
    }
}

/// The target of `:=`, if an expression is one. Elsewhere than in conditions it is too rare to look for.
fn named(ast: &Ast, expr: ExprId, stack: &mut Vec<ExprId>, visit: &mut impl FnMut(Binding)) {
    if let ExprKind::Named { target, .. } = ast.expr(expr).kind {
        each_name(ast, target, stack, visit);
    }
}

/// Every name and attribute in a target, without recursion.
fn each_name(ast: &Ast, target: ExprId, stack: &mut Vec<ExprId>, visit: &mut impl FnMut(Binding)) {
    stack.push(target);
    while let Some(id) = stack.pop() {
        let expr = ast.expr(id);
        match expr.kind {
            ExprKind::Name(name) => {
                visit(Binding { target: Some(id), ..plain(name, Binder::Variable, expr.span) });
            }
            ExprKind::Postfix { trailers, .. } => {
                let last = ast.items(trailers).next_back().map(|id| ast.trailers[id.0 as usize]);
                if let Some(Trailer { kind: TrailerKind::Attribute(name), span, .. }) = last {
                    visit(plain(name, Binder::Attribute, span));
                }
            }
            ExprKind::ParenTuple { items, .. }
            | ExprKind::BareTuple(items)
            | ExprKind::TargetTuple(items)
            | ExprKind::ListDisplay(items) => stack.extend(ast.items(items)),
            ExprKind::Starred(item) => stack.push(item),
            _ => {}
        }
    }
}
