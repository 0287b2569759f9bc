//! A request that uses up what an earlier step has brought.

use super::Made;
use crate::credential::SessionError;
use crate::retry::departure::Departure;
use crate::session::token::one_time::was_not_used;

/// A request that uses up what was noted for a step: see [`Made::spending`]. If it is dropped after the request may have
/// been sent, that is forgotten.
#[derive(Debug)]
pub struct Spending<'a> {
    made: &'a Made,
    step: Option<&'static str>,
    departure: Departure,
}

impl Made {
    /// Begins a request that uses up what was noted for a step, such as the code of a visit.
    pub fn spending(&self, step: &'static str) -> Spending<'_> {
        Spending { made: self, step: Some(step), departure: Departure::not_begun() }
    }
}

impl Spending<'_> {
    /// Makes the request.
    pub async fn sends<F: Future>(&self, request: F) -> F::Output {
        self.departure.sends(request).await
    }

    /// Forgets what a failed request has used up. What was not used is there for the next attempt.
    pub fn settle<R>(mut self, answer: &Result<R, SessionError>) {
        let is_used = answer.as_ref().is_err_and(|error| !was_not_used(error));
        self.step.take().filter(|_| is_used).into_iter().for_each(|step| self.made.forget(step));
    }
}

impl Drop for Spending<'_> {
    fn drop(&mut self) {
        self.step.take().filter(|_| !self.departure.is_before()).into_iter().for_each(|step| self.made.forget(step));
    }
}

#[cfg(test)]
mod tests {
    use std::future::pending;
    use std::pin::pin;
    use std::task::{Context, Waker};

    use super::*;
    use crate::session::token::one_time::tests::failures;

    const STEP: &str = "visit";

    fn noted() -> Made {
        let made = Made::default();
        made.note(STEP, "code_1", None);
        made.note("other", 7, None);
        made
    }

    fn has(made: &Made) -> bool {
        assert!(made.recall::<i32>("other").is_some(), "nothing else is forgotten");
        made.recall::<&str>(STEP).is_some()
    }

    #[test]
    fn what_was_used_up_is_forgotten() {
        for (answer, is_unused) in failures() {
            let made = noted();
            made.spending(STEP).settle(&answer);
            assert_eq!(has(&made), is_unused || answer.is_ok(), "{answer:?}");
        }
    }

    #[test]
    fn what_may_have_been_sent_is_forgotten_with_its_request() {
        for is_sent in [false, true] {
            let made = noted();
            let spending = made.spending(STEP);
            if is_sent {
                let request = pin!(spending.sends(pending::<()>()));
                assert!(request.poll(&mut Context::from_waker(Waker::noop())).is_pending());
            }
            drop(spending);
            assert_eq!(has(&made), !is_sent);
        }
    }
}
