//! Inputs made to hurt: deep, long, large. Each compiles or is refused with a diagnostic, on a small native stack, in a
//! debug build, and within a memory limit that is set.

use constrictor::bytecode::write::write;
use constrictor::{Diagnostic, ErrorKind, Options, compile};
use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

/// What [`Options::DEFAULT_MAX_NESTING`] promises to make do with.
const STACK: usize = 1 << 20;

/// Counts what each thread holds.
struct Counting;

thread_local! {
    static HELD: Cell<isize> = const { Cell::new(0) };
    static PEAK: Cell<isize> = const { Cell::new(0) };
}

fn count(change: isize) {
    // A thread that is ending has nothing to count with any more.
    let _ = HELD.try_with(|held| {
        held.set(held.get() + change);
        let _ = PEAK.try_with(|peak| peak.set(peak.get().max(held.get())));
    });
}

// SAFETY: every call is passed on to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size() as isize);
        // SAFETY: the caller keeps the contract, which is the same.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        count(-(layout.size() as isize));
        // SAFETY: the caller keeps the contract, which is the same.
        unsafe { System.dealloc(block, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Compiles on a thread with a small stack. Gives the bytes of the module.
fn outcome(source: impl Into<Vec<u8>>) -> Result<Vec<u8>, Diagnostic> {
    let source = source.into();
    let run = move || compile(&source, &Options::default()).map(|module| write(&module));
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(run).expect("a thread starts");
    thread.join().expect("the compiler does not panic")
}

fn headline(source: impl Into<Vec<u8>>) -> String {
    match outcome(source) {
        Ok(_) => "accepted".into(),
        Err(diagnostic) => diagnostic.headline(),
    }
}

const TOO_DEEP: &str = "RuntimeError: maximum recursion depth exceeded";

macro_rules! too_deep {
    ($($name:ident: $source:expr;)*) => {$(
        #[test]
        fn $name() {
            assert_eq!(headline($source), TOO_DEEP);
        }
    )*};
}

too_deep! {
    a_megabyte_of_parentheses_is_too_deep: "(".repeat(1 << 20);
    a_megabyte_of_brackets_is_too_deep: "x = ".to_owned() + &"[".repeat(1 << 20);
    a_megabyte_of_braces_is_too_deep: "{".repeat(1 << 20);
    a_chain_of_not_is_too_deep: format!("x = {}a\n", "not ".repeat(100_000));
    a_chain_of_signs_is_too_deep: format!("x = {}a\n", "-".repeat(100_000));
    a_chain_of_lambdas_is_too_deep: format!("x = {}a\n", "lambda: ".repeat(100_000));
    a_chain_of_lambdas_in_defaults_is_too_deep: format!("x = {}a\n", "lambda a, b=".repeat(100_000));
    a_chain_of_powers_is_too_deep: format!("x = {}a\n", "a**".repeat(100_000));
    a_chain_of_conditionals_is_too_deep: format!("x = {}a\n", "a if b else ".repeat(100_000));
    a_chain_of_calls_is_too_deep: format!("x = {}{}\n", "f(".repeat(100_000), ")".repeat(100_000));
    a_chain_of_subscripts_is_too_deep: format!("x = {}{}\n", "a[".repeat(100_000), "]".repeat(100_000));
    a_thousand_blocks_are_too_deep:
        (0..1000).map(|depth| " ".repeat(depth) + "if a:\n").collect::<String>() + &" ".repeat(1000) + "pass\n";
}

macro_rules! accepted {
    ($($name:ident: $source:expr;)*) => {$(
        #[test]
        fn $name() {
            assert_eq!(headline($source), "accepted");
        }
    )*};
}

/// As deep as it goes by default, in a way that takes much stack.
fn nested(open: &str, close: &str) -> String {
    let depth = Options::DEFAULT_MAX_NESTING as usize - 2;
    format!("x = {}a{}\n", open.repeat(depth), close.repeat(depth))
}

accepted! {
    nesting_up_to_the_limit_fits_the_stack: nested("[", "]");
    calls_up_to_the_limit_fit_the_stack: nested("f(", ")");
    dicts_up_to_the_limit_fit_the_stack: nested("{b: ", "}");
    tuples_of_constants_up_to_the_limit_fit_the_stack: nested("(", ",)").replace('a', "1");
    comprehensions_up_to_the_limit_fit_the_stack: nested("[b for b in ", "]");
    blocks_up_to_half_the_limit_fit_the_stack:
        (0..100).map(|depth| " ".repeat(depth) + "for a in b:\n").collect::<String>() + &" ".repeat(100) + "pass\n";
    a_long_sum_is_not_deep: format!("x = {}a\n", "a + ".repeat(100_000));
    a_long_chain_of_attributes_is_not_deep: format!("x = a{}\n", ".b".repeat(100_000));
    a_long_chain_of_method_calls_is_not_deep: format!("x = a{}\n", ".b()".repeat(100_000));
    a_long_if_is_not_deep: format!("if a: pass\n{}", "elif b: pass\n".repeat(2_000));
    a_long_or_is_not_deep: format!("x = {}a\n", "a or ".repeat(5_000));
    a_long_list_of_lambdas_is_not_deep: format!("x = [{}]\n", "lambda: 1, ".repeat(1_000));
    a_long_list_of_conditionals_is_not_deep: format!("x = [{}]\n", "a if b else c, ".repeat(1_000));
    a_long_sum_of_powers_is_not_deep: format!("x = {}1\n", "a ** 2 + ".repeat(10_000));
    a_hundred_thousand_strings_join: format!("x = {}\n", "'a' ".repeat(100_000));
    a_string_of_a_megabyte_is_fine: format!("x = '{}'\n", "a".repeat(1 << 20));
    an_integer_of_many_digits_is_fine: format!("x = {}\n", "9".repeat(20_000));
    a_shift_that_would_not_fit_is_left_for_run_time: "x = 1 << (1 << 60)\n";
    a_power_that_would_not_fit_is_left_for_run_time: "x = 10 ** 10 ** 10\n";
    a_source_without_anything_is_fine: "";
    bytes_that_are_not_utf8_are_fine_in_a_comment: b"x = 1 # caf\xe9\n".to_vec();
    carriage_returns_end_lines: "x = 1\ry = 2\r\nz = 3";
}

#[test]
fn a_hundred_thousand_comparisons_jump_too_far() {
    assert_eq!(headline(format!("x = {}a\n", "a < ".repeat(100_000))), "RuntimeError: bytecode overflow");
}

#[test]
fn bytes_that_are_not_utf8_are_refused_where_they_stand() {
    let error = outcome(b"x = 1\ny = 'caf\xe9'\n".to_vec()).unwrap_err();
    assert_eq!((error.kind, error.span.start, error.line), (ErrorKind::Unicode, 14, 2));
}

#[test]
fn a_nul_byte_is_refused_where_it_stands() {
    let error = outcome(b"x = 1\n# \0\n".to_vec()).unwrap_err();
    assert_eq!((error.message.as_ref(), error.span.start, error.line), ("source contains a NUL byte", 8, 2));
}

#[test]
fn an_indented_first_line_is_refused() {
    let error = outcome("  x = 1\n").unwrap_err();
    assert_eq!((error.headline().as_str(), error.line), ("IndentationError: unexpected indent", 1));
}

/// A program that uses most of what takes memory.
fn program() -> String {
    let unit = "class C#:\n    def m(self, a, b=1, *c, d=2.5, **e):\n        try:\n            return [x + # for x in \
                (a, b, 'a longer string #') if x], f'{a}{b!r:>4}', 1 << 70 | #\n        finally:\n            del a\n";
    (0..20).map(|number| unit.replace('#', &number.to_string())).collect()
}

fn limited(source: &str, limit: usize) -> Result<Vec<u8>, Diagnostic> {
    let mut options = Options::default();
    options.memory_limit = limit;
    compile(source.as_bytes(), &options).map(|module| write(&module))
}

#[test]
fn every_memory_limit_gives_an_error_or_the_whole_module() {
    let source = program();
    let whole = limited(&source, usize::MAX).expect("the program is valid");
    let mut succeeded = false;
    for limit in (0..400_000).step_by(997) {
        match limited(&source, limit) {
            Ok(module) => {
                assert_eq!(module, whole);
                succeeded = true;
            }
            Err(error) => {
                assert_eq!(error.kind, ErrorKind::Memory, "limit {limit}");
                assert!(!succeeded, "a larger limit than one that was enough is not: {limit}");
            }
        }
    }
    assert!(succeeded, "no limit was enough");
}

/// What a compilation may take beyond its limit: fixed tables, and the parser's stack before it is first paid for.
const SLACK: isize = 16 << 10;

#[test]
fn no_more_is_allocated_than_the_limit_allows() {
    let source = program();
    for limit in [1 << 12, 1 << 14, 1 << 16, 1 << 17, 1 << 18] {
        let mut options = Options::default();
        options.memory_limit = limit;
        let before = HELD.get();
        PEAK.set(before);
        let result = compile(source.as_bytes(), &options);
        let peak = PEAK.get() - before;
        drop(result);
        assert!(peak <= limit as isize + SLACK, "limit {limit}, held {peak}");
    }
}

/// Constant tuples made of each other, each of `copies` of the one before.
fn tuples(count: usize, copies: usize) -> String {
    let tuple = |number| format!("_A{} = const(({}))\n", number + 1, format!("_A{number}, ").repeat(copies));
    "_A0 = const((0,))\n".to_owned()
        + &(0..count).map(tuple).collect::<String>()
        + &format!("x = _A{count}\n")
}

#[test]
fn tuples_of_tuples_by_name_are_too_deep() {
    assert_eq!(headline(tuples(20_000, 1)), TOO_DEEP);
}

#[test]
fn a_constant_tuple_that_compiles_can_be_read() {
    for depth in [200, 255, 256, 300] {
        if let Ok(file) = outcome(tuples(depth, 1)) {
            assert!(constrictor::bytecode::read::read(&file).is_ok(), "{depth}");
        }
    }
}

#[test]
fn tuples_that_share_their_items_run_into_the_limit_at_once() {
    let error = limited(&tuples(40, 2), 1 << 16).unwrap_err();
    assert_eq!(error.kind, ErrorKind::Memory);
}

#[test]
fn large_integers_count_before_they_are_computed() {
    let source = format!("x = [{}]\n", "1 << 2_000_000, ".repeat(50));
    let before = HELD.get();
    PEAK.set(before);
    let _ = limited(&source, 1 << 16);
    assert!(PEAK.get() - before <= (1 << 16) + SLACK);
}
