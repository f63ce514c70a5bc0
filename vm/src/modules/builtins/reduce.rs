//! Builtins that go through an iterable: all, any, max, min, sorted, sum.

use crate::error::Res;
use crate::native::Args;
use crate::object::*;
use crate::raise;
use crate::symbol::Symbol;
use crate::types::exceptions::*;
use crate::value::{Value, Word};
use crate::vm::Vm;
use constrictor_bytecode::opcode::BinaryOp;

pub(super) fn all(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    find_truth(vm, args[0], false).map(|found| Value::bool(!found))
}

pub(super) fn any(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    find_truth(vm, args[0], true).map(Value::bool)
}

/// Whether an iterable has an item that is true, or one that is not; those after it are not asked for.
fn find_truth(vm: &mut Vm<'_>, iterable: Value, wanted: bool) -> Res<bool> {
    let mut walk = vm.walk(iterable)?;
    loop {
        let scope = vm.scope();
        vm.poll()?;
        let Some(item) = vm.step(&mut walk)? else { return Ok(false) };
        if vm.truth(item)? == wanted {
            return Ok(true);
        }
        vm.end(scope);
    }
}

pub(super) fn sum(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let mut total = args.get(1).copied().unwrap_or(Value::ZERO);
    let mut walk = vm.walk(args[0])?;
    let scope = vm.scope();
    while let Some(item) = vm.step(&mut walk)? {
        vm.poll()?;
        total = vm.binary(BinaryOp::Add, total, item)?;
        // What was made on the way may go; the total stays.
        vm.end_with(scope, total)?;
    }
    Ok(total)
}

pub(super) fn greatest(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    extreme(vm, args, BinaryOp::More)
}

pub(super) fn least(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    extreme(vm, args, BinaryOp::Less)
}

/// The best item so far.
struct Best {
    op: BinaryOp,
    key_function: Word,
    item: Word,
    key: Word,
}

impl Best {
    fn offer(&mut self, vm: &mut Vm<'_>, item: Value) -> Res<()> {
        let key = match self.key_function {
            Some(function) => vm.call(function, &[item])?,
            None => item,
        };
        let better = match self.key {
            None => true,
            // Only `True` itself counts (MicroPython, py/modbuiltins.c).
            Some(best) => vm.binary(self.op, key, best)? == Value::TRUE,
        };
        if better {
            (self.item, self.key) = (Some(item), Some(key));
        }
        Ok(())
    }

    /// Keeps item and key alive when what was made on the way is let go of.
    fn keep(&self, vm: &mut Vm<'_>) -> Res<()> {
        for value in [self.item, self.key].into_iter().flatten() {
            vm.keep(value)?;
        }
        Ok(())
    }
}

fn extreme(vm: &mut Vm<'_>, args: Args<'_>, op: BinaryOp) -> Res {
    let mut best = Best { op, key_function: args.keyword(Symbol::KEY), item: None, key: None };
    if let &[iterable] = args.positional {
        let mut walk = vm.walk(iterable)?;
        let scope = vm.scope();
        while let Some(item) = vm.step(&mut walk)? {
            vm.poll()?;
            vm.keep(item)?;
            best.offer(vm, item)?;
            vm.end(scope);
            best.keep(vm)?;
        }
    } else {
        for &item in args.positional {
            best.offer(vm, item)?;
        }
    }
    match best.item.or_else(|| args.keyword(Symbol::DEFAULT)) {
        Some(item) => Ok(item),
        None => raise!(vm, VALUE_ERROR, "arg is an empty sequence"),
    }
}

pub(super) fn sorted(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    if args.len() > 1 {
        return raise!(vm, TYPE_ERROR, "must use keyword argument for key function");
    }
    let list = vm.list(&[])?;
    let Some(items) = list.get::<List>() else { return Ok(list) };
    vm.each(args[0], |vm, item| vm.list_append(items, item))?;
    let sort = vm.intern(b"sort")?;
    let (function, _) = vm.load_method(list, sort)?;
    vm.call_with_receiver(function, list, Args { positional: &[], keywords: args.keywords })?;
    Ok(list)
}
