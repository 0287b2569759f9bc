//! The conformance suite of stores: each store of the crate passes it, and each rule finds a store that breaks it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails may panic")]

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use auth_runtime::session::{FileStore, Locked, MemoryStore, Store, StoreFuture, Stored, conformance};

#[tokio::test]
async fn memory() {
    let store = MemoryStore::default();
    conformance::check(|| store.clone()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file() {
    let directory = tempfile::tempdir().unwrap();
    conformance::check(|| FileStore::new(directory.path().join("session.json"))).await.unwrap();
}

#[cfg(feature = "keyring")]
#[tokio::test]
async fn a_keyring() {
    use auth_runtime::session::KeyringStore;
    super::keyring::stand_in();
    let directory = tempfile::tempdir().unwrap();
    let lock_file = directory.path().join("session.lock");
    conformance::check(|| KeyringStore::new("acme", "conformance", &lock_file)).await.unwrap();
}

#[cfg(feature = "redis")]
#[tokio::test]
async fn redis() {
    use auth_runtime::session::RedisStore;
    let Some(server) = crate::redis_server::Server::start() else { return };
    let ttl = std::time::Duration::from_secs(1);
    conformance::check(|| RedisStore::new(&server.url(), "acme:ada").unwrap().lock_ttl(ttl)).await.unwrap();
}

/// What a store does wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    StartsFull,
    LosesTheScope,
    KeepsTheRefreshToken,
    ForgetsNothing,
    HasNoLock,
    Fails,
    PanicsOutside,
    CutsLongTokens,
    KeepsOnlyTokens,
}

/// A store in memory with a fault.
#[derive(Clone)]
struct Faulty {
    inner: MemoryStore,
    fault: Fault,
    loads: Arc<AtomicU32>,
}

struct FaultyLock {
    inner: Option<Box<dyn Locked>>,
    store: Faulty,
}

impl Store for Faulty {
    fn lock(&self) -> StoreFuture<'_, Box<dyn Locked>> {
        Box::pin(async {
            let inner = if self.fault == Fault::HasNoLock { None } else { Some(self.inner.lock().await?) };
            Ok(Box::new(FaultyLock { inner, store: self.clone() }) as Box<dyn Locked>)
        })
    }
}

impl FaultyLock {
    async fn inner(&mut self) -> &mut Box<dyn Locked> {
        if self.inner.is_none() {
            self.inner = Some(self.store.inner.lock().await.unwrap());
        }
        self.inner.as_mut().unwrap()
    }

    /// Without a lock it is free between two steps.
    fn done(&mut self) {
        if self.store.fault == Fault::HasNoLock {
            self.inner = None;
        }
    }
}

impl Locked for FaultyLock {
    fn load(&mut self) -> StoreFuture<'_, Stored> {
        Box::pin(async {
            let first = self.store.loads.fetch_add(1, Ordering::SeqCst) == 0;
            let stored = self.inner().await.load().await?;
            self.done();
            let full = Stored { refresh_token: Some("x".into()), ..Stored::default() };
            Ok(if first && self.store.fault == Fault::StartsFull { full } else { stored })
        })
    }

    fn save<'a>(&'a mut self, stored: &'a Stored) -> StoreFuture<'a, ()> {
        Box::pin(async {
            let fault = self.store.fault;
            let before = self.inner().await.load().await?;
            let mut stored = stored.clone();
            match fault {
                Fault::LosesTheScope => stored.scope = None,
                Fault::KeepsTheRefreshToken => stored.refresh_token = stored.refresh_token.or(before.refresh_token),
                Fault::ForgetsNothing if stored.to_text().matches(Stored::default().to_text().expose()) => {
                    stored = before;
                }
                Fault::KeepsOnlyTokens => {
                    let Stored { access_token, expires_at, lifetime, refresh_token, scope, .. } = stored;
                    stored = Stored { access_token, expires_at, lifetime, refresh_token, scope, ..Stored::default() };
                }
                Fault::Fails => return Err("the disk is full".into()),
                Fault::CutsLongTokens => {
                    let cut =
                        |token: auth_runtime::Secret| token.expose().chars().take(4096).collect::<String>().into();
                    stored.refresh_token = stored.refresh_token.map(cut);
                }
                _ => {}
            }
            self.inner().await.save(&stored).await?;
            self.done();
            Ok(())
        })
    }
}

impl Drop for FaultyLock {
    fn drop(&mut self) {
        let is_outside = tokio::runtime::Handle::try_current().is_err();
        assert!(self.store.fault != Fault::PanicsOutside || !is_outside, "there is no runtime");
    }
}

#[tokio::test]
async fn each_rule_finds_its_store() {
    let rows = [
        (Fault::StartsFull, "an empty store has the default record"),
        (Fault::LosesTheScope, "a record is loaded as it was saved"),
        (Fault::CutsLongTokens, "a record is loaded as it was saved"),
        (Fault::KeepsOnlyTokens, "a record is loaded as it was saved"),
        (Fault::Fails, "a record is loaded as it was saved"),
        (Fault::KeepsTheRefreshToken, "a record is loaded as it was saved"),
        (Fault::ForgetsNothing, "the default record empties the store"),
        (Fault::HasNoLock, "one holder has the lock at a time"),
        (Fault::PanicsOutside, "a lock can be dropped outside of a runtime"),
    ];
    for (fault, rule) in rows {
        let store = Faulty { inner: MemoryStore::default(), fault, loads: Arc::default() };
        let violation = conformance::check(|| store.clone()).await.unwrap_err();
        assert_eq!(violation.rule, rule, "{fault:?}: {violation}");
    }
}
