//! The session's knowledge of its login, in addition to the record in the store.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::former::Former;
use super::place::Place;
use super::random::random_text;
use super::reply::Reply;
use crate::Secret;
use crate::credential::{SessionError, SessionProblem};
use crate::host::captured::Captured;
use crate::retry::departure::Departure;
use crate::retry::sync::atomic::{AtomicBool, Ordering};
use crate::session::source::Renewal;
use crate::session::store::grant::{Attempt, GrantState};
use crate::session::store::{Owner, Stored};

/// The session's knowledge of its login. The record in the store is authoritative.
pub(crate) struct Login {
    /// A random text for this session, by which it recognizes its own attempts.
    pub(crate) holder: String,
    pub(crate) owner: Owner,
    renewal: Renewal,
    start: Start,
    /// The login of the session, once it has one.
    own: Option<String>,
    /// Whether a session of this login has saved a record in the store.
    has_saved: Arc<AtomicBool>,
    /// Whether the session has seen a logout, which a store that loses its data does not undo.
    is_over: bool,
    /// A refresh token from another source that has not been sent yet.
    given: Option<Secret>,
    /// The record as last seen, in case the store loses it.
    seen: Option<Stored>,
    /// What it was before, in case the store loses its last changes.
    former: Former,
    /// The states after attempts of this session, in case the store could not be changed, or says that it was not
    /// although it was.
    known: Vec<(String, GrantState)>,
    /// The attempt under way, or the last one if nobody knows how it ended: the state before it, and how far it came.
    sending: Option<(String, GrantState, Departure)>,
    /// The last refresh token that the provider refused, in case the store could not be changed.
    refused: Option<Secret>,
    /// The last attempt of another session that was seen, and when it was first seen, by the monotonic clock.
    watched: Option<(String, Duration)>,
    /// The access token of a stored record that could not be replaced by a newer one.
    superseded: Option<Secret>,
    /// A reply that is not saved yet, and the lock under which it was received.
    pub(crate) unsaved: Option<Reply>,
    /// Whether it is being saved in the background.
    pub(crate) is_saving: bool,
    pub(crate) kept_place: Option<Place>,
}

/// The maximum number of own attempts that are remembered while the store can be neither read nor written.
const KNOWN: usize = 8;

/// How a session begins.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Start {
    /// Begins with its own inputs instead of the store's tokens.
    pub(crate) anew: bool,
    /// Treats records without an owner as its own.
    pub(crate) adopts: bool,
}

impl Login {
    /// `has_saved` is shared by the sessions of several tokens.
    pub(crate) fn new(
        owner: Owner,
        renewal: Renewal,
        given: Option<Secret>,
        (start, has_saved): (Start, Arc<AtomicBool>),
    ) -> Self {
        Self {
            holder: random_text(),
            owner,
            renewal,
            start,
            own: None,
            has_saved,
            is_over: false,
            given,
            seen: None,
            former: Former::default(),
            known: Vec::new(),
            sending: None,
            refused: None,
            watched: None,
            superseded: None,
            unsaved: None,
            is_saving: false,
            kept_place: None,
        }
    }

    /// Returns the record with which this session continues, based on the stored one.
    pub(crate) fn recognize(&mut self, found: Stored, now: SystemTime) -> Result<Stored, SessionError> {
        self.forget_unwritten(&found);
        if found.is_empty() {
            return self.check_not_over().map(|()| self.without_record(found, now));
        }
        let is_anew = self.begins_anew();
        self.check_owner(&found, is_anew)?;
        if is_anew {
            let begun = self.seen.clone().map(|seen| self.with_known_state(seen));
            return Ok(begun.unwrap_or_else(|| self.first_record(found)));
        }
        if found.grant.state.is_revoked() {
            self.is_over = self.has_login();
            return self.check_not_over().map(|()| self.first_record(found));
        }
        self.check_login(&found)?;
        if self.is_of_login(&found) {
            self.check_not_over()?;
            // Another token of the login has restored a record that had vanished, or the store has lost its last changes.
            if (found.grant.is_missing && self.seen.is_some()) || self.former.has(&found) {
                return Ok(self.without_record(found, now));
            }
        }
        Ok(self.with_given(self.with_known_state(found)))
    }

    /// Whether the record is of the login that the session has.
    fn is_of_login(&self, found: &Stored) -> bool {
        self.own.is_some() && self.own == found.grant.login
    }

    fn check_not_over(&self) -> Result<(), SessionError> {
        if self.is_over { Err(SessionError::of(SessionProblem::LoggedOut)) } else { Ok(()) }
    }

    /// Returns the record if the stored one has vanished. It may have been replaced before, so its refresh token is
    /// uncertain.
    fn without_record(&self, found: Stored, now: SystemTime) -> Stored {
        let Some(seen) = self.seen.clone() else { return self.first_record(found) };
        let mut record = self.with_known_state(seen);
        // The other tokens may have been renewed since; their sessions know them.
        record.grant.tokens.clear();
        if !found.grant.registration.is_empty() {
            record.grant.registration = found.grant.registration;
        }
        if record.refresh_token.is_some() && record.grant.state == GrantState::Idle {
            record.grant.state = GrantState::Uncertain(self.attempt(&record, now, Duration::ZERO));
        }
        record
    }

    /// Returns the record with which a session without a login begins.
    fn first_record(&self, found: Stored) -> Stored {
        self.with_given(Stored { grant: found.grant.successor(), ..Stored::default() })
    }

    fn with_given(&self, record: Stored) -> Stored {
        if record.has_token() { record } else { Stored { refresh_token: self.given.clone(), ..record } }
    }

    fn with_known_state(&self, mut record: Stored) -> Stored {
        if let Some(state) = record.grant.state.attempt().and_then(|attempt| self.known_state(&attempt.id)) {
            record.grant.state = state.clone();
        }
        self.without_refused(record)
    }

    fn known_state(&self, attempt: &str) -> Option<&GrantState> {
        let unsent = self.sending.iter().filter(|(id, _, departure)| id == attempt && departure.is_before());
        let known = self.known.iter().filter(|(id, _)| id == attempt);
        known.map(|(_, state)| state).chain(unsent.map(|(_, before, _)| before)).next()
    }

    /// Drops the refresh token that the provider refused, in case the store still has it.
    fn without_refused(&self, mut record: Stored) -> Stored {
        let is_refused = |token: &Secret| self.refused.as_ref().is_some_and(|refused| refused.matches(token.expose()));
        if record.refresh_token.as_ref().is_some_and(is_refused) {
            record.refresh_token = None;
            record.grant.state = GrantState::Idle;
        }
        record
    }

    /// Forgets attempts that neither the store nor this session's record has, unless the store has lost its record.
    fn forget_unwritten(&mut self, found: &Stored) {
        if found.is_empty() {
            return;
        }
        let seen = self.seen.as_ref().and_then(|seen| seen.grant.state.attempt());
        let ids = [seen, found.grant.state.attempt()].map(|attempt| attempt.map(|attempt| attempt.id.clone()));
        self.known.retain(|(id, _)| ids.iter().flatten().any(|known| known == id));
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

    /// Checks that the stored record is of the session's own login. Without a refresh token, any login of the same
    /// owner will do.
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

    /// Whether logging out ends the stored record. A new login without a token leaves the previous one unchanged.
    /// Returns an error if the record has another owner.
    pub(crate) fn ends(&self, found: &Stored) -> Result<bool, SessionError> {
        if self.begins_anew() {
            return Ok(false);
        }
        if !found.is_empty() {
            self.check_owner(found, false)?;
        }
        Ok(self.check_login(found).is_ok())
    }

    /// Returns the record that a logout leaves in the store; `None` if there was no login.
    pub(crate) fn tombstone(&self, found: &Stored) -> Option<Stored> {
        if found.is_empty() && self.own.is_none() {
            return None;
        }
        let mut grant = found.grant.clone().tombstone();
        grant.owner = Some(self.owner.clone());
        grant.login = grant.login.or_else(|| self.own.clone());
        Some(Stored { grant, ..Stored::default() })
    }

    /// Returns the captured values of the login, if the session has seen its record.
    pub(crate) fn captures(&self) -> Option<Captured> {
        Some(self.seen.as_ref()?.grant.captures.clone())
    }

    /// Forgets the key to which the tokens were bound.
    pub(crate) fn forget_key(&mut self) {
        if let Some(seen) = &mut self.seen {
            seen.grant.dpop_key = None;
        }
    }

    /// Returns the part of another token, if the last reply brought it and the store does not have it.
    pub(crate) fn beside(&self, name: &str) -> Option<Stored> {
        self.superseded.as_ref()?;
        let seen = self.seen.as_ref()?;
        Some(seen.grant.tokens.get(name)?.clone().in_record(&seen.grant))
    }

    /// Returns the attempt that the store has, whose reply could not be saved.
    pub(crate) fn unsaved_attempt(&self) -> Option<Attempt> {
        let reply = self.unsaved.as_ref()?;
        reply.before.grant.state.attempt().filter(|attempt| reply.attempt.as_ref() == Some(&attempt.id)).cloned()
    }

    /// Returns the captured values of a reply that could not be saved.
    pub(crate) fn unsaved_captures(&self) -> Option<Captured> {
        self.unsaved.as_ref().map(Reply::captures)
    }

    /// Whether the session has a login that others may know.
    fn has_login(&self) -> bool {
        self.seen.is_some()
    }

    /// Whether the stored record is of another login, which remains until this one has a token.
    pub(crate) fn begins_anew(&self) -> bool {
        self.start.anew && !self.has_saved.load(Ordering::Acquire)
    }

    /// Makes an attempt with the record's refresh token.
    pub(crate) fn attempt(&self, record: &Stored, now: SystemTime, limit: Duration) -> Attempt {
        let count = record.grant.state.attempt().map_or(0, |before| before.count).saturating_add(1);
        Attempt { id: random_text(), holder: self.holder.clone(), since: now, limit, count }
    }

    /// Returns how long this session has known about an attempt.
    pub(crate) fn watched(&mut self, attempt: &Attempt, now: Duration) -> Duration {
        let known = self.watched.take().filter(|(id, _)| *id == attempt.id);
        let (id, since) = known.unwrap_or_else(|| (attempt.id.clone(), now));
        self.watched = Some((id, since));
        now.saturating_sub(since)
    }

    /// Records the stored record of this login.
    pub(crate) fn saw(&mut self, record: &Stored) {
        if let Some(login) = &record.grant.login {
            self.former.note(self.seen.as_ref(), record);
            self.own = Some(login.clone());
            self.seen = Some(record.clone());
        }
    }

    /// Records that the reply was saved.
    pub(crate) fn saved(&mut self, record: &Stored) {
        (self.unsaved, self.superseded) = (None, None);
        (self.given, self.known) = (None, Vec::new());
        self.has_saved.store(true, Ordering::Release);
        self.saw(record);
    }

    /// Records that the store still contains an older record, whose refresh token is just as valid.
    pub(crate) fn goes_on_unsaved(&mut self, before: &Stored, record: &Stored) {
        self.unsaved = None;
        self.has_saved.store(true, Ordering::Release);
        self.superseded.clone_from(&before.access_token);
        self.saw(record);
    }

    pub(crate) fn has_superseded(&self, access_token: &Secret) -> bool {
        self.superseded.as_ref().is_some_and(|old| old.matches(access_token.expose()))
    }

    /// Records that an attempt is about to be written. Until it is sent, the refresh token is in the state before it:
    /// the store may have the attempt although writing it failed, or was given up.
    pub(crate) fn writes(&mut self, attempt: Option<&Attempt>, before: &GrantState) {
        if self.known.len() >= KNOWN {
            self.known.remove(0);
        }
        self.known.extend(attempt.map(|attempt| (attempt.id.clone(), before.clone())));
    }

    /// Records that the refresh token is about to be sent. If nothing was sent, it is in the state before.
    pub(crate) fn sends(&mut self, record: &Stored, sending: Option<(String, GrantState, Departure)>) {
        (self.given, self.known, self.sending) = (None, Vec::new(), sending);
        self.seen = Some(record.clone());
    }

    /// Records that a refresh token is no longer valid, even if the store cannot be changed.
    pub(crate) fn is_refused(&mut self, token: Option<Secret>) {
        self.refused = token;
    }

    /// Records how the last attempt ended, even if the store cannot be changed.
    pub(crate) fn knows(&mut self, attempt: Option<String>, record: &Stored) {
        self.known = attempt.map(|attempt| (attempt, record.grant.state.clone())).into_iter().collect();
        self.seen = Some(record.clone());
    }

    pub(crate) fn owns(&mut self, record: &mut Stored) {
        let own = self.own.get_or_insert_with(random_text);
        record.grant.owner = Some(self.owner.clone());
        record.grant.login = Some(own.clone());
    }

    /// Takes the initial refresh token if it was not sent yet.
    pub(crate) fn take_given(&mut self) -> Option<Secret> {
        self.given.take()
    }
}

#[cfg(test)]
mod tests;
