//! Refusals: what all calls say of a status, put together.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::merge;
use super::schema::Schemas;
use crate::import::draft::{Case, Draft, Field, Record, Ty, tidy};
use crate::import::guess::{name, status};
use crate::import::write::prose;

/// Members that say why, in a word for programs and in words for people.
const CODES: [&str; 7] = ["code", "error_code", "errorCode", "error_id", "error", "type", "error_type"];
const MESSAGES: [&str; 8] =
    ["message", "error_description", "error_message", "detail", "description", "msg", "reason", "title"];

/// The refusals of all calls.
#[derive(Default)]
pub(super) struct Errors {
    by_status: BTreeMap<u16, Vec<Json>>,
    defaults: Vec<Json>,
}

impl Errors {
    pub(super) fn add(&mut self, status: u16, reply: &Json) {
        self.by_status.entry(status).or_default().push(reply.clone());
    }

    pub(super) fn add_default(&mut self, reply: &Json) {
        self.defaults.push(reply.clone());
    }

    /// Declares one error for each status. Its text and its body are those that most calls have.
    pub(super) fn declare(self, schemas: &mut Schemas<'_>, draft: &mut Draft) {
        let replies = self.by_status.values().flatten().chain(&self.defaults);
        let common = most(replies.filter_map(schema));
        let common_name = common.as_ref().and_then(|node| body(node, schemas, draft));
        for (number, replies) in &self.by_status {
            let doc = most(replies.iter().filter_map(|reply| reply.get("description").cloned()));
            let own = most(replies.iter().filter_map(schema)).filter(|own| Some(own) != common.as_ref());
            let body = own.and_then(|node| body(&node, schemas, draft)).filter(|own| Some(own) != common_name.as_ref());
            draft.errors.push(Case {
                status: *number,
                name: unique(*number, draft),
                doc: doc.as_ref().and_then(Json::as_str).and_then(prose::sentence),
                when: None,
                body,
                class: None,
                example: None,
            });
        }
        draft.error_body = common_name.filter(|_| !draft.errors.is_empty());
    }
}

fn unique(number: u16, draft: &Draft) -> String {
    let plain = status::name(number);
    name::unique_type(plain, |name| draft.errors.iter().any(|case| case.name == name))
}

/// The schema of a JSON body.
fn schema(reply: &Json) -> Option<Json> {
    let content = reply.get("content")?.as_object()?;
    let json = content.iter().find(|(name, _)| name.contains("json") || name.as_str() == "*/*")?;
    json.1.get("schema").cloned()
}

/// Returns what is there most often, the first of several.
fn most(values: impl Iterator<Item = Json>) -> Option<Json> {
    let mut counted: Vec<(Json, usize)> = Vec::new();
    for value in values {
        match counted.iter_mut().find(|(known, _)| *known == value) {
            Some((_, count)) => *count += 1,
            None => counted.push((value, 1)),
        }
    }
    let highest = counted.iter().map(|(_, count)| *count).max()?;
    counted.into_iter().find(|(_, count)| *count == highest).map(|(value, _)| value)
}

/// Returns the type of an error body. Its fields are optional, and those inside of an object are fields of it.
fn body(node: &Json, schemas: &mut Schemas<'_>, draft: &mut Draft) -> Option<String> {
    let merged = merge::all_of(node, schemas.document);
    let mut fields = Vec::new();
    let object = Json::Object(merged);
    collect(&object, "", 0, schemas, &mut fields);
    if is_problem(&fields) {
        return Some("problem_details".to_owned());
    }
    mark(&mut fields, &CODES, "code");
    mark(&mut fields, &MESSAGES, "message");
    if fields.is_empty() {
        return None;
    }
    let is_same = |record: &&Record| record.name.starts_with("Fault") && record.fields == fields;
    if let Some(known) = draft.types.iter().find(is_same) {
        return Some(known.name.clone());
    }
    let name = tidy::type_name("Fault", draft);
    let doc = Some("What is said about a refused request.".to_owned());
    draft.types.push(Record { name: name.clone(), doc, fields });
    Some(name)
}

/// The members of RFC 9457.
fn is_problem(fields: &[Field]) -> bool {
    let has = |name: &str| fields.iter().any(|field| field.name == name && field.at.is_empty());
    ["type", "title", "status", "detail"].iter().all(|name| has(name))
}

fn collect(object: &Json, path: &str, depth: usize, schemas: &Schemas<'_>, fields: &mut Vec<Field>) {
    let properties = object.get("properties").and_then(Json::as_object).into_iter().flatten();
    for (name, node) in properties {
        let is_segment =
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
        if !is_segment || name.parse::<usize>().is_ok() {
            continue;
        }
        let whole = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        let merged = Json::Object(merge::all_of(node, schemas.document));
        let is_object = merged.get("properties").and_then(Json::as_object).is_some_and(|all| !all.is_empty());
        if is_object && depth < 2 {
            collect(&merged, &whole, depth + 1, schemas, fields);
        } else {
            let is_free = |candidate: &str| !fields.iter().any(|field| field.name == candidate);
            let name = if is_free(name) {
                name.clone()
            } else {
                name::unique(&whole.replace('.', "_"), |name| !is_free(name))
            };
            let at = if name == whole { Vec::new() } else { vec![whole] };
            let ty = of_schema(&merged);
            fields.push(Field { at, ..Field::optional(name, ty) });
        }
    }
}

/// The type of a member of an error: a refusal is read whatever it is, so only what is sure has a type.
fn of_schema(schema: &Json) -> Ty {
    let types: Vec<&str> = match schema.get("type") {
        Some(Json::String(one)) => vec![one],
        Some(Json::Array(several)) => several.iter().filter_map(Json::as_str).filter(|ty| *ty != "null").collect(),
        Some(_) | None => Vec::new(),
    };
    match types.as_slice() {
        ["string"] => Ty::STRING,
        ["integer"] => Ty::Word("integer"),
        ["number"] => Ty::Word("number"),
        ["boolean"] => Ty::Word("boolean"),
        _ => Ty::JSON,
    }
}

/// Marks the first field with one of these names.
fn mark(fields: &mut [Field], names: &[&str], means: &'static str) {
    let fits = |field: &Field, name: &str| {
        let last = field.at.first().map_or(field.name.as_str(), |at| at.rsplit('.').next().unwrap_or(at));
        let is_scalar = field.ty == Ty::STRING || (means == "code" && field.ty == Ty::Word("integer"));
        last == name && is_scalar && field.means.is_none()
    };
    let found = names.iter().find_map(|name| fields.iter().position(|field| fits(field, name)));
    if let Some(field) = found.and_then(|index| fields.get_mut(index)) {
        field.means = Some(means);
        // A number is compared as it is.
        field.ty = if field.ty == Ty::STRING { Ty::STRING } else { Ty::Word("code") };
    }
}
