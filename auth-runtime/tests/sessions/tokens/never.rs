//! Ends that are "never": which values mean it, what takes precedence, and that the store keeps it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails may panic")]

use std::io::Write as _;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use auth_runtime::session::{ManualClock, MemoryStore, Minted, Session, SessionBuilder, TokenSource};
use auth_runtime::value::{Expiry, Timestamp, UnixSeconds};
use auth_runtime::{Decode, Endpoint, Error, ErrorBody, Seconds, Secret};

use crate::server::{Server, answer};
use crate::session_support;
use crate::session_support::{Acme, Fault, connection_to, seconds, served};

#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/token", json, response = Token, error = Fault)]
struct LogIn {
    key: Secret,
}

#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/renew", form, response = Token, error = Fault)]
struct Renew {
    refresh_token: Secret,
}

#[derive(Clone, Debug, Decode)]
struct Token {
    access_token: Secret,
    #[decode(never(0, -1, "none", false))]
    expires_in: Option<Expiry<Seconds>>,
    #[decode(never(0, "9999-12-31T23:59:59Z"), at("ends", "end.time"))]
    expires_at: Option<Expiry<Timestamp>>,
    refresh_token: Option<Secret>,
    #[decode(never(0), default = 60)]
    refresh_expires_in: Expiry<Seconds>,
}

#[derive(Debug, auth_runtime::session::TokenSource)]
#[token_source(
    provider = Acme,
    mint(LogIn),
    refresh(Renew(refresh_token)),
    token(access_token, expires_in, expires_at, refresh_token, refresh_expires_in),
    lifetime = 600
)]
struct Key {
    key: Secret,
}

/// What a provider answers, one reply after the other.
fn replying(replies: &[&str]) -> Server {
    let replies: Vec<String> = replies.iter().map(|members| format!(r#"{{"access_token":"at"{members}}}"#)).collect();
    let count = AtomicUsize::new(0);
    Server::start(move |stream| {
        let body = &replies[count.fetch_add(1, Ordering::SeqCst).min(replies.len() - 1)];
        let _ = stream.write_all(answer("200 OK", "", body).as_bytes());
    })
}

fn builder(server: &Server, clock: &ManualClock) -> SessionBuilder<Acme> {
    Session::builder(Key::new("k"), &connection_to(&server.url)).clock(clock.clone())
}

/// When the token ends, in seconds from now.
async fn life(session: &Session<Acme>, clock: &ManualClock) -> Option<u64> {
    let begun = auth_runtime::session::Clock::now(clock).wall;
    let end = session.token().await.unwrap().expires_at()?;
    Some(end.duration_since(begun).unwrap_or_default().as_secs())
}

#[tokio::test]
async fn only_what_the_field_lists_means_never() {
    let rows = [
        (r#","expires_in":0"#, None),
        (r#","expires_in":-1"#, None),
        (r#","expires_in":"-1""#, None),
        (r#","expires_in":-1.0"#, None),
        (r#","expires_in":"none""#, None),
        (r#","expires_in":false"#, None),
        (r#","ends":"9999-12-31T23:59:59Z""#, None),
        (r#","end":{"time":0}"#, None),
        // A lifetime takes precedence over a point in time.
        (r#","expires_in":-1,"ends":"2000-01-01T00:00:00Z""#, None),
        (r#","expires_in":90,"ends":"9999-12-31T23:59:59Z""#, Some(90)),
        (r#","expires_in":null,"ends":0"#, None),
        // Nothing said, or nothing that can be read: what is documented.
        ("", Some(600)),
        (r#","expires_in":null"#, Some(600)),
        (r#","expires_in":"""#, Some(600)),
        (r#","expires_in":-2"#, Some(600)),
        (r#","expires_in":true"#, Some(600)),
        (r#","expires_in":"None""#, Some(600)),
        (r#","ends":-1"#, Some(600)),
        (r#","expires_in":1"#, Some(1)),
    ];
    for (members, expected) in rows {
        let (server, clock) = (replying(&[members]), ManualClock::default());
        let session = builder(&server, &clock).build();
        assert_eq!(life(&session, &clock).await, expected, "{members}");
        if expected.is_none() {
            clock.advance(Duration::from_secs(50 * 365 * 24 * 60 * 60));
            assert_eq!(served(&session).await.unwrap(), "at");
            assert_eq!(server.requests().len(), 1, "{members}: it is not renewed for its age");
        }
    }
}

/// The call itself has the value, too.
#[tokio::test]
async fn a_call_reads_it() {
    let server = replying(&[r#","expires_in":-1,"ends":"2030-01-01T00:00:00Z""#, r#","expires_in":-2"#]);
    let connection = connection_to(&server.url);
    let reply = connection.call(LogIn::new("k")).await.unwrap();
    let Token { expires_in, expires_at, refresh_expires_in, .. } = reply.value();
    assert_eq!((expires_in, *refresh_expires_in), (&Some(Expiry::Never), Expiry::Ends(Seconds::new(60))));
    assert!(matches!(expires_at, Some(Expiry::Ends(_))));
    let error = connection.call(LogIn::new("k")).await.unwrap_err();
    assert!(matches!(error, Error::Undecodable(_)), "{error:?}");
}

/// A token without an end is renewed after a refusal, and may then have one; and the other way round.
#[tokio::test]
async fn a_renewal_can_change_it() {
    let replies = [
        r#","expires_in":-1,"refresh_token":"rt_1","refresh_expires_in":50"#,
        r#","expires_in":100,"refresh_token":"rt_2","refresh_expires_in":0"#,
        r#","expires_in":0,"refresh_token":"rt_3""#,
    ];
    let (server, clock) = (replying(&replies), ManualClock::default());
    let session = builder(&server, &clock).build();
    let first = session.token().await.unwrap();
    assert_eq!(first.expires_at(), None);
    session.invalidate(first.generation());
    assert_eq!(life(&session, &clock).await, Some(100));
    // The refresh token of the second reply has no end: it is sent after the fifty seconds of the first.
    clock.advance(seconds(100));
    assert_eq!(life(&session, &clock).await, None);
    let sent = server.requests();
    assert!(sent[1].contains("rt_1") && sent[2].contains("rt_2"), "{sent:?}");
    assert_eq!(session.state().borrow().expires_at, None);
}

/// A refresh token without a stated end has the default of the field; after that the key is used.
#[tokio::test]
async fn a_default_applies_to_what_is_absent_or_odd() {
    for (members, path) in [
        ("", "POST /token"),
        (r#","refresh_expires_in":[]"#, "POST /token"),
        (r#","refresh_expires_in":"0""#, "POST /renew"),
    ] {
        let first = format!(r#","expires_in":100,"refresh_token":"rt_1"{members}"#);
        let (server, clock) = (replying(&[&first]), ManualClock::default());
        let session = builder(&server, &clock).build();
        for _ in 0..2 {
            assert_eq!(served(&session).await.unwrap(), "at");
            clock.advance(seconds(100));
        }
        assert!(server.requests()[1].starts_with(path), "{members}");
    }
}

/// Another process takes the token from the store, and does not give it the documented lifetime.
#[tokio::test]
async fn the_store_keeps_it() {
    let (server, clock, store) = (replying(&[r#","expires_in":-1"#]), ManualClock::default(), MemoryStore::default());
    let session = || builder(&server, &clock).store(store.clone()).account("ada").build();
    assert_eq!(life(&session(), &clock).await, None);
    clock.advance(seconds(1_000_000));
    assert_eq!(life(&session(), &clock).await, None);
    assert_eq!(server.requests().len(), 1);
}

#[derive(Clone, Debug, Default, ErrorBody)]
struct Locked {
    #[error_body(never(-1), at("locked.until", "until"))]
    until: Option<Expiry<UnixSeconds>>,
    #[error_body(never(0), header = "X-Locked")]
    header: Option<Expiry<Seconds>>,
}

/// The body of an error is read leniently.
#[test]
fn an_error_has_ends_too() {
    use auth_runtime::response::ErrorBody as _;
    use auth_runtime::value::JsonRef;
    let read = |json: &str| Locked::read(JsonRef::parse(json.as_bytes()).ok()).until;
    let epoch = SystemTime::UNIX_EPOCH;
    assert_eq!(read(r#"{"until":-1}"#), Some(Expiry::Never));
    assert_eq!(read(r#"{"locked":{"until":"-1"}}"#), Some(Expiry::Never));
    assert_eq!(
        read(r#"{"until":9}"#).map(|end| end.map(UnixSeconds::to_system_time)),
        Some(Expiry::Ends(epoch + seconds(9)))
    );
    for json in [r#"{"until":"soon"}"#, r#"{"until":null}"#, "{}", "[]"] {
        assert_eq!(read(json), None, "{json}");
    }
    assert_eq!(Locked::read(None).header, None);
}

/// By hand, without a derive.
struct ByHand;

impl TokenSource<Acme> for ByHand {
    const LIFETIME: Option<Duration> = Some(Duration::from_secs(600));

    async fn mint(&self, _: &auth_runtime::Connection<Acme>) -> Result<Minted, auth_runtime::session::SessionError> {
        Ok(Minted::new("at").never_expires())
    }
}

#[tokio::test]
async fn a_source_by_hand_says_it() {
    let session = Session::builder(ByHand, &session_support::connection()).build();
    assert_eq!(session.token().await.unwrap().expires_at(), None);
}
