//! Sends a token request.

use std::future::poll_fn;

use crate::Secret;
use crate::credential::SessionError;
use crate::session::renew::shared::Shared;
use crate::session::renew::trace;
use crate::session::source::obtain::Boxed;
use crate::session::token::clock::Moment;
use crate::session::token::minted::Minted;
use crate::value::decode::tolerance::{OddMember, Reading, WHOLE, tolerantly};

/// Waits for the answer, and returns when it was requested, because the lifetime counts from before the request was
/// sent. A reply with a valid token is used even if other members cannot be read, or are absent although they are required;
/// those that cannot be read are reported, and count as absent.
pub(crate) async fn request(
    shared: &Shared,
    mut answer: Boxed<'_, Result<Minted, SessionError>>,
) -> Result<(Minted, Moment), SessionError> {
    let requested = shared.parts.clock.now();
    shared.change(|state| state.requests = state.requests.saturating_add(1));
    let mut reading = Reading::default();
    let minted = poll_fn(|context| tolerantly(&mut reading, || answer.as_mut().poll(context))).await;
    note(shared, &reading.odd);
    Ok((with_odd_members(minted?, &reading.odd), requested))
}

fn note(shared: &Shared, odd: &[OddMember]) {
    let paths: Vec<_> = odd.iter().map(|member| member.path.clone()).collect();
    for path in &paths {
        trace::odd_member(shared.declared().provider, path);
    }
    shared.change(|state| state.odd_members = paths);
}

/// Secrets of a reply that are no refresh token, whatever they hold (`OpenID` Connect Core §3.1.3.3, RFC 7591 §3.2.1, RFC 7592
/// §3, `OpenID` Connect Native SSO §3.2).
const OTHER_SECRETS: [&str; 4] = ["id_token", "client_secret", "registration_access_token", "device_secret"];

/// Handles members that could not be read. An unreadable token type may be any, so the access token is not used; an
/// unreadable secret may be a new refresh token.
fn with_odd_members(minted: Minted, odd: &[OddMember]) -> Minted {
    let has_odd_type = odd.iter().any(|member| member.path.ends_with("token_type"));
    let minted = if has_odd_type { minted.token_type("unreadable") } else { minted };
    let has_odd_text = odd.iter().any(|member| member.path == WHOLE);
    let minted = if has_odd_text { without_odd_text(minted) } else { minted };
    let is_unreadable = minted.refresh_token.is_none() && odd.iter().any(may_be_refresh_token);
    if is_unreadable { minted.unreadable_refresh_token() } else { minted }
}

fn may_be_refresh_token(member: &OddMember) -> bool {
    let name = member.path.rsplit('.').next().unwrap_or_default();
    member.is_secret && !OTHER_SECRETS.contains(&name)
}

/// Drops a refresh token with odd characters from a reply that has some: nobody knows which they should be.
fn without_odd_text(minted: Minted) -> Minted {
    if has_odd_refresh_token(&minted) {
        minted.refresh_token(None::<Secret>).unreadable_refresh_token()
    } else {
        minted
    }
}

fn has_odd_refresh_token(minted: &Minted) -> bool {
    minted.refresh_token.as_ref().is_some_and(|token| !token.expose().is_ascii())
}
