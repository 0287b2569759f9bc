//! The HTTP messages of every endpoint. `UPDATE_EXPECT=1 cargo test` updates the pages in `wire/`.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]

use auth_tests::{Curl, WireGolden, calls, curls, here};
use expect_test::expect_file;

fn golden() -> WireGolden {
    let mut golden = WireGolden::default();
    calls(&mut golden);
    golden
}

#[test]
fn every_message_is_as_reviewed() {
    for (provider, page) in golden().pages {
        expect_file![here().join(format!("wire/{provider}.http"))].assert_eq(&page);
    }
}

#[test]
fn no_page_is_left_of_a_provider_that_is_gone() {
    let pages = golden().pages;
    for entry in std::fs::read_dir(here().join("wire")).expect("the pages") {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().and_then(|stem| stem.to_str()).expect("a name");
        assert!(pages.contains_key(name), "remove {}: there is no such provider", path.display());
    }
}

/// If the documentation of a provider has curl commands, there is one for each of its endpoints: those that only the
/// provider's SDK shows are written as curl commands, too.
#[test]
fn every_request_is_the_documented_curl_command() {
    let messages = golden().messages;
    let mut compared = 0;
    for provider in auth_tests::providers() {
        let Ok(text) = std::fs::read_to_string(here().join(format!("curl/{}.sh", provider.name))) else { continue };
        let documented = curls(&text);
        for endpoint in &provider.endpoints {
            let name = &endpoint.name;
            let Some((_, expected)) = documented.iter().find(|(documented, _)| documented == name) else {
                panic!("{}: no curl command for `{name}`", provider.name);
            };
            let sent = messages.iter().find(|sent| sent.provider == provider.name && sent.endpoint == name);
            let sent = sent.unwrap_or_else(|| panic!("{}: no example for `{name}`", provider.name));
            assert_eq!(&Curl::from(sent), expected, "{}: {name}", provider.name);
            compared += 1;
        }
        assert_eq!(documented.len(), provider.endpoints.len(), "{}: a command for no endpoint", provider.name);
    }
    assert!(compared >= 39, "the five launch providers have 39 endpoints, {compared} were compared");
}
