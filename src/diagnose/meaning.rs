//! The places that explain errors in constants, names and statements.
//!
//! An error is explained from the tree after the fact, so that finding it costs nothing where there is none.

use super::layout;
use crate::ast::*;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::memory::{Memory, Pool};
use alloc::vec::Vec;

/// What explains later errors and is not in the tree any more by then.
pub(super) struct Meaning<'a> {
    source: &'a [u8],
    /// The names in `NAME = const(…)`, in the order of the text.
    declared: Pool<Span>,
}

impl<'a> Meaning<'a> {
    /// Takes down what there is in a tree whose constants are not resolved.
    pub(super) fn new(ast: &Ast, source: &'a [u8], memory: &Memory) -> Self {
        let mut declared = Pool::new(memory);
        for stmt in ast.stmts.iter() {
            if let Some((target, value)) = ast.assignment(stmt)
                && ast.const_call(value).is_some()
                && ast.name(target).is_some()
            {
                declared.push(ast.expr(target).span);
            }
        }
        Meaning { source, declared }
    }

    fn text(&self, span: Span) -> &'a [u8] {
        self.source.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// Where the name that is written at `span` is declared as a constant.
    fn declaration(&self, span: Span) -> Option<Span> {
        let name = self.text(span);
        self.declared.iter().copied().find(|declared| self.text(*declared) == name)
    }

    // Constants

    /// What is not constant, without what only follows from another that is not.
    pub(super) fn not_constant(&self, refused: Vec<Diagnostic>, ast: &Ast) -> Vec<Diagnostic> {
        let mut broken: Vec<&[u8]> = Vec::new();
        let mut errors = Vec::new();
        for diagnostic in refused {
            let follows = names_in(ast, diagnostic.span).any(|name| broken.contains(&self.text(name)));
            // The name that is declared is the last one before the value.
            let target = self.declared.iter().rfind(|name| name.end <= diagnostic.span.start);
            broken.extend(target.map(|name| self.text(*name)));
            if !follows {
                errors.push(self.with_late_name(diagnostic, ast));
            }
        }
        errors
    }

    /// Points at the declaration of a name that is used before it.
    fn with_late_name(&self, error: Diagnostic, ast: &Ast) -> Diagnostic {
        let later = names_in(ast, error.span).find_map(|name| {
            let declared = self.declaration(name)?;
            (declared.start > error.span.end).then_some(declared)
        });
        match later {
            Some(declared) => error.with_label(declared, "this constant is declared after its use"),
            None => error,
        }
    }

    // Names and statements

    /// The error with the places that explain it.
    pub(super) fn explained(&mut self, error: Diagnostic, ast: &Ast) -> Diagnostic {
        let span = error.span;
        match error.code {
            Code::CannotAssign | Code::CannotDelete | Code::KeywordNotAName => self.constant_as_target(error),
            Code::ParameterReused => with(error, first_parameter(ast, span), "the name is first used here"),
            Code::ParameterOrder => with(error, star_parameter(ast, span), "this parameter comes first"),
            Code::DefaultOrder => with(error, default_before(ast, span), "this parameter has a default value"),
            Code::PositionalAfterKeyword | Code::StarAfterKeyword => with(
                error,
                argument_before(ast, span, |kind| {
                    matches!(kind, ArgumentKind::Keyword { .. } | ArgumentKind::DoubleStar(_))
                }),
                "this argument has to come after it",
            ),
            Code::PositionalAfterDoubleStar | Code::StarAfterDoubleStar => with(
                error,
                argument_before(ast, span, |kind| matches!(kind, ArgumentKind::DoubleStar(_))),
                "this argument has to come after it",
            ),
            Code::SeveralStars => with(error, star_before(ast, span), "this star takes all that is left already"),
            Code::DictNeedsValue => with(error, first_item(ast, span), "the first item makes this a dict"),
            Code::SetWithValue => with(error, first_item(ast, span), "the first item makes this a set"),
            Code::DefaultExceptNotLast => self.default_except(error, ast),
            Code::OutsideLoop => self.outer_loop(error, ast),
            Code::ReturnOutsideFunction | Code::YieldOutsideFunction => self.class_around(error, ast),
            Code::AsyncOutsideFunction => match enclosing_function(ast, span) {
                Some(function) => {
                    let head = self.first_line(function);
                    error
                        .with_label(head, "this function is not asynchronous")
                        .with_hint("put `async` before the `def` of the function around it")
                }
                None => error.with_hint("put it into a function that starts with `async def`"),
            },
            Code::AwaitOutsideFunction => error.with_hint("put it into a function that starts with `async def`"),
            Code::RedefinedGlobal | Code::RedefinedNonlocal => self.used_before(error, ast),
            Code::NoNonlocalBinding => error.with_hint(
                "a function around this one has to assign to the name before; for a variable of the module use `global`",
            ),
            Code::NonlocalInModule => error.with_hint("variables of the module need no declaration here"),
            Code::ImportStar => error.with_hint("import the names that are needed, or import at the top of the module"),
            Code::StarNotTarget => error.with_hint("MicroPython unpacks with a star only in calls and on the left side of assignments"),
            _ => error,
        }
    }

    fn first_line(&self, span: Span) -> Span {
        let end = layout::line_end(self.source, span.start) as u32;
        Span::new(span.start, end.min(span.end).max(span.start))
    }

    /// A name that stands for a constant has its declaration pointed out; anything else is told what it is.
    fn constant_as_target(&self, mut error: Diagnostic) -> Diagnostic {
        let name = match error.code {
            Code::KeywordNotAName => layout::word_at(self.source, error.span.start),
            _ => self.text(error.span),
        };
        let span = Span::new(error.span.start, error.span.start + name.len() as u32);
        let is_name =
            name.first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'_' || *byte >= 0x80)
                && layout::word_at(self.source, span.start) == name;
        match self.declaration(span).filter(|_| is_name) {
            Some(declared) => {
                if error.code == Code::CannotAssign {
                    error.hint =
                        Some("from its declaration on the name stands for its value, everywhere".into());
                }
                error.with_label(declared, "the name is that of a constant")
            }
            None if error.code == Code::CannotAssign => {
                let hint = match name {
                    b"True" | b"False" | b"None" | b"__debug__" => {
                        "this word is a value and cannot be a variable"
                    }
                    _ => {
                        "only names, attributes, subscripts, and tuples and lists of them can be assigned to"
                    }
                };
                error.hint = Some(hint.into());
                error
            }
            None => error,
        }
    }

    fn default_except(&self, mut error: Diagnostic, ast: &Ast) -> Diagnostic {
        let next =
            ast.handlers.iter().map(|handler| handler.span).filter(|span| span.start >= error.span.end);
        let next = next.min_by_key(|span| span.start).map(|span| self.first_line(span));
        error.span = self.first_line(error.span);
        with(error, next, "an `except` without a class leaves nothing for this one")
    }

    /// For `break` in a function that a loop is around.
    fn outer_loop(&self, error: Diagnostic, ast: &Ast) -> Diagnostic {
        let inside = |span: Span| span.contains(error.span);
        let function = enclosing_function(ast, error.span);
        let class =
            ast.classes.iter().map(|class| class.span).filter(|span| inside(*span)).min_by_key(length);
        let Some(scope) = [function, class].into_iter().flatten().min_by_key(length) else { return error };
        let is_loop = |stmt: &&Stmt| matches!(stmt.kind, StmtKind::While { .. } | StmtKind::For { .. });
        let around = ast.stmts.iter().filter(is_loop).map(|stmt| stmt.span);
        match around.filter(|span| span.contains(scope)).min_by_key(length) {
            Some(outer) => error
                .with_label(self.first_line(scope), "this is not run as part of the loop around it")
                .with_label(self.first_line(outer), "the loop"),
            None => error,
        }
    }

    fn class_around(&self, error: Diagnostic, ast: &Ast) -> Diagnostic {
        let classes = ast.classes.iter().map(|class| class.span);
        let class = classes.filter(|span| span.contains(error.span)).min_by_key(length);
        with(error, class.map(|span| self.first_line(span)), "the body of a class is not a function")
    }

    /// Points at the use of a name that stands before its declaration in the same function.
    fn used_before(&self, error: Diagnostic, ast: &Ast) -> Diagnostic {
        let Some(function) = enclosing_function(ast, error.span) else { return error };
        let inner = |span: Span| enclosing_function(ast, span) != Some(function);
        let names: Vec<&[u8]> = self
            .text(error.span)
            .split(|byte| b" \t,\\\r\n".contains(byte))
            .skip(1)
            .take(MOST_NAMES)
            .collect();
        let parameter = ast.parameters.iter().find_map(|parameter| {
            let text = self.text(parameter.span);
            let stars = text.iter().take_while(|byte| matches!(byte, b'*' | b' ')).count();
            let start = parameter.span.start + stars as u32;
            let name = layout::word_at(self.source, start);
            (function.contains(parameter.span) && names.contains(&name) && !inner(parameter.span))
                .then(|| (Span::new(start, start + name.len() as u32), "the name is a parameter"))
        });
        let uses =
            ast.exprs.iter().filter(|expr| matches!(expr.kind, ExprKind::Name(_))).map(|expr| expr.span);
        let uses = uses.filter(|span| function.contains(*span) && span.end <= error.span.start);
        let mut uses = uses.filter(|span| names.contains(&self.text(*span))).take(MOST_USES);
        let used =
            uses.find(|span| !inner(*span)).map(|span| (span, "the name is used before its declaration"));
        match parameter.or(used) {
            Some((span, message)) => error.with_label(span, message),
            None => error,
        }
    }
}

/// How many names of one declaration, and uses of them, are looked at in search of one that is too early.
const MOST_NAMES: usize = 50;
const MOST_USES: usize = 1000;

fn with(error: Diagnostic, span: Option<Span>, message: &'static str) -> Diagnostic {
    match span {
        Some(span) => error.with_label(span, message),
        None => error,
    }
}

fn length(span: &Span) -> u32 {
    span.end - span.start
}

/// The names that are expressions within a range, as far as they were not replaced by constants.
fn names_in(ast: &Ast, range: Span) -> impl Iterator<Item = Span> + '_ {
    let names = ast.exprs.iter().filter(|expr| matches!(expr.kind, ExprKind::Name(_)));
    names.map(|expr| expr.span).filter(move |span| range.contains(*span))
}

/// The innermost function with a body of statements.
fn enclosing_function(ast: &Ast, span: Span) -> Option<Span> {
    let functions = ast.functions.iter().filter(|function| matches!(function.body, Body::Suite(_)));
    functions.map(|function| function.span).filter(|outer| outer.contains(span)).min_by_key(length)
}

/// The parameters beside the one at `span`, up to that.
fn parameters_before(ast: &Ast, span: Span) -> impl Iterator<Item = Parameter> + '_ {
    let lists = ast.functions.iter().map(|function| function.parameters);
    let list = lists.filter(|list| list.len() > 0).find(|list| {
        let mut items = ast.items(*list);
        items.any(|id| ast.parameters[id.0 as usize].span == span)
    });
    let all = list.into_iter().flat_map(|list| ast.items(list)).map(|id| ast.parameters[id.0 as usize]);
    all.take_while(move |parameter| parameter.span != span)
}

fn first_parameter(ast: &Ast, span: Span) -> Option<Span> {
    let name = ast.parameters.iter().find(|parameter| parameter.span == span)?.name;
    parameters_before(ast, span).find(|parameter| parameter.name == name).map(|parameter| parameter.span)
}

fn star_parameter(ast: &Ast, span: Span) -> Option<Span> {
    let kind = |parameter: &Parameter| parameter.kind;
    let double = parameters_before(ast, span).find(|it| matches!(kind(it), ParameterKind::DoubleStar));
    double
        .or_else(|| parameters_before(ast, span).find(|it| matches!(kind(it), ParameterKind::Star)))
        .map(|parameter| parameter.span)
}

fn default_before(ast: &Ast, span: Span) -> Option<Span> {
    parameters_before(ast, span)
        .find(|parameter| !parameter.default.is_none())
        .map(|parameter| parameter.span)
}

/// An argument of some kind in the call that the argument, or the value of it, at `span` is in.
fn argument_before(ast: &Ast, span: Span, is_it: fn(ArgumentKind) -> bool) -> Option<Span> {
    let calls = ast.trailers.iter().filter_map(|trailer| match trailer.kind {
        TrailerKind::Call { arguments, .. } if trailer.span.contains(span) => Some(arguments),
        _ => None,
    });
    let classes = ast.classes.iter().filter(|class| class.span.contains(span)).map(|class| class.arguments);
    let place = |id: ArgumentId| ast.arguments[id.0 as usize];
    let holds = |list: &List<ArgumentId>| ast.items(*list).any(|id| place(id).span == span);
    let list = calls.chain(classes).find(holds)?;
    ast.items(list).map(place).find(|argument| is_it(argument.kind)).map(|argument| argument.span)
}

fn star_before(ast: &Ast, span: Span) -> Option<Span> {
    let lists = ast.exprs.iter().filter_map(|expr| match expr.kind {
        ExprKind::BareTuple(items)
        | ExprKind::TargetTuple(items)
        | ExprKind::ListDisplay(items)
        | ExprKind::ParenTuple { items, .. }
            if expr.span.contains(span) =>
        {
            Some(items)
        }
        _ => None,
    });
    let mut lists = lists.filter(|items| ast.items(*items).any(|item| ast.expr(item).span == span));
    let star = |item: &ExprId| matches!(ast.expr(*item).kind, ExprKind::Starred(_));
    ast.items(lists.next()?).find(star).map(|item| ast.expr(item).span)
}

/// The first item of the braces that the key at `span` is in.
fn first_item(ast: &Ast, span: Span) -> Option<Span> {
    ast.exprs.iter().find_map(|expr| {
        let ExprKind::BraceDisplay(list) = expr.kind else { return None };
        let items = ast.raw(list);
        let mut keys = items.chunks_exact(3).map(|item| ast.expr(ExprId(item[0])).span);
        if !expr.span.contains(span) || !keys.any(|key| key == span) {
            return None;
        }
        let value = Maybe::<ExprId>::from_raw(items[1]).get().map(|value| ast.expr(value).span.end);
        let first = ast.expr(ExprId(items[0])).span;
        Some(Span::new(first.start, value.unwrap_or(first.end)))
    })
}
