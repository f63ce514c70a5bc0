//! The options of the command, one by one.

mod common;

use common::{SOURCE, Sandbox, compiled, holds};

fn refused(args: &[&str]) -> String {
    Sandbox::new(&[("a.py", SOURCE), ("b.py", SOURCE)]).run(args).fails()
}

#[test]
fn output_is_an_mpy_file_for_31_bits() {
    assert_eq!(compiled(&[])[..4], [b'M', 6, 0, 31]);
}

#[test]
fn level_1_drops_asserts() {
    assert!(compiled(&["-O1"]).len() < compiled(&["-O0"]).len());
}

#[test]
fn level_3_drops_lines() {
    assert!(compiled(&["-O3"]).len() < compiled(&["-O2"]).len());
}

#[test]
fn o_alone_is_level_1() {
    assert_eq!(compiled(&["-O"]), compiled(&["-O1"]));
}

#[test]
fn three_letters_o_are_level_3() {
    assert_eq!(compiled(&["-OOO"]), compiled(&["-O3"]));
}

#[test]
fn input_is_embedded() {
    assert!(holds(&compiled(&[]), "a.py"));
}

#[test]
fn s_embeds_another_name() {
    assert!(holds(&compiled(&["-s", "lib/app.py"]), "lib/app.py"));
}

#[test]
fn s_embeds_slashes() {
    assert!(holds(&compiled(&["-s", "lib\\app.py"]), "lib/app.py"));
}

#[test]
fn v_changes_nothing() {
    assert_eq!(compiled(&["-v", "-v"]), compiled(&[]));
}

#[test]
fn small_int_bits_are_stored() {
    assert_eq!(compiled(&["-msmall-int-bits=63"])[3], 63);
}

#[test]
fn small_int_bits_out_of_range_are_refused() {
    let stderr = refused(&["-msmall-int-bits=99", "a.py"]);
    assert_eq!(stderr, "constrictor: -msmall-int-bits=99 is out of range: use 2 to 63\n");
}

#[test]
fn architecture_changes_no_bytecode() {
    assert_eq!(compiled(&["-march=armv7m"]), compiled(&[]));
}

#[test]
fn host_architecture_changes_no_bytecode() {
    assert_eq!(compiled(&["-march=host"]), compiled(&[]));
}

#[test]
fn architecture_flags_are_stored() {
    // Bit 6 says that flags follow the header (MicroPython, py/persistentcode.h).
    assert_eq!(compiled(&["-march=rv32imc", "-march-flags=zba,zcmp"])[2..5], [1 << 6, 31, 3]);
}

#[test]
fn no_architecture_flags_are_not_stored() {
    assert_eq!(compiled(&["-march=rv32imc", "-march-flags=0"]), compiled(&[]));
}

#[test]
fn unrecognised_architecture_flags_are_refused() {
    let stderr = refused(&["-march=rv32imc", "-march-flags=zbb", "a.py"]);
    assert_eq!(stderr, "constrictor: unrecognised arch flags\n");
}

#[test]
fn unknown_architecture_shows_the_usage() {
    assert!(refused(&["-march=z80", "a.py"]).starts_with("constrictor: unknown architecture 'z80'\nusage: "));
}

#[test]
fn bytecode_emitter_is_the_default() {
    assert_eq!(compiled(&["-X", "emit=bytecode"]), compiled(&[]));
}

#[test]
fn native_emitter_is_not_supported() {
    let stderr = refused(&["-march=x64", "-X", "emit=native", "a.py"]);
    assert_eq!(stderr, "constrictor: native code is not supported yet: use -X emit=bytecode\n");
}

#[test]
fn viper_emitter_is_not_supported() {
    let stderr = refused(&["-march=x64", "-X", "emit=viper", "a.py"]);
    assert_eq!(stderr, "constrictor: native code is not supported yet: use -X emit=bytecode\n");
}

#[test]
fn native_emitter_without_an_architecture_is_refused() {
    assert_eq!(refused(&["-X", "emit=native", "a.py"]), "constrictor: arch not specified\n");
}

#[test]
fn heap_size_changes_nothing() {
    assert_eq!(compiled(&["-X", "heapsize=16wk"]), compiled(&[]));
}

#[test]
fn heap_size_without_a_number_is_refused() {
    assert!(refused(&["-X", "heapsize=k", "a.py"]).starts_with("constrictor: invalid heap size 'k'\n"));
}

#[test]
fn source_lines_are_the_default() {
    assert_eq!(compiled(&["-X", "source-lines"]), compiled(&[]));
}

#[test]
fn source_lines_can_be_left_out() {
    assert!(compiled(&["-X", "no-source-lines"]).len() < compiled(&[]).len());
}

#[test]
fn version_names_the_format() {
    let stdout = Sandbox::new(&[]).run(&["--version"]).succeeds().stdout;
    let expected = "Constrictor 0.1.0; mpy-cross 1.29.0 compatible, emitting mpy v6.3\n";
    assert_eq!(String::from_utf8_lossy(&stdout), expected);
}

#[test]
fn help_shows_the_usage() {
    let stdout = Sandbox::new(&[]).run(&["--help"]).succeeds().stdout;
    assert!(stdout.starts_with(b"usage: constrictor "));
}

#[test]
fn double_dash_ends_the_options() {
    Sandbox::new(&[("-O.py", SOURCE)]).run(&["--", "-O.py"]).succeeds();
}

#[test]
fn options_may_follow_the_input() {
    let sandbox = Sandbox::new(&[("a.py", SOURCE)]);
    sandbox.run(&["a.py", "-O3"]).succeeds();
    assert_eq!(sandbox.read("a.mpy"), compiled(&["-O3"]));
}

#[test]
fn no_input_is_refused() {
    assert_eq!(refused(&[]), "constrictor: no input file\n");
}

#[test]
fn two_inputs_need_o() {
    assert_eq!(
        refused(&["a.py", "b.py"]),
        "constrictor: multiple input files: name a directory for the outputs with -o\n"
    );
}

#[test]
fn unknown_option_shows_the_usage() {
    assert!(refused(&["-q", "a.py"]).starts_with("constrictor: invalid option '-q'\nusage: "));
}

#[test]
fn unknown_implementation_option_shows_the_usage() {
    assert!(refused(&["-X", "fast", "a.py"]).starts_with("constrictor: invalid option '-X fast'\nusage: "));
}

#[test]
fn missing_value_shows_the_usage() {
    assert!(refused(&["a.py", "-s"]).contains("\nusage: "));
}
