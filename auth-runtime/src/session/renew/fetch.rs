//! One attempt to obtain a token: what the task of a session does.

use std::time::Duration;

use crate::session::renew::cell::Cell;
use crate::session::renew::grants::Obtained;
use crate::session::source::Boxed;
use crate::session::store::{Locked, Stored};
use crate::session::token::held::{Checked, header_value};
use crate::session::token::lifetime::{Age, Ends};
use crate::session::{Minted, Moment, Renewal, SessionError, SessionProblem, TokenHeader};
use crate::{Class, Secret};

/// Obtains a token, saves it, checks it, in this order: a rotated refresh token is saved whatever the access token is
/// like.
pub(crate) async fn fetch(cell: &Cell) -> Result<Checked, SessionError> {
    let mut place = Place::open(cell).await?;
    let fetched = fetch_at(cell, &mut place).await;
    place.close().await;
    fetched
}

async fn fetch_at(cell: &Cell, place: &mut Place) -> Result<Checked, SessionError> {
    cell.grants().begin();
    let unsaved = cell.grants().unsaved.clone();
    if let Some(unsaved) = unsaved {
        return keep(cell, place, unsaved).await;
    }
    let stored = known(cell, place).await?;
    let doubtful = stored.refresh_token.clone().filter(|token| cell.grants().is_spent(token));
    if let Some(token) = doubtful {
        place.forget(&token).await?;
    }
    if let Some(renewed) = renewed_elsewhere(cell, &stored) {
        return Ok(renewed);
    }
    let obtained = obtain(cell, place, &stored).await?;
    keep(cell, place, obtained).await
}

/// It is read in any case: what cannot be read is not the session's, and is not written over.
async fn known(cell: &Cell, place: &mut Place) -> Result<Stored, SessionError> {
    let stored = place.load().await?;
    Ok(cell.grants().known(stored))
}

/// Another session or process may have been faster.
fn renewed_elsewhere(cell: &Cell, stored: &Stored) -> Option<Checked> {
    let token = stored_token(cell, stored)?;
    let is_new = !has_held(cell, &token.secret) && token.age(&token.issued) == Age::Fresh;
    is_new.then_some(token)
}

/// The stored token, however old.
pub(crate) fn stored_token(cell: &Cell, stored: &Stored) -> Option<Checked> {
    let secret = stored.access_token.clone()?;
    let now = cell.parts.clock.now();
    let remaining = stored.expires_at.map(|end| end.duration_since(now.wall).unwrap_or_default());
    let lifetime = stored.lifetime.or(remaining);
    let ends = remaining.zip(lifetime).map(|(left, whole)| Ends::new(now, left, whole, cell.parts.windows));
    let header = header_value(cell.parts.source.header(), &secret).ok()?;
    Some(Checked { secret, header, ends, issued: now, scope: stored.scope.clone() })
}

/// The token of a reply that could not be saved.
pub(crate) fn unsaved_token(cell: &Cell, obtained: &Obtained) -> Option<Checked> {
    let Obtained { minted, requested } = obtained;
    check(cell, minted, *requested, lifetime_of(cell, minted)).ok()
}

fn lifetime_of(cell: &Cell, minted: &Minted) -> Option<Duration> {
    minted.expires_in.or(cell.parts.source.lifetime())
}

/// Renews the token, or requests a first one where there is nothing to renew it with or the provider refuses that.
async fn obtain(cell: &Cell, place: &mut Place, stored: &Stored) -> Result<Obtained, SessionError> {
    let refusal = match renews_with(cell, stored) {
        Some(with) => match renew(cell, place, with).await {
            Err(error) if error.class() == Class::Reauthenticate => Some(error),
            renewed => return renewed,
        },
        None => None,
    };
    let minted = request(cell, cell.parts.source.mint()).await;
    match (minted, refusal) {
        // Why the refresh token was refused says more than that there is no input beside it.
        (Err(error), Some(refusal)) if error.problem() == SessionProblem::NoFreshInput => Err(refusal),
        (minted, _) => minted,
    }
}

/// What the next token is made with: `None` for the first input.
fn renews_with(cell: &Cell, stored: &Stored) -> Option<Secret> {
    match cell.parts.source.renewal() {
        Renewal::Mint => None,
        Renewal::RefreshToken => cell.grants().refresh_token(stored),
        Renewal::AccessToken => {
            let held = cell.valid().map(|held| held.token.secret.clone());
            held.or_else(|| stored_and_valid(cell, stored))
        }
    }
}

/// A stored token that is too old to be handed out may be young enough to be exchanged.
fn stored_and_valid(cell: &Cell, stored: &Stored) -> Option<Secret> {
    let is_valid = stored.expires_at.is_none_or(|end| cell.parts.clock.now().wall < end);
    stored.access_token.clone().filter(|secret| is_valid && !has_held(cell, secret))
}

/// Whether that is the current token, or the last one.
fn has_held(cell: &Cell, secret: &Secret) -> bool {
    let current = cell.current.load();
    current.as_ref().is_some_and(|held| held.token.secret.matches(secret.expose()))
}

/// Where a refresh token is refused, another process may have renewed it: the store is read once more.
async fn renew(cell: &Cell, place: &mut Place, with: Secret) -> Result<Obtained, SessionError> {
    if cell.parts.source.renewal() != Renewal::RefreshToken {
        return request(cell, cell.parts.source.refresh(&with)).await;
    }
    let refused = match use_up(cell, place, &with).await {
        Err(error) if error.class() == Class::Reauthenticate => error,
        done => return done,
    };
    match known(cell, place).await?.refresh_token.filter(|other| !other.matches(with.expose())) {
        Some(other) => use_up(cell, place, &other).await,
        None => place.forget(&with).await.and(Err(refused)),
    }
}

/// What may have been used leaves the store, so that no other process sends it again.
async fn use_up(cell: &Cell, place: &mut Place, with: &Secret) -> Result<Obtained, SessionError> {
    let result = rotate(cell, with).await;
    if result.as_ref().is_err_and(SessionError::may_have_been_used) {
        place.forget(with).await?;
    }
    result
}

/// Uses a refresh token, at most once if it may have reached the provider.
async fn rotate(cell: &Cell, with: &Secret) -> Result<Obtained, SessionError> {
    cell.grants().uses(with);
    let mut result = request(cell, cell.parts.source.refresh(with)).await;
    match &mut result {
        Ok(Obtained { minted, requested: _ }) => {
            let next = minted.refresh_token.get_or_insert_with(|| with.clone());
            cell.grants().replaced(Some(next));
        }
        Err(error) if error.may_have_been_used() || error.class() == Class::Reauthenticate => cell.grants().used(),
        Err(_) => cell.grants().unused(),
    }
    result
}

/// The lifetime counts from before the request was sent.
async fn request(cell: &Cell, answer: Boxed<'_, Result<Minted, SessionError>>) -> Result<Obtained, SessionError> {
    let requested = cell.parts.clock.now();
    cell.state.send_modify(|state| state.requests = state.requests.saturating_add(1));
    Ok(Obtained { minted: answer.await?, requested })
}

/// What cannot be saved is kept, and saved by the next attempt instead of being requested again. An access token that is
/// over when it comes is not stored: the store knows the wall clock only, and that could be set back.
async fn keep(cell: &Cell, place: &mut Place, obtained: Obtained) -> Result<Checked, SessionError> {
    let Obtained { minted, requested } = obtained.clone();
    let lifetime = lifetime_of(cell, &minted);
    let checked = check(cell, &minted, requested, lifetime);
    cell.grants().replaced(minted.refresh_token.as_ref());
    cell.grants().unsaved = Some(obtained);
    let stored = Stored {
        expires_at: lifetime.map(|lifetime| Ends::new(requested, lifetime, lifetime, cell.parts.windows).expiry.wall),
        lifetime,
        access_token: checked.is_ok().then_some(minted.access_token),
        refresh_token: minted.refresh_token,
        scope: minted.scope,
    };
    place.save(&stored).await?;
    cell.grants().saved();
    checked
}

fn check(cell: &Cell, minted: &Minted, requested: Moment, lifetime: Option<Duration>) -> Result<Checked, SessionError> {
    let Minted { access_token, scope, token_type, expires_in: _, refresh_token: _ } = minted;
    check_type(cell.parts.source.header(), token_type.as_deref())?;
    let token = Checked {
        header: header_value(cell.parts.source.header(), access_token)?,
        secret: access_token.clone(),
        ends: lifetime.map(|lifetime| Ends::new(requested, lifetime, lifetime, cell.parts.windows)),
        issued: requested,
        scope: scope.clone(),
    };
    let is_over = token.age(&cell.parts.clock.now()) == Age::Expired;
    if is_over { Err(SessionError::of(SessionProblem::ExpiredOnArrival)) } else { Ok(token) }
}

/// A token is not used by a client that does not know its type (RFC 6749 §7.1); the names of types have no case.
fn check_type(header: TokenHeader, token_type: Option<&str>) -> Result<(), SessionError> {
    let is_known = header != TokenHeader::BEARER || token_type.is_none_or(|name| name.eq_ignore_ascii_case("bearer"));
    if is_known { Ok(()) } else { Err(SessionError::of(SessionProblem::TokenType)) }
}

/// The locked store, if the session has one.
pub(crate) struct Place(Option<Box<dyn Locked>>);

impl Place {
    pub(crate) async fn open(cell: &Cell) -> Result<Self, SessionError> {
        match &cell.parts.store {
            Some(store) => Ok(Self(Some(store.lock().await.map_err(SessionError::store)?))),
            None => Ok(Self(None)),
        }
    }

    pub(crate) async fn load(&mut self) -> Result<Stored, SessionError> {
        match &mut self.0 {
            Some(locked) => locked.load().await.map_err(SessionError::store),
            None => Ok(Stored::default()),
        }
    }

    pub(crate) async fn save(&mut self, stored: &Stored) -> Result<(), SessionError> {
        match &mut self.0 {
            Some(locked) => locked.save(stored).await.map_err(SessionError::store),
            None => Ok(()),
        }
    }

    /// What was saved is saved: a lock that cannot be given back ends by itself.
    pub(crate) async fn close(self) {
        if let Some(locked) = self.0 {
            let _ = locked.unlock().await;
        }
    }

    /// Takes a refresh token out, if it is still the one that is stored.
    async fn forget(&mut self, used: &Secret) -> Result<(), SessionError> {
        let stored = self.load().await?;
        match &stored.refresh_token {
            Some(token) if token.matches(used.expose()) => self.save(&Stored { refresh_token: None, ..stored }).await,
            _ => Ok(()),
        }
    }
}
