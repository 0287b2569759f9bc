//! The user, as identified by the issuer.

use std::fmt;

#[cfg(feature = "client")]
use super::IdentityError;
use crate::value::{Decode, DecodeError, Json};

/// The user who logged in, according to a checked `id_token` or the provider's own endpoint. `Debug` shows only the
/// issuer, because the rest is personal data.
#[derive(Clone)]
pub struct Identity {
    pub(super) issuer: String,
    pub(super) subject: String,
    pub(super) claims: Json,
}

impl Identity {
    /// Makes an identity from a reply of the provider's own endpoint, over a trusted connection.
    #[cfg(feature = "client")]
    pub(crate) fn said(issuer: String, subject: String, claims: Json) -> Result<Self, IdentityError> {
        if subject.is_empty() { Err(IdentityError::Subject) } else { Ok(Self { issuer, subject, claims }) }
    }

    /// Returns the issuer. Equal subjects of different issuers are different people.
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// Returns the subject: the issuer's permanent and unique identifier of the person (`OpenID` Connect Core 1.0 §2). An
    /// e-mail address can be passed on to another person; this cannot.
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// Decodes all claims as a type of the caller's.
    pub fn claims<T: Decode>(&self) -> Result<T, DecodeError> {
        T::decode(self.claims.as_json())
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity").field("issuer", &self.issuer).finish_non_exhaustive()
    }
}
