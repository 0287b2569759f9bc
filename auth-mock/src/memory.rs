//! What the server remembers from one request to the next.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::route::find::Key;

/// The state of the server. All else follows from the specs.
#[derive(Debug, Default)]
pub(crate) struct Memory(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    /// How often the examples of a request were answered, by endpoint and index of the first of them.
    turns: HashMap<(Key, usize), usize>,
    /// The error cases that are to come, by index.
    failures: HashMap<Key, VecDeque<usize>>,
    /// The PKCE challenge of the last visit that was answered with this code of this provider.
    challenges: HashMap<(usize, String), String>,
}

impl Memory {
    /// How often this was asked before.
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

    /// A visit without a challenge makes an earlier one of the same code void.
    pub(crate) fn keep_challenge(&self, provider: usize, code: &str, challenge: Option<&str>) {
        let mut state = self.state();
        match challenge {
            Some(challenge) => state.challenges.insert((provider, code.to_owned()), challenge.to_owned()),
            None => state.challenges.remove(&(provider, code.to_owned())),
        };
    }

    /// A code is exchanged once; after that, the example of the spec can be asked for as it is.
    pub(crate) fn forget_challenge(&self, provider: usize, code: &str) {
        self.keep_challenge(provider, code, None);
    }

    pub(crate) fn challenge(&self, provider: usize, code: &str) -> Option<String> {
        self.state().challenges.get(&(provider, code.to_owned())).cloned()
    }

    /// A panic elsewhere leaves the state whole: each change is one call.
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
