//! Makes the JWT with which a client proves who it is (RFC 7523 §3).

use auth_language::credential::{ASSERTION_TYPE, ClientPart, client_assertion, client_parts};
use auth_language::expression::{self, Member, Operand, What, Written, WrittenJwt};
use auth_language::problem::Code;
use auth_language::request::{Part, Place};
use auth_language::spanned::Spanned;
use auth_language::value::{Expr, Scope, Type};
use auth_language::word::{JwtAlgorithm, Word as _};

use crate::lower::context::Context;
use crate::lower::value::template::refer_to_names;
use crate::model;
use crate::read::{ClientAuthenticationSpec, Text};
use crate::text::Spot;

/// The claims that every assertion has (RFC 7523 §3): the client says it, about itself, to the endpoint, once, and for a
/// minute.
const CLAIMS: [(&str, &str); 5] = [
    ("iss", "{client_id}"),
    ("sub", "{client_id}"),
    ("aud", "{request.endpoint}"),
    ("iat", "{now}"),
    ("exp", "{now + 60s}"),
];
/// The parameter that carries the assertion (RFC 7521 §4.2).
const ASSERTION: &str = "client_assertion";
/// The claim that is never the same twice.
const ID: &str = "jti";

/// Returns the name of an input; the spec may give another name to the key.
pub(super) fn input<'s>(said: &'s ClientAuthenticationSpec, part: &'s ClientPart) -> &'s str {
    let is_key = client_assertion(said.method).is_some_and(|(_, key)| key == part.input);
    match &said.assertion.key {
        Some(key) if is_key => &key.value,
        _ => part.input,
    }
}

/// Whether an assertion needs an input: not the identifier of the client, if the spec has other claims in its place.
pub(super) fn needs(said: &ClientAuthenticationSpec, part: &ClientPart) -> bool {
    let is_said = |name: &str| said.assertion.claims.iter().any(|claim| claim.name.value == name);
    part.place.is_some() || part.ty != Type::String || !(is_said("iss") && is_said("sub"))
}

/// Whether two declarations say the same.
pub(super) fn is_same(one: &ClientAuthenticationSpec, other: &ClientAuthenticationSpec) -> bool {
    one.method == other.method && words(one) == words(other)
}

/// Returns the words of what differs from the usual assertion.
fn words(said: &ClientAuthenticationSpec) -> Vec<String> {
    let assertion = &said.assertion;
    let texts = assertion.algorithm.iter().chain(&assertion.key).map(|text| text.value.clone());
    let members = assertion.header.iter().chain(&assertion.claims);
    let members = members.flat_map(|member| std::iter::once(member.name.value.clone()).chain(texts_of(&member.value)));
    texts.chain(members).collect()
}

fn texts_of(operand: &Operand<Spot>) -> Vec<String> {
    match operand {
        Operand::Template(text) => vec![text.value.clone()],
        Operand::Literal(literal) => vec![literal.value.as_text()],
        Operand::Computed(written) => written.templates().into_iter().map(|text| text.value.clone()).collect(),
        Operand::List(_) | Operand::Object(..) | Operand::Items(..) => {
            operand.templates().into_iter().map(|text| text.value.clone()).collect()
        }
    }
}

/// Returns the assertion and its type (RFC 7521 §4.2). The inputs of a broken assertion count as used.
pub(super) fn parts(
    said: &ClientAuthenticationSpec,
    sent: &[model::Part],
    scope: &Scope,
    cx: &mut Context<'_>,
) -> Vec<model::Part> {
    if client_assertion(said.method).is_none() {
        return Vec::new();
    }
    let Some(assertion) = resolve(said, sent, scope, cx) else {
        let inputs = client_parts(said.method).iter().map(|part| input(said, part).to_owned());
        inputs.chain(words(said)).for_each(|text| cx.mention(&text));
        return Vec::new();
    };
    let is_sent = |name: &str| sent.iter().any(|part| part.place == Place::Body && part.name.value == name);
    let values = [("client_assertion_type", Expr::text(ASSERTION_TYPE)), (ASSERTION, assertion)];
    let missing = values.into_iter().filter(|(name, _)| !is_sent(name));
    let part = |(name, value): (&str, Expr)| {
        let name = Spanned::new(name.to_owned(), said.at);
        Part { place: Place::Body, name, value, at: said.at }
    };
    missing.map(part).collect()
}

/// Returns the assertion as an expression; `None` if it is broken, which is reported.
fn resolve(said: &ClientAuthenticationSpec, sent: &[model::Part], scope: &Scope, cx: &mut Context<'_>) -> Option<Expr> {
    let own = sent.iter().find(|part| part.place == Place::Body && part.name.value == ASSERTION);
    if let Some(own) = own {
        let message = format!("`{}` sends a `{ASSERTION}` of its own", said.method.text());
        cx.report(Code::CONFLICT, own.name.at, message, "remove it, or the `client_authentication`");
        return None;
    }
    let written = written(said, cx)?;
    for text in written.templates() {
        refer_to_names(&text.value, cx);
    }
    expression::resolve_text(&written, scope, cx.problems()).ok()
}

/// Returns the assertion as an author would write it; `None` for a method without one, or if it is broken.
fn written(said: &ClientAuthenticationSpec, cx: &mut Context<'_>) -> Option<Written<Spot>> {
    let (algorithm, key) = client_assertion(said.method)?;
    let own = said.assertion.algorithm.as_ref();
    if own.is_some_and(|own| !is_of_method(&own.value, algorithm)) {
        let other = own.map_or(said.at, |own| own.at);
        let message = format!("`{}` does not sign with this algorithm", said.method.text());
        let help = if algorithm.is_hmac() { "write `HS256`, `HS384` or `HS512`" } else { "write `PS256`, for example" };
        cx.report(Code::CLIENT_AUTHENTICATION, other, message, help);
        return None;
    }
    let text = |text: &str| Spanned::new(text.to_owned(), said.at);
    let jwt = WrittenJwt {
        algorithm: own.cloned().unwrap_or_else(|| text(algorithm.text())),
        key: Operand::Template(braced(&said.assertion.key.clone().unwrap_or_else(|| text(key)))),
        header: said.assertion.header.clone(),
        claims: claims(said),
    };
    Some(Written::new(said.at, What::Jwt(jwt)))
}

/// Returns a name as a template.
fn braced(name: &Text) -> Text {
    Spanned::new(format!("{{{}}}", name.value), name.at)
}

/// Whether a word is an algorithm of a method: one with a secret, or one with a private key. An unknown word is reported
/// as such.
fn is_of_method(word: &str, usual: JwtAlgorithm) -> bool {
    JwtAlgorithm::find(word).is_none_or(|algorithm| algorithm.is_hmac() == usual.is_hmac())
}

/// Returns the usual claims, with those of the spec in their places.
fn claims(said: &ClientAuthenticationSpec) -> Vec<Member<Spot>> {
    let text = |text: &str| Spanned::new(text.to_owned(), said.at);
    let given = &said.assertion.claims;
    let random = Written::new(said.at, What::Random(text("uuid")));
    let usual = CLAIMS.iter().map(|(name, value)| (*name, Operand::Template(text(value))));
    let usual = usual.chain([(ID, Operand::Computed(Box::new(random)))]);
    let usual = usual.filter(|(name, _)| !given.iter().any(|claim| claim.name.value == *name));
    usual.map(|(name, value)| Member { name: text(name), value }).chain(given.iter().cloned()).collect()
}
