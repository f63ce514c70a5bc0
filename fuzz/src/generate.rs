//! Programs made up along MicroPython's grammar, some with a mistake or two.
//!
//! Every choice takes a byte of the input, and when the input is used up, the first alternative is taken, which is
//! always a simple one. So the fuzzer's changes to the input are changes to the program, and every input ends.

mod expressions;
mod functions;
mod statements;
mod strings;

use libfuzzer_sys::arbitrary::Unstructured;

/// From this length on only the simplest forms are made.
const LONG_ENOUGH: usize = 3000;

/// Names that everything is called by.
const NAMES: [&str; 16] = [
    "a",
    "b",
    "c",
    "x",
    "y",
    "f",
    "self",
    "print",
    "range",
    "é",
    "__name__",
    "const",
    "micropython",
    "super",
    "__class__",
    "a_name_that_is_long_enough_to_be_no_common_one",
];

/// Names that `const` declares. They are not given to anything else: that would be refused.
const CONSTANTS: [&str; 6] = ["_A", "K", "_B", "_C", "L", "_é"];

/// What stands where it should not.
const STRAYS: [&str; 48] = [
    "(", ")", "[", "]", "{", "}", ":", ",", ";", ".", "=", ":=", "*", "**", "@", "->", "!", "\\", "\\\n",
    "\"", "'''", "f'", "t\"", "b'", "\n", "\n  ", "\t", "\x0c", "\r", "#", "0", "1_", "0x", "1e", "09",
    "if ", "else ", "in ", "not ", "lambda ", "yield ", "await ", "async ", "import ", "return ", "None ",
    "$", "\u{feff}",
];

/// A program, and how to compile it.
#[derive(Debug)]
pub struct Program {
    /// The source.
    pub source: String,
    /// The optimisation level.
    pub level: u8,
}

/// Makes a program of the fuzzer's input.
pub fn program(choices: &mut Unstructured) -> Program {
    let mut generator = Generator::new(choices);
    let level = generator.pick(4) as u8;
    generator.flawed = generator.one_in(3);
    let line_end = generator.word(&["\n", "\n", "\n", "\n", "\n", "\n", "\r\n", "\r"]);
    for _ in 0..=generator.pick(6) {
        generator.statement(4);
    }
    if generator.one_in(12) {
        generator.drop_last_line_end();
    }
    if generator.flawed && generator.one_in(3) {
        generator.insert_stray();
    }
    let source = match line_end {
        "\n" => generator.text,
        other => generator.text.replace('\n', other),
    };
    Program { source, level }
}

/// The kind of function that statements are in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    Module,
    Class,
    Function,
    AsyncFunction,
}

impl Scope {
    fn is_function(self) -> bool {
        matches!(self, Scope::Function | Scope::AsyncFunction)
    }
}

/// The program so far, and where in it we are.
struct Generator<'a, 'b> {
    choices: &'a mut Unstructured<'b>,
    text: String,
    /// The blanks before the statements of this block.
    indent: String,
    scope: Scope,
    in_loop: bool,
    /// Whether the program may have mistakes.
    flawed: bool,
    /// How many brackets are open.
    brackets: usize,
    /// How many of the names of constants are declared.
    declared: usize,
    /// The quotes of the f-strings that this is a field of.
    quotes: Vec<&'static str>,
    /// The parameters of the functions that this is inside of.
    parameters: Vec<Vec<&'static str>>,
}

impl<'a, 'b> Generator<'a, 'b> {
    fn new(choices: &'a mut Unstructured<'b>) -> Self {
        Generator {
            choices,
            text: String::new(),
            indent: String::new(),
            scope: Scope::Module,
            in_loop: false,
            flawed: false,
            brackets: 0,
            declared: 0,
            quotes: Vec::new(),
            parameters: Vec::new(),
        }
    }

    /// A number below `count`: 0 when the input is used up.
    fn pick(&mut self, count: usize) -> usize {
        self.choices.int_in_range(0..=count.saturating_sub(1)).unwrap_or(0)
    }

    /// Whether a rare thing happens.
    fn one_in(&mut self, count: usize) -> bool {
        self.pick(count) + 1 == count
    }

    /// Whether a mistake is made here, where one is allowed.
    fn flaw(&mut self) -> bool {
        self.flawed && self.one_in(40)
    }

    fn word(&mut self, words: &[&'static str]) -> &'static str {
        words[self.pick(words.len())]
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn push_unless_flawed(&mut self, text: &str) {
        if !self.flaw() {
            self.push(text);
        }
    }

    fn push_one_of(&mut self, words: &[&'static str]) {
        let word = self.word(words);
        self.push(word);
    }

    fn push_name(&mut self) {
        match self.flaw() {
            true => self.push_one_of(&["None", "if", "1", "print(a)", "a.b", "yield", ""]),
            false => self.push_one_of(&NAMES),
        }
    }

    /// A name to be looked up: any, or one that is, or may later be, a constant.
    fn push_value_name(&mut self) {
        match self.pick(8) {
            5 => self.push_one_of(&CONSTANTS),
            6 => self.push_constant_name("x"),
            7 => self.push("__debug__"),
            _ => self.push_name(),
        }
    }

    /// The name of a constant that is declared, or else another expression.
    fn push_constant_name(&mut self, other: &str) {
        match self.declared {
            0 => self.push(other),
            count => self.push_one_of(&CONSTANTS[..count]),
        }
    }

    /// Whether it is time to come to an end.
    fn is_long(&self) -> bool {
        self.text.len() > LONG_ENOUGH
    }

    /// A blank, or what may stand for it.
    fn space(&mut self) {
        let in_field = !self.quotes.is_empty();
        match self.pick(40) {
            34 => self.push("  "),
            35 => self.push("\t"),
            36 if !in_field => self.push(" \\\n "),
            37 if !in_field && self.brackets > 0 => self.push("\n"),
            38 if !in_field && self.brackets > 0 => self.push(" # )\"'''\n  "),
            39 => self.push("\x0c"),
            _ => self.push(" "),
        }
    }

    /// A blank, or what may stand for it, or nothing.
    fn gap(&mut self) {
        if !self.one_in(6) {
            self.space();
        }
    }

    /// Something in brackets.
    fn bracketed(&mut self, open: &str, close: &'static str, inside: impl FnOnce(&mut Self)) {
        self.push(open);
        self.brackets += 1;
        if self.one_in(12) {
            self.space();
        }
        inside(self);
        if self.one_in(12) {
            self.space();
        }
        self.brackets -= 1;
        if self.flaw() {
            return self.push_one_of(&["", ")", "]", "}", "\n"]);
        }
        self.push(close);
    }

    /// Some things with commas between them, and perhaps a comma at the end.
    fn list(&mut self, least: usize, most: usize, mut item: impl FnMut(&mut Self)) {
        let count = least + self.pick(most + 1 - least);
        for index in 0..count {
            if index > 0 {
                self.push(",");
                self.gap();
            }
            item(self);
        }
        if count > 0 && self.one_in(10) {
            self.push(",");
        }
        if self.flaw() {
            self.push_one_of(&[",", ",,", " *", " a b"]);
        }
    }

    fn drop_last_line_end(&mut self) {
        self.text.truncate(self.text.trim_end_matches('\n').len());
    }

    fn insert_stray(&mut self) {
        let mut at = self.choices.int_in_range(0..=self.text.len()).unwrap_or(0);
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        let stray = self.word(&STRAYS);
        self.text.insert_str(at, stray);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(bytes: &[u8]) -> String {
        program(&mut Unstructured::new(bytes)).source
    }

    #[test]
    fn no_input_makes_a_short_program() {
        assert_eq!(source(&[]), "a\n");
    }

    #[test]
    fn hostile_input_ends() {
        for byte in 0..=255 {
            assert!(source(&[byte; 4096]).len() < 100_000);
        }
    }

    #[test]
    fn same_input_makes_the_same_program() {
        let bytes: Vec<u8> = (0..2000_u32).map(|index| (index * index / 8) as u8).collect();
        assert_eq!(source(&bytes), source(&bytes));
    }
}
