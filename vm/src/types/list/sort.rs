//! Sorting lists: in place, stable, and without memory but for keys.
//!
//! Short runs are sorted by insertion; neighbouring runs are merged by rotating what is between them, as in "Stable Minimum
//! Storage Merging by Symmetric Comparisons" (Kim and Kutzner, 2004). Comparing can run code of the program, so between
//! comparisons the list is always a permutation of what it was, and if its length changes, sorting ends.

use crate::error::Res;
use crate::object::*;
use crate::types::exceptions::*;
use crate::value::{Gc, Value, Word};
use crate::vm::Vm;

/// The length of runs that are sorted by insertion.
const RUN: usize = 12;

impl Vm<'_> {
    /// Sorts a list: by `key(item)`, if there is a key. Items that are equal stay in their order.
    ///
    /// # Errors
    ///
    /// The key, or comparing, raised an exception; or it changed the length of the list. All items are still there then, in
    /// whatever order.
    pub fn list_sort(&mut self, list: Gc<List>, key: Word, reverse: bool) -> Res<()> {
        let scope = self.scope();
        let keys = match key {
            Some(key) => Some(self.sort_keys(list, key)?),
            None => None,
        };
        if keys.is_some() || !sort_alike(self, list, reverse) {
            Sorter { list, keys, reverse, len: list.len.get() }.run(self)?;
        }
        self.end(scope);
        Ok(())
    }

    /// A list of what a key gives for each item.
    fn sort_keys(&mut self, list: Gc<List>, key: Value) -> Res<Gc<List>> {
        let keys = self.list_with_room(list.len.get())?;
        let len = list.len.get();
        while let Some(item) = list.item(keys.len.get()).filter(|_| list.len.get() == len) {
            let scope = self.scope();
            let value = self.call(key, &[item])?;
            self.list_append(keys, value)?;
            self.end(scope);
        }
        if list.len.get() == len { Ok(keys) } else { Err(self.changed()) }
    }

    #[cold]
    fn changed(&mut self) -> crate::error::Raised {
        self.raise(&VALUE_ERROR, format_args!("list modified during sort"))
    }
}

/// Sorts a list of nothing but small ints or nothing but strs, where order among equal ones cannot be noticed. False if it
/// is another one.
fn sort_alike(vm: &Vm<'_>, list: Gc<List>, reverse: bool) -> bool {
    // The flash of a board has room for one way to sort.
    if cfg!(not(feature = "std")) {
        return false;
    }
    let items = list.items();
    let are_small = items.iter().all(|item| item.is_small());
    if !are_small && !items.iter().all(|item| item.kind() == Kind::Str) {
        return false;
    }
    let room = &mut list.room()[..list.len.get()];
    if are_small {
        // Small ints compare as their words do.
        room.sort_unstable_by_key(|item| item.map_or(0, |item| item.bits() as isize));
    } else {
        let text = |item: &Word| item.and_then(|item| vm.text(item)).unwrap_or_default();
        room.sort_unstable_by(|a, b| text(a).cmp(text(b)));
    }
    if reverse {
        room.reverse();
    }
    true
}

#[derive(Clone, Copy)]
struct Sorter {
    list: Gc<List>,
    /// What is compared instead of the items, and changes places with them.
    keys: Option<Gc<List>>,
    reverse: bool,
    len: usize,
}

impl Sorter {
    fn run(self, vm: &mut Vm<'_>) -> Res<()> {
        self.check_ends(vm)?;
        let mut start = 0;
        while start < self.len {
            self.insert_run(vm, start, (start + RUN).min(self.len))?;
            start += RUN;
        }
        let mut width = RUN;
        while width < self.len {
            let mut start = 0;
            while start + width < self.len {
                self.merge(vm, start, start + width, (start + 2 * width).min(self.len))?;
                start += 2 * width;
            }
            width *= 2;
        }
        Ok(())
    }

    /// Compares the first item with the last one, if they are of different kinds. MicroPython begins with them: so the
    /// message for what cannot be compared is as there (py/objlist.c).
    fn check_ends(self, vm: &mut Vm<'_>) -> Res<()> {
        let values = self.keys.unwrap_or(self.list);
        let ends = (values.item(0), values.item(self.len.wrapping_sub(1)));
        if let (Some(first), Some(last)) = ends
            && first.kind() != last.kind()
        {
            let ends = if self.reverse { (self.len - 1, 0) } else { (0, self.len - 1) };
            self.less(vm, ends.0, ends.1)?;
        }
        Ok(())
    }

    /// Whether an item has to be before another one.
    fn less(self, vm: &mut Vm<'_>, a: usize, b: usize) -> Res<bool> {
        let values = self.keys.unwrap_or(self.list);
        let (Some(mut a), Some(mut b)) = (values.item(a), values.item(b)) else { return Err(vm.changed()) };
        if self.reverse {
            (a, b) = (b, a);
        }
        if a.is_small() && b.is_small() {
            return Ok((a.bits() as isize) < b.bits() as isize);
        }
        let scope = vm.scope();
        vm.keep(a)?;
        vm.keep(b)?;
        let result = vm.less(a, b)?;
        vm.end(scope);
        if self.list.len.get() != self.len {
            return Err(vm.changed());
        }
        Ok(result)
    }

    /// Moves the items from `middle` to `end` before those from `start` on.
    fn rotate(self, start: usize, middle: usize, end: usize) {
        // `less` has seen to it that the list is as long as it was.
        for list in [Some(self.list), self.keys].into_iter().flatten() {
            if let Some(part) = list.room().get_mut(start..end) {
                part.rotate_left(middle - start);
            }
        }
    }

    fn insert_run(self, vm: &mut Vm<'_>, start: usize, end: usize) -> Res<()> {
        for at in start + 1..end {
            // In order already, as often as not.
            if !self.less(vm, at, at - 1)? {
                continue;
            }
            let (mut low, mut high) = (start, at - 1);
            while low < high {
                let middle = low + (high - low) / 2;
                if self.less(vm, at, middle)? {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            self.rotate(low, at, at + 1);
        }
        Ok(())
    }

    /// Merges two neighbouring runs. Calls itself for halves, so at most about as often as a length has bits.
    fn merge(self, vm: &mut Vm<'_>, start: usize, middle: usize, end: usize) -> Res<()> {
        if start >= middle || middle >= end || !self.less(vm, middle, middle - 1)? {
            return Ok(());
        }
        if middle - start == 1 {
            // One item goes to its place in the right run, before those that equal it.
            let (mut low, mut high) = (middle, end);
            while low < high {
                let at = low + (high - low) / 2;
                if self.less(vm, at, start)? {
                    low = at + 1;
                } else {
                    high = at;
                }
            }
            self.rotate(start, middle, low);
            return Ok(());
        }
        if end - middle == 1 {
            // One item goes to its place in the left run, behind those that equal it.
            let (mut low, mut high) = (start, middle);
            while low < high {
                let at = low + (high - low) / 2;
                if self.less(vm, middle, at)? {
                    high = at;
                } else {
                    low = at + 1;
                }
            }
            self.rotate(low, middle, end);
            return Ok(());
        }
        // The middle of both runs together: what is on the wrong side of it, and symmetric to it, is swapped.
        let half = start + (end - start) / 2;
        let sum = half + middle;
        let (mut low, high) = if middle > half { (sum - end, half) } else { (start, middle) };
        let (mut high, last) = (high, sum - 1);
        while low < high {
            let at = low + (high - low) / 2;
            if !self.less(vm, last - at, at)? {
                low = at + 1;
            } else {
                high = at;
            }
        }
        let right = sum - low;
        if low < middle && middle < right {
            self.rotate(low, middle, right);
        }
        if start < low && low < half {
            self.merge(vm, start, low, half)?;
        }
        if half < right && right < end {
            self.merge(vm, half, right, end)?;
        }
        Ok(())
    }
}
const _: () = assert!(RUN > 1);
