//! Which failures are reported, remembered and retried (promises 2.7, 2.8, 2.10, 2.13), and the end of a session.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails may panic")]

use std::error::Error as _;
use std::time::Duration;

use auth_runtime::call::read;
use auth_runtime::http::{HeaderMap, StatusCode};
use auth_runtime::request::Place;
use auth_runtime::response::RawResponse;
use auth_runtime::session::{
    Clock as _, Minted, OneTime, Session, SessionError, SessionProblem, TokenHeader, TokenSource,
};
use auth_runtime::{Class, Connection, Endpoint, Error, Secret};

use crate::server::{Server, answer};
use crate::session_support::{
    Acme, Fault, INVALID_CLIENT, INVALID_GRANT, LogIn, MINT, REFRESH_TOKEN, REVOCABLE, RefreshGrant, Reply, Script,
    Token, connection, connection_to, refused, seconds, served, session, settled, token,
};

/// A hand-written source may ask for a wait too, within the same limit.
#[tokio::test]
async fn a_source_says_how_long_to_wait() {
    for (asked, wait) in [(30, 30), (u64::MAX, 3600)] {
        let error = SessionError::new(Class::Retry, "the vault is sealed").with_retry_after(Some(seconds(asked)));
        let script = Script::<MINT>::new([Reply::Fail(error), token("a", 100)]);
        let (session, clock) = session(&script);
        assert_eq!(served(&session).await.unwrap_err().retry_after(), Some(seconds(wait)));
        clock.advance(seconds(wait));
        assert_eq!(served(&session).await.unwrap(), "a");
    }
}

#[tokio::test]
async fn no_request_before_retry_after() {
    let rows = [
        (429, Some("30"), 30, Class::RateLimited),
        (503, Some("30"), 30, Class::Retry),
        (500, Some("1"), 1, Class::Retry),
        (429, Some("100000000000"), 3600, Class::RateLimited),
        (429, Some("Fri, 31 Dec 9999 23:59:59 GMT"), 3600, Class::RateLimited),
    ];
    for (status, retry_after, wait, class) in rows {
        let script = Script::<MINT>::new([Reply::Refuse(status, retry_after, "{}"), token("a", 100)]);
        let (session, clock) = session(&script);
        assert_eq!(served(&session).await.unwrap_err().retry_after(), Some(seconds(wait)));
        clock.advance(Duration::from_millis(wait * 1000 - 1));
        for _ in 0..1000 {
            let error = served(&session).await.unwrap_err();
            assert_eq!((error.class(), error.retry_after()), (class, Some(Duration::from_millis(1))));
        }
        // A change of the wall clock does not shorten the wait.
        clock.set_wall(clock.now().wall + seconds(100_000));
        assert!(served(&session).await.is_err());
        assert_eq!(script.count(), 1, "{status} {retry_after:?}");
        clock.advance(Duration::from_millis(1));
        assert_eq!((served(&session).await.unwrap().as_str(), script.count()), ("a", 2));
    }
}

/// If the provider asks for no wait, or a wait of zero, the session backs off all the same.
#[tokio::test]
async fn a_back_off_without_retry_after() {
    for retry_after in [None, Some("0"), Some("-1"), Some("soon"), Some("Sun, 06 Nov 1994 08:49:37 GMT")] {
        for status in [400, 401, 403, 429, 500, 502, 503] {
            let script = Script::<MINT>::new([Reply::Refuse(status, retry_after, "{}"), token("a", 100)]);
            let (session, clock) = session(&script);
            let wait = served(&session).await.unwrap_err().retry_after().unwrap();
            assert!(wait >= Duration::from_millis(250) && wait < Duration::from_millis(500), "{wait:?}");
            assert!(served(&session).await.is_err());
            assert_eq!(script.count(), 1);
            clock.advance(wait);
            assert_eq!(served(&session).await.unwrap(), "a");
        }
    }
}

#[tokio::test]
async fn the_back_off_grows() {
    let script = Script::<MINT>::new((0..9).map(|_| refused(500)));
    let (session, clock) = session(&script);
    let mut longest = Duration::from_millis(500);
    for _ in 0..9 {
        let wait = served(&session).await.unwrap_err().retry_after().unwrap();
        assert!(wait >= longest / 2 && wait < longest, "{wait:?} of {longest:?}");
        longest = (longest * 2).min(seconds(60));
        clock.advance(wait);
    }
    assert_eq!(script.count(), 9);
}

/// Twenty sessions of one connection, all failing and retrying as soon as they may: 20 first requests, and 10 more.
#[tokio::test]
async fn repeated_requests_have_a_budget() {
    let clock = auth_runtime::session::ManualClock::default();
    let connection = connection();
    let script = Script::<MINT>::new((0..100).map(|_| refused(500)));
    let sessions: Vec<_> =
        (0..20).map(|_| Session::builder(script.clone(), &connection).clock(clock.clone()).build()).collect();
    for round in [20, 30, 30] {
        for session in &sessions {
            assert_eq!(served(session).await.unwrap_err().class(), Class::Retry);
        }
        assert_eq!(script.count(), round);
        clock.advance(seconds(1));
    }
    clock.advance(seconds(8));
    for session in &sessions {
        let wait = served(session).await.unwrap_err().retry_after().unwrap();
        assert!(wait <= seconds(10));
    }
    assert_eq!(script.count(), 31, "one more after ten seconds");
}

#[tokio::test]
async fn a_failure_says_what_it_asks_for() {
    let rows = [
        (refused(401), Class::Reauthenticate, "the request for a token failed"),
        (Reply::Refuse(400, None, INVALID_GRANT), Class::Reauthenticate, "the request for a token failed"),
        (refused(400), Class::Configuration, "the request for a token failed"),
        (refused(403), Class::Denied, "the request for a token failed"),
        (refused(302), Class::Configuration, "the request for a token failed"),
        (
            token("two words", 100),
            Class::Configuration,
            "the new token is empty or has a character other than visible ASCII",
        ),
        (token("", 100), Class::Configuration, "the new token is empty or has a character other than visible ASCII"),
        (
            token("a\r\nb: c", 100),
            Class::Configuration,
            "the new token is empty or has a character other than visible ASCII",
        ),
        (token("ä", 100), Class::Configuration, "the new token is empty or has a character other than visible ASCII"),
        (Reply::Fail(SessionError::new(Class::Denied, "sealed")), Class::Denied, "the request for a token failed"),
    ];
    for (reply, class, text) in rows {
        let script = Script::<MINT>::new([reply, token("a", 100)]);
        let (session, clock) = session(&script);
        let error = served(&session).await.unwrap_err();
        assert_eq!(
            (error.class(), error.is_retryable(), error.to_string().as_str()),
            (class, class.is_retryable(), text)
        );
        let state = session.state().borrow().clone();
        assert_eq!((state.failures, state.requests, state.error.unwrap().class()), (1, 1, class));
        clock.advance(seconds(1));
        assert_eq!(served(&session).await.unwrap(), "a", "the same session works as soon as the provider does");
    }
}

#[tokio::test]
async fn the_source_is_the_error_of_the_call() {
    let script = Script::<MINT>::new([Reply::Refuse(400, None, INVALID_GRANT)]);
    let error = served(&session(&script).0).await.unwrap_err();
    let source = error.source().and_then(|source| source.downcast_ref::<Error<Fault>>()).unwrap();
    assert_eq!(source.to_string(), "`LogIn` was refused with 400: InvalidGrant `invalid_grant`");
    assert!(matches!(source, Error::Api(refusal) if matches!(refusal.error(), Fault::InvalidGrant(_))));
}

#[tokio::test]
async fn nothing_shows_a_secret() {
    let reply = Reply::Token("canary_access", Some(100), Some("canary_refresh"));
    let script = Script::<REFRESH_TOKEN>::new([reply, Reply::Refuse(500, None, r#"{"error":"x"}"#)]);
    let (session, clock) = session(&script);
    let token = session.token().await.unwrap();
    clock.advance(seconds(100));
    let error = session.token().await.unwrap_err();
    let minted = Minted::new("canary").refresh_token(Some("canary"));
    let (header, one_time) = (token.header(), OneTime::new(Secret::from("canary")));
    let builder = Session::builder(script.clone(), &connection()).refresh_token("canary");
    let stored = auth_runtime::session::Stored { access_token: Some("canary".into()), ..Default::default() };
    let state = session.state();
    let shown =
        format!("{session:?}{token:?}{error:?}{error}{minted:?}{header:?}{one_time:?}{builder:?}{stored:?}{state:?}");
    assert!(!shown.contains("canary"), "{shown}");
    assert!(shown.contains("generation: 1"), "{shown}");
}

/// What becomes of a refresh token after each answer to it, once the access token has ended. Nothing is known about whether
/// it rotates: after an answer that leaves it uncertain it is sent once more, and after two such answers never again.
#[tokio::test]
async fn a_refresh_token_after_a_failure() {
    let rows = [
        ("it was not used: 429", refused(429), &["refresh r1"][..]),
        ("it was not used: 503", refused(503), &["refresh r1"]),
        ("it was not used: the client is wrong", refused(400), &["refresh r1"]),
        ("it was not used: redirected", refused(307), &["refresh r1"]),
        ("nothing was sent", Reply::Fail(SessionError::new(Class::Retry, "no input")), &["refresh r1"]),
        ("it was not looked at: invalid_client", Reply::Refuse(400, None, INVALID_CLIENT), &["refresh r1"]),
        ("it was refused: invalid_grant", Reply::Refuse(400, None, INVALID_GRANT), &["mint"]),
        ("uncertain: 500", refused(500), &["refresh r1"]),
        ("uncertain: 502", refused(502), &["refresh r1"]),
        ("uncertain: 504", refused(504), &["refresh r1"]),
        ("uncertain: a status that does not exist", refused(999), &["refresh r1"]),
        ("uncertain: the answer could not be read", refused(200), &["refresh r1"]),
        ("uncertain: a panic", Reply::Panic, &["refresh r1"]),
    ];
    for (name, reply, then) in rows {
        let script = Script::<REFRESH_TOKEN>::new([Reply::Token("a", Some(100), Some("r1")), reply, token("b", 100)]);
        let (session, clock) = session(&script);
        assert_eq!(served(&session).await.unwrap(), "a");
        clock.advance(seconds(100));
        let is_refused = name.starts_with("it was refused");
        assert_eq!(served(&session).await.is_ok(), is_refused, "{name}");
        clock.advance(seconds(1));
        assert_eq!(served(&session).await.unwrap(), "b", "{name}");
        assert_eq!(&script.calls()[2..], then, "{name}");
    }
}

/// What was not used may be sent again, however often that happens.
#[tokio::test]
async fn a_refresh_token_that_was_not_used_is_as_good_as_before() {
    for status in [307, 400, 429, 503] {
        let replies = [Reply::Token("a", Some(100), Some("r1")), refused(status), refused(status), refused(status)];
        let script = Script::<REFRESH_TOKEN>::new(replies.into_iter().chain([token("b", 100)]));
        let (session, clock) = session(&script);
        assert_eq!(served(&session).await.unwrap(), "a");
        for _ in 0..3 {
            clock.advance(seconds(100));
            served(&session).await.unwrap_err();
        }
        clock.advance(seconds(100));
        assert_eq!(served(&session).await.unwrap(), "b", "{status}");
        assert_eq!(script.calls()[1..], ["refresh r1"; 4], "{status}");
    }
}

/// A refresh token grant whose spec documents no error.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth/token", form, body("grant_type" = "refresh_token"), response = Token, error = ())]
struct Undocumented {
    refresh_token: Secret,
}

/// The error code of RFC 6749 says that the grant is over, whether or not the spec documents a field for it.
#[test]
fn an_error_code_is_read_without_a_documented_field() {
    for (body, class) in
        [(INVALID_GRANT, Class::Reauthenticate), (INVALID_CLIENT, Class::Configuration), ("{}", Class::Configuration)]
    {
        let raw = RawResponse::new(StatusCode::BAD_REQUEST, HeaderMap::new(), body);
        let error = SessionError::from(read::<Undocumented>(raw).unwrap_err());
        assert_eq!(error.class(), class, "{body}");
    }
}

/// The window begins at 80 s; the access token ends at 100 s.
#[tokio::test]
async fn an_uncertain_refresh_token_is_sent_once_more() {
    let replies = [Reply::Token("a", Some(100), Some("r1")), refused(502), refused(502), token("b", 100)];
    let script = Script::<REFRESH_TOKEN>::new(replies);
    let (session, clock) = session(&script);
    assert_eq!(served(&session).await.unwrap(), "a");
    for _ in 0..79 {
        clock.advance(seconds(1));
        assert_eq!(served(&session).await.unwrap(), "a");
        settled(&session).await;
    }
    assert_eq!(script.calls(), ["mint"]);
    for _ in 80..99 {
        clock.advance(seconds(1));
        assert_eq!(served(&session).await.unwrap(), "a", "the access token is good");
        settled(&session).await;
    }
    assert_eq!(script.calls(), ["mint", "refresh r1"], "not while there is an access token");
    clock.advance(seconds(10));
    assert_eq!(served(&session).await.unwrap_err().class(), Class::Retry);
    assert_eq!(script.calls(), ["mint", "refresh r1", "refresh r1"]);
    clock.advance(seconds(60));
    assert_eq!(served(&session).await.unwrap(), "b");
    assert_eq!(script.calls()[3], "mint", "never again");
}

/// The refresh token waits for the end of the access token, however that comes: an API that refuses it, or a machine that
/// slept, whose monotonic clock stood still.
#[tokio::test]
async fn the_wait_for_the_access_token_ends_with_it() {
    for is_refused in [true, false] {
        let replies = [Reply::Token("a", Some(1000), Some("r1")), refused(502), token("b", 1000)];
        let script = Script::<REFRESH_TOKEN>::new(replies);
        let (session, clock) = session(&script);
        assert_eq!(served(&session).await.unwrap(), "a");
        for _ in 0..4 {
            clock.advance(seconds(if session.state().borrow().failures == 0 { 800 } else { 5 }));
            assert_eq!(served(&session).await.unwrap(), "a");
            settled(&session).await;
        }
        assert_eq!(session.state().borrow().error.unwrap().problem(), SessionProblem::Uncertain);
        assert_eq!(script.calls(), ["mint", "refresh r1"]);
        if is_refused {
            session.invalidate(1);
        } else {
            clock.suspend(seconds(3600));
        }
        assert_eq!(served(&session).await.unwrap(), "b", "refused: {is_refused}");
    }
}

/// What a provider asks for is not shortened by that.
#[tokio::test]
async fn a_wait_that_was_asked_for_is_no_shorter_without_an_access_token() {
    let asked = || Reply::Refuse(503, Some("900"), "{}");
    let script = Script::<REFRESH_TOKEN>::new([Reply::Token("a", Some(1000), Some("r1")), asked(), token("b", 1000)]);
    let (session, clock) = session(&script);
    assert_eq!(served(&session).await.unwrap(), "a");
    clock.advance(seconds(800));
    assert_eq!(served(&session).await.unwrap(), "a");
    settled(&session).await;
    session.invalidate(1);
    assert_eq!(served(&session).await.unwrap_err().retry_after(), Some(seconds(900)));
    assert_eq!(script.count(), 2);
}

/// What the endpoint asks for holds for every request to it: no other grant is tried before.
#[tokio::test]
async fn a_wait_holds_for_the_next_grant_too() {
    let script = Script::<REFRESH_TOKEN>::new([
        Reply::Token("a", Some(100), Some("r1")),
        Reply::Refuse(401, Some("30"), "{}"),
        Reply::Refuse(401, None, "{}"),
        token("b", 100),
    ]);
    let (session, clock) = session(&script);
    assert_eq!(served(&session).await.unwrap(), "a");
    clock.advance(seconds(100));
    let error = served(&session).await.unwrap_err();
    assert_eq!((error.class(), error.retry_after()), (Class::Reauthenticate, Some(seconds(30))));
    clock.advance(seconds(29));
    served(&session).await.unwrap_err();
    assert_eq!(script.count(), 2);
    clock.advance(seconds(1));
    assert_eq!(served(&session).await.unwrap(), "b");
    assert_eq!(script.calls()[2..], ["refresh r1", "mint"]);
}

#[tokio::test]
async fn a_refresh_token_that_rotates_and_one_that_stays() {
    let script = Script::<REFRESH_TOKEN>::new([
        Reply::Token("a", Some(100), Some("r1")),
        Reply::Token("b", Some(100), Some("r2")),
        Reply::Token("c", Some(100), None),
        Reply::Token("", Some(100), Some("r3")),
        Reply::Refuse(400, None, INVALID_GRANT),
        Reply::Token("d", Some(100), None),
    ]);
    let (session, clock) = session(&script);
    for expected in ["a", "b", "c", "", "d"] {
        assert_eq!(served(&session).await.unwrap_or_default(), expected);
        clock.advance(seconds(100));
    }
    // After a refused one the session logs in at once; one that came with an unusable token is still used.
    assert_eq!(script.calls(), ["mint", "refresh r1", "refresh r2", "refresh r2", "refresh r3", "mint"]);
}

#[tokio::test]
async fn a_refresh_token_from_elsewhere() {
    let script = Script::<REFRESH_TOKEN>::new([token("a", 100)]);
    let session = Session::builder(script.clone(), &connection()).refresh_token("r0").build();
    assert_eq!(served(&session).await.unwrap(), "a");
    assert_eq!(script.calls(), ["refresh r0"]);
}

/// A credential with an authorization code.
struct Code {
    code: OneTime<Secret>,
}

impl TokenSource<Acme> for Code {
    const RENEWAL: auth_runtime::session::Renewal = auth_runtime::session::Renewal::RefreshToken;

    async fn mint(&self, at: &Connection<Acme>) -> Result<Minted, SessionError> {
        let code = self.code.next().await?;
        Ok(at.call(LogIn::new("code", code)).await?.into_value().into())
    }

    async fn refresh(&self, at: &Connection<Acme>, with: &Secret) -> Result<Minted, SessionError> {
        Ok(at.call(RefreshGrant::new(with)).await?.into_value().into())
    }
}

/// The code is sent once, whatever the result.
#[tokio::test]
async fn an_authorization_code_is_sent_once() {
    let rows = [
        ("closed", String::new(), Class::Retry),
        ("503", answer("503 Service Unavailable", "retry-after: 1\r\n", "{}"), Class::Retry),
        ("500", answer("500 Internal Server Error", "", "{}"), Class::Retry),
        ("no JSON", answer("200 OK", "", "<html>"), Class::Configuration),
        ("refused", answer("400 Bad Request", "", INVALID_GRANT), Class::Reauthenticate),
    ];
    for (name, text, class) in rows {
        let server = Server::answering(text);
        let clock = auth_runtime::session::ManualClock::default();
        let source = Code { code: OneTime::new(Secret::from("code_1")) };
        let session = Session::builder(source, &connection_to(&server.url)).clock(clock.clone()).build();
        assert_eq!(served(&session).await.unwrap_err().class(), class, "{name}");
        clock.advance(seconds(1));
        for _ in 0..30 {
            clock.advance(seconds(1));
            let error = served(&session).await.unwrap_err();
            let expected = (SessionProblem::NoFreshInput, Class::Reauthenticate);
            assert_eq!((error.problem(), error.class()), expected, "{name}");
        }
        assert_eq!(server.requests().len(), 1, "{name}");
    }
}

#[tokio::test]
async fn a_callback_supplies_fresh_inputs() {
    let server = Server::answering(answer("200 OK", "", r#"{"access_token":"a","expires_in":100}"#));
    let clock = auth_runtime::session::ManualClock::default();
    let numbers = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let code = OneTime::supplied_by(move || {
        let number = numbers.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        async move {
            if number < 2 {
                Ok(Secret::from(format!("id_{number}")))
            } else {
                Err(SessionError::new(Class::Reauthenticate, "nobody is there"))
            }
        }
    });
    let session = Session::builder(Code { code }, &connection_to(&server.url)).clock(clock.clone()).build();
    for _ in 0..2 {
        assert_eq!(served(&session).await.unwrap(), "a");
        clock.advance(seconds(100));
    }
    assert_eq!(served(&session).await.unwrap_err().class(), Class::Reauthenticate);
    let sent = server.requests();
    assert!(sent.len() == 2 && sent[0].contains("id_0") && sent[1].contains("id_1"), "{sent:?}");
}

#[tokio::test]
async fn a_refused_token_is_replaced_once() {
    let script = Script::<MINT>::new([token("a", 100), token("b", 100)]);
    let (session, clock) = session(&script);
    let first = session.token().await.unwrap();
    clock.advance(seconds(20));
    // A storm of 401: every call had the first token.
    for _ in 0..100 {
        session.invalidate(first.generation());
        assert_eq!(served(&session).await.unwrap(), "b");
    }
    session.invalidate(first.generation());
    session.invalidate(99);
    assert_eq!((served(&session).await.unwrap().as_str(), script.count()), ("b", 2));
    assert_eq!(session.state().borrow().rejections, 1);
}

/// The `Debug` of an error shows its cause.
#[test]
fn the_debug_of_an_error_shows_its_source() {
    let error = SessionError::new(Class::Retry, "the vault is sealed");
    let expected = "SessionError { problem: TokenRequest, class: Retry, retry_after: None, source: Some(the vault is sealed), .. }";
    assert_eq!((format!("{error:?}"), error.to_string()), (expected.into(), "the request for a token failed".into()));
}

/// An API that refuses every token does not make the session ask for one after the other, and takes none away from calls
/// that another API accepts.
#[tokio::test]
async fn tokens_that_are_refused_at_once_are_no_loop() {
    let script = Script::<MINT>::new((0..100).map(|_| token("a", 3600)));
    let (session, clock) = session(&script);
    let reject = async || session.invalidate(session.token().await.unwrap().generation());
    for _ in 0..100 {
        reject().await;
    }
    assert_eq!(script.count(), 2);
    let seen = session.state().borrow();
    let problem = seen.error.as_ref().map(SessionError::problem);
    assert_eq!((seen.rejections, seen.failures, problem), (1, 0, Some(SessionProblem::Rejected)));
    for _ in 0..600 {
        clock.advance(seconds(1));
        reject().await;
    }
    session.token().await.unwrap();
    // After 10, 20, 40, 80, 160 and 320 seconds; the first was at once.
    assert!((6..=8).contains(&script.count()), "{}", script.count());
}

/// An API that accepts new tokens with a delay has not refused several in a row.
#[tokio::test]
async fn a_token_that_was_good_ends_the_row() {
    let script = Script::<MINT>::new(["a", "b", "c", "d"].map(|text| token(text, 100)));
    let (session, clock) = session(&script);
    for (refused, accepted) in [("a", "b"), ("c", "d")] {
        let first = session.token().await.unwrap();
        assert_eq!(first.secret().expose(), refused);
        session.invalidate(first.generation());
        assert_eq!(served(&session).await.unwrap(), accepted);
        clock.advance(seconds(100));
    }
}

#[tokio::test]
async fn a_refused_token_is_not_served_while_it_is_renewed() {
    let script = Script::<MINT>::new([token("a", 100), refused(500)]);
    let (session, _clock) = session(&script);
    session.invalidate(session.token().await.unwrap().generation());
    assert_eq!(served(&session).await.unwrap_err().class(), Class::Retry);
}

#[tokio::test]
async fn revoked_is_revoked() {
    let script = Script::<MINT>::new([token("a", 100), refused(503), token("", 1), token("", 1)]);
    let (session, _clock) = session(&script);
    assert_eq!(served(&session).await.unwrap(), "a");
    assert_eq!(session.revoke().await.unwrap_err().class(), Class::Retry);
    for _ in 0..3 {
        assert_eq!(served(&session).await.unwrap_err().problem(), SessionProblem::Revoked);
        session.revoke().await.unwrap();
    }
    assert_eq!(script.calls(), ["mint", "revoke a", "revoke a"]);
    assert!(session.state().borrow().revoked);
}

/// Each token is revoked on its own, the refresh token first, and again until the provider confirms.
#[tokio::test]
async fn a_refresh_token_is_revoked_too() {
    let (down, done) = (|| refused(503), || token("", 1));
    let rows: [(_, _, _, &[&str]); 5] = [
        ("both", [done(), done(), done()], 0, &["revoke r1", "revoke a"]),
        ("the access token is due for renewal", [done(), done(), done()], 97, &["revoke r1", "revoke a"]),
        ("the access token has expired", [done(), done(), done()], 100, &["revoke r1"]),
        ("the first is not done", [down(), done(), done()], 0, &["revoke r1", "revoke a", "revoke r1"]),
        ("the second is not done", [done(), down(), done()], 0, &["revoke r1", "revoke a", "revoke a"]),
    ];
    for (name, answers, passed, calls) in rows {
        let script = Script::<REVOCABLE>::new([Reply::Token("a", Some(100), Some("r1"))].into_iter().chain(answers));
        let (session, clock) = session(&script);
        served(&session).await.unwrap();
        clock.advance(seconds(passed));
        let fails = calls.len() > 2;
        assert_eq!(session.revoke().await.is_err(), fails, "{name}");
        for _ in 0..2 {
            session.revoke().await.unwrap();
        }
        assert_eq!(script.calls()[1..], *calls, "{name}");
    }
}

/// The provider knows that it is over.
#[tokio::test]
async fn a_refused_token_is_not_revoked() {
    let script = Script::<MINT>::new([token("a", 100)]);
    let (session, _clock) = session(&script);
    session.invalidate(session.token().await.unwrap().generation());
    session.revoke().await.unwrap();
    assert_eq!(script.calls(), ["mint"]);
}

#[tokio::test]
async fn revoked_while_a_request_is_in_flight() {
    let script =
        Script::<REFRESH_TOKEN>::gated([Reply::Token("a", Some(100), Some("r1")), token("b", 100), token("", 1)]);
    let (session, clock) = session(&script);
    script.release(1);
    assert_eq!(served(&session).await.unwrap(), "a");
    script.arrival().await;
    clock.advance(seconds(100));
    let (waiting, revoked, ()) = tokio::join!(served(&session), session.revoke(), async {
        script.arrival().await;
        script.release(2);
    });
    revoked.unwrap();
    assert_eq!(waiting.unwrap_err().problem(), SessionProblem::Revoked);
    assert_eq!(script.calls(), ["mint", "refresh r1", "revoke b"], "the token that was on its way is revoked too");
    assert!(settled(&session).await.revoked);
}

#[tokio::test]
async fn a_header_of_the_providers_own() {
    struct Key;
    impl TokenSource<Acme> for Key {
        const HEADER: TokenHeader = TokenHeader::new("x-api-key", "Key ");

        async fn mint(&self, _: &Connection<Acme>) -> Result<Minted, SessionError> {
            Ok(Minted::new("k1").scope("read"))
        }
    }
    let session = Session::new(Key, &connection());
    let token = session.token().await.unwrap();
    assert_eq!((token.header_name().as_str(), token.scope()), ("x-api-key", Some("read")));
    assert_eq!((token.header(), token.header().is_sensitive()), (&"Key k1".parse().unwrap(), true));
    assert_eq!(session.header().await.unwrap(), "Key k1");
}

/// Neither the first time nor when the token is at hand.
#[tokio::test]
async fn a_token_that_is_sent_elsewhere_has_no_header() {
    struct Key;
    impl TokenSource<Acme> for Key {
        const HEADER: TokenHeader = TokenHeader::at(Place::Query, "key", "");

        async fn mint(&self, _: &Connection<Acme>) -> Result<Minted, SessionError> {
            Ok(Minted::new("k1"))
        }
    }
    let session = Session::new(Key, &connection());
    for _ in 0..2 {
        assert_eq!(session.header().await.unwrap_err().class(), Class::Configuration);
        session.token().await.unwrap();
    }
}
