//! Type `machine.UART`: the serial line that has no prompt, as a stream (MicroPython, docs/library/machine.UART.rst).

use crate::time;
use crate::uart::{RATE, SECOND, SIZE};
use constrictor_vm::embed::Data;
use constrictor_vm::native::{Member, Type};
use constrictor_vm::types::exceptions::VALUE_ERROR;
use constrictor_vm::{Res, Value, Vm, function, raise};
use core::cell::Cell;

/// The number of the line: 0 has the prompt.
const NUMBER: isize = 1;

/// The line, as a program has set it up.
struct Uart {
    rate: Cell<u32>,
    /// How long to wait for the first byte, and how long for each of the others, in milliseconds.
    timeouts: Cell<[u32; 2]>,
}

impl Data for Uart {
    const TYPE: &'static Type = &UART;
}

/// The type.
pub static UART: Type = Type {
    make: Some(|vm, _, args| {
        let number = match args.first() {
            Some(number) => vm.get::<isize>(number)?,
            None => NUMBER,
        };
        if number != NUMBER {
            return raise!(vm, VALUE_ERROR, "UART({number}) doesn't exist");
        }
        let this = vm.object(Uart { rate: Cell::new(RATE), timeouts: Cell::new([0, 0]) })?;
        let init = vm.intern(b"init")?;
        let init = vm.load_attribute(this, init)?;
        vm.call_with(init, args.skip(1))?;
        Ok(this)
    }),
    print: Some(|vm, out, this, _| {
        let uart = vm.get::<&Uart>(&this)?;
        let (rate, [first, next]) = (uart.rate.get(), uart.timeouts.get());
        vm.write_args(
            out,
            format_args!("UART({NUMBER}, baudrate={rate}, timeout={first}, timeout_char={next})"),
        )
    }),
    members: &[
        Member::Function(function!(
            "init",
            |vm,
             this: &Uart,
             baudrate: Option<u32>,
             bits: Option<u32>,
             parity: Option<u32>,
             stop: Option<u32>,
             timeout: Option<u32>,
             timeout_char: Option<u32>| {
                if bits.unwrap_or(8) != 8 || parity.is_some() || stop.unwrap_or(1) != 1 {
                    return raise!(vm, VALUE_ERROR, "only 8 bits, no parity, 1 stop bit");
                }
                let rate = baudrate.unwrap_or(this.rate.get());
                if rate == 0 || rate > time::CLOCK / 16 {
                    return raise!(vm, VALUE_ERROR, "invalid baudrate");
                }
                this.rate.set(rate);
                let [first, next] = this.timeouts.get();
                this.timeouts.set([timeout.unwrap_or(first), timeout_char.unwrap_or(next)]);
                SECOND.init(rate);
            }
        )),
        Member::Function(function!("deinit", |vm, this: &Uart| {
            let _ = this;
            SECOND.stop();
        })),
        Member::Function(function!("any", |vm, this: &Uart| {
            let _ = this;
            SECOND.count()
        })),
        // What is sent is sent at once.
        Member::Function(function!("txdone", |vm, this: &Uart| {
            let _ = this;
            true
        })),
        Member::Function(function!("flush", |vm, this: &Uart| {
            let _ = this;
        })),
        Member::Function(function!("read", |vm, this: &Uart, size: Option<isize>| {
            let most = size.map_or(SIZE, |size| usize::try_from(size).unwrap_or(SIZE));
            let mut bytes = [0; SIZE];
            let count = read(vm, this, &mut bytes[..most.min(SIZE)], false)?;
            taken(vm, &bytes[..count])
        })),
        Member::Function(function!("readline", |vm, this: &Uart, size: Option<isize>| {
            let most = size.map_or(SIZE, |size| usize::try_from(size).unwrap_or(SIZE));
            let mut bytes = [0; SIZE];
            let count = read(vm, this, &mut bytes[..most.min(SIZE)], true)?;
            taken(vm, &bytes[..count])
        })),
        Member::Function(function!("readinto", |vm, this: &Uart, buffer: Value, size: Option<usize>| {
            let room = vm.with_bytes_mut(buffer, |bytes| bytes.len())?;
            let wanted = size.unwrap_or(room).min(room);
            let mut done = 0;
            let mut bytes = [0; SIZE];
            while done < wanted {
                let part = (wanted - done).min(SIZE);
                let count = read(vm, this, &mut bytes[..part], false)?;
                // While it was waited for, a handler may have made the buffer smaller.
                vm.with_bytes_mut(buffer, |to| {
                    if let Some(to) = to.get_mut(done..done + count) {
                        to.copy_from_slice(&bytes[..count]);
                    }
                })?;
                done += count;
                if count < part {
                    break;
                }
            }
            (done > 0).then_some(done)
        })),
        Member::Function(function!("write", |vm, this: &Uart, buffer: Value| {
            let _ = this;
            vm.with_bytes(buffer, |bytes| {
                SECOND.write(bytes);
                bytes.len()
            })
        })),
    ],
    ..Type::holding::<Uart>("UART")
};

/// What was read, or `None` if that is nothing.
fn taken(vm: &mut Vm<'_>, bytes: &[u8]) -> Res {
    if bytes.is_empty() { Ok(Value::NONE) } else { vm.bytes(bytes) }
}

/// Reads what comes in time, up to the end of a line if that is wanted, and says how much it is.
fn read(vm: &mut Vm<'_>, uart: &Uart, to: &mut [u8], is_line: bool) -> Res<usize> {
    let [first, next] = uart.timeouts.get();
    let mut count = 0;
    while count < to.len() {
        let timeout = if count == 0 { first } else { next };
        let Some(byte) = wait(vm, timeout)? else { break };
        to[count] = byte;
        count += 1;
        if is_line && byte == b'\n' {
            break;
        }
    }
    Ok(count)
}

/// The next byte, if it comes in so many milliseconds.
fn wait(vm: &mut Vm<'_>, timeout: u32) -> Res<Option<u8>> {
    let start = time::microseconds();
    loop {
        if let Some(byte) = SECOND.read() {
            return Ok(Some(byte));
        }
        if time::microseconds() - start >= u64::from(timeout) * 1000 {
            return Ok(None);
        }
        vm.poll()?;
        cortex_m::asm::wfi();
    }
}
