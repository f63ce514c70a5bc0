//! Any bytes as a .mpy file: reading, disassembling and listing never panic, and what can be read can be written again.

#![no_main]

use constrictor::bytecode::{disassemble, read, read_file, sizes, write, write_file, write_listing};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let whole = read_file(bytes);
    if let Ok(module) = read(bytes) {
        assert!(whole.is_ok(), "a file without native code is a file");
        disassemble(&module);
        let written = write(&module);
        assert_eq!(write(&read(&written).expect("what was written can be read")), written);
    }
    let Ok((file, layout)) = whole else {
        return;
    };
    if let Ok(sizes) = sizes(&file, &layout) {
        assert_eq!(sizes.total(), bytes.len());
        // The bytes are no source either, but any text will do.
        for source in [None, Some(bytes)] {
            write_listing(&mut String::new(), &file, &layout, &sizes, source)
                .expect("a string takes any text");
        }
    }
    let written = write_file(&file);
    let (again, _) = read_file(&written).expect("what was written can be read");
    assert_eq!(write_file(&again), written);
});
