//! Made-up values for examples: a secret of the input is never taken over.

use std::collections::HashMap;

use auth_language::name::field_ident;
use serde_json::{Map, Value as Json};

use super::placeholder;
use crate::import::draft::{Draft, Endpoint, Example, Field, Returned, Ty};

/// How deep made-up objects are nested.
const DEEPEST: usize = 24;

/// How deep lists have items.
const FLAT: usize = 3;

/// Replaces secrets and placeholders, the same text by the same made-up one.
#[derive(Debug, Default)]
pub(crate) struct Masks {
    known: HashMap<String, String>,
    count: HashMap<String, usize>,
}

impl Masks {
    /// Returns a made-up secret in place of this one.
    pub(crate) fn secret(&mut self, name: &str, text: &str) -> String {
        let snake = super::name::snake(name);
        // A placeholder stands for another secret under another name.
        let key = if placeholder::name(text).is_some() || placeholder::is_cut(text) {
            format!("{snake}\u{0}{text}")
        } else {
            text.to_owned()
        };
        if let Some(known) = self.known.get(&key) {
            return known.clone();
        }
        let count = self.count.entry(snake.clone()).or_default();
        *count += 1;
        let made = format!("{snake}_example_{count}");
        self.known.insert(key, made.clone());
        made
    }

    /// The secrets of the input, and their made-up values.
    pub(crate) fn known(&self) -> impl Iterator<Item = (&str, &str)> {
        let texts = self.known.iter().filter(|(text, _)| !text.contains('\u{0}'));
        texts.map(|(text, made)| (text.as_str(), made.as_str()))
    }

    /// Returns a sample with made-up values in place of secrets, placeholders and addresses of people.
    pub(crate) fn sample(&mut self, field: &Field, sample: &Json, draft: &Draft) -> Json {
        self.value(&field.name, &field.ty, sample, draft, 0)
    }

    fn value(&mut self, name: &str, ty: &Ty, sample: &Json, draft: &Draft, depth: usize) -> Json {
        match (ty, sample) {
            (Ty::List(item), Json::Array(items)) => {
                items.iter().map(|sample| self.value(name, item, sample, draft, depth + 1)).collect()
            }
            (Ty::Map(item), Json::Object(members)) => {
                let members = members.iter().filter(|(_, sample)| !sample.is_null());
                members.map(|(key, sample)| (key.clone(), self.value(key, item, sample, draft, depth + 1))).collect()
            }
            (Ty::Named(record), Json::Object(members)) if depth < DEEPEST => self.object(record, members, draft, depth),
            (ty, Json::String(text)) if ty.is_secret() => Json::from(self.secret(name, text)),
            (Ty::Word("json"), sample) => self.unknown(name, sample, depth),
            (ty, Json::String(text)) if placeholder::name(text).is_some() || placeholder::is_computed(text) => {
                of(name, ty, draft)
            }
            (Ty::Word("email"), Json::String(text)) if !is_reserved(text) => Json::from("ada@example.com"),
            (_, sample) => sample.clone(),
        }
    }

    fn object(&mut self, record: &str, members: &Map<String, Json>, draft: &Draft, depth: usize) -> Json {
        let Some(record) = draft.record(record) else { return Json::Object(members.clone()) };
        let mut made = Map::new();
        for (name, sample) in members.iter().filter(|(_, sample)| !sample.is_null()) {
            let field = record.fields.iter().find(|field| field.at.is_empty() && field.name == *name);
            match field {
                Some(field) => made.insert(name.clone(), self.value(name, &field.ty, sample, draft, depth + 1)),
                // It is read from inside: the secrets in it are found by their names.
                None => made.insert(name.clone(), self.unknown(name, sample, depth + 1)),
            };
        }
        Json::Object(made)
    }

    /// Replaces whatever looks like a secret in a value without a type.
    fn unknown(&mut self, name: &str, sample: &Json, depth: usize) -> Json {
        match sample {
            Json::String(text) if super::secret::is_secret(name, text) => Json::from(self.secret(name, text)),
            Json::String(text) if is_address(text) && !is_reserved(text) => Json::from("ada@example.com"),
            Json::Array(items) if depth < DEEPEST => {
                items.iter().map(|sample| self.unknown(name, sample, depth + 1)).collect()
            }
            Json::Object(members) if depth < DEEPEST => {
                let members = members.iter();
                members.map(|(key, sample)| (key.clone(), self.unknown(key, sample, depth + 1))).collect()
            }
            _ => sample.clone(),
        }
    }
}

fn is_address(text: &str) -> bool {
    auth_language::value::fits(auth_language::word::Format::Email, text)
}

/// Whether an address belongs to nobody (RFC 2606).
fn is_reserved(email: &str) -> bool {
    let domain = email.rsplit('@').next().unwrap_or_default();
    domain.ends_with(".example") || ["example.com", "example.org", "example.net"].contains(&domain)
}

/// Returns a made-up value of a type.
pub(crate) fn of(name: &str, ty: &Ty, draft: &Draft) -> Json {
    value(name, ty, draft, 0)
}

fn value(name: &str, ty: &Ty, draft: &Draft, depth: usize) -> Json {
    match ty {
        Ty::Word(word) => scalar(name, word),
        // A type may contain itself in a list or a map, which then end it.
        Ty::List(_) if depth > FLAT => Json::Array(Vec::new()),
        Ty::List(item) => Json::Array(vec![value(name, item, draft, depth + 1)]),
        Ty::Map(_) => Json::Object(Map::new()),
        Ty::Named(named) if named == "Scope" => first(&draft.scopes),
        Ty::Named(named) => match draft.record(named) {
            Some(record) if depth < DEEPEST => object(&record.fields, draft, depth),
            Some(_) => Json::Object(Map::new()),
            None => draft.choice(named).map_or(Json::Null, |choice| first(&choice.values)),
        },
    }
}

fn first(values: &[(String, String)]) -> Json {
    values.first().map_or(Json::Null, |(value, _)| Json::from(value.as_str()))
}

/// Returns a made-up object with the required fields, each where a reply has it.
fn object(fields: &[Field], draft: &Draft, depth: usize) -> Json {
    let mut made = Json::Object(Map::new());
    for field in fields.iter().filter(|field| !field.optional) {
        let json = joined(field, value(&field.name, &field.ty, draft, depth + 1));
        let path = field.at.first().map_or(vec![field.name.as_str()], |at| at.split('.').collect());
        put(&mut made, &path, json);
    }
    made
}

fn put(into: &mut Json, path: &[&str], json: Json) {
    let [first, rest @ ..] = path else {
        *into = json;
        return;
    };
    if !into.is_object() {
        *into = Json::Object(Map::new());
    }
    if let Some(members) = into.as_object_mut() {
        put(members.entry((*first).to_owned()).or_insert(Json::Null), rest, json);
    }
}

/// Joins a list that is sent as one text.
pub(crate) fn joined(field: &Field, json: Json) -> Json {
    let Some((separator, Json::Array(items))) = field.separator.map(|separator| (separator, &json)) else {
        return json;
    };
    let texts: Vec<String> =
        items.iter().map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned)).collect();
    Json::from(texts.join(separator))
}

/// Returns a made-up request with its reply.
pub(crate) fn example(endpoint: &Endpoint, draft: &Draft) -> Example {
    let response = match endpoint.returns.first() {
        _ if endpoint.is_visit() => Some(serde_json::json!({ "code": "code_example_1" })),
        Some((_, Returned::Type { ty, .. })) => Some(reply(endpoint, ty, draft)),
        Some((_, Returned::Nothing)) | None => None,
    };
    Example { request: request(endpoint, draft), status: None, response }
}

/// Returns a made-up reply in the encoding of the endpoint.
fn reply(endpoint: &Endpoint, ty: &Ty, draft: &Draft) -> Json {
    match endpoint.response {
        Some("text" | "bytes" | "xml") => Json::from("…"),
        Some("form") => form(&of("body", ty, draft)),
        Some(_) | None => of("body", ty, draft),
    }
}

/// Returns an object as a form.
pub(crate) fn form(json: &Json) -> Json {
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    for (name, json) in json.as_object().into_iter().flatten() {
        form.append_pair(name, &json.as_str().map_or_else(|| json.to_string(), str::to_owned));
    }
    Json::from(form.finish())
}

/// Returns the made-up values of the required fields of a request, by their names.
pub(crate) fn request(endpoint: &Endpoint, draft: &Draft) -> Vec<(String, Json)> {
    let client = match endpoint.client_authentication {
        Some("client_secret_basic" | "client_secret_post") => &["client_id", "client_secret"][..],
        Some("private_key_jwt") => &["client_id", "private_key"],
        Some("none") => &["client_id"],
        Some(_) | None => &[],
    };
    let required = endpoint.fields().filter(|field| !field.optional && !client.contains(&field.name.as_str()));
    let client = client.iter().map(|name| ((*name).to_owned(), client_sample(name)));
    client.chain(required.map(|field| (field.name.clone(), joined(field, of(&field.name, &field.ty, draft))))).collect()
}

fn client_sample(name: &str) -> Json {
    Json::from(match name {
        "client_id" => "app_1",
        "private_key" => PRIVATE_KEY,
        _ => "client_secret_example_1",
    })
}

/// A made-up key for ES256, as a JWK (RFC 7517).
const PRIVATE_KEY: &str = r#"{"kty":"EC","crv":"P-256","x":"OjY-3neuh1daQHM2jSn_ZNAICYFqQJuMiAstNBVf4_o","y":"L4n-8LlhhmoZ4lccDKNPxQ0ZRbyI-OPGoez1hQUFqh4","d":"UW2ygumaufQgF_bk7mHJQ9BWOuuv5rWbjvetzLZa56g"}"#;

fn scalar(name: &str, word: &str) -> Json {
    let snake = field_ident(name).trim_start_matches("r#").to_owned();
    match word {
        "integer" | "unsigned" | "number" | "code" => Json::from(1),
        "boolean" => Json::from(true),
        "seconds" if snake.ends_with("interval") => Json::from(5),
        "seconds" => Json::from(3600),
        "milliseconds" => Json::from(3_600_000),
        "minutes" => Json::from(60),
        "duration" => Json::from("30d"),
        "timestamp" => Json::from("2024-02-20T12:00:00Z"),
        "date" => Json::from("2024-02-20"),
        "http date" => Json::from("Tue, 20 Feb 2024 12:00:00 GMT"),
        "unix seconds" => Json::from(1_708_430_400),
        "unix milliseconds" => Json::from(1_708_430_400_000_i64),
        "uuid" => Json::from("8c4a4f4e-52a1-4c1b-9a37-0d6c0a2b7f11"),
        "url" => Json::from("https://app.example/callback"),
        "email" => Json::from("ada@example.com"),
        "host" | "labels" | "host and port" => Json::from("acme.example"),
        "label" => Json::from("acme"),
        "json" => Json::Object(Map::new()),
        "bytes" => Json::from("QUJD"),
        "secret" | "secret in url" | "jwt" => Json::from(format!("{snake}_example_1")),
        _ => Json::from(format!("{snake}_1")),
    }
}
