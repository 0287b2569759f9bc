//! The code in the pages of `docs/` is built and tested: each block is part of a file of the repository.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]

use std::fs;

use auth_tests::here;

fn read(path: &str) -> String {
    fs::read_to_string(here().join("..").join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn the_code_of_the_private_provider_page_is_the_downstream_crate() {
    let sources = ["src/derived.rs", "src/built.rs", "src/by_hand.rs", "build.rs", "tests/derived.rs"];
    let sources: Vec<String> = sources.iter().map(|path| read(&format!("downstream/{path}"))).collect();
    let page = read("docs/private-provider.md");
    let blocks: Vec<&str> = page.split("```rust\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(blocks.len() >= 6, "the page has examples");
    for block in blocks {
        assert!(sources.iter().any(|source| source.contains(block.trim_end())), "nowhere in downstream/:\n{block}");
    }
}
