//! A conversation with the firmware in QEMU, over its serial line: prompt, raw mode, interrupts, a timer, resets, and memory
//! that runs out.
//!
//! Needs `qemu-system-arm` and a core library for the board; says so, and passes, where one is missing, unless
//! `CONSTRICTOR_REQUIRE_BOARD` is set.

use std::process::Command;
use std::time::Duration;

use xtask::board::{Board, QEMU};

/// How long an answer may take.
const TIMEOUT: Duration = Duration::from_secs(60);

struct Line(Board);

impl Line {
    fn start() -> Option<Line> {
        if Command::new(QEMU).arg("--version").output().is_err() {
            return cannot_run(&format!("{QEMU} is not installed"));
        }
        let image = match xtask::firmware::build() {
            Ok(image) => image,
            Err(error) => {
                assert!(error.contains("no core library"), "{error}");
                return cannot_run(&error);
            }
        };
        Some(Line(Board::start(&image, &[]).expect("QEMU was there a moment ago")))
    }

    fn wait_for(&mut self, text: &str) -> String {
        self.0.wait_for(text, TIMEOUT).unwrap_or_else(|error| panic!("{error}"))
    }

    fn send(&mut self, text: &str) {
        self.0.send(text).expect("QEMU runs");
    }

    /// Types a line, and gives what comes of it.
    fn line(&mut self, text: &str) -> String {
        self.send(&format!("{text}\r"));
        self.wait_for("\r\n");
        let answer = self.wait_for(">>> ");
        answer.trim_end_matches(">>> ").replace("\r\n", "\n")
    }
}

/// What is missing fails a test where the board has to be tested.
fn cannot_run(reason: &str) -> Option<Line> {
    assert!(std::env::var_os("CONSTRICTOR_REQUIRE_BOARD").is_none(), "cannot be run: {reason}");
    eprintln!("not run: {reason}");
    None
}

#[test]
fn cr_and_lf_are_one_enter() {
    let Some(mut board) = Line::start() else { return };
    board.wait_for(">>> ");
    board.send("1 + 1\r\n2 + 2\r\n");
    assert_eq!(board.wait_for("4\r\n>>> "), "1 + 1\r\n2\r\n>>> 2 + 2\r\n4\r\n>>> ");
}

#[test]
fn directory_tells_sizes() {
    let Some(mut board) = Line::start() else { return };
    board.wait_for(">>> ");
    board.line("import os; file = open('a.txt', 'w'); _ = file.write('hello'); file.close()");
    assert_eq!(board.line("list(os.ilistdir())"), "[('a.txt', 32768, 0, 5)]\n");
}

#[test]
fn hardware() {
    let Some(mut board) = Line::start() else { return };
    board.wait_for(">>> ");
    // A light, by its pin and by its register.
    board.line("from machine import *; light = Pin('LED1', Pin.OUT, value=1)");
    assert_eq!(board.line("light.value(), mem32[0x40028000] & 2"), "(1, 2)\n");
    assert_eq!(board.line("light.toggle(); light()"), "0\n");
    assert!(board.line("Pin('BUTTON0', Pin.OUT)").contains("ValueError: a button is an input"));
    // A line that says nothing.
    board.line("line = UART(1, 9600, timeout=5)");
    assert_eq!(board.line("line.any(), line.read(3), line.readline()"), "(0, None, None)\n");
    assert_eq!(board.line("line.write(b'abc'); print('text', file=line)"), "3\n");
    // Another start of the machine, after a change that it forgets.
    board.send("soft_reset()\r");
    board.wait_for("soft reboot\r\nsample 0");
    board.wait_for(">>> ");
    assert!(board.line("light").contains("NameError"));
}

#[test]
fn conversation() {
    let Some(mut board) = Line::start() else { return };
    // The application runs, from flash.
    assert!(board.wait_for(">>> ").contains("sample 3: 20.49 C\r\njumps: [293650]\r\nMicroPython"));
    // The prompt.
    assert_eq!(board.line("1 + 1"), "2\n");
    board.send("for i in range(2):\rprint(i)\r\r\r\r");
    assert!(board.wait_for("\n0\r\n1\r\n>>> ").contains("...     print(i)"));
    // An interrupt.
    board.send("while True: pass\r\r");
    board.wait_for("... \r\n");
    board.send("\x03");
    board.wait_for("KeyboardInterrupt: \r\n>>> ");
    // A timer, whose function is called with the heap locked.
    board.line("import machine, time; calls = bytearray(1)");
    board.send("def count(t): calls[0] += 1\r\r");
    board.wait_for("... \r\n>>> ");
    board.line("timer = machine.Timer(0, period=5, callback=count); time.sleep_ms(100); timer.deinit()");
    assert_eq!(board.line("calls[0] > 5"), "True\n");
    board.send("def fail(t): [1] * len(calls)\r\r");
    board.wait_for("... \r\n>>> ");
    let failure = board.line("timer.init(period=5, callback=fail); time.sleep_ms(50)");
    assert!(
        failure.contains("in fail\nMemoryError: memory allocation failed, heap is locked\n"),
        "{failure}"
    );
    // Memory that runs out at run time, in the compiler, and on the stacks.
    assert!(board.line("[0] * 100000").contains("MemoryError: memory allocation failed, allocating"));
    assert!(board.line("exec('x=1;' * 20000)").contains("MemoryError"));
    assert!(board.line("exec('(' * 200)").contains("RuntimeError: maximum recursion depth exceeded"));
    assert_eq!(board.line("2 * 21"), "42\n");
    // Raw mode, with and without flow control.
    board.send("\x01");
    board.wait_for("raw REPL; CTRL-B to exit\r\n>");
    board.send("print(5)\x04");
    board.wait_for("OK5\r\n\x04\x04>");
    board.send("1/0\x04");
    board.wait_for("OK\x04Traceback (most recent call last):\r\n");
    board.wait_for("ZeroDivisionError: divide by zero\r\n\x04>");
    board.send("\x05A\x01");
    // 128 bytes at a time: what is not text makes no text of the answer.
    board.wait_for("R\x01");
    board.wait_for("\x01");
    board.send("print('pasted')\x04");
    board.wait_for("\x04pasted\r\n\x04\x04>");
    // Resets.
    board.send("\x04");
    board.wait_for("soft reboot\r\nraw REPL; CTRL-B to exit\r\n>");
    board.send("\x02");
    board.wait_for(">>> ");
    assert!(board.line("calls").contains("NameError"));
    board.send("\x04");
    board.wait_for("soft reboot\r\nsample 0");
    board.wait_for(">>> ");
}

/// Whether the board answers as ever, and has all its memory again.
fn is_well(line: &mut Line) -> bool {
    line.line("gc.mem_free() > 150000 and 6 * 7") == "42\n"
}

#[test]
fn what_takes_too_much_memory_is_an_exception_and_the_board_goes_on() {
    let Some(mut line) = Line::start() else { return };
    line.wait_for(">>> ");
    line.line("import gc");
    for (program, exception) in [
        ("exec('x = [1, 2, 3]\\n' * 6000)", "MemoryError"),
        ("exec('(' * 500)", "RuntimeError"),
        ("[0] * 10 ** 6", "MemoryError"),
        ("1 << 3000000", "MemoryError"),
        ("x = 1 << 300000; x = x * x * x * x * x", "MemoryError"),
        ("len(str(1 << 1000000))", "MemoryError"),
        ("open('/flash/big', 'w').write('x' * 400000)", "Error"),
    ] {
        let answer = line.line(program);
        assert!(answer.contains(exception), "{program}: {answer}");
        line.line("x = None; gc.collect()");
        assert!(is_well(&mut line), "after {program}");
    }
}
