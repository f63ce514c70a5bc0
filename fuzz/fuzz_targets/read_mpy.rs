//! Any bytes as a .mpy file: reading and disassembling never panic, and what can be read can be written again.

#![no_main]

use constrictor::bytecode::{disassemble::disassemble, read::read, write::write};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(module) = read(bytes) {
        disassemble(&module);
        let written = write(&module);
        assert_eq!(write(&read(&written).expect("what was written can be read")), written);
    }
});
