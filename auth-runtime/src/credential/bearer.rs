//! A token as a credential.

use std::fmt;

use http::HeaderValue;

use crate::credential::attach::{header_text, sensitive};
use crate::credential::{Attach, Credential};
use crate::request::RequestError;
use crate::value::Secret;

/// A token, sent as `Authorization: Bearer …` (RFC 6750 §2.1).
///
/// ```
/// use auth_runtime::{Bearer, Secret};
///
/// let token = Secret::from("at_1");
/// let credential = Bearer::from(&token);
/// assert_eq!(format!("{credential:?}"), "Bearer(Secret(…))");
/// ```
#[derive(Clone)]
pub struct Bearer {
    token: Secret,
    /// `None` if the token cannot be put into a header, which is said when it is attached.
    header: Option<HeaderValue>,
}

impl Bearer {
    /// A credential of that token.
    #[must_use]
    pub fn new(token: impl Into<Secret>) -> Self {
        Self::from(token.into())
    }
}

impl From<&Secret> for Bearer {
    fn from(token: &Secret) -> Self {
        Self::new(token)
    }
}

impl From<Secret> for Bearer {
    fn from(token: Secret) -> Self {
        Self { header: header_text("Bearer ", &token).and_then(sensitive), token }
    }
}

impl Credential for Bearer {
    fn attach(&self, to: &mut Attach<'_>) -> Result<(), RequestError> {
        to.ready("authorization", self.header.as_ref(), &self.token)
    }
}

impl fmt::Debug for Bearer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Bearer").field(&self.token).finish()
    }
}
