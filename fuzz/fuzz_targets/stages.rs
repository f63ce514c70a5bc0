//! Any text through every stage, at every level and in every mode: what the stages say is inside the text, and they
//! say the same.

#![no_main]

use constrictor::bytecode::{disassemble, read, read_file, sizes, write, write_file, write_listing};
use constrictor::stages::{Parsed, count_tokens, tokens};
use constrictor::{Code, Diagnostic, Level, Levels, Mode, Options, diagnose, explain, inspect};
use constrictor_fuzz::{check_diagnostic, options};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|source: &[u8]| {
    // The text itself chooses, so that any file of Python is an input.
    let choice = source.iter().fold(source.len() as u8, |sum, byte| sum.rotate_left(3) ^ byte);
    let mut options = options(choice);
    check_tokens(source, &options);
    for mode in [Mode::Module, Mode::Interactive, Mode::Eval] {
        options.mode = mode;
        check_lints(source, &options);
        for level in 0..4 {
            options.level = level;
            check_compilation(source, &options);
        }
    }
    check_memory_limit(source, usize::from(choice) << 8);
});

fn check_tokens(source: &[u8], options: &Options) {
    // This one refuses malformed literals as well.
    let shown = checked(inspect::tokens(source, options), source);
    let Ok(tokens) = checked(tokens(source, options), source) else {
        assert!(shown.is_err() && count_tokens(source, options).is_err());
        return;
    };
    assert_eq!(count_tokens(source, options), Ok(tokens.len()));
    for token in &tokens {
        let span = token.span;
        assert!(span.start <= span.end && span.end as usize <= source.len(), "{token:?}");
    }
    assert!(tokens.is_sorted_by_key(|token| token.line));
}

fn check_lints(source: &[u8], options: &Options) {
    let mut levels = Levels::default();
    levels.set("all", Level::Warn);
    if let Ok(parsed) = checked(Parsed::new(source, options), source) {
        let lints = parsed.lints(&levels);
        assert!(lints.is_sorted_by_key(|lint| lint.span.start));
        lints.iter().for_each(|lint| check_diagnostic(lint, source));
    }
}

/// The compiler as a whole and in steps.
fn check_compilation(source: &[u8], options: &Options) {
    let in_steps = Parsed::new(source, options).and_then(|parsed| {
        assert_eq!(Ok(parsed.outline()), inspect::tree(source, options));
        let resolved = parsed.resolve()?;
        assert_eq!(Ok(resolved.outline()), inspect::resolved(source, options));
        resolved.constants()?;
        resolved.generate()
    });
    let in_steps = checked(in_steps, source);
    let module = match checked(constrictor::compile(source, options), source) {
        Ok(module) => module,
        Err(first) => {
            assert!(in_steps.is_err());
            return check_diagnosis(source, options, &first);
        }
    };
    assert!(in_steps.as_ref() == Ok(&module), "{in_steps:?} in steps, but {module:?}");
    let bytes = write(&module);
    // A file has the functions in another order, so only what is read from one can be compared.
    assert_eq!(read(&bytes).map(|again| write(&again)).as_ref(), Ok(&bytes));
    let (file, layout) = read_file(&bytes).expect("what was written can be read");
    assert_eq!(write_file(&file), bytes);
    let sizes = sizes(&file, &layout).expect("what was compiled is sound");
    assert_eq!(sizes.total(), bytes.len());
    disassemble(&module);
    write_listing(&mut String::new(), &file, &layout, &sizes, Some(source)).expect("a string takes any text");
}

/// All errors, of which the compiler's is one.
fn check_diagnosis(source: &[u8], options: &Options, first: &Diagnostic) {
    let errors = diagnose(source, options);
    let is_first = |error: &Diagnostic| {
        (error.kind, error.line, &error.message) == (first.kind, first.line, &first.message)
    };
    assert!(errors.iter().any(is_first), "{first:?} is not in {errors:?}");
    assert!(errors.is_sorted_by_key(|error| error.span.start) && errors.len() <= 100, "{errors:?}");
    for error in &errors {
        check_diagnostic(error, source);
        assert!(!explain(error.code).is_empty(), "{error:?}");
    }
}

/// A limit is kept, or makes no difference.
fn check_memory_limit(source: &[u8], limit: usize) {
    let mut options = Options::default();
    let unlimited = constrictor::compile(source, &options);
    options.memory_limit = limit;
    let limited = constrictor::compile(source, &options);
    if let Err(first) = &limited {
        check_diagnosis(source, &options, first);
    }
    match limited {
        Err(Diagnostic { code: Code::OutOfMemory, .. }) => {}
        limited => assert!(limited == unlimited, "at a limit of {limit} bytes: {:?}", limited.err()),
    }
}

fn checked<T>(result: Result<T, Diagnostic>, source: &[u8]) -> Result<T, Diagnostic> {
    if let Err(diagnostic) = &result {
        check_diagnostic(diagnostic, source);
    }
    result
}
