//! Which scope a place in the source is in: the module, or the body of a class, function, lambda or comprehension.
//!
//! Scopes are told by where they stand in the text. What comes out of an f-string has the place of the string, so a
//! lambda in there counts as all of it; for a warning that is good enough.

use crate::ast::*;
use crate::diagnostic::Span;
use alloc::vec::Vec;
use core::cmp::Reverse;

/// A scope: an index into [`Scopes`]. The module is the first.
pub(super) type ScopeId = u32;

pub(super) const MODULE: ScopeId = 0;

/// How many scopes a walk outwards visits. Deeper nesting is not code that anyone reads warnings about.
const MAX_STEPS: usize = 64;

#[derive(Clone, Copy)]
struct Scope {
    span: Span,
    parent: ScopeId,
    class: Option<ClassId>,
}

pub(super) struct Scopes(Vec<Scope>);

impl Scopes {
    pub(super) fn new(ast: &Ast) -> Self {
        let functions = ast.functions.iter().map(|function| (ast.body_span(function), None));
        let classes = ast.classes.iter().zip(0..);
        let classes = classes.map(|(class, id)| (ast.stmt(class.body).span, Some(ClassId(id))));
        let comprehensions = ast.comprehensions.iter().map(|comprehension| (comprehension.span, None));
        let scopes = functions.chain(classes).chain(comprehensions);
        let mut scopes: Vec<Scope> =
            scopes.map(|(span, class)| Scope { span, parent: MODULE, class }).collect();
        scopes.push(Scope { span: Span::new(0, u32::MAX), parent: MODULE, class: None });
        scopes.sort_by_key(|scope| (scope.span.start, Reverse(scope.span.end)));
        let mut open: Vec<ScopeId> = Vec::new();
        for index in 0..scopes.len() {
            let start = scopes[index].span.start;
            while open.len() > 1 && open.last().is_some_and(|&id| scopes[id as usize].span.end <= start) {
                open.pop();
            }
            scopes[index].parent = open.last().copied().unwrap_or(MODULE);
            open.push(index as ScopeId);
        }
        Scopes(scopes)
    }

    /// The innermost scope at an offset, unless it takes too long to find.
    pub(super) fn at(&self, offset: u32) -> Option<ScopeId> {
        let after = self.0.partition_point(|scope| scope.span.start <= offset);
        let mut id = after.saturating_sub(1) as ScopeId;
        for _ in 0..MAX_STEPS {
            if id == MODULE || offset < self.0[id as usize].span.end {
                return Some(id);
            }
            id = self.0[id as usize].parent;
        }
        None
    }

    /// A scope and those around it, from the inside out, without the module.
    pub(super) fn outwards(&self, from: ScopeId) -> impl Iterator<Item = ScopeId> + '_ {
        core::iter::successors(Some(from), |&id| Some(self.0[id as usize].parent))
            .take_while(|&id| id != MODULE)
            .take(MAX_STEPS)
    }

    /// The class a scope is the body of.
    pub(super) fn class(&self, scope: ScopeId) -> Option<ClassId> {
        self.0[scope as usize].class
    }
}
