//! The calls that make tokens: their bodies, their grants, and how the client proves who it is.

use auth_codegen::model::{BasicEncoding, Content, Endpoint, Expr, Method, Part, Place, ReplyEncoding, Scalar, Type};
use auth_language::value::{Computation, Jwt};
use auth_language::word::Word as _;

use crate::look::{Proof, grant, has, is_authorization, leaf, literal, part, scheme_of, sends, uses};
use crate::seen::{Seen, as_jwt, computed_by, computed_for};

const STANDARD: [&str; 6] = [
    "authorization_code",
    "client_credentials",
    "password",
    "refresh_token",
    "urn:ietf:params:oauth:grant-type:jwt-bearer",
    "urn:ietf:params:oauth:grant-type:token-exchange",
];
const USUAL: [&str; 8] =
    ["grant_type", "client_id", "client_secret", "code", "code_verifier", "redirect_uri", "refresh_token", "scope"];

pub(super) const PROOFS: &[Proof] = &[
    ("tok.any", |seen| seen.makers().next().is_some()),
    ("tok.form", |seen| seen.makers().any(|maker| content(maker) == Some(Content::Form))),
    ("tok.json", |seen| seen.makers().any(|maker| content(maker) == Some(Content::Json))),
    ("tok.xml", |seen| {
        seen.makers().any(|maker| content(maker) == Some(Content::Xml) && encoding(maker) == Some(ReplyEncoding::Xml))
    }),
    ("tok.graphql", |seen| {
        seen.makers().any(|maker| literal(maker, "query").is_some_and(|query| query.starts_with("mutation")))
    }),
    ("tok.scope", |seen| seen.makers().any(|maker| part(maker, "scope").is_some())),
    ("tok.extra", |seen| {
        seen.makers().any(|maker| maker.parts_in(Place::Body).any(|part| !USUAL.contains(&leaf(part))))
    }),
    ("tok.headers", |seen| {
        seen.makers().any(|maker| maker.parts_in(Place::Header).any(|part| !is_authorization(part)))
    }),
    ("tok.query", |seen| seen.makers().any(|maker| has(maker, Place::Query))),
    ("tok.nonce_time", |seen| {
        seen.computations()
            .iter()
            .any(|computation| matches!(computation, Computation::Now { .. } | Computation::Random(_)))
    }),
    ("tok.nobody", |seen| seen.calls().any(|call| call.method() == Method::Post && content(call).is_none())),
    ("tok.get", |seen| seen.token_calls().any(|maker| maker.method() == Method::Get)),
    ("tok.signed", |seen| {
        seen.makers().any(is_signed)
            || seen.steps().any(|step| step.auth.is_some_and(|id| seen.provider.credentials[id].sign.is_some()))
    }),
    ("tok.nested_json", |seen| seen.calls().any(has_nested)),
    ("ca.body", |seen| seen.token_calls().any(|call| has_secret(call, Place::Body))),
    ("ca.basic", |seen| seen.token_calls().any(|call| has_secret(call, Place::Basic))),
    ("ca.basic_and_body", |seen| {
        seen.token_calls().any(|call| has_secret(call, Place::Basic) && has_secret(call, Place::Body))
    }),
    ("ca.basic_urlenc", |seen| {
        seen.token_calls().any(|call| has(call, Place::Basic) && call.basic_encoding == BasicEncoding::Form)
    }),
    ("ca.public", |seen| {
        seen.token_calls()
            .any(|call| sends(call, "client_id") && !sends(call, "client_secret") && jwts(call).next().is_none())
    }),
    ("ca.rename", |seen| seen.token_calls().chain(seen.endpoints()).any(is_renamed)),
    ("ca.pkjwt", |seen| seen.token_calls().any(|call| has_assertion(call, "client_assertion", false))),
    ("oauth.client_secret_jwt", |seen| seen.token_calls().any(|call| has_assertion(call, "client_assertion", true))),
    ("ca.mtls", |seen| {
        seen.token_calls()
            .any(|call| call.tls.is_some() && part(call, "client_id").is_some() && !sends(call, "client_secret"))
    }),
    ("ca.odd_scheme", |seen| {
        seen.token_calls().chain(seen.enders()).any(|call| call.parts_in(Place::Header).any(is_odd))
    }),
    ("gr.cc", |seen| has_grant(seen, "client_credentials")),
    ("gr.password", |seen| has_grant(seen, "password")),
    ("gr.jwt_bearer", |seen| has_grant(seen, "urn:ietf:params:oauth:grant-type:jwt-bearer")),
    ("gr.exchange", |seen| {
        seen.sources().any(|(_, source)| {
            source.mint.iter().any(|step| step.auth.is_some() || step.carries.is_some()) || source.mint.len() > 1
        }) || has_grant(seen, "urn:ietf:params:oauth:grant-type:token-exchange")
    }),
    ("oauth.exchange", |seen| {
        seen.calls().any(|call| grant(call).as_deref() == Some("urn:ietf:params:oauth:grant-type:token-exchange"))
    }),
    ("gr.other", |seen| {
        seen.makers().any(|maker| grant(maker).is_some_and(|grant| !STANDARD.contains(&grant.as_str())))
    }),
    ("gr.login", |seen| {
        seen.sources().any(|(_, source)| {
            source.authorize.is_none()
                && source.opening.is_none()
                && source.mint.iter().any(|step| step.auth.is_none() && grant(seen.of(step)).is_none())
        })
    }),
    ("gr.saml", |seen| has_grant(seen, "urn:ietf:params:oauth:grant-type:saml2-bearer")),
    ("ms.jwt_then_token", |seen| {
        seen.makers().any(|maker| jwts(maker).next().is_some())
            || seen.steps().any(|step| {
                step.auth.is_some_and(|id| {
                    computed_for(&seen.provider.credentials[id])
                        .into_iter()
                        .any(|computation| as_jwt(computation).is_some())
                })
            })
    }),
    ("ms.coded", |seen| {
        seen.sources().any(|(_, source)| {
            source.mint.len() > 1
                && source.mint.iter().any(|step| {
                    step.takes.iter().any(|(_, taken)| taken.replies().any(|reply| reply.field.ty.value.is_secret()))
                })
        })
    }),
    ("ms.before_visit", |seen| seen.opening().any(|step| step.auth.is_some())),
    ("ms.declared", |seen| {
        seen.sources()
            .any(|(_, source)| source.mint.len() + source.opening.as_ref().map_or(0, |opening| opening.steps.len()) > 1)
    }),
];

fn content(endpoint: &Endpoint) -> Option<Content> {
    endpoint.request.content.as_ref().map(|content| content.value)
}

fn encoding(endpoint: &Endpoint) -> Option<ReplyEncoding> {
    endpoint.http().map(|call| call.encoding)
}

fn is_signed(maker: &Endpoint) -> bool {
    let is_keyed = |computation: &&Computation<Expr>| matches!(computation, Computation::Digest { .. });
    maker.sign.is_some() || computed_by(maker).iter().any(is_keyed)
}

fn has_nested(call: &Endpoint) -> bool {
    let is_nested = |part: &Part| part.name.value.trim_start_matches('/').contains('/') || is_typed(&part.value);
    content(call) == Some(Content::Json) && call.parts_in(Place::Body).any(is_nested)
}

fn is_typed(value: &Expr) -> bool {
    match value {
        Expr::Literal(scalar) => !matches!(scalar, Scalar::Text(_)),
        Expr::Name(name) => !matches!(name.ty.item(), Type::String | Type::Secret | Type::Jwt | Type::Choice(_)),
        Expr::Concat(_) | Expr::Computed(_) => false,
    }
}

fn has_secret(call: &Endpoint, place: Place) -> bool {
    call.parts_in(place)
        .any(|part| part.value.is_secret() && (place == Place::Basic || leaf(part).to_lowercase().contains("secret")))
}

fn is_renamed(call: &Endpoint) -> bool {
    let is_client = |part: &&Part| {
        ["client_id", "client_secret", "code"].iter().any(|name| uses(&part.value, name) && leaf(part) != *name)
    };
    let is_own = |part: &&Part| {
        ["app_id", "app_secret", "application_id", "auth_code", "AppId", "appKey", "appid", "secret"]
            .contains(&leaf(part))
    };
    call.request
        .parts
        .iter()
        .filter(|part| part.place == Place::Body || part.place == Place::Query)
        .any(|part| is_client(&part) || is_own(&part))
}

fn jwts(call: &Endpoint) -> impl Iterator<Item = &Jwt<Expr>> {
    computed_by(call).into_iter().filter_map(as_jwt)
}

fn has_assertion(call: &Endpoint, name: &str, by_secret: bool) -> bool {
    part(call, name).is_some() && jwts(call).any(|jwt| jwt.algorithm.text().starts_with("HS") == by_secret)
}

fn is_odd(part: &Part) -> bool {
    is_authorization(part)
        && (scheme_of(part).is_some_and(|scheme| scheme != "Basic ") || matches!(part.value, Expr::Name(_)))
}

fn has_grant(seen: Seen<'_>, name: &str) -> bool {
    seen.makers().any(|maker| grant(maker).as_deref() == Some(name))
}
