//! The site of `cargo authwright docs`: its structure, and how it looks in a real browser. The browser needs Node.js, Debian's
//! Chromium and two packages from npm:
//!
//! ```text
//! apt-get install chromium && (cd cargo-authwright/tests/site && npm ci)
//! ```
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]

mod browser;
mod html;
mod specs;

use std::collections::BTreeSet;

use expect_test::expect_file;
use html::Page;
use specs::{Site, every, hostile, sketches, some};

/// Every tag is closed, every id is there once, every link to a part leads to it, and there are no scripts but the page's own.
#[test]
fn every_page_is_sound() {
    let site = Site::of(&every());
    let pages = site.pages();
    assert!(pages.len() > 80, "the specs were found: {}", pages.len());
    let ids: Vec<(String, BTreeSet<String>)> =
        pages.iter().map(|(name, text)| (name.clone(), Page::read(name, text).ids())).collect();
    for (name, text) in &pages {
        let page = Page::read(name, text);
        assert_eq!(page.scripts(), 3, "{name}: the theme, the entries, and the script");
        for link in page.links().filter(|link| !link.starts_with("http")) {
            let (file, id) = link.split_once('#').unwrap_or((link, ""));
            let file = if file.is_empty() { name } else { file };
            let known = ids.iter().find(|(other, _)| other == file).map(|(_, ids)| ids);
            let known = known.unwrap_or_else(|| panic!("{name}: {link} leads nowhere"));
            assert!(id.is_empty() || known.contains(id), "{name}: {link} leads to no part");
        }
    }
}

/// A spec is written by somebody else: whatever it says is text.
#[test]
fn texts_stay_texts() {
    let site = Site::of(&[hostile()]);
    for (name, text) in site.pages() {
        let page = Page::read(&name, &text);
        assert!(!page.has_tag("img") && !page.has_tag("em") && !page.has_tag("i"), "{name}: a tag of the spec");
        for attribute in page.attributes() {
            assert!(!attribute.starts_with("on") && attribute != "style", "{name}: {attribute}");
        }
        let shown = page.text();
        assert!(shown.contains("</title><script>window.pwned=1</script> \"H\" & 'o'"), "{name}");
        if name != "index.html" {
            assert!(shown.contains("&lt;script&gt; is written as it is"), "an entity is text, too");
            assert!(shown.contains("window.pwned=13") && shown.contains("\"'`</script>"), "{name}");
        }
    }
}

/// Each part of a spec has its place on the page.
#[test]
fn a_page_has_everything() {
    let site = Site::of(&some());
    let openhuman = site.page("openhuman.html");
    let page = Page::read("openhuman.html", &openhuman);
    for id in [
        "overview",
        "credential-ApiKey",
        "credential-Oauth",
        "endpoint-exchange_code",
        "type-Token",
        "type-Scope",
        "error-TokenError",
        "error-TokenError-InvalidGrant",
    ] {
        assert!(page.ids().contains(id), "{id}");
    }
    let text = page.text();
    for expected in [
        "https://auth.tinyhumans.ai",
        "OneTime<AuthorizationCode>",
        "let request = ExchangeCode::new(",
        "curl -X POST",
        "Authorization: Bearer {access_token}",
        "Session → Provider: POST /oauth/token with the refresh token, as refresh_token.",
        "The credential is not valid any more.",
        "Environment: OPENHUMAN_CLIENT_ID.",
    ] {
        assert!(text.contains(expected), "{expected}");
    }
}

/// What the drawings show, as their descriptions say it. `UPDATE_EXPECT=1 cargo test -p cargo-authwright --test site` writes
/// the file; read the diff.
#[test]
fn lives_are_as_reviewed() {
    let site = Site::of(&sketches());
    let lives: String = site.pages().iter().flat_map(|(name, text)| html::lives(name, text)).collect();
    expect_file!["lives.txt"].assert_eq(&lives);
}

/// The same specs make the same pages.
#[test]
fn pages_are_deterministic() {
    assert_eq!(Site::of(&some()).pages(), Site::of(&some()).pages());
}
