//! The types of sample values: objects become records, and equal shapes one record.

pub(crate) mod flat;

use serde_json::{Map, Value as Json};

use super::draft::{Choice, Draft, Field, Record, Ty, tidy};
use super::guess::{name, placeholder, scalar};

/// Names of fields that have one of a few values.
const CHOICES: [&str; 21] = [
    "status",
    "state",
    "type",
    "kind",
    "role",
    "plan",
    "tier",
    "level",
    "category",
    "mode",
    "permission",
    "event",
    "visibility",
    "severity",
    "priority",
    "action",
    "provider",
    "grant",
    "environment",
    "phase",
    "outcome",
];
/// What is said of a value without a type.
const UNKNOWN: &str = "the samples do not show its type.";
const MIXED: &str = "its samples are of several types.";
/// The members of a page in which its items are.
const ITEMS: [&str; 6] = ["data", "items", "results", "records", "entries", "values"];

/// Members whose names say nothing of what is in them.
const WRAPPERS: [&str; 5] = ["data", "result", "response", "payload", "attributes"];

/// Returns the type of samples of one value. `hint` is the name of a record, if one is needed.
pub(crate) fn ty(name: &str, hint: &str, samples: &[&Json], draft: &mut Draft) -> Ty {
    let known: Vec<&Json> = samples.iter().copied().filter(|json| !json.is_null()).collect();
    if !known.is_empty() && known.iter().all(|json| json.is_object()) {
        return object(hint, &known, draft);
    }
    if !known.is_empty() && known.iter().all(|json| json.is_array()) {
        let items: Vec<&Json> = known.iter().filter_map(|json| json.as_array()).flatten().collect();
        let (name, hint) = (name::singular(name), name::singular(hint));
        let item = list_choice(&name, &items, draft).unwrap_or_else(|| ty(&name, &hint, &items, draft));
        return Ty::list(item);
    }
    choice(name, &known, draft).or_else(|| scalar::ty(name, &known)).unwrap_or(Ty::JSON)
}

/// Returns the record of objects; an object without members, or with members that are no names, has none.
fn object(hint: &str, samples: &[&Json], draft: &mut Draft) -> Ty {
    let objects: Vec<&Map<String, Json>> = samples.iter().filter_map(|json| json.as_object()).collect();
    if objects.iter().all(|object| object.is_empty()) {
        return Ty::JSON;
    }
    if let Some(values) = map_values(&objects) {
        return Ty::Map(Box::new(ty("value", hint, &values, draft)));
    }
    let fields = fields(hint, &objects, draft);
    Ty::Named(intern(hint, None, fields, draft))
}

/// The values of objects whose members are ids or numbers.
fn map_values<'j>(objects: &[&'j Map<String, Json>]) -> Option<Vec<&'j Json>> {
    let is_id = |name: &String| {
        name.parse::<u64>().is_ok() || uuid::Uuid::try_parse(name).is_ok() || name.parse::<jiff::civil::Date>().is_ok()
    };
    let are_ids = objects.iter().flat_map(|object| object.keys()).all(is_id);
    are_ids.then(|| objects.iter().flat_map(|object| object.values()).collect())
}

/// Returns the fields of objects: optional if a sample lacks one.
pub(crate) fn fields(hint: &str, objects: &[&Map<String, Json>], draft: &mut Draft) -> Vec<Field> {
    let mut names: Vec<&String> = Vec::new();
    for name in objects.iter().flat_map(|object| object.keys()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.into_iter().filter(|name| !name.is_empty()).map(|name| field(hint, name, objects, draft)).collect()
}

fn field(hint: &str, name: &str, objects: &[&Map<String, Json>], draft: &mut Draft) -> Field {
    let samples: Vec<&Json> = objects.iter().filter_map(|object| object.get(name)).collect();
    let is_items = ITEMS.contains(&name) && samples.iter().all(|json| json.is_array());
    // The items of a page of keys are keys, and not data.
    let plain = name::camel(&name::singular(name));
    let nested = match name {
        _ if is_items => hint.trim_end_matches("Page").to_owned(),
        _ if WRAPPERS.contains(&name) => format!("{hint}{plain}"),
        _ => plain,
    };
    let ty = ty(name, &nested, &samples, draft);
    let is_optional = samples.len() < objects.len() || samples.iter().any(|json| json.is_null());
    let shows_nothing = |json: &&Json| match json {
        Json::Null => true,
        Json::Array(items) => items.is_empty(),
        Json::Object(members) => members.is_empty(),
        Json::Bool(_) | Json::Number(_) | Json::String(_) => false,
    };
    let what = if samples.iter().all(shows_nothing) { UNKNOWN } else { MIXED };
    let remark = (*ty.innermost() == Ty::JSON).then(|| format!("`{name}`: {what}"));
    let mut field = Field { optional: is_optional, remark, ..Field::new(name, ty) };
    if name == "token_type" && field.ty == Ty::STRING {
        // RFC 6749 §7.1: what it means is known, and some providers leave it out.
        let kind = samples.iter().find_map(|json| json.as_str()).filter(|text| placeholder::name(text).is_none());
        field.default = Some(Json::from(kind.unwrap_or("Bearer")));
        field.optional = false;
    }
    field
}

/// Declares a record, unless there is one with the same fields, and returns its name.
pub(crate) fn intern(wanted: &str, doc: Option<String>, fields: Vec<Field>, draft: &mut Draft) -> String {
    let choices: Vec<String> = draft.enums.iter().map(|choice| choice.name.clone()).collect();
    let is_same = |record: &&mut Record| {
        let mut both = record.fields.iter().zip(&fields);
        record.fields.len() == fields.len() && both.all(|(one, other)| is_like(one, other, &choices))
    };
    if let Some(known) = draft.types.iter_mut().find(is_same) {
        for (field, other) in known.fields.iter_mut().zip(&fields) {
            widen(field, other, &choices);
        }
        return known.name.clone();
    }
    let name = tidy::type_name(&name::camel(wanted), draft);
    draft.types.push(Record { name: name.clone(), doc, fields });
    name
}

/// Whether two fields can be one: with one type, or where the samples of one show less than those of the other.
fn is_like(one: &Field, other: &Field, choices: &[String]) -> bool {
    let is_sure = |field: &Field| {
        *field.ty.innermost() != Ty::JSON || field.remark.as_ref().is_some_and(|remark| remark.ends_with(UNKNOWN))
    };
    let is_same = one.ty == other.ty;
    (&one.name, &one.at) == (&other.name, &other.at)
        && (is_same || (is_sure(one) && is_sure(other) && wider(&one.ty, &other.ty, choices).is_some()))
}

/// Returns the type of both.
fn wider(one: &Ty, other: &Ty, choices: &[String]) -> Option<Ty> {
    match (one, other) {
        (one, other) if one == other => Some(one.clone()),
        (Ty::List(one), Ty::List(other)) => wider(one, other, choices).map(Ty::list),
        (Ty::Word("integer"), Ty::Word("number")) | (Ty::Word("number"), Ty::Word("integer")) => {
            Some(Ty::Word("number"))
        }
        // `null`, and lists without items, show no type.
        (Ty::Word("json"), known) | (known, Ty::Word("json")) => Some(known.clone()),
        // One sample of an enumeration is a text.
        (Ty::Named(name), Ty::Word("string")) | (Ty::Word("string"), Ty::Named(name)) => {
            choices.contains(name).then(|| Ty::Named(name.clone()))
        }
        (Ty::Word(_) | Ty::Named(_) | Ty::List(_) | Ty::Map(_), _) => None,
    }
}

fn widen(field: &mut Field, other: &Field, choices: &[String]) {
    field.optional |= other.optional;
    if let Some(ty) = wider(&field.ty, &other.ty, choices) {
        field.ty = ty;
    }
    field.remark = field.remark.take().filter(|_| *field.ty.innermost() == Ty::JSON);
}

/// An enumeration of a list's items, such as permissions.
fn list_choice(name: &str, items: &[&Json], draft: &mut Draft) -> Option<Ty> {
    let texts = words(items)?;
    let is_marked = texts.iter().all(|text| text.contains([':', '.'])) && name != "scope";
    let is_named = CHOICES.iter().any(|word| name == *word || name.ends_with(&format!("_{word}")));
    (is_marked || (is_named && texts.len() > 1)).then(|| declare_choice(name, &texts, draft))
}

/// An enumeration, if the samples have several values and the name is one of those that have.
fn choice(name: &str, samples: &[&Json], draft: &mut Draft) -> Option<Ty> {
    let texts = words(samples)?;
    let snake = name::snake(name);
    let is_named = CHOICES.iter().any(|word| snake == *word || snake.ends_with(&format!("_{word}")));
    (texts.len() > 1 && is_named && snake != "token_type").then(|| declare_choice(name, &texts, draft))
}

/// The different texts, if all of them are words.
fn words(samples: &[&Json]) -> Option<Vec<String>> {
    let is_word = |text: &str| {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"_:.-/".contains(&byte);
        text.len() <= 40 && text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.bytes().all(allowed)
    };
    let mut texts: Vec<String> = Vec::new();
    for json in samples {
        let text = json.as_str().filter(|text| is_word(text) && !text.contains("://"))?;
        if !texts.iter().any(|known| known == text) {
            texts.push(text.to_owned());
        }
    }
    (!texts.is_empty()).then_some(texts)
}

fn declare_choice(name: &str, texts: &[String], draft: &mut Draft) -> Ty {
    let wanted = name::camel(&name::singular(&name::snake(name)));
    let value = |text: &String| (text.clone(), format!("`{text}`."));
    if let Some(known) = draft.enums.iter_mut().find(|choice| choice.name == wanted) {
        for text in
            texts.iter().filter(|text| !known.values.iter().any(|(value, _)| value == *text)).collect::<Vec<_>>()
        {
            known.values.push(value(text));
        }
        return Ty::Named(wanted);
    }
    let name = tidy::type_name(&wanted, draft);
    let values = texts.iter().map(value).collect();
    // Samples do not show every value.
    draft.enums.push(Choice { name: name.clone(), doc: None, open: true, values });
    Ty::Named(name)
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn samples_become_types() {
        let mut draft = Draft::default();
        let page = json!({"data": [{"id": "a", "last": null}, {"id": "b"}], "has_more": false});
        assert_eq!(ty("body", "KeyPage", &[&page], &mut draft), Ty::Named("KeyPage".to_owned()));
        let names: Vec<&str> = draft.types.iter().map(|record| record.name.as_str()).collect();
        assert_eq!(names, ["Key", "KeyPage"]);
        let key = draft.record("Key").expect("a record");
        let shown: Vec<(String, bool)> =
            key.fields.iter().map(|field| (field.ty.to_string(), field.optional)).collect();
        assert_eq!(shown, [("string".to_owned(), false), ("json".to_owned(), true)]);
        let again = json!([{"id": "c", "last": null}, {"id": "d"}]);
        assert_eq!(ty("keys", "Others", &[&again], &mut draft).to_string(), "list of Key");
        assert_eq!(ty("m", "M", &[&json!({"1": 2, "3": 4})], &mut draft).to_string(), "map of integer");
        assert_eq!(ty("m", "M", &[&json!({})], &mut draft), Ty::JSON);
        assert_eq!(ty("permissions", "P", &[&json!(["a:b", "c:d"])], &mut draft).to_string(), "list of Permission");
        assert_eq!(ty("status", "S", &[&json!("on"), &json!("off")], &mut draft).to_string(), "Status");
        assert_eq!(ty("mixed", "S", &[&json!(true), &json!([])], &mut draft), Ty::JSON);
    }
}
