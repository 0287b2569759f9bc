//! Keys that sessions make at a login and keep with the tokens that are bound to them (RFC 9449).
#![cfg(feature = "sign")]
#![cfg(any(feature = "tls-rustls", feature = "tls-ring", feature = "sign-aws-lc-rs"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails may panic")]

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use auth_runtime::session::{
    Locked, ManualClock, MemoryStore, Minted, Presented, Renewal, Rotation, Session, SessionError, SessionProblem,
    Store, StoreFuture, Stored, TokenHeader, TokenSource,
};
use auth_runtime::sign::{Algorithm, Dpop, PrivateKey, Sign};
use auth_runtime::{Class, Connection, Secret};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::api::{OK, api};
use crate::server::Server;
use crate::session_support::{Acme, GetProfile, INVALID_GRANT, Revoke, connection_to, refusal, seconds};

/// Answers by a script, and records each request with the thumbprint of its key.
#[derive(Default)]
struct Script {
    answers: Mutex<VecDeque<Result<Minted, SessionError>>>,
    calls: Mutex<Vec<(String, String)>>,
}

impl Script {
    fn will(&self, answer: Result<Minted, SessionError>) {
        self.answers.lock().unwrap().push_back(answer);
    }

    fn answer(&self, call: &str, at: &Connection<Acme>) -> Result<Minted, SessionError> {
        self.note(call, at);
        self.answers.lock().unwrap().pop_front().unwrap()
    }

    fn note(&self, call: &str, at: &Connection<Acme>) {
        let thumbprint = at.session_key().map(|key| thumbprint(&key)).unwrap_or_default();
        self.calls.lock().unwrap().push((call.to_owned(), thumbprint));
    }

    /// The calls since the last time, and their keys.
    fn calls(&self) -> (Vec<String>, Vec<String>) {
        std::mem::take(&mut *self.calls.lock().unwrap()).into_iter().unzip()
    }
}

fn thumbprint(key: &PrivateKey) -> String {
    key.public_key().unwrap().thumbprint()
}

struct Bound(Arc<Script>);

impl TokenSource<Acme> for Bound {
    const SESSION_KEY: Option<Algorithm> = Some(Algorithm::Es256);
    const RENEWAL: Renewal = Renewal::RefreshToken;
    const ROTATION: Rotation = Rotation::Replaced;
    const HEADER: TokenHeader = TokenHeader::new("authorization", "DPoP ");

    async fn mint(&self, at: &Connection<Acme>) -> Result<Minted, SessionError> {
        self.0.answer("log_in", at)
    }

    async fn refresh(&self, at: &Connection<Acme>, with: &Secret) -> Result<Minted, SessionError> {
        self.0.answer(&format!("refresh {}", with.expose()), at)
    }

    async fn revoke(&self, at: &Connection<Acme>, token: &Secret) -> Result<(), SessionError> {
        self.0.note("revoke", at);
        at.with(Presented::new(self, token, at)).call_protected(Revoke).await?;
        Ok(())
    }

    fn signer_with(&self, _: &Secret, key: &PrivateKey) -> Option<Box<dyn Sign>> {
        Some(Box::new(Dpop::new(Algorithm::Es256, key)))
    }
}

struct World {
    script: Arc<Script>,
    server: Server,
    store: MemoryStore,
    clock: ManualClock,
}

impl World {
    fn new() -> Self {
        Self::with(api(&[OK]))
    }

    fn with(server: Server) -> Self {
        let (script, store, clock) = (Arc::default(), MemoryStore::default(), ManualClock::default());
        Self { script, server, store, clock }
    }

    fn session(&self) -> Session<Acme> {
        self.session_on(self.store.clone())
    }

    fn session_on(&self, store: impl Store) -> Session<Acme> {
        let builder = Session::builder(Bound(Arc::clone(&self.script)), &connection_to(&self.server.url));
        builder.store(store).clock(self.clock.clone()).build()
    }

    async fn stored(&self) -> String {
        self.store.lock().await.unwrap().load().await.unwrap().to_text().expose().to_owned()
    }

    /// The thumbprints of the keys that the API has seen: in the header of each proof.
    fn seen(&self) -> Vec<String> {
        let keys = self.server.requests().into_iter().map(|request| {
            let proof = request.split_once("dpop: ").unwrap().1.split('.').next().unwrap().to_owned();
            let header: serde_json::Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(proof).unwrap()).unwrap();
            let jwk = &header["jwk"];
            let text = format!(r#"{{"crv":{},"kty":{},"x":{},"y":{}}}"#, jwk["crv"], jwk["kty"], jwk["x"], jwk["y"]);
            URL_SAFE_NO_PAD.encode(<sha2::Sha256 as sha2::Digest>::digest(text))
        });
        keys.collect()
    }
}

fn minted(token: &str, refresh_token: &str) -> Minted {
    Minted::new(token).refresh_token(Some(refresh_token)).expires_in(seconds(100)).token_type("DPoP")
}

#[tokio::test]
async fn a_login_has_one_key_until_it_ends() {
    let world = World::new();
    let session = world.session();
    world.script.will(Ok(minted("t1", "r1")));
    let client = connection_to(&world.server.url);
    client.with(session.clone()).call_protected(GetProfile).await.unwrap();
    world.clock.advance(seconds(101));
    let restarted = world.session();
    world.script.will(Ok(minted("t2", "r2")));
    client.with(restarted.clone()).call_protected(GetProfile).await.unwrap();
    client.with(session).call_protected(GetProfile).await.unwrap();
    assert!(world.stored().await.contains("PRIVATE KEY"));
    restarted.revoke().await.unwrap();
    assert!(!world.stored().await.contains("PRIVATE KEY"), "{}", world.stored().await);
    let (calls, keys) = world.script.calls();
    assert_eq!(calls, ["log_in", "refresh r1", "revoke"]);
    assert!(keys.iter().all(|key| *key == keys[0] && !key.is_empty()), "{keys:?}");
    let seen = world.seen();
    assert_eq!(seen.len(), 4, "three calls and the revocation, each with a proof");
    assert!(seen.iter().all(|key| *key == keys[0]), "{seen:?} {keys:?}");

    world.script.will(Ok(minted("t3", "r3")));
    world.session().token().await.unwrap();
    assert_ne!(world.script.calls().1, [keys[0].clone()], "another login, another key");
}

/// What failed may be bound to the key, so the next attempt has the same one. A refused login is over.
#[tokio::test]
async fn an_attempt_that_failed_goes_on_with_its_key() {
    let world = World::new();
    let session = world.session();
    world.script.will(Err(SessionError::new(Class::Retry, "the vault is sealed")));
    session.token().await.unwrap_err();
    world.clock.advance(seconds(100));
    world.script.will(Err(refusal(400, None, INVALID_GRANT).into()));
    session.token().await.unwrap_err();
    world.clock.advance(seconds(1000));
    world.script.will(Ok(minted("t1", "r1")));
    session.token().await.unwrap();
    let (_, keys) = world.script.calls();
    assert_eq!(keys[0], keys[1]);
    assert_ne!(keys[1], keys[2]);
}

/// A login of an earlier release has no key: it gets one with its next token.
#[tokio::test]
async fn a_login_without_a_key_gets_one() {
    let world = World::new();
    let stored = Stored { access_token: Some("t0".into()), refresh_token: Some("r0".into()), ..Stored::default() };
    world.store.lock().await.unwrap().save(&stored).await.unwrap();
    world.script.will(Ok(minted("t1", "r1")));
    let session = world.session();
    assert_eq!(session.token().await.unwrap().secret().expose(), "t1", "the access token has no proof");
    world.clock.advance(seconds(101));
    world.script.will(Ok(minted("t2", "r2")));
    world.session().token().await.unwrap();
    let (calls, keys) = world.script.calls();
    assert_eq!(calls, ["refresh r0", "refresh r1"]);
    assert!(keys[0] == keys[1] && !keys[0].is_empty());
}

/// A key that cannot be read is no reason to give up a login: nothing is sent, and the record stays.
#[tokio::test]
async fn a_key_that_cannot_be_read_is_a_matter_of_configuration() {
    let world = World::new();
    world.script.will(Ok(minted("t1", "r1")));
    world.session().token().await.unwrap();
    let text = world.stored().await.replace("PRIVATE KEY", "OTHER KEY");
    world.store.lock().await.unwrap().save(&Stored::from_text(&text).unwrap()).await.unwrap();
    world.script.calls();
    let error = world.session().token().await.unwrap_err();
    assert_eq!(error.class(), Class::Configuration);
    assert!(world.script.calls().0.is_empty() && world.stored().await.contains("r1"));
    let printed = format!("{error:?}");
    assert!(printed.contains("stored key") && !printed.contains("MIG"), "{printed}");
}

/// The second time, the record has only the log-out; the session still knows the key of what it revokes.
#[tokio::test]
async fn a_revocation_that_failed_is_tried_again_with_the_key() {
    let world = World::with(api(&["503 Service Unavailable", OK]));
    let session = world.session();
    world.script.will(Ok(minted("t1", "r1")));
    session.token().await.unwrap();
    assert!(session.revoke().await.unwrap_err().is_retryable());
    session.revoke().await.unwrap();
    let (calls, keys) = world.script.calls();
    assert_eq!(calls, ["log_in", "revoke", "revoke"]);
    assert!(keys.iter().all(|key| *key == keys[0] && !key.is_empty()), "{keys:?}");
    assert_eq!(world.seen(), [keys[0].clone(), keys[0].clone()]);
}

/// A store that is closed after a while.
struct Closing(MemoryStore, Arc<AtomicBool>);

impl Store for Closing {
    fn lock(&self) -> StoreFuture<'_, Box<dyn Locked>> {
        if self.1.load(Ordering::SeqCst) {
            return Box::pin(std::future::ready(Err("the store is closed".into())));
        }
        self.0.lock()
    }
}

/// The store cannot be read at the log-out: the token that the session has is revoked all the same, with its key.
#[tokio::test]
async fn a_log_out_without_its_store_has_the_key() {
    let world = World::new();
    let is_closed = Arc::new(AtomicBool::new(false));
    let session = world.session_on(Closing(world.store.clone(), Arc::clone(&is_closed)));
    world.script.will(Ok(minted("t1", "r1")));
    session.token().await.unwrap();
    is_closed.store(true, Ordering::SeqCst);
    assert_eq!(session.revoke().await.unwrap_err().problem(), SessionProblem::Store);
    let (calls, keys) = world.script.calls();
    assert_eq!(calls, ["log_in", "revoke"]);
    assert!(keys[0] == keys[1] && !keys[0].is_empty(), "{keys:?}");
    assert_eq!(world.seen(), [keys[0].clone()]);
}
