//! What a store in a file does with links, special files, permissions and writes that fail (promise 2.9).
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails may panic")]

use std::fs::{self, Permissions};
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use auth_runtime::session::{FileStore, Store, Stored};
use tempfile::TempDir;

/// A directory, and paths in it.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn names(&self) -> Vec<String> {
        let names = fs::read_dir(self.0.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }
}

async fn load(path: impl AsRef<Path>) -> Result<String, String> {
    let store = FileStore::new(path.as_ref());
    let mut locked = store.lock().await.map_err(|error| error.to_string())?;
    let stored = locked.load().await.map_err(|error| error.to_string())?;
    Ok(stored.refresh_token.map_or("-".to_owned(), |token| token.expose().to_owned()))
}

async fn save(path: impl AsRef<Path>, token: &str) -> Result<(), String> {
    let store = FileStore::new(path.as_ref());
    let stored = Stored { refresh_token: Some(token.into()), ..Stored::default() };
    let mut locked = store.lock().await.map_err(|error| error.to_string())?;
    locked.save(&stored).await.map_err(|error| error.to_string())
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[tokio::test]
async fn links_are_followed_and_stay() {
    let place = Place::new();
    fs::create_dir(place.at("real")).unwrap();
    let rows = [
        ("to a file", "real/a.json", PathBuf::from("real/a.json")),
        ("absolute", "real/b.json", place.at("real/b.json")),
        ("to a link", "real/a.json", PathBuf::from("to a file")),
        ("dangling", "real/c.json", PathBuf::from("./real/c.json")),
    ];
    for (link, real, target) in rows {
        symlink(target, place.at(link)).unwrap();
        save(place.at(link), link).await.unwrap();
        assert!(fs::symlink_metadata(place.at(link)).unwrap().is_symlink(), "{link}");
        assert_eq!(load(place.at(real)).await.unwrap(), link);
        save(place.at(real), "new").await.unwrap();
        assert_eq!(load(place.at(link)).await.unwrap(), "new");
    }
    symlink("real", place.at("directory")).unwrap();
    assert_eq!(load(place.at("directory/a.json")).await.unwrap(), "new");
    let locks = fs::read_dir(place.at("real"))
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().path().extension().is_some_and(|extension| extension == "lock"));
    assert_eq!(locks.count(), 3, "one for each file");
}

#[tokio::test]
async fn all_paths_to_a_file_have_one_lock() {
    let place = Place::new();
    symlink("session.json", place.at("link")).unwrap();
    let held = FileStore::new(place.at("link")).lock().await.unwrap();
    let other = FileStore::new(place.at("session.json"));
    let mut waiting = other.lock();
    let polled = std::future::poll_fn(|cx| std::task::Poll::Ready(waiting.as_mut().poll(cx).is_ready())).await;
    assert!(!polled, "the lock of the link is that of the file");
    drop(held);
    waiting.await.unwrap();
}

#[tokio::test]
async fn special_files_are_refused() {
    let place = Place::new();
    let fifo = |name: &str| assert!(Command::new("mkfifo").arg(place.at(name)).status().unwrap().success());
    fifo("fifo");
    fifo("lock.lock");
    fifo("new.new");
    fs::create_dir(place.at("directory")).unwrap();
    let _listener = UnixListener::bind(place.at("socket")).unwrap();
    symlink("/dev/zero", place.at("to a device")).unwrap();
    symlink("fifo", place.at("to a fifo")).unwrap();
    symlink("loop", place.at("loop")).unwrap();
    for name in ["fifo", "lock", "directory", "socket", "to a fifo", "/dev/null", "to a device", "loop"] {
        for said in [load(place.at(name)).await.err(), save(place.at(name), "x").await.err()] {
            let said = said.unwrap_or_else(|| panic!("{name} is used"));
            assert!(said.starts_with(&format!("{}: ", place.at(name).display())), "{said}");
        }
    }
    assert!(fs::metadata(place.at("fifo")).unwrap().file_type().is_fifo(), "nothing is written over it");
    // What is in the place of the new file is removed.
    save(place.at("new"), "x").await.unwrap();
    assert!(!Path::new("/dev/null.lock").exists(), "a lock is not made next to a device");
}

#[tokio::test]
async fn a_file_is_read_to_a_limit() {
    let place = Place::new();
    let file = fs::File::create(place.at("large")).unwrap();
    file.set_len(1 << 40).unwrap();
    let said = load(place.at("large")).await.unwrap_err();
    assert!(said.ends_with("large: longer than 1 MiB"), "{said}");
}

#[tokio::test]
async fn a_file_that_others_can_access_is_made_private() {
    let place = Place::new();
    let path = place.at("session.json");
    save(&path, "r1").await.unwrap();
    for wide in [0o644, 0o660, 0o606, 0o777, 0o610] {
        fs::set_permissions(&path, Permissions::from_mode(wide)).unwrap();
        assert_eq!(load(&path).await.unwrap(), "r1");
        assert_eq!(mode(&path), 0o600, "{wide:o}");
        fs::set_permissions(&path, Permissions::from_mode(wide)).unwrap();
        save(&path, "r1").await.unwrap();
        assert_eq!(mode(&path), 0o600, "{wide:o}");
        assert_eq!(mode(&place.at("session.json.lock")), 0o600);
    }
    fs::set_permissions(&path, Permissions::from_mode(0o644)).unwrap();
    FileStore::new(&path).without_permission_check().lock().await.unwrap().load().await.unwrap();
    assert_eq!(mode(&path), 0o644);
    // Somebody else's file stays as it is.
    fs::write(place.at("other"), "export PATH=/bin").unwrap();
    fs::set_permissions(place.at("other"), Permissions::from_mode(0o644)).unwrap();
    load(place.at("other")).await.unwrap_err();
    assert_eq!(mode(&place.at("other")), 0o644);
}

#[tokio::test]
async fn hard_links_are_refused() {
    let place = Place::new();
    save(place.at("one"), "r1").await.unwrap();
    fs::hard_link(place.at("one"), place.at("two")).unwrap();
    for name in ["one", "two"] {
        let said = load(place.at(name)).await.unwrap_err();
        assert!(said.ends_with("the file has several names (hard links); keep one of them"), "{said}");
    }
    fs::remove_file(place.at("two")).unwrap();
    assert_eq!(load(place.at("one")).await.unwrap(), "r1");
}

#[tokio::test]
async fn a_failed_write_leaves_nothing() {
    let place = Place::new();
    let path = place.at("session.json");
    save(&path, "r1").await.unwrap();
    let before = place.names();
    // A directory in the place of the new file, and in that of the old.
    fs::create_dir(place.at("session.json.new")).unwrap();
    save(&path, "r2").await.unwrap_err();
    fs::remove_dir(place.at("session.json.new")).unwrap();
    assert_eq!((load(&path).await.unwrap(), place.names()), ("r1".to_owned(), before.clone()));
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    save(&path, "r2").await.unwrap_err();
    assert_eq!(place.names(), before);
}

#[tokio::test]
async fn leftovers_of_a_crash_are_removed() {
    let place = Place::new();
    let path = place.at("session.json");
    save(&path, "r1").await.unwrap();
    fs::write(place.at("session.json.new"), "{\"format\":").unwrap();
    assert_eq!(load(&path).await.unwrap(), "r1");
    assert_eq!(place.names(), ["session.json", "session.json.lock"]);
}

/// Somebody cleans up while a process waits: both would have a lock.
#[tokio::test]
async fn a_lock_file_that_was_deleted_is_made_again() {
    let place = Place::new();
    let store = FileStore::new(place.at("session.json"));
    let held = store.lock().await.unwrap();
    let mut waiting = store.lock();
    std::future::poll_fn(|cx| std::task::Poll::Ready(waiting.as_mut().poll(cx).is_ready())).await;
    fs::remove_file(place.at("session.json.lock")).unwrap();
    drop(held);
    let _held = waiting.await.unwrap();
    assert_eq!(fs::metadata(place.at("session.json.lock")).unwrap().nlink(), 1);
}

#[tokio::test]
async fn a_relative_path_stays_where_it_was() {
    let shown = format!("{:?}", FileStore::new("session.json"));
    assert!(shown.contains(std::env::current_dir().unwrap().join("session.json").to_str().unwrap()), "{shown}");
}
