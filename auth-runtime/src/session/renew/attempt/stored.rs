//! Uses the access token of a stored record.

use crate::Secret;
use crate::session::renew::shared::Shared;
use crate::session::store::{Grant, Stored};
use crate::session::token::lifetime::{Age, Ends};
use crate::session::token::usable::{Details, UsableToken};

/// Returns a stored token that has not expired: another session or process may have renewed it first, or this one was
/// restarted.
pub(crate) fn renewed_elsewhere(shared: &Shared, record: &Stored) -> Option<UsableToken> {
    let token = stored_token(shared, record)?;
    let is_new = !has(shared, &token.secret) && !shared.login().has_superseded(&token.secret);
    (is_new && token.age(&token.issued) != Age::Expired).then_some(token)
}

/// Returns the stored token, even if it has expired.
pub(crate) fn stored_token(shared: &Shared, record: &Stored) -> Option<UsableToken> {
    let secret = record.access_token.as_ref()?;
    let now = shared.parts.clock.now();
    let remaining = record.expires_at.map(|end| end.duration_since(now.wall).unwrap_or_default());
    let lifetime = record.lifetime.or(remaining);
    let ends = remaining.zip(lifetime).map(|(left, whole)| Ends::new(now, left, whole, shared.parts.windows));
    let Grant { captures, dpop_key, .. } = &record.grant;
    let details = Details { scope: record.scope.clone(), captures: captures.clone(), key: dpop_key.clone() };
    UsableToken::new(&*shared.parts.source, secret, ends, now, details).ok()
}

/// Returns the stored token once more, if it is fresh and no API has refused it.
pub(crate) fn still_fresh(shared: &Shared, record: &Stored) -> Option<UsableToken> {
    let token = stored_token(shared, record)?;
    let is_refused = has(shared, &token.secret) && shared.valid().is_none();
    (!is_refused && token.age(&token.issued) == Age::Fresh).then_some(token)
}

/// Returns the stored access token, if it has not expired.
pub(crate) fn valid_secret(shared: &Shared, record: &Stored) -> Option<Secret> {
    record.access_token.clone().filter(|_| shared.is_before(record.expires_at))
}

/// Whether this is the session's current or last token.
pub(crate) fn has(shared: &Shared, secret: &Secret) -> bool {
    shared.current.load().as_ref().is_some_and(|current| current.token.secret.matches(secret.expose()))
}
