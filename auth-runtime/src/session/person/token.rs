//! The identity of a session's user by an `id_token`.

use super::IdentifyError;
use crate::call::OpenEndpoint;
use crate::credential::Credential;
use crate::host::Provider;
use crate::host::captured::{NONCE, first_of};
use crate::host::template::fill;
use crate::identity::{IdTokenRules, Identity, KeySet, subject_of};
use crate::response::ApiError;
use crate::session::Session;
use crate::{Connection, Json};

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
