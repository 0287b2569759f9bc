//! Every provider of the catalogue: its exact messages, its calls and sessions against the mock server, and what its spec says
//! about itself. `UPDATE_EXPECT=1 cargo test -p auth-tests-catalogue` updates the pages in `wire/` and `docs/catalogue.md`.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]

mod page;
mod sdks;

use std::collections::BTreeSet;
use std::error::Error as _;
use std::rc::Rc;

use auth_codegen::model::{Auth, Call, Credential, Endpoint, Provider, Source};
use auth_mock::Mock;
use auth_tests::{Exchange, Outcome, Tour, WireGolden};
use auth_tests_catalogue::proof;
use auth_tests_catalogue::seen::Seen;
use auth_tests_catalogue::{About, calls, here, providers, specs};
use expect_test::expect_file;

/// The calls of a provider, against a server that plays it alone.
async fn tour(provider: Provider) -> (Tour, Rc<Mock>) {
    let name = provider.name.clone();
    let mock = Rc::new(Mock::start(vec![provider]).await.expect("a free port"));
    let mut tour = Tour::of(Rc::clone(&mock));
    calls(&name, &mut tour);
    (tour, mock)
}

/// Each example of an error is read as its variant, too.
#[test]
fn every_message_is_as_reviewed() {
    let mut golden = WireGolden::default();
    for provider in providers() {
        calls(&provider.name, &mut golden);
    }
    let pages: BTreeSet<String> = golden.pages.keys().map(|name| format!("{name}.http")).collect();
    for (provider, page) in golden.pages {
        expect_file![here().join(format!("wire/{provider}.http"))].assert_eq(&page);
    }
    for entry in std::fs::read_dir(here().join("wire")).expect("the pages") {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        assert!(pages.contains(&name), "remove {name}: there is no such provider");
    }
}

#[tokio::test]
async fn every_call_succeeds_and_prints_no_secret() {
    for provider in providers() {
        let (tour, mock) = tour(provider.clone()).await;
        let exchanges = tour.run().await;
        let expected = provider.endpoints.iter().filter(|call| !is_a_step(&provider, call)).count();
        assert!(exchanges.len() >= expected, "{}: {} of {expected} calls", provider.name, exchanges.len());
        exchanges.iter().for_each(Exchange::check);
        let printed = exchanges.iter().map(|exchange| match &exchange.outcome {
            Outcome::Answered { debug, .. } => debug.clone(),
            Outcome::Failed { error, debug } => format!("{error}{debug}"),
        });
        let printed = printed.collect::<String>() + &format!("{:?}", mock.exchanges());
        for secret in auth_codegen::secrets::all(&provider) {
            assert!(!printed.contains(&secret), "{}: `{secret}` is printed", provider.name);
        }
    }
}

/// Whether a call is made by sessions only, because it is a step of a log-in, where an earlier one says.
fn is_a_step(provider: &Provider, endpoint: &Endpoint) -> bool {
    let has_auth = matches!(&endpoint.call, Call::Http(call) if call.auth != Auth::None);
    !has_auth && !provider.captured_by(endpoint).is_empty()
}

/// Obtains, renews and revokes tokens, each by the calls of the spec.
#[tokio::test]
async fn every_credential_has_a_session() {
    let mut wrong: Vec<String> = Vec::new();
    for provider in providers() {
        let lives = |credential: &&Credential| {
            matches!(credential.source, Source::Token(_)) || credential.session_secret().is_some()
        };
        let expected = provider.credentials.iter().filter(lives).count();
        let (tour, _mock) = tour(provider).await;
        let lived = tour.live().await;
        for (tokens, found) in &lived {
            let found = match found {
                Ok(found) if *found == tokens.tokens => continue,
                Ok(found) => format!("{found:?} instead of {:?}", tokens.tokens),
                Err(error) => format!("{error}: {:?}", error.source()),
            };
            wrong.push(format!("{}.{}: {found}", tokens.provider, tokens.credential));
        }
        if lived.len() != expected {
            wrong.push(format!("{} of {expected} sessions have examples of their calls", lived.len()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_spec_names_its_source_and_what_is_uncertain() {
    for spec in specs() {
        let (name, about) = (&spec.provider.name, About::of(&spec));
        assert!(!about.sources.is_empty(), "{name}: its comment begins with `# Source: `, a page and the date");
        for source in &about.sources {
            let is_page = source.starts_with("https://") && source.ends_with(')') && source.contains(" (20");
            assert!(
                is_page,
                "{name}: `{source}` is no page with a date, such as `https://acme.example/auth (2026-11-26)`"
            );
        }
        assert!(!about.uncertain.is_empty(), "{name}: a line says `# Uncertain: ` and what, or `nothing`");
    }
}

/// A comment `# shows:` is proved by the parsed spec.
#[test]
fn every_spec_shows_what_it_says() {
    let list =
        std::fs::read_to_string(here().join("../tests/capabilities/list.txt")).expect("the list of capabilities");
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    let listed: BTreeSet<&str> = lines.filter_map(|line| line.split_once(" | ")).map(|(id, _)| id).collect();
    assert_eq!(proof::proved().collect::<BTreeSet<&str>>(), listed, "each capability has one proof");
    assert_eq!(proof::proved().count(), listed.len(), "each capability has one proof");
    let mut wrong: Vec<String> = Vec::new();
    for spec in specs() {
        let seen = Seen { provider: &spec.provider };
        let shows = About::of(&spec).shows;
        let claims = shows.iter().filter(|id| !proof::is_proved(id, seen).unwrap_or_default());
        wrong.extend(claims.map(|id| format!("{} does not use `{id}`", spec.provider.name)));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_page_is_up_to_date() {
    let page = page::page(&specs());
    expect_file![here().join("../../docs/catalogue.md")].assert_eq(&page);
}
