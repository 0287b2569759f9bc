//! Formats the first example of an endpoint as a curl command.

use auth_codegen::conformance::upload;
use auth_codegen::model::{BODY, Call, Content, Endpoint, Example, Field, Part, Pkce, Place, Provider, Type, as_text};
use auth_language::request::{STATE, divide_page, uses};
use auth_language::value::cookie;
use axum::http::header::CONTENT_TYPE;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value as Json;
use url::form_urlencoded::Serializer;

use crate::judge::credential;
use crate::read::content::media_type;
use crate::read::made::is_computed;
use crate::read::pkce;
use crate::read::received::Pairs;
use crate::route::candidate;
use crate::show::values::Values;
use crate::show::xml::xml;

/// The verifier of RFC 7636, appendix B. It is used if the spec's example has none.
const RFC_VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

/// All characters except the unreserved ones of RFC 3986 §2.3.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Returns a shell command that sends the first example of an endpoint with curl. `base` is the URL of the endpoint's
/// host on the mock, from [`Mock::url`](crate::Mock::url).
///
/// Its only secrets are the made-up ones of the spec.
#[must_use]
pub fn curl(provider: &Provider, endpoint: &Endpoint, base: &str) -> String {
    let example = example(provider, endpoint);
    let mut words = vec!["curl".to_owned()];
    words.extend(method(endpoint));
    words.extend(headers(provider, endpoint, &example).into_iter().flat_map(|header| ["-H".to_owned(), header]));
    words.extend(body(provider, endpoint, &example).into_iter().flat_map(|body| ["--data-raw".to_owned(), body]));
    words.extend(parts(provider, endpoint, &example));
    words.push(url(provider, endpoint, &example, base));
    shell_words::join(words)
}

/// Returns the names of what a client computes for a call, such as a signature: [`curl`] cannot send it.
#[must_use]
pub fn computed(endpoint: &Endpoint) -> Vec<&str> {
    let parts = endpoint.request.parts.iter().filter(|part| is_computed(part));
    let names: Vec<&str> = parts.map(|part| part.name.value.as_str()).collect();
    if names.is_empty() && endpoint.sign.is_some() { vec!["a signature"] } else { names }
}

/// Returns the method's arguments. For a visit, curl shows the headers, because the answer is a redirect.
fn method(endpoint: &Endpoint) -> Vec<String> {
    match (&endpoint.call, candidate::method(endpoint)) {
        (Call::Visit(_), _) => vec!["--include".to_owned()],
        (Call::Http(_), "GET") => Vec::new(),
        (Call::Http(_), method) => vec!["-X".to_owned(), method.to_owned()],
    }
}

/// Returns the parts that a credential of the call adds.
fn attached(provider: &Provider, endpoint: &Endpoint) -> Vec<(Place, String, String)> {
    let accepted = endpoint.http().map(|call| call.auth.credentials(provider)).unwrap_or_default();
    accepted.first().map(|credential| credential::example(credential, provider)).unwrap_or_default()
}

fn attached_in(provider: &Provider, endpoint: &Endpoint, place: Place) -> Pairs {
    let here = attached(provider, endpoint).into_iter().filter(|(found, ..)| *found == place);
    here.map(|(_, name, text)| (name, text)).collect()
}

fn headers(provider: &Provider, endpoint: &Endpoint, example: &Example) -> Vec<String> {
    let values = Values { provider, endpoint, example };
    let credential = attached_in(provider, endpoint, Place::Header);
    let own = values.headers();
    let is_given = own.iter().any(|(name, _)| name.eq_ignore_ascii_case(CONTENT_TYPE.as_str()));
    // curl writes the boundary of a multipart body itself.
    let content = content(endpoint).filter(|content| !is_given && *content != Content::Multipart);
    let content = content.map(|content| format!("{CONTENT_TYPE}: {}", media_type(content)));
    let cookies = values.pairs(Place::Cookie).into_iter().chain(attached_in(provider, endpoint, Place::Cookie));
    let cookies: Vec<String> = cookies.map(|(name, text)| cookie::whole(&name, &text)).collect();
    let cookies = (!cookies.is_empty()).then(|| format!("cookie: {}", cookies.join("; ")));
    let named = credential.into_iter().chain(own).map(|(name, text)| format!("{name}: {text}"));
    content.into_iter().chain(named).chain(cookies).collect()
}

fn body(provider: &Provider, endpoint: &Endpoint, example: &Example) -> Option<String> {
    let values = Values { provider, endpoint, example };
    let attached = attached_in(provider, endpoint, Place::Body);
    match content(endpoint) {
        None | Some(Content::Multipart) => None,
        Some(Content::Bytes) => values.members().shift_remove(BODY).map(|json| upload::content(&json).to_owned()),
        Some(Content::Json) => {
            let attached = attached.into_iter().map(|(name, text)| (name, Json::from(text)));
            Some(Json::Object(values.members().into_iter().chain(attached).collect()).to_string())
        }
        Some(Content::JsonValue) => values.members().shift_remove(BODY).map(|json| json.to_string()),
        Some(Content::Text) => values.members().shift_remove(BODY).map(|json| as_text(&json)),
        Some(Content::Xml) => Some(xml(&values.members())),
        Some(Content::Form) => Some(encode(values.pairs(Place::Body).into_iter().chain(attached).collect())),
    }
}

/// Returns the arguments of a multipart body. The content of a file is written as text.
fn parts(provider: &Provider, endpoint: &Endpoint, example: &Example) -> Vec<String> {
    if content(endpoint) != Some(Content::Multipart) {
        return Vec::new();
    }
    let values = Values { provider, endpoint, example };
    let parts = endpoint.parts_in(Place::Body).flat_map(|part| {
        let given = endpoint.field_of(part).filter(|field| *field.ty.value.item() == Type::Upload);
        let given = given.and_then(|field| values.example.given(&field.ident.value));
        let files = given.map(|json| json.as_array().map_or_else(|| vec![json], |items| items.iter().collect()));
        let files = files.map(|files| files.into_iter().map(|json| file(&part.name.value, json)).collect::<Vec<_>>());
        files.unwrap_or_else(|| values.texts(part).into_iter().map(|(name, text)| format!("{name}={text}")).collect())
    });
    parts.flat_map(|part| ["--form".to_owned(), part]).collect()
}

/// Writes a file for `--form`, which takes its name and media type after a semicolon.
fn file(part: &str, json: &Json) -> String {
    let text = |name, default| json.get(name).and_then(Json::as_str).unwrap_or(default).to_owned();
    let (name, media_type) = (text(upload::NAME, part), text(upload::TYPE, "application/octet-stream"));
    format!("{part}={};filename={name};type={media_type}", upload::content(json))
}

fn url(provider: &Provider, endpoint: &Endpoint, example: &Example, base: &str) -> String {
    let values = Values { provider, endpoint, example };
    let parameters = values.pairs(Place::Path).into_iter().chain(attached_in(provider, endpoint, Place::Path));
    let raw = endpoint.raw_in(Place::Path);
    let path = parameters.fold(endpoint.path(), |path, (name, text)| {
        let written = utf8_percent_encode(&text, RESERVED).to_string();
        path.replace(&format!("{{{name}}}"), if raw.contains(&name.as_str()) { &text } else { &written })
    });
    let mut query = values.pairs(Place::Query);
    query.extend(attached_in(provider, endpoint, Place::Query));
    if let Some(visit) = endpoint.visit() {
        query.extend(own_query(provider, endpoint, visit.pkce));
    }
    let raw = endpoint.raw_in(Place::Query);
    let query: Vec<String> = query
        .into_iter()
        .map(|(name, text)| {
            let written = encode(vec![(name.clone(), text.clone())]);
            if raw.contains(&name.as_str()) { format!("{name}={text}") } else { written }
        })
        .collect();
    let query = query.join("&");
    let (path, fragment) = divide_page(&path);
    if query.is_empty() { format!("{base}{path}{fragment}") } else { format!("{base}{path}?{query}{fragment}") }
}

/// Returns the parameters that the runtime adds to a visit, and those that send the state under another name.
fn own_query(provider: &Provider, endpoint: &Endpoint, pkce: Pkce) -> Pairs {
    let sends_state = |part: &&Part| uses(&part.value, STATE);
    let renamed: Vec<&str> =
        endpoint.parts_in(Place::Query).filter(sends_state).map(|part| part.name.value.as_str()).collect();
    let states = if renamed.is_empty() { vec![STATE] } else { renamed };
    let states = states.into_iter().map(|name| (name, "example-state".to_owned()));
    let challenge = (pkce == Pkce::S256).then(|| pkce::challenge(&verifier(provider)));
    let challenge = challenge.map(|challenge| [(pkce::CHALLENGE, challenge), (pkce::METHOD, pkce::S256.to_owned())]);
    let all = states.chain(challenge.into_iter().flatten());
    all.map(|(name, text)| (name.to_owned(), text)).collect()
}

/// Returns the first example. If the command of a visit sends a challenge, the command of the code exchange sends its
/// verifier.
fn example(provider: &Provider, endpoint: &Endpoint) -> Example {
    let mut example = endpoint.examples.first().cloned().unwrap_or_else(|| Example {
        request: Vec::new(),
        response: None,
        text: None,
        status: 200,
        headers: Vec::new(),
    });
    let is_challenged =
        provider.endpoints.iter().any(|known| known.visit().is_some_and(|visit| visit.pkce == Pkce::S256));
    if let Some(field) =
        verifier_field(endpoint).filter(|field| is_challenged && example.given(&field.ident.value).is_none())
    {
        example.request.push((field.ident.value.clone(), RFC_VERIFIER.into()));
    }
    example
}

/// Returns the verifier in the command of the code exchange.
fn verifier(provider: &Provider) -> String {
    let found = provider.endpoints.iter().find_map(|endpoint| {
        let field = verifier_field(endpoint)?;
        example(provider, endpoint).given(&field.ident.value).and_then(Json::as_str).map(str::to_owned)
    });
    found.unwrap_or_else(|| RFC_VERIFIER.to_owned())
}

fn verifier_field(endpoint: &Endpoint) -> Option<&Field> {
    endpoint.fields().iter().find(|field| field.wire == pkce::VERIFIER)
}

fn content(endpoint: &Endpoint) -> Option<Content> {
    endpoint.request.content.map(|content| content.value)
}

fn encode(pairs: Pairs) -> String {
    Serializer::new(String::new()).extend_pairs(pairs).finish()
}
