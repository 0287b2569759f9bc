//! Plays an authorization page, which consents at once and sends the browser back (RFC 6749 §4.1.2).

use std::collections::BTreeMap;

use auth_codegen::model::{Example, Name, NameKind, Type, as_text, evaluate};
use auth_language::request::{Part, STATE, divide_page};
use axum::http::header;
use serde_json::Value as Json;
use url::Url;
use url::form_urlencoded::Serializer;

use crate::answer::reply::{Content, Reply};
use crate::judge::visit::{Mode, Visit};
use crate::memory::{Issued, Memory};
use crate::read::reading::Reading;
use crate::read::received::{Pairs, Received};
use crate::route::candidate::Candidate;
use crate::verify::compute::{self, Known};

/// Whether a page routes by the fragment, which a browser does not send. One without a slash only follows the query.
pub(crate) fn is_scripted(candidate: &Candidate<'_>) -> bool {
    let path = candidate.endpoint.path();
    candidate.endpoint.visit().is_some() && divide_page(&path).0.contains('#')
}

/// Returns a page whose script sends the parameters after `#` to the server.
pub(crate) fn scripted() -> Reply {
    let page = "<!doctype html><title>Consent</title><script>\
                location.replace(location.pathname + '?' + location.hash.split('?').slice(1).join('?'))</script>";
    Reply::new(200, Some(Content::html(page)))
}

/// Sends the browser back with the parameters of the example, and with those that the client compares.
pub(crate) fn consent(
    visit: Visit,
    candidate: &Candidate<'_>,
    example: &Example,
    (reading, received): (&Reading, &Received),
    memory: &Memory,
) -> Reply {
    let parameters = callback(&visit, candidate, example, (reading, received));
    let Visit { challenge, redirect_uri, name, mode, state: _ } = visit;
    let said = name.unwrap_or_else(|| redirect_uri.to_string());
    for code in codes(candidate, &parameters) {
        let issued = Issued { redirect_uri: said.clone(), challenge: challenge.clone(), is_used: false };
        memory.issue(candidate.key.provider, code, issued);
    }
    send(redirect_uri, &parameters, mode)
}

fn send(mut to: Url, parameters: &Pairs, mode: Mode) -> Reply {
    match mode {
        Mode::Query => {
            to.query_pairs_mut().extend_pairs(parameters);
        }
        Mode::Fragment => to.set_fragment(Some(&encoded(parameters))),
        Mode::FormPost => return Reply::new(200, Some(Content::html(&form(&to, parameters)))),
    }
    Reply::new(302, None).with(header::LOCATION, to.as_str())
}

/// Returns the page that posts the callback (OAuth 2.0 Form Post Response Mode §2).
fn form(to: &Url, parameters: &Pairs) -> String {
    let input = |(name, value): &(String, String)| {
        format!("<input type=\"hidden\" name=\"{}\" value=\"{}\">", escape(name), escape(value))
    };
    let inputs: String = parameters.iter().map(input).collect();
    format!(
        "<!doctype html><title>Consent</title><body onload=\"document.forms[0].submit()\">\
         <form method=\"post\" action=\"{}\">{inputs}</form>",
        escape(to.as_str())
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Returns the parameters of the callback: those of the example, those that are compared, and the signature.
fn callback(
    visit: &Visit,
    candidate: &Candidate<'_>,
    example: &Example,
    (reading, received): (&Reading, &Received),
) -> Pairs {
    let mut parameters = parameters(example);
    let Some(page) = candidate.endpoint.visit() else { return parameters };
    let value = |name: &Name| value(name, visit, candidate, (example, reading));
    for part in &page.compared.expected {
        let expected = evaluate(&part.value, &value).map(|json| as_text(&json));
        set(&mut parameters, &part.name.value, expected);
    }
    if page.compared.bound_names() == [STATE] {
        set(&mut parameters, STATE, visit.state.clone());
    }
    if let Some(signature) = &page.compared.signature {
        let signed = sign(signature, &parameters, &|name| value(name).map(|json| as_text(&json)), received);
        set(&mut parameters, &signature.name.value, signed);
    }
    parameters
}

/// Sets a parameter, or adds it.
fn set(parameters: &mut Pairs, name: &str, value: Option<String>) {
    let Some(value) = value else { return };
    match parameters.iter_mut().find(|(known, _)| known == name) {
        Some((_, known)) => *known = value,
        None => parameters.push((name.to_owned(), value)),
    }
}

fn value(name: &Name, visit: &Visit, candidate: &Candidate<'_>, of: (&Example, &Reading)) -> Option<Json> {
    let (example, reading) = of;
    match name.kind {
        NameKind::Setting => candidate.provider.example_of(&name.name).map(Json::from),
        NameKind::Computed if name.name == STATE => visit.state.clone().map(Json::from),
        NameKind::Field => reading.values.get(&name.ident).or_else(|| example.given(&name.ident)).cloned(),
        NameKind::Captured | NameKind::Input | NameKind::Token | NameKind::Computed => None,
    }
}

/// Computes the signature of a callback.
fn sign<P>(
    signature: &Part<P>,
    parameters: &Pairs,
    names: &dyn Fn(&Name) -> Option<String>,
    received: &Received,
) -> Option<String> {
    let mut sorted: Pairs = parameters.iter().filter(|(name, _)| *name != signature.name.value).cloned().collect();
    sorted.sort_by(|(one, _), (other, _)| one.cmp(other));
    let lines: Vec<String> = sorted.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let whole = [("callback.query".to_owned(), encoded(&sorted)), ("callback.lines".to_owned(), lines.join("\n"))];
    let single = sorted.iter().map(|(name, value)| (format!("callback.{name}"), value.clone()));
    let seen: BTreeMap<String, String> = single.chain(whole).collect();
    compute::text(&signature.value, &Known { names, seen: &seen, received, later: None })
}

fn encoded(parameters: &Pairs) -> String {
    Serializer::new(String::new()).extend_pairs(parameters).finish()
}

/// Returns the parameters that can be used once: the code, or the secrets of the callback.
fn codes<'p>(candidate: &Candidate<'_>, parameters: &'p Pairs) -> Vec<&'p str> {
    let record = candidate.endpoint.visit().and_then(|visit| visit.callback);
    let names: Vec<String> = match record.map(|record| &candidate.provider.records[record]) {
        Some(record) => {
            let secret =
                record.fields.iter().filter(|field| matches!(field.ty.value, Type::Secret | Type::SecretInUrl));
            secret.flat_map(auth_language::request::parameters).collect()
        }
        None => vec!["code".to_owned()],
    };
    parameters.iter().filter(|(name, _)| names.contains(name)).map(|(_, value)| value.as_str()).collect()
}

/// Returns the example's response as query parameters.
fn parameters(example: &Example) -> Pairs {
    let members = example.response.as_ref().and_then(Json::as_object).into_iter().flatten();
    members.map(|(name, json)| (name.clone(), as_text(json))).collect()
}
