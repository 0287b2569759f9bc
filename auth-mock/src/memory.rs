//! The state that the server keeps between requests.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

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
    /// The PKCE challenge of the last visit that returned a code, by provider and code.
    challenges: HashMap<(usize, String), String>,
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

    /// Stores the PKCE challenge of a code. A visit without a challenge removes an earlier challenge of the same code.
    pub(crate) fn keep_challenge(&self, provider: usize, code: &str, challenge: Option<&str>) {
        let mut state = self.state();
        match challenge {
            Some(challenge) => state.challenges.insert((provider, code.to_owned()), challenge.to_owned()),
            None => state.challenges.remove(&(provider, code.to_owned())),
        };
    }

    /// Forgets the PKCE challenge of an authorization code after its exchange, so that the example can be sent again
    /// unchanged.
    pub(crate) fn forget_challenge(&self, provider: usize, code: &str) {
        self.keep_challenge(provider, code, None);
    }

    pub(crate) fn challenge(&self, provider: usize, code: &str) -> Option<String> {
        self.state().challenges.get(&(provider, code.to_owned())).cloned()
    }

    /// Locks the state. A poisoned lock can be used, because each change is a single call, so that the state is
    /// consistent.
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
