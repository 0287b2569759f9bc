//! What rustc reports of specs that the derive refuses. The cases are modules of one crate, which rustc reads once.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

use auth_tests::{Rustc, here};
use expect_test::expect_file;
use serde_json::Value;

/// `UPDATE_EXPECT=1 cargo test` updates the texts.
#[test]
fn a_refused_spec_is_reported_at_the_attribute() {
    let folder = here().join("tests/language/parity/refused");
    let (cases, mut reports) = (names(&folder, "rs"), reports(&folder));
    for case in &cases {
        let report = reports.remove(&format!("{case}.rs")).unwrap_or_default();
        assert!(!report.is_empty(), "{case} is accepted");
        expect_file![folder.join(case).with_extension("stderr")].assert_eq(&report);
    }
    assert_eq!(reports, BTreeMap::new(), "of no case");
    assert_eq!(cases, names(&folder, "stderr"));
}

/// The files of a kind in a folder, in order, without the ends of their names.
fn names(folder: &Path, extension: &str) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = entries.filter(|path: &PathBuf| path.extension().is_some_and(|found| found == extension));
    let mut names: Vec<String> = files.map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// What rustc reports, by file.
fn reports(folder: &Path) -> BTreeMap<String, String> {
    let modules = names(folder, "rs").into_iter().map(|case| format!("#[path = \"{case}.rs\"] mod {case};\n"));
    let output = compile(folder, &modules.collect::<String>());
    let mut reports = BTreeMap::<String, String>::new();
    for line in String::from_utf8(output.stderr).unwrap().lines() {
        let message: Value = serde_json::from_str(line).unwrap();
        // The number of errors has no place.
        if let Some(file) = message["spans"][0]["file_name"].as_str() {
            let report = reports.entry(file.to_owned()).or_default();
            report.push_str(message["rendered"].as_str().unwrap().trim_end());
            report.push('\n');
        }
    }
    reports
}

/// Compiles a crate from its standard input, so that its modules are files of the folder.
fn compile(folder: &Path, text: &str) -> Output {
    let (output, mut rustc) = (tempfile::tempdir().unwrap(), Rustc::with(&["auth_runtime"]).check());
    rustc.current_dir(folder).args(["--crate-type=lib", "--error-format=json", "-Adead_code"]);
    rustc.args(["-", "--out-dir"]).arg(output.path());
    let rustc = rustc.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut rustc = rustc.spawn().expect("rustc runs");
    rustc.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    rustc.wait_with_output().unwrap()
}
