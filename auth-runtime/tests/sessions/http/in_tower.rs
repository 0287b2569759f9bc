//! A session as a layer of `tower` (promises 2.10, 2.16).
#![cfg(feature = "tower")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails may panic")]

use std::convert::Infallible;
use std::error::Error as StdError;
use std::future::{Ready, ready};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use auth_runtime::http::{Request, Response, StatusCode};
use auth_runtime::session::{
    Replay, Session, SessionError, SessionLayer, SessionProblem, SessionService, SessionServiceError,
};
use auth_runtime::{Bytes, Class, reqwest};
use http_body_util::{Empty, Full};
use tokio::sync::Barrier;
use tokio::task::JoinSet;
use tower::{Layer, Service, ServiceBuilder, ServiceExt};

use crate::api::{OK, OwnHeader, api, bodies, printed, session_at, tokens};
use crate::session_support::{Acme, MINT, Script, connection_to, refused, token};

const HOST: &str = "http://127.0.0.1:1";

/// An inner service that answers by status, one after the other; the last stays. It panics if it is called without having
/// said that it is ready, and a clone of it is not ready.
struct Inner {
    shared: Arc<Mutex<Shared>>,
    is_ready: bool,
}

#[derive(Default)]
struct Shared {
    statuses: Vec<u16>,
    seen: Vec<String>,
    polls: usize,
}

impl Inner {
    fn answering(statuses: &[u16]) -> Self {
        let statuses = statuses.iter().rev().copied().collect();
        Self { shared: Arc::new(Mutex::new(Shared { statuses, ..Shared::default() })), is_ready: false }
    }

    /// Token and body of each request.
    fn seen(&self) -> Vec<String> {
        self.shared.lock().unwrap().seen.clone()
    }
}

impl Clone for Inner {
    fn clone(&self) -> Self {
        Self { shared: Arc::clone(&self.shared), is_ready: false }
    }
}

impl<B: AsText> Service<Request<B>> for Inner {
    type Response = Response<String>;
    type Error = Infallible;
    type Future = Ready<Result<Response<String>, Infallible>>;

    /// Ready when it is asked for the second time.
    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        let mut shared = self.shared.lock().unwrap();
        shared.polls += 1;
        if shared.polls % 2 == 1 {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        self.is_ready = true;
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        assert!(std::mem::take(&mut self.is_ready), "called without being ready");
        let mut shared = self.shared.lock().unwrap();
        let token = request.headers()["authorization"].to_str().unwrap();
        let line = format!("{} {} {token} {}", request.method(), request.uri().path(), request.body().as_text());
        shared.seen.push(line);
        let status = if shared.statuses.len() > 1 { shared.statuses.pop().unwrap() } else { shared.statuses[0] };
        let mut response = Response::new("answer".to_owned());
        *response.status_mut() = StatusCode::from_u16(status).unwrap();
        ready(Ok(response))
    }
}

/// The body as a test reads it.
trait AsText {
    fn as_text(&self) -> String;
}

impl AsText for String {
    fn as_text(&self) -> String {
        self.clone()
    }
}

/// A body that can be read only once.
struct Stream;

impl AsText for Stream {
    fn as_text(&self) -> String {
        "stream".to_owned()
    }
}

impl Replay for Stream {
    fn replay(&self) -> Option<Self> {
        None
    }
}

fn session(script: &Script) -> Session<Acme> {
    Session::new(script.clone(), &connection_to(HOST))
}

fn layered(script: &Script, inner: &Inner) -> SessionService<Acme, Inner> {
    SessionLayer::new(session(script)).layer(inner.clone())
}

fn post<B>(body: B) -> Request<B> {
    Request::post(format!("{HOST}/me")).header("authorization", "old").body(body).unwrap()
}

/// What the inner service answers, the tokens that are issued, those that it is given, and the status that comes back.
#[tokio::test]
async fn a_request_is_repeated_once_after_401() {
    let rows = [
        ("accepted", &[200][..], ["a", "b"], &["a"][..], 200),
        ("refused once", &[401, 200], ["a", "b"], &["a", "b"], 200),
        ("refused twice", &[401], ["a", "b"], &["a", "b"], 401),
        ("the same token again", &[401], ["a", "a"], &["a"], 401),
        ("another refusal", &[403], ["a", "b"], &["a"], 403),
        ("another failure", &[503], ["a", "b"], &["a"], 503),
    ];
    for (name, statuses, issued, sent, status) in rows {
        let inner = Inner::answering(statuses);
        let script = Script::<MINT>::new(issued.map(|text| token(text, 1000)));
        let response = layered(&script, &inner).oneshot(post("body".to_owned())).await.unwrap();
        assert_eq!((response.status().as_u16(), response.body().as_str()), (status, "answer"), "{name}");
        let expected: Vec<_> = sent.iter().map(|token| format!("POST /me Bearer {token} body")).collect();
        assert_eq!(inner.seen(), expected, "{name}");
    }
}

#[tokio::test]
async fn a_body_that_is_read_once_is_sent_once() {
    let inner = Inner::answering(&[401, 200]);
    let script = Script::<MINT>::new([token("a", 1000), token("b", 1000)]);
    let service = layered(&script, &inner);
    let refused = service.clone().oneshot(post(Stream)).await.unwrap();
    assert_eq!((refused.status().as_u16(), refused.body().as_str(), script.count()), (401, "answer", 1));
    assert_eq!(service.oneshot(post(Stream)).await.unwrap().status(), 200);
    assert_eq!(inner.seen(), ["POST /me Bearer a stream", "POST /me Bearer b stream"]);
}

/// The closure says which bodies can be sent again, whatever they say themselves.
#[tokio::test]
async fn a_closure_says_what_can_be_sent_again() {
    for (body, sent) in [("again", 2), ("once", 1)] {
        let inner = Inner::answering(&[401]);
        let script = Script::<MINT>::new([token("a", 1000), token("b", 1000)]);
        let replay = |body: &String| (body == "again").then(|| body.clone());
        let service = SessionLayer::new(session(&script)).replaying(replay).layer(inner.clone());
        assert_eq!(service.oneshot(post(body.to_owned())).await.unwrap().status(), 401);
        assert_eq!(inner.seen().len(), sent, "{body}");
    }
}

#[tokio::test]
async fn bodies_are_replayed_as_they_are() {
    let stream = reqwest::Body::wrap(Full::new(Bytes::from_static(b"x")));
    let rows = [
        (Some(()).replay() == Some(Some(())), true),
        (Bytes::from_static(b"x").replay() == Some(Bytes::from_static(b"x")), true),
        (String::from("x").replay() == Some("x".to_owned()), true),
        (vec![1_u8].replay() == Some(vec![1]), true),
        ("x".replay() == Some("x"), true),
        (b"x".as_slice().replay() == Some(b"x"), true),
        (auth_runtime::request::Body::default().replay().is_some(), true),
        (Empty::<Bytes>::new().replay().is_some(), true),
        (Full::new(Bytes::from_static(b"x")).replay().is_some(), true),
        (reqwest::Body::from("x").replay().unwrap().as_bytes() == Some(b"x"), true),
        (stream.replay().is_some(), false),
        (None::<Stream>.replay().is_some(), true),
        (Some(Stream).replay().is_some(), false),
        (Some("x").replay() == Some(Some("x")), true),
    ];
    for (index, (is, expected)) in rows.into_iter().enumerate() {
        assert_eq!(is, expected, "{index}");
    }
}

/// All hundred requests have been refused before the first renewal is answered.
#[tokio::test]
async fn a_storm_of_401_makes_one_request() {
    let script = Script::<MINT>::gated([token("a", 1000), token("b", 1000)]);
    let all = Arc::new(Barrier::new(100));
    let inner = tower::service_fn(move |request: Request<()>| {
        let (all, is_old) = (Arc::clone(&all), request.headers()["authorization"] == "Bearer a");
        async move {
            let mut response = Response::new(());
            if is_old {
                all.wait().await;
                *response.status_mut() = StatusCode::UNAUTHORIZED;
            }
            Ok::<_, Infallible>(response)
        }
    });
    let service = SessionLayer::new(session(&script)).layer(inner);
    script.release(1);
    let mut calls = JoinSet::new();
    for _ in 0..100 {
        calls.spawn(service.clone().oneshot(post(())));
    }
    script.arrival().await;
    script.arrival().await;
    script.release(1);
    for answer in calls.join_all().await {
        assert_eq!(answer.unwrap().status(), 200);
    }
    assert_eq!(script.count(), 2);
}

fn source<E: StdError + Send + Sync + 'static>(error: &SessionServiceError<E>) -> &SessionError {
    assert!(!printed(error).contains("canary"), "{}", printed(error));
    assert_eq!(error.to_string(), "there is no token for the request");
    error.source().unwrap().downcast_ref().unwrap()
}

#[tokio::test]
async fn a_session_that_fails_is_a_typed_error_and_nothing_is_sent() {
    let inner = Inner::answering(&[200]);
    let error = layered(&Script::new([refused(503)]), &inner).oneshot(post(String::new())).await.unwrap_err();
    assert_eq!((source(&error).problem(), source(&error).class()), (SessionProblem::TokenRequest, Class::Retry));
    assert_eq!(inner.seen(), [""; 0]);
}

/// The token endpoint is down, or wants a new login: then the API's refusal is what the caller gets.
#[tokio::test]
async fn a_renewal_that_fails_after_401() {
    for (reply, status) in [(refused(503), None), (refused(401), Some(401))] {
        let inner = Inner::answering(&[401]);
        let service = layered(&Script::new([token("at_canary", 1000), reply]), &inner);
        let answer = service.oneshot(post(String::new())).await;
        assert_eq!(answer.as_ref().ok().map(|response| response.status().as_u16()), status);
        if let Err(error) = answer {
            assert_eq!(source(&error).class(), Class::Retry);
        }
        assert_eq!(inner.seen().len(), 1);
    }
}

#[tokio::test]
async fn another_origin_is_sent_nothing() {
    for url in ["https://evil.example/canary?canary", "/me?canary"] {
        let (inner, script) = (Inner::answering(&[200]), Script::<MINT>::new([]));
        let request = Request::get(url).body(String::new()).unwrap();
        let error = layered(&script, &inner).oneshot(request).await.unwrap_err();
        assert_eq!(source(&error).problem(), SessionProblem::OtherHost);
        assert_eq!((inner.seen().len(), script.count()), (0, 0));
    }
}

#[tokio::test]
async fn a_header_that_redirects_take_along_needs_a_word() {
    let inner = tower::service_fn(|request: Request<()>| async move {
        assert_eq!(request.headers()["x-api-key"], "key_canary");
        Ok::<_, Infallible>(Response::new(()))
    });
    let layer =
        SessionLayer::new(Session::new(OwnHeader(Script::new([token("key_canary", 1000)])), &connection_to(HOST)));
    let error = layer.clone().layer(inner).oneshot(post(())).await.unwrap_err();
    assert_eq!(source(&error).problem(), SessionProblem::MayRedirect);
    let service = layer.clone().without_redirects().layer(inner);
    assert!(service.clone().oneshot(post(())).await.is_ok());
    assert!(!format!("{layer:?} {service:?}").contains("canary"));
}

#[tokio::test]
async fn an_inner_error_stays_what_it_is() {
    let inner = tower::service_fn(|_: Request<()>| async { Err::<Response<()>, _>(std::io::Error::other("inner")) });
    let service = SessionLayer::new(session(&Script::new([token("at_canary", 1000)]))).layer(inner);
    let error = service.oneshot(post(())).await.unwrap_err();
    assert!(!printed(&error).contains("canary"));
    assert!(matches!(&error, SessionServiceError::Inner(error) if error.to_string() == "inner"));
    assert!(error.source().unwrap().is::<std::io::Error>());
    assert!(error.into_boxed().is::<std::io::Error>());
}

/// If the inner error is a box, the two are distinguished by its content.
#[tokio::test]
async fn a_boxed_error_holds_the_session_error_itself() {
    let inner = tower::service_fn(|_: Request<()>| async { Err::<Response<()>, tower::BoxError>("inner".into()) });
    let mut service = ServiceBuilder::new()
        .map_err(SessionServiceError::into_boxed)
        .layer(SessionLayer::new(session(&Script::new([refused(503)]))))
        .service(inner);
    let error = service.ready().await.unwrap().call(post(())).await.unwrap_err();
    assert_eq!(error.downcast_ref::<SessionError>().unwrap().problem(), SessionProblem::TokenRequest);
}

/// One place at the inner service is enough for a request and its repetition, and is given back after a failure.
#[tokio::test]
async fn the_inner_service_is_used_by_one_at_a_time() {
    let (inner, script) = (Inner::answering(&[401, 200]), Script::new([token("a", 1000), token("b", 1000)]));
    let mut service =
        ServiceBuilder::new().layer(SessionLayer::new(session(&script))).concurrency_limit(1).service(inner.clone());
    let elsewhere = Request::get("https://evil.example").body(String::new()).unwrap();
    assert!(ServiceExt::<Request<String>>::ready(&mut service).await.unwrap().call(elsewhere).await.is_err());
    for _ in 0..2 {
        let response = ServiceExt::<Request<String>>::ready(&mut service)
            .await
            .unwrap()
            .call(post("body".to_owned()))
            .await
            .unwrap();
        assert_eq!(response.status(), 200);
    }
    assert_eq!(inner.seen().len(), 3);
}

/// As a user has it whose service is `reqwest::Client`.
#[tokio::test]
async fn a_reqwest_client_is_an_inner_service() {
    let server = api(&["401 Unauthorized", OK]);
    let session = session_at(&server, &Script::<MINT>::new([token("a", 1000), token("b", 1000)]));
    let mut service = ServiceBuilder::new()
        .layer(SessionLayer::new(session))
        .map_request(|request: Request<reqwest::Body>| reqwest::Request::try_from(request).unwrap())
        .map_response(|response: reqwest::Response| Response::from(response))
        .service(reqwest::Client::builder().no_proxy().build().unwrap());
    let request = Request::post(format!("{}/me", server.url)).body(reqwest::Body::from("body")).unwrap();
    let response = service.ready().await.unwrap().call(request).await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!((tokens(&server).join(" "), bodies(&server).join(" ")), ("a b".to_owned(), "body body".to_owned()));
}
