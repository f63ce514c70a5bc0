//! The lines that were typed, of this time and of earlier ones.

use std::fs;
use std::path::PathBuf;

/// How many lines are remembered.
const MOST: usize = 1000;

/// The file in the home directory that remembers them.
const FILE: &str = ".constrictor.history";

/// Lines, from the first to the last, and one that is looked at.
#[derive(Default)]
pub struct History {
    file: Option<PathBuf>,
    lines: Vec<String>,
    /// How far back the line is that is looked at.
    back: usize,
    /// What was being typed.
    draft: String,
}

impl History {
    /// The history of earlier times.
    pub fn load() -> History {
        let home = std::env::var_os("HOME").filter(|home| !home.is_empty());
        let file = home.map(|home| PathBuf::from(home).join(FILE));
        // The first time there is none.
        let text = file.as_ref().and_then(|file| fs::read(file).ok()).unwrap_or_default();
        let lines = String::from_utf8_lossy(&text).lines().map(str::to_owned).collect();
        let mut history = History { file, lines, ..History::default() };
        history.forget();
        history
    }

    /// Remembers for the next time.
    pub fn save(&self) {
        if let Some(file) = self.file.as_ref().filter(|_| !self.lines.is_empty()) {
            // It is a convenience.
            let _ = fs::write(file, self.lines.join("\n") + "\n");
        }
    }

    /// Adds a line, unless it is empty or was the last one.
    pub fn add(&mut self, line: &str) {
        if !line.trim().is_empty() && self.lines.last().is_none_or(|last| last != line) {
            self.lines.push(line.to_owned());
            self.forget();
        }
    }

    fn forget(&mut self) {
        self.lines.drain(..self.lines.len().saturating_sub(MOST));
    }

    /// Looks at no line.
    pub fn begin(&mut self) {
        self.back = 0;
    }

    /// The line before the one that is looked at, if there is one; `current` is what the line editor has.
    pub fn older(&mut self, current: String) -> Option<&str> {
        let index = self.lines.len().checked_sub(self.back + 1)?;
        if self.back == 0 {
            self.draft = current;
        }
        self.back += 1;
        Some(&self.lines[index])
    }

    /// The line after the one that is looked at, and at last what was being typed.
    pub fn newer(&mut self, _current: String) -> Option<&str> {
        self.back = self.back.checked_sub(1)?;
        let index = self.lines.len() - self.back;
        Some(self.lines.get(index).unwrap_or(&self.draft))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn history(lines: &[&str]) -> History {
        let mut history = History::default();
        lines.iter().for_each(|line| history.add(line));
        history
    }

    #[test]
    fn older_lines_come_one_by_one() {
        let mut history = history(&["1", "2"]);
        assert_eq!(history.older("".into()), Some("2"));
        assert_eq!(history.older("".into()), Some("1"));
        assert_eq!(history.older("".into()), None);
    }

    #[test]
    fn what_was_being_typed_comes_back() {
        let mut history = history(&["1"]);
        history.older("dra".into());
        assert_eq!(history.newer("1".into()), Some("dra"));
    }

    #[test]
    fn nothing_is_newer_than_what_is_typed() {
        assert_eq!(history(&["1"]).newer("".into()), None);
    }

    #[test]
    fn repeated_line_is_kept_once() {
        assert_eq!(history(&["1", "1"]).lines, ["1"]);
    }

    #[test]
    fn blank_lines_are_not_kept() {
        assert!(history(&["", "  "]).lines.is_empty());
    }
}
