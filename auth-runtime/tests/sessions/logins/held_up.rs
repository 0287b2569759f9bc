//! Requests that are held up before they are sent: by a key that is elsewhere, or by another session. What can be used once
//! is not lost with them.
#![cfg(all(feature = "sign", any(feature = "tls-rustls", feature = "tls-ring")))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails may panic, and so may a signer")]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use auth_runtime::session::{ManualClock, Minted, OneTime, Session, SessionError, TokenSource};
use auth_runtime::sign::{Algorithm, PrivateKey, PublicKey, Signer, SignerFuture};
use auth_runtime::{Connection, Endpoint, Json, Secret};

use crate::server::{Server, answer};
use crate::session_support::{
    Acme, Fault, MINT, Refresh, Reply, Script, Token, connection_to, seconds, served, settled, token,
};

const TOKEN: &str = r#"{"access_token":"at_2","expires_in":100}"#;

/// What a key does at the first times.
#[derive(Clone, Copy, Debug)]
enum HeldUp {
    Hangs,
    Panics,
}

/// A key in a service that does not answer twice.
struct Service(HeldUp, Arc<AtomicUsize>);

impl Signer for Service {
    fn sign<'a>(&'a self, _: Algorithm, _: &'a [u8]) -> SignerFuture<'a> {
        let (kind, turn) = (self.0, self.1.fetch_add(1, SeqCst));
        Box::pin(async move {
            tokio::task::yield_now().await;
            match kind {
                HeldUp::Hangs if turn < 2 => std::future::pending().await,
                HeldUp::Panics if turn < 2 => panic!("as the test says"),
                HeldUp::Hangs | HeldUp::Panics => Ok(vec![7; 256]),
            }
        })
    }

    fn public_key(&self) -> Option<PublicKey> {
        None
    }
}

fn key(kind: HeldUp) -> PrivateKey {
    PrivateKey::from(Service(kind, Arc::default()))
}

#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/pair", json, body("assertion" = jwt(algorithm = RS256, key = key, claims("jti" = random(uuid)))), response = Token, error = Fault)]
struct Exchange {
    code: Secret,
    proof: Secret,
    #[endpoint(input)]
    key: PrivateKey,
}

/// A log-in of one call, with two inputs that can be used once.
#[derive(Debug, auth_runtime::session::TokenSource)]
#[token_source(provider = Acme, mint(Exchange), token(access_token, expires_in))]
struct Once {
    code: OneTime<Secret>,
    proof: OneTime<Secret>,
    key: PrivateKey,
}

#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/hello", response = Json, error = Fault)]
struct Hello;

/// The same after another call.
#[derive(Debug, auth_runtime::session::TokenSource)]
#[token_source(provider = Acme, mint(Hello, Exchange(code, proof, key)), token(access_token = exchange.access_token))]
struct Later {
    code: OneTime<Secret>,
    proof: OneTime<Secret>,
    key: PrivateKey,
}

fn once(text: &'static str) -> OneTime<Secret> {
    OneTime::new(Secret::from(text))
}

/// The code is sent when the key is there, and not before.
async fn survives(source: impl TokenSource<Acme>, kind: HeldUp) {
    let server = Server::answering(answer("200 OK", "", TOKEN));
    let clock = ManualClock::default();
    let builder = Session::builder(source, &connection_to(&server.url)).clock(clock.clone());
    let session = builder.request_timeout(seconds(1)).build();
    for _ in 0..2 {
        served(&session).await.unwrap_err();
        clock.advance(seconds(120));
    }
    assert_eq!(served(&session).await.unwrap(), "at_2", "{kind:?}");
    let sent = server.requests();
    let sent: Vec<_> = sent.iter().filter(|request| request.contains("code_1")).collect();
    assert!(sent.len() == 1 && sent[0].contains("proof_1"), "{kind:?} {sent:?}");
}

#[tokio::test]
async fn a_code_is_not_lost_with_a_key_that_does_not_answer() {
    let alone = |kind| survives(Once::new(once("code_1"), once("proof_1"), key(kind)), kind);
    let later = |kind| survives(Later::new(once("code_1"), once("proof_1"), key(kind)), kind);
    let (hangs, panics) = (HeldUp::Hangs, HeldUp::Panics);
    tokio::join!(alone(hangs), later(hangs), alone(panics), later(panics));
}

/// A log-in by a code, in a call that another session authorizes.
struct Attested {
    code: OneTime<Secret>,
    app: Session<Acme>,
}

impl TokenSource<Acme> for Attested {
    async fn mint(&self, at: &Connection<Acme>) -> Result<Minted, SessionError> {
        self.code.ready().await?;
        let code = self.code.lend()?;
        let request = async { at.with(self.app.clone()).call_protected(Refresh).await.map_err(SessionError::from) };
        let answer = code.sends(request).await;
        code.settle(&answer);
        Ok(answer?.into_value().into())
    }
}

#[tokio::test]
async fn a_code_is_not_lost_with_another_session_that_waits() {
    let server = Server::answering(answer("200 OK", "", TOKEN));
    let (at, clock) = (connection_to(&server.url), ManualClock::default());
    let app = Script::<MINT>::new([Reply::Hang, token("app", 900)]);
    let app = Session::builder(app, &at).clock(clock.clone()).request_timeout(seconds(2)).build();
    let source = Attested { code: once("code_1"), app: app.clone() };
    let session = Session::builder(source, &at).clock(clock.clone()).request_timeout(seconds(1)).build();
    served(&session).await.unwrap_err();
    settled(&app).await;
    clock.advance(seconds(120));
    assert_eq!(served(&session).await.unwrap(), "at_2");
    assert_eq!(server.requests().len(), 1);
}

/// What may have been sent is not given back, whatever becomes of its call.
#[tokio::test]
async fn a_code_that_may_have_been_sent_is_not_sent_again() {
    let code = once("code_1");
    code.ready().await.unwrap();
    let lent = code.lend().unwrap();
    assert!(code.begin().is_err(), "it is lent");
    drop(lent);
    let lent = code.lend().unwrap();
    let mut request = Box::pin(lent.sends(std::future::pending::<()>()));
    let polled = futures_poll(request.as_mut());
    assert!(polled.is_pending());
    drop(request);
    drop(lent);
    assert!(code.begin().is_err());
}

fn futures_poll<F: Future>(future: std::pin::Pin<&mut F>) -> std::task::Poll<F::Output> {
    future.poll(&mut std::task::Context::from_waker(std::task::Waker::noop()))
}
