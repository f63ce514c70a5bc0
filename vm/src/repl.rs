//! The prompt for a serial line: what is typed is run, and programs of other machines are taken in raw mode.
//!
//! It reads from and writes to the [`Host`](crate::host::Host), one byte at a time, and all text that it holds is in the
//! heap. The protocol of raw mode is MicroPython's (shared/runtime/pyexec.c and docs/reference/repl.rst), so that its tools
//! can talk to a board.

mod history;
pub mod input;
mod line;
mod raw;

use crate::compile::Mode;
use crate::error::Res;
use crate::object::*;
use crate::print::Out;
use crate::symbol::Symbol;
use crate::value::{Gc, Value};
use crate::vm::{Root, Vm};
use history::History;

const CTRL_A: u8 = 1;
const CTRL_B: u8 = 2;
const CTRL_C: u8 = 3;
const CTRL_D: u8 = 4;
const CTRL_E: u8 = 5;

/// What a source that was typed is called in tracebacks.
const STDIN: &[u8] = b"<stdin>";

/// A prompt. It outlives the virtual machine that it runs on, so that history and mode stay after a reset.
#[derive(Debug)]
pub struct Repl {
    banner: &'static str,
    is_raw: bool,
    history: History,
    enter: Enter,
}

/// How a statement ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ran {
    /// It is done, or was left with an exception, which has been shown.
    Done,
    /// It asked for the end with SystemExit.
    Exit,
}

impl Repl {
    /// A prompt that introduces itself with a line of text.
    pub const fn new(banner: &'static str) -> Repl {
        Repl { banner, is_raw: false, history: History::new(), enter: Enter::new() }
    }

    /// Whether the other side is a tool, which wants no greetings and no `main.py`.
    pub fn is_raw(&self) -> bool {
        self.is_raw
    }

    /// Runs a module as the main one, if there is one of that name, and shows how it ended. True if it asked for a reset.
    pub fn run_module(&mut self, vm: &mut Vm<'_>, name: &[u8]) -> bool {
        let scope = vm.scope();
        vm.host.set_interrupt_character(Some(CTRL_C));
        let result = match vm.is_on_path(name) {
            true => vm.run_application(name),
            false => Ok(()),
        };
        let ran = vm.finish_typed(result, false);
        vm.end(scope);
        ran == Ran::Exit
    }

    /// Talks until the other side or a program asks for a reset.
    pub fn run(&mut self, vm: &mut Vm<'_>) {
        let scope = vm.scope();
        loop {
            let ended = if self.is_raw { self.raw(vm) } else { self.friendly(vm) };
            vm.end(scope);
            match ended {
                // What takes the prompt's own few bytes is left to the next collection.
                Err(raised) => _ = vm.take_raised(raised),
                Ok(Ended::Reset) => return,
                Ok(Ended::Switched) => {}
            }
            vm.unlock_heap();
        }
    }

    /// Statements as a person types them.
    fn friendly(&mut self, vm: &mut Vm<'_>) -> Res<Ended> {
        self.greet(vm);
        let scope = vm.scope();
        loop {
            vm.end(scope);
            vm.unlock_heap();
            let text = vm.make::<Buffer>(Kind::ByteArray, 0)?;
            let mode = match self.statement(vm, text)? {
                line::End::Enter if text.bytes().is_empty() => continue,
                line::End::Enter => Mode::Interactive,
                line::End::Raw => {
                    vm.host.write(b"\n");
                    self.is_raw = true;
                    return Ok(Ended::Switched);
                }
                line::End::Again => {
                    vm.host.write(b"\n");
                    self.greet(vm);
                    continue;
                }
                line::End::Cancel => continue,
                line::End::Closed => {
                    vm.host.write(b"\n");
                    return Ok(Ended::Reset);
                }
                line::End::Paste if self.pasted(vm, text)? => Mode::Module,
                line::End::Paste => continue,
            };
            if vm.run_typed(text, mode, false) == Ran::Exit {
                return Ok(Ended::Reset);
            }
        }
    }

    fn greet(&self, vm: &mut Vm<'_>) {
        vm.host.write(self.banner.as_bytes());
        vm.host.write(b"\n");
    }

    /// Paste mode: everything up to Ctrl-D as it is. False if it was cancelled.
    fn pasted(&mut self, vm: &mut Vm<'_>, text: Gc<Buffer>) -> Res<bool> {
        vm.host.write(b"\npaste mode; Ctrl-C to cancel, Ctrl-D to finish\n=== ");
        let mut is_whole = true;
        loop {
            match vm.read_key()? {
                None | Some(CTRL_C) => {
                    vm.host.write(b"\n");
                    return Ok(false);
                }
                Some(CTRL_D) => {
                    vm.host.write(b"\n");
                    return if is_whole { Ok(true) } else { Err(vm.no_memory(text.bytes().len())) };
                }
                Some(key @ (b'\r' | b'\n')) => {
                    if self.enter.is_pressed(key) {
                        is_whole &= vm.try_append(text, b"\n");
                        vm.host.write(b"\n=== ");
                    }
                }
                Some(key) => {
                    self.enter.forget();
                    is_whole &= vm.try_append(text, &[key]);
                    vm.host.write(&[key]);
                }
            }
        }
    }
}

/// What the key Enter sends: CR, LF, or both, as some tools do, which is one key all the same.
#[derive(Debug)]
struct Enter {
    last: u8,
}

impl Enter {
    const fn new() -> Enter {
        Enter { last: 0 }
    }

    /// Whether a CR or LF is the key, and not the second half of it.
    fn is_pressed(&mut self, byte: u8) -> bool {
        let is_half = byte == b'\n' && self.last == b'\r';
        self.last = if is_half { 0 } else { byte };
        !is_half
    }

    /// Another key comes in between.
    fn forget(&mut self) {
        self.last = 0;
    }
}

/// Why one way of talking ended.
enum Ended {
    /// The machine is to begin again.
    Reset,
    /// The other way goes on.
    Switched,
}

impl Vm<'_> {
    /// Runs a module as `__main__`, which is the prompt again when that is done.
    fn run_application(&mut self, name: &[u8]) -> Res<()> {
        let modules = self.root_dict(Root::Modules);
        let prompt = modules.map.get_symbol(&self.symbols, Symbol::MAIN).unwrap_or(Value::NONE);
        self.keep(prompt)?;
        let result = self.run_module(name);
        // The key is there, so this takes no memory, and fails only where the program has removed it.
        let restored = self.dict_set_symbol(modules, Symbol::MAIN, prompt);
        result.and(restored)
    }

    /// A byte from the other side, while what is scheduled runs. None at the end of input.
    fn read_key(&mut self) -> Res<Option<u8>> {
        let mut byte = [0];
        loop {
            match self.host.read(&mut byte) {
                Ok(1) => return Ok(Some(byte[0])),
                _ if self.interrupt.is_pending() => {
                    // At a prompt there is nothing to interrupt.
                    if let Err(raised) = self.handle_pending() {
                        self.caught(raised);
                    }
                }
                _ => return Ok(None),
            }
        }
    }

    /// Adds to a text, if there is memory.
    fn try_append(&mut self, text: Gc<Buffer>, bytes: &[u8]) -> bool {
        match self.buffer_append(text, bytes) {
            Ok(()) => true,
            Err(raised) => {
                self.caught(raised);
                false
            }
        }
    }

    /// Runs a text, and lets go of it as soon as it is compiled. An exception is shown. `ends` says whether the ends of
    /// output and of errors are marked, as tools want it.
    fn run_typed(&mut self, text: Gc<Buffer>, mode: Mode, ends: bool) -> Ran {
        let scope = self.scope();
        // An interrupt that comes while this is compiled is for what is compiled.
        self.host.set_interrupt_character(Some(CTRL_C));
        let result = self.compile_typed(text, mode);
        let result = result.and_then(|function| self.run(function, None));
        let ran = self.finish_typed(result.map(|_| ()), ends);
        self.end(scope);
        ran
    }

    fn compile_typed(&mut self, text: Gc<Buffer>, mode: Mode) -> Res {
        let globals = self.main_globals();
        let result = self.compile_source(text.bytes(), STDIN, mode, globals);
        let block = text.block.take();
        text.len.set(0);
        self.free_block(block);
        result
    }

    /// Shows how a program ended.
    fn finish_typed(&mut self, result: Res<()>, ends: bool) -> Ran {
        let result = result.and_then(|()| self.settle());
        self.host.set_interrupt_character(None);
        let exception = match result {
            Ok(()) => None,
            Err(raised) => {
                let exception = self.caught(raised);
                self.keep_quietly(exception);
                // An interrupt that came after that is not for what is next.
                if let Err(raised) = self.settle() {
                    self.caught(raised);
                }
                Some(exception)
            }
        };
        if ends {
            self.host.write(&[CTRL_D]);
        }
        let mut ran = Ran::Done;
        if let Some(exception) = exception {
            if self.exit(exception).is_some() {
                ran = Ran::Exit;
            } else if let Err(raised) = self.print_exception(&mut Out::Console, exception) {
                self.caught(raised);
            }
        }
        if ends {
            self.host.write(&[CTRL_D]);
        }
        ran
    }
}
