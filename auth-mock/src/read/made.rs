//! Parts that are made of something: constants, and templates over settings, inputs and fields.

use std::collections::BTreeMap;

use auth_codegen::model::{Name, NameKind, Part, Place, as_text, evaluate};
use serde_json::Value as Json;

use crate::read::fields::Reading;
use crate::route::candidate::Candidate;

/// The parts of an endpoint in one place that are made of something, and the headers of every request that it does not replace.
pub(crate) fn parts<'p>(candidate: &Candidate<'p>, place: Place) -> Vec<&'p Part> {
    let endpoint = candidate.endpoint;
    let is_replaced = |header: &Part| {
        endpoint.parts_in(Place::Header).any(|part| part.name.value.eq_ignore_ascii_case(&header.name.value))
    };
    let common = candidate.provider.headers.iter().filter(|_| place == Place::Header && endpoint.http().is_some());
    let common = common.filter(|header| !is_replaced(header));
    endpoint.parts_in(place).filter(|part| endpoint.field_of(part).is_none()).chain(common).collect()
}

/// The value of a part that is always the same.
pub(crate) fn constant(part: &Part) -> Option<String> {
    evaluate(&part.value, &|_| None).map(|json| as_text(&json))
}

/// Checks what was received of each such part. Inputs have the values of an example, all of them of the same one.
pub(crate) fn check(candidate: &Candidate<'_>, received: &[(&Part, Option<Json>)], reading: &mut Reading) {
    let inputs = inputs(candidate);
    let wrong = |inputs: &BTreeMap<String, Json>| -> Vec<String> {
        let value = |name: &Name| value(name, candidate, reading, inputs);
        let is_wrong =
            |(part, found): &&(&Part, Option<Json>)| !is_equal(part, evaluate(&part.value, &value), found.as_ref());
        received.iter().filter(is_wrong).map(|(part, _)| part.name.value.clone()).collect()
    };
    let tried: Vec<(Vec<String>, BTreeMap<String, Json>)> =
        inputs.into_iter().map(|inputs| (wrong(&inputs), inputs)).collect();
    let Some((wrong, inputs)) = tried.into_iter().min_by_key(|(wrong, _)| wrong.len()) else { return };
    if wrong.is_empty() {
        reading.values.extend(inputs);
    }
    reading.constants.extend(wrong);
}

/// The inputs of each example; of none, if there is no example.
fn inputs(candidate: &Candidate<'_>) -> Vec<BTreeMap<String, Json>> {
    let endpoint = candidate.endpoint;
    let of = |example: &auth_codegen::model::Example| {
        let fields = endpoint.fields().iter().filter(|field| endpoint.place_of(field).is_none());
        let given =
            fields.filter_map(|field| Some((field.ident.value.clone(), example.given(&field.ident.value)?.clone())));
        given.collect::<BTreeMap<_, _>>()
    };
    let all: Vec<_> = endpoint.examples.iter().map(of).collect();
    if all.is_empty() { vec![BTreeMap::new()] } else { all }
}

fn value(name: &Name, candidate: &Candidate<'_>, reading: &Reading, inputs: &BTreeMap<String, Json>) -> Option<Json> {
    match name.kind {
        NameKind::Setting => candidate.provider.example_of(&name.name).map(Json::from),
        NameKind::Field => inputs.get(&name.ident).or_else(|| reading.values.get(&name.ident)).cloned(),
        NameKind::Input | NameKind::Token => None,
    }
}

/// Outside of JSON everything is text.
fn is_equal(part: &Part, expected: Option<Json>, found: Option<&Json>) -> bool {
    match (part.place, expected, found) {
        (_, None, None) => true,
        (Place::Basic, None, Some(found)) => as_text(found).is_empty(),
        (_, Some(expected), Some(found)) => {
            expected == *found || as_text(&expected) == as_text(found) && found.is_string()
        }
        (_, Some(_), None) | (_, None, Some(_)) => false,
    }
}
