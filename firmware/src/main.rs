//! The firmware: a virtual machine with a prompt on the serial line.

#![no_std]
#![no_main]

mod board;
mod copy;
mod fault;
mod files;
mod gpio;
mod machine;
mod memory;
mod time;
mod timer;
mod uart;

use board::Board;
use constrictor_vm::repl::Repl;
use constrictor_vm::{Config, Interrupt, Res, Vm};
use cortex_m_rt::entry;
use files::{Disk, Files};

const BANNER: &str = concat!(
    "MicroPython v1.29.0; Constrictor ",
    env!("CARGO_PKG_VERSION"),
    "; mps2-an385 with Cortex-M3\n\
    Type \"help()\" for more information."
);

/// Bytes of the stack for interrupt handlers.
const INTERRUPT_ROOM: usize = 1024;

/// What interrupt handlers ask of the program that runs.
static INTERRUPT: Interrupt = Interrupt::new();

#[entry]
fn main() -> ! {
    static mut DISK: Disk = Disk::new();
    // SAFETY: this is done once.
    let region = unsafe { memory::region() };
    uart::init();
    time::init();
    let mut repl = Repl::new(BANNER);
    let mut files = Files::new(DISK);
    loop {
        run(region, &mut repl, &mut files);
    }
}

/// Runs one virtual machine from its start to its reset.
fn run(region: &mut [u8], repl: &mut Repl, files: &mut Files<'static>) {
    let mut config = Config::default();
    config.stack_words = 4096;
    config.native_stack_end = memory::stack_end() + INTERRUPT_ROOM;
    config.lender = Some(memory::LENDER);
    config.compile_nesting = 40;
    let mut board = Board::new(files);
    INTERRUPT.reset();
    {
        let Some(mut vm) = Vm::new(region, config, &mut board, &INTERRUPT) else {
            panic!("the region is too small");
        };
        if prepare(&mut vm).is_err() {
            panic!("the region is too small");
        }
        // A tool that has just made the board begin again wants nothing else to run.
        if repl.is_raw() || !repl.run_module(&mut vm, b"main") {
            repl.run(&mut vm);
        }
        if let Err(raised) = vm.run_at_exit() {
            vm.take_raised(raised);
        }
    }
    (0..timer::COUNT).for_each(timer::stop);
    uart::SECOND.stop();
    uart::write(b"MPY: soft reboot\r\n");
}

/// What programs find on this board.
fn prepare(vm: &mut Vm<'_>) -> Res<()> {
    vm.register(&machine::MACHINE)?;
    vm.set_path([&b""[..], files::FLASH, b"/lib"])
}
