//! Inputs that can be used only once.

pub(crate) mod lent;

use std::fmt;
use std::pin::Pin;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::Class;
use crate::call::Arrived;
use crate::credential::Effect;
use crate::credential::{SessionError, SessionProblem};
use crate::value::decode::tolerance::strictly;

type Supply<T> = dyn Fn() -> Pin<Box<dyn Future<Output = Result<T, SessionError>> + Send>> + Send + Sync;

/// An input that must not be used twice, such as an authorization code or an ID token. It is used once; after that a
/// callback supplies a new one, or without a callback the session fails with
/// [`NoFreshInput`](crate::session::SessionProblem::NoFreshInput), of class `reauthenticate`. The default is no input,
/// for a session that continues with the tokens in its store.
///
/// ```
/// use auth_runtime::Secret;
/// use auth_runtime::session::OneTime;
///
/// let code = OneTime::new(Secret::from("code_1"));
/// let id_token = OneTime::supplied_by(|| async { Ok(Secret::from("a fresh one, from the user's device")) });
/// # assert_eq!(format!("{code:?} {id_token:?}"), "OneTime { supply: false, .. } OneTime { supply: true, .. }");
/// ```
pub struct OneTime<T> {
    first: Mutex<Option<T>>,
    supply: Option<Box<Supply<T>>>,
}

impl<T: Send> OneTime<T> {
    /// Makes an input for one token request. It is sent only if there is no other way to obtain a token: tokens in the
    /// [store](crate::session::SessionBuilder::store) are used first. For another account, use another store, revoke
    /// the old session, or call [`log_in_anew`](crate::session::SessionBuilder::log_in_anew).
    pub fn new(input: T) -> Self {
        Self { first: Mutex::new(Some(input)), supply: None }
    }

    /// Obtains a new input for each token request from a callback.
    pub fn supplied_by<F>(supply: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<T, SessionError>> + Send + 'static,
    {
        Self { first: Mutex::new(None), supply: Some(Box::new(move || Box::pin(supply()))) }
    }

    /// Returns the input for the next token request.
    pub async fn next(&self) -> Result<T, SessionError> {
        self.ready().await?;
        self.begin()
    }

    /// Obtains the input for the next token request, if there is none. A request with several inputs first asks all of
    /// them, and then [begins](Self::begin): no input is lost because another one fails, or because the attempt is given
    /// up while it waits.
    ///
    /// ```
    /// # use auth_runtime::session::{OneTime, SessionError};
    /// # async fn example() -> Result<(), SessionError> {
    /// let (code, proof) = (OneTime::new("code_1"), OneTime::<String>::default());
    /// code.ready().await?;
    /// assert!(proof.ready().await.is_err());
    /// assert_eq!(code.begin()?, "code_1");
    /// # Ok(())
    /// # }
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(example()).unwrap();
    /// ```
    pub async fn ready(&self) -> Result<(), SessionError> {
        if self.first().is_some() {
            return Ok(());
        }
        let Some(supply) = &self.supply else { return Err(SessionError::of(SessionProblem::NoFreshInput)) };
        let input = strictly(supply()).await?;
        self.put(input);
        Ok(())
    }

    /// Takes the input that is [ready](Self::ready). From now on it counts as sent, until it is
    /// [settled](Self::settle): an attempt that is given up does not give it back, in contrast to [`lend`](Self::lend).
    pub fn begin(&self) -> Result<T, SessionError> {
        self.first().take().ok_or_else(|| SessionError::of(SessionProblem::NoFreshInput))
    }
}

impl<T> OneTime<T> {
    fn first(&self) -> MutexGuard<'_, Option<T>> {
        self.first.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts an input in. One that was there is dropped after the lock is released, because its type is the user's.
    fn put(&self, input: T) {
        let before = self.first().replace(input);
        drop(before);
    }

    /// Gives the input back if the request did not use it: it did not reach the provider, or was answered with 429 or
    /// 503. The next request uses it again.
    ///
    /// ```
    /// # use auth_runtime::Class;
    /// # use auth_runtime::session::{OneTime, SessionError};
    /// # async fn example() -> Result<(), SessionError> {
    /// let code = OneTime::new("code_1");
    /// let input = code.next().await?;
    /// let answer: Result<(), _> = Err(SessionError::new(Class::Retry, "no route to the provider"));
    /// code.settle(input, &answer);
    /// assert_eq!(code.next().await?, "code_1");
    /// # Ok(())
    /// # }
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(example()).unwrap();
    /// ```
    pub fn settle<R>(&self, input: T, answer: &Result<R, SessionError>) {
        if answer.as_ref().is_err_and(was_not_used) {
            self.put(input);
        }
    }
}

/// Whether the request did not use the input: it was not sent, or the provider says that it was not looked at. A code
/// that was refused for another reason is not tried again (RFC 6749 §4.1.2).
pub(crate) fn was_not_used(error: &SessionError) -> bool {
    let was_not_sent = error.arrived() == Arrived::No && error.class() == Class::Configuration;
    match error.effect() {
        Effect::Untouched => true,
        Effect::NotUsed => error.is_retryable() || was_not_sent,
        Effect::Refused | Effect::Unknown => false,
    }
}

impl<T> Default for OneTime<T> {
    fn default() -> Self {
        Self { first: Mutex::new(None), supply: None }
    }
}

/// Shows whether there is a callback.
impl<T> fmt::Debug for OneTime<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OneTime").field("supply", &self.supply.is_some()).finish_non_exhaustive()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Answers, and whether the input of the request was not used.
    pub(crate) fn failures() -> [(Result<(), SessionError>, bool); 7] {
        let failed = |class, effect| Err(SessionError::request(class, Arrived::Yes, effect, "no".into()));
        [
            (Ok(()), false),
            (failed(Class::Retry, Effect::Unknown), false),
            (failed(Class::Reauthenticate, Effect::Refused), false),
            (failed(Class::Configuration, Effect::NotUsed), false),
            (failed(Class::RateLimited, Effect::NotUsed), true),
            (failed(Class::Configuration, Effect::Untouched), true),
            (Err(SessionError::new(Class::Configuration, "no key")), true),
        ]
    }

    pub(crate) fn is_there(input: &OneTime<&str>) -> bool {
        input.begin().is_ok()
    }

    #[test]
    fn gives_back_what_was_not_used() {
        for (answer, is_unused) in failures() {
            let input = OneTime::new("code_1");
            let taken = input.begin().unwrap();
            input.settle(taken, &answer);
            assert_eq!(is_there(&input), is_unused, "{answer:?}");
        }
    }
}
