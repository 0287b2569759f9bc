//! Replies that could not be saved: their session keeps the lock of the store until they are.

use std::pin::pin;
use std::time::Duration;

use super::keep::keep;
use super::place::Place;
use super::reply::Reply;
use crate::credential::SessionError;
use crate::session::renew::shared::Shared;
use crate::session::store::Stored;

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

/// Unlocks the store. A session with an unsaved reply keeps the lock, so that no other session sends the previous
/// refresh token again.
pub(crate) async fn leave(shared: &Shared, place: Place) {
    let place = {
        let mut login = shared.login();
        if login.unsaved.is_some() {
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
