//! MicroPython's own tool for boards, mpremote, as PyPI has it, talks to the firmware in QEMU over a pseudo-terminal.
//!
//! Needs what tests/common says, and PyPI for the tool itself: `xtask::reference` installs it.

#![cfg(unix)]

mod common;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::{TIMEOUT, cannot_run, image};
use xtask::board::BoardOnPty;
use xtask::reference;
use xtask::vm_reference::{Ended, run};

struct Mpremote {
    command: PathBuf,
    board: BoardOnPty,
    /// A folder of the test's own.
    folder: PathBuf,
}

impl Mpremote {
    /// The tool, and a board that has just been switched on, for the test of a name.
    fn start(test: &str) -> Option<Mpremote> {
        let image = image()?;
        let command = match reference::mpremote() {
            Ok(command) => command,
            Err(error) => {
                cannot_run(&error);
                return None;
            }
        };
        let folder = xtask::target_dir().join("mpremote").join(test);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("the target folder can be written to");
        let board = BoardOnPty::start(image).expect("QEMU was there a moment ago");
        Some(Mpremote { command, board, folder })
    }

    /// Runs a process that finds no configuration of the user's.
    fn run(&self, command: &mut Command) -> Ended {
        command.current_dir(&self.folder).env("XDG_CONFIG_HOME", &self.folder).env("HOME", &self.folder);
        run(command, b"", TIMEOUT).expect("the tool was installed a moment ago")
    }

    /// Gives the tool arguments.
    fn ended(&self, args: &[&str]) -> Ended {
        self.run(Command::new(&self.command).arg("connect").arg(self.board.path()).args(args))
    }

    /// What the tool prints, if it succeeds.
    fn prints(&self, args: &[&str]) -> String {
        let printed = self.ended(args).success().unwrap_or_else(|error| panic!("{args:?}: {error}"));
        printed.replace("\r\n", "\n")
    }

    /// The same on a terminal, where each text that it shows is answered with keys.
    fn on_terminal(&self, steps: &[(&str, &str)], args: &[&str]) -> String {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/terminal.py");
        let mut command = Command::new(reference::python());
        command.arg(script);
        for (text, keys) in steps {
            command.args([text, keys]);
        }
        let words = [OsStr::new("--"), self.command.as_os_str(), OsStr::new("connect")];
        command.args(words).arg(self.board.path()).args(args);
        self.run(&mut command).success().unwrap_or_else(|error| panic!("{args:?}: {error}"))
    }

    /// Writes a file of this machine, and gives its path.
    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.folder.join(name);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the folder is the test's own");
        fs::write(&path, content).expect("the folder is the test's own");
        path.display().to_string()
    }
}

#[test]
fn exec_shows_what_is_printed() {
    let Some(tool) = Mpremote::start("exec") else { return };
    assert_eq!(tool.prints(&["exec", "print(6 * 7)"]), "42\n");
}

#[test]
fn exec_fails_with_the_traceback_of_the_board() {
    let Some(tool) = Mpremote::start("exec-fails") else { return };
    let ended = tool.ended(&["exec", "print(1)\nnothing"]);
    assert_eq!(ended.last_words(), "NameError: name 'nothing' isn't defined");
}

#[test]
fn source_that_does_not_fit_one_window_arrives_whole() {
    let Some(tool) = Mpremote::start("long") else { return };
    let program = format!("text = '''{}'''\nprint(len(text), text[-1])", "abcdefg\n".repeat(500));
    assert_eq!(tool.prints(&["exec", &program]), "4000 \n\n");
}

#[test]
fn eval_prints_the_value_of_an_expression() {
    let Some(tool) = Mpremote::start("eval") else { return };
    assert_eq!(tool.prints(&["eval", "2 ** 70"]), "1180591620717411303424\n");
}

#[test]
fn eval_passes_text_on() {
    let Some(tool) = Mpremote::start("eval-text") else { return };
    assert_eq!(tool.prints(&["eval", "'é' * 3"]), "ééé\n");
}

#[test]
fn run_runs_a_file_of_this_machine() {
    let Some(tool) = Mpremote::start("run") else { return };
    let file = tool.file("program.py", "def f(x):\n    return x + 1\n\nprint(f(1), __name__)\n");
    assert_eq!(tool.prints(&["run", &file]), "2 __main__\n");
}

#[test]
fn resume_keeps_what_an_earlier_connection_left() {
    let Some(tool) = Mpremote::start("resume") else { return };
    tool.prints(&["exec", "x = 41"]);
    assert_eq!(tool.prints(&["resume", "exec", "print(x + 1)"]), "42\n");
}

#[test]
fn connection_without_resume_begins_anew() {
    let Some(tool) = Mpremote::start("anew") else { return };
    tool.prints(&["exec", "x = 41"]);
    assert_eq!(tool.prints(&["exec", "print('x' in globals())"]), "False\n");
}

#[test]
fn soft_reset_forgets_variables() {
    let Some(tool) = Mpremote::start("soft-reset") else { return };
    tool.prints(&["exec", "x = 41"]);
    tool.prints(&["soft-reset"]);
    assert_eq!(tool.prints(&["resume", "exec", "print('x' in globals())"]), "False\n");
}

#[test]
fn cp_puts_a_file_on_the_board() {
    let Some(tool) = Mpremote::start("cp") else { return };
    let file = tool.file("a.txt", "two\nlines\n");
    tool.prints(&["fs", "cp", &file, ":b.txt"]);
    assert_eq!(tool.prints(&["exec", "print(open('b.txt').read())"]), "two\nlines\n\n");
}

#[test]
fn cp_brings_the_same_bytes_back() {
    let Some(tool) = Mpremote::start("cp-back") else { return };
    let bytes: Vec<u8> = (0..=255).cycle().take(3000).collect();
    let file = tool.file("bytes", &bytes);
    tool.prints(&["fs", "cp", &file, ":bytes"]);
    tool.prints(&["fs", "cp", ":bytes", "copy"]);
    assert_eq!(fs::read(tool.folder.join("copy")).expect("it was copied"), bytes);
}

#[test]
fn cp_copies_a_folder() {
    let Some(tool) = Mpremote::start("cp-folder") else { return };
    tool.file("lib/inner/one.py", "ONE = 1\n");
    tool.prints(&["fs", "cp", "-r", "lib", ":"]);
    assert_eq!(tool.prints(&["exec", "from inner.one import ONE; print(ONE)"]), "1\n");
}

#[test]
fn module_that_was_copied_is_imported() {
    let Some(tool) = Mpremote::start("import") else { return };
    let file = tool.file("helper.py", "def twice(x): return 2 * x\n");
    tool.prints(&["fs", "cp", &file, ":"]);
    assert_eq!(tool.prints(&["exec", "import helper; print(helper.twice(21))"]), "42\n");
}

#[test]
fn ls_shows_names_and_sizes() {
    let Some(tool) = Mpremote::start("ls") else { return };
    tool.prints(&["exec", "with open('a.txt', 'w') as file: _ = file.write('hello')"]);
    assert_eq!(tool.prints(&["fs", "ls"]), "ls :\n           5 a.txt\n");
}

#[test]
fn mkdir_makes_a_folder() {
    let Some(tool) = Mpremote::start("mkdir") else { return };
    tool.prints(&["fs", "mkdir", ":folder"]);
    assert_eq!(tool.prints(&["fs", "ls"]), "ls :\n           0 folder/\n");
}

#[test]
fn cat_shows_a_file() {
    let Some(tool) = Mpremote::start("cat") else { return };
    tool.prints(&["exec", "with open('a.txt', 'w') as file: _ = file.write('hello\\n')"]);
    assert_eq!(tool.prints(&["fs", "cat", ":a.txt"]), "hello\n");
}

#[test]
fn rm_removes_a_file() {
    let Some(tool) = Mpremote::start("rm") else { return };
    tool.prints(&["exec", "open('a.txt', 'w').close()"]);
    tool.prints(&["fs", "rm", ":a.txt"]);
    assert_eq!(tool.prints(&["fs", "ls"]), "ls :\n");
}

#[test]
fn rm_of_what_is_not_there_fails() {
    let Some(tool) = Mpremote::start("rm-nothing") else { return };
    let ended = tool.ended(&["fs", "rm", ":nothing.txt"]);
    assert_eq!(ended.last_words(), "mpremote: rm: nothing.txt: No such file or directory.");
}

#[test]
fn repl_shows_the_answer_and_is_left_with_ctrl_x() {
    let Some(tool) = Mpremote::start("repl") else { return };
    let shown = tool.on_terminal(&[("Ctrl-x to exit", "\r6 * 7\r"), ("\r\n42\r\n>>> ", "\x18")], &["repl"]);
    assert!(shown.contains(">>> 6 * 7\r\n42\r\n>>> "), "{shown}");
}

#[test]
fn repl_is_left_with_ctrl_and_bracket() {
    let Some(tool) = Mpremote::start("repl-bracket") else { return };
    let steps = [("Ctrl-x to exit", "\rprint('a')\r"), ("\r\na\r\n>>> ", "\x1d")];
    assert!(tool.on_terminal(&steps, &["repl"]).contains("print('a')"));
}

#[test]
fn repl_passes_an_interrupt_on() {
    let Some(tool) = Mpremote::start("repl-interrupt") else { return };
    let steps = [
        ("Ctrl-x to exit", "\rwhile True: print('busy')\r\r"),
        ("busy\r\n", "\x03"),
        ("KeyboardInterrupt: \r\n>>> ", "\x18"),
    ];
    let shown = tool.on_terminal(&steps, &["repl"]);
    assert!(shown.contains("Traceback (most recent call last):"), "{shown}");
}
