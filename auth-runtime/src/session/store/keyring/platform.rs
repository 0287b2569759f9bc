//! Selects the credential store of the operating system.

use std::sync::Arc;

use keyring_core::{CredentialStore, Result};

#[cfg(target_os = "macos")]
pub(super) fn store() -> Result<Arc<CredentialStore>> {
    Ok(apple_native_keyring_store::keychain::Store::new()?)
}

#[cfg(windows)]
pub(super) fn store() -> Result<Arc<CredentialStore>> {
    Ok(windows_native_keyring_store::Store::new()?)
}

#[cfg(all(unix, not(any(target_os = "macos", target_os = "ios", target_os = "android"))))]
pub(super) fn store() -> Result<Arc<CredentialStore>> {
    Ok(zbus_secret_service_keyring_store::Store::new()?)
}

/// Returns an error, because the application has to choose a store on this system.
#[cfg(not(any(windows, all(unix, not(any(target_os = "ios", target_os = "android"))))))]
pub(super) fn store() -> Result<Arc<CredentialStore>> {
    Err(keyring_core::Error::NoDefaultStore)
}
