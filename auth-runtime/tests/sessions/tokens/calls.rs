//! A session as the credential of a client (promise 2.10).
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails may panic")]

use auth_runtime::host::Hosts;
use auth_runtime::request::RequestProblem;
use auth_runtime::session::{Session, SessionProblem};
use auth_runtime::{Class, Connection, Endpoint, Error};
use tokio::task::JoinSet;

use crate::api::{OK, UNAUTHORIZED, api, tokens};
use crate::server::Server;
use crate::session_support;
use crate::session_support::{
    Acme, Fault, GetProfile, MINT, Reply, Script, connection_to, refused, session, settled, token,
};

fn client(server: &Server, session: &Session<Acme>) -> Connection<Acme, Session<Acme>> {
    connection_to(&server.url).with(session.clone())
}

/// What the API answers, what it receives, how many tokens are requested, and whether the call succeeds.
#[tokio::test]
async fn a_call_is_repeated_once_after_401() {
    let rows = [
        ("accepted", &[OK][..], &["a", "b"][..], &["a"][..], 1, None),
        ("refused once", &[UNAUTHORIZED, OK], &["a", "b"], &["a", "b"], 2, None),
        ("refused twice", &[UNAUTHORIZED], &["a", "b"], &["a", "b"], 2, Some(401)),
        ("the same token again", &[UNAUTHORIZED], &["a", "a"], &["a"], 2, Some(401)),
        ("another refusal", &["403 Forbidden"], &["a", "b"], &["a"], 1, Some(403)),
        ("another failure", &["503 Service Unavailable"], &["a", "b"], &["a"], 1, Some(503)),
    ];
    for (name, statuses, issued, sent, requests, status) in rows {
        let script = Script::<MINT>::new(issued.iter().map(|text| token(text, 100)));
        let (session, _clock) = session(&script);
        let server = api(statuses);
        let error = client(&server, &session).call_protected(GetProfile).await.err();
        assert_eq!(error.and_then(|error| error.status()).map(|status| status.as_u16()), status, "{name}");
        assert_eq!(
            (tokens(&server), script.count()),
            (sent.iter().map(ToString::to_string).collect(), requests),
            "{name}"
        );
    }
}

/// A storm of 401: a hundred calls with the same token make one new one.
#[tokio::test]
async fn a_storm_of_401_makes_one_request() {
    let script = Script::<MINT>::gated([token("a", 100), token("b", 100)]);
    let (session, _clock) = session(&script);
    script.release(1);
    session.token().await.unwrap();
    script.arrival().await;
    let server = api(&[UNAUTHORIZED]);
    let (client, mut calls) = (client(&server, &session), JoinSet::new());
    for _ in 0..100 {
        let client = client.clone();
        calls.spawn(async move { client.call_protected(GetProfile).await.unwrap_err().status() });
    }
    script.arrival().await;
    script.release(1);
    for status in calls.join_all().await {
        assert_eq!(status.map(|status| status.as_u16()), Some(401));
    }
    settled(&session).await;
    assert_eq!(script.count(), 2);
}

#[tokio::test]
async fn a_session_without_token_is_an_error_of_the_call() {
    let script = Script::<MINT>::new([Reply::Refuse(503, Some("30"), "{}")]);
    let (session, _clock) = session(&script);
    let server = api(&[OK]);
    for _ in 0..2 {
        let error = client(&server, &session).call_protected(GetProfile).await.unwrap_err();
        assert_eq!((error.class(), error.endpoint(), error.status()), (Class::Retry, "GetProfile", None));
        assert_eq!(error.retry_after(), Some(session_support::seconds(30)));
        assert_eq!(error.to_string(), "`GetProfile` has no token: the request for a token failed");
        let source = std::error::Error::source(&error).unwrap().downcast_ref::<Error<Fault>>().unwrap();
        assert_eq!(source.status().unwrap().as_u16(), 503);
        assert!(matches!(error, Error::Session { error, .. } if error.problem() == SessionProblem::TokenRequest));
    }
    assert_eq!((server.requests().len(), script.count()), (0, 1));
}

/// The token was revoked, and the token endpoint is down: the call can be made later.
#[tokio::test]
async fn a_renewal_that_fails_after_401() {
    for (reply, class, status) in [(refused(503), Class::Retry, None), (refused(401), Class::Reauthenticate, Some(401))]
    {
        let script = Script::<MINT>::new([token("a", 100), reply]);
        let (session, _clock) = session(&script);
        let error = client(&api(&[UNAUTHORIZED]), &session).call_protected(GetProfile).await.unwrap_err();
        assert_eq!((error.class(), error.status().map(|status| status.as_u16())), (class, status));
    }
}

#[tokio::test]
async fn a_request_is_prepared_with_the_token_there_is() {
    let script = Script::<MINT>::new([token("a", 100)]);
    let (session, clock) = session(&script);
    let prepare = || GetProfile.prepare(&Hosts::of::<Acme>().unwrap(), Some(&session));
    assert_eq!(prepare().unwrap_err().problem(), &RequestProblem::NoToken);
    session.token().await.unwrap();
    assert_eq!(prepare().unwrap().as_http().headers()["authorization"], "Bearer a");
    clock.advance(session_support::seconds(100));
    assert_eq!(prepare().unwrap_err().problem(), &RequestProblem::NoToken);
}
