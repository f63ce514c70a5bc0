//! Code that can never run.
//!
//! Two bits per statement are enough: whether it never gets to what follows it, and whether a `break` in it leaves the
//! loop around it. A statement comes after its parts in the pool, so one loop knows them all.
//!
//! Conditions are not evaluated: `if 0:` is how code is commented out, and `if DEBUG:` with a constant is the point of
//! constants. Only `while True:` counts.

use super::Linter;
use crate::ast::*;
use crate::diagnostic::{Code, Diagnostic};
use alloc::vec::Vec;

#[derive(Clone, Copy, Default)]
struct Flow {
    /// What follows the statement in its block never runs.
    diverges: bool,
    /// A `break` leaves the loop that the statement is in.
    breaks: bool,
}

pub(super) fn check(linter: &mut Linter<'_>) {
    if !linter.enabled(Code::UnreachableCode) {
        return;
    }
    let ast = &linter.tree.ast;
    let mut flows: Vec<Flow> = Vec::with_capacity(ast.stmts.len());
    for stmt in ast.stmts.iter() {
        if let StmtKind::Block(items) = stmt.kind {
            block(linter, items, &flows);
        }
        let flow = flow(ast, &stmt.kind, &flows);
        flows.push(flow);
    }
}

fn flow(ast: &Ast, kind: &StmtKind, flows: &[Flow]) -> Flow {
    let of = |id: StmtId| flows.get(id.0 as usize).copied().unwrap_or_default();
    let maybe = |id: Maybe<StmtId>| id.get().map_or(Flow::default(), of);
    match *kind {
        StmtKind::Break => Flow { diverges: true, breaks: true },
        StmtKind::Return(_) | StmtKind::Raise { .. } | StmtKind::Continue => {
            Flow { diverges: true, breaks: false }
        }
        StmtKind::Block(items) => one_after_another(ast.items(items).map(of)),
        StmtKind::If { clauses, otherwise } => {
            let suites = ast.pairs::<ExprId, StmtId>(clauses).map(|(_, suite)| of(suite));
            one_of(suites.chain([maybe(otherwise)]))
        }
        // The body's own breaks are this loop's; those of its `else` belong to the loop around it.
        StmtKind::While { test, body, otherwise } => {
            Flow { diverges: is_true(ast, test) && !of(body).breaks, breaks: maybe(otherwise).breaks }
        }
        StmtKind::For { suites, .. } => Flow { diverges: false, breaks: maybe(ast.suites(suites).1).breaks },
        StmtKind::Try(id) => try_flow(ast, &ast.tries[id.0 as usize], of),
        // A context manager can swallow what is raised.
        StmtKind::With { body, .. } => Flow { diverges: false, ..of(body) },
        StmtKind::Async(inner) => of(inner),
        _ => Flow::default(),
    }
}

fn try_flow(ast: &Ast, parts: &Try, of: impl Fn(StmtId) -> Flow) -> Flow {
    let maybe = |id: Maybe<StmtId>| id.get().map_or(Flow::default(), &of);
    let body = one_after_another([of(parts.body), maybe(parts.otherwise)].into_iter());
    let handlers = ast.items(parts.handlers).map(|id| of(ast.handlers[id.0 as usize].body));
    let tried = one_of(core::iter::once(body).chain(handlers));
    one_after_another([tried, maybe(parts.finally)].into_iter())
}

fn one_after_another(flows: impl Iterator<Item = Flow>) -> Flow {
    flows.fold(Flow::default(), |all, flow| Flow {
        diverges: all.diverges || flow.diverges,
        breaks: all.breaks || flow.breaks,
    })
}

fn one_of(flows: impl Iterator<Item = Flow>) -> Flow {
    let all = Flow { diverges: true, breaks: false };
    flows.fold(all, |all, flow| Flow {
        diverges: all.diverges && flow.diverges,
        breaks: all.breaks || flow.breaks,
    })
}

fn is_true(ast: &Ast, test: ExprId) -> bool {
    match ast.expr(test).kind {
        ExprKind::True => true,
        ExprKind::SmallInt(value) => value.get() != 0,
        _ => false,
    }
}

/// Reports the first statement of a block that cannot be reached.
fn block(linter: &mut Linter<'_>, items: List<StmtId>, flows: &[Flow]) {
    let ast = &linter.tree.ast;
    let mut stmts = ast.items(items);
    let diverging = |id: &StmtId| flows.get(id.0 as usize).is_some_and(|flow| flow.diverges);
    let Some(end) = stmts.by_ref().find(diverging) else { return };
    let mut rest = stmts.map(|id| ast.stmt(id));
    let Some(first) = rest.next() else { return };
    // An unreachable `yield` makes a function a generator, which nothing else can do for an empty one.
    let yields = |stmt: &Stmt| matches!(stmt.kind, StmtKind::Yield(_));
    if yields(first) || rest.any(yields) {
        return;
    }
    let Stmt { kind, span, .. } = *ast.stmt(end);
    let reason = match kind {
        StmtKind::Return(_) => "the function ends here",
        StmtKind::Raise { .. } => "an exception is always raised here",
        StmtKind::Break => "the loop ends here",
        StmtKind::Continue => "the next round of the loop starts here",
        StmtKind::While { .. } => "nothing in this loop breaks out of it",
        _ => "this never gets to what follows",
    };
    let (place, end) = (linter.first_line(first.span), linter.first_line(span));
    linter.report(
        Diagnostic::new(Code::UnreachableCode, place, 0)
            .with_label(end, reason)
            .with_hint("remove it, or move it to where it runs"),
    );
}
