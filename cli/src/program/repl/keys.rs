//! What a terminal sends, as keys. They are those of MicroPython (shared/readline/readline.c).

/// A key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// A character for the line.
    Character(char),
    /// A letter with Ctrl that has no other meaning.
    Control(char),
    Enter,
    Tab,
    Backspace,
    Delete,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    WordLeft,
    WordRight,
    KillWordLeft,
    KillWordRight,
    /// One that means nothing.
    Other,
}

const ESCAPE: u8 = 0x1b;
const RUBOUT: u8 = 0x7f;

/// The longest sequence that is taken for a key.
const LONGEST: usize = 16;

/// Reads a key. None when there is no more.
pub fn read(next: &mut impl FnMut() -> Option<u8>) -> Option<Key> {
    Some(match next()? {
        b'\r' | b'\n' => Key::Enter,
        b'\t' => Key::Tab,
        8 | RUBOUT => Key::Backspace,
        0x17 => Key::KillWordLeft,
        ESCAPE => escaped(next)?,
        byte @ 1..=26 => Key::Control((byte + b'@').into()),
        byte @ b' '..=b'~' => Key::Character(byte.into()),
        byte => wide(byte, next)?,
    })
}

/// What follows an escape.
fn escaped(next: &mut impl FnMut() -> Option<u8>) -> Option<Key> {
    Some(match next()? {
        b'[' => sequence(next)?,
        b'O' => named(&[], next()?),
        b'b' => Key::WordLeft,
        b'f' => Key::WordRight,
        b'd' => Key::KillWordRight,
        RUBOUT => Key::KillWordLeft,
        _ => Key::Other,
    })
}

/// Parameters, up to what they are for.
fn sequence(next: &mut impl FnMut() -> Option<u8>) -> Option<Key> {
    let mut parameters = Vec::new();
    loop {
        match next()? {
            byte @ b'0'..=b'?' if parameters.len() < LONGEST => parameters.push(byte),
            last => return Some(named(&parameters, last)),
        }
    }
}

fn named(parameters: &[u8], last: u8) -> Key {
    let has_ctrl = parameters.ends_with(b";5") || parameters == b"5";
    match (last, parameters) {
        (b'A', _) => Key::Up,
        (b'B', _) => Key::Down,
        (b'C', _) if has_ctrl => Key::WordRight,
        (b'D', _) if has_ctrl => Key::WordLeft,
        (b'C', _) => Key::Right,
        (b'D', _) => Key::Left,
        (b'H', _) | (b'~', b"1" | b"7") => Key::Home,
        (b'F', _) | (b'~', b"4" | b"8") => Key::End,
        (b'~', b"3") => Key::Delete,
        _ => Key::Other,
    }
}

/// A character of several bytes.
fn wide(first: u8, next: &mut impl FnMut() -> Option<u8>) -> Option<Key> {
    let length = match first {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return Some(Key::Other),
    };
    let mut bytes = [first, 0, 0, 0];
    for byte in &mut bytes[1..length] {
        *byte = next()?;
    }
    let character = std::str::from_utf8(&bytes[..length]).ok().and_then(|text| text.chars().next());
    Some(character.map_or(Key::Other, Key::Character))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(bytes: &[u8]) -> Vec<Key> {
        let mut bytes = bytes.iter().copied();
        std::iter::from_fn(|| read(&mut || bytes.next())).collect()
    }

    #[test]
    fn letters_are_themselves() {
        assert_eq!(keys(b"a~"), [Key::Character('a'), Key::Character('~')]);
    }

    #[test]
    fn character_may_take_several_bytes() {
        assert_eq!(keys("é€".as_bytes()), [Key::Character('é'), Key::Character('€')]);
    }

    #[test]
    fn letter_with_ctrl() {
        assert_eq!(keys(b"\x05"), [Key::Control('E')]);
    }

    #[test]
    fn arrows() {
        assert_eq!(keys(b"\x1b[A\x1b[B\x1bOC\x1b[D"), [Key::Up, Key::Down, Key::Right, Key::Left]);
    }

    #[test]
    fn arrow_with_ctrl_goes_by_words() {
        assert_eq!(keys(b"\x1b[1;5D\x1b[5C"), [Key::WordLeft, Key::WordRight]);
    }

    #[test]
    fn home_end_and_delete_have_numbers() {
        assert_eq!(keys(b"\x1b[1~\x1b[8~\x1b[3~"), [Key::Home, Key::End, Key::Delete]);
    }

    #[test]
    fn unknown_sequence_is_one_key() {
        assert_eq!(keys(b"\x1b[200~x"), [Key::Other, Key::Character('x')]);
    }

    #[test]
    fn sequence_without_end_is_no_key() {
        assert_eq!(keys(b"\x1b[1;"), []);
    }
}
