//! `cargo xtask firmware mutate`: is there a script that the board does not get over?
//!
//! Whatever a script does, the board has to go on: it may answer with an exception, and Ctrl-C has to end what takes long. A
//! script that makes it begin again by itself, hang, or answer something else than before is a finding.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::board::{Board, Waited};
use crate::conformance::python_files;
use crate::mutants::minimise::minimise;
use crate::mutants::mutate::{Random, Source};
use crate::project_root;

/// Where scripts come from.
const FOLDERS: [&str; 3] = ["vm/tests/programs", "firmware/app", "xtask/src/firmware/scripts"];

/// What lets a script do to the board what it wants, so that nothing is known of it afterwards: access to registers, a reset on
/// purpose, and doing away with Ctrl-C.
const ALMIGHTY: [&[u8]; 5] = [b"mem8", b"mem16", b"mem32", b"reset", b"kbd_intr"];

/// Longer ones only take longer to send.
const LONGEST: usize = 16 << 10;

/// How long a script may take before it is interrupted.
const RUN: Duration = Duration::from_secs(2);

/// How often it is interrupted, since it may catch that, and the pause after each time.
const INTERRUPTS: usize = 12;
const PAUSE: Duration = Duration::from_secs(2);

/// How long the board may take for what is no work.
const ANSWER: Duration = Duration::from_secs(20);

/// How often a script may be run to make it smaller, and for how long.
const MINIMISE_BUDGET: usize = 300;
const MINIMISE_TIME: Duration = Duration::from_secs(120);

/// What the board says when raw mode begins.
const RAW: &str = "raw REPL; CTRL-B to exit\r\n>";

/// What the command line asks for.
struct Request {
    minutes: usize,
    count: usize,
    from: usize,
    seed: u64,
    print: bool,
}

/// What is wrong with a board after a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Finding {
    Reset,
    Hangs,
    WrongAnswer,
    Ended,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Finding::Reset => "the board fails and begins again",
            Finding::Hangs => "the board hangs, and Ctrl-C does not help",
            Finding::WrongAnswer => "the prompt does not answer, or something else",
            Finding::Ended => "QEMU ends: the processor is locked up",
        })
    }
}

/// How a script that the board gets over ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Ending {
    Completed,
    Raised,
    Exited,
    Interrupted,
}

impl fmt::Display for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Ending::Completed => "ran to the end",
            Ending::Raised => "ended with an exception",
            Ending::Exited => "asked for a soft reset",
            Ending::Interrupted => "took long, and were interrupted",
        })
    }
}

/// Runs the subcommand. The answer is whether the board gets over every script.
pub(super) fn main(args: &[String]) -> Result<bool, String> {
    let request = parse(args)?;
    let sources = sources()?;
    if request.print {
        print!("{}", String::from_utf8_lossy(&script(&sources, request.seed, request.from)));
        return Ok(true);
    }
    let mut lab = Lab { image: super::build()?, board: None };
    let start = Instant::now();
    let time = Duration::from_secs(60 * request.minutes as u64);
    let mut endings: BTreeMap<Ending, usize> = BTreeMap::new();
    let (mut number, mut skipped, mut findings) = (request.from, 0, 0);
    while start.elapsed() < time && number - request.from < request.count {
        let script = script(&sources, request.seed, number);
        number += 1;
        if is_almighty(&script) {
            skipped += 1;
            continue;
        }
        match lab.try_out(&script)? {
            Ok(ending) => *endings.entry(ending).or_default() += 1,
            Err((finding, shown)) => {
                findings += 1;
                println!("script {}, seed {}: {finding}", number - 1, request.seed);
                println!("--- the board, at last\n{}", tail(&shown));
                let small = lab.minimise(&script, finding)?;
                println!("--- script\n{}\n---", String::from_utf8_lossy(&small));
            }
        }
    }
    let run = number - request.from - skipped;
    println!("{run} scripts (seed {}), {:.0} s", request.seed, start.elapsed().as_secs_f64());
    for (ending, count) in endings {
        println!("{count:8}  {ending}");
    }
    println!("{findings:8}  were too much for the board");
    println!("{skipped:8}  were left out: they may do to the board what they want");
    Ok(findings == 0)
}

fn parse(args: &[String]) -> Result<Request, String> {
    let mut request = Request { minutes: 10, count: usize::MAX, from: 0, seed: 1, print: false };
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let mut number = || crate::number(arg, args.next());
        match arg.as_str() {
            "--minutes" => request.minutes = number()?,
            "--count" => request.count = number()?,
            "--from" => request.from = number()?,
            "--seed" => request.seed = number()? as u64,
            "--print" => request.print = true,
            option => return Err(format!("unknown option {option}")),
        }
    }
    Ok(request)
}

fn sources() -> Result<Vec<Source>, String> {
    let folders: Vec<PathBuf> = FOLDERS.iter().map(|folder| project_root().join(folder)).collect();
    let mut sources = Vec::new();
    for file in python_files(&folders)? {
        let text = fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        if text.len() <= LONGEST {
            sources.extend(Source::new(text));
        }
    }
    Ok(sources)
}

fn is_almighty(script: &[u8]) -> bool {
    ALMIGHTY.iter().any(|word| script.windows(word.len()).any(|window| window == *word))
}

/// Makes the script with a number.
fn script(sources: &[Source], seed: u64, number: usize) -> Vec<u8> {
    let mut random = Random::new(seed, number as u64);
    let source = &sources[random.below(sources.len())];
    let mut script = source.mutant(&mut random);
    if random.below(2) == 0 {
        exaggerate(&mut script, &mut random);
    }
    script.truncate(LONGEST);
    // To raw mode these are keys.
    for byte in &mut script {
        if matches!(byte, 1..=5) {
            *byte = b' ';
        }
    }
    script
}

/// Does to a script what no piece of another one can: it flips bits, repeats a piece many times, or makes a number large.
fn exaggerate(script: &mut Vec<u8>, random: &mut Random) {
    if script.is_empty() {
        return;
    }
    let at = random.below(script.len());
    match random.below(5) {
        0 => {
            for _ in 0..=random.below(3) {
                let at = random.below(script.len());
                script[at] ^= 1 << random.below(8);
            }
        }
        1 => {
            // Brackets and operators are what nests.
            let signs: Vec<usize> =
                (0..script.len()).filter(|&at| b"([{-~*.:,".contains(&script[at])).collect();
            if let Some(&at) = signs.get(random.below(signs.len().max(1))) {
                let times = [3, 20, 50, 200, 2000][random.below(5)];
                script.splice(at..at, std::iter::repeat_n(script[at], times));
            }
        }
        2 => {
            let end = (at + 1 + random.below(200)).min(script.len());
            let piece = script[at..end].repeat([2, 10, 60][random.below(3)]);
            script.splice(at..end, piece);
        }
        _ => {
            let ends: Vec<usize> = (1..=script.len())
                .filter(|&end| {
                    script[end - 1].is_ascii_digit()
                        && !script.get(end).is_some_and(u8::is_ascii_alphanumeric)
                })
                .collect();
            if let Some(&end) = ends.get(random.below(ends.len().max(1))) {
                let more: &[u8] = [
                    &b"0000"[..],
                    b"000000000",
                    b"999999999999999999999",
                    b" ** 9 ** 5",
                    b" << 99999",
                    b"e300",
                ][random.below(6)];
                script.splice(end..end, more.iter().copied());
            }
        }
    }
}

/// The last lines.
fn tail(shown: &[u8]) -> String {
    let shown = String::from_utf8_lossy(shown);
    let lines: Vec<&str> = shown.lines().collect();
    lines[lines.len().saturating_sub(12)..].join("\n")
}

/// A board for scripts, and another one when it has been spoilt.
struct Lab {
    image: PathBuf,
    board: Option<Board>,
}

/// What became of a script: how it ended, or what is wrong now and all that the board has said.
type Outcome = Result<Ending, (Finding, Vec<u8>)>;

impl Lab {
    /// Runs a script, and sees whether the board is well.
    fn try_out(&mut self, script: &[u8]) -> Result<Outcome, String> {
        let mut board = match self.board.take() {
            Some(board) => board,
            None => start(&self.image)?,
        };
        let mut shown = Vec::new();
        let outcome = attempt(&mut board, script, &mut shown);
        Ok(match outcome {
            Ok(ending) => {
                self.board = Some(board);
                Ok(ending)
            }
            Err(finding) => Err((finding, shown)),
        })
    }

    /// Makes a script smaller that leads to a finding.
    fn minimise(&mut self, script: &[u8], finding: Finding) -> Result<Vec<u8>, String> {
        let start = Instant::now();
        minimise(script, MINIMISE_BUDGET, |script| {
            if start.elapsed() > MINIMISE_TIME || is_almighty(script) {
                return Ok(false);
            }
            Ok(self.try_out(script)?.is_err_and(|(same, _)| same == finding))
        })
    }
}

/// A board in raw mode.
fn start(image: &Path) -> Result<Board, String> {
    let mut board = Board::start(image, &[])?;
    board.wait_for(">>> ", ANSWER)?;
    board.send("\x01")?;
    board.wait_for(RAW, ANSWER)?;
    Ok(board)
}

/// Runs a script in raw mode, asks the prompt for something, and makes the machine begin again.
fn attempt(board: &mut Board, script: &[u8], shown: &mut Vec<u8>) -> Result<Ending, Finding> {
    let mut ask = |keys: &[u8], texts: &[&str], timeout| -> Result<bool, Finding> {
        board.send(keys).map_err(|_| Finding::Ended)?;
        let start = shown.len();
        let waited = board.read_until(texts, timeout, shown);
        let has_failed = shown[start..].windows(6).any(|word| word == b"FATAL:");
        match waited {
            _ if has_failed => Err(Finding::Reset),
            Waited::Ended => Err(Finding::Ended),
            Waited::Came => Ok(true),
            Waited::TimedOut => Ok(false),
        }
    };
    let mut is_interrupted = false;
    if !ask(&[script, b"\x04"].concat(), &["\x04>", RAW], RUN)? {
        is_interrupted = true;
        let mut interrupts = 0..INTERRUPTS;
        if !interrupts.try_fold(false, |is_done, _| match is_done {
            true => Ok(true),
            false => ask(b"\x03", &["\x04>", RAW], PAUSE),
        })? {
            return Err(Finding::Hangs);
        }
    }
    // The prompt is one that a script can change; what it echoes is not. What the script has made is there until the machine
    // begins again, and may be all that there is memory for.
    for answers in [&["42\r\n", "MemoryError: "][..], &["42\r\n"]] {
        if !ask(b"\x026*7\r", &["6*7\r\n"], ANSWER)?
            || !ask(b"", answers, ANSWER)?
            || !ask(b"\x01", &[RAW], ANSWER)?
            || !ask(b"\x04", &["soft reboot\r\n"], ANSWER)?
            || !ask(b"", &[RAW], ANSWER)?
        {
            return Err(Finding::WrongAnswer);
        }
    }
    let has = |text: &[u8]| shown.windows(text.len()).any(|window| window == text);
    Ok(match () {
        () if is_interrupted => Ending::Interrupted,
        () if has(b"\x04Traceback") => Ending::Raised,
        () if shown.windows(11).filter(|window| *window == b"soft reboot").count() > 2 => Ending::Exited,
        () => Ending::Completed,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn same_number_is_the_same_script() {
        let sources = sources().expect("the scripts are part of the project");
        assert_eq!(script(&sources, 1, 7), script(&sources, 1, 7));
    }

    #[test]
    fn scripts_have_no_keys_of_raw_mode() {
        let sources = sources().expect("the scripts are part of the project");
        let has_keys = |number| script(&sources, 1, number).iter().any(|byte| matches!(byte, 1..=5));
        assert!(!(0..2000).any(has_keys));
    }

    #[test]
    fn numbers_are_made_large() {
        let exaggerated = (0..50).map(|number| {
            let mut script = b"x = 1".to_vec();
            exaggerate(&mut script, &mut Random::new(1, number));
            script
        });
        assert!(exaggerated.into_iter().any(|script| script == b"x = 1 ** 9 ** 5"));
    }

    #[test]
    fn resets_on_purpose_are_left_out() {
        assert!(is_almighty(b"import machine\nmachine.reset()\n"));
    }
}
