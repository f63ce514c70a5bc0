//! Makes the parser that LALRPOP generates small enough for a microcontroller.
//!
//! LALRPOP's table of actions has a number for each state and kind of token, most of which are nothing or one and the
//! same reduction. Packed it takes a tenth: a state has one reduction, a set of tokens on which it is taken, and a row
//! of exceptions; the rows are laid over each other so that they fill each other's gaps.
//!
//! This works on the generated text, so it knows its form, and says so if that is another one.

use std::collections::BTreeMap;
use std::fmt::Write;

/// How the lookup and its table begin in the generated text.
const TABLE: &str = "    const __ACTION: &[i16] = &[\n";
const LOOKUP: &str =
    "    fn __action(state: i16, integer: usize) -> i16 {\n        __ACTION[(state as usize) * ";

/// How the choice of a reduction begins, and its cases; what a reduction is given here.
const REDUCE: &str = "    fn __reduce<\n";
const ARMS: &str = "        let (__pop_states, __nonterminal) = match __action {\n";
const PARAMETERS: &str =
    "b: &mut Builder, __start: &Position, __end: &Position, __symbols: &[(Position, __Symbol, Position)]";

/// What a reduction is, but for the states.
const DRIVER: &str = "\
        let __pop_states = usize::from(__POPS[__action as usize]);
        let __nonterminal = usize::from(__MADE[__action as usize]);
        let __work = usize::from(__WORKS[__action as usize]);
        if __work > 0 {
            let __below = __symbols.len().saturating_sub(__pop_states);
            let (__start, __end) = match &__symbols[__below..] {
                [] => {
                    let __last = __symbols.last().map(|symbol| symbol.2);
                    let __start = __lookahead_start.copied().or(__last).unwrap_or_default();
                    (__start, __start)
                }
                [only] => (only.0, only.2),
                [first, .., last] => (first.0, last.2),
            };
            let __made = __REDUCE[__work - 1](b, &__start, &__end, &__symbols[__below..]);
            __symbols.truncate(__below);
            __symbols.push((__start, __made, __end));
        }
";

/// Marks a place in the table of exceptions that no row uses.
const UNUSED: u8 = u8::MAX;

/// Rewrites a generated parser.
///
/// # Errors
///
/// What about its form is not as expected.
pub fn pack(source: &str) -> Result<String, String> {
    let (head, rest) = source.split_once(TABLE).ok_or("the generated parser has no table of actions")?;
    let (table, rest) = rest.split_once("];\n").ok_or("the table of actions has no end")?;
    let (between, rest) = rest.split_once(LOOKUP).ok_or("the generated parser has no lookup of actions")?;
    let (width, rest) = rest.split_once(' ').ok_or("the lookup of actions has no width")?;
    let (_, rest) = rest.split_once("    }\n").ok_or("the lookup of actions has no end")?;
    let width: usize = width.parse().map_err(|_| "the width of the table of actions is not a number")?;
    let actions = numbers(table)?;
    if width == 0 || width > 128 || actions.len() % width != 0 {
        return Err(format!("{} actions do not fill rows of {width}", actions.len()));
    }
    let packed = Packed::new(&actions, width);
    Ok(format!("{head}{between}{}{rest}", packed.code()?))
}

/// Makes the list of tokens that would have been right empty, for a parser whose errors do not use it. It would take
/// memory that nobody has counted, and the names of all tokens.
///
/// # Errors
///
/// That the function is not there.
pub fn drop_expected_tokens(source: &str) -> Result<String, String> {
    let mut text = source.to_owned();
    let mut from = 0;
    while let Some(at) = text[from..].find("        __TERMINAL.iter().enumerate()") {
        let start = from + at;
        let end = text[start..].find(".collect()\n").ok_or("the list of expected tokens has no end")?;
        text.replace_range(start..start + end + ".collect()".len(), "        alloc::vec::Vec::new()");
        from = start;
    }
    match from {
        0 => Err("the generated parser does not list expected tokens".into()),
        _ => Ok(text),
    }
}

/// Lets reductions that do the same be one function, and those that leave everything as it is be none: how many symbols
/// a reduction takes and what it makes of them is in tables, so that it is in no function. Most of a grammar's rules hand
/// on what another made.
///
/// # Errors
///
/// What about the form of the text is not as expected.
pub fn share_reductions(source: &str) -> Result<String, String> {
    let actions = Actions::new(source)?;
    let (head, rest) = source.split_once(REDUCE).ok_or("the generated parser has no reductions")?;
    let (signature, rest) = rest.split_once(ARMS).ok_or("the reductions are not chosen by a match")?;
    let (arms, rest) =
        rest.split_once("            _ => panic!(").ok_or("the reductions have no last arm")?;
    let (_, rest) = rest.split_once("        };\n").ok_or("the match of reductions has no end")?;
    let (tail, mut rest) = rest.split_once("    fn __reduce0<").ok_or("there is no first reduction")?;
    // The last arm accepts, and has its code in it.
    let (_, accept) = arms.rsplit_once(" => {\n").ok_or("no arm accepts")?;
    let (mut pops, mut made, mut works) = (Vec::new(), Vec::new(), Vec::new());
    let (mut functions, mut code) = (BTreeMap::new(), String::new());
    loop {
        let (_, body) = rest.split_once("    {\n").ok_or("a reduction has no body")?;
        let (body, after) = body.split_once("\n    }\n").ok_or("a reduction has no end")?;
        let (body, result) = body.rsplit_once('\n').ok_or("a reduction has no result")?;
        let result = result.trim().strip_prefix('(').and_then(|result| result.strip_suffix(')'));
        let (popped, symbol) = result.and_then(|result| result.split_once(", ")).ok_or("not two numbers")?;
        pops.push(popped.to_owned());
        made.push(symbol.to_owned());
        let body = actions.canonical(body);
        let new = functions.len() + 1;
        works.push(match actions.hands_on(&body) {
            true => 0,
            false => *functions.entry(reduction(&body, popped)?).or_insert_with_key(|body| {
                code += &format!("    fn __reduce{new}({PARAMETERS}) -> __Symbol {{\n{body}    }}\n");
                new
            }),
        });
        match after.split_once("    fn __reduce") {
            Some((between, next)) if between.trim().is_empty() => rest = next,
            _ => {
                rest = after;
                break;
            }
        }
    }
    array(&mut code, "__WORKS", "u16", &works)?;
    array(&mut code, "__POPS", "u8", &pops)?;
    array(&mut code, "__MADE", "u8", &made)?;
    let names: Vec<_> = (1..=functions.len()).map(|number| format!("__reduce{number}")).collect();
    array(&mut code, "__REDUCE", &format!("fn({PARAMETERS}) -> __Symbol"), &names)?;
    getters(&mut code, source)?;
    Ok(format!(
        "{head}{REDUCE}{signature}        if __action as usize == __WORKS.len() {{\n{accept}{DRIVER}{tail}{code}{rest}"
    ))
}

/// What a reduction does, as a function of the symbols that it takes.
fn reduction(code: &str, popped: &str) -> Result<String, String> {
    let mut body = String::new();
    let mut values = String::new();
    let mut names = Vec::new();
    for line in code.lines().map(str::trim) {
        if let Some(taken) = line.strip_prefix("let __sym") {
            let parts = taken.split_once(" = __pop_Variant").ok_or("a symbol is not taken from the stack")?;
            let (number, variant) = (parts.0, parts.1.trim_end_matches("(__symbols);"));
            names.insert(0, format!("__at{number}"));
            values += &format!(
                "        let __sym{number} = (__at{number}.0, __value{variant}(&__at{number}.1), __at{number}.2);\n"
            );
        } else if let Some(action) = line.strip_prefix("let __nt = ") {
            let action = action.replace("&__start", "__start").replace("&__end", "__end");
            body += &format!("        let __nt = {action}\n");
        } else if let Some(pushed) = line.strip_prefix("__symbols.push((__start, ") {
            body += &format!("        {}\n", pushed.trim_end_matches(", __end));"));
        }
    }
    if names.len().to_string() != popped {
        return Err(format!("a reduction takes {popped} symbols and uses {}", names.len()));
    }
    if !names.is_empty() {
        values = format!(
            "        let [{}, ..] = __symbols else {{ __symbol_type_mismatch() }};\n{values}",
            names.join(", ")
        );
    }
    Ok(values + &body)
}

/// The functions that give what is in a symbol.
fn getters(code: &mut String, source: &str) -> Result<(), String> {
    let (_, variants) =
        source.split_once("enum __Symbol<>\n     {\n").ok_or("there is no type of symbols")?;
    let (variants, _) = variants.split_once("    }\n").ok_or("the type of symbols has no end")?;
    for variant in variants.lines().map(str::trim) {
        let parts = variant.strip_prefix("Variant").and_then(|text| text.split_once('('));
        let (number, kind) = parts.ok_or("a variant of a symbol is not understood")?;
        let kind = kind.strip_suffix("),").ok_or("a variant of a symbol has no end")?;
        // Nobody looks at most tokens, and then this takes nothing if it cannot fail.
        let (inline, other) = match kind {
            "Token" => ("    #[inline(always)]\n", "Token::Plain(Lexeme::Newline)"),
            _ => ("", "__symbol_type_mismatch()"),
        };
        *code += &format!(
            "{inline}    fn __value{number}(symbol: &__Symbol) -> {kind} {{
        match *symbol {{
            __Symbol::Variant{number}(value) => value,
            _ => {other},
        }}
    }}\n"
        );
    }
    Ok(())
}

/// The functions of the grammar's actions, some of which are the same by another name.
struct Actions {
    /// By number: the first action that is the same.
    first: BTreeMap<usize, usize>,
    /// Those that return their only argument.
    identities: Vec<usize>,
}

impl Actions {
    fn new(source: &str) -> Result<Actions, String> {
        let mut actions = Actions { first: BTreeMap::new(), identities: Vec::new() };
        let mut known = BTreeMap::new();
        // The lookup of the state machine's actions has no type parameters.
        let texts = source.split("\nfn __action").skip(1).filter(|text| !text.starts_with('('));
        for text in texts {
            let (number, text) = text.split_once('<').ok_or("an action has no name")?;
            let number = number.parse().map_err(|_| "an action has no number")?;
            let (text, _) = text.split_once("\n}\n").ok_or("an action has no end")?;
            // It only uses those before it.
            let text = actions.canonical(text);
            if text.ends_with("{\n    __0") && text.contains("\n    (_, __0, _): (") {
                actions.identities.push(number);
            }
            actions.first.insert(number, *known.entry(text).or_insert(number));
        }
        Ok(actions)
    }

    /// A text with each action in it replaced by the first that is the same.
    fn canonical(&self, text: &str) -> String {
        let mut parts = text.split("__action");
        let mut canonical = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let digits = part.len() - part.trim_start_matches(|digit: char| digit.is_ascii_digit()).len();
            let (number, rest) = part.split_at(digits);
            let first = number.parse().ok().and_then(|number: usize| self.first.get(&number));
            let first = first.map_or(number.to_owned(), usize::to_string);
            canonical += &format!("__action{first}{rest}");
        }
        canonical
    }

    /// Whether the code of a reduction puts back what it has taken.
    fn hands_on(&self, code: &str) -> bool {
        let between = |before: &str, after: &str| {
            let (_, rest) = code.split_once(before)?;
            Some(rest.split_once(after)?.0.to_owned())
        };
        let action = between("super::__action", "::").and_then(|number| number.parse().ok());
        let taken = between("__pop_Variant", "(");
        action.is_some_and(|action: usize| self.identities.contains(&action))
            && code.matches("__pop_").count() == 1
            && taken.is_some()
            && taken == between("__Symbol::Variant", "(")
    }
}

/// The numbers of a table, its comments left out.
fn numbers(table: &str) -> Result<Vec<i16>, String> {
    let lines = table.lines().filter(|line| !line.trim_start().starts_with("//"));
    let numbers = lines.flat_map(|line| line.split(',')).map(str::trim).filter(|number| !number.is_empty());
    numbers.map(|number| number.parse().map_err(|_| format!("{number:?} is not an action"))).collect()
}

struct Packed {
    /// By state: the reduction it takes, the set of tokens it is taken on, and where its row of exceptions begins.
    reductions: Vec<i16>,
    sets: Vec<usize>,
    rows: Vec<usize>,
    /// The different sets of tokens, a bit for each.
    tokens: Vec<u128>,
    /// All rows of exceptions: for each place the token it is for, and the action.
    owners: Vec<u8>,
    actions: Vec<i16>,
}

impl Packed {
    fn new(table: &[i16], width: usize) -> Packed {
        let mut packed = Packed {
            reductions: Vec::new(),
            sets: Vec::new(),
            rows: Vec::new(),
            tokens: Vec::new(),
            owners: Vec::new(),
            actions: Vec::new(),
        };
        let mut exceptions = Vec::new();
        for row in table.chunks(width) {
            let reduction = most_common_reduction(row);
            let mut set = 0;
            let mut others = Vec::new();
            for (token, &action) in row.iter().enumerate().filter(|(_, action)| **action != 0) {
                if action == reduction {
                    set |= 1_u128 << token;
                } else {
                    others.push((token, action));
                }
            }
            packed.reductions.push(reduction);
            let known = packed.tokens.iter().position(|&tokens| tokens == set);
            packed.sets.push(known.unwrap_or(packed.tokens.len()));
            if known.is_none() {
                packed.tokens.push(set);
            }
            exceptions.push(others);
        }
        packed.place(&exceptions, width);
        packed
    }

    /// Lays the rows over each other, the fullest first. No two different ones begin at the same place, so that a
    /// place and the token it is for tell whose it is.
    fn place(&mut self, exceptions: &[Vec<(usize, i16)>], width: usize) {
        let mut order: Vec<_> = exceptions.iter().collect();
        order.sort_by_key(|row| (std::cmp::Reverse(row.len()), *row));
        order.dedup();
        let mut starts = BTreeMap::new();
        let mut taken = Vec::new();
        for row in order {
            let free = |start: usize| {
                let used = |&(token, _): &(usize, i16)| {
                    self.owners.get(start + token).is_some_and(|&owner| owner != UNUSED)
                };
                !taken.contains(&start) && !row.iter().any(used)
            };
            let start = (0..).find(|&start| free(start)).unwrap_or_default();
            taken.push(start);
            starts.insert(row, start);
            let len = self.owners.len().max(start + width);
            self.owners.resize(len, UNUSED);
            self.actions.resize(len, 0);
            for &(token, action) in row {
                self.owners[start + token] = token as u8;
                self.actions[start + token] = action;
            }
        }
        self.rows = exceptions.iter().map(|row| starts[row]).collect();
    }

    /// The tables and the lookup as Rust.
    fn code(&self) -> Result<String, String> {
        if self.tokens.len() > usize::from(u8::MAX) {
            return Err("there are too many different sets of tokens".into());
        }
        let width = if self.tokens.iter().all(|&set| set <= u128::from(u64::MAX)) { "u64" } else { "u128" };
        let mut code = String::new();
        array(&mut code, "__REDUCTIONS", "i16", &self.reductions)?;
        array(&mut code, "__SETS", "u8", &self.sets)?;
        array(&mut code, "__ROWS", "u16", &self.rows)?;
        array(&mut code, "__TOKENS", width, &self.tokens)?;
        array(&mut code, "__OWNERS", "u8", &self.owners)?;
        array(&mut code, "__ACTIONS", "i16", &self.actions)?;
        code += "\
    fn __action(state: i16, integer: usize) -> i16 {
        let place = usize::from(__ROWS[state as usize]) + integer;
        if usize::from(__OWNERS[place]) == integer {
            return __ACTIONS[place];
        }
        if __TOKENS[usize::from(__SETS[state as usize])] >> integer & 1 == 0 {
            return 0;
        }
        __REDUCTIONS[state as usize]
    }
";
        Ok(code)
    }
}

/// The reduction that most tokens of a state lead to; 0 if none does.
fn most_common_reduction(row: &[i16]) -> i16 {
    let mut counts = BTreeMap::new();
    for &action in row.iter().filter(|action| **action < 0) {
        *counts.entry(action).or_insert(0) += 1;
    }
    counts.into_iter().max_by_key(|&(_, count)| count).map_or(0, |(action, _)| action)
}

fn array<T: ToString>(code: &mut String, name: &str, kind: &str, items: &[T]) -> Result<(), String> {
    let items: Vec<_> = items.iter().map(T::to_string).collect();
    let lines: Vec<_> = items.chunks(24).map(|line| line.join(", ")).collect();
    writeln!(
        code,
        "    static {name}: [{kind}; {}] = [\n        {},\n    ];",
        items.len(),
        lines.join(",\n        ")
    )
    .map_err(|error| error.to_string())
}
