//! Renewing with a refresh token.

use std::time::Duration;

use super::place::Place;
use super::reply::{Basis, Reply};
use super::request::request;
use super::rule::{Permission, Situation};
use crate::Secret;
use crate::credential::Effect;
use crate::session::SessionError;
use crate::session::renew::shared::Shared;
use crate::session::store::Stored;
use crate::session::store::grant::{Attempt, GrantState};

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
    permit(shared, place, record).await?;
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
    erase(shared, place, record).await;
    Err(NotRefreshed::refused(error))
}

/// What the rule says. The end of another's attempt is told by the store's clock; the end of an access token by our own.
async fn permit(shared: &Shared, place: &mut Place, record: &Stored) -> Result<(), NotRefreshed> {
    let now = shared.parts.clock.now();
    let (store_now, watched) = match record.grant.state.attempt() {
        Some(attempt) => {
            let store_now = place.now(now.wall).await.map_err(NotRefreshed::failed)?;
            (store_now, shared.login().watched(attempt, now.monotonic))
        }
        None => (now.wall, Duration::ZERO),
    };
    let (current, holder) = (shared.valid_at(&now), shared.login().holder.clone());
    let situation = Situation {
        facts: shared.parts.source.facts(),
        kept: record.grant.kept,
        state: &record.grant.state,
        holder: &holder,
        now: store_now,
        watched,
        has_access_token: current.is_some(),
    };
    let (wait, may_mint) = match situation.permission() {
        Permission::Now => return Ok(()),
        Permission::AfterAccessToken => {
            let end = current.as_ref().and_then(|current| current.expires_at());
            (end.map(|end| end.duration_since(now.wall).unwrap_or_default()), false)
        }
        Permission::After(wait) => (Some(wait), current.is_none()),
        Permission::Never => (None, current.is_none()),
    };
    Err(NotRefreshed { error: SessionError::uncertain(wait), may_mint })
}

/// Sends a refresh token. The attempt is written down before, if the token may be replaced by it: that also shows that
/// the store can be written.
async fn send(shared: &Shared, place: &mut Place, record: &mut Stored, with: &Secret) -> Result<Reply, SessionError> {
    let before = record.grant.state.clone();
    let attempt = begin(shared, place, record).await?;
    save(shared, place, record).await?;
    shared.login().sends(record);
    match request(shared, shared.parts.source.refresh(with)).await {
        Ok((minted, requested)) => {
            let replaces = shared.login().begins_anew();
            let attempt = record.grant.state.attempt().filter(|_| !replaces).map(|attempt| attempt.id.clone());
            Ok(Reply {
                minted,
                requested,
                before: record.clone(),
                attempt,
                is_refreshed: true,
                replaces,
                basis: Basis::default(),
            })
        }
        Err(error) => {
            if let Some(state) = state_after(&error, before, attempt.clone()) {
                record.grant.state = state;
                shared.login().knows(attempt.map(|attempt| attempt.id), record);
                // If this fails, the store says that the token is in use, which is as safe.
                let _ = save(shared, place, record).await;
            }
            Err(error)
        }
    }
}

/// Notes the attempt in the record, unless the token stays good however often it is sent.
async fn begin(shared: &Shared, place: &mut Place, record: &mut Stored) -> Result<Option<Attempt>, SessionError> {
    let is_kept = shared.parts.source.facts().is_kept(record.grant.kept);
    shared.login().owns(record);
    if is_kept {
        return Ok(None);
    }
    let since = place.now(shared.parts.clock.now().wall).await?;
    let attempt = shared.login().attempt(record, since, limit(shared));
    record.grant.state = GrantState::InUse(attempt.clone());
    Ok(Some(attempt))
}

/// How long others leave the token alone: the time limit of the request, and then the lock may live on without its holder.
/// A record has whole seconds, so that each of the two times in it may be short by one.
fn limit(shared: &Shared) -> Duration {
    let limit = shared.parts.request_timeout.saturating_add(shared.parts.store.lease());
    Duration::from_secs(limit.as_secs().saturating_add(2))
}

/// `None` for a refresh token that is not good any more: it leaves the record.
fn state_after(error: &SessionError, before: GrantState, attempt: Option<Attempt>) -> Option<GrantState> {
    match (error.effect(), attempt) {
        (Effect::NotUsed | Effect::Untouched, _) => Some(before),
        (Effect::Unknown, Some(attempt)) => Some(GrantState::Uncertain(attempt)),
        (Effect::Unknown, None) | (Effect::Refused, _) => None,
    }
}

/// Writes down what is known about a refresh token that may be replaced. A log-in that begins anew leaves the record before
/// it alone until it has come to a token.
async fn save(shared: &Shared, place: &mut Place, record: &Stored) -> Result<(), SessionError> {
    let is_left_alone = shared.login().begins_anew() || shared.parts.source.facts().is_kept(record.grant.kept);
    if is_left_alone { Ok(()) } else { place.save(record).await }
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

/// Takes a refresh token out that is not good any more. The rest of the record stays. A store that cannot be written keeps
/// a token that is good for nothing, and that this session does not send again.
async fn erase(shared: &Shared, place: &mut Place, record: &mut Stored) {
    let refused = record.refresh_token.take();
    (record.grant.state, record.grant.kept) = (GrantState::Idle, 0);
    let is_left_alone = {
        let mut login = shared.login();
        login.is_refused(refused);
        login.saw(record);
        login.begins_anew()
    };
    if !is_left_alone {
        let _ = place.save(record).await;
    }
}
