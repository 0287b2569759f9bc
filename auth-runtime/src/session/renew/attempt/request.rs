//! A request for a token.

use crate::credential::SessionError;
use crate::session::renew::shared::Shared;
use crate::session::source::obtain::Boxed;
use crate::session::token::clock::Moment;
use crate::session::token::minted::Minted;

/// Waits for the answer, and says when it was asked for: the lifetime counts from before the request was sent.
pub(crate) async fn request(
    shared: &Shared,
    answer: Boxed<'_, Result<Minted, SessionError>>,
) -> Result<(Minted, Moment), SessionError> {
    let requested = shared.parts.clock.now();
    shared.change(|state| state.requests = state.requests.saturating_add(1));
    Ok((answer.await?, requested))
}
