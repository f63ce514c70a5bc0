//! Generates the parser from the grammar, with tables that are packed; under the feature `coverage` from a copy of the
//! grammar whose actions also record that they were taken.

#[path = "grammar/pack.rs"]
mod pack;

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

const GRAMMAR: &str = "grammar/python.lalrpop";

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=grammar");
    if let Err(error) = generate() {
        eprintln!("{GRAMMAR}: {error}");
        std::process::exit(1);
    }
}

fn generate() -> Result<(), Box<dyn Error>> {
    let mut directory = PathBuf::from("grammar");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    if env::var_os("CARGO_FEATURE_COVERAGE").is_some() {
        directory = out.join("grammar");
        let recording = recording_grammar(&fs::read_to_string(GRAMMAR)?)?;
        fs::create_dir_all(&directory)?;
        fs::write(directory.join("python.lalrpop"), recording.text)?;
        fs::write(out.join("productions.rs"), format!("&{:#?}", recording.productions))?;
    }
    lalrpop::Configuration::new().set_in_dir(directory).process()?;
    let parser = fs::read_to_string(out.join("python.rs"))?;
    let parser = pack::share_reductions(&pack::drop_expected_tokens(&pack::pack(&parser)?)?)?;
    // LALRPOP leaves its own file alone as long as that is newer than the grammar.
    Ok(fs::write(out.join("parser.rs"), parser)?)
}

// The rest is for the feature `coverage` only.

/// Where the recording functions are.
const RECORDER: &str = "crate::parser::coverage";

/// A grammar that records its productions.
struct Recording {
    text: String,
    /// What each number that is recorded stands for.
    productions: Vec<String>,
}

/// Rewrites the rules, and only them: every alternative gets an action that records the alternative and, for each of
/// its optional symbols, whether that was there.
fn recording_grammar(source: &str) -> Result<Recording, String> {
    let table = source.find("\nextern {").ok_or("no `extern` block, after which the rules start")?;
    let table_len = source[table..].find("\n}\n").ok_or("the `extern` block has no end")?;
    let (head, rules) = source.split_at(table + table_len + "\n}\n".len());
    let mut rewriter = Rewriter {
        rest: rules,
        first_line: 1 + head.matches('\n').count(),
        rules,
        output: Recording { text: head.to_owned(), productions: Vec::new() },
    };
    while !rewriter.at_end() {
        rewriter.rule()?;
    }
    Ok(rewriter.output)
}

/// What a stretch of the grammar consists of.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    /// Symbols and types, where `<` and `>` are brackets.
    Symbols,
    /// Rust code.
    Action,
}

struct Rewriter<'a> {
    /// What is not rewritten yet.
    rest: &'a str,
    rules: &'a str,
    first_line: usize,
    output: Recording,
}

impl<'a> Rewriter<'a> {
    /// `Name: Type = alternative;` or `Name: Type = { alternative, ... };`
    fn rule(&mut self) -> Result<(), String> {
        if self.take("#[inline]") {
            self.output.text += "\n#[inline]";
            self.skip_blanks();
        }
        let head = self.until(&["="], Part::Symbols)?;
        let name = head.strip_prefix("pub ").unwrap_or(head).split([':', '<']).next().unwrap_or_default();
        if name.is_empty() || !name.chars().all(char::is_alphanumeric) || !head.contains(':') {
            return Err(self.not_understood("the head of a rule"));
        }
        self.output.text += &format!("\n{head}= {{\n");
        self.require("=")?;
        if self.take("{") {
            while !self.take("}") {
                self.alternative(name, &[",", "}"])?;
                self.take(",");
            }
        } else {
            self.alternative(name, &[";"])?;
        }
        self.require(";")?;
        self.output.text += "};\n";
        Ok(())
    }

    /// One alternative of a rule, up to one of `ends`.
    fn alternative(&mut self, rule: &str, ends: &[&str]) -> Result<(), String> {
        let symbols = self.symbols(ends)?;
        let production = format!("{rule} = {}", symbols.join(" "));
        let number = self.number(production.clone());
        let mut records = String::new();
        let mut recorded = Vec::new();
        for symbol in &symbols {
            recorded.push(match symbol.strip_suffix("?>").or(symbol.strip_suffix('?')) {
                Some(part) => self.optional(part, &production, &mut records)?,
                None => symbol.to_string(),
            });
        }
        let action = match self.take("=>") {
            true => self.until(ends, Part::Action)?.trim(),
            false if one_value(&symbols) => "<>",
            false => return Err(self.not_understood("an alternative without action")),
        };
        if action.is_empty() || action.starts_with(['?', '@']) {
            return Err(self.not_understood("an action"));
        }
        if action.contains("<>") && !records.is_empty() {
            return Err(self.not_understood("`<>` in an action on optional symbols"));
        }
        let symbols = recorded.join(" ");
        self.output.text +=
            &format!("    {symbols} => {{ {records}{RECORDER}::reduced({number}, {action}) }},\n");
        Ok(())
    }

    fn symbols(&mut self, ends: &[&str]) -> Result<Vec<&'a str>, String> {
        let mut stops = vec!["=>", " ", "\n"];
        stops.extend(ends);
        let mut symbols = Vec::new();
        loop {
            self.skip_blanks();
            match self.until(&stops, Part::Symbols)? {
                "" => return Ok(symbols),
                symbol => symbols.push(symbol),
            }
        }
    }

    /// An optional symbol, up to its question mark: adds to `records` what records it, and returns it with a name.
    fn optional(&mut self, part: &str, production: &str, records: &mut String) -> Result<String, String> {
        let (name, part) = match part.strip_prefix('<') {
            Some(part) => {
                let (name, part) = part.split_once(':').ok_or_else(|| self.not_understood("`<x?>`"))?;
                (name.to_owned(), part)
            }
            None => (format!("optional{}", self.output.productions.len()), part),
        };
        let number = self.presence(part, production);
        *records += &format!("{RECORDER}::optional({number}, {name}.is_some()); ");
        match part.matches('?').count() {
            0 => {}
            1 if part.contains("?>") => {
                let number = self.presence(&format!("the inner part of {part}"), production);
                *records += &format!(
                    "if let Some(inner) = &{name} {{ {RECORDER}::optional({number}, inner.is_some()) }} "
                );
            }
            _ => return Err(self.not_understood("an optional symbol in another")),
        }
        Ok(format!("<{name}:{part}?>"))
    }

    /// Two numbers for an optional part, the first of which is returned.
    fn presence(&mut self, part: &str, production: &str) -> usize {
        let number = self.number(format!("{production}, with {part}"));
        self.number(format!("{production}, without {part}"));
        number
    }

    fn number(&mut self, production: String) -> usize {
        self.output.productions.push(production);
        self.output.productions.len() - 1
    }

    // Reading

    fn at_end(&mut self) -> bool {
        self.skip_blanks();
        self.rest.is_empty()
    }

    fn skip_blanks(&mut self) {
        self.rest = self.rest.trim_start();
        while self.rest.starts_with("//") {
            self.rest = self.rest.split_once('\n').map_or("", |(_, rest)| rest.trim_start());
        }
    }

    fn take(&mut self, text: &str) -> bool {
        self.skip_blanks();
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn require(&mut self, text: &str) -> Result<(), String> {
        if self.take(text) { Ok(()) } else { Err(self.not_understood(&format!("what should be `{text}`"))) }
    }

    /// Takes everything up to the first of `stops` that is in no brackets or string.
    fn until(&mut self, stops: &[&str], part: Part) -> Result<&'a str, String> {
        let (mut at, mut depth) = (0, 0_usize);
        loop {
            let rest = &self.rest[at..];
            if depth == 0 && stops.iter().any(|stop| rest.starts_with(stop)) {
                let (taken, rest) = self.rest.split_at(at);
                self.rest = rest;
                return Ok(taken);
            }
            let first = rest.chars().next().ok_or("the last rule has no end")?;
            at += match first {
                '"' => 2 + rest[1..].find('"').ok_or_else(|| self.not_understood("a string"))?,
                '/' if rest.starts_with("//") && part == Part::Symbols => {
                    return Err(self.not_understood("a comment among symbols"));
                }
                '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
                _ => first.len_utf8(),
            };
            match first {
                '(' | '[' | '{' => depth += 1,
                '<' if part == Part::Symbols => depth += 1,
                ')' | ']' | '}' => depth = self.close(depth)?,
                '>' if part == Part::Symbols => depth = self.close(depth)?,
                _ => {}
            }
        }
    }

    fn close(&self, depth: usize) -> Result<usize, String> {
        depth.checked_sub(1).ok_or_else(|| self.not_understood("a closing bracket"))
    }

    fn not_understood(&self, what: &str) -> String {
        let read = &self.rules[..self.rules.len() - self.rest.len()];
        let line = self.first_line + read.matches('\n').count();
        format!("near line {line}: {what} is in a form that the feature `coverage` does not understand")
    }
}

/// Whether the value of an alternative without action is that of one symbol.
fn one_value(symbols: &[&str]) -> bool {
    symbols.len() == 1 || symbols.iter().filter(|symbol| symbol.starts_with('<')).count() == 1
}
