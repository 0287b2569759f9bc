//! The parts of a record: the tokens of a login that has several.

use std::collections::BTreeMap;

use super::Stored;
use super::grant::{Grant, GrantState, NamedToken};
use crate::host::captured::{Captured, renewed};

/// One of several tokens of a login, and the first of them, which takes over a record of one token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) name: &'static str,
    pub(crate) first: &'static str,
}

impl NamedToken {
    /// Returns the token of a record that has a single one.
    pub(crate) fn of(stored: &Stored) -> Self {
        let Stored { access_token, expires_at, lifetime, refresh_token, scope, grant } = stored.clone();
        let Grant { state, kept, captures, refresh_expires_at, is_absent, .. } = grant;
        Self {
            secret: access_token,
            expires_at,
            lifetime,
            refresh_token,
            scope,
            state,
            kept,
            captures,
            refresh_expires_at,
            is_absent,
            others: BTreeMap::new(),
        }
    }

    /// Returns the record of this token, which shares everything else with `whole`.
    pub(crate) fn in_record(self, whole: &Grant) -> Stored {
        let Self { secret, lifetime, expires_at, refresh_token, scope, .. } = self;
        let Self { state, kept, captures, refresh_expires_at, is_absent, .. } = self;
        let grant =
            Grant { state, kept, tokens: BTreeMap::new(), is_absent, captures, refresh_expires_at, ..whole.clone() };
        Stored { access_token: secret, expires_at, lifetime, refresh_token, scope, grant }
    }

    fn share_refresh_token_of(&mut self, other: &Self) {
        self.refresh_token.clone_from(&other.refresh_token);
        self.state.clone_from(&other.state);
        (self.kept, self.refresh_expires_at) = (other.kept, other.refresh_expires_at);
    }

    /// Returns the token with the members of later releases that the record has beside the former one, unless the user
    /// has logged out.
    fn keeping_others(self, before: Option<&Self>) -> Self {
        let kept = before.filter(|_| !self.state.is_revoked());
        Self { others: kept.map(|before| before.others.clone()).unwrap_or_default(), ..self }
    }

    /// Returns the token after a renewal of another one that answered this one, too.
    fn renewed(self, before: Option<&Self>) -> Self {
        let Some(before) = before else { return self };
        let new = Self {
            scope: self.scope.or_else(|| before.scope.clone()),
            captures: renewed(before.captures.clone(), self.captures),
            ..self
        };
        if new.refresh_token.is_some() {
            return new;
        }
        // The refresh token stays, and with it what is known of it.
        Self {
            refresh_token: before.refresh_token.clone(),
            state: before.state.clone(),
            kept: before.kept,
            refresh_expires_at: new.refresh_expires_at.or(before.refresh_expires_at),
            ..new
        }
    }
}

impl Stored {
    /// Returns the record as the session of one of several tokens sees it. The first of them takes over a record of one
    /// token, so that a credential may get further tokens.
    pub(crate) fn part(&self, Part { name, first }: Part) -> Self {
        if self.grant.tokens.is_empty() && name == first {
            return self.clone();
        }
        let state = if self.grant.state.is_revoked() { GrantState::Revoked } else { GrantState::Idle };
        let none = || NamedToken { state, ..NamedToken::default() };
        let known = self.grant.tokens.get(name).cloned();
        let is_missing = known.is_none() && !self.grant.tokens.is_empty();
        let mut part = known.unwrap_or_else(none).in_record(&self.grant);
        part.grant.is_missing = is_missing;
        part
    }

    /// Returns the record after a change of one of its tokens, and of those that the same reply brought. A new login
    /// replaces all of them. A token that was revoked stays so until then.
    pub(crate) fn with_part(&self, Part { name, first }: Part, part: &Self, renewed: bool) -> Self {
        let mut grant = part.grant.clone().in_common();
        let brought = std::mem::take(&mut grant.tokens);
        let is_same = self.grant.login.is_none() || self.grant.login == grant.login;
        if is_same {
            grant.tokens = self.named(first);
        }
        for (name, token) in brought {
            grant.bring(name, token, renewed);
        }
        grant.change(name, NamedToken::of(part));
        // A store that forgets records after a time keeps that of a log-out.
        if grant.tokens.values().all(|token| token.state.is_revoked()) {
            grant.state = GrantState::Revoked;
        } else if is_same && grant.dpop_key.is_none() {
            // After a log-out, the tokens that are still to be revoked need it.
            grant.dpop_key.clone_from(&self.grant.dpop_key);
        }
        Self { grant, ..Self::default() }
    }

    /// Returns the tokens by their names. A record of one token has that of the first.
    fn named(&self, first: &str) -> BTreeMap<String, NamedToken> {
        if self.grant.tokens.is_empty() && !self.is_empty() {
            return [(first.to_owned(), NamedToken::of(self))].into();
        }
        self.grant.tokens.clone()
    }
}

impl Grant {
    /// Returns what the tokens have in common.
    fn in_common(self) -> Self {
        let (state, captures) = (GrantState::Idle, Captured::new());
        Self { state, kept: 0, is_absent: false, is_missing: false, captures, refresh_expires_at: None, ..self }
    }

    /// Adds a token that a reply brought in addition to its own. One that was revoked stays so.
    fn bring(&mut self, name: String, token: NamedToken, renewed: bool) {
        let before = self.tokens.get(&name);
        if before.is_none_or(|before| !before.state.is_revoked()) {
            let token = if renewed { token.renewed(before) } else { token };
            self.put(name, token);
        }
    }

    /// Replaces a token after a change of it. If others have the same refresh token, what is known of it is known for
    /// them, too: otherwise they would send one that has been replaced.
    fn change(&mut self, name: &str, token: NamedToken) {
        let before = self.tokens.get(name).and_then(|before| before.refresh_token.clone());
        if let Some(before) = before.filter(|_| !token.state.is_revoked()) {
            let has_it =
                |own: &&mut NamedToken| own.refresh_token.as_ref().is_some_and(|own| own.matches(before.expose()));
            self.tokens.values_mut().filter(has_it).for_each(|own| own.share_refresh_token_of(&token));
        }
        self.put(name.to_owned(), token);
    }

    /// Replaces a token, except for the members of later releases.
    fn put(&mut self, name: String, token: NamedToken) {
        let token = token.keeping_others(self.tokens.get(&name));
        self.tokens.insert(name, token);
    }
}

#[cfg(test)]
mod tests;
