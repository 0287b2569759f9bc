//! The first example of an endpoint as a curl command.

use auth_codegen::model::{Call, Content, Endpoint, Example, Field, ParameterValue, Place, Provider};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value as Json};
use url::form_urlencoded::Serializer;

use crate::judge::credential;
use crate::read::pkce;
use crate::read::received::Pairs;
use crate::read::text;
use crate::route::candidate;

/// The verifier of RFC 7636, appendix B: used where the spec's example has none.
const RFC_VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

/// All but the unreserved characters of RFC 3986 §2.3.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A shell command that sends the first example of an endpoint with curl. `base` is the URL of the endpoint's host on the
/// mock, from [`Mock::url`](crate::Mock::url).
///
/// Its only secrets are the made-up ones of the spec.
#[must_use]
pub fn curl(provider: &Provider, endpoint: &Endpoint, base: &str) -> String {
    let example = example(provider, endpoint);
    let mut words = vec!["curl".to_owned()];
    words.extend(method(endpoint));
    words.extend(headers(provider, endpoint, &example).into_iter().flat_map(|header| ["-H".to_owned(), header]));
    words.extend(body(endpoint, &example).into_iter().flat_map(|body| ["--data-raw".to_owned(), body]));
    words.push(url(provider, endpoint, &example, base));
    shell_words::join(words)
}

/// A visit is answered by the headers of a redirect, so curl shows them.
fn method(endpoint: &Endpoint) -> Vec<String> {
    match (&endpoint.call, candidate::method(endpoint)) {
        (Call::Visit { .. }, _) => vec!["--include".to_owned()],
        (Call::Http(_), "GET") => Vec::new(),
        (Call::Http(_), method) => vec!["-X".to_owned(), method.to_owned()],
    }
}

fn headers(provider: &Provider, endpoint: &Endpoint, example: &Example) -> Vec<String> {
    let content = match content(endpoint) {
        Content::None => None,
        Content::Json => Some("content-type: application/json".to_owned()),
        Content::Form => Some("content-type: application/x-www-form-urlencoded".to_owned()),
    };
    let is_protected = endpoint.http().is_some_and(|call| call.protected);
    let credential = provider.credentials.first().filter(|_| is_protected).map(|credential| {
        let value = credential::with_prefix(credential, &credential::example(credential, provider));
        format!("{}: {value}", credential::header_name(credential))
    });
    let own = pairs(endpoint, example, Place::Header).into_iter().map(|(name, text)| format!("{name}: {text}"));
    content.into_iter().chain(credential).chain(own).collect()
}

fn body(endpoint: &Endpoint, example: &Example) -> Option<String> {
    match content(endpoint) {
        Content::None => None,
        Content::Json => Some(Json::Object(members(endpoint, example)).to_string()),
        Content::Form => Some(encode(pairs(endpoint, example, Place::Body))),
    }
}

fn url(provider: &Provider, endpoint: &Endpoint, example: &Example, base: &str) -> String {
    let path = pairs(endpoint, example, Place::Path).iter().fold(endpoint.path.clone(), |path, (name, text)| {
        path.replace(&format!("{{{name}}}"), &utf8_percent_encode(text, RESERVED).to_string())
    });
    let mut query = pairs(endpoint, example, Place::Query);
    if let Call::Visit { pkce } = endpoint.call {
        query.extend(own_query(provider, pkce));
    }
    let query = encode(query);
    if query.is_empty() { format!("{base}{path}") } else { format!("{base}{path}?{query}") }
}

/// The parameters that a client adds to every visit.
fn own_query(provider: &Provider, pkce: bool) -> Pairs {
    let challenge = pkce.then(|| pkce::challenge(&verifier(provider)));
    let challenge = challenge.map(|challenge| [(pkce::CHALLENGE, challenge), (pkce::METHOD, pkce::S256.to_owned())]);
    let all = [("state", "example-state".to_owned())].into_iter().chain(challenge.into_iter().flatten());
    all.map(|(name, text)| (name.to_owned(), text)).collect()
}

/// The first example. If the command of a visit sends a challenge, the command of the exchange sends its verifier.
fn example(provider: &Provider, endpoint: &Endpoint) -> Example {
    let mut example =
        endpoint.examples.first().cloned().unwrap_or_else(|| Example { request: Vec::new(), response: None });
    let is_challenged = provider.endpoints.iter().any(|known| matches!(known.call, Call::Visit { pkce: true }));
    if let Some(field) = verifier_field(endpoint).filter(|field| is_challenged && example.given(&field.ident).is_none())
    {
        example.request.push((field.ident.clone(), RFC_VERIFIER.into()));
    }
    example
}

/// The verifier in the command of the exchange.
fn verifier(provider: &Provider) -> String {
    let found = provider.endpoints.iter().find_map(|endpoint| {
        let field = verifier_field(endpoint)?;
        example(provider, endpoint).given(&field.ident).and_then(Json::as_str).map(str::to_owned)
    });
    found.unwrap_or_else(|| RFC_VERIFIER.to_owned())
}

fn verifier_field(endpoint: &Endpoint) -> Option<&Field> {
    endpoint.fields().map(|(_, field)| field).find(|field| field.wire == pkce::VERIFIER)
}

fn content(endpoint: &Endpoint) -> Content {
    endpoint.http().map_or(Content::None, |call| call.content)
}

fn members(endpoint: &Endpoint, example: &Example) -> Map<String, Json> {
    let body = endpoint.parameters.iter().filter(|parameter| parameter.place == Place::Body);
    let members = body.filter_map(|parameter| match &parameter.value {
        ParameterValue::Constant { wire, value } => Some((wire.clone(), Json::from(value.as_str()))),
        ParameterValue::Field(field) => Some((field.wire.clone(), text::to_body(field, example.given(&field.ident)?))),
    });
    members.collect()
}

fn pairs(endpoint: &Endpoint, example: &Example, place: Place) -> Pairs {
    let here = endpoint.parameters.iter().filter(|parameter| parameter.place == place);
    let pairs = here.flat_map(|parameter| match &parameter.value {
        ParameterValue::Constant { wire, value } => vec![(wire.clone(), value.clone())],
        ParameterValue::Field(field) => {
            let texts = example.given(&field.ident).map(|json| text::from_json(field, json)).unwrap_or_default();
            texts.into_iter().map(|text| (field.wire.clone(), text)).collect()
        }
    });
    pairs.collect()
}

fn encode(pairs: Pairs) -> String {
    Serializer::new(String::new()).extend_pairs(pairs).finish()
}
