//! What a request sends: parts with types from all samples.

use serde_json::{Map, Value as Json};

use super::super::group::Sample;
use super::super::request::{Body as Sent, Request};
use crate::import::draft::{Body, Draft, Endpoint, Field, Part, Ty};
use crate::import::guess::made_up::{self, Masks};
use crate::import::guess::{name, placeholder, secret};
use crate::import::shape;
use crate::import::write::prose;

/// Headers that the runtime sets, that browsers add, or that say nothing.
const IGNORED: [&str; 27] = [
    "accept",
    "accept-charset",
    "accept-encoding",
    "accept-language",
    "access-control-request-headers",
    "access-control-request-method",
    "cache-control",
    "connection",
    "content-length",
    "content-type",
    "cookie",
    "date",
    "dnt",
    "expect",
    "host",
    "if-none-match",
    "keep-alive",
    "origin",
    "pragma",
    "priority",
    "referer",
    "te",
    "transfer-encoding",
    "upgrade",
    "upgrade-insecure-requests",
    "user-agent",
    "x-requested-with",
];
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
    endpoint.headers = headers(samples);
    if let (true, Some(_)) = (kind.is_oauth, samples.iter().find_map(|sample| sample.request.user.as_ref())) {
        endpoint.client_authentication = Some("client_secret_basic");
    }
    endpoint.body = body(samples, kind, draft);
}

/// A secret in a URL says so.
fn in_url(mut part: Part) -> Part {
    if let crate::import::draft::Value::Field(field) = &mut part.value
        && field.ty == Ty::SECRET
    {
        field.ty = Ty::Word("secret in url");
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

fn headers(samples: &[&Sample]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for (name, value) in samples.iter().flat_map(|sample| &sample.request.headers) {
        let lower = name.to_ascii_lowercase();
        let is_known = parts.iter().any(|part| part.name.eq_ignore_ascii_case(name));
        let is_json = value.starts_with("application/json") || value.starts_with("*/*");
        let is_ignored =
            IGNORED.contains(&lower.as_str()) && (lower != "accept" || is_json || value.contains("text/html"));
        if is_known || is_ignored || lower.starts_with("sec-") || lower.starts_with("proxy-") {
            continue;
        }
        let is_everywhere = samples.iter().all(|sample| sample.request.header(name).is_some());
        parts.push(header(name, value, &lower, is_everywhere));
    }
    parts
}

/// A version or a media type is a constant; everything else is given by the caller.
fn header(name: &str, value: &str, lower: &str, is_everywhere: bool) -> Part {
    let is_fixed = lower == "accept" || lower.contains("version") || value.parse::<jiff::civil::Date>().is_ok();
    if is_fixed && placeholder::name(value).is_none() && auth_language::header::is_value(value) {
        return Part::constant(name, value);
    }
    let ty = if secret::is_secret(name, value) { Ty::SECRET } else { Ty::STRING };
    Field { optional: !is_everywhere, ..Field::new(name, ty) }.into()
}

fn body(samples: &[&Sample], kind: Kind, draft: &mut Draft) -> Body {
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
    if let crate::import::draft::Value::Field(field) = &mut part.value {
        let is_file = |json: &Json| {
            json.as_str().is_some_and(|text| text.starts_with(['@', '<']) && placeholder::name(text).is_none())
        };
        if key == "multipart" && objects.iter().filter_map(|object| object.get(&field.name)).any(is_file) {
            field.ty = Ty::Word("bytes");
        }
    }
    part
}

/// Returns the members of a body.
pub(super) fn object(request: &Request) -> Map<String, Json> {
    match &request.body {
        Sent::Json(Json::Object(members), _) => members.clone(),
        Sent::Form(found) | Sent::Multipart(found) => pairs(found),
        Sent::Json(..) | Sent::None | Sent::Text(_) | Sent::File => Map::new(),
    }
}

fn notes(request: &Request) -> Vec<(String, String)> {
    match &request.body {
        Sent::Json(_, notes) => notes.clone(),
        Sent::None | Sent::Form(_) | Sent::Multipart(_) | Sent::Text(_) | Sent::File => Vec::new(),
    }
}

/// Returns a text of the body or the query.
pub(super) fn text(request: &Request, name: &str) -> Option<String> {
    let json = object(request).get(name).cloned().or_else(|| pairs(&request.query).get(name).cloned())?;
    json.as_str().map(str::to_owned)
}

/// Returns what the caller gives in a sample, with made-up secrets.
pub(super) fn example(sample: &Sample, endpoint: &Endpoint, masks: &mut Masks, draft: &Draft) -> Vec<(String, Json)> {
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
