//! What rustc reports to users of the derives and the clients.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test that fails may panic")]

use std::path::Path;
use std::process::Command;
use std::{env, fs};

/// Cases that must compile and run.
#[path = "../pass/mod.rs"]
mod pass;

/// The compiler version of the `.stderr` files. CI has it; other versions word the errors differently.
const COMPILER: &str = "1.95";

/// What trybuild passes to rustc for the cases. It builds what they depend on without the last of these, and cargo checks all of
/// that again for other flags.
const FLAGS: [&str; 6] = ["--cfg", "trybuild", "--verbose", "-A", "dead_code", "--diagnostic-width=140"];

/// Cases that must not compile, each with its errors. `TRYBUILD=overwrite cargo test --test ui` updates the texts, which
/// depend on the compiler's version. All of them are one `cargo check`, as long as no passing case is
/// among them.
#[test]
fn fail() {
    let rustc = env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let output = Command::new(rustc).arg("--version").output().expect("the compiler");
    let version = String::from_utf8_lossy(&output.stdout).into_owned();
    if !version.starts_with(&format!("rustc {COMPILER}.")) {
        eprintln!("NOT RUN: the expected texts are those of rustc {COMPILER}, and this is {version}");
        return;
    }
    if [FLAGS_OF_CARGO, "RUSTFLAGS"].iter().any(|name| env::var_os(name).is_some()) {
        trybuild::TestCases::new().compile_fail("fail/*.rs");
    } else {
        assert!(run_with_flags(), "the cases are not refused as they should be: see above");
    }
}

const FLAGS_OF_CARGO: &str = "CARGO_ENCODED_RUSTFLAGS";

/// Runs that test in a process of its own, since a program cannot safely change its environment.
fn run_with_flags() -> bool {
    let mut test = Command::new(env::current_exe().expect("this program"));
    test.args(["fail", "--exact", "--nocapture"]).env(FLAGS_OF_CARGO, FLAGS.join("\u{1f}"));
    // What build scripts and derives need is there already.
    test.env("CARGO_BUILD_BUILD_DIR", env::current_exe().expect("this program").ancestors().nth(3).expect("target"));
    test.status().expect("this program runs").success()
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
