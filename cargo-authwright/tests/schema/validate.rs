//! The part of JSON Schema (draft 7) that the schema uses. A keyword that is not known here fails the test. The test
//! `editor` validates with a validator of others.

use regex_lite::Regex;
use serde_json::Value;

/// YAML as JSON: keys are texts.
pub(crate) fn json(yaml: serde_yaml::Value) -> Value {
    match yaml {
        serde_yaml::Value::Mapping(entries) => {
            Value::Object(entries.into_iter().map(|(key, value)| (text(&key), json(value))).collect())
        }
        serde_yaml::Value::Sequence(items) => Value::Array(items.into_iter().map(json).collect()),
        scalar => serde_json::to_value(scalar).unwrap(),
    }
}

fn text(key: &serde_yaml::Value) -> String {
    match json(key.clone()) {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

/// What is wrong with a value, each with the path to it.
pub(crate) fn problems(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    Validator { root: schema }.check(schema, value, "", &mut found);
    found
}

struct Validator<'s> {
    root: &'s Value,
}

impl Validator<'_> {
    fn check(&self, schema: &Value, value: &Value, path: &str, found: &mut Vec<String>) {
        for (keyword, rule) in schema.as_object().expect("a schema") {
            match keyword.as_str() {
                "$ref" => {
                    let pointer = rule.as_str().unwrap().trim_start_matches('#');
                    self.check(self.root.pointer(pointer).expect("a definition"), value, path, found);
                }
                "allOf" => rule.as_array().unwrap().iter().for_each(|rule| self.check(rule, value, path, found)),
                "anyOf" => {
                    if !rule.as_array().unwrap().iter().any(|rule| self.accepts(rule, value)) {
                        found.push(format!("{path}: none of the alternatives"));
                    }
                }
                "properties" | "additionalProperties" => {}
                "items" => self.items(rule, value, path, found),
                _ if scalar(keyword, rule, value) => {}
                _ => found.push(format!("{path}: {keyword}")),
            }
        }
        self.members(schema, value, path, found);
    }

    fn accepts(&self, schema: &Value, value: &Value) -> bool {
        let mut found = Vec::new();
        self.check(schema, value, "", &mut found);
        found.is_empty()
    }

    fn items(&self, rule: &Value, value: &Value, path: &str, found: &mut Vec<String>) {
        for (index, item) in value.as_array().into_iter().flatten().enumerate() {
            self.check(rule, item, &format!("{path}/{index}"), found);
        }
    }

    fn members(&self, schema: &Value, value: &Value, path: &str, found: &mut Vec<String>) {
        for (name, member) in value.as_object().into_iter().flatten() {
            let path = format!("{path}/{name}");
            match schema["properties"].get(name).or_else(|| schema.get("additionalProperties")) {
                Some(Value::Bool(false)) => found.push(format!("{path}: unknown")),
                Some(rule) => self.check(rule, member, &path, found),
                None => {}
            }
        }
    }
}

/// Whether a value keeps a rule that has no schemas in it.
fn scalar(keyword: &str, rule: &Value, value: &Value) -> bool {
    match keyword {
        "type" => rule.as_array().cloned().unwrap_or_else(|| vec![rule.clone()]).iter().any(|name| is(name, value)),
        "enum" => rule.as_array().unwrap().contains(value),
        "required" => {
            let has = |name: &Value| value.get(name.as_str().unwrap()).is_some();
            !value.is_object() || rule.as_array().unwrap().iter().all(has)
        }
        "pattern" => value.as_str().is_none_or(|text| Regex::new(rule.as_str().unwrap()).unwrap().is_match(text)),
        "minimum" => value.as_f64().is_none_or(|number| number >= rule.as_f64().unwrap()),
        "$schema"
        | "title"
        | "description"
        | "markdownDescription"
        | "definitions"
        | "examples"
        | "patternErrorMessage" => true,
        _ => panic!("the keyword `{keyword}` is not known here"),
    }
}

fn is(name: &Value, value: &Value) -> bool {
    match name.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "number" => value.is_number(),
        "integer" => value.is_u64() || value.is_i64(),
        other => panic!("the type `{other}` is not known here"),
    }
}
