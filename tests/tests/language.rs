//! The annotated example of `specs/README.md` is a spec without mistakes, and shows every key of the language.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]

use auth_tests::here;

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

/// The reader names each key in a literal: `map.text("doc", …)`.
#[test]
fn the_annotated_example_shows_every_key() {
    let example = example();
    let mut source = std::fs::read_to_string(here().join("../auth-codegen/src/read.rs")).expect("a source");
    let mut folders = vec![here().join("../auth-codegen/src/read")];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).expect("the language").map(|entry| entry.expect("an entry").path()) {
            match path.is_dir() {
                true => folders.push(path),
                false => source += &std::fs::read_to_string(path).expect("a source"),
            }
        }
    }
    let asked = source
        .split("map.")
        .skip(1)
        .filter_map(|call| call.split_once("(\"").filter(|(name, _)| !name.contains(['(', ')'])));
    let keys: Vec<&str> = asked.filter_map(|(_, rest)| rest.split('"').next()).collect();
    assert!(keys.len() > 40, "the keys were found: {keys:?}");
    for key in keys.into_iter().filter(|key| !["lifetime", "json", "form"].contains(key)) {
        let shown = [format!("{key}:"), format!("{key} :")].iter().any(|shown| example.contains(shown.as_str()));
        assert!(shown, "specs/README.md does not show `{key}`");
    }
}
