//! Which function or class MicroPython was compiling when it came upon an error.

use alloc::string::String;

use crate::ast::{Ast, Clause, Comprehension};
use crate::intern::Symbol;
use crate::memory::Memory;
use crate::{Code, Diagnostic, Options, Span, Tree, resolved_tree};

/// The name of the innermost function, class or comprehension around an error, `<module>` outside of all: what
/// MicroPython adds to the line of an error that it finds while compiling. An error that it finds while reading has
/// none (MicroPython, py/compile.c and py/parse.c).
pub fn block(source: &[u8], options: &Options, error: &Diagnostic) -> Option<String> {
    if error.line == 0 {
        return None;
    }
    let tree = resolved_tree(source, options, &Memory::new(options.memory_limit)).ok()?;
    let name = tree.names.text(innermost(&tree, error).unwrap_or(Symbol::MODULE));
    Some(String::from_utf8_lossy(name).into_owned())
}

fn innermost(tree: &Tree, error: &Diagnostic) -> Option<Symbol> {
    let ast = &tree.ast;
    let at = error.span;
    let of_parameter = matches!(error.code, Code::ParameterOrder | Code::ParameterReused);
    let functions = ast.functions.iter().filter_map(|function| {
        let body = ast.body_span(function);
        let is_parameter = |span: Span| of_parameter && span.contains(at);
        let in_parameters =
            || ast.items(function.parameters).any(|id| is_parameter(ast.parameters[id.0 as usize].span));
        (body.contains(at) || in_parameters()).then_some((function.span, function.name))
    });
    let classes = ast.classes.iter().filter_map(|class| {
        let body = ast.stmt(class.body).span;
        body.contains(at).then_some((body, class.name))
    });
    let comprehensions = ast.comprehensions.iter().filter_map(|comprehension| {
        let is_inside = comprehension.span.contains(at) && !in_first_iterable(ast, comprehension, at);
        is_inside.then(|| (comprehension.span, comprehension.kind.scope_name()))
    });
    let around = functions.chain(classes).chain(comprehensions);
    around.min_by_key(|(span, _)| span.end - span.start).map(|(_, name)| name)
}

/// What the first `for` goes through is evaluated outside the comprehension.
fn in_first_iterable(ast: &Ast, comprehension: &Comprehension, at: Span) -> bool {
    let first = ast.items(comprehension.clauses).next().map(|id| ast.clauses[id.0 as usize]);
    matches!(first, Some(Clause::For { iterable, .. }) if ast.expr(iterable).span.contains(at))
}
