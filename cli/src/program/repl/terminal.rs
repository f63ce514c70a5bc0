//! The terminal, as line editing needs it: every key at once, and how wide it is.

use std::sync::OnceLock;

use rustix::stdio::stdin;
use rustix::termios::{
    ControlModes, InputModes, LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr,
    tcgetwinsize, tcsetattr,
};

/// How the terminal was found.
static FOUND: OnceLock<Termios> = OnceLock::new();

/// Gives keys to the program as they are pressed, Ctrl-C among them. Whether that worked.
pub fn take() -> bool {
    let Ok(now) = tcgetattr(stdin()) else { return false };
    let mut raw = FOUND.get_or_init(|| now).clone();
    // What is written is still adapted: a line feed goes to the start of the line.
    raw.input_modes -=
        InputModes::BRKINT | InputModes::ICRNL | InputModes::INPCK | InputModes::ISTRIP | InputModes::IXON;
    raw.control_modes -= ControlModes::PARENB;
    raw.control_modes |= ControlModes::CS8;
    raw.local_modes = LocalModes::empty();
    raw.special_codes[SpecialCodeIndex::VMIN] = 1;
    raw.special_codes[SpecialCodeIndex::VTIME] = 0;
    tcsetattr(stdin(), OptionalActions::Now, &raw).is_ok()
}

/// Leaves the terminal as it was found.
pub fn give_back() {
    if let Some(found) = FOUND.get() {
        // There is nothing to be done if that fails.
        let _ = tcsetattr(stdin(), OptionalActions::Now, found);
    }
}

/// How many columns a line has, if that is known.
pub fn columns() -> Option<usize> {
    let columns = usize::from(tcgetwinsize(rustix::stdio::stdout()).ok()?.ws_col);
    (columns > 0).then_some(columns)
}
