//! Renews tokens with a refresh token.

use std::time::Duration;

use super::place::Place;
use super::reply::Reply;
use super::request::request;
use super::rule::{Permission, Situation};
use crate::credential::{Effect, SessionProblem};
use crate::retry::departure::Departure;
use crate::retry::patience::patiently_requesting;
use crate::session::SessionError;
use crate::session::renew::shared::Shared;
use crate::session::store::Stored;
use crate::session::store::grant::{Attempt, GrantState};
use crate::session::token::clock::Moment;
use crate::session::token::current::CurrentToken;
use crate::session::token::minted::Minted;
use crate::{Class, Secret};

/// Why a refresh token returned no token, and whether the credential's inputs may be tried instead.
pub(crate) struct NotRefreshed {
    pub(crate) error: SessionError,
    pub(crate) may_mint: bool,
}

impl NotRefreshed {
    /// Makes the error of a refused refresh token. If the endpoint asks to wait, that applies to other requests too.
    pub(crate) fn refused(error: SessionError) -> Self {
        Self { may_mint: error.class() == Class::Reauthenticate && error.retry_after().is_none(), error }
    }

    /// Makes the error of a refresh token that was not sent.
    pub(crate) fn failed(error: SessionError) -> Self {
        Self { error, may_mint: false }
    }
}

/// Sends the refresh token. If it is refused, another process may have renewed it, so the store is read again.
pub(crate) async fn refresh(
    shared: &Shared,
    place: &mut Place,
    record: &mut Stored,
    with: &Secret,
) -> Result<Reply, NotRefreshed> {
    bind(shared, record)?;
    permit(shared, place, record).await?;
    let error = match send(shared, place, record, with).await {
        Err(error) if error.effect() == Effect::Refused => error,
        done => return done.map_err(NotRefreshed::refused),
    };
    // Before the store is asked, which may fail.
    shared.login().is_refused(Some(with.clone()));
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

/// Makes a key for a login that has none, because it is of an earlier release or of another program.
pub(crate) fn bind(shared: &Shared, record: &mut Stored) -> Result<(), NotRefreshed> {
    record.grant.dpop_key = shared.parts.source.key(record.grant.dpop_key.as_ref()).map_err(NotRefreshed::failed)?;
    shared.parts.source.know(&record.grant);
    Ok(())
}

/// Applies the rule for refresh tokens.
async fn permit(shared: &Shared, place: &mut Place, record: &mut Stored) -> Result<(), NotRefreshed> {
    let now = shared.parts.clock.now();
    let current = shared.valid_at(&now);
    let has_token = current.is_some() && !shared.is_needed_by_another(&now);
    let (wait, may_mint) = match permission(shared, place, record, (&now, has_token)).await? {
        Permission::Now => return Ok(()),
        Permission::AfterAccessToken => (current.and_then(|current| left(&current, &now)), false),
        // A person is not asked while another session may be about to save a token.
        Permission::After(wait) => (Some(wait), !has_token && !shared.declared().waits),
        Permission::Never => (None, !has_token),
    };
    Err(NotRefreshed { error: SessionError::uncertain(wait), may_mint })
}

/// Returns how long a token still lives, if it has an end.
fn left(current: &CurrentToken, now: &Moment) -> Option<Duration> {
    Some(current.expires_at()?.duration_since(now.wall).unwrap_or_default())
}

/// Asks the rule. The end of another session's attempt is determined by the store's clock, the end of an access token by
/// our own.
async fn permission(
    shared: &Shared,
    place: &mut Place,
    record: &mut Stored,
    (now, has_access_token): (&Moment, bool),
) -> Result<Permission, NotRefreshed> {
    let (store_now, watched) = match record.grant.state.attempt_mut() {
        Some(attempt) => {
            let store_now = place.now(now.wall).await.map_err(NotRefreshed::failed)?;
            let (watched, is_corrected) =
                (shared.login().watched(attempt, now.monotonic), attempt.begins_by(store_now));
            if is_corrected {
                // If this fails, another look tries again.
                let _ = save(shared, place, record).await;
            }
            (store_now, watched)
        }
        None => (now.wall, Duration::ZERO),
    };
    let holder = shared.login().holder.clone();
    let situation = Situation {
        facts: shared.declared().facts,
        kept: record.grant.kept,
        state: &record.grant.state,
        holder: &holder,
        now: store_now,
        watched,
        has_access_token,
    };
    Ok(situation.permission())
}

/// Sends a refresh token. If it may be replaced, the attempt is recorded first, which also shows that the store is
/// writable.
async fn send(shared: &Shared, place: &mut Place, record: &mut Stored, with: &Secret) -> Result<Reply, SessionError> {
    let before = record.grant.state.clone();
    let attempt = begin(shared, place, record).await?;
    shared.login().writes(attempt.as_ref(), &before);
    save(shared, place, record).await?;
    let departure = Departure::default();
    let sending = attempt.as_ref().map(|attempt| (attempt.id.clone(), before.clone(), departure.clone()));
    shared.login().sends(record, sending);
    let error = match departure.watching(in_time(shared, with)).await {
        Ok(answer) => return Ok(reply(shared, record, answer)),
        Err(error) => error,
    };
    if let Some(state) = state_after(&error, before, attempt.clone()) {
        record.grant.state = state;
        shared.login().knows(attempt.map(|attempt| attempt.id), record);
        // If this fails, the store says that the token is in use, which is just as safe.
        let _ = save(shared, place, record).await;
    }
    Err(error)
}

fn reply(shared: &Shared, record: &Stored, answer: (Minted, Moment)) -> Reply {
    let replaces = shared.login().begins_anew();
    let attempt = record.grant.state.attempt().filter(|_| !replaces).map(|attempt| attempt.id.clone());
    Reply { attempt, replaces, ..Reply::renewed(answer, record.clone()) }
}

/// Sends the refresh token within the time limit that the record states, also where an attempt may take longer because
/// its first token waits for a person.
async fn in_time(shared: &Shared, with: &Secret) -> Result<(Minted, Moment), SessionError> {
    let sent = request(shared, shared.parts.source.refresh(with));
    if !shared.declared().waits {
        return sent.await;
    }
    let late = |_| Err(SessionError::of(SessionProblem::RequestTime));
    patiently_requesting(shared.parts.request_timeout, sent).await.unwrap_or_else(late)
}

/// Records the attempt, unless the refresh token remains valid after any number of uses.
async fn begin(shared: &Shared, place: &mut Place, record: &mut Stored) -> Result<Option<Attempt>, SessionError> {
    let is_kept = shared.declared().facts.is_kept(record.grant.kept);
    shared.login().owns(record);
    if is_kept {
        return Ok(None);
    }
    let since = place.now(shared.parts.clock.now().wall).await?;
    let attempt = shared.login().attempt(record, since, limit(shared));
    record.grant.state = GrantState::InUse(attempt.clone());
    Ok(Some(attempt))
}

/// Returns how long other sessions must not use the token: the time limit of the request, plus the time for which the
/// lock may outlive its holder. Times in a record are whole seconds, so each of the two may be one second short.
pub(super) fn limit(shared: &Shared) -> Duration {
    let limit = shared.parts.request_timeout.saturating_add(shared.parts.store.lease());
    Duration::from_secs(limit.as_secs().saturating_add(2))
}

/// Returns the state after a failure; `None` if the refresh token is no longer valid and is removed.
fn state_after(error: &SessionError, before: GrantState, attempt: Option<Attempt>) -> Option<GrantState> {
    match (error.effect(), attempt) {
        (Effect::NotUsed | Effect::Untouched, _) => Some(before),
        (Effect::Unknown, Some(attempt)) => Some(GrantState::Uncertain(attempt)),
        (Effect::Unknown, None) | (Effect::Refused, _) => None,
    }
}

/// Saves the state of a refresh token that may be replaced. A new login leaves the previous record unchanged until it
/// has a token.
async fn save(shared: &Shared, place: &mut Place, record: &Stored) -> Result<(), SessionError> {
    if is_left_alone(shared, record) { Ok(()) } else { place.save(record).await }
}

fn is_left_alone(shared: &Shared, record: &Stored) -> bool {
    shared.login().begins_anew() || shared.declared().facts.is_kept(record.grant.kept)
}

/// Returns the refresh token of the store if it differs from the refused one.
async fn replaced_by_another(
    shared: &Shared,
    place: &mut Place,
    refused: &Secret,
) -> Result<Option<(Stored, Secret)>, NotRefreshed> {
    let found = place.load().await.map_err(NotRefreshed::failed)?;
    let now = shared.parts.clock.now().wall;
    let found = shared.login().recognize(found, now).map_err(NotRefreshed::failed)?;
    let other = found.refresh_token.clone().filter(|other| !other.matches(refused.expose()));
    if other.is_some() {
        shared.parts.source.know(&found.grant);
    }
    Ok(other.map(|other| (found, other)))
}

/// Removes a refresh token that is no longer valid, and keeps the rest of the record. If the store is not writable, it
/// keeps the useless token, which this session does not send again.
async fn erase(shared: &Shared, place: &mut Place, record: &mut Stored) {
    let refused = record.refresh_token.take();
    (record.grant.state, record.grant.kept) = (GrantState::Idle, 0);
    let is_left_alone = note_refused(shared, record, refused);
    if !is_left_alone {
        let _ = place.save(record).await;
    }
}

/// Returns whether the record in the store is of another login, which is not changed.
fn note_refused(shared: &Shared, record: &Stored, refused: Option<Secret>) -> bool {
    let mut login = shared.login();
    login.is_refused(refused);
    login.saw(record);
    login.begins_anew()
}
