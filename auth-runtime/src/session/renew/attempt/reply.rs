//! A reply of the token endpoint, and the record that follows from it.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use crate::Secret;
use crate::session::store::Stored;
use crate::session::store::grant::{Grant, GrantState, NamedToken};
use crate::host::captured::Captured;
use crate::session::token::clock::Moment;
use crate::session::token::minted::Minted;

/// A reply of the token endpoint.
#[derive(Clone)]
pub(crate) struct Reply {
    pub(crate) minted: Minted,
    pub(crate) requested: Moment,
    /// The record before the reply.
    pub(crate) before: Stored,
    /// The attempt that was written into the store before the request.
    pub(crate) attempt: Option<String>,
    /// Whether the reply renews the token of the record, or begins anew.
    pub(crate) is_refreshed: bool,
    /// Whether the reply replaces whatever the store has.
    pub(crate) replaces: bool,
    /// What the store had before.
    pub(crate) basis: Basis,
}

/// By which a record is known again.
#[derive(Clone, Default)]
pub(crate) struct Basis {
    login: Option<String>,
    access_token: Option<Secret>,
    is_revoked: bool,
}

impl Basis {
    pub(crate) fn of(found: &Stored) -> Self {
        let Stored { access_token, grant, .. } = found;
        let is_revoked = grant.state.is_revoked();
        Self { login: grant.login.clone(), access_token: access_token.clone(), is_revoked }
    }

    fn is(&self, other: &Self) -> bool {
        let Self { login, access_token, is_revoked } = self;
        *login == other.login
            && is_same(access_token.as_ref(), other.access_token.as_ref())
            && *is_revoked == other.is_revoked
    }
}

impl Reply {
    /// Whether what is stored now is still what the reply follows upon. A record that has vanished is.
    pub(crate) fn continues(&self, found: &Stored) -> bool {
        if found.is_empty() || self.replaces {
            return true;
        }
        match (&self.attempt, found.grant.state.attempt()) {
            (Some(own), Some(found)) => *own == found.id,
            (Some(_), None) => false,
            (None, _) => self.basis.is(&Basis::of(found)),
        }
    }

    /// The refresh token from now on. An empty one counts as absent, and the one before stays (RFC 6749 §6).
    pub(crate) fn refresh_token(&self) -> Option<Secret> {
        let new = self.minted.refresh_token.clone();
        if self.is_refreshed { new.or_else(|| self.before.refresh_token.clone()) } else { new }
    }

    /// The scopes from now on: a reply without them leaves them as they are (RFC 6749 §6).
    pub(crate) fn scope(&self) -> Option<String> {
        let new = self.minted.scope.clone().filter(|scope| !scope.is_empty());
        if self.is_refreshed { new.or_else(|| self.before.scope.clone()) } else { new }
    }

    pub(crate) fn captures(&self) -> Captured {
        let before = if self.is_refreshed { self.before.grant.captures.clone() } else { Captured::new() };
        before.into_iter().chain(self.minted.captures.clone()).collect()
    }

    /// Whether the reply leaves the refresh token as it was. One that cannot be read may be another.
    pub(crate) fn keeps_refresh_token(&self) -> bool {
        let is_kept = self.before.refresh_token.is_some()
            && is_same(self.refresh_token().as_ref(), self.before.refresh_token.as_ref());
        self.is_refreshed && is_kept && !self.minted.has_unreadable_refresh_token
    }

    /// The record that follows. An access token that cannot be used is not stored.
    pub(crate) fn record(&self, lifetime: Option<Duration>, is_usable: bool) -> Stored {
        Stored {
            access_token: is_usable.then(|| self.minted.access_token.clone()),
            expires_at: lifetime.map(|lifetime| self.requested.after(lifetime).wall),
            lifetime,
            refresh_token: self.refresh_token(),
            scope: self.scope(),
            grant: self.grant(),
        }
    }

    fn grant(&self) -> Grant {
        let grant = self.before.grant.clone();
        let attempt = grant.state.attempt().cloned();
        let state = match attempt {
            Some(attempt) if self.minted.has_unreadable_refresh_token && self.is_refreshed => {
                GrantState::Uncertain(attempt)
            }
            _ => GrantState::Idle,
        };
        let kept = if self.keeps_refresh_token() { grant.kept.saturating_add(1) } else { 0 };
        let refresh_expires_at = self.refresh_expires_at();
        Grant { state, kept, refresh_expires_at, captures: self.captures(), tokens: self.tokens(), ..grant }
    }

    /// When the refresh token ends. One that stays as it was ends as before, if the reply does not say otherwise.
    fn refresh_expires_at(&self) -> Option<SystemTime> {
        let new = self.minted.refresh_expires_in.map(|lifetime| self.requested.after(lifetime).wall);
        let before = self.before.grant.refresh_expires_at.filter(|_| self.keeps_refresh_token());
        new.or(before).filter(|_| self.refresh_token().is_some())
    }

    fn tokens(&self) -> BTreeMap<String, NamedToken> {
        let before = if self.is_refreshed { self.before.grant.tokens.clone() } else { BTreeMap::new() };
        let expires_at =
            |lifetime: Option<Duration>| -> Option<SystemTime> { Some(self.requested.after(lifetime?).wall) };
        let new = self.minted.tokens.iter().map(|(name, (secret, lifetime))| {
            (name.clone(), NamedToken { secret: secret.clone(), expires_at: expires_at(*lifetime) })
        });
        before.into_iter().chain(new).collect()
    }
}

fn is_same(one: Option<&Secret>, other: Option<&Secret>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.matches(other.expose()),
        (None, None) => true,
        _ => false,
    }
}
