//! Reads the fields of a request and records where they differ from the spec.

use std::collections::BTreeMap;

use auth_codegen::conformance::{self, Mismatch};
use auth_codegen::model::{Example, Field, Part, Place, Scalar, Type, count_misfit, misfit};
use auth_language::value::join_path;
use serde_json::{Map, Value as Json};

use crate::read::basic;
use crate::read::content::{self, Body};
use crate::read::made;
use crate::read::own;
use crate::read::reading::Reading;
use crate::read::received::{Pairs, Received};
use crate::read::text;
use crate::route::candidate::Candidate;

/// A constant or template, with the value that was received for it.
type Made<'p> = (&'p Part, Option<Json>);

/// Reads a request as one of an endpoint.
pub(crate) fn read(candidate: &Candidate<'_>, received: &Received) -> Reading {
    let mut reading = Reading::default();
    let mut made = reading.texts(candidate, Place::Path, candidate.parameters.clone());
    let query = received.query_with_raw(&candidate.endpoint.raw_in(Place::Query));
    made.extend(reading.texts(candidate, Place::Query, own::without_own(candidate, query)));
    made.extend(reading.texts(candidate, Place::Header, headers(candidate, received)));
    made.extend(reading.texts(candidate, Place::Cookie, known_cookies(candidate, received)));
    match basic::read(candidate, received) {
        Ok(pairs) => made.extend(reading.texts(candidate, Place::Basic, pairs)),
        Err(refusal) => reading.unread = Some(refusal),
    }
    match content::read(candidate, received) {
        Ok(Body::None) => {}
        Ok(Body::Json(json)) => made.extend(reading.place(candidate, Place::Body, json)),
        Ok(Body::Form(pairs)) => made.extend(reading.texts(candidate, Place::Body, pairs)),
        Err(refusal) => reading.unread = reading.unread.take().or(Some(refusal)),
    }
    made::check(candidate, &made, received, &mut reading);
    reading
}

impl Reading {
    fn texts<'p>(&mut self, candidate: &Candidate<'p>, place: Place, pairs: Pairs) -> Vec<Made<'p>> {
        let fields = fields_at(candidate, place);
        let pairs = pairs.into_iter().filter(|(name, _)| !is_of_credential(candidate, place, name));
        let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, text) in pairs {
            texts.entry(name).or_default().push(text);
        }
        let mut members = Map::new();
        for (name, texts) in texts {
            let field = fields.iter().find(|field| field.wire == name);
            if texts.len() > 1 && !field.is_some_and(|field| matches!(field.ty.value, Type::List(_))) {
                self.problem(place, &format!("`{name}` is there {} times: send it once", texts.len()));
            }
            let json = field.map_or_else(|| texts.first().cloned().into(), |field| text::to_json(field, &texts));
            members.insert(name, json);
        }
        self.place(candidate, place, Json::Object(members))
    }

    fn place<'p>(&mut self, candidate: &Candidate<'p>, place: Place, mut json: Json) -> Vec<Made<'p>> {
        if let Some(members) = json.as_object_mut() {
            members.retain(|name, _| !is_of_credential(candidate, place, name));
        }
        let made = made::parts(candidate, place)
            .into_iter()
            .map(|part| (part, json.as_object_mut().and_then(|members| members.shift_remove(&part.name.value))))
            .collect();
        let fields = fields_at(candidate, place);
        let mismatches = conformance::object(candidate.provider, &fields, &json).err().unwrap_or_default();
        let short = fields.iter().filter_map(|field| misfitting(field, &json));
        let missing = fields.iter().filter_map(|field| without_constant(candidate, field, &json));
        let found: Vec<String> = mismatches.iter().map(describe).chain(short).chain(missing).collect();
        if let Some((last, others)) = found.split_last() {
            for text in others {
                self.problem(place, text);
            }
            self.problem(place, &format!("{last} ({})", names(candidate, place)));
        }
        let values = fields.iter().filter_map(|field| {
            let value = json.get(&field.wire).filter(|json| !json.is_null())?.clone();
            let given = conformance::without_constants(candidate.provider, &field.ty.value, value);
            Some((field.ident.value.clone(), text::canonical(field, &given)))
        });
        self.values.extend(values);
        made
    }

    fn problem(&mut self, place: Place, text: &str) {
        let what = match place {
            Place::Path => "path parameter",
            Place::Query => "query parameter",
            Place::Header => "header",
            Place::Cookie => "cookie",
            Place::Basic => return self.problems.push(format!("in `authorization`: {text}")),
            Place::Body => return self.problems.push(text.to_owned()),
        };
        self.problems.push(match text.strip_prefix("there is no field ") {
            Some(name) => format!("there is no {what} {name}"),
            None => format!("the {what} {text}"),
        });
    }
}

/// Returns the example's value of a field in canonical form.
pub(crate) fn canonical_example(example: &Example, field: &Field) -> Option<Json> {
    example.given(&field.ident.value).map(|json| text::canonical(field, json))
}

/// Returns the fields of an endpoint in one place.
pub(crate) fn fields_at<'p>(candidate: &Candidate<'p>, place: Place) -> Vec<&'p Field> {
    let endpoint = candidate.endpoint;
    endpoint.fields().iter().filter(|field| endpoint.place_of(field) == Some(place)).collect()
}

/// Returns the headers that the endpoint declares. Header names are case-insensitive.
fn headers(candidate: &Candidate<'_>, received: &Received) -> Pairs {
    let made = made::parts(candidate, Place::Header).into_iter().map(|part| part.name.value.as_str());
    let fields = fields_at(candidate, Place::Header).into_iter().map(|field| field.wire.as_str());
    let pairs = made.chain(fields).flat_map(|name| {
        let values = received.headers.get_all(name).iter();
        values.map(move |value| (name.to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
    });
    pairs.collect()
}

/// Returns the cookies that the endpoint declares. A browser's other cookies are ignored.
fn known_cookies(candidate: &Candidate<'_>, received: &Received) -> Pairs {
    let parts: Vec<&Part> = candidate.endpoint.parts_in(Place::Cookie).collect();
    received.cookies().into_iter().filter(|(name, _)| parts.iter().any(|part| part.name.value == *name)).collect()
}

/// Whether the call's credential adds a part of this name, and the endpoint has none of that name.
fn is_of_credential(candidate: &Candidate<'_>, place: Place, name: &str) -> bool {
    let is_own = candidate.endpoint.parts_in(place).any(|part| part.name.value == name);
    let credentials = candidate.credentials();
    let mut parts = credentials.iter().flat_map(|credential| &credential.parts);
    !is_own && parts.any(|part| part.place == place && part.name.value == name)
}

fn misfitting(field: &Field, json: &Json) -> Option<String> {
    let found = text::canonical(field, json.get(&field.wire)?);
    match &found {
        Json::Array(items) => count_misfit(field, items.len(), "item"),
        Json::String(text) => misfit(field, &Scalar::Text(text.clone())),
        _ => None,
    }
    .map(|misfit| format!("`{}`: {misfit}", field.wire))
}

/// Says what is missing in a field whose type has constants.
fn without_constant(candidate: &Candidate<'_>, field: &Field, json: &Json) -> Option<String> {
    let found = json.get(&field.wire)?;
    let whole = conformance::with_constants(candidate.provider, &field.ty.value, found.clone());
    (whole != *found).then(|| format!("`{}` must have its constants: `{whole}`", field.wire))
}

/// Formats a mismatch: its message, preceded by the path if the message does not contain it.
fn describe(mismatch: &Mismatch) -> String {
    let path = format!("`{}`", join_path(&mismatch.path));
    if mismatch.path.is_empty() || mismatch.message.contains(&path) {
        mismatch.message.clone()
    } else {
        format!("{path}: {}", mismatch.message)
    }
}

/// Lists the names that are valid in a place.
fn names(candidate: &Candidate<'_>, place: Place) -> String {
    let fields = fields_at(candidate, place).into_iter().map(|field| field.wire.as_str());
    let made = made::parts(candidate, place);
    let known: Vec<String> =
        made.into_iter().map(|part| part.name.value.as_str()).chain(fields).map(|name| format!("`{name}`")).collect();
    if known.is_empty() {
        "there are no fields here".to_owned()
    } else {
        format!("the fields here are {}", known.join(", "))
    }
}
