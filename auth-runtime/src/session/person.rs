//! The identity of a session's user.

#[cfg(feature = "sign")]
mod token;

use std::error::Error as StdError;

#[cfg(feature = "sign")]
pub use self::token::{Issuer, identify_by_token};
use super::Session;
use crate::call::ProtectedEndpoint;
use crate::client::HasConnection;
use crate::credential::SessionError;
use crate::host::Provider;
use crate::identity::{Identity, IdentityError};
use crate::response::ApiError;
use crate::value::JsonRef;
use crate::{Authorizes, Connection, Json};

/// A credential whose provider identifies the user. `#[derive(TokenSource)]` with `identity(…)` implements it.
#[diagnostic::on_unimplemented(
    message = "nothing says who logs in with `{Self}`",
    label = "this credential has no identity",
    note = "a spec says it with `identity`, a derive with `identity(…)`"
)]
pub trait Identifies<P>: Sized {
    /// Requests the identity and checks it.
    fn identify(
        session: &Session<P, Self>,
        at: &Connection<P>,
    ) -> impl Future<Output = Result<Identity, IdentifyError>> + Send;
}

/// Why the user could not be identified.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IdentifyError {
    /// The session has no token.
    #[error("the session has no token")]
    Session(#[source] SessionError),
    /// The login returned no `id_token`: it was made by an earlier release, or the provider left it out.
    #[error("the log-in brought no `{name}`; log in again")]
    Missing {
        /// The name of the missing value.
        name: &'static str,
    },
    /// The call for the identity or for the issuer's keys failed.
    #[error("the provider does not answer who logged in")]
    Call(#[source] Box<dyn StdError + Send + Sync>),
    /// The `id_token` was rejected.
    #[error(transparent)]
    Refused(#[from] IdentityError),
}

impl<P: Provider, C: Identifies<P>> Session<P, C> {
    /// Returns the user's identity, as stated by the provider and checked here. It sends requests each time: keep the
    /// result.
    pub async fn identity(&self, client: &impl HasConnection<P>) -> Result<Identity, IdentifyError> {
        C::identify(self, &client.anonymous()).await
    }
}

/// Identifies the user by a call of the provider, whose reply contains the subject.
#[doc(hidden)]
pub async fn identify_by_call<P: Provider, C, E>(
    session: &Session<P, C>,
    at: &Connection<P>,
    request: E,
    subject: impl FnOnce(&E::Response) -> String + Send,
) -> Result<Identity, IdentifyError>
where
    E: ProtectedEndpoint,
    E::Error: ApiError + Send + Sync + 'static,
    Session<P, C>: Authorizes<P, E::Auth>,
{
    let reply = at.with(session.clone()).call_protected(request).await;
    let reply = reply.map_err(|error| IdentifyError::Call(error.into()))?;
    let claims = JsonRef::parse(reply.body()).map_err(|error| IdentifyError::Call(error.into()))?;
    let issuer = at.hosts().site().urls().next().map(|(_, url)| url.to_owned()).unwrap_or_default();
    Ok(Identity::said(issuer, subject(reply.value()), Json::from(claims))?)
}
