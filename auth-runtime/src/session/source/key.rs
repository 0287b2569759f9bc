//! The key that a session makes at a login, and keeps with the tokens that are bound to it (RFC 9449).

use super::TokenSource;
use crate::Secret;
use crate::credential::SessionError;
#[cfg(feature = "sign")]
use crate::host::Provider;
use crate::host::captured::Captured;
use crate::sign::Sign;
#[cfg(feature = "sign")]
use crate::sign::{KeyError, PrivateKey};
#[cfg(feature = "sign")]
use crate::{Class, Connection};

/// The name under which a connection has the key, beside the captured values. No field has such a name.
const KEY: &str = ".session_key";

/// Returns what a connection knows of a login.
pub(crate) fn beside(captured: &Captured, key: Option<&Secret>) -> Captured {
    captured.clone().into_iter().chain(key.map(|key| (KEY.to_owned(), key.clone().into()))).collect()
}

/// Returns the stored key, or a new one, of a source whose tokens are bound to one.
#[cfg(feature = "sign")]
pub(crate) fn key<P: Provider, S: TokenSource<P>>(
    _: &S,
    stored: Option<&Secret>,
) -> Result<Option<Secret>, SessionError> {
    match (S::SESSION_KEY, stored) {
        (None, stored) => Ok(stored.cloned()),
        (Some(_), Some(stored)) => read(Some(stored)).map(|_| Some(stored.clone())),
        (Some(algorithm), None) => Ok(PrivateKey::generate(algorithm).map_err(configuration)?.to_pem()),
    }
}

#[cfg(not(feature = "sign"))]
#[allow(clippy::unnecessary_wraps, reason = "with signatures, it can fail")]
pub(crate) fn key<P, S: TokenSource<P>>(_: &S, stored: Option<&Secret>) -> Result<Option<Secret>, SessionError> {
    Ok(stored.cloned())
}

/// Returns the signer of the calls with a token.
#[cfg(feature = "sign")]
pub(crate) fn signer<P, S: TokenSource<P>>(
    source: &S,
    token: &Secret,
    key: Option<&Secret>,
) -> Result<Option<Box<dyn Sign>>, SessionError> {
    match S::SESSION_KEY {
        Some(_) => Ok(source.signer_with(token, &read(key)?)),
        None => Ok(source.signer(token)),
    }
}

#[cfg(not(feature = "sign"))]
#[allow(clippy::unnecessary_wraps, reason = "with signatures, it can fail")]
pub(crate) fn signer<P, S: TokenSource<P>>(
    source: &S,
    token: &Secret,
    _: Option<&Secret>,
) -> Result<Option<Box<dyn Sign>>, SessionError> {
    Ok(source.signer(token))
}

/// Returns the key of a connection, for a [`Presented`](crate::session::Presented) token.
pub(crate) fn of(captured: &Captured) -> Option<&Secret> {
    captured.get(KEY).map(|key| &key.text)
}

#[cfg(feature = "sign")]
fn read(key: Option<&Secret>) -> Result<PrivateKey, SessionError> {
    let key = key.ok_or_else(|| SessionError::new(Class::Configuration, "there is no key for the tokens"))?;
    let unreadable = |error: KeyError| format!("the stored key of the tokens cannot be read: {error}");
    PrivateKey::from_pem(key.expose()).map_err(|error| SessionError::new(Class::Configuration, unreadable(error)))
}

#[cfg(feature = "sign")]
fn configuration(error: KeyError) -> SessionError {
    SessionError::new(Class::Configuration, error)
}

#[cfg(feature = "sign")]
impl<P> Connection<P> {
    /// Returns the key to which the tokens of the login are bound, for the requests of a
    /// [`TokenSource`](crate::session::TokenSource) with a
    /// [`SESSION_KEY`](crate::session::TokenSource::SESSION_KEY): the connection that they are given has it.
    ///
    /// ```
    /// # use auth_runtime::{Connection, Secret};
    /// # use auth_runtime::session::SessionError;
    /// # use auth_runtime::sign::PrivateKey;
    /// # struct CreateToken { proof_key: PrivateKey }
    /// # fn example<P>(at: &Connection<P>) -> Result<(), SessionError> {
    /// let request = CreateToken { proof_key: at.session_key()? };
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Returns an error if the connection has no key, or one that cannot be read.
    pub fn session_key(&self) -> Result<PrivateKey, SessionError> {
        read(of(self.hosts().site().captured()))
    }
}
