//! Compiles the application for the flash, and tells the linker about the board's memory.

use std::path::Path;
use std::{env, fs};

fn main() {
    constrictor_build::Folder::new("app").compile();
    // Modules beside the application's, for example those that tests need.
    println!("cargo::rerun-if-env-changed=CONSTRICTOR_MODULES");
    let out = env::var_os("OUT_DIR").expect("cargo sets OUT_DIR");
    match env::var_os("CONSTRICTOR_MODULES") {
        Some(folder) => constrictor_build::Folder::new(folder).name("more").compile(),
        None => fs::write(Path::new(&out).join("more.rs"), "static MORE: &[(&str, &[u8])] = &[];")
            .expect("OUT_DIR can be written to"),
    }
    // The runtime's linker script takes the names of interrupts from here; `fault` has one handler for all.
    fs::write(Path::new(&out).join("device.x"), "").expect("OUT_DIR can be written to");
    println!("cargo::rustc-link-search={}", Path::new(&out).display());
    println!("cargo::rustc-link-search={}", env!("CARGO_MANIFEST_DIR"));
    println!("cargo::rustc-link-arg=-Tlink.x");
    // Functions whose instructions are the same are one: nothing compares their addresses.
    println!("cargo::rustc-link-arg=--icf=all");
    println!("cargo::rerun-if-changed=memory.x");
}
