//! Throughput of the compiler in process, as a whole and stage by stage, on modules of 3 KB, 100 KB and 1.7 MB.
//!
//! `cargo bench --bench compile`; add a stage's name to run that one alone.

use constrictor::Options;
use constrictor::stages::{Parsed, count_tokens};
use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use xtask::bench::generated;

fn stages(criterion: &mut Criterion) {
    let options = Options::default();
    for (name, size) in [("3KB", 2_500), ("100KB", 100_000), ("1.7MB", 1_700_000)] {
        let source = generated(size);
        let parsed = || Parsed::new(&source, &options).expect("the benchmark's source is valid");
        let resolved = || parsed().resolve().expect("its constants are constant");
        let module = resolved().generate().expect("it compiles");
        let mut bench = |stage: &str, run: &mut dyn FnMut(&mut criterion::Bencher<'_>)| {
            let mut group = criterion.benchmark_group(stage);
            group.throughput(Throughput::Bytes(source.len() as u64));
            group.sample_size(if size > 1_000_000 { 10 } else { 30 });
            group.bench_function(BenchmarkId::from_parameter(name), |bencher| run(bencher));
            group.finish();
        };
        bench("lex", &mut |b| b.iter(|| count_tokens(black_box(&source), &options)));
        // Parsing includes reading the tokens.
        bench("parse", &mut |b| b.iter_with_large_drop(parsed));
        bench("constants", &mut |b| b.iter_batched(parsed, Parsed::resolve, BatchSize::LargeInput));
        bench("codegen", &mut |b| b.iter_batched(resolved, |tree| tree.generate(), BatchSize::LargeInput));
        bench("write", &mut |b| b.iter(|| constrictor::bytecode::write::write(black_box(&module))));
        bench("compile", &mut |b| {
            b.iter_with_large_drop(|| constrictor::compile(black_box(&source), &options))
        });
    }
}

criterion_group!(benches, stages);
criterion_main!(benches);
