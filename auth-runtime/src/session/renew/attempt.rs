//! One attempt to obtain a token: what the task of a flight does.

pub(crate) mod keep;
pub(crate) mod login;
pub(crate) mod place;
pub(crate) mod random;
pub(crate) mod refresh;
pub(crate) mod reply;
pub(crate) mod request;
pub(crate) mod rule;
pub(crate) mod stored;

use self::keep::keep;
use self::place::Place;
use self::refresh::{NotRefreshed, refresh};
use self::reply::{Basis, Reply};
use self::request::request;
use self::stored::{has, renewed_elsewhere, valid_secret};
use super::shared::Shared;
use crate::credential::{SessionError, SessionProblem};
use crate::session::source::Renewal;
use crate::session::store::Stored;
use crate::session::token::clock::Moment;
use crate::session::token::minted::Minted;
use crate::session::token::usable::UsableToken;
use crate::{Class, Secret};

/// Obtains a token, saves it, and checks it, in this order: a new refresh token is saved whatever the access token is like.
pub(crate) async fn attempt(shared: &Shared) -> Result<UsableToken, SessionError> {
    if shared.parts.lacks_account {
        return Err(SessionError::of(SessionProblem::NoAccount));
    }
    let (mut place, is_kept) = open(shared).await?;
    let mut result = attempt_at(shared, &mut place).await;
    if is_kept && result.is_err() && shared.login().unsaved.is_some() {
        // The lock that was kept may have been lost.
        place.close().await;
        place = Place::open(&*shared.parts.store).await?;
        result = attempt_at(shared, &mut place).await;
    }
    leave(shared, place).await;
    result
}

/// The store, and whether it has been locked since an earlier attempt.
async fn open(shared: &Shared) -> Result<(Place, bool), SessionError> {
    let kept = shared.login().kept_place.take();
    match kept {
        Some(place) => Ok((place, true)),
        None => Ok((Place::open(&*shared.parts.store).await?, false)),
    }
}

/// A session with a reply that is not saved keeps the lock, so that nobody sends the refresh token before it again.
async fn leave(shared: &Shared, place: Place) {
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

async fn attempt_at(shared: &Shared, place: &mut Place) -> Result<UsableToken, SessionError> {
    let found = place.load().await?;
    let unsaved = shared.login().unsaved.clone();
    if let Some(reply) = unsaved {
        if reply.continues(&found) {
            return keep(shared, place, reply).await;
        }
        shared.login().unsaved = None;
    }
    let (now, basis) = (shared.parts.clock.now(), Basis::of(&found));
    let record = shared.login().recognize(found, now.wall)?;
    shared.login().saw(&record);
    shared.parts.source.know(&record.grant.captures);
    if let Some(renewed) = renewed_elsewhere(shared, &record) {
        return Ok(renewed);
    }
    let reply = obtain(shared, place, record).await?;
    keep(shared, place, Reply { basis, ..reply }).await
}

/// Renews the token, or requests a first one where there is nothing to renew it with or the provider refuses that.
async fn obtain(shared: &Shared, place: &mut Place, mut record: Stored) -> Result<Reply, SessionError> {
    let refusal = match renew(shared, place, &mut record).await {
        Some(Ok(reply)) => return Ok(reply),
        Some(Err(NotRefreshed { error, may_mint: false })) => return Err(error),
        Some(Err(NotRefreshed { error, may_mint: true })) => Some(error),
        None => None,
    };
    match (mint(shared).await, refusal) {
        (Ok((minted, requested)), _) => {
            let replaces = shared.login().begins_anew();
            Ok(Reply {
                minted,
                requested,
                before: record,
                attempt: None,
                is_refreshed: false,
                replaces,
                basis: Basis::default(),
            })
        }
        (Err(error), Some(refusal)) if says_more(&refusal, &error) => Err(refusal),
        (Err(error), _) => Err(error),
    }
}

/// A first token. What its requests have made before, in an attempt that failed later, counts from then.
async fn mint(shared: &Shared) -> Result<(Minted, Moment), SessionError> {
    let made = shared.parts.source.made();
    made.begin(shared.parts.clock.now());
    let result = request(shared, shared.parts.source.mint()).await;
    let since = made.since();
    made.settle(&result);
    result.map(|(minted, requested)| {
        (minted, since.filter(|since| since.monotonic < requested.monotonic).unwrap_or(requested))
    })
}

/// The reason for a refusal says more than the lack of another input. Nobody is asked to log in where waiting can help.
fn says_more(refusal: &SessionError, error: &SessionError) -> bool {
    let wants_a_person = error.class() == Class::Reauthenticate;
    error.problem() == SessionProblem::NoFreshInput || (wants_a_person && refusal.is_retryable())
}

/// `None` where there is nothing to renew with.
async fn renew(shared: &Shared, place: &mut Place, record: &mut Stored) -> Option<Result<Reply, NotRefreshed>> {
    match shared.parts.source.renewal() {
        Renewal::Mint => None,
        Renewal::RefreshToken => {
            let with = refresh_token(shared, record)?;
            Some(refresh(shared, place, record, &with).await)
        }
        Renewal::AccessToken => {
            let with = access_token(shared, record)?;
            Some(exchange(shared, record, &with).await)
        }
    }
}

/// A refresh token that has ended is not sent.
fn refresh_token(shared: &Shared, record: &Stored) -> Option<Secret> {
    let now = shared.parts.clock.now().wall;
    record.refresh_token.clone().filter(|_| record.grant.refresh_expires_at.is_none_or(|end| now < end))
}

/// A stored token that is too old to be handed out may be young enough to be exchanged.
fn access_token(shared: &Shared, record: &Stored) -> Option<Secret> {
    let current = shared.valid().map(|current| current.token.secret.clone());
    current.or_else(|| valid_secret(shared, record).filter(|secret| !has(shared, secret)))
}

async fn exchange(shared: &Shared, record: &Stored, with: &Secret) -> Result<Reply, NotRefreshed> {
    match request(shared, shared.parts.source.refresh(with)).await {
        Ok((minted, requested)) => {
            let before = record.clone();
            Ok(Reply {
                minted,
                requested,
                before,
                attempt: None,
                is_refreshed: true,
                replaces: false,
                basis: Basis::default(),
            })
        }
        Err(error) => {
            let may_mint = error.class() == Class::Reauthenticate && error.retry_after().is_none();
            Err(NotRefreshed { error, may_mint })
        }
    }
}
