//! What is asked of processes: what they write, and how much memory they took.

use std::fs;
use std::io::Read;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Instant;

/// Reads a pipe on another thread, to its end or until so many bytes are read, and closes it.
pub fn collect(pipe: Option<impl Read + Send + 'static>, limit: u64) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(pipe) = pipe {
            // What was read before an error is still worth showing.
            let _ = pipe.take(limit).read_to_end(&mut bytes);
        }
        let _ = sender.send(bytes);
    });
    receiver
}

/// What was read from a pipe, if its end comes in time.
pub fn receive(from: &Receiver<Vec<u8>>, deadline: Instant) -> Option<Vec<u8>> {
    match from.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
        Ok(bytes) => Some(bytes),
        Err(RecvTimeoutError::Timeout) => None,
        Err(RecvTimeoutError::Disconnected) => Some(Vec::new()),
    }
}

/// The most memory that a process took so far, in bytes.
pub fn peak_memory(process: u32) -> Result<u64, String> {
    let status = fs::read_to_string(format!("/proc/{process}/status"));
    let status = status.map_err(|_| "this system does not tell how much memory a process took".to_owned())?;
    high_water(&status).ok_or_else(|| "the process ended before it was asked".into())
}

/// The peak in bytes, from what Linux tells of a process (proc_pid_status(5)).
fn high_water(status: &str) -> Option<u64> {
    let kilobytes = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(kilobytes.trim().strip_suffix(" kB")?.parse::<u64>().ok()? * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn high_water_mark_is_in_kilobytes() {
        assert_eq!(high_water("VmPeak:\t    9000 kB\nVmHWM:\t    1824 kB\n"), Some(1824 * 1024));
    }

    #[test]
    fn processes_that_have_ended_have_no_memory() {
        assert_eq!(high_water("Name:\tconstrictor\nState:\tZ (zombie)\n"), None);
    }
}
