//! Standard input and output of a program, buffered.

use std::cell::RefCell;
use std::collections::HashMap;
#[cfg(not(unix))]
use std::io::Read;
use std::io::{self, IsTerminal, Write};
use std::process::Command;
use std::rc::Rc;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use super::bell::Bell;
use super::files;

/// How much output is held back.
const OUTPUT: usize = 8 << 10;

/// How long output is held back.
const DELAY: Duration = Duration::from_millis(50);

/// The stack of the thread that writes it out, which does nothing else.
const FLUSHING_STACK: usize = 64 << 10;

/// How much input is read at a time.
const INPUT: usize = 8 << 10;

/// The console, which the program and the prompt share.
#[derive(Clone)]
pub struct Console {
    output: Arc<Output>,
    state: Rc<RefCell<State>>,
}

/// Standard output. Another thread writes out what was held back for long enough, whatever the program does meanwhile.
struct Output {
    held: Mutex<Vec<u8>>,
    begun: Condvar,
    is_terminal: bool,
}

struct State {
    bell: Arc<Bell>,
    input: Vec<u8>,
    /// How much of `input` was taken.
    taken: usize,
    /// Environment variables that the program has set, or removed.
    environment: HashMap<Vec<u8>, Option<Vec<u8>>>,
    /// Whether a thread flushes the output, once there was some.
    is_flushed: Option<bool>,
}

impl Console {
    /// The console of this process.
    pub fn new(bell: Arc<Bell>) -> Console {
        let output = Arc::new(Output {
            held: Mutex::new(Vec::new()),
            begun: Condvar::new(),
            is_terminal: io::stdout().is_terminal(),
        });
        let state =
            State { bell, input: Vec::new(), taken: 0, environment: HashMap::new(), is_flushed: None };
        Console { output, state: Rc::new(RefCell::new(state)) }
    }

    /// Writes to standard output, sooner or later.
    pub fn write(&self, bytes: &[u8]) {
        self.output.write(bytes);
        // A program may write nothing, or end at once: the thread is not begun before there is something for it.
        let mut state = self.state.borrow_mut();
        let is_flushed = *state.is_flushed.get_or_insert_with(|| Output::begin_flushing(&self.output));
        if !is_flushed {
            self.flush();
        }
    }

    /// Writes to standard error, after all that was written to standard output.
    pub fn write_error(&self, bytes: &[u8]) {
        self.flush();
        // There is nobody to tell that nobody can be told.
        let _ = io::stderr().write_all(bytes);
    }

    /// Writes out what is held back.
    pub fn flush(&self) {
        flush(&mut self.output.lock());
    }

    /// Reads from standard input: at least a byte, or 0 at its end or when Ctrl-C is pressed.
    pub fn read(&self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut state = self.state.borrow_mut();
        if state.taken == state.input.len() {
            self.flush();
        }
        state.read(buffer)
    }

    /// An environment variable, as the program sees it.
    pub fn variable(&self, name: &[u8]) -> Option<Vec<u8>> {
        match self.state.borrow().environment.get(name) {
            Some(own) => own.clone(),
            None => std::env::var_os(files::os(name)?).map(|value| value.as_encoded_bytes().to_vec()),
        }
    }

    /// Sets an environment variable for the program, or removes it.
    pub fn set_variable(&self, name: &[u8], value: Option<&[u8]>) {
        self.state.borrow_mut().environment.insert(name.to_vec(), value.map(<[u8]>::to_vec));
    }

    /// Gives a process the environment that the program sees.
    pub fn with_environment<'a>(&self, process: &'a mut Command) -> &'a mut Command {
        for (name, value) in &self.state.borrow().environment {
            match (files::os(name), value.as_deref().and_then(files::os)) {
                (Some(name), Some(value)) => process.env(name, value),
                (Some(name), None) => process.env_remove(name),
                (None, _) => process,
            };
        }
        process
    }

    /// Whether an environment variable is set to something.
    pub fn is_set(&self, name: &str) -> bool {
        self.variable(name.as_bytes()).is_some_and(|value| !value.is_empty())
    }
}

impl Output {
    /// Has another thread write out what is held back. False if the system denies one.
    fn begin_flushing(output: &Arc<Output>) -> bool {
        let flushed = Arc::clone(output);
        let builder = thread::Builder::new().name("output".into()).stack_size(FLUSHING_STACK);
        builder.spawn(move || flushed.keep_flushing()).is_ok()
    }

    fn lock(&self) -> MutexGuard<'_, Vec<u8>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self, bytes: &[u8]) {
        let mut held = self.lock();
        if held.is_empty() {
            self.begun.notify_one();
        }
        held.extend_from_slice(bytes);
        if held.len() >= OUTPUT || self.is_terminal && bytes.contains(&b'\n') {
            flush(&mut held);
        }
    }

    fn keep_flushing(&self) -> ! {
        loop {
            let begun = self.begun.wait_while(self.lock(), |held| held.is_empty());
            drop(begun);
            thread::sleep(DELAY);
            flush(&mut self.lock());
        }
    }
}

/// Writes out what is held back.
fn flush(held: &mut Vec<u8>) {
    if held.is_empty() {
        return;
    }
    let mut stdout = io::stdout().lock();
    let result = stdout.write_all(held).and_then(|()| stdout.flush());
    held.clear();
    // Who has closed our output has read enough. Programs are not told of other failures.
    if result.is_err_and(|error| error.kind() == io::ErrorKind::BrokenPipe) {
        std::process::exit(1);
    }
}

impl State {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.taken == self.input.len() {
            if !self.bell.wait_for_input() {
                return Ok(0);
            }
            self.taken = 0;
            self.input.resize(INPUT, 0);
            let result = read_input(&mut self.input);
            self.input.truncate(*result.as_ref().unwrap_or(&0));
            result?;
        }
        let rest = &self.input[self.taken..];
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        self.taken += count;
        Ok(count)
    }
}

/// Reads from standard input, without a buffer in between that waiting would not know of.
#[cfg(unix)]
fn read_input(buffer: &mut [u8]) -> io::Result<usize> {
    loop {
        match rustix::io::read(rustix::stdio::stdin(), &mut *buffer) {
            Err(rustix::io::Errno::INTR) => {}
            result => return result.map_err(io::Error::from),
        }
    }
}

#[cfg(not(unix))]
fn read_input(buffer: &mut [u8]) -> io::Result<usize> {
    io::stdin().lock().read(buffer)
}
