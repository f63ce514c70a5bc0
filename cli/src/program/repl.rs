//! The prompt: reads statements, runs them, shows what they give.

#[cfg(unix)]
mod completion;
#[cfg(unix)]
mod editor;
#[cfg(unix)]
mod history;
#[cfg(unix)]
mod keys;
#[cfg(unix)]
mod line;
#[cfg(unix)]
mod terminal;

use std::cell::RefCell;
use std::io::{self, IsTerminal};

use constrictor_vm::compile::Mode;
use constrictor_vm::repl::input::{continues, indentation};
use constrictor_vm::types::exceptions::SYNTAX_ERROR;
use constrictor_vm::{Res, Value, Vm};

use super::bell::Bell;
use super::console::Console;
use super::options::VERSION;
use super::{Ended, Manner, NO_FILE, report};

/// The prompts, unless `sys.ps1` and `sys.ps2` are others.
const PROMPTS: [(&str, &[u8]); 2] = [("ps1", b">>> "), ("ps2", b"... ")];

/// What begins a line in paste mode.
const PASTE_PROMPT: &str = "=== ";

/// What is known of a line that was read.
enum Line {
    /// Its text, without the end of the line.
    Text(String),
    /// Ctrl-E: paste mode.
    Paste,
    /// Ctrl-B: begin again.
    Again,
    /// Ctrl-C.
    Cancelled,
    /// Ctrl-D, or there is no more.
    End,
}

/// What ends a line in paste mode.
enum Ending {
    /// Another line.
    Next,
    /// Ctrl-C.
    Cancelled,
    /// Ctrl-D, or there is no more.
    End,
}

/// Where lines come from.
trait Lines {
    /// Reads a line, which begins with `initial` unless that is changed.
    fn read(&mut self, prompt: &str, initial: &str) -> Line;

    /// Appends a line as it is to a text, in paste mode, with the end of the line if it has one. Gives what ended it.
    fn paste(&mut self, prompt: &str, text: &mut String) -> Ending;

    /// Whether indentation is left to who types, up to the next statement.
    fn is_indented_by_hand(&self) -> bool {
        false
    }

    /// Called before each statement.
    fn begin(&mut self) {}

    /// Called after each statement, before it is run.
    fn end(&mut self) {}
}

/// Talks until the end of input, or `sys.exit()`. Gives the exit code.
pub fn run(vm: &mut Vm<'_>, console: &Console, bell: &Bell) -> u8 {
    let vm = RefCell::new(vm);
    let mut session = Session { vm: &vm, console, bell };
    let is_terminal = io::stdin().is_terminal();
    #[cfg(unix)]
    if is_terminal && let Some(mut editor) = editor::Editor::new(console, &vm) {
        let code = session.talk(&mut editor);
        editor.save();
        return code;
    }
    session.talk(&mut Plain { console, is_terminal })
}

/// Leaves the terminal as a program expects it.
pub fn release_terminal() {
    #[cfg(unix)]
    terminal::give_back();
}

/// Lines of a file or a pipe, echoed as if they had been typed; or of a terminal that has an editor of its own.
struct Plain<'a> {
    console: &'a Console,
    is_terminal: bool,
}

impl Lines for Plain<'_> {
    fn read(&mut self, prompt: &str, _initial: &str) -> Line {
        self.console.write(prompt.as_bytes());
        let mut line = Vec::new();
        let mut byte = [0];
        let ended = loop {
            match self.console.read(&mut byte) {
                Ok(1) if byte == *b"\n" => break false,
                Ok(1) if line.len() < MAX_LINE => line.push(byte[0]),
                _ => break true,
            }
        };
        if !self.is_terminal {
            self.console.write(&line);
            self.console.write(b"\n");
        }
        match line.strip_suffix(b"\r").unwrap_or(&line) {
            b"\x02" => Line::Again,
            b"\x03" => Line::Cancelled,
            b"\x04" => Line::End,
            b"\x05" => Line::Paste,
            [] if ended => Line::End,
            _ => Line::Text(String::from_utf8_lossy(&line).into_owned()),
        }
    }

    fn paste(&mut self, prompt: &str, text: &mut String) -> Ending {
        match self.read(prompt, "") {
            Line::Text(line) => {
                text.push_str(&line);
                text.push('\n');
                Ending::Next
            }
            Line::Cancelled => Ending::Cancelled,
            _ => Ending::End,
        }
    }
}

/// The longest line that is read from a file or a pipe.
const MAX_LINE: usize = 1 << 20;

struct Session<'a, 'v, 'h> {
    vm: &'a RefCell<&'v mut Vm<'h>>,
    console: &'a Console,
    bell: &'a Bell,
}

impl Session<'_, '_, '_> {
    fn talk(&mut self, lines: &mut impl Lines) -> u8 {
        self.greet();
        loop {
            let program = match self.statement(lines) {
                Line::Text(text) => Some((text, Mode::Interactive)).filter(|(text, _)| !text.is_empty()),
                Line::Paste => self.pasted(lines).map(|text| (text, Mode::Module)),
                Line::Again => {
                    self.greet();
                    None
                }
                Line::Cancelled => None,
                Line::End => {
                    lines.end();
                    return 0;
                }
            };
            if let Some((text, mode)) = program {
                lines.end();
                if let Some(code) = self.execute(&text, mode) {
                    return code;
                }
            }
        }
    }

    fn greet(&self) {
        self.console.write(VERSION.as_bytes());
        self.console.write(b"\nType \"help()\" for more information.\n");
    }

    fn prompt(&self, which: usize) -> String {
        let (name, default) = PROMPTS[which];
        String::from_utf8_lossy(self.vm.borrow_mut().prompt(name, default)).into_owned()
    }

    /// Reads a statement, which may take several lines.
    fn statement(&mut self, lines: &mut impl Lines) -> Line {
        self.vm.borrow_mut().unlock_heap();
        lines.begin();
        let mut text = match self.read(lines, 0, "") {
            Line::Text(text) => text,
            other => return other,
        };
        let is_pasted = text.contains('\n');
        while !is_pasted && continues(text.as_bytes()) {
            let indent = if lines.is_indented_by_hand() { 0 } else { indentation(text.as_bytes()) };
            text.push('\n');
            match self.read(lines, 1, &" ".repeat(indent)) {
                Line::Text(line) => text.push_str(&line),
                Line::End => break,
                _ => return Line::Cancelled,
            }
        }
        Line::Text(text)
    }

    fn read(&self, lines: &mut impl Lines, prompt: usize, initial: &str) -> Line {
        let prompt = self.prompt(prompt);
        self.console.flush();
        lines.read(&prompt, initial)
    }

    /// Paste mode: all up to Ctrl-D is one program. None if it is cancelled.
    fn pasted(&mut self, lines: &mut impl Lines) -> Option<String> {
        self.console.write(b"paste mode; Ctrl-C to cancel, Ctrl-D to finish\n");
        let mut text = String::new();
        loop {
            match lines.paste(PASTE_PROMPT, &mut text) {
                Ending::Next => {}
                Ending::Cancelled => return None,
                Ending::End => return Some(text),
            }
        }
    }

    /// Runs a text. Gives an exit code if it asked for one.
    fn execute(&mut self, text: &str, mode: Mode) -> Option<u8> {
        let mut vm = self.vm.borrow_mut();
        let vm: &mut Vm<'_> = &mut vm;
        let scope = vm.scope();
        let result = self.bell.while_running(|| {
            let function = compile(vm, text, mode)?;
            vm.run(function, None)?;
            vm.settle()
        });
        let ended = result.map_err(|raised| report(vm, raised, Manner::Program));
        vm.end(scope);
        match ended {
            Err(Ended::Exit(code)) => Some(code),
            _ => None,
        }
    }
}

/// Compiles what was typed. Several lines that were pasted at once need not be a single statement.
fn compile(vm: &mut Vm<'_>, text: &str, mode: Mode) -> Res {
    let globals = vm.main_globals();
    let single = vm.compile_source(text.as_bytes(), NO_FILE, mode, globals);
    let Err(raised) = single else { return single };
    let exception: Value = vm.take_raised(raised);
    let scope = vm.scope();
    vm.keep(exception)?;
    if mode == Mode::Interactive && text.contains('\n') && vm.is_instance(exception, SYNTAX_ERROR.value())? {
        match vm.compile_source(text.as_bytes(), NO_FILE, Mode::Module, globals) {
            Ok(function) => return vm.end_with(scope, function),
            // The first complaint is the one about what was typed.
            Err(raised) => _ = vm.take_raised(raised),
        }
    }
    vm.end(scope);
    Err(vm.raise_value(exception))
}
