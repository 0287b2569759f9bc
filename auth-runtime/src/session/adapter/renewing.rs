//! What a call does with a session.

use std::sync::Arc;

use crate::request_error::RequestProblem;
#[cfg(any(feature = "reqwest-middleware", feature = "tower"))]
use crate::session::AccessToken;
use crate::session::renew::cell::Cell;
use crate::session::token::held::Held;
use crate::session::{Session, SessionError};
use crate::{Attach, Authorizes, Class, Credential, RequestError};

/// A session as the client sees it, whatever the provider.
pub struct Renewing<'a>(&'a Arc<Cell>);

impl Renewing<'_> {
    /// A token to send.
    pub(crate) async fn token(&self) -> Result<Arc<Held>, SessionError> {
        match self.0.at_hand(Arc::clone) {
            Some(held) => Ok(held),
            None => self.0.token().await,
        }
    }

    /// Another token than one that the provider has refused. `None` if the refusal stands: the provider issues the same
    /// again, or wants a new login, and then its refusal says so in its own words.
    pub(crate) async fn instead_of(&self, refused: &Held) -> Result<Option<Arc<Held>>, SessionError> {
        self.0.invalidate(refused.generation);
        match self.token().await {
            Ok(next) => Ok(Some(next).filter(|next| !next.token.secret.matches(refused.token.secret.expose()))),
            Err(error) if error.class() == Class::Reauthenticate => Ok(None),
            Err(error) => Err(error),
        }
    }
}

#[cfg(any(feature = "reqwest-middleware", feature = "tower"))]
impl<P> Session<P> {
    /// The same with the provider.
    pub(crate) async fn instead_of(&self, refused: &AccessToken<P>) -> Result<Option<AccessToken<P>>, SessionError> {
        Ok(Renewing(&self.cell).instead_of(&refused.held).await?.map(AccessToken::new))
    }
}

/// A client with a session waits for a valid token before each call, and after a 401 renews it and repeats the call once.
///
/// A request that is [prepared](crate::Endpoint::prepare) with a session has the token that is valid then.
impl<P> Credential for Session<P> {
    fn attach(&self, to: &mut Attach<'_>) -> Result<(), RequestError> {
        match self.cell.valid() {
            Some(held) => held.attach(to),
            None => Err(to.refuse(RequestProblem::NoToken)),
        }
    }

    fn renewing(&self) -> Option<Renewing<'_>> {
        Some(Renewing(&self.cell))
    }
}

impl<P> Authorizes<P> for Session<P> {}

impl Credential for Held {
    fn attach(&self, to: &mut Attach<'_>) -> Result<(), RequestError> {
        to.ready(self.header_name.name, Some(self.token.header.mine()), &self.token.secret)
    }
}
