//! The identity of a session's user.

use std::error::Error as StdError;

use super::Session;
use crate::call::{OpenEndpoint, ProtectedEndpoint};
use crate::client::HasConnection;
use crate::credential::{Credential, SessionError};
use crate::host::Provider;
use crate::host::captured::{NONCE, first_of};
use crate::host::template::fill;
use crate::identity::{IdTokenRules, Identity, IdentityError, KeySet, subject_of};
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

/// Where the issuer of an `id_token` is stated.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum Issuer {
    /// In the spec.
    Fixed(&'static str),
    /// In the spec, with settings of the connection in braces.
    Template(&'static str),
    /// In a captured value.
    Captured(&'static str),
}

/// Identifies the user by an `id_token`, which is checked with the issuer's current keys.
#[doc(hidden)]
pub async fn identify_by_token<P: Provider, C, K>(
    session: &Session<P, C>,
    at: &Connection<P>,
    name: &'static str,
    issuer: Issuer,
    keys: K,
) -> Result<Identity, IdentifyError>
where
    K: OpenEndpoint<Response = Json>,
    K::Error: ApiError + Send + Sync + 'static,
{
    let token = session.token().await.map_err(IdentifyError::Session)?;
    let captured = |name| token.captured(name).ok_or(IdentifyError::Missing { name });
    let (id_token, nonce) = (captured(name)?, token.captured(NONCE));
    let site = at.hosts().site();
    let issuer = match issuer {
        Issuer::Fixed(issuer) => issuer.to_owned(),
        Issuer::Template(template) => {
            fill(template, site.settings()).map_err(|name| IdentifyError::Missing { name })?
        }
        Issuer::Captured(name) => captured(name)?.expose().to_owned(),
    };
    let at = Credential::captured(&token).map_or_else(|| at.clone(), |captured| at.capturing(captured));
    let keys = at.with(session.clone()).call(keys).await.map_err(|error| IdentifyError::Call(error.into()))?;
    let keys = KeySet::read(keys.value().as_json())?;
    let client_id = session.shared.parts.source.owner().client_id;
    let rules = nonce.into_iter().fold(IdTokenRules::new(&issuer, &client_id), IdTokenRules::nonce);
    let subject = token.captured(&first_of(name)).map(subject_of).transpose()?;
    let rules = subject.iter().fold(rules, |rules, subject| rules.renewed().subject(subject));
    Ok(rules.check(id_token, &keys, site.context.now())?)
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
