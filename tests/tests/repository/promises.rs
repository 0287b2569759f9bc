//! Each promise of SECURITY.md has a row in docs/promises.md, and the places and tests that the rows name exist.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]

use std::fs;
use std::path::PathBuf;

use auth_tests::here;

/// The file at a path of the runtime, or else of the repository.
fn find(path: &str) -> PathBuf {
    let root = here().join("..");
    let places = [root.join("auth-runtime").join(path), root.join(path)];
    places.into_iter().find(|place| place.is_file()).unwrap_or_else(|| panic!("there is no file `{path}`"))
}

fn read(path: &str) -> String {
    let path = find(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The rows of all tables: promise, places, tests.
fn rows(page: &str) -> Vec<[&str; 3]> {
    let lines = page.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    let rows = lines.map(|line| {
        let cells: Vec<&str> = line.split(" | ").collect();
        <[&str; 3]>::try_from(cells).expect("three columns")
    });
    rows.filter(|[first, ..]| *first != "promise").collect()
}

/// What is in backticks and has a slash.
fn paths(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2).filter(|path| path.contains('/'))
}

#[test]
fn every_promise_has_a_row() {
    let (security, page) = (read("SECURITY.md"), read("docs/promises.md"));
    let promised = security.split("## What is not promised").next().expect("its first part");
    let bullets = promised.lines().filter_map(|line| line.strip_prefix("- **")?.split("**").next());
    let bullets: Vec<&str> = bullets.collect();
    assert!(bullets.len() > 15, "{bullets:?}");
    let rows = rows(&page);
    let missing: Vec<_> =
        bullets.iter().filter(|bullet| !rows.iter().any(|[promise, ..]| promise == *bullet)).collect();
    assert!(missing.is_empty(), "no row in docs/promises.md: {missing:?}");
}

#[test]
fn every_place_and_test_exists() {
    let page = read("docs/promises.md");
    for [promise, places, tests] in rows(&page) {
        let places: Vec<PathBuf> = paths(places).map(find).collect();
        assert!(!places.is_empty(), "{promise}: no place");
        for test in paths(tests) {
            let (file, name) = test.split_once("::").unwrap_or_else(|| panic!("{promise}: {test}"));
            assert!(is_test(&read(file), name), "{promise}: {file} has no test `{name}`");
        }
        assert!(paths(tests).next().is_some(), "{promise}: no test");
    }
}

/// Whether a text has a test of this name: an attribute above it says that it is one.
fn is_test(text: &str, name: &str) -> bool {
    let before = text.split(&format!("fn {name}(")).next().filter(|before| before.len() < text.len());
    let head = before.and_then(|before| before.rsplit("\n\n").next()).unwrap_or_default();
    ["#[test]", "#[tokio::test", "#[test_case", "proptest!"].iter().any(|mark| head.contains(mark))
}
