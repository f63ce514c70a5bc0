//! `constrictor explain`: what a code means, or which codes there are.

use std::process::ExitCode;

use constrictor::Code;
use lexopt::Arg;

use crate::dis::{Failure, finish, print};

/// Runs the subcommand.
pub fn run(parser: lexopt::Parser) -> ExitCode {
    finish(text(parser).and_then(|text| print(&text)))
}

fn text(mut parser: lexopt::Parser) -> Result<String, Failure> {
    let mut texts = Vec::new();
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => return Ok(USAGE.to_owned()),
            Arg::Value(code) => texts.push(explanation(&code.to_string_lossy())?),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(if texts.is_empty() { list() } else { texts.join("\n") })
}

const USAGE: &str = "\
usage: constrictor explain [CODE...]

Explains diagnostics by their codes or names, such as E101 or missing-colon. Without a code it lists all of them.
";

fn explanation(code: &str) -> Result<String, Failure> {
    let unknown =
        || Failure::usage(&format!("there is no code '{code}': constrictor explain lists all of them"));
    Code::find(code).map(|code| constrictor::explain(code).to_owned()).ok_or_else(unknown)
}

/// Every code with its name and usual message.
fn list() -> String {
    Code::ALL.iter().map(|code| format!("{}  {:26} {}\n", code.id(), code.name(), code.headline())).collect()
}
