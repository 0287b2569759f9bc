//! Finds members that no field reads, and what they may mean.

use auth_language::suggest;
use auth_language::value::join_path;
use serde_json::{Map, Value as Json};

use crate::conformance::mismatch::{Advice, Mismatch};
use crate::conformance::path::{goes_on, is_way, paths};
use crate::model::{Field, Type};

/// For how many members of an object it is looked for what they mean: nobody reads more.
const MOST: usize = 100;

/// A member that no field reads.
pub(super) struct Unknown {
    pub(super) mismatch: Mismatch,
    /// The path of the field that is probably meant.
    meant: Option<Vec<String>>,
}

impl Unknown {
    /// Whether the field at this path is probably meant.
    pub(super) fn means(&self, path: &[String]) -> bool {
        self.meant.as_deref() == Some(path)
    }
}

/// Returns the members that no field reads, including those of objects that paths lead into. Lists, and values that are
/// kept as a whole, are not searched.
pub(super) fn unknown_members(fields: &[&Field], members: &Map<String, Json>, parents: &[String]) -> Vec<Unknown> {
    if is_flat(fields) && members.keys().all(|name| fields.iter().any(|field| field.wire == *name)) {
        return Vec::new();
    }
    let (owners, known): (Vec<&Field>, Vec<Vec<String>>) =
        fields.iter().flat_map(|field| paths(field).into_iter().map(|path| (*field, path))).unzip();
    let placed: Vec<Placed<'_>> = owners.into_iter().zip(known.iter().map(Vec::as_slice)).collect();
    if known.iter().any(Vec::is_empty) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (name, json) in members {
        let path = [parents, std::slice::from_ref(name)].concat();
        match json.as_object().filter(|_| is_way(&known, &path, json)) {
            Some(inner) => found.extend(unknown_members(fields, inner, &path)),
            None if known.contains(&path) || (json.is_array() && goes_on(&known, &path)) => {}
            None if found.len() < MOST => found.push(unknown(&placed, &path, json, members)),
            None => found.push(Unknown { mismatch: no_field(&path).along(&path), meant: None }),
        }
    }
    found
}

fn no_field(path: &[String]) -> Mismatch {
    let mismatch = Mismatch::new(format!("there is no field `{}`", join_path(path)), "remove it, or declare it");
    Mismatch { is_name: true, ..mismatch }
}

/// Whether each field is the member of its name.
fn is_flat(fields: &[&Field]) -> bool {
    fields.iter().all(|field| field.at.is_empty())
}

/// Whether two paths differ only in the last member.
fn is_sibling(one: &[String], other: &[String]) -> bool {
    let parents = |path: &[String]| path.split_last().map(|(_, parents)| parents.to_vec());
    parents(one) == parents(other)
}

/// Whether a field is in the body of each example. Nothing is known of one whose type is broken.
pub(super) fn is_required(field: &Field) -> bool {
    let is_known = *field.ty.value.item() != Type::Foreign;
    is_known && !field.optional && !field.is_in_head() && field.default.is_none()
}

/// Whether a field may have a value of this kind.
fn may_have(field: &Field, json: &Json) -> bool {
    let is_any = [Type::Json, Type::Foreign].contains(&field.ty.value);
    is_any || json.is_null() || json.is_object() == field.ty.value.is_object()
}

/// A field, and a path of it.
type Placed<'f> = (&'f Field, &'f [String]);

fn unknown(known: &[Placed<'_>], path: &[String], json: &Json, members: &Map<String, Json>) -> Unknown {
    // What is there already is not meant.
    let is_free = |path: &[String]| path.last().is_none_or(|name| !members.contains_key(name));
    let may_be_meant =
        |(field, known): &&Placed<'_>| is_sibling(known, path) && is_free(known) && may_have(field, json);
    let siblings: Vec<&Placed<'_>> = known.iter().filter(may_be_meant).collect();
    if let Some(unknown) = joined(&siblings, path, json) {
        return unknown;
    }
    let (help, meant) = match meant(&siblings, path) {
        Some((help, meant)) => (help, Some(meant)),
        None => (Advice::Prose(advice(known, path, members)), None),
    };
    Unknown { mismatch: Mismatch { help, ..no_field(path) }.along(path), meant }
}

/// Returns the advice to write the field that is probably meant, and its path.
fn meant(siblings: &[&Placed<'_>], path: &[String]) -> Option<(Advice, Vec<String>)> {
    let names: Vec<&str> = siblings.iter().filter_map(|(_, path)| path.last()).map(String::as_str).collect();
    let own = path.last()?;
    let name = suggest::nearest(own, &names)?;
    let (field, meant) = siblings.iter().find(|(_, path)| path.last().is_some_and(|last| last == name))?;
    // Of several that may be absent, one with a similar name is not rather meant than none.
    let is_likely = suggest::is_slip(own, name) || is_required(field);
    let advice = format!("did you mean `{}`?", join_path(meant));
    is_likely.then(|| (Advice::Replace { text: name.to_owned(), advice }, meant.to_vec()))
}

/// Returns advice on a member that means none of the fields beside it.
fn advice(known: &[Placed<'_>], path: &[String], members: &Map<String, Json>) -> String {
    let known: Vec<String> = known.iter().map(|(_, path)| join_path(path)).collect();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let name = path.last().map_or("", String::as_str);
    let far = known.iter().find(|known| path.len() > 1 && suggest::is_slip(&join_path(path), known));
    let there = members.keys().find(|other| *other != name && suggest::is_slip(name, other));
    match (far, there) {
        (Some(far), _) => format!("did you mean `{far}`?"),
        (None, Some(there)) => format!("remove it: `{there}` is there already"),
        (None, None) => suggest::all_of("declare it, or leave it out of the example; the fields are", &known),
    }
}

/// Returns a member that is written together with its value: `{ access_token:t_1 }`, `{ access_token t_1 }`.
fn joined(siblings: &[&Placed<'_>], path: &[String], json: &Json) -> Option<Unknown> {
    let name = path.last().filter(|_| json.is_null())?;
    let (word, value) = name.split_once([':', ' ', '='])?;
    let value = value.trim_start_matches([':', '=', '-', '>', ' ']).trim_end();
    let (_, meant) = siblings.iter().find(|(_, sibling)| sibling.last().is_some_and(|known| known == word))?;
    let text = format!("{word}: {value}");
    let advice = format!("write a colon and a space after the name: `{text}`");
    let help = Advice::Replace { text, advice };
    let mismatch = Mismatch { is_name: true, help, ..Mismatch::new(format!("`{name}` has no value"), "") };
    (!value.is_empty()).then(|| Unknown { mismatch: mismatch.along(path), meant: Some(meant.to_vec()) })
}
