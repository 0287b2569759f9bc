//! What a request sends: parts with types from all samples.

mod body;
mod example;
mod header;

use serde_json::{Map, Value as Json};

use super::super::group::Sample;
use super::super::request::{Body as Sent, Request};
use crate::import::draft::{Draft, Endpoint, Field, Part, Ty, Value};
use crate::import::guess::{name, placeholder, secret};
use crate::import::shape;
use crate::import::write::prose;

pub(super) use example::example;

/// Members that are the same in every call of one kind.
const CONSTANTS: [&str; 2] = ["grant_type", "response_type"];

/// What a call is, which says what some of its members mean.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind {
    /// A request of OAuth 2.0.
    pub(super) is_oauth: bool,
    /// Its scopes are those of a token.
    pub(super) has_scopes: bool,
}

impl Kind {
    const PLAIN: Self = Self { is_oauth: false, has_scopes: false };
}

/// Values of one name in each sample; `None` where a sample lacks it.
struct Values {
    name: String,
    samples: Vec<Option<Json>>,
}

/// Fills in everything that is sent, except for the path.
pub(super) fn fill(samples: &[&Sample], kind: Kind, endpoint: &mut Endpoint, draft: &mut Draft) {
    let query: Vec<Map<String, Json>> = samples.iter().map(|sample| pairs(&sample.request.query)).collect();
    let state = ["state", "code_challenge", "code_challenge_method"];
    let is_own = |part: &Part| !(endpoint.method == "visit" && state.contains(&part.name.as_str()));
    endpoint.query = parts(&query, &[], kind, draft).into_iter().filter(is_own).map(in_url).collect();
    if endpoint.is_visit() {
        let uses_pkce = query.iter().any(|members| members.contains_key("code_challenge"));
        endpoint.pkce = uses_pkce.then_some("S256");
    }
    let cookies: Vec<Map<String, Json>> = samples.iter().map(|sample| pairs(&sample.request.cookies)).collect();
    endpoint.cookies = parts(&cookies, &[], Kind::PLAIN, draft);
    endpoint.headers = header::headers(samples);
    if let (true, Some(_)) = (kind.is_oauth, samples.iter().find_map(|sample| sample.request.user.as_ref())) {
        endpoint.client_authentication = Some("client_secret_basic");
    }
    endpoint.body = body::body(samples, kind, draft);
}

/// A secret in a URL says so.
fn in_url(mut part: Part) -> Part {
    if let Value::Field(field) = &mut part.value {
        field.ty = std::mem::replace(&mut field.ty, Ty::STRING).in_url();
    }
    part
}

/// Returns name and value pairs as an object. A name that is there twice has a list.
fn pairs(pairs: &[(String, String)]) -> Map<String, Json> {
    let mut members = Map::new();
    for (name, value) in pairs.iter().filter(|(name, _)| !name.is_empty()) {
        let json = scalar(name, value);
        match members.get_mut(name) {
            Some(Json::Array(items)) => items.push(json),
            Some(first) => *first = Json::Array(vec![first.take(), json]),
            None => {
                members.insert(name.clone(), json);
            }
        }
    }
    members
}

/// A text that is a number or a boolean is sent by a field of that type.
fn scalar(name: &str, text: &str) -> Json {
    let is_canonical = |number: &i64| number.to_string() == text;
    let may_be = !secret::is_named(name) && !name::snake(name).ends_with("id") && !name::snake(name).ends_with("code");
    match text {
        "true" | "false" => Json::from(text == "true"),
        text => text
            .parse::<i64>()
            .ok()
            .filter(is_canonical)
            .filter(|_| may_be)
            .map_or_else(|| Json::from(text), Json::from),
    }
}

/// Returns the parts of objects: constants of OAuth, and fields, optional if a sample lacks one.
fn parts(objects: &[Map<String, Json>], notes: &[(String, String)], kind: Kind, draft: &mut Draft) -> Vec<Part> {
    let values = gather(objects);
    values.iter().map(|values| part(values, notes, kind, draft)).collect()
}

fn gather(objects: &[Map<String, Json>]) -> Vec<Values> {
    let mut gathered: Vec<Values> = Vec::new();
    for name in objects.iter().flat_map(|object| object.keys()).filter(|name| !name.is_empty()) {
        if gathered.iter().all(|values| values.name != *name) {
            let samples = objects.iter().map(|object| object.get(name).cloned()).collect();
            gathered.push(Values { name: name.clone(), samples });
        }
    }
    gathered
}

fn part(values: &Values, notes: &[(String, String)], kind: Kind, draft: &mut Draft) -> Part {
    let known: Vec<&Json> = values.samples.iter().flatten().collect();
    let name = values.name.as_str();
    if let (true, Some(json)) = (CONSTANTS.contains(&name), known.first()) {
        return Part::constant(name, (*json).clone());
    }
    let ty = match name {
        "scope" | "scopes" if kind.has_scopes => return scopes(values, &known, draft).into(),
        "code" | "client_secret" if kind.is_oauth => Ty::SECRET,
        "client_id" if kind.is_oauth => Ty::STRING,
        name => shape::ty(name, &name::camel(name), &known, draft),
    };
    let note = notes.iter().find(|(known, _)| known == name).map(|(_, note)| note.to_ascii_lowercase());
    let is_said = note.as_ref().is_some_and(|note| note.contains("optional"));
    let is_absent = values.samples.iter().any(|sample| sample.as_ref().is_none_or(Json::is_null));
    let is_plain_note = |note: &&String| !["optional", "required"].contains(&note.trim_matches(['(', ')']));
    let said = notes.iter().find(|(known, _)| known == name).map(|(_, note)| note.as_str());
    let doc =
        said.filter(|_| note.iter().any(|note| is_plain_note(&note))).and_then(|note| prose::sentence(bare(note)));
    Field { optional: is_absent || is_said, doc, ..Field::new(name, ty) }.into()
}

/// A comment without the words that say whether the member is needed.
fn bare(note: &str) -> &str {
    let rest = ["optional", "Optional", "(optional)", "required", "Required", "(required)"]
        .iter()
        .find_map(|word| note.strip_prefix(word));
    rest.unwrap_or(note).trim_start_matches([':', ',', '.', ' ', '-', '–', ';'])
}

/// Scopes (RFC 6749 §3.3): one text with a separator, or a list.
fn scopes(values: &Values, known: &[&Json], draft: &mut Draft) -> Field {
    let texts: Vec<&str> = known.iter().filter_map(|json| json.as_str()).collect();
    let items = known.iter().filter_map(|json| json.as_array()).flatten().filter_map(Json::as_str);
    let separator = if texts.iter().any(|text| text.contains(',')) { "," } else { " " };
    let split = texts.iter().flat_map(|text| text.split(separator)).map(str::trim);
    let all: Vec<&str> =
        split.chain(items).filter(|scope| !scope.is_empty() && placeholder::name(scope).is_none()).collect();
    for scope in &all {
        if !draft.scopes.iter().any(|(value, _)| value == scope) {
            draft.scopes.push(((*scope).to_owned(), format!("`{scope}`.")));
        }
    }
    let is_absent = values.samples.iter().any(Option::is_none);
    let ty = if draft.scopes.is_empty() { Ty::STRING } else { Ty::Named("Scope".to_owned()) };
    let is_list = ty != Ty::STRING || texts.is_empty();
    let separator = (!texts.is_empty() && is_list).then_some(separator);
    let ty = if is_list { Ty::list(ty) } else { ty };
    Field { optional: is_absent, separator, ..Field::new(values.name.clone(), ty) }
}

/// Returns the members of a body.
pub(super) fn object(request: &Request) -> Map<String, Json> {
    match &request.body {
        Sent::Json(Json::Object(members), _) => members.clone(),
        Sent::Form(found) | Sent::Multipart(found) => pairs(found),
        Sent::Json(..) | Sent::None | Sent::Text(_) | Sent::File => Map::new(),
    }
}

/// Returns a text of the body or the query.
pub(super) fn text(request: &Request, name: &str) -> Option<String> {
    let json = object(request).get(name).cloned().or_else(|| pairs(&request.query).get(name).cloned())?;
    json.as_str().map(str::to_owned)
}
