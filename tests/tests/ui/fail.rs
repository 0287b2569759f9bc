//! Cases that must not compile, each with what rustc says. `UPDATE_EXPECT=1 cargo test -p auth-tests --test ui` updates the texts,
//! which depend on the compiler's version.
//!
//! The cases are compiled against the builds that this test is linked with, by rustc itself: cargo would build the runtime and the
//! derives once more, which took longer than all cases.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use auth_tests::{Rustc, here, in_parallel};

use super::said::{FOLDER, normalized};
use super::{cases, folder};

/// The compiler version of the `.stderr` files. CI has it; other versions word the errors differently.
const COMPILER: &str = "1.95";

#[test]
fn fail() {
    let version = Rustc::version();
    if !version.starts_with(&format!("{COMPILER}.")) {
        eprintln!("NOT RUN: the expected texts are those of rustc {COMPILER}, and this is {version}");
        return;
    }
    let rustc = Rustc::with(&["auth_providers", "auth_runtime", "serde_json"]);
    let wrong: Vec<String> = in_parallel(&cases("fail"), |case| try_case(&rustc, case)).into_iter().flatten().collect();
    assert!(wrong.is_empty(), "{}\n`UPDATE_EXPECT=1` writes what rustc says", wrong.join("\n"));
}

#[test]
fn each_text_has_a_case() {
    let expected =
        fs::read_dir(folder().join("fail")).expect("a directory").map(|entry| entry.expect("an entry").path());
    let expected: BTreeSet<_> = expected.filter(|path| path.extension().is_some_and(|end| end == "stderr")).collect();
    let cases: BTreeSet<_> = cases("fail").iter().map(|case| case.with_extension("stderr")).collect();
    assert_eq!(expected, cases);
}

/// Compiles a case; what is wrong, if rustc accepts it or does not say what is expected.
fn try_case(rustc: &Rustc, case: &Path) -> Option<String> {
    let name = case.strip_prefix(folder()).expect("a case").to_str().expect("a name");
    let dir = tempfile::tempdir().expect("a folder");
    let mut command = rustc.check();
    // Paths in the workspace are relative to it.
    command.current_dir(here().join("..")).arg(format!("{FOLDER}{name}")).arg("--out-dir").arg(dir.path());
    // What is not used is no subject of a case.
    command.args(["--error-format=json", "--diagnostic-width=140", "--allow=dead_code"]);
    let output = command.output().expect("rustc runs");
    if output.status.success() {
        return Some(format!("{name} compiles"));
    }
    compare(name, &case.with_extension("stderr"), &normalized(&String::from_utf8_lossy(&output.stderr)))
}

fn compare(name: &str, expected: &Path, said: &str) -> Option<String> {
    let text = fs::read_to_string(expected).unwrap_or_default();
    if text == said {
        return None;
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(expected, said).expect("a file");
        return None;
    }
    Some(format!("{name}: rustc says\n{said}\ninstead of\n{text}"))
}
