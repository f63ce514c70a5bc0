//! Generates the parser from the grammar.

fn main() {
    let generated = lalrpop::Configuration::new().set_in_dir("grammar").emit_rerun_directives(true).process();
    if let Err(error) = generated {
        eprintln!("grammar/python.lalrpop: {error}");
        std::process::exit(1);
    }
}
