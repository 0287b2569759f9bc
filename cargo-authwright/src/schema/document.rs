//! The schema as a document: a definition for each mapping of the language.

use auth_language::key::{ALL, Key, Mapping, SPEC};
use serde_json::{Map, Value, json};

use super::shape;

/// Returns the schema, in draft 7, which editors know best.
pub(super) fn schema() -> Value {
    let mut definitions: Map<String, Value> =
        ALL.iter().map(|mapping| (shape::name(mapping), of_mapping(mapping))).collect();
    definitions.insert(shape::TYPE.to_owned(), shape::of_type());
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A spec of Authwright",
        "description": "An authentication API, from which a typed Rust client is generated.",
        "$ref": shape::reference(&SPEC),
        "definitions": definitions,
    })
}

fn of_mapping(mapping: &Mapping) -> Value {
    let properties: Map<String, Value> = mapping.keys.iter().map(|key| (key.name.to_owned(), of_key(key))).collect();
    let required: Vec<&str> = mapping.keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    let mut schema = json!({
        "type": "object",
        "description": mapping.doc,
        "properties": properties,
        "additionalProperties": false,
    });
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    schema
}

/// Returns the schema of a key's value, with its meaning and an example.
fn of_key(Key { name, shape, doc, example, .. }: &Key) -> Value {
    let markdown = format!("{doc}\n\n```yaml\n{name}: {example}\n```");
    let about = [("description".to_owned(), json!(doc)), ("markdownDescription".to_owned(), json!(markdown))];
    let value = match shape::schema(shape) {
        Value::Object(value) if !value.contains_key("$ref") => value,
        // Beside `$ref`, draft 7 ignores everything else.
        value => Map::from_iter([("allOf".to_owned(), json!([value]))]),
    };
    Value::Object(about.into_iter().chain(value).collect())
}
