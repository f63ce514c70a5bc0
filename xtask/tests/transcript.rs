//! The conversation with the board that the README shows is one that can be had: what it types is typed, and the board has to
//! answer as shown.
//!
//! Needs `qemu-system-arm` and a core library for the board; says so, and passes, where one is missing, unless
//! `CONSTRICTOR_REQUIRE_BOARD` is set.

use std::fs;
use std::process::Command;
use std::time::Duration;

use xtask::board::{Board, QEMU};
use xtask::{firmware, project_root};

/// How long an answer may take.
const TIMEOUT: Duration = Duration::from_secs(60);

/// How the transcript begins.
const START: &str = "Ctrl-] x ends QEMU\n";

/// What is missing fails a test where the board has to be tested.
fn cannot_run(reason: &str) {
    assert!(std::env::var_os("CONSTRICTOR_REQUIRE_BOARD").is_none(), "cannot be run: {reason}");
    eprintln!("not run: {reason}");
}

/// The transcript, in pieces that begin at a prompt.
fn transcript() -> Vec<String> {
    let readme = fs::read_to_string(project_root().join("README.md")).expect("the project has a README");
    let (_, text) = readme.split_once(START).expect("it shows a transcript");
    let (text, _) = text.split_once("```").expect("which ends");
    let mut pieces = vec![String::new()];
    for line in text.lines() {
        if line.starts_with(">>>") || line.starts_with("...") {
            pieces.push(String::new());
        }
        let piece = pieces.last_mut().expect("there is one from the beginning on");
        *piece += line.trim_end();
        piece.push('\n');
    }
    pieces
}

/// Without the numbers of memory, which differ from build to build.
fn comparable(text: &str) -> String {
    let is_memory =
        |line: &str| ["mem:", "stack:", "GC:", " No."].iter().any(|start| line.starts_with(start));
    let lines = text.lines().map(|line| match is_memory(line) {
        true => line.chars().map(|char| if char.is_ascii_digit() { '0' } else { char }).collect(),
        false => line.trim_end().to_owned(),
    });
    // A number of any length is one.
    let shorten = |line: String| line.replace("00", "0").replace("00", "0").replace("00", "0");
    lines.map(shorten).collect::<Vec<_>>().join("\n")
}

#[test]
fn readme_shows_what_the_board_says() {
    if Command::new(QEMU).arg("--version").output().is_err() {
        return cannot_run(&format!("{QEMU} is not installed"));
    }
    let image = match firmware::build() {
        Ok(image) => image,
        Err(error) => {
            assert!(error.contains("no core library"), "{error}");
            return cannot_run(&error);
        }
    };
    let mut board = Board::start(&image, &[]).expect("QEMU was there a moment ago");
    let pieces = transcript();
    assert!(pieces.len() > 5, "{pieces:?}");
    let mut said = String::new();
    let mut prompt = ">>> ";
    for (at, piece) in pieces.iter().enumerate() {
        if at > 0 {
            // The prompt indents by itself.
            let typed = piece.lines().next().unwrap_or_default()[3..].trim();
            board.send(format!("{typed}\r")).expect("QEMU runs");
            if piece.contains("KeyboardInterrupt") {
                // What it prints first says that it runs.
                let printed = piece.lines().nth(1).unwrap_or_default();
                said += &board.wait_for(&format!("{printed}\r\n"), TIMEOUT).expect("it is printed");
                board.send("\x03").expect("QEMU runs");
            }
        }
        prompt = if pieces.get(at + 1).is_some_and(|next| next.starts_with("...")) { "... " } else { ">>> " };
        said += &board.wait_for(prompt, TIMEOUT).unwrap_or_else(|error| panic!("after {piece:?}: {error}"));
    }
    let said = said.strip_suffix(prompt).unwrap_or(&said).replace("\r\n", "\n");
    assert_eq!(comparable(&said), comparable(&pieces.concat()));
}
