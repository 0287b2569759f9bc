//! A provider that asks for consent with PKCE: its examples are calls and a session as those of any other.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]

use std::error::Error as _;
use std::rc::Rc;

use auth_codegen::model::Provider;
use auth_mock::Mock;
use auth_tests::{Example, Exchange, Outcome, Refused, Tokens, Tour, Visitor, code, here};
use expect_test::expect_file;

/// What `cargo xtask gen` writes for each spec of the workspace.
#[rustfmt::skip]
#[path = "consent/examples.rs"]
mod examples;
/// The client, where the examples look for it.
mod lumen {
    #![allow(dead_code, unreachable_pub, reason = "not every item of a client is used by its examples")]

    /// Lumen, from `lumen.yaml`.
    #[derive(Clone, Copy, Debug, auth_runtime::Provider)]
    #[provider(spec = "consent/lumen.yaml")]
    pub struct Lumen;
}

fn provider() -> Provider {
    let spec = include_str!("consent/lumen.yaml");
    auth_codegen::parse("lumen.yaml", spec).unwrap_or_else(|report| panic!("{report}"))
}

async fn tour() -> Tour {
    let mock = Mock::start(vec![provider()]).await.expect("a free port");
    let mut tour = Tour::of(Rc::new(mock));
    examples::calls(&mut tour);
    tour
}

/// `UPDATE_EXPECT=1 cargo test` writes them anew.
#[test]
fn the_examples_are_those_of_the_spec() {
    let written = auth_codegen::examples(&provider()).replace("auth_providers::", "crate::");
    expect_file![here().join("tests/consent/examples.rs")].assert_eq(&written);
}

#[tokio::test]
async fn every_call_succeeds() {
    let exchanges = tour().await.run().await;
    assert_eq!(exchanges.len(), provider().endpoints.len());
    for Exchange { example, outcome } in exchanges {
        assert!(
            matches!(&outcome, Outcome::Answered { status, .. } if *status == example.status),
            "{example:?}: {outcome:?}"
        );
    }
}

#[tokio::test]
async fn the_session_of_the_examples_lives() {
    let lived = tour().await.live().await;
    let [(tokens, found)] = lived.try_into().unwrap_or_else(|lived| panic!("one session: {lived:?}"));
    let found = found.unwrap_or_else(|error| panic!("{error}: {:?}", error.source()));
    assert_eq!(found, tokens.tokens);
}
