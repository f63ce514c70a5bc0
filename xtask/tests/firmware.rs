//! A conversation with the firmware in QEMU, over its serial line: prompt, raw mode, interrupts, a timer, resets, and memory
//! that runs out.
//!
//! Needs `qemu-system-arm` and a core library for the board; says so, and passes, where one is missing.

use std::io::{Read, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// How long an answer may take.
const TIMEOUT: Duration = Duration::from_secs(60);

struct Board {
    qemu: Child,
    input: ChildStdin,
    output: Receiver<u8>,
}

impl Drop for Board {
    fn drop(&mut self) {
        // It runs until it is told not to.
        let _ = self.qemu.kill();
        let _ = self.qemu.wait();
    }
}

impl Board {
    fn start() -> Option<Board> {
        if Command::new("qemu-system-arm").arg("--version").output().is_err() {
            eprintln!("not run: qemu-system-arm is not installed");
            return None;
        }
        let image = match xtask::firmware::build() {
            Ok(image) => image,
            Err(error) => {
                assert!(error.contains("no core library"), "{error}");
                eprintln!("not run: {error}");
                return None;
            }
        };
        let mut qemu = Command::new("qemu-system-arm")
            .args(["-M", "mps2-an385", "-display", "none", "-monitor", "none"])
            .args(["-chardev", "stdio,id=line,signal=off", "-serial", "chardev:line", "-kernel"])
            .arg(image)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("QEMU was there a moment ago");
        let (sender, output) = channel();
        let mut stdout = qemu.stdout.take().expect("it is piped");
        std::thread::spawn(move || {
            let mut byte = [0];
            while stdout.read_exact(&mut byte).is_ok() && sender.send(byte[0]).is_ok() {}
        });
        let input = qemu.stdin.take().expect("it is piped");
        Some(Board { qemu, input, output })
    }

    /// Waits for a text, and gives all that came up to its end.
    fn wait_for(&mut self, text: &str) -> String {
        let end = Instant::now() + TIMEOUT;
        let mut seen = Vec::new();
        while !seen.ends_with(text.as_bytes()) {
            let left = end.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(byte) => seen.push(byte),
                Err(_) => panic!("no {text:?} in {:?}", String::from_utf8_lossy(&seen)),
            }
        }
        String::from_utf8_lossy(&seen).into_owned()
    }

    fn send(&mut self, text: &str) {
        self.input.write_all(text.as_bytes()).and_then(|()| self.input.flush()).expect("QEMU runs");
    }

    /// Types a line, and gives what comes of it.
    fn line(&mut self, text: &str) -> String {
        self.send(&format!("{text}\r"));
        self.wait_for("\r\n");
        let answer = self.wait_for(">>> ");
        answer.trim_end_matches(">>> ").replace("\r\n", "\n")
    }
}

#[test]
fn conversation() {
    let Some(mut board) = Board::start() else { return };
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
