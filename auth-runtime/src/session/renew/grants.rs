//! What a session has to renew its token with.

use crate::Secret;
use crate::session::Moment;
use crate::session::store::Stored;
use crate::session::token::minted::Minted;

/// The refresh token, and what became of those before it. A refresh token may be good for one use, and using it twice
/// looks like theft (RFC 9700 §4.14.2): it is noted before it is sent, so that it is known even if the task that sent it
/// never came back.
#[derive(Default)]
pub(crate) struct Grants {
    own: Option<Secret>,
    in_use: Option<Secret>,
    spent: Option<Secret>,
    /// What was obtained and is not yet saved.
    pub(crate) unsaved: Option<Obtained>,
    /// What is stored is of an earlier login, until something is saved.
    begins_anew: bool,
}

/// A reply, and when it was asked for.
#[derive(Clone)]
pub(crate) struct Obtained {
    pub(crate) minted: Minted,
    pub(crate) requested: Moment,
}

impl Grants {
    pub(crate) fn of(refresh_token: Option<Secret>, begins_anew: bool) -> Self {
        Self { own: refresh_token, begins_anew, ..Self::default() }
    }

    /// A new attempt begins. What is still in use was sent by an attempt that never ended.
    pub(crate) fn begin(&mut self) {
        self.spent = self.in_use.take().or(self.spent.take());
    }

    /// What is stored, as far as it is of this login.
    pub(crate) fn known(&self, stored: Stored) -> Stored {
        if self.begins_anew { Stored::default() } else { stored }
    }

    /// What was obtained is stored: from now on the store is right.
    pub(crate) fn saved(&mut self) {
        (self.unsaved, self.begins_anew) = (None, false);
    }

    /// The refresh token to use. Once something is stored, the store is right: other processes renew the token too.
    pub(crate) fn refresh_token(&self, stored: &Stored) -> Option<Secret> {
        let token = if stored.is_empty() { &self.own } else { &stored.refresh_token };
        token.clone().filter(|token| !self.is_spent(token))
    }

    pub(crate) fn is_spent(&self, token: &Secret) -> bool {
        self.spent.as_ref().is_some_and(|spent| spent.matches(token.expose()))
    }

    /// The refresh token is about to be sent.
    pub(crate) fn uses(&mut self, token: &Secret) {
        self.in_use = Some(token.clone());
        self.own = None;
    }

    /// The provider did not get it.
    pub(crate) fn unused(&mut self) {
        self.own = self.in_use.take();
    }

    /// It is used up.
    pub(crate) fn used(&mut self) {
        self.spent = self.in_use.take();
    }

    /// The reply has come: `next` is the refresh token from now on.
    pub(crate) fn replaced(&mut self, next: Option<&Secret>) {
        self.in_use = None;
        self.own = next.cloned();
    }

    /// The last refresh token, and what is not yet saved. Nothing is left here.
    pub(crate) fn give_up(&mut self, stored: &Stored) -> (Option<Secret>, Option<Obtained>) {
        self.begin();
        // One that could not be saved is newer than what is stored.
        let last = if self.unsaved.is_some() { self.own.clone() } else { self.refresh_token(stored) };
        (last, std::mem::take(self).unsaved)
    }
}
