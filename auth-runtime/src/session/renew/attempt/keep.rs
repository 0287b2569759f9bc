//! Saves a token reply.

use std::time::Duration;

use super::place::Place;
use super::reply::{Reply, lifetime};
use super::stored::still_fresh;
use crate::Class;
use crate::credential::{SessionError, SessionProblem};
use crate::session::renew::limit::caught_now;
use crate::session::renew::shared::{LogIn, Parts, Shared};
use crate::session::renew::trace;
use crate::session::source::Renewal;
use crate::session::store::Stored;
use crate::session::token::lifetime::{Age, Ends};
use crate::session::token::usable::{UsableToken, check_type};

/// Saves a reply. If saving fails, the reply is kept, and the next attempt saves it instead of requesting another one.
/// An access token that has already expired is not stored, because the store has only the wall clock, which could be
/// set back.
pub(crate) async fn keep(shared: &Shared, place: &mut Place, reply: Reply) -> Result<UsableToken, SessionError> {
    let (lifetime, checked) = check(shared, &reply);
    let mut record = reply.record(lifetime, checked.is_ok());
    let log_in = shared.log_in();
    record.grant.tokens = reply.others(|name| log_in.as_ref()?.token(name).map(|token| &*token.parts.source));
    shared.parts.source.know(&record.grant);
    {
        let mut login = shared.login();
        login.owns(&mut record);
        login.unsaved = Some(reply.clone());
    }
    match place.save_reply(&record, reply.is_refreshed).await {
        Ok(()) => {
            shared.login().saved(&record);
            log_in.iter().filter(|_| !reply.is_refreshed).for_each(|log_in| tell(log_in, &record));
        }
        Err(error) if is_dispensable(shared, &reply) || is_for_now(shared, &reply, &error) => {
            trace::unsaved(shared.declared().provider, &error);
            shared.login().goes_on_unsaved(&reply.before, &record);
        }
        Err(error) => return Err(error),
    }
    checked
}

/// Tells the sessions of the other tokens what a login has brought for them, in case the store loses it before they look.
fn tell(log_in: &LogIn, record: &Stored) {
    for (name, token) in &record.grant.tokens {
        if let Some(session) = log_in.token(name) {
            session.login().saw(&token.clone().in_record(&record.grant));
        }
    }
}

/// Whether a failure to save can be ignored, because the refresh token in the store remains valid.
fn is_dispensable(shared: &Shared, reply: &Reply) -> bool {
    let is_renewal = shared.declared().renewal == Renewal::RefreshToken;
    let is_kept = shared.declared().facts.is_kept(reply.before.grant.kept);
    is_renewal && is_kept && reply.keeps_refresh_token()
}

/// Whether a login is for this session alone, because the store cannot be written, and waiting does not help: there is no
/// refresh token that could be lost or used twice, and others log in by themselves.
fn is_for_now(shared: &Shared, reply: &Reply, error: &SessionError) -> bool {
    let has_refresh_token = reply.refresh_token().is_some() || reply.before.refresh_token.is_some();
    let logs_in = shared.declared().renewal != Renewal::RefreshToken && !has_refresh_token;
    logs_in && error.class() == Class::Configuration
}

/// Returns the lifetime of a reply's token, and the token itself if it is usable.
pub(crate) fn check(shared: &Shared, reply: &Reply) -> (Option<Duration>, Result<UsableToken, SessionError>) {
    if reply.minted.is_absent {
        return (None, without_own(shared, reply));
    }
    let lifetime = lifetime(&reply.minted, &reply.requested, shared.declared().lifetime);
    // The application's code may panic, which must not lose the refresh token of the reply.
    (lifetime, caught_now(|| usable(shared, reply, lifetime)))
}

/// Returns the token after a reply that brought only others. A renewal leaves the former one as it was: it goes on while
/// it is fresh. After that, it is an error, so that there is a pause before the next request.
fn without_own(shared: &Shared, reply: &Reply) -> Result<UsableToken, SessionError> {
    if !reply.is_refreshed {
        return Err(shared.absent());
    }
    still_fresh(shared, &reply.before).ok_or_else(|| SessionError::of(SessionProblem::NoToken))
}

fn usable(shared: &Shared, reply: &Reply, lifetime: Option<Duration>) -> Result<UsableToken, SessionError> {
    let Reply { minted, requested, .. } = reply;
    let Parts { source, windows, clock, .. } = &shared.parts;
    check_type(source.declared().header, minted.token_type.as_deref())?;
    let ends = lifetime.map(|lifetime| Ends::new(*requested, lifetime, lifetime, *windows));
    let token = UsableToken::new(&**source, &minted.access_token, ends, *requested, reply.details())?;
    match token.age(&clock.now()) {
        Age::Expired => Err(SessionError::of(SessionProblem::ExpiredOnArrival)),
        Age::Fresh | Age::Advisory | Age::Mandatory => Ok(token),
    }
}
