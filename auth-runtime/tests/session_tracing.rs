//! What a session tells `tracing` (promise 2.16).
#![cfg(all(feature = "derive", feature = "test-util"))]
#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

mod session_support;

use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};

use session_support::{REFRESH_TOKEN, Reply, Script, seconds, served, session};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Writes everything down, one line an event or span.
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
WARN event message=token request failed provider="acme" problem=TokenRequest class=RateLimited retry_after_ms=30000 failures=1
DEBUG event message=session revoked provider="acme"
"#;

#[tokio::test]
async fn each_event_and_no_secret() {
    let lines = Lines::default();
    let _guard = tracing::subscriber::set_default(lines.clone());
    let script = Script::<REFRESH_TOKEN>::new([
        Reply::Token("canary_access", Some(100), Some("canary_refresh")),
        Reply::Refuse(429, Some("30"), r#"{"error":"canary_code"}"#),
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
