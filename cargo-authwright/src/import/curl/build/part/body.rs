//! The body of a request.

use serde_json::{Map, Value as Json};

use super::super::super::group::Sample;
use super::super::super::request::{Body as Sent, Request};
use super::members::{Kind, parts};
use super::pairs::object;
use crate::import::draft::{Body, Draft, Field, Part, Ty, Value};
use crate::import::guess::placeholder;
use crate::import::shape;

pub(super) fn body(samples: &[&Sample], kind: Kind, draft: &mut Draft) -> Body {
    let Some(first) = samples.iter().map(|sample| &sample.request.body).find(|body| **body != Sent::None) else {
        return Body::None;
    };
    let whole = |ty| Part::from(Field::new("body", ty));
    match first {
        Sent::None => Body::None,
        Sent::Text(_) => Body::Whole("text", Box::new(whole(Ty::STRING))),
        Sent::File => Body::Whole("bytes", Box::new(whole(Ty::Word("bytes")))),
        Sent::Form(_) => members("form", samples, kind, draft),
        Sent::Multipart(_) => members("multipart", samples, Kind::PLAIN, draft),
        Sent::Json(json, _) if json.is_object() => members("json", samples, kind, draft),
        Sent::Json(..) => {
            let bodies: Vec<&Json> = samples.iter().filter_map(|sample| json_of(&sample.request)).collect();
            Body::Whole("json", Box::new(whole(shape::ty("body", "Item", &bodies, draft))))
        }
    }
}

fn json_of(request: &Request) -> Option<&Json> {
    match &request.body {
        Sent::Json(json, _) => Some(json),
        Sent::None | Sent::Form(_) | Sent::Multipart(_) | Sent::Text(_) | Sent::File => None,
    }
}

fn members(key: &'static str, samples: &[&Sample], kind: Kind, draft: &mut Draft) -> Body {
    let objects: Vec<Map<String, Json>> = samples.iter().map(|sample| object(&sample.request)).collect();
    let notes: Vec<(String, String)> = samples.iter().flat_map(|sample| notes(&sample.request)).collect();
    let parts = parts(&objects, &notes, kind, draft);
    let parts = parts.into_iter().map(|part| if key == "json" { part } else { flat(part, key, &objects) });
    Body::Members(key, parts.collect())
}

/// A form has no objects; in multipart, `@` is a file.
fn flat(mut part: Part, key: &str, objects: &[Map<String, Json>]) -> Part {
    if let Value::Field(field) = &mut part.value {
        let is_file = |json: &Json| {
            json.as_str().is_some_and(|text| text.starts_with(['@', '<']) && placeholder::name(text).is_none())
        };
        if key == "multipart" && objects.iter().filter_map(|object| object.get(&field.name)).any(is_file) {
            field.ty = Ty::Word("bytes");
        }
    }
    part
}

fn notes(request: &Request) -> Vec<(String, String)> {
    match &request.body {
        Sent::Json(_, notes) => notes.clone(),
        Sent::None | Sent::Form(_) | Sent::Multipart(_) | Sent::Text(_) | Sent::File => Vec::new(),
    }
}
