//! Raw mode: sources come whole, without echo, and where output and errors end is marked.

use super::{CTRL_A, CTRL_B, CTRL_C, CTRL_D, CTRL_E, Ended, Ran, Repl};
use crate::compile::Mode;
use crate::error::Res;
use crate::object::*;
use crate::types::exceptions::KEYBOARD_INTERRUPT;
use crate::value::Gc;
use crate::vm::Vm;

/// How much the other side may send before it has to wait. Twice as much has to fit in what the host sets aside for input.
const WINDOW: u8 = 128;

/// How reading a source went.
enum Source {
    Whole,
    TooLong,
    Cancelled,
}

impl Repl {
    /// Talks to a tool.
    pub(super) fn raw(&mut self, vm: &mut Vm<'_>) -> Res<Ended> {
        vm.host.write(b"raw REPL; CTRL-B to exit\n");
        let scope = vm.scope();
        loop {
            vm.end(scope);
            vm.unlock_heap();
            vm.host.write(b">");
            let text = vm.make::<Buffer>(Kind::ByteArray, 0)?;
            let mut is_whole = true;
            loop {
                match vm.read_key()? {
                    None => return Ok(Ended::Reset),
                    Some(CTRL_A) => match *text.bytes() {
                        [CTRL_E, what] => {
                            if vm.raw_paste(text, what) == Ran::Exit {
                                return Ok(Ended::Reset);
                            }
                            break;
                        }
                        _ => {
                            vm.host.write(b"raw REPL; CTRL-B to exit\n");
                            break;
                        }
                    },
                    Some(CTRL_B) => {
                        vm.host.write(b"\n");
                        self.is_raw = false;
                        return Ok(Ended::Switched);
                    }
                    Some(CTRL_C) => {
                        text.len.set(0);
                        is_whole = true;
                    }
                    Some(CTRL_D) => {
                        vm.host.write(b"OK");
                        if is_whole && text.bytes().is_empty() {
                            vm.host.write(b"\n");
                            return Ok(Ended::Reset);
                        }
                        if vm.run_raw(text, is_whole) == Ran::Exit {
                            return Ok(Ended::Reset);
                        }
                        break;
                    }
                    Some(byte) => is_whole = is_whole && vm.try_append(text, &[byte]),
                }
            }
        }
    }
}

impl Vm<'_> {
    fn run_raw(&mut self, text: Gc<Buffer>, is_whole: bool) -> Ran {
        if is_whole {
            return self.run_typed(text, Mode::Module, true);
        }
        let raised = self.too_long(text);
        self.finish_typed(Err(raised), true)
    }

    fn too_long(&mut self, text: Gc<Buffer>) -> crate::error::Raised {
        let len = text.bytes().len();
        let block = text.block.take();
        text.len.set(0);
        self.free_block(block);
        self.no_memory(len)
    }

    /// Reads a source whose sender waits when it is told to.
    fn raw_paste(&mut self, text: Gc<Buffer>, what: u8) -> Ran {
        if what != b'A' {
            self.host.write(b"R\x00");
            return Ran::Done;
        }
        self.host.write(&[b'R', 1, WINDOW, 0, 1]);
        text.len.set(0);
        match self.read_source(text) {
            Ok(Source::Whole) => self.run_raw(text, true),
            Ok(Source::TooLong) => self.run_raw(text, false),
            Ok(Source::Cancelled) => {
                let raised = self.raise_plain(&KEYBOARD_INTERRUPT);
                self.finish_typed(Err(raised), true)
            }
            Err(raised) => self.finish_typed(Err(raised), true),
        }
    }

    fn read_source(&mut self, text: Gc<Buffer>) -> Res<Source> {
        let mut left = WINDOW;
        let mut is_whole = true;
        loop {
            match self.read_key()? {
                None | Some(CTRL_C) => {
                    self.host.write(&[CTRL_D]);
                    return Ok(Source::Cancelled);
                }
                Some(CTRL_D) => {
                    self.host.write(&[CTRL_D]);
                    return Ok(if is_whole { Source::Whole } else { Source::TooLong });
                }
                Some(byte) if is_whole => {
                    is_whole = self.try_append(text, &[byte]);
                    if !is_whole {
                        // The sender stops, and says so with Ctrl-D.
                        self.host.write(&[CTRL_D]);
                        self.skip_source()?;
                        return Ok(Source::TooLong);
                    }
                }
                Some(_) => {}
            }
            left -= 1;
            if left == 0 {
                self.host.write(&[CTRL_A]);
                left = WINDOW;
            }
        }
    }

    fn skip_source(&mut self) -> Res<()> {
        while !matches!(self.read_key()?, None | Some(CTRL_C | CTRL_D)) {}
        Ok(())
    }
}
