//! `cargo xtask`: the project's own chores, one subcommand each.

use std::process::ExitCode;

use xtask::{bench, conformance, example, mutants, release, size};

const USAGE: &str = "\
usage: cargo xtask COMMAND

  conformance DIR… [--levels 0123] [--jobs N] [--show N] [--list] [--messages] [--trace]
                  compile every .py file with mpy-cross and with this compiler, and compare;
                  --show: details of the first N disagreements (default 3)
                  --list: the files behind each count
                  --messages: also show refusals that only word the message differently
                  --trace: name each file before it is compiled
  mutants DIR… [--count N] [--from N] [--seed S] [--jobs N] [--show N] [--print]
                  spoil .py files a little, compile what comes out with both, and compare;
                  --from: the number of the first mutant; --print: print that one and do nothing else
                  --show: the first N disagreements of each kind, made smaller (default 3)
  example [APP]   compile an application of examples/ and run it on the reference VM
  bench [--lib DIR]
                  measure time and memory against mpy-cross and Ruff's parser, and say whether they are as wanted;
                  --lib: a checkout of micropython-lib, to compile as a tree
  size            print how much of a board's flash the compiler takes, by part
  release         build the command as it is meant to be installed, and print its path
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let result = match args.split_first() {
        Some((command, rest)) => match command.as_str() {
            "conformance" => conformance::main(rest),
            "mutants" => mutants::main(rest),
            "example" => example::main(rest),
            "bench" => bench::main(rest),
            "release" => release::main(rest),
            "size" => size::main(rest),
            _ => Err(USAGE.to_owned()),
        },
        None => Err(USAGE.to_owned()),
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("{}", message.trim_end());
            ExitCode::FAILURE
        }
    }
}
