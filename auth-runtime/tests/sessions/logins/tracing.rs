//! The `tracing` events of a session (promise 2.16).
#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};

use auth_runtime::Connection;
use auth_runtime::session::{Minted, Session, SessionError, TokenSource};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::session_support::{
    Acme, REFRESH_TOKEN, REVOCABLE, Reply, Script, connection, refused, seconds, served, session, token,
};

/// Records everything, one line for each event or span.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<String>>);

struct Line<'a>(&'a mut String);

impl Visit for Line<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {}={value:?}", field.name()).unwrap();
    }
}

impl Lines {
    fn write(&self, metadata: &Metadata<'_>, record: impl FnOnce(&mut Line<'_>)) {
        if metadata.target() == "auth_runtime::session" {
            let mut text = self.0.lock().unwrap();
            let name = if metadata.is_span() { metadata.name() } else { "event" };
            write!(text, "{} {name}", metadata.level()).unwrap();
            record(&mut Line(&mut text));
            text.push('\n');
        }
    }
}

impl Subscriber for Lines {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.write(span.metadata(), |line| span.record(line));
        Id::from_u64(1)
    }

    fn event(&self, event: &Event<'_>) {
        self.write(event.metadata(), |line| event.record(line));
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

const EXPECTED: &str = r#"DEBUG token_request provider="acme"
DEBUG event message=token obtained provider="acme" generation=1
WARN event message=token refused provider="acme" generation=1
DEBUG token_request provider="acme"
WARN event message=token request failed provider="acme" problem=TokenRequest class=RateLimited retry_after_ms=30000 failures=1 error=`LogIn` was refused with 429: Other `slow_down`
DEBUG event message=session revoked provider="acme" told=false
"#;

#[tokio::test]
async fn each_event_and_no_secret() {
    let lines = Lines::default();
    let _guard = tracing::subscriber::set_default(lines.clone());
    let script = Script::<REFRESH_TOKEN>::new([
        Reply::Token("canary_access", Some(100), Some("canary_refresh")),
        Reply::Refuse(429, Some("30"), r#"{"error":"slow_down"}"#),
    ]);
    let (session, clock) = session(&script);
    let token = session.token().await.unwrap();
    for _ in 0..10 {
        session.invalidate(token.generation());
        served(&session).await.unwrap_err();
    }
    clock.advance(seconds(100));
    session.revoke().await.unwrap();
    assert_eq!(*lines.0.lock().unwrap(), EXPECTED);
}

/// What is revoked, the result, and the events.
#[tokio::test]
async fn whether_the_provider_was_told() {
    let rows: [(_, &[u16], bool); 4] = [
        ("both", &[200, 200], true),
        ("one", &[200, 503], false),
        ("the other", &[503, 200], false),
        ("none", &[503, 503], false),
    ];
    for (name, statuses, told) in rows {
        let lines = Lines::default();
        let _guard = tracing::subscriber::set_default(lines.clone());
        let answers = statuses.iter().map(|status| if *status == 200 { token("", 1) } else { refused(*status) });
        let script = Script::<REVOCABLE>::new([Reply::Token("a", Some(100), Some("r"))].into_iter().chain(answers));
        let (session, _clock) = session(&script);
        served(&session).await.unwrap();
        assert_eq!(session.revoke().await.is_ok(), told, "{name}");
        let line = format!("session revoked provider=\"acme\" told={told}\n");
        assert!(lines.0.lock().unwrap().ends_with(&line), "{name}");
    }
}

/// A source that cannot revoke is not a failure, and its event does not claim that the provider was told.
#[tokio::test]
async fn a_provider_that_cannot_be_told() {
    struct Key;
    impl TokenSource<Acme> for Key {
        async fn mint(&self, _: &Connection<Acme>) -> Result<Minted, SessionError> {
            Ok(Minted::new("k1"))
        }
    }
    let lines = Lines::default();
    let _guard = tracing::subscriber::set_default(lines.clone());
    let session = Session::new(Key, &connection());
    served(&session).await.unwrap();
    session.revoke().await.unwrap();
    assert!(lines.0.lock().unwrap().ends_with("session revoked provider=\"acme\" told=false\n"));
}
