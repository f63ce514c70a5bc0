//! `constrictor run`: its command line, its exit codes, and what a program sees of the outside.

mod common;

use common::{Run, Sandbox};
use std::process::{Output, Stdio};

fn sandbox() -> Sandbox {
    Sandbox::new(&[
        ("argv.py", "import sys\nprint(sys.argv)\n"),
        ("name.py", "print(__name__)\n"),
        ("fail.py", "def f():\n    1 / 0\n\nprint('before')\nf()\n"),
        ("package/__init__.py", "print('package', __name__)\n"),
        ("package/__main__.py", "from . import part\nprint('main', __name__)\n"),
        ("package/part.py", "print('part', __name__)\n"),
        ("lib/helper.py", "print('helper')\n"),
    ])
}

/// Runs `constrictor run` with these arguments.
fn output(args: &[&str]) -> Output {
    let sandbox = sandbox();
    let mut command = sandbox.command();
    command.arg("run").args(args).stdin(Stdio::null()).env_remove("MICROPYPATH").env_remove("MICROPYINSPECT");
    command.output().expect("the command starts")
}

fn stdout(args: &[&str]) -> String {
    text(&output(args).stdout)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// What a command prints that is given as text.
fn printed(command: &str) -> String {
    stdout(&["-c", command])
}

fn code(args: &[&str]) -> i32 {
    output(args).status.code().expect("it ends by itself")
}

/// The exit code of a command that is given as text.
fn code_of(command: &str) -> i32 {
    code(&["-c", command])
}

fn piped(source: &str) -> Output {
    let sandbox = sandbox();
    let Run(output) = sandbox.run_with_input(&["run"], source.as_bytes());
    output
}

#[test]
fn program_that_ends_has_code_0() {
    assert_eq!(code_of("pass"), 0);
}

#[test]
fn exit_code_is_that_of_sys_exit() {
    assert_eq!(code_of("import sys; sys.exit(7)"), 7);
}

#[test]
fn exit_code_has_8_bits() {
    assert_eq!(code_of("import sys; sys.exit(-1)"), 255);
}

#[test]
fn exit_code_of_a_large_int_is_its_low_byte() {
    assert_eq!(code_of("import sys; sys.exit(2 ** 70 + 3)"), 3);
}

#[test]
fn exit_without_argument_has_code_0() {
    assert_eq!(code_of("raise SystemExit"), 0);
}

#[test]
fn exit_with_a_message_has_code_1() {
    assert_eq!(code_of("import sys; sys.exit('bad')"), 1);
}

#[test]
fn message_of_an_exit_goes_to_standard_error() {
    assert_eq!(text(&output(&["-c", "import sys; sys.exit('bad')"]).stderr), "bad\n");
}

#[test]
#[cfg(target_os = "linux")]
fn commands_of_a_program_have_the_usual_stack() {
    let usual = std::process::Command::new("sh").args(["-c", "ulimit -S -s"]).output().unwrap();
    assert_eq!(stdout(&["-c", "import os; os.system('ulimit -S -s')"]), text(&usual.stdout));
}

#[test]
fn status_of_a_command_is_that_of_c() {
    assert_eq!(stdout(&["-c", "import os; print(os.system('exit 3') >> 8)"]), "3\n");
}

#[test]
fn uncaught_exception_has_code_1() {
    assert_eq!(code(&["fail.py"]), 1);
}

#[test]
fn uncaught_exception_is_shown_after_the_output() {
    let expected = "before\nTraceback (most recent call last):\n  File \"fail.py\", line 5, in <module>\n  \
                    File \"fail.py\", line 2, in f\nZeroDivisionError: divide by zero\n";
    assert_eq!(stdout(&["fail.py"]), expected);
}

#[test]
fn uncaught_exception_of_piped_source_goes_to_standard_error() {
    let expected = "Traceback (most recent call last):\n  File \"<stdin>\", line 1, in <module>\n\
                    NameError: name 'x' isn't defined\n";
    assert_eq!(text(&piped("x\n").stderr), expected);
}

#[test]
fn interrupt_that_is_not_caught_has_code_130() {
    assert_eq!(code_of("raise KeyboardInterrupt"), 130);
}

#[test]
fn missing_file_has_code_2() {
    assert_eq!(code(&["none.py"]), 2);
}

#[test]
fn missing_file_is_named() {
    let expected = "constrictor: can't open file 'none.py': [Errno 2] No such file or directory\n";
    assert_eq!(text(&output(&["none.py"]).stderr), expected);
}

#[test]
fn directory_is_no_program() {
    assert_eq!(stdout(&["lib"]), "OSError: [Errno 21] EISDIR\n");
}

#[test]
fn error_found_while_compiling_names_its_function() {
    let expected = "Traceback (most recent call last):\n  File \"<stdin>\", line 3, in g\n\
                    SyntaxError: no binding for nonlocal found\n";
    assert_eq!(printed("def f():\n    def g():\n        nonlocal x\n"), expected);
}

#[test]
fn syntax_error_is_shown_with_its_line() {
    let expected =
        "Traceback (most recent call last):\n  File \"<stdin>\", line 2\nSyntaxError: invalid syntax\n";
    assert_eq!(printed("print(1)\nx = = 2"), expected);
}

#[test]
fn arguments_of_a_file_begin_with_it() {
    assert_eq!(stdout(&["argv.py", "-h", "b c"]), "['argv.py', '-h', 'b c']\n");
}

#[test]
fn arguments_of_a_command_begin_with_c() {
    assert_eq!(stdout(&["-c", "import sys; print(sys.argv)", "x"]), "['-c', 'x']\n");
}

#[test]
fn arguments_of_a_module_begin_with_its_name() {
    assert_eq!(stdout(&["-m", "argv", "x"]), "['argv', 'x']\n");
}

#[test]
fn piped_source_has_no_arguments() {
    assert_eq!(text(&piped("import sys\nprint(sys.argv)\n").stdout), "[]\n");
}

#[test]
fn dash_is_standard_input() {
    let Run(output) = sandbox().run_with_input(&["run", "-", "x"], b"import sys\nprint(sys.argv)\n");
    assert_eq!(text(&output.stdout), "['-', 'x']\n");
}

#[test]
fn module_is_the_main_one() {
    assert_eq!(stdout(&["-m", "name"]), "__main__\n");
}

#[test]
fn package_runs_its_main_module() {
    assert_eq!(stdout(&["-m", "package"]), "package package\npart package.part\nmain __main__\n");
}

#[test]
fn module_that_is_not_there_is_an_import_error() {
    assert_eq!(text(&output(&["-m", "none"]).stderr), "ImportError: no module named 'none'\n");
}

#[test]
fn compiled_module_runs() {
    let sandbox = sandbox();
    sandbox.run(&["argv.py", "-o", "compiled.mpy", "-msmall-int-bits=63"]).succeeds();
    assert_eq!(text(&sandbox.run(&["run", "compiled.mpy"]).succeeds().stdout), "['compiled.mpy']\n");
}

#[test]
fn damaged_module_is_an_exception() {
    let sandbox = Sandbox::new(&[("bad.mpy", "M\u{6}\0?????????")]);
    let Run(output) = sandbox.run(&["run", "bad.mpy"]);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn file_is_known_to_the_program() {
    let sandbox = Sandbox::new(&[("a/b.py", "print(__file__)\n")]);
    assert_eq!(text(&sandbox.run(&["run", "a/b.py"]).succeeds().stdout), "a/b.py\n");
}

#[test]
fn directory_of_the_program_is_searched_first() {
    let sandbox = Sandbox::new(&[("a/b.py", "import c\n"), ("a/c.py", "print('c')\n")]);
    assert_eq!(text(&sandbox.run(&["run", "a/b.py"]).succeeds().stdout), "c\n");
}

#[test]
fn micropypath_is_searched() {
    let sandbox = sandbox();
    let output = sandbox.command().args(["run", "-c", "import helper"]).env("MICROPYPATH", "lib").output();
    assert_eq!(text(&output.expect("the command starts").stdout), "helper\n");
}

#[test]
fn micropypath_is_split_at_colons() {
    let sandbox = sandbox();
    let mut command = sandbox.command();
    command
        .args(["run", "-c", "import sys; print(sys.path)"])
        .env("MICROPYPATH", ":/a:~/b")
        .env("HOME", "/home/me");
    let output = command.output().expect("the command starts");
    assert_eq!(text(&output.stdout), "['', '/a', '/home/me/b']\n");
}

#[test]
fn asserts_are_checked_at_level_0() {
    assert_eq!(code(&["-c", "assert False"]), 1);
}

#[test]
fn asserts_are_not_checked_at_level_1() {
    assert_eq!(code(&["-O", "-c", "assert False"]), 0);
}

#[test]
fn debug_is_false_at_level_1() {
    assert_eq!(stdout(&["-O1", "-c", "print(__debug__)"]), "False\n");
}

#[test]
fn level_is_known_to_the_program() {
    assert_eq!(stdout(&["-OO", "-c", "import micropython; print(micropython.opt_level())"]), "2\n");
}

#[test]
fn level_3_has_no_lines() {
    assert!(stdout(&["-O3", "-c", "\n\n1/0"]).contains("line 1, in <module>"));
}

#[test]
fn more_than_the_heap_is_a_memory_error() {
    assert!(stdout(&["-X", "heapsize=64k", "-c", "x = bytearray(100000)"]).contains("MemoryError"));
}

#[test]
fn larger_heap_has_room_for_more() {
    assert_eq!(code(&["-X", "heapsize=8m", "-c", "x = bytearray(4000000)"]), 0);
}

#[test]
fn heap_that_is_too_small_is_refused() {
    assert_eq!(code(&["-X", "heapsize=700", "-c", "pass"]), 1);
}

#[test]
fn compile_only_runs_nothing() {
    assert_eq!(stdout(&["-X", "compile-only", "-c", "print(1)"]), "");
}

#[test]
fn compile_only_finds_mistakes() {
    assert_eq!(code(&["-X", "compile-only", "-c", "1 +"]), 1);
}

#[test]
fn function_for_the_exit_is_called() {
    let source = "import sys\nsys.atexit(lambda: print('bye'))\nsys.exit(3)";
    assert_eq!((printed(source).as_str(), code_of(source)), ("bye\n", 3));
}

#[test]
fn endless_recursion_is_a_runtime_error() {
    assert!(printed("def f(): f()\nf()").ends_with("RuntimeError: maximum recursion depth exceeded\n"));
}

#[test]
fn endless_recursion_through_native_code_is_a_runtime_error() {
    let source = "def f(x): return sorted([1, 2], key=f)\nf(1)";
    assert!(printed(source).ends_with("RuntimeError: maximum recursion depth exceeded\n"));
}

#[test]
fn output_is_in_order_across_both_streams() {
    let source = "import sys\nsys.stdout.write('a')\nsys.stderr.write('b')\nsys.stdout.write('c')\n";
    let sandbox = Sandbox::new(&[("a.py", source)]);
    let log = std::fs::File::create(sandbox.path("log")).expect("files can be made");
    let both = log.try_clone().expect("files can be shared");
    let status = sandbox.command().args(["run", "a.py"]).stdout(log).stderr(both).status();
    assert!(status.expect("the command starts").success());
    assert_eq!(sandbox.read("log"), b"abc");
}

#[test]
fn program_reads_standard_input() {
    let sandbox = Sandbox::new(&[("a.py", "print(input() + input())\n")]);
    let Run(output) = sandbox.run_with_input(&["run", "a.py"], b"one\ntwo\n");
    assert_eq!(text(&output.stdout), "onetwo\n");
}

#[test]
fn program_reads_and_writes_files() {
    let source = "f = open('x', 'w')\nf.write('text')\nf.close()\nprint(open('x').read())\n";
    let sandbox = Sandbox::new(&[("a.py", source)]);
    assert_eq!(text(&sandbox.run(&["run", "a.py"]).succeeds().stdout), "text\n");
}

#[test]
fn prompt_follows_the_program_if_asked_for() {
    let Run(output) = sandbox().run_with_input(&["run", "-i", "-c", "x = 5"], b"x + 1\n");
    assert!(text(&output.stdout).ends_with(">>> x + 1\n6\n>>> \n"), "{}", text(&output.stdout));
}

#[test]
fn sys_exit_ends_the_prompt() {
    let Run(output) = sandbox().run_with_input(&["run", "-i", "-c", ""], b"import sys\nsys.exit(4)\n1/0\n");
    assert_eq!(output.status.code(), Some(4));
}

#[test]
fn prompt_goes_on_after_an_exception() {
    let Run(output) = sandbox().run_with_input(&["run", "-i", "-c", ""], b"1/0\n'still here'\n");
    assert!(text(&output.stdout).contains("\n'still here'\n"));
}

#[test]
fn help_tells_about_options() {
    assert!(stdout(&["--help"]).contains("-X heapsize="));
}

#[test]
fn unknown_option_is_refused() {
    let output = output(&["-q"]);
    assert_eq!((output.status.code(), output.stdout), (Some(1), Vec::new()));
}

/// Ctrl-C, as the terminal sends it.
#[cfg(unix)]
mod interrupt {
    use super::*;
    use rustix::process::{Pid, Signal, kill_process};
    use std::io::{BufRead, BufReader, Read};
    use std::process::Child;

    /// Starts a program that prints `ready`, and interrupts it then.
    fn interrupted(source: &str) -> Output {
        let sandbox = Sandbox::new(&[("a.py", source)]);
        let mut command = sandbox.command();
        command.args(["run", "a.py"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the command starts");
        // Held open, so that reading from it waits.
        let stdin = child.stdin.take();
        let mut stdout = BufReader::new(child.stdout.take().expect("standard output is a pipe"));
        let mut line = String::new();
        stdout.read_line(&mut line).expect("it writes");
        assert_eq!(line, "ready\n");
        interrupt(&child);
        let mut rest = Vec::new();
        stdout.read_to_end(&mut rest).expect("it writes");
        let mut output = child.wait_with_output().expect("it ends");
        output.stdout = rest;
        drop(stdin);
        output
    }

    fn interrupt(child: &Child) {
        // What flushed the line is still running.
        std::thread::sleep(std::time::Duration::from_millis(50));
        kill_process(Pid::from_child(child), Signal::INT).expect("it is running");
    }

    #[test]
    fn busy_loop_ends_with_a_traceback() {
        let output = interrupted("print('ready')\nwhile True:\n    pass\n");
        assert!(
            text(&output.stdout).starts_with("Traceback (most recent call last):\n  File \"a.py\", line ")
        );
        assert!(text(&output.stdout).ends_with("KeyboardInterrupt: \n"));
        assert_eq!(output.status.code(), Some(130));
    }

    #[test]
    fn sleep_is_cut_short() {
        let output = interrupted("import time\nprint('ready')\ntime.sleep(100)\n");
        assert!(text(&output.stdout).ends_with("line 3, in <module>\nKeyboardInterrupt: \n"));
    }

    #[test]
    fn waiting_for_input_is_cut_short() {
        let output = interrupted("print('ready')\ninput()\n");
        assert!(text(&output.stdout).ends_with("line 2, in <module>\nKeyboardInterrupt: \n"));
    }

    #[test]
    fn program_can_catch_it() {
        let source = "import time\nprint('ready')\ntry:\n    time.sleep(100)\nexcept KeyboardInterrupt:\n    print('caught')\n";
        let output = interrupted(source);
        assert_eq!((text(&output.stdout).as_str(), output.status.code()), ("caught\n", Some(0)));
    }
}
