//! Pins: the general-purpose ports, which are CMSDK AHB GPIO (ARM, Cortex-M System Design Kit, DDI 0479), and the lights
//! and buttons of the board (ARM, AN385: FPGA system control).
//!
//! QEMU has the lights only: its ports read as 0, and its buttons are never pressed.

use core::ptr::{read_volatile, write_volatile};

/// Where the registers of the first port are, how far those of the next are from there, and how many ports there are
/// (ARM, AN385, memory map).
const BASE: usize = 0x4001_0000;
const STRIDE: usize = 0x1000;
const PORTS: u8 = 4;

/// Pins of a port.
const WIDTH: u8 = 16;

/// How many pins of ports there are.
pub const COUNT: u8 = PORTS * WIDTH;

const DATA: usize = 0x00;
const DATA_OUT: usize = 0x04;
const OUT_ENABLE_SET: usize = 0x10;
const OUT_ENABLE_CLEAR: usize = 0x14;

/// Registers of lights and buttons, a bit for each (ARM, AN385, FPGA system control).
const LIGHTS: usize = 0x4002_8000;
const BUTTONS: usize = 0x4002_8008;

/// How many lights there are, and how many buttons.
pub const LIGHT_COUNT: u8 = 2;

/// What can be set or read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Pin {
    /// A pin of a port, counted over all ports.
    Port(u8),
    /// A light.
    Light(u8),
    /// A button.
    Button(u8),
}

fn get(register: usize) -> u32 {
    // SAFETY: all callers give the address of a register of a port, of the lights or of the buttons.
    unsafe { read_volatile(register as *const u32) }
}

fn set(register: usize, value: u32) {
    // SAFETY: as above; none of them makes the hardware touch memory.
    unsafe { write_volatile(register as *mut u32, value) }
}

fn of_port(pin: u8, register: usize) -> (usize, u32) {
    (BASE + usize::from(pin / WIDTH % PORTS) * STRIDE + register, 1 << (pin % WIDTH))
}

fn change(register: usize, bit: u32, is_high: bool) {
    // A handler of an interrupt runs no Python, so nothing changes another bit meanwhile.
    let others = get(register) & !bit;
    set(register, if is_high { others | bit } else { others });
}

impl Pin {
    /// Whether it can be told what to be.
    pub fn can_be_output(self) -> bool {
        !matches!(self, Pin::Button(_))
    }

    /// Makes it an output or an input. A light is always an output, and a button an input.
    pub fn set_direction(self, is_output: bool) {
        if let Pin::Port(pin) = self {
            let (register, bit) = of_port(pin, if is_output { OUT_ENABLE_SET } else { OUT_ENABLE_CLEAR });
            set(register, bit);
        }
    }

    /// Whether it is high.
    pub fn is_high(self) -> bool {
        let (register, bit) = match self {
            Pin::Port(pin) => of_port(pin, DATA),
            Pin::Light(light) => (LIGHTS, 1 << light),
            Pin::Button(button) => (BUTTONS, 1 << button),
        };
        get(register) & bit != 0
    }

    /// Makes it high or low, if it is an output.
    pub fn set_high(self, is_high: bool) {
        match self {
            Pin::Port(pin) => {
                let (register, bit) = of_port(pin, DATA_OUT);
                change(register, bit, is_high);
            }
            Pin::Light(light) => change(LIGHTS, 1 << light, is_high),
            Pin::Button(_) => {}
        }
    }

    /// Makes it what it is not, going by what it was told to be and not by what is at the pin.
    pub fn toggle(self) {
        let was_high = match self {
            Pin::Port(pin) => {
                let (register, bit) = of_port(pin, DATA_OUT);
                get(register) & bit != 0
            }
            _ => self.is_high(),
        };
        self.set_high(!was_high);
    }
}
