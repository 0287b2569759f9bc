//! Checks parts that are constants, or templates over settings, inputs and fields.

use std::collections::BTreeMap;

use auth_codegen::conformance;
use auth_codegen::model::{Example, Name, NameKind, Part, Place, as_text, evaluate};
use auth_codegen::secrets;
use serde_json::Value as Json;

use crate::read::capture::{Piece, capture, pieces};
use crate::read::reading::Reading;
use crate::read::received::Received;
use crate::read::text;
use crate::route::candidate::Candidate;
use crate::verify::fit::Fit;
use crate::verify::parts;

/// Returns the constants and templates of an endpoint in one place, including the headers of every request that the
/// endpoint does not replace.
pub(crate) fn parts<'p>(candidate: &Candidate<'p>, place: Place) -> Vec<&'p Part> {
    let endpoint = candidate.endpoint;
    let is_replaced = |header: &Part| {
        endpoint.parts_in(Place::Header).any(|part| part.name.value.eq_ignore_ascii_case(&header.name.value))
    };
    let common = candidate.provider.headers.iter().filter(|_| place == Place::Header && endpoint.http().is_some());
    let common = common.filter(|header| !is_replaced(header));
    endpoint.parts_in(place).filter(|part| endpoint.field_of(part).is_none()).chain(common).collect()
}

/// Returns the value of a part in the first example, unless it is a secret.
pub(crate) fn expected(candidate: &Candidate<'_>, part: &Part) -> Option<String> {
    let example = candidate.endpoint.examples.first();
    let value = |name: &Name| match name.kind {
        NameKind::Setting => candidate.provider.example_of(&name.name).map(Json::from),
        NameKind::Captured => secrets::captured(candidate.provider, &name.name),
        NameKind::Field => example.and_then(|example| example.given(&name.ident).cloned()),
        NameKind::Input | NameKind::Token | NameKind::Computed => None,
    };
    let value = evaluate(&part.value, &value).map(|json| as_text(&json));
    value.filter(|_| !part.value.is_secret())
}

/// Checks the values that were received for constants and templates, and reads the inputs that only templates send.
/// Computed parts are checked last, because they depend on the others.
pub(crate) fn check(
    candidate: &Candidate<'_>,
    parts: &[(&Part, Option<Json>)],
    received: &Received,
    reading: &mut Reading,
) {
    let (computed, plain): (Vec<_>, Vec<_>) = parts.iter().partition(|(part, _)| is_computed(part));
    for (part, found) in plain {
        if fits(candidate, part, found.as_ref(), reading) {
            continue;
        }
        if part.place == Place::Basic {
            reading.is_unknown = true;
        } else {
            reading.constants.push(part.name.value.clone());
        }
    }
    check_computed(candidate, &computed, received, reading);
}

/// Whether the value of a part differs from one request to the next.
pub(crate) fn is_computed(part: &Part) -> bool {
    part.value.is_computed() || part.value.names().iter().any(|name| name.kind == NameKind::Computed)
}

/// Checks the computed parts and the signature of the request. What only they use has the value of an example: that of
/// the first one that fits.
fn check_computed(
    candidate: &Candidate<'_>,
    computed: &[&(&Part, Option<Json>)],
    received: &Received,
    reading: &mut Reading,
) {
    let endpoint = candidate.endpoint;
    if computed.is_empty() && endpoint.sign.is_none() {
        return;
    }
    let fits = |example: &&Example| misfits(candidate, Some(example), computed, received, reading).is_none();
    if let Some(example) = endpoint.examples.iter().find(fits) {
        return take_inputs(candidate, example, reading);
    }
    let first = endpoint.examples.first();
    if let Some(Misfits { constants, is_signed }) = misfits(candidate, first, computed, received, reading) {
        reading.constants.extend(constants);
        if !is_signed {
            reading.problems.push("the signature does not fit the request".to_owned());
        }
    }
}

/// What does not fit the values of an example.
struct Misfits {
    /// The names of the parts.
    constants: Vec<String>,
    is_signed: bool,
}

/// Returns what does not fit the values of an example; `None` if everything does.
fn misfits(
    candidate: &Candidate<'_>,
    example: Option<&Example>,
    computed: &[&(&Part, Option<Json>)],
    received: &Received,
    reading: &Reading,
) -> Option<Misfits> {
    let endpoint = candidate.endpoint;
    let names = |name: &Name| match name.kind {
        NameKind::Setting => candidate.provider.example_of(&name.name),
        NameKind::Field => {
            let given = example.and_then(|example| example.given(&name.ident));
            reading.values.get(&name.ident).or(given).map(as_text)
        }
        NameKind::Captured => secrets::captured(candidate.provider, &name.name).as_ref().map(as_text),
        NameKind::Input | NameKind::Token | NameKind::Computed => None,
    };
    let mut fit = Fit { names: &names, received, later: None, seen: BTreeMap::new() };
    let mut constants = Vec::new();
    for (part, found) in computed {
        let fits = match found {
            Some(found) => fit.fits(&part.value, &as_text(found)),
            None => part.value.is_optional(),
        };
        if !fits {
            constants.push(part.name.value.clone());
        }
    }
    let computed = &endpoint.request.computed;
    let is_signed = parts::are_computed(computed, &fit) && parts::is_signed(endpoint.sign.as_ref(), computed, &mut fit);
    (!constants.is_empty() || !is_signed).then_some(Misfits { constants, is_signed })
}

/// Stores the values of an example for the inputs that only computed parts use.
fn take_inputs(candidate: &Candidate<'_>, example: &Example, reading: &mut Reading) {
    for field in candidate.endpoint.fields().iter().filter(|field| candidate.endpoint.place_of(field).is_none()) {
        let known = reading.values.contains_key(&field.ident.value);
        if let (false, Some(json)) = (known, example.given(&field.ident.value)) {
            reading.values.insert(field.ident.value.clone(), text::canonical(field, json));
        }
    }
}

/// Whether a part has the value of its constant or template. An input must have the same value in all parts.
fn fits(candidate: &Candidate<'_>, part: &Part, found: Option<&Json>, reading: &mut Reading) -> bool {
    let is_absent = found.is_none_or(|found| part.place == Place::Basic && as_text(found).is_empty());
    if is_absent && part.value.is_optional() {
        return true;
    }
    let known = |name: &Name| value(name, candidate, reading);
    let expected = evaluate(&part.value, &known);
    let pieces = pieces(&part.value, &known);
    let (Some(pieces), Some(found)) = (pieces, found) else { return is_absent && expected.is_none() };
    match expected {
        Some(expected) => is_equal(&expected, found),
        None => inputs(&pieces, found)
            .is_some_and(|inputs| inputs.iter().all(|(name, json)| reading.take_input(candidate, name, json))),
    }
}

/// Returns the inputs of a template. A template that is a single input keeps its JSON type.
fn inputs<'p>(pieces: &[Piece<'p>], found: &Json) -> Option<Vec<(&'p Name, Json)>> {
    if let ([Piece::Input(name)], false) = (pieces, found.is_string()) {
        return Some(vec![(name, found.clone())]);
    }
    let captured = capture(pieces, found.as_str()?)?;
    Some(captured.into_iter().map(|(name, text)| (name, Json::from(text))).collect())
}

impl Reading {
    /// Stores the value of an input, and returns whether it matches the input's type.
    fn take_input(&mut self, candidate: &Candidate<'_>, name: &Name, json: &Json) -> bool {
        let field = candidate.endpoint.fields().iter().find(|field| field.ident.value == name.ident);
        let Some(field) = field else { return false };
        let json = match json.as_str() {
            Some(found) => text::to_json(field, &[found.to_owned()]),
            None => json.clone(),
        };
        let fits = conformance::value(candidate.provider, &field.ty.value, &json).is_ok();
        self.values.insert(name.ident.clone(), text::canonical(field, &json));
        fits
    }
}

fn value(name: &Name, candidate: &Candidate<'_>, reading: &Reading) -> Option<Json> {
    match name.kind {
        NameKind::Setting => candidate.provider.example_of(&name.name).map(Json::from),
        NameKind::Captured => secrets::captured(candidate.provider, &name.name),
        NameKind::Field => reading.values.get(&name.ident).cloned(),
        NameKind::Input | NameKind::Token | NameKind::Computed => None,
    }
}

/// Whether two values are equal. Outside of JSON, every value is text.
fn is_equal(expected: &Json, found: &Json) -> bool {
    expected == found || as_text(expected) == as_text(found) && found.is_string()
}
