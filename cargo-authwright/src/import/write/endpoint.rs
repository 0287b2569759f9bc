//! Prints endpoints.

use serde_json::Value as Json;

use super::field::entry as field;
use super::yaml::{Entry, Node};
use crate::import::draft::{Auth, Body, Endpoint, Example, Field, Part, Returned, Value};

pub(super) fn entry(endpoint: &Endpoint) -> Entry {
    let mut entries = vec![Entry::text("doc", &endpoint.doc)];
    if endpoint.deprecated {
        entries.push(Entry::text("deprecated", "The provider advises against it."));
    }
    entries.extend(endpoint.host.iter().map(|host| Entry::text("host", host)));
    entries.push(Entry::text(&endpoint.method, &endpoint.path));
    entries.extend(endpoint.pkce.iter().map(|word| Entry::text("pkce", word)));
    entries.extend(endpoint.auth.iter().map(auth));
    entries.extend(endpoint.client_authentication.map(client_authentication));
    if !endpoint.inputs.is_empty() {
        entries.push(Entry::new("inputs", Node::Map(endpoint.inputs.iter().map(field).collect())));
    }
    entries.extend(basic(&endpoint.basic));
    entries.extend(places(endpoint));
    entries.extend(body(&endpoint.body));
    entries.extend(endpoint.response.iter().map(|word| Entry::text("response", word)));
    if !endpoint.returns.is_empty() {
        entries.push(Entry::new("returns", Node::Map(endpoint.returns.iter().map(returned).collect())));
    }
    entries.extend(endpoint.errors.iter().map(|set| Entry::text("errors", set)));
    if !endpoint.examples.is_empty() {
        entries.push(Entry::new("examples", Node::List(endpoint.examples.iter().map(example).collect())));
    }
    let remarks = endpoint.remarks.join(" ");
    Entry::new(&endpoint.name, Node::Map(entries)).block().remark((!remarks.is_empty()).then_some(&remarks))
}

fn auth(auth: &Auth) -> Entry {
    let names = |names: &[String]| Node::List(names.iter().map(|name| Node::Text(name.clone())).collect());
    if !auth.optional && auth.scopes.is_empty() {
        match auth.any.as_slice() {
            [] => return Entry::text("auth", "required"),
            [one] => return Entry::text("auth", one),
            _ => {}
        }
    }
    let mut entries = Vec::new();
    if !auth.any.is_empty() {
        entries.push(Entry::new("any", names(&auth.any)));
    }
    if auth.optional {
        entries.push(Entry::json("optional", &Json::Bool(true)));
    }
    if !auth.scopes.is_empty() {
        entries.push(Entry::new("scopes", names(&auth.scopes)));
    }
    Entry::new("auth", Node::Map(entries))
}

/// A user name and a password, in this order.
/// How the client authenticates. A key of ours signs as ES256, and RS256 is what the language takes for granted.
fn client_authentication(word: &str) -> Entry {
    let key = "client_authentication";
    if word != "private_key_jwt" {
        return Entry::text(key, word);
    }
    let assertion = Node::Map(vec![Entry::text("algorithm", "ES256")]);
    Entry::new(key, Node::Map(vec![Entry::new(word, assertion)]))
}

fn basic(fields: &[Field]) -> Option<Entry> {
    let names = ["username", "password"];
    let entries: Vec<Entry> = names.iter().zip(fields).map(|(key, found)| field(found).renamed(key)).collect();
    (!entries.is_empty()).then(|| Entry::new("basic", Node::Map(entries)))
}

fn places(endpoint: &Endpoint) -> Vec<Entry> {
    let places = [
        ("path", &endpoint.path_parts),
        ("query", &endpoint.query),
        ("headers", &endpoint.headers),
        ("cookies", &endpoint.cookies),
    ];
    let places = places.into_iter().filter(|(_, parts)| !parts.is_empty());
    places.map(|(key, parts)| Entry::new(key, Node::Map(parts.iter().map(part).collect()))).collect()
}

fn part(part: &Part) -> Entry {
    match &part.value {
        Value::Const(json) => Entry::new(&part.name, Node::Map(vec![Entry::json("const", json)])),
        Value::Template(text) => Entry::text(&part.name, text),
        Value::Field(found) => field(found),
    }
}

fn body(body: &Body) -> Option<Entry> {
    match body {
        Body::None => None,
        Body::Members(key, parts) => Some(Entry::new(key, Node::Map(parts.iter().map(part).collect()))),
        Body::Whole(key, value) => Some(part(value).renamed(key)),
    }
}

fn returned((status, returned): &(u16, Returned)) -> Entry {
    let text = match returned {
        Returned::Nothing => "nothing".to_owned(),
        Returned::Type { ty, optional: true } => format!("optional {ty}"),
        Returned::Type { ty, optional: false } => ty.to_string(),
    };
    Entry::text(&status.to_string(), &text)
}

fn example(example: &Example) -> Node {
    let mut entries = Vec::new();
    if !example.request.is_empty() {
        let given = example.request.iter().map(|(name, json)| Entry::json(name, json)).collect();
        entries.push(Entry::new("request", Node::Map(given)));
    }
    entries.extend(example.status.iter().map(|status| Entry::json("status", &Json::from(*status))));
    entries.extend(example.response.iter().map(|json| Entry::json("response", json)));
    Node::Map(entries)
}
