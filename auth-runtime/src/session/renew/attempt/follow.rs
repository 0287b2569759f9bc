//! Renews a token together with another one, whose renewal answers both.

use std::sync::Arc;

use super::stored::renewed_elsewhere;
use super::unsaved::{leave, open, save_unsaved};
use crate::credential::{SessionError, SessionProblem};
use crate::session::renew::shared::Shared;
use crate::session::source::abandoned::unless_abandoned;
use crate::session::token::usable::UsableToken;

/// How often the other session is asked: the first time it may only find a token that it has not seen.
const TURNS: u32 = 2;

/// Obtains a token from the renewals of `leader`, the session of another token of the login. Its refresh token is sent
/// by that session alone, so that all promises about it hold for both. `None` if the login did not bring the other token:
/// then nothing renews this one but a new login.
pub(crate) async fn follow(shared: &Shared, leader: &Arc<Shared>) -> Result<Option<UsableToken>, SessionError> {
    if let Some(found) = look(shared).await? {
        return Ok(Some(found));
    }
    for _ in 0..TURNS {
        // A log-in that waits for a person lasts only as long as somebody waits for this token.
        let abandoned = shared.abandoned().filter(|_| shared.declared().waits);
        let led = unless_abandoned(abandoned, leader.renew_for_another()).await?;
        // Its reply may have brought this token, although its own is of no use.
        if let Some(found) = look(shared).await?.or_else(|| beside(shared, leader)) {
            return Ok(Some(found));
        }
        match led {
            Err(error) if matches!(error.problem(), SessionProblem::AbsentToken { .. }) => return Ok(None),
            led => led?,
        };
    }
    Err(SessionError::of(SessionProblem::NoToken))
}

/// Returns the token of a reply that the store could not save, and that goes on without it.
fn beside(shared: &Shared, leader: &Shared) -> Option<UsableToken> {
    let record = leader.login().beside(shared.parts.part?.name)?;
    renewed_elsewhere(shared, &record)
}

/// Returns the token of the record, if the session does not have it yet. The lock is not held while the other session
/// works.
async fn look(shared: &Shared) -> Result<Option<UsableToken>, SessionError> {
    save_unsaved(shared).await?;
    let (mut place, _) = open(shared).await?;
    let found = place.load().await;
    leave(shared, place).await;
    let record = shared.recognize(found?)?;
    if let Some(token) = renewed_elsewhere(shared, &record) {
        return Ok(Some(token));
    }
    shared.check_there(&record)?;
    Ok(None)
}
