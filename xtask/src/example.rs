//! `cargo xtask example`: compiles the example applications and runs them on the reference VM.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use constrictor::Options;
use constrictor::bytecode::write::write;

use crate::{project_root, reference, target_dir};

/// How long an example may run.
const TIMEOUT: Duration = Duration::from_secs(60);

/// Runs the subcommand, for all examples or those named. The answer is whether each did from its compiled files what
/// it does from its source.
pub fn main(args: &[String]) -> Result<bool, String> {
    let examples = project_root().join("examples");
    let apps = match args {
        // Firmware in Rust, which is there too, has none.
        [] => entries(&examples)?.into_iter().filter(|path| path.join("main.py").is_file()).collect(),
        names => names.iter().map(|name| examples.join(name)).collect::<Vec<_>>(),
    };
    let mut all_agree = true;
    for app in apps {
        let compiled = compile_app(&app)?;
        match reference::micropython() {
            Ok(vm) => all_agree &= run_app(&vm, &app, &compiled)?,
            Err(error) => println!("not run: {error}"),
        }
    }
    Ok(all_agree)
}

/// The entries of a directory, sorted.
fn entries(directory: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(directory).map_err(|error| format!("{}: {error}", directory.display()))?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    Ok(paths)
}

/// Compiles each module of an application, as it would go on a board, into a directory of its own.
fn compile_app(app: &Path) -> Result<PathBuf, String> {
    let name = app.file_name().unwrap_or_default();
    let destination = target_dir().join("example").join(name);
    if destination.exists() {
        fs::remove_dir_all(&destination).map_err(|error| format!("{}: {error}", destination.display()))?;
    }
    fs::create_dir_all(&destination).map_err(|error| format!("{}: {error}", destination.display()))?;
    println!("{:24} {:>8} {:>8} {:>8}", name.display(), "source", "-O0", "-O3");
    let mut totals = [0; 3];
    for path in
        entries(app)?.iter().filter(|path| path.extension().is_some_and(|extension| extension == "py"))
    {
        let sizes = compile_module(path, &destination)?;
        print_sizes(&path.file_name().unwrap_or_default().display().to_string(), sizes);
        totals = std::array::from_fn(|at| totals[at] + sizes[at]);
    }
    print_sizes("total", totals);
    Ok(destination)
}

fn print_sizes(name: &str, [source, level_0, level_3]: [usize; 3]) {
    println!("  {name:22} {source:8} {level_0:8} {level_3:8}");
}

/// Compiles one module, and says how large source and results are.
fn compile_module(path: &Path, destination: &Path) -> Result<[usize; 3], String> {
    let message = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let source = fs::read(path).map_err(|error| message(&error))?;
    let file_name = path.file_name().unwrap_or_default();
    let compile = |level| {
        let mut options = Options::default();
        options.level = level;
        options.source_name = file_name.display().to_string();
        constrictor::compile(&source, &options).map(|module| write(&module)).map_err(|error| message(&error))
    };
    let (level_0, level_3) = (compile(0)?, compile(3)?);
    let output = destination.join(file_name).with_extension("mpy");
    fs::write(output, &level_3).map_err(|error| message(&error))?;
    Ok([source.len(), level_0.len(), level_3.len()])
}

/// Runs an application from its compiled files, prints what it prints, and compares that with a run from its source.
fn run_app(vm: &Path, app: &Path, compiled: &Path) -> Result<bool, String> {
    let output = run_main(vm, compiled)?;
    print!("{output}");
    let agree = output == run_main(vm, app)?;
    println!(
        "{} from the compiled files as from the source",
        if agree { "the same" } else { "NOT THE SAME" }
    );
    Ok(agree)
}

/// Runs the module `main` of a directory.
fn run_main(vm: &Path, directory: &Path) -> Result<String, String> {
    let finished = reference::run(Command::new(vm).args(["-m", "main"]).current_dir(directory), TIMEOUT)?
        .ok_or_else(|| format!("{}: no end after {} s", directory.display(), TIMEOUT.as_secs()))?;
    let output = String::from_utf8_lossy(&finished.stdout).into_owned();
    if finished.status.success() {
        return Ok(output);
    }
    Err(format!(
        "{}: {}\n{output}{}",
        directory.display(),
        finished.status,
        String::from_utf8_lossy(&finished.stderr)
    ))
}
