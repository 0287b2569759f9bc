//! Replies that could not be saved: their session keeps the lock of the store until they are.

use super::keep::keep;
use super::place::Place;
use super::reply::Reply;
use crate::credential::SessionError;
use crate::session::renew::shared::Shared;

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
pub(crate) async fn save_unsaved_beside(shared: &Shared) -> Result<(), SessionError> {
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
