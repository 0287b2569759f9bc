//! Returns the made-up secrets of a spec's examples: those that the mock accepts, and those that must not appear in the
//! logs of a test.

use serde_json::Value as Json;

use crate::conformance;
use crate::model::{Credential, Endpoint, Example, Field, Provider, Source, Type};

/// The made-up value of an input without an example.
const MADE_UP: &str = "example";

/// Returns the secrets of a credential: its made-up inputs, or the tokens in the examples' replies.
#[must_use]
pub fn of(credential: &Credential, provider: &Provider) -> Vec<String> {
    match &credential.source {
        Source::Static => {
            let secrets = credential.inputs.iter().filter(|input| input.ty.value.is_secret());
            secrets.filter_map(|input| given(credential, input)).collect()
        }
        Source::Token(source) => source
            .made()
            .flat_map(|(id, field)| tokens(&provider.endpoints[id], &field.ident.value, provider))
            .collect(),
    }
}

/// Returns the made-up value of an input as text. An optional input without an example is absent.
#[must_use]
pub fn input(credential: &Credential, input: &Field) -> Option<String> {
    given(credential, input).or_else(|| (!input.optional).then(|| MADE_UP.to_owned()))
}

fn given(credential: &Credential, input: &Field) -> Option<String> {
    let given = credential.example.iter().find(|(ident, _)| *ident == input.ident.value);
    given.map(|(_, json)| json.as_str().map_or_else(|| json.to_string(), str::to_owned))
}

/// Returns all secrets in the requests and replies of examples, and all made-up keys.
#[must_use]
pub fn all(provider: &Provider) -> Vec<String> {
    let keys = provider.credentials.iter().flat_map(|credential| of(credential, provider));
    let examples =
        provider.endpoints.iter().flat_map(|endpoint| endpoint.examples.iter().map(move |example| (endpoint, example)));
    let found = examples.flat_map(|(endpoint, example)| {
        let sent = secret_fields(endpoint.fields()).filter_map(|field| example.given(&field.ident.value));
        let answered = secret_fields(response_fields(endpoint, example, provider));
        let answered = answered.filter_map(|field| answered_by(example, field));
        sent.cloned().chain(answered).filter_map(|json| json.as_str().map(str::to_owned)).collect::<Vec<_>>()
    });
    keys.chain(found).collect()
}

fn secret_fields(fields: &[Field]) -> impl Iterator<Item = &Field> {
    fields.iter().filter(|field| field.ty.value.is_secret())
}

/// Returns the tokens that the examples of an endpoint have in this field of their replies.
pub(crate) fn tokens(endpoint: &Endpoint, field: &str, provider: &Provider) -> Vec<String> {
    endpoint.examples.iter().filter_map(|example| token(endpoint, example, field, provider)).collect()
}

/// Returns the token that an example has in this field of its reply.
pub(crate) fn token(endpoint: &Endpoint, example: &Example, field: &str, provider: &Provider) -> Option<String> {
    let field = response_fields(endpoint, example, provider).iter().find(|candidate| candidate.ident.value == field)?;
    answered_by(example, field)?.as_str().map(str::to_owned)
}

/// Returns the value of a field in the reply of the first example that has one.
#[cfg_attr(not(feature = "examples"), allow(dead_code, reason = "only printed examples answer"))]
pub(crate) fn answered(endpoint: &Endpoint, field: &Field) -> Option<Json> {
    endpoint.examples.iter().find_map(|example| answered_by(example, field))
}

/// Returns the value of a field in the reply of an example.
pub(crate) fn answered_by(example: &Example, field: &Field) -> Option<Json> {
    let in_body = example.response.as_ref().and_then(|json| conformance::look_up(field, json)).cloned();
    in_body.or_else(|| conformance::in_head(field, &example.headers))
}

/// Returns the fields of the reply of an example.
fn response_fields<'p>(endpoint: &Endpoint, example: &Example, provider: &'p Provider) -> &'p [Field] {
    let body = example.response.as_ref().unwrap_or(&Json::Null);
    let success = endpoint.http().and_then(|call| conformance::success(call, example.status, body, &example.headers));
    match success.and_then(|success| success.body) {
        Some(Type::Record(id)) => &provider.records[*id].fields,
        Some(_) | None => &[],
    }
}

/// Returns the value that a login with the examples captures under a name.
#[must_use]
pub fn captured(provider: &Provider, name: &str) -> Option<Json> {
    captured_by_login(provider, name).or_else(|| {
        provider.endpoints.iter().find_map(|endpoint| {
            let registers = endpoint.http()?.registers.as_ref()?;
            if let Some(field) = registers.captures.iter().find(|field| field.wire == name) {
                return answered(endpoint, field);
            }
            let (_, found) = registers.found.iter().find(|(known, _)| known == name)?;
            let step = registers.before.iter().find(|step| step.name == found.step)?;
            answered(&provider.endpoints[step.endpoint], &found.field)
        })
    })
}

fn captured_by_login(provider: &Provider, name: &str) -> Option<Json> {
    provider.credentials.iter().find_map(|credential| {
        let Source::Token(source) = &credential.source else { return None };
        let (_, found) = source.reply.captures.iter().find(|(known, _)| known == name)?;
        let before = source.opening.iter().flat_map(|opening| &opening.steps);
        let made = before.chain(&source.mint).find(|step| step.name == found.step).map(|step| step.endpoint);
        // A value that no step answers is a parameter of the callback.
        let endpoint = &provider.endpoints[made.or(source.authorize)?];
        endpoint.examples.iter().find_map(|example| answered_by(example, &found.field))
    })
}
