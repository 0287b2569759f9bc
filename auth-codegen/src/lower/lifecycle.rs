//! Credentials that endpoints make tokens of.

mod calls;
mod consent;
mod inputs;
mod lifetime;
mod refresh;
mod reply;

pub(super) use calls::Calls;

use auth_language::word;

use crate::lower::context::Context;
use crate::lower::value::field::sound;
use crate::model::TokenSource;
use crate::read::{CredentialSpec, TokenSpec};

/// `None` if a part of it is broken that it cannot be without.
pub(super) fn lower(
    spec: &CredentialSpec,
    token: &TokenSpec,
    calls: &Calls<'_>,
    cx: &mut Context<'_>,
) -> Option<TokenSource> {
    let mint = token.from.as_ref().ok().and_then(|from| calls.mint(from, cx));
    let first = mint.and_then(|(_, record)| record);
    let reply = first.and_then(|first| reply::lower(first, token, cx));
    let refresh = sound(&spec.refresh).and_then(|name| refresh::lower_refresh(name, mint, token, calls, cx));
    let revoke = sound(&spec.revoke).and_then(|name| refresh::lower_revoke(name, token, calls, cx));
    let authorize = sound(&spec.authorize).and_then(|name| calls.visit(name, cx));
    let lifetime = sound(&token.lifetime).and_then(|text| lifetime::lower(text, cx));
    let rotation = sound(&spec.rotation).and_then(|text| word::check(text, "`rotation`", cx.problems()).ok());
    let reuse = sound(&spec.reuse).and_then(|text| word::check(text, "`reuse`", cx.problems()).ok());
    let grace = sound(&spec.grace).and_then(|text| lifetime::lower(text, cx));
    lifetime::check_facts(spec, token, rotation, cx);
    let (mint, record) = mint?;
    if let Some(record) = record {
        lifetime::check(record, token, cx);
    }
    let known = calls::Made { authorize, mint, refresh: refresh.as_ref(), revoke: revoke.as_ref() };
    let inputs = inputs::lower(calls, spec, token, &known, cx);
    Some(TokenSource { authorize, inputs, mint, refresh, revoke, reply: reply?, lifetime, rotation, reuse, grace })
}
