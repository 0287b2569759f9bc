//! An input that can be used only once, while a request sends it.

use std::fmt;
use std::ops::Deref;

use super::{OneTime, was_not_used};
use crate::credential::SessionError;
use crate::retry::departure::Departure;

/// An input that is lent to a request: see [`OneTime::lend`]. It is read as what it is. If it is dropped before the
/// request was sent, the next request has the input.
pub struct Lent<'a, T> {
    of: &'a OneTime<T>,
    input: T,
    /// What is given back.
    kept: Option<T>,
    departure: Departure,
}

impl<T: Send> OneTime<T> {
    /// Lends the input that is [ready](Self::ready) to a request. It is given back if the request did not use it, also if
    /// it is given up before it was sent: while a signer makes a signature, for example.
    ///
    /// ```
    /// # use auth_runtime::session::{OneTime, SessionError};
    /// # async fn example() -> Result<(), SessionError> {
    /// # async fn exchange(_: &str) -> Result<(), SessionError> { Ok(()) }
    /// let code = OneTime::new("code_1");
    /// code.ready().await?;
    /// let lent = code.lend()?;
    /// let answer = lent.sends(exchange(&lent)).await;
    /// lent.settle(&answer);
    /// # Ok(())
    /// # }
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(example()).unwrap();
    /// ```
    pub fn lend(&self) -> Result<Lent<'_, T>, SessionError>
    where
        T: Clone,
    {
        let input = self.begin()?;
        Ok(Lent { of: self, kept: Some(input.clone()), input, departure: Departure::not_begun() })
    }
}

impl<T> Lent<'_, T> {
    /// Makes the request that sends the input, and notes whether it was sent. What the request first obtains or computes,
    /// such as a signature, does not count as that.
    pub async fn sends<F: Future>(&self, request: F) -> F::Output {
        self.departure.sends(request).await
    }

    /// Gives the input back if the request did not use it, like [`OneTime::settle`].
    pub fn settle<R>(mut self, answer: &Result<R, SessionError>) {
        let kept = self.kept.take();
        kept.filter(|_| answer.as_ref().is_err_and(was_not_used)).into_iter().for_each(|input| self.of.put(input));
    }
}

impl<T> Deref for Lent<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.input
    }
}

impl<T> Drop for Lent<'_, T> {
    fn drop(&mut self) {
        let kept = self.kept.take();
        kept.filter(|_| self.departure.is_before()).into_iter().for_each(|input| self.of.put(input));
    }
}

/// Shows nothing of the input.
impl<T> fmt::Debug for Lent<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lent").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{failures, is_there};
    use super::*;

    /// Like [`OneTime::settle`]: what was not used is there for the next request.
    #[test]
    fn gives_back_what_was_not_used() {
        for (answer, is_unused) in failures() {
            let input = OneTime::new("code_1");
            input.lend().unwrap().settle(&answer);
            assert_eq!(is_there(&input), is_unused, "{answer:?}");
        }
    }
}
