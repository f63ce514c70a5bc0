//! Runs a script: `cargo run --example script FILE`.

use constrictor_vm::host::Host;
use constrictor_vm::print::Out;
use constrictor_vm::{Config, Interrupt, Vm, compile::Mode};
use std::io::Write;

struct Console;

impl Host for Console {
    fn write(&mut self, bytes: &[u8]) {
        // A closed output is nobody's concern here.
        let _ = std::io::stdout().write_all(bytes);
    }

    fn write_error(&mut self, bytes: &[u8]) {
        let _ = std::io::stderr().write_all(bytes);
    }
}

fn main() -> std::process::ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("usage: script FILE");
        return std::process::ExitCode::FAILURE;
    };
    let source = match std::fs::read(&path) {
        Ok(source) => source,
        Err(error) => {
            eprintln!("{path}: {error}");
            return std::process::ExitCode::FAILURE;
        }
    };
    let mut region = vec![0; 2 << 20];
    let (mut host, interrupt) = (Console, Interrupt::new());
    let Some(mut vm) = Vm::new(&mut region, Config::default(), &mut host, &interrupt) else {
        eprintln!("too little memory");
        return std::process::ExitCode::FAILURE;
    };
    if std::env::var_os("STRESS").is_some() {
        vm.set_stress(true);
    }
    let globals = vm.main_globals();
    let result = vm
        .compile_source(&source, path.as_bytes(), Mode::Module, globals)
        .and_then(|function| vm.run(function, None));
    match result {
        Ok(_) => std::process::ExitCode::SUCCESS,
        Err(raised) => {
            let exception = vm.take_raised(raised);
            let _ = vm.print_exception(&mut Out::Errors, exception);
            std::process::ExitCode::FAILURE
        }
    }
}
