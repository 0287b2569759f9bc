//! The request of an example.

use auth_codegen::conformance::{self, insert};
use auth_codegen::model::{Endpoint, Field, Scalar, misfit};
use auth_language::name;
use auth_mock::Understood;
use serde_json::{Map, Value as Json};

use super::differs::describe;
use crate::mock::record::typed::Typed;

/// Returns the values that the caller gives, by their names on the wire.
pub(super) fn request(
    endpoint: &Endpoint,
    understood: &Understood,
    typed: &mut Typed<'_>,
) -> Result<Map<String, Json>, Vec<String>> {
    let is_given = |field: &Field| understood.values.iter().any(|(ident, _)| *ident == field.ident.value);
    let mut hidden = endpoint.fields().iter().filter(|field| !field.optional && endpoint.place_of(field).is_none());
    if let Some(field) = hidden.find(|field| !is_given(field)) {
        return Err(vec![format!("`{}` cannot be read from a request: write the example by hand", field.wire)]);
    }
    let mut members = Map::new();
    for field in endpoint.fields() {
        let Some((_, json)) = understood.values.iter().find(|(ident, _)| *ident == field.ident.value) else { continue };
        if json.is_null() {
            continue;
        }
        insert(&mut members, &given_name(field, endpoint), fitting(field, typed.given(field, json), json, typed));
    }
    let fields: Vec<Field> =
        endpoint.fields().iter().map(|field| Field { wire: given_name(field, endpoint), ..field.clone() }).collect();
    let json = conformance::given(Json::Object(members.clone()), endpoint);
    let found = conformance::object(typed.provider(), &fields.iter().collect::<Vec<_>>(), &json);
    found.map_err(|found| describe("the request", &found))?;
    Ok(members)
}

/// A made-up value that breaks a limit of its field is replaced by one that looks like the real one.
fn fitting(field: &Field, made: Json, real: &Json, typed: &mut Typed<'_>) -> Json {
    let breaks =
        |json: &Json| json.as_str().is_some_and(|text| misfit(field, &Scalar::Text(text.to_owned())).is_some());
    match real.as_str() {
        Some(real) if field.separator.is_none() && breaks(&made) => Json::from(typed.alike(real)),
        Some(_) | None => made,
    }
}

/// Returns the name under which an example gives a field: that on the wire, or its Rust name where two have the same.
fn given_name(field: &Field, endpoint: &Endpoint) -> String {
    let is_shared = endpoint.fields().iter().filter(|other| other.wire == field.wire).count() > 1;
    if is_shared { name::plain(&field.ident.value).to_owned() } else { field.wire.clone() }
}
