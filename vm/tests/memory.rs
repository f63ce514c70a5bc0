//! What `micropython` tells of the memory, and exceptions where there is none.

use constrictor_vm::embed::Console;
use constrictor_vm::host::Host;
use constrictor_vm::print::Out;
use constrictor_vm::{Config, Interrupt, Vm};

/// Runs a script in a heap of some bytes, and gives what it printed, with the last line of its traceback.
fn run(heap: usize, config: Config, script: &str) -> String {
    let mut region = vec![0; heap + config.stack_words * size_of::<usize>()];
    let mut printed = Vec::new();
    let mut console = Console::new(|text: &[u8]| printed.extend_from_slice(text));
    let interrupt = Interrupt::new();
    let mut vm = Vm::new(&mut region, config, &mut console, &interrupt).expect("the region is large enough");
    if let Err(raised) = vm.exec(script.as_bytes(), "test.py") {
        let exception = vm.take_raised(raised);
        let mut text = String::new();
        vm.print_exception(&mut Out::Fixed(&mut text), exception).expect("a fixed buffer needs no memory");
        vm.write(&mut Out::Console, text.lines().next_back().unwrap_or_default().as_bytes())
            .expect("the console takes all");
    }
    drop(vm);
    String::from_utf8(printed).expect("UTF-8 was printed")
}

fn printed(script: &str) -> String {
    run(256 * 1024, Config::default(), script)
}

/// A text with a `#` for each number.
fn without_numbers(text: &str) -> String {
    let mut result = String::new();
    for letter in text.chars() {
        match letter {
            '0'..='9' if result.ends_with('#') => {}
            '0'..='9' => result.push('#'),
            letter => result.push(letter),
        }
    }
    result
}

#[test]
fn memory_info_has_the_format_of_micropython() {
    let text = printed("import micropython\nmicropython.mem_info()");
    assert_eq!(
        without_numbers(&text),
        "mem: total=#, current=#, peak=#\nstack: # out of #\nGC: total: #, used: #, free: #\n \
         No. of #-blocks: #, #-blocks: #, max blk sz: #, max free sz: #\n"
    );
}

#[test]
fn used_and_free_memory_are_all_of_it() {
    let text = printed("import micropython\nmicropython.mem_info()");
    let line = text.lines().find(|line| line.starts_with("GC: ")).expect("the line is there");
    let numbers: Vec<usize> = line
        .split(|letter: char| !letter.is_ascii_digit())
        .filter_map(|number| number.parse().ok())
        .collect();
    assert_eq!(numbers[0], numbers[1] + numbers[2]);
}

#[test]
fn the_map_covers_the_heap() {
    let text = printed("import micropython\nx = bytearray(5000)\nmicropython.mem_info(1)");
    let (_, map) = text.split_once("from ").expect("the map is there");
    let units: usize = map
        .lines()
        .skip(1)
        .map(|line| match line.trim().strip_prefix('(') {
            Some(free) => {
                64 * free
                    .split(' ')
                    .next()
                    .and_then(|lines| lines.parse::<usize>().ok())
                    .expect("a number of lines")
            }
            None => line.split_once(": ").expect("an offset and letters").1.len(),
        })
        .sum();
    assert_eq!(units, 256 * 1024 / (4 * size_of::<usize>()));
}

#[test]
fn the_map_shows_objects_by_their_letters() {
    let text = printed(
        "import micropython\nx = [1.5, (1, x), {}] if 0 else [bytearray(9)]\nmicropython.mem_info(1)",
    );
    let (_, map) = text.split_once("from ").expect("the map is there");
    assert!(["A", "L", "D", "M", "S", "="].iter().all(|letter| map.contains(letter)), "{map}");
}

#[test]
fn symbol_info_counts_names_that_came_up() {
    let text = printed("import micropython\nnever_seen_before = 1\nmicropython.qstr_info(1)");
    assert!(
        without_numbers(&text)
            .starts_with("qstr pool: n_pool=#, n_qstr=#, n_str_data_bytes=#, n_total_bytes=#\n")
    );
    assert!(text.contains("\nQ(never_seen_before)\n"), "{text}");
}

#[test]
fn a_full_heap_still_says_what_was_asked_for() {
    let script = "l = []\nwhile True:\n    l.append(bytes(1000))";
    let text = run(64 * 1024, Config::default(), script);
    assert!(text.starts_with("MemoryError: memory allocation failed, allocating "), "{text}");
}

#[test]
fn a_program_goes_on_after_the_heap_was_full() {
    let script = "l = []\ntry:\n    while True:\n        l = [l, bytes(100)]\nexcept MemoryError:\n    l = None\n\
                  print(len([0] * 1000))";
    assert_eq!(run(64 * 1024, Config::default(), script), "1000\n");
}

#[test]
fn without_emergency_memory_an_exception_has_its_type_only() {
    let mut config = Config::default();
    config.emergency = 0;
    let script = "import micropython\nmicropython.heap_lock()\nno_such_name";
    assert_eq!(run(64 * 1024, config, script), "NameError: ");
}

#[test]
fn a_threshold_makes_the_collector_run() {
    let script = "import gc\ngc.threshold(2000)\nfor i in range(1000):\n    [i, i]\n\
                  print(gc.mem_alloc() < 60000)";
    assert_eq!(printed(script), "True\n");
}

#[test]
fn scheduling_needs_no_memory() {
    let script = "import micropython\ndef f(x):\n    global done\n    done = x\ndone = i = 0\n\
                  micropython.heap_lock()\nmicropython.schedule(f, 5)\nfor i in range(3):\n    pass\n\
                  micropython.heap_unlock()\nprint(done)";
    assert_eq!(printed(script), "5\n");
}

/// Source that takes much more memory to compile than to run.
fn large_source() -> String {
    let mut source = String::from("def f():\n");
    source.extend((0..3000).map(|number| format!(" g({number}, {number} + x)\n")));
    source
}

/// What becomes of that source in a heap of 4 MiB of which a script leaves as much as it leaves.
fn compiled_after(script: &str, limit: Option<usize>) -> Option<String> {
    let config = Config::default();
    let mut region = vec![0; (4 << 20) + config.stack_words * size_of::<usize>()];
    let mut console = Console::new(|_: &[u8]| {});
    let interrupt = Interrupt::new();
    let mut vm = Vm::new(&mut region, config, &mut console, &interrupt).expect("the region is large enough");
    vm.exec(script.as_bytes(), "test.py").expect("the script is sound");
    vm.set_compile_limit(limit);
    let raised = vm.exec(large_source().as_bytes(), "large.py").err()?;
    let exception = vm.take_raised(raised);
    let mut text = String::new();
    vm.print_exception(&mut Out::Fixed(&mut text), exception).expect("a fixed buffer needs no memory");
    Some(text)
}

const NO_ROOM: &str = "MemoryError: memory allocation failed\n";

#[test]
fn the_compiler_takes_what_is_free() {
    assert_eq!(compiled_after("", None), None);
}

#[test]
fn the_compiler_takes_no_more_than_is_free() {
    assert_eq!(compiled_after("x = bytes(3800000)", None).as_deref(), Some(NO_ROOM));
}

#[test]
fn garbage_is_collected_for_the_compiler() {
    assert_eq!(compiled_after("for i in range(10): x = bytes(380000)\nx = None", None), None);
}

#[test]
fn the_compiler_keeps_to_its_limit() {
    assert_eq!(compiled_after("", Some(200_000)).as_deref(), Some(NO_ROOM));
}

#[test]
fn nothing_is_compiled_while_the_heap_is_locked() {
    let script = "import micropython\nmicropython.heap_lock()\nexec('1')";
    assert_eq!(printed(script), "MemoryError: memory allocation failed, heap is locked");
}

#[test]
fn a_program_catches_that_the_compiler_has_no_memory() {
    let script =
        "try:\n    exec('x = (' + '1,y,' * 20000 + ')')\nexcept MemoryError:\n    print(len([0] * 1000))";
    assert_eq!(printed(script), "1000\n");
}

#[test]
fn lists_that_grow_leave_room_for_more_of_them() {
    let script = "import gc\nlive = []\nwhile gc.mem_alloc() < 3300000:\n    \
                  live.append([(n, n) for n in range(500)])\n    gc.collect()\nprint('filled')";
    assert_eq!(run(4 << 20, Config::default(), script), "filled\n");
}

#[test]
fn symbol_info_without_an_argument_is_one_line() {
    let text = printed("import micropython\nmicropython.qstr_info()");
    assert_eq!(
        without_numbers(&text),
        "qstr pool: n_pool=#, n_qstr=#, n_str_data_bytes=#, n_total_bytes=#\n"
    );
}

#[test]
fn memory_info_with_an_argument_is_followed_by_the_map() {
    let text = printed("import micropython\nmicropython.mem_info(1)");
    let (numbers, map) = text.split_once("GC memory layout; from ").expect("the map has a heading");
    assert_eq!(
        without_numbers(numbers),
        without_numbers(&printed("import micropython\nmicropython.mem_info()"))
    );
    assert!(map.lines().nth(1).is_some_and(|line| line.starts_with("00000000: ")), "{map}");
}

#[test]
fn the_peak_stays_when_memory_is_freed() {
    let script = "import micropython, gc\nx = bytes(100000)\ngc.collect()\nx = None\ngc.collect()\n\
                  print(micropython.mem_current() < 100000 < micropython.mem_peak() <= micropython.mem_total())";
    assert_eq!(printed(script), "True\n");
}

#[test]
fn emergency_memory_is_as_large_as_asked_for() {
    for (size, expected) in [(0, "NameError: "), (256, "NameError: name 'no_such_name' isn't defined")] {
        let script = format!(
            "import micropython\nmicropython.alloc_emergency_exception_buf({size})\n\
             micropython.heap_lock()\nno_such_name"
        );
        assert_eq!(printed(&script), expected);
    }
}

#[test]
fn emergency_memory_that_cannot_be_had_is_an_error() {
    let script = "import micropython\nmicropython.alloc_emergency_exception_buf(10000000)";
    let text = printed(script);
    assert!(text.starts_with("MemoryError: memory allocation failed, allocating "), "{text}");
}

/// A host that notes which character is to interrupt.
struct Keyboard(Vec<Option<u8>>);

impl Host for Keyboard {
    fn write(&mut self, _: &[u8]) {}

    fn set_interrupt_character(&mut self, character: Option<u8>) {
        self.0.push(character);
    }
}

#[test]
fn the_host_learns_which_character_interrupts() {
    let mut region = vec![0; 512 * 1024];
    let mut keyboard = Keyboard(Vec::new());
    let interrupt = Interrupt::new();
    let mut vm = Vm::new(&mut region, Config::default(), &mut keyboard, &interrupt)
        .expect("the region is large enough");
    let script = "import micropython\nmicropython.kbd_intr(-1)\nmicropython.kbd_intr(3)";
    vm.exec(script.as_bytes(), "test.py").expect("the script is sound");
    drop(vm);
    assert_eq!(keyboard.0, [None, Some(3)]);
}

#[test]
fn an_interrupt_that_is_scheduled_is_raised() {
    let script = "import micropython\nmicropython.schedule(micropython.kbd_intr, None)\n\
                  try:\n    while True:\n        pass\nexcept KeyboardInterrupt:\n    print('interrupted')";
    assert_eq!(printed(script), "interrupted\n");
}
