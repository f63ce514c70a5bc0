//! What the memory looks like: `mem_info` and `qstr_info`, in the format of MicroPython (py/gc.c, py/qstr.c).

use crate::error::Res;
use crate::host::Host;
use crate::native::{Args, word_of};
use crate::object::*;
use crate::print::Out;
use crate::value::Value;
use crate::vm::{Buffer256, Vm};
use core::fmt::Write;

/// MicroPython counts in blocks of four words. Objects here are multiples of eight bytes; these are the units for showing.
const UNIT: usize = 4 * WORD;
/// Units in a line of the map.
const LINE: usize = 64;

/// Bytes over time.
pub(crate) struct Statistics {
    /// Allocated so far.
    pub(crate) total: usize,
    /// In use.
    pub(crate) current: usize,
    /// The most that were in use.
    pub(crate) peak: usize,
}

impl Vm<'_> {
    pub(crate) fn heap_statistics(&mut self) -> Statistics {
        let current = self.usage().used;
        self.heap.peak = self.heap.peak.max(current);
        Statistics { total: self.heap.freed_bytes.wrapping_add(current), current, peak: self.heap.peak }
    }
}

/// Objects by their size in units.
#[derive(Default)]
struct Sizes {
    ones: usize,
    twos: usize,
    largest: usize,
}

pub(super) fn memory_info(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let out = &mut Out::Console;
    let Statistics { total, current, peak } = vm.heap_statistics();
    vm.write_args(out, format_args!("mem: total={total}, current={current}, peak={peak}\n"))?;
    vm.write_args(out, format_args!("stack: {} out of {}\n", vm.stack_use(), vm.stack_size()))?;
    let usage = vm.usage();
    vm.write_args(
        out,
        format_args!("GC: total: {}, used: {}, free: {}\n", usage.total, usage.used, usage.free),
    )?;
    let mut sizes = Sizes::default();
    vm.heap.map(|_, bytes, kind| {
        let units = bytes.div_ceil(UNIT);
        if kind != Kind::Free {
            sizes.ones += usize::from(units == 1);
            sizes.twos += usize::from(units == 2);
            sizes.largest = sizes.largest.max(units);
        }
    });
    let Sizes { ones, twos, largest } = sizes;
    let free = usage.largest_free / UNIT;
    vm.write_args(
        out,
        format_args!(
            " No. of 1-blocks: {ones}, 2-blocks: {twos}, max blk sz: {largest}, max free sz: {free}\n"
        ),
    )?;
    if !args.is_empty() {
        show_map(vm);
    }
    Ok(Value::NONE)
}

/// Prints a letter for every unit of the heap.
fn show_map(vm: &mut Vm<'_>) {
    let address = vm.heap.address();
    let mut map = MapWriter { host: vm.host, line: [0; LINE], len: 0, lines: 0, free_lines: 0 };
    map.print(format_args!("GC memory layout; from {address:x}:"));
    // Several objects may share a unit: it has the letter of the first that begins there, or else of what it is part of.
    let mut unit = (0, b'.');
    vm.heap.map(|offset, bytes, kind| {
        let (first, last) = (offset / UNIT, (offset + bytes).saturating_sub(1) / UNIT);
        let (head, tail) = if kind == Kind::Free { (b'.', b'.') } else { (letter(kind), b'=') };
        while unit.0 < first {
            map.put(unit.1);
            unit = (unit.0 + 1, b'.');
        }
        if matches!(unit.1, b'.' | b'=') && head != b'.' {
            unit.1 = head;
        }
        while unit.0 < last {
            map.put(unit.1);
            unit = (unit.0 + 1, tail);
        }
    });
    map.put(unit.1);
    map.finish();
}

/// The letter that a map shows for objects of a kind.
fn letter(kind: Kind) -> u8 {
    match kind {
        Kind::Tuple | Kind::NamedTuple | Kind::AttrTuple => b'T',
        Kind::List => b'L',
        Kind::Dict | Kind::OrderedDict => b'D',
        Kind::Str | Kind::Bytes => b'S',
        Kind::ByteArray | Kind::Array => b'A',
        Kind::Float => b'F',
        Kind::Function => b'B',
        Kind::Module => b'M',
        _ => b'h',
    }
}

/// Prints a map line by line; two lines or more that are free are summed up in one.
struct MapWriter<'a> {
    host: &'a mut dyn Host,
    line: [u8; LINE],
    len: usize,
    /// How many lines are done.
    lines: usize,
    /// How many free lines are next.
    free_lines: usize,
}

impl MapWriter<'_> {
    fn print(&mut self, text: core::fmt::Arguments<'_>) {
        let mut buffer = Buffer256::default();
        let _ = buffer.write_fmt(text);
        self.host.write(buffer.bytes());
    }

    fn put(&mut self, letter: u8) {
        self.line[self.len] = letter;
        self.len += 1;
        if self.len == LINE {
            self.end_line();
        }
    }

    fn end_line(&mut self) {
        let len = core::mem::take(&mut self.len);
        if len == LINE && self.line.iter().all(|&letter| letter == b'.') {
            self.free_lines += 1;
        } else {
            self.show_free();
            let line = self.line;
            self.show(&line[..len]);
        }
    }

    fn show_free(&mut self) {
        match core::mem::take(&mut self.free_lines) {
            0 => {}
            1 => self.show(&[b'.'; LINE]),
            lines => {
                self.print(format_args!("\n       ({lines} lines all free)"));
                self.lines += lines;
            }
        }
    }

    fn show(&mut self, line: &[u8]) {
        self.print(format_args!("\n{:08x}: ", self.lines * LINE * UNIT));
        self.host.write(line);
        self.lines += 1;
    }

    fn finish(&mut self) {
        if self.len > 0 {
            self.end_line();
        }
        self.show_free();
        self.host.write(b"\n");
    }
}

pub(super) fn symbol_info(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let out = &mut Out::Console;
    let len = vm.symbols.len;
    let mut text_bytes = 0;
    for at in 0..len {
        text_bytes += symbol(vm, at).len() + 1;
    }
    let size = |block: Option<Value>| {
        block.and_then(|block| block.get::<Block>()).map_or(0, |block| block.byte_size())
    };
    let total = text_bytes + size(vm.symbols.block) + size(vm.symbols.index);
    vm.write_args(
        out,
        format_args!(
            "qstr pool: n_pool=1, n_qstr={len}, n_str_data_bytes={text_bytes}, n_total_bytes={total}\n"
        ),
    )?;
    if !args.is_empty() {
        for at in 0..len {
            vm.write(out, b"Q(")?;
            vm.write(out, symbol(vm, at))?;
            vm.write(out, b")\n")?;
        }
    }
    Ok(Value::NONE)
}

/// The text of a string that was interned at run time.
fn symbol<'a>(vm: &Vm<'_>, at: usize) -> &'a [u8] {
    let text = vm.symbols.block.and_then(|block| word_of(block, at));
    text.and_then(|text| vm.text(text)).unwrap_or_default()
}
