//! The tokens to revoke when a session ends.

use crate::Secret;
use crate::session::Moment;
use crate::session::token::current::CurrentToken;
use crate::session::token::lifetime::{Age, Ends};
use crate::session::token::usable::UsableToken;

/// The tokens to revoke when a session ends. They are kept until it is dropped, so that a token that is found again,
/// because the store could not be changed, is not revoked again.
#[derive(Default)]
pub(crate) struct Ending(Vec<EndingToken>);

struct EndingToken {
    secret: Secret,
    /// When the token expires; `None` for a refresh token too, whose expiry is unknown.
    ends: Option<Ends>,
    progress: Progress,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Progress {
    Pending,
    /// The provider has revoked it.
    Revoked,
    /// The provider has refused it before, or cannot revoke it.
    Over,
}

impl Ending {
    pub(crate) fn add_current(&mut self, current: &CurrentToken) {
        let progress = if current.is_rejected() { Progress::Over } else { Progress::Pending };
        self.add(&current.token, progress);
    }

    pub(crate) fn add(&mut self, token: &UsableToken, progress: Progress) {
        if !self.has(&token.secret) {
            self.0.push(EndingToken { secret: token.secret.clone(), ends: token.ends, progress });
        }
    }

    /// Adds a refresh token before the access tokens, because it could be used to obtain another one.
    pub(crate) fn add_refresh_token(&mut self, secret: Secret) {
        if !self.has(&secret) {
            self.0.insert(0, EndingToken { secret, ends: None, progress: Progress::Pending });
        }
    }

    fn has(&self, secret: &Secret) -> bool {
        self.0.iter().any(|token| token.secret.matches(secret.expose()))
    }

    pub(crate) fn valid(&self, now: &Moment) -> Vec<Secret> {
        self.0.iter().filter(|token| token.is_valid(now)).map(|token| token.secret.clone()).collect()
    }

    /// Whether the provider has revoked at least one token, and no token is still valid.
    pub(crate) fn is_told(&self, now: &Moment) -> bool {
        self.0.iter().any(EndingToken::is_revoked) && !self.0.iter().any(|token| token.is_valid(now))
    }

    pub(crate) fn settle(&mut self, secret: &Secret, progress: Progress) {
        let found = self.0.iter_mut().filter(|token| token.secret.matches(secret.expose()));
        found.for_each(|token| token.progress = progress);
    }
}

impl EndingToken {
    fn is_revoked(&self) -> bool {
        self.progress == Progress::Revoked
    }

    fn is_valid(&self, now: &Moment) -> bool {
        self.progress == Progress::Pending && self.ends.is_none_or(|ends| ends.age(now) != Age::Expired)
    }
}
