//! The `constrictor` command: compiles a MicroPython source file as mpy-cross does.

mod args;
mod output;
mod report;
mod run;

fn main() -> std::process::ExitCode {
    run::run(lexopt::Parser::from_env())
}
