//! Functions, lambdas and classes.

use super::{Generator, Scope};

const PARAMETERS: [&str; 8] = ["self", "a", "b", "x", "p", "q", "r", "s"];

impl Generator<'_, '_> {
    pub(super) fn lambda(&mut self, depth: usize) {
        let outer = std::mem::replace(&mut self.scope, Scope::Function);
        self.push("lambda ");
        let names = self.parameter_list(depth, false);
        self.parameters.push(names);
        self.push(": ");
        self.test(depth);
        self.parameters.pop();
        self.scope = outer;
    }

    /// Parameters of every kind, in the order in which they have to stand. The answer is their names.
    fn parameter_list(&mut self, depth: usize, annotated: bool) -> Vec<&'static str> {
        let mut names = Vec::new();
        let mut unused = PARAMETERS.to_vec();
        let (positional, keyword) = (self.pick(4), [0, 0, 1, 2][self.pick(4)]);
        let mut with_default = false;
        for _ in 0..positional {
            with_default = with_default && !self.flaw() || self.one_in(4);
            self.parameter(&mut names, &mut unused, depth, annotated, with_default);
        }
        let star = self.pick(4);
        if star == 3 {
            self.push("*");
            self.parameter(&mut names, &mut unused, depth, annotated, false);
        } else if keyword > 0 {
            self.push("*, ");
        }
        for _ in 0..keyword {
            let with_default = self.one_in(2);
            self.parameter(&mut names, &mut unused, depth, annotated, with_default);
        }
        if self.one_in(6) {
            self.push("**");
            self.parameter(&mut names, &mut unused, depth, annotated, false);
        }
        if self.flaw() {
            self.push_one_of(&["/", "*", "*, ", "a=1", "(a, b)", "*a, *b", "a, a", "**k, b"]);
        } else if self.text.ends_with(", ") && !self.one_in(10) {
            self.text.truncate(self.text.len() - 2);
        }
        names
    }

    /// A parameter and a comma.
    fn parameter(
        &mut self,
        names: &mut Vec<&'static str>,
        unused: &mut Vec<&'static str>,
        depth: usize,
        annotated: bool,
        with_default: bool,
    ) {
        let depth = depth.min(1);
        let name = match self.flaw() {
            true => self.word(&PARAMETERS),
            false => unused.remove(self.pick(unused.len())),
        };
        names.push(name);
        self.push(name);
        if annotated && self.one_in(5) {
            self.push(": ");
            self.test(depth);
        }
        if with_default {
            self.push("=");
            self.test(depth);
        }
        self.push(", ");
    }

    fn decorators(&mut self, depth: usize) {
        const PLAIN: [&str; 5] = ["a", "a.b.c", "micropython.bytecode", "property", "f"];
        for _ in 0..[0, 0, 0, 0, 0, 1, 1, 2][self.pick(8)] {
            self.push("@");
            match self.flaw() {
                true => self.push_one_of(&[
                    "micropython.native",
                    "micropython.viper",
                    "micropython.asm_thumb",
                    "micropython.other",
                    "micropython",
                    "a[0]",
                    "a()()",
                    "micropython.a.b",
                    "lambda: a",
                    "",
                ]),
                false => self.push_one_of(&PLAIN),
            }
            if self.one_in(3) {
                self.bracketed("(", ")", |this| this.arguments(depth.min(1)));
            }
            self.end_line();
            let indent = self.indent.clone();
            self.push(&indent);
        }
    }

    pub(super) fn function(&mut self, depth: usize) {
        self.decorators(depth);
        let is_async = self.one_in(4);
        self.push(if is_async { "async def " } else { "def " });
        self.push_name();
        let mut names = Vec::new();
        self.bracketed("(", ")", |this| names = this.parameter_list(depth, true));
        if self.one_in(6) {
            self.push(" -> ");
            self.test(1);
        }
        let scope = if is_async { Scope::AsyncFunction } else { Scope::Function };
        let outer = std::mem::replace(&mut self.scope, scope);
        let in_loop = std::mem::replace(&mut self.in_loop, false);
        self.parameters.push(names);
        self.suite(depth, true);
        self.parameters.pop();
        (self.scope, self.in_loop) = (outer, in_loop);
    }

    pub(super) fn class(&mut self, depth: usize) {
        self.decorators(depth);
        self.push("class ");
        self.push_name();
        if self.one_in(2) {
            self.bracketed("(", ")", |this| this.arguments(depth.min(1)));
        }
        let outer = std::mem::replace(&mut self.scope, Scope::Class);
        let in_loop = std::mem::replace(&mut self.in_loop, false);
        self.suite(depth, false);
        (self.scope, self.in_loop) = (outer, in_loop);
    }

    /// `global` and `nonlocal`, where they can stand: before the names are used.
    pub(super) fn declarations(&mut self) {
        let [.., outer, own] = &self.parameters[..] else {
            return self.global();
        };
        let name = outer.iter().find(|name| !own.contains(name)).copied();
        match name {
            Some(name) if self.one_in(3) => {
                let indent = self.indent.clone();
                self.push(&indent);
                self.push("nonlocal ");
                self.push(name);
                self.end_line();
            }
            _ => self.global(),
        }
    }

    fn global(&mut self) {
        if self.one_in(6) {
            let indent = self.indent.clone();
            self.push(&indent);
            self.push("global g, ");
            self.push_one_of(&["y", "f", "h", "c"]);
            self.end_line();
        }
    }
}
