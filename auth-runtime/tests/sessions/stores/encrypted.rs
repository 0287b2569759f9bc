//! A store that encrypts another.
#![cfg(feature = "encrypted-store")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails may panic")]

use std::time::Duration;

use auth_runtime::Secret;
use auth_runtime::session::{
    EncryptedStore, EncryptedStoreError, EncryptionKey, FileStore, MemoryStore, Store, Stored, conformance,
};

fn key(byte: u8) -> EncryptionKey {
    EncryptionKey::from([byte; 32])
}

fn store(inner: &MemoryStore, name: &str, byte: u8) -> EncryptedStore<MemoryStore> {
    EncryptedStore::new(inner.clone(), name, key(byte))
}

fn record(refresh_token: Option<&str>) -> Stored {
    Stored {
        access_token: Some("c4nary_a".into()),
        lifetime: Some(Duration::from_secs(900)),
        refresh_token: refresh_token.map(Into::into),
        scope: Some("c4nary".to_owned()),
        ..Stored::default()
    }
}

async fn save(store: &impl Store, record: &Stored) {
    store.lock().await.unwrap().save(record).await.unwrap();
}

async fn load(store: &impl Store) -> Result<Stored, String> {
    let mut locked = store.lock().await.unwrap();
    locked.load().await.map_err(|error| match error.downcast::<EncryptedStoreError>() {
        Ok(error) => format!("{error:?}"),
        Err(error) => error.to_string(),
    })
}

fn token(stored: Result<Stored, String>) -> String {
    stored.map_or_else(|error| error, |stored| stored.access_token.map_or("-".into(), |it| it.expose().to_owned()))
}

#[tokio::test]
async fn conforms() {
    let inner = MemoryStore::default();
    conformance::check(|| store(&inner, "acme:ada", 1)).await.unwrap();
    let directory = tempfile::tempdir().unwrap();
    let file = || FileStore::new(directory.path().join("session.json"));
    conformance::check(|| EncryptedStore::new(file(), "acme:ada", key(1))).await.unwrap();
}

#[tokio::test]
async fn the_other_store_sees_no_token() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("session.json");
    let store = EncryptedStore::new(FileStore::new(&path), "acme:ada", key(1));
    let mut seen = Vec::new();
    for _ in 0..2 {
        save(&store, &record(Some("c4nary_r"))).await;
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains("authwright sealed 1 ") && !text.contains("c4nary"), "{text}");
        seen.push(text);
    }
    assert_ne!(seen[0], seen[1], "each record has its own nonce");
    assert!(!format!("{store:?}").contains("ada"));
}

/// A store may remove a record whose access token has ended, but none with a refresh token.
#[tokio::test]
async fn only_a_useless_record_has_a_lifetime() {
    for (refresh_token, lifetime) in [(None, Some(900)), (Some("r"), None)] {
        let inner = MemoryStore::default();
        save(&store(&inner, "acme:ada", 1), &record(refresh_token)).await;
        let outer = load(&inner).await.unwrap();
        assert_eq!(outer.lifetime, lifetime.map(Duration::from_secs));
        assert_eq!(outer.refresh_token.is_some(), refresh_token.is_some());
        assert!(outer.scope.is_none());
    }
}

/// A store with a time limit keeps a log-out, which nobody may forget.
#[tokio::test]
async fn a_log_out_is_kept_as_one() {
    let inner = MemoryStore::default();
    let revoked = Stored::from_text(r#"{"format":"authwright session 2","login":"l","state":"revoked"}"#).unwrap();
    save(&store(&inner, "acme:ada", 1), &revoked).await;
    assert!(load(&inner).await.unwrap().to_text().expose().contains(r#""state":"revoked""#));
    let loaded = load(&store(&inner, "acme:ada", 1)).await.unwrap();
    assert_eq!(loaded.to_text().expose(), revoked.to_text().expose());
}

#[tokio::test]
async fn another_key_or_name_is_an_error() {
    let inner = MemoryStore::default();
    save(&store(&inner, "acme:ada", 1), &record(None)).await;
    let rows = [
        (store(&inner, "acme:ada", 1), "c4nary_a"),
        (store(&inner, "acme:bob", 1), "Undecryptable"),
        (store(&inner, "acme:ada", 2), "Undecryptable"),
        (store(&inner, "acme:ada", 2).previous_key(key(3)).previous_key(key(1)), "c4nary_a"),
    ];
    for (store, expected) in rows {
        assert_eq!(token(load(&store).await), expected);
    }
    save(&store(&inner, "acme:ada", 2).previous_key(key(1)), &record(None)).await;
    assert_eq!(token(load(&store(&inner, "acme:ada", 2)).await), "c4nary_a");
}

#[tokio::test]
async fn a_changed_record_is_an_error() {
    let inner = MemoryStore::default();
    save(&store(&inner, "acme:ada", 1), &record(None)).await;
    let sealed = load(&inner).await.unwrap().access_token.unwrap();
    let start = "authwright sealed 1 ".len();
    let last = sealed.expose().len() - 1;
    for at in [start, start + 32, start + 54, last - 1] {
        let mut changed = sealed.expose().as_bytes().to_vec();
        changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
        let changed = Secret::from(String::from_utf8(changed).unwrap());
        save(&inner, &Stored { access_token: Some(changed), ..Stored::default() }).await;
        assert_eq!(token(load(&store(&inner, "acme:ada", 1)).await), "Undecryptable", "{at}");
    }
    for cut in [start, start + 10, start + 54, last - 3] {
        let cut = Secret::from(&sealed.expose()[..cut]);
        save(&inner, &Stored { access_token: Some(cut), ..Stored::default() }).await;
        assert_eq!(token(load(&store(&inner, "acme:ada", 1)).await), "Undecryptable");
    }
}

#[tokio::test]
async fn plain_text_is_accepted_on_request_only() {
    let inner = MemoryStore::default();
    save(&inner, &record(Some("r"))).await;
    assert_eq!(token(load(&store(&inner, "acme:ada", 1)).await), "PlainText");
    let migrating = store(&inner, "acme:ada", 1).accept_plain_text();
    let stored = load(&migrating).await.unwrap();
    save(&migrating, &stored).await;
    assert_eq!(token(load(&store(&inner, "acme:ada", 1)).await), "c4nary_a");
}

/// The registration of a client (RFC 7591) may have a secret, and is there before the first login.
#[tokio::test]
async fn a_registration_alone_is_encrypted_too() {
    let inner = MemoryStore::default();
    let text = r#"{"format":"authwright session 2","registration":{"client_secret":"cs_canary"}}"#;
    save(&store(&inner, "acme:ada", 1), &Stored::from_text(text).unwrap()).await;
    let shown = |stored: Result<Stored, String>| stored.unwrap().to_text().expose().contains("cs_canary");
    assert!(!shown(load(&inner).await));
    assert!(shown(load(&store(&inner, "acme:ada", 1)).await));
}
