//! What a session knows about its login, in addition to the record in the store.

use std::time::{Duration, SystemTime};

use super::place::Place;
use super::random::random_text;
use super::reply::Reply;
use crate::Secret;
use crate::credential::{SessionError, SessionProblem};
use crate::session::source::Renewal;
use crate::session::store::grant::{Attempt, GrantState};
use crate::session::store::{Owner, Stored};

/// What a session knows about its login. The truth about the login itself is the record in the store.
pub(crate) struct Login {
    /// A random text for this session, by which it knows its own attempts.
    pub(crate) holder: String,
    pub(crate) owner: Owner,
    renewal: Renewal,
    start: Start,
    /// The login that the session is of, as soon as it has one.
    own: Option<String>,
    /// Whether the store has a record of this session.
    has_saved: bool,
    /// Whether the session has heard of a log-out, which a store that loses it does not undo.
    is_over: bool,
    /// A refresh token from elsewhere that has not been sent yet.
    given: Option<Secret>,
    /// The record as it was last seen, for stores that lose it.
    seen: Option<Stored>,
    /// What is known about the last attempt of this session, in case the store could not be changed.
    known: Option<(String, GrantState)>,
    /// The refresh token that the provider has refused last, in case the store could not be changed.
    refused: Option<Secret>,
    /// The attempt of another session that was met last, and since when it is known, by the monotonic clock.
    watched: Option<(String, Duration)>,
    /// The access token of a record that could not be replaced by a newer one.
    superseded: Option<Secret>,
    /// A reply that is not saved yet, and the lock under which it came.
    pub(crate) unsaved: Option<Reply>,
    pub(crate) kept_place: Option<Place>,
}

/// How a session begins.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Start {
    /// With what it is given, whatever the store has.
    pub(crate) anew: bool,
    /// Records without an owner are its own.
    pub(crate) adopts: bool,
}

impl Login {
    pub(crate) fn new(owner: Owner, renewal: Renewal, given: Option<Secret>, start: Start) -> Self {
        Self {
            holder: random_text(),
            owner,
            renewal,
            start,
            own: None,
            has_saved: false,
            is_over: false,
            given,
            seen: None,
            known: None,
            refused: None,
            watched: None,
            superseded: None,
            unsaved: None,
            kept_place: None,
        }
    }

    /// The record that this session goes on with, from what the store has.
    pub(crate) fn recognize(&mut self, found: Stored, now: SystemTime) -> Result<Stored, SessionError> {
        if found.is_empty() {
            return if self.is_over {
                Err(SessionError::of(SessionProblem::LoggedOut))
            } else {
                Ok(self.without_record(now))
            };
        }
        let is_anew = self.begins_anew();
        self.check_owner(&found, is_anew)?;
        if is_anew {
            let begun = self.seen.clone().map(|seen| self.with_known_state(seen));
            return Ok(begun.unwrap_or_else(|| self.first_record(found)));
        }
        if found.grant.state.is_revoked() {
            self.is_over = self.has_login();
            return if self.is_over {
                Err(SessionError::of(SessionProblem::LoggedOut))
            } else {
                Ok(self.first_record(found))
            };
        }
        self.check_login(&found)?;
        Ok(self.with_given(self.with_known_state(found)))
    }

    /// A record that has vanished may have been replaced before: its refresh token is uncertain.
    fn without_record(&self, now: SystemTime) -> Stored {
        let Some(seen) = self.seen.clone() else { return self.first_record(Stored::default()) };
        let mut record = self.with_known_state(seen);
        if record.refresh_token.is_some() && record.grant.state == GrantState::Idle {
            record.grant.state = GrantState::Uncertain(self.attempt(&record, now, Duration::ZERO));
        }
        record
    }

    /// What a session begins with, that has no login yet.
    fn first_record(&self, found: Stored) -> Stored {
        self.with_given(Stored { grant: found.grant.successor(), ..Stored::default() })
    }

    fn with_given(&self, record: Stored) -> Stored {
        let has_token = record.refresh_token.is_some() || record.access_token.is_some();
        if has_token { record } else { Stored { refresh_token: self.given.clone(), ..record } }
    }

    fn with_known_state(&self, mut record: Stored) -> Stored {
        if let (Some(attempt), Some((id, state))) = (record.grant.state.attempt(), &self.known)
            && attempt.id == *id
        {
            record.grant.state = state.clone();
        }
        let is_refused = |token: &Secret| self.refused.as_ref().is_some_and(|refused| refused.matches(token.expose()));
        if record.refresh_token.as_ref().is_some_and(is_refused) {
            record.refresh_token = None;
            (record.grant.state, record.grant.kept) = (GrantState::Idle, 0);
        }
        record
    }

    fn check_owner(&self, found: &Stored, is_anew: bool) -> Result<(), SessionError> {
        let Some(owner) = &found.grant.owner else {
            let is_own = !found.grant.is_old || self.start.adopts || is_anew;
            return if is_own { Ok(()) } else { Err(SessionError::of(SessionProblem::OldRecord)) };
        };
        let is_replaced = is_anew && owner.provider == self.owner.provider;
        if is_replaced || self.owner.is(owner) {
            return Ok(());
        }
        Err(SessionError::unsent(SessionProblem::OtherOwner, self.owner.difference(owner)))
    }

    /// A session obeys its own login only. Without a refresh token, any log-in of the same owner is as good.
    fn check_login(&self, found: &Stored) -> Result<(), SessionError> {
        let is_other = match (&self.own, &found.grant.login) {
            (Some(own), Some(found)) => self.has_login() && own != found,
            _ => false,
        };
        if is_other && self.renewal == Renewal::RefreshToken {
            return Err(SessionError::of(SessionProblem::OtherLogin));
        }
        Ok(())
    }

    /// Whether the record in the store is what a log-out of this session ends. A log-in that begins anew and has not come
    /// to a token yet leaves the one before it alone. An error if the record has another owner.
    pub(crate) fn ends(&self, found: &Stored) -> Result<bool, SessionError> {
        if self.begins_anew() {
            return Ok(false);
        }
        if !found.is_empty() {
            self.check_owner(found, false)?;
        }
        Ok(self.check_login(found).is_ok())
    }

    /// What a log-out leaves in the store; nothing where there was nothing to log out of.
    pub(crate) fn tombstone(&self, found: &Stored) -> Option<Stored> {
        if found.is_empty() && self.own.is_none() {
            return None;
        }
        let mut grant = found.grant.clone().tombstone();
        grant.owner = Some(self.owner.clone());
        grant.login = grant.login.or_else(|| self.own.clone());
        Some(Stored { grant, ..Stored::default() })
    }

    /// Whether the session is of a login that others may know of.
    fn has_login(&self) -> bool {
        self.seen.is_some()
    }

    /// What the store has is of another login, which stays until this one has come to a token.
    pub(crate) fn begins_anew(&self) -> bool {
        self.start.anew && !self.has_saved
    }

    /// Begins an attempt with the refresh token of the record.
    pub(crate) fn attempt(&self, record: &Stored, now: SystemTime, limit: Duration) -> Attempt {
        let count = record.grant.state.attempt().map_or(0, |before| before.count).saturating_add(1);
        Attempt { id: random_text(), holder: self.holder.clone(), since: now, limit, count }
    }

    /// For how long this session has known of an attempt.
    pub(crate) fn watched(&mut self, attempt: &Attempt, now: Duration) -> Duration {
        let known = self.watched.take().filter(|(id, _)| *id == attempt.id);
        let (id, since) = known.unwrap_or_else(|| (attempt.id.clone(), now));
        self.watched = Some((id, since));
        now.saturating_sub(since)
    }

    /// The record of this login, as it is in the store now.
    pub(crate) fn saw(&mut self, record: &Stored) {
        if let Some(login) = &record.grant.login {
            self.own = Some(login.clone());
            self.seen = Some(record.clone());
        }
    }

    /// The reply is in the store.
    pub(crate) fn saved(&mut self, record: &Stored) {
        (self.unsaved, self.superseded) = (None, None);
        (self.given, self.known, self.has_saved) = (None, None, true);
        self.saw(record);
    }

    /// The store has an older record, whose refresh token is as good.
    pub(crate) fn goes_on_unsaved(&mut self, before: &Stored, record: &Stored) {
        (self.unsaved, self.has_saved) = (None, true);
        self.superseded.clone_from(&before.access_token);
        self.saw(record);
    }

    pub(crate) fn has_superseded(&self, access_token: &Secret) -> bool {
        self.superseded.as_ref().is_some_and(|old| old.matches(access_token.expose()))
    }

    /// The refresh token is about to be sent.
    pub(crate) fn sends(&mut self, record: &Stored) {
        self.given = None;
        self.seen = Some(record.clone());
    }

    /// The refresh token is not good any more, whether the store hears of it or not.
    pub(crate) fn is_refused(&mut self, token: Option<Secret>) {
        self.refused = token;
    }

    /// How the last attempt ended, whether the store hears of it or not.
    pub(crate) fn knows(&mut self, attempt: Option<String>, record: &Stored) {
        self.known = attempt.map(|attempt| (attempt, record.grant.state.clone()));
        self.seen = Some(record.clone());
    }

    pub(crate) fn owns(&mut self, record: &mut Stored) {
        let own = self.own.get_or_insert_with(random_text);
        record.grant.owner = Some(self.owner.clone());
        record.grant.login = Some(own.clone());
        record.grant.is_old = false;
    }

    /// The refresh token that was given and not sent.
    pub(crate) fn take_given(&mut self) -> Option<Secret> {
        self.given.take()
    }
}
