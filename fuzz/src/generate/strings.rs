//! Strings, bytes, f-strings and t-strings.

use super::Generator;
use super::expressions::Level;

const QUOTES: [&str; 4] = ["'", "\"", "'''", "\"\"\""];

/// What strings are made of.
const PARTS: [&str; 30] = [
    "",
    "a",
    " ",
    "text",
    "\\n",
    "\\t",
    "\\\\",
    "\\'",
    "\\\"",
    "\\x41",
    "\\xff",
    "\\0",
    "\\101",
    "\\777",
    "\\u00e9",
    "\\U0001F600",
    "é",
    "\\q",
    "\\\n",
    "%s",
    "#",
    "\\N{DASH}",
    "\\x4",
    "\\u12",
    "{",
    "}",
    "{{",
    "}}",
    "\\{",
    "a text that is longer than a short name but not as long as the two hundred and fifty-five bytes of a name",
];

/// What format specifications are made of.
const SPECS: [&str; 9] = ["", "d", ">10", "02x", ".3f", "%H:%M", "#x", " ", "é"];

impl Generator<'_, '_> {
    /// String literals, side by side if they are of a kind.
    pub(super) fn strings(&mut self, depth: usize) {
        let kind = self.pick(8);
        let count = if kind == 7 && !self.flaw() { 0 } else { [0, 0, 0, 0, 1, 2][self.pick(6)] };
        for index in 0..=count {
            if index > 0 {
                self.space();
            }
            let kind = if self.flaw() { self.pick(8) } else { kind };
            match kind {
                0 | 1 => self.plain(&["", "", "", "r"]),
                2 => self.plain(&["b", "b", "rb", "br"]),
                // Plain and formatted ones go together.
                3..=6 if self.one_in(3) => self.plain(&["", "r"]),
                3..=6 => self.formatted(depth, &["f", "f", "rf", "fr"]),
                _ => self.formatted(depth, &["t", "t", "rt", "tr"]),
            }
        }
    }

    /// What says of which kind a string is.
    fn prefix(&mut self, prefixes: &[&'static str]) {
        match self.flaw() {
            true => self.push_one_of(&["u", "R", "F", "bf", "rbt", "T", "x"]),
            false => self.push_one_of(prefixes),
        }
    }

    /// Quotes that do not end the f-string that this is in, if there are any.
    fn quote(&mut self) -> &'static str {
        let quote = self.word(&QUOTES);
        if self.quotes.is_empty() || self.flaw() {
            return quote;
        }
        let used = |quote: &&str| self.quotes.iter().any(|used| used.starts_with(quote));
        ["'", "\""].into_iter().find(|quote| !used(quote)).unwrap_or(quote)
    }

    fn plain(&mut self, prefixes: &[&'static str]) {
        if self.quotes.len() > 1 {
            return self.push_name();
        }
        self.prefix(prefixes);
        let quote = self.quote();
        self.push(quote);
        for _ in 0..self.pick(4) {
            self.part(quote);
        }
        self.close(quote);
    }

    fn part(&mut self, quote: &'static str) {
        match self.pick(8) {
            0 | 1 if quote.len() == 3 => self.push(if quote == "'''" { "\n \"" } else { "\n'\n" }),
            0..=5 => self.push_one_of(&["a", "text", " ", "b c", "\\n", "é"]),
            _ if self.quotes.is_empty() => {
                let part = self.word(&PARTS);
                // Escapes that no string can have are mistakes.
                let is_flaw = ["\\N{DASH}", "\\x4", "\\u12", "\\777"].contains(&part);
                let replaced = is_flaw && !self.flaw();
                self.push(if replaced { "\\x41" } else { part });
            }
            _ => self.push("x"),
        }
    }

    fn close(&mut self, quote: &'static str) {
        if self.flaw() {
            return self.push_one_of(&["", "'", "\"", "\n"]);
        }
        self.push(quote);
    }

    fn formatted(&mut self, depth: usize, prefixes: &[&'static str]) {
        if self.quotes.len() > 1 {
            return self.push_name();
        }
        self.prefix(prefixes);
        let quote = self.quote();
        self.push(quote);
        for _ in 0..self.pick(5) {
            match self.pick(6) {
                0 => self.push_one_of(&[
                    "a", "text ", "{{", "}}", "\\n", "\\x41", "é", "#", "%", "!", ":", "\\\\",
                ]),
                1 if self.flawed => self.part(quote),
                _ => self.field(depth, quote, true),
            }
        }
        self.close(quote);
    }

    fn field(&mut self, depth: usize, quote: &'static str, may_nest: bool) {
        self.quotes.push(quote);
        self.push("{");
        self.push_one_of(&["", "", "", " "]);
        match self.pick(6) {
            0..=2 => self.push_value_name(),
            3 if self.flaw() => {
                self.push_one_of(&["", " ", "a b", "lambda x: x", "a := b", "*a", "yield", "#"])
            }
            4 => self.list(1, 2, |this| this.expression(depth.min(1), Level::Test)),
            _ => self.expression(depth.saturating_sub(1), Level::Or),
        }
        self.push_one_of(&["", "", "", "", "", "", " ", "=", " =", "=", "!r", "!s"]);
        if self.flaw() {
            self.push_one_of(&["!x", "!", "!a", "!rs", "! r", "==", "= ", ":{{", ":}}"]);
        }
        if self.one_in(4) {
            self.push(":");
            for _ in 0..self.pick(3) {
                match may_nest && self.one_in(3) {
                    true => self.field(0, quote, false),
                    false => self.push_one_of(&SPECS),
                }
            }
        }
        self.quotes.pop();
        self.push_unless_flawed("}");
    }
}
