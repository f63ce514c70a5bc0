//! Expressions, targets, and what lists of them there are.

use super::Generator;

/// What may stand in a place without parentheses, loosest first, after the rules of MicroPython's grammar.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// `namedexpr_test`: also `a := b`.
    Named,
    /// `test`: also lambdas and conditionals.
    Test,
    /// `or_test`.
    Or,
    /// `not_test` and comparisons.
    Not,
    /// `expr`: binary operators.
    Expr,
    /// `factor`: one operand.
    Factor,
    /// `atom`: what can be called.
    Atom,
}

const BINARY: [&str; 13] = ["+", "-", "*", "/", "//", "%", "**", "<<", ">>", "&", "|", "^", "@"];
const COMPARISONS: [&str; 10] = ["<", ">", "==", "!=", "<=", ">=", " in ", " not in ", " is ", " is not "];

impl Generator<'_, '_> {
    pub(super) fn test(&mut self, depth: usize) {
        self.expression(depth, Level::Test);
    }

    /// An expression that can stand where `level` is wanted.
    pub(super) fn expression(&mut self, depth: usize, level: Level) {
        if depth == 0 || self.is_long() {
            return self.leaf(level);
        }
        let depth = depth - 1;
        match self.pick(34) {
            0..=3 => self.push_value_name(),
            4..=6 => self.leaf(level),
            7..=10 => self.at_level(level, Level::Expr, |this| this.binary(depth)),
            11 => self.at_level(level, Level::Factor, |this| {
                this.push_one_of(&["-", "+", "~", "- -"]);
                this.expression(depth, Level::Factor);
            }),
            12 => self.at_level(level, Level::Not, |this| {
                this.push("not ");
                this.expression(depth, Level::Not);
            }),
            13 | 14 => self.at_level(level, Level::Or, |this| this.logical(depth)),
            15 | 16 => self.at_level(level, Level::Not, |this| this.comparison(depth)),
            17 => self.at_level(level, Level::Test, |this| this.conditional(depth)),
            18 => self.at_level(level, Level::Test, |this| this.lambda(depth)),
            19 => self.at_level(level, Level::Named, |this| {
                this.push_name();
                this.push(" := ");
                this.test(depth);
            }),
            20..=24 => self.postfix(depth),
            25 => self.bracketed("[", "]", |this| this.list(0, 4, |this| this.starred(depth))),
            26 => self.bracketed("(", ")", |this| this.tuple(depth)),
            27 => self.bracketed("{", "}", |this| this.set_or_dict(depth)),
            28 => self.comprehension(depth),
            29 | 30 => self.strings(depth),
            31 => self.bracketed("(", ")", |this| this.expression(depth, Level::Named)),
            32 => self.declared_constant(depth),
            _ => self.yield_or_await(depth, level),
        }
    }

    /// Puts parentheses around what is looser than the place allows.
    fn at_level(&mut self, wanted: Level, has: Level, inside: impl FnOnce(&mut Self)) {
        if has >= wanted || self.flaw() {
            inside(self);
        } else {
            self.bracketed("(", ")", inside);
        }
    }

    fn leaf(&mut self, level: Level) {
        match self.pick(16) {
            0..=6 => self.push_value_name(),
            7..=9 => self.push_one_of(&["None", "...", "()", "True", "False"]),
            // A point after a number would be a part of it.
            10..=13 if level == Level::Atom && !self.flaw() => self.push_name(),
            10 => self.push_one_of(&["0", "1", "2", "-1"]),
            11 | 12 => self.integer(),
            13 => self.float(),
            _ => self.strings(0),
        }
    }

    fn integer(&mut self) {
        const BOUNDARIES: [&str; 22] = [
            "-16",
            "-17",
            "-32",
            "47",
            "48",
            "63",
            "64",
            "127",
            "128",
            "255",
            "256",
            "65535",
            "1_000",
            "1073741823",
            "1073741824",
            "-1073741824",
            "-1073741825",
            "2147483648",
            "4611686018427387904",
            "9223372036854775808",
            "18446744073709551616",
            "123456789012345678901234567890",
        ];
        match self.pick(6) {
            0..=2 => self.push_one_of(&BOUNDARIES),
            3 => {
                self.push_one_of(&["0x", "0X", "0x_"]);
                self.digits(b"0123456789abcdefABCDEF", 20);
            }
            4 => {
                let (prefix, digits) = [("0b", &b"01"[..]), ("0o", b"01234567"), ("0B", b"01")][self.pick(3)];
                self.push(prefix);
                self.digits(digits, 40);
            }
            _ => {
                self.push_one_of(&["1", "9", "-5", "3_"]);
                self.digits(b"0123456789", 25);
            }
        }
    }

    fn float(&mut self) {
        const SPECIAL: [&str; 16] = [
            "0.0",
            "-0.0",
            "1.5",
            ".5",
            "5.",
            "1e400",
            "1e-400",
            "0.1",
            "1e22",
            "1e23",
            "5e-324",
            "2j",
            "1.5e3j",
            "1_0.0_1",
            "1e+5",
            "2.2250738585072014e-308",
        ];
        match self.pick(3) {
            0 => self.push_one_of(&SPECIAL),
            1 => {
                self.digits(b"0123456789", 20);
                self.push(".");
                self.digits(b"0123456789", 20);
            }
            _ => {
                self.digits(b"123456789", 18);
                self.push_one_of(&["e", ".e", ".0E-", "e+", "e-"]);
                self.digits(b"0123456789", 3);
                self.push_one_of(&["", "", "j"]);
            }
        }
    }

    /// One digit or more.
    fn digits(&mut self, digits: &[u8], most: usize) {
        for _ in 0..=self.pick(most) {
            let digit = digits[self.pick(digits.len())];
            self.text.push(digit.into());
        }
    }

    fn binary(&mut self, depth: usize) {
        let operator = self.word(&BINARY);
        // Mpy-cross would compute a tower of powers for hours.
        self.expression(depth, if operator == "**" { Level::Atom } else { Level::Expr });
        self.gap();
        self.push(operator);
        self.gap();
        match operator {
            "**" | "<<" if self.one_in(3) => self.push_name(),
            "**" | "<<" => self.push_one_of(&["1", "2", "7", "30", "31", "62", "b", "-1"]),
            _ => self.expression(depth, Level::Expr),
        }
    }

    fn logical(&mut self, depth: usize) {
        self.expression(depth, Level::Not);
        for _ in 0..=self.pick(3) {
            self.space();
            self.push_one_of(&["and", "or"]);
            self.space();
            self.expression(depth, Level::Not);
        }
    }

    fn comparison(&mut self, depth: usize) {
        self.expression(depth, Level::Expr);
        for _ in 0..=[0, 0, 0, 1, 2][self.pick(5)] {
            self.gap();
            self.push_one_of(&COMPARISONS);
            self.gap();
            self.expression(depth, Level::Expr);
        }
    }

    fn conditional(&mut self, depth: usize) {
        self.expression(depth, Level::Or);
        self.space();
        self.push("if ");
        self.expression(depth, Level::Or);
        if self.flaw() {
            return;
        }
        self.space();
        self.push("else ");
        self.test(depth);
    }

    /// Something with calls, subscripts and attributes.
    fn postfix(&mut self, depth: usize) {
        match self.pick(8) {
            0..=3 => self.push_name(),
            4 if self.scope.is_function() => self.push("super()"),
            _ => self.expression(depth, Level::Atom),
        }
        for _ in 0..=self.pick(3) {
            self.trailer(depth);
        }
    }

    fn trailer(&mut self, depth: usize) {
        match self.pick(8) {
            0..=2 => self.bracketed("(", ")", |this| this.arguments(depth)),
            3..=5 => {
                self.push(".");
                self.push_name();
            }
            _ => self.bracketed("[", "]", |this| this.list(1, 2, |this| this.subscript(depth))),
        }
    }

    pub(super) fn arguments(&mut self, depth: usize) {
        if self.one_in(10) {
            self.test(depth);
            return self.generators(depth);
        }
        let mut keywords = false;
        self.list(0, 5, |this| match this.pick(10) {
            0..=3 if !keywords || this.flaw() => this.expression(depth, Level::Test),
            4 if !keywords => {
                this.push_name();
                this.push(" := ");
                this.test(depth);
            }
            5 if !keywords || this.flaw() => {
                this.push("*");
                this.test(depth);
            }
            6 => {
                keywords = true;
                this.push("**");
                this.test(depth);
            }
            _ => {
                keywords = true;
                this.push_name();
                this.push("=");
                this.test(depth);
            }
        });
    }

    fn subscript(&mut self, depth: usize) {
        if self.one_in(3) {
            return self.test(depth);
        }
        for part in 0..=self.pick(3) {
            if part > 0 {
                self.push(":");
            }
            if !self.one_in(3) {
                self.test(depth);
            } else if part == 0 {
                self.push(":");
                break;
            }
        }
    }

    fn starred(&mut self, depth: usize) {
        if self.flaw() {
            self.push("*");
        }
        self.expression(depth, Level::Named);
    }

    fn tuple(&mut self, depth: usize) {
        self.expression(depth, Level::Named);
        self.push(",");
        self.gap();
        self.list(0, 4, |this| this.starred(depth));
    }

    fn set_or_dict(&mut self, depth: usize) {
        let is_dict = self.one_in(2);
        let least = usize::from(!is_dict);
        self.list(least, 4, |this| {
            this.test(depth);
            if is_dict != this.flaw() {
                this.push(":");
                this.gap();
                this.test(depth);
            }
        });
    }

    fn comprehension(&mut self, depth: usize) {
        let (open, close) = [("[", "]"), ("(", ")"), ("{", "}"), ("{", "}")][self.pick(4)];
        let is_dict = open == "{" && self.one_in(2);
        self.bracketed(open, close, |this| {
            // The first expression of a list may be named, that of a set may not.
            this.expression(depth, if open == "{" { Level::Test } else { Level::Named });
            if is_dict {
                this.push(": ");
                this.test(depth);
            }
            this.generators(depth);
        });
    }

    fn generators(&mut self, depth: usize) {
        for index in 0..=self.pick(4) {
            self.space();
            if index > 0 && self.one_in(2) {
                self.push("if ");
                self.expression(depth, Level::Or);
            } else {
                if self.flaw() {
                    self.push("async ");
                }
                self.push("for ");
                self.targets(1);
                self.space();
                self.push("in ");
                self.expression(depth, Level::Or);
            }
        }
    }

    fn declared_constant(&mut self, depth: usize) {
        self.push("const");
        self.bracketed("(", ")", |this| this.expression(depth.min(2), Level::Test));
    }

    fn yield_or_await(&mut self, depth: usize, level: Level) {
        if !self.scope.is_function() && !self.flaw() {
            return self.push_name();
        }
        match self.pick(4) {
            0 => self.bracketed("(", ")", |this| {
                this.push("yield ");
                this.list(0, 2, |this| this.test(depth));
            }),
            1 => self.bracketed("(", ")", |this| {
                this.push("yield from ");
                this.test(depth);
            }),
            _ => self.at_level(level, Level::Factor, |this| {
                this.push("await ");
                this.postfix(depth);
            }),
        }
    }

    /// What is assigned to, looped over, or deleted: one target, or some with commas.
    pub(super) fn targets(&mut self, depth: usize) {
        match self.pick(5) {
            0..=3 => self.target(depth),
            _ => self.several_targets(depth),
        }
    }

    fn several_targets(&mut self, depth: usize) {
        let mut starred = false;
        self.list(1, 3, |this| {
            if !starred && this.one_in(5) || this.flaw() {
                starred = true;
                this.push("*");
            }
            this.target(depth);
        });
        // Alone, a starred target needs a comma.
        if starred && !self.text.ends_with(',') {
            self.push_unless_flawed(", y");
        }
    }

    /// A target that may be a group of targets.
    pub(super) fn target(&mut self, depth: usize) {
        let may_be_group = depth > 0 && !self.is_long();
        match self.pick(6) {
            4 if may_be_group => self.bracketed("(", ")", |this| this.targets(depth - 1)),
            5 if may_be_group => self.bracketed("[", "]", |this| this.several_targets(depth - 1)),
            _ => self.single_target(depth),
        }
    }

    /// A name, an attribute, or an item.
    pub(super) fn single_target(&mut self, depth: usize) {
        match self.pick(12) {
            9 if self.flaw() => self.expression(depth, Level::Expr),
            10 => {
                self.expression(depth.min(1), Level::Atom);
                self.push(".");
                self.push_name();
            }
            11 => {
                self.expression(depth.min(1), Level::Atom);
                self.bracketed("[", "]", |this| this.subscript(depth.min(1)));
            }
            _ => self.push_name(),
        }
    }
}
