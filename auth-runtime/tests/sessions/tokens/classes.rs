//! The documented class of a refusal decides whether a token is renewed, whatever the status.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails may panic")]

use auth_runtime::response;
use auth_runtime::{ApiError, Class, Endpoint, Error, ErrorBody, Json};
use std::collections::VecDeque;
use std::io::Write;
use std::sync::Mutex;

use crate::api::tokens;
use crate::server::{Server, answer};
use crate::session_support::{MINT, Reply, Script, connection_to, refused, session, token};

/// `{"expired": true}` with 200 or 403 is an expired token; a 401 is documented as a denial.
#[derive(Debug)]
enum Fault {
    Expired,
    Denied,
    Other,
}

fn is_expired(reply: &response::Reply<'_>) -> bool {
    reply.json().is_some_and(|json| json.get().contains("expired"))
}

impl ApiError for Fault {
    const READS_SUCCESS: bool = true;

    fn read(reply: &response::Reply<'_>) -> Self {
        match reply.status().as_u16() {
            401 => Self::Denied,
            403 if is_expired(reply) => Self::Expired,
            _ => Self::Other,
        }
    }

    fn read_success(reply: &response::Reply<'_>) -> Option<Self> {
        is_expired(reply).then_some(Self::Expired)
    }

    fn name(&self) -> &'static str {
        match self {
            Self::Expired => "Expired",
            Self::Denied => "Denied",
            Self::Other => "Other",
        }
    }

    fn body(&self) -> Option<&dyn ErrorBody> {
        None
    }

    fn class(&self) -> Option<Class> {
        match self {
            Self::Expired => Some(Class::Reauthenticate),
            Self::Denied => Some(Class::Denied),
            Self::Other => None,
        }
    }
}

#[derive(Endpoint)]
#[endpoint(GET "/me", protected, response = Json, error = Fault)]
struct Get;

#[derive(Endpoint)]
#[endpoint(POST "/me", protected, response = Json, error = Fault)]
struct Post;

/// The same, where several requests have the effect of one.
#[derive(Endpoint)]
#[endpoint(POST "/me", protected, repeat, response = Json, error = Fault)]
struct Search;

/// An API that answers with these in order; the last is repeated.
fn api(replies: &[(&'static str, &'static str)]) -> Server {
    let replies = Mutex::new(VecDeque::from(replies.to_vec()));
    Server::start(move |stream| {
        let mut replies = replies.lock().unwrap();
        let (status, body) = if replies.len() > 1 { replies.pop_front().unwrap() } else { replies[0] };
        drop(replies);
        let _ = stream.write_all(answer(status, "", body).as_bytes());
    })
}

const EXPIRED: &str = r#"{"expired": true}"#;

#[tokio::test]
async fn the_class_decides_about_renewal() {
    let ok = ("200 OK", "{}");
    let rows = [
        ("a success", "GET", &[ok][..], &["a"][..], 1, None),
        ("a refusal with 200", "GET", &[("200 OK", EXPIRED), ok], &["a", "b"], 2, None),
        ("a refusal with 403", "GET", &[("403 Forbidden", EXPIRED), ok], &["a", "b"], 2, None),
        ("twice", "GET", &[("200 OK", EXPIRED)], &["a", "b"], 2, Some("Expired")),
        ("another class", "GET", &[("403 Forbidden", "{}"), ok], &["a"], 1, Some("Other")),
        ("a 401 that is a denial", "GET", &[("401 Unauthorized", "{}"), ok], &["a"], 1, Some("Denied")),
        ("what may be repeated", "REPEAT", &[("200 OK", EXPIRED), ok], &["a", "b"], 2, None),
        ("what may be repeated, twice", "REPEAT", &[("403 Forbidden", EXPIRED)], &["a", "b"], 2, Some("Expired")),
        ("nobody knows whether it was acted upon", "POST", &[("200 OK", EXPIRED), ok], &["a"], 2, Some("Expired")),
    ];
    for (name, method, replies, sent, requests, refusal) in rows {
        let script = Script::<MINT>::new(["a", "b"].map(|text| token(text, 100)));
        let (session, _clock) = session(&script);
        let server = api(replies);
        let client = connection_to(&server.url).with(session);
        let error = match method {
            "GET" => client.call_protected(Get).await.err(),
            "REPEAT" => client.call_protected(Search).await.err(),
            _ => client.call_protected(Post).await.err(),
        };
        let found = error.map(|error| error.to_string());
        assert_eq!(found.is_some(), refusal.is_some(), "{name}: {found:?}");
        assert!(found.unwrap_or_default().ends_with(refusal.unwrap_or_default()), "{name}");
        assert_eq!(
            (tokens(&server), script.count()),
            (sent.iter().map(ToString::to_string).collect(), requests),
            "{name}"
        );
    }
}

/// A refusal that is not repeated is what the caller is told, although the renewal that it causes fails, too.
#[tokio::test]
async fn a_refusal_that_is_not_repeated_is_not_hidden_by_the_renewal() {
    for failure in [refused(503), refused(400), Reply::Panic] {
        let script = Script::<MINT>::new([token("a", 100), failure]);
        let (session, _clock) = session(&script);
        let server = api(&[("200 OK", EXPIRED)]);
        let error = connection_to(&server.url).with(session).call_protected(Post).await.unwrap_err();
        assert!(matches!(&error, Error::Api(refusal) if matches!(refusal.error(), Fault::Expired)), "{error:?}");
        assert_eq!(script.count(), 2);
    }
}
