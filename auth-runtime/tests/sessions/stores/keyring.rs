//! Sessions in the credential store of the operating system (promise 2.9), mocked in memory.
#![cfg(feature = "keyring")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails may panic")]

use std::error::Error;
use std::sync::LazyLock;

use auth_runtime::Class;
use auth_runtime::session::{KeyringStore, KeyringStoreError, SessionError, SessionProblem, Store, Stored};
use keyring_core::{Entry, Error as Fault, mock};
use tempfile::TempDir;

use crate::session_support::{REFRESH_TOKEN, Reply, Script, build, seconds, served};

const FIRST: Reply = Reply::Token("a", Some(100), Some("r1"));
const SECOND: Reply = Reply::Token("b", Some(100), Some("r2"));

/// Makes a mock the credential store of the process.
pub(crate) fn stand_in() {
    static STAND_IN: LazyLock<()> = LazyLock::new(|| keyring_core::set_default_store(mock::Store::new().unwrap()));
    LazyLock::force(&STAND_IN);
}

/// The entry of a test, in the mock.
fn entry(account: &str) -> Entry {
    stand_in();
    Entry::new("acme", account).unwrap()
}

fn store(account: &str, directory: &TempDir) -> KeyringStore {
    KeyringStore::new("acme", account, directory.path().join("session.lock"))
}

fn fail(entry: &Entry, fault: Fault) {
    entry.as_any().downcast_ref::<mock::Cred>().unwrap().set_error(fault);
}

fn of_store(error: &SessionError) -> &KeyringStoreError {
    let source = error.source().unwrap().downcast_ref().unwrap();
    let can_wait = matches!(source, KeyringStoreError::Unavailable(_));
    let class = if can_wait { Class::Retry } else { Class::Configuration };
    assert_eq!((error.problem(), error.class()), (SessionProblem::Store, class), "{source:?}");
    source
}

#[tokio::test]
async fn one_session_renews_and_the_other_takes_it() {
    let (entry, directory) = (entry("ada"), tempfile::tempdir().unwrap());
    let script = Script::<REFRESH_TOKEN>::new([FIRST, SECOND, Reply::Token("c", None, None)]);
    let sessions = [build(&script), build(&script)]
        .map(|(builder, clock)| (builder.store(store("ada", &directory)).build(), clock));
    for (expected, requests, order) in [("a", 1, [0, 1]), ("b", 2, [1, 0])] {
        for index in order {
            assert_eq!(served(&sessions[index].0).await.unwrap(), expected);
            assert_eq!(script.count(), requests);
        }
        for (_, clock) in &sessions {
            clock.advance(seconds(100));
        }
    }
    let text = String::from_utf8(entry.get_secret().unwrap()).unwrap();
    assert!(text.starts_with(r#"{"format":"authwright session 2","access_token":"b","#), "{text}");
    sessions[0].0.revoke().await.unwrap();
    let text = String::from_utf8(entry.get_secret().unwrap()).unwrap();
    assert!(!text.contains("token") && text.contains(r#""state":"revoked""#), "{text}");
    store("ada", &directory).lock().await.unwrap().save(&Stored::default()).await.unwrap();
}

#[tokio::test]
async fn no_other_entry_is_written_over() {
    let (entry, directory) = (entry("bob"), tempfile::tempdir().unwrap());
    for text in ["correct horse", "", "{}", "\u{0}"] {
        entry.set_secret(text.as_bytes()).unwrap();
        let (builder, _clock) = build(&Script::<REFRESH_TOKEN>::new([]));
        let session = builder.store(store("bob", &directory)).build();
        for error in [served(&session).await.unwrap_err(), session.revoke().await.unwrap_err()] {
            assert!(matches!(of_store(&error), KeyringStoreError::Foreign { .. }), "{error:?}");
            let expected = "the entry of service `acme` and account `bob` is not a record of a session; delete it";
            assert_eq!(of_store(&error).to_string(), expected);
            assert!(!format!("{:?}", of_store(&error)).contains("horse"));
        }
        assert_eq!(entry.get_secret().unwrap(), text.as_bytes());
    }
}

/// What the credential store says becomes an error of its own type, without the bytes that it may show.
#[tokio::test]
async fn every_fault_is_typed() {
    let (entry, directory) = (entry("eve"), tempfile::tempdir().unwrap());
    let store = store("eve", &directory);
    let rows = [
        (Fault::TooLong("secret".into(), 2560), "TooLong { what: \"secret\", limit: 2560 }"),
        (Fault::NoStorageAccess("it is locked".into()), "Unavailable(\"it is locked\")"),
        (Fault::PlatformFailure("it is broken".into()), "Unavailable(\"it is broken\")"),
        (Fault::BadEncoding(b"c4nary".to_vec()), "Unavailable(\"its entry cannot be read\")"),
        (Fault::BadDataFormat(b"c4nary".to_vec(), "c4nary".into()), "Unavailable(\"its entry cannot be read\")"),
        (Fault::Invalid("user".into(), "is empty".into()), "Name { what: \"user\", reason: \"is empty\" }"),
        (Fault::Ambiguous(Vec::new()), "Ambiguous"),
        (Fault::NoDefaultStore, "NoStore"),
        (Fault::NotSupportedByStore("c4nary".into()), "Unavailable(\"it does not support the operation\")"),
    ];
    let stored = Stored { access_token: Some("a".into()), ..Stored::default() };
    for (fault, expected) in rows {
        let mut locked = store.lock().await.unwrap();
        fail(&entry, fault);
        let error = locked.save(&stored).await.unwrap_err();
        assert_eq!(format!("{:?}", error.downcast_ref::<KeyringStoreError>().unwrap()), expected);
        locked.save(&stored).await.unwrap();
    }
}

/// The names of the entries that exist, of those that a record can have.
fn entries(account: &str) -> Vec<String> {
    let parts =
        ["a", "b"].into_iter().flat_map(|set| (0..9).map(move |number| format!("{account}/part {set}{number}")));
    let named = [account.to_owned()].into_iter().chain(parts);
    named.filter(|name| Entry::new("acme", name).unwrap().get_secret().is_ok_and(|text| text.len() <= 2560)).collect()
}

/// Windows has room for 2,560 bytes in an entry.
#[tokio::test]
async fn a_long_record_is_split() {
    let (entry, directory) = (entry("max"), tempfile::tempdir().unwrap());
    let store = store("max", &directory);
    let with = |length: usize| Stored { access_token: Some("\u{e4}".repeat(length).into()), ..Stored::default() };
    let rows: [(usize, &[&str]); 7] = [
        (10, &["max"]),
        (4000, &["max", "max/part a0", "max/part a1", "max/part a2", "max/part a3"]),
        (1500, &["max", "max/part b0", "max/part b1"]),
        (1600, &["max", "max/part a0", "max/part a1"]),
        (10, &["max"]),
        (1500, &["max", "max/part a0", "max/part a1"]),
        (0, &[]),
    ];
    for (length, expected) in rows {
        let stored = if length == 0 { Stored::default() } else { with(length) };
        let mut locked = store.lock().await.unwrap();
        locked.save(&stored).await.unwrap();
        assert_eq!(entries("max"), expected, "{length}");
        let loaded = locked.load().await.unwrap().access_token.map(|token| token.expose().len());
        assert_eq!(loaded, stored.access_token.map(|token| token.expose().len()));
    }
    assert!(matches!(entry.get_secret(), Err(Fault::NoEntry)));
    let error = store.lock().await.unwrap().save(&with(90_000)).await.unwrap_err();
    assert!(matches!(error.downcast_ref(), Some(KeyringStoreError::TooLong { .. })), "{error}");
    assert!(entries("max").is_empty());
}

/// Whatever write or removal fails, the old record or the new one is there, and the next save leaves nothing else.
#[tokio::test]
async fn a_split_record_is_replaced_as_a_whole() {
    let (_entry, directory) = (entry("zoe"), tempfile::tempdir().unwrap());
    let store = store("zoe", &directory);
    let with = |name: &str| Stored { access_token: Some(name.repeat(3000).into()), ..Stored::default() };
    for name in ["zoe", "zoe/part a0", "zoe/part a1", "zoe/part a2", "zoe/part b0", "zoe/part b1", "zoe/part b2"] {
        let mut locked = store.lock().await.unwrap();
        locked.save(&with("o")).await.unwrap();
        fail(&Entry::new("acme", name).unwrap(), Fault::NoStorageAccess("it is locked".into()));
        let saved = locked.save(&with("n")).await;
        let first = async |stored: Stored| stored.access_token.unwrap().expose().chars().next();
        let mut found = locked.load().await;
        if found.is_err() {
            found = locked.load().await;
        }
        let found = first(found.unwrap()).await;
        assert!(found == Some('n') || (saved.is_err() && found == Some('o')), "{name}: {found:?} {saved:?}");
        locked.save(&with("x")).await.unwrap();
        assert_eq!(entries("zoe").len(), 3, "{name}: {:?}", entries("zoe"));
    }
}

/// An entry was deleted or changed by hand.
#[tokio::test]
async fn an_incomplete_record_is_an_error() {
    let (entry, directory) = (entry("ivy"), tempfile::tempdir().unwrap());
    let store = store("ivy", &directory);
    let stored = Stored { access_token: Some("a".repeat(3000).into()), ..Stored::default() };
    let part = Entry::new("acme", "ivy/part a1").unwrap();
    for change in [|part: &Entry| part.delete_credential(), |part: &Entry| part.set_secret(b"c4nary")] {
        let mut locked = store.lock().await.unwrap();
        locked.save(&Stored::default()).await.unwrap();
        locked.save(&stored).await.unwrap();
        change(&part).unwrap();
        let error = locked.load().await.unwrap_err();
        assert!(matches!(error.downcast_ref(), Some(KeyringStoreError::Foreign { .. })), "{error}");
        assert!(!format!("{error:?}").contains("c4nary"));
        entry.delete_credential().unwrap();
        assert!(locked.load().await.unwrap().access_token.is_none());
    }
}

/// A token that cannot be saved is not returned, and not lost.
#[tokio::test]
async fn works_again_once_it_is_unlocked() {
    let (entry, directory) = (entry("dan"), tempfile::tempdir().unwrap());
    let script = Script::<REFRESH_TOKEN>::new([FIRST]);
    let (builder, clock) = build(&script);
    let session = builder.store(store("dan", &directory)).build();
    fail(&entry, Fault::NoStorageAccess("it is locked".into()));
    let error = served(&session).await.unwrap_err();
    assert!(matches!(of_store(&error), KeyringStoreError::Unavailable(_)), "{error:?}");
    clock.advance(seconds(1));
    assert_eq!((served(&session).await.unwrap().as_str(), script.count()), ("a", 1));
}

/// The credential store has no lock: the file is the lock.
#[tokio::test]
async fn the_lock_file_is_waited_for() {
    let (_entry, directory) = (entry("kim"), tempfile::tempdir().unwrap());
    let held = store("kim", &directory).lock().await.unwrap();
    let (builder, _clock) = build(&Script::<REFRESH_TOKEN>::new([FIRST]));
    let session = builder.store(store("kim", &directory)).request_timeout(std::time::Duration::from_millis(5)).build();
    assert_eq!(served(&session).await.unwrap_err().problem(), SessionProblem::RequestTime);
    drop(held);
    let (builder, _clock) = build(&Script::<REFRESH_TOKEN>::new([FIRST]));
    assert_eq!(served(&builder.store(store("kim", &directory)).build()).await.unwrap(), "a");
}

/// The system's own store, on a machine that has one: `cargo test -- --ignored`. It leaves nothing behind.
#[tokio::test]
#[ignore = "needs an unlocked credential store of the operating system"]
async fn the_store_of_the_system_keeps_tokens() {
    let directory = tempfile::tempdir().unwrap();
    let store = KeyringStore::new("authwright test", "nobody", directory.path().join("session.lock"));
    let mut locked = store.lock().await.unwrap();
    let stored =
        Stored { access_token: Some("at_1".into()), refresh_token: Some("rt_\u{e4}".into()), ..Stored::default() };
    locked.save(&stored).await.unwrap();
    let loaded = locked.load().await.unwrap();
    assert_eq!(loaded.access_token.unwrap().expose(), "at_1");
    assert_eq!(loaded.refresh_token.unwrap().expose(), "rt_\u{e4}");
    locked.save(&Stored::default()).await.unwrap();
    assert!(locked.load().await.unwrap().access_token.is_none());
}
