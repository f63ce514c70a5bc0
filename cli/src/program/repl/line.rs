//! A line that is being typed, and what the terminal is sent for it to show the line: as little as possible, byte for byte
//! what MicroPython sends where the line takes one row (shared/readline/readline.c).

use std::fmt::Write as _;
use std::ops::Range;

/// Steps back that are shorter one by one than as a number.
const FEW: usize = 4;

/// A line, the cursor in it, and output that is still to be sent.
#[derive(Default)]
pub struct Line {
    text: Vec<char>,
    cursor: usize,
    /// Where the line begins: the width of the prompt.
    offset: usize,
    /// How many columns a row has, if that is known.
    columns: Option<usize>,
    output: String,
}

impl Line {
    /// A line after a prompt, with some text before the cursor.
    pub fn new(prompt: &str, initial: &str, columns: Option<usize>) -> Line {
        let mut line = Line { offset: prompt.chars().count(), columns, ..Line::default() };
        line.output.push_str(prompt);
        line.insert(initial);
        line
    }

    /// What was typed.
    pub fn text(&self) -> String {
        self.text.iter().collect()
    }

    /// What was typed, up to the cursor.
    pub fn before_cursor(&self) -> &[char] {
        &self.text[..self.cursor]
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Takes what the terminal is to be sent.
    pub fn take_output(&mut self) -> String {
        std::mem::take(&mut self.output)
    }

    /// Puts text where the cursor is.
    pub fn insert(&mut self, text: &str) {
        self.replace(self.cursor..self.cursor, text);
    }

    /// Takes some characters before the cursor.
    pub fn remove_left(&mut self, count: usize) {
        self.replace(self.cursor.saturating_sub(count)..self.cursor, "");
    }

    /// Takes some characters after the cursor.
    pub fn remove_right(&mut self, count: usize) {
        self.replace(self.cursor..self.text.len().min(self.cursor.saturating_add(count)), "");
    }

    /// Makes it another line, with the cursor at its end.
    pub fn become_text(&mut self, text: &str) {
        self.replace(0..self.text.len(), text);
    }

    /// Takes blanks from the end of a line where the cursor is, which need not be wiped out.
    pub fn remove_blanks(&mut self, count: usize) {
        self.back(count);
        self.text.truncate(self.cursor);
    }

    /// Moves the cursor to the left.
    pub fn back(&mut self, count: usize) {
        let from = self.cursor;
        self.cursor = from.saturating_sub(count);
        self.step_back(from, self.cursor);
    }

    /// Moves the cursor to the right.
    pub fn forward(&mut self, count: usize) {
        let from = self.cursor;
        self.cursor = self.text.len().min(from.saturating_add(count));
        self.draw(from..self.cursor);
    }

    /// How far it is to the start of a word.
    pub fn word_left(&self) -> usize {
        word(self.text[..self.cursor].iter().rev())
    }

    /// How far it is to the end of a word.
    pub fn word_right(&self) -> usize {
        word(self.text[self.cursor..].iter())
    }

    /// Leaves the line.
    pub fn leave(&mut self) {
        let below = self.row(self.text.len()) - self.row(self.cursor);
        if below > 0 {
            self.escape(below, 'B');
        }
        self.output.push('\n');
    }

    /// Shows the line once more, below something else.
    pub fn show_again(&mut self, above: &str, prompt: &str) {
        self.output.push_str(above);
        self.output.push_str(prompt);
        self.draw(0..self.text.len());
        self.step_back(self.text.len(), self.cursor);
    }

    /// Puts text in place of a part of the line which is not beyond the cursor, or begins there. The cursor is after it.
    fn replace(&mut self, part: Range<usize>, text: &str) {
        if part.is_empty() && text.is_empty() {
            return;
        }
        let (old_cursor, old_length) = (self.cursor, self.text.len());
        self.step_back(old_cursor, part.start);
        self.text.splice(part.clone(), text.chars());
        self.cursor = part.start + text.chars().count();
        let length = self.text.len();
        if length < old_length {
            let is_one_row = self.row(part.start) == self.row(old_length);
            self.output.push_str(if is_one_row { "\x1b[K" } else { "\x1b[J" });
        }
        self.draw(part.start..length);
        self.step_back(length, self.cursor);
    }

    /// Sends a part of the line, at whose start the cursor is.
    fn draw(&mut self, part: Range<usize>) {
        let end = part.end;
        if part.is_empty() {
            return;
        }
        self.output.extend(&self.text[part]);
        if self.columns.is_some_and(|columns| (self.offset + end).is_multiple_of(columns)) {
            // After the last column, terminals wait for another character before they go to the next row.
            self.output.push(self.text.get(end).copied().unwrap_or(' '));
            self.output.push('\r');
        }
    }

    fn step_back(&mut self, from: usize, to: usize) {
        let (rows, steps) = (self.row(from) - self.row(to), from - to);
        if rows > 0 {
            self.escape(rows, 'A');
            self.output.push('\r');
            let column = self.columns.map_or(0, |columns| (self.offset + to) % columns);
            if column > 0 {
                self.escape(column, 'C');
            }
        } else if steps <= FEW {
            self.output.extend(std::iter::repeat_n('\x08', steps));
        } else {
            self.escape(steps, 'D');
        }
    }

    fn escape(&mut self, count: usize, what: char) {
        // Writing to a string does not fail.
        let _ = write!(self.output, "\x1b[{count}{what}");
    }

    fn row(&self, position: usize) -> usize {
        self.columns.map_or(0, |columns| (self.offset + position) / columns)
    }
}

/// How many characters there are up to the end of the first word.
fn word<'a>(characters: impl Iterator<Item = &'a char>) -> usize {
    let mut count = 0;
    let mut is_inside = false;
    for character in characters {
        match character.is_alphanumeric() {
            false if is_inside => break,
            is_part => is_inside = is_part,
        }
        count += 1;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is sent for an action on a line whose prompt takes one column.
    fn sent(text: &str, columns: Option<usize>, action: impl FnOnce(&mut Line)) -> String {
        let mut line = Line::new(">", text, columns);
        line.take_output();
        action(&mut line);
        line.take_output()
    }

    #[test]
    fn character_at_the_end_is_sent_alone() {
        assert_eq!(sent("ab", None, |line| line.insert("c")), "c");
    }

    #[test]
    fn character_moves_what_is_after_it() {
        let mut line = Line::new(">", "ac", None);
        line.back(1);
        line.take_output();
        line.insert("b");
        assert_eq!((line.text().as_str(), line.take_output().as_str()), ("abc", "bc\x08"));
    }

    #[test]
    fn removed_character_is_wiped_out() {
        assert_eq!(sent("ab", None, |line| line.remove_left(1)), "\x08\x1b[K");
    }

    #[test]
    fn nothing_is_sent_where_there_is_nothing_to_remove() {
        assert_eq!(sent("", None, |line| line.remove_left(1)), "");
    }

    #[test]
    fn many_steps_back_are_counted() {
        assert_eq!(sent("abcdef", None, |line| line.back(5)), "\x1b[5D");
    }

    #[test]
    fn another_text_of_the_same_length_is_written_over() {
        assert_eq!(sent("ab", None, |line| line.become_text("cd")), "\x08\x08cd");
    }

    #[test]
    fn cursor_goes_back_to_the_row_above() {
        assert_eq!(sent("abcde", Some(4), |line| line.back(4)), "\x1b[1A\r\x1b[2C");
    }

    #[test]
    fn full_row_goes_on_in_the_next() {
        assert_eq!(sent("ab", Some(4), |line| line.insert("c")), "c \r");
    }

    #[test]
    fn words_end_where_letters_do() {
        let mut line = Line::new(">", "one two+", None);
        assert_eq!(line.word_left(), 4);
        line.back(8);
        assert_eq!(line.word_right(), 3);
    }
}
