//! Compiling again: depfiles for build tools, and watching.

mod common;

use std::fs;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use common::{SOURCE, Sandbox, compiled};

#[test]
fn depfile_names_output_and_source() {
    let sandbox = Sandbox::new(&[("a.py", SOURCE)]);
    sandbox.run(&["a.py", "--depfile", "a.d"]).succeeds();
    assert_eq!(sandbox.read("a.d"), b"a.mpy: \\\n  a.py\na.py:\n");
}

#[test]
fn no_depfile_without_an_output() {
    let sandbox = Sandbox::new(&[("a.py", "(")]);
    sandbox.run(&["a.py", "--depfile", "a.d"]).fails();
    assert!(!sandbox.has("a.d"));
}

/// What `make` does for `target` with a depfile of the command. Nothing if there is no make.
fn make(sandbox: &Sandbox, source: &str, output: &str) -> Option<(String, String)> {
    sandbox.run(&[source, "-o", output, "--depfile", "d"]).succeeds();
    sandbox.write("Makefile", "include d\n%.mpy:\n\t@echo made\n");
    let run = || {
        let run = Command::new("make").current_dir(sandbox.path("")).arg(output).output().ok()?;
        Some(String::from_utf8_lossy(&[run.stdout, run.stderr].concat()).into_owned())
    };
    let before = run()?;
    let later =
        fs::metadata(sandbox.path(output)).and_then(|output| output.modified()).expect("it has a time");
    let source = fs::File::options().write(true).open(sandbox.path(source)).expect("it can be opened");
    source.set_modified(later + Duration::from_secs(2)).expect("times can be set");
    Some((before, run()?))
}

#[test]
fn make_builds_again_when_the_source_changes() {
    let Some((before, after)) = make(&Sandbox::new(&[("a.py", SOURCE)]), "a.py", "a.mpy") else { return };
    assert!(before.contains("up to date") && after.contains("made"), "{before}{after}");
}

#[test]
fn make_reads_odd_names() {
    let sandbox = Sandbox::new(&[("a b#$c.py", SOURCE)]);
    let Some((before, after)) = make(&sandbox, "a b#$c.py", "o.mpy") else { return };
    assert!(before.contains("up to date") && after.contains("made"), "{before}{after}");
}

#[test]
fn make_does_not_miss_a_source_that_is_gone() {
    let sandbox = Sandbox::new(&[("a.py", SOURCE)]);
    if make(&sandbox, "a.py", "a.mpy").is_none() {
        return;
    }
    fs::remove_file(sandbox.path("a.py")).expect("it can be removed");
    let make =
        Command::new("make").current_dir(sandbox.path("")).arg("a.mpy").output().expect("make is there");
    assert!(make.status.success(), "{make:?}");
}

/// A command that watches, ended with the test.
struct Watch(Child);

impl Watch {
    fn new(sandbox: &Sandbox, args: &[&str]) -> Self {
        let mut command = sandbox.command();
        command.args(args).arg("--watch").stdin(Stdio::null()).stderr(Stdio::null());
        Watch(command.spawn().expect("the command starts"))
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Waits until something holds.
#[track_caller]
fn wait_for(condition: impl Fn() -> bool) {
    let start = Instant::now();
    while !condition() {
        assert!(start.elapsed() < Duration::from_secs(20), "it does not happen");
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn watched_file_is_compiled_at_once() {
    let sandbox = Sandbox::new(&[("a.py", SOURCE)]);
    let _watch = Watch::new(&sandbox, &["a.py"]);
    wait_for(|| sandbox.has("a.mpy"));
}

#[test]
fn watched_file_is_compiled_again() {
    let sandbox = Sandbox::new(&[("a.py", "x = 1\n")]);
    let _watch = Watch::new(&sandbox, &["a.py"]);
    wait_for(|| sandbox.has("a.mpy"));
    sandbox.write("a.py", SOURCE);
    wait_for(|| sandbox.read("a.mpy") == compiled(&[]));
}

#[test]
fn watched_file_may_be_replaced() {
    let sandbox = Sandbox::new(&[("a.py", "x = 1\n"), ("new", SOURCE)]);
    let _watch = Watch::new(&sandbox, &["a.py"]);
    wait_for(|| sandbox.has("a.mpy"));
    fs::rename(sandbox.path("new"), sandbox.path("a.py")).expect("files can be renamed");
    wait_for(|| sandbox.read("a.mpy") == compiled(&[]));
}

#[test]
fn error_does_not_end_watching() {
    let sandbox = Sandbox::new(&[("a.py", "(")]);
    let _watch = Watch::new(&sandbox, &["a.py"]);
    std::thread::sleep(Duration::from_millis(200));
    sandbox.write("a.py", SOURCE);
    wait_for(|| sandbox.has("a.mpy"));
}

#[test]
fn new_file_of_a_watched_tree_is_compiled() {
    let sandbox = Sandbox::new(&[("in/a.py", SOURCE)]);
    let _watch = Watch::new(&sandbox, &["in", "-o", "out"]);
    wait_for(|| sandbox.has("out/a.mpy"));
    sandbox.write("in/new/b.py", SOURCE);
    wait_for(|| sandbox.has("out/new/b.mpy"));
}

#[test]
fn outputs_inside_a_watched_tree_are_no_changes() {
    let sandbox = Sandbox::new(&[("in/a.py", SOURCE)]);
    let log = fs::File::create(sandbox.path("log")).expect("files can be made");
    let mut command = sandbox.command();
    command.args(["in", "-o", "in", "--watch", "--depfile", "in/d"]).stdin(Stdio::null()).stderr(log);
    let _watch = Watch(command.spawn().expect("the command starts"));
    wait_for(|| sandbox.has("in/d"));
    std::thread::sleep(Duration::from_millis(600));
    assert_eq!(String::from_utf8_lossy(&sandbox.read("log")).lines().count(), 1);
}
