//! Any bytes through the whole compiler: a module that survives writing and reading, or a diagnostic inside the text.

#![no_main]

use constrictor::bytecode::{disassemble::disassemble, read::read, write::write};
use constrictor::{Mode, Options};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u8, &[u8])| {
    let (choice, source) = input;
    let mut options = Options::default();
    options.level = choice & 3;
    options.mode = [Mode::Module, Mode::Interactive, Mode::Eval, Mode::Module][usize::from(choice >> 2 & 3)];
    options.small_int_bits = if choice & 0x10 == 0 { 31 } else { 63 };
    options.memory_limit = if choice & 0x20 == 0 { usize::MAX } else { usize::from(choice) << 8 };
    match constrictor::compile(source, &options) {
        Ok(module) => {
            let bytes = write(&module);
            let again = read(&bytes).expect("what was written can be read");
            assert_eq!(write(&again), bytes);
            disassemble(&again);
        }
        Err(diagnostic) => {
            assert!(diagnostic.span.start <= diagnostic.span.end);
            assert!(diagnostic.span.end as usize <= source.len());
        }
    }
});
