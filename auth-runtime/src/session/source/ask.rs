//! Questions that a login asks the caller.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

/// The future of an answer.
type Answer<A> = Pin<Box<dyn Future<Output = Result<A, Declined>> + Send>>;

/// A question that a login asks the caller: the function is given what the provider has answered so far, and returns what
/// is missing, such as a one-time code. With `A = ()` it only shows something, such as the user code of the device grant
/// (RFC 8628 §3.3). It may take as long as a person does: the login waits for it, until nobody waits for the token any
/// more. Clones share the function.
///
/// ```
/// use auth_runtime::Secret;
/// use auth_runtime::session::{Ask, Declined};
///
/// # #[derive(Clone)]
/// # struct MfaChallenge { methods: Vec<String> }
/// let otp: Ask<MfaChallenge, Secret> = Ask::new(|challenge: MfaChallenge| async move {
///     if challenge.methods.is_empty() { Err(Declined::new("there is no second factor")) } else { Ok("123456".into()) }
/// });
/// ```
pub struct Ask<Q, A = ()>(Arc<dyn Fn(Q) -> Answer<A> + Send + Sync>);

impl<Q, A> Ask<Q, A> {
    /// Makes a question that is answered by an asynchronous function.
    pub fn new<F>(answer: impl Fn(Q) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<A, Declined>> + Send + 'static,
    {
        Self(Arc::new(move |question| Box::pin(answer(question))))
    }

    /// Asks the question.
    pub fn ask(&self, question: Q) -> impl Future<Output = Result<A, Declined>> + Send + use<Q, A> {
        (self.0)(question)
    }
}

impl<Q, A> Clone for Ask<Q, A> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<Q, A> fmt::Debug for Ask<Q, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ask").finish_non_exhaustive()
    }
}

/// The caller does not answer the question of a login, which ends it:
/// [`SessionProblem::Declined`](crate::session::SessionProblem::Declined). The reason is the source of the error, and must
/// not contain secrets.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Declined(String);

impl Declined {
    /// Makes a refusal with its reason.
    pub fn new(reason: impl Into<String>) -> Self {
        Self(reason.into())
    }
}
