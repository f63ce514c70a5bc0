//! Scopes: what the names of a function, class, comprehension or module refer to.
//!
//! The rules are MicroPython's (`py/scope.c`, `py/compile.c` `scope_compute_things`). Identifiers are kept in the order
//! in which they are first met, because it decides the numbers of locals.

use crate::intern::Symbol;
use crate::memory::{Memory, Pool};
use constrictor_bytecode::prelude;

/// What kind of code a scope is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ScopeKind {
    Module,
    Class,
    Lambda,
    ListComp,
    DictComp,
    SetComp,
    GenExpr,
    Function,
}

impl ScopeKind {
    /// Whether names assigned here are local: everywhere but in modules and classes.
    pub(crate) fn has_locals(self) -> bool {
        !matches!(self, ScopeKind::Module | ScopeKind::Class)
    }

    pub(crate) fn is_comprehension(self) -> bool {
        matches!(self, ScopeKind::ListComp | ScopeKind::DictComp | ScopeKind::SetComp | ScopeKind::GenExpr)
    }
}

/// Where a name lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IdKind {
    /// Mentioned in a declaration, nothing known yet.
    Undecided,
    /// Read here and assigned nowhere here.
    GlobalImplicit,
    /// Assigned in a module or class body.
    GlobalImplicitAssigned,
    GlobalExplicit,
    Local,
    /// A local that an inner scope uses.
    Cell,
    /// A local of an outer scope.
    Free,
}

pub(crate) const IS_PARAMETER: u8 = 1;
pub(crate) const IS_STAR_PARAMETER: u8 = 2;
pub(crate) const IS_DOUBLE_STAR_PARAMETER: u8 = 4;

#[derive(Clone, Copy, Debug)]
pub(crate) struct Id {
    pub(crate) symbol: Symbol,
    pub(crate) kind: IdKind,
    pub(crate) flags: u8,
    /// The number of the local.
    pub(crate) local: u16,
}

/// The identifiers of a scope, in order, with a way to find them.
#[derive(Debug)]
pub(crate) struct Ids {
    items: Pool<Id>,
    /// A hash table of indices into `items` plus one, 0 for free slots; empty while there are few.
    slots: Pool<u32>,
}

/// Up to here a search from the front is fastest.
const FEW: usize = 12;

impl Ids {
    fn new(memory: &Memory) -> Self {
        Ids { items: Pool::new(memory), slots: Pool::new(memory) }
    }

    pub(crate) fn find(&self, symbol: Symbol) -> Option<usize> {
        if self.slots.is_empty() {
            return self.items.iter().position(|id| id.symbol == symbol);
        }
        let mask = self.slots.len() - 1;
        let mut slot = hash(symbol) & mask;
        loop {
            match self.slots[slot] {
                0 => return None,
                index if self.items[index as usize - 1].symbol == symbol => return Some(index as usize - 1),
                _ => slot = (slot + 1) & mask,
            }
        }
    }

    /// The index of `symbol`, which is added with `kind` if it is not there. `None` without memory.
    pub(crate) fn find_or_add(&mut self, symbol: Symbol, kind: IdKind) -> Option<usize> {
        if let Some(index) = self.find(symbol) {
            return Some(index);
        }
        let index = self.items.len();
        self.items.push(Id { symbol, kind, flags: 0, local: 0 });
        if self.items.len() == index {
            return None;
        }
        if self.items.len() > FEW {
            if self.slots.len() < self.items.len() * 2 {
                self.rehash();
            } else {
                self.enter(index);
            }
        }
        Some(index)
    }

    fn rehash(&mut self) {
        let len = (self.items.len() * 4).next_power_of_two();
        self.slots.clear();
        self.slots.resize(len, 0);
        // Without memory the table stays empty and searches go from the front.
        if !self.slots.is_empty() {
            for index in 0..self.items.len() {
                self.enter(index);
            }
        }
    }

    fn enter(&mut self, index: usize) {
        let mask = self.slots.len() - 1;
        let mut slot = hash(self.items[index].symbol) & mask;
        while self.slots[slot] != 0 {
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = index as u32 + 1;
    }

    /// Exchanges two identifiers.
    fn swap(&mut self, a: usize, b: usize) {
        self.items.swap(a, b);
        if !self.slots.is_empty() {
            self.rehash();
        }
    }
}

impl core::ops::Deref for Ids {
    type Target = [Id];
    fn deref(&self) -> &[Id] {
        &self.items
    }
}

impl core::ops::DerefMut for Ids {
    fn deref_mut(&mut self) -> &mut [Id] {
        &mut self.items
    }
}

fn hash(symbol: Symbol) -> usize {
    (symbol.0.wrapping_mul(0x9e37_79b1) >> 7) as usize
}

/// The place of a scope in the order in which the compiler meets them. The module is the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ScopeId(pub(crate) u32);

#[derive(Debug)]
pub(crate) struct Scope {
    pub(crate) kind: ScopeKind,
    pub(crate) parent: Option<ScopeId>,
    pub(crate) name: Symbol,
    /// The prelude's flags, and above them whatever else is known.
    pub(crate) flags: u8,
    pub(crate) n_pos_args: u16,
    pub(crate) n_kwonly_args: u16,
    pub(crate) n_def_pos_args: u16,
    pub(crate) n_locals: u16,
    pub(crate) stack_size: u16,
    pub(crate) exc_stack_size: u16,
    pub(crate) ids: Ids,
}

/// Every scope of a module.
pub(crate) struct Scopes {
    scopes: Pool<Scope>,
    memory: Memory,
}

impl core::ops::Index<ScopeId> for Scopes {
    type Output = Scope;
    fn index(&self, id: ScopeId) -> &Scope {
        &self.scopes[id.0 as usize]
    }
}

impl core::ops::IndexMut<ScopeId> for Scopes {
    fn index_mut(&mut self, id: ScopeId) -> &mut Scope {
        &mut self.scopes[id.0 as usize]
    }
}

impl Scopes {
    pub(crate) fn new(memory: &Memory) -> Self {
        Scopes { scopes: Pool::new(memory), memory: memory.clone() }
    }

    pub(crate) fn len(&self) -> usize {
        self.scopes.len()
    }

    pub(crate) fn add(&mut self, kind: ScopeKind, parent: Option<ScopeId>, name: Symbol) -> ScopeId {
        ScopeId(self.scopes.push(Scope {
            kind,
            parent,
            name,
            flags: 0,
            n_pos_args: 0,
            n_kwonly_args: 0,
            n_def_pos_args: 0,
            n_locals: 0,
            stack_size: 0,
            exc_stack_size: 0,
            ids: Ids::new(&self.memory),
        }))
    }

    /// Lets go of what is known of a scope's names.
    pub(crate) fn forget_names(&mut self, scope: ScopeId) {
        self[scope].ids = Ids::new(&self.memory.clone());
    }

    /// Notes that `scope` reads a name.
    pub(crate) fn load(&mut self, scope: ScopeId, symbol: Symbol) {
        self[scope].ids.find_or_add(symbol, IdKind::GlobalImplicit);
    }

    /// Notes that `scope` assigns to or deletes a name. Returns what that makes of it.
    pub(crate) fn modify(&mut self, scope: ScopeId, symbol: Symbol) -> IdKind {
        let scope = &mut self[scope];
        let Some(index) = scope.ids.find_or_add(symbol, IdKind::GlobalImplicit) else {
            return IdKind::GlobalImplicit;
        };
        let id = &mut scope.ids[index];
        if id.kind == IdKind::GlobalImplicit {
            id.kind = if scope.kind.has_locals() { IdKind::Local } else { IdKind::GlobalImplicitAssigned };
        }
        id.kind
    }

    /// Closes over a name of `scope` that an outer function defines, if one does.
    pub(crate) fn close_over(&mut self, scope: ScopeId, index: usize) {
        let symbol = self[scope].ids[index].symbol;
        let mut outer = self[scope].parent;
        while let Some(id) = outer {
            let Some(parent) = self[id].parent else { return };
            if let Some(found) = self[id].ids.find(symbol) {
                if matches!(self[id].ids[found].kind, IdKind::Local | IdKind::Cell | IdKind::Free) {
                    self[scope].ids[index].kind = IdKind::Free;
                    self.close_over_in_parents(scope, symbol);
                }
                return;
            }
            outer = Some(parent);
        }
    }

    /// Makes the name free in every scope between `scope` and the one that defines it, and a cell there.
    fn close_over_in_parents(&mut self, scope: ScopeId, symbol: Symbol) {
        let mut outer = self[scope].parent;
        while let Some(parent) = outer {
            let Some(index) = self[parent].ids.find_or_add(symbol, IdKind::Undecided) else { return };
            let id = &mut self[parent].ids[index];
            match id.kind {
                IdKind::Undecided => id.kind = IdKind::Free,
                IdKind::Local => {
                    id.kind = IdKind::Cell;
                    return;
                }
                _ => return,
            }
            outer = self[parent].parent;
        }
    }

    /// Closes over whatever `scope` turned out to use of outer functions.
    pub(crate) fn close_over_implicit(&mut self, scope: ScopeId) {
        for index in 0..self[scope].ids.len() {
            if self[scope].ids[index].kind == IdKind::GlobalImplicit {
                self.close_over(scope, index);
            }
        }
    }

    /// Numbers the locals of a scope: free variables first, then parameters and other locals, then cells.
    pub(crate) fn number_locals(&mut self, scope: ScopeId) {
        let this = &mut self[scope];
        if this.flags & prelude::FLAG_VARARGS != 0 {
            move_star_parameter_last(&mut this.ids);
        }
        let (kind, mut count) = (this.kind, 0u16);
        for id in this.ids.iter_mut() {
            // A class's cell is numbered only if a method uses it.
            if kind == ScopeKind::Class && id.symbol == Symbol::CLASS {
                continue;
            }
            if kind.has_locals() && id.kind == IdKind::GlobalImplicit {
                id.kind = IdKind::GlobalExplicit;
            }
            if id.kind == IdKind::Local || id.flags & IS_PARAMETER != 0 {
                id.local = count;
                count = count.wrapping_add(1);
            }
        }
        for id in this.ids.iter_mut() {
            if id.kind == IdKind::Cell && id.flags & IS_PARAMETER == 0 {
                id.local = count;
                count = count.wrapping_add(1);
            }
        }
        this.n_locals = count;
        if let Some(parent) = this.parent {
            self.number_free(scope, parent);
        }
    }

    /// Numbers free variables in the order of the enclosing scope, and shifts the other locals behind them.
    fn number_free(&mut self, scope: ScopeId, parent: ScopeId) {
        let mut order = Pool::new(&self.memory);
        for (index, id) in self[scope].ids.iter().enumerate() {
            if id.kind == IdKind::Free {
                let outer = &self[parent].ids;
                let place = outer
                    .find(id.symbol)
                    .filter(|&place| matches!(outer[place].kind, IdKind::Cell | IdKind::Free));
                if let Some(place) = place {
                    order.push((place, index));
                }
            }
        }
        if order.is_empty() {
            return;
        }
        sort_pairs(&mut order);
        let this = &mut self[scope];
        for (number, &(_, index)) in order.iter().enumerate() {
            this.ids[index].local = number as u16;
        }
        let count = order.len() as u16;
        for id in this.ids.iter_mut() {
            if id.kind != IdKind::Free || id.flags & IS_PARAMETER != 0 {
                id.local = id.local.wrapping_add(count);
            }
        }
        this.n_pos_args = this.n_pos_args.wrapping_add(count);
        this.n_locals = this.n_locals.wrapping_add(count);
    }
}

/// Sorts few pairs: as many as a function has free variables.
pub(crate) fn sort_pairs(pairs: &mut [(usize, usize)]) {
    if cfg!(feature = "std") {
        pairs.sort_unstable();
        return;
    }
    // Little code, for the flash of a board, in whose memory there are never so many that the quadratic time matters.
    for end in 1..pairs.len() {
        let mut at = end;
        while at > 0 && pairs[at] < pairs[at - 1] {
            pairs.swap(at, at - 1);
            at -= 1;
        }
    }
}

/// `*args` comes after all other parameters but `**kwargs`.
fn move_star_parameter_last(ids: &mut Ids) {
    let mut last_plain = None;
    for index in (0..ids.len()).rev() {
        if ids[index].flags & IS_STAR_PARAMETER != 0 {
            if let Some(last) = last_plain {
                ids.swap(last, index);
            }
            return;
        }
        if last_plain.is_none() && ids[index].flags == IS_PARAMETER {
            last_plain = Some(index);
        }
    }
}
