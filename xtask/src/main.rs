//! `cargo xtask`: the project's own chores, one subcommand each.

use std::process::ExitCode;

use xtask::{
    bench, bench_board, bench_vm, conformance, example, firmware, mutants, release, size, suite, targets,
};

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
  bench vm MICROPYTHON-CHECKOUT [--command PATH] [--reference PATH] [--rounds N] [--only NAME,…]
                  run MicroPython's tests/perf_bench on this VM and on MicroPython, and measure a process that does
                  nothing and gc.collect(); a ratio above 1 is in favour of this VM
                  --command, --reference: programs to take in place of this VM and of PyPI's MicroPython;
                  --only: parts of the names of benchmarks, to run no others
  bench board MICROPYTHON-CHECKOUT --reference IMAGE [--image IMAGE] [--only NAME,…]
                  count the instructions of the same benchmarks, and of compiling a module, on the emulated board and on
                  MicroPython's image for it
  suite MICROPYTHON-CHECKOUT [--lib DIR] [--folders NAME,…] [--command PATH] [--reference PATH] [--board] [--jobs N] [--list]
                  run MicroPython's tests/run-tests.py on this VM and on MicroPython, and count what passes;
                  --board: on the emulated board and on MicroPython's image for it;
                  --lib: a checkout of micropython-lib, for unittest; --folders: basics, float … (default: nine)
                  --list: each test that only MicroPython passes, with its first differing line
  firmware [run [--pty] | minimal]
                  build the board's image and print what takes its flash; run: start it in QEMU with its serial line on
                  the terminal, or on a pseudo-terminal; minimal: run the firmware of docs/firmware.md instead
  firmware mutate [--minutes N] [--count N] [--from N] [--seed S] [--print]
                  spoil scripts, run what comes out on the board in raw mode, and see whether the prompt is well each
                  time; what it does not get over is made smaller and printed (default: 10 minutes)
                  --from: the number of the first one; --print: print that one and do nothing else
  size            print how much of a board's flash the compiler takes, by part
  targets         build the libraries for processors of other boards
  release         build the command as it is meant to be installed, and print its path
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let result = match args.split_first() {
        Some((command, rest)) => match command.as_str() {
            "conformance" => conformance::main(rest),
            "mutants" => mutants::main(rest),
            "example" => example::main(rest),
            "bench" => match rest.split_first() {
                Some((what, rest)) if what == "vm" => bench_vm::main(rest),
                Some((what, rest)) if what == "board" => bench_board::main(rest),
                _ => bench::main(rest),
            },
            "firmware" => firmware::main(rest),
            "release" => release::main(rest),
            "size" => size::main(rest),
            "suite" => suite::main(rest),
            "targets" => targets::main(rest),
            "--help" | "-h" => {
                print!("{USAGE}");
                Ok(true)
            }
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
