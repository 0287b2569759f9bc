//! Every example of every spec, through the generated clients and real HTTP, against the mock server.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]

use std::error::Error as _;
use std::rc::Rc;

use auth_mock::Mock;
use auth_tests::{Exchange, Outcome, Tour, calls, canaries, providers};

async fn tour() -> (Vec<Exchange>, Rc<Mock>) {
    let mock = Rc::new(Mock::start(providers()).await.expect("a free port"));
    let mut tour = Tour::of(Rc::clone(&mock));
    calls(&mut tour);
    (tour.run().await, mock)
}

#[tokio::test]
async fn every_call_succeeds_and_keeps_its_body() {
    let (exchanges, _mock) = tour().await;
    let endpoints: usize = providers().iter().map(|provider| provider.endpoints.len()).sum();
    assert!(exchanges.len() >= endpoints, "{} calls for {endpoints} endpoints", exchanges.len());
    exchanges.iter().for_each(Exchange::check);
}

/// Obtains, renews and revokes tokens, each by the calls of the spec.
#[tokio::test]
async fn every_credential_has_a_session() {
    let mock = Rc::new(Mock::start(providers()).await.expect("a free port"));
    let mut tour = Tour::of(Rc::clone(&mock));
    calls(&mut tour);
    let lived = tour.live().await;
    let credentials: usize = providers().iter().map(|provider| provider.credentials.len()).sum();
    assert_eq!(lived.len(), credentials);
    for (tokens, found) in lived {
        let name = format!("{}.{}", tokens.provider, tokens.credential);
        let found = found.unwrap_or_else(|error| panic!("{name}: {error}: {:?}", error.source()));
        assert_eq!(found, tokens.tokens, "{name}");
    }
}

#[tokio::test]
async fn no_secret_is_printed() {
    let (exchanges, mock) = tour().await;
    let answered: String = exchanges.iter().map(|exchange| exchange.example.body).collect();
    let debug: String = exchanges
        .iter()
        .map(|exchange| match &exchange.outcome {
            Outcome::Answered { debug, .. } => debug.clone(),
            Outcome::Failed { error, debug } => format!("{error}{debug}"),
        })
        .collect();
    let wire = format!("{:?}", mock.exchanges());
    let canaries = canaries();
    assert!(canaries.len() > 20, "the specs have made-up secrets");
    assert!(
        canaries.iter().any(|canary| answered.contains(canary)),
        "the bodies hold canaries, so a leak would be seen"
    );
    for canary in canaries {
        assert!(!debug.contains(&canary), "`{canary}` is in a Debug");
        assert!(!wire.contains(&canary), "`{canary}` is in what the mock shows");
    }
}
