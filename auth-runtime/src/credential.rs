//! Who a request is sent for.

use std::fmt;

use http::HeaderValue;

use crate::attach::{header_text, sensitive};
#[cfg(feature = "client")]
use crate::session::Renewing;
use crate::{Attach, RequestError, Secret};

/// No credential: what a client starts with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Anonymous;

/// Something that can be attached to a request to say who sends it.
///
/// `#[derive(Credential)]` implements it for a key, a token, or a user name and password:
///
/// ```
/// # use auth_runtime::{Credential, Host, Provider, Secret};
/// # struct Acme;
/// # impl Provider for Acme {
/// #     const NAME: &'static str = "acme";
/// #     const TITLE: &'static str = "Acme";
/// #     const HOSTS: &'static [Host] = &[];
/// # }
/// #[derive(Clone, Debug, Credential)]
/// #[credential(provider = Acme, header = "X-Api-Key")]
/// pub struct ApiKey(Secret);
///
/// let key = ApiKey::new("key-1");
/// # assert!(!format!("{key:?}").contains("key-1"));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no credential",
    label = "cannot be attached to a request",
    note = "derive it: `#[derive(Credential)]`; a token is attached by `Bearer::new(token)`"
)]
pub trait Credential: Send + Sync {
    /// Adds the credential. An error if it has characters that a header cannot have.
    fn attach(&self, to: &mut Attach<'_>) -> Result<(), RequestError>;

    /// The session behind the credential, if there is one: a call waits for its token, and renews it after a 401.
    #[cfg(feature = "client")]
    #[doc(hidden)]
    fn renewing(&self) -> Option<Renewing<'_>> {
        None
    }
}

/// A credential that the provider `P` accepts.
#[diagnostic::on_unimplemented(
    message = "this call needs a credential of `{P}`, and `{Self}` is none",
    label = "needs a credential of `{P}`",
    note = "attach one that `{P}` accepts: `client.with(credential)`"
)]
pub trait Authorizes<P>: Credential {}

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
