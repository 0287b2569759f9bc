//! What rustc reports to users of the derives and the clients.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test that fails may panic")]

use std::fs;
use std::path::Path;

/// Cases that must compile and run.
#[path = "../pass/mod.rs"]
mod pass;

/// The compiler version of the `.stderr` files. CI has it; other versions word the errors differently.
const COMPILER: &str = "1.95";

/// Cases that must not compile, each with its errors. `TRYBUILD=overwrite cargo test --test ui` updates the texts, which
/// depend on the compiler's version. All of them are one `cargo check`, as long as no passing case is
/// among them.
#[test]
fn fail() {
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let output = std::process::Command::new(rustc).arg("--version").output().expect("the compiler");
    let version = String::from_utf8_lossy(&output.stdout).into_owned();
    if !version.starts_with(&format!("rustc {COMPILER}.")) {
        eprintln!("NOT RUN: the expected texts are those of rustc {COMPILER}, and this is {version}");
        return;
    }
    trybuild::TestCases::new().compile_fail("fail/*.rs");
}

/// A case has one subject and few lines.
#[test]
fn each_case_is_short_and_takes_part() {
    let listed = include_str!("../pass/mod.rs");
    for dir in ["fail", "pass"] {
        for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(dir)).expect("a directory") {
            let path = entry.expect("an entry").path();
            let name = path.file_stem().and_then(|name| name.to_str()).expect("a name");
            if path.extension().is_some_and(|extension| extension == "rs") && name != "mod" {
                let lines = fs::read_to_string(&path).expect("a case").lines().count();
                assert!(lines <= 15, "{name} has {lines} lines");
                assert!(dir == "fail" || listed.contains(&format!("mod {name};")), "{name} is not listed");
            }
        }
    }
}
