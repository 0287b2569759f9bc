//! Renewing with a refresh token.

use std::time::SystemTime;

use super::place::Place;
use super::reply::Reply;
use super::request::request;
use super::rule::{Permission, Situation};
use crate::Secret;
use crate::credential::Effect;
use crate::session::SessionError;
use crate::session::renew::shared::Shared;
use crate::session::store::Stored;
use crate::session::store::grant::GrantState;

/// Why the refresh token brought no reply, and whether the credential's inputs may be tried instead.
pub(crate) struct NotRefreshed {
    pub(crate) error: SessionError,
    pub(crate) may_mint: bool,
}

impl NotRefreshed {
    /// What the endpoint asks for holds for every request to it.
    fn refused(error: SessionError) -> Self {
        let may_mint = error.class() == crate::Class::Reauthenticate && error.retry_after().is_none();
        Self { error, may_mint }
    }

    /// Nothing was sent.
    fn failed(error: SessionError) -> Self {
        Self { error, may_mint: false }
    }
}

/// Where a refresh token is refused, another process may have renewed it: the store is read once more.
pub(crate) async fn refresh(
    shared: &Shared,
    place: &mut Place,
    record: &mut Stored,
    with: &Secret,
) -> Result<Reply, NotRefreshed> {
    permit(shared, record)?;
    let error = match send(shared, place, record, with).await {
        Err(error) if error.effect() == Effect::Refused => error,
        done => return done.map_err(NotRefreshed::refused),
    };
    if let Some((mut found, other)) = replaced_by_another(shared, place, with).await? {
        let second = send(shared, place, &mut found, &other).await;
        let is_refused = second.as_ref().is_err_and(|error| error.effect() == Effect::Refused);
        *record = found;
        if !is_refused {
            return second.map_err(NotRefreshed::refused);
        }
    }
    erase(shared, place, record).await?;
    Err(NotRefreshed::refused(error))
}

/// What the rule says.
fn permit(shared: &Shared, record: &Stored) -> Result<(), NotRefreshed> {
    let now = shared.parts.clock.now();
    let current = shared.valid_at(&now);
    let holder = shared.login().holder.clone();
    let situation = Situation {
        facts: shared.parts.source.facts(),
        kept: record.grant.kept,
        state: &record.grant.state,
        holder: &holder,
        now: now.wall,
        has_access_token: current.is_some(),
    };
    let wait_until = |end: SystemTime| Some(end.duration_since(now.wall).unwrap_or_default());
    let (wait, may_mint) = match situation.permission() {
        Permission::Now => return Ok(()),
        Permission::AfterAccessToken => {
            let end = current.as_ref().and_then(|current| current.expires_at());
            (end.and_then(wait_until), false)
        }
        Permission::After(time) => (wait_until(time), current.is_none()),
        Permission::Never => (None, current.is_none()),
    };
    Err(NotRefreshed { error: SessionError::uncertain(wait), may_mint })
}

/// Sends a refresh token. The attempt is written down before, if the token may be replaced by it: that also shows that
/// the store can be written.
async fn send(shared: &Shared, place: &mut Place, record: &mut Stored, with: &Secret) -> Result<Reply, SessionError> {
    let now = shared.parts.clock.now().wall;
    let limit = shared.parts.request_timeout.saturating_add(shared.parts.store.lease());
    let (before, is_marked) = (record.grant.state.clone(), is_marked(shared, record));
    let attempt = shared.login().attempt(record, now, limit);
    shared.login().owns(record);
    if is_marked {
        record.grant.state = GrantState::InUse(attempt.clone());
        place.save(record).await?;
    }
    shared.login().sends(record);
    match request(shared, shared.parts.source.refresh(with)).await {
        Ok((minted, requested)) => {
            let attempt = is_marked.then_some(attempt.id);
            Ok(Reply { minted, requested, before: record.clone(), attempt, is_refreshed: true })
        }
        Err(error) => {
            let state = match error.effect() {
                Effect::NotUsed | Effect::Untouched => Some(before),
                Effect::Unknown if is_marked => Some(GrantState::Uncertain(attempt.clone())),
                Effect::Unknown | Effect::Refused => None,
            };
            if let Some(state) = state {
                record.grant.state = state;
                note(shared, place, record, &attempt.id, is_marked).await;
            }
            Err(error)
        }
    }
}

fn is_marked(shared: &Shared, record: &Stored) -> bool {
    !shared.parts.source.facts().is_kept(record.grant.kept)
}

/// The session knows it in any case. A store that cannot be told says that the token is in use, which is as safe.
async fn note(shared: &Shared, place: &mut Place, record: &Stored, attempt: &str, is_marked: bool) {
    shared.login().knows(attempt.to_owned(), record);
    if is_marked {
        let _ = place.save(record).await;
    }
}

/// Another refresh token than the one that was refused.
async fn replaced_by_another(
    shared: &Shared,
    place: &mut Place,
    refused: &Secret,
) -> Result<Option<(Stored, Secret)>, NotRefreshed> {
    let found = place.load().await.map_err(NotRefreshed::failed)?;
    let now = shared.parts.clock.now().wall;
    let found = shared.login().recognize(found, now).map_err(NotRefreshed::failed)?;
    let other = found.refresh_token.clone().filter(|other| !other.matches(refused.expose()));
    Ok(other.map(|other| (found, other)))
}

/// Takes a refresh token out that is not good any more. The rest of the record stays.
async fn erase(shared: &Shared, place: &mut Place, record: &mut Stored) -> Result<(), NotRefreshed> {
    record.refresh_token = None;
    (record.grant.state, record.grant.kept) = (GrantState::Idle, 0);
    shared.login().saw(record);
    place.save(record).await.map_err(NotRefreshed::failed)
}
