//! The tree as text: statements as an indented outline, each with its line, expressions as one line of parentheses.
//!
//! A node inside an expression shows its line (`@3`) only where that differs from the statement's. Printing keeps its
//! own stack of what is still to be written, so its depth does not depend on that of the tree.

use super::*;
use crate::constant::{Constant, ConstantPool};
use crate::intern::Interner;
use crate::number::Int;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use constrictor_bytecode::float_text::{repr_complex, repr_float};
use core::fmt::Display;

/// The whole tree, one statement a line.
pub(crate) fn outline(ast: &Ast, constants: &ConstantPool, names: &Interner) -> String {
    let mut outline =
        Outline { ast, constants, names, out: String::new(), todo: Vec::new(), fresh: 0, line: 0 };
    outline.todo.push(Step::Stmt(ast.root, 0));
    while let Some(step) = outline.todo.pop() {
        // What a step asks for is written in the order asked for, and the stack yields the last first.
        outline.fresh = outline.todo.len();
        outline.write(step);
        outline.todo[outline.fresh..].reverse();
    }
    outline.out
}

/// Something still to be written.
#[derive(Clone, Copy)]
enum Step {
    Text(&'static str),
    Word(Symbol),
    Expr(ExprId),
    Trailer(TrailerId),
    Argument(ArgumentId),
    Parameter(ParameterId),
    Clause(ClauseId),
    /// A mark on what was written last: the line something has, if it is not the statement's.
    Line(u32),
    EndLine,
    /// A statement at some depth of indentation.
    Stmt(StmtId, u32),
    /// A part of a statement, such as `else`, with the line it has if any.
    Part(&'static str, u32, u32),
}

use Step::*;

struct Outline<'a> {
    ast: &'a Ast,
    constants: &'a ConstantPool,
    names: &'a Interner,
    out: String,
    /// What is still to be written, the next last.
    todo: Vec<Step>,
    /// Where the steps of the current one start in `todo`.
    fresh: usize,
    /// The line of the current statement.
    line: u32,
}

impl Outline<'_> {
    fn add(&mut self, steps: &[Step]) {
        self.todo.extend_from_slice(steps);
    }

    fn write(&mut self, step: Step) {
        match step {
            Text(text) => self.out.push_str(text),
            Word(symbol) => push_escaped(&mut self.out, self.names.text(symbol)),
            Line(line) if line != self.line => push_number(&mut self.out, "@", line),
            Line(_) => {}
            EndLine => self.out.push('\n'),
            Expr(id) => self.expr(id),
            Trailer(id) => self.trailer(id),
            Argument(id) => self.argument(id),
            Parameter(id) => self.parameter(id),
            Clause(id) => self.clause(id),
            Stmt(id, depth) => self.stmt(id, depth),
            Part(name, line, depth) => {
                self.indent(depth);
                self.out.push_str(name);
                if line != 0 {
                    self.line = line;
                    push_number(&mut self.out, "@", line);
                }
            }
        }
    }

    fn indent(&mut self, depth: u32) {
        self.out.extend(core::iter::repeat_n("  ", depth as usize));
    }

    /// `name` with the text before it, if there is one.
    fn maybe_word(&mut self, before: &'static str, name: Maybe<Symbol>) {
        if let Some(name) = name.get() {
            self.add(&[Text(before), Word(name)]);
        }
    }

    fn maybe_expr(&mut self, before: &'static str, expr: Maybe<ExprId>) {
        if let Some(expr) = expr.get() {
            self.add(&[Text(before), Expr(expr)]);
        }
    }

    /// Items with a space before each.
    fn spaced<T: Item>(&mut self, items: List<T>, step: fn(T) -> Step) {
        for item in self.ast.items(items) {
            self.todo.extend([Text(" "), step(item)]);
        }
    }

    fn dotted(&mut self, path: List<Symbol>) {
        for (index, part) in self.ast.items(path).enumerate() {
            self.todo.extend([Text(if index == 0 { "" } else { "." }), Word(part)]);
        }
    }

    // Statements

    fn stmt(&mut self, id: StmtId, depth: u32) {
        let super::Stmt { kind, line, .. } = *self.ast.stmt(id);
        self.indent(depth);
        self.line = line;
        push_number(&mut self.out, "", line);
        self.out.push(' ');
        self.stmt_kind(kind, depth + 1);
    }

    fn body(&mut self, body: StmtId, depth: u32) {
        self.add(&[EndLine, Stmt(body, depth)]);
    }

    fn part(&mut self, name: &'static str, body: Maybe<StmtId>, depth: u32) {
        if let Some(body) = body.get() {
            self.add(&[Part(name, 0, depth - 1)]);
            self.body(body, depth);
        }
    }

    /// `depth` is that of what is inside the statement.
    fn stmt_kind(&mut self, kind: StmtKind, depth: u32) {
        match kind {
            StmtKind::Block(_) | StmtKind::Async(_) | StmtKind::Decorated { .. } => self.wrapper(kind, depth),
            StmtKind::If { .. } | StmtKind::While { .. } | StmtKind::For { .. } | StmtKind::With { .. } => {
                self.compound(kind, depth);
            }
            StmtKind::Try(id) => self.try_stmt(id, depth),
            StmtKind::Function(id) => self.function(id, depth),
            StmtKind::Class(id) => self.class(id, depth),
            _ => {
                self.simple(kind);
                self.add(&[EndLine]);
            }
        }
    }

    fn wrapper(&mut self, kind: StmtKind, depth: u32) {
        match kind {
            StmtKind::Block(stmts) => {
                self.add(&[Text("Block"), EndLine]);
                for stmt in self.ast.items(stmts) {
                    self.add(&[Stmt(stmt, depth)]);
                }
            }
            StmtKind::Async(stmt) => self.add(&[Text("Async"), EndLine, Stmt(stmt, depth)]),
            StmtKind::Decorated { decorators, definition } => {
                self.add(&[Text("Decorated")]);
                for id in self.ast.items(decorators) {
                    let Decorator { path, call, .. } = self.ast.decorators[id.0 as usize];
                    self.add(&[Text(" @")]);
                    self.dotted(path);
                    if let Some(call) = call.get() {
                        self.add(&[Text(" "), Trailer(call)]);
                    }
                }
                self.body(definition, depth);
            }
            _ => {}
        }
    }

    fn compound(&mut self, kind: StmtKind, depth: u32) {
        match kind {
            StmtKind::If { clauses, otherwise } => {
                for (index, (test, body)) in self.ast.pairs::<ExprId, StmtId>(clauses).enumerate() {
                    self.add(&[
                        if index == 0 { Text("If ") } else { Part("elif ", 0, depth - 1) },
                        Expr(test),
                    ]);
                    self.body(body, depth);
                }
                self.part("else", otherwise, depth);
            }
            StmtKind::While { test, body, otherwise } => {
                self.add(&[Text("While "), Expr(test)]);
                self.body(body, depth);
                self.part("else", otherwise, depth);
            }
            StmtKind::For { target, iterable, suites } => {
                let (body, otherwise) = self.ast.suites(suites);
                self.add(&[Text("For "), Expr(target), Text(" in "), Expr(iterable)]);
                self.body(body, depth);
                self.part("else", otherwise, depth);
            }
            StmtKind::With { items, body } => {
                self.add(&[Text("With")]);
                for (manager, target) in self.ast.pairs::<ExprId, Maybe<ExprId>>(items) {
                    self.add(&[Text(" "), Expr(manager)]);
                    self.maybe_expr(" as ", target);
                }
                self.body(body, depth);
            }
            _ => {}
        }
    }

    fn try_stmt(&mut self, id: TryId, depth: u32) {
        let Try { body, handlers, otherwise, finally } = self.ast.tries[id.0 as usize];
        self.add(&[Text("Try")]);
        self.body(body, depth);
        for id in self.ast.items(handlers) {
            let Handler { exception, name, body, line, .. } = self.ast.handlers[id.0 as usize];
            self.add(&[Part("except", line, depth - 1)]);
            self.maybe_expr(" ", exception);
            self.maybe_word(" as ", name);
            self.body(body, depth);
        }
        self.part("else", otherwise, depth);
        self.part("finally", finally, depth);
    }

    fn function(&mut self, id: FunctionId, depth: u32) {
        let Function { name, parameters, returns, body, .. } = self.ast.functions[id.0 as usize];
        self.add(&[Text("Function "), Word(name), Text(" (parameters")]);
        self.spaced(parameters, Parameter);
        self.add(&[Text(")")]);
        self.maybe_expr(" -> ", returns);
        if let Body::Suite(body) = body {
            self.body(body, depth);
        }
    }

    fn class(&mut self, id: ClassId, depth: u32) {
        let Class { name, arguments, body, .. } = self.ast.classes[id.0 as usize];
        self.add(&[Text("Class "), Word(name), Text(" (bases")]);
        self.spaced(arguments, Argument);
        self.add(&[Text(")")]);
        self.body(body, depth);
    }

    /// A statement of one line.
    fn simple(&mut self, kind: StmtKind) {
        match kind {
            StmtKind::Eval(expr) => self.add(&[Text("Eval "), Expr(expr)]),
            StmtKind::Expr(expr) => self.add(&[Text("Expr "), Expr(expr)]),
            StmtKind::Yield(expr) => self.add(&[Text("Yield "), Expr(expr)]),
            StmtKind::Pass => self.add(&[Text("Pass")]),
            StmtKind::Break => self.add(&[Text("Break")]),
            StmtKind::Continue => self.add(&[Text("Continue")]),
            StmtKind::Assign { .. } | StmtKind::AnnAssign { .. } | StmtKind::AugAssign { .. } => {
                self.assignment(kind);
            }
            StmtKind::Return(value) => {
                self.add(&[Text("Return")]);
                self.maybe_expr(" ", value);
            }
            StmtKind::Raise { exception, cause } => {
                self.add(&[Text("Raise")]);
                self.maybe_expr(" ", exception);
                self.maybe_expr(" from ", cause);
            }
            StmtKind::Delete(targets) => {
                self.add(&[Text("Delete")]);
                self.spaced(targets, Expr);
            }
            StmtKind::Global(names) => {
                self.add(&[Text("Global")]);
                self.spaced(names, Word);
            }
            StmtKind::Nonlocal(names) => {
                self.add(&[Text("Nonlocal")]);
                self.spaced(names, Word);
            }
            StmtKind::Assert { test, message } => {
                self.add(&[Text("Assert "), Expr(test)]);
                self.maybe_expr(" message ", message);
            }
            StmtKind::Import(modules) => self.import(modules),
            StmtKind::ImportFrom(id) => self.import_from(id),
            _ => {}
        }
    }

    fn assignment(&mut self, kind: StmtKind) {
        match kind {
            StmtKind::Assign { targets, value } => {
                self.add(&[Text("Assign ")]);
                for target in self.ast.items(targets) {
                    self.add(&[Expr(target), Text(" = ")]);
                }
                self.add(&[Expr(value)]);
            }
            StmtKind::AnnAssign { target, annotation, value } => {
                self.add(&[Text("AnnAssign "), Expr(target), Text(": "), Expr(annotation)]);
                self.maybe_expr(" = ", value);
            }
            StmtKind::AugAssign { target, operator, value } => {
                let sign = binary_sign(operator);
                self.add(&[Text("AugAssign "), Expr(target), Text(" "), Text(sign), Text("= "), Expr(value)]);
            }
            _ => {}
        }
    }

    fn import(&mut self, modules: List<u32>) {
        self.add(&[Text("Import")]);
        for module in self.ast.raw(modules).chunks_exact(3) {
            self.add(&[Text(" ")]);
            self.dotted(List::new(module[0], module[1]));
            self.maybe_word(" as ", Maybe::from_raw(module[2]));
        }
    }

    fn import_from(&mut self, id: ImportId) {
        let ImportFrom { level, module, names } = self.ast.imports[id.0 as usize];
        self.add(&[Text("ImportFrom ")]);
        self.todo.extend(core::iter::repeat_n(Text("."), level as usize));
        self.dotted(module);
        self.add(&[Text(if names.is_some() { " import" } else { " import *" })]);
        for (name, alias) in self.ast.pairs::<Symbol, Maybe<Symbol>>(names.unwrap_or(List::EMPTY)) {
            self.add(&[Text(" "), Word(name)]);
            self.maybe_word(" as ", alias);
        }
    }

    // Expressions

    fn expr(&mut self, id: ExprId) {
        let super::Expr { kind, line, .. } = *self.ast.expr(id);
        match kind {
            ExprKind::Name(name) => push_escaped(&mut self.out, self.names.text(name)),
            ExprKind::SmallInt(value) => push_display(&mut self.out, value.get()),
            ExprKind::Str(text) => push_quoted(&mut self.out, self.names.text(text)),
            ExprKind::None => self.out.push_str("None"),
            ExprKind::True => self.out.push_str("True"),
            ExprKind::False => self.out.push_str("False"),
            ExprKind::Ellipsis => self.out.push_str("..."),
            ExprKind::Constant(id) => {
                self.out.push('<');
                push_constant(&mut self.out, self.constants, self.names, id);
                self.out.push('>');
                self.add(&[Line(line)]);
            }
            _ => {
                self.add(&[Text("("), Text(kind_name(kind)), Line(line)]);
                self.operators(kind);
                self.add(&[Text(")")]);
            }
        }
    }

    /// What stands between the name of an expression and its closing parenthesis.
    fn operators(&mut self, kind: ExprKind) {
        match kind {
            ExprKind::Or(items) | ExprKind::And(items) => self.spaced(items, Expr),
            ExprKind::Not(operand) | ExprKind::Starred(operand) | ExprKind::YieldFrom(operand) => {
                self.add(&[Text(" "), Expr(operand)]);
            }
            ExprKind::Yield(operand) => self.maybe_expr(" ", operand),
            ExprKind::Compare { first, rest } => {
                self.add(&[Text(" "), Expr(first)]);
                for (relation, operand) in self.ast.pairs::<Comparison, ExprId>(rest) {
                    self.add(&[Text(" "), Text(comparison_sign(relation)), Text(" "), Expr(operand)]);
                }
            }
            ExprKind::Binary { first, rest } => {
                self.add(&[Text(" "), Expr(first)]);
                for (operator, operand) in self.ast.pairs::<BinaryOperator, ExprId>(rest) {
                    self.add(&[Text(" "), Text(binary_sign(operator)), Text(" "), Expr(operand)]);
                }
            }
            ExprKind::Power { base, exponent } => {
                self.add(&[Text(" "), Expr(base), Text(" ** "), Expr(exponent)]);
            }
            ExprKind::Unary { operator, operand } => {
                let sign = match operator {
                    UnaryOperator::Plus => " + ",
                    UnaryOperator::Minus => " - ",
                    UnaryOperator::Invert => " ~ ",
                };
                self.add(&[Text(sign), Expr(operand)]);
            }
            ExprKind::Conditional { condition, branches } => {
                let [then, otherwise] = self.ast.branches(branches);
                self.add(&[Text(" "), Expr(then), Text(" if "), Expr(condition)]);
                self.add(&[Text(" else "), Expr(otherwise)]);
            }
            ExprKind::Postfix { base, trailers } | ExprKind::Await { base, trailers } => {
                self.add(&[Text(" "), Expr(base)]);
                self.spaced(trailers, Trailer);
            }
            ExprKind::Named { target, value } => {
                self.add(&[Text(" "), Expr(target), Text(" := "), Expr(value)]);
            }
            _ => self.displays(kind),
        }
    }

    fn displays(&mut self, kind: ExprKind) {
        match kind {
            ExprKind::ParenTuple { items, line } => {
                // The line a constant tuple would get.
                self.add(&[Line(line)]);
                self.spaced(items, Expr);
            }
            ExprKind::BareTuple(items) | ExprKind::TargetTuple(items) | ExprKind::ListDisplay(items) => {
                self.spaced(items, Expr);
            }
            ExprKind::BraceDisplay(items) => {
                for item in self.ast.raw(items).chunks_exact(3) {
                    self.add(&[Text(" "), Expr(ExprId(item[0]))]);
                    self.maybe_expr(": ", Maybe::from_raw(item[1]));
                    self.add(&[Line(item[2])]);
                }
            }
            ExprKind::Comprehension(id) => self.comprehension(id),
            ExprKind::Lambda(id) => {
                let Function { parameters, body, .. } = self.ast.functions[id.0 as usize];
                self.add(&[Text(" (parameters")]);
                self.spaced(parameters, Parameter);
                self.add(&[Text(")")]);
                if let Body::Lambda(body) = body {
                    self.add(&[Text(" "), Expr(body)]);
                }
            }
            ExprKind::Slice(bounds) => {
                for (bound, word) in self.ast.items(bounds).zip([" from ", " to ", " by "]) {
                    self.maybe_expr(word, bound);
                }
            }
            _ => {}
        }
    }

    fn comprehension(&mut self, id: ComprehensionId) {
        let Comprehension { kind, element, value, clauses, line, .. } =
            self.ast.comprehensions[id.0 as usize];
        let name = match kind {
            ComprehensionKind::List => " List",
            ComprehensionKind::Dict => " Dict",
            ComprehensionKind::Set => " Set",
            ComprehensionKind::Generator => " Generator",
        };
        self.add(&[Text(name), Line(line), Text(" "), Expr(element)]);
        self.maybe_expr(": ", value);
        self.spaced(clauses, Clause);
    }

    fn clause(&mut self, id: ClauseId) {
        match self.ast.clauses[id.0 as usize] {
            super::Clause::For { target, iterable } => {
                self.add(&[Text("for "), Expr(target), Text(" in "), Expr(iterable)]);
            }
            super::Clause::If(condition) => self.add(&[Text("if "), Expr(condition)]),
        }
    }

    fn trailer(&mut self, id: TrailerId) {
        let super::Trailer { kind, line, .. } = self.ast.trailers[id.0 as usize];
        match kind {
            TrailerKind::Call { arguments, comma } => {
                self.add(&[Text("(Call"), Line(line)]);
                self.spaced(arguments, Argument);
                self.add(&[Text(if comma { ",)" } else { ")" })]);
            }
            TrailerKind::Index(index) => {
                self.add(&[Text("(Index"), Line(line), Text(" "), Expr(index), Text(")")]);
            }
            TrailerKind::Attribute(name) => self.add(&[Text("."), Word(name), Line(line)]),
        }
    }

    fn argument(&mut self, id: ArgumentId) {
        match self.ast.arguments[id.0 as usize].kind {
            ArgumentKind::Positional(value) => self.add(&[Expr(value)]),
            ArgumentKind::Star(value) => self.add(&[Text("*"), Expr(value)]),
            ArgumentKind::DoubleStar(value) => self.add(&[Text("**"), Expr(value)]),
            ArgumentKind::Keyword { name, value } => self.add(&[Expr(name), Text("="), Expr(value)]),
            ArgumentKind::Named { target, value } => self.add(&[Expr(target), Text(":="), Expr(value)]),
            ArgumentKind::Generator(id) => {
                self.add(&[Text("(Comprehension")]);
                self.comprehension(id);
                self.add(&[Text(")")]);
            }
        }
    }

    fn parameter(&mut self, id: ParameterId) {
        let super::Parameter { kind, name, annotation, default, .. } = self.ast.parameters[id.0 as usize];
        let stars = match kind {
            ParameterKind::Plain => "",
            ParameterKind::Star => "*",
            ParameterKind::DoubleStar => "**",
        };
        self.add(&[Text(stars)]);
        self.maybe_word("", name);
        self.maybe_expr(": ", annotation);
        self.maybe_expr("=", default);
    }
}

fn kind_name(kind: ExprKind) -> &'static str {
    match kind {
        ExprKind::ParenTuple { .. } => "ParenTuple",
        ExprKind::BareTuple(_) => "BareTuple",
        ExprKind::TargetTuple(_) => "TargetTuple",
        ExprKind::ListDisplay(_) => "ListDisplay",
        ExprKind::BraceDisplay(_) => "BraceDisplay",
        ExprKind::Comprehension(_) => "Comprehension",
        ExprKind::Or(_) => "Or",
        ExprKind::And(_) => "And",
        ExprKind::Not(_) => "Not",
        ExprKind::Compare { .. } => "Compare",
        ExprKind::Binary { .. } => "Binary",
        ExprKind::Power { .. } => "Power",
        ExprKind::Unary { .. } => "Unary",
        ExprKind::Conditional { .. } => "Conditional",
        ExprKind::Lambda(_) => "Lambda",
        ExprKind::Postfix { .. } => "Postfix",
        ExprKind::Await { .. } => "Await",
        ExprKind::Yield(_) => "Yield",
        ExprKind::YieldFrom(_) => "YieldFrom",
        ExprKind::Named { .. } => "Named",
        ExprKind::Starred(_) => "Starred",
        ExprKind::Slice(_) => "Slice",
        // Written by `Outline::expr` itself.
        _ => "",
    }
}

fn comparison_sign(relation: Comparison) -> &'static str {
    match relation {
        Comparison::Less => "<",
        Comparison::More => ">",
        Comparison::Equal => "==",
        Comparison::LessEqual => "<=",
        Comparison::MoreEqual => ">=",
        Comparison::NotEqual => "!=",
        Comparison::In => "in",
        Comparison::NotIn => "not in",
        Comparison::Is => "is",
        Comparison::IsNot => "is not",
    }
}

fn binary_sign(operator: BinaryOperator) -> &'static str {
    match operator {
        BinaryOperator::Or => "|",
        BinaryOperator::Xor => "^",
        BinaryOperator::And => "&",
        BinaryOperator::LeftShift => "<<",
        BinaryOperator::RightShift => ">>",
        BinaryOperator::Add => "+",
        BinaryOperator::Subtract => "-",
        BinaryOperator::Multiply => "*",
        BinaryOperator::MatMultiply => "@",
        BinaryOperator::FloorDivide => "//",
        BinaryOperator::TrueDivide => "/",
        BinaryOperator::Modulo => "%",
        BinaryOperator::Power => "**",
    }
}

/// The longest text of a name, a string or a constant that is shown in full. A constant can be large and be referred
/// to from anywhere, and then would make the output as large as the product.
const MAX_SHOWN: usize = 80;

/// The largest integer that is shown in full, in bits.
const MAX_SHOWN_BITS: u64 = 256;

fn push_display(out: &mut String, value: impl Display) {
    out.push_str(&value.to_string());
}

fn push_number(out: &mut String, before: &str, number: u32) {
    out.push_str(before);
    push_display(out, number);
}

/// Text on one line, as an error message would show it; what is too long ends in `…`.
pub(crate) fn push_escaped(out: &mut String, text: &[u8]) {
    let mut end = text.len().min(MAX_SHOWN);
    // Not in the middle of a character.
    while end > 0 && text.get(end).is_some_and(|byte| byte & 0xc0 == 0x80) {
        end -= 1;
    }
    let shown = &text[..end];
    for chunk in shown.utf8_chunks() {
        out.extend(chunk.valid().chars().flat_map(char::escape_debug));
        push_display(out, chunk.invalid().escape_ascii());
    }
    if shown.len() < text.len() {
        out.push('…');
    }
}

/// The same between quotes.
pub(crate) fn push_quoted(out: &mut String, text: &[u8]) {
    out.push('"');
    push_escaped(out, text);
    out.push('"');
}

/// A constant as Python would show it, shortened where it is long.
pub(crate) fn push_constant(out: &mut String, constants: &ConstantPool, names: &Interner, id: ConstantId) {
    let mut shown = String::new();
    // The items of a tuple that are still to be shown; a closing parenthesis where there is no item.
    let mut todo = Vec::from([Some(id)]);
    while let Some(item) = todo.pop() {
        // Tuples may share their items, so the text of one can be exponentially long.
        if shown.len() > MAX_SHOWN {
            shown = shown.chars().take(MAX_SHOWN).collect::<String>() + "…";
            break;
        }
        let Some(id) = item else {
            shown.push(')');
            continue;
        };
        if shown.ends_with(|last| last != '(' && last != ' ') {
            shown.push(' ');
        }
        match constants.get(id) {
            Constant::None => shown.push_str("None"),
            Constant::False => shown.push_str("False"),
            Constant::True => shown.push_str("True"),
            Constant::Ellipsis => shown.push_str("..."),
            Constant::Interned(symbol) => push_quoted(&mut shown, names.text(*symbol)),
            Constant::Str(text) => push_quoted(&mut shown, constants.bytes(*text)),
            Constant::Bytes(text) => {
                let text = constants.bytes(*text);
                shown.push_str("b\"");
                push_display(&mut shown, text[..text.len().min(MAX_SHOWN)].escape_ascii());
                shown.push_str(if text.len() > MAX_SHOWN { "…\"" } else { "\"" });
            }
            Constant::Int(value) => push_int(&mut shown, value),
            Constant::Float(value) => shown.push_str(&repr_float(*value)),
            Constant::Imaginary(value) => shown.push_str(&repr_complex(0.0, *value)),
            Constant::Tuple(items) => {
                shown.push('(');
                todo.push(None);
                let items = constants.items(*items);
                todo.extend(items[..items.len().min(MAX_SHOWN)].iter().rev().map(|&item| Some(item)));
            }
        }
    }
    out.push_str(&shown);
}

fn push_int(out: &mut String, value: &Int) {
    match value {
        Int::Small(value) => push_display(out, value),
        Int::Big(value) if value.bits() <= MAX_SHOWN_BITS => push_display(out, value),
        Int::Big(value) => {
            push_display(out, value.bits());
            out.push_str(" bits");
        }
    }
}
