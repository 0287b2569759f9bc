//! A provider with features that the launch providers lack: a visit with PKCE, a token endpoint that answers a new token to the
//! same request, and a 200 without a body. Its examples are called like those of any other provider.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]

use std::error::Error as _;
use std::rc::Rc;

use auth_codegen::model::Provider;
use auth_mock::Mock;
use auth_tests::{Example, Exchange, Refused, Tokens, Tour, Visitor, code, here};
use expect_test::expect_file;

/// What `cargo xtask gen` writes for each spec of the workspace.
#[rustfmt::skip]
mod examples;
/// The client, at the path that the examples use.
mod lumen {
    #![allow(dead_code, unreachable_pub, reason = "not every item of a client is used by its examples")]

    /// Lumen, from `lumen.yaml`.
    #[derive(Clone, Copy, Debug, auth_runtime::Provider)]
    #[provider(spec = "another_provider/lumen.yaml")]
    pub struct Lumen;
}

fn provider() -> Provider {
    let spec = include_str!("another_provider/lumen.yaml");
    auth_codegen::parse("lumen.yaml", spec).unwrap_or_else(|report| panic!("{report}"))
}

async fn tour() -> Tour {
    let mock = Mock::start(vec![provider()]).await.expect("a free port");
    let mut tour = Tour::of(Rc::new(mock));
    examples::calls(&mut tour);
    tour
}

/// `UPDATE_EXPECT=1 cargo test` updates them.
#[test]
fn the_examples_are_those_of_the_spec() {
    let written =
        auth_codegen::examples(&provider()).replace("crate::", "super::").replace("auth_providers::", "super::");
    expect_file![here().join("tests/providers/another_provider/examples.rs")].assert_eq(&written);
}

#[tokio::test]
async fn every_call_succeeds() {
    let exchanges = tour().await.run().await;
    assert!(exchanges.len() > provider().endpoints.len(), "one endpoint has two examples");
    exchanges.iter().for_each(Exchange::check);
}

#[tokio::test]
async fn every_credential_has_a_session() {
    let lived = tour().await.live().await;
    assert_eq!(lived.len(), provider().credentials.len());
    for (tokens, found) in lived {
        let name = tokens.credential;
        let found = found.unwrap_or_else(|error| panic!("{name}: {error}: {:?}", error.source()));
        assert_eq!(found, tokens.tokens, "{name}");
    }
}
