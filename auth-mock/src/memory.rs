//! The state that the server keeps between requests.

use std::collections::{HashMap, HashSet, VecDeque};
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
    /// The planned error cases, by index.
    failures: HashMap<Key, VecDeque<usize>>,
    /// The codes that visits gave back, by provider and code.
    issued: HashMap<(usize, String), Issued>,
    /// The tokens that a new log-in has ended, by provider.
    ended: HashSet<(usize, String)>,
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

    pub(crate) fn plan_failure(&self, key: Key, case: usize) {
        self.state().failures.entry(key).or_default().push_back(case);
    }

    pub(crate) fn next_failure(&self, key: Key) -> Option<usize> {
        self.state().failures.get_mut(&key).and_then(VecDeque::pop_front)
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
        state.ended.extend(others.into_iter().map(|other| (provider, other)));
        state.ended.remove(&(provider, token.to_owned()));
    }

    /// Whether a new log-in has ended a token.
    pub(crate) fn has_ended(&self, provider: usize, token: &str) -> bool {
        self.state().ended.contains(&(provider, token.to_owned()))
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
