//! A store in a directory that must not be written: what can be read is used, and nothing is sent that would have to be kept.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::Command;

use auth_runtime::session::{FileStore, ManualClock, Session, SessionBuilder, SessionProblem, Store as _, Stored};
use auth_runtime::{Class, Secret};

use crate::session_support::{Acme, KEPT, MINT, REFRESH_TOKEN, Reply, Script, connection, seconds, served, token};

/// The user `nobody` of most systems.
const USER: u32 = 65_534;
const DIRECTORY: &str = "AUTHWRIGHT_READ_ONLY";

/// Runs a test as a user who must not write into a directory. The superuser may write everywhere, so that another process
/// does it.
fn as_a_reader(name: &str, has_lock: bool) {
    let root = tempfile::tempdir().unwrap();
    let may = |path: &Path, mode| std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let is_superuser = std::fs::metadata(root.path()).unwrap().uid() == 0;
    runtime.block_on(write(root.path()));
    let (record, lock) = (root.path().join("session.json"), root.path().join("session.json.lock"));
    if is_superuser {
        std::os::unix::fs::chown(&record, Some(USER), Some(USER)).unwrap();
    }
    if has_lock {
        may(&lock, 0o444);
    } else {
        std::fs::remove_file(&lock).unwrap();
    }
    may(root.path(), 0o555);
    let mut test = Command::new(std::env::current_exe().unwrap());
    test.args(["--exact", &format!("stores::read_only::{name}"), "--ignored"]).env(DIRECTORY, root.path());
    if is_superuser {
        test.uid(USER).gid(USER);
    }
    let done = test.output().unwrap();
    may(root.path(), 0o755);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stdout));
    assert!(String::from_utf8_lossy(&done.stdout).contains("1 passed"), "it ran");
}

/// A record with a token that is good for a while.
async fn write(root: &Path) {
    let store = FileStore::new(root.join("session.json"));
    let session = session::<REFRESH_TOKEN>(
        &Script::new([Reply::Token("a", Some(100), Some("r1"))]),
        store,
        &ManualClock::default(),
    );
    assert_eq!(served(&session).await.unwrap(), "a");
}

fn session<const RENEWAL: u8>(script: &Script<RENEWAL>, store: FileStore, clock: &ManualClock) -> Session<Acme> {
    let builder: SessionBuilder<Acme> = Session::builder(script.clone(), &connection());
    builder.store(store).clock(clock.clone()).build()
}

fn here() -> FileStore {
    FileStore::new(Path::new(&std::env::var_os(DIRECTORY).unwrap()).join("session.json"))
}

#[test]
fn what_can_be_read_is_used() {
    as_a_reader("reads", false);
    as_a_reader("reads", true);
}

#[tokio::test]
#[ignore = "another test runs it as another user"]
async fn reads() {
    let clock = ManualClock::default();
    let script = Script::<REFRESH_TOKEN>::new([token("never", 100)]);
    let reader = session(&script, here(), &clock);
    assert_eq!(served(&reader).await.unwrap(), "a", "it is good");
    assert!(script.calls().is_empty());
    // A token that has to be made cannot be kept: nothing is sent, neither a refresh token nor a code.
    clock.advance(seconds(100));
    for _ in 0..2 {
        let error = served(&reader).await.unwrap_err();
        assert_eq!((error.problem(), error.class()), (SessionProblem::Store, Class::Configuration), "{error:?}");
        assert!(format!("{error:?}").contains("write into the directory"), "{error:?}");
        clock.advance(seconds(100));
    }
    assert!(script.calls().is_empty(), "{:?}", script.calls());
    let stored = here().lock().await.unwrap().load().await.unwrap();
    assert!(stored.refresh_token.is_some());
    assert!(
        here().lock().await.unwrap().save(&Stored { access_token: Some(Secret::from("b")), ..stored }).await.is_err()
    );
}

#[test]
fn what_nobody_has_to_keep_is_obtained() {
    as_a_reader("logs_in", false);
}

#[tokio::test]
#[ignore = "another test runs it as another user"]
async fn logs_in() {
    // A log-in by a password, which others can repeat, is for this session.
    let elsewhere = std::env::var_os(DIRECTORY).map(|root| FileStore::new(Path::new(&root).join("new.json"))).unwrap();
    let clock = ManualClock::default();
    let script = Script::<MINT>::new([Reply::Token("b", Some(100), None), Reply::Token("c", Some(100), None)]);
    let session_ = session(&script, elsewhere.clone(), &clock);
    for expected in ["b", "c"] {
        assert_eq!(served(&session_).await.unwrap(), expected);
        clock.advance(seconds(100));
    }
    // One that brings a refresh token has to be kept, and is not begun.
    for is_kept in [false, true] {
        let clock = ManualClock::default();
        let (one, other) = (Script::<REFRESH_TOKEN>::new([token("b", 100)]), Script::<KEPT>::new([token("b", 100)]));
        let session =
            if is_kept { session(&other, elsewhere.clone(), &clock) } else { session(&one, elsewhere.clone(), &clock) };
        assert_eq!(served(&session).await.unwrap_err().problem(), SessionProblem::Store);
        assert!(one.calls().is_empty() && other.calls().is_empty());
    }
}

/// A disk without room, on which a file can be made and not written: the code is not used up.
#[test]
fn no_code_is_used_up_for_a_disk_that_is_full() {
    let root = tempfile::tempdir().unwrap();
    let mut test = Command::new("sh");
    test.args(["-c", "trap '' XFSZ; ulimit -f 0; exec \"$0\" --exact stores::read_only::is_full --ignored"]);
    let done = test.arg(std::env::current_exe().unwrap()).env(DIRECTORY, root.path()).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stdout));
    assert!(String::from_utf8_lossy(&done.stdout).contains("1 passed"), "it ran");
    assert_eq!(std::fs::read_dir(root.path()).unwrap().count(), 1, "only the lock is left");
}

#[tokio::test]
#[ignore = "another test runs it with a limit for files"]
async fn is_full() {
    let script = Script::<REFRESH_TOKEN>::new([token("never", 100)]);
    let error = served(&session(&script, here(), &ManualClock::default())).await.unwrap_err();
    assert_eq!(error.problem(), SessionProblem::Store, "{error:?}");
    assert!(script.calls().is_empty());
}
