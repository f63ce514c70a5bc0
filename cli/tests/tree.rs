//! Whole trees: what is compiled, what is skipped, and what goes wrong.

mod common;

use std::fs;
use std::process::Stdio;
use std::time::Duration;

use common::{SOURCE, Sandbox, compiled, holds};

/// A source that is refused.
const BROKEN: &str = "x = (2 3)\n";

fn tree() -> Sandbox {
    Sandbox::new(&[
        ("in/a.py", SOURCE),
        ("in/pkg/__init__.py", ""),
        ("in/pkg/b.py", SOURCE),
        ("in/notes.txt", ""),
    ])
}

#[track_caller]
fn assert_counts(stderr: &str, compiled: usize, up_to_date: usize, failed: usize) {
    let counts = format!("constrictor: {compiled} compiled, {up_to_date} up to date, {failed} failed; ");
    assert!(stderr.lines().last().is_some_and(|line| line.starts_with(&counts)), "{stderr}");
}

#[test]
fn tree_is_mirrored() {
    let sandbox = tree();
    sandbox.run(&["in", "-o", "out"]).succeeds();
    assert!(
        ["a.mpy", "pkg/__init__.mpy", "pkg/b.mpy"].iter().all(|name| sandbox.has(&format!("out/{name}")))
    );
}

#[test]
fn nothing_else_is_made() {
    let sandbox = tree();
    sandbox.run(&["in", "-o", "out"]).succeeds();
    let mut names: Vec<_> = fs::read_dir(sandbox.path("out"))
        .expect("it is there")
        .map(|entry| entry.expect("it can be read").file_name())
        .collect();
    names.sort();
    assert_eq!(names, [".constrictor-cache", "a.mpy", "pkg"]);
}

#[test]
fn bytes_are_those_of_a_single_file() {
    let sandbox = tree();
    sandbox.run(&["in", "-o", "out", "-O2"]).succeeds();
    assert_eq!(sandbox.read("out/a.mpy"), compiled(&["-O2"]));
}

#[test]
fn path_below_the_directory_is_embedded() {
    let sandbox = tree();
    sandbox.run(&["in", "-o", "out"]).succeeds();
    assert!(holds(&sandbox.read("out/pkg/b.mpy"), "pkg/b.py"));
}

#[test]
fn run_is_summed_up() {
    assert_counts(&tree().run(&["in", "-o", "out"]).tells(), 3, 0, 0);
}

#[test]
fn second_run_finds_everything_up_to_date() {
    let sandbox = tree();
    sandbox.run(&["in", "-o", "out"]).succeeds();
    assert_counts(&sandbox.run(&["in", "-o", "out"]).tells(), 0, 3, 0);
}

#[test]
fn touched_source_is_up_to_date() {
    let sandbox = tree();
    sandbox.run(&["in", "-o", "out"]).succeeds();
    sandbox.write("in/a.py", SOURCE);
    assert_counts(&sandbox.run(&["in", "-o", "out"]).tells(), 0, 3, 0);
}

#[test]
fn changed_source_is_compiled() {
    let sandbox = tree();
    sandbox.run(&["in", "-o", "out"]).succeeds();
    sandbox.write("in/a.py", "x = 1\n");
    assert_counts(&sandbox.run(&["in", "-o", "out"]).tells(), 1, 2, 0);
}

#[test]
fn other_options_compile_everything() {
    let sandbox = tree();
    sandbox.run(&["in", "-o", "out"]).succeeds();
    assert_counts(&sandbox.run(&["in", "-o", "out", "-O1"]).tells(), 3, 0, 0);
}

#[test]
fn missing_output_is_compiled() {
    let sandbox = tree();
    sandbox.run(&["in", "-o", "out"]).succeeds();
    fs::remove_file(sandbox.path("out/a.mpy")).expect("it can be removed");
    assert_counts(&sandbox.run(&["in", "-o", "out"]).tells(), 1, 2, 0);
}

#[test]
fn altered_output_is_compiled() {
    let sandbox = tree();
    sandbox.run(&["in", "-o", "out"]).succeeds();
    sandbox.write("out/a.mpy", "altered");
    assert_counts(&sandbox.run(&["in", "-o", "out"]).tells(), 1, 2, 0);
}

#[test]
fn damaged_cache_counts_as_none() {
    let sandbox = tree();
    sandbox.run(&["in", "-o", "out"]).succeeds();
    let cache = String::from_utf8(sandbox.read("out/.constrictor-cache")).expect("it is text");
    sandbox.write("out/.constrictor-cache", &cache[..cache.len() / 2]);
    assert_counts(&sandbox.run(&["in", "-o", "out"]).tells(), 3, 0, 0);
}

#[test]
fn directory_as_cache_is_reported() {
    let sandbox = tree();
    fs::create_dir_all(sandbox.path("out/.constrictor-cache")).expect("directories can be made");
    let stderr = sandbox.run(&["in", "-o", "out"]).fails();
    assert!(stderr.contains("cannot write out/.constrictor-cache: is not a regular file"), "{stderr}");
}

#[test]
fn two_trees_share_an_output_directory() {
    let sandbox = tree();
    sandbox.write("in2/c.py", SOURCE);
    sandbox.run(&["in", "-o", "out"]).succeeds();
    sandbox.run(&["in2", "-o", "out"]).succeeds();
    assert_counts(&sandbox.run(&["in", "in2", "-o", "out"]).tells(), 0, 4, 0);
}

#[test]
fn bad_file_does_not_stop_the_others() {
    let sandbox = tree();
    sandbox.write("in/bad.py", BROKEN);
    let stderr = sandbox.run(&["in", "-o", "out"]).fails();
    assert_counts(&stderr, 3, 0, 1);
}

#[test]
fn bad_file_is_shown() {
    let sandbox = tree();
    sandbox.write("in/bad.py", BROKEN);
    assert!(sandbox.run(&["in", "-o", "out"]).fails().contains("┌─ in/bad.py:1:"));
}

#[test]
fn bad_file_has_no_output() {
    let sandbox = tree();
    sandbox.write("in/bad.py", BROKEN);
    sandbox.run(&["in", "-o", "out"]).fails();
    assert!(!sandbox.has("out/bad.mpy"));
}

#[test]
fn errors_come_in_the_order_of_the_files() {
    let files: Vec<String> = (0..50).map(|number| format!("in/{number:02}.py")).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|name| (name.as_str(), BROKEN)).collect();
    let stderr = Sandbox::new(&files).run(&["in", "-o", "out", "--format", "short", "-j", "8"]).fails();
    assert!(stderr.lines().filter(|line| line.contains("error[")).is_sorted(), "{stderr}");
}

#[test]
fn files_keep_their_names_only() {
    let sandbox = tree();
    sandbox.run(&["in/a.py", "in/pkg/b.py", "-o", "out"]).succeeds();
    assert_eq!(sandbox.read("out/b.mpy").len(), compiled(&[]).len());
}

#[test]
fn missing_file_does_not_stop_the_others() {
    let stderr = tree().run(&["in/no.py", "in/a.py", "-o", "out"]).fails();
    assert!(stderr.starts_with("constrictor: cannot read in/no.py: No such file or directory\n"), "{stderr}");
    assert_counts(&stderr, 1, 0, 1);
}

#[test]
fn two_sources_with_one_output_are_refused() {
    let sandbox = Sandbox::new(&[("x/a.py", SOURCE), ("y/a.py", SOURCE)]);
    let stderr = sandbox.run(&["x", "y", "-o", "out"]).fails();
    assert_eq!(stderr, "constrictor: a.mpy: is the output of both x/a.py and y/a.py\n");
}

#[test]
fn nothing_is_written_if_outputs_clash() {
    let sandbox = Sandbox::new(&[("x/a.py", SOURCE), ("x/b.py", SOURCE), ("y/a.py", SOURCE)]);
    sandbox.run(&["x", "y", "-o", "out"]).fails();
    assert!(!sandbox.has("out"));
}

#[test]
fn source_named_twice_is_no_clash() {
    assert_counts(&tree().run(&["in", "in", "-o", "out"]).tells(), 3, 0, 0);
}

#[test]
fn output_inside_the_input_is_no_loop() {
    let sandbox = tree();
    sandbox.run(&["in", "-o", "in/out"]).succeeds();
    assert_counts(&sandbox.run(&["in", "-o", "in/out"]).tells(), 0, 3, 0);
}

#[test]
fn output_may_be_the_input() {
    let sandbox = tree();
    sandbox.run(&["in", "-o", "in"]).succeeds();
    assert!(sandbox.has("in/pkg/b.mpy"));
}

#[test]
fn names_with_blanks_and_letters_beyond_ascii_are_fine() {
    let sandbox = Sandbox::new(&[("in/é ö/日本.py", SOURCE)]);
    sandbox.run(&["in", "-o", "out"]).succeeds();
    assert!(holds(&sandbox.read("out/é ö/日本.mpy"), "é ö/日本.py"));
}

#[test]
fn output_of_a_source_that_is_gone_is_left_alone() {
    let sandbox = tree();
    sandbox.run(&["in", "-o", "out"]).succeeds();
    fs::remove_file(sandbox.path("in/a.py")).expect("it can be removed");
    sandbox.run(&["in", "-o", "out"]).succeeds();
    assert!(sandbox.has("out/a.mpy"));
}

#[test]
fn file_where_a_directory_must_be_is_named() {
    let sandbox = tree();
    sandbox.write("out/pkg", "in the way");
    let stderr = sandbox.run(&["in", "-o", "out"]).fails();
    assert!(stderr.contains("cannot write out/pkg/b.mpy: "), "{stderr}");
    assert_counts(&stderr, 1, 0, 2);
}

#[test]
fn directory_where_an_output_must_be_is_named() {
    let sandbox = tree();
    fs::create_dir_all(sandbox.path("out/a.mpy")).expect("directories can be made");
    let stderr = sandbox.run(&["in", "-o", "out"]).fails();
    assert!(stderr.contains("cannot write out/a.mpy: is not a regular file"), "{stderr}");
}

#[test]
fn file_as_output_directory_is_refused() {
    let sandbox = tree();
    sandbox.write("out", "");
    assert!(sandbox.run(&["in", "-o", "out"]).fails().starts_with("constrictor: cannot write out: "));
}

#[test]
fn empty_directory_is_fine() {
    let sandbox = Sandbox::new(&[]);
    fs::create_dir(sandbox.path("in")).expect("directories can be made");
    assert_counts(&sandbox.run(&["in", "-o", "out"]).tells(), 0, 0, 0);
}

#[test]
fn sources_that_disappear_stop_nothing() {
    let files: Vec<String> = (0..300).map(|number| format!("in/{number}.py")).collect();
    let sandbox = Sandbox::new(&files.iter().map(|name| (name.as_str(), SOURCE)).collect::<Vec<_>>());
    let mut run = sandbox.command();
    let child = run.args(["in", "-o", "out"]).stderr(Stdio::piped()).spawn().expect("the command starts");
    for name in &files {
        fs::remove_file(sandbox.path(name)).expect("it can be removed");
    }
    let output = child.wait_with_output().expect("the command ends");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.lines().last().is_some_and(|line| line.contains(" compiled, ")), "{stderr}");
}

#[test]
fn killed_run_leaves_whole_outputs_and_the_next_completes() {
    let files: Vec<String> = (0..120).map(|number| format!("in/{number}/a.py")).collect();
    let sandbox = Sandbox::new(&files.iter().map(|name| (name.as_str(), SOURCE)).collect::<Vec<_>>());
    for delay in [1, 2, 4, 6, 8, 12, 16, 24] {
        let _ = fs::remove_dir_all(sandbox.path("out"));
        let mut child = sandbox
            .command()
            .args(["in", "-o", "out"])
            .stderr(Stdio::null())
            .spawn()
            .expect("the command starts");
        std::thread::sleep(Duration::from_millis(delay));
        child.kill().expect("it can be killed");
        child.wait().expect("it ends");
        for number in 0..120 {
            if let Ok(bytes) = fs::read(sandbox.path(&format!("out/{number}/a.mpy"))) {
                assert!(bytes.len() > 50 && bytes.starts_with(b"M\x06"), "{delay} {number}");
            }
        }
        sandbox.run(&["in", "-o", "out"]).succeeds();
        assert!((0..120).all(|number| sandbox.has(&format!("out/{number}/a.mpy"))));
        for number in 0..120 {
            let entries = fs::read_dir(sandbox.path(&format!("out/{number}"))).expect("it is there");
            assert_eq!(entries.count(), 1, "{delay} {number}");
        }
    }
}

#[test]
fn json_has_no_summary() {
    let sandbox = tree();
    sandbox.write("in/bad.py", BROKEN);
    let stderr = sandbox.run(&["in", "-o", "out", "--format", "json"]).fails();
    assert!(stderr.lines().all(|line| line.starts_with('{') && line.ends_with('}')), "{stderr}");
}

#[test]
fn json_tells_of_missing_files() {
    let stderr = tree().run(&["in/no.py", "in/a.py", "-o", "out", "--format=json"]).fails();
    assert!(stderr.starts_with("{\"file\":\"in/no.py\",\"severity\":\"error\",\"code\":null"), "{stderr}");
}

#[test]
fn depfile_names_the_cache_the_sources_and_the_directories() {
    let sandbox = tree();
    sandbox.run(&["in", "-o", "out", "--depfile", "d"]).succeeds();
    let depfile = String::from_utf8(sandbox.read("d")).expect("it is text");
    let rule = "out/.constrictor-cache: \\\n  in/a.py \\\n  in/pkg/__init__.py \\\n  in/pkg/b.py \\\n  in \\\n  in/pkg\n";
    assert!(depfile.starts_with(rule), "{depfile}");
}

#[test]
fn warnings_are_repeated_though_up_to_date() {
    let sandbox = Sandbox::new(&[("in/a.py", "assert (1, 2)\n")]);
    let first = sandbox.run(&["in", "-o", "out", "--format=short"]).tells();
    let second = sandbox.run(&["in", "-o", "out", "--format=short"]).tells();
    assert_eq!(first.lines().next(), second.lines().next());
    assert_counts(&second, 0, 1, 0);
}

#[test]
fn denied_lint_fails_one_file() {
    let sandbox = Sandbox::new(&[("in/a.py", "assert (1, 2)\n"), ("in/b.py", SOURCE)]);
    assert_counts(&sandbox.run(&["in", "-o", "out", "-D", "all"]).fails(), 1, 0, 1);
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn links_that_loop_are_no_loop() {
        let sandbox = tree();
        symlink("..", sandbox.path("in/pkg/up")).expect("links can be made");
        assert_counts(&sandbox.run(&["in", "-o", "out"]).tells(), 3, 0, 0);
    }

    #[test]
    fn link_to_itself_is_named() {
        let sandbox = tree();
        symlink("self.py", sandbox.path("in/self.py")).expect("links can be made");
        assert_counts(&sandbox.run(&["in", "-o", "out"]).fails(), 3, 0, 1);
    }

    #[test]
    fn link_to_a_directory_is_followed() {
        let sandbox = tree();
        sandbox.write("elsewhere/c.py", SOURCE);
        symlink("../elsewhere", sandbox.path("in/link")).expect("links can be made");
        sandbox.run(&["in", "-o", "out"]).succeeds();
        assert!(sandbox.has("out/link/c.mpy"));
    }

    #[test]
    fn source_that_is_a_dead_link_is_named() {
        let sandbox = tree();
        symlink("nowhere", sandbox.path("in/dead.py")).expect("links can be made");
        let stderr = sandbox.run(&["in", "-o", "out"]).fails();
        assert!(stderr.contains("in/dead.py: cannot be read: "), "{stderr}");
        assert_counts(&stderr, 3, 0, 1);
    }

    #[test]
    fn pipe_in_the_tree_is_no_source() {
        let sandbox = tree();
        std::process::Command::new("mkfifo").arg(sandbox.path("in/p.py")).status().expect("mkfifo is there");
        assert_counts(&sandbox.run(&["in", "-o", "out"]).tells(), 3, 0, 0);
    }

    #[test]
    fn name_that_is_not_utf8_is_named() {
        let sandbox = tree();
        fs::write(sandbox.path("in").join(OsStr::from_bytes(b"\xff.py")), SOURCE)
            .expect("files can be written");
        let stderr = sandbox.run(&["in", "-o", "out"]).fails();
        assert!(stderr.contains("its path is no source name: compile it alone, with -s"), "{stderr}");
        assert_counts(&stderr, 3, 0, 1);
    }

    #[test]
    fn output_that_is_a_link_is_replaced() {
        let sandbox = tree();
        fs::create_dir(sandbox.path("out")).expect("directories can be made");
        symlink("../in/pkg/b.py", sandbox.path("out/a.mpy")).expect("links can be made");
        sandbox.run(&["in", "-o", "out"]).succeeds();
        assert_eq!(sandbox.read("in/pkg/b.py"), SOURCE.as_bytes());
    }

    #[test]
    fn read_only_output_directory_is_named() {
        let sandbox = tree();
        fs::create_dir(sandbox.path("out")).expect("directories can be made");
        let permissions = fs::Permissions::from_mode(0o555);
        fs::set_permissions(sandbox.path("out"), permissions).expect("permissions can be set");
        if fs::write(sandbox.path("out/probe"), "").is_ok() {
            // Permissions do not hold for this user.
            return;
        }
        let stderr = sandbox.run(&["in", "-o", "out"]).fails();
        assert!(stderr.contains("cannot write out/a.mpy: Permission denied"), "{stderr}");
    }

    #[test]
    fn file_system_that_cannot_be_written_is_named() {
        if fs::create_dir_all("/proc/constrictor").is_ok() {
            return;
        }
        let stderr = tree().run(&["in", "-o", "/proc/constrictor"]).fails();
        assert!(stderr.starts_with("constrictor: cannot write /proc/constrictor: "), "{stderr}");
    }
}
