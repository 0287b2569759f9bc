//! URLs, bodies, replies and refusals of calls, and which credentials they take.

use auth_codegen::model::{
    Auth, Class, Content, Endpoint, ErrorCase, Expr, Field, Is, MemberPath, Method, NameKind, Origin, Place, Returns,
    Scalar, Template, Type,
};

use crate::look::Proof;
use crate::seen::Seen;

pub(super) const PROOFS: &[Proof] = &[
    ("url.any", |seen| seen.endpoints().any(|endpoint| is_template(seen, endpoint))),
    ("url.base", |seen| seen.provider.hosts.iter().next().is_some_and(|host| names(&host.url.template) > 0)),
    ("url.token", |seen| seen.token_calls().any(|call| is_template(seen, call))),
    ("url.auth", |seen| seen.pages().any(|(page, _)| is_template(seen, page))),
    ("url.fallback", |seen| seen.provider.settings.iter().any(|setting| setting.default.is_some())),
    ("url.whole", |seen| seen.provider.hosts.iter().any(|host| host.captured.is_some() || is_whole(&host.url.text))),
    ("oth.verify", |seen| seen.provider.credentials.iter().any(|credential| credential.check.is_some())),
    ("oth.verify_code", |seen| {
        seen.provider.credentials.iter().any(|credential| {
            credential.check.as_ref().is_some_and(|check| !check.accepts.is_empty() || has_refusal_under_200(seen))
        })
    }),
    ("oth.retry", |seen| seen.cases().any(|case| case.has(429) || case.retry_after.is_some())),
    ("oth.redirect_hdr", |seen| {
        seen.calls().any(|call| call.http().is_some_and(|http| !http.redirects.is_empty() && http.auth != Auth::None))
    }),
    ("ok.body", has_refusal_under_200),
    ("oauth.step_up", |seen| {
        seen.error_fields().any(|field| {
            field
                .origins()
                .iter()
                .any(|origin| matches!(origin, Origin::Challenge(name) if name == "scope" || name == "acr_values"))
        })
    }),
    ("oauth.scopes", |seen| seen.calls().any(|call| call.http().is_some_and(|http| !http.scopes.is_empty()))),
    ("body.multipart", |seen| has_content(seen, Content::Multipart)),
    ("body.bytes", |seen| has_content(seen, Content::Bytes)),
    ("body.text", |seen| has_content(seen, Content::Text)),
    ("body.list", |seen| {
        has_content(seen, Content::JsonValue)
            && seen.calls().any(|call| call.fields().iter().any(|field| field.ty.value.is_list()))
    }),
    ("body.items", |seen| {
        seen.calls().any(|call| call.parts_in(Place::Body).any(|part| part.name.value.contains("/[0]")))
    }),
    ("body.constants", |seen| {
        seen.sent(Place::Body)
            .any(|part| matches!(&part.value, Expr::Literal(scalar) if !matches!(scalar, Scalar::Text(_))))
    }),
    ("reply.optional", |seen| seen.calls().any(|call| call.http().is_some_and(|http| is_optional(&http.returns)))),
    ("reply.refusing", |seen| {
        seen.calls().any(|call| call.http().is_some_and(|http| http.statuses.iter().any(|status| *status >= 300)))
    }),
    ("reply.bytes", |seen| seen.calls().any(|call| call.http().is_some_and(|http| http.returns == Returns::Bytes))),
    ("method.head", |seen| seen.calls().any(|call| matches!(call.method(), Method::Head | Method::Options))),
    ("err.list", |seen| seen.cases().any(|case| case.statuses.len() > 1)),
    ("err.redirect", |seen| seen.cases().any(|case| case.statuses.iter().any(|status| (300..400).contains(status)))),
    ("err.number", |seen| {
        seen.conditions().any(|condition| matches!(&condition.is, Is::AnyOf(values) if values.len() > 1 || values.iter().any(|value| matches!(value, Scalar::Number(_)))))
    }),
    ("err.other_than", |seen| seen.conditions().any(|condition| matches!(condition.is, Is::NoneOf(_)))),
    ("err.presence", |seen| seen.conditions().any(|condition| matches!(condition.is, Is::Present | Is::Absent))),
    ("err.text", |seen| seen.error_fields().any(is_bare)),
    ("err.nested", |seen| seen.error_fields().any(|field| field.origins().iter().any(is_nested))),
    ("err.text_or_object", |seen| seen.error_fields().any(has_way)),
    ("err.repeat", |seen| seen.calls().any(|call| call.http().is_some_and(|http| http.repeat))),
    ("err.retry_after", |seen| seen.cases().any(|case| case.retry_after.is_some())),
    ("err.clock_skew", |seen| seen.cases().any(|case| case.class == Some(Class::ClockSkew))),
    ("cred.named", |seen| {
        seen.provider.credentials.iter().count() > 1
            && seen.calls().any(|call| {
                call.http().is_some_and(|http| matches!(http.auth, Auth::Credential(_) | Auth::OneOf { .. }))
            })
    }),
    ("cred.alternatives", |seen| {
        seen.calls().any(|call| call.http().is_some_and(|http| http.auth.credentials(seen.provider).len() > 1))
    }),
    ("cred.optional", |seen| seen.calls().any(|call| call.http().is_some_and(|http| http.auth.is_optional()))),
    ("cred.deprecated", |seen| {
        seen.provider.credentials.iter().any(|credential| credential.deprecated.is_some())
            || seen.endpoints().any(|endpoint| endpoint.deprecated.is_some())
            || seen.given().any(|field| field.deprecated.is_some())
    }),
    ("host.environments", |seen| !seen.provider.environments.is_empty()),
];

fn names(template: &Template) -> usize {
    template.names().count()
}

/// Whether a setting or a captured value is in the URL of an endpoint.
fn is_template(seen: Seen<'_>, endpoint: &Endpoint) -> bool {
    let host = &seen.provider.hosts[endpoint.host];
    let is_known = |kind: NameKind| matches!(kind, NameKind::Setting | NameKind::Captured | NameKind::Input);
    let in_path = endpoint.parts_in(Place::Path).any(|part| part.value.names().iter().any(|name| is_known(name.kind)));
    host.captured.is_some() || names(&host.url.template) > 0 || in_path
}

fn is_whole(url: &str) -> bool {
    url.starts_with('{') && url.ends_with('}') && url.matches('{').count() == 1
}

fn has_content(seen: Seen<'_>, content: Content) -> bool {
    seen.calls().any(|call| call.request.content.as_ref().is_some_and(|known| known.value == content))
}

fn has_refusal_under_200(seen: Seen<'_>) -> bool {
    let is_success = |case: &ErrorCase| case.statuses.iter().any(|status| *status < 300);
    seen.cases().any(is_success)
}

fn is_optional(returns: &Returns) -> bool {
    match returns {
        Returns::Optional(_) => true,
        Returns::OneOf(one_of) => one_of.variants.iter().any(|variant| variant.optional || variant.body.is_none()),
        Returns::Nothing | Returns::Type(_) | Returns::Bytes => false,
    }
}

/// Whether a refusal may be a text, at the top or where others have an object.
fn is_bare(field: &Field) -> bool {
    let paths = field.paths();
    let is_whole = paths.iter().any(|path| path.segments().is_empty());
    let is_above = |path: &[String]| {
        paths.iter().any(|other| other.segments().len() > path.len() && other.segments().starts_with(path))
    };
    matches!(field.ty.value, Type::String | Type::Code)
        && (is_whole || paths.iter().any(|path| is_above(path.segments())))
}

fn is_nested(origin: &Origin) -> bool {
    match origin {
        Origin::Body(path) => path.segments().len() > 1,
        Origin::Item(_) => true,
        Origin::Header(_) | Origin::Cookie(_) | Origin::Challenge(_) => false,
    }
}

/// Whether one place of a field is on the way to another: `error` beside `error.code`.
fn has_way(field: &Field) -> bool {
    let paths = field.paths();
    let is_inside = |one: &MemberPath, other: &MemberPath| other != one && other.segments().starts_with(one.segments());
    paths.iter().any(|one| paths.iter().any(|other| is_inside(one, other)))
}
