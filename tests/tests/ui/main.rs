//! What rustc reports to users of the derives and the clients.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test that fails may panic")]

mod fail;
/// Cases that must compile and run.
mod pass;
mod said;

use std::fs;
use std::path::PathBuf;

/// A case has one subject and few lines.
#[test]
fn each_case_is_short_and_takes_part() {
    let listed = include_str!("pass/mod.rs");
    for (dir, path) in ["fail", "pass"].into_iter().flat_map(|dir| cases(dir).into_iter().map(move |path| (dir, path)))
    {
        let name = path.file_stem().and_then(|name| name.to_str()).expect("a name");
        let lines = fs::read_to_string(&path).expect("a case").lines().count();
        assert!(lines <= 15 || name == "mod", "{name} has {lines} lines");
        assert!(dir == "fail" || name == "mod" || listed.contains(&format!("mod {name};")), "{name} is not listed");
    }
}

fn folder() -> PathBuf {
    auth_tests::here().join("..").join(said::FOLDER)
}

/// The files of Rust in a folder, sorted by name.
fn cases(dir: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder().join(dir)).expect("a directory").map(|entry| entry.expect("an entry").path());
    let mut cases: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|end| end == "rs")).collect();
    cases.sort();
    cases
}
