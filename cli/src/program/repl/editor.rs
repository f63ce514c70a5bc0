//! Editing a line at a terminal, with the keys and the manners of MicroPython (shared/readline/readline.c): history,
//! completion of names, indentation.

use std::cell::RefCell;

use constrictor_vm::Vm;
use constrictor_vm::repl::input::LEVEL;

use super::history::History;
use super::keys::{self, Key};
use super::line::Line as Typed;
use super::{Ending, Line, Lines, completion, terminal};
use crate::program::console::Console;

/// What a blank typed right after indentation leaves of it: it is the first of what is typed.
const KEPT: usize = 1;

const CTRL_C: u8 = 3;
const CTRL_D: u8 = 4;

/// A line editor.
pub struct Editor<'a, 'v, 'h> {
    console: &'a Console,
    vm: &'a RefCell<&'v mut Vm<'h>>,
    history: History,
    /// Whether a statement has lines before this one.
    has_begun: bool,
    /// Whether who types does the indentation.
    is_by_hand: bool,
}

impl<'a, 'v, 'h> Editor<'a, 'v, 'h> {
    /// An editor that completes names of a virtual machine. None if the terminal cannot do that.
    pub fn new(console: &'a Console, vm: &'a RefCell<&'v mut Vm<'h>>) -> Option<Self> {
        terminal::take().then(|| Editor {
            console,
            vm,
            history: History::load(),
            has_begun: false,
            is_by_hand: false,
        })
    }

    /// Remembers what was typed for the next time.
    pub fn save(&self) {
        self.history.save();
    }

    fn byte(&self) -> Option<u8> {
        let mut byte = [0];
        matches!(self.console.read(&mut byte), Ok(1)).then_some(byte[0])
    }

    fn key(&self) -> Option<Key> {
        keys::read(&mut || self.byte())
    }

    fn send(&self, line: &mut Typed) {
        self.console.write(line.take_output().as_bytes());
    }

    /// Lets keys change a line, up to one that ends it.
    fn edit(&mut self, line: &mut Typed, prompt: &str, is_indented: bool) -> Line {
        let mut is_just_indented = is_indented;
        self.history.begin();
        loop {
            self.send(line);
            let Some(key) = self.key() else { return Line::End };
            let was_just_indented = std::mem::take(&mut is_just_indented);
            match key {
                Key::Enter => return Line::Text(line.text()),
                Key::Control('C') => return Line::Cancelled,
                Key::Control('D') if line.is_empty() => return Line::End,
                Key::Control('B') if line.is_empty() && !self.has_begun => return Line::Again,
                Key::Control('E') if line.is_empty() && !self.has_begun => return Line::Paste,
                Key::Tab | Key::Character(' ') if was_just_indented => {
                    self.is_by_hand = true;
                    if key != Key::Tab {
                        line.remove_blanks(LEVEL - KEPT);
                    }
                }
                Key::Tab => self.complete(line, prompt),
                Key::Up | Key::Control('P') => self.recall(line, History::older),
                Key::Down | Key::Control('N') => self.recall(line, History::newer),
                key => apply(line, key),
            }
        }
    }

    fn recall(&mut self, line: &mut Typed, choose: fn(&mut History, String) -> Option<&str>) {
        if let Some(text) = choose(&mut self.history, line.text()) {
            line.become_text(text);
        }
    }

    /// A tab indents after a blank, and completes a name elsewhere.
    fn complete(&self, line: &mut Typed, prompt: &str) {
        let before = line.before_cursor();
        if before.last().map_or(self.has_begun, |last| last.is_whitespace()) {
            line.insert(&" ".repeat(LEVEL));
            return;
        }
        let before: String = before.iter().collect();
        match completion::complete(&mut self.vm.borrow_mut(), &before) {
            completion::Found::Nothing => {}
            completion::Found::Rest(rest) => line.insert(&rest),
            completion::Found::Several(list) => line.show_again(&list, prompt),
        }
    }
}

/// Does what a key does whatever came before.
fn apply(line: &mut Typed, key: Key) {
    match key {
        Key::Character(character) => line.insert(character.encode_utf8(&mut [0; 4])),
        Key::Left | Key::Control('B') => line.back(1),
        Key::Right | Key::Control('F') => line.forward(1),
        Key::Home | Key::Control('A') => line.back(usize::MAX),
        Key::End | Key::Control('E') => line.forward(usize::MAX),
        Key::WordLeft => line.back(line.word_left()),
        Key::WordRight => line.forward(line.word_right()),
        Key::Backspace => line.remove_left(backspace(line.before_cursor())),
        Key::Delete | Key::Control('D') => line.remove_right(1),
        Key::Control('K') => line.remove_right(usize::MAX),
        Key::Control('U') => line.remove_left(usize::MAX),
        Key::KillWordLeft => line.remove_left(line.word_left()),
        Key::KillWordRight => line.remove_right(line.word_right()),
        _ => {}
    }
}

/// How much a backspace takes: a level of indentation where there is nothing else.
fn backspace(before: &[char]) -> usize {
    if before.len() >= LEVEL && before.iter().all(|&character| character == ' ') { LEVEL } else { 1 }
}

impl Lines for Editor<'_, '_, '_> {
    fn begin(&mut self) {
        terminal::take();
        self.has_begun = false;
        self.is_by_hand = false;
    }

    fn end(&mut self) {
        self.console.flush();
        terminal::give_back();
    }

    fn read(&mut self, prompt: &str, initial: &str) -> Line {
        let mut line = Typed::new(prompt, initial, terminal::columns());
        let read = self.edit(&mut line, prompt, !initial.is_empty());
        if !matches!(read, Line::End) || !self.has_begun {
            line.leave();
        }
        self.send(&mut line);
        self.has_begun = true;
        if let Line::Text(text) = &read {
            self.history.add(text);
        }
        read
    }

    fn paste(&mut self, prompt: &str, text: &mut String) -> Ending {
        self.console.write(prompt.as_bytes());
        let mut line = Vec::new();
        let ending = loop {
            match self.byte() {
                Some(b'\r' | b'\n') => {
                    line.push(b'\n');
                    break Ending::Next;
                }
                Some(CTRL_C) => break Ending::Cancelled,
                None | Some(CTRL_D) => break Ending::End,
                Some(byte) => {
                    // Nothing is edited in this mode.
                    self.console.write(&[byte]);
                    line.push(byte);
                }
            }
        };
        self.console.write(b"\n");
        text.push_str(&String::from_utf8_lossy(&line));
        ending
    }

    fn is_indented_by_hand(&self) -> bool {
        self.is_by_hand
    }
}
