//! Reads the fields of a request and records where they differ from the spec.

use auth_language::value::cookie;
use std::collections::BTreeMap;

use auth_codegen::conformance;
use auth_codegen::model::{Example, Field, Part, Place, Scalar, Type, as_text, count_misfit, misfit};
use axum::http::header;
use serde_json::{Map, Value as Json};

use crate::read::basic::{self, halves};
use crate::read::content::{self, Body};
use crate::read::made;
use crate::read::own;
use crate::read::reading::{Mistake, Reading};
use crate::read::received::{Pairs, Received, named, pairs};
use crate::read::text;
use crate::route::candidate::Candidate;

/// A constant or template, with the value that was received for it.
type Made<'p> = (&'p Part, Option<Json>);

/// Reads a request as one of an endpoint.
pub(crate) fn read(candidate: &Candidate<'_>, received: &Received) -> Reading {
    let mut reading = Reading::default();
    let mut made = Vec::new();
    for (place, _) in Place::KEYED {
        made.extend(reading.texts(candidate, place, pairs_in(candidate, received, place)));
    }
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
                let often = Mistake::Value(format!("`{name}` is there {} times: send it once", texts.len()));
                self.problems.push(often.shown(place));
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
        let mut found: Vec<String> =
            mistakes(candidate, &fields, &json).iter().map(|mistake| mistake.shown(place)).collect();
        if let Some(last) = found.last_mut() {
            *last = format!("{last} ({})", names(candidate, place));
        }
        self.problems.extend(found);
        let values = fields.iter().filter_map(|field| {
            let value = json.get(&field.wire).filter(|json| !json.is_null())?.clone();
            let given = conformance::without_constants(candidate.provider, &field.ty.value, value);
            Some((field.ident.value.clone(), text::canonical(field, &given)))
        });
        self.values.extend(values);
        made
    }
}

/// Returns where an object differs from the fields of a place.
fn mistakes(candidate: &Candidate<'_>, fields: &[&Field], json: &Json) -> Vec<Mistake> {
    let mismatches = conformance::object(candidate.provider, fields, json).err().unwrap_or_default();
    let short = fields.iter().filter_map(|field| misfitting(field, json));
    let missing = fields.iter().filter_map(|field| without_constant(candidate, field, json));
    mismatches.iter().map(Mistake::of).chain(short.chain(missing).map(Mistake::Value)).collect()
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

/// Returns the pairs in a place other than the body that are of the endpoint.
fn pairs_in(candidate: &Candidate<'_>, received: &Received, place: Place) -> Pairs {
    match place {
        Place::Path => candidate.parameters.clone(),
        Place::Query => own::without_own(candidate, received.query_with_raw(&candidate.endpoint.raw_in(Place::Query))),
        Place::Header => headers(candidate, received),
        Place::Cookie => known_cookies(candidate, received),
        Place::Basic | Place::Body => Pairs::new(),
    }
}

impl Received {
    /// Returns the text of a part. One in the path is known to the endpoint only, and a body is read as what it looks like.
    pub(crate) fn part(&self, place: Place, name: &str) -> Option<String> {
        match place {
            Place::Path => None,
            Place::Query => named(&self.query(), name),
            Place::Header => self.header(name).map(str::to_owned),
            Place::Cookie => cookie_of(self, name),
            Place::Basic => halves::part(self.header(header::AUTHORIZATION.as_str())?, name),
            Place::Body => match serde_json::from_slice::<Json>(self.bytes()) {
                Ok(json) => json.get(name).map(as_text),
                Err(_) => named(&pairs(self.bytes()), name),
            },
        }
    }
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
    let names = candidate.endpoint.parts_in(Place::Cookie).map(|part| &part.name.value);
    names.filter_map(|name| Some((name.clone(), cookie_of(received, name)?))).collect()
}

/// Returns the value of a cookie; of one whose name is open, all of it.
fn cookie_of(received: &Received, name: &str) -> Option<String> {
    let cookies = received.cookies();
    let (found, value) = cookies.iter().find(|(found, _)| cookie::is_named(found, name))?;
    Some(cookie::shown(name, (found, value)))
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
