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
