//! Functions that were made or changed at random are refused, or harmless.
//!
//! `MUTANTS` sets how many are tried.

mod monitor;

use constrictor::{Options, compile};
use constrictor_vm::verify::{Limits, scratch_len, verify};
use monitor::{Random, Subject, Tally, attempt, mutate};

/// The functions of the seeds at all levels of optimisation.
fn subjects() -> Vec<Subject> {
    let mut subjects = Vec::new();
    for level in 0..4 {
        let mut options = Options::default();
        options.level = level;
        let module = compile(include_bytes!("seeds.py"), &options).expect("the seeds are sound");
        for function in &module.functions {
            let limits = Limits {
                names: module.names.len(),
                constants: module.constants.len(),
                children: function.children.len(),
            };
            subjects.push(Subject { function: function.code.to_vec(), limits });
        }
    }
    subjects
}

#[test]
fn compiled_functions_are_accepted() {
    let mut random = Random(1);
    let mut tally = Tally::default();
    for Subject { function, limits } in subjects() {
        assert_eq!(attempt(&function, limits, &mut Vec::new(), &mut random, 50, &mut tally), Ok(true));
    }
    // The stand-in for the interpreter has come by everything there is.
    let events = tally.events;
    assert!(events.handled > 0 && events.returns_unwound > 0 && events.jumps_unwound > 0, "{events:?}");
    assert!(events.async_exits > 0 && events.cancelled > 0, "{events:?}");
}

#[test]
fn mutants_are_refused_or_harmless() {
    let count = std::env::var("MUTANTS").map_or(20_000, |count| count.parse().expect("a number"));
    let originals = subjects();
    let mut pool = originals.clone();
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut scratch = Vec::new();
    let mut tally = Tally::default();
    while tally.tried < count {
        let at = random.below(pool.len());
        let other = random.below(originals.len());
        let mutant = mutate(&pool[at].function, &originals[other].function, &mut random);
        let accepted = attempt(&mutant, pool[at].limits, &mut scratch, &mut random, 3, &mut tally)
            .unwrap_or_else(|violation| panic!("{violation}: {mutant:02x?}"));
        // Mutants of mutants go further astray.
        if accepted && mutant.len() < 700 && random.one_in(3) {
            pool[at].function = mutant;
        } else if accepted && random.one_in(4) {
            pool[at] = originals[at].clone();
        }
    }
    assert!(tally.accepted > count / 50, "{tally:?}");
}

#[test]
fn any_bytes_are_verified_without_panic() {
    let mut random = Random(7);
    let mut scratch = vec![0; 256];
    let limits = Limits { names: 8, constants: 8, children: 8 };
    for _ in 0..50_000 {
        let function: Vec<u8> = (0..random.below(64)).map(|_| random.next() as u8).collect();
        let _ = verify(&function, &limits, &mut scratch);
    }
}

#[test]
fn what_the_memory_held_makes_no_difference() {
    for Subject { function, limits } in subjects() {
        let length = scratch_len(&function);
        let clean = verify(&function, &limits, &mut vec![0; length]);
        assert_eq!(verify(&function, &limits, &mut vec![u32::MAX; length]), clean);
    }
}
