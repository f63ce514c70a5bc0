//! Folders of Python as a build script sees them.

use std::fs;
use std::path::Path;

use constrictor_build::{Folder, Level, Levels, Outcome};
use tempfile::TempDir;

/// A folder with these files, compiled: what came out, and the folder that holds `python` and `out`.
fn compiled(files: &[(&str, &str)], change: impl FnOnce(Folder) -> Folder) -> (Outcome, TempDir) {
    let root = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in files {
        let file = root.path().join("python").join(path);
        fs::create_dir_all(file.parent().expect("files are in folders")).expect("a folder");
        fs::write(file, text).expect("a file");
    }
    let out = root.path().join("out");
    fs::create_dir_all(&out).expect("a folder");
    let outcome = change(Folder::new(root.path().join("python"))).compile_into(&out);
    (outcome, root)
}

/// The errors, with the path of the folder left out.
fn errors(outcome: &Outcome, root: &Path) -> Vec<String> {
    let root = format!("{}/", root.display());
    let errors = outcome.directives.iter().filter_map(|line| line.strip_prefix("cargo::error="));
    errors.map(|error| error.replace(&root, "")).collect()
}

fn same(folder: Folder) -> Folder {
    folder
}

#[test]
fn modules_mirror_the_folder() {
    let (outcome, _root) =
        compiled(&[("main.py", "x = 1\n"), ("lib/__init__.py", ""), ("lib/a.py", "")], same);
    assert_eq!(outcome.modules, ["lib/__init__.mpy", "lib/a.mpy", "main.mpy"]);
}

#[test]
fn bytes_are_those_of_the_compiler() {
    let (_, root) = compiled(&[("lib/a.py", "x = 1\n")], |folder| folder.level(3));
    let mut options = constrictor::Options::default();
    options.level = 3;
    options.source_name = "lib/a.py".into();
    let module = constrictor::compile(b"x = 1\n", &options).expect("it compiles");
    let written = fs::read(root.path().join("out/modules/lib/a.mpy")).expect("it was written");
    assert_eq!(written, constrictor::bytecode::write(&module));
}

#[test]
fn index_has_a_static_with_paths_and_bytes() {
    let (_, root) = compiled(&[("main.py", "")], |folder| folder.name("app"));
    let index = fs::read_to_string(root.path().join("out/app.rs")).expect("it was written");
    let file = root.path().join("out/app/main.mpy");
    let file = file.display();
    assert_eq!(
        index,
        format!(
            "/// The compiled modules: path and content, in alphabetical order.\n\
             pub static APP: &[(&str, &[u8])] = &[\n    (\"main.mpy\", include_bytes!(\"{file}\")),\n];\n"
        )
    );
}

#[test]
fn cargo_watches_files_and_folders() {
    let (outcome, root) = compiled(&[("lib/a.py", ""), ("notes.txt", "")], same);
    let watched = ["python", "python/lib", "python/lib/a.py"];
    let watched = watched.map(|path| format!("cargo::rerun-if-changed={}", root.path().join(path).display()));
    assert_eq!(outcome.directives, watched);
}

#[test]
fn every_bad_source_is_reported_with_its_place() {
    let (outcome, root) = compiled(&[("a.py", "x = 1\ny = )\n"), ("b.py", "return\n"), ("c.py", "")], same);
    assert_eq!(outcome.errors, 2);
    let errors = errors(&outcome, root.path());
    assert!(errors[0].starts_with("python/a.py:2:5: SyntaxError: invalid syntax [E1"), "{errors:?}");
    assert!(
        errors[1].starts_with("python/b.py:1:1: SyntaxError: 'return' outside function [E202]"),
        "{errors:?}"
    );
}

/// What compiles, but is hardly meant.
const DOUBTFUL: &[(&str, &str)] = &[("a.py", "x = 5\ny = x is 5\n")];

#[test]
fn what_is_hardly_meant_is_a_warning() {
    let (outcome, _root) = compiled(DOUBTFUL, same);
    let warnings: Vec<_> =
        outcome.directives.iter().filter(|line| line.starts_with("cargo::warning=")).collect();
    assert_eq!((warnings.len(), outcome.errors), (1, 0));
    assert!(warnings[0].contains("python/a.py:2:5: "), "{warnings:?}");
}

#[test]
fn what_is_denied_is_an_error() {
    let mut levels = Levels::default();
    assert!(levels.set("all", Level::Deny));
    let (outcome, _root) = compiled(DOUBTFUL, |folder| folder.lints(levels));
    assert_eq!(outcome.errors, 1);
}

#[test]
fn prefix_stands_in_source_names() {
    let (_, root) = compiled(&[("a.py", "")], |folder| folder.prefix("app/"));
    let mut options = constrictor::Options::default();
    options.source_name = "app/a.py".into();
    let module = constrictor::compile(b"", &options).expect("it compiles");
    let written = fs::read(root.path().join("out/modules/a.mpy")).expect("it was written");
    assert_eq!(written, constrictor::bytecode::write(&module));
}

#[test]
fn file_and_package_of_one_name_are_refused() {
    let (outcome, root) = compiled(&[("a.py", ""), ("a/__init__.py", "")], same);
    let error = "python/a.py and python/a/__init__.py are the same module: rename one of them";
    assert_eq!(errors(&outcome, root.path()), [error]);
}

#[test]
fn excluded_paths_are_left_out() {
    let (outcome, _root) = compiled(&[("a.py", ""), ("tests/a.py", "")], |folder| folder.exclude("tests"));
    assert_eq!(outcome.modules, ["a.mpy"]);
}

#[test]
fn hidden_folders_and_caches_are_left_out() {
    let (outcome, _root) = compiled(&[("a.py", ""), (".git/b.py", ""), ("__pycache__/c.py", "")], same);
    assert_eq!(outcome.modules, ["a.mpy"]);
}

#[test]
fn missing_folder_is_an_error() {
    let root = tempfile::tempdir().expect("a temporary folder");
    let outcome = Folder::new(root.path().join("nowhere")).compile_into(root.path());
    assert_eq!(outcome.errors, 1);
}

#[test]
fn name_that_is_no_identifier_is_an_error() {
    let (outcome, root) = compiled(&[], |folder| folder.name("my app"));
    assert_eq!(errors(&outcome, root.path()), ["\"my app\" cannot be the name of a static"]);
}

#[test]
fn modules_of_sources_that_are_gone_go_too() {
    let (_, root) = compiled(&[("a.py", ""), ("b.py", "")], same);
    fs::remove_file(root.path().join("python/b.py")).expect("it is there");
    let outcome = Folder::new(root.path().join("python")).compile_into(&root.path().join("out"));
    assert_eq!(outcome.modules, ["a.mpy"]);
    assert!(!root.path().join("out/modules/b.mpy").exists());
}

#[cfg(unix)]
#[test]
fn links_that_loop_are_an_error() {
    let (_, root) = compiled(&[("lib/a.py", "")], same);
    std::os::unix::fs::symlink("..", root.path().join("python/lib/up")).expect("a link");
    let outcome = Folder::new(root.path().join("python")).compile_into(&root.path().join("out"));
    let errors = errors(&outcome, root.path());
    assert_eq!(errors, ["python/lib/up: is a link to a folder that it is in: exclude it"]);
}

#[cfg(unix)]
#[test]
fn name_that_does_not_fit_in_a_line_is_an_error() {
    let (outcome, root) = compiled(&[("a\nb.py", "")], same);
    assert_eq!(errors(&outcome, root.path()), ["python/a?b.py: the name has control characters"]);
}

#[cfg(unix)]
#[test]
fn name_that_is_not_utf8_is_an_error() {
    use std::os::unix::ffi::OsStrExt;
    let (_, root) = compiled(&[("a.py", "")], same);
    let name = std::ffi::OsStr::from_bytes(b"\xff.py");
    fs::write(root.path().join("python").join(name), "").expect("a file");
    let outcome = Folder::new(root.path().join("python")).compile_into(&root.path().join("out"));
    assert_eq!(outcome.errors, 1);
}
