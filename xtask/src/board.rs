//! A board in QEMU, spoken to over its serial line.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

/// QEMU for the board's processor.
pub const QEMU: &str = "qemu-system-arm";

/// The board, and nothing but its serial line. MicroPython's own image for it calls its debugger, which has to be there.
pub const MACHINE: [&str; 7] = ["-M", "mps2-an385", "-display", "none", "-monitor", "none", "-semihosting"];

/// How much is sent at a time, and the pause after it: the board has to take it while it does other things.
const PIECE: usize = 64;
const PAUSE: Duration = Duration::from_millis(2);

/// A process of QEMU. It is ended when this is dropped.
struct Qemu(Child);

impl Qemu {
    /// Starts an image, with further options.
    fn start(image: &Path, options: &[&str]) -> Result<Qemu, String> {
        let mut qemu = Command::new(QEMU);
        qemu.args(MACHINE)
            .args(options)
            .arg("-kernel")
            .arg(image)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let qemu = qemu.spawn();
        qemu.map(Qemu)
            .map_err(|error| format!("cannot run {QEMU} (Debian's package qemu-system-arm): {error}"))
    }
}

impl Drop for Qemu {
    fn drop(&mut self) {
        // It runs until it is told not to.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A board whose serial line is a pseudo-terminal, for programs that open one. It is switched off when it is dropped.
pub struct BoardOnPty {
    _qemu: Qemu,
    path: PathBuf,
}

impl BoardOnPty {
    /// Starts an image. What it says before something opens the terminal is lost.
    ///
    /// # Errors
    ///
    /// QEMU does not start, or does not say where the terminal is.
    pub fn start(image: &Path) -> Result<BoardOnPty, String> {
        let mut qemu = Qemu::start(image, &["-serial", "pty"])?;
        let mut line = String::new();
        if let Some(stdout) = qemu.0.stdout.take() {
            BufReader::new(stdout).read_line(&mut line).map_err(|error| format!("{QEMU}: {error}"))?;
        }
        let path = line.split_once(" redirected to ").and_then(|(_, rest)| rest.split_whitespace().next());
        match path {
            Some(path) => Ok(BoardOnPty { path: path.into(), _qemu: qemu }),
            None => Err(format!("{QEMU} does not say where its terminal is: {line:?}")),
        }
    }

    /// The terminal.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// How waiting for a text ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waited {
    /// It came.
    Came,
    /// It did not come in time.
    TimedOut,
    /// QEMU has ended.
    Ended,
}

/// A board that runs. It is switched off when it is dropped.
pub struct Board {
    _qemu: Qemu,
    input: ChildStdin,
    output: Receiver<u8>,
}

impl Board {
    /// Starts an image, with further options of QEMU.
    ///
    /// # Errors
    ///
    /// QEMU does not start.
    pub fn start(image: &Path, options: &[&str]) -> Result<Board, String> {
        let line = ["-chardev", "stdio,id=line,signal=off", "-serial", "chardev:line"];
        let mut qemu = Qemu::start(image, &[options, &line].concat())?;
        let (Some(input), Some(mut stdout)) = (qemu.0.stdin.take(), qemu.0.stdout.take()) else {
            return Err("QEMU has no serial line".into());
        };
        let (sender, output) = channel();
        thread::spawn(move || {
            let mut byte = [0];
            while stdout.read_exact(&mut byte).is_ok() && sender.send(byte[0]).is_ok() {}
        });
        Ok(Board { _qemu: qemu, input, output })
    }

    /// Waits for a text, and gives all that came up to its end.
    ///
    /// # Errors
    ///
    /// It does not come in time; says what came.
    pub fn wait_for(&mut self, text: &str, timeout: Duration) -> Result<String, String> {
        let mut seen = Vec::new();
        match self.read_until(&[text], timeout, &mut seen) {
            Waited::Came => Ok(String::from_utf8_lossy(&seen).into_owned()),
            Waited::TimedOut | Waited::Ended => {
                Err(format!("no {text:?} in {:?}", String::from_utf8_lossy(&seen)))
            }
        }
    }

    /// Waits for one of several texts, and adds all that comes up to its end.
    pub fn read_until(&mut self, texts: &[&str], timeout: Duration, seen: &mut Vec<u8>) -> Waited {
        let (start, end) = (seen.len(), Instant::now() + timeout);
        while !texts.iter().any(|text| seen[start..].ends_with(text.as_bytes())) {
            let left = end.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(byte) => seen.push(byte),
                Err(RecvTimeoutError::Timeout) => return Waited::TimedOut,
                Err(RecvTimeoutError::Disconnected) => return Waited::Ended,
            }
        }
        Waited::Came
    }

    /// Sends a text, no faster than the board takes it.
    ///
    /// # Errors
    ///
    /// QEMU has ended.
    pub fn send(&mut self, text: impl AsRef<[u8]>) -> Result<(), String> {
        for piece in text.as_ref().chunks(PIECE) {
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
        self.send(format!("{program}\x04"))?;
        self.wait_for("OK", timeout)?;
        let printed = self.wait_for("\x04", timeout)?;
        let failure = self.wait_for("\x04", timeout)?;
        match failure.trim_end_matches('\x04').trim_end().lines().next_back() {
            Some(line) => Err(line.into()),
            None => Ok(printed.trim_end_matches('\x04').replace("\r\n", "\n")),
        }
    }
}
