//! Ends a wait when nobody waits for the token any more.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::Poll;

use crate::credential::{SessionError, SessionProblem};

/// A future that ends when nobody waits for the token of a login any more.
pub(crate) type Abandoned = Arc<dyn Fn() -> Pin<Box<dyn Future<Output = ()> + Send>> + Send + Sync>;

/// Waits for `work`, or until nobody waits for its result.
///
/// # Errors
/// [`SessionProblem::Abandoned`].
pub(crate) async fn unless_abandoned<F: Future>(
    abandoned: Option<Abandoned>,
    work: F,
) -> Result<F::Output, SessionError> {
    let Some(abandoned) = abandoned else { return Ok(work.await) };
    let (mut work, mut gone) = (pin!(work), abandoned());
    poll_fn(|context| {
        if let Poll::Ready(done) = work.as_mut().poll(context) {
            return Poll::Ready(Ok(done));
        }
        gone.as_mut().poll(context).map(|()| Err(SessionError::of(SessionProblem::Abandoned)))
    })
    .await
}
