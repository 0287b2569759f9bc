//! Bearer tokens.

use std::fmt;

use http::HeaderValue;

use crate::credential::Credential;
use crate::credential::header_text::header_text;
use crate::request::header::sensitive;
use crate::request::{Context, Fields, RequestProblem};
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
    /// The header value; `None` if the token is not valid in a header, which is reported when it is attached.
    header: Option<HeaderValue>,
}

impl Bearer {
    /// Makes a credential of a token.
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
        Self { header: header_text("Bearer ", &token, "").and_then(sensitive), token }
    }
}

impl Credential for Bearer {
    fn parts<'a>(&'a self, to: &mut Fields<'a>, _: &Context) -> Result<(), RequestProblem> {
        to.ready("authorization", self.header.as_ref(), &self.token);
        Ok(())
    }
}

impl fmt::Debug for Bearer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Bearer").field(&self.token).finish()
    }
}
