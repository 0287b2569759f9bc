//! A session in a client of `reqwest-middleware` (promises 2.10, 2.16).
#![cfg(feature = "reqwest-middleware")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails may panic")]

use auth_runtime::reqwest::redirect::Policy;
use auth_runtime::reqwest::{Body, Client};
use auth_runtime::reqwest_middleware::{ClientBuilder, ClientWithMiddleware, Error};
use auth_runtime::session::{Session, SessionError, SessionMiddleware, SessionProblem};
use auth_runtime::{Bytes, Class};
use http_body_util::Full;
use tokio::task::JoinSet;

use crate::api::{
    OK, OwnHeader, UNAUTHORIZED, api, bodies, printed, redirecting_to, refusing_all_of, session_at, tokens,
};
use crate::session_support::{Acme, MINT, Script, connection_to, refused, token};

/// A client like a user's own: it follows redirects.
fn http() -> Client {
    Client::builder().no_proxy().build().unwrap()
}

fn client(middleware: SessionMiddleware<Acme>) -> ClientWithMiddleware {
    ClientBuilder::new(http()).with(middleware).build()
}

fn renewing(session: &Session<Acme>) -> ClientWithMiddleware {
    client(SessionMiddleware::new(session.clone()))
}

/// A body that may be readable only once.
fn once(text: &'static str) -> Body {
    Body::wrap(Full::new(Bytes::from_static(text.as_bytes())))
}

fn session_error(error: Error) -> SessionError {
    let text = printed(&error);
    assert!(!text.contains("canary"), "{text}");
    match error {
        Error::Middleware(error) => error.downcast::<SessionError>().unwrap(),
        Error::Reqwest(error) => panic!("{error}"),
    }
}

/// What the API answers, the tokens that are issued, those that it receives, and the status that the caller gets.
#[tokio::test]
async fn a_request_is_repeated_once_after_401() {
    let rows = [
        ("accepted", &[OK][..], &["a", "b"][..], &["a"][..], 200),
        ("refused once", &[UNAUTHORIZED, OK], &["a", "b"], &["a", "b"], 200),
        ("refused twice", &[UNAUTHORIZED], &["a", "b"], &["a", "b"], 401),
        ("the same token again", &[UNAUTHORIZED], &["a", "a"], &["a"], 401),
        ("another refusal", &["403 Forbidden"], &["a", "b"], &["a"], 403),
        ("another failure", &["503 Service Unavailable"], &["a", "b"], &["a"], 503),
    ];
    for (name, statuses, issued, sent, status) in rows {
        let script = Script::<MINT>::new(issued.iter().map(|text| token(text, 1000)));
        let server = api(statuses);
        let client = renewing(&session_at(&server, &script));
        let response = client.post(format!("{}/me", server.url)).body("body").send().await.unwrap();
        assert_eq!((response.status().as_u16(), tokens(&server)), (status, sent.iter().map(|&t| t.into()).collect()));
        assert_eq!(bodies(&server), vec!["body"; sent.len()], "{name}");
    }
}

#[tokio::test]
async fn a_body_that_is_read_once_is_sent_once() {
    let script = Script::<MINT>::new([token("a", 1000), token("b", 1000)]);
    let server = api(&[UNAUTHORIZED, OK]);
    let client = renewing(&session_at(&server, &script));
    let send = || client.post(format!("{}/me", server.url)).body(once("body")).send();
    let refused = send().await.unwrap();
    assert_eq!((refused.status().as_u16(), refused.text().await.unwrap().as_str()), (401, "{}"));
    assert_eq!((tokens(&server), script.count()), (vec!["a".to_owned()], 1));
    assert_eq!(send().await.unwrap().status(), 200);
    assert_eq!((tokens(&server), script.count()), (vec!["a".to_owned(), "b".to_owned()], 2));
}

/// All hundred requests have been refused before the first renewal is answered.
#[tokio::test]
async fn a_storm_of_401_makes_one_request() {
    let script = Script::<MINT>::gated([token("a", 1000), token("b", 1000)]);
    let server = refusing_all_of(100);
    let client = renewing(&session_at(&server, &script));
    script.release(1);
    let mut calls = JoinSet::new();
    for _ in 0..100 {
        let request = client.get(format!("{}/me", server.url));
        calls.spawn(async move { request.send().await.unwrap().status().as_u16() });
    }
    script.arrival().await;
    script.arrival().await;
    script.release(1);
    assert_eq!(calls.join_all().await, vec![200; 100]);
    assert_eq!((server.requests().len(), script.count()), (200, 2));
}

#[tokio::test]
async fn a_session_that_fails_is_a_typed_error_and_nothing_is_sent() {
    let server = api(&[OK]);
    let client = renewing(&session_at(&server, &Script::<MINT>::new([refused(503)])));
    let error = session_error(client.get(format!("{}/me?canary", server.url)).send().await.unwrap_err());
    assert_eq!((error.problem(), error.class()), (SessionProblem::TokenRequest, Class::Retry));
    assert_eq!(server.requests(), [""; 0]);
}

/// The token endpoint is down, or wants a new login: then the API's refusal is what the caller gets.
#[tokio::test]
async fn a_renewal_that_fails_after_401() {
    for (reply, status) in [(refused(503), None), (refused(401), Some(401))] {
        let server = api(&[UNAUTHORIZED]);
        let client = renewing(&session_at(&server, &Script::<MINT>::new([token("at_canary", 1000), reply])));
        let answer = client.get(format!("{}/me", server.url)).send().await;
        assert_eq!(answer.as_ref().ok().map(|response| response.status().as_u16()), status);
        if let Err(error) = answer {
            assert_eq!(session_error(error).class(), Class::Retry);
        }
        assert_eq!(tokens(&server), ["at_canary"]);
    }
}

#[tokio::test]
async fn another_origin_is_sent_nothing() {
    let (server, other) = (api(&[OK]), api(&[OK]));
    let script = Script::<MINT>::new([]);
    let client = renewing(&session_at(&server, &script));
    let error = session_error(client.get(format!("{}/canary?canary", other.url)).send().await.unwrap_err());
    assert_eq!((error.problem(), error.class()), (SessionProblem::OtherHost, Class::Configuration));
    assert_eq!((other.requests().len(), server.requests().len(), script.count()), (0, 0, 0));
}

/// reqwest follows, and drops `authorization`. The 401 of the other host says nothing about the token.
#[tokio::test]
async fn a_redirect_leaves_the_token_behind() {
    let other = api(&[UNAUTHORIZED]);
    let server = redirecting_to(&other.url);
    let script = Script::<MINT>::new([token("at_canary", 1000)]);
    let response = renewing(&session_at(&server, &script)).get(&server.url).send().await.unwrap();
    assert_eq!((response.status().as_u16(), tokens(&server), script.count()), (401, vec!["at_canary".to_owned()], 1));
    assert!(!other.requests().concat().contains("Bearer") && other.requests().len() == 1, "{:?}", other.requests());
}

/// reqwest would send the header to the other host, so it is not added before the caller says that redirects are off.
#[tokio::test]
async fn a_header_that_redirects_take_along_needs_a_word() {
    let other = api(&[OK]);
    let server = redirecting_to(&other.url);
    let script = Script::<MINT>::new([token("key_canary", 1000)]);
    let session = Session::new(OwnHeader(script.clone()), &connection_to(&server.url));
    let client_that_follows = renewing(&session);
    let error = session_error(client_that_follows.get(&server.url).send().await.unwrap_err());
    assert_eq!((error.problem(), error.class()), (SessionProblem::MayRedirect, Class::Configuration));
    assert_eq!((server.requests().len(), script.count()), (0, 0));

    let http = Client::builder().no_proxy().redirect(Policy::none()).build().unwrap();
    let middleware = SessionMiddleware::new(session).without_redirects();
    let client = ClientBuilder::new(http).with(middleware.clone()).build();
    assert_eq!(client.get(&server.url).send().await.unwrap().status().as_u16(), 307);
    assert!(server.requests().concat().contains("x-api-key: key_canary"));
    assert_eq!(other.requests(), [""; 0]);
    assert!(!format!("{middleware:?}").contains("canary"));
}

/// Why the caller must say so: this is what reqwest does. If it ever drops such headers, this can go.
#[tokio::test]
async fn reqwest_takes_other_headers_along() {
    let other = api(&[OK]);
    let server = redirecting_to(&other.url);
    let mut request = http().get(&server.url).build().unwrap();
    let mut value: auth_runtime::http::HeaderValue = "key_canary".parse().unwrap();
    value.set_sensitive(true);
    request.headers_mut().insert("x-api-key", value);
    http().execute(request).await.unwrap();
    assert!(other.requests().concat().contains("x-api-key: key_canary"));
}

/// Compiles only if a client with it can be used in tasks.
#[test]
fn requests_can_be_spawned() {
    fn check<T: Send>(_: T) {}
    let session = Session::new(Script::<MINT>::new([]), &connection_to("http://127.0.0.1:1"));
    check(renewing(&session).get("http://127.0.0.1:1").send());
}
