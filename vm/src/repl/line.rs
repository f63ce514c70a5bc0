//! Editing a line on a terminal at the other end of a serial line, which understands the sequences of a VT100.

use super::history::History;
use super::input::{LEVEL, continues, indentation};
use super::{CTRL_A, CTRL_B, CTRL_C, CTRL_D, CTRL_E, Enter, Repl};
use crate::error::Res;
use crate::object::*;
use crate::print::Out;
use crate::value::Gc;
use crate::vm::Vm;

/// How a line ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// With the Enter key.
    Enter,
    /// Ctrl-C.
    Cancel,
    /// Ctrl-D, or there is no more.
    Closed,
    /// Ctrl-A: raw mode.
    Raw,
    /// Ctrl-B: begin again.
    Again,
    /// Ctrl-E: paste mode.
    Paste,
}

/// Keys that send more than one byte.
#[derive(Clone, Copy)]
enum Key {
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    Delete,
}

const ESCAPE: u8 = 0x1b;
const BACKSPACE: u8 = 8;
const DELETE: u8 = 0x7f;

/// How wide a list of names gets.
const WIDTH: usize = 76;

impl Repl {
    /// Reads a statement, which may take several lines.
    pub(super) fn statement(&mut self, vm: &mut Vm<'_>, text: Gc<Buffer>) -> Res<End> {
        let line = vm.make::<Buffer>(Kind::ByteArray, 0)?;
        let mut by_hand = false;
        let mut is_more = false;
        loop {
            line.len.set(0);
            let mut edit = Edit { line, at: 0, is_more, indent: 0, by_hand, recalled: 0 };
            edit.show_prompt(vm);
            if is_more {
                if !by_hand {
                    edit.indent(vm, indentation(text.bytes()));
                }
                vm.buffer_append(text, b"\n")?;
            }
            let end = edit.read(vm, &self.history, &mut self.enter)?;
            by_hand = edit.by_hand;
            match end {
                End::Enter => {
                    self.history.add(line.bytes());
                    vm.buffer_append(text, line.bytes())?;
                    if !continues(text.bytes()) {
                        return Ok(End::Enter);
                    }
                    is_more = true;
                }
                // What there is so far is a statement.
                End::Closed if is_more => {
                    vm.host.write(b"\n");
                    return Ok(End::Enter);
                }
                end => return Ok(end),
            }
        }
    }
}

/// A line being edited.
struct Edit {
    line: Gc<Buffer>,
    /// The cursor, in bytes from the start of the line.
    at: usize,
    /// Whether a statement goes on.
    is_more: bool,
    /// Columns of indentation that nobody typed, if nothing was typed since.
    indent: usize,
    /// Whether indentation is left to who types.
    by_hand: bool,
    /// Which line of the history is shown, counted from 1.
    recalled: usize,
}

impl Edit {
    fn show_prompt(&self, vm: &mut Vm<'_>) {
        let (name, default) = if self.is_more { ("ps2", &b"... "[..]) } else { ("ps1", &b">>> "[..]) };
        vm.show_prompt(name, default);
    }

    fn indent(&mut self, vm: &mut Vm<'_>, columns: usize) {
        for _ in 0..columns {
            self.insert(vm, b" ");
        }
        self.indent = self.line.bytes().len();
    }

    /// Lets the line be edited until a key ends it.
    fn read(&mut self, vm: &mut Vm<'_>, history: &History, enter: &mut Enter) -> Res<End> {
        loop {
            let Some(byte) = vm.read_key()? else { return Ok(End::Closed) };
            if matches!(byte, b'\r' | b'\n') {
                if enter.is_pressed(byte) {
                    vm.host.write(b"\n");
                    return Ok(End::Enter);
                }
                continue;
            }
            enter.forget();
            let is_empty = self.line.bytes().is_empty();
            let is_fresh = is_empty && !self.is_more;
            let indent = core::mem::take(&mut self.indent);
            match byte {
                CTRL_A if is_fresh => return Ok(End::Raw),
                CTRL_B if is_fresh => return Ok(End::Again),
                CTRL_E if is_fresh => return Ok(End::Paste),
                CTRL_C => {
                    vm.host.write(b"\n");
                    return Ok(End::Cancel);
                }
                CTRL_D if is_empty || indent > 0 => return Ok(End::Closed),
                CTRL_A => self.move_to(vm, 0),
                CTRL_B => self.key(vm, Key::Left, history),
                CTRL_D => self.key(vm, Key::Delete, history),
                CTRL_E => self.key(vm, Key::End, history),
                6 => self.key(vm, Key::Right, history),
                11 => self.remove(vm, self.at, self.line.bytes().len()),
                14 => self.key(vm, Key::Down, history),
                16 => self.key(vm, Key::Up, history),
                21 => self.remove(vm, 0, self.at),
                23 => self.remove(vm, self.word_start(), self.at),
                BACKSPACE | DELETE => self.backspace(vm),
                b' ' | b'\t' if indent > 0 => self.take_over(vm, indent, byte),
                b'\t' => self.tab(vm),
                ESCAPE => {
                    if let Some(key) = sequence(vm)? {
                        self.key(vm, key, history);
                    }
                }
                0..b' ' => {}
                _ => self.insert(vm, &[byte]),
            }
        }
    }

    /// Who types a blank or a tab first does not know of the indentation, or does not want it.
    fn take_over(&mut self, vm: &mut Vm<'_>, indent: usize, byte: u8) {
        self.by_hand = true;
        if byte == b' ' {
            self.remove(vm, 0, indent);
            self.insert(vm, b" ");
        }
    }

    fn key(&mut self, vm: &mut Vm<'_>, key: Key, history: &History) {
        match key {
            Key::Up => {
                if let Some(line) = history.line(self.recalled) {
                    self.recalled += 1;
                    self.replace(vm, line);
                }
            }
            Key::Down if self.recalled > 0 => {
                self.recalled -= 1;
                let line = self.recalled.checked_sub(1).and_then(|number| history.line(number));
                self.replace(vm, line.unwrap_or_default());
            }
            Key::Down => {}
            Key::Left => self.move_to(vm, self.before(self.at)),
            Key::Right => self.move_to(vm, self.after(self.at)),
            Key::Home => self.move_to(vm, 0),
            Key::End => self.move_to(vm, self.line.bytes().len()),
            Key::Delete => self.remove(vm, self.at, self.after(self.at)),
        }
    }

    /// Where the character before a place begins.
    fn before(&self, at: usize) -> usize {
        let start = self.line.bytes()[..at].iter().rposition(|&byte| !is_continuation(byte));
        start.unwrap_or(0)
    }

    /// Where the character after that at a place begins.
    fn after(&self, at: usize) -> usize {
        let bytes = self.line.bytes();
        let next = bytes.iter().skip(at + 1).position(|&byte| !is_continuation(byte));
        next.map_or(bytes.len(), |next| at + 1 + next)
    }

    /// Where the word before the cursor begins.
    fn word_start(&self) -> usize {
        let before = &self.line.bytes()[..self.at];
        let end = before.iter().rposition(|&byte| byte != b' ').map_or(0, |last| last + 1);
        before[..end].iter().rposition(|&byte| byte == b' ').map_or(0, |blank| blank + 1)
    }

    fn move_to(&mut self, vm: &mut Vm<'_>, at: usize) {
        let bytes = self.line.bytes();
        if at < self.at {
            left(vm, columns(&bytes[at..self.at]));
        } else {
            vm.host.write(&bytes[self.at..at]);
        }
        self.at = at;
    }

    /// Inserts bytes at the cursor, if there is memory.
    fn insert(&mut self, vm: &mut Vm<'_>, bytes: &[u8]) {
        if !vm.try_append(self.line, bytes) {
            return;
        }
        self.line.bytes_mut()[self.at..].rotate_right(bytes.len());
        let start = self.at;
        self.at += bytes.len();
        let line = self.line.bytes();
        vm.host.write(&line[start..]);
        left(vm, columns(&line[self.at..]));
    }

    /// Removes what is between two places, of which the cursor is at one or in between.
    fn remove(&mut self, vm: &mut Vm<'_>, start: usize, end: usize) {
        if start >= end {
            return;
        }
        self.move_to(vm, start);
        self.line.bytes_mut().copy_within(end.., start);
        self.line.len.set(self.line.len.get() - (end - start));
        let rest = &self.line.bytes()[start..];
        vm.host.write(rest);
        vm.host.write(b"\x1b[K");
        left(vm, columns(rest));
    }

    fn replace(&mut self, vm: &mut Vm<'_>, line: &[u8]) {
        self.remove(vm, 0, self.line.bytes().len());
        self.insert(vm, line);
    }

    /// Takes a character, or a level of indentation.
    fn backspace(&mut self, vm: &mut Vm<'_>) {
        let before = &self.line.bytes()[..self.at];
        let is_level =
            self.at > 0 && self.at.is_multiple_of(LEVEL) && before.iter().all(|&byte| byte == b' ');
        let start = if is_level { self.at - LEVEL } else { self.before(self.at) };
        self.remove(vm, start, self.at);
    }

    /// Indents, or completes a name.
    fn tab(&mut self, vm: &mut Vm<'_>) {
        let before = &self.line.bytes()[..self.at];
        if before.iter().all(|&byte| byte == b' ') {
            for _ in 0..LEVEL - self.at % LEVEL {
                self.insert(vm, b" ");
            }
            return;
        }
        // What all names have in common.
        let mut common = [0; 64];
        let mut len = None;
        let typed = vm.complete(before, &mut |name| {
            let name = &name[..name.len().min(common.len())];
            let same = common.iter().zip(name).take_while(|(one, other)| one == other).count();
            len = Some(match len {
                Some(len) => same.min(len),
                None => {
                    common[..name.len()].copy_from_slice(name);
                    name.len()
                }
            });
        });
        match len {
            None => {}
            Some(len) if len > typed => self.insert(vm, &common[typed..len]),
            Some(_) => self.show_names(vm),
        }
    }

    /// Shows what the name at the cursor could be, and the line again.
    fn show_names(&mut self, vm: &mut Vm<'_>) {
        vm.host.write(b"\n");
        let before = &self.line.bytes()[..self.at];
        let mut column = 0;
        // The machine is busy looking for names while they are given.
        let mut names = [0u8; 1024];
        let mut len = 0;
        vm.complete(before, &mut |name| {
            let width = (name.len() / COLUMN + 1) * COLUMN;
            let is_new_line = column > 0 && column + width > WIDTH;
            let room = usize::from(is_new_line) + width;
            if len + room > names.len() {
                return;
            }
            if is_new_line {
                names[len] = b'\n';
                len += 1;
                column = 0;
            }
            names[len..len + name.len()].copy_from_slice(name);
            names[len + name.len()..len + width].fill(b' ');
            len += width;
            column += width;
        });
        vm.host.write(&names[..len]);
        vm.host.write(b"\n");
        self.show_prompt(vm);
        let line = self.line.bytes();
        vm.host.write(line);
        left(vm, columns(&line[self.at..]));
    }
}

/// The width of names in a list is a multiple of this.
const COLUMN: usize = 16;

fn is_continuation(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}

fn columns(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| !is_continuation(byte)).count()
}

/// Moves the terminal's cursor.
fn left(vm: &mut Vm<'_>, columns: usize) {
    match columns {
        0 => {}
        1..=4 => vm.host.write(&b"\x08\x08\x08\x08"[..columns]),
        // A host that writes cannot fail.
        _ => _ = vm.write_args(&mut Out::Console, format_args!("\x1b[{columns}D")),
    }
}

/// The rest of a key that sends several bytes (ECMA-48, and what terminals send for the keys of a VT220).
fn sequence(vm: &mut Vm<'_>) -> Res<Option<Key>> {
    let Some(kind @ (b'[' | b'O')) = vm.read_key()? else { return Ok(None) };
    let mut number = 0u8;
    loop {
        let Some(byte) = vm.read_key()? else { return Ok(None) };
        return Ok(match byte {
            b'A' => Some(Key::Up),
            b'B' => Some(Key::Down),
            b'C' => Some(Key::Right),
            b'D' => Some(Key::Left),
            b'H' => Some(Key::Home),
            b'F' => Some(Key::End),
            b'0'..=b'9' if kind == b'[' => {
                number = number.wrapping_mul(10).wrapping_add(byte - b'0');
                continue;
            }
            b'~' => match number {
                1 | 7 => Some(Key::Home),
                4 | 8 => Some(Key::End),
                3 => Some(Key::Delete),
                _ => None,
            },
            b';' => continue,
            _ => None,
        });
    }
}
