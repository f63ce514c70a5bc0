//! Where the command reads from and writes to, and what it does where it cannot.

mod common;

use std::fs;

use common::{SOURCE, Sandbox, compiled, holds};

/// A source that is refused.
const BROKEN: &str = "x = 1\ny = (2 3)\n";

#[test]
fn output_goes_beside_the_input() {
    let sandbox = Sandbox::new(&[("a.py", SOURCE)]);
    sandbox.run(&["a.py"]).succeeds();
    assert_eq!(sandbox.read("a.mpy"), compiled(&[]));
}

#[test]
fn nothing_else_is_left_behind() {
    let sandbox = Sandbox::new(&[("a.py", SOURCE)]);
    sandbox.run(&["a.py"]).succeeds();
    assert_eq!(sandbox.names(), ["a.mpy", "a.py"]);
}

#[test]
fn o_names_the_output() {
    let sandbox = Sandbox::new(&[("a.py", SOURCE)]);
    sandbox.run(&["-o", "b.mpy", "a.py"]).succeeds();
    assert_eq!(sandbox.read("b.mpy"), compiled(&[]));
}

#[test]
fn output_replaces_an_older_one() {
    let sandbox =
        Sandbox::new(&[("a.py", SOURCE), ("a.mpy", "something longer than the output".repeat(9).as_str())]);
    sandbox.run(&["a.py"]).succeeds();
    assert_eq!(sandbox.read("a.mpy"), compiled(&[]));
}

#[test]
fn backslashes_of_the_input_are_slashes() {
    let sandbox = Sandbox::new(&[]);
    fs::create_dir(sandbox.path("lib")).expect("directories can be made");
    fs::write(sandbox.path("lib/a.py"), SOURCE).expect("files can be written");
    sandbox.run(&["lib\\a.py"]).succeeds();
    assert!(holds(&sandbox.read("lib/a.mpy"), "lib/a.py"));
}

#[test]
fn standard_input_goes_to_standard_output() {
    let run = Sandbox::new(&[]).run_with_input(&["-"], SOURCE.as_bytes()).succeeds();
    assert!(holds(&run.stdout, "<stdin>"));
}

#[test]
fn standard_input_can_have_a_name() {
    let run = Sandbox::new(&[]).run_with_input(&["-s", "a.py", "-"], SOURCE.as_bytes()).succeeds();
    assert_eq!(run.stdout, compiled(&[]));
}

#[test]
fn standard_input_can_go_to_a_file() {
    let sandbox = Sandbox::new(&[]);
    sandbox.run_with_input(&["-s", "a.py", "-o", "a.mpy", "-"], SOURCE.as_bytes()).succeeds();
    assert_eq!(sandbox.read("a.mpy"), compiled(&[]));
}

#[test]
fn name_without_py_needs_o() {
    let stderr = Sandbox::new(&[("Makefile", SOURCE)]).run(&["Makefile"]).fails();
    assert_eq!(stderr, "constrictor: Makefile: the name does not end in .py: name the output file with -o\n");
}

#[test]
fn missing_input_is_named() {
    let stderr = Sandbox::new(&[]).run(&["no.py"]).fails();
    assert_eq!(stderr, "constrictor: cannot read no.py: No such file or directory\n");
}

#[test]
fn empty_input_name_needs_o() {
    assert!(Sandbox::new(&[]).run(&[""]).fails().contains("-o"));
}

#[test]
fn directory_as_input_needs_o() {
    let sandbox = Sandbox::new(&[]);
    fs::create_dir(sandbox.path("d.py")).expect("directories can be made");
    assert_eq!(
        sandbox.run(&["d.py"]).fails(),
        "constrictor: d.py is a directory: name a directory for the outputs with -o\n"
    );
}

#[test]
fn directory_as_output_is_named() {
    let sandbox = Sandbox::new(&[("a.py", SOURCE)]);
    fs::create_dir(sandbox.path("d")).expect("directories can be made");
    assert_eq!(sandbox.run(&["-o", "d", "a.py"]).fails(), "constrictor: cannot write d: is a directory\n");
}

#[test]
fn output_in_a_missing_directory_is_named() {
    let stderr = Sandbox::new(&[("a.py", SOURCE)]).run(&["-o", "no/a.mpy", "a.py"]).fails();
    assert_eq!(stderr, "constrictor: cannot write no/a.mpy: No such file or directory\n");
}

#[test]
fn input_as_output_is_refused() {
    let stderr = Sandbox::new(&[("a.py", SOURCE)]).run(&["-o", "./a.py", "a.py"]).fails();
    assert_eq!(stderr, "constrictor: cannot write ./a.py: is the input file\n");
}

#[test]
fn input_as_output_stays_as_it_is() {
    let sandbox = Sandbox::new(&[("a.py", SOURCE)]);
    sandbox.run(&["-o", "a.py", "a.py"]).fails();
    assert_eq!(sandbox.read("a.py"), SOURCE.as_bytes());
}

#[test]
fn error_in_the_source_is_located() {
    let stderr = Sandbox::new(&[("a.py", BROKEN)]).run(&["a.py"]).fails();
    assert!(stderr.starts_with("SyntaxError[") && stderr.contains("┌─ a.py:2:"), "{stderr}");
}

#[test]
fn error_in_standard_input_is_located() {
    let stderr = Sandbox::new(&[]).run_with_input(&["-"], BROKEN.as_bytes()).fails();
    assert!(stderr.contains("<stdin>:2:"), "{stderr}");
}

#[test]
fn errors_are_not_coloured_in_a_pipe() {
    assert!(!Sandbox::new(&[("a.py", BROKEN)]).run(&["a.py"]).fails().contains('\x1b'));
}

#[test]
fn error_in_the_source_makes_no_output() {
    let sandbox = Sandbox::new(&[("a.py", BROKEN)]);
    sandbox.run(&["a.py"]).fails();
    assert_eq!(sandbox.names(), ["a.py"]);
}

#[test]
fn error_in_the_source_leaves_the_old_output() {
    let sandbox = Sandbox::new(&[("a.py", BROKEN), ("a.mpy", "old")]);
    sandbox.run(&["a.py"]).fails();
    assert_eq!(sandbox.read("a.mpy"), b"old");
}

#[test]
fn nesting_that_no_stack_could_hold_is_refused() {
    let deep = "(".repeat(1_000_000);
    Sandbox::new(&[("a.py", &deep)]).run(&["a.py"]).fails();
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    use std::process::{Command, Stdio};

    use super::*;

    fn mode(sandbox: &Sandbox, name: &str) -> u32 {
        fs::metadata(sandbox.path(name)).expect("the file is there").mode() & 0o7777
    }

    /// Runs the command on `a.py` below a shell's `setup`.
    fn run_in_shell(sandbox: &Sandbox, setup: &str) -> std::process::Output {
        let mut shell = Command::new("sh");
        shell.current_dir(sandbox.path("")).env("CONSTRICTOR", env!("CARGO_BIN_EXE_constrictor"));
        shell.arg("-c").arg(format!("{setup} \"$CONSTRICTOR\" a.py")).output().expect("sh is there")
    }

    #[test]
    fn new_output_has_the_permissions_of_any_new_file() {
        let sandbox = Sandbox::new(&[("a.py", SOURCE)]);
        run_in_shell(&sandbox, "umask 027;");
        assert_eq!(mode(&sandbox, "a.mpy"), 0o640);
    }

    #[test]
    fn replaced_output_keeps_its_permissions() {
        let sandbox = Sandbox::new(&[("a.py", SOURCE), ("a.mpy", "old")]);
        let permissions = fs::Permissions::from_mode(0o604);
        fs::set_permissions(sandbox.path("a.mpy"), permissions).expect("permissions can be set");
        sandbox.run(&["a.py"]).succeeds();
        assert_eq!(mode(&sandbox, "a.mpy"), 0o604);
    }

    #[test]
    fn symbolic_link_stays_one() {
        let sandbox = Sandbox::new(&[("a.py", SOURCE), ("real", "old")]);
        symlink("real", sandbox.path("a.mpy")).expect("links can be made");
        sandbox.run(&["a.py"]).succeeds();
        assert!(fs::symlink_metadata(sandbox.path("a.mpy")).expect("the link is there").is_symlink());
    }

    #[test]
    fn target_of_a_symbolic_link_is_replaced() {
        let sandbox = Sandbox::new(&[("a.py", SOURCE), ("real", "old")]);
        symlink("real", sandbox.path("a.mpy")).expect("links can be made");
        sandbox.run(&["a.py"]).succeeds();
        assert_eq!(sandbox.read("real"), compiled(&[]));
    }

    #[test]
    fn missing_target_of_a_symbolic_link_is_made() {
        let sandbox = Sandbox::new(&[("a.py", SOURCE)]);
        symlink("real", sandbox.path("a.mpy")).expect("links can be made");
        sandbox.run(&["a.py"]).succeeds();
        assert_eq!(sandbox.read("real"), compiled(&[]));
    }

    #[test]
    fn symbolic_link_to_itself_is_refused() {
        let sandbox = Sandbox::new(&[("a.py", SOURCE)]);
        symlink("a.mpy", sandbox.path("a.mpy")).expect("links can be made");
        assert!(sandbox.run(&["a.py"]).fails().starts_with("constrictor: cannot write a.mpy: "));
    }

    #[test]
    fn input_as_output_through_a_link_is_refused() {
        let sandbox = Sandbox::new(&[("a.py", SOURCE)]);
        symlink("a.py", sandbox.path("a.mpy")).expect("links can be made");
        assert_eq!(sandbox.run(&["a.py"]).fails(), "constrictor: cannot write a.mpy: is the input file\n");
    }

    #[test]
    fn device_is_written_to() {
        let sandbox = Sandbox::new(&[("a.py", SOURCE)]);
        let run = sandbox.run(&["-o", "/dev/stdout", "a.py"]).succeeds();
        assert_eq!(run.stdout, compiled(&[]));
    }

    #[test]
    fn null_device_survives() {
        Sandbox::new(&[("a.py", SOURCE)]).run(&["-o", "/dev/null", "a.py"]).succeeds();
        assert!(!fs::metadata("/dev/null").expect("it is there").is_file());
    }

    #[test]
    fn named_pipe_is_written_to() {
        let sandbox = Sandbox::new(&[("a.py", SOURCE)]);
        Command::new("mkfifo").arg(sandbox.path("pipe")).status().expect("mkfifo is there");
        let reader = Command::new("cat").arg(sandbox.path("pipe")).stdout(Stdio::piped()).spawn();
        sandbox.run(&["-o", "pipe", "a.py"]).succeeds();
        let read = reader.and_then(|reader| reader.wait_with_output()).expect("cat is there");
        assert_eq!(read.stdout, compiled(&[]));
    }

    #[test]
    fn full_device_is_named() {
        if fs::metadata("/dev/full").is_err() {
            return;
        }
        let stderr = Sandbox::new(&[("a.py", SOURCE)]).run(&["-o", "/dev/full", "a.py"]).fails();
        assert_eq!(stderr, "constrictor: cannot write /dev/full: No space left on device\n");
    }

    #[test]
    fn failing_standard_output_is_reported() {
        if fs::metadata("/dev/full").is_err() {
            return;
        }
        let sandbox = Sandbox::new(&[("a.py", SOURCE)]);
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("it can be opened");
        let run =
            sandbox.command().args(["-o", "-", "a.py"]).stdout(full).output().expect("the command starts");
        assert_eq!(run.status.code(), Some(1));
    }

    #[test]
    fn input_that_is_no_file_name_in_utf8_needs_s() {
        let sandbox = Sandbox::new(&[]);
        let name = OsStr::from_bytes(b"\xff.py");
        fs::write(sandbox.path("").join(name), SOURCE).expect("files can be written");
        let run = sandbox.command().arg(name).output().expect("the command starts");
        let expected = "constrictor: the source name is not valid UTF-8: give another one with -s\n";
        assert_eq!(String::from_utf8_lossy(&run.stderr), expected);
    }

    #[test]
    fn input_that_is_no_file_name_in_utf8_compiles_with_s() {
        let sandbox = Sandbox::new(&[]);
        let name = OsStr::from_bytes(b"\xff.py");
        fs::write(sandbox.path("").join(name), SOURCE).expect("files can be written");
        let run = sandbox.command().args(["-s", "a.py"]).arg(name).output().expect("the command starts");
        assert_eq!(run.status.code(), Some(0));
        let output = sandbox.path("").join(OsStr::from_bytes(b"\xff.mpy"));
        assert_eq!(fs::read(output).expect("the output is there"), compiled(&[]));
    }
}
