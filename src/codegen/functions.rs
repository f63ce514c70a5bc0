//! Functions, lambdas, classes and comprehensions: making them, and their bodies.

use super::emitter::ITERATOR_SLOTS;
use super::{Compiler, Node};
use crate::ast::*;
use crate::diagnostic::Code;
use crate::intern::Symbol;
use crate::scope::{IS_DOUBLE_STAR_PARAMETER, IS_PARAMETER, IS_STAR_PARAMETER, IdKind, ScopeId, ScopeKind};
use constrictor_bytecode::opcode::Opcode;
use constrictor_bytecode::prelude::{FLAG_DEFKWARGS, FLAG_GENERATOR, FLAG_VARARGS, FLAG_VARKEYWORDS};

impl Compiler<'_> {
    /// Leaves a function on the stack.
    pub(super) fn make_function(&mut self, id: FunctionId) -> Symbol {
        let name = self.ast.functions[id.0 as usize].name;
        if self.in_scope_pass() {
            let kind = match self.ast.functions[id.0 as usize].body {
                Body::Suite(_) => ScopeKind::Function,
                Body::Lambda(_) => ScopeKind::Lambda,
            };
            self.function_scopes[id.0 as usize] = self.add_scope(kind, name, Node::Function(id));
        }
        let scope = self.function_scopes[id.0 as usize];
        self.make_function_with_defaults(scope, self.ast.functions[id.0 as usize].parameters);
        name
    }

    /// Positional defaults go into a tuple, keyword-only ones into a dict; if there are any, both slots are filled.
    fn make_function_with_defaults(&mut self, scope: ScopeId, parameters: List<ParameterId>) {
        let (mut star, mut positional, mut keyword) = (false, 0u32, 0u32);
        for parameter in self.ast.items(parameters) {
            let Parameter { kind, name, default, span, .. } = self.ast.parameters[parameter.0 as usize];
            match (kind, default.get()) {
                (ParameterKind::Star, _) => star = true,
                (ParameterKind::DoubleStar, _) => {}
                (ParameterKind::Plain, None) => {
                    if !star && positional != 0 {
                        let line = self.ast.parameters[parameter.0 as usize].own_line();
                        self.fail(Code::DefaultOrder, span, line);
                        self.hint("parameters without a default value come first");
                    }
                }
                (ParameterKind::Plain, Some(default)) if star => {
                    keyword += 1;
                    if keyword == 1 {
                        if positional > 0 {
                            self.emitter.op_uint(Opcode::BuildTuple, positional);
                        } else {
                            self.emitter.op(Opcode::LoadNull);
                        }
                        self.emitter.op_uint(Opcode::BuildMap, 0);
                    }
                    self.expr(default);
                    if let Some(name) = name.get() {
                        self.emitter.op_name(Opcode::LoadConstString, name);
                    }
                    self.emitter.op(Opcode::StoreMap);
                }
                (ParameterKind::Plain, Some(default)) => {
                    positional += 1;
                    self.expr(default);
                }
            }
        }
        if self.error.is_some() {
            return;
        }
        if positional > 0 && keyword == 0 {
            self.emitter.op_uint(Opcode::BuildTuple, positional);
            self.emitter.op(Opcode::LoadNull);
        }
        self.close_over(scope, positional, keyword);
    }

    /// Makes the function of `scope` from its defaults on the stack and the cells it needs of this scope, in the order
    /// they have here.
    fn close_over(&mut self, scope: ScopeId, positional: u32, keyword: u32) {
        if keyword > 0 {
            self.scopes[scope].flags |= FLAG_DEFKWARGS;
        }
        self.scopes[scope].n_def_pos_args = positional as u16;
        let mut closed_over = 0;
        if self.kind() != ScopeKind::Module {
            let mut cells = crate::memory::Pool::new(self.memory);
            let ours = &self.scopes[self.scope].ids;
            for id in self.scopes[scope].ids.iter().filter(|id| id.kind == IdKind::Free) {
                if let Some(index) = ours.find(id.symbol)
                    && matches!(ours[index].kind, IdKind::Cell | IdKind::Free)
                {
                    cells.push((index, usize::from(ours[index].local)));
                }
            }
            crate::scope::sort_pairs(&mut cells);
            for &(_, local) in cells.iter() {
                self.emitter.op_local(Opcode::LoadFastMulti, Opcode::LoadFastN, local as u16);
                closed_over += 1;
            }
        }
        self.emitter.make_function(scope, closed_over, positional > 0 || keyword > 0);
    }

    pub(super) fn function_body(&mut self, id: FunctionId) {
        let Function { parameters, body, line, .. } = self.ast.functions[id.0 as usize];
        if let Body::Lambda(_) = body {
            self.emitter.line(line);
        }
        if self.in_scope_pass() {
            self.declare_parameters(parameters);
        }
        match body {
            Body::Suite(suite) => {
                self.stmt(suite);
                self.emitter.op(Opcode::LoadConstNone);
            }
            Body::Lambda(expr) => {
                self.expr(expr);
                if self.scopes[self.scope].flags & FLAG_GENERATOR != 0 {
                    // A generator returns None, not the value of the expression.
                    self.emitter.op(Opcode::PopTop);
                    self.emitter.op(Opcode::LoadConstNone);
                }
            }
        }
        self.emitter.op(Opcode::ReturnValue);
    }

    fn declare_parameters(&mut self, parameters: List<ParameterId>) {
        let mut star = false;
        for id in self.ast.items(parameters) {
            let parameter = &self.ast.parameters[id.0 as usize];
            let (span, line) = (parameter.span, parameter.own_line());
            let scope = &mut self.scopes[self.scope];
            if scope.flags & FLAG_VARKEYWORDS != 0 {
                self.fail(Code::ParameterOrder, span, line);
                self.hint("nothing can follow the ** parameter");
                continue;
            }
            let flag = match parameter.kind {
                ParameterKind::Plain => {
                    if star {
                        scope.n_kwonly_args = scope.n_kwonly_args.wrapping_add(1);
                    } else {
                        scope.n_pos_args = scope.n_pos_args.wrapping_add(1);
                    }
                    IS_PARAMETER
                }
                ParameterKind::Star => {
                    if star {
                        self.fail(Code::ParameterOrder, span, line);
                        self.hint("a function can have one * parameter");
                        continue;
                    }
                    star = true;
                    if !parameter.name.is_none() {
                        scope.flags |= FLAG_VARARGS;
                    }
                    IS_PARAMETER | IS_STAR_PARAMETER
                }
                ParameterKind::DoubleStar => {
                    scope.flags |= FLAG_VARKEYWORDS;
                    IS_PARAMETER | IS_DOUBLE_STAR_PARAMETER
                }
            };
            let Some(name) = parameter.name.get() else { continue };
            let Some(index) = scope.ids.find_or_add(name, IdKind::Undecided) else { return };
            if scope.ids[index].kind != IdKind::Undecided {
                self.fail(Code::ParameterReused, span, line);
                continue;
            }
            scope.ids[index].kind = IdKind::Local;
            scope.ids[index].flags = flag;
        }
    }

    /// Leaves a class on the stack.
    pub(super) fn make_class(&mut self, id: ClassId) -> Symbol {
        let Class { name, arguments, .. } = self.ast.classes[id.0 as usize];
        if self.in_scope_pass() {
            self.class_scopes[id.0 as usize] = self.add_scope(ScopeKind::Class, name, Node::Class(id));
        }
        self.emitter.op(Opcode::LoadBuildClass);
        self.close_over(self.class_scopes[id.0 as usize], 0, 0);
        self.emitter.op_name(Opcode::LoadConstString, name);
        self.arguments(arguments, false, 2);
        name
    }

    pub(super) fn class_body(&mut self, id: ClassId) {
        let Class { name, body, .. } = self.ast.classes[id.0 as usize];
        if self.in_scope_pass() {
            self.scopes[self.scope].ids.find_or_add(Symbol::CLASS, IdKind::Local);
        }
        self.load(Symbol::NAME);
        self.store(Symbol::MODULE_NAME);
        self.emitter.op_name(Opcode::LoadConstString, name);
        self.store(Symbol::QUALNAME);
        self.stmt(body);
        // The class is given to its cell if a method refers to it, by `super()` or by name.
        let ids = &self.scopes[self.scope].ids;
        match ids.find(Symbol::CLASS).map(|index| ids[index]) {
            Some(id) if id.kind != IdKind::Local => {
                self.emitter.op_local(Opcode::LoadFastMulti, Opcode::LoadFastN, id.local);
            }
            _ => self.emitter.op(Opcode::LoadConstNone),
        }
        self.emitter.op(Opcode::ReturnValue);
    }

    /// Leaves the value of a comprehension on the stack: it is a function that is called at once with its first
    /// iterable.
    pub(super) fn comprehension(&mut self, id: ComprehensionId) {
        let Comprehension { kind, clauses, .. } = self.ast.comprehensions[id.0 as usize];
        if self.in_scope_pass() {
            let scope = match kind {
                ComprehensionKind::List => ScopeKind::ListComp,
                ComprehensionKind::Dict => ScopeKind::DictComp,
                ComprehensionKind::Set => ScopeKind::SetComp,
                ComprehensionKind::Generator => ScopeKind::GenExpr,
            };
            let scope = self.add_scope(scope, kind.scope_name(), Node::Comprehension(id));
            self.comprehension_scopes[id.0 as usize] = scope;
        }
        self.close_over(self.comprehension_scopes[id.0 as usize], 0, 0);
        if let Clause::For { iterable, .. } = self.ast.clauses[self.ast.item(clauses, 0).0 as usize] {
            self.expr(iterable);
        }
        if kind == ComprehensionKind::Generator {
            self.emitter.op(Opcode::GetIter);
        }
        self.emitter.call(false, 1, 0, false);
    }

    pub(super) fn comprehension_body(&mut self, id: ComprehensionId) {
        let Comprehension { kind, clauses, line, .. } = self.ast.comprehensions[id.0 as usize];
        // The iterable is a parameter that no variable can be named like.
        if self.in_scope_pass() {
            self.scopes[self.scope].ids.find_or_add(Symbol::EMPTY, IdKind::Local);
            self.scopes[self.scope].n_pos_args = 1;
        }
        self.emitter.line(line);
        match kind {
            ComprehensionKind::List => self.emitter.op_uint(Opcode::BuildList, 0),
            ComprehensionKind::Dict => self.emitter.op_uint(Opcode::BuildMap, 0),
            ComprehensionKind::Set => self.emitter.op_uint(Opcode::BuildSet, 0),
            ComprehensionKind::Generator => {}
        }
        if kind == ComprehensionKind::Generator {
            // It gets an iterator rather than an iterable: a null in the first of the four slots tells.
            self.emitter.op(Opcode::LoadNull);
            self.load(Symbol::EMPTY);
            self.emitter.op(Opcode::LoadNull);
            self.emitter.op(Opcode::LoadNull);
        } else {
            self.load(Symbol::EMPTY);
            self.emitter.op(Opcode::GetIterStack);
        }
        self.clauses(id, clauses);
        if kind == ComprehensionKind::Generator {
            self.emitter.op(Opcode::LoadConstNone);
        }
        self.emitter.op(Opcode::ReturnValue);
    }

    /// The loops of a comprehension, its conditions, and in the middle of them its element.
    fn clauses(&mut self, id: ComprehensionId, clauses: List<ClauseId>) {
        let base = self.open_labels.len();
        for (index, clause) in self.ast.items(clauses).enumerate() {
            match self.ast.clauses[clause.0 as usize] {
                Clause::For { target, iterable } => {
                    if index > 0 {
                        self.expr(iterable);
                        self.emitter.op(Opcode::GetIterStack);
                    }
                    let (top, end) = (self.new_label(), self.new_label());
                    self.open_labels.push((top, end));
                    self.emitter.label(top);
                    self.emitter.jump(Opcode::ForIter, end);
                    self.assign(target);
                }
                Clause::If(condition) => {
                    if let Some(&(top, _)) = self.open_labels.last() {
                        self.jump_if(condition, false, top);
                    }
                }
            }
        }
        let loops = self.open_labels.len() - base;
        self.element(id, loops as u32);
        while self.open_labels.len() > base {
            let Some((top, end)) = self.open_labels.pop() else { break };
            self.emitter.jump(Opcode::Jump, top);
            self.emitter.label(end);
            self.emitter.adjust(-ITERATOR_SLOTS);
        }
    }

    fn element(&mut self, id: ComprehensionId, loops: u32) {
        let Comprehension { kind, element, value, line, .. } = self.ast.comprehensions[id.0 as usize];
        if let Some(value) = value.get() {
            self.emitter.line(line);
            self.expr(value);
        }
        self.expr(element);
        // The collection lies below one iterator for every loop.
        let below = 4 * loops.saturating_sub(1) + 5;
        match kind {
            ComprehensionKind::List => self.emitter.op_uint(Opcode::StoreComp, below << 2),
            ComprehensionKind::Dict => self.emitter.op_uint(Opcode::StoreComp, ((below + 1) << 2) | 1),
            ComprehensionKind::Set => self.emitter.op_uint(Opcode::StoreComp, (below << 2) | 2),
            ComprehensionKind::Generator => {
                self.yield_value();
                self.emitter.op(Opcode::PopTop);
            }
        }
    }

    pub(super) fn yield_value(&mut self) {
        self.emitter.op(Opcode::YieldValue);
        self.scopes[self.scope].flags |= FLAG_GENERATOR;
    }

    /// Delegates to the iterable on the stack.
    pub(super) fn yield_from(&mut self) {
        self.emitter.op(Opcode::GetIter);
        self.emitter.op(Opcode::LoadConstNone);
        self.emitter.op(Opcode::YieldFrom);
        self.scopes[self.scope].flags |= FLAG_GENERATOR;
    }
}
