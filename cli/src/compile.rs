//! From source to the bytes of an .mpy file, or to everything that is wrong with it.

use std::thread;

use constrictor::bytecode::module::Module;
use constrictor::bytecode::write::write;
use constrictor::stages::Parsed;
use constrictor::{Diagnostic, Levels, Options, Severity};

/// The stack of the thread that compiles deeply nested sources, in bytes. Only what is used of it costs memory.
const STACK_SIZE: usize = 256 << 20;

/// How deep a source may nest: with [`STACK_SIZE`] this leaves more than 10 KiB of stack for each level.
const MAX_NESTING: u32 = 20_000;

/// All that decides what a source becomes.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The compiler's own options.
    pub options: Options,
    /// The architecture flags that the output's header carries.
    pub arch_flags: u32,
    /// What to do about lints.
    pub levels: Levels,
}

/// A source that compiles.
pub struct Compiled {
    /// The bytes of the .mpy file.
    pub mpy: Vec<u8>,
    /// What the lints found.
    pub warnings: Vec<Diagnostic>,
}

/// A source that does not compile, or that has what is denied.
#[derive(Default)]
pub struct Refusal {
    /// Everything that is wrong, in the order of the text, and warnings among it.
    pub diagnostics: Vec<Diagnostic>,
    /// What MicroPython reports; nothing if only lints object.
    pub first: Option<Box<Diagnostic>>,
}

/// Compiles here, and what nests too deeply for that on a thread with a larger stack.
///
/// Starting a thread takes a noticeable part of the time that a small file takes. Hence it is only done for a source
/// that was refused, whatever for: refusals are rare, and soon found again.
pub fn compile(source: &[u8], settings: &Settings) -> Result<Compiled, Refusal> {
    let Attempt { module, lints } = attempt(source, &settings.options, &settings.levels);
    if let Some(module) = module {
        return finish(module, lints, settings);
    }
    let mut options = settings.options.clone();
    options.max_nesting = MAX_NESTING;
    thread::scope(|scope| {
        let thread = thread::Builder::new()
            .stack_size(STACK_SIZE)
            .spawn_scoped(scope, || compile_or_explain(source, &options, settings));
        match thread.map(thread::ScopedJoinHandle::join) {
            Ok(Ok(result)) => result,
            Ok(Err(panic)) => std::panic::resume_unwind(panic),
            // The system denies such a thread: what is found without stands.
            Err(_) => compile_or_explain(source, &settings.options, settings),
        }
    })
}

/// What came of compiling a source stage by stage.
struct Attempt {
    module: Option<Module>,
    lints: Vec<Diagnostic>,
}

/// Compiles in stages, for the sake of the lints, which look at the tree between two of them.
fn attempt(source: &[u8], options: &Options, levels: &Levels) -> Attempt {
    let Ok(parsed) = Parsed::new(source, options) else {
        return Attempt { module: None, lints: Vec::new() };
    };
    let lints = parsed.lints(levels);
    let module = parsed.resolve().and_then(|resolved| resolved.generate()).ok();
    Attempt { module, lints }
}

fn finish(mut module: Module, lints: Vec<Diagnostic>, settings: &Settings) -> Result<Compiled, Refusal> {
    if lints.iter().any(|lint| lint.severity == Severity::Error) {
        return Err(Refusal { diagnostics: lints, ..Refusal::default() });
    }
    module.arch_flags = settings.arch_flags;
    Ok(Compiled { mpy: write(&module), warnings: lints })
}

/// Compiles a source that was refused once, with another limit of nesting, and finds out what is wrong with it.
fn compile_or_explain(source: &[u8], options: &Options, settings: &Settings) -> Result<Compiled, Refusal> {
    let Attempt { module, lints } = attempt(source, options, &settings.levels);
    if let Some(module) = module {
        return finish(module, lints, settings);
    }
    // The stages find another error first than MicroPython does.
    let first = match constrictor::compile(source, options) {
        Ok(module) => return finish(module, lints, settings),
        Err(first) => first,
    };
    let mut diagnostics = constrictor::diagnose(source, options);
    if diagnostics.is_empty() {
        diagnostics.push(first.clone());
    }
    diagnostics.extend(lints);
    diagnostics.sort_by_key(|diagnostic| (diagnostic.span.start, diagnostic.span.end));
    Err(Refusal { diagnostics, first: Some(Box::new(first)) })
}
