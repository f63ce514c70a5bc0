//! The `constrictor` command: compiles MicroPython source files as mpy-cross does, one or a whole tree of
//! them, and runs programs as MicroPython does.

mod args;
mod compile;
mod depfile;
mod dis;
mod explain;
mod input;
mod output;
mod program;
mod report;
mod run;
mod size;
mod tree;
mod usage;
mod watch;

fn main() -> std::process::ExitCode {
    run::run(lexopt::Parser::from_env())
}
