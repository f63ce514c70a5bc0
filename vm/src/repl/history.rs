//! Lines that were typed before, in a few bytes.

/// Bytes of all lines together.
const ROOM: usize = 512;

/// The lines, the last one first, each with a line feed at its end. What there is no room for is forgotten.
#[derive(Debug)]
pub(super) struct History {
    text: [u8; ROOM],
    len: usize,
}

impl History {
    pub(super) const fn new() -> History {
        History { text: [0; ROOM], len: 0 }
    }

    /// A line: 0 is the last one.
    pub(super) fn line(&self, number: usize) -> Option<&[u8]> {
        let mut lines = self.text[..self.len].split(|&byte| byte == b'\n');
        // After the end of the last line is nothing.
        lines.nth(number).filter(|line| !line.is_empty())
    }

    /// Remembers a line, unless it is the one before once more.
    pub(super) fn add(&mut self, line: &[u8]) {
        let size = line.len() + 1;
        if line.is_empty() || line.contains(&b'\n') || size > ROOM || self.line(0) == Some(line) {
            return;
        }
        let kept = self.len.min(ROOM - size);
        self.text.copy_within(..kept, size);
        self.text[..line.len()].copy_from_slice(line);
        self.text[line.len()] = b'\n';
        let end = self.text[..size + kept].iter().rposition(|&byte| byte == b'\n');
        self.len = end.map_or(0, |end| end + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn last_line_comes_first() {
        let mut history = History::new();
        history.add(b"one");
        history.add(b"two");
        assert_eq!((history.line(0), history.line(1)), (Some(&b"two"[..]), Some(&b"one"[..])));
    }

    #[test]
    fn there_is_nothing_before_the_first_line() {
        let mut history = History::new();
        history.add(b"one");
        assert_eq!(history.line(1), None);
    }

    #[test]
    fn same_line_again_is_not_added() {
        let mut history = History::new();
        history.add(b"one");
        history.add(b"one");
        assert_eq!(history.line(1), None);
    }

    #[test]
    fn lines_that_do_not_fit_whole_are_forgotten() {
        let mut history = History::new();
        history.add(&[b'a'; 300]);
        history.add(&[b'b'; 300]);
        assert_eq!((history.line(0), history.line(1)), (Some(&[b'b'; 300][..]), None));
    }

    #[test]
    fn line_that_is_too_long_is_not_remembered() {
        let mut history = History::new();
        history.add(&[b'a'; ROOM]);
        assert_eq!(history.line(0), None);
    }
}
