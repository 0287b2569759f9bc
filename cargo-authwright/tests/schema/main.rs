//! The JSON Schema accepts every spec that the generator accepts, and refuses what it can know to be wrong.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]

mod validate;

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use cargo_authwright::schema;
use expect_test::expect_file;
use serde_json::Value;

/// The codes of what a schema can know: keys, shapes, words, names of types.
const KNOWN: [&str; 6] = ["AW0101", "AW0102", "AW0103", "AW0105", "AW0201", "AW0505"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

#[test]
fn the_file_is_up_to_date() {
    expect_file![root().join("docs/language/schema.json")].assert_eq(&schema::text());
}

#[test]
fn every_spec_is_accepted() {
    let folders =
        ["specs", "specs/catalogue", "docs/language/sketches", "auth-codegen/tests/goldens", "downstream/src"];
    let specs: Vec<PathBuf> = folders.iter().flat_map(|folder| specs(&root().join(folder))).collect();
    let (one, other) = specs.split_at(specs.len() / 2);
    let accepted = thread::scope(|scope| {
        let other = scope.spawn(|| accepted(other));
        accepted(one) + other.join().unwrap()
    });
    assert!(accepted > 90, "the specs were found: {accepted}");
}

/// How many of these specs are right. The schema accepts them all.
fn accepted(specs: &[PathBuf]) -> usize {
    let accepts = |path: &&PathBuf| {
        let text = fs::read_to_string(path).unwrap();
        let is_right = auth_codegen::parse("acme.yaml", &text).is_ok();
        assert!(!is_right || problems(&text).is_empty(), "{}: {:?}", path.display(), problems(&text));
        is_right
    };
    specs.iter().filter(accepts).count()
}

/// The pages of `explain` have a wrong and a right example for each code.
#[test]
fn examples_are_refused_where_a_schema_can_know() {
    let pages = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("diagnostics.md")).unwrap();
    let rest = pages.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let mut seen = 0;
    for section in pages.split("\n## ").skip(1) {
        let code = section.lines().next().unwrap();
        let examples: Vec<&str> =
            section.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
        let [wrong, right] = examples.as_slice() else { continue };
        assert_eq!(problems(&complete(right, rest)), Vec::<String>::new(), "{code}:\n{right}");
        if KNOWN.contains(&code) {
            assert!(!problems(&complete(wrong, rest)).is_empty(), "{code}:\n{wrong}");
            seen += 1;
        }
    }
    assert_eq!(seen, KNOWN.len());
}

/// Adds what an example leaves out: every key of the rest that it does not have.
fn complete(part: &str, rest: &str) -> String {
    let blocks = rest.split_inclusive('\n').fold(Vec::<String>::new(), |mut blocks, line| {
        match blocks.last_mut().filter(|_| line.starts_with(' ')) {
            Some(block) => block.push_str(line),
            None => blocks.push(line.to_owned()),
        }
        blocks
    });
    let has = |block: &String| part.lines().any(|line| line.split(':').next() == block.split(':').next());
    blocks.iter().filter(|block| !has(block)).fold(part.to_owned(), |spec, block| spec + block)
}

fn specs(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|kind| kind == "yaml")).collect();
    paths.sort();
    paths
}

fn problems(spec: &str) -> Vec<String> {
    let schema: Value = serde_json::from_str(&schema::text()).unwrap();
    validate::problems(&schema, &validate::json(serde_yaml::from_str(spec).unwrap()))
}
