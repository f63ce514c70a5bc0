//! Lints about `NAME = const(…)`.
//!
//! What MicroPython makes of such a statement is described in `crate::constants`. The surprises come from two facts:
//! only this one form is recognised, and from there on the name stands for its value everywhere below in the text,
//! whatever the scope. A name that starts with an underscore does not even exist at run time.

use super::names::{Binder, Binding, each_binding};
use super::scopes::{MODULE, ScopeId, Scopes};
use super::{Linter, MAX_SEARCH};
use crate::ast::*;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::intern::Symbol;
use crate::options::Mode;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use hashbrown::HashSet;

/// The first declaration of a constant; a second one is an error.
struct Declaration {
    name: Symbol,
    stmt: Span,
    target: ExprId,
    /// `const(…)`
    call: ExprId,
    argument: Option<ExprId>,
    hidden: bool,
    used: bool,
    /// Something sets an attribute of this name, so that it does exist at run time.
    stored: bool,
}

/// The constants of a module.
pub(super) struct Constants {
    /// An index into `declared` for every name; empty if there are no constants.
    slots: Vec<u32>,
    declared: Vec<Declaration>,
}

const UNDECLARED: u32 = u32::MAX;

impl Constants {
    fn slot(&self, name: Symbol) -> Option<usize> {
        self.slots.get(name.0 as usize).filter(|&&slot| slot != UNDECLARED).map(|&slot| slot as usize)
    }

    /// The expression that a name stands for where it is used.
    pub(super) fn value(&self, ast: &Ast, name: Symbol, used: ExprId) -> Option<ExprId> {
        let declaration = &self.declared[self.slot(name)?];
        let argument = declaration.argument?;
        // A name may stand for another constant; one step is enough.
        (used.0 > declaration.call.0 && ast.name(argument).is_none()).then_some(argument)
    }
}

/// How a hidden constant is looked for at run time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lookup {
    /// `self.NAME`, `cls.NAME`
    Instance,
    /// `Class.NAME`
    Class(Symbol),
    /// `getattr(…, "NAME")`
    Getattr,
    /// `globals()["NAME"]`, `__all__`
    Module,
}

/// What the pass over the tree has found.
#[derive(Default)]
struct Survey {
    /// Calls of `const` by its own name.
    calls: Vec<ExprId>,
    /// Those that the compiler recognises, in ascending order.
    recognised: Vec<ExprId>,
    /// What `const` and `micropython` are called otherwise, and where they got that name.
    aliases: Vec<(Symbol, Span)>,
    modules: Vec<Symbol>,
    /// Calls of `const` by another name, with the place the name comes from.
    renamed: Vec<(ExprId, Option<Span>)>,
    imported: bool,
    /// Uses of constants above their declaration: which constant, and where.
    early: Vec<(usize, ExprId)>,
    lookups: Vec<(usize, Span, Lookup)>,
    /// Bindings of names that are constants somewhere.
    bindings: Vec<(usize, Binding)>,
    const_is_bound: bool,
}

pub(super) fn check(linter: &mut Linter<'_>) -> Constants {
    let ast = &linter.tree.ast;
    let mut constants = Constants { slots: Vec::new(), declared: Vec::new() };
    let mut survey = Survey::default();
    statements(linter, &mut constants, &mut survey);
    let words = Words::new(linter);
    expressions(linter, &mut constants, &mut survey, &words);
    if constants.declared.is_empty() && survey.calls.is_empty() && survey.renamed.is_empty() {
        return constants;
    }
    let mut parameters = Vec::new();
    each_binding(ast, |binding| {
        if let Some(slot) = constants.slot(binding.name) {
            survey.bindings.push((slot, binding));
        }
        let is_attribute = binding.binder == Binder::Attribute;
        survey.const_is_bound |= binding.name == Symbol::CONST && !is_attribute;
        if binding.binder == Binder::Parameter && survey.aliases.iter().any(|alias| alias.0 == binding.name) {
            parameters.push(binding.name);
        }
    });
    survey.aliases.retain(|(name, _)| !parameters.contains(name));
    invisible(linter, &survey);
    not_imported(linter, &survey);
    if !constants.declared.is_empty() {
        names(linter, &mut constants, &survey);
    }
    constants
}

// The survey

/// Declarations, and what `const` and its module are called.
fn statements(linter: &Linter<'_>, constants: &mut Constants, survey: &mut Survey) {
    let ast = &linter.tree.ast;
    for stmt in ast.stmts.iter() {
        match stmt.kind {
            StmtKind::Assign { targets, value } if targets.len() == 1 => {
                let target = ast.item(targets, 0);
                if is_const(ast, value, survey) {
                    survey.aliases.extend(ast.name(target).map(|name| (name, stmt.span)));
                }
            }
            StmtKind::Import(modules) => {
                for module in ast.raw(modules).chunks_exact(3) {
                    let path: List<Symbol> = List::new(module[0], module[1]);
                    let alias = Maybe::<Symbol>::from_raw(module[2]).get();
                    if path.len() == 1 && ast.item(path, 0) == Symbol::MICROPYTHON {
                        remember(&mut survey.modules, alias.unwrap_or(Symbol::MICROPYTHON));
                    }
                }
            }
            StmtKind::ImportFrom(id) => import_from(ast, &ast.imports[id.0 as usize], stmt.span, survey),
            _ => {}
        }
        if let Some((target, value)) = ast.assignment(stmt) {
            declaration(linter, stmt, target, value, constants, survey);
        }
    }
    // A constant is never what it is called by.
    survey.aliases.retain(|&(name, _)| name != Symbol::CONST && constants.slot(name).is_none());
    survey.aliases.sort_by_key(|alias| (alias.0, alias.1.start));
    survey.aliases.dedup_by_key(|alias| alias.0);
}

/// The most names that are kept of what nobody renames more than once.
const MAX_ALIASES: usize = 8;

fn remember(names: &mut Vec<Symbol>, name: Symbol) {
    if names.len() < MAX_ALIASES && !names.contains(&name) {
        names.push(name);
    }
}

fn import_from(ast: &Ast, import: &ImportFrom, span: Span, survey: &mut Survey) {
    let from_micropython = import.level == 0 && ast.items(import.module).eq([Symbol::MICROPYTHON]);
    let Some(names) = import.names else {
        // Any module may have `const`.
        survey.imported = true;
        return;
    };
    for (name, alias) in ast.pairs::<Symbol, Maybe<Symbol>>(names) {
        if !from_micropython || name != Symbol::CONST {
            continue;
        }
        match alias.get() {
            Some(alias) if alias != Symbol::CONST && survey.aliases.len() < MAX_ALIASES => {
                survey.aliases.push((alias, span));
            }
            _ => survey.imported = true,
        }
    }
}

/// Whether an expression is `const` or `micropython.const`.
fn is_const(ast: &Ast, value: ExprId, survey: &Survey) -> bool {
    if survey.aliases.len() >= MAX_ALIASES {
        return false;
    }
    match ast.expr(value).kind {
        ExprKind::Name(name) => name == Symbol::CONST,
        ExprKind::Postfix { base, trailers } => {
            let is_module = ast.name(base).is_some_and(|name| survey.modules.contains(&name));
            is_module && trailers.len() == 1 && attribute(ast, trailers, 0) == Some(Symbol::CONST)
        }
        _ => false,
    }
}

/// Notes `target = value` if it declares a constant, by the rules of `crate::constants`.
fn declaration(
    linter: &Linter<'_>,
    stmt: &Stmt,
    target: ExprId,
    value: ExprId,
    constants: &mut Constants,
    survey: &mut Survey,
) {
    let tree = linter.tree;
    let ast = &tree.ast;
    let Some(name) = ast.name(target) else { return };
    let Some(Trailer { kind: TrailerKind::Call { arguments, .. }, .. }) = ast.const_call(value) else {
        return;
    };
    survey.recognised.push(value);
    if constants.slots.is_empty() {
        constants.slots.resize(tree.names.len(), UNDECLARED);
    }
    let Some(slot) = constants.slots.get_mut(name.0 as usize).filter(|slot| **slot == UNDECLARED) else {
        return;
    };
    *slot = constants.declared.len() as u32;
    constants.declared.push(Declaration {
        name,
        stmt: stmt.span,
        target,
        call: value,
        argument: positional(ast, arguments, 0),
        hidden: tree.names.text(name).starts_with(b"_"),
        used: false,
        stored: false,
    });
}

/// Names that mean something to a lint, if the source has them at all.
struct Words {
    this: Option<Symbol>,
    class: Option<Symbol>,
    getattr: Option<Symbol>,
    hasattr: Option<Symbol>,
    setattr: Option<Symbol>,
    globals: Option<Symbol>,
    get: Option<Symbol>,
    all: Option<Symbol>,
}

impl Words {
    fn new(linter: &Linter<'_>) -> Self {
        let find = |text: &str| linter.tree.names.find(text.as_bytes());
        Words {
            this: find("self"),
            class: find("cls"),
            getattr: find("getattr"),
            hasattr: find("hasattr"),
            setattr: find("setattr"),
            globals: find("globals"),
            get: find("get"),
            all: find("__all__"),
        }
    }
}

/// Uses of constants, and calls of `const`.
fn expressions(linter: &Linter<'_>, constants: &mut Constants, survey: &mut Survey, words: &Words) {
    let ast = &linter.tree.ast;
    let any_declared = !constants.declared.is_empty();
    for (expr, index) in ast.exprs.iter().zip(0..) {
        match expr.kind {
            ExprKind::Name(name) if any_declared => {
                let Some(slot) = constants.slot(name) else { continue };
                let declaration = &mut constants.declared[slot];
                if index > declaration.call.0 {
                    declaration.used = true;
                } else if index != declaration.target.0 {
                    survey.early.push((slot, ExprId(index)));
                }
            }
            ExprKind::Postfix { base, trailers } => {
                const_call(ast, ExprId(index), base, trailers, survey);
                if any_declared {
                    lookup(linter, base, trailers, constants, survey, words);
                }
            }
            _ => {}
        }
    }
    if any_declared && words.all.is_some() {
        exports(linter, constants, survey, words);
    }
}

fn const_call(ast: &Ast, id: ExprId, base: ExprId, trailers: List<TrailerId>, survey: &mut Survey) {
    let Some(name) = ast.name(base) else { return };
    if name == Symbol::CONST {
        if call(ast, trailers, 0).is_some() {
            survey.calls.push(id);
        }
    } else if let Some(&(_, span)) = survey.aliases.iter().find(|alias| alias.0 == name) {
        if call(ast, trailers, 0).is_some() {
            survey.renamed.push((id, Some(span)));
        }
    } else if survey.modules.contains(&name)
        && attribute(ast, trailers, 0) == Some(Symbol::CONST)
        && call(ast, trailers, 1).is_some()
    {
        survey.renamed.push((id, None));
    }
}

/// `self.NAME`, `getattr(…, "NAME")`, `globals()["NAME"]`
fn lookup(
    linter: &Linter<'_>,
    base: ExprId,
    trailers: List<TrailerId>,
    constants: &mut Constants,
    survey: &mut Survey,
    words: &Words,
) {
    let ast = &linter.tree.ast;
    let Some(name) = ast.name(base) else { return };
    let named = Some(name);
    if let Some(member) = attribute(ast, trailers, 0) {
        // What is assigned to is noted as a binding.
        if let Some(slot) = constants.slot(member) {
            let span = ast.trailers[ast.item(trailers, 0).0 as usize].span;
            let is_instance = named == words.this || named == words.class;
            let lookup = if is_instance { Lookup::Instance } else { Lookup::Class(name) };
            survey.lookups.push((slot, span, lookup));
        }
        return;
    }
    let Some(arguments) = call(ast, trailers, 0) else { return };
    let text = |id: ExprId| Some((linter.tree.names.find(linter.string(id)?)?, linter.span(id)));
    let (found, lookup) = if named == words.getattr || named == words.hasattr {
        (positional(ast, arguments, 1), Lookup::Getattr)
    } else if named == words.setattr {
        let set = positional(ast, arguments, 1).and_then(text);
        if let Some(slot) = set.and_then(|(name, _)| constants.slot(name)) {
            constants.declared[slot].stored = true;
        }
        return;
    } else if named == words.globals && arguments.len() == 0 {
        let index = match nth(ast, trailers, 1) {
            Some(TrailerKind::Index(index)) => Some(index),
            Some(TrailerKind::Attribute(method)) if Some(method) == words.get => {
                call(ast, trailers, 2).and_then(|arguments| positional(ast, arguments, 0))
            }
            _ => None,
        };
        (index, Lookup::Module)
    } else {
        return;
    };
    if let Some((name, span)) = found.and_then(text)
        && let Some(slot) = constants.slot(name)
    {
        survey.lookups.push((slot, span, lookup));
    }
}

/// `__all__ = ["NAME"]`
fn exports(linter: &Linter<'_>, constants: &Constants, survey: &mut Survey, words: &Words) {
    let ast = &linter.tree.ast;
    for stmt in ast.stmts.iter() {
        let (target, value) = match stmt.kind {
            StmtKind::Assign { targets, value } => (ast.item(targets, 0), value),
            StmtKind::AugAssign { target, value, .. } => (target, value),
            _ => continue,
        };
        if ast.name(target) != words.all {
            continue;
        }
        let items = match ast.expr(value).kind {
            ExprKind::ListDisplay(items)
            | ExprKind::BareTuple(items)
            | ExprKind::ParenTuple { items, .. } => items,
            _ => continue,
        };
        for item in ast.items(items) {
            let name = linter.string(item).and_then(|text| linter.tree.names.find(text));
            if let Some(slot) = name.and_then(|name| constants.slot(name)) {
                survey.lookups.push((slot, linter.span(item), Lookup::Module));
            }
        }
    }
}

fn nth(ast: &Ast, trailers: List<TrailerId>, index: usize) -> Option<TrailerKind> {
    ast.items(trailers).nth(index).map(|id| ast.trailers[id.0 as usize].kind)
}

fn attribute(ast: &Ast, trailers: List<TrailerId>, index: usize) -> Option<Symbol> {
    match nth(ast, trailers, index) {
        Some(TrailerKind::Attribute(name)) => Some(name),
        _ => None,
    }
}

fn call(ast: &Ast, trailers: List<TrailerId>, index: usize) -> Option<List<ArgumentId>> {
    match nth(ast, trailers, index) {
        Some(TrailerKind::Call { arguments, .. }) => Some(arguments),
        _ => None,
    }
}

fn positional(ast: &Ast, arguments: List<ArgumentId>, index: usize) -> Option<ExprId> {
    match ast.items(arguments).nth(index).map(|id| ast.arguments[id.0 as usize].kind) {
        Some(ArgumentKind::Positional(value)) => Some(value),
        _ => None,
    }
}

// Calls of `const`

/// W001
fn invisible(linter: &mut Linter<'_>, survey: &Survey) {
    let ast = &linter.tree.ast;
    for &(id, origin) in &survey.renamed {
        let ExprKind::Postfix { base, trailers } = ast.expr(id).kind else { continue };
        let name = ast.name(base);
        if origin.is_some() && !survey.aliases.iter().any(|alias| Some(alias.0) == name) {
            continue;
        }
        let last = if origin.is_some() { 0 } else { 1 };
        let mut diagnostic = Diagnostic::new(Code::InvisibleConst, call_span(ast, id, trailers, last), 0)
            .with_hint("the compiler knows `const` by this name only: `from micropython import const`");
        if let Some(origin) = origin {
            diagnostic = diagnostic.with_label(linter.first_line(origin), "`const` gets another name here");
        }
        linter.report(diagnostic);
    }
    if survey.const_is_bound && !survey.imported {
        // It is a function of the module's own.
        return;
    }
    for &id in
        survey.calls.iter().filter(|id| survey.recognised.binary_search_by_key(&id.0, |id| id.0).is_err())
    {
        let ExprKind::Postfix { trailers, .. } = ast.expr(id).kind else { continue };
        linter.report(
            Diagnostic::new(Code::InvisibleConst, call_span(ast, id, trailers, 0), 0)
                .with_hint("a constant is declared by `NAME = const(value)` and nothing else"),
        );
    }
}

/// From the start of an expression to the end of one of its trailers.
fn call_span(ast: &Ast, id: ExprId, trailers: List<TrailerId>, last: usize) -> Span {
    let span = ast.expr(id).span;
    let end = ast.items(trailers).nth(last).map_or(span.end, |id| ast.trailers[id.0 as usize].span.end);
    Span::new(span.start, end.max(span.start))
}

/// W007
fn not_imported(linter: &mut Linter<'_>, survey: &Survey) {
    if survey.const_is_bound || survey.imported {
        return;
    }
    let Some(&id) = survey.calls.first() else { return };
    let ExprKind::Postfix { base, .. } = linter.tree.ast.expr(id).kind else { return };
    linter.report(
        Diagnostic::new(Code::ConstNotImported, linter.span(base), 0).with_hint(
            "MicroPython's compiler does without, but nothing else: `from micropython import const`",
        ),
    );
}

// Names of constants

/// W002 to W006
fn names(linter: &mut Linter<'_>, constants: &mut Constants, survey: &Survey) {
    let quiet = survey.early.is_empty()
        && survey.lookups.is_empty()
        && survey.bindings.len() == constants.declared.len()
        && constants.declared.iter().all(|declaration| declaration.used || !declaration.hidden);
    if quiet {
        return;
    }
    let scopes = Scopes::new(&linter.tree.ast);
    let bound = Bound::new(&scopes, survey);
    shadowed(linter, constants, survey, &scopes);
    let redeclared = redeclared(linter, constants, survey, &scopes);
    for &(slot, binding) in &survey.bindings {
        let in_class = || scopes.at(binding.scope_at).is_some_and(|scope| scopes.class(scope).is_some());
        let is_declaration = binding.target == Some(constants.declared[slot].target);
        constants.declared[slot].stored |=
            binding.binder == Binder::Attribute || (!is_declaration && in_class());
    }
    let early = used_early(linter, constants, survey, &scopes, &bound, &redeclared);
    let needed = needed(linter, constants, survey, &scopes);
    unused(linter, constants, &scopes, |slot| early[slot] || needed[slot]);
}

/// W005
fn unused(
    linter: &mut Linter<'_>,
    constants: &Constants,
    scopes: &Scopes,
    is_missed: impl Fn(usize) -> bool,
) {
    // At a prompt, what uses it may come yet.
    if linter.mode != Mode::Module || !linter.enabled(Code::UnusedConstant) {
        return;
    }
    let names = &linter.tree.names;
    let used = constants.declared.iter().filter(|declaration| declaration.used);
    let families: HashSet<&[u8]> =
        used.filter_map(|declaration| family(names.text(declaration.name))).collect();
    for (slot, declaration) in constants.declared.iter().enumerate() {
        let text = names.text(declaration.name);
        if !declaration.hidden
            || declaration.used
            || is_missed(slot)
            || family(text).is_some_and(|family| families.contains(family))
            || scopes.at(linter.span(declaration.target).start) != Some(MODULE)
        {
            continue;
        }
        linter.report(
            Diagnostic::new(Code::UnusedConstant, linter.span(declaration.target), 0)
                .with_message(format!("constant `{}` is never used", linter.text(declaration.name)))
                .with_hint("no other module can see it either, because its name starts with an underscore"),
        );
    }
}

/// The first word of a name of several: `REG` of `_REG_STATUS`. The registers of a chip or the values of an
/// enumeration are written down in full, whichever of them are used.
fn family(name: &[u8]) -> Option<&[u8]> {
    let name = &name[name.iter().position(|&byte| byte != b'_')?..];
    name.iter().position(|&byte| byte == b'_').map(|length| &name[..length])
}

/// Which constants' names are variables of which scope.
struct Bound(Vec<(Symbol, ScopeId)>);

impl Bound {
    fn new(scopes: &Scopes, survey: &Survey) -> Self {
        if survey.early.is_empty() {
            return Bound(Vec::new());
        }
        let bindings = survey.bindings.iter().map(|(_, binding)| binding);
        let bindings = bindings.filter(|binding| binding.binder != Binder::Attribute);
        let mut bound: Vec<_> =
            bindings.filter_map(|binding| Some((binding.name, scopes.at(binding.scope_at)?))).collect();
        bound.sort_unstable();
        Bound(bound)
    }

    /// The scope that a name belongs to where it is used in `scope`.
    fn resolve(&self, scopes: &Scopes, name: Symbol, scope: ScopeId) -> ScopeId {
        let mut outwards = scopes.outwards(scope).filter(|&id| id == scope || scopes.class(id).is_none());
        outwards.find(|&id| self.0.binary_search(&(name, id)).is_ok()).unwrap_or(MODULE)
    }
}

/// W003
fn shadowed(linter: &mut Linter<'_>, constants: &Constants, survey: &Survey, scopes: &Scopes) {
    if !linter.enabled(Code::ShadowedConstant) {
        return;
    }
    for &(slot, binding) in &survey.bindings {
        let declaration = &constants.declared[slot];
        let (what, keyword): (_, &[u8]) = match binding.binder {
            Binder::Parameter => ("parameter", b""),
            Binder::Exception => ("exception", b"as"),
            Binder::Import => ("import", b"import"),
            Binder::Function => ("function", b"def"),
            Binder::Class => ("class", b"class"),
            // Assigning to a constant is an error.
            Binder::Variable | Binder::Attribute => continue,
        };
        if binding.span.start < declaration.stmt.end {
            continue;
        }
        // A member of a class is reached by its name as an attribute, which stays what it is.
        let is_member = || scopes.at(binding.scope_at).is_none_or(|scope| scopes.class(scope).is_some());
        if binding.binder != Binder::Parameter && is_member() {
            continue;
        }
        let name = linter.text(binding.name);
        let place = linter.find(binding.span, keyword, binding.name);
        linter.report(
            Diagnostic::new(Code::ShadowedConstant, place, 0)
                .with_message(format!("{what} `{name}` has the name of a constant"))
                .with_label(linter.span(declaration.target), "the constant")
                .with_hint(format!("`{name}` stands for the constant here too; rename one of the two")),
        );
    }
}

/// W004. Tells for every constant whether its name was a variable before.
fn redeclared(linter: &mut Linter<'_>, constants: &Constants, survey: &Survey, scopes: &Scopes) -> Vec<bool> {
    let mut redeclared: Vec<bool> = constants.declared.iter().map(|_| false).collect();
    for &(slot, binding) in &survey.bindings {
        let declaration = &constants.declared[slot];
        let target = linter.span(declaration.target);
        let keyword: &[u8] = match binding.binder {
            Binder::Variable => b"",
            Binder::Import => b"import",
            Binder::Function => b"def",
            Binder::Class => b"class",
            Binder::Parameter | Binder::Exception | Binder::Attribute => continue,
        };
        let is_before = binding.span.start < declaration.stmt.start;
        let same_scope =
            || scopes.at(binding.scope_at).is_some_and(|scope| Some(scope) == scopes.at(target.start));
        if redeclared[slot] || !is_before || !same_scope() {
            continue;
        }
        redeclared[slot] = true;
        let name = linter.text(declaration.name);
        let place = linter.find(binding.span, keyword, binding.name);
        linter.report(
            Diagnostic::new(Code::ConstantRedeclared, target, 0)
                .with_message(format!("`{name}` is declared constant, but is a variable before"))
                .with_label(place, "it is bound here already")
                .with_hint(format!("from here on `{name}` is always this value, whichever of the two ran")),
        );
    }
    redeclared
}

/// W002. Tells for every constant whether it is used above its declaration.
fn used_early(
    linter: &mut Linter<'_>,
    constants: &Constants,
    survey: &Survey,
    scopes: &Scopes,
    bound: &Bound,
    redeclared: &[bool],
) -> Vec<bool> {
    let mut early: Vec<bool> = constants.declared.iter().map(|_| false).collect();
    if survey.early.is_empty() {
        return early;
    }
    let not_uses = not_uses(linter, survey);
    for &(slot, id) in &survey.early {
        let declaration = &constants.declared[slot];
        if early[slot] || redeclared[slot] || not_uses.binary_search(&id.0).is_ok() {
            continue;
        }
        let (span, target) = (linter.span(id), linter.span(declaration.target));
        let (Some(scope), Some(home)) = (scopes.at(span.start), scopes.at(target.start)) else { continue };
        let is_class = scopes.class(home).is_some();
        if (is_class && scope != home) || bound.resolve(scopes, declaration.name, scope) != home {
            continue;
        }
        early[slot] = true;
        let name = linter.text(declaration.name);
        let hint = match (declaration.hidden, scope == home) {
            (true, _) => format!("up here `{name}` is a variable, which nothing gives a value: a NameError"),
            (false, true) => format!("up here `{name}` has no value yet: a NameError"),
            (false, false) => format!("up here `{name}` is a variable, and looked up every time"),
        };
        linter.report(
            Diagnostic::new(Code::ConstantUsedEarly, span, 0)
                .with_message(format!("constant `{name}` is used above its declaration"))
                .with_label(target, "it is declared here")
                .with_hint(hint),
        );
    }
    early
}

/// Names that are expressions but not uses, sorted: targets, and the names of keyword arguments.
fn not_uses(linter: &Linter<'_>, survey: &Survey) -> Vec<u32> {
    let targets = survey.bindings.iter().filter_map(|(_, binding)| binding.target);
    let keywords = linter.tree.ast.arguments.iter().filter_map(|argument| match argument.kind {
        ArgumentKind::Keyword { name, .. } => Some(name),
        _ => None,
    });
    let mut ids: Vec<u32> = targets.chain(keywords).map(|id| id.0).collect();
    ids.sort_unstable();
    ids
}

/// W006. Tells for every constant whether it is looked for at run time.
fn needed(linter: &mut Linter<'_>, constants: &Constants, survey: &Survey, scopes: &Scopes) -> Vec<bool> {
    let mut needed: Vec<bool> = constants.declared.iter().map(|_| false).collect();
    for &(slot, span, lookup) in &survey.lookups {
        let declaration = &constants.declared[slot];
        if !declaration.hidden || declaration.stored {
            continue;
        }
        let target = linter.span(declaration.target);
        let Some(home) = scopes.at(target.start) else { continue };
        let Some(what) = finds(linter, scopes, home, span, lookup) else { continue };
        needed[slot] = true;
        let name = linter.text(declaration.name);
        let bare = name.trim_start_matches('_');
        let public = if bare.is_empty() { String::from("NAME") } else { String::from(bare) };
        let place = match lookup {
            Lookup::Instance | Lookup::Class(_) => linter.find(span, b"", declaration.name),
            Lookup::Getattr | Lookup::Module => span,
        };
        linter.report(
            Diagnostic::new(Code::HiddenConstantNeeded, place, 0)
                .with_message(format!("constant `{name}` does not exist at run time"))
                .with_label(target, format!("not stored {what}, because its name starts with an underscore"))
                .with_hint(match lookup {
                    Lookup::Module => format!("name it `{public}` to keep it"),
                    _ => format!("write `{name}` alone for its value, or name it `{public}` to keep it"),
                }),
        );
    }
    needed
}

/// Where a lookup would find a constant declared in `home` if that were stored; nothing if it is not that what it
/// looks for.
fn finds(
    linter: &Linter<'_>,
    scopes: &Scopes,
    home: ScopeId,
    span: Span,
    lookup: Lookup,
) -> Option<&'static str> {
    let ast = &linter.tree.ast;
    let (in_class, in_module) = ("in the class", "in the module");
    let class = scopes.class(home).map(|id| &ast.classes[id.0 as usize]);
    match (lookup, class) {
        (Lookup::Getattr, Some(_)) => Some(in_class),
        (Lookup::Getattr | Lookup::Module, None) => (home == MODULE).then_some(in_module),
        (Lookup::Module, Some(_)) => None,
        (Lookup::Instance, Some(_)) => Some(in_class),
        // Nothing but the class itself could have it, and the class does not.
        (Lookup::Instance, None) => {
            let scope = scopes.at(span.start)?;
            let around = scopes.outwards(scope).find_map(|id| scopes.class(id))?;
            let has_bases = ast.classes[around.0 as usize].arguments.len() > 0;
            (home == MODULE && !has_bases).then_some(in_module)
        }
        (Lookup::Class(name), Some(class)) => (class.name == name).then_some(in_class),
        (Lookup::Class(_), None) => None,
    }
}

const _: () = assert!(MAX_SEARCH > crate::intern::MAX_INTERNED_LEN, "a name is found where it starts");
