//! `constrictor size`: what the bytes of a compiled module are spent on, and what another level or another version of
//! it saves.

use std::collections::HashMap;
use std::ffi::OsString;
use std::process::ExitCode;

use constrictor::bytecode::sizes::{FunctionSizes, Sizes};

use crate::dis::{Failure, Request, finish, load, print};
use crate::report;

/// What `size --help` prints.
const USAGE: &str = "\
usage: constrictor size [OPTIONS] FILE [FILE2]

Shows what each part of a compiled module costs in bytes. Two files, or a file at several
optimisation levels, are shown side by side, with the difference between the last and the first.
A FILE is a source (.py), which is compiled first, or a compiled module (.mpy).

Options (for a source):
  -O[N]                 optimisation level 0 to 3 (default 0); may be given several times
  -s NAME               source file name to embed (default: FILE)
  -march=ARCH           architecture of native code
  -msmall-int-bits=N    bits of the target's small integers (default 31)
  -X no-source-lines    store no line numbers
  -h, --help            print this text
";

/// The most files and levels beside each other.
const MAX_COLUMNS: usize = 8;

/// Does what the command line after `size` says.
pub fn run(parser: lexopt::Parser) -> ExitCode {
    finish(try_run(parser))
}

fn try_run(parser: lexopt::Parser) -> Result<(), Failure> {
    let Some(request) = Request::parse(parser)? else {
        return print(USAGE);
    };
    if !matches!(request.inputs.len(), 1 | 2) {
        let problem = if request.inputs.is_empty() { "no input file" } else { "more than two input files" };
        return Err(Failure::usage(&format!("{problem}: see constrictor size --help")));
    }
    let columns = columns(&request)?;
    print(&match &*columns {
        [only] => detailed(only),
        several => side_by_side(several),
    })
}

/// A module with what it is called in the table.
struct Column {
    title: String,
    sizes: Sizes,
}

/// Every file at every level.
fn columns(request: &Request) -> Result<Vec<Column>, Failure> {
    let levels: Vec<_> = match &*request.levels {
        [] => vec![None],
        levels => levels.iter().copied().map(Some).collect(),
    };
    let count = request.inputs.len() * levels.len();
    if count > 1 && request.inputs.iter().any(|input| input == "-") {
        return Err(Failure::usage("standard input can only be read once"));
    }
    if count > MAX_COLUMNS {
        return Err(Failure::usage("too many files and levels at once"));
    }
    let mut columns = Vec::new();
    for input in &request.inputs {
        for &level in &levels {
            let sizes = load(input, request, level)?.sizes;
            columns.push(Column { title: title(input, level), sizes });
        }
    }
    Ok(columns)
}

/// `a.py -O3`, of the file only the name.
fn title(input: &OsString, level: Option<u8>) -> String {
    let path = std::path::Path::new(input);
    let name = path.file_name().unwrap_or(input).to_string_lossy();
    let level = level.map(|level| format!(" -O{level}")).unwrap_or_default();
    report::printable(&format!("{name}{level}"))
}

/// The parts of functions added up over all of them, each with its name.
fn function_parts(sizes: &Sizes) -> [(&'static str, usize); 7] {
    let mut sums = FunctionSizes::default().parts();
    for function in &sizes.functions {
        for (sum, (_, size)) in sums.iter_mut().zip(function.parts()) {
            sum.1 += size;
        }
    }
    sums
}

/// The parts of a module that are not functions.
fn tables(sizes: &Sizes) -> [(&'static str, usize); 3] {
    [("header", sizes.header), ("names", sizes.names), ("constants", sizes.constants)]
}

/// One module: a row a function, a column for each of its parts.
fn detailed(column: &Column) -> String {
    let sizes = &column.sizes;
    let parts = function_parts(sizes);
    let mut table = vec![cells(&column.title, ["total"].into_iter().chain(parts.map(|(part, _)| part)))];
    let numbers = |name: &str, total: usize, parts: &[(&str, usize)]| {
        let parts = parts.iter().map(|(_, size)| size);
        cells(name, [&total].into_iter().chain(parts))
    };
    table.extend(tables(sizes).map(|(name, size)| numbers(name, size, &[])));
    table.extend(
        sizes.functions.iter().map(|function| numbers(&function.name, function.total(), &function.parts())),
    );
    table.push(numbers("total", sizes.total(), &parts));
    aligned(&table)
}

/// Several modules: a row for each part and function, a column for each module, and the difference.
fn side_by_side(columns: &[Column]) -> String {
    let titles = columns.iter().map(|column| &*column.title);
    let mut table = vec![cells("", titles.chain(["difference"]))];
    let mut add = |name: &str, sizes: &dyn Fn(&Column) -> Option<usize>| {
        let sizes: Vec<_> = columns.iter().map(sizes).collect();
        table.push(compared(name, &sizes));
    };
    for (index, (name, _)) in tables(&columns[0].sizes).into_iter().enumerate() {
        add(name, &|column| Some(tables(&column.sizes)[index].1));
    }
    let functions: Vec<_> = columns.iter().map(|column| by_name(&column.sizes)).collect();
    for (name, count) in all_names(columns) {
        let key = (name, count);
        let sizes: Vec<_> = functions.iter().map(|functions| functions.get(&key).copied()).collect();
        table.push(compared(name, &sizes));
    }
    let total: Vec<_> = columns.iter().map(|column| Some(column.sizes.total())).collect();
    table.push(compared("total", &total));
    table.push(vec!["of the functions:".into()]);
    let parts: Vec<_> = columns.iter().map(|column| function_parts(&column.sizes)).collect();
    for (index, (name, _)) in parts[0].into_iter().enumerate() {
        let sizes: Vec<_> = parts.iter().map(|parts| Some(parts[index].1)).collect();
        table.push(compared(&format!("  {name}"), &sizes));
    }
    aligned(&table)
}

/// The sizes of functions by name, and by how many of that name came before.
fn by_name(sizes: &Sizes) -> HashMap<(&str, usize), usize> {
    let mut counts = HashMap::<&str, usize>::new();
    let functions = sizes.functions.iter();
    functions.map(|function| (numbered(&mut counts, &function.name), function.total())).collect()
}

/// Every function of any module once, in the order of the first that has it.
fn all_names(columns: &[Column]) -> Vec<(&str, usize)> {
    let mut names = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for column in columns {
        let mut counts = HashMap::new();
        for function in &column.sizes.functions {
            let key = numbered(&mut counts, &function.name);
            if seen.insert(key) {
                names.push(key);
            }
        }
    }
    names
}

/// A name with how often it came before.
fn numbered<'a>(counts: &mut HashMap<&'a str, usize>, name: &'a str) -> (&'a str, usize) {
    let count = counts.entry(name).or_default();
    *count += 1;
    (name, *count)
}

/// A row of sizes, `-` for what a module has not, and what the last one differs by from the first.
fn compared(name: &str, sizes: &[Option<usize>]) -> Vec<String> {
    let mut row = cells(name, sizes.iter().map(|size| size.map_or("-".into(), |size| size.to_string())));
    let size = |size: Option<&Option<usize>>| size.copied().flatten().unwrap_or_default() as i64;
    row.push(match size(sizes.last()) - size(sizes.first()) {
        0 => "0".into(),
        difference => format!("{difference:+}"),
    });
    row
}

fn cells(name: &str, numbers: impl Iterator<Item = impl ToString>) -> Vec<String> {
    [name.to_owned()].into_iter().chain(numbers.map(|number| number.to_string())).collect()
}

/// The table as text: the first column to the left, the others to the right.
fn aligned(table: &[Vec<String>]) -> String {
    let column_count = table.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column| {
        table.iter().filter_map(|row| row.get(column)).map(|cell: &String| cell.chars().count()).max()
    };
    let widths: Vec<_> = (0..column_count).map(|column| width(column).unwrap_or_default()).collect();
    let mut text = String::new();
    for row in table {
        let mut line = String::new();
        for (index, (cell, &width)) in row.iter().zip(&widths).enumerate() {
            line += &if index == 0 { format!("{cell:width$}") } else { format!("  {cell:>width$}") };
        }
        text += line.trim_end();
        text.push('\n');
    }
    text
}
