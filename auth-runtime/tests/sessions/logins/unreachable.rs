//! A provider that cannot be reached, and a session that gives up before its client does: what is used once was not sent.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails may panic")]

use std::io::Write as _;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use auth_runtime::session::{
    ManualClock, Minted, OneTime, Renewal, Session, SessionBuilder, SessionError, TokenSource,
};
use auth_runtime::{Class, Connection, Secret};

use crate::server::{answer, read_request};
use crate::session_support::{Acme, LogIn, RefreshGrant, seconds, served};
use crate::unreachable::Unreachable;

/// A login by a code, which is used once, and then by refresh tokens. It may wait for a person.
struct Code<const WAITS: bool>(OneTime<Secret>);

impl<const WAITS: bool> TokenSource<Acme> for Code<WAITS> {
    const RENEWAL: Renewal = Renewal::RefreshToken;
    const WAITS: bool = WAITS;

    async fn mint(&self, at: &Connection<Acme>) -> Result<Minted, SessionError> {
        let code = self.0.next().await?;
        let answer = at.call(LogIn::new("code", &code)).await.map_err(SessionError::from);
        self.0.settle(code, &answer);
        Ok(answer?.into_value().into())
    }

    async fn refresh(&self, at: &Connection<Acme>, with: &Secret) -> Result<Minted, SessionError> {
        Ok(at.call(RefreshGrant::new(with)).await?.into_value().into())
    }
}

/// The client has more time than the session.
fn connection(host: &Unreachable) -> Connection<Acme> {
    let builder = Connection::<Acme>::builder().base_url(host.url()).allow_loopback_http();
    builder.connect_timeout(Duration::from_secs(600)).timeout(Duration::from_secs(900)).build().unwrap()
}

/// From now on the host answers each request with a token, and tells what it was sent.
fn comes_back(host: Unreachable) -> Receiver<String> {
    let listener = host.comes_back();
    let (tell, told) = channel();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let request = read_request(&mut stream);
            let body = r#"{"access_token":"at_2","expires_in":100,"refresh_token":"rt_2"}"#;
            if !request.is_empty() {
                let _ = stream.write_all(answer("200 OK", "", body).as_bytes());
                let _ = tell.send(request);
            }
        }
    });
    told
}

async fn survives<const WAITS: bool>(code: Option<&'static str>, refresh_token: Option<&str>, expected: &str) {
    tokio::time::pause();
    let (host, clock) = (Unreachable::new(), ManualClock::default());
    let source = Code::<WAITS>(code.map_or_else(OneTime::default, |code| OneTime::new(Secret::from(code))));
    let builder = Session::builder(source, &connection(&host)).clock(clock.clone());
    let builder = refresh_token.into_iter().fold(builder, SessionBuilder::refresh_token);
    let session = builder.request_timeout(seconds(10)).build();
    for _ in 0..4 {
        assert_eq!(served(&session).await.unwrap_err().class(), Class::Retry, "{expected}");
        clock.advance(seconds(120));
    }
    let told = comes_back(host);
    tokio::time::resume();
    assert_eq!(served(&session).await.unwrap(), "at_2", "{expected}");
    assert!(told.recv().unwrap().contains(expected), "{expected}");
}

/// The session's time limit for a whole attempt is shorter than the client's for a connection.
#[tokio::test]
async fn what_was_not_sent_before_the_time_limit_is_sent_later() {
    survives::<false>(None, Some("rt_1"), "refresh_token=rt_1").await;
    survives::<false>(Some("code_1"), None, "code_1").await;
    survives::<true>(None, Some("rt_1"), "refresh_token=rt_1").await;
}
