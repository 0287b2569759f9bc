//! A store in the credential store of the operating system.

mod error;
mod index;
mod names;
mod parts;
mod platform;

use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use self::error::KeyringStoreError;
use self::names::Names;
use super::lock_file::LockFile;
use super::record::{read, write};
use super::{Locked, Store, StoreFuture, Stored};

/// A store in the credential store of the operating system: the Keychain of macOS, the Credential Manager of Windows,
/// or elsewhere the Secret Service (GNOME Keyring, `KWallet`), over D-Bus and without a C library. If the application
/// has set a default store of the crate `keyring-core`, that one is used, for example for the kernel keys of Linux or
/// for Android.
///
/// The record is an entry with a service and an account. If it is longer than 2,560 bytes, the limit of Windows, it is
/// split into several entries whose accounts have the suffix `/part a0`, `/part a1` and so on. An entry that is not a
/// record is an error and is not overwritten; an empty session has no entry.
///
/// Credential stores have no locks. Therefore all processes of the user must name the same lock file: an empty file
/// that is not removed, in an existing directory, and not on a network file system. There is no default, because it
/// would depend on the environment, and a process with another environment would use another lock.
///
/// The credential store is opened for each use, so it may be unlocked or started later. If the system asks the user,
/// the session waits; the question remains open even if the session has given up. The errors are
/// [`KeyringStoreError`]s.
///
/// It is tested with a mock store in memory, and by hand with GNOME Keyring. It was not run on macOS and Windows.
///
/// ```
/// use auth_runtime::session::KeyringStore;
///
/// let store = KeyringStore::new("acme-cli", "ada@example.com", "/home/ada/.config/acme/session.lock");
/// ```
#[derive(Clone, Debug)]
pub struct KeyringStore {
    names: Arc<Names>,
    lock_file: Arc<Path>,
}

impl KeyringStore {
    /// Makes a store with the service and the account of the entry, which need not exist, and the file that is locked
    /// while it is used.
    pub fn new(service: impl Into<String>, account: impl Into<String>, lock_file: impl Into<PathBuf>) -> Self {
        let names = Names { service: service.into(), account: account.into() };
        Self { names: Arc::new(names), lock_file: lock_file.into().into() }
    }
}

impl Store for KeyringStore {
    fn lock(&self) -> StoreFuture<'_, Box<dyn Locked>> {
        Box::pin(async {
            let lock = LockFile::take(&self.lock_file, &self.lock_file).await?;
            Ok(Box::new(LockedEntry { names: Arc::clone(&self.names), lock }) as Box<dyn Locked>)
        })
    }
}

struct LockedEntry {
    names: Arc<Names>,
    lock: LockFile,
}

impl LockedEntry {
    fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Names) -> Result<T, KeyringStoreError> + Send + 'static,
    ) -> StoreFuture<'_, T> {
        let names = Arc::clone(&self.names);
        self.lock.run(move || work(&names))
    }
}

impl Locked for LockedEntry {
    fn load(&mut self) -> StoreFuture<'_, Stored> {
        self.run(load)
    }

    fn save<'a>(&'a mut self, stored: &'a Stored) -> StoreFuture<'a, ()> {
        if stored.is_blank() {
            return self.run(parts::delete);
        }
        let text = write(stored);
        self.run(move |names| parts::save(names, text.as_str()))
    }
}

fn load(names: &Names) -> Result<Stored, KeyringStoreError> {
    let Some(text) = parts::load(names)? else { return Ok(Stored::default()) };
    read(text.as_slice()).map_err(|error| names.foreign(error))
}
