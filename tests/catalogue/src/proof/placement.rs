//! Where credentials and what goes with them are sent.

use auth_codegen::model::{Auth, Expr, NameKind, Part, Place, Type};
use auth_language::credential::{TokenPart, token_part};
use auth_language::value::{Computation, Random, cookie};

use crate::look::{Proof, is_authorization, scheme_of, uses};
use crate::seen::{Seen, computed_for};

pub(super) const PROOFS: &[Proof] = &[
    ("put.bearer", |seen| seen.provider.credentials.iter().any(auth_codegen::model::Credential::is_bearer)),
    ("put.header", |seen| {
        seen.attached()
            .chain(seen.sent(Place::Header))
            .any(|part| part.place == Place::Header && !is_authorization(part) && is_secret(part))
    }),
    ("put.static_hdr", |seen| {
        seen.provider.headers.iter().chain(seen.sent(Place::Header)).any(|part| matches!(part.value, Expr::Literal(_)))
    }),
    ("put.basic", |seen| seen.attached().any(|part| part.place == Place::Basic)),
    ("put.param_hdr", |seen| {
        headers(seen).any(|part| {
            part.value.names().iter().any(|name| matches!(name.kind, NameKind::Setting | NameKind::Captured))
        })
    }),
    ("put.multi", |seen| {
        seen.provider
            .credentials
            .iter()
            .any(|credential| credential.parts.len() + usize::from(credential.sign.is_some()) > 1)
    }),
    ("put.scheme", |seen| {
        seen.attached()
            .chain(seen.sent(Place::Header))
            .any(|part| is_authorization(part) && scheme_of(part).is_some_and(|scheme| scheme != "Bearer "))
    }),
    ("put.query", |seen| seen.attached().any(|part| part.place == Place::Query) || has_secret_in_query(seen)),
    ("put.raw_authz", |seen| seen.attached().any(|part| is_authorization(part) && matches!(part.value, Expr::Name(_)))),
    ("put.hdr_default", |seen| {
        seen.endpoints().any(|endpoint| {
            endpoint
                .parts_in(Place::Header)
                .any(|part| endpoint.field_of(part).is_some_and(|field| field.default.is_some()))
        })
    }),
    ("put.none", |seen| seen.calls().any(|endpoint| endpoint.http().is_some_and(|call| call.auth == Auth::None))),
    ("put.mtls", |seen| {
        seen.makers().any(|maker| maker.tls.is_some())
            && (seen.provider.credentials.iter().any(|credential| credential.tls.is_some())
                || seen.calls().any(|endpoint| {
                    endpoint.tls.is_some() && endpoint.http().is_some_and(|call| call.auth != Auth::None)
                }))
    }),
    ("put.client_hdr", |seen| {
        seen.attached().any(|part| {
            part.place == Place::Header && ["client_id", "client_secret"].iter().any(|name| uses(&part.value, name))
        })
    }),
    ("put.body", |seen| seen.attached().any(|part| part.place == Place::Body)),
    ("put.path", |seen| seen.attached().any(|part| part.place == Place::Path)),
    ("put.encoded", |seen| {
        seen.sources().any(|(credential, _)| {
            computed_for(credential).iter().any(|computation| matches!(computation, Computation::Encoded(..)))
        })
    }),
    ("put.made", |seen| {
        seen.sources().any(|(credential, _)| matches!(token_part(&credential.parts), Some(TokenPart::Among(_))))
    }),
    ("put.cookie_open", |seen| {
        seen.attached().any(|part| part.place == Place::Cookie && cookie::is_open(&part.name.value))
    }),
    ("put.cookie", |seen| {
        seen.attached().any(|part| {
            part.place == Place::Cookie && part.value.names().iter().any(|name| name.kind == NameKind::Token)
        })
    }),
    ("sign.wsse", |seen| {
        seen.provider.credentials.iter().any(|credential| {
            has_password_digest(&credential.parts)
                && computed_for(credential)
                    .iter()
                    .any(|computation| matches!(computation, Computation::Random(Random::Bytes(_))))
        })
    }),
];

fn is_secret(part: &Part) -> bool {
    part.value.is_secret()
}

fn headers(seen: Seen<'_>) -> impl Iterator<Item = &Part> {
    let attached = seen.attached().filter(|part| part.place == Place::Header);
    seen.provider.headers.iter().chain(seen.sent(Place::Header)).chain(attached)
}

fn has_secret_in_query(seen: Seen<'_>) -> bool {
    seen.sent(Place::Query).any(|part| part.value.names().iter().any(|name| name.ty == Type::SecretInUrl))
}

fn has_password_digest(parts: &[Part]) -> bool {
    let says = |expr: &Expr| matches!(expr, Expr::Literal(text) if text.as_text().contains("PasswordDigest="));
    let has = |part: &Part| matches!(&part.value, Expr::Concat(pieces) if pieces.iter().any(says));
    parts.iter().any(|part| part.place == Place::Header && has(part))
}
