//! A store in the credential store of the operating system.

mod error;
mod platform;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use keyring_core::{Entry, Error};
use zeroize::Zeroizing;

pub use self::error::KeyringStoreError;
use super::lock_file::LockFile;
use super::record::{read, write};
use super::{Locked, Store, StoreFuture, Stored};

/// A store in the credential store of the operating system: the Keychain of macOS, the Credential Manager of Windows, the
/// Secret Service elsewhere (GNOME Keyring, `KWallet`), reached over D-Bus without any C library. Where the application
/// has set a default store of the crate `keyring-core`, that one is used, for example one of Linux's kernel keys or of
/// Android.
///
/// The tokens are one entry, named by a service and an account. An entry that is something else is an error and is not
/// written over; an empty session has no entry. Windows takes 2560 bytes, which long tokens exceed: that is
/// [`KeyringStoreError::TooLong`]. Credential stores have no locks. Every process of the user must therefore name the same
/// lock file: an empty file that stays, in a directory that is there, and not on a network file system. It is not looked
/// for in a directory of the environment, because a process that has another environment would not be kept out.
///
/// The store is opened for each use, so that it may be unlocked or started later. A system that asks the user does so
/// while the session waits; what is asked stays open even if the session has given up. The errors are [`KeyringStoreError`]s.
///
/// Its tests use a stand-in in memory, and a GNOME Keyring only by hand; on macOS and Windows it has not been run.
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

#[derive(Debug)]
struct Names {
    service: String,
    account: String,
}

impl KeyringStore {
    /// The entry of that service and account, which need not exist, and the file that is locked while it is used.
    pub fn new(service: impl Into<String>, account: impl Into<String>, lock_file: impl Into<PathBuf>) -> Self {
        let names = Names { service: service.into(), account: account.into() };
        Self { names: Arc::new(names), lock_file: lock_file.into().into() }
    }
}

impl Store for KeyringStore {
    fn lock(&self) -> StoreFuture<'_, Box<dyn Locked>> {
        Box::pin(async {
            let lock = LockFile::take(&self.lock_file).await?;
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
        if stored.is_empty() {
            return self.run(delete);
        }
        let text = write(stored);
        self.run(move |names| Ok(entry(names)?.set_secret(text.as_slice())?))
    }
}

fn load(names: &Names) -> Result<Stored, KeyringStoreError> {
    let secret = match entry(names)?.get_secret() {
        Err(Error::NoEntry) => return Ok(Stored::default()),
        found => Zeroizing::new(found?),
    };
    read(&secret).map_err(|error| {
        let Names { service, account } = names;
        KeyringStoreError::Foreign { service: service.clone(), account: account.clone(), source: Box::new(error) }
    })
}

fn delete(names: &Names) -> Result<(), KeyringStoreError> {
    match entry(names)?.delete_credential() {
        Err(Error::NoEntry) => Ok(()),
        deleted => Ok(deleted?),
    }
}

fn entry(names: &Names) -> Result<Entry, KeyringStoreError> {
    let Names { service, account } = names;
    let store = keyring_core::get_default_store().map_or_else(platform::store, Ok)?;
    Ok(store.build(service, account, None)?)
}
