//! From the values of one name in all samples to a part.

use serde_json::{Map, Value as Json};

use crate::import::draft::{Draft, Field, Part, Ty};
use crate::import::guess::{name, placeholder};
use crate::import::shape;
use crate::import::write::prose;

/// Members that are the same in every call of one kind.
const CONSTANTS: [&str; 2] = ["grant_type", "response_type"];

/// What a call is, which says what some of its members mean.
#[derive(Clone, Copy, Debug)]
pub(in crate::import::curl::build) struct Kind {
    /// A request of OAuth 2.0.
    pub(in crate::import::curl::build) is_oauth: bool,
    /// Its scopes are those of a token.
    pub(in crate::import::curl::build) has_scopes: bool,
}

impl Kind {
    pub(super) const PLAIN: Self = Self { is_oauth: false, has_scopes: false };
}

/// Values of one name in each sample; `None` where a sample lacks it.
struct Values {
    name: String,
    samples: Vec<Option<Json>>,
}

/// Returns the parts of objects: constants of OAuth, and fields, optional if a sample lacks one.
pub(super) fn parts(
    objects: &[Map<String, Json>],
    notes: &[(String, String)],
    kind: Kind,
    draft: &mut Draft,
) -> Vec<Part> {
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
        draft.add_scope(scope);
    }
    let is_absent = values.samples.iter().any(Option::is_none);
    let ty = if draft.scopes.is_empty() { Ty::STRING } else { Ty::Named("Scope".to_owned()) };
    let is_list = ty != Ty::STRING || texts.is_empty();
    let separator = (!texts.is_empty() && is_list).then_some(separator);
    let ty = if is_list { Ty::list(ty) } else { ty };
    Field { optional: is_absent, separator, ..Field::new(values.name.clone(), ty) }
}
