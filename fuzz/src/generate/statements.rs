//! Statements and blocks.

use super::expressions::Level;
use super::{CONSTANTS, Generator, Scope};

const AUGMENTED: [&str; 13] =
    ["+=", "-=", "*=", "/=", "//=", "%=", "**=", "<<=", ">>=", "&=", "|=", "^=", "@="];

const IMPORTS: [&str; 13] = [
    "import a",
    "import a.b.c",
    "import a.b.c as d",
    "import a as b, c.d",
    "from a import b",
    "from a.b import c as d",
    "from a import (b, c as d,)",
    "from . import a",
    "from .. import a",
    "from .a.b import c",
    "from ... import a",
    "from micropython import const",
    "from .... import (\n a)",
];

impl Generator<'_, '_> {
    /// A statement on lines of its own.
    pub(super) fn statement(&mut self, depth: usize) {
        let mut indent = self.indent.clone();
        if self.flaw() {
            indent.push_str(self.word(&[" ", "    ", "\t"]));
            if self.one_in(2) {
                indent.truncate(indent.len() / 2);
            }
        }
        self.push(&indent);
        if depth == 0 || self.is_long() {
            return self.simple_line(1);
        }
        let depth = depth - 1;
        match self.pick(24) {
            0..=10 => self.simple_line(3),
            11..=13 => self.if_statement(depth),
            14 => self.while_statement(depth),
            15 | 16 => self.for_statement(depth),
            17 | 18 => self.try_statement(depth),
            19 => self.with_statement(depth),
            20..=22 => self.function(depth),
            _ => self.class(depth),
        }
    }

    /// Ends a line, in one of the ways there are.
    pub(super) fn end_line(&mut self) {
        if self.flaw() {
            return self.push_one_of(&["", " a\n", " :\n", ")\n", " \\ \n", "  \\\n\n", " ?\n"]);
        }
        self.push_one_of(&[
            "\n",
            "\n",
            "\n",
            "\n",
            "\n",
            "\n",
            "\n",
            " \n",
            "  # comment\n",
            "\n\n",
            "\n# comment\n",
            "\n        # odd\n",
            "\n \t \n",
            "\t#\n",
        ]);
    }

    fn simple_line(&mut self, depth: usize) {
        self.simple(depth);
        while self.one_in(10) {
            self.push_one_of(&["; ", ";"]);
            self.simple(depth);
        }
        if self.one_in(20) {
            self.push(";");
        }
        self.end_line();
    }

    /// What comes after the colon of a compound statement, the colon included.
    pub(super) fn suite(&mut self, depth: usize, declares: bool) {
        self.push_unless_flawed(":");
        if self.one_in(8) {
            self.push_one_of(&[" ", ""]);
            return self.simple_line(2);
        }
        self.end_line();
        let outer = self.indent.len();
        let step = self.word(&["    ", "  ", " ", "\t"]);
        self.indent.push_str(step);
        if declares {
            self.declarations();
        }
        for _ in 0..=self.pick(4) {
            self.statement(depth);
        }
        self.indent.truncate(outer);
    }

    /// Another part of a compound statement.
    fn clause(&mut self, keyword: &str) {
        let indent = self.indent.clone();
        self.push(&indent);
        self.push(keyword);
    }

    fn loop_suite(&mut self, depth: usize) {
        let outer = std::mem::replace(&mut self.in_loop, true);
        self.suite(depth, false);
        self.in_loop = outer;
        if self.one_in(4) {
            self.clause("else");
            self.suite(depth, false);
        }
    }

    fn condition(&mut self) {
        match self.pick(4) {
            0 | 1 => self.expression(2, Level::Named),
            2 => self.push_one_of(&[
                "1",
                "0",
                "True",
                "False",
                "None",
                "not 0",
                "__debug__",
                "not __debug__",
                "_A",
                "\"\"",
                "()",
                "a and 0",
                "a or 1",
                "not (a or b)",
                "...",
                "1.0",
                "a and b or c",
            ]),
            _ => self.expression(3, Level::Or),
        }
    }

    fn if_statement(&mut self, depth: usize) {
        self.push("if ");
        self.condition();
        self.suite(depth, false);
        while self.one_in(4) {
            self.clause("elif ");
            self.condition();
            self.suite(depth, false);
        }
        if self.one_in(3) {
            self.clause("else");
            self.suite(depth, false);
        }
    }

    fn while_statement(&mut self, depth: usize) {
        self.push("while ");
        self.condition();
        self.loop_suite(depth);
    }

    fn for_statement(&mut self, depth: usize) {
        self.async_prefix();
        self.push("for ");
        self.targets(2);
        self.push(" in ");
        match self.pick(3) {
            0 => {
                self.push("range");
                self.bracketed("(", ")", |this| this.list(1, 3, |this| this.expression(1, Level::Test)));
            }
            1 => self.list(1, 3, |this| this.test(1)),
            _ => self.test(2),
        }
        self.loop_suite(depth);
    }

    fn async_prefix(&mut self) {
        let allowed = self.scope == Scope::AsyncFunction;
        if allowed && self.one_in(3) || self.flaw() {
            self.push("async ");
        }
    }

    fn try_statement(&mut self, depth: usize) {
        self.push("try");
        self.suite(depth, false);
        let handlers = self.pick(3);
        for index in 0..handlers {
            self.clause("except");
            let is_last = index + 1 == handlers;
            match self.pick(4) {
                0 if is_last || self.flaw() => {}
                0 | 1 => {
                    self.push(" ");
                    self.test(1);
                }
                2 => self.push(" (A, B)"),
                _ => {
                    self.push(" A as ");
                    self.push_name();
                }
            }
            self.suite(depth, false);
        }
        if handlers > 0 && self.one_in(4) {
            self.clause("else");
            self.suite(depth, false);
        }
        if handlers == 0 && !self.flaw() || self.one_in(3) {
            self.clause("finally");
            self.suite(depth, false);
        }
    }

    fn with_statement(&mut self, depth: usize) {
        self.async_prefix();
        self.push("with ");
        for index in 0..=[0, 0, 1, 2][self.pick(4)] {
            self.push(if index > 0 { ", " } else { "" });
            self.test(1);
            if self.one_in(2) {
                self.push(" as ");
                self.target(1);
            }
        }
        self.suite(depth, false);
    }

    /// A small statement, without the end of the line.
    fn simple(&mut self, depth: usize) {
        match self.pick(24) {
            0..=4 => self.list(1, 2, |this| this.test(depth)),
            5..=8 => self.assignment(depth),
            9 => {
                self.single_target(2);
                self.gap();
                self.push_one_of(&AUGMENTED);
                self.gap();
                self.value(depth);
            }
            10 | 11 => self.constant(),
            12 => self.push("pass"),
            13 => {
                self.push("del ");
                self.list(1, 2, |this| this.single_target(2));
            }
            14 => {
                self.push("assert ");
                self.test(depth);
                if self.one_in(2) {
                    self.push(", ");
                    self.test(1);
                }
            }
            15 => self.import(),
            16 | 17 => self.flow(depth),
            18 => self.raise(depth),
            19 => self.annotation(depth),
            20 if self.scope.is_function() || self.flaw() => {
                self.push("yield ");
                self.push_one_of(&["", "from "]);
                self.test(depth);
            }
            21 if self.flaw() => self.push_one_of(&[
                "nonlocal a",
                "global a",
                "nonlocal x, y",
                "global self",
                "print a",
                "import *",
                "from a import",
                "a = yield = b",
                "a b",
                "def",
                "else: pass",
                "match a: pass",
                "exec \"a\"",
                "del",
                "from a.b import c.d",
            ]),
            22 => self.push_one_of(&["\"\"\"doc\"\"\"", "'text'", "...", "1", "None", "b''"]),
            _ => {
                self.push_name();
                self.bracketed("(", ")", |this| this.arguments(depth));
            }
        }
    }

    fn assignment(&mut self, depth: usize) {
        for _ in 0..=[0, 0, 0, 0, 1, 2][self.pick(6)] {
            self.targets(2);
            self.gap();
            self.push("=");
            self.gap();
        }
        self.value(depth);
    }

    fn value(&mut self, depth: usize) {
        if self.scope.is_function() && self.one_in(10) {
            self.push("yield ");
        }
        self.list(1, 3, |this| this.test(depth));
    }

    /// `NAME = const(…)`. Each name is declared once.
    fn constant(&mut self) {
        let Some(name) = CONSTANTS.get(self.declared).filter(|_| !self.flawed || !self.one_in(20)) else {
            return self.test(2);
        };
        self.push(name);
        self.push_one_of(&[" = ", "="]);
        self.push("const");
        self.bracketed("(", ")", |this| match this.pick(8) {
            0 => this.push_one_of(&[
                "1",
                "\"text\"",
                "'a' 'b'",
                "b'x'",
                "1.5",
                "None",
                "True",
                "...",
                "()",
                "(1, 'a', 2.5)",
            ]),
            1 if this.flaw() => this.expression(2, Level::Test),
            _ => this.constant_operation(),
        });
        self.declared += 1;
    }

    /// Arithmetic on integers.
    fn constant_operation(&mut self) {
        const OPERANDS: [&str; 12] = [
            "1",
            "3",
            "-5",
            "~5",
            "(2 << 40)",
            "0x7fffffff",
            "1_000",
            "255",
            "(1 << 30)",
            "1073741823",
            "-16",
            "(\n7)",
        ];
        const OPERATORS: [&str; 12] = [
            " + ", " - ", " * ", " // ", " % ", " & ", " | ", " ^ ", " >> 3 | ", " << 3 ^ ", " ** 2 - ",
            " or ",
        ];
        for _ in 0..=self.pick(3) {
            match self.one_in(3) {
                true => self.push_constant_name("5"),
                false => self.push_one_of(&OPERANDS),
            }
            self.push_one_of(&OPERATORS);
        }
        self.push_one_of(&["1", "5", "-3", "7"]);
    }

    fn import(&mut self) {
        match self.scope == Scope::Module && self.one_in(8) || self.flaw() {
            true => self.push_one_of(&["from a import *", "from .b import *"]),
            false => self.push_one_of(&IMPORTS),
        }
    }

    fn flow(&mut self, depth: usize) {
        if self.in_loop && self.one_in(2) || self.flaw() {
            self.push_one_of(&["break", "continue"]);
        } else if self.scope.is_function() || self.flaw() {
            self.push("return");
            if !self.one_in(4) {
                self.push(" ");
                self.list(1, 2, |this| this.test(depth));
            }
        } else {
            self.push("pass");
        }
    }

    fn raise(&mut self, depth: usize) {
        self.push("raise");
        if !self.one_in(4) {
            self.push(" ");
            self.test(depth);
            if self.one_in(4) {
                self.push(" from ");
                self.test(1);
            }
        }
    }

    fn annotation(&mut self, depth: usize) {
        self.single_target(1);
        self.push(": ");
        self.test(1);
        if self.one_in(2) {
            self.push(" = ");
            self.value(depth);
        }
    }
}
