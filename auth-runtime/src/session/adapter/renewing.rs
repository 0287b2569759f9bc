//! Sessions as credentials: a call waits for a token, and renews it when it is refused.

use std::sync::Arc;

use crate::credential::{Grant, Renew, RenewFuture};
use crate::request::{Context, Fields, RequestProblem};
#[cfg(any(feature = "reqwest-middleware", feature = "tower"))]
use crate::session::AccessToken;
use crate::session::renew::cell::Cell;
use crate::session::token::held::Held;
use crate::session::{Session, SessionError};
use crate::{Authorizes, Class, Credential, Secret};

async fn token(cell: &Arc<Cell>) -> Result<Arc<Held>, SessionError> {
    match Cell::at_hand(cell, Arc::clone) {
        Some(held) => Ok(held),
        None => Cell::token(cell).await,
    }
}

/// Another token than the refused one. `None` if the refusal is final.
async fn instead_of(cell: &Arc<Cell>, generation: u64, refused: &Secret) -> Result<Option<Arc<Held>>, SessionError> {
    cell.invalidate(generation);
    match token(cell).await {
        Ok(next) => Ok(Some(next).filter(|next| !next.token.secret.matches(refused.expose()))),
        Err(error) if error.class() == Class::Reauthenticate => Ok(None),
        Err(error) => Err(error),
    }
}

impl Renew for Arc<Cell> {
    fn at_hand(&self) -> Option<Arc<dyn Grant>> {
        Cell::at_hand(self, |held| Arc::<Held>::clone(held) as Arc<dyn Grant>)
    }

    fn token(&self) -> RenewFuture<'_, Arc<dyn Grant>> {
        Box::pin(async { Ok(Cell::token(self).await? as Arc<dyn Grant>) })
    }

    fn instead_of<'a>(&'a self, refused: &'a dyn Grant) -> RenewFuture<'a, Option<Arc<dyn Grant>>> {
        Box::pin(async {
            let next = instead_of(self, refused.generation(), refused.secret()).await?;
            Ok(next.map(|held| held as Arc<dyn Grant>))
        })
    }
}

#[cfg(any(feature = "reqwest-middleware", feature = "tower"))]
impl<P> Session<P> {
    /// The same with the provider.
    pub(crate) async fn instead_of(&self, refused: &AccessToken<P>) -> Result<Option<AccessToken<P>>, SessionError> {
        Ok(instead_of(&self.cell, refused.generation(), refused.secret()).await?.map(AccessToken::new))
    }
}

/// A client with a session waits for a valid token before each call, and after a 401 renews it and repeats the call once.
///
/// A request that is [prepared](crate::Endpoint::prepare) with a session has the token that is valid then.
impl<P> Credential for Session<P> {
    fn parts<'a>(&'a self, to: &mut Fields<'a>, _: &Context) -> Result<(), RequestProblem> {
        attach(&*self.cell.valid().ok_or(RequestProblem::NoToken)?, to);
        Ok(())
    }

    fn renew(&self) -> Option<&dyn Renew> {
        Some(&self.cell)
    }
}

impl<P> Authorizes<P> for Session<P> {}

impl Credential for Held {
    fn parts<'a>(&'a self, to: &mut Fields<'a>, _: &Context) -> Result<(), RequestProblem> {
        attach(self, to);
        Ok(())
    }
}

fn attach(held: &Held, to: &mut Fields<'_>) {
    to.ready(held.header_name.name, Some(held.token.header.mine()), &held.token.secret);
}

impl Grant for Held {
    fn generation(&self) -> u64 {
        self.generation
    }

    fn secret(&self) -> &Secret {
        &self.token.secret
    }
}
