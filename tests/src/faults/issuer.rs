//! The tokens of a healthy server.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::row::{Row, Use};
use super::rows;
use super::watch::CANARY;

/// Issues tokens and recognizes them.
pub(super) struct Issuer {
    /// The lifetime of new tokens in seconds, as in the responses.
    pub(super) lifetime: AtomicU64,
    /// The maximum age of a token that is accepted.
    oldest: Mutex<Duration>,
    issued: Mutex<Vec<Instant>>,
    /// The number of the last token that the API refuses; it refuses all earlier ones too.
    refused: AtomicU64,
    /// The refresh tokens that may have been used, with a flag that says whether they must not be sent again.
    used: Mutex<HashMap<String, bool>>,
}

/// The API's judgement of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Judgement {
    Good,
    /// The test told the server to refuse it.
    Refused,
    /// It expired long ago.
    Stale,
    /// The server did not issue it, so no client should have accepted it.
    Stranger,
}

impl Default for Issuer {
    fn default() -> Self {
        Self {
            lifetime: AtomicU64::new(3600),
            oldest: Mutex::new(Duration::MAX),
            issued: Mutex::default(),
            refused: AtomicU64::default(),
            used: Mutex::default(),
        }
    }
}

impl Issuer {
    /// Returns the body of a token response.
    pub(super) fn issue(&self) -> String {
        let number = {
            let mut issued = self.issued.lock().unwrap();
            issued.push(Instant::now());
            issued.len()
        };
        let (at, lifetime) = (access_token(number), self.lifetime.load(Ordering::Relaxed));
        format!(
            r#"{{"access_token":"{at}","token_type":"Bearer","expires_in":{lifetime},"refresh_token":"rt-{CANARY}-{number}","scope":"read write"}}"#
        )
    }

    pub(super) fn refuse_all(&self) {
        self.refused.store(self.issued.lock().unwrap().len() as u64, Ordering::Relaxed);
    }

    pub(super) fn set_oldest(&self, age: Duration) {
        *self.oldest.lock().unwrap() = age;
    }

    /// Judges a token. `fault` is the server's current fault: the token of a row is valid while that row is played.
    pub(super) fn judge(&self, token: &str, fault: Option<&Row>) -> Judgement {
        let number = token.strip_prefix(&access_token("")).and_then(|number| number.parse::<usize>().ok());
        match number.filter(|number| *number > 0) {
            Some(number) if number as u64 <= self.refused.load(Ordering::Relaxed) => Judgement::Refused,
            Some(number) => match self.issued.lock().unwrap().get(number - 1) {
                Some(at) if at.elapsed() > *self.oldest.lock().unwrap() => Judgement::Stale,
                Some(_) => Judgement::Good,
                None => Judgement::Stranger,
            },
            None if fault.is_some_and(|row| row.issues(token)) => Judgement::Good,
            None if rows().iter().any(|row| row.issues(token)) => Judgement::Refused,
            None => Judgement::Stranger,
        }
    }

    /// Records the use of a refresh token. Returns whether it must not have been sent.
    pub(super) fn note(&self, refresh_token: &str, now: Use) -> bool {
        let mut used = self.used.lock().unwrap();
        let before = used.get(refresh_token).copied();
        // Each row returns the same refresh token every time, so it counts as new again.
        if now != Use::None && !refresh_token.ends_with("-row") {
            used.insert(refresh_token.to_owned(), now == Use::Certain || before.is_some());
        }
        before == Some(true)
    }
}

fn access_token(number: impl std::fmt::Display) -> String {
    format!("at-{CANARY}-healthy-{number}")
}
