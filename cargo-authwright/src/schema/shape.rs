//! The schemas of values.

use auth_language::key::{Mapping, Shape};
use auth_language::value::{BYTES, Type};
use serde_json::{Value, json};

/// The name of the definition of what is said in words: `optional list of string`.
pub(super) const TYPE: &str = "words_of_a_type";

/// Returns the schema of a shape.
pub(super) fn schema(shape: &Shape) -> Value {
    match shape {
        Shape::Text => json!({ "type": "string" }),
        Shape::Boolean => json!({ "type": "boolean" }),
        Shape::Count => json!({ "type": "integer", "minimum": 0 }),
        Shape::Scalar => json!({ "type": ["string", "number", "boolean"] }),
        Shape::Any => json!({}),
        Shape::Type => json!({ "$ref": format!("#/definitions/{TYPE}") }),
        Shape::Reference(what) => json!({ "type": "string", "title": format!("the name of {what}") }),
        Shape::Words(words) => json!({ "enum": words }),
        Shape::Mapping(mapping) => json!({ "$ref": reference(mapping) }),
        Shape::Entries(entry) => json!({ "type": "object", "additionalProperties": schema(entry) }),
        Shape::List(item) => json!({ "type": "array", "items": schema(item) }),
        Shape::AnyOf(shapes) => json!({ "anyOf": shapes.iter().map(schema).collect::<Vec<_>>() }),
    }
}

/// Returns the name of a mapping's definition: its name in messages, without article and quotes.
pub(super) fn name(mapping: &Mapping) -> String {
    let name = mapping.what.trim_start_matches("an ").trim_start_matches("a ").trim_start_matches("the ");
    name.replace('`', "").replace(' ', "_")
}

/// Returns the reference to a mapping's definition.
pub(super) fn reference(mapping: &Mapping) -> String {
    format!("#/definitions/{}", name(mapping))
}

/// A type in words; or a template, which is a text with braces; or nothing, which is an empty literal. Editors
/// propose the words, which are examples.
pub(super) fn of_type() -> Value {
    let mut words = Type::builtin_names();
    words.extend([BYTES, "nothing"]);
    words.sort_unstable();
    words.dedup();
    let pattern = format!("^(optional )?((list|map) of )*({}|[A-Z][A-Za-z0-9]*)$|[{{}}]|^$", words.join("|"));
    let message = "a type is a word such as `string` or `secret`, perhaps after `optional`, `list of` or `map of`, or the name of one of \
                   `types` and `enums`; a text with `{name}` is a template";
    json!({ "type": "string", "pattern": pattern, "patternErrorMessage": message, "examples": words })
}
