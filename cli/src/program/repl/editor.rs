//! Editing a line at a terminal: history, completion of names, indentation.

use std::cell::RefCell;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicUsize, Ordering};

use constrictor_vm::Vm;
use rustyline::completion::Completer;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::{FileHistory, History};
use rustyline::validate::Validator;
use rustyline::{
    Cmd, CompletionType, ConditionalEventHandler, Config, Context, Event, EventContext, EventHandler, Helper,
    KeyCode, KeyEvent, Modifiers, Movement, RepeatCount,
};

use super::input::LEVEL;
use super::{Line, Lines};

/// How many lines are remembered.
const HISTORY: usize = 1000;

/// The file in the home directory that remembers them.
const HISTORY_FILE: &str = ".constrictor.history";

/// A line editor.
pub struct Editor<'a, 'v, 'h> {
    editor: rustyline::Editor<Names<'a, 'v, 'h>, FileHistory>,
    keys: Arc<Keys>,
    history: Option<PathBuf>,
}

impl<'a, 'v, 'h> Editor<'a, 'v, 'h> {
    /// An editor that completes names of a virtual machine. None if the terminal cannot do that.
    pub fn new(vm: &'a RefCell<&'v mut Vm<'h>>) -> Option<Self> {
        let config = Config::builder()
            .completion_type(CompletionType::List)
            .auto_add_history(false)
            .indent_size(LEVEL as u8)
            .max_history_size(HISTORY)
            .ok()?
            .build();
        let mut editor = rustyline::Editor::with_config(config).ok()?;
        editor.set_helper(Some(Names(vm)));
        let keys = Arc::new(Keys::default());
        editor.bind_sequence(Event::Any, EventHandler::Conditional(Box::new(Bound(Arc::clone(&keys)))));
        let home = std::env::var_os("HOME").filter(|home| !home.is_empty());
        let history = home.map(|home| PathBuf::from(home).join(HISTORY_FILE));
        if let Some(history) = &history {
            // The first time there is none.
            let _ = editor.load_history(history);
        }
        Some(Editor { editor, keys, history })
    }

    /// Remembers what was typed for the next time.
    pub fn save(&mut self) {
        if let Some(history) = self.history.as_ref().filter(|_| self.editor.history().len() > 0) {
            // It is a convenience.
            let _ = self.editor.save_history(history);
        }
    }

    fn line(&mut self, prompt: &str, initial: &str) -> Line {
        self.keys.indent.store(initial.len(), Ordering::Relaxed);
        self.keys.owes_blank.store(false, Ordering::Relaxed);
        self.keys.asked.store(NOTHING, Ordering::Relaxed);
        let line = match self.editor.readline_with_initial(prompt, (initial, "")) {
            Ok(line) => line,
            Err(ReadlineError::Interrupted) => return Line::Cancelled,
            Err(_) => return Line::End,
        };
        match self.keys.asked.load(Ordering::Relaxed) {
            PASTE => Line::Paste,
            AGAIN => Line::Again,
            CANCEL => Line::Cancelled,
            END => Line::End,
            _ => Line::Text(line),
        }
    }
}

impl Lines for Editor<'_, '_, '_> {
    fn begin(&mut self) {
        self.keys.by_hand.store(false, Ordering::Relaxed);
    }

    fn read(&mut self, prompt: &str, initial: &str) -> Line {
        self.keys.is_pasting.store(false, Ordering::Relaxed);
        let line = self.line(prompt, initial);
        if let Line::Text(text) = &line
            && !text.trim().is_empty()
        {
            // It is a convenience.
            let _ = self.editor.add_history_entry(text.as_str());
        }
        line
    }

    fn paste(&mut self, prompt: &str) -> Line {
        self.keys.is_pasting.store(true, Ordering::Relaxed);
        self.line(prompt, "")
    }

    fn is_indented_by_hand(&self) -> bool {
        self.keys.by_hand.load(Ordering::Relaxed)
    }
}

const NOTHING: u8 = 0;
const PASTE: u8 = 1;
const AGAIN: u8 = 2;
const CANCEL: u8 = 3;
const END: u8 = 4;

/// What keys do depends on, and what they asked for.
#[derive(Default)]
struct Keys {
    /// How far the line was indented before anything was typed.
    indent: AtomicUsize,
    /// Whether who types does the indentation.
    by_hand: AtomicBool,
    /// Whether a blank was typed that is still to be inserted.
    owes_blank: AtomicBool,
    is_pasting: AtomicBool,
    asked: AtomicU8,
}

/// What keys do that are not as in other line editors.
struct Bound(Arc<Keys>);

impl ConditionalEventHandler for Bound {
    fn handle(&self, event: &Event, _: RepeatCount, _: bool, context: &EventContext<'_>) -> Option<Cmd> {
        let KeyEvent(code, modifiers) = *event.get(0)?;
        let (line, position) = (context.line(), context.pos());
        match (code, modifiers) {
            (KeyCode::Char(letter), Modifiers::CTRL) => self.0.control(letter, line, position),
            (KeyCode::Tab, Modifiers::NONE) => self.0.character('\t', line, position),
            (KeyCode::Char(character), Modifiers::NONE) => self.0.character(character, line, position),
            (KeyCode::Backspace, Modifiers::NONE) => dedent(line, position),
            _ => None,
        }
    }
}

impl Keys {
    /// A letter with Ctrl.
    fn control(&self, letter: char, line: &str, position: usize) -> Option<Cmd> {
        let is_pasting = self.is_pasting.load(Ordering::Relaxed);
        // Ending the line keeps what was typed ahead, which the editor's own ways to say so do not.
        let asked = match letter {
            'E' if line.is_empty() && !is_pasting => PASTE,
            'B' if line.is_empty() && !is_pasting => AGAIN,
            'C' => CANCEL,
            'D' if line.is_empty() => END,
            'H' => return dedent(line, position),
            'I' => return self.character('\t', line, position),
            _ => return None,
        };
        self.asked.store(asked, Ordering::Relaxed);
        Some(Cmd::AcceptLine)
    }

    fn character(&self, character: char, line: &str, position: usize) -> Option<Cmd> {
        if self.owes_blank.swap(false, Ordering::Relaxed) {
            return Some(Cmd::Insert(1, format!(" {character}")));
        }
        let is_blank = line[..position].bytes().all(|byte| byte == b' ');
        let is_space = match character {
            '\t' if self.is_pasting.load(Ordering::Relaxed) => return Some(Cmd::SelfInsert(1, '\t')),
            ' ' | '\t' if is_blank => character == ' ',
            _ => return None,
        };
        let indent = self.indent.swap(0, Ordering::Relaxed);
        if indent > 0 && line.len() == indent && position == indent {
            // Who types a blank or a tab first does not know of the indentation, or does not want it.
            self.by_hand.store(true, Ordering::Relaxed);
            self.owes_blank.store(is_space, Ordering::Relaxed);
            return Some(if is_space { Cmd::Kill(Movement::BeginningOfLine) } else { Cmd::Noop });
        }
        let to_next = LEVEL - position % LEVEL;
        (!is_space).then(|| Cmd::Insert(1, " ".repeat(to_next)))
    }
}

/// Backspace after a level of indentation takes all of it.
fn dedent(line: &str, position: usize) -> Option<Cmd> {
    let is_level = position > 0 && position.is_multiple_of(LEVEL);
    let is_blank = line[..position].bytes().all(|byte| byte == b' ');
    (is_level && is_blank).then_some(Cmd::Dedent(Movement::WholeLine))
}

/// Completes names.
struct Names<'a, 'v, 'h>(&'a RefCell<&'v mut Vm<'h>>);

impl Completer for Names<'_, '_, '_> {
    type Candidate = String;

    fn complete(
        &self,
        line: &str,
        position: usize,
        _: &Context<'_>,
    ) -> rustyline::Result<(usize, Vec<String>)> {
        let text = &line[..position];
        let mut names = Vec::new();
        let replaced = self.0.borrow_mut().complete(text.as_bytes(), &mut |name| {
            names.extend(std::str::from_utf8(name).map(str::to_owned));
        });
        names.sort();
        names.dedup();
        let start = position - replaced;
        if names.is_empty() && start == 0 && replaced > 0 && IMPORT.starts_with(text) {
            names.push(IMPORT.to_owned());
        }
        Ok((start, names))
    }
}

/// The one keyword that is completed, for want of better.
const IMPORT: &str = "import ";

impl Hinter for Names<'_, '_, '_> {
    type Hint = String;
}
impl Highlighter for Names<'_, '_, '_> {}
impl Validator for Names<'_, '_, '_> {}
impl Helper for Names<'_, '_, '_> {}
