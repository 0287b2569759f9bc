//! Specs in, Rust out: the five launch providers, and made-up specs of 100, 1,000 and 5,000 endpoints.

use std::fs;
use std::hint::black_box;
use std::path::Path;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

fn generate(path: &str, text: &str) -> usize {
    auth_codegen::parse(path, text).map(|provider| auth_codegen::generate(&provider).len()).expect("a spec without mistakes")
}

fn launch_providers(criterion: &mut Criterion) {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let entries = fs::read_dir(dir).expect("the specs").map(|entry| entry.expect("an entry").path());
    let paths: Vec<_> = entries.filter(|path| path.extension().is_some_and(|extension| extension == "yaml")).collect();
    let texts: Vec<_> = paths.iter().map(|path| fs::read_to_string(path).expect("a spec")).collect();
    criterion.bench_function("the five launch providers", |bencher| {
        bencher.iter(|| texts.iter().map(|text| generate("spec.yaml", black_box(text))).sum::<usize>());
    });
}

fn synthetic(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("endpoints");
    group.sample_size(10);
    for count in [100, 1_000, 5_000] {
        let text = auth_benches::synthetic(count);
        group.throughput(Throughput::Elements(count as u64));
        group.bench_with_input(BenchmarkId::from_parameter(count), &text, |bencher, text| {
            bencher.iter(|| generate("synthetic.yaml", black_box(text)));
        });
    }
    group.finish();
}

criterion_group!(benches, launch_providers, synthetic);
criterion_main!(benches);
