//! `cargo xtask suite`: how many of the tests of MicroPython's own suite pass here, of those that MicroPython passes.

mod outcome;
mod runner;

use std::path::PathBuf;

use crate::firmware;
use crate::vm_reference::Vm;
use outcome::{Comparison, table};
use runner::{Runner, Side, unittest};

const USAGE: &str = "\
usage: cargo xtask suite MICROPYTHON-CHECKOUT [--lib DIR] [--folders NAME,…] [--command PATH] [--reference PATH]
                         [--board] [--jobs N] [--list]

  --lib DIR         a checkout of micropython-lib, for unittest (default: lib/micropython-lib of the checkout)
  --folders NAME,…  the folders of tests (default: basics,float,micropython,unicode,misc,io,import,stress,cmdline)
  --command PATH    what to test, in place of this project's command; a file named constrictor is given `run`
  --reference PATH  MicroPython (default: the one PyPI has)
  --board           test the board's image in QEMU, over its serial line; --command and --reference are images then, and
                    MicroPython's has to be named
  --jobs N          how many tests to run at a time (default 2)
  --list            each test that MicroPython passes and the command does not, with its first differing line
";

/// The folders of tests that do not depend on a port's libraries or on hardware.
const FOLDERS: [&str; 9] =
    ["basics", "float", "micropython", "unicode", "misc", "io", "import", "stress", "cmdline"];

/// What the command line asks for.
#[derive(Debug, PartialEq, Eq)]
struct Request {
    checkout: PathBuf,
    lib: Option<PathBuf>,
    folders: Vec<String>,
    command: Option<PathBuf>,
    reference: Option<PathBuf>,
    board: bool,
    jobs: usize,
    list: bool,
}

/// Runs the subcommand. The answer is whether all that passes on MicroPython passes here.
pub fn main(args: &[String]) -> Result<bool, String> {
    let request = parse(args)?;
    let runner = Runner::new(&request.checkout, request.lib.as_deref(), request.jobs)?;
    let [ours, reference] = if request.board { boards(&request)? } else { commands(&request)? };
    let mut rows = Vec::new();
    for folder in &request.folders {
        eprintln!("{folder} …");
        let expected = runner.folder(&reference, folder)?;
        // A folder that cannot be run here is one where nothing passes.
        let found = runner.folder(&ours, folder).unwrap_or_else(|error| {
            eprintln!("{folder}: {error}");
            Default::default()
        });
        let comparison = Comparison::new(&expected, &found);
        if request.list && !found.is_empty() {
            for test in &comparison.missing {
                println!("{test}: {}", outcome::difference(&ours.results(folder), test, found.get(*test)));
            }
        }
        rows.push((folder.clone(), comparison.counts()));
    }
    print!("{}", table(&rows));
    Ok(rows.iter().all(|(_, counts)| counts.both == counts.reference))
}

fn commands(request: &Request) -> Result<[Side; 2], String> {
    let vm = |path: &Option<PathBuf>, default: fn() -> Result<Vm, String>| {
        path.clone().map_or_else(default, named)
    };
    Ok([
        Side::command("ours", &vm(&request.command, Vm::ours)?)?,
        Side::command("reference", &vm(&request.reference, Vm::reference)?)?,
    ])
}

fn boards(request: &Request) -> Result<[Side; 2], String> {
    let reference = request.reference.as_ref().ok_or("--board needs --reference IMAGE")?;
    let ours = match &request.command {
        Some(image) => image.clone(),
        // Many tests are written with unittest, which MicroPython's tools would have to send each time.
        None => firmware::build_with(Some(&unittest(&request.checkout, request.lib.as_deref())))?,
    };
    Ok([Side::board("board", &ours)?, Side::board("reference-board", reference)?])
}

/// The command at a path, which need not be absolute.
fn named(path: PathBuf) -> Result<Vm, String> {
    std::path::absolute(&path).map(Vm::at).map_err(|error| format!("{}: {error}", path.display()))
}

fn parse(args: &[String]) -> Result<Request, String> {
    let mut checkout = None;
    let mut request = Request {
        checkout: PathBuf::new(),
        lib: None,
        folders: FOLDERS.map(str::to_owned).into(),
        command: None,
        reference: None,
        board: false,
        jobs: 2,
        list: false,
    };
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or_else(|| format!("{arg} needs a value"));
        match arg.as_str() {
            "--lib" => request.lib = Some(value()?.into()),
            "--folders" => request.folders = value()?.split(',').map(str::to_owned).collect(),
            "--command" => request.command = Some(value()?.into()),
            "--reference" => request.reference = Some(value()?.into()),
            "--board" => request.board = true,
            "--jobs" => request.jobs = crate::number(arg, args.next())?.max(1),
            "--list" => request.list = true,
            path if checkout.is_none() && !path.starts_with("--") => checkout = Some(PathBuf::from(path)),
            _ => return Err(USAGE.into()),
        }
    }
    request.checkout = checkout.ok_or(USAGE)?;
    Ok(request)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Request, String> {
        parse(&line.split(' ').map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn folders_are_separated_by_commas() {
        assert_eq!(
            parsed("mp --folders io,misc").map(|request| request.folders),
            Ok(vec!["io".into(), "misc".into()])
        );
    }

    #[test]
    fn checkout_has_to_be_named() {
        assert_eq!(parsed("--list"), Err(USAGE.into()));
    }

    #[test]
    fn unknown_option_is_refused() {
        assert_eq!(parsed("mp --fast"), Err(USAGE.into()));
    }
}
