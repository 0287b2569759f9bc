//! The headers of an example's reply.

use auth_codegen::conformance::{self, Success};
use auth_codegen::model::{Field, Origin, Provider, Type};
use auth_language::value::cookie;
use serde_json::{Map, Value as Json};

use super::differs::describe;
use super::received::Received;
use crate::mock::record::typed::Typed;

/// Returns the headers and cookies from which fields are read.
pub(super) fn headers(
    provider: &Provider,
    success: Success<'_>,
    received: &Received,
    typed: &mut Typed<'_>,
) -> Result<Map<String, Json>, Vec<String>> {
    let Some(Type::Record(id)) = success.body else { return Ok(Map::new()) };
    let fields: Vec<&Field> = provider.records[*id].fields.iter().collect();
    let mut members: Map<String, Json> = Map::new();
    for (field, origin) in
        fields.iter().flat_map(|field| field.origins().into_iter().map(move |origin| (field, origin)))
    {
        let Some((name, value)) = header(field, &origin, received, typed) else { continue };
        match members.get_mut(&name) {
            Some(Json::Array(values)) => values.push(value.into()),
            Some(first) => *first = Json::Array(vec![first.take(), value.into()]),
            None => drop(members.insert(name, value.into())),
        }
    }
    let made: Vec<(String, String)> = members.iter().flat_map(|(name, json)| lines(name, json)).collect();
    let found = conformance::head(provider, &fields, &made);
    if found.is_empty() { Ok(members) } else { Err(describe("the head of the reply", &found)) }
}

fn lines(name: &str, json: &Json) -> Vec<(String, String)> {
    let texts = json.as_array().map_or_else(|| vec![json], |items| items.iter().collect());
    texts.into_iter().filter_map(Json::as_str).map(|text| (name.to_owned(), text.to_owned())).collect()
}

fn header(field: &Field, origin: &Origin, received: &Received, typed: &mut Typed<'_>) -> Option<(String, String)> {
    let alone = Field { at: field.at.iter().filter(|at| at.value == *origin).cloned().collect(), ..field.clone() };
    let found = conformance::in_head(&alone, &received.headers)?;
    let made = typed.given(field, &found);
    let text = made.as_str().map_or_else(|| made.to_string(), str::to_owned);
    match origin {
        Origin::Header(name) => Some((name.clone(), text)),
        Origin::Cookie(name) => Some(("Set-Cookie".to_owned(), cookie::whole(name, &text))),
        Origin::Challenge(name) => Some(("WWW-Authenticate".to_owned(), format!("Bearer {name}=\"{text}\""))),
        Origin::Body(_) | Origin::Item(_) => None,
    }
}
