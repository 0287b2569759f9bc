//! Replies that could not be saved: their session keeps the lock of the store, or a mark in it, until they are.

use std::pin::pin;
use std::time::Duration;

use super::keep::keep;
use super::place::Place;
use super::refresh::limit;
use super::reply::Reply;
use crate::credential::{SessionError, SessionProblem};
use crate::session::renew::shared::Shared;
use crate::session::store::Stored;
use crate::session::token::current::CurrentToken;
use crate::session::token::usable::UsableToken;

/// How often it is asked whether the session of another token of the login keeps the lock.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// Locks the store. The flag says whether the lock was kept from an earlier attempt. If the session of another token of
/// the login keeps the lock, because its reply could not be saved, that reply is saved first; a request of that session
/// whose runtime is idle is given up.
pub(crate) async fn open(shared: &Shared) -> Result<(Place, bool), SessionError> {
    let kept = shared.login().kept_place.take();
    if let Some(place) = kept {
        return Ok((place, true));
    }
    let mut place = pin!(shared.place());
    if shared.parts.part.is_none() {
        return Ok((place.await?, false));
    }
    loop {
        shared.others().iter().for_each(|other| other.give_up_standstill());
        save_unsaved_beside(shared).await?;
        if let Ok(place) = tokio::time::timeout(LOOK_AGAIN, place.as_mut()).await {
            return Ok((place?, false));
        }
    }
}

/// Returns the reply that could not be saved, if the stored record is still the one on which it is based.
pub(crate) fn unsaved(shared: &Shared, found: &Stored) -> Option<Reply> {
    let mut login = shared.login();
    login.unsaved.take_if(|reply| !reply.continues(found));
    login.unsaved.clone()
}

/// Saves a reply that could not be saved, in a flight that requests nothing.
pub(crate) async fn save_again(shared: &Shared) -> Result<UsableToken, SessionError> {
    let (mut place, _) = open(shared).await?;
    let saved = save_at(shared, &mut place).await;
    leave(shared, place).await;
    saved
}

async fn save_at(shared: &Shared, place: &mut Place) -> Result<UsableToken, SessionError> {
    let found = place.load().await?;
    match unsaved(shared, &found) {
        Some(reply) => keep(shared, place, reply).await,
        // Who waits for a token begins anew.
        None => Err(SessionError::of(SessionProblem::Abandoned)),
    }
}

/// How long before the mark of an attempt runs out its session takes the lock again. It tries to save at least once a
/// minute.
const MARGIN: Duration = Duration::from_secs(75);

/// Whether nobody needs the lock for a while, in which the session goes on saving.
async fn is_free(shared: &Shared, place: &mut Place) -> bool {
    let may = shared.parts.saves_by_itself && shared.parts.part.is_none();
    may && (is_of_new_login(shared) || is_marked(shared, place).await)
}

/// Whether the reply is that of a new login, for which others need not wait: they go on with the login that it replaces, or
/// log in by themselves.
fn is_of_new_login(shared: &Shared) -> bool {
    shared.login().unsaved.as_ref().is_some_and(|reply| reply.leaves_others_alone(limit(shared)))
}

/// Whether the store says that the refresh token is in use, so that no other session sends it, and has an access token that
/// is good, so that none logs in instead. The session saves its reply, or takes the lock again, before that time is over.
async fn is_marked(shared: &Shared, place: &mut Place) -> bool {
    let Some(attempt) = shared.login().unsaved_attempt() else { return false };
    let now = shared.parts.clock.now();
    let is_good = |current: &CurrentToken| current.expires_at().is_none_or(|end| now.after(MARGIN).wall < end);
    let has_good = shared.valid_at(&now).is_some_and(|current| is_good(&current));
    has_good && place.now(now.wall).await.is_ok_and(|now| attempt.others_wait(now, Duration::ZERO) > MARGIN)
}

/// Unlocks the store. A session with an unsaved reply keeps the lock, so that no other session sends the previous
/// refresh token again, unless a mark says so.
pub(crate) async fn leave(shared: &Shared, mut place: Place) {
    let is_free = is_free(shared, &mut place).await;
    let place = {
        let mut login = shared.login();
        if login.unsaved.is_some() && !is_free {
            login.kept_place = Some(place);
            return;
        }
        place
    };
    place.close().await;
}

/// Saves the replies of the other tokens of the login that could not be saved: their sessions hold the lock until then.
async fn save_unsaved_beside(shared: &Shared) -> Result<(), SessionError> {
    for other in shared.others() {
        if other.login().kept_place.is_some() {
            save_unsaved(&other).await?;
        }
    }
    Ok(())
}

/// Saves a reply that could not be saved. If it still cannot, the session keeps the lock.
pub(crate) async fn save_unsaved(shared: &Shared) -> Result<(), SessionError> {
    let (kept, unsaved) = {
        let mut login = shared.login();
        (login.kept_place.take(), login.unsaved.clone())
    };
    let mut place = match (kept, &unsaved) {
        (Some(place), _) => place,
        (None, Some(_)) => shared.place().await?,
        (None, None) => return Ok(()),
    };
    let saved = match unsaved {
        Some(reply) => save(shared, &mut place, reply).await,
        None => Ok(()),
    };
    leave(shared, place).await;
    saved
}

async fn save(shared: &Shared, place: &mut Place, reply: Reply) -> Result<(), SessionError> {
    if !reply.continues(&place.load().await?) {
        shared.login().unsaved = None;
        return Ok(());
    }
    match keep(shared, place, reply).await {
        Err(error) if shared.login().unsaved.is_some() => Err(error),
        _ => Ok(()),
    }
}
