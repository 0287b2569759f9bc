//! Removes the secrets of the input from every text of a draft.

use serde_json::Value as Json;

use super::made_up::Masks;
use super::scrub::Scrub;
use crate::import::draft::{Case, Draft, Endpoint, Field};

/// Replaces what is known as a secret, and what looks like one, by made-up values.
pub(crate) fn redact(draft: &mut Draft, masks: &mut Masks) {
    let mut scrub = Scrub::new(masks);
    if let Some(link) = &mut draft.docs {
        *link = scrub.link(link);
    }
    for text in draft.doc.iter_mut().chain(draft.enums.iter_mut().filter_map(|choice| choice.doc.as_mut())) {
        *text = scrub.text(text);
    }
    for text in draft.remarks.iter_mut().chain(&mut draft.left_out) {
        *text = scrub.known(text);
    }
    for record in &mut draft.types {
        texts(record.doc.iter_mut(), &mut scrub);
        record.fields.iter_mut().for_each(|found| field(found, &mut scrub));
    }
    let sets = draft.error_sets.iter_mut().flat_map(|(_, cases)| cases);
    draft.errors.iter_mut().chain(sets).for_each(|found| case(found, &mut scrub));
    draft.endpoints.iter_mut().for_each(|found| endpoint(found, &mut scrub));
    texts(draft.credentials.iter_mut().map(|credential| &mut credential.doc), &mut scrub);
}

fn texts<'t>(texts: impl Iterator<Item = &'t mut String>, scrub: &mut Scrub<'_>) {
    for text in texts {
        *text = scrub.text(text);
    }
}

fn field(field: &mut Field, scrub: &mut Scrub<'_>) {
    texts(field.doc.iter_mut(), scrub);
    let name = field.name.clone();
    if let Some(default) = &mut field.default {
        json(&name, default, scrub);
    }
}

fn case(case: &mut Case, scrub: &mut Scrub<'_>) {
    texts(case.doc.iter_mut(), scrub);
    if let Some(example) = &mut case.example {
        json("body", example, scrub);
    }
}

fn endpoint(endpoint: &mut Endpoint, scrub: &mut Scrub<'_>) {
    endpoint.doc = scrub.text(&endpoint.doc);
    for remark in &mut endpoint.remarks {
        *remark = scrub.known(remark);
    }
    endpoint.fields_mut().for_each(|found| field(found, scrub));
    for example in &mut endpoint.examples {
        for (name, given) in &mut example.request {
            let is_in_path = endpoint.path_parts.iter().any(|part| part.name == *name);
            json(name, given, scrub);
            if let (true, Json::String(text)) = (is_in_path, given) {
                *text = scrub.segment(text);
            }
        }
        if let Some(response) = &mut example.response {
            json("body", response, scrub);
        }
    }
}

/// Replaces secrets in a sample. The parsers of the inputs have bounded how deep it is.
fn json(name: &str, value: &mut Json, scrub: &mut Scrub<'_>) {
    match value {
        Json::String(text) => *text = scrub.value(name, text),
        Json::Array(items) => items.iter_mut().for_each(|item| json(name, item, scrub)),
        Json::Object(members) => members.iter_mut().for_each(|(name, member)| json(name, member, scrub)),
        Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}
