//! What differs between two requests, named without the values that differ from one run to the next.

use std::collections::{BTreeMap, BTreeSet};

use auth_tests::Message;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value as Json;
use url::{Url, form_urlencoded};

use super::Request;

/// What the HTTP libraries add, whatever is sent.
const OF_LIBRARIES: [&str; 5] = ["host", "content-length", "user-agent", "accept-encoding", "connection"];
/// The beginnings of headers in which an SDK says what it is and where it runs.
const FAMILIES: [&str; 4] = ["amz-sdk-", "x-client-", "x-fern-", "x-stainless-"];
/// What is new in each request, or depends on the time.
const NEW: [&str; 12] = [
    "state",
    "nonce",
    "code_challenge",
    "idempotency-key",
    "iat",
    "exp",
    "nbf",
    "jti",
    "x-amz-date",
    "Signature",
    "Credential",
    "signature",
];

/// The texts of a request by place and name: `form.code`, `header.accept`.
type Texts = BTreeMap<String, String>;

/// The differences between our request and that of an SDK.
pub(super) fn differences(ours: &Message, theirs: &Request) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let (here, there) = (line(&ours.method, &ours.url), line(&theirs.method, &theirs.url));
    if here != there {
        found.insert(format!("`{there}` instead of `{here}`"));
    }
    let here = texts(&ours.url, &ours.headers, &ours.body);
    let there = texts(&theirs.url, &theirs.headers, &theirs.body);
    let names: BTreeSet<&String> = here.keys().chain(there.keys()).collect();
    found.extend(names.into_iter().filter_map(|name| difference(name, here.get(name), there.get(name))));
    found
}

fn difference(name: &str, here: Option<&String>, there: Option<&String>) -> Option<String> {
    match (here, there) {
        (Some(_), None) => Some(format!("no {name}")),
        (None, Some(_)) => Some(format!("{name} added")),
        (Some(here), Some(there)) if here != there && !is_new(name) => {
            Some(format!("{name} `{there}` instead of `{here}`"))
        }
        _ => None,
    }
}

fn is_new(name: &str) -> bool {
    let last = name.rsplit(['.', ' ']).next().unwrap_or(name);
    NEW.contains(&last.trim_matches('`'))
}

/// Method, scheme, host and path.
fn line(method: &str, url: &str) -> String {
    let url = Url::parse(url).expect("a URL");
    format!("{method} {}{}", url.origin().ascii_serialization(), url.path())
}

fn texts(url: &str, headers: &[(String, String)], body: &str) -> Texts {
    let url = Url::parse(url).expect("a URL");
    let mut texts: Texts =
        url.query_pairs().map(|(name, value)| (format!("query `{name}`"), value.into_owned())).collect();
    let kept = headers.iter().filter(|(name, _)| !OF_LIBRARIES.contains(&name.as_str()));
    for (name, value) in kept {
        add_header(name, value, &mut texts);
    }
    let media = headers.iter().find(|(name, _)| name == "content-type").map(|(_, value)| value.as_str());
    add_body(media.unwrap_or_default(), body, &mut texts);
    texts
}

/// Adds a header.
fn add_header(name: &str, value: &str, texts: &mut Texts) {
    if let Some(family) = FAMILIES.iter().find(|family| name.starts_with(**family)) {
        texts.insert(format!("headers `{family}…`"), String::new());
        return;
    }
    match value.split_once(' ').filter(|_| name == "authorization") {
        Some((scheme, credential)) => add_credential(scheme, credential, texts),
        None => drop(texts.insert(format!("header `{name}`"), value.to_owned())),
    }
}

/// Adds the scheme of a credential, and what is signed. The mock server knows the others.
fn add_credential(scheme: &str, credential: &str, texts: &mut Texts) {
    texts.insert("the scheme of `authorization`".to_owned(), scheme.to_owned());
    if scheme == "AWS4-HMAC-SHA256" {
        let parts = credential.split(", ").filter_map(|part| part.split_once('='));
        texts.extend(parts.map(|(name, value)| (format!("SigV4.{name}"), value.to_owned())));
    } else if jwt(credential).is_some() {
        add_value("the credential", &Json::from(credential), texts);
    }
}

fn add_body(media: &str, body: &str, texts: &mut Texts) {
    match media.split(';').next().unwrap_or_default() {
        _ if body.is_empty() => {}
        "application/x-www-form-urlencoded" => {
            for (name, value) in form_urlencoded::parse(body.as_bytes()) {
                add_value(&format!("body `{name}`"), &Json::from(value.as_ref()), texts);
            }
        }
        "application/json" => match serde_json::from_str(body).expect("JSON") {
            Json::Object(members) => {
                for (name, json) in &members {
                    add_value(&format!("body `{name}`"), json, texts);
                }
            }
            other => add_value("body", &other, texts),
        },
        other => panic!("a body of {other}"),
    }
}

/// Adds a value; of a JWT, its header and its claims.
fn add_value(name: &str, value: &Json, texts: &mut Texts) {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let Some([header, claims]) = jwt(&text) else {
        texts.insert(name.to_owned(), text);
        return;
    };
    for (part, json) in [("header", header), ("claims", claims)] {
        for (member, value) in json.as_object().into_iter().flatten() {
            let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            texts.insert(format!("{name}, {part}.{member}"), value);
        }
    }
}

fn jwt(text: &str) -> Option<[Json; 2]> {
    let mut parts = text.split('.').map(|part| serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).ok()?).ok());
    Some([parts.next()??, parts.next()??])
}
