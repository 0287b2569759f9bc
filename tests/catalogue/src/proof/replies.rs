//! What replies of log-ins look like, and what is kept of them.

use auth_codegen::model::{Field, Origin, ReplyEncoding, ReplyField, TokenSource, Type};
use auth_language::word::Word as _;

use crate::look::Proof;
use crate::seen::Seen;

pub(super) const PROOFS: &[Proof] = &[
    ("exp.in", |seen| {
        ends(seen).any(|field| matches!(field.ty.value, Type::Lifetime(lifetime) if lifetime.text() == "seconds"))
    }),
    ("exp.ms", |seen| {
        ends(seen).any(|field| matches!(field.ty.value, Type::Lifetime(lifetime) if lifetime.text() == "milliseconds"))
    }),
    ("exp.dur", |seen| {
        ends(seen).any(|field| matches!(field.ty.value, Type::Lifetime(lifetime) if lifetime.text().contains(':') || lifetime.text() == "duration"))
    }),
    ("exp.at", |seen| ends(seen).any(|field| matches!(field.ty.value, Type::Instant(_)))),
    ("exp.jwt", |seen| replies(seen).any(|reply| reply.expires_at.iter().any(|at| at.claim.as_deref() == Some("exp")))),
    ("exp.introspect", |seen| {
        replies(seen).any(|reply| {
            reply.expires_at.iter().any(|at| reply.access_token.as_ref().is_some_and(|token| token.step != at.step))
        })
    }),
    ("exp.fixed", |seen| seen.sources().any(|(_, source)| source.facts.lifetime.is_some())),
    ("rsp.std", |seen| {
        replies(seen).any(|reply| reply.access_token.as_ref().is_some_and(|token| is_at(&token.field, "access_token")))
    }),
    ("rsp.path", |seen| values(seen).any(|field| !is_at(field, "access_token") && !field.is_in_head())),
    ("rsp.xml", |seen| is_encoded(seen, ReplyEncoding::Xml)),
    ("rsp.form", |seen| is_encoded(seen, ReplyEncoding::Form)),
    ("rsp.whole", |seen| values(seen).any(|field| field.paths().iter().any(|path| path.segments().is_empty()))),
    ("rsp.cookie", |seen| {
        values(seen)
            .any(|field| field.origins().iter().any(|origin| matches!(origin, Origin::Cookie(_) | Origin::Header(_))))
    }),
    ("cap.token", |seen| seen.sources().any(|(_, source)| captures(source).any(|(_, reply)| reply.claim.is_none()))),
    ("cap.http", |seen| seen.sources().any(|(_, source)| captures(source).any(|(_, reply)| is_further(source, reply)))),
    ("cap.used_url", |seen| seen.provider.hosts.iter().any(|host| host.captured.is_some())),
    ("cap.redirect", |seen| {
        seen.sources().any(|(_, source)| {
            captures(source).any(|(_, reply)| !source.mint.iter().any(|step| step.name == reply.step))
        })
    }),
    ("cap.jwt", |seen| seen.sources().any(|(_, source)| captures(source).any(|(_, reply)| reply.claim.is_some()))),
    ("host.within", |seen| {
        seen.provider
            .hosts
            .iter()
            .any(|host| host.captured.as_ref().is_some_and(|captured| !captured.within.is_empty()))
            || seen.provider.settings.iter().any(|setting| !setting.within.is_empty())
    }),
    ("reply.several", |seen| seen.calls().any(|call| call.http().is_some_and(|call| call.returns.types().len() > 1))),
    ("reply.header", |seen| {
        seen.reply_fields().any(|field| field.origins().iter().any(|origin| matches!(origin, Origin::Header(_))))
    }),
    ("reply.map", |seen| seen.reply_fields().any(|field| is_map(&field.ty.value))),
    ("reply.recursive", |seen| {
        seen.replies().any(|record| record.fields.iter().any(|field| is_record(seen, &field.ty.value, &record.ident)))
    }),
    ("reply.unsigned", |seen| seen.reply_fields().any(|field| *field.ty.value.item() == Type::Unsigned)),
    ("reply.date", |seen| {
        seen.reply_fields()
            .any(|field| matches!(field.ty.value, Type::Instant(instant) if instant.text().contains("date")))
    }),
];

fn replies(seen: Seen<'_>) -> impl Iterator<Item = &auth_codegen::model::TokenReply> {
    seen.sources().flat_map(|(_, source)| [&source.reply, &source.renewed])
}

/// The fields that say when a token ends.
fn ends(seen: Seen<'_>) -> impl Iterator<Item = &Field> {
    let said = replies(seen).flat_map(|reply| reply.expires_in.iter().chain(&reply.expires_at));
    said.flat_map(ReplyField::places).filter(|place| place.claim.is_none()).map(|place| &place.field)
}

/// The fields that are tokens.
fn values(seen: Seen<'_>) -> impl Iterator<Item = &Field> {
    replies(seen).flat_map(|reply| &reply.access_token).flat_map(ReplyField::places).map(|place| &place.field)
}

fn is_at(field: &Field, name: &str) -> bool {
    field.paths().iter().any(|path| path.segments() == [name])
}

fn captures(source: &TokenSource) -> impl Iterator<Item = &(String, ReplyField)> {
    source.reply.captures.iter().chain(&source.renewed.captures)
}

/// Whether a captured value is of another call than the token.
fn is_further(source: &TokenSource, reply: &ReplyField) -> bool {
    let is_step = |name: &str| source.mint.iter().any(|step| step.name == name);
    is_step(&reply.step) && source.reply.access_token.as_ref().is_some_and(|token| token.step != reply.step)
}

fn is_encoded(seen: Seen<'_>, encoding: ReplyEncoding) -> bool {
    seen.calls().any(|call| call.http().is_some_and(|call| call.encoding == encoding))
}

fn is_map(ty: &Type) -> bool {
    match ty {
        Type::Map(_) => true,
        Type::List(item) => is_map(item),
        Type::String
        | Type::Secret
        | Type::SecretInUrl
        | Type::Jwt
        | Type::Integer
        | Type::Unsigned
        | Type::Number
        | Type::Boolean
        | Type::Code
        | Type::Lifetime(_)
        | Type::Instant(_)
        | Type::Uuid
        | Type::Url
        | Type::Format(_)
        | Type::Bytes(_)
        | Type::Upload
        | Type::Json
        | Type::Choice(_)
        | Type::Record(_)
        | Type::PrivateKey
        | Type::Certificate
        | Type::Foreign => false,
    }
}

fn is_record(seen: Seen<'_>, ty: &Type, ident: &str) -> bool {
    matches!(ty.item(), Type::Record(id) if seen.provider.records[*id].ident == ident)
}
