//! How tokens are renewed, and how they end.

use auth_codegen::model::{Endpoint, Grace, Rotation, Step, Token, TokenSource};

use crate::look::{Proof, grant, leaf, part};
use crate::seen::Seen;

const USUAL: [&str; 6] =
    ["grant_type", "refresh_token", "client_id", "client_secret", "client_assertion", "client_assertion_type"];

pub(super) const PROOFS: &[Proof] = &[
    ("ref.std", |seen| seen.renewers().any(|call| grant(call).as_deref() == Some("refresh_token"))),
    ("ref.relogin", |seen| seen.sources().any(|(_, source)| source.refresh.is_empty() && source.authorize.is_none())),
    ("ref.url", |seen| {
        seen.sources().any(|(_, source)| source.refresh.iter().any(|step| is_elsewhere(seen, source, step)))
    }),
    ("ref.params", |seen| {
        seen.renewers().any(|call| call.request.parts.iter().any(|part| !USUAL.contains(&leaf(part))))
    }),
    ("ref.keep", |seen| seen.sources().any(|(_, source)| source.facts.rotation == Some(Rotation::Kept))),
    ("ref.dual", |seen| {
        seen.provider
            .credentials
            .iter()
            .any(|credential| credential.member.as_ref().is_some_and(|member| member.with.is_some()))
    }),
    ("ref.exchange", |seen| {
        seen.sources()
            .any(|(_, source)| source.refresh.iter().any(|step| matches!(step.carries, Some((_, Token::Access)))))
    }),
    ("ref.extend", |seen| {
        seen.sources().any(|(_, source)| !source.refresh.is_empty() && source.renewed.access_token.is_none())
    }),
    ("ref.alone", |seen| {
        seen.sources().any(|(_, source)| {
            let is_bare =
                |step: &Step| step.carries.is_none() && seen.of(step).http().is_some_and(|call| !call.is_protected());
            !source.refresh.is_empty() && source.refresh.iter().all(is_bare)
        })
    }),
    ("ref.buffer", |seen| seen.sources().any(|(_, source)| source.facts.early.is_some())),
    ("life.two_tokens", |seen| seen.provider.credentials.iter().any(|credential| credential.member.is_some())),
    ("life.idle", |seen| seen.sources().any(|(_, source)| source.facts.idle.is_some())),
    ("life.rotation", |seen| seen.sources().any(|(_, source)| source.facts.rotation == Some(Rotation::Replaced))),
    ("life.until_used", |seen| seen.sources().any(|(_, source)| source.facts.grace == Some(Grace::UntilUsed))),
    ("life.keep", |seen| seen.steps().any(|step| step.keep.is_some())),
    ("oth.revoke", |seen| seen.enders().chain(seen.calls()).any(|call| ends(seen, call))),
    ("oth.side_effect", |seen| seen.sources().any(|(_, source)| has_side_effect(source))),
    ("oauth.revocation", |seen| seen.enders().any(|call| part(call, "token").is_some())),
    ("oauth.introspection", |seen| {
        seen.calls().any(|call| call.path().to_lowercase().contains("introspect") && part(call, "token").is_some())
    }),
];

/// Whether a call ends a credential: that of a session, or a key that does not change.
fn ends(seen: Seen<'_>, call: &Endpoint) -> bool {
    let is_said = ["revoke", "delete", "log_out", "roll"].iter().any(|word| call.name.contains(word));
    is_said || seen.enders().any(|ender| ender.name == call.name)
}

fn is_elsewhere(seen: Seen<'_>, source: &TokenSource, step: &Step) -> bool {
    let url = |endpoint: &Endpoint| (endpoint.host, endpoint.path());
    source.mint.iter().all(|maker| url(seen.of(maker)) != url(seen.of(step)))
}

/// Whether a log-in ends with a call that brings nothing.
fn has_side_effect(source: &TokenSource) -> bool {
    let is_used = |step: &Step| {
        let token = source.reply.members().any(|(_, field)| field.places().any(|place| place.step == step.name));
        token || source.reply.captures.iter().any(|(_, field)| field.step == step.name)
    };
    source.mint.len() > 1 && source.mint.last().is_some_and(|step| !is_used(step))
}
