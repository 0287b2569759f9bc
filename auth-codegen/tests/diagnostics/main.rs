//! What an author reads when a spec is wrong: the tables in `cases/`, and ten whole reports.
//! `UPDATE_EXPECT=1 cargo test -p authwright-codegen` writes what is reported into them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]
#![allow(clippy::needless_raw_string_hashes, reason = "this is how expect-test writes texts")]
#![allow(clippy::too_many_lines, reason = "ten reports are as long as they are")]

mod bounds;
mod edits;
mod heap;
mod large;
mod many;
mod pairs;
mod rendered;
mod sections;
mod style;
mod table;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use auth_codegen::{Code, Report};

use table::Table;

/// What completes a part to a spec, by the key that each begins with.
const BASE: [&str; 4] = [
    "name: acme",
    "title: Acme",
    "base_url: https://api.acme.example",
    "endpoints:
  ping:
    doc: Ask whether the service is there.
    GET: /ping
    returns: { 204: nothing }",
];

/// The part, and the keys that it does not have itself.
fn complete(part: &str) -> String {
    let part = part.trim_start_matches('\n');
    let has = |key: &str| part.lines().any(|line| line.starts_with(key));
    let missing = BASE.iter().filter(|text| !has(&text[..=text.find(':').unwrap()]));
    std::iter::once(part).chain(missing.copied()).fold(String::new(), |spec, text| spec + text.trim_end() + "\n")
}

/// The report on a spec with a mistake, which keeps to the house style and does not depend on line ends.
fn report(spec: &str) -> Report {
    let report = auth_codegen::parse("acme.yaml", spec).expect_err("a spec with a mistake");
    style::check(spec, &report);
    report
}

/// Whether all is tried, with `SAMPLES=large`, as in `.ci/run`.
fn is_thorough() -> bool {
    std::env::var_os("SAMPLES").is_some_and(|samples| samples == "large")
}

/// The report on a spec of a table, which two tests need, unless that is accepted.
fn report_of_case(spec: &str) -> Option<Report> {
    static REPORTS: Mutex<BTreeMap<String, Option<Report>>> = Mutex::new(BTreeMap::new());
    if let Some(report) = REPORTS.lock().unwrap().get(spec) {
        return report.clone();
    }
    let report = auth_codegen::parse("acme.yaml", spec).err();
    REPORTS.lock().unwrap().insert(spec.to_owned(), report.clone());
    report
}

/// Every table says what is reported; where one does not, the cases that differ are shown, or written with `UPDATE_EXPECT=1`.
#[test]
fn tables() {
    let wrong: Vec<String> = files().iter().filter_map(|path| compare(path)).collect();
    assert!(wrong.is_empty(), "{}\n`UPDATE_EXPECT=1` writes what is reported", wrong.join("\n"));
}

/// The codes of problems that only derives have.
const OF_DERIVES: [Code; 2] = [Code::DERIVE, Code::ATTRIBUTE];

#[test]
fn every_code_has_a_case() {
    let tables: String = files().iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    for (code, meaning) in Code::ALL {
        let has_case = tables.lines().any(|line| line.starts_with("--> ") && line.contains(&format!(" {code} ")));
        assert_eq!(has_case, !OF_DERIVES.contains(code), "{code}: {meaning}");
    }
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics/cases");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

/// The cases of a table that are not as it says.
fn compare(path: &Path) -> Option<String> {
    let text = std::fs::read_to_string(path).unwrap();
    let table = Table::read(&text);
    let found = table.print();
    if found == text {
        return None;
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(path, found).unwrap();
        return None;
    }
    Some(format!("{}:\n{}", path.display(), table.differences()))
}
