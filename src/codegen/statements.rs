//! Statements.

use super::expressions::inplace_op;
use super::{Compiler, Loop};
use crate::ast::*;
use crate::diagnostic::{Code, Diagnostic};
use crate::intern::Symbol;
use crate::options::Mode;
use crate::scope::{IdKind, ScopeKind};
use constrictor_bytecode::opcode::{BinaryOp, Opcode};
use constrictor_bytecode::prelude::FLAG_GENERATOR;

impl Compiler<'_> {
    pub(super) fn stmt(&mut self, id: StmtId) {
        let Stmt { kind, line, span } = *self.ast.stmt(id);
        self.current_stmt = id;
        self.emitter.line(line);
        match kind {
            StmtKind::Block(stmts) => {
                for stmt in self.ast.items(stmts) {
                    self.stmt(stmt);
                    if self.locate_error(self.ast.stmt(stmt).line) && !self.goes_on() {
                        return;
                    }
                }
            }
            StmtKind::Eval(expr) => self.expr(expr),
            StmtKind::Expr(expr) => self.expr_stmt(expr),
            StmtKind::Assign { targets, value } if targets.len() == 1 => {
                self.assign_one(self.ast.item(targets, 0), value);
            }
            StmtKind::Assign { targets, value } => {
                self.expr(value);
                for (index, target) in self.ast.items(targets).enumerate() {
                    if index + 1 < targets.len() as usize {
                        self.emitter.op(Opcode::DupTop);
                    }
                    self.assign(target);
                }
            }
            StmtKind::AnnAssign { target, value, .. } => match value.get() {
                Some(value) => self.assign_one(target, value),
                // An annotation alone makes a variable local.
                None => {
                    if let (ScopeKind::Function, Some(name)) = (self.kind(), self.ast.name(target)) {
                        self.scopes[self.scope].ids.find_or_add(name, IdKind::Local);
                    }
                }
            },
            StmtKind::AugAssign { target, operator, value } => {
                self.augmented_load(target);
                self.expr(value);
                self.emitter.binary(inplace_op(operator));
                self.augmented_store(target);
            }
            StmtKind::Pass => {}
            StmtKind::Break | StmtKind::Continue => {
                self.leave_round(matches!(kind, StmtKind::Break), span, line)
            }
            StmtKind::Return(value) => self.return_stmt(value, span, line),
            StmtKind::Yield(value) => {
                self.expr(value);
                self.emitter.op(Opcode::PopTop);
            }
            StmtKind::Raise { exception, cause } => {
                let values = [exception, cause].map(Maybe::get);
                for value in values.into_iter().flatten() {
                    self.expr(value);
                }
                self.emitter.op(match values {
                    [_, Some(_)] => Opcode::RaiseFrom,
                    [Some(_), None] => Opcode::RaiseObj,
                    [None, None] => Opcode::RaiseLast,
                });
            }
            StmtKind::Delete(targets) => {
                for target in self.ast.items(targets) {
                    self.delete_target(target);
                }
            }
            StmtKind::Import(modules) => self.import(modules),
            StmtKind::ImportFrom(id) => self.import_from(id, span, line),
            StmtKind::Global(names) => self.declarations(names, true, span, line),
            StmtKind::Nonlocal(names) => self.declarations(names, false, span, line),
            StmtKind::Assert { test, message } => self.assert_stmt(test, message),
            StmtKind::If { clauses, otherwise } => self.if_stmt(clauses, otherwise),
            StmtKind::While { test, body, otherwise } => self.while_stmt(test, body, otherwise),
            StmtKind::For { target, iterable, suites } => {
                let (body, otherwise) = self.ast.suites(suites);
                self.for_stmt(target, iterable, body, otherwise);
            }
            StmtKind::Try(id) => self.try_stmt(id),
            StmtKind::With { items, body } => self.with_stmt(items, body),
            StmtKind::Function(id) => {
                let name = self.make_function(id);
                self.store(name);
            }
            StmtKind::Class(id) => {
                let name = self.make_class(id);
                self.store(name);
            }
            StmtKind::Decorated { decorators, definition } => self.decorated(decorators, definition),
            StmtKind::Async(inner) => self.async_stmt(inner),
        }
    }

    fn maybe_stmt(&mut self, stmt: Maybe<StmtId>) {
        if let Some(stmt) = stmt.get() {
            self.stmt(stmt);
        }
    }

    fn expr_stmt(&mut self, expr: ExprId) {
        if self.options.mode == Mode::Interactive && self.kind() == ScopeKind::Module {
            self.load(Symbol::REPL_PRINT);
            self.expr(expr);
            self.emitter.call(false, 1, 0, false);
            self.emitter.op(Opcode::PopTop);
            return;
        }
        let is_constant = match self.ast.expr(expr).kind {
            ExprKind::Name(_) => false,
            ExprKind::Constant(_) => true,
            _ => self.ast.expr(expr).is_leaf(),
        };
        if !is_constant {
            self.expr(expr);
            self.emitter.op(Opcode::PopTop);
        }
    }

    /// `target = value`. Two or three variables assigned at once need no tuple.
    fn assign_one(&mut self, target: ExprId, value: ExprId) {
        if let (ExprKind::BareTuple(targets), ExprKind::BareTuple(values)) =
            (self.ast.expr(target).kind, self.ast.expr(value).kind)
        {
            let starred =
                self.ast.items(targets).any(|id| matches!(self.ast.expr(id).kind, ExprKind::Starred(_)));
            if targets.len() == values.len() && matches!(targets.len(), 2 | 3) && !starred {
                for value in self.ast.items(values) {
                    self.expr(value);
                }
                if targets.len() == 3 {
                    self.emitter.op(Opcode::RotThree);
                }
                self.emitter.op(Opcode::RotTwo);
                for target in self.ast.items(targets) {
                    self.assign(target);
                }
                return;
            }
        }
        self.expr(value);
        self.assign(target);
    }

    fn leave_round(&mut self, is_break: bool, span: Place, line: u32) {
        let Some(innermost) = self.innermost_loop else {
            return self.fail(Code::OutsideLoop, span, line);
        };
        let blocks = self.except_level - innermost.except_level;
        if is_break {
            self.emitter.unwind_jump(innermost.break_label, blocks, innermost.drop_iterator);
        } else {
            self.emitter.unwind_jump(innermost.continue_label, blocks, false);
        }
    }

    fn return_stmt(&mut self, value: Maybe<ExprId>, span: Place, line: u32) {
        if self.kind() != ScopeKind::Function {
            return self.fail(Code::ReturnOutsideFunction, span, line);
        }
        match value.get() {
            None => self.emitter.op(Opcode::LoadConstNone),
            Some(value) => match self.ast.expr(value).kind {
                // Each branch returns by itself.
                ExprKind::Conditional { condition, branches } => {
                    let [then, otherwise] = self.ast.branches(branches);
                    let fail = self.new_label();
                    self.jump_if(condition, false, fail);
                    self.expr(then);
                    self.emitter.op(Opcode::ReturnValue);
                    self.emitter.label(fail);
                    self.expr(otherwise);
                }
                _ => self.expr(value),
            },
        }
        self.emitter.op(Opcode::ReturnValue);
    }

    // Imports

    fn import(&mut self, modules: List<u32>) {
        for index in 0..modules.len() as usize / 3 {
            let raw = &self.ast.raw(modules)[3 * index..3 * index + 3];
            let path = List::<Symbol>::new(raw[0], raw[1]);
            let alias = Maybe::<Symbol>::from_raw(raw[2]);
            self.emitter.small_int(0);
            self.emitter.op(Opcode::LoadConstNone);
            let full = self.import_name(path);
            self.emitter.op_name(Opcode::ImportName, full);
            // The import gives the outermost package, which is what is bound unless `as` asks for the module itself.
            match alias.get() {
                Some(alias) => {
                    for part in self.ast.items(path).skip(1) {
                        self.emitter.op_name(Opcode::LoadAttr, part);
                    }
                    self.store(alias);
                }
                None => self.store(self.ast.item(path, 0)),
            }
        }
    }

    fn import_name(&mut self, path: List<Symbol>) -> Symbol {
        match path.len() {
            0 => Symbol::EMPTY,
            1 => self.ast.item(path, 0),
            _ => self.joined(path),
        }
    }

    fn import_from(&mut self, id: ImportId, span: Place, line: u32) {
        let ImportFrom { level, module, names } = self.ast.imports[id.0 as usize];
        let Some(names) = names else {
            if self.kind() != ScopeKind::Module {
                return self.fail(Code::ImportStar, span, line);
            }
            self.emitter.small_int(i64::from(level));
            self.emitter.op_name(Opcode::LoadConstString, Symbol::STAR);
            self.emitter.op_uint(Opcode::BuildTuple, 1);
            let module = self.import_name(module);
            self.emitter.op_name(Opcode::ImportName, module);
            return self.emitter.op(Opcode::ImportStar);
        };
        let ast = self.ast;
        let pairs = || ast.pairs::<Symbol, Maybe<Symbol>>(names);
        self.emitter.small_int(i64::from(level));
        for (name, _) in pairs() {
            self.emitter.op_name(Opcode::LoadConstString, name);
        }
        self.emitter.op_uint(Opcode::BuildTuple, names.len() / 2);
        let module = self.import_name(module);
        self.emitter.op_name(Opcode::ImportName, module);
        for (name, alias) in pairs() {
            self.emitter.op_name(Opcode::ImportFrom, name);
            self.store(alias.get().unwrap_or(name));
        }
        self.emitter.op(Opcode::PopTop);
    }

    // Declarations

    fn declarations(&mut self, names: List<Symbol>, is_global: bool, span: Place, line: u32) {
        if !self.in_scope_pass() {
            return;
        }
        if !is_global && self.kind() == ScopeKind::Module {
            return self.fail(Code::NonlocalInModule, span, line);
        }
        for name in self.ast.items(names) {
            let ids = &mut self.scopes[self.scope].ids;
            if let Some(index) = ids.find_or_add(name, IdKind::Undecided) {
                self.declare(index, is_global, span, line);
            }
        }
    }

    /// Makes an identifier of the current scope global or nonlocal.
    pub(super) fn declare(&mut self, index: usize, is_global: bool, span: Place, line: u32) {
        let id = self.scopes[self.scope].ids[index];
        if is_global {
            if !matches!(id.kind, IdKind::Undecided | IdKind::GlobalExplicit) {
                self.fail(Code::RedefinedGlobal, span, line);
                return self.hint("declare it before its first use in this scope");
            }
            self.scopes[self.scope].ids[index].kind = IdKind::GlobalExplicit;
            let module = &mut self.scopes[crate::scope::ScopeId(0)].ids;
            if let Some(index) = module.find(id.symbol) {
                module[index].kind = IdKind::GlobalExplicit;
            }
            return;
        }
        match id.kind {
            IdKind::Undecided => {
                self.scopes[self.scope].ids[index].kind = IdKind::GlobalImplicit;
                self.scopes.close_over(self.scope, index);
                if self.scopes[self.scope].ids[index].kind == IdKind::GlobalImplicit {
                    self.fail(Code::NoNonlocalBinding, span, line);
                }
            }
            IdKind::Free => {}
            _ => {
                self.fail(Code::RedefinedNonlocal, span, line);
                self.hint("declare it before its first use in this scope");
            }
        }
    }

    // Conditions and loops

    fn assert_stmt(&mut self, test: ExprId, message: Maybe<ExprId>) {
        if self.options.level != 0 {
            return;
        }
        let end = self.new_label();
        self.jump_if(test, true, end);
        self.load_global(Symbol::ASSERTION_ERROR);
        if let Some(message) = message.get() {
            self.expr(message);
            self.emitter.call(false, 1, 0, false);
        }
        self.emitter.op(Opcode::RaiseObj);
        self.emitter.label(end);
    }

    fn if_stmt(&mut self, clauses: List<u32>, otherwise: Maybe<StmtId>) {
        let end = self.new_label();
        let count = clauses.len() as usize / 2;
        for (index, (test, body)) in self.ast.pairs::<ExprId, StmtId>(clauses).enumerate() {
            let truth = self.truth(test);
            if truth == Some(false) {
                continue;
            }
            let fail = self.new_label();
            self.jump_if(test, false, fail);
            self.stmt(body);
            if truth == Some(true) {
                // Nothing after it can run.
                return self.emitter.label(end);
            }
            // An `if` alone has nothing to jump over; after an `elif` MicroPython jumps all the same.
            if index > 0 || count > 1 || !otherwise.is_none() {
                self.emitter.jump(Opcode::Jump, end);
            }
            self.emitter.label(fail);
        }
        self.maybe_stmt(otherwise);
        self.emitter.label(end);
    }

    /// Enters a loop and returns the one around it.
    fn enter_loop(&mut self, drop_iterator: bool) -> (Loop, Option<Loop>) {
        let entered = Loop {
            break_label: self.new_label(),
            drop_iterator,
            continue_label: self.new_label(),
            except_level: self.except_level,
        };
        (entered, self.innermost_loop.replace(entered))
    }

    fn while_stmt(&mut self, test: ExprId, body: StmtId, otherwise: Maybe<StmtId>) {
        let (this, outer) = self.enter_loop(false);
        let truth = self.truth(test);
        if truth != Some(false) {
            let top = self.new_label();
            if truth != Some(true) {
                self.emitter.jump(Opcode::Jump, this.continue_label);
            }
            self.emitter.label(top);
            self.stmt(body);
            self.emitter.label(this.continue_label);
            self.jump_if(test, true, top);
        }
        self.innermost_loop = outer;
        self.maybe_stmt(otherwise);
        self.emitter.label(this.break_label);
    }

    fn for_stmt(&mut self, target: ExprId, iterable: ExprId, body: StmtId, otherwise: Maybe<StmtId>) {
        if let Some(range) = self.counted_range(target, iterable) {
            return self.counted_loop(target, range, body, otherwise);
        }
        let (this, outer) = self.enter_loop(true);
        let pop = self.new_label();
        self.expr(iterable);
        self.emitter.op(Opcode::GetIterStack);
        self.emitter.label(this.continue_label);
        self.emitter.jump(Opcode::ForIter, pop);
        self.assign(target);
        self.stmt(body);
        self.emitter.jump(Opcode::Jump, this.continue_label);
        self.emitter.label(pop);
        self.emitter.adjust(-super::emitter::ITERATOR_SLOTS);
        self.innermost_loop = outer;
        self.maybe_stmt(otherwise);
        self.emitter.label(this.break_label);
    }

    /// The bounds of `for name in range(…)` if it can do without an iterator: when the step is a small int that is
    /// known and not 0.
    fn counted_range(&self, target: ExprId, iterable: ExprId) -> Option<Range> {
        self.ast.name(target)?;
        let ExprKind::Postfix { base, trailers } = self.ast.expr(iterable).kind else { return None };
        if self.ast.name(base) != Some(Symbol::RANGE) || trailers.len() != 1 {
            return None;
        }
        let trailer = &self.ast.trailers[self.ast.item(trailers, 0).0 as usize];
        let TrailerKind::Call { arguments, .. } = trailer.kind else { return None };
        let argument = |index| match self.ast.arguments[self.ast.item(arguments, index).0 as usize].kind {
            ArgumentKind::Positional(value) => Some(value),
            _ => None,
        };
        match arguments.len() {
            1 => Some(Range { start: None, end: argument(0)?, step: 1 }),
            2 => Some(Range { start: Some(argument(0)?), end: argument(1)?, step: 1 }),
            3 => match self.ast.expr(argument(2)?).kind {
                ExprKind::SmallInt(step) if step.get() != 0 => {
                    Some(Range { start: Some(argument(0)?), end: argument(1)?, step: step.get() })
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// Counts on the stack. An end that is not a small int lies below the counter, since it is evaluated once.
    fn counted_loop(&mut self, target: ExprId, range: Range, body: StmtId, otherwise: Maybe<StmtId>) {
        let (this, outer) = self.enter_loop(false);
        let (top, entry) = (self.new_label(), self.new_label());
        let end_on_stack = !matches!(self.ast.expr(range.end).kind, ExprKind::SmallInt(_));
        if end_on_stack {
            self.expr(range.end);
        }
        match range.start {
            Some(start) => self.expr(start),
            None => self.emitter.small_int(0),
        }
        self.emitter.jump(Opcode::Jump, entry);
        self.emitter.label(top);
        self.emitter.op(Opcode::DupTop);
        self.assign(target);
        self.stmt(body);
        self.emitter.label(this.continue_label);
        self.emitter.small_int(range.step);
        self.emitter.binary(BinaryOp::InplaceAdd);
        self.emitter.label(entry);
        if end_on_stack {
            self.emitter.op(Opcode::DupTopTwo);
            self.emitter.op(Opcode::RotTwo);
        } else {
            self.emitter.op(Opcode::DupTop);
            self.expr(range.end);
        }
        self.emitter.binary(if range.step >= 0 { BinaryOp::Less } else { BinaryOp::More });
        self.emitter.jump(Opcode::PopJumpIfTrue, top);
        self.innermost_loop = outer;
        let past = otherwise.get().map(|otherwise| {
            self.drop_range(end_on_stack);
            self.stmt(otherwise);
            let past = self.new_label();
            self.emitter.jump(Opcode::Jump, past);
            self.emitter.adjust(1 + i32::from(end_on_stack));
            past
        });
        self.emitter.label(this.break_label);
        self.drop_range(end_on_stack);
        if let Some(past) = past {
            self.emitter.label(past);
        }
    }

    fn drop_range(&mut self, end_on_stack: bool) {
        self.emitter.op(Opcode::PopTop);
        if end_on_stack {
            self.emitter.op(Opcode::PopTop);
        }
    }

    // Exceptions

    fn try_stmt(&mut self, id: TryId) {
        let Try { body, handlers, otherwise, finally } = self.ast.tries[id.0 as usize];
        let Some(finally) = finally.get() else {
            return self.try_except(body, handlers, otherwise);
        };
        let finally_label = self.new_label();
        self.open_block(Opcode::SetupFinally, finally_label);
        if handlers.len() == 0 {
            // Room for what a jump out of the block leaves for the end of the finally part.
            self.emitter.adjust(3);
            self.stmt(body);
            self.emitter.adjust(-3);
        } else {
            self.try_except(body, handlers, otherwise);
        }
        self.emitter.op(Opcode::LoadConstNone);
        self.emitter.label(finally_label);
        // Room for a value that is being returned.
        self.emitter.adjust(1);
        self.stmt(finally);
        self.emitter.adjust(-1);
        self.close_block();
    }

    fn try_except(&mut self, body: StmtId, handlers: List<HandlerId>, otherwise: Maybe<StmtId>) {
        let (handler_label, success) = (self.new_label(), self.new_label());
        self.open_block(Opcode::SetupExcept, handler_label);
        self.stmt(body);
        self.emitter.jump(Opcode::PopExceptJump, success);
        self.emitter.label(handler_label);
        // The exception, and room for what a jump out of the handler leaves.
        self.emitter.adjust(4);
        let end = self.new_label();
        for (index, id) in self.ast.items(handlers).enumerate() {
            let Handler { exception, name, body, span, line } = self.ast.handlers[id.0 as usize];
            let next = self.new_label();
            match exception.get() {
                None if index + 1 != handlers.len() as usize => {
                    self.fail(Code::DefaultExceptNotLast, span, line);
                    return self.close_block();
                }
                None => {}
                Some(exception) => {
                    self.emitter.op(Opcode::DupTop);
                    self.expr(exception);
                    self.emitter.binary(BinaryOp::ExceptionMatch);
                    self.emitter.jump(Opcode::PopJumpIfFalse, next);
                }
            }
            match name.get() {
                None => {
                    self.emitter.op(Opcode::PopTop);
                    self.stmt(body);
                }
                Some(name) => self.named_handler(name, body),
            }
            self.emitter.jump(Opcode::PopExceptJump, end);
            self.emitter.label(next);
            self.emitter.adjust(1);
        }
        self.close_block();
        self.emitter.adjust(-3);
        self.emitter.label(success);
        self.maybe_stmt(otherwise);
        self.emitter.label(end);
    }

    /// `except … as name:` unbinds the name at the end of its body, however that is left.
    fn named_handler(&mut self, name: Symbol, body: StmtId) {
        self.store(name);
        let finally = self.new_label();
        self.open_block(Opcode::SetupFinally, finally);
        self.stmt(body);
        self.emitter.op(Opcode::LoadConstNone);
        self.emitter.label(finally);
        self.emitter.adjust(1);
        self.emitter.op(Opcode::LoadConstNone);
        self.store(name);
        self.delete(name);
        self.emitter.adjust(-1);
        self.close_block();
    }

    fn with_stmt(&mut self, items: List<u32>, body: StmtId) {
        let base = self.open_labels.len();
        for (manager, target) in self.ast.pairs::<ExprId, Maybe<ExprId>>(items) {
            let end = self.new_label();
            self.expr(manager);
            self.open_block(Opcode::SetupWith, end);
            match target.get() {
                Some(target) => self.assign(target),
                None => self.emitter.op(Opcode::PopTop),
            }
            self.open_labels.push((end, end));
        }
        self.stmt(body);
        while self.open_labels.len() > base {
            let Some((end, _)) = self.open_labels.pop() else { break };
            self.emitter.op(Opcode::LoadConstNone);
            self.emitter.label(end);
            self.emitter.op(Opcode::WithCleanup);
            // What the instruction needed for its call, and what entering the block pushed.
            self.emitter.adjust(-4);
            self.close_block();
        }
    }

    // Decorators

    fn decorated(&mut self, decorators: List<DecoratorId>, definition: StmtId) {
        let mut calls = 0;
        for id in self.ast.items(decorators) {
            let Decorator { path, call, span } = self.ast.decorators[id.0 as usize];
            if self.ast.item(path, 0) == Symbol::MICROPYTHON {
                self.built_in_decorator(path, span);
                continue;
            }
            calls += 1;
            self.load(self.ast.item(path, 0));
            for part in self.ast.items(path).skip(1) {
                self.emitter.op_name(Opcode::LoadAttr, part);
            }
            if let Some(call) = call.get() {
                self.trailer(call);
            }
        }
        let name = match self.ast.stmt(definition).kind {
            StmtKind::Class(id) => self.make_class(id),
            StmtKind::Function(id) => self.make_function(id),
            StmtKind::Async(inner) => self.async_function(inner),
            _ => Symbol::EMPTY,
        };
        for _ in 0..calls {
            self.emitter.call(false, 1, 0, false);
        }
        self.store(name);
    }

    /// `@micropython.…` tells the compiler how to compile.
    fn built_in_decorator(&mut self, path: List<Symbol>, span: Place) {
        let name = (path.len() == 2).then(|| self.ast.item(path, 1));
        let arch = self.options.native_arch;
        let supported = match name {
            Some(Symbol::BYTECODE) => return,
            Some(Symbol::NATIVE | Symbol::VIPER) => arch.is_some_and(|arch| arch.has_native_emitter()),
            Some(Symbol::ASM_THUMB | Symbol::ASM_XTENSA | Symbol::ASM_RV32) => {
                arch.is_some_and(|arch| arch.has_inline_assembler())
            }
            _ => {
                self.fail(Code::InvalidDecorator, span, 0);
                return self.hint("bytecode, native, viper, asm_thumb, asm_xtensa and asm_rv32 are known");
            }
        };
        if !supported {
            self.fail(Code::InvalidArch, span, 0);
            return self.hint("native code needs an architecture that has it, chosen with -march");
        }
        if self.error.is_none() {
            let line = self.ast.stmt(self.current_stmt).line;
            self.error = Some(
                Diagnostic::new(Code::NativeCode, told(span), line)
                    .with_hint("remove the decorator to compile this function to bytecode"),
            );
        }
    }

    // Async

    fn async_stmt(&mut self, inner: StmtId) {
        let Stmt { kind, span, line } = *self.ast.stmt(inner);
        if let StmtKind::Function(_) = kind {
            let name = self.async_function(inner);
            return self.store(name);
        }
        if self.scopes[self.scope].flags & FLAG_GENERATOR == 0 {
            return self.fail(Code::AsyncOutsideFunction, span, line);
        }
        match kind {
            StmtKind::For { target, iterable, suites } => {
                let (body, otherwise) = self.ast.suites(suites);
                self.async_for(target, iterable, body, otherwise);
            }
            StmtKind::With { items, body } => self.async_with(items, body),
            _ => {}
        }
    }

    fn async_function(&mut self, definition: StmtId) -> Symbol {
        let StmtKind::Function(id) = self.ast.stmt(definition).kind else { return Symbol::EMPTY };
        let name = self.make_function(id);
        let scope = self.function_scopes[id.0 as usize];
        self.scopes[scope].flags |= FLAG_GENERATOR;
        name
    }

    /// Awaits a method, called without arguments, of what is on the stack.
    fn await_method(&mut self, method: Symbol) {
        self.emitter.op_name(Opcode::LoadMethod, method);
        self.emitter.call(true, 0, 0, false);
        self.yield_from();
    }

    fn async_for(&mut self, target: ExprId, iterable: ExprId, body: StmtId, otherwise: Maybe<StmtId>) {
        let (exhausted, exception) = (self.new_label(), self.new_label());
        let (got_item, reraise) = (self.new_label(), self.new_label());
        self.expr(iterable);
        self.emitter.op_name(Opcode::LoadMethod, Symbol::AITER);
        self.emitter.call(true, 0, 0, false);
        let (this, outer) = self.enter_loop(false);
        self.emitter.label(this.continue_label);
        self.open_block(Opcode::SetupExcept, exception);
        self.emitter.op(Opcode::DupTop);
        self.await_method(Symbol::ANEXT);
        self.assign(target);
        self.emitter.jump(Opcode::PopExceptJump, got_item);
        self.emitter.label(exception);
        self.emitter.adjust(4);
        self.emitter.op(Opcode::DupTop);
        self.load_global(Symbol::STOP_ASYNC_ITERATION);
        self.emitter.binary(BinaryOp::ExceptionMatch);
        self.emitter.jump(Opcode::PopJumpIfFalse, reraise);
        self.emitter.op(Opcode::PopTop);
        self.emitter.jump(Opcode::PopExceptJump, exhausted);
        self.emitter.label(reraise);
        self.emitter.adjust(1);
        self.close_block();
        self.emitter.adjust(-3);
        self.emitter.label(got_item);
        self.stmt(body);
        self.emitter.jump(Opcode::Jump, this.continue_label);
        self.innermost_loop = outer;
        self.emitter.label(exhausted);
        self.maybe_stmt(otherwise);
        self.emitter.label(this.break_label);
        self.emitter.op(Opcode::PopTop);
    }

    fn async_with(&mut self, items: List<u32>, body: StmtId) {
        let base = self.open_labels.len();
        for (manager, target) in self.ast.pairs::<ExprId, Maybe<ExprId>>(items) {
            let (finally, no_exception) = (self.new_label(), self.new_label());
            let (unwinding, end) = (self.new_label(), self.new_label());
            self.expr(manager);
            self.emitter.op(Opcode::DupTop);
            self.await_method(Symbol::AENTER);
            match target.get() {
                Some(target) => self.assign(target),
                None => self.emitter.op(Opcode::PopTop),
            }
            self.open_block(Opcode::SetupFinally, finally);
            // Room for what a jump out of the block leaves for its end.
            self.emitter.adjust(3);
            self.open_labels.push((finally, no_exception));
            self.open_labels.push((unwinding, end));
        }
        self.stmt(body);
        while self.open_labels.len() > base {
            let (Some((unwinding, end)), Some((finally, no_exception))) =
                (self.open_labels.pop(), self.open_labels.pop())
            else {
                break;
            };
            self.emitter.adjust(-3);
            // The body ended: (…, manager) becomes (…, None, manager).
            self.emitter.op(Opcode::LoadConstNone);
            self.emitter.op(Opcode::RotTwo);
            self.emitter.jump(Opcode::Jump, no_exception);
            // An exception: (…, manager, exception). If __aexit__ says so, None takes its place.
            self.emitter.label(finally);
            self.emitter.op(Opcode::DupTop);
            self.load_global(Symbol::BASE_EXCEPTION);
            self.emitter.binary(BinaryOp::ExceptionMatch);
            self.emitter.jump(Opcode::PopJumpIfFalse, unwinding);
            self.emitter.op(Opcode::DupTop);
            self.emitter.op(Opcode::RotThree);
            self.emitter.op(Opcode::RotTwo);
            self.emitter.op_name(Opcode::LoadMethod, Symbol::AEXIT);
            self.emitter.op(Opcode::RotThree);
            self.emitter.op(Opcode::RotThree);
            self.emitter.op(Opcode::DupTop);
            self.emitter.op_name(Opcode::LoadAttr, Symbol::CLASS);
            self.emitter.op(Opcode::RotTwo);
            self.emitter.op(Opcode::LoadConstNone);
            self.emitter.call(true, 3, 0, false);
            self.yield_from();
            self.emitter.jump(Opcode::PopJumpIfFalse, end);
            self.emitter.op(Opcode::PopTop);
            self.emitter.op(Opcode::LoadConstNone);
            self.emitter.jump(Opcode::Jump, end);
            self.emitter.adjust(2);
            // A return or jump: (…, manager, value, state).
            self.emitter.label(unwinding);
            self.emitter.op(Opcode::RotThree);
            self.emitter.op(Opcode::RotThree);
            self.emitter.label(no_exception);
            self.emitter.op_name(Opcode::LoadMethod, Symbol::AEXIT);
            self.emitter.op(Opcode::LoadConstNone);
            self.emitter.op(Opcode::DupTop);
            self.emitter.op(Opcode::DupTop);
            self.emitter.call(true, 3, 0, false);
            self.yield_from();
            self.emitter.op(Opcode::PopTop);
            self.emitter.adjust(-1);
            self.emitter.label(end);
            self.close_block();
        }
    }
}

/// The bounds of a counted loop; without a start it is 0.
struct Range {
    start: Option<ExprId>,
    end: ExprId,
    step: i64,
}
