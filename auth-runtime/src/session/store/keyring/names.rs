//! The names of a record's entries.

use keyring_core::Entry;

use super::index::Set;
use super::{KeyringStoreError, platform};

/// The service and the account of a record.
#[derive(Debug)]
pub(super) struct Names {
    pub(super) service: String,
    pub(super) account: String,
}

impl Names {
    /// Opens the entry of the account itself.
    pub(super) fn entry(&self) -> Result<Entry, KeyringStoreError> {
        open(&self.service, &self.account)
    }

    /// Opens the entry of a part of the record.
    pub(super) fn part(&self, set: Set, number: usize) -> Result<Entry, KeyringStoreError> {
        open(&self.service, &format!("{}/part {}{number}", self.account, set.name()))
    }

    /// Returns the error for an entry that is not a record.
    pub(super) fn foreign(&self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> KeyringStoreError {
        let Self { service, account } = self;
        KeyringStoreError::Foreign { service: service.clone(), account: account.clone(), source: source.into() }
    }
}

fn open(service: &str, account: &str) -> Result<Entry, KeyringStoreError> {
    Ok(keyring_core::get_default_store().map_or_else(platform::store, Ok)?.build(service, account, None)?)
}
