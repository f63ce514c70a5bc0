//! `cargo xtask conformance`: is what this compiler makes of real files what mpy-cross makes of them?

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt;
use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use constrictor::bytecode::disassemble::disassemble;
use constrictor::bytecode::read::read;
use constrictor::bytecode::write::write;
use constrictor::{Diagnostic, ErrorKind, Options};

use crate::reference::{self, Outcome};
use crate::side_by_side::side_by_side;

/// The stack of a thread that compiles, and the nesting that fits into it; the same as the command's.
const STACK_SIZE: usize = 256 << 20;
/// See [`STACK_SIZE`].
const MAX_NESTING: u32 = 20_000;

/// What the command line asks for.
struct Request {
    paths: Vec<PathBuf>,
    levels: Vec<u8>,
    jobs: usize,
    show: usize,
    list: bool,
    messages: bool,
    trace: bool,
}

/// Runs the subcommand. The answer is whether everything agrees.
pub fn main(args: &[String]) -> Result<bool, String> {
    let request = parse(args)?;
    let mpy_cross = reference::mpy_cross()?;
    let files = python_files(&request.paths)?;
    let start = Instant::now();
    let cases = compare_all(&mpy_cross, &files, &request)?;
    print!("{}", Summary { files: files.len(), cases: &cases, list: request.list });
    println!("{:.1} s", start.elapsed().as_secs_f64());
    show_differences(&mpy_cross, &cases, &request)?;
    Ok(cases.iter().all(|case| case.verdict.agrees()))
}

fn parse(args: &[String]) -> Result<Request, String> {
    let mut request = Request {
        paths: Vec::new(),
        levels: vec![0, 1, 2, 3],
        jobs: 2,
        show: 3,
        list: false,
        messages: false,
        trace: false,
    };
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let mut number = || crate::number(arg, args.next());
        match arg.as_str() {
            "--jobs" => request.jobs = number()?.max(1),
            "--show" => request.show = number()?,
            "--list" => request.list = true,
            "--messages" => request.messages = true,
            "--trace" => request.trace = true,
            "--levels" => {
                let digits = args.next().ok_or("--levels needs a value")?;
                let levels = digits.chars().map(|digit| digit.to_digit(10).map(|level| level as u8));
                request.levels = levels.collect::<Option<_>>().ok_or("--levels takes digits, such as 03")?;
            }
            option if option.starts_with("--") => return Err(format!("unknown option {option}")),
            path => request.paths.push(path.into()),
        }
    }
    if request.paths.is_empty() {
        return Err("conformance needs at least one directory or file".into());
    }
    Ok(request)
}

/// All `.py` files in and below `paths`, sorted. Each directory is visited once, whatever links lead to it.
pub fn python_files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, String> {
    let mut files = BTreeSet::new();
    let mut visited = HashSet::new();
    let mut pending = paths.to_vec();
    while let Some(path) = pending.pop() {
        let message = |error| format!("{}: {error}", path.display());
        let Ok(metadata) = fs::metadata(&path) else {
            if paths.contains(&path) {
                return Err(format!("{}: no such file or directory", path.display()));
            }
            // A link that leads nowhere.
            continue;
        };
        if !metadata.is_dir() {
            if metadata.is_file()
                && (path.extension().is_some_and(|extension| extension == "py") || paths.contains(&path))
            {
                files.insert(path);
            }
        } else if visited.insert(fs::canonicalize(&path).map_err(message)?) {
            let mut entries: Vec<PathBuf> =
                fs::read_dir(&path).map_err(message)?.flatten().map(|entry| entry.path()).collect();
            // Taken from the end: of a directory reached twice the first name counts.
            entries.sort_by(|a, b| b.cmp(a));
            pending.extend(entries);
        }
    }
    Ok(files.into_iter().collect())
}

/// How the two compilers compare on one file at one level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The same bytes.
    SameBytes,
    /// Both refuse, and where the reference names a line, at that line.
    SameRefusal {
        /// Whether the messages are the same, too.
        same_message: bool,
    },
    /// Both compile, to different bytes.
    OtherBytes,
    /// Both refuse, at different lines.
    OtherLine,
    /// Only the reference refuses.
    OnlyReferenceRefuses,
    /// Only this compiler refuses.
    OnlyOursRefuses,
    /// This compiler panics.
    OursPanics,
    /// The reference gives no answer about the source.
    ReferenceGaveOut,
    /// This compiler refuses text that is not UTF-8.
    NotUtf8,
}

impl Verdict {
    /// Every verdict, in the order of the summary.
    const ALL: [Verdict; 10] = [
        Verdict::SameBytes,
        Verdict::SameRefusal { same_message: true },
        Verdict::SameRefusal { same_message: false },
        Verdict::OtherBytes,
        Verdict::OtherLine,
        Verdict::OnlyReferenceRefuses,
        Verdict::OnlyOursRefuses,
        Verdict::OursPanics,
        Verdict::ReferenceGaveOut,
        Verdict::NotUtf8,
    ];

    /// Whether the compilers agree, as far as they can.
    pub fn agrees(&self) -> bool {
        matches!(
            self,
            Verdict::SameBytes | Verdict::SameRefusal { .. } | Verdict::ReferenceGaveOut | Verdict::NotUtf8
        )
    }

    /// The verdict in words.
    pub fn title(&self) -> &'static str {
        match self {
            Verdict::SameBytes => "same bytes",
            Verdict::SameRefusal { same_message: true } => "both refuse at the same line, same message",
            Verdict::SameRefusal { same_message: false } => "both refuse at the same line, other message",
            Verdict::OtherBytes => "DIFFERENT BYTES",
            Verdict::OtherLine => "BOTH REFUSE AT DIFFERENT LINES",
            Verdict::OnlyReferenceRefuses => "ONLY THE REFERENCE REFUSES",
            Verdict::OnlyOursRefuses => "ONLY OURS REFUSES",
            Verdict::OursPanics => "OURS PANICS",
            Verdict::ReferenceGaveOut => "reference crashed or ran out of memory, stack or time",
            Verdict::NotUtf8 => "not UTF-8: refused by design",
        }
    }
}

/// One file at one level.
pub struct Case {
    /// The file.
    pub file: PathBuf,
    /// The optimisation level.
    pub level: u8,
    /// How the compilers compare.
    pub verdict: Verdict,
}

/// What this compiler makes of a source.
pub enum Ours {
    /// The compiled module.
    Bytes(Vec<u8>),
    /// The source was refused.
    Refused(Diagnostic),
    /// The compiler panicked, which it never should.
    Panicked,
}

/// What both compilers make of one source.
pub struct Comparison {
    /// What mpy-cross makes of it.
    pub reference: Outcome,
    /// What this compiler makes of it.
    pub ours: Ours,
    /// How these compare.
    pub verdict: Verdict,
}

impl Comparison {
    /// Whether the compilers agree to the last word: of a refusal, its message as well.
    pub fn agrees_to_the_word(&self) -> bool {
        self.verdict.agrees() && self.verdict != Verdict::SameRefusal { same_message: false }
    }

    /// How the compilers disagree, without what depends on the place; `None` if they agree to the last word.
    pub fn disagreement(&self) -> Option<String> {
        if self.agrees_to_the_word() {
            return None;
        }
        let title = self.verdict.title();
        let reference = match &self.reference {
            Outcome::Refused { message, .. } => Some(message.clone()),
            _ => None,
        };
        let ours = match &self.ours {
            Ours::Refused(diagnostic) => Some(diagnostic.headline()),
            _ => None,
        };
        Some(match (reference, ours) {
            (None, None) => title.to_owned(),
            (Some(message), None) | (None, Some(message)) => format!("{title}: {message}"),
            (Some(reference), Some(ours)) if reference == ours => format!("{title}: {reference}"),
            (Some(reference), Some(ours)) => format!("{title}: {reference} (reference), {ours} (ours)"),
        })
    }

    /// What each compiler says, or two disassemblies side by side.
    pub fn details(&self) -> String {
        match (&self.reference, &self.ours) {
            (Outcome::Bytes(reference), Ours::Bytes(ours)) => different_bytes(reference, ours),
            _ => format!("    reference  {}\n    ours       {}\n", self.reference_says(), self.ours_says()),
        }
    }

    fn reference_says(&self) -> String {
        match &self.reference {
            Outcome::Bytes(bytes) => format!("{} bytes", bytes.len()),
            Outcome::Refused { line: Some(line), message } => format!("line {line}: {message}"),
            Outcome::Refused { line: None, message } | Outcome::GaveOut(message) => message.clone(),
        }
    }

    fn ours_says(&self) -> String {
        match &self.ours {
            Ours::Bytes(bytes) => format!("{} bytes", bytes.len()),
            Ours::Refused(diagnostic) => diagnostic.to_string(),
            Ours::Panicked => "panicked".to_owned(),
        }
    }
}

fn compare_all(mpy_cross: &Path, files: &[PathBuf], request: &Request) -> Result<Vec<Case>, String> {
    let _hook = name_the_file_in_panics();
    let next = AtomicUsize::new(0);
    let cases = Mutex::new(Vec::new());
    let work = || -> Result<(), String> {
        while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            if request.trace {
                eprintln!("{}", file.display());
            }
            for &level in &request.levels {
                let verdict = compare(mpy_cross, file, utf8_name(file)?, level)?.verdict;
                let case = Case { file: file.clone(), level, verdict };
                cases.lock().map_err(|_| "another thread failed")?.push(case);
            }
        }
        Ok(())
    };
    on_large_stacks(request.jobs, |_| work())?;
    let mut cases = cases.into_inner().map_err(|_| "a thread failed")?;
    cases.sort_by(|a: &Case, b: &Case| (&a.file, a.level).cmp(&(&b.file, b.level)));
    Ok(cases)
}

fn utf8_name(file: &Path) -> Result<&str, String> {
    file.to_str().ok_or_else(|| format!("{}: the name is not UTF-8", file.display()))
}

/// Compiles a file with both compilers, under the name `name`.
pub fn compare(mpy_cross: &Path, file: &Path, name: &str, level: u8) -> Result<Comparison, String> {
    let source = fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
    CURRENT.with_borrow_mut(|current| *current = format!("{} at -O{level}", file.display()));
    let reference = reference::compile(mpy_cross, file, name, level)?;
    let ours = compile(&source, name, level);
    let verdict = verdict(&source, &reference, &ours);
    Ok(Comparison { reference, ours, verdict })
}

fn verdict(source: &[u8], reference: &Outcome, ours: &Ours) -> Verdict {
    match (reference, ours) {
        (_, Ours::Panicked) => Verdict::OursPanics,
        (_, Ours::Refused(ours)) if ours.kind == ErrorKind::Unicode && str::from_utf8(source).is_err() => {
            Verdict::NotUtf8
        }
        (Outcome::GaveOut(_), _) => Verdict::ReferenceGaveOut,
        (Outcome::Bytes(reference), Ours::Bytes(ours)) if reference == ours => Verdict::SameBytes,
        (Outcome::Bytes(_), Ours::Bytes(_)) => Verdict::OtherBytes,
        (Outcome::Refused { line, message }, Ours::Refused(ours)) => match line {
            Some(line) if *line != ours.line => Verdict::OtherLine,
            _ => Verdict::SameRefusal { same_message: *message == ours.headline() },
        },
        (Outcome::Refused { .. }, Ours::Bytes(_)) => Verdict::OnlyReferenceRefuses,
        (Outcome::Bytes(_), Ours::Refused(_)) => Verdict::OnlyOursRefuses,
    }
}

thread_local! {
    /// The file this thread compiles.
    static CURRENT: RefCell<String> = const { RefCell::new(String::new()) };
}

fn compile(source: &[u8], name: &str, level: u8) -> Ours {
    let mut options = Options::default();
    options.level = level;
    options.source_name = name.into();
    options.max_nesting = MAX_NESTING;
    match panic::catch_unwind(AssertUnwindSafe(|| {
        constrictor::compile(source, &options).map(|module| write(&module))
    })) {
        Ok(Ok(bytes)) => Ours::Bytes(bytes),
        Ok(Err(diagnostic)) => Ours::Refused(diagnostic),
        Err(_) => Ours::Panicked,
    }
}

/// Makes panics say which file they are about: where panics abort, nothing else would. Ends with the answer.
pub(crate) fn name_the_file_in_panics() -> impl Drop {
    struct Restore;
    impl Drop for Restore {
        fn drop(&mut self) {
            drop(panic::take_hook());
        }
    }
    panic::set_hook(Box::new(|info| CURRENT.with_borrow(|current| eprintln!("{current}: {info}"))));
    Restore
}

/// The counts, and on request the files behind them.
struct Summary<'a> {
    files: usize,
    cases: &'a [Case],
    list: bool,
}

impl fmt::Display for Summary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} files, {} compilations", self.files, self.cases.len())?;
        for verdict in Verdict::ALL {
            let mut levels: BTreeMap<&Path, String> = BTreeMap::new();
            for case in self.cases.iter().filter(|case| case.verdict == verdict) {
                levels.entry(&case.file).or_default().push_str(&case.level.to_string());
            }
            let count: usize = levels.values().map(String::len).sum();
            if count == 0 {
                continue;
            }
            writeln!(f, "{count:8}  {} ({} files)", verdict.title(), levels.len())?;
            if self.list && verdict != Verdict::SameBytes {
                for (file, levels) in levels {
                    writeln!(f, "          {} -O{levels}", file.display())?;
                }
            }
        }
        Ok(())
    }
}

/// Prints details of the first files that the compilers disagree about, compiling each again.
fn show_differences(mpy_cross: &Path, cases: &[Case], request: &Request) -> Result<(), String> {
    let mut shown: BTreeSet<&Path> = BTreeSet::new();
    let wording = Verdict::SameRefusal { same_message: false };
    for case in cases {
        if shown.len() == request.show {
            break;
        }
        let worth_showing = !case.verdict.agrees() || (request.messages && case.verdict == wording);
        if worth_showing && shown.insert(&case.file) {
            println!("\n{} -O{}: {}", case.file.display(), case.level, case.verdict.title());
            if case.verdict != Verdict::OursPanics {
                let name = utf8_name(&case.file)?;
                print!(
                    "{}",
                    on_large_stack(|| Ok(compare(mpy_cross, &case.file, name, case.level)?.details()))?
                );
            }
        }
    }
    Ok(())
}

/// Does the same on several threads that can compile anything, and tells each its number.
pub(crate) fn on_large_stacks<T: Send>(
    threads: usize,
    work: impl Fn(usize) -> Result<T, String> + Sync,
) -> Result<Vec<T>, String> {
    let work = &work;
    thread::scope(|scope| {
        let spawn = |index| {
            let builder = thread::Builder::new().stack_size(STACK_SIZE);
            builder.spawn_scoped(scope, move || work(index)).map_err(|error| error.to_string())
        };
        let threads = (0..threads).map(spawn).collect::<Result<Vec<_>, _>>()?;
        threads.into_iter().map(|thread| thread.join().map_err(|_| "a thread failed".to_owned())?).collect()
    })
}

fn on_large_stack<T: Send>(work: impl Fn() -> Result<T, String> + Sync) -> Result<T, String> {
    on_large_stacks(1, |_| work())?.pop().ok_or_else(|| "a thread failed".to_owned())
}

fn different_bytes(reference: &[u8], ours: &[u8]) -> String {
    let at = reference.iter().zip(ours).take_while(|(a, b)| a == b).count();
    let table = side_by_side(&listing(reference), &listing(ours));
    let hex = |bytes: &[u8]| {
        let near = &bytes[at.saturating_sub(8)..(at + 16).min(bytes.len())];
        near.iter().map(|byte| format!("{byte:02x} ")).collect::<String>()
    };
    format!(
        "    first difference at byte {at} of {} (reference) and {} (ours)\n    {}\n    {}\n{table}",
        reference.len(),
        ours.len(),
        hex(reference),
        hex(ours)
    )
}

fn listing(bytes: &[u8]) -> String {
    match read(bytes) {
        Ok(module) => disassemble(&module),
        Err(error) => format!("unreadable: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use constrictor::{Code, Span};

    use super::*;

    fn reference(line: impl Into<Option<u32>>) -> Outcome {
        Outcome::Refused { line: line.into(), message: "SyntaxError: invalid syntax".into() }
    }

    fn ours(code: Code, line: u32) -> Ours {
        Ours::Refused(Diagnostic::new(code, Span::new(0, 0), line))
    }

    #[test]
    fn same_line_agrees() {
        let expected = Verdict::SameRefusal { same_message: true };
        assert_eq!(verdict(b"", &reference(3), &ours(Code::InvalidSyntax, 3)), expected);
    }

    #[test]
    fn unknown_line_agrees_with_any() {
        let expected = Verdict::SameRefusal { same_message: true };
        assert_eq!(verdict(b"", &reference(None), &ours(Code::InvalidSyntax, 3)), expected);
    }

    #[test]
    fn other_message_is_told_apart() {
        let expected = Verdict::SameRefusal { same_message: false };
        assert_eq!(verdict(b"", &reference(3), &ours(Code::UnexpectedIndent, 3)), expected);
    }

    #[test]
    fn other_line_disagrees() {
        assert_eq!(verdict(b"", &reference(3), &ours(Code::InvalidSyntax, 4)), Verdict::OtherLine);
    }

    #[test]
    fn unicode_error_on_bad_utf8_is_by_design() {
        let expected = Verdict::NotUtf8;
        assert_eq!(verdict(b"\xff", &Outcome::Bytes(vec![]), &ours(Code::NotUtf8, 1)), expected);
    }

    #[test]
    fn unicode_error_on_good_utf8_disagrees() {
        let expected = Verdict::OnlyOursRefuses;
        assert_eq!(verdict(b"x", &Outcome::Bytes(vec![]), &ours(Code::NotUtf8, 1)), expected);
    }

    #[test]
    fn equal_bytes_agree() {
        assert_eq!(verdict(b"", &Outcome::Bytes(vec![1]), &Ours::Bytes(vec![1])), Verdict::SameBytes);
    }

    #[test]
    fn reference_out_of_memory_settles_nothing() {
        let expected = Verdict::ReferenceGaveOut;
        assert_eq!(verdict(b"", &Outcome::GaveOut("MemoryError".into()), &Ours::Bytes(vec![1])), expected);
    }
}
