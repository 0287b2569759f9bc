//! Uses sessions as credentials: a call waits for a token, and renews it when it is refused.

use std::sync::Arc;

use crate::credential::{Accepts, Grant, Renew, RenewFuture, TlsIdentity};
use crate::host::captured::Captured;
use crate::request::{Context, Fields, RequestProblem};
#[cfg(any(feature = "reqwest-middleware", feature = "tower"))]
use crate::session::AccessToken;
use crate::session::renew::shared::Shared;
use crate::session::source::TokenHeader;
use crate::session::token::current::CurrentToken;
use crate::session::{Session, SessionError};
use crate::sign::Sign;
use crate::value::Value;
use crate::{Authorizes, Class, Credential, Secret};

async fn token(shared: &Arc<Shared>) -> Result<Arc<CurrentToken>, SessionError> {
    match Shared::at_hand(shared) {
        Some(current) => Ok(current),
        None => Shared::token(shared).await,
    }
}

/// Returns another token in place of one that an endpoint has refused. `None` if a new token would not help.
async fn instead_of(
    shared: &Arc<Shared>,
    generation: u64,
    refused: &Secret,
    endpoint: &str,
) -> Result<Option<Arc<CurrentToken>>, SessionError> {
    if !shared.refused(generation, Some(endpoint)) {
        return Ok(None);
    }
    match token(shared).await {
        Ok(next) => Ok(Some(next).filter(|next| !next.token.secret.matches(refused.expose()))),
        Err(error) if error.class() == Class::Reauthenticate => Ok(None),
        Err(error) => Err(error),
    }
}

impl Renew for Arc<Shared> {
    fn at_hand(&self) -> Option<Arc<dyn Grant>> {
        Shared::at_hand(self).map(|current| current as Arc<dyn Grant>)
    }

    fn token(&self) -> RenewFuture<'_, Arc<dyn Grant>> {
        Box::pin(async { Ok(Shared::token(self).await? as Arc<dyn Grant>) })
    }

    fn instead_of<'a>(&'a self, refused: &'a dyn Grant, endpoint: &'a str) -> RenewFuture<'a, Option<Arc<dyn Grant>>> {
        Box::pin(async move {
            let next = instead_of(self, refused.generation(), refused.secret(), endpoint).await?;
            Ok(next.map(|current| current as Arc<dyn Grant>))
        })
    }

    fn accepted(&self, endpoint: &str) {
        Shared::accepted(self, endpoint);
    }
}

#[cfg(any(feature = "reqwest-middleware", feature = "tower"))]
impl<P, C> Session<P, C> {
    /// Returns another token in place of a refused one, as a credential of the provider.
    pub(crate) async fn instead_of(
        &self,
        refused: &AccessToken<P>,
        endpoint: &str,
    ) -> Result<Option<AccessToken<P>>, SessionError> {
        let next = instead_of(&self.shared, refused.generation(), refused.secret(), endpoint).await?;
        Ok(next.map(AccessToken::new))
    }
}

/// A client with a session waits for a valid token before each call. After a 401 it renews the token and repeats the
/// call once.
///
/// A request that is [prepared](crate::Endpoint::prepare) with a session has the token that is valid then.
impl<P, C> Credential for Session<P, C> {
    fn parts<'a>(&'a self, to: &mut Fields<'a>, _: &Context) -> Result<(), RequestProblem> {
        attach(&*self.shared.valid().ok_or(RequestProblem::NoToken)?, to);
        Ok(())
    }

    fn renew(&self) -> Option<&dyn Renew> {
        Some(&self.shared)
    }
}

impl<P, C, M: Accepts<C>> Authorizes<P, M> for Session<P, C> {}

impl Credential for CurrentToken {
    fn parts<'a>(&'a self, to: &mut Fields<'a>, _: &Context) -> Result<(), RequestProblem> {
        attach(self, to);
        Ok(())
    }

    fn signer(&self) -> Option<Box<dyn Sign + '_>> {
        Some(Box::new(self.token.signer.as_deref()? as &dyn Sign))
    }

    fn tls_identity(&self) -> Option<TlsIdentity> {
        self.token.identity.clone()
    }

    fn lacks(&self, scopes: &[&'static str]) -> Option<&'static str> {
        self.token.lacks(scopes)
    }

    fn captured(&self) -> Option<&Captured> {
        Some(&self.token.captures)
    }
}

fn attach(current: &CurrentToken, to: &mut Fields<'_>) {
    if !current.header_name.is_made {
        attach_token(current, to);
    }
    current.token.further.add_to(to);
}

fn attach_token(current: &CurrentToken, to: &mut Fields<'_>) {
    let TokenHeader { place, name, prefix, suffix, .. } = current.header_name;
    let secret = &current.token.secret;
    if current.header_name.is_header() {
        to.ready(name, Some(current.token.header.mine()), secret);
    } else {
        let token = Value::Made(current.header_name.text_of(secret));
        to.part(place, name, Value::concat([Value::text(prefix), token, Value::text(suffix)]));
    }
}

impl Grant for CurrentToken {
    fn generation(&self) -> u64 {
        self.generation
    }

    fn secret(&self) -> &Secret {
        &self.token.secret
    }
}
