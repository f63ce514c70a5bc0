//! What operators and built-in protocols do with any object: truth, arithmetic, comparison, hashing, items, iteration.

use crate::error::{Raised, Res};
use crate::frame::put_reversed;
use crate::object::*;
use crate::raise;
use crate::symbol::Symbol;
use crate::types::class;
use crate::types::exceptions::*;
use crate::types::number;
use crate::value::{Gc, Value, Word};
use crate::vm::Vm;
use constrictor_bytecode::opcode::{BinaryOp, UnaryOp};

impl Vm<'_> {
    /// `bool(object)`
    #[inline]
    pub fn truth(&mut self, value: Value) -> Res<bool> {
        if let Some(small) = value.as_small() {
            return Ok(small != 0);
        }
        match value {
            Value::NONE | Value::FALSE => return Ok(false),
            Value::TRUE => return Ok(true),
            _ => {}
        }
        self.truth_of_object(value)
    }

    fn truth_of_object(&mut self, value: Value) -> Res<bool> {
        if value.kind() == Kind::Instance {
            return class::truth(self, value);
        }
        let class = self.type_of(value);
        if let Some(truth) = class.truth {
            return truth(self, value);
        }
        if let Some(len) = class.len {
            return len(self, value).map(|len| len > 0);
        }
        Ok(true)
    }

    /// A unary operator.
    pub fn unary(&mut self, op: UnaryOp, value: Value) -> Res {
        if op == UnaryOp::Not {
            return self.truth(value).map(|truth| Value::bool(!truth));
        }
        let class = self.type_of(value);
        if let Some(unary) = class.unary
            && let Some(result) = unary(self, op, value)?
        {
            return Ok(result);
        }
        let name = self.type_name(value);
        raise!(self, TYPE_ERROR, "unsupported type for {}: '{name}'", unary_name(op))
    }

    /// A binary operator.
    pub fn binary(&mut self, op: BinaryOp, left: Value, right: Value) -> Res {
        match op {
            BinaryOp::Is => return Ok(Value::bool(left == right)),
            BinaryOp::ExceptionMatch => return self.exception_match(left, right).map(Value::bool),
            BinaryOp::In => return self.contains(right, left).map(Value::bool),
            BinaryOp::Equal | BinaryOp::NotEqual
                if left.kind() == Kind::Instance || right.kind() == Kind::Instance =>
            {
                return self.compare_instances(op, left, right);
            }
            BinaryOp::Equal => return self.equal(left, right).map(Value::bool),
            BinaryOp::NotEqual => return self.equal(left, right).map(|equal| Value::bool(!equal)),
            _ => {}
        }
        if let Some(result) = number::binary(self, op, left, right)? {
            return Ok(result);
        }
        let plain = plain_of(op);
        for op in [Some(op), plain].into_iter().flatten() {
            if let Some(result) = self.binary_of_type(op, left, right)? {
                return Ok(result);
            }
        }
        let op = plain.unwrap_or(op);
        if let Some(result) = class::reverse(self, op, left, right)? {
            return Ok(result);
        }
        Err(match plain {
            // Two numbers have no in-place operators of their own that an error could name (MicroPython, `mp_binary_op` in
            // py/runtime.c).
            Some(_) if left.is_small() && number::is_immediate(right) => {
                self.unsupported_types(Symbol::EMPTY, "int", self.type_name(right))
            }
            _ => self.unsupported(op, left, right),
        })
    }

    /// Says that there is no such operator for two objects. A bool on the right counts as an int by then, and next to a
    /// number that is not an object of its own it is its reverse operator that is missing (MicroPython, py/objbool.c;
    /// `mp_binary_op` in py/runtime.c).
    #[cold]
    fn unsupported(&mut self, op: BinaryOp, left: Value, right: Value) -> Raised {
        if right.kind() == Kind::Bool && op as u8 >= BinaryOp::Or as u8 {
            return match left.kind() {
                Kind::Float | Kind::Complex => self.no_reverse(op, left, Value::ZERO),
                _ => self.unsupported_types(binary_symbol(op), self.type_name(left), "int"),
            };
        }
        self.unsupported_types(binary_symbol(op), self.type_name(left), self.type_name(right))
    }

    /// Says that the native type which the class of the right operand extends has no such reverse operator.
    #[cold]
    pub(crate) fn no_reverse(&mut self, op: BinaryOp, left: Value, right: Value) -> Raised {
        let (left_name, right_name) = (self.type_name(left), self.type_name(right));
        match reverse_symbol(op) {
            Some(name) if right.is_small() && number::is_immediate(left) => {
                self.unsupported_types(name, "int", left_name)
            }
            _ => self.unsupported_types(binary_symbol(op), left_name, right_name),
        }
    }

    /// Says that an operator, known by the name of its method, is not for two types.
    #[cold]
    pub(crate) fn unsupported_types(&mut self, method: Symbol, left: &str, right: &str) -> Raised {
        let name = crate::print::lossy(self.symbol_text(method));
        self.raise(&TYPE_ERROR, format_args!("unsupported types for {name}: '{left}', '{right}'"))
    }

    fn binary_of_type(&mut self, op: BinaryOp, left: Value, right: Value) -> Res<Word> {
        match self.type_of(left).binary {
            Some(binary) => {
                let result = binary(self, op, left, right)?;
                Ok(result.filter(|&result| result != Value::NOT_IMPLEMENTED))
            }
            None => Ok(None),
        }
    }

    /// `left == right`
    pub fn equal(&mut self, left: Value, right: Value) -> Res<bool> {
        if left == right {
            // A float that is not a number does not equal itself.
            return Ok(!matches!(left.kind(), Kind::Float | Kind::Complex | Kind::Instance)
                || self.equal_objects(left, right)?);
        }
        if (left.is_small() && right.is_small())
            || (left.as_symbol().is_some() && right.as_symbol().is_some())
        {
            return Ok(false);
        }
        self.equal_objects(left, right)
    }

    fn equal_objects(&mut self, left: Value, right: Value) -> Res<bool> {
        if let (Some(a), Some(b)) = (self.text(left), self.text(right)) {
            return Ok(a == b);
        }
        if let Some(result) = number::binary(self, BinaryOp::Equal, left, right)? {
            return Ok(result == Value::TRUE);
        }
        if let Some(result) = self.binary_of_type(BinaryOp::Equal, left, right)? {
            return self.truth(result);
        }
        if let Some(result) = self.binary_of_type(BinaryOp::Equal, right, left)? {
            return self.truth(result);
        }
        Ok(left == right)
    }

    /// `==` or `!=` where classes may have their own: what those give is the result, whatever it is.
    fn compare_instances(&mut self, op: BinaryOp, left: Value, right: Value) -> Res {
        for (left, right) in [(left, right), (right, left)] {
            // A float asks an object for its `__float__`.
            let asks = left.kind() == Kind::Instance
                || (op == BinaryOp::Equal && matches!(left.kind(), Kind::Float | Kind::Complex));
            if asks && let Some(result) = self.binary_of_type(op, left, right)? {
                return Ok(result);
            }
        }
        match op {
            BinaryOp::Equal => Ok(Value::bool(left == right)),
            _ => self.equal(left, right).map(|equal| Value::bool(!equal)),
        }
    }

    /// `left < right`
    pub fn less(&mut self, left: Value, right: Value) -> Res<bool> {
        if left.is_small() && right.is_small() {
            return Ok((left.bits() as isize) < right.bits() as isize);
        }
        let result = self.binary(BinaryOp::Less, left, right)?;
        self.truth(result)
    }

    /// `hash(object)`
    pub fn hash(&mut self, value: Value) -> Res<isize> {
        if let Some(small) = value.as_small() {
            return Ok(small);
        }
        if let Some(symbol) = value.as_symbol() {
            return Ok(self.symbols.hash(symbol) as isize);
        }
        match value.kind() {
            Kind::Str | Kind::Bytes => {
                return Ok(value.get::<Text>().map_or(0, |text| text.hash_bits() as isize));
            }
            Kind::Bool => return Ok(isize::from(value == Value::TRUE)),
            Kind::Instance => return class::hash(self, value),
            Kind::None | Kind::Ellipsis | Kind::NotImplemented => return Ok(value.bits() as isize),
            Kind::Class | Kind::Type | Kind::Native | Kind::Function | Kind::Module => {
                return Ok((value.bits() >> 3) as isize);
            }
            _ => {}
        }
        match self.type_of(value).hash {
            Some(hash) => hash(self, value),
            // What has no other idea of it is equal to itself only.
            None if !is_unhashable(value.kind()) => Ok((value.bits() >> 3) as isize),
            None => {
                let name = self.type_name(value);
                raise!(self, TYPE_ERROR, "unsupported type for __hash__: '{name}'")
            }
        }
    }

    /// `len(object)`
    pub fn len(&mut self, value: Value) -> Res<usize> {
        if value.kind() == Kind::Instance {
            return class::len(self, value);
        }
        match self.type_of(value).len {
            Some(len) => len(self, value),
            None => {
                let name = self.type_name(value);
                raise!(self, TYPE_ERROR, "object of type '{name}' has no len()")
            }
        }
    }

    /// `item in object`
    pub fn contains(&mut self, object: Value, item: Value) -> Res<bool> {
        if let Some(result) = self.binary_of_type(BinaryOp::In, object, item)? {
            return self.truth(result);
        }
        self.scoped(|vm| {
            vm.keep(object)?;
            let mut walk = vm.walk(object)?;
            loop {
                let inner = vm.scope();
                vm.poll()?;
                let Some(next) = vm.step(&mut walk)? else { return Ok(false) };
                if vm.equal(next, item)? {
                    return Ok(true);
                }
                vm.end(inner);
            }
        })
    }

    /// `object[index]`
    pub fn load_item(&mut self, object: Value, index: Value) -> Res {
        match self.type_of(object).item {
            Some(item) => item(self, object, index),
            None => {
                let name = self.type_name(object);
                raise!(self, TYPE_ERROR, "'{name}' object isn't subscriptable")
            }
        }
    }

    /// `object[index] = value`, or `del object[index]`.
    pub fn store_item(&mut self, object: Value, index: Value, value: Word) -> Res<()> {
        match self.type_of(object).set_item {
            Some(set) => set(self, object, index, value),
            None => {
                let name = self.type_name(object);
                if value.is_some() {
                    raise!(self, TYPE_ERROR, "'{name}' object doesn't support item assignment")
                } else {
                    raise!(self, TYPE_ERROR, "'{name}' object doesn't support item deletion")
                }
            }
        }
    }

    /// `iter(object)`
    pub fn iter(&mut self, value: Value) -> Res {
        let class = self.type_of(value);
        if let Some(iter) = class.iter {
            return iter(self, value);
        }
        if class.next.is_some() {
            return Ok(value);
        }
        let name = self.type_name(value);
        raise!(self, TYPE_ERROR, "'{name}' object isn't iterable")
    }

    /// The next item of an iterator; none at its end.
    #[inline]
    pub fn next(&mut self, iterator: Value) -> Res<Word> {
        match self.type_of(iterator).next {
            Some(next) => next(self, iterator),
            None => {
                let name = self.type_name(iterator);
                raise!(self, TYPE_ERROR, "'{name}' object isn't an iterator")
            }
        }
    }

    /// Calls a function with each item of an iterable. What is made for one item is let go of before the next.
    pub fn each(&mut self, iterable: Value, mut visit: impl FnMut(&mut Self, Value) -> Res<()>) -> Res<()> {
        self.scoped(|vm| {
            vm.keep(iterable)?;
            let mut walk = vm.walk(iterable)?;
            loop {
                let inner = vm.scope();
                vm.poll()?;
                let Some(item) = vm.step(&mut walk)? else { return Ok(()) };
                // What is done with it may take it out of the object.
                vm.keep(item)?;
                visit(vm, item)?;
                vm.end(inner);
            }
        })
    }

    /// Puts the items of a sequence on the stack in the place of the top, the first on top; with `after`, the items left over
    /// as a list between the first and the last ones.
    pub(crate) fn unpack(&mut self, sequence: Value, before: usize, after: Option<usize>) -> Res<()> {
        let place = self.top.wrapping_sub(1);
        if after.is_none() {
            let found = match (sequence.get::<Tuple>(), sequence.get::<List>()) {
                (Some(tuple), _) => Some(tuple.items()),
                (_, Some(list)) => Some(list.items()),
                _ => None,
            };
            if let Some(found) = found.filter(|found| found.len() == before) {
                put_reversed(place, found);
                return Ok(());
            }
        }
        let list = self.list(&[])?;
        let Some(items) = list.get::<List>() else { return Ok(()) };
        let wanted = before + after.unwrap_or(0);
        let mut count = 0usize;
        self.each(sequence, |vm, item| {
            count += 1;
            if after.is_none() && count > wanted {
                return raise!(vm, VALUE_ERROR, "too many values to unpack (expected {wanted})");
            }
            vm.list_append(items, item)
        })?;
        if count < wanted {
            return raise!(self, VALUE_ERROR, "need more than {count} values to unpack");
        }
        let Some(after) = after else {
            put_reversed(place, items.items());
            return Ok(());
        };
        let rest = self.list(&items.items()[before..count - after])?;
        let all = items.items();
        // The instruction has room for all of them: verified.
        let place = put_reversed(place, &all[count - after..]);
        let place = put_reversed(place, &[rest]);
        put_reversed(place, &all[..before]);
        Ok(())
    }

    /// Adds an item to the end of a list.
    #[inline]
    pub fn list_append(&mut self, list: Gc<List>, item: Value) -> Res<()> {
        let len = list.len.get();
        if let Some(block) = list.block.get()
            && len < crate::native::word_count(block)
        {
            crate::native::set_word_of(block, len, Some(item));
            list.len.set(len + 1);
            return Ok(());
        }
        self.list_reserve(list, len + 1)?;
        if let Some(block) = list.block.get() {
            crate::native::set_word_of(block, len, Some(item));
            list.len.set(len + 1);
        }
        Ok(())
    }

    /// Makes room in a list for so many items in all.
    #[cold]
    pub(crate) fn list_reserve(&mut self, list: Gc<List>, wanted: usize) -> Res<()> {
        let len = list.len.get();
        let capacity = list.block.get().map_or(0, crate::native::word_count);
        if wanted <= capacity {
            return Ok(());
        }
        let room = wanted.max(capacity + capacity / 2).max(4);
        if let Some(block) = list.block.get().and_then(Value::pointer)
            && self.heap.resize(block, WORD + room * WORD)
        {
            return Ok(());
        }
        // As much as is wanted, if there is not more.
        let block = match self.words_block(room) {
            Ok(block) => block,
            Err(_) => {
                self.raised = None;
                self.words_block(wanted)?
            }
        };
        let old = list.block.get();
        for at in 0..len {
            crate::native::set_word_of(block, at, old.and_then(|old| crate::native::word_of(old, at)));
        }
        list.block.set(Some(block));
        self.free_block(old);
        Ok(())
    }

    /// Calls `object.name(…)` if there is such a method.
    pub(crate) fn call_method_maybe(&mut self, object: Value, name: Symbol, args: &[Value]) -> Res<Word> {
        match self.load_method_maybe(object, name)? {
            Some((function, receiver)) => self.call_found(function, receiver, args).map(Some),
            None => Ok(None),
        }
    }
}

/// Whether objects of a kind cannot be keys: they can change, or equal others that have another hash (MicroPython: types that
/// have `unary_op` without a case for hashing).
fn is_unhashable(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::ByteArray
            | Kind::Array
            | Kind::MemoryView
            | Kind::List
            | Kind::Dict
            | Kind::OrderedDict
            | Kind::DictKeys
            | Kind::DictValues
            | Kind::DictItems
            | Kind::Set
            | Kind::Range
            | Kind::Slice
            | Kind::Deque
    )
}

/// The operator without assignment, of one with.
pub(crate) fn plain_of(op: BinaryOp) -> Option<BinaryOp> {
    let number = op as u8;
    let (first, last) = (BinaryOp::InplaceOr as u8, BinaryOp::InplacePower as u8);
    if (first..=last).contains(&number) {
        BinaryOp::from_number(number - first + BinaryOp::Or as u8)
    } else {
        None
    }
}

/// The name of a unary operator's method.
pub(crate) fn unary_name(op: UnaryOp) -> &'static str {
    match op {
        UnaryOp::Positive => "__pos__",
        UnaryOp::Negative => "__neg__",
        UnaryOp::Invert => "__invert__",
        UnaryOp::Not => "__bool__",
    }
}

/// The symbol of a binary operator's method.
pub(crate) fn binary_symbol(op: BinaryOp) -> Symbol {
    use BinaryOp::*;
    match op {
        Less => Symbol::LT,
        More => Symbol::GT,
        Equal => Symbol::EQ,
        LessEqual => Symbol::LE,
        MoreEqual => Symbol::GE,
        NotEqual => Symbol::NE,
        In => Symbol::CONTAINS,
        Or => Symbol::OR,
        Xor => Symbol::XOR,
        And => Symbol::AND,
        Lshift => Symbol::LSHIFT,
        Rshift => Symbol::RSHIFT,
        Add => Symbol::ADD,
        Subtract => Symbol::SUB,
        Multiply => Symbol::MUL,
        MatMultiply => Symbol::MATMUL,
        FloorDivide => Symbol::FLOORDIV,
        TrueDivide => Symbol::TRUEDIV,
        Modulo => Symbol::MOD,
        Power => Symbol::POW,
        InplaceOr => Symbol::IOR,
        InplaceXor => Symbol::IXOR,
        InplaceAnd => Symbol::IAND,
        InplaceLshift => Symbol::ILSHIFT,
        InplaceRshift => Symbol::IRSHIFT,
        InplaceAdd => Symbol::IADD,
        InplaceSubtract => Symbol::ISUB,
        InplaceMultiply => Symbol::IMUL,
        InplaceMatMultiply => Symbol::IMATMUL,
        InplaceFloorDivide => Symbol::IFLOORDIV,
        InplaceTrueDivide => Symbol::ITRUEDIV,
        InplaceModulo => Symbol::IMOD,
        InplacePower => Symbol::IPOW,
        Is | ExceptionMatch => Symbol::EMPTY,
    }
}

/// The name of the method of the right operand, for an operator of two operands that are not compared.
pub(crate) fn reverse_symbol(op: BinaryOp) -> Option<Symbol> {
    use BinaryOp::*;
    Some(match op {
        Add => Symbol::RADD,
        Subtract => Symbol::RSUB,
        Multiply => Symbol::RMUL,
        MatMultiply => Symbol::RMATMUL,
        TrueDivide => Symbol::RTRUEDIV,
        FloorDivide => Symbol::RFLOORDIV,
        Modulo => Symbol::RMOD,
        Power => Symbol::RPOW,
        Lshift => Symbol::RLSHIFT,
        Rshift => Symbol::RRSHIFT,
        And => Symbol::RAND,
        Or => Symbol::ROR,
        Xor => Symbol::RXOR,
        _ => return None,
    })
}
