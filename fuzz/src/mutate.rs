//! Changes to `.mpy` files that leave them files: to the functions, names and constants inside.

// It is a part of another crate's tests, which say what it is for; of that, changing code is wanted here.
#[allow(dead_code, missing_docs)]
#[path = "../../vm/tests/monitor/mod.rs"]
mod monitor;

use constrictor_bytecode::module::{Constant, Module};
use constrictor_bytecode::static_strings;
use constrictor_bytecode::{read, write};
use monitor::Random;

/// A changed copy of a `.mpy` file, or `None` if it is not one that can be run.
pub fn mutate_file(file: &[u8], seed: u32) -> Option<Vec<u8>> {
    let mut module = read(file).ok()?;
    // Zero would be followed by zeros only.
    let mut random = Random(u64::from(seed) << 1 | 1);
    random.next();
    for _ in 0..=random.below(3) {
        match random.below(8) {
            0 => change_name(&mut module, &mut random),
            1 => change_constant(&mut module, &mut random),
            2 => change_children(&mut module, &mut random),
            _ => change_function(&mut module, &mut random),
        }
    }
    Some(write(&module))
}

fn change_function(module: &mut Module, random: &mut Random) {
    let count = module.functions.len();
    let (at, other) = (random.below(count), random.below(count));
    let changed = monitor::mutate(&module.functions[at].code, &module.functions[other].code, random);
    // Without its prelude it could not be written.
    if constrictor_bytecode::instructions::Parts::read(&changed).is_ok() {
        module.functions[at].code = changed.into();
    }
}

fn change_name(module: &mut Module, random: &mut Random) {
    if module.names.is_empty() {
        return;
    }
    let name = match random.below(4) {
        0 => module.names[random.below(module.names.len())].clone(),
        _ => {
            let name = static_strings::string(random.below(600) as u16).unwrap_or("__class__");
            name.as_bytes().into()
        }
    };
    let at = random.below(module.names.len());
    module.names[at] = name;
}

fn change_constant(module: &mut Module, random: &mut Random) {
    let constant = match random.below(9) {
        0 => Constant::None,
        1 => Constant::Ellipsis,
        2 => Constant::Str(b"{:10} %s \xc3\xa9".as_slice().into()),
        3 => Constant::Bytes(b"\0\xff<iQ".as_slice().into()),
        4 => Constant::Int(random.next().into()),
        5 => Constant::Float(f64::from_bits(random.next())),
        6 => Constant::Complex(1.5, -0.0),
        7 => Constant::Tuple(module.constants.iter().take(3).cloned().collect()),
        _ => Constant::Int((random.next() as i64 % 100).into()),
    };
    match module.constants.len() {
        0 => module.constants.push(constant),
        count => module.constants[random.below(count)] = constant,
    }
}

fn change_children(module: &mut Module, random: &mut Random) {
    let at = random.below(module.functions.len());
    let children = &mut module.functions[at].children;
    if children.len() > 1 {
        let (a, b) = (random.below(children.len()), random.below(children.len()));
        children.swap(a, b);
    }
}
