//! A requirement of a store, and its violation.

use std::time::Duration;

use super::super::record::write;
use super::super::{Locked, Store, StoreFuture, Stored};

/// The time after which a store that has not answered never will.
const PATIENCE: Duration = Duration::from_secs(120);

/// A requirement that a store violates.
#[derive(Debug, thiserror::Error)]
#[error("the store breaks the rule `{rule}`: {problem}")]
#[non_exhaustive]
pub struct Violation {
    /// The requirement.
    pub rule: &'static str,
    /// What was wrong. It may contain records of the test suite, which are made up.
    pub problem: String,
}

/// A requirement, with which the failures of its check are reported.
#[derive(Clone, Copy)]
pub(super) struct Rule(pub(super) &'static str);

impl Rule {
    pub(super) fn broken(self, problem: impl Into<String>) -> Violation {
        Violation { rule: self.0, problem: problem.into() }
    }

    /// Waits for a step of the store, with a time limit.
    pub(super) async fn wait<T>(self, step: &str, future: StoreFuture<'_, T>) -> Result<T, Violation> {
        match tokio::time::timeout(PATIENCE, future).await {
            Ok(done) => done.map_err(|error| self.broken(format!("`{step}` failed: {error}"))),
            Err(_) => Err(self.broken(format!("`{step}` did not end in {} s", PATIENCE.as_secs()))),
        }
    }

    pub(super) async fn lock<S: Store>(self, store: &S) -> Result<Box<dyn Locked>, Violation> {
        self.wait("lock", store.lock()).await
    }

    pub(super) async fn save<S: Store>(self, store: &S, record: &Stored) -> Result<(), Violation> {
        let mut locked = self.lock(store).await?;
        self.wait("save", locked.save(record)).await?;
        self.wait("unlock", locked.unlock()).await
    }

    /// Checks that another handle loads this record.
    pub(super) async fn expect<S: Store>(self, store: &S, record: &Stored) -> Result<(), Violation> {
        let mut locked = self.lock(store).await?;
        self.expect_locked(&mut *locked, record).await?;
        self.wait("unlock", locked.unlock()).await
    }

    pub(super) async fn expect_locked(self, locked: &mut dyn Locked, record: &Stored) -> Result<(), Violation> {
        let loaded = self.wait("load", locked.load()).await?;
        let (expected, found) = (write(record), write(&loaded));
        if expected.as_slice() == found.as_slice() {
            return Ok(());
        }
        let [expected, found] = [expected, found].map(|text| shortened(text.as_str()));
        Err(self.broken(format!("`{expected}` was saved, and `{found}` was loaded")))
    }
}

fn shortened(text: &str) -> String {
    if text.len() <= 400 { text.to_owned() } else { text.chars().take(400).chain(['…']).collect() }
}
