//! The prompt of `constrictor run`, as a person sees it: keys go to a pseudo-terminal, and the screen is what is compared.

#![cfg(target_os = "linux")]

mod common;

use std::fs::File;
use std::io::{Read, Write};
use std::num::NonZero;
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use common::Sandbox;
use rustix::process::{Pid, Signal, kill_process};
use rustix::pty::{OpenptFlags, grantpt, ioctl_tiocgptpeer, openpt, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

const ROWS: NonZero<u16> = NonZero::new(50).unwrap();
const COLUMNS: NonZero<u16> = NonZero::new(80).unwrap();

/// How long nothing may come before all has come.
const QUIET: Duration = Duration::from_millis(300);

/// How long the first answer may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// A prompt at a terminal.
struct Terminal {
    child: Child,
    keys: File,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    // Its history is in it.
    _sandbox: Sandbox,
}

impl Terminal {
    fn new() -> Terminal {
        Terminal::in_sandbox(Sandbox::new(&[]))
    }

    fn in_sandbox(sandbox: Sandbox) -> Terminal {
        let flags = OpenptFlags::RDWR | OpenptFlags::NOCTTY;
        let controller = openpt(flags).expect("there are pseudo-terminals");
        grantpt(&controller).expect("it is ours");
        unlockpt(&controller).expect("it is ours");
        let terminal = ioctl_tiocgptpeer(&controller, flags).expect("it is unlocked");
        let size = Winsize { ws_row: ROWS.get(), ws_col: COLUMNS.get(), ws_xpixel: 0, ws_ypixel: 0 };
        tcsetwinsize(&terminal, size).expect("it is a terminal");
        let stdio = || Stdio::from(terminal.try_clone().expect("there are file numbers left"));
        let mut command = sandbox.command();
        command.arg("run").env("HOME", sandbox.path("")).env("TERM", "xterm");
        command.stdin(stdio()).stdout(stdio()).stderr(stdio());
        let child = command.spawn().expect("the command starts");
        let keys = File::from(controller);
        let mut terminal = Terminal {
            child,
            output: read(keys.try_clone().expect("there are file numbers left")),
            keys,
            screen: vt100::Parser::new(ROWS, COLUMNS, 0),
            _sandbox: sandbox,
        };
        terminal.wait();
        terminal
    }

    /// Presses keys, and waits for what comes of it.
    fn press(&mut self, keys: &str) -> &mut Self {
        self.keys.write_all(keys.as_bytes()).expect("it reads");
        self.wait();
        self
    }

    fn wait(&mut self) {
        let mut patience = PATIENCE;
        while let Ok(bytes) = self.output.recv_timeout(patience) {
            self.screen.process(&bytes);
            patience = QUIET;
        }
    }

    /// The lines on the screen, without the greeting and the last prompt.
    fn lines(&self) -> Vec<String> {
        let text = self.screen.screen().contents();
        let lines = text.trim_end().lines().skip(2).map(|line| line.trim_end().to_owned());
        let mut lines: Vec<String> = lines.collect();
        if lines.last().is_some_and(|line| line == ">>>") {
            lines.pop();
        }
        lines
    }

    /// How it ended.
    fn code(&mut self) -> Option<i32> {
        self.child.wait().expect("it is a child").code()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads a terminal on another thread.
fn read(mut terminal: File) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok(count @ 1..) = terminal.read(&mut buffer) {
            if sender.send(buffer[..count].to_vec()).is_err() {
                return;
            }
        }
    });
    receiver
}

/// What is on the screen after some keys.
fn screen(keys: &str) -> Vec<String> {
    Terminal::new().press(keys).lines()
}

#[test]
fn greeting_names_micropython() {
    let terminal = Terminal::new();
    let text = terminal.screen.screen().contents();
    assert!(text.starts_with("MicroPython v1.29.0; Constrictor"), "{text}");
}

#[test]
fn value_of_an_expression_is_shown() {
    assert_eq!(screen("1 + 2\r"), [">>> 1 + 2", "3"]);
}

#[test]
fn none_is_not_shown() {
    assert_eq!(screen("None\r"), [">>> None"]);
}

#[test]
fn compound_statement_ends_with_an_empty_line() {
    assert_eq!(
        screen("for x in 1, 2:\rprint(x)\r\x7f\r"),
        [">>> for x in 1, 2:", "...     print(x)", "...", "1", "2"]
    );
}

#[test]
fn line_after_a_colon_is_indented() {
    assert_eq!(screen("if 1:\r"), [">>> if 1:", "..."]);
    assert_eq!(screen("if 1:\rx"), [">>> if 1:", "...     x"]);
}

#[test]
fn typed_blanks_take_the_place_of_indentation() {
    assert_eq!(screen("if 1:\r  x"), [">>> if 1:", "...   x"]);
}

#[test]
fn backspace_takes_a_level_of_indentation() {
    assert_eq!(screen("if 1:\r    if 1:\r\x7fx"), [">>> if 1:", "...     if 1:", "... x"]);
}

#[test]
fn tab_indents_after_a_blank_and_at_the_start_of_a_further_line() {
    assert_eq!(screen("x = \ty"), [">>> x =     y"]);
    assert_eq!(screen("(\r\ty"), [">>> (", "...     y"]);
}

#[test]
fn open_bracket_continues() {
    assert_eq!(screen("(1 +\r2)\r"), [">>> (1 +", "... 2)", "3"]);
}

#[test]
fn attribute_of_a_variable_is_completed() {
    assert_eq!(screen("x = '1'\rx.isdi\t()\r"), [">>> x = '1'", ">>> x.isdigit()", "True"]);
}

#[test]
fn variable_is_completed() {
    assert_eq!(screen("a_long_name = 5\ra_l\t\r"), [">>> a_long_name = 5", ">>> a_long_name", "5"]);
}

#[test]
fn module_is_completed_after_import() {
    assert_eq!(screen("import microp\t"), [">>> import micropython"]);
}

#[test]
fn names_with_an_underscore_are_offered_on_request() {
    let keys = "class C:\rx = 1\r_y = 2\r\x7f\rC.\t\r";
    assert!(screen(keys).contains(&">>> C.x".to_owned()));
}

#[test]
fn several_completions_are_listed() {
    let lines = screen("value_1 = value_2 = 0\rval\t\t");
    assert_eq!(lines[1..], [">>> value_", "value_1         value_2", ">>> value_"]);
}

#[test]
fn history_goes_back() {
    assert_eq!(screen("1 + 1\r\x1b[A\r"), [">>> 1 + 1", "2", ">>> 1 + 1", "2"]);
}

#[test]
fn history_is_kept_for_the_next_time() {
    let sandbox = Sandbox::new(&[(".constrictor.history", "40 + 2\n")]);
    assert_eq!(Terminal::in_sandbox(sandbox).press("\x1b[A\r").lines(), [">>> 40 + 2", "42"]);
}

#[test]
fn pasted_lines_are_a_program() {
    let keys = "\x05x = 1\rif x:\r    print('yes')\rprint('end')\r\x04";
    let expected = [
        ">>>",
        "paste mode; Ctrl-C to cancel, Ctrl-D to finish",
        "=== x = 1",
        "=== if x:",
        "===     print('yes')",
        "=== print('end')",
        "===",
        "yes",
        "end",
    ];
    assert_eq!(screen(keys), expected);
}

#[test]
fn pasted_line_need_not_be_ended() {
    assert_eq!(screen("\x05print('end')\x04").last().map(String::as_str), Some("end"));
}

#[test]
fn paste_mode_can_be_cancelled() {
    let lines = screen("\x05print(1)\r\x03'still here'\r");
    assert_eq!(lines[2..], ["=== print(1)", "===", ">>> 'still here'", "'still here'"]);
}

#[test]
fn indented_lines_that_the_terminal_pastes_are_a_statement() {
    let lines = screen("def f():\r    if 1:\r        return 7\r\r\r\rf()\r");
    assert_eq!(lines.last().map(String::as_str), Some("7"));
}

#[test]
fn line_can_be_edited_where_it_takes_several_rows() {
    let long = "x".repeat(100);
    let lines = screen(&format!("'{long}'\x01\x06y\x05[:3]\r"));
    assert_eq!(lines.last().map(String::as_str), Some("'yxx'"));
    assert_eq!(lines[0], format!(">>> 'y{long}'[:3]"));
}

#[test]
fn line_of_several_rows_can_be_wiped_out() {
    assert_eq!(screen(&format!("{}\x15None", "x".repeat(200))), [">>> None"]);
}

#[test]
fn word_can_be_wiped_out() {
    assert_eq!(screen("one two\x17three"), [">>> one three"]);
}

#[test]
fn text_need_not_be_ascii() {
    assert_eq!(screen("'\u{e9}t\u{e9}\x7f\x7fe'\r"), [">>> '\u{e9}e'", "'\u{e9}e'"]);
}

#[test]
fn exception_is_shown() {
    let expected = [
        ">>> x",
        "Traceback (most recent call last):",
        "  File \"<stdin>\", line 1, in <module>",
        "NameError: name 'x' isn't defined",
    ];
    assert_eq!(screen("x\r"), expected);
}

#[test]
fn prompts_can_be_chosen() {
    assert_eq!(
        screen("import sys\rsys.ps1 = '$ '\r1\r"),
        [">>> import sys", ">>> sys.ps1 = '$ '", "$ 1", "1", "$"]
    );
}

#[test]
fn heap_is_unlocked_for_the_prompt() {
    let keys = "import micropython\rmicropython.heap_lock()\r'text' + 'text'\r";
    assert_eq!(screen(keys).last().map(String::as_str), Some("'texttext'"));
}

#[test]
fn ctrl_c_cancels_a_line() {
    assert_eq!(screen("if 1:\r1 +\x032 + 2\r"), [">>> if 1:", "...     1 +", ">>> 2 + 2", "4"]);
}

#[test]
fn ctrl_c_interrupts_what_runs() {
    let mut terminal = Terminal::new();
    terminal.press("import time\rtime.sleep(100)\r");
    kill_process(Pid::from_child(&terminal.child), Signal::INT).expect("it is running");
    terminal.wait();
    assert_eq!(
        terminal.press("'still here'\r").lines()[4..],
        ["KeyboardInterrupt:", ">>> 'still here'", "'still here'"]
    );
}

#[test]
fn ctrl_d_ends() {
    assert_eq!(Terminal::new().press("\x04").code(), Some(0));
}

#[test]
fn sys_exit_ends() {
    assert_eq!(Terminal::new().press("import sys\rsys.exit(3)\r").code(), Some(3));
}
