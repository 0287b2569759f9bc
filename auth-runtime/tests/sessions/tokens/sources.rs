//! Three credentials like those of generated code, over HTTP: a login that can be repeated, a refresh token grant, and
//! an exchange of the current token.
#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};

use auth_runtime::session::{ManualClock, Minted, Renewal, Session, SessionError, TokenSource};
use auth_runtime::{Bearer, Connection, Error, Secret};

use crate::server::{Server, answer};
use crate::session_support;
use crate::session_support::{
    Acme, Fault, GetProfile, LogIn, Refresh, RefreshGrant, Revoke, connection_to, seconds, served,
};

/// An email address and a password.
#[derive(Clone, Debug)]
struct Password {
    email: String,
    password: Secret,
}

impl TokenSource<Acme> for Password {
    async fn mint(&self, at: &Connection<Acme>) -> Result<Minted, SessionError> {
        Ok(at.call(LogIn::new(&self.email, &self.password)).await?.into_value().into())
    }
}

/// The same with a refresh token that rotates.
#[derive(Clone, Debug)]
struct Grant(Password);

impl TokenSource<Acme> for Grant {
    const RENEWAL: Renewal = Renewal::RefreshToken;

    async fn mint(&self, at: &Connection<Acme>) -> Result<Minted, SessionError> {
        self.0.mint(at).await
    }

    async fn refresh(&self, at: &Connection<Acme>, with: &Secret) -> Result<Minted, SessionError> {
        Ok(at.call(RefreshGrant::new(with)).await?.into_value().into())
    }
}

/// The same with an endpoint that exchanges the current token.
#[derive(Clone, Debug)]
struct Exchange(Password);

impl TokenSource<Acme> for Exchange {
    const RENEWAL: Renewal = Renewal::AccessToken;

    async fn mint(&self, at: &Connection<Acme>) -> Result<Minted, SessionError> {
        self.0.mint(at).await
    }

    async fn refresh(&self, at: &Connection<Acme>, with: &Secret) -> Result<Minted, SessionError> {
        Ok(at.with(Bearer::from(with)).call_protected(Refresh).await?.into_value().into())
    }

    async fn revoke(&self, at: &Connection<Acme>, access_token: &Secret) -> Result<(), SessionError> {
        at.with(Bearer::from(access_token)).call_protected(Revoke).await?;
        Ok(())
    }
}

fn ada() -> Password {
    Password { email: "ada".to_owned(), password: Secret::from("correct") }
}

/// Answers the n-th request with the access token `tn` and the refresh token `rn`.
fn counting() -> Server {
    let count = AtomicUsize::new(0);
    Server::start(move |stream| {
        let number = count.fetch_add(1, Ordering::SeqCst) + 1;
        let body = format!(r#"{{"access_token":"t{number}","expires_in":"100","refresh_token":"r{number}","id":7}}"#);
        let _ = stream.write_all(answer("200 OK", "", &body).as_bytes());
    })
}

/// What was sent, in short: method and path, authorization, body.
fn sent(server: &Server) -> Vec<String> {
    let short = |request: &String| {
        let (head, body) = request.split_once("\r\n\r\n").unwrap();
        let line = head.lines().next().unwrap().trim_end_matches(" HTTP/1.1");
        let authorization = head.lines().find(|line| line.starts_with("authorization")).unwrap_or_default();
        [line, authorization, body].join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    };
    server.requests().iter().map(short).collect()
}

const LOGIN: &str = r#"POST /token {"email":"ada","password":"correct"}"#;

/// A token, one in the mandatory window, one after expiry, one after a 401, and the end.
async fn live(source: impl TokenSource<Acme>) -> Vec<String> {
    let (server, clock) = (counting(), ManualClock::default());
    let session = Session::builder(source, &connection_to(&server.url)).clock(clock.clone()).build();
    assert_eq!(served(&session).await.unwrap(), "t1");
    clock.advance(seconds(96));
    assert_eq!(served(&session).await.unwrap(), "t2");
    clock.advance(seconds(100));
    let third = session.token().await.unwrap();
    assert_eq!(third.secret().expose(), "t3");
    session.invalidate(third.generation());
    assert_eq!(session.header().await.unwrap(), "Bearer t4");
    session.revoke().await.unwrap();
    sent(&server)
}

#[tokio::test]
async fn a_login_that_can_be_repeated() {
    assert_eq!(live(ada()).await, [LOGIN; 4]);
}

#[tokio::test]
async fn a_refresh_token_grant() {
    let refresh = |number| format!("POST /oauth/token grant_type=refresh_token&refresh_token=r{number}");
    assert_eq!(live(Grant(ada())).await, [LOGIN.to_owned(), refresh(1), refresh(2), refresh(3)]);
}

#[tokio::test]
async fn an_exchange_of_the_current_token() {
    let expected =
        [LOGIN, "POST /refresh authorization: Bearer t1", LOGIN, LOGIN, "DELETE /token authorization: Bearer t4"];
    assert_eq!(live(Exchange(ada())).await, expected);
}

#[tokio::test]
async fn a_token_is_a_credential_for_calls() {
    let server = counting();
    let connection = connection_to(&server.url);
    let session = Session::new(ada(), &connection);
    let client = connection.with(session.token().await.unwrap());
    client.call_protected(GetProfile).await.unwrap();
    assert_eq!(sent(&server), [LOGIN, "GET /me authorization: Bearer t1"]);
}

/// The server is down, then up: the same session works.
#[tokio::test]
async fn a_connection_that_fails() {
    let clock = ManualClock::default();
    let session = Session::builder(Grant(ada()), &session_support::connection()).clock(clock.clone()).build();
    for _ in 0..3 {
        let error = served(&session).await.unwrap_err();
        let source = std::error::Error::source(&error).unwrap().downcast_ref::<Error<Fault>>().unwrap();
        assert!(error.is_retryable() && matches!(source, Error::Transport(transport) if !transport.may_have_arrived()));
        clock.advance(error.retry_after().unwrap());
    }
    assert_eq!(session.state().borrow().requests, 3);
}

/// A connection that breaks after the refresh token was sent: it is sent once more.
#[tokio::test]
async fn a_connection_that_breaks() {
    let count = AtomicUsize::new(0);
    let server = Server::start(move |stream| {
        if count.fetch_add(1, Ordering::SeqCst) != 1 {
            let body = r#"{"access_token":"t","expires_in":100,"refresh_token":"r"}"#;
            let _ = stream.write_all(answer("200 OK", "", body).as_bytes());
        }
    });
    let clock = ManualClock::default();
    let session = Session::builder(Grant(ada()), &connection_to(&server.url)).clock(clock.clone()).build();
    for expected in [Some("t"), None, Some("t")] {
        assert_eq!(served(&session).await.ok().as_deref(), expected);
        clock.advance(seconds(100));
    }
    let refresh = "POST /oauth/token grant_type=refresh_token&refresh_token=r";
    assert_eq!(sent(&server), [LOGIN, refresh, refresh]);
}
