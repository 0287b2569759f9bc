//! Makes one attempt to obtain a token, in the task of a flight.

pub(crate) mod follow;
pub(crate) mod former;
pub(crate) mod keep;
pub(crate) mod login;
pub(crate) mod place;
pub(crate) mod random;
pub(crate) mod refresh;
pub(crate) mod reply;
pub(crate) mod request;
pub(crate) mod rule;
pub(crate) mod stored;
pub(crate) mod unsaved;

use self::follow::follow;
use self::keep::keep;
use self::place::Place;
use self::refresh::{NotRefreshed, bind, refresh};
use self::reply::{Basis, Reply};
use self::request::request;
use self::stored::{has, renewed_elsewhere, valid_secret};
use self::unsaved::{leave, open, unsaved};
use super::shared::Shared;
use crate::credential::{SessionError, SessionProblem};
use crate::session::source::Renewal;
use crate::session::store::Stored;
use crate::session::token::clock::Moment;
use crate::session::token::minted::Minted;
use crate::session::token::usable::UsableToken;
use crate::{Class, Secret};

/// Obtains a token, saves it, and checks it, in this order, so that a new refresh token is saved even if the access
/// token is unusable.
pub(crate) async fn attempt(shared: &Shared) -> Result<UsableToken, SessionError> {
    if shared.parts.lacks_account {
        return Err(SessionError::of(SessionProblem::NoAccount));
    }
    if let Some(leader) = shared.leader()
        && let Some(followed) = Box::pin(follow(shared, &leader)).await?
    {
        return Ok(followed);
    }
    attempt_alone(shared).await
}

/// Obtains a token by a request of its own.
async fn attempt_alone(shared: &Shared) -> Result<UsableToken, SessionError> {
    let (mut place, is_kept) = open(shared).await?;
    let mut result = attempt_at(shared, &mut place).await;
    if is_kept && result.is_err() && shared.login().unsaved.is_some() {
        (place, result) = attempt_anew(shared, place).await?;
    }
    leave(shared, place).await;
    result
}

/// Tries once more with a new lock: the one that was kept may have been lost.
async fn attempt_anew(
    shared: &Shared,
    kept: Place,
) -> Result<(Place, Result<UsableToken, SessionError>), SessionError> {
    kept.close().await;
    let mut place = shared.place().await?;
    let result = attempt_at(shared, &mut place).await;
    Ok((place, result))
}

async fn attempt_at(shared: &Shared, place: &mut Place) -> Result<UsableToken, SessionError> {
    let found = place.load().await?;
    if let Some(reply) = unsaved(shared, &found) {
        return keep(shared, place, reply).await;
    }
    // After a log-out, nobody would revoke what a new log-in brings for the other tokens.
    if shared.parts.part.is_some() && shared.control().shown.revoked {
        return Err(SessionError::of(SessionProblem::Revoked));
    }
    let basis = Basis::of(&found);
    let record = shared.recognize(found)?;
    if let Some(renewed) = renewed_elsewhere(shared, &record) {
        return Ok(renewed);
    }
    shared.check_there(&record)?;
    let reply = obtain(shared, place, record).await?;
    keep(shared, place, Reply { basis, ..reply }).await
}

/// Renews the token. If nothing can be renewed, or the provider refuses to, it requests a first token.
async fn obtain(shared: &Shared, place: &mut Place, mut record: Stored) -> Result<Reply, SessionError> {
    let refusal = match renew(shared, place, &mut record).await {
        Some(Ok(reply)) => return Ok(reply),
        Some(Err(NotRefreshed { error, may_mint: false })) => return Err(error),
        Some(Err(NotRefreshed { error, may_mint: true })) => Some(error),
        None => None,
    };
    if has_to_be_kept(shared) {
        place.writable().await?;
    }
    match (mint(shared, &mut record).await, refusal) {
        (Ok(answer), _) => Ok(Reply { replaces: shared.login().begins_anew(), ..Reply::first(answer, record) }),
        (Err(error), Some(refusal)) if says_more(&refusal, &error) => Err(refusal),
        (Err(error), None) if wants_a_person(&error) => refresh_late(shared, place, &mut record).await.ok_or(error),
        (Err(error), _) => Err(error),
    }
}

/// Sends a refresh token that has expired by the clock of this machine, which may be wrong, before a person has to log in.
async fn refresh_late(shared: &Shared, place: &mut Place, record: &mut Stored) -> Option<Reply> {
    let with = record.refresh_token.clone().filter(|_| shared.declared().renewal == Renewal::RefreshToken)?;
    Box::pin(refresh(shared, place, record, &with)).await.ok()
}

/// Whether a first token brings a refresh token, which is lost if it cannot be saved.
fn has_to_be_kept(shared: &Shared) -> bool {
    shared.declared().renewal == Renewal::RefreshToken
}

/// Requests a first token. If earlier requests of a failed attempt are reused, the lifetime counts from then. The key of
/// the login is noted in the record.
async fn mint(shared: &Shared, record: &mut Stored) -> Result<(Minted, Moment), SessionError> {
    let waits = shared.declared().waits;
    // A new login would end the token that callers are given.
    let ends_the_former = shared.declared().one_session && shared.valid().is_some();
    if (waits || ends_the_former) && !shared.is_awaited() {
        return Err(SessionError::of(SessionProblem::Abandoned));
    }
    let made = shared.parts.source.made();
    let key = made.key(|| shared.parts.source.key(None))?;
    made.begin(shared.parts.clock.now(), shared.abandoned().filter(|_| waits));
    let result = request(shared, shared.parts.source.mint(key.as_ref())).await;
    let since = made.since();
    made.settle(&result);
    let (minted, requested) = result?;
    record.grant.dpop_key = key;
    Ok((minted, since.filter(|since| since.monotonic < requested.monotonic).unwrap_or(requested)))
}

/// Whether the reason for the refusal says more than the other error, such as a missing input. The user is not asked to
/// log in if waiting can help.
fn says_more(refusal: &SessionError, error: &SessionError) -> bool {
    error.problem() == SessionProblem::NoFreshInput || (wants_a_person(error) && refusal.is_retryable())
}

fn wants_a_person(error: &SessionError) -> bool {
    error.class() == Class::Reauthenticate
}

/// Renews with the refresh token or the current access token; `None` if the session has neither.
async fn renew(shared: &Shared, place: &mut Place, record: &mut Stored) -> Option<Result<Reply, NotRefreshed>> {
    match shared.declared().renewal {
        Renewal::Mint => None,
        Renewal::RefreshToken => {
            let with = refresh_token(shared, record)?;
            Some(refresh(shared, place, record, &with).await)
        }
        Renewal::AccessToken => {
            let with = access_token(shared, record)?;
            Some(exchange(shared, record, &with).await)
        }
        Renewal::Inputs => {
            let with = last_token(shared, record)?;
            Some(exchange(shared, record, &with).await)
        }
    }
}

/// Returns the stored refresh token, unless it has expired.
fn refresh_token(shared: &Shared, record: &Stored) -> Option<Secret> {
    record.refresh_token.clone().filter(|_| shared.is_before(record.grant.refresh_expires_at))
}

/// Returns the access token to renew. A stored token that is too old for API calls may still be exchanged.
fn access_token(shared: &Shared, record: &Stored) -> Option<Secret> {
    let current = shared.valid().map(|current| current.token.secret.clone());
    current.or_else(|| valid_secret(shared, record).filter(|secret| !has(shared, secret)))
}

/// Returns the last access token, which shows that there was a log-in. It is not sent.
fn last_token(shared: &Shared, record: &Stored) -> Option<Secret> {
    let current = shared.current.load();
    current.as_ref().map(|current| current.token.secret.clone()).or_else(|| record.access_token.clone())
}

async fn exchange(shared: &Shared, record: &mut Stored, with: &Secret) -> Result<Reply, NotRefreshed> {
    bind(shared, record)?;
    let answer = request(shared, shared.parts.source.refresh(with)).await.map_err(NotRefreshed::refused)?;
    Ok(Reply::renewed(answer, record.clone()))
}
