//! What the caller gives in a sample.

use serde_json::{Map, Value as Json};

use super::super::super::group::Sample;
use super::super::super::request::Body as Sent;
use super::pairs::{object, pairs};
use crate::import::draft::{Body, Draft, Endpoint, Field, Part, Ty};
use crate::import::guess::made_up::{self, Masks};
use crate::import::guess::placeholder;

/// Returns what the caller gives in a sample, with made-up secrets.
pub(in crate::import::curl::build) fn example(
    sample: &Sample,
    endpoint: &Endpoint,
    masks: &mut Masks,
    draft: &Draft,
) -> Vec<(String, Json)> {
    let client = made_up::request(
        &Endpoint { client_authentication: endpoint.client_authentication, ..Endpoint::default() },
        draft,
    );
    let mut given = client;
    let headers: Map<String, Json> =
        sample.request.headers.iter().map(|(name, value)| (name.clone(), Json::from(value.as_str()))).collect();
    let path: Map<String, Json> =
        sample.path_values.iter().map(|(name, value)| (name.clone(), Json::from(value.as_str()))).collect();
    let places = [
        (&endpoint.path_parts, path),
        (&endpoint.query, pairs(&sample.request.query)),
        (&endpoint.headers, headers),
        (&endpoint.cookies, pairs(&sample.request.cookies)),
    ];
    for (parts, values) in places {
        given.extend(
            parts
                .iter()
                .filter_map(Part::field)
                .filter_map(|field| value(field, values.get(&field.name), masks, draft)),
        );
    }
    given.extend(body_example(sample, endpoint, masks, draft));
    given
}

fn body_example(sample: &Sample, endpoint: &Endpoint, masks: &mut Masks, draft: &Draft) -> Vec<(String, Json)> {
    match &endpoint.body {
        Body::None => Vec::new(),
        Body::Whole(_, part) => {
            let json = match &sample.request.body {
                Sent::Json(json, _) => Some(json.clone()),
                Sent::Text(text) => Some(Json::from(text.as_str())),
                Sent::None | Sent::Form(_) | Sent::Multipart(_) | Sent::File => None,
            };
            part.field().and_then(|field| value(field, json.as_ref(), masks, draft)).into_iter().collect()
        }
        Body::Members(_, parts) => {
            let members = object(&sample.request);
            let fields = parts.iter().filter_map(Part::field);
            fields.filter_map(|field| value(field, members.get(&field.name), masks, draft)).collect()
        }
    }
}

/// Returns the value of a field: that of the sample, or a made-up one if the field is required.
fn value(field: &Field, sample: Option<&Json>, masks: &mut Masks, draft: &Draft) -> Option<(String, Json)> {
    let made = || made_up::joined(field, made_up::of(&field.name, &field.ty, draft));
    let json = match sample.filter(|json| !json.is_null()) {
        None if field.optional => return None,
        None => made(),
        Some(_) if field.ty == Ty::Word("bytes") => made(),
        Some(json) if field.separator.is_some() && is_placeholder(json) => made(),
        // A text may look like a number: `"2"`.
        Some(json @ (Json::Number(_) | Json::Bool(_))) if is_text(&field.ty) => {
            masks.sample(field, &Json::from(json.to_string()), draft)
        }
        Some(json) => masks.sample(field, json, draft),
    };
    Some((field.name.clone(), json))
}

fn is_placeholder(json: &Json) -> bool {
    json.as_str().is_some_and(|text| placeholder::name(text).is_some())
}

fn is_text(ty: &Ty) -> bool {
    matches!(ty, Ty::Word("string" | "secret" | "secret in url"))
}
