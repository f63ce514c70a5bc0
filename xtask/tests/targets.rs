//! The libraries build for processors of boards that are not the firmware's.
//!
//! Needs a core library for each; says so, and passes, where one is missing, unless `CONSTRICTOR_REQUIRE_BOARD` is set.

use xtask::targets;

fn assert_builds(target: &str) {
    let Err(error) = targets::build(target) else { return };
    assert!(error.contains("no core library"), "{error}");
    // What is missing fails a test where the boards have to be tested.
    assert!(std::env::var_os("CONSTRICTOR_REQUIRE_BOARD").is_none(), "cannot be built: {error}");
    eprintln!("not built: {error}");
}

#[test]
fn for_a_cortex_m0_plus() {
    assert_builds("thumbv6m-none-eabi");
}

#[test]
fn for_an_rv32imc() {
    assert_builds("riscv32imc-unknown-none-elf");
}
