//! Saves a token reply.

use std::time::Duration;

use super::place::Place;
use super::reply::{Reply, lifetime};
use crate::credential::{SessionError, SessionProblem};
use crate::session::renew::shared::Shared;
use crate::session::renew::trace;
use crate::session::source::Renewal;
use crate::session::token::lifetime::Age;
use crate::session::token::usable::UsableToken;

/// Saves a reply. If saving fails, the reply is kept, and the next attempt saves it instead of requesting another one.
/// An access token that has already expired is not stored, because the store has only the wall clock, which could be
/// set back.
pub(crate) async fn keep(shared: &Shared, place: &mut Place, reply: Reply) -> Result<UsableToken, SessionError> {
    let (lifetime, checked) = check(shared, &reply);
    let mut record = reply.record(lifetime, checked.is_ok());
    let log_in = shared.log_in();
    record.grant.tokens = reply.others(|name| log_in.as_ref()?.token(name).map(|token| &*token.parts.source));
    shared.parts.source.know(&record.grant.captures);
    {
        let mut login = shared.login();
        login.owns(&mut record);
        login.unsaved = Some(reply.clone());
    }
    match place.save_reply(&record, reply.is_refreshed).await {
        Ok(()) => shared.login().saved(&record),
        Err(error) if is_dispensable(shared, &reply) => {
            trace::unsaved(shared.parts.source.provider(), &error);
            shared.login().goes_on_unsaved(&reply.before, &record);
        }
        Err(error) => return Err(error),
    }
    checked
}

/// Whether a failure to save can be ignored, because the refresh token in the store remains valid.
fn is_dispensable(shared: &Shared, reply: &Reply) -> bool {
    let is_renewal = shared.parts.source.renewal() == Renewal::RefreshToken;
    let is_kept = shared.parts.source.facts().is_kept(reply.before.grant.kept);
    is_renewal && is_kept && reply.keeps_refresh_token()
}

/// Returns the lifetime of a reply's token, and the token itself if it is usable.
pub(crate) fn check(shared: &Shared, reply: &Reply) -> (Option<Duration>, Result<UsableToken, SessionError>) {
    let Reply { minted, requested, .. } = reply;
    if minted.is_absent {
        return (None, Err(shared.absent()));
    }
    let lifetime = lifetime(minted, requested, shared.parts.source.lifetime());
    let token = UsableToken::of_reply(&*shared.parts.source, minted, *requested, lifetime, shared.parts.windows);
    let token = token.map(|token| UsableToken { scope: reply.scope(), captures: reply.captures(), ..token });
    let now = shared.parts.clock.now();
    let checked = token.and_then(|token| match token.age(&now) {
        Age::Expired => Err(SessionError::of(SessionProblem::ExpiredOnArrival)),
        Age::Fresh | Age::Advisory | Age::Mandatory => Ok(token),
    });
    (lifetime, checked)
}
