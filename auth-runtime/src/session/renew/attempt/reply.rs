//! A reply of the token endpoint, and the record made from it.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use tokio::time::Instant;

use super::former::is_same;
use crate::Secret;
use crate::host::captured::{Captured, renewed};
use crate::session::source::obtain::Obtain;
use crate::session::store::Stored;
use crate::session::store::grant::{Grant, GrantState, NamedToken};
use crate::session::token::clock::Moment;
use crate::session::token::minted::Minted;
use crate::session::token::usable::{Details, check_type};
use crate::value::Expiry;

/// A reply of the token endpoint.
#[derive(Clone)]
pub(crate) struct Reply {
    pub(crate) minted: Minted,
    pub(crate) requested: Moment,
    /// When it was received, by the clock of the runtime.
    pub(crate) received: Instant,
    /// The record before the reply.
    pub(crate) before: Stored,
    /// The attempt that was recorded in the store before the request.
    pub(crate) attempt: Option<String>,
    /// Whether the reply renews the record's token instead of starting a new login.
    pub(crate) is_refreshed: bool,
    /// Whether the reply replaces any stored record.
    pub(crate) replaces: bool,
    /// The stored record before the request.
    pub(crate) basis: Basis,
}

/// The features by which a record is recognized.
#[derive(Clone, Default)]
pub(crate) struct Basis {
    login: Option<String>,
    access_token: Option<Secret>,
    is_revoked: bool,
    is_empty: bool,
}

impl Basis {
    pub(crate) fn of(found: &Stored) -> Self {
        let Stored { access_token, grant, .. } = found;
        let (is_revoked, is_empty) = (grant.state.is_revoked(), found.is_empty());
        Self { login: grant.login.clone(), access_token: access_token.clone(), is_revoked, is_empty }
    }

    fn is(&self, other: &Self) -> bool {
        let Self { login, access_token, is_revoked, is_empty: _ } = self;
        *login == other.login
            && is_same(access_token.as_ref(), other.access_token.as_ref())
            && *is_revoked == other.is_revoked
    }

    /// Whether there was a login.
    fn is_login(&self) -> bool {
        !self.is_empty && !self.is_revoked
    }

    /// Whether this may be a later record of the same login, and not that of another new login.
    fn may_be_before(&self, found: &Stored) -> bool {
        !self.is_empty && (self.login.is_none() || self.login == found.grant.login)
    }
}

impl Reply {
    /// Makes the reply to a request for a first token.
    pub(crate) fn first((minted, requested): (Minted, Moment), before: Stored) -> Self {
        let (received, basis) = (Instant::now(), Basis::default());
        Self { minted, requested, received, before, attempt: None, is_refreshed: false, replaces: false, basis }
    }

    /// Makes the reply to a renewal.
    pub(crate) fn renewed(answer: (Minted, Moment), before: Stored) -> Self {
        Self { is_refreshed: true, ..Self::first(answer, before) }
    }

    /// Whether the stored record is still the one on which the reply is based. A vanished record counts as such.
    pub(crate) fn continues(&self, found: &Stored) -> bool {
        if found.is_empty() || found.grant.is_missing {
            return true;
        }
        if self.replaces {
            return self.basis.may_be_before(found);
        }
        match (&self.attempt, found.grant.state.attempt()) {
            (Some(own), Some(found)) => *own == found.id,
            (Some(_), None) => self.has_lost_mark(found),
            (None, _) => self.basis.is(&Basis::of(found)),
        }
    }

    /// Whether the stored record is that before the attempt, because the store has lost the mark of it.
    fn has_lost_mark(&self, found: &Stored) -> bool {
        self.basis.is(&Basis::of(found)) && is_same(self.before.refresh_token.as_ref(), found.refresh_token.as_ref())
    }

    /// Returns the refresh token after the reply. An absent or empty one leaves the previous one in effect (RFC 6749
    /// §6).
    pub(crate) fn refresh_token(&self) -> Option<Secret> {
        self.new_or_kept(self.minted.refresh_token.clone(), self.before.refresh_token.as_ref())
    }

    /// Returns the scopes after the reply. Without any in the reply, they do not change (RFC 6749 §6).
    pub(crate) fn scope(&self) -> Option<String> {
        self.new_or_kept(self.minted.scope.clone().filter(|scope| !scope.is_empty()), self.before.scope.as_ref())
    }

    /// Returns what the reply brought, or what a renewal without it leaves in effect.
    fn new_or_kept<T: Clone>(&self, new: Option<T>, before: Option<&T>) -> Option<T> {
        new.or_else(|| before.filter(|_| self.is_refreshed).cloned())
    }

    pub(crate) fn captures(&self) -> Captured {
        let new = self.minted.captures.clone();
        if self.is_refreshed { renewed(self.before.grant.captures.clone(), new) } else { new }
    }

    /// Whether the reply left the refresh token unchanged. One that could not be read may be different.
    pub(crate) fn keeps_refresh_token(&self) -> bool {
        let is_kept = self.before.refresh_token.is_some()
            && is_same(self.refresh_token().as_ref(), self.before.refresh_token.as_ref());
        self.is_refreshed && is_kept && !self.minted.has_unreadable_refresh_token
    }

    /// Whether others need not wait until the reply is saved: it replaces another login, which they have until then, or has
    /// no refresh token that could be lost or used twice. A first login keeps them waiting for `limit`.
    pub(crate) fn leaves_others_alone(&self, limit: Duration) -> bool {
        let has_refresh_token = self.refresh_token().is_some() || self.before.refresh_token.is_some();
        (self.replaces && self.basis.is_login())
            || !has_refresh_token
            || (!self.is_refreshed && self.received.elapsed() > limit)
    }

    /// Returns what the login states about the token.
    pub(crate) fn details(&self) -> Details {
        Details { scope: self.scope(), captures: self.captures(), key: self.before.grant.dpop_key.clone() }
    }

    /// Returns the record after the reply. An unusable access token is not stored. A renewal that brought only other
    /// tokens leaves this one as it was.
    pub(crate) fn record(&self, lifetime: Option<Duration>, is_usable: bool) -> Stored {
        let (refresh_token, scope, grant) = (self.refresh_token(), self.scope(), self.grant());
        if self.minted.is_absent && self.is_refreshed {
            return Stored { refresh_token, scope, grant, ..self.before.clone() };
        }
        let access_token = Some(&self.minted.access_token).filter(|token| is_usable && is_storable(token)).cloned();
        let expires_at = lifetime.map(|lifetime| self.after(lifetime));
        Stored { access_token, expires_at, lifetime, refresh_token, scope, grant }
    }

    fn grant(&self) -> Grant {
        let grant = self.before.grant.clone();
        let state = self.state();
        let kept = if self.keeps_refresh_token() { grant.kept.saturating_add(1) } else { 0 };
        let refresh_expires_at = self.refresh_expires_at();
        let (captures, is_absent) = (self.captures(), self.minted.is_absent && !self.is_refreshed);
        Grant { state, kept, is_absent, captures, refresh_expires_at, ..grant }
    }

    /// Returns what is known of the refresh token. A new one that cannot be read may have replaced it.
    fn state(&self) -> GrantState {
        match self.before.grant.state.attempt() {
            Some(attempt) if self.minted.has_unreadable_refresh_token && self.is_refreshed => {
                GrantState::Uncertain(attempt.clone())
            }
            _ => GrantState::Idle,
        }
    }

    /// Returns when the refresh token expires. An unchanged one keeps its expiry, unless the reply states another.
    fn refresh_expires_at(&self) -> Option<SystemTime> {
        let end = match self.minted.refresh_expires_in {
            Some(Expiry::Ends(lifetime)) => Some(self.after(lifetime)),
            Some(Expiry::Never) => None,
            None => self.before.grant.refresh_expires_at.filter(|_| self.keeps_refresh_token()),
        };
        end.filter(|_| self.refresh_token().is_some())
    }

    /// Returns the time of day that is `lifetime` after the request.
    fn after(&self, lifetime: Duration) -> SystemTime {
        self.requested.after(lifetime).wall
    }

    /// Returns the other tokens of the login that the reply brought. What a renewal does not answer stays as it was.
    /// `source` returns the source of a token, by its name.
    pub(crate) fn others<'s>(&self, source: impl Fn(&str) -> Option<&'s dyn Obtain>) -> BTreeMap<String, NamedToken> {
        let brought = self.minted.tokens.iter().filter(|(_, token)| !(token.is_absent && self.is_refreshed));
        let known = brought.filter_map(|(name, token)| Some((name, token, source(name)?)));
        known.map(|(name, token, source)| (name.clone(), self.named(token, source))).collect()
    }

    fn named(&self, token: &Minted, source: &dyn Obtain) -> NamedToken {
        let Minted { access_token, scope, captures, is_absent, .. } = token;
        let lifetime = lifetime(token, &self.requested, source.declared().lifetime);
        let is_usable = !is_absent && check_type(source.declared().header, token.token_type.as_deref()).is_ok();
        let refresh_expires_at = match token.refresh_expires_in {
            Some(Expiry::Ends(lifetime)) => Some(self.after(lifetime)),
            Some(Expiry::Never) | None => None,
        };
        NamedToken {
            secret: is_usable.then(|| access_token.clone()),
            expires_at: lifetime.map(|lifetime| self.after(lifetime)),
            lifetime,
            refresh_token: token.refresh_token.clone(),
            scope: scope.clone(),
            captures: captures.clone(),
            refresh_expires_at,
            is_absent: *is_absent,
            ..NamedToken::default()
        }
    }
}

/// The maximum length of an access token that is stored, in bytes: a store reads records of at most 1 MiB.
const LONGEST_STORED: usize = 256 * 1024;

/// Whether an access token can be stored. Without a longer one, the next session uses the refresh token.
fn is_storable(token: &Secret) -> bool {
    token.expose().len() <= LONGEST_STORED
}

/// Returns how long a token lives; `None` if it has no end. `otherwise` applies if the reply does not say it.
pub(crate) fn lifetime(minted: &Minted, requested: &Moment, otherwise: Option<Duration>) -> Option<Duration> {
    let until = |end: SystemTime| end.duration_since(requested.wall).unwrap_or_default();
    match minted.expires_in.or(minted.expires_at.map(|end| end.map(until))) {
        Some(Expiry::Ends(lifetime)) => Some(lifetime),
        Some(Expiry::Never) => None,
        None => otherwise,
    }
}

#[cfg(test)]
mod tests;
