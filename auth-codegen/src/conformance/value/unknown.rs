//! Finds members that no field reads, and what they may mean.

use auth_language::suggest;
use auth_language::value::join_path;
use serde_json::{Map, Value as Json};

use crate::conformance::mismatch::{Advice, Mismatch};
use crate::conformance::path::{goes_on, is_way, paths};
use crate::model::Field;

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
    let known: Vec<Vec<String>> = fields.iter().flat_map(|field| paths(field)).collect();
    if known.iter().any(Vec::is_empty) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (name, json) in members {
        let path = [parents, std::slice::from_ref(name)].concat();
        match json.as_object().filter(|_| is_way(&known, &path, json)) {
            Some(inner) => found.extend(unknown_members(fields, inner, &path)),
            None if known.contains(&path) || (json.is_array() && goes_on(&known, &path)) => {}
            None if found.len() < MOST => found.push(unknown(&known, &path, json, members)),
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

fn unknown(known: &[Vec<String>], path: &[String], json: &Json, members: &Map<String, Json>) -> Unknown {
    // What is there already is not meant.
    let is_free = |path: &[String]| path.last().is_none_or(|name| !members.contains_key(name));
    let siblings: Vec<&[String]> =
        known.iter().map(Vec::as_slice).filter(|known| is_sibling(known, path) && is_free(known)).collect();
    if let Some(unknown) = joined(&siblings, path, json) {
        return unknown;
    }
    let texts: Vec<String> = siblings.iter().map(|path| join_path(path)).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let (help, meant) = match Advice::word(&join_path(path), &texts, "") {
        Advice::Replace { text, advice } => {
            let found = siblings.iter().find(|path| join_path(path) == text);
            let text = found.and_then(|path| path.last()).cloned().unwrap_or(text);
            (Advice::Replace { text, advice }, found.map(|path| path.to_vec()))
        }
        Advice::Prose(_) => {
            let known: Vec<String> = known.iter().map(|path| join_path(path)).collect();
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            let name = path.last().map_or("", String::as_str);
            let far = known.iter().find(|known| path.len() > 1 && suggest::is_slip(&join_path(path), known));
            let there = members.keys().find(|other| *other != name && suggest::is_slip(name, other));
            let help = match (far, there) {
                (Some(far), _) => format!("did you mean `{far}`?"),
                (None, Some(there)) => format!("remove it: `{there}` is there already"),
                (None, None) => suggest::all_of("declare it, or leave it out of the example; the fields are", &known),
            };
            (Advice::Prose(help), None)
        }
    };
    Unknown { mismatch: Mismatch { help, ..no_field(path) }.along(path), meant }
}

/// Returns a member that is written together with its value: `{ access_token:t_1 }`, `{ access_token t_1 }`.
fn joined(siblings: &[&[String]], path: &[String], json: &Json) -> Option<Unknown> {
    let name = path.last().filter(|_| json.is_null())?;
    let (word, value) = name.split_once([':', ' ', '='])?;
    let value = value.trim_start_matches([':', '=', '-', '>', ' ']).trim_end();
    let meant = siblings.iter().find(|sibling| sibling.last().is_some_and(|known| known == word))?;
    let text = format!("{word}: {value}");
    let advice = format!("write a colon and a space after the name: `{text}`");
    let help = Advice::Replace { text, advice };
    let mismatch = Mismatch { is_name: true, help, ..Mismatch::new(format!("`{name}` has no value"), "") };
    (!value.is_empty()).then(|| Unknown { mismatch: mismatch.along(path), meant: Some(meant.to_vec()) })
}
