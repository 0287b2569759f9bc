//! The parts of a credential.

use std::collections::BTreeMap;

use auth_codegen::model::{Credential, Expr, Name, NameKind, Part, Place, Provider, Source, as_text, evaluate};
use auth_codegen::secrets;
use auth_language::sign::Sign;
use axum::http::header;
use serde_json::Value as Json;

use crate::read::basic::halves;
use crate::read::content::{self, Body};
use crate::read::received::{Received, named};
use crate::route::candidate::Candidate;
use crate::verify::fit::Fit;
use crate::verify::parts;

/// The values of the names in a credential, by Rust field.
pub(crate) type Values = BTreeMap<String, String>;

/// Returns all valid sets of values: the made-up inputs, with each token in the examples' replies.
pub(crate) fn values(credential: &Credential, provider: &Provider) -> Vec<Values> {
    let own = credential.inputs.iter();
    let own: Values =
        own.filter_map(|input| Some((input.ident.value.clone(), secrets::input(credential, input)?))).collect();
    let Source::Token(source) = &credential.source else { return vec![own] };
    let Some((_, token_field)) = source.first() else { return Vec::new() };
    let mint = source.mint.iter().filter_map(|step| provider.endpoints[step.endpoint].examples.first());
    let given = mint.flat_map(|example| &example.request);
    // An input that is declared once more has the value that its call is shown with.
    let given: Values = own.into_iter().chain(given.map(|(ident, json)| (ident.clone(), as_text(json)))).collect();
    let with = |token: String| {
        let mut values = given.clone();
        values.insert(token_field.ident.value.clone(), token);
        values
    };
    secrets::of(credential, provider).into_iter().map(with).collect()
}

/// Returns the value of a name: one of these values, or that of a setting.
pub(crate) fn value(name: &Name, values: &Values, provider: &Provider) -> Option<String> {
    match name.kind {
        NameKind::Setting => provider.example_of(&name.name),
        NameKind::Captured => secrets::captured(provider, &name.name).map(|json| as_text(&json)),
        NameKind::Input | NameKind::Token | NameKind::Field => values.get(&name.ident).cloned(),
        NameKind::Computed => None,
    }
}

/// A part as it is sent: its place, its name, and its text. Basic authentication is a header.
pub(crate) type Sent = (Place, String, String);

/// Returns the parts that a credential sends, computed from the values of names. An absent one is left out.
pub(crate) fn sent(credential: &Credential, value: &dyn Fn(&Name) -> Option<String>) -> Vec<Sent> {
    let text = |part: &Part| evaluate(&part.value, &|name| value(name).map(Json::from)).map(|json| as_text(&json));
    let own = credential.parts.iter().filter(|part| part.place != Place::Basic);
    let own = own.filter_map(|part| Some((part.place, name_of(part).to_owned(), text(part)?)));
    let half = |name: &str| {
        let part = credential.parts.iter().find(|part| part.place == Place::Basic && part.name.value == name)?;
        Some(text(part).unwrap_or_default())
    };
    let basic = half("username").zip(half("password"));
    let basic = basic.map(|(username, password)| halves::encode(&username, &password, credential.basic_encoding));
    own.chain(basic.map(|value| (Place::Header, header::AUTHORIZATION.as_str().to_owned(), value))).collect()
}

/// Whether a part may be left out, because it is made of an optional input.
pub(crate) fn is_optional(credential: &Credential, (place, name, _): &Sent) -> bool {
    credential.parts.iter().any(|part| part.place == *place && name_of(part) == name && part.value.is_optional())
}

/// Whether a call has a place for a part: a parameter is left out where the path does not have it.
pub(crate) fn has_room(candidate: &Candidate<'_>, place: Place, name: &str) -> bool {
    place != Place::Path || candidate.endpoint.path().contains(&format!("{{{name}}}"))
}

/// Returns the value that a request has under this name in a place.
pub(crate) fn found(candidate: &Candidate<'_>, received: &Received, place: Place, name: &str) -> Option<String> {
    if place == Place::Path {
        return named(&candidate.parameters, name);
    }
    if place != Place::Body {
        return received.part(place, name);
    }
    match content::read(candidate, received).ok()? {
        Body::Json(json) => json.get(name).map(as_text),
        Body::Form(pairs) => named(&pairs, name),
        Body::None => None,
    }
}

/// Whether a header has this value. Scheme names are case-insensitive (RFC 9110 §11.1).
pub(crate) fn is_equal(found: Option<&str>, expected: &str) -> bool {
    let Some(found) = found else { return false };
    let split = |text: &str| {
        text.split_once(' ').map(|(scheme, rest)| (scheme.to_ascii_lowercase(), rest.trim_start().to_owned()))
    };
    found == expected || split(found).is_some_and(|found| Some(found) == split(expected))
}

/// Whether a credential computes values, which differ from one request to the next.
pub(crate) fn computes(credential: &Credential) -> bool {
    let is_computed = |part: &Part| part.value.is_computed();
    !credential.computed.is_empty() || credential.sign.is_some() || credential.parts.iter().any(is_computed)
}

/// Whether a request has the computed parts of a credential, and its signature.
pub(crate) fn is_computed(
    credential: &Credential,
    names: &dyn Fn(&Name) -> Option<String>,
    received: &Received,
) -> bool {
    let later = credential.sign.as_ref().and_then(|sign| match sign {
        Sign::Into(parts) => parts.iter().find(|part| part.place == Place::Query).map(|part| part.name.value.as_str()),
        Sign::Scheme(..) => None,
    });
    let mut fit = Fit { names, received, later, seen: BTreeMap::new() };
    let mut fits = |part: &Part| match received.part(part.place, &part.name.value) {
        Some(found) => fit.fits(&part.value, &in_case(part, found)),
        None => part.value.is_optional() || part.place == Place::Path,
    };
    credential.parts.iter().all(&mut fits)
        && parts::are_computed(&credential.computed, &fit)
        && parts::is_signed(credential.sign.as_ref(), &credential.computed, &mut fit)
}

/// Whether each part is present, with its constants and with some text for each input.
pub(crate) fn is_shaped(credential: &Credential, candidate: &Candidate<'_>, received: &Received) -> bool {
    let mut parts = credential.parts.iter().filter(|part| has_room(candidate, part.place, &part.name.value));
    parts.all(|part| {
        let found = found(candidate, received, part.place, &part.name.value);
        found.is_some_and(|found| has_shape(part, candidate.provider, &found))
    })
}

fn has_shape(part: &Part, provider: &Provider, found: &str) -> bool {
    let known = |name: &Name| provider.example_of(&name.name).filter(|_| name.kind == NameKind::Setting);
    match evaluate(&part.value, &|name| known(name).map(Json::from)) {
        Some(expected) => is_equal(Some(found), &as_text(&expected)),
        None => after_prefix(part, found).is_some(),
    }
}

/// Returns the text after the constant prefix of a part; `None` if there is none.
pub(crate) fn after_prefix<'v>(part: &Part, value: &'v str) -> Option<&'v str> {
    let prefix = prefix(part);
    let start = value.get(..prefix.len()).filter(|start| start.eq_ignore_ascii_case(&prefix))?;
    value.get(start.len()..).map(str::trim_start).filter(|rest| !rest.is_empty())
}

/// Returns the value of a header with its scheme in the case of the spec, because schemes have none (RFC 9110 §11.1).
fn in_case(part: &Part, found: String) -> String {
    match after_prefix(part, &found) {
        Some(rest) if part.place.is_header() => prefix(part) + rest,
        _ => found,
    }
}

/// Returns the constant prefix of a part.
pub(crate) fn prefix(part: &Part) -> String {
    match &part.value {
        Expr::Concat(pieces) => match pieces.first() {
            Some(Expr::Literal(scalar)) => scalar.as_text(),
            Some(Expr::Name(_) | Expr::Concat(_) | Expr::Computed(_)) | None => String::new(),
        },
        Expr::Literal(_) | Expr::Name(_) | Expr::Computed(_) => String::new(),
    }
}

/// Returns the name of a part's header.
pub(crate) fn name_of(part: &Part) -> &str {
    let is_authorization = part.place == Place::Basic || part.is_authorization();
    if is_authorization { header::AUTHORIZATION.as_str() } else { &part.name.value }
}
