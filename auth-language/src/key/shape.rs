//! What is declared about a key.

use crate::problem::Help;
use crate::suggest;

/// A mapping whose keys belong to the language.
#[derive(Debug)]
pub struct Mapping {
    /// What the mapping is, for a message: `an endpoint`.
    pub what: &'static str,
    /// The room of its keys on every floor.
    pub room: Room,
    /// What the mapping is for.
    pub doc: &'static str,
    /// Its keys, in the order of the reference.
    pub keys: &'static [Key],
}

/// A key of a [`Mapping`].
#[derive(Debug)]
pub struct Key {
    /// The key.
    pub name: &'static str,
    /// What its value is.
    pub shape: Shape,
    /// Whether it must be there.
    pub required: bool,
    /// What it means.
    pub doc: &'static str,
    /// A value, as YAML in one line.
    pub example: &'static str,
}

/// What the value of a key is.
#[derive(Debug)]
pub enum Shape {
    /// Text for people, a URL, a path.
    Text,
    /// `true` or `false`.
    Boolean,
    /// A whole number from 0 on.
    Count,
    /// Text, a number or a boolean.
    Scalar,
    /// Any value.
    Any,
    /// A type, read aloud: `optional list of string`.
    Type,
    /// The name of something that the spec declares: `an endpoint`.
    Reference(&'static str),
    /// One of these words.
    Words(&'static [&'static str]),
    /// A mapping of the language.
    Mapping(&'static Mapping),
    /// A mapping whose keys are the author's.
    Entries(&'static Shape),
    /// A list.
    List(&'static Shape),
    /// One of several shapes.
    AnyOf(&'static [Shape]),
}

/// A room: what a key is about. Each floor has the same rooms.
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
    /// Who calls.
    Credential,
    /// How tokens are made, renewed and revoked.
    Lifecycle,
}

impl Mapping {
    /// The names of the keys.
    #[must_use]
    pub fn names(&self) -> Vec<&'static str> {
        self.keys.iter().map(|key| key.name).collect()
    }

    /// Advice for a key that the mapping does not have: the key that is meant, by a slip or in the words of another language.
    pub fn help<P>(&self, found: &str, at: P) -> Help<P> {
        let translated = foreign_word(found).into_iter().find(|word| self.names().contains(word));
        match translated.filter(|_| suggest::nearest(found, &self.names()).is_none()) {
            Some(word) => Help::Prose(format!("this language calls it `{word}`")),
            None => suggest::help(found, at, &self.names(), "the keys here are"),
        }
    }
}

/// What other languages (`OpenAPI`, JSON Schema) call what this one has.
fn foreign_word(found: &str) -> Vec<&'static str> {
    match found {
        "properties" | "parameters" => vec!["fields", "query", "inputs"],
        "description" | "summary" => vec!["doc"],
        "responses" | "response" | "returns_type" => vec!["returns", "response"],
        "requestBody" | "body" | "payload" => vec!["json", "body"],
        "securitySchemes" | "security" => vec!["credentials", "auth"],
        "servers" | "url" | "host" => vec!["base_url", "host"],
        "paths" | "operations" => vec!["endpoints"],
        "schemas" | "components" | "definitions" => vec!["types"],
        "enum" => vec!["values"],
        "variables" => vec!["settings"],
        _ => Vec::new(),
    }
}
