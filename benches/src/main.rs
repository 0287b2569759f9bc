//! `auth-benches emit N`: prints the client of a made-up spec with N endpoints. `auth-benches spec N` prints the spec.
//! `auth-benches specs FILE…` generates from files and prints how many lines came of it.
//! One process and one run: for `valgrind --tool=callgrind` and `/usr/bin/time -v`.

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let count = arguments.get(1).and_then(|count| count.parse().ok());
    match (arguments.first().map(String::as_str), count) {
        (Some("spec"), Some(count)) => print!("{}", auth_benches::synthetic(count)),
        (Some("emit"), Some(count)) => match auth_codegen::parse("synthetic.yaml", &auth_benches::synthetic(count)) {
            Ok(provider) => print!("{}", auth_codegen::generate(&provider)),
            Err(report) => eprintln!("{report}"),
        },
        (Some("specs"), None) => println!("{} lines", arguments.iter().skip(1).map(|path| lines_of(path)).sum::<usize>()),
        _ => {
            eprintln!("usage: auth-benches (spec|emit) N, or: auth-benches specs FILE…");
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}

fn lines_of(path: &str) -> usize {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    match auth_codegen::parse(path, &text) {
        Ok(provider) => auth_codegen::generate(&provider).lines().count(),
        Err(report) => {
            eprintln!("{report}");
            0
        }
    }
}
