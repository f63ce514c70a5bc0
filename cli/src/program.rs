//! `constrictor run`: runs a program as MicroPython's unix port does, or talks to whoever sits at the terminal.

mod bell;
mod console;
mod dump;
mod files;
mod host;
mod options;
mod repl;

use std::ffi::{OsStr, OsString};
use std::io::{self, IsTerminal};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::thread;

use constrictor_vm::compile::Mode;
use constrictor_vm::print::{Out, Style};
use constrictor_vm::program::Exit;
use constrictor_vm::types::exceptions::{KEYBOARD_INTERRUPT, OS_ERROR};
use constrictor_vm::{Config, Raised, Res, Value, Vm};

use crate::input;
use crate::report::{Reporter, tell};
use bell::Bell;
use console::Console;
use host::Pc;
use options::{Options, Program, Request};

/// How deep native code may call Python code that calls native code, and so on.
const NATIVE_DEPTH: usize = 1000;

/// The native stack that this can take, with room to spare.
const NATIVE_STACK: usize = 64 << 20;

/// Words of the virtual machine's own stack, which lies beside its heap.
const STACK_WORDS: usize = 64 * 1024;

/// Where modules are looked for unless `MICROPYPATH` says so (MicroPython, ports/unix/mpconfigport.h).
const DEFAULT_PATH: &str = ".frozen:~/.micropython/lib:/usr/lib/micropython";

/// What separates the entries of `MICROPYPATH`.
const PATH_SEPARATOR: u8 = if cfg!(windows) { b';' } else { b':' };

/// The name that errors give to what is no file.
const NO_FILE: &[u8] = b"<stdin>";

/// The exit code of a program that cannot be opened, as CPython's.
const CANNOT_OPEN: u8 = 2;

/// The exit code of a program that Ctrl-C ended.
const INTERRUPTED: u8 = 130;

/// Does what the command line after `run` says.
pub fn run(parser: lexopt::Parser) -> ExitCode {
    let options = match Request::parse(parser) {
        Ok(Request::Run(options)) => options,
        Ok(Request::Print(text)) => {
            return match crate::output::write_stdout(text.as_bytes()) {
                Ok(()) => ExitCode::SUCCESS,
                Err(_) => ExitCode::FAILURE,
            };
        }
        Err(message) => return refuse(&message),
    };
    match run_on_large_stack(&options) {
        Ok(Ok(code)) => ExitCode::from(code),
        Ok(Err(message)) => refuse(&message),
        Err(error) => refuse(&format!("cannot run: {error}")),
    }
}

/// Runs the program where it may nest deeply: on this thread if its stack may grow that much, or else on one of its own.
fn run_on_large_stack(options: &Options) -> io::Result<Result<u8, String>> {
    if let_stack_grow() {
        return Ok(start(options));
    }
    let builder = thread::Builder::new().name("program".into()).stack_size(NATIVE_STACK);
    thread::scope(|scope| {
        let program = builder.spawn_scoped(scope, || start(options))?;
        program.join().map_err(|_| io::Error::other("it panicked"))
    })
}

/// Has the stack of the first thread grow to what a program may need, which saves the start of another one. False where
/// that cannot be had.
///
/// Linux looks at this limit whenever the stack grows, and keeps 128 MB below its start free of everything else, or more
/// (mm/util.c, `mmap_base`).
#[cfg(target_os = "linux")]
fn let_stack_grow() -> bool {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Stack);
    let needed = NATIVE_STACK as u64;
    match limit.current {
        Some(bytes) if bytes < needed => {
            let grows = setrlimit(Resource::Stack, Rlimit { current: Some(needed), ..limit }).is_ok();
            if grows {
                // Once in a process: nobody has set it before.
                let _ = host::STACK_OF_OTHERS.set(bytes);
            }
            grows
        }
        _ => true,
    }
}

#[cfg(not(target_os = "linux"))]
fn let_stack_grow() -> bool {
    false
}

fn refuse(message: &str) -> ExitCode {
    tell(&format!("constrictor: {message}\n"));
    ExitCode::FAILURE
}

/// Makes a virtual machine and runs the program in it. Gives its exit code, or why it cannot be begun.
fn start(options: &Options) -> Result<u8, String> {
    let bell = Bell::install().map_err(|error| format!("cannot watch for Ctrl-C: {error}"))?;
    let console = Console::new(Arc::clone(&bell));
    let mut host = Pc::new(console.clone(), Arc::clone(&bell));
    let mut region = memory(options.heap)?;
    let mut config = Config::default();
    config.stack_words = STACK_WORDS;
    config.native_depth = NATIVE_DEPTH;
    let too_small = || "invalid heap size: too small to begin in".to_owned();
    let mut vm = Vm::new(&mut region, config, &mut host, bell.interrupt()).ok_or_else(too_small)?;
    vm.set_level(options.level);
    if options.verbose > 1 {
        vm.set_on_compiled(Some(dump::show));
    }
    let mut session = Session { vm: &mut vm, console, bell: &bell, options };
    let code = session.run();
    session.console.flush();
    Ok(code)
}

/// How much memory is taken without asking first whether it is there.
const UNASKED: usize = 32 << 20;

/// Memory for the heap and the stack.
fn memory(heap: usize) -> Result<Vec<u8>, String> {
    let stack = STACK_WORDS * size_of::<usize>();
    let too_large = || format!("cannot get {heap} bytes of memory for the heap");
    let size = heap.checked_add(stack).ok_or_else(too_large)?;
    // Whether there is that much is asked first: zeroed memory, which costs nothing until it is used, is had or aborts.
    // Every machine has a little, and of memory that was asked for and given back, an allocator may clear a part itself.
    if size > UNASKED {
        Vec::<u8>::new().try_reserve_exact(size).map_err(|_| too_large())?;
    }
    Ok(vec![0; size])
}

/// Whose habits the report of an exception follows: the unix port has two.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// A file or a command: tracebacks go to standard output, and SystemExit may carry a message.
    Program,
    /// A module or standard input: tracebacks go to standard error.
    Input,
}

/// One virtual machine and what it was asked to run.
struct Session<'a, 'h> {
    vm: &'a mut Vm<'h>,
    console: Console,
    bell: &'a Bell,
    options: &'a Options,
}

impl Session<'_, '_> {
    /// Runs the program, or the prompt, or both; gives the exit code.
    fn run(&mut self) -> u8 {
        if self.set_up().is_err() {
            return self.complain(b"constrictor: the heap is too small\n");
        }
        self.vm.set_stress(self.options.stress);
        self.vm.set_allowance(self.options.allowance);
        let mut code = match &self.options.program {
            Program::File(path) => Some(self.run_file(path)),
            Program::Command(text) => {
                Some(self.conclude(Manner::Program, |session| session.run_source(text.as_encoded_bytes())))
            }
            Program::Module(name) => {
                let name = name.as_encoded_bytes();
                Some(self.conclude(Manner::Input, |session| session.vm.run_module(name)))
            }
            Program::Input => None,
        };
        let wants_prompt = self.options.inspect || self.console.is_set("MICROPYINSPECT");
        if wants_prompt || code.is_none() {
            code = Some(
                if wants_prompt || self.options.program == Program::Input && io::stdin().is_terminal() {
                    repl::run(self.vm, &self.console, self.bell)
                } else {
                    self.run_input()
                },
            );
        }
        self.finish(code.unwrap_or(0))
    }

    /// What comes after the program: `sys.atexit`, and what `-v` shows.
    fn finish(&mut self, code: u8) -> u8 {
        let mut code = code;
        let after = self.conclude(Manner::Input, |session| session.vm.run_at_exit());
        if after != 0 {
            code = after;
        }
        if self.options.verbose > 0 {
            self.vm.set_on_compiled(None);
            let source = b"import micropython\nmicropython.mem_info()\n";
            self.conclude(Manner::Input, |session| session.run_source(source));
        }
        code
    }

    /// Sets `sys.path`, `sys.argv` and `sys.executable`.
    fn set_up(&mut self) -> Res<()> {
        if let Ok(executable) = std::env::current_exe() {
            self.vm.set_executable(executable.as_os_str().as_encoded_bytes())?;
        }
        let path = search_path(&self.options.program);
        self.vm.set_path(path.iter().map(|entry| &entry[..]))?;
        self.vm.set_argv(self.options.argv.iter().map(|argument| argument.as_encoded_bytes()))
    }

    fn run_file(&mut self, path: &OsStr) -> u8 {
        let is_there = Path::new(path).canonicalize();
        if let Err(error) = is_there {
            let message = format!("can't open file '{}': {}", path.display(), describe(&error));
            tell(&format!("constrictor: {message}\n"));
            return CANNOT_OPEN;
        }
        self.conclude(Manner::Program, |session| session.load_and_run(path))
    }

    fn load_and_run(&mut self, path: &OsStr) -> Res<()> {
        let content = match input::read_file(Path::new(path)) {
            Ok(content) => content,
            Err(error) => {
                let number = i64::from(files::number_of(&error));
                let number = self.vm.int(number)?;
                return Err(self.vm.raise_with(&OS_ERROR, number));
            }
        };
        let is_compiled =
            content.first() == Some(&b'M') && Path::new(path).extension() == Some(OsStr::new("mpy"));
        let name = path.as_encoded_bytes();
        self.vm.set_main_file(name)?;
        let globals = self.vm.main_globals();
        let function = if is_compiled {
            self.vm.load_mpy(&content, globals)?
        } else {
            self.vm.compile_source(&content, name, Mode::Module, globals)?
        };
        drop(content);
        self.call(function)
    }

    fn run_input(&mut self) -> u8 {
        match input::read(io::stdin().lock()) {
            Ok(source) => self.conclude(Manner::Input, |session| session.run_source(&source)),
            Err(error) => {
                tell(&Reporter::default().failure("standard input", "read", &error));
                1
            }
        }
    }

    /// Runs source that is in no file.
    fn run_source(&mut self, source: &[u8]) -> Res<()> {
        self.vm.set_main_file(NO_FILE)?;
        let globals = self.vm.main_globals();
        let function = self.vm.compile_source(source, NO_FILE, Mode::Module, globals)?;
        self.call(function)
    }

    fn call(&mut self, function: Value) -> Res<()> {
        if !self.options.compile_only {
            self.vm.run(function, None)?;
        }
        self.vm.settle()
    }

    /// Does something that may raise, and reports what it raised. Gives the exit code.
    fn conclude(&mut self, manner: Manner, action: impl FnOnce(&mut Self) -> Res<()>) -> u8 {
        let scope = self.vm.scope();
        let bell = self.bell;
        let result = bell.while_running(|| action(self));
        let code = match result {
            Ok(()) => 0,
            Err(raised) => report(self.vm, raised, manner).code(),
        };
        self.vm.end(scope);
        code
    }

    fn complain(&mut self, message: &[u8]) -> u8 {
        tell(&String::from_utf8_lossy(message));
        1
    }
}

/// How a program ended that raised an exception.
#[derive(Clone, Copy)]
enum Ended {
    /// It asked for that.
    Exit(u8),
    /// The exception was not caught.
    Uncaught(u8),
}

impl Ended {
    fn code(self) -> u8 {
        match self {
            Ended::Exit(code) | Ended::Uncaught(code) => code,
        }
    }
}

/// Reports an exception that a program did not catch.
fn report(vm: &mut Vm<'_>, raised: Raised, manner: Manner) -> Ended {
    // What stress is for is over; and a message should not fail for want of memory.
    vm.set_allowance(None);
    vm.unlock_heap();
    let exception = vm.take_raised(raised);
    // There is nobody left to tell if this fails.
    let _ = vm.keep(exception);
    match vm.exit(exception) {
        Some(Exit::Code(code)) => return Ended::Exit(code),
        Some(Exit::Message(message)) => {
            if manner == Manner::Program {
                let printed = vm.print(&mut Out::Errors, message, Style::Str);
                let _ = printed.and_then(|()| vm.write(&mut Out::Errors, b"\n"));
            }
            return Ended::Exit(1);
        }
        None => {}
    }
    let mut out = if manner == Manner::Program { Out::Console } else { Out::Errors };
    if let Err(raised) = vm.print_exception(&mut out, exception) {
        // Printing it raised another one, which is left at that.
        vm.take_raised(raised);
        let _ = vm.write(&mut out, b"\n");
    }
    let is_interrupt = vm.is_instance(exception, KEYBOARD_INTERRUPT.value());
    Ended::Uncaught(if manner == Manner::Program && is_interrupt == Ok(true) { INTERRUPTED } else { 1 })
}

/// The entries of `sys.path`: the program's directory, then those of `MICROPYPATH`.
fn search_path(program: &Program) -> Vec<Vec<u8>> {
    let own = match program {
        Program::File(path) => directory(path),
        _ => Vec::new(),
    };
    let chosen = std::env::var_os("MICROPYPATH").unwrap_or_else(|| OsString::from(DEFAULT_PATH));
    let home = std::env::var_os("HOME");
    let mut path = vec![own];
    let entries = chosen.as_encoded_bytes();
    // The first entry is there already.
    let entries = entries.strip_prefix(&[PATH_SEPARATOR]).unwrap_or(entries);
    if !entries.is_empty() {
        path.extend(
            entries.split(|&byte| byte == PATH_SEPARATOR).map(|entry| expand(entry, home.as_deref())),
        );
    }
    path
}

/// The directory of a file, without symbolic links.
fn directory(file: &OsStr) -> Vec<u8> {
    let file = Path::new(file).canonicalize().unwrap_or_default();
    file.parent().map(|parent| parent.as_os_str().as_encoded_bytes().to_vec()).unwrap_or_default()
}

/// An entry with the home directory for `~/`.
fn expand(entry: &[u8], home: Option<&OsStr>) -> Vec<u8> {
    match (entry.strip_prefix(b"~"), home) {
        (Some(rest), Some(home)) if rest.starts_with(b"/") => [home.as_encoded_bytes(), rest].concat(),
        _ => entry.to_vec(),
    }
}

/// An error as Python shows it.
fn describe(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    format!("[Errno {}] {text}", files::number_of(error))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expanded(entry: &str) -> Vec<u8> {
        expand(entry.as_bytes(), Some(OsStr::new("/home/me")))
    }

    #[test]
    fn tilde_before_a_slash_is_the_home_directory() {
        assert_eq!(expanded("~/lib"), b"/home/me/lib");
    }

    #[test]
    fn tilde_alone_is_a_name() {
        assert_eq!(expanded("~"), b"~");
    }

    #[test]
    fn tilde_stays_without_a_home() {
        assert_eq!(expand(b"~/lib", None), b"~/lib");
    }

    #[test]
    fn more_memory_than_there_is_is_refused() {
        assert!(memory(usize::MAX / 4).is_err());
    }

    #[test]
    fn errors_are_shown_with_their_number() {
        let error = Path::new("no such file").canonicalize().expect_err("it is not there");
        assert_eq!(describe(&error), "[Errno 2] No such file or directory");
    }
}
