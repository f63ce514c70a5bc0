//! Conversations with the firmware in QEMU, over its serial line: prompt, paste mode, raw mode, interrupts, timers, resets, and
//! memory that runs out. Each test has a board of its own.
//!
//! Needs what tests/common says.

mod common;

use common::{TIMEOUT, image};
use constrictor::Options;
use constrictor_bytecode::write::write;
use xtask::board::Board;

const CTRL_A: &str = "\x01";
const CTRL_B: &str = "\x02";
const CTRL_C: &str = "\x03";
const CTRL_D: &str = "\x04";
const CTRL_E: &str = "\x05";
const CTRL_X: &str = "\x18";
const UP: &str = "\x1b[A";
const DOWN: &str = "\x1b[B";
const LEFT: &str = "\x1b[D";

struct Line(Board);

impl Line {
    /// A board that has just been switched on.
    fn switched_on() -> Option<Line> {
        Some(Line(Board::start(image()?, &[]).expect("QEMU was there a moment ago")))
    }

    /// A board at its prompt.
    fn start() -> Option<Line> {
        let mut line = Line::switched_on()?;
        line.wait_for(">>> ");
        Some(line)
    }

    /// A board in raw mode.
    fn raw() -> Option<Line> {
        let mut line = Line::start()?;
        line.press(CTRL_A, "raw REPL; CTRL-B to exit\r\n>");
        Some(line)
    }

    fn wait_for(&mut self, text: &str) -> String {
        self.0.wait_for(text, TIMEOUT).unwrap_or_else(|error| panic!("{error}"))
    }

    fn send(&mut self, text: &str) {
        self.0.send(text).expect("QEMU runs");
    }

    /// Presses keys, and gives all that comes up to a text.
    fn press(&mut self, keys: &str, until: &str) -> String {
        self.send(keys);
        self.wait_for(until)
    }

    /// Types a line, and gives what comes of it.
    fn line(&mut self, text: &str) -> String {
        self.press(&format!("{text}\r"), "\r\n");
        let answer = self.wait_for(">>> ");
        answer.trim_end_matches(">>> ").replace("\r\n", "\n")
    }

    /// Types a statement of two lines.
    fn block(&mut self, text: &str) {
        self.press(&format!("{text}\r\r"), "... \r\n>>> ");
    }

    /// Sends a program in raw mode, and gives the answer.
    fn program(&mut self, text: &str) -> String {
        self.send(&format!("{text}\x04"));
        self.raw_answer()
    }

    /// Sends a program with flow control.
    fn pasted_program(&mut self, text: &str) -> String {
        // A window of 128 bytes.
        self.press("\x05A\x01", "R\x01");
        self.wait_for("\x00\x01");
        self.press(&format!("{text}\x04"), CTRL_D);
        self.raw_answer()
    }

    fn raw_answer(&mut self) -> String {
        let [printed, raised] = [self.wait_for(CTRL_D), self.wait_for(CTRL_D)];
        self.wait_for(">");
        (printed + &raised).replace("\r\n", "\n")
    }
}

#[test]
fn application_runs_from_flash() {
    let Some(mut board) = Line::switched_on() else { return };
    let shown = board.wait_for(">>> ");
    assert!(shown.contains("sample 3: 20.49 C\r\njumps: [293650]\r\nMicroPython"), "{shown}");
}

// The image has functions of its own that copy and fill memory.
const COPIES: &str = "
wrong = 0
for source in range(5):
    for target in range(9):
        for length in (0, 1, 2, 3, 4, 5, 7, 8, 15, 16, 17, 23, 32, 37):
            data = bytearray(range(60))
            expected = list(data)
            expected[target : target + length] = list(range(source, source + length))
            view = memoryview(data)
            view[target : target + length] = view[source : source + length]
            wrong += list(data) != expected
print(wrong)
";

#[test]
fn bytes_are_copied_whichever_way_they_overlap() {
    let Some(mut board) = Line::raw() else { return };
    assert_eq!(board.program(COPIES), "OK0\n\u{4}\u{4}");
}

// Recursion through native code, with what takes most of the native stack at its deepest.
const RECURSION: &str = r#"
import os
with open("deep.py", "w") as file:
    file.write("print('%5.1f' % 2.5)")
SOURCES = "import deep", "x = " + "a[1:" * 38 + "1" + "]" * 38, "f(" * 38 + "1" + ")" * 38


class Recursive:
    def __contains__(self, item):
        return item in self

    def __add__(self, other):
        return self + other

    def __repr__(self):
        return "{!r}".format(self)


def recurse(key):
    try:
        sorted([1], key=recurse)
    except RuntimeError:
        pass
    for source in SOURCES:
        try:
            exec(source)
        except (RuntimeError, NameError):
            pass
    return 1


item = Recursive()
for action in lambda: 1 in item, lambda: item + 1, lambda: repr(item), lambda: recurse(0):
    try:
        print(action())
    except RuntimeError as error:
        print(error)
"#;

#[test]
fn recursion_through_native_code_leaves_the_stack_enough() {
    let Some(mut board) = Line::raw() else { return };
    let deep = "maximum recursion depth exceeded\n";
    assert_eq!(board.program(RECURSION), format!("OK{deep}{deep}{deep}  2.5\n1\n\u{4}\u{4}"));
}

#[test]
fn board_begins_again_after_a_fault() {
    let Some(mut board) = Line::raw() else { return };
    // Nothing answers there.
    board.send("import machine\nmachine.mem32[0xF0000000]\x04");
    let shown = board.wait_for(">>> ");
    assert!(shown.starts_with("OKFATAL: fault at 0x0"), "{shown}");
}

// The prompt

#[test]
fn value_is_shown() {
    let Some(mut board) = Line::start() else { return };
    assert_eq!(board.line("1 + 1"), "2\n");
}

#[test]
fn block_is_indented_and_ends_with_an_empty_line() {
    let Some(mut board) = Line::start() else { return };
    board.send("for i in range(2):\rprint(i)\r\r\r\r");
    let shown = board.wait_for("\n0\r\n1\r\n>>> ");
    assert!(shown.starts_with("for i in range(2):\r\n...     print(i)\r\n...     \r\n"), "{shown}");
}

#[test]
fn cr_and_lf_are_one_enter() {
    let Some(mut board) = Line::start() else { return };
    board.send("1 + 1\r\n2 + 2\r\n");
    assert_eq!(board.wait_for("4\r\n>>> "), "1 + 1\r\n2\r\n>>> 2 + 2\r\n4\r\n>>> ");
}

#[test]
fn what_is_inserted_goes_before_the_cursor() {
    let Some(mut board) = Line::start() else { return };
    assert_eq!(board.line(&format!("13{LEFT}2")), "123\n");
}

#[test]
fn backspace_takes_a_character() {
    let Some(mut board) = Line::start() else { return };
    assert_eq!(board.line("12\x7f3"), "13\n");
}

#[test]
fn ctrl_c_gives_a_line_up() {
    let Some(mut board) = Line::start() else { return };
    board.press(&format!("1 + {CTRL_C}"), "\r\n>>> ");
    assert_eq!(board.line("2"), "2\n");
}

#[test]
fn ctrl_c_gives_a_block_up() {
    let Some(mut board) = Line::start() else { return };
    board.press(&format!("if True:\rprint('done'){CTRL_C}"), "print('done')\r\n>>> ");
    assert_eq!(board.line("2"), "2\n");
}

#[test]
fn up_arrow_recalls_the_last_line() {
    let Some(mut board) = Line::start() else { return };
    board.line("20 + 1");
    assert_eq!(board.line(&format!("{UP} + 1")), "22\n");
}

#[test]
fn up_arrow_twice_recalls_the_line_before() {
    let Some(mut board) = Line::start() else { return };
    board.line("'first'");
    board.line("'second'");
    assert_eq!(board.line(&format!("{UP}{UP}")), "'first'\n");
}

#[test]
fn down_arrow_goes_back_to_the_later_line() {
    let Some(mut board) = Line::start() else { return };
    board.line("'first'");
    board.line("'second'");
    assert_eq!(board.line(&format!("{UP}{UP}{DOWN}")), "'second'\n");
}

#[test]
fn lines_are_recalled_after_a_soft_reset() {
    let Some(mut board) = Line::start() else { return };
    board.line("6 * 7");
    board.press(CTRL_D, ">>> ");
    assert_eq!(board.line(UP), "42\n");
}

#[test]
fn tab_completes_the_only_name() {
    let Some(mut board) = Line::start() else { return };
    board.line("temperature = 20");
    assert_eq!(board.line("temper\t + 1"), "21\n");
}

#[test]
fn tab_completes_an_attribute() {
    let Some(mut board) = Line::start() else { return };
    board.line("import machine");
    assert_eq!(board.line("machine.fr\t()"), "25000000\n");
}

#[test]
fn tab_completes_what_several_names_have_in_common() {
    let Some(mut board) = Line::start() else { return };
    board.line("sample_1 = 10; sample_2 = 20");
    assert_eq!(board.line("samp\t2"), "20\n");
}

#[test]
fn tab_shows_several_names_and_the_line_again() {
    let Some(mut board) = Line::start() else { return };
    board.line("sample_1 = 10; sample_2 = 20");
    let shown = board.press("sample_\t", ">>> sample_");
    assert_eq!(shown, "sample_\r\nsample_1        sample_2        \r\n>>> sample_");
}

#[test]
fn application_is_not_the_main_module_of_the_prompt() {
    let Some(mut board) = Line::start() else { return };
    board.line("x = 5; import __main__");
    assert_eq!(board.line("__main__.x"), "5\n");
}

// Paste mode

#[test]
fn paste_mode_runs_all_that_was_pasted() {
    let Some(mut board) = Line::start() else { return };
    board.press(CTRL_E, "=== ");
    board.send("for i in range(2):\r    print(i)\rprint('end')\r");
    board.wait_for("=== print('end')\r\n=== ");
    assert_eq!(board.press(CTRL_D, ">>> "), "\r\n0\r\n1\r\nend\r\n>>> ");
}

#[test]
fn paste_mode_is_cancelled_with_ctrl_c() {
    let Some(mut board) = Line::start() else { return };
    board.press(CTRL_E, "=== ");
    board.press("print('pasted')\r", "\r\n=== ");
    assert_eq!(board.press(CTRL_C, ">>> "), "\r\n>>> ");
}

// Interrupts

#[test]
fn ctrl_c_ends_a_busy_loop() {
    let Some(mut board) = Line::start() else { return };
    board.line("x = 1");
    board.press("while True: x = x and print('ready')\r\r", "\nready\r\n");
    assert_eq!(
        board.press(CTRL_C, ">>> "),
        "Traceback (most recent call last):\r\n  File \"<stdin>\", line 1, in <module>\r\nKeyboardInterrupt: \r\n>>> "
    );
}

#[test]
fn ctrl_c_ends_a_sleep() {
    let Some(mut board) = Line::start() else { return };
    board.press("import time; time.sleep(1000)\r", "\r\n");
    assert!(board.press(CTRL_C, ">>> ").ends_with("KeyboardInterrupt: \r\n>>> "));
}

#[test]
fn ctrl_c_ends_waiting_for_input() {
    let Some(mut board) = Line::start() else { return };
    board.press("input('name? ')\r", "name? ");
    assert!(board.press(CTRL_C, ">>> ").ends_with("KeyboardInterrupt: \r\n>>> "));
}

#[test]
fn ctrl_c_is_a_character_if_nothing_interrupts() {
    let Some(mut board) = Line::start() else { return };
    board.line("import micropython, sys");
    board.press("micropython.kbd_intr(-1); print('ready'); ord(sys.stdin.read(1))\r", "\r\nready\r\n");
    assert_eq!(board.press(CTRL_C, ">>> "), "3\r\n>>> ");
}

#[test]
fn another_character_interrupts_if_it_is_chosen() {
    let Some(mut board) = Line::start() else { return };
    board.line("import micropython");
    board.press("micropython.kbd_intr(24); print('ready'); exec('while True: pass')\r", "\r\nready\r\n");
    assert!(board.press(CTRL_X, ">>> ").ends_with("KeyboardInterrupt: \r\n>>> "));
}

#[test]
fn ctrl_c_interrupts_again_after_a_program_that_chose_otherwise() {
    let Some(mut board) = Line::start() else { return };
    board.line("import micropython; micropython.kbd_intr(-1)");
    board.press("while True: pass\r\r", "... \r\n");
    assert!(board.press(CTRL_C, ">>> ").ends_with("KeyboardInterrupt: \r\n>>> "));
}

// Timers

/// A board where `timer` exists, and `calls` has one byte.
fn with_timer() -> Option<Line> {
    let mut board = Line::start()?;
    board.line("import machine, micropython, time; calls = bytearray(1); timer = machine.Timer(0)");
    board.block("def count(t): calls[0] += 1");
    board.block("def fail(t): [1] * len(calls)");
    Some(board)
}

/// Lets a timer call a function once, and gives what is shown.
const ONCE: &str = "timer.init(mode=timer.ONE_SHOT, period=5, callback=fail); time.sleep_ms(50)";

#[test]
fn timer_calls_again_and_again() {
    let Some(mut board) = with_timer() else { return };
    board.line("timer.init(period=5, callback=count)");
    board.block("while calls[0] < 5: time.sleep_ms(1)");
}

#[test]
fn timer_that_is_stopped_calls_no_more() {
    let Some(mut board) = with_timer() else { return };
    board.line("timer.init(period=5, callback=count); time.sleep_ms(20); timer.deinit()");
    assert_eq!(board.line("before = calls[0]; time.sleep_ms(50); calls[0] - before"), "0\n");
}

#[test]
fn one_shot_calls_once() {
    let Some(mut board) = with_timer() else { return };
    board.line("timer.init(mode=timer.ONE_SHOT, period=5, callback=count); time.sleep_ms(50)");
    assert_eq!(board.line("calls[0]"), "1\n");
}

#[test]
fn callback_runs_while_the_prompt_waits() {
    let Some(mut board) = with_timer() else { return };
    board.block("def show(t): print('called')");
    board.send("timer.init(mode=timer.ONE_SHOT, period=5, callback=show)\r");
    board.wait_for("called\r\n");
}

#[test]
fn callback_runs_in_a_busy_loop() {
    let Some(mut board) = with_timer() else { return };
    board.line("timer.init(period=5, callback=count)");
    // Nothing but the callback ends the loop.
    board.block("while calls[0] < 3: pass");
}

#[test]
fn callback_cannot_allocate() {
    let Some(mut board) = with_timer() else { return };
    let shown = board.line(ONCE);
    assert!(shown.ends_with("in fail\nMemoryError: memory allocation failed, heap is locked\n"), "{shown}");
}

#[test]
fn exception_of_a_callback_has_its_traceback_with_an_emergency_buffer() {
    let Some(mut board) = with_timer() else { return };
    board.line("micropython.alloc_emergency_exception_buf(200)");
    let shown = board.line(ONCE);
    assert!(shown.contains("  File \"<stdin>\", line 1, in fail\nMemoryError"), "{shown}");
}

#[test]
fn exception_of_a_callback_is_shown_without_an_emergency_buffer() {
    let Some(mut board) = with_timer() else { return };
    board.line("micropython.alloc_emergency_exception_buf(0)");
    let shown = board.line(ONCE);
    assert!(shown.contains("MemoryError") && !shown.contains("in fail"), "{shown}");
}

#[test]
fn callback_that_raised_is_not_called_again() {
    let Some(mut board) = with_timer() else { return };
    board.block("def count_and_fail(t): calls[0] += 1; 1/0");
    board.line("timer.init(period=5, callback=count_and_fail); time.sleep_ms(100); timer.deinit()");
    assert_eq!(board.line("calls[0]"), "1\n");
}

// Compiling at the prompt

#[test]
fn assertions_are_compiled_at_first() {
    let Some(mut board) = Line::start() else { return };
    assert!(board.line("assert False").ends_with("AssertionError: \n"));
}

#[test]
fn assertions_are_left_out_after_the_level_is_raised() {
    let Some(mut board) = Line::start() else { return };
    board.line("import micropython; micropython.opt_level(1)");
    assert_eq!(board.line("assert False"), "");
}

#[test]
fn debug_is_true_at_first() {
    let Some(mut board) = Line::start() else { return };
    assert_eq!(board.line("__debug__"), "True\n");
}

#[test]
fn debug_is_false_after_the_level_is_raised() {
    let Some(mut board) = Line::start() else { return };
    board.line("import micropython; micropython.opt_level(1)");
    assert_eq!(board.line("__debug__"), "False\n");
}

#[test]
fn what_was_compiled_before_the_level_was_raised_stays_as_it_is() {
    let Some(mut board) = Line::start() else { return };
    board.block("def check(): assert False");
    board.line("import micropython; micropython.opt_level(1)");
    assert!(board.line("check()").ends_with("AssertionError: \n"));
}

#[test]
fn lines_are_left_out_at_level_3() {
    let Some(mut board) = Line::start() else { return };
    board.line("import micropython; micropython.opt_level(3)");
    board.press(CTRL_E, "=== ");
    board.press("\r\r1/0\r", "1/0\r\n=== ");
    assert!(board.press(CTRL_D, ">>> ").contains("line 1, in <module>"));
}

#[test]
fn level_is_as_at_the_start_after_a_soft_reset() {
    let Some(mut board) = Line::start() else { return };
    board.line("import micropython; micropython.opt_level(3)");
    board.press(CTRL_D, ">>> ");
    assert_eq!(board.line("import micropython; micropython.opt_level()"), "0\n");
}

#[test]
fn nothing_is_compiled_while_the_heap_is_locked() {
    let Some(mut board) = Line::start() else { return };
    board.line("import micropython; source = 'print(1)'");
    let shown = board.line("micropython.heap_lock(); exec(source)");
    assert!(shown.ends_with("MemoryError: memory allocation failed, heap is locked\n"), "{shown}");
}

#[test]
fn heap_that_a_line_locked_is_not_locked_for_the_next() {
    let Some(mut board) = Line::start() else { return };
    board.line("import micropython; micropython.heap_lock()");
    assert_eq!(board.line("[1] * 2"), "[1, 1]\n");
}

/// Imports a module from flash and the same one from a file, three times, and tells what the second time takes of the heap:
/// the first makes room for names.
const IMPORTS: &str = "
import gc, sys, settings, filters
kept, taken = [None] * 6, [0] * 7
def run():
    for number, name in enumerate(('station', 'copy') * 3):
        gc.collect()
        taken[number] = gc.mem_alloc()
        kept[number] = __import__(name)
        del sys.modules[name]
    gc.collect()
    taken[6] = gc.mem_alloc()
run()
print(taken[3] - taken[2], taken[4] - taken[3])
";

#[test]
fn code_in_flash_takes_no_memory() {
    let Some(mut board) = Line::start() else { return };
    let path = xtask::project_root().join("firmware/app/station.py");
    let source = std::fs::read(path).expect("the application is part of the project");
    let module = constrictor::compile(&source, &Options::default()).expect("it is in the image");
    let code: usize = module.functions.iter().map(|function| function.code.len()).sum();
    board.line("file = open('copy.mpy', 'wb')");
    for piece in write(&module).chunks(16) {
        let digits: String = piece.iter().map(|byte| format!("\\x{byte:02x}")).collect();
        board.line(&format!("_ = file.write(b'{digits}')"));
    }
    board.line("file.close()");
    board.press(CTRL_A, "raw REPL; CTRL-B to exit\r\n>");
    let answer = board.program(IMPORTS);
    let numbers = answer.trim_start_matches("OK").trim_end_matches('\x04').split_whitespace();
    let taken: Vec<usize> = numbers.filter_map(|number| number.parse().ok()).collect();
    let [in_flash, in_file] = taken[..] else { panic!("{answer}") };
    // Blocks are multiples of some bytes, so not all of the difference is seen. If both were copied, there would be none.
    assert!(in_flash + code / 2 <= in_file, "{in_flash} B in flash, {in_file} B in a file, {code} B of code");
}

// Resets

#[test]
fn ctrl_d_forgets_variables() {
    let Some(mut board) = Line::start() else { return };
    board.line("x = 1");
    board.press(CTRL_D, ">>> ");
    assert!(board.line("x").ends_with("NameError: name 'x' isn't defined\n"));
}

#[test]
fn ctrl_d_runs_the_application_again() {
    let Some(mut board) = Line::start() else { return };
    board.press(CTRL_D, "soft reboot\r\nsample 0");
}

#[test]
fn files_outlive_a_soft_reset() {
    let Some(mut board) = Line::start() else { return };
    board.line("file = open('a.txt', 'w'); _ = file.write('hello'); file.close()");
    board.press(CTRL_D, ">>> ");
    assert_eq!(board.line("open('a.txt').read()"), "'hello'\n");
}

#[test]
fn program_can_ask_for_a_soft_reset() {
    let Some(mut board) = Line::start() else { return };
    board.line("x = 1; import machine");
    board.press("machine.soft_reset()\r", "soft reboot\r\nsample 0");
    board.wait_for(">>> ");
    assert!(board.line("x").ends_with("NameError: name 'x' isn't defined\n"));
}

#[test]
fn exit_is_a_soft_reset() {
    let Some(mut board) = Line::start() else { return };
    board.press("import sys; sys.exit()\r", "soft reboot\r\nsample 0");
}

#[test]
fn timers_stop_at_a_soft_reset() {
    let Some(mut board) = with_timer() else { return };
    board.block("def show(t): print('called')");
    board.press("timer.init(period=20, callback=show)\r", "called");
    board.press(CTRL_D, "soft reboot");
    board.wait_for(">>> ");
    assert_eq!(board.line("import time; time.sleep_ms(100)"), "");
}

#[test]
fn reset_forgets_files() {
    let Some(mut board) = Line::start() else { return };
    board.line("import machine, os; open('a.txt', 'w').close()");
    board.press("machine.reset()\r", ">>> ");
    assert_eq!(board.line("import os; os.listdir()"), "[]\n");
}

// Raw mode

#[test]
fn program_in_raw_mode_is_answered() {
    let Some(mut board) = Line::raw() else { return };
    assert_eq!(board.program("print(5)"), "OK5\n\x04\x04");
}

#[test]
fn exception_in_raw_mode_comes_after_the_output() {
    let Some(mut board) = Line::raw() else { return };
    assert_eq!(
        board.program("print(5)\n1/0"),
        "OK5\n\x04Traceback (most recent call last):\n  File \"<stdin>\", line 2, in <module>\n\
        ZeroDivisionError: divide by zero\n\x04"
    );
}

#[test]
fn syntax_error_in_raw_mode_is_an_exception() {
    let Some(mut board) = Line::raw() else { return };
    let answer = board.program("x = = 1");
    assert!(
        answer.starts_with("OK\x04") && answer.ends_with("SyntaxError: invalid syntax\n\x04"),
        "{answer}"
    );
}

#[test]
fn variables_stay_in_raw_mode() {
    let Some(mut board) = Line::raw() else { return };
    board.program("x = 5");
    assert_eq!(board.program("print(x)"), "OK5\n\x04\x04");
}

#[test]
fn ctrl_c_forgets_the_program_in_raw_mode() {
    let Some(mut board) = Line::raw() else { return };
    board.send(&format!("print(1){CTRL_C}"));
    assert_eq!(board.program("print(2)"), "OK2\n\x04\x04");
}

#[test]
fn ctrl_c_ends_a_busy_loop_in_raw_mode() {
    let Some(mut board) = Line::raw() else { return };
    board.press(&format!("while True: pass{CTRL_D}"), "OK");
    board.send(CTRL_C);
    assert!(board.raw_answer().ends_with("KeyboardInterrupt: \n\x04"));
}

#[test]
fn ctrl_d_without_a_program_is_a_soft_reset_that_stays_in_raw_mode() {
    let Some(mut board) = Line::raw() else { return };
    board.program("x = 5");
    let shown = board.press(CTRL_D, "raw REPL; CTRL-B to exit\r\n>");
    assert_eq!(shown, "OK\r\nMPY: soft reboot\r\nraw REPL; CTRL-B to exit\r\n>");
}

#[test]
fn ctrl_b_leaves_raw_mode() {
    let Some(mut board) = Line::raw() else { return };
    board.press(CTRL_B, ">>> ");
    assert_eq!(board.line("1 + 1"), "2\n");
}

#[test]
fn program_with_flow_control_is_answered() {
    let Some(mut board) = Line::raw() else { return };
    assert_eq!(board.pasted_program("print('pasted')"), "pasted\n\x04\x04");
}

#[test]
fn sender_is_told_when_a_window_is_used_up() {
    let Some(mut board) = Line::raw() else { return };
    board.press("\x05A\x01", "R\x01");
    board.wait_for("\x00\x01");
    board.press(&"#".repeat(128), CTRL_A);
    board.press(CTRL_D, CTRL_D);
    assert_eq!(board.raw_answer(), "\x04\x04");
}

#[test]
fn ctrl_c_cancels_a_program_with_flow_control() {
    let Some(mut board) = Line::raw() else { return };
    board.press("\x05A\x01", "R\x01");
    board.wait_for("\x00\x01");
    board.press(&format!("print(1){CTRL_C}"), CTRL_D);
    board.raw_answer();
    assert_eq!(board.program("print(2)"), "OK2\n\x04\x04");
}

#[test]
fn flow_control_of_a_kind_that_there_is_not_is_refused() {
    let Some(mut board) = Line::raw() else { return };
    board.press("\x05B\x01", "R\x00");
}

#[test]
fn query_of_flow_control_leaves_raw_mode_as_it_was() {
    let Some(mut board) = Line::raw() else { return };
    board.press("\x05B\x01", "R\x00>");
    assert_eq!(board.program("print(5)"), "OK5\n\x04\x04");
}

// Devices and files

#[test]
fn light_is_a_pin_and_a_bit_of_a_register() {
    let Some(mut board) = Line::start() else { return };
    board.line("from machine import *; light = Pin('LED1', Pin.OUT, value=1)");
    assert_eq!(board.line("light.value(), mem32[0x40028000] & 2"), "(1, 2)\n");
}

#[test]
fn light_is_toggled() {
    let Some(mut board) = Line::start() else { return };
    board.line("from machine import *; light = Pin('LED1', Pin.OUT, value=1)");
    assert_eq!(board.line("light.toggle(); light()"), "0\n");
}

#[test]
fn button_is_no_output() {
    let Some(mut board) = Line::start() else { return };
    let shown = board.line("from machine import *; Pin('BUTTON0', Pin.OUT)");
    assert!(shown.ends_with("ValueError: a button is an input\n"), "{shown}");
}

#[test]
fn nothing_is_read_from_a_line_that_says_nothing() {
    let Some(mut board) = Line::start() else { return };
    board.line("from machine import *; line = UART(1, 9600, timeout=5)");
    assert_eq!(board.line("line.any(), line.read(3), line.readline()"), "(0, None, None)\n");
}

#[test]
fn writing_to_the_second_line_says_how_much() {
    let Some(mut board) = Line::start() else { return };
    board.line("from machine import *; line = UART(1, 9600, timeout=5)");
    assert_eq!(board.line("line.write(b'abc')"), "3\n");
}

#[test]
fn second_line_is_a_stream() {
    let Some(mut board) = Line::start() else { return };
    board.line("from machine import *; line = UART(1, 9600, timeout=5)");
    assert_eq!(board.line("print('text', file=line)"), "");
}

#[test]
fn directory_tells_sizes() {
    let Some(mut board) = Line::start() else { return };
    board.line("import os; file = open('a.txt', 'w'); _ = file.write('hello'); file.close()");
    assert_eq!(board.line("list(os.ilistdir())"), "[('a.txt', 32768, 0, 5)]\n");
}

// Memory that runs out

#[test]
fn every_operator_of_large_ints_works_in_memory_of_the_heap() {
    let Some(mut line) = Line::start() else { return };
    line.line("a = 10 ** 30; b = 7 ** 25");
    let results = "[-a, ~a, -(-a), a + b, a - b, b - a, a * b, a // b, a % b, -a // b, -a % b, a & b, a | b, a ^ b, a << 5]";
    let all =
        format!("sum({results}) % 1000003, a >> 5, divmod(a, -b), abs(-a), pow(a, 3, b), int(str(a)) == a");
    // What CPython gives.
    assert_eq!(
        line.line(&all),
        "(546437, 31250000000000000000000000000, (-745673999, -558238743780394017193), 1000000000000000000000000000000, 715761356620845579990, True)\n"
    );
}

#[test]
fn recursion_in_the_compiler_is_an_exception() {
    let Some(mut board) = Line::start() else { return };
    let shown = board.line("exec('(' * 200)");
    assert!(shown.ends_with("RuntimeError: maximum recursion depth exceeded\n"), "{shown}");
}

#[test]
fn recursion_in_a_program_is_an_exception() {
    let Some(mut board) = Line::start() else { return };
    board.block("def f(): f()");
    let shown = board.line("f()");
    assert!(shown.ends_with("RuntimeError: maximum recursion depth exceeded\n"), "{shown}");
}

/// Whether the board answers as ever, and has all its memory again.
fn is_well(line: &mut Line) -> bool {
    line.line("gc.mem_free() > 150000 and 6 * 7") == "42\n"
}

#[test]
fn what_takes_too_much_memory_is_an_exception_and_the_board_goes_on() {
    let Some(mut line) = Line::start() else { return };
    line.line("import gc");
    for (program, exception) in [
        ("exec('x = [1, 2, 3]\\n' * 6000)", "MemoryError"),
        ("exec('(' * 500)", "RuntimeError"),
        ("[0] * 10 ** 6", "MemoryError"),
        ("1 << 3000000", "MemoryError"),
        ("x = 1 << 300000; x = x * x * x * x * x", "MemoryError"),
        ("len(str(1 << 1000000))", "MemoryError"),
        ("open('/flash/big', 'w').write('x' * 400000)", "Error"),
    ] {
        let answer = line.line(program);
        assert!(answer.contains(exception), "{program}: {answer}");
        line.line("x = None; gc.collect()");
        assert!(is_well(&mut line), "after {program}");
    }
}
