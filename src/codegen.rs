//! Syntax tree to bytecode.
//!
//! Every scope (module, class, function, comprehension) is walked twice by the same code: first all scopes in the
//! order in which they are met, to find out what names refer to, then all of them in that order again to generate
//! instructions. Errors can only come up in the first walk. As in MicroPython an error does not end the walk at once:
//! only the first one counts, and what is walked after it can still decide which line it is reported at.
//!
//! `statements`, `expressions` and `functions` do the walking; `emitter` takes their instructions; `assembler` makes
//! bytes of them.

mod assembler;
mod emitter;
mod expressions;
mod functions;
mod statements;

use crate::Tree;
use crate::ast::*;
use crate::constant::{Constant, ConstantId, ConstantPool};
#[cfg(feature = "diagnose")]
use crate::diagnostic::MOST_ERRORS;
use crate::diagnostic::{Code, Diagnostic, ErrorKind};
use crate::intern::{Interner, Symbol};
use crate::memory::{Memory, Pool};
use crate::options::Options;
use crate::scope::{IS_PARAMETER, IdKind, ScopeId, ScopeKind, Scopes};
use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use assembler::{Header, Label};
use constrictor_bytecode::module::{self, Module};
use constrictor_bytecode::opcode::Opcode;
use constrictor_bytecode::prelude::Prelude;
use constrictor_bytecode::varint;
use emitter::{Emitter, Pass};

/// What a scope is the code of.
#[derive(Clone, Copy)]
enum Node {
    Module,
    Function(FunctionId),
    Class(ClassId),
    Comprehension(ComprehensionId),
}

/// Where `break` or `continue` go.
#[derive(Clone, Copy)]
struct Loop {
    break_label: Label,
    /// Whether leaving the loop has to drop an iterator.
    drop_iterator: bool,
    continue_label: Label,
    /// How many exception blocks are open around the loop.
    except_level: u32,
}

pub(crate) struct Compiler<'a> {
    ast: &'a Ast,
    constants: &'a ConstantPool,
    names: &'a mut Interner,
    options: &'a Options,
    memory: &'a Memory,
    scopes: Scopes,
    nodes: Pool<Node>,
    /// The scopes of functions, classes and comprehensions, by their ids.
    function_scopes: Pool<ScopeId>,
    class_scopes: Pool<ScopeId>,
    comprehension_scopes: Pool<ScopeId>,
    emitter: Emitter,
    scope: ScopeId,
    /// The statement being walked, for errors that have no better place.
    current_stmt: StmtId,
    next_label: u32,
    innermost_loop: Option<Loop>,
    except_level: u32,
    /// Labels of constructs that are open, for those that would otherwise recurse.
    open_labels: Pool<(Label, Label)>,
    error: Option<Diagnostic>,
    /// Errors of statements before, where all of them are wanted.
    #[cfg(feature = "diagnose")]
    collected: Option<Vec<Diagnostic>>,
}

/// Compiles a tree whose constants are resolved.
///
/// # Errors
///
/// The first error in the program that only shows now, or that there is no memory.
pub(crate) fn compile(tree: Tree, options: &Options, memory: &Memory) -> Result<Module, Diagnostic> {
    let Tree { ast, constants, mut names } = tree;
    let compiled = new(&ast, &constants, &mut names, options, memory).and_then(Compiler::run);
    // The rest of the module takes the place of the tree.
    drop(ast);
    compiled.and_then(|compiled| compiled.module(&constants, &names, options, memory)).map_err(|error| {
        // What could not be stored looks as if it was not there, and may only be missed for that.
        if memory.exhausted() { Diagnostic::out_of_memory() } else { error }
    })
}

/// Every error that a tree whose constants are resolved shows now, in the order in which they are found, up to
/// [`MOST_ERRORS`].
#[cfg(feature = "diagnose")]
pub(crate) fn errors(
    ast: &Ast,
    constants: &ConstantPool,
    names: &mut Interner,
    options: &Options,
    memory: &Memory,
) -> Vec<Diagnostic> {
    match new(ast, constants, names, options, memory) {
        Ok(compiler) => compiler.all_errors(),
        Err(error) => alloc::vec![error],
    }
}

fn new<'a>(
    ast: &'a Ast,
    constants: &'a ConstantPool,
    names: &'a mut Interner,
    options: &'a Options,
    memory: &'a Memory,
) -> Result<Compiler<'a>, Diagnostic> {
    let (none, symbols) = (ScopeId(0), names.len());
    let mut compiler = Compiler {
        ast,
        constants,
        names,
        options,
        memory,
        scopes: Scopes::new(memory),
        nodes: Pool::new(memory),
        function_scopes: Pool::new(memory),
        class_scopes: Pool::new(memory),
        comprehension_scopes: Pool::new(memory),
        emitter: Emitter::new(options.keeps_lines(), symbols, memory),
        scope: none,
        current_stmt: ast.root,
        next_label: 0,
        innermost_loop: None,
        except_level: 0,
        open_labels: Pool::new(memory),
        error: None,
        #[cfg(feature = "diagnose")]
        collected: None,
    };
    compiler.function_scopes.resize(ast.functions.len(), none);
    compiler.class_scopes.resize(ast.classes.len(), none);
    compiler.comprehension_scopes.resize(ast.comprehensions.len(), none);
    if memory.exhausted() {
        return Err(Diagnostic::out_of_memory());
    }
    Ok(compiler)
}

impl Compiler<'_> {
    fn run(mut self) -> Result<Compiled, Diagnostic> {
        // The name of the source comes first in the table.
        let source = self.names.intern(self.options.source_name.as_bytes());
        self.emitter.name(source);
        self.find_names()?;
        if self.memory.exhausted() {
            return Err(Diagnostic::out_of_memory());
        }
        for index in 0..self.scopes.len() {
            self.scopes.number_locals(ScopeId(index as u32));
        }
        let mut functions = Vec::new();
        self.memory.charge(self.scopes.len() * size_of::<module::Function>());
        functions.try_reserve_exact(self.scopes.len()).map_err(|_| Diagnostic::out_of_memory())?;
        for index in 0..self.scopes.len() {
            self.walk(ScopeId(index as u32), Pass::Code);
            functions.push(self.function()?);
            self.scopes.forget_names(ScopeId(index as u32));
            if self.memory.exhausted() {
                return Err(Diagnostic::out_of_memory());
            }
        }
        let (names, constants) = self.emitter.into_tables();
        Ok(Compiled { functions, names, constants })
    }

    /// Walks every scope to find out what names refer to, up to an error that is not collected.
    fn find_names(&mut self) -> Result<(), Diagnostic> {
        self.add_scope(ScopeKind::Module, Symbol::MODULE, Node::Module);
        let mut index = 0;
        while index < self.scopes.len() && !self.memory.exhausted() {
            // A walk that an error has ended leaves these as they were there.
            (self.innermost_loop, self.except_level) = (None, 0);
            self.walk(ScopeId(index as u32), Pass::Scope);
            if let Some(error) = self.error.take() {
                let error = self.place_error(error);
                self.collect(error)?;
            }
            self.scopes.close_over_implicit(self.scope);
            index += 1;
        }
        Ok(())
    }

    /// Every error of the first walk.
    #[cfg(feature = "diagnose")]
    fn all_errors(mut self) -> Vec<Diagnostic> {
        self.collected = Some(Vec::new());
        let last = self.find_names().err();
        let mut errors = self.collected.unwrap_or_default();
        errors.extend(last);
        errors.truncate(MOST_ERRORS);
        errors
    }

    /// Keeps an error, if all of them are wanted and there are not too many yet; otherwise that one stands.
    #[cfg(feature = "diagnose")]
    fn collect(&mut self, error: Diagnostic) -> Result<(), Diagnostic> {
        match &mut self.collected {
            Some(errors) if errors.len() < MOST_ERRORS => {
                errors.push(error);
                Ok(())
            }
            _ => Err(error),
        }
    }

    #[cfg(not(feature = "diagnose"))]
    fn collect(&mut self, error: Diagnostic) -> Result<(), Diagnostic> {
        Err(error)
    }

    /// After a statement with an error: whether the next one is to be looked at all the same.
    #[cfg(feature = "diagnose")]
    fn goes_on(&mut self) -> bool {
        // Nothing is lost where the error cannot be collected: it is put back and ends the walk.
        match self.error.take_if(|error| error.line != 0 || error.kind != ErrorKind::Syntax) {
            Some(error) => self.collect(error).map_err(|error| self.error = Some(error)).is_ok(),
            None => false,
        }
    }

    #[cfg(not(feature = "diagnose"))]
    fn goes_on(&mut self) -> bool {
        false
    }

    fn add_scope(&mut self, kind: ScopeKind, name: Symbol, node: Node) -> ScopeId {
        let parent = (self.scopes.len() > 0).then_some(self.scope);
        let id = self.scopes.add(kind, parent, name);
        self.nodes.push(node);
        id
    }

    /// Walks one scope.
    fn walk(&mut self, scope: ScopeId, pass: Pass) {
        self.scope = scope;
        self.next_label = 0;
        self.emitter.start(pass);
        // The function's own name, and then its parameters', are the first that it mentions.
        let name = self.scopes[scope].name;
        self.emitter.name(name);
        if pass == Pass::Code {
            for local in 0..self.parameter_count() {
                let symbol = self.parameter_name(local);
                self.emitter.name(symbol);
            }
        }
        match self.nodes[scope.0 as usize] {
            Node::Module => self.module_body(),
            Node::Function(id) => self.function_body(id),
            Node::Class(id) => self.class_body(id),
            Node::Comprehension(id) => self.comprehension_body(id),
        }
        if pass == Pass::Code {
            self.scopes[scope].stack_size = self.emitter.max_depth;
        }
    }

    fn module_body(&mut self) {
        let root = self.ast.root;
        if let StmtKind::Eval(expr) = self.ast.stmt(root).kind {
            self.expr(expr);
        } else {
            self.stmt(root);
            self.emitter.op(Opcode::LoadConstNone);
        }
        self.emitter.op(Opcode::ReturnValue);
    }

    fn parameter_count(&self) -> u16 {
        let scope = &self.scopes[self.scope];
        scope.n_pos_args.wrapping_add(scope.n_kwonly_args)
    }

    /// The name of a parameter; `*` for what a closure gets of its outer function.
    fn parameter_name(&self, local: u16) -> Symbol {
        let ids = &self.scopes[self.scope].ids;
        let parameter = ids.iter().find(|id| id.flags & IS_PARAMETER != 0 && id.local == local);
        parameter.map_or(Symbol::STAR, |id| id.symbol)
    }

    /// Assembles the scope walked last.
    fn function(&mut self) -> Result<module::Function, Diagnostic> {
        let mut names = Pool::new(self.memory);
        let name = self.scopes[self.scope].name;
        varint::write_unsigned(&mut names, u64::from(self.emitter.name(name)));
        for local in 0..self.parameter_count() {
            let symbol = self.parameter_name(local);
            varint::write_unsigned(&mut names, u64::from(self.emitter.name(symbol)));
        }
        let scope = &self.scopes[self.scope];
        let mut cells = Pool::new(self.memory);
        for id in scope.ids.iter().filter(|id| id.kind == IdKind::Cell) {
            let Ok(local) = u8::try_from(id.local) else {
                return Err(Diagnostic::new(Code::TooManyCells, told(self.node_span(self.scope)), 0)
                    .with_hint("the first 256 locals of a function can be; split the function"));
            };
            cells.push(local);
        }
        let prelude = Prelude {
            n_state: u32::from(scope.n_locals) + u32::from(scope.stack_size),
            n_exc_stack: u32::from(scope.exc_stack_size),
            scope_flags: scope.flags & 0xf,
            n_pos_args: u32::from(scope.n_pos_args),
            n_kwonly_args: u32::from(scope.n_kwonly_args),
            n_def_pos_args: u32::from(scope.n_def_pos_args),
        };
        let span = self.node_span(self.scope);
        let header = Header { prelude, names: &names, cells: &cells };
        let code = self.emitter.assembler.finish(&header, self.next_label).map_err(|_| {
            Diagnostic::new(Code::BytecodeOverflow, told(span), 0)
                .with_hint("a jump in this code is longer than 16 KiB of bytecode; split the function")
        })?;
        Ok(module::Function {
            code: boxed(code, self.memory)?,
            children: boxed(&self.emitter.children, self.memory)?,
        })
    }

    // Errors

    /// Notes an error; only the first counts. `line` is 0 where MicroPython's tree has no line.
    fn fail(&mut self, code: Code, span: Place, line: u32) {
        if self.error.is_none() {
            self.error = Some(Diagnostic::new(code, told(span), line));
        }
    }

    fn fail_expr(&mut self, code: Code, id: ExprId) {
        let expr = self.ast.expr(id);
        self.fail(code, expr.span, expr.own_line());
    }

    fn hint(&mut self, hint: impl Into<Cow<'static, str>>) {
        if let Some(error) = &mut self.error {
            error.hint.get_or_insert(hint.into());
        }
    }

    /// Gives an error that has no line yet this one. True if there is an error.
    fn locate_error(&mut self, line: u32) -> bool {
        match &mut self.error {
            Some(error) => {
                // Errors of other classes are raised on the spot and get no line.
                if error.line == 0 && error.kind == ErrorKind::Syntax {
                    error.line = line;
                }
                true
            }
            None => false,
        }
    }

    /// An error gets the name of the scope, and where it has no line, that of the scope.
    fn place_error(&mut self, error: Diagnostic) -> Diagnostic {
        let line = match self.nodes[self.scope.0 as usize] {
            Node::Module => self.ast.stmt(self.ast.root).line,
            Node::Function(id) => self.ast.functions[id.0 as usize].line,
            Node::Class(id) => self.ast.classes[id.0 as usize].line,
            Node::Comprehension(id) => self.ast.comprehensions[id.0 as usize].line,
        };
        self.error = Some(error);
        self.locate_error(line);
        let mut error = self.error.take().unwrap_or_else(Diagnostic::out_of_memory);
        if error.line != 0 {
            let name = self.names.text(self.scopes[self.scope].name);
            error.block = Some(String::from_utf8_lossy(name).into_owned());
        }
        error
    }

    fn node_span(&self, scope: ScopeId) -> Place {
        match self.nodes[scope.0 as usize] {
            Node::Module => self.ast.stmt(self.ast.root).span,
            Node::Function(id) => self.ast.functions[id.0 as usize].span,
            Node::Class(id) => self.ast.classes[id.0 as usize].span,
            Node::Comprehension(id) => self.ast.comprehensions[id.0 as usize].span,
        }
    }

    // Names

    fn kind(&self) -> ScopeKind {
        self.scopes[self.scope].kind
    }

    fn in_scope_pass(&self) -> bool {
        self.emitter.pass == Pass::Scope
    }

    fn load(&mut self, symbol: Symbol) {
        if self.in_scope_pass() {
            self.scopes.load(self.scope, symbol);
        } else {
            use Opcode::*;
            self.id_op(symbol, LoadName, LoadGlobal, (LoadFastMulti, LoadFastN), LoadDeref);
        }
    }

    fn store(&mut self, symbol: Symbol) {
        if self.in_scope_pass() {
            self.scopes.modify(self.scope, symbol);
        } else {
            use Opcode::*;
            self.id_op(symbol, StoreName, StoreGlobal, (StoreFastMulti, StoreFastN), StoreDeref);
        }
    }

    fn delete(&mut self, symbol: Symbol) {
        if self.in_scope_pass() {
            self.scopes.modify(self.scope, symbol);
        } else {
            use Opcode::*;
            // There is no short form; the family given only has to hold nothing.
            self.id_op(symbol, DeleteName, DeleteGlobal, (DeleteFast, DeleteFast), DeleteDeref);
        }
    }

    fn id_op(&mut self, symbol: Symbol, name: Opcode, global: Opcode, fast: (Opcode, Opcode), deref: Opcode) {
        let ids = &self.scopes[self.scope].ids;
        let Some(id) = ids.find(symbol).map(|index| ids[index]) else { return };
        match id.kind {
            IdKind::GlobalExplicit => self.emitter.op_name(global, symbol),
            IdKind::Local if fast.0 == fast.1 => self.emitter.op_uint(fast.1, u32::from(id.local)),
            IdKind::Local => self.emitter.op_local(fast.0, fast.1, id.local),
            IdKind::Cell | IdKind::Free => self.emitter.op_uint(deref, u32::from(id.local)),
            _ => self.emitter.op_name(name, symbol),
        }
    }

    fn load_global(&mut self, symbol: Symbol) {
        self.emitter.op_name(Opcode::LoadGlobal, symbol);
    }

    // Labels and blocks

    fn new_label(&mut self) -> Label {
        let label = Label(self.next_label);
        self.next_label += 1;
        label
    }

    /// Opens an exception block whose handler is at `label`.
    fn open_block(&mut self, opcode: Opcode, label: Label) {
        self.emitter.jump(opcode, label);
        self.except_level += 1;
        let scope = &mut self.scopes[self.scope];
        scope.exc_stack_size = scope.exc_stack_size.max(self.except_level as u16);
    }

    fn close_block(&mut self) {
        self.except_level = self.except_level.saturating_sub(1);
        self.emitter.op(Opcode::EndFinally);
    }
}

/// The functions of a module, and the tables that they refer to.
struct Compiled {
    functions: Vec<module::Function>,
    names: Pool<Symbol>,
    constants: Pool<ConstantId>,
}

impl Compiled {
    fn module(
        self,
        pool: &ConstantPool,
        interned: &Interner,
        options: &Options,
        memory: &Memory,
    ) -> Result<Module, Diagnostic> {
        let mut names = Vec::new();
        memory.charge(self.names.len() * size_of::<Box<[u8]>>());
        names.try_reserve_exact(self.names.len()).map_err(|_| Diagnostic::out_of_memory())?;
        for &symbol in self.names.iter() {
            names.push(boxed(interned.text(symbol), memory)?);
        }
        let mut constants = Vec::new();
        memory.charge(self.constants.len() * size_of::<module::Constant>());
        constants.try_reserve_exact(self.constants.len()).map_err(|_| Diagnostic::out_of_memory())?;
        for &id in self.constants.iter() {
            constants.push(module_constant(id, pool, interned, memory)?);
        }
        let small_int_bits = options.small_int_bits;
        Ok(Module { small_int_bits, arch_flags: 0, names, constants, functions: self.functions })
    }
}

/// A constant as modules hold it.
pub(crate) fn module_constant(
    id: ConstantId,
    constants: &ConstantPool,
    names: &Interner,
    memory: &Memory,
) -> Result<module::Constant, Diagnostic> {
    Ok(match constants.get(id) {
        Constant::None => module::Constant::None,
        Constant::False => module::Constant::False,
        Constant::True => module::Constant::True,
        Constant::Ellipsis => module::Constant::Ellipsis,
        Constant::Interned(symbol) => module::Constant::Str(boxed(names.text(*symbol), memory)?),
        Constant::Str(text) => module::Constant::Str(boxed(constants.bytes(*text), memory)?),
        Constant::Bytes(bytes) => module::Constant::Bytes(boxed(constants.bytes(*bytes), memory)?),
        Constant::Int(value) => {
            let value = value.to_bigint();
            memory.charge((value.bits() / 8) as usize + 32);
            module::Constant::Int(value)
        }
        Constant::Float(value) => module::Constant::Float(*value),
        Constant::Imaginary(value) => module::Constant::Complex(0.0, *value),
        Constant::Tuple(items) => {
            let items = constants.items(*items);
            let mut values = Vec::new();
            memory.charge(items.len() * size_of::<module::Constant>());
            values.try_reserve_exact(items.len()).map_err(|_| Diagnostic::out_of_memory())?;
            for &item in items {
                values.push(module_constant(item, constants, names, memory)?);
            }
            module::Constant::Tuple(values.into_boxed_slice())
        }
    })
}

/// A copy of `items` in a block of its own, charged to the budget.
fn boxed<T: Copy>(items: &[T], memory: &Memory) -> Result<Box<[T]>, Diagnostic> {
    let mut copy = Vec::new();
    if !memory.charge(size_of_val(items)) || copy.try_reserve_exact(items.len()).is_err() {
        return Err(Diagnostic::out_of_memory());
    }
    copy.extend_from_slice(items);
    Ok(copy.into_boxed_slice())
}
