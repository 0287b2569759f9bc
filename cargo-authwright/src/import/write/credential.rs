//! Prints credentials.

use serde_json::Value as Json;

use super::field::entry as field;
use super::yaml::{Entry, Node};
use crate::import::draft::{Attach, Credential, Draft, Field, Source, Token};
use crate::import::guess::made_up;

pub(super) fn entry(credential: &Credential, draft: &Draft) -> Entry {
    let mut entries = vec![Entry::text("doc", &credential.doc)];
    match &credential.source {
        Source::Key { in_url } => entries.push(key(&credential.name, *in_url)),
        Source::Inputs(inputs) => entries.extend(self::inputs(inputs, draft)),
        Source::Token(source) => entries.extend(token(source)),
    }
    entries.push(attach(&credential.attach));
    entries.extend(credential.identity.iter().map(|(call, subject)| {
        Entry::new("identity", Node::Map(vec![Entry::text("from", call), Entry::text("subject", subject)]))
    }));
    Entry::new(&credential.name, Node::Map(entries)).block().remark(credential.remark.as_deref())
}

fn key(name: &str, in_url: bool) -> Entry {
    let mut entries = Vec::new();
    if in_url {
        entries.push(Entry::text("type", "secret in url"));
    }
    entries.push(Entry::text("example", &format!("{name}_example_1")));
    Entry::new("key", Node::Map(entries))
}

fn inputs(inputs: &[Field], draft: &Draft) -> [Entry; 2] {
    let example = inputs.iter().map(|input| Entry::json(&input.name, &sample(input, draft)));
    let example = Node::Map(example.collect());
    [Entry::new("inputs", Node::Map(inputs.iter().map(field).collect())), Entry::new("example", example)]
}

/// A made-up input; the mock server and the tests show a certificate and its key.
fn sample(input: &Field, draft: &Draft) -> Json {
    match input.ty.to_string().as_str() {
        "certificate" => Json::from(CERTIFICATE),
        "private_key" => Json::from(PRIVATE_KEY),
        _ => made_up::of(&input.name, &input.ty, draft),
    }
}

fn token(token: &Token) -> Vec<Entry> {
    let mut members = vec![Entry::text("from", &token.from)];
    members.extend(token.members.iter().map(|(key, field)| Entry::text(key, field)));
    let mut entries: Vec<Entry> = match token.authorize.as_slice() {
        [] => Vec::new(),
        [one] => vec![Entry::text("authorize", one)],
        several => vec![Entry::json("authorize", &Json::from(several))],
    };
    entries.push(Entry::new("token", Node::Map(members)));
    entries.extend(token.refresh.iter().map(|name| Entry::text("refresh", name)));
    entries.extend(token.revoke.iter().map(|name| Entry::text("revoke", name)));
    entries
}

fn attach(attach: &Attach) -> Entry {
    let login =
        |username: &str, password: &str| Node::Map(vec![half("username", username), half("password", password)]);
    match attach {
        Attach::Bearer => Entry::text("attach", "bearer"),
        Attach::Header { name, prefix } => {
            let mut entries = vec![Entry::text("header", name)];
            entries.extend(prefix.iter().map(|prefix| Entry::text("prefix", prefix)));
            Entry::new("attach", Node::Map(entries))
        }
        Attach::Parts(parts) => Entry::new("attach", Node::Map(places(parts))),
        Attach::Basic { username, password } => {
            Entry::new("attach", Node::Map(vec![Entry::new("basic", login(username, password))]))
        }
        Attach::Digest { username, password } => {
            Entry::new("sign", Node::Map(vec![Entry::new("digest", login(username, password))]))
        }
        Attach::Certificate => {
            let names = vec![Entry::text("certificate", "certificate"), Entry::text("key", "private_key")];
            Entry::new("tls", Node::Map(names))
        }
    }
}

/// A half of HTTP Basic: a template, nothing, or a text that is always the same.
fn half(key: &str, text: &str) -> Entry {
    if text.is_empty() || text.contains('{') {
        return Entry::text(key, text);
    }
    Entry::new(key, Node::Map(vec![Entry::text("const", text)]))
}

fn places(parts: &[(&'static str, String, String)]) -> Vec<Entry> {
    let mut places: Vec<&str> = parts.iter().map(|(place, _, _)| *place).collect();
    places.dedup();
    let within = |place: &&str| {
        let inside = parts.iter().filter(|(found, _, _)| found == place);
        let entries = inside.map(|(_, name, template)| Entry::text(name, template));
        Entry::new(place, Node::Map(entries.collect()))
    };
    places.iter().map(within).collect()
}

/// A made-up certificate that nobody trusts, and its key.
const CERTIFICATE: &str = "-----BEGIN CERTIFICATE-----\nMIIBizCCATGgAwIBAgIUassnRY9bAyIO/KGND0htwMIIEp8wCgYIKoZIzj0EAwIw\nEzERMA8GA1UEAwwIc3RyYW5nZXIwIBcNMjYxMTI2MTAwNjQ3WhgPMjEyNjExMDIx\nMDA2NDdaMBMxETAPBgNVBAMMCHN0cmFuZ2VyMFkwEwYHKoZIzj0CAQYIKoZIzj0D\nAQcDQgAEOjY+3nerh15aQHM2jSn/ZNAICYFqQJuMiAstNBVf4/ovif7wuWGGajni\nVwwco0/FDRlFvIj488ah7PWFBQWqHqNhMF8wHQYDVR0OBBYEFGgLOnMLsPoDJVPh\nKqs6VMtQZs5vMB8GA1UdIwQYMBaAFGgLOnMLsPoDJVPhKqs6VMtQZs5vMAwGA1Ud\nEwEB/wQCMAAwDwYDVR0RBAgwBocEfwAAATAKBggqhkjOPQQDAgNIADBFAiAas7U+\nry9NMo9mZ45DybEi3mD+MCQmdGUOnZOIrXRisQIhAMQL7mZA9ip30G5NIdYonSQc\nG1fKKxjcboXhiNNtWXzF\n-----END CERTIFICATE-----";
const PRIVATE_KEY: &str = "-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgUW2ygumaufQgF/bk\n7mHJQ9BWOuuv5rWbjvetzLZa56ihRANCAAQ6Nj7ed6uHXlpAczaNKf9k0AgJgWpA\nm4yICy00FV/j+i+J/vC5YYZqOeJXDByjT8UNGUW8iPjzxqHs9YUFBaoe\n-----END PRIVATE KEY-----";
