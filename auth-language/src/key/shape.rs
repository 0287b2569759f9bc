//! The parts of a key's declaration.

use crate::problem::Help;
use crate::suggest;

/// A mapping whose keys are defined by the language.
#[derive(Debug)]
pub struct Mapping {
    /// What the mapping is called in messages: `an endpoint`.
    pub what: &'static str,
    /// The room (the module of each crate) in which its keys are handled.
    pub room: Room,
    /// What the mapping is for.
    pub doc: &'static str,
    /// Its keys, in the order of the reference.
    pub keys: &'static [Key],
}

/// A key of a [`Mapping`].
#[derive(Debug)]
pub struct Key {
    /// The name of the key.
    pub name: &'static str,
    /// The shape of its value.
    pub shape: Shape,
    /// Whether the key is required.
    pub required: bool,
    /// The meaning of the key.
    pub doc: &'static str,
    /// An example of the value, as YAML in one line.
    pub example: &'static str,
}

/// The shape of a key's value.
#[derive(Debug)]
pub enum Shape {
    /// Text for people, a URL, a path.
    Text,
    /// `true` or `false`.
    Boolean,
    /// A non-negative integer.
    Count,
    /// Text, a number or a boolean.
    Scalar,
    /// Any value.
    Any,
    /// A type in words: `optional list of string`.
    Type,
    /// The name of something that the spec declares: `an endpoint`.
    Reference(&'static str),
    /// One of these words.
    Words(&'static [&'static str]),
    /// A mapping with the language's keys.
    Mapping(&'static Mapping),
    /// A mapping with keys that the author chooses.
    Entries(&'static Shape),
    /// A list.
    List(&'static Shape),
    /// One of several shapes.
    AnyOf(&'static [Shape]),
}

/// A room: the subject of a key. Each floor (crate) has a module for each room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Room {
    /// Hosts, settings, and the provider itself.
    Host,
    /// Types and fields.
    Value,
    /// Endpoints.
    Request,
    /// Refusals.
    Error,
    /// Credentials: how callers authenticate.
    Credential,
    /// How tokens are obtained, renewed and revoked.
    Lifecycle,
    /// Computed values.
    Expression,
    /// Signatures.
    Sign,
}

impl Shape {
    /// Whether a mapping is one of the entries of a value of this shape.
    fn is_entry_of(&self, mapping: &Mapping) -> bool {
        matches!(self, Self::Entries(Self::Mapping(entry)) if std::ptr::eq(*entry, mapping))
    }

    /// Returns the keys that each value of this shape has; `None` if it can be a text, too. An item of a list has the same.
    #[must_use]
    pub fn keys(&'static self) -> Option<&'static Mapping> {
        match self {
            Self::Mapping(declared) => Some(declared),
            Self::List(item) => item.keys(),
            Self::AnyOf(shapes) => {
                let mut found = shapes.iter().map(Self::keys);
                let first = found.next()??;
                found.all(|other| other.is_some_and(|other| std::ptr::eq(other, first))).then_some(first)
            }
            Self::Entries(_)
            | Self::Text
            | Self::Boolean
            | Self::Count
            | Self::Scalar
            | Self::Any
            | Self::Type
            | Self::Reference(_)
            | Self::Words(_) => None,
        }
    }
}

impl Mapping {
    /// Returns the names of the keys.
    #[must_use]
    pub fn names(&self) -> Vec<&'static str> {
        self.keys.iter().map(|key| key.name).collect()
    }

    /// Returns the key with this name.
    #[must_use]
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// Returns advice for an unknown key: the key that was probably meant (misspelled, or called so in other
    /// languages), or the mapping that the key belongs to. `others` are all mappings, of which the
    /// first is the spec's.
    pub fn help<P>(&self, found: &str, at: P, others: &[&Mapping]) -> Help<P> {
        let names = self.names();
        if found == "type" && names.contains(&"fields") {
            return Help::Prose("remove it: what has `fields` is an object".to_owned());
        }
        if let Some(advice) = false_friend(self.what, found) {
            return Help::Prose(advice.to_owned());
        }
        let here: Vec<&str> = foreign_words(found).iter().copied().filter(|word| names.contains(word)).collect();
        match here.as_slice() {
            [] => {}
            [word] => {
                return Help::Edit { at, text: (*word).to_owned(), advice: format!("here it is called `{word}`") };
            }
            [first, second, ..] => return Help::Prose(format!("here it is called `{first}` or `{second}`")),
        }
        let near = suggest::nearest(found, &names);
        if near.is_some_and(|near| suggest::is_slip(found, near)) {
            return suggest::help(found, at, &names, "the keys here are");
        }
        let has_key = |other: &&&Mapping| other.key(found).is_some();
        let of_spec = |other: &&&Mapping| {
            others.iter().take(1).flat_map(|spec| spec.keys).any(|key| key.shape.is_entry_of(other))
        };
        let owner = others.iter().filter(of_spec).find(has_key).or_else(|| others.iter().find(has_key));
        match owner {
            Some(other) => Help::Prose(format!("`{found}` is a key of {}", other.what)),
            None => suggest::help(found, at, &names, "the keys here are"),
        }
    }
}

/// Whether a key has a meaning in other languages, of which advice knows.
#[must_use]
pub fn is_foreign(found: &str) -> bool {
    false_friend("", found).is_some() || !foreign_words(found).is_empty()
}

/// Returns advice for a key that looks like one of this language but means something else. `what` has the key.
fn false_friend(what: &str, found: &str) -> Option<&'static str> {
    friend_of(what, found).or(match found {
        "optional" | "required" => Some("say it in the type: `type: optional string`"),
        "nullable" => Some("say it in the type: `type: optional string`; `null` is absent"),
        "format" => Some(
            "the type says it: `uuid`, `url`, `email`, `date`, `timestamp`, `unsigned`, `bytes` with an `encoding`",
        ),
        "items" => Some("the type says it: `list of string`"),
        "additionalProperties" => Some("the type says it: `map of string`"),
        "method" | "verb" => Some("the method is the key, and the path its value: `GET: /rockets`"),
        "operationId" => Some("the name of an endpoint is its key under `endpoints`"),
        "in" => Some("the place is the key above: `query`, `path`, `headers`, `json` or `form`"),
        "$ref" => Some("write the name of the type"),
        "content" | "mediaType" | "content_type" => {
            Some("a request has `json` or `form`, and a reply is JSON unless `response` says otherwise")
        }
        _ => None,
    })
}

/// Returns advice for a key that looks like one which another mapping has, or other languages have there.
fn friend_of(what: &str, found: &str) -> Option<&'static str> {
    match (what, found) {
        ("a credential" | "a key", "in" | "scheme" | "placement" | "flows") => {
            Some("say where it is sent: `attach: bearer`, or `attach: { header: X-Api-Key }`")
        }
        ("an attachment", "in" | "name" | "scheme" | "type") => Some(
            "the place is the key, and the name its value: `{ header: X-Api-Key }`, with `prefix: \"Key \"` before it",
        ),
        ("an error", "error" | "code" | "error_code" | "errorCode" | "reason" | "status" | "type") => {
            Some("what the body says is a condition: `when: { error: … }`; the status is the key above")
        }
        ("a setting" | "a field", "enum" | "values" | "options") => {
            Some("declare the values under `enums`; the name of that is the type: `{ type: Region }`")
        }
        ("a computation", "prefix" | "suffix" | "format") => {
            Some("join them as bytes: `{ bytes: [\"v1=\", { hmac_sha256: …, key: …, encoding: hex }] }`")
        }
        ("`into`", "basic") => Some(
            "it is a header: `headers: { Authorization: { bytes: [\"Basic \", { bytes: [\"{user}:\", …], encoding: base64 }] } }`",
        ),
        ("an example", "body" | "data" | "value") => {
            Some("what is sent is `request`, and what comes back is `response`")
        }
        ("a computation" | "a field", "hmac" | "hash" | "digest" | "algorithm") => {
            Some("the algorithm is the key: `{ sha256: … }`, or `{ hmac_sha256: …, key: … }`")
        }
        _ => None,
    }
}

/// The words of other languages (`OpenAPI`, JSON Schema), with this language's keys for them.
const FOREIGN: &[(&[&str], &[&str])] = &[
    (&["properties", "members", "attributes"], &["fields"]),
    (&["parameters"], &["fields", "query", "inputs"]),
    (&["args", "arguments"], &["fields", "inputs"]),
    (&["params"], &["query", "path"]),
    (&["queryParams", "query_params"], &["query"]),
    (&["pathParams", "path_params"], &["path"]),
    (&["schema"], &["type", "types"]),
    (&["maxLength", "maxItems", "max_length", "max"], &["at_most"]),
    (&["minLength", "minItems", "min_length", "min"], &["at_least"]),
    (&["regex", "regexp", "matches"], &["pattern"]),
    (&["oneOf", "anyOf"], &["one_of"]),
    (&["description", "summary", "comment"], &["doc"]),
    (&["responses", "returns_type", "return"], &["returns"]),
    (&["requestBody", "body", "payload", "data"], &["json", "form", "body"]),
    (&["formData", "form_data"], &["form"]),
    (&["securitySchemes", "security", "authentication"], &["credentials", "auth"]),
    (&["servers", "url", "host", "baseUrl", "server"], &["base_url", "host"]),
    (&["paths", "operations", "routes"], &["endpoints"]),
    (&["schemas", "components", "definitions", "models"], &["types"]),
    (&["exceptions"], &["errors"]),
    (&["samples"], &["examples"]),
    (&["enum"], &["values"]),
    (&["variables", "config"], &["settings"]),
    (&["expires_on"], &["expires_at"]),
    (&["expiry", "expiration"], &["expires_in", "expires_at"]),
    (&["ttl"], &["expires_in"]),
    (&["extra", "extras"], &["capture"]),
    (&["apiKey", "api_key"], &["key"]),
    (&["constant", "fixed"], &["const"]),
    (&["fallback"], &["default"]),
    (&["condition", "if"], &["when"]),
    (&["jsonpath", "json_path", "pointer"], &["at"]),
    (&["login", "user"], &["username"]),
    (&["pass"], &["password"]),
    (&["refreshUrl", "refresh_url"], &["refresh"]),
    (&["revocation", "revocation_url", "revokeUrl", "revoke_url"], &["revoke"]),
    (&["authorizationUrl", "authorization_url"], &["authorize"]),
    (&["tokenUrl", "token_url"], &["token"]),
    (&["basicAuth", "http_basic"], &["basic"]),
    (&["credentials"], &["auth"]),
];

/// Returns this language's keys for a word of other languages.
fn foreign_words(found: &str) -> &'static [&'static str] {
    FOREIGN.iter().find(|(words, _)| words.contains(&found)).map_or(&[], |(_, keys)| keys)
}
