//! Emits the `tracing` events of a session: names and numbers, never secrets. They are documented in the module
//! `session`.

use std::error::Error as _;
use std::time::Duration;

use tracing::field::display;
use tracing::{Level, Span, event, span};

use crate::session::SessionError;
use crate::session::token::current::CurrentToken;

const TARGET: &str = "auth_runtime::session";

/// Makes the span around all work for one token.
pub(crate) fn request(provider: &str) -> Span {
    span!(target: TARGET, Level::DEBUG, "token_request", provider)
}

pub(crate) fn obtained(provider: &str, current: &CurrentToken) {
    event!(target: TARGET, Level::DEBUG, provider, generation = current.generation, "token obtained");
}

/// Reports a failed token request, as a warning and not an error, because the session continues and reports it to the
/// waiting callers.
pub(crate) fn failed(provider: &str, error: &SessionError, failures: u32) {
    let (problem, class) = (error.problem(), error.class());
    let retry_after_ms = milliseconds(error.retry_after());
    let error = error.source().map(display);
    event!(
        target: TARGET, Level::WARN, provider, ?problem, ?class, retry_after_ms, failures, error, "token request failed"
    );
}

/// Reports a member of a token reply that could not be read.
pub(crate) fn odd_member(provider: &str, member: &str) {
    event!(target: TARGET, Level::WARN, provider, member, "token reply has an odd member");
}

/// Reports that the store could not be written, although that was not necessary.
pub(crate) fn unsaved(provider: &str, error: &SessionError) {
    event!(target: TARGET, Level::WARN, provider, error = error.source().map(display), "token not saved");
}

pub(crate) fn rejected(provider: &str, generation: u64) {
    event!(target: TARGET, Level::WARN, provider, generation, "token refused");
}

pub(crate) fn revoked(provider: &str, told: bool) {
    event!(target: TARGET, Level::DEBUG, provider, told, "session revoked");
}

fn milliseconds(time: Option<Duration>) -> Option<u64> {
    Some(u64::try_from(time?.as_millis()).unwrap_or(u64::MAX))
}
