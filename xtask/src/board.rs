//! A board in QEMU, spoken to over its serial line.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// QEMU for the board's processor.
pub const QEMU: &str = "qemu-system-arm";

/// The board, and nothing but its serial line. MicroPython's own image for it calls its debugger, which has to be there.
pub const MACHINE: [&str; 7] = ["-M", "mps2-an385", "-display", "none", "-monitor", "none", "-semihosting"];

/// How much is sent at a time, and the pause after it: the board has to take it while it does other things.
const PIECE: usize = 64;
const PAUSE: Duration = Duration::from_millis(2);

/// A board that runs. It is switched off when it is dropped.
pub struct Board {
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
    /// Starts an image, with further options of QEMU.
    ///
    /// # Errors
    ///
    /// QEMU does not start.
    pub fn start(image: &Path, options: &[&str]) -> Result<Board, String> {
        let mut qemu = Command::new(QEMU);
        qemu.args(MACHINE).args(options);
        qemu.args(["-chardev", "stdio,id=line,signal=off", "-serial", "chardev:line", "-kernel"]).arg(image);
        let qemu = qemu.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut qemu =
            qemu.map_err(|error| format!("cannot run {QEMU} (Debian's package qemu-system-arm): {error}"))?;
        let (Some(input), Some(mut stdout)) = (qemu.stdin.take(), qemu.stdout.take()) else {
            return Err("QEMU has no serial line".into());
        };
        let (sender, output) = channel();
        thread::spawn(move || {
            let mut byte = [0];
            while stdout.read_exact(&mut byte).is_ok() && sender.send(byte[0]).is_ok() {}
        });
        Ok(Board { qemu, input, output })
    }

    /// Waits for a text, and gives all that came up to its end.
    ///
    /// # Errors
    ///
    /// It does not come in time; says what came.
    pub fn wait_for(&mut self, text: &str, timeout: Duration) -> Result<String, String> {
        let end = Instant::now() + timeout;
        let mut seen = Vec::new();
        while !seen.ends_with(text.as_bytes()) {
            let left = end.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(byte) => seen.push(byte),
                Err(_) => return Err(format!("no {text:?} in {:?}", String::from_utf8_lossy(&seen))),
            }
        }
        Ok(String::from_utf8_lossy(&seen).into_owned())
    }

    /// Sends a text, no faster than the board takes it.
    ///
    /// # Errors
    ///
    /// QEMU has ended.
    pub fn send(&mut self, text: &str) -> Result<(), String> {
        for piece in text.as_bytes().chunks(PIECE) {
            let sent = self.input.write_all(piece).and_then(|()| self.input.flush());
            sent.map_err(|error| format!("QEMU has ended: {error}"))?;
            thread::sleep(PAUSE);
        }
        Ok(())
    }

    /// Runs a program in raw mode, from the prompt, and gives what it prints (MicroPython, docs/reference/repl.rst). It is
    /// not asked for more: a program that exits makes the board begin again.
    ///
    /// # Errors
    ///
    /// The board does not answer in time, or the program fails: the last line of its traceback.
    pub fn run(&mut self, program: &str, timeout: Duration) -> Result<String, String> {
        self.send("\x01")?;
        self.wait_for("exit\r\n>", timeout)?;
        self.send(&format!("{program}\x04"))?;
        self.wait_for("OK", timeout)?;
        let printed = self.wait_for("\x04", timeout)?;
        let failure = self.wait_for("\x04", timeout)?;
        match failure.trim_end_matches('\x04').trim_end().lines().next_back() {
            Some(line) => Err(line.into()),
            None => Ok(printed.trim_end_matches('\x04').replace("\r\n", "\n")),
        }
    }
}
