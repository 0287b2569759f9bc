//! The annotated example of `specs/README.md` is a spec without mistakes, and shows every key of the language.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]

use auth_tests::here;

/// Keys that the page does not show yet.
const TO_BE_SHOWN: [&str; 15] = [
    "settings", "pattern", "template", "GET", "PATCH", "HEAD", "inputs", "basic", "username", "password", "encode",
    "rotation", "reuse", "grace", "lifetime",
];

fn example() -> String {
    let page = std::fs::read_to_string(here().join("../specs/README.md")).expect("the page of the language");
    let block = page.split("```yaml\n").nth(2).and_then(|rest| rest.split("```").next());
    block.expect("an example").to_owned()
}

#[test]
fn the_small_example_generates() {
    let page = std::fs::read_to_string(here().join("../specs/README.md")).expect("the page of the language");
    let small = page.split("```yaml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
    auth_codegen::parse("specs/README.md", small).unwrap_or_else(|report| panic!("{report}"));
}

#[test]
fn the_annotated_example_generates() {
    let provider = auth_codegen::parse("specs/README.md", &example()).unwrap_or_else(|report| panic!("{report}"));
    let client = auth_codegen::generate(&provider);
    for endpoint in provider.endpoints.iter().filter(|endpoint| endpoint.http().is_some()) {
        assert!(client.contains(&format!("pub async fn {}(", endpoint.name)), "{}", endpoint.name);
    }
}

/// Every key of the language, whose reference the page is.
#[test]
fn the_annotated_example_shows_every_key() {
    let example = example();
    let keys: Vec<&str> = auth_language::key::ALL.iter().flat_map(|mapping| mapping.names()).collect();
    assert!(keys.len() > 60, "the keys were found: {keys:?}");
    let is_shown =
        |key: &str| [format!("{key}:"), format!("{key} :")].iter().any(|shown| example.contains(shown.as_str()));
    let missing: Vec<&str> = keys.into_iter().filter(|key| !is_shown(key) && !TO_BE_SHOWN.contains(key)).collect();
    assert!(missing.is_empty(), "specs/README.md does not show {missing:?}");
}
