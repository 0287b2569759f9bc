//! The pages agree with the repository: their code is built and tested, and the paths and links in them exist.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]

use std::fs;

use auth_tests::here;

fn read(path: &str) -> String {
    fs::read_to_string(here().join("..").join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn the_code_of_the_private_provider_page_is_the_downstream_crate() {
    let sources =
        ["src/derived.rs", "src/built.rs", "src/by_hand.rs", "src/customers.rs", "build.rs", "tests/derived.rs"];
    let sources: Vec<String> = sources.iter().map(|path| read(&format!("downstream/{path}"))).collect();
    let page = read("docs/private-provider.md");
    let blocks: Vec<&str> = page.split("```rust\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(blocks.len() >= 6, "the page has examples");
    for block in blocks {
        assert!(sources.iter().any(|source| source.contains(block.trim_end())), "nowhere in downstream/:\n{block}");
    }
}

/// "Before" is marked `rust,ignore`: it needs the other library.
#[test]
fn the_code_of_the_migration_pages_is_of_the_downstream_crate() {
    for name in ["oauth2", "progenitor"] {
        let page = read(&format!("docs/migrating/from-{name}.md"));
        let source = read(&format!("downstream/src/from_{name}.rs"));
        let blocks: Vec<&str> = page.split("```rust\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
        assert!(blocks.len() >= 2, "the page has examples");
        for block in blocks {
            assert!(source.contains(block.trim_end()), "not in from_{name}.rs:\n{block}");
        }
    }
    let keeper = read("downstream/src/keeper.yaml");
    let page = read("docs/migrating/from-progenitor.md");
    let block = page.split("```yaml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a part of the spec");
    assert!(keeper.contains(block), "{block}");
}

#[test]
fn every_path_in_the_architecture_exists() {
    let page = read("ARCHITECTURE.md");
    let root = here().join("..");
    let code = page.split('`').skip(1).step_by(2).filter(|code| !code.contains(char::is_whitespace));
    let paths = code.filter(|code| code.split_once('/').is_some_and(|(first, _)| root.join(first).is_dir()));
    let missing: Vec<&str> = paths.clone().filter(|path| !root.join(path).exists()).collect();
    assert!(paths.count() > 20, "the paths were found");
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_link_between_pages_exists() {
    let pages = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "specs/README.md"];
    let guides = [
        "docs/private-provider.md",
        "docs/sessions.md",
        "docs/failures.md",
        "docs/promises.md",
        "docs/language.md",
        "docs/authoring.md",
        "docs/mock.md",
        "docs/semver.md",
        "docs/migrating/from-oauth2.md",
        "docs/migrating/from-progenitor.md",
    ];
    let packages = [
        "auth-codegen/README.md",
        "auth-derive/README.md",
        "auth-language/README.md",
        "auth-macros/README.md",
        "auth-mock/README.md",
        "auth-providers/README.md",
        "auth-runtime/README.md",
        "cargo-authwright/README.md",
    ];
    let language = [
        "docs/language/grammar.md",
        "docs/language/reference.md",
        "docs/language/capabilities.md",
        "docs/language/beyond.md",
        "cargo-authwright/diagnostics.md",
    ];
    for page in pages.into_iter().chain(guides).chain(packages).chain(language) {
        let path = here().join("..").join(page);
        let folder = path.parent().expect("the folder of the page");
        let text = read(page);
        let links = text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
        for link in links.filter(|link| !link.is_empty() && !link.contains("://")) {
            assert!(folder.join(link).exists(), "{page}: {link}");
        }
    }
}
