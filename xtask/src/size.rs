//! `cargo xtask size`: how much of a board's flash the compiler takes, by part.
//!
//! Builds `xtask/image` for a Cortex-M3, links it with everything that is not reachable left out, and adds up its
//! symbols.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use object::{Object, ObjectSection, ObjectSymbol, SectionKind};

use crate::{project_root, release, target_dir};

/// The board's processor.
pub(crate) const TARGET: &str = "thumbv7m-none-eabi";

/// Where Debian's packages of a current Rust put it.
const DEBIAN: &str = "/usr/bin";

/// The parts, each with the fragments of symbol names that belong to it. The first part that fits counts.
const PARTS: [(&str, &[&str]); 20] = [
    ("VM: prompt", &["constrictor_vm::repl"]),
    ("VM: verifier, loader", &["constrictor_vm::verify", "constrictor_vm::load"]),
    ("VM: formatting", &["constrictor_vm::format", "constrictor_vm::print"]),
    ("VM: types", &["constrictor_vm::types"]),
    ("VM: modules", &["constrictor_vm::modules"]),
    ("VM: interpreter", &["constrictor_vm::interpreter", "constrictor_vm::frame", "constrictor_vm::call"]),
    ("VM: the rest", &["constrictor_vm"]),
    ("firmware", &["constrictor_firmware", "cortex_m", "embedded_alloc", "linked_list_allocator"]),
    (
        "parser: tables",
        &["__ROWS", "__OWNERS", "__ACTIONS", "__SETS", "__REDUCTIONS", "__TOKENS", "__EOF_ACTION", "__goto"],
    ),
    ("parser: actions", &["__reduce", "grammar::__action", "parser::builder"]),
    ("parser: driver", &["constrictor::parser", "lalrpop_util"]),
    ("lexer", &["constrictor::lexer", "logos"]),
    ("code generation", &["constrictor::codegen", "constrictor::scope"]),
    ("integers of any size", &["num_bigint", "num_integer", "num_traits"]),
    ("numbers and constants", &["constrictor::number", "constrictor::constant", "float_text", "libm"]),
    ("writing .mpy", &["constrictor_bytecode"]),
    ("names, memory, entry", &["constrictor::", "hashbrown", "foldhash"]),
    (
        "core, alloc, arithmetic",
        &[
            "core::",
            "alloc::",
            "compiler_builtins",
            "__aeabi",
            "divmod",
            "memcpy",
            "memmove",
            "memset",
            "memcmp",
            "__rust",
            "<str>::",
            "<char>::",
        ],
    ),
    // Instructions that several functions have in common: LLVM makes functions of them where size counts.
    ("shared by several parts", &["OUTLINED_FUNCTION"]),
    ("other", &[""]),
];

/// Runs the subcommand.
pub fn main(_: &[String]) -> Result<bool, String> {
    let image = link(&build()?)?;
    let data = fs::read(&image).map_err(|error| format!("{}: {error}", image.display()))?;
    print!("{}", table(&data)?);
    Ok(true)
}

/// Compiles the image, with the toolchain at hand that can, and gives the library.
fn build() -> Result<PathBuf, String> {
    let mut cargo = cargo_for_board()?;
    let target = target_dir().join("image");
    cargo.args(["build", "--quiet", "--release", "--target", TARGET, "--manifest-path"]);
    cargo.arg(project_root().join("xtask/image/Cargo.toml")).env("CARGO_TARGET_DIR", &target);
    let status = cargo.status().map_err(|error| format!("cannot run cargo: {error}"))?;
    match status.success() {
        true => Ok(target.join(TARGET).join("release/libimage.a")),
        false => Err("the image does not build".into()),
    }
}

/// The cargo of a toolchain that can build for the board.
pub(crate) fn cargo_for_board() -> Result<Command, String> {
    cargo_for(TARGET)
}

/// The cargo of a toolchain that can build for a target without an operating system.
pub(crate) fn cargo_for(target: &str) -> Result<Command, String> {
    match has_target(target) {
        true => Ok(Command::new(crate::tool("CARGO", "cargo"))),
        false => debian_cargo(target),
    }
}

/// Whether the toolchain in use has a core library for a target, or can get one.
fn has_target(target: &str) -> bool {
    let installed = || {
        let rustc = crate::tool("RUSTC", "rustc");
        let output = Command::new(rustc).args(["--print", "target-libdir", "--target", target]).output();
        output.is_ok_and(|output| Path::new(String::from_utf8_lossy(&output.stdout).trim()).is_dir())
    };
    installed() || {
        let added = Command::new("rustup").args(["target", "add", target]).output();
        added.is_ok_and(|output| output.status.success()) && installed()
    }
}

/// Debian's cargo, which comes with the sources of the core library.
fn debian_cargo(target: &str) -> Result<Command, String> {
    let [cargo, rustc] = ["cargo", "rustc"].map(|name| Path::new(DEBIAN).join(name));
    if !cargo.is_file() || !Path::new("/usr/lib/rustlib/src/rust/library/core").exists() {
        return Err(format!(
            "no core library for {target}: run `rustup target add {target}`, or install Debian's \
             rustc-web, cargo-web and rust-web-src"
        ));
    }
    let mut command = Command::new(cargo);
    // What the outer cargo has set up is for another toolchain.
    for variable in ["RUSTUP_TOOLCHAIN", "RUSTC_WRAPPER", "RUSTFLAGS"] {
        command.env_remove(variable);
    }
    command.env("RUSTC", rustc).env("RUSTC_BOOTSTRAP", "1").arg("-Zbuild-std=core,alloc");
    Ok(command)
}

/// Links the library and gives the image.
fn link(library: &Path) -> Result<PathBuf, String> {
    let image = target_dir().join("image").join("image.elf");
    let mut linker = Command::new(linker()?);
    linker.args(["-flavor", "gnu", "--gc-sections", "-e", "compile", "-u", "compile"]);
    linker
        .args(["--defsym", "board_allocate=0x1000", "--defsym", "board_free=0x1004", "-o"])
        .arg(&image)
        .arg(library);
    let output = linker.output().map_err(|error| format!("cannot run rust-lld: {error}"))?;
    match output.status.success() {
        true => Ok(image),
        false => Err(format!("the image does not link:\n{}", String::from_utf8_lossy(&output.stderr))),
    }
}

/// Rust's own linker.
fn linker() -> Result<PathBuf, String> {
    let rustc = crate::tool("RUSTC", "rustc");
    let output = Command::new(rustc).args(["--print", "sysroot"]).output();
    let sysroot = output.map_err(|error| format!("cannot run rustc: {error}"))?.stdout;
    let sysroot = PathBuf::from(String::from_utf8_lossy(&sysroot).trim());
    let own = sysroot.join("lib/rustlib").join(release::host()?).join("bin/rust-lld");
    let on_path = std::env::var_os("PATH").and_then(|path| {
        std::env::split_paths(&path).map(|folder| folder.join("rust-lld")).find(|file| file.is_file())
    });
    match own.is_file() {
        true => Ok(own),
        false => on_path.ok_or_else(|| "rust-lld is neither in the toolchain nor on PATH".into()),
    }
}

/// The table to print.
pub(crate) fn table(image: &[u8]) -> Result<String, String> {
    let file = object::File::parse(image).map_err(|error| error.to_string())?;
    let in_flash =
        |kind| matches!(kind, SectionKind::Text | SectionKind::ReadOnlyData | SectionKind::ReadOnlyString);
    let flash: u64 =
        file.sections().filter(|section| in_flash(section.kind())).map(|section| section.size()).sum();
    let mut sizes: BTreeMap<usize, u64> = BTreeMap::new();
    for symbol in file.symbols() {
        let section = symbol.section_index().and_then(|index| file.section_by_index(index).ok());
        if section.is_some_and(|section| in_flash(section.kind())) {
            let name = symbol.name().unwrap_or_default();
            *sizes.entry(part(&format!("{:#}", rustc_demangle::demangle(name)))).or_default() +=
                symbol.size();
        }
    }
    let named: u64 = sizes.values().sum();
    let mut text = format!("{:26} {:>8}\n", format!("flash on {TARGET}"), "bytes");
    for (part, size) in sizes {
        text += &format!("{:26} {size:>8}\n", PARTS[part].0);
    }
    // Constants that the compiler has merged have no names.
    text += &format!(
        "{:26} {:>8}\n{:26} {flash:>8}\n",
        "unnamed constants",
        flash.saturating_sub(named),
        "total"
    );
    Ok(text)
}

/// The index of the part that a symbol belongs to.
fn part(name: &str) -> usize {
    let belongs = |(_, fragments): &(&str, &[&str])| fragments.iter().any(|fragment| name.contains(fragment));
    PARTS.iter().position(belongs).unwrap_or(PARTS.len() - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reductions_are_actions_of_the_parser() {
        assert_eq!(
            PARTS[part("constrictor::parser::grammar::__parse__Input::__reduce12")].0,
            "parser: actions"
        );
    }

    #[test]
    fn library_code_that_serves_the_lexer_is_the_lexers() {
        assert_eq!(PARTS[part("<constrictor::lexer::token::Lexeme as logos::Logos>::lex")].0, "lexer");
    }

    #[test]
    fn unknown_names_are_other() {
        assert_eq!(PARTS[part("compile")].0, "other");
    }
}
