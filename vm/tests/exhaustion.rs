//! Programs whose allocations fail, each in turn: they end in MemoryError or as they should, and the machine goes on.
//!
//! `MOST` limits how many of each program are tried, and `PROGRAMS` names other programs.

use constrictor::{Options, compile};
use constrictor_bytecode::write;
use constrictor_vm::embed::Console;
use constrictor_vm::print::Out;
use constrictor_vm::{Config, Interrupt, Vm};
use std::cell::RefCell;
use std::path::Path;

/// Programs that let MemoryError pass: of `programs/`, without the ending.
const PROGRAMS: &[&str] = &[
    "array/compare_and_iterate",
    "array/edit",
    "array/wrap_and_limits",
    "bool/acts_as_int",
    "bool/constructor",
    "bool/truth_of_values",
    "builtins/isinstance_issubclass",
    "builtins/reversed_sorted",
    "builtins/sum_any_all",
    "bytearray/constructor",
    "bytearray/read_methods",
    "bytearray/slice_assign",
    "bytes/hex_fromhex",
    "bytes/mixing_with_str",
    "bytes/text_methods",
    "classes/binary_operators",
    "classes/inplace_fallback",
    "classes/reverse_operators",
    "cmath/functions",
    "cmath/polar_and_rect",
    "collections/deque_maxlen",
    "collections/namedtuple_methods",
    "collections/ordered_dict_methods",
    "complex/comparison",
    "complex/constructor",
    "complex/power",
    "control/if_chains",
    "control/large_function_jumps",
    "control/walrus",
    "dict/custom_keys",
    "dict/key_types",
    "dict/subclass",
    "errno/names_and_codes",
    "float/format_percent",
    "float/special_values",
    "float/type_errors",
    "format/fstring_scope",
    "format/method_int_types",
    "format/percent_basic",
    "functions/decorator_results",
    "functions/recursion",
    "functions/unbound_local",
    "generators/closures_and_args",
    "generators/generator_expression",
    "generators/yield_from_iterables",
    "int/from_bytes",
    "int/subclass",
    "int/unsupported_operand_types",
    "list/append_insert_extend",
    "list/concat_repeat",
    "list/sort_by_key_and_reverse",
    "math/classification_and_constants",
    "math/hyperbolic_and_special",
    "math/trigonometry",
    "memoryview/array_items",
    "memoryview/keeps_alive",
    "memoryview/window",
    "newer/templatelib",
    "newer/tstring_evaluation",
    "newer/tstring_iteration",
    "none/not_ordered_not_callable",
    "none/notimplemented_value",
    "none/singleton",
    "range/bounds_near_word",
    "range/loop_variable",
    "range/slice_object",
    "set/frozenset_basics",
    "set/methods_with_iterables",
    "set/operators",
    "str/find_family",
    "str/index_and_slice",
    "str/startswith_endswith",
    "struct/counts_strings_padding",
    "struct/integer_codes",
    "struct/objects_in_native",
    "tuple/basics",
    "tuple/methods_compare_hash",
    "tuple/subclass",
    "unpack/evaluation_order",
    "unpack/sequence_kinds",
    "unpack/tuple_targets",
];

/// What the machine is to do after a failure.
const CHECK: &str = "
class C:
    def __init__(self, x):
        self.x = x
def g(n):
    for i in range(n):
        yield C([i, {i: str(i)}])
try:
    {}['no']
except KeyError as e:
    print(e.args, sum(len(c.x[1]) + c.x[0] for c in g(100)), '%s %5.1f' % ('a' * 300, 2.5))
";

/// How allocations fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Failure {
    None,
    /// All after so many.
    All(usize),
    /// The one after so many.
    One(usize),
}

/// How a program ended, what it printed, and how often it allocated if nothing failed.
#[derive(Debug, PartialEq, Eq)]
struct Ending {
    error: Option<String>,
    printed: Vec<u8>,
    allocations: usize,
}

fn image(source: &[u8], name: &str) -> Vec<u8> {
    let mut options = Options::default();
    options.source_name = name.into();
    options.small_int_bits = (usize::BITS - 1) as u8;
    write(&compile(source, &options).expect("the program is sound"))
}

struct Subject {
    name: String,
    image: Vec<u8>,
    check: Vec<u8>,
    region: Vec<u8>,
}

impl Subject {
    fn new(name: &str) -> Subject {
        let path =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs").join(name).with_extension("py");
        let source = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Subject {
            name: name.to_owned(),
            image: image(&source, "program.py"),
            check: image(CHECK.as_bytes(), "check.py"),
            region: vec![0; 1 << 20],
        }
    }

    /// Runs the program, then the check, for which nothing fails; gives how the program ended, and what the check printed.
    fn run(&mut self, failure: Failure) -> (Ending, String) {
        let printed = RefCell::new(Vec::new());
        let mut console = Console::new(|text: &[u8]| printed.borrow_mut().extend_from_slice(text));
        let interrupt = Interrupt::new();
        let mut config = Config::default();
        config.fuel = 50_000_000;
        let mut vm =
            Vm::new(&mut self.region, config, &mut console, &interrupt).expect("the region is large enough");
        let globals = vm.main_globals();
        match failure {
            Failure::None => vm.set_allowance(Some(usize::MAX)),
            Failure::All(after) => vm.set_allowance(Some(after)),
            Failure::One(after) => vm.set_failure(after),
        }
        let result = vm.load_mpy(&self.image, globals).and_then(|function| vm.run(function, None));
        let allocations = usize::MAX - vm.allowance().unwrap_or_default();
        let exception = result.err().map(|raised| vm.take_raised(raised));
        vm.set_allowance(None);
        let error = exception.map(|exception| {
            let mut text = String::new();
            vm.print_exception(&mut Out::Fixed(&mut text), exception)
                .expect("a fixed buffer needs no memory");
            text.lines().next_back().unwrap_or_default().to_owned()
        });
        let printed_before = std::mem::take(&mut *printed.borrow_mut());
        vm.collect();
        if let Err(raised) = vm.load_mpy(&self.check, globals).and_then(|function| vm.run(function, None)) {
            let exception = vm.take_raised(raised);
            let _ = vm.print_exception(&mut Out::Console, exception);
        }
        drop(vm);
        let check = String::from_utf8_lossy(&printed.borrow()).into_owned();
        (Ending { error, printed: printed_before, allocations }, check)
    }

    /// Has allocations of the program fail, and gives how many did. `most` is how many are tried, of each kind.
    fn exhaust(&mut self, most: usize) -> Result<usize, String> {
        let (right, check) = self.run(Failure::None);
        if right.error.is_some() {
            return Err(format!("{}: {:?}", self.name, right.error));
        }
        let step = right.allocations.div_ceil(most).max(1);
        let mut failed = 0;
        for after in (0..right.allocations).step_by(step) {
            for failure in [Failure::All(after), Failure::One(after)] {
                let (ending, check_after) = self.run(failure);
                let problem = match &ending.error {
                    _ if check_after != check => Some(format!("the check printed {check_after:?}")),
                    None if ending.printed != right.printed => {
                        Some(format!("printed {:?}", String::from_utf8_lossy(&ending.printed)))
                    }
                    Some(error) if !error.starts_with("MemoryError") => Some(format!("ended in {error}")),
                    Some(_) if !right.printed.starts_with(&ending.printed) => {
                        Some(format!("printed {:?} and failed", String::from_utf8_lossy(&ending.printed)))
                    }
                    _ => None,
                };
                if let Some(problem) = problem {
                    return Err(format!("{}, {failure:?} of {}: {problem}", self.name, right.allocations));
                }
                failed += 1;
            }
        }
        Ok(failed)
    }
}

/// Has up to `most` allocations of each program fail, in both ways.
fn exhaust(programs: &[&str], most: usize) {
    let (mut failed, mut problems) = (0, Vec::new());
    for name in programs {
        match Subject::new(name).exhaust(most) {
            Ok(count) => {
                println!("{name}: {count}");
                failed += count;
            }
            Err(problem) => {
                println!("{problem}");
                problems.push(problem);
            }
        }
    }
    println!("{} programs, {failed} failures of an allocation", programs.len());
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn programs_survive_the_failure_of_any_allocation() {
    let most = std::env::var("MOST").map_or(usize::MAX, |most| most.parse().expect("a number"));
    match std::env::var("PROGRAMS") {
        Ok(list) => exhaust(&list.split_whitespace().collect::<Vec<_>>(), most),
        Err(_) => exhaust(PROGRAMS, most),
    }
}
