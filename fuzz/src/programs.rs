//! Programs made up to be run: most of what they do succeeds, about a third raises.
//!
//! The forms of statements and expressions are texts with places in them, each for something of a type ([`forms`]).
//! As in [`crate::generate`], every choice takes a byte of the input, and when the input is used up, the first form is
//! taken, which is a simple one.
//!
//! What a program prints is the same on every machine that does what MicroPython does. What the forms leave out, because
//! it may differ:
//!
//! - the order of dicts and sets: they are shown sorted, and are not in lists or texts;
//! - addresses (also as the bytes of objects that are packed), hashes of texts, times, random numbers, and when what is no
//!   longer in use is freed;
//! - `break` and `continue` in the `else` of an `async for`, for which the compiler makes code that leaves the stack out of
//!   step: it is refused here;
//! - how deep calls and how large objects can be: loops are short, and [`PRELUDE`] has a function that makes values
//!   small.

mod forms;

use libfuzzer_sys::arbitrary::Unstructured;

/// What comes before every program: functions that show values, and classes.
pub const PRELUDE: &str = include_str!("programs/prelude.py");

/// From this length on only the simplest forms are made.
const LONG_ENOUGH: usize = 5000;

/// Makes a program of the fuzzer's input.
pub fn program(choices: &mut Unstructured) -> String {
    let mut generator = Generator {
        choices,
        text: String::new(),
        indent: 0,
        scopes: Vec::new(),
        in_loop: 0,
        extra: Vec::new(),
        functions: Vec::new(),
        counter: 0,
        nesting: 0,
    };
    generator.line(&format!("{} = given()", forms::VARIABLES.join(", ")));
    for _ in 0..3 + generator.pick(10) {
        generator.guarded("except BaseException as e:\n    fail(e)", |generator| generator.statement(3));
    }
    for name in forms::VARIABLES {
        generator.line(&format!("show({name})"));
    }
    generator.text
}

/// What statements are in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    Function,
    Generator,
    Async,
}

/// A function that can be called.
struct Function {
    name: String,
    /// How many arguments it is to be called with.
    arity: usize,
    scope: Scope,
}

/// The program so far, and where in it we are.
struct Generator<'a, 'b> {
    choices: &'a mut Unstructured<'b>,
    text: String,
    indent: usize,
    /// The functions that we are in, with whether each has variables of its own.
    scopes: Vec<(Scope, bool)>,
    /// How many loops of this function we are in.
    in_loop: usize,
    /// Variables of comprehensions and parameters.
    extra: Vec<String>,
    functions: Vec<Function>,
    /// What numbers names that have to be new.
    counter: usize,
    /// How many expressions the one that is made is in.
    nesting: usize,
}

impl Generator<'_, '_> {
    /// A number below `count`: 0 when the input is used up.
    fn pick(&mut self, count: usize) -> usize {
        self.choices.int_in_range(0..=count.saturating_sub(1)).unwrap_or(0)
    }

    /// Whether a rare thing happens.
    fn one_in(&mut self, count: usize) -> bool {
        self.pick(count) + 1 == count
    }

    fn is_long(&self) -> bool {
        self.text.len() > LONG_ENOUGH
    }

    fn line(&mut self, line: &str) {
        self.text.extend(std::iter::repeat_n("    ", self.indent));
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn lines(&mut self, lines: &str) {
        lines.lines().for_each(|line| self.line(line));
    }

    fn new_name(&mut self, letter: &str) -> String {
        self.counter += 1;
        format!("{letter}{}_", self.counter)
    }

    fn indented(&mut self, inside: impl FnOnce(&mut Self)) {
        self.indent += 1;
        inside(self);
        self.indent -= 1;
    }

    /// Statements whose exceptions are caught.
    fn guarded(&mut self, handler: &str, inside: impl FnOnce(&mut Self)) {
        self.line("try:");
        self.indented(inside);
        self.lines(handler);
    }

    // Statements

    fn block(&mut self, depth: usize) {
        for _ in 0..=self.pick(3) {
            match self.one_in(4) {
                true => self
                    .guarded("except Exception as e:\n    fail(e)", |generator| generator.statement(depth)),
                false => self.statement(depth),
            }
        }
    }

    fn statement(&mut self, depth: usize) {
        if depth == 0 || self.is_long() {
            return self.simple();
        }
        match self.pick(16) {
            0..=5 => self.simple(),
            6 | 7 => self.function(depth - 1),
            8 => self.class(depth - 1),
            9 | 10 => self.call(),
            _ => self.compound(depth - 1),
        }
    }

    fn simple(&mut self) {
        let scope = self.scopes.last().map(|&(scope, _)| scope);
        let forms = match self.pick(9) {
            7 if scope.is_some() => match scope {
                Some(Scope::Async) => forms::ASYNC,
                Some(Scope::Generator) => forms::YIELDS,
                _ => forms::RETURNS,
            },
            8 if self.in_loop > 0 => forms::JUMPS,
            _ => forms::SIMPLE,
        };
        let form = forms[self.pick(forms.len())];
        let statement = self.expand(form);
        self.lines(&statement);
    }

    fn compound(&mut self, depth: usize) {
        let scope = self.scopes.last().map(|&(scope, _)| scope);
        let forms = match self.one_in(4) && scope == Some(Scope::Async) {
            true => forms::ASYNC_COMPOUND,
            false => forms::COMPOUND,
        };
        let form = forms[self.pick(forms.len())];
        let counter = self.new_name("n");
        for line in form.lines() {
            let trimmed = line.trim_start();
            let blanks = (line.len() - trimmed.len()) / 4;
            self.indent += blanks;
            match trimmed {
                "$B" => self.block(depth),
                // The block of a loop.
                "$L" => {
                    self.in_loop += 1;
                    self.block(depth);
                    self.in_loop -= 1;
                }
                _ => {
                    let line = self.expand(&trimmed.replace("$n", &counter));
                    self.line(&line);
                }
            }
            self.indent -= blanks;
        }
    }

    fn function(&mut self, depth: usize) {
        let scope = match self.pick(5) {
            0..=2 => Scope::Function,
            3 => Scope::Generator,
            _ => Scope::Async,
        };
        let name = self.new_name("f");
        let (parameters, arity) = self.parameters();
        if self.one_in(10) {
            let decorator = self.expand("@(lambda f: (show($x), f)[1])");
            self.line(&decorator);
        }
        let keyword = if scope == Scope::Async { "async def" } else { "def" };
        self.line(&format!("{keyword} {name}({parameters}):"));
        self.body(scope, depth, &parameters);
        self.functions.push(Function { name, arity, scope });
        if self.one_in(2) {
            self.call();
        }
    }

    /// Parameters, and how many there are.
    fn parameters(&mut self) -> (String, usize) {
        let form = forms::PARAMETERS[self.pick(forms::PARAMETERS.len())];
        let arity = form.split(',').filter(|parameter| !parameter.contains(['*', '='])).count();
        (self.expand(form), if form.is_empty() { 0 } else { arity })
    }

    fn body(&mut self, scope: Scope, depth: usize, parameters: &str) {
        let outer_has_own = self.scopes.last().is_some_and(|&(_, own)| own);
        let (declaration, own) = match self.pick(4) {
            0 | 1 => (format!("{} = given()", forms::VARIABLES.join(", ")), true),
            2 if outer_has_own => (format!("nonlocal {}", forms::VARIABLES.join(", ")), true),
            // What is assigned is local, and may not be there yet.
            3 if self.one_in(4) => ("pass".into(), false),
            _ => (format!("global {}", forms::VARIABLES.join(", ")), false),
        };
        let extra = self.extra.len();
        let names = parameters.split(", ").map(|parameter| {
            let end = parameter.find('=').unwrap_or(parameter.len());
            parameter[..end].trim_start_matches('*')
        });
        // A dict is in no particular order.
        let names = names.filter(|name| name.len() == 2 && *name != "kw").map(str::to_owned);
        self.extra.extend(names.collect::<Vec<_>>());
        let in_loop = std::mem::take(&mut self.in_loop);
        self.scopes.push((scope, own));
        self.indented(|generator| {
            generator.line(&declaration);
            if parameters.contains("kw") {
                generator.line("show(kw)");
            }
            if scope == Scope::Generator {
                let first = generator.expand("show((yield $x))");
                generator.line(&first);
            }
            generator.block(depth);
            if generator.one_in(2) {
                let last = generator.expand("return $x");
                generator.line(&last);
            }
        });
        self.scopes.pop();
        self.in_loop = in_loop;
        self.extra.truncate(extra);
    }

    /// Calls one of the functions, or goes on with its generator.
    fn call(&mut self) {
        if self.functions.is_empty() {
            return self.simple();
        }
        let function = &self.functions[self.choices.int_in_range(0..=self.functions.len() - 1).unwrap_or(0)];
        let (name, scope, arity) = (function.name.clone(), function.scope, function.arity);
        let given = match self.pick(12) {
            11 => arity + 1,
            10 => arity.saturating_sub(1),
            _ => arity,
        };
        let mut arguments: Vec<String> = (0..given).map(|_| self.expand("$x")).collect();
        if self.one_in(3) {
            let more = forms::MORE_ARGUMENTS[self.pick(forms::MORE_ARGUMENTS.len())];
            arguments.push(self.expand(more));
        }
        let call = format!("{name}({})", arguments.join(", "));
        let forms = match scope {
            Scope::Function => forms::CALLS,
            Scope::Generator => forms::GENERATOR_CALLS,
            Scope::Async => forms::ASYNC_CALLS,
        };
        let form = forms[self.pick(forms.len())].replace("$c", &call);
        let form = form.replace("$n", &self.new_name("n"));
        let statement = self.expand(&form);
        self.lines(&statement);
    }

    fn class(&mut self, depth: usize) {
        let name = self.new_name("C");
        let base = self.word(forms::BASES);
        self.line(&format!("class {name}({base}):"));
        self.indented(|generator| {
            for _ in 0..=generator.pick(4) {
                if generator.one_in(4) {
                    let form = forms::MEMBERS[generator.pick(forms::MEMBERS.len())];
                    let member = generator.expand(form);
                    generator.lines(&member);
                    continue;
                }
                let (head, scope) = match generator.pick(forms::METHODS.len() + 1) {
                    0 => ("def __iter__(self)", Scope::Generator),
                    method => (forms::METHODS[method - 1], Scope::Function),
                };
                head.rsplit('\n').skip(1).for_each(|decorator| generator.line(decorator));
                let head = head.rsplit('\n').next().unwrap_or(head);
                generator.line(&format!("{head}:"));
                let parameters =
                    head[head.find('(').map_or(0, |at| at + 1)..].trim_end_matches(')').to_owned();
                generator.body(scope, depth.min(1), &parameters.replace("self, ", "").replace("self", ""));
            }
        });
        for _ in 0..=self.pick(4) {
            let form = forms::OBJECTS[self.pick(forms::OBJECTS.len())].replace("$C", &name);
            let statement = self.expand(&form);
            self.guarded("except Exception as e:\n    fail(e)", |generator| generator.lines(&statement));
        }
    }

    // Expressions

    fn word(&mut self, words: &[&'static str]) -> &'static str {
        words[self.pick(words.len())]
    }

    /// Fills the places of a form.
    fn expand(&mut self, form: &str) -> String {
        let mut text = String::new();
        let mut rest = form;
        while let Some(at) = rest.find('$') {
            text.push_str(&rest[..at]);
            let mut places = rest[at + 1..].chars();
            let place = places.next().unwrap_or('x');
            rest = places.as_str();
            let filling = self.expression(place);
            text.push_str(&filling);
        }
        text + rest
    }

    /// Something of the type that a letter stands for.
    fn expression(&mut self, place: char) -> String {
        let variables = forms::VARIABLES;
        match place {
            '#' => return self.word(&["2", "0", "1", "3", "5", "-1", "-3", "7"]).into(),
            'u' => return self.word(&["2", "0", "1", "3", "5", "7", "8"]).into(),
            'v' => return variables[self.pick(variables.len())].into(),
            'm' => return self.word(forms::FORMATS).into(),
            'M' => return self.word(forms::BRACE_FORMATS).into(),
            'e' => return self.word(forms::EXCEPTIONS).into(),
            'T' => return self.word(forms::TYPES).into(),
            'A' => return self.word(forms::ATTRIBUTES).into(),
            'r' => return self.word(forms::STRUCT_FORMATS).into(),
            'p' => return self.word(forms::PATTERNS).into(),
            'C' | 'B' | 'L' => return String::new(),
            _ => {}
        }
        // Something of another type, now and then.
        let place = match place {
            'i' | 'f' | 's' | 'b' | 'l' | 't' | 'q' if self.one_in(24) => 'x',
            other => other,
        };
        if place == 'x' && !self.extra.is_empty() && self.one_in(3) {
            return self.extra[self.choices.int_in_range(0..=self.extra.len() - 1).unwrap_or(0)].clone();
        }
        let Some((_, atoms, composites)) = forms::EXPRESSIONS.iter().find(|(letter, ..)| *letter == place)
        else {
            return String::new();
        };
        if self.nesting >= 3 || self.is_long() || self.pick(5) < 2 {
            return self.word(atoms).into();
        }
        let form = self.word(composites);
        self.nesting += 1;
        let extra = self.extra.len();
        let mut form = form.to_owned();
        // The variable of a comprehension, or parameter of a lambda.
        if form.contains("$y") {
            let name = format!("p{}", self.extra.len() % 10);
            form = form.replace("$y", &name);
            self.extra.push(name);
        }
        let text = self.expand(&form);
        self.extra.truncate(extra);
        self.nesting -= 1;
        // A place that is the whole form has its brackets already.
        if form.len() == 2 { text } else { format!("({text})") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(bytes: &[u8]) -> String {
        program(&mut Unstructured::new(bytes))
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

    #[test]
    fn every_place_of_a_form_can_be_filled() {
        let forms =
            forms::EXPRESSIONS.iter().flat_map(|(_, atoms, composites)| atoms.iter().chain(*composites));
        for form in forms.chain(forms::SIMPLE).chain(forms::COMPOUND) {
            for part in form.split('$').skip(1) {
                let place = part.chars().next().unwrap_or(' ');
                let is_type = forms::EXPRESSIONS.iter().any(|(letter, ..)| *letter == place);
                assert!(is_type || "#uvmMeTArpBLny".contains(place), "{form}");
            }
        }
    }
}
