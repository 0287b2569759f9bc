//! The state that the server keeps between requests.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::read::received::Pairs;
use crate::route::candidate::Key;

/// The state of the server. Everything else is derived from the specs.
#[derive(Debug, Default)]
pub(crate) struct Memory(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    /// How often equal examples were used, by endpoint and by the index of the first of them.
    turns: HashMap<(Key, usize), usize>,
    /// The codes that visits gave back, by provider and code.
    issued: HashMap<(usize, String), Issued>,
    /// The tokens that have ended, by provider.
    ended: HashMap<(usize, String), Ended>,
    /// The refresh tokens of rotations, by provider, with those of the examples that they stand for.
    rotated: HashMap<(usize, String), String>,
    /// What ends the refresh token that it replaces when it is used for the first time, by provider.
    replaces: HashMap<(usize, String), String>,
    /// What was sent before a visit, by provider and by each text of the reply: a `request_uri`, a request token.
    pushed: HashMap<(usize, String), Pushed>,
}

/// The parameters of a request before a visit.
#[derive(Clone, Debug)]
pub(crate) struct Pushed {
    pub(crate) parameters: Pairs,
    /// Whether a visit has used it.
    pub(crate) is_used: bool,
}

/// How a token has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    /// A new log-in has ended the former.
    Replaced,
    Expired,
    Revoked,
    /// A refresh token has another in its place.
    Rotated,
}

impl Ended {
    /// Says it of a token or a key, and what to do.
    pub(crate) fn describe(self, what: &str) -> String {
        match self {
            Self::Replaced => format!("{what} is unknown: a new log-in has ended it"),
            Self::Expired => format!("{what} has expired: get a new one"),
            Self::Revoked => format!("{what} was revoked: log in again"),
            Self::Rotated => format!("{what} was used before, and replaced: send the newest"),
        }
    }
}

/// What belongs to a code.
#[derive(Clone, Debug)]
pub(crate) struct Issued {
    /// Where the browser was sent to with it.
    pub(crate) redirect_uri: String,
    /// The PKCE challenge of the authorization request.
    pub(crate) challenge: Option<String>,
    /// Whether it was exchanged.
    pub(crate) is_used: bool,
}

impl Memory {
    /// Returns how often an example was used before, and counts this use.
    pub(crate) fn turn(&self, key: Key, example: usize) -> usize {
        let mut state = self.state();
        let turn = state.turns.entry((key, example)).or_default();
        let before = *turn;
        *turn = turn.wrapping_add(1);
        before
    }

    /// Records what was sent before a visit.
    pub(crate) fn push(&self, provider: usize, reference: &str, parameters: &Pairs) {
        let pushed = Pushed { parameters: parameters.clone(), is_used: false };
        self.state().pushed.insert((provider, reference.to_owned()), pushed);
    }

    /// Returns what was sent before a visit, and records that one has used it. It is used once (RFC 9126 §4).
    pub(crate) fn pushed(&self, provider: usize, reference: &str) -> Option<Pushed> {
        let mut state = self.state();
        let pushed = state.pushed.get_mut(&(provider, reference.to_owned()))?;
        let before = pushed.clone();
        pushed.is_used = true;
        Some(before)
    }

    /// Records a log-in: its token is good, and those of the former are not.
    pub(crate) fn log_in(&self, provider: usize, token: &str, others: impl IntoIterator<Item = String>) {
        let mut state = self.state();
        state.ended.extend(others.into_iter().map(|other| ((provider, other), Ended::Replaced)));
        state.ended.remove(&(provider, token.to_owned()));
    }

    /// Ends a token.
    pub(crate) fn end(&self, provider: usize, token: &str, ended: Ended) {
        self.state().ended.insert((provider, token.to_owned()), ended);
    }

    /// Records that a refresh token ends when the token in its place is used for the first time.
    pub(crate) fn end_with(&self, provider: usize, used: &str, new: &str) {
        self.state().replaces.insert((provider, new.to_owned()), used.to_owned());
    }

    /// Records a use of a token: the refresh token that it replaced ends.
    pub(crate) fn note_use(&self, provider: usize, token: &str) {
        let replaced = self.state().replaces.remove(&(provider, token.to_owned()));
        if let Some(replaced) = replaced {
            self.end(provider, &replaced, Ended::Rotated);
        }
    }

    /// Returns how a token has ended, if it has.
    pub(crate) fn ended(&self, provider: usize, token: &str) -> Option<Ended> {
        self.state().ended.get(&(provider, token.to_owned())).copied()
    }

    /// Makes tokens good again that are issued again.
    pub(crate) fn issue_again(&self, provider: usize, is_issued: impl Fn(&str) -> bool) {
        self.state().ended.retain(|(of, token), _| *of != provider || !is_issued(token));
    }

    /// Makes a refresh token that stands for one of the examples.
    pub(crate) fn rotate(&self, provider: usize, stands_for: &str) -> String {
        let mut state = self.state();
        let new = format!("{stands_for}_rotated_{}", state.rotated.len().wrapping_add(1));
        state.rotated.insert((provider, new.clone()), stands_for.to_owned());
        new
    }

    /// Returns the refresh token of the examples that one of a rotation stands for.
    pub(crate) fn stands_for(&self, provider: usize, token: &str) -> Option<String> {
        self.state().rotated.get(&(provider, token.to_owned())).cloned()
    }

    /// Records a code. The same code of an earlier visit is forgotten.
    pub(crate) fn issue(&self, provider: usize, code: &str, issued: Issued) {
        self.state().issued.insert((provider, code.to_owned()), issued);
    }

    /// Returns what belongs to a code; `None` if no visit gave it back.
    pub(crate) fn issued(&self, provider: usize, code: &str) -> Option<Issued> {
        self.state().issued.get(&(provider, code.to_owned())).cloned()
    }

    /// Records that a code was exchanged.
    pub(crate) fn use_up(&self, provider: usize, code: &str) {
        if let Some(issued) = self.state().issued.get_mut(&(provider, code.to_owned())) {
            issued.is_used = true;
        }
    }

    /// Locks the state. A poisoned lock can be used, because each change is a single call, so that the state is
    /// consistent.
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
