//! Tests of verifying: what is let pass, what is refused and why.

use super::code::Code;
use super::effect::{Effect, effect};
use super::*;
use constrictor_bytecode::instructions::Instructions;
use std::vec;
use std::vec::Vec;

const LIMITS: Limits = Limits { names: 1, constants: 1, children: 1 };

/// A function of this frame with this bytecode, without parameters, cells or lines.
fn function(prelude: Prelude, bytecode: &[u8]) -> Vec<u8> {
    let mut function = Vec::new();
    prelude.write(&mut function);
    function.extend([0x02, 0x00]);
    function.extend(bytecode);
    function
}

const FRAME: Prelude = Prelude {
    n_state: 16,
    n_exc_stack: 3,
    scope_flags: FLAG_GENERATOR,
    n_pos_args: 0,
    n_kwonly_args: 0,
    n_def_pos_args: 0,
};

fn run(function: &[u8]) -> Result<Verified, Invalid> {
    let mut scratch = vec![u32::MAX; scratch_len(function)];
    verify(function, &LIMITS, &mut scratch)
}

/// What verifying bytecode in a frame gives.
fn framed(prelude: Prelude, bytecode: &[u8]) -> Result<Verified, Invalid> {
    run(&function(prelude, bytecode))
}

/// Where bytecode in a roomy frame is refused, as an offset into it, and why.
fn refusal(bytecode: &[u8]) -> Option<(usize, Reason)> {
    let start = function(FRAME, &[]).len();
    framed(FRAME, bytecode).err().map(|error| (error.offset - start, error.reason))
}

fn refused(at: usize, reason: Reason) -> Option<(usize, Reason)> {
    Some((at, reason))
}

fn code_error(at: usize, kind: CodeErrorKind) -> Option<(usize, Reason)> {
    Some((at, Reason::Code(kind)))
}

// Opcodes, by what they are called in the reference (MicroPython, py/bc0.h).
const NAME: u8 = 0x11;
const INT: u8 = 0x80;
const NONE: u8 = 0x51;
const NULL: u8 = 0x53;
const DUP: u8 = 0x57;
const POP: u8 = 0x59;
const ROT2: u8 = 0x5a;
const ROT3: u8 = 0x5b;
const JUMP: u8 = 0x42;
const IF: u8 = 0x44;
const WITH: u8 = 0x47;
const EXCEPT: u8 = 0x48;
const FINALLY: u8 = 0x49;
const LEAVE: u8 = 0x4a;
const FOR: u8 = 0x4b;
const ITER: u8 = 0x5f;
const CLEANUP: u8 = 0x5c;
const END: u8 = 0x5d;
const UNWIND: u8 = 0x40;
const RETURN: u8 = 0x63;
const RAISE: u8 = 0x64;
const YIELD: u8 = 0x67;

/// A forward jump over some bytes, either way it is stored.
const fn over(bytes: u8) -> u8 {
    bytes
}

/// A jump in either direction over some bytes, from behind itself.
const fn by(bytes: i8) -> u8 {
    (0x40 + bytes) as u8
}

#[test]
fn plain_code_is_let_pass() {
    let verified = framed(FRAME, &[NONE, RETURN]).expect("sound");
    assert_eq!((verified.locals, verified.max_depth, verified.max_handlers), (0, 1, 0));
}

#[test]
fn sections_are_where_they_are() {
    // One parameter; names 0 and 0, a line step, a cell.
    let verified = run(&[0x09, 0x07, 0x00, 0x00, 0x21, 0x00, NONE, RETURN]).expect("sound");
    assert_eq!(verified.parameters, 3..4);
    assert_eq!(verified.lines, 4..5);
    assert_eq!(verified.cells, 5..6);
    assert_eq!(verified.code_start, 6);
    assert_eq!(verified.locals, 1);
}

#[test]
fn the_frame_is_locals_and_stack() {
    let verified = framed(FRAME, &[NONE, NONE, 0xc3, RETURN]).expect("sound");
    assert_eq!((verified.locals, verified.max_depth, verified.frame_len()), (4, 2, 6));
}

#[test]
fn the_stack_must_not_reach_the_locals() {
    let tight = Prelude { n_state: 4, ..FRAME };
    let error = framed(tight, &[NONE, NONE, 0xc2, RETURN]).expect_err("no room");
    assert_eq!(error.reason, Reason::Overflow);
}

#[test]
fn the_class_of_a_class_is_no_counted_local() {
    let tight = Prelude { n_state: 1, ..FRAME };
    assert_eq!(framed(tight, &[NONE, 0xc0, NONE, RETURN]).map(|verified| verified.frame_len()), Ok(2));
}

#[test]
fn parameters_must_fit_the_frame() {
    let starred =
        Prelude { n_state: 1, n_pos_args: 0, scope_flags: FLAG_VARARGS | FLAG_VARKEYWORDS, ..FRAME };
    assert_eq!(framed(starred, &[NONE, RETURN]).map_err(|error| error.reason), Err(Reason::NoLocal(1)));
}

#[test]
fn there_are_no_more_defaults_than_parameters() {
    let odd = Prelude { n_def_pos_args: 1, ..FRAME };
    assert_eq!(framed(odd, &[NONE, RETURN]).map_err(|error| error.reason), Err(Reason::Prelude));
}

#[test]
fn a_parameter_has_a_name() {
    let reason = Reason::Code(CodeErrorKind::NoName(9));
    assert_eq!(run(&[0x01, 0x04, 0x00, 0x09, NONE, RETURN]), Err(Invalid { offset: 2, reason }));
}

#[test]
fn a_cell_is_a_local() {
    let reason = Reason::NoLocal(1);
    assert_eq!(run(&[0x00, 0x03, 0x00, 0x01, NONE, RETURN]), Err(Invalid { offset: 3, reason }));
}

#[test]
fn a_cut_line_table_is_refused() {
    let reason = Reason::Lines;
    assert_eq!(run(&[0x00, 0x04, 0x00, 0x81, NONE, RETURN]), Err(Invalid { offset: 4, reason }));
}

#[test]
fn a_function_without_code_is_refused() {
    assert_eq!(refusal(&[]), refused(0, Reason::RunsOff));
}

#[test]
fn little_memory_is_an_error() {
    let function = function(FRAME, &[NONE, RETURN]);
    let verified = verify(&function, &LIMITS, &mut [0]);
    assert_eq!(verified.map_err(|error| error.reason), Err(Reason::Scratch));
}

#[test]
fn large_frames_need_more_memory() {
    let large = Prelude { n_state: 1 << 26, ..FRAME };
    assert_eq!(scratch_len(&function(large, &[NONE, RETURN])), 4);
    assert!(framed(large, &[NONE, ITER, FOR, over(3), POP, JUMP, by(-5), NONE, RETURN]).is_ok());
}

#[test]
fn unreachable_code_must_decode() {
    assert_eq!(refusal(&[NONE, RETURN, 0x00]), code_error(2, CodeErrorKind::UnknownOpcode(0)));
}

#[test]
fn names_constants_and_children_must_exist() {
    assert_eq!(refusal(&[NAME, 1, RETURN]), code_error(0, CodeErrorKind::NoName(1)));
    assert_eq!(refusal(&[0x23, 1, RETURN]), code_error(0, CodeErrorKind::NoConstant(1)));
    assert_eq!(refusal(&[0x32, 1, RETURN]), code_error(0, CodeErrorKind::NoChild(1)));
}

#[test]
fn locals_must_exist() {
    assert_eq!(refusal(&[0x24, 0x10, RETURN]), refused(0, Reason::NoLocal(16)));
}

#[test]
fn an_operand_may_be_out_of_its_range() {
    assert_eq!(refusal(&[NONE, 0x34, 0x84, 0x80, 0x00, RETURN]), refused(1, Reason::Operand));
    assert_eq!(refusal(&[NONE, NONE, NONE, NONE, 0x2e, 0x04, RETURN]), refused(4, Reason::Operand));
    assert_eq!(refusal(&[NONE, NONE, 0x2e, 0x80, 0x02, RETURN]), refused(2, Reason::Operand));
    assert_eq!(refusal(&[NONE, NONE, 0x2f, 0x07, RETURN]), refused(2, Reason::Operand));
}

#[test]
fn only_generators_yield() {
    let plain = Prelude { scope_flags: 0, ..FRAME };
    let error = framed(plain, &[NONE, YIELD, RETURN]).expect_err("no generator");
    assert_eq!(error.reason, Reason::Yield);
}

#[test]
fn a_path_must_not_run_off_the_end() {
    assert_eq!(refusal(&[NONE]), refused(0, Reason::RunsOff));
}

#[test]
fn a_jump_must_lead_to_an_instruction() {
    assert_eq!(refusal(&[JUMP, by(1), NAME, 0, RETURN]), code_error(0, CodeErrorKind::JumpInside));
}

#[test]
fn an_empty_stack_gives_nothing() {
    assert_eq!(refusal(&[RETURN]), refused(0, Reason::Underflow));
    assert_eq!(refusal(&[NONE, DUP, ROT3, RETURN]), refused(2, Reason::Underflow));
}

#[test]
fn unpacking_must_fit() {
    assert_eq!(refusal(&[NONE, 0x30, 17, RETURN]), refused(1, Reason::Overflow));
    assert_eq!(refusal(&[NONE, 0x30, 0x8f, 0xff, 0xff, 0xff, 0x7f, RETURN]), refused(1, Reason::Overflow));
}

#[test]
fn paths_that_meet_must_agree() {
    assert_eq!(refusal(&[NONE, IF, by(1), NONE, NONE, RETURN]), refused(3, Reason::Conflict));
}

#[test]
fn loops_may_be_entered_at_their_end() {
    // while: the body comes first, but is reached from the condition.
    assert_eq!(refusal(&[JUMP, by(2), NONE, POP, NONE, IF, by(-5), NONE, RETURN]), None);
}

#[test]
fn a_for_loop_is_let_pass() {
    assert_eq!(refusal(&[NONE, ITER, FOR, over(3), POP, JUMP, by(-5), NONE, RETURN]), None);
}

#[test]
fn a_for_loop_may_be_broken_off() {
    assert_eq!(refusal(&[NONE, ITER, FOR, over(5), POP, POP, POP, POP, POP, NONE, RETURN]), None);
}

#[test]
fn an_iterator_cannot_be_replaced() {
    assert_eq!(refusal(&[NONE, ITER, POP, NONE, FOR, over(0), RETURN]), refused(3, Reason::Underflow));
}

#[test]
fn an_iterator_is_no_value() {
    assert_eq!(refusal(&[NONE, ITER, DUP, RETURN]), refused(2, Reason::Underflow));
    assert_eq!(refusal(&[NONE, ITER, NONE, ROT2, RETURN]), refused(3, Reason::Underflow));
    assert_eq!(refusal(&[NONE, ITER, NONE, 0x2f, 0x04, RETURN]), refused(3, Reason::Underflow));
}

#[test]
fn four_values_are_no_iterator() {
    assert_eq!(refusal(&[INT, INT, INT, INT, FOR, over(0), RETURN]), refused(4, Reason::Block));
}

#[test]
fn a_generator_expression_has_its_own_iterator() {
    let code = [NULL, 0xb0, NULL, NULL, FOR, over(4), YIELD, POP, JUMP, by(-6), NONE, RETURN];
    assert_eq!(refusal(&code), None);
}

#[test]
fn nothing_jumps_into_such_an_iterator() {
    let code = [NONE, IF, by(1), NULL, 0xb0, NULL, NULL, FOR, over(0), RETURN];
    assert_eq!(refusal(&code).map(|(_, reason)| reason), Some(Reason::Conflict));
}

#[test]
fn a_comprehension_finds_its_collection() {
    let code = [0x2b, 0, NONE, ITER, FOR, over(6), NONE, POP, 0x2f, 5 << 2, JUMP, by(-8), RETURN];
    assert_eq!(refusal(&code), None);
}

#[test]
fn an_except_block_is_let_pass() {
    assert_eq!(refusal(&[EXCEPT, over(2), LEAVE, over(3), POP, LEAVE, over(0), NONE, RETURN]), None);
}

#[test]
fn an_exception_may_be_passed_on() {
    let code = [
        EXCEPT,
        over(2),
        LEAVE,
        over(10),
        DUP,
        NAME,
        0,
        0xdf,
        IF,
        by(3),
        POP,
        LEAVE,
        over(1),
        END,
        NONE,
        RETURN,
    ];
    assert_eq!(refusal(&code), None);
}

#[test]
fn what_is_passed_on_cannot_be_forged() {
    let code = [EXCEPT, over(2), LEAVE, over(3), POP, INT, END, NONE, RETURN];
    assert_eq!(refusal(&code), refused(6, Reason::Block));
}

#[test]
fn a_loop_over_the_exception_does_not_hide_it() {
    let code = [EXCEPT, over(2), LEAVE, over(6), ITER, FOR, over(1), RAISE, INT, END, NONE, RETURN];
    assert_eq!(refusal(&code), refused(4, Reason::Underflow));
}

#[test]
fn the_exception_is_no_manager() {
    let code =
        [EXCEPT, over(2), LEAVE, over(8), WITH, over(2), POP, NONE, CLEANUP, END, INT, END, NONE, RETURN];
    assert_eq!(refusal(&code), refused(4, Reason::Underflow));
}

#[test]
fn a_block_must_be_open_to_be_left() {
    assert_eq!(refusal(&[LEAVE, over(0), NONE, RETURN]), refused(0, Reason::Block));
    assert_eq!(refusal(&[NONE, END, NONE, RETURN]), refused(1, Reason::Block));
    assert_eq!(refusal(&[UNWIND, by(1), 1, NONE, RETURN]), refused(0, Reason::Block));
}

#[test]
fn an_except_block_is_left_without_values() {
    let code = [EXCEPT, over(3), NONE, LEAVE, over(3), POP, LEAVE, over(0), NONE, RETURN];
    assert_eq!(refusal(&code), refused(3, Reason::Block));
}

#[test]
fn a_finally_block_is_let_pass() {
    assert_eq!(refusal(&[FINALLY, over(1), NONE, NONE, POP, END, NONE, RETURN]), None);
}

#[test]
fn a_finally_block_must_end_with_none() {
    let code = [FINALLY, over(1), INT, NONE, POP, END, NONE, RETURN];
    assert_eq!(refusal(&code), refused(2, Reason::Conflict));
}

#[test]
fn a_finally_part_leaves_its_cause_alone() {
    assert_eq!(
        refusal(&[FINALLY, over(1), NONE, POP, NONE, END, NONE, RETURN]),
        refused(3, Reason::Underflow)
    );
}

#[test]
fn a_finally_block_has_room_for_a_return() {
    let tight = Prelude { n_state: 1, ..FRAME };
    let error = framed(tight, &[FINALLY, over(1), NONE, END, NONE, RETURN]).expect_err("no room");
    assert_eq!(error.reason, Reason::Overflow);
}

#[test]
fn a_body_leaves_values_around_it_alone() {
    let code = [NONE, FINALLY, over(2), POP, NONE, END, NONE, RETURN];
    assert_eq!(refusal(&code), refused(3, Reason::Underflow));
}

#[test]
fn blocks_are_counted() {
    let frame = Prelude { n_exc_stack: 1, ..FRAME };
    let nested = [FINALLY, over(5), FINALLY, over(1), NONE, END, NONE, END, NONE, RETURN];
    assert_eq!(framed(frame, &nested).map_err(|error| error.reason), Err(Reason::Handlers));
    assert_eq!(framed(FRAME, &nested).map(|verified| verified.max_handlers), Ok(2));
}

#[test]
fn blocks_nest_only_so_deep() {
    let frame = Prelude { n_state: 4000, ..FRAME };
    let nested = |depth: usize| {
        let mut code = vec![];
        (0..depth).for_each(|_| code.extend([NONE, ITER]));
        code.extend([NONE, RETURN]);
        framed(frame, &code).map(|verified| verified.max_depth)
    };
    assert_eq!(nested(MAX_NESTING), Ok(4 * MAX_NESTING + 1));
    assert_eq!(nested(MAX_NESTING + 1).map_err(|error| error.reason), Err(Reason::Nesting));
}

#[test]
fn a_body_stays_before_its_handler() {
    // The body jumps over the handler: its address would tell that the handler runs.
    let code = [FINALLY, over(2), JUMP, by(1), END, NONE, RETURN];
    assert_eq!(refusal(&code), refused(2, Reason::Order));
}

#[test]
fn a_handler_stays_behind_its_start() {
    let code = [JUMP, by(2), NONE, RAISE, FINALLY, over(1), NONE, JUMP, by(-7)];
    assert_eq!(refusal(&code), refused(7, Reason::Order));
}

#[test]
fn a_with_block_is_let_pass() {
    let verified =
        framed(FRAME, &[NONE, WITH, over(2), POP, NONE, CLEANUP, END, NONE, RETURN]).expect("sound");
    assert_eq!(verified.max_depth, 5);
}

#[test]
fn a_with_block_must_end_like_one() {
    let code = [NONE, WITH, over(2), POP, NONE, END, NONE, RETURN];
    assert_eq!(refusal(&code), refused(1, Reason::Block));
}

#[test]
fn a_with_block_ends_nothing_else() {
    assert_eq!(refusal(&[NONE, CLEANUP, END, NONE, RETURN]), refused(1, Reason::Block));
}

#[test]
fn unwinding_leaves_blocks_and_loops() {
    // for: try: break; finally: pass
    let code = [
        NONE,
        ITER,
        FOR,
        over(9),
        POP,
        FINALLY,
        over(3),
        UNWIND,
        by(4),
        0x81,
        END,
        JUMP,
        by(-11),
        NONE,
        RETURN,
    ];
    assert_eq!(refusal(&code), None);
}

#[test]
fn unwinding_leaves_no_values() {
    let code = [FINALLY, over(5), NONE, UNWIND, by(3), 0x01, NONE, END, NONE, RETURN];
    assert_eq!(refusal(&code), refused(3, Reason::Block));
}

#[test]
fn unwinding_may_give_up_a_finally_part() {
    let code = [FINALLY, over(1), NONE, UNWIND, by(2), 0x01, END, NONE, RETURN];
    assert_eq!(refusal(&code), None);
}

/// `async with a: pass`, from the loaded manager on: its body, and its end.
fn async_with() -> Vec<u8> {
    let test = [DUP, 0x12, 0, 0xdf, IF, by(23)];
    let raised = [
        DUP,
        ROT3,
        ROT2,
        0x14,
        0,
        ROT3,
        ROT3,
        DUP,
        0x13,
        0,
        ROT2,
        NONE,
        0x36,
        3,
        0x5e,
        NONE,
        0x68,
        IF,
        by(17),
        POP,
        NONE,
        JUMP,
        by(13),
    ];
    let unwound = [ROT3, ROT3];
    let regular = [0x14, 0, NONE, DUP, DUP, 0x36, 3, 0x5e, NONE, 0x68, POP];
    let body = [FINALLY, over(4), NONE, ROT2, JUMP, by(31)];
    [&body[..], &test, &raised, &unwound, &regular, &[END]].concat()
}

#[test]
fn an_async_with_block_is_let_pass() {
    let code = [&[NONE][..], &async_with(), &[NONE, RETURN]].concat();
    assert_eq!(refusal(&code), None);
}

#[test]
fn its_end_is_recognised() {
    let exit = AsyncExit { exception: 12, unwinding: 35, regular: 37, end: 49 };
    assert_eq!(async_exit(&async_with(), 6), Some(exit));
}

#[test]
fn its_end_must_be_as_the_compiler_writes_it() {
    let mut code = [&[NONE][..], &async_with(), &[NONE, RETURN]].concat();
    code[14] = ROT2;
    assert_eq!(refusal(&code), refused(1, Reason::Block));
}

#[test]
fn it_needs_a_manager() {
    let code = [&async_with()[..], &[NONE, RETURN]].concat();
    assert_eq!(refusal(&code), refused(0, Reason::Underflow));
}

#[test]
fn effects_agree_with_the_table_of_opcodes() {
    use Opcode::*;
    // What the table leaves to the compiler's accounting is different here.
    let special = [JumpIfTrueOrPop, JumpIfFalseOrPop, WithCleanup, LoadConstSmallInt];
    for &opcode in Opcode::ALL.iter().filter(|opcode| !special.contains(opcode)) {
        for (arg, extra) in [(0, 0), (2, 1), (5, 3), (0x102, 255)] {
            let Effect { takes, leaves } = effect(opcode, arg, extra);
            let net = leaves as i64 - takes as i64;
            assert_eq!(net, i64::from(opcode.stack_effect(arg, extra)), "{opcode:?} {arg} {extra}");
        }
    }
}

#[test]
fn instructions_decode_as_they_do_in_order() {
    let code = async_with();
    for instruction in Instructions::new(&code) {
        let instruction = instruction.expect("sound");
        assert_eq!(Code(&code).instruction(instruction.offset), Ok(instruction));
    }
}
