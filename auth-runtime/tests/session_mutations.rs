//! Whether the tests of sessions notice a change of what they test: each row of `session_mutations/list.txt` is made in a copy
//! of the workspace, and one of them must fail.
//!
//! `cargo test -p authwright-runtime --features test-util --test session_mutations -- --ignored --nocapture`. It takes a minute or
//! less for each row. `MUTATIONS=rule.rs` makes those of one file, `MUTATIONS_TARGET` is the target directory of the copy.
#![cfg(all(feature = "derive", feature = "test-util"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails may panic")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The tests that are run. The model notices most.
const FIRST: [&str; 2] = ["--test=sessions", "random::"];
const THEN: [&str; 3] = ["--lib", "--test=sessions", "--test=client"];

struct Mutation {
    file: String,
    old: String,
    new: String,
}

fn list() -> Vec<Mutation> {
    let text = include_str!("session_mutations/list.txt");
    let rows = text.split("\n\n").filter(|row| !row.starts_with('#'));
    let rows = rows.map(|row| {
        let [file, old, new] = row.trim().lines().collect::<Vec<_>>().try_into().unwrap();
        let strip = |line: &str, sign| line.strip_prefix(sign).unwrap_or_else(|| panic!("{line}")).to_owned();
        Mutation { file: file.to_owned(), old: strip(old, "- "), new: strip(new, "+ ") }
    });
    rows.collect()
}

fn source(root: &Path, file: &str) -> PathBuf {
    root.join("auth-runtime/src/session").join(file)
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The list follows the source.
#[test]
fn each_mutation_has_its_place() {
    for Mutation { file, old, new } in list() {
        let text = fs::read_to_string(source(&workspace(), &file)).unwrap();
        assert!(text.contains(&old) && old != new, "{file} has no `{old}`");
    }
}

#[test]
#[ignore = "takes half an hour"]
fn each_mutation_is_noticed() {
    let copy = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("mutations");
    copy_workspace(&copy);
    assert!(passes(&copy), "the tests fail without a mutation");
    let only = std::env::var("MUTATIONS").unwrap_or_default();
    let mut survived = Vec::new();
    for Mutation { file, old, new } in list().into_iter().filter(|mutation| mutation.file.contains(&only)) {
        let path = source(&copy, &file);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text.replacen(&old, &new, 1)).unwrap();
        let is_noticed = !passes(&copy);
        fs::write(&path, text).unwrap();
        println!("{} {file}: {new}", if is_noticed { "noticed " } else { "SURVIVED" });
        survived.extend((!is_noticed).then(|| format!("{file}: {new}")));
    }
    assert!(survived.is_empty(), "{survived:#?}");
}

/// What git knows or would know.
fn copy_workspace(to: &Path) {
    let _ = fs::remove_dir_all(to);
    let listed = Command::new("git").args(["ls-files", "-co", "--exclude-standard"]).current_dir(workspace()).output();
    for file in String::from_utf8(listed.unwrap().stdout).unwrap().lines() {
        let (from, to) = (workspace().join(file), to.join(file));
        if from.is_file() {
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::copy(from, to).unwrap();
        }
    }
}

fn passes(copy: &Path) -> bool {
    do_pass(copy, &FIRST) && do_pass(copy, &THEN)
}

/// A mutation that does not compile is a slip in the list. A model that fails need not say how it fails at the least.
fn do_pass(copy: &Path, tests: &[&str]) -> bool {
    let cargo = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO"));
        let target = std::env::var("MUTATIONS_TARGET").unwrap_or_else(|_| "target".to_owned());
        command.current_dir(copy).env("CARGO_TARGET_DIR", target).env("PROPTEST_MAX_SHRINK_ITERS", "0");
        command
            .args(["test", "-q", "-p", "authwright-runtime", "--features", "test-util,sign"])
            .args(tests)
            .args(arguments);
        command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap().success()
    };
    assert!(cargo(&["--no-run"]), "it does not compile");
    cargo(&[])
}
