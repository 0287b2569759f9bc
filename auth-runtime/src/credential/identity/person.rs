//! The person, as the issuer knows them.

use std::fmt;

#[cfg(feature = "client")]
use super::IdentityError;
use crate::value::{Decode, DecodeError, Json};

/// Who logged in, as a checked `id_token` or the provider's own call says it. `Debug` shows the issuer only: the rest names a
/// person.
#[derive(Clone)]
pub struct Identity {
    pub(super) issuer: String,
    pub(super) subject: String,
    pub(super) claims: Json,
}

impl Identity {
    /// What a provider says in a reply of its own, over a connection that is trusted.
    #[cfg(feature = "client")]
    pub(crate) fn said(issuer: String, subject: String, claims: Json) -> Result<Self, IdentityError> {
        if subject.is_empty() { Err(IdentityError::Subject) } else { Ok(Self { issuer, subject, claims }) }
    }

    /// The issuer. Subjects of different issuers are different people, whatever they are called.
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// What the issuer calls the person, for ever and for nobody else (OpenID Connect Core 1.0 §2). An e-mail address can
    /// change hands; this does not.
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// All claims, to be read into a type of one's own.
    pub fn claims<T: Decode>(&self) -> Result<T, DecodeError> {
        T::decode(self.claims.as_json())
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity").field("issuer", &self.issuer).finish_non_exhaustive()
    }
}
