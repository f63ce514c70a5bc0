//! Expressions, calls, and what can stand on the left of an assignment.

use super::Compiler;
use super::assembler::Label;
use crate::ast::*;
use crate::constant::ConstantId;
use crate::constants;
use crate::diagnostic::Code;
use crate::intern::Symbol;
use crate::number::{BinaryOperator, UnaryOperator};
use crate::scope::{IS_PARAMETER, IdKind, ScopeKind};
use constrictor_bytecode::opcode::{BinaryOp, Opcode, UnaryOp};

/// How a target is used.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    /// `target = …`
    Store,
    /// `target += …`: what is read first,
    AugmentedLoad,
    /// and written last.
    AugmentedStore,
}

impl Compiler<'_> {
    /// The truth value of a constant expression.
    pub(super) fn truth(&self, id: ExprId) -> Option<bool> {
        constants::truth(self.ast, self.constants, id)
    }

    /// Leaves the value of an expression on the stack.
    pub(super) fn expr(&mut self, id: ExprId) {
        let expr = self.ast.expr(id);
        if !expr.is_leaf() {
            self.emitter.line(expr.line);
        }
        match expr.kind {
            ExprKind::Name(symbol) => self.load(symbol),
            ExprKind::SmallInt(value) => self.emitter.small_int(value.get()),
            ExprKind::Str(symbol) => self.emitter.op_name(Opcode::LoadConstString, symbol),
            ExprKind::None => self.emitter.op(Opcode::LoadConstNone),
            ExprKind::True => self.emitter.op(Opcode::LoadConstTrue),
            ExprKind::False => self.emitter.op(Opcode::LoadConstFalse),
            ExprKind::Ellipsis => self.constant(ConstantId::ELLIPSIS),
            ExprKind::Constant(id) => self.constant(id),
            ExprKind::ParenTuple { items, .. }
            | ExprKind::BareTuple(items)
            | ExprKind::TargetTuple(items) => {
                for item in self.ast.items(items) {
                    self.expr(item);
                }
                self.emitter.op_uint(Opcode::BuildTuple, items.len());
            }
            ExprKind::ListDisplay(items) => {
                self.exprs(items);
                self.emitter.op_uint(Opcode::BuildList, items.len());
            }
            ExprKind::BraceDisplay(items) => self.brace_display(items),
            ExprKind::Comprehension(id) => self.comprehension(id),
            ExprKind::Or(items) => self.logical(items, Opcode::JumpIfTrueOrPop),
            ExprKind::And(items) => self.logical(items, Opcode::JumpIfFalseOrPop),
            ExprKind::Not(operand) => {
                self.expr(operand);
                self.emitter.unary(UnaryOp::Not);
            }
            ExprKind::Compare { first, rest } => self.compare(first, rest),
            ExprKind::Binary { first, rest } => {
                self.expr(first);
                for (operator, operand) in self.ast.pairs(rest) {
                    self.expr(operand);
                    self.emitter.binary(binary_op(operator));
                }
            }
            ExprKind::Power { base, exponent } => {
                for operand in [base, exponent] {
                    self.expr(operand);
                    if self.locate_error(self.ast.expr(operand).own_line()) {
                        break;
                    }
                }
                self.emitter.binary(BinaryOp::Power);
            }
            ExprKind::Unary { operator, operand } => {
                self.expr(operand);
                self.emitter.unary(match operator {
                    UnaryOperator::Plus => UnaryOp::Positive,
                    UnaryOperator::Minus => UnaryOp::Negative,
                    UnaryOperator::Invert => UnaryOp::Invert,
                });
            }
            ExprKind::Conditional { condition, branches } => {
                let [then, otherwise] = self.ast.branches(branches);
                let (fail, end) = (self.new_label(), self.new_label());
                self.jump_if(condition, false, fail);
                self.expr(then);
                self.emitter.jump(Opcode::Jump, end);
                self.emitter.label(fail);
                self.emitter.adjust(-1);
                self.expr(otherwise);
                self.emitter.label(end);
            }
            ExprKind::Lambda(id) => _ = self.make_function(id),
            ExprKind::Postfix { base, trailers } => self.postfix(base, trailers),
            ExprKind::Await { base, trailers } => {
                if !matches!(self.kind(), ScopeKind::Function | ScopeKind::Lambda) {
                    return self.fail_expr(Code::AwaitOutsideFunction, id);
                }
                self.postfix(base, trailers);
                self.yield_from();
            }
            ExprKind::Yield(_) | ExprKind::YieldFrom(_)
                if !matches!(self.kind(), ScopeKind::Function | ScopeKind::Lambda) =>
            {
                self.fail_expr(Code::YieldOutsideFunction, id);
            }
            ExprKind::Yield(value) => {
                match value.get() {
                    Some(value) => self.expr(value),
                    None => self.emitter.op(Opcode::LoadConstNone),
                }
                self.yield_value();
            }
            ExprKind::YieldFrom(iterable) => {
                self.expr(iterable);
                self.yield_from();
            }
            ExprKind::Named { target, value } => self.named(target, value),
            ExprKind::Starred(_) => self.fail_expr(Code::StarNotTarget, id),
            ExprKind::Slice(bounds) => self.slice(bounds),
        }
    }

    fn constant(&mut self, id: ConstantId) {
        self.emitter.constant(id, self.constants, self.names);
    }

    /// The items of a list display, of which an error takes the line.
    fn exprs(&mut self, items: List<ExprId>) {
        for item in self.ast.items(items) {
            self.expr(item);
            if items.len() > 1 && self.locate_error(self.ast.expr(item).own_line()) {
                return;
            }
        }
    }

    /// A dict or set; the first item tells which, and the others have to agree.
    fn brace_display(&mut self, list: List<u32>) {
        let items = self.ast.raw(list);
        let is_dict = items.is_empty() || items[1] != u32::MAX;
        let count = items.len() as u32 / 3;
        if is_dict {
            self.emitter.op_uint(Opcode::BuildMap, count);
        }
        for item in items.chunks_exact(3) {
            let (key, value, line) = (ExprId(item[0]), Maybe::<ExprId>::from_raw(item[1]), item[2]);
            if let Some(value) = value.get() {
                // The value comes first.
                self.emitter.line(line);
                self.expr(value);
            }
            self.expr(key);
            if is_dict == value.is_none() {
                let code = if is_dict { Code::DictNeedsValue } else { Code::SetWithValue };
                return self.fail(code, self.ast.expr(key).span, items[2]);
            }
            if is_dict {
                self.emitter.op(Opcode::StoreMap);
            }
        }
        if !is_dict {
            self.emitter.op_uint(Opcode::BuildSet, count);
        }
    }

    fn logical(&mut self, items: List<ExprId>, opcode: Opcode) {
        let end = self.new_label();
        for (index, item) in self.ast.items(items).enumerate() {
            self.expr(item);
            if index + 1 < items.len() as usize {
                self.emitter.jump(opcode, end);
            }
        }
        self.emitter.label(end);
    }

    /// `a < b < c` keeps `b` for the second comparison, and drops it if there is none.
    fn compare(&mut self, first: ExprId, rest: List<u32>) {
        self.expr(first);
        let pairs = self.ast.pairs::<Comparison, ExprId>(rest);
        let count = pairs.len();
        let fail = (count > 1).then(|| self.new_label());
        for (index, (relation, operand)) in pairs.enumerate() {
            let more = index + 1 < count;
            self.expr(operand);
            if more {
                self.emitter.op(Opcode::DupTop);
                self.emitter.op(Opcode::RotThree);
            }
            let (operator, invert) = relation_op(relation);
            self.emitter.binary(operator);
            if invert {
                self.emitter.unary(UnaryOp::Not);
            }
            if let (true, Some(fail)) = (more, fail) {
                self.emitter.jump(Opcode::JumpIfFalseOrPop, fail);
            }
        }
        if let Some(fail) = fail {
            let end = self.new_label();
            self.emitter.jump(Opcode::Jump, end);
            self.emitter.label(fail);
            self.emitter.adjust(1);
            self.emitter.op(Opcode::RotTwo);
            self.emitter.op(Opcode::PopTop);
            self.emitter.label(end);
        }
    }

    /// Jumps to `label` if the truth of an expression is `jump_if`, going on otherwise.
    pub(super) fn jump_if(&mut self, id: ExprId, jump_if: bool, label: Label) {
        if let Some(truth) = self.truth(id) {
            if truth == jump_if {
                self.emitter.jump(Opcode::Jump, label);
            }
            return;
        }
        let (items, is_or) = match self.ast.expr(id).kind {
            ExprKind::Or(items) => (items, true),
            ExprKind::And(items) => (items, false),
            ExprKind::Not(operand) => return self.jump_if(operand, !jump_if, label),
            _ => {
                self.expr(id);
                let opcode = if jump_if { Opcode::PopJumpIfTrue } else { Opcode::PopJumpIfFalse };
                return self.emitter.jump(opcode, label);
            }
        };
        if is_or == jump_if {
            for item in self.ast.items(items) {
                self.jump_if(item, jump_if, label);
            }
        } else {
            // Any operand but the last that decides the other way goes past the jump.
            let past = self.new_label();
            for (index, item) in self.ast.items(items).enumerate() {
                if index + 1 < items.len() as usize {
                    self.jump_if(item, !jump_if, past);
                } else {
                    self.jump_if(item, jump_if, label);
                }
            }
            self.emitter.label(past);
        }
    }

    fn named(&mut self, target: ExprId, value: ExprId) {
        let name = self.ast.name(target);
        if name.is_none() {
            self.fail_expr(Code::CannotAssign, target);
            self.hint("the left side of := has to be a name, and not that of a constant");
        }
        self.expr(value);
        self.emitter.op(Opcode::DupTop);
        let Some(name) = name else { return };
        if self.in_scope_pass() && self.kind().is_comprehension() {
            self.bind_in_parent(target, name);
        }
        self.store(name);
    }

    /// `:=` in a comprehension assigns to a variable of the scope around it.
    fn bind_in_parent(&mut self, target: ExprId, name: Symbol) {
        let Some(parent) = self.scopes[self.scope].parent else { return };
        if self.scopes.modify(parent, name) == IdKind::GlobalExplicit {
            self.scopes[self.scope].ids.find_or_add(name, IdKind::GlobalExplicit);
            return;
        }
        let is_global = self.scopes[parent].parent.is_none();
        let ids = &mut self.scopes[self.scope].ids;
        let Some(index) = ids.find_or_add(name, IdKind::Undecided) else { return };
        if !is_global && ids[index].kind == IdKind::GlobalImplicit {
            // It was read before, and has to be closed over now.
            ids[index].kind = IdKind::Undecided;
        }
        let (span, line) = (self.ast.expr(target).span, 0);
        self.declare(index, is_global, span, line);
    }

    fn slice(&mut self, bounds: List<Maybe<ExprId>>) {
        for index in 0..2 {
            match self.ast.item(bounds, index).get() {
                Some(bound) => self.expr(bound),
                None => self.emitter.op(Opcode::LoadConstNone),
            }
        }
        match self.ast.item(bounds, 2).get() {
            Some(step) => {
                self.expr(step);
                self.emitter.op_uint(Opcode::BuildSlice, 3);
            }
            None => self.emitter.op_uint(Opcode::BuildSlice, 2),
        }
    }

    // Trailers

    fn trailer_kind(&self, trailers: List<TrailerId>, index: usize) -> Option<TrailerKind> {
        (index < trailers.len() as usize)
            .then(|| self.ast.trailers[self.ast.item(trailers, index).0 as usize].kind)
    }

    /// An atom and what follows it. `.name(…)` is a method call, which needs no bound method.
    fn postfix(&mut self, base: ExprId, trailers: List<TrailerId>) {
        self.expr(base);
        let mut next = 0;
        if self.kind() == ScopeKind::Function
            && self.ast.name(base) == Some(Symbol::SUPER)
            && let Some(TrailerKind::Call { arguments, .. }) = self.trailer_kind(trailers, 0)
            && arguments.len() == 0
        {
            match self.super_call(trailers) {
                Some(used) => next = used,
                None => return,
            }
        }
        while let Some(kind) = self.trailer_kind(trailers, next) {
            match (kind, self.trailer_kind(trailers, next + 1)) {
                (TrailerKind::Attribute(name), Some(TrailerKind::Call { arguments, .. })) => {
                    self.emitter.op_name(Opcode::LoadMethod, name);
                    self.arguments(arguments, true, 0);
                    next += 2;
                }
                _ => {
                    self.trailer(self.ast.item(trailers, next));
                    next += 1;
                }
            }
        }
    }

    /// `super()`: supplies the class and the first parameter. Returns how many trailers that took.
    fn super_call(&mut self, trailers: List<TrailerId>) -> Option<usize> {
        self.load(Symbol::CLASS);
        let ids = &self.scopes[self.scope].ids;
        let Some(this) = ids.iter().find(|id| id.flags & IS_PARAMETER != 0).map(|id| id.symbol) else {
            let trailer = &self.ast.trailers[self.ast.item(trailers, 0).0 as usize];
            self.fail(Code::SuperWithoutSelf, trailer.span, trailer.line);
            self.hint("super() without arguments works in functions that have a parameter");
            return None;
        };
        self.load(this);
        match (self.trailer_kind(trailers, 1), self.trailer_kind(trailers, 2)) {
            (Some(TrailerKind::Attribute(name)), Some(TrailerKind::Call { arguments, .. })) => {
                self.emitter.op_name(Opcode::LoadSuperMethod, name);
                self.arguments(arguments, true, 0);
                Some(3)
            }
            _ => {
                self.emitter.call(false, 2, 0, false);
                Some(1)
            }
        }
    }

    /// One trailer of what is on the stack.
    pub(super) fn trailer(&mut self, id: TrailerId) {
        let Trailer { kind, line, .. } = self.ast.trailers[id.0 as usize];
        self.emitter.line(line);
        match kind {
            TrailerKind::Call { arguments, .. } => self.arguments(arguments, false, 0),
            TrailerKind::Index(index) => {
                self.expr(index);
                self.emitter.op(Opcode::LoadSubscr);
            }
            TrailerKind::Attribute(name) => self.emitter.op_name(Opcode::LoadAttr, name),
        }
    }

    /// Arguments and the call of what lies below them. `given` positional arguments are on the stack already.
    pub(super) fn arguments(&mut self, arguments: List<ArgumentId>, method: bool, given: u32) {
        let (mut positional, mut keyword) = (given, 0u32);
        let (mut double_star, mut starred) = (false, 0u64);
        let mut star = false;
        for (index, id) in self.ast.items(arguments).enumerate() {
            let Argument { kind, span, line } = self.ast.arguments[id.0 as usize];
            match kind {
                ArgumentKind::Star(value) => {
                    if double_star {
                        return self.fail(Code::StarAfterDoubleStar, span, line);
                    }
                    if keyword > 0 {
                        self.fail(Code::StarAfterKeyword, span, line);
                        return self.hint("MicroPython takes *args only before keyword arguments");
                    }
                    // Which arguments are starred is passed as a small int, so there has to be a bit for each.
                    if index + 1 >= usize::from(self.options.small_int_bits) {
                        return self.fail(Code::TooManyArguments, span, line);
                    }
                    star = true;
                    starred |= 1 << index;
                    self.expr(value);
                    positional += 1;
                }
                ArgumentKind::DoubleStar(value) => {
                    double_star = true;
                    self.emitter.op(Opcode::LoadNull);
                    self.expr(value);
                    keyword += 1;
                }
                ArgumentKind::Named { target, value } => {
                    self.named(target, value);
                    positional += 1;
                }
                ArgumentKind::Keyword { name, value } => {
                    let Some(name) = self.ast.name(name) else {
                        self.fail(Code::KeywordNotAName, span, line);
                        return self.hint("write name=value, where the name is not that of a constant");
                    };
                    self.emitter.op_name(Opcode::LoadConstString, name);
                    self.expr(value);
                    keyword += 1;
                }
                ArgumentKind::Generator(id) => {
                    self.comprehension(id);
                    positional += 1;
                }
                ArgumentKind::Positional(value) => {
                    let misplaced = if double_star {
                        Some(Code::PositionalAfterDoubleStar)
                    } else {
                        (keyword > 0).then_some(Code::PositionalAfterKeyword)
                    };
                    if let Some(code) = misplaced {
                        return self.fail_expr(code, value);
                    }
                    self.expr(value);
                    positional += 1;
                }
            }
        }
        if star || double_star {
            self.emitter.small_int(starred as i64);
        }
        self.emitter.call(method, positional, keyword, star || double_star);
    }

    // Targets

    /// Assigns what is on the stack.
    pub(super) fn assign(&mut self, target: ExprId) {
        self.use_target(target, Use::Store);
    }

    /// Leaves on the stack what `target += …` starts with, and what it needs to store the result.
    pub(super) fn augmented_load(&mut self, target: ExprId) {
        self.use_target(target, Use::AugmentedLoad);
    }

    pub(super) fn augmented_store(&mut self, target: ExprId) {
        self.use_target(target, Use::AugmentedStore);
    }

    fn use_target(&mut self, target: ExprId, how: Use) {
        match (self.ast.expr(target).kind, how) {
            (ExprKind::Name(symbol), Use::AugmentedLoad) => self.load(symbol),
            (ExprKind::Name(symbol), _) => self.store(symbol),
            (ExprKind::Postfix { base, trailers }, _) => self.use_postfix(target, base, trailers, how),
            (ExprKind::BareTuple(items) | ExprKind::TargetTuple(items), Use::Store) => self.unpack(items),
            (ExprKind::ParenTuple { items, .. }, Use::Store) if items.len() > 0 => self.unpack(items),
            (ExprKind::ListDisplay(items), Use::Store) => self.unpack(items),
            _ => self.cannot_assign(target),
        }
    }

    fn cannot_assign(&mut self, target: ExprId) {
        self.fail_expr(Code::CannotAssign, target);
        if self.ast.expr(target).is_leaf() || matches!(self.ast.expr(target).kind, ExprKind::Constant(_)) {
            self.hint("if this is the name of a constant, it stands for its value from its declaration on");
        }
    }

    fn use_postfix(&mut self, target: ExprId, base: ExprId, trailers: List<TrailerId>, how: Use) {
        let last = trailers.len() as usize - 1;
        if how != Use::AugmentedStore {
            self.expr(base);
            for index in 0..last {
                self.trailer(self.ast.item(trailers, index));
            }
        }
        match (self.trailer_kind(trailers, last), how) {
            (Some(TrailerKind::Index(_)), Use::AugmentedStore) => {
                self.emitter.op(Opcode::RotThree);
                self.emitter.op(Opcode::StoreSubscr);
            }
            (Some(TrailerKind::Index(index)), _) => {
                self.expr(index);
                if how == Use::AugmentedLoad {
                    self.emitter.op(Opcode::DupTopTwo);
                    self.emitter.op(Opcode::LoadSubscr);
                } else {
                    self.emitter.op(Opcode::StoreSubscr);
                }
            }
            (Some(TrailerKind::Attribute(name)), Use::AugmentedLoad) => {
                self.emitter.op(Opcode::DupTop);
                self.emitter.op_name(Opcode::LoadAttr, name);
            }
            (Some(TrailerKind::Attribute(name)), _) => {
                if how == Use::AugmentedStore {
                    self.emitter.op(Opcode::RotTwo);
                }
                self.emitter.op_name(Opcode::StoreAttr, name);
            }
            _ => self.fail_expr(Code::CannotAssign, target),
        }
    }

    fn unpack(&mut self, items: List<ExprId>) {
        let mut star = None;
        for (index, item) in self.ast.items(items).enumerate() {
            if let ExprKind::Starred(_) = self.ast.expr(item).kind {
                if star.is_some() {
                    return self.fail_expr(Code::SeveralStars, item);
                }
                self.emitter.unpack_ex(index as u32, items.len() - index as u32 - 1);
                star = Some(item);
            }
        }
        if star.is_none() {
            self.emitter.op_uint(Opcode::UnpackSequence, items.len());
        }
        for item in self.ast.items(items) {
            match self.ast.expr(item).kind {
                ExprKind::Starred(inner) if star == Some(item) => self.assign(inner),
                _ => self.assign(item),
            }
        }
    }

    pub(super) fn delete_target(&mut self, target: ExprId) {
        match self.ast.expr(target).kind {
            ExprKind::Name(symbol) => self.delete(symbol),
            ExprKind::Postfix { base, trailers } => {
                self.expr(base);
                let last = trailers.len() as usize - 1;
                for index in 0..last {
                    self.trailer(self.ast.item(trailers, index));
                }
                match self.trailer_kind(trailers, last) {
                    Some(TrailerKind::Index(index)) => {
                        self.expr(index);
                        self.emitter.op(Opcode::LoadNull);
                        self.emitter.op(Opcode::RotThree);
                        self.emitter.op(Opcode::StoreSubscr);
                    }
                    Some(TrailerKind::Attribute(name)) => {
                        self.emitter.op(Opcode::LoadNull);
                        self.emitter.op(Opcode::RotTwo);
                        self.emitter.op_name(Opcode::StoreAttr, name);
                    }
                    _ => self.fail_expr(Code::CannotDelete, target),
                }
            }
            ExprKind::ParenTuple { items, .. } if items.len() > 0 => {
                for item in self.ast.items(items) {
                    self.delete_target(item);
                }
            }
            _ => self.fail_expr(Code::CannotDelete, target),
        }
    }

    /// The symbol of a dotted name as one string.
    pub(super) fn joined(&mut self, path: List<Symbol>) -> Symbol {
        let mut text = crate::memory::Pool::new(self.memory);
        for (index, part) in self.ast.items(path).enumerate() {
            if index > 0 {
                text.push(b'.');
            }
            text.append(self.names.text(part));
        }
        if text.len() > crate::intern::MAX_INTERNED_LEN {
            if self.error.is_none() {
                let span = self.ast.stmt(self.current_stmt).span;
                self.error = Some(crate::Diagnostic::new(Code::NameTooLong, told(span), 0));
            }
            return Symbol::EMPTY;
        }
        self.names.intern(&text)
    }
}

/// The instruction of an arithmetic operator.
pub(super) fn binary_op(operator: BinaryOperator) -> BinaryOp {
    match operator {
        BinaryOperator::Or => BinaryOp::Or,
        BinaryOperator::Xor => BinaryOp::Xor,
        BinaryOperator::And => BinaryOp::And,
        BinaryOperator::LeftShift => BinaryOp::Lshift,
        BinaryOperator::RightShift => BinaryOp::Rshift,
        BinaryOperator::Add => BinaryOp::Add,
        BinaryOperator::Subtract => BinaryOp::Subtract,
        BinaryOperator::Multiply => BinaryOp::Multiply,
        BinaryOperator::MatMultiply => BinaryOp::MatMultiply,
        BinaryOperator::FloorDivide => BinaryOp::FloorDivide,
        BinaryOperator::TrueDivide => BinaryOp::TrueDivide,
        BinaryOperator::Modulo => BinaryOp::Modulo,
        BinaryOperator::Power => BinaryOp::Power,
    }
}

/// The instruction of an augmented assignment.
pub(super) fn inplace_op(operator: BinaryOperator) -> BinaryOp {
    match operator {
        BinaryOperator::Or => BinaryOp::InplaceOr,
        BinaryOperator::Xor => BinaryOp::InplaceXor,
        BinaryOperator::And => BinaryOp::InplaceAnd,
        BinaryOperator::LeftShift => BinaryOp::InplaceLshift,
        BinaryOperator::RightShift => BinaryOp::InplaceRshift,
        BinaryOperator::Add => BinaryOp::InplaceAdd,
        BinaryOperator::Subtract => BinaryOp::InplaceSubtract,
        BinaryOperator::Multiply => BinaryOp::InplaceMultiply,
        BinaryOperator::MatMultiply => BinaryOp::InplaceMatMultiply,
        BinaryOperator::FloorDivide => BinaryOp::InplaceFloorDivide,
        BinaryOperator::TrueDivide => BinaryOp::InplaceTrueDivide,
        BinaryOperator::Modulo => BinaryOp::InplaceModulo,
        BinaryOperator::Power => BinaryOp::InplacePower,
    }
}

/// The instruction of a comparison, and whether its result is to be negated.
fn relation_op(relation: Comparison) -> (BinaryOp, bool) {
    match relation {
        Comparison::Less => (BinaryOp::Less, false),
        Comparison::More => (BinaryOp::More, false),
        Comparison::Equal => (BinaryOp::Equal, false),
        Comparison::LessEqual => (BinaryOp::LessEqual, false),
        Comparison::MoreEqual => (BinaryOp::MoreEqual, false),
        Comparison::NotEqual => (BinaryOp::NotEqual, false),
        Comparison::In => (BinaryOp::In, false),
        Comparison::NotIn => (BinaryOp::In, true),
        Comparison::Is => (BinaryOp::Is, false),
        Comparison::IsNot => (BinaryOp::Is, true),
    }
}
