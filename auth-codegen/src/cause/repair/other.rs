//! Keys and types that may be meant instead of others of their kind.

use auth_language::key;
use auth_language::problem::Code;
use auth_language::value::Type;

use super::case::Case;
use super::change::Change;
use super::place::{Lines, Place, value_of};
use super::reworded::{at, put, value_of_key};
use super::words::{entries_of, help, places as places_of, words};
use crate::cause::entries::{indent, keys as keys_of};
use crate::cause::said;
use crate::text::Problem;

/// The keys of the parts of a request, and how many of them are put in the place of others.
const PARTS: [&str; 6] = ["json", "form", "query", "path", "headers", "multipart"];
const MEANT: usize = 5;
/// How many of the lines around a problem are looked at.
const AROUND: usize = 3;
/// The types of one value that are meant most.
const SCALARS: [&str; 5] = ["string", "secret", "integer", "host", "optional string"];
/// How many types and how many places of types are looked at.
const TYPES: usize = 16;
const PLACES: usize = 2;

/// Puts another part of a request at the key of one.
pub(super) fn places(case: &Case<'_>) -> Vec<Change> {
    let is_part = |place: &Place| PARTS.contains(&&case.lines.line(place.line)[place.bytes.clone()]);
    let all = case.problems.iter().flat_map(|problem| places_of(problem, case));
    let named = case.problems.iter().flat_map(|problem| parts_named(problem, case.lines));
    let lines = case.problems.iter().flat_map(|problem| case.lines.around(problem.line).into_iter().take(AROUND));
    let around = lines.filter_map(|line| case.lines.first_key(line)).filter(is_part);
    let mut parts: Vec<Place> = Vec::new();
    for place in all.filter(is_part).chain(around).chain(named) {
        if !parts.contains(&place) {
            parts.push(place);
        }
    }
    at(&parts, &PARTS[..MEANT], case.lines)
}

/// Returns the keys of parts that a problem names, in the entry in which it is.
fn parts_named(problem: &Problem, lines: &Lines<'_>) -> Vec<Place> {
    let block = lines.entry(problem.line).map(|entry| lines.block(entry)).unwrap_or_default();
    let named = [words(&problem.message), words(help(problem))].concat();
    let parts = named.into_iter().filter(|word| PARTS.contains(word));
    parts.flat_map(|part| lines.keys(part).filter(|place| block.contains(&place.line)).take(1)).collect()
}

/// Puts another method at the key of one.
pub(super) fn methods(case: &Case<'_>) -> Vec<Change> {
    let entries = entries_of(case.problems, case.lines);
    let lines = entries.into_iter().flat_map(|entry| std::iter::once(entry).chain(case.lines.children(entry)));
    let methods: Vec<Place> = lines.filter_map(|line| method(line, case.lines)).collect();
    at(&methods, &["POST", "GET", "visit"], case.lines)
}

/// Returns where the method is, which may be in lower case.
fn method(line: usize, lines: &Lines<'_>) -> Option<Place> {
    let text = lines.line(line);
    let is_one = |name: &&str| key::is_method(name) || key::is_method(&name.to_uppercase());
    let name = keys_of(text).find(is_one)?;
    lines.keys(name).find(|place| place.line == line)
}

/// Puts another key of a mapping at one that it has not.
pub(super) fn keys(case: &Case<'_>) -> Vec<Change> {
    let unknown = case.problems.iter().filter(|problem| problem.code == Code::UNKNOWN_KEY && problem.edit.is_none());
    unknown.flat_map(|problem| key(problem, case)).collect()
}

fn key(problem: &Problem, case: &Case<'_>) -> Vec<Change> {
    let lacks = |mapping: &&&key::Mapping| problem.message.starts_with(&format!("{} has no key", mapping.what));
    let mut known = key::ALL.iter().find(lacks).map(|mapping| mapping.names()).unwrap_or_default();
    let around = case.lines.around(problem.line).get(1).map(|parent| case.lines.children(*parent)).unwrap_or_default();
    known.retain(|name| !around.iter().any(|line| keys_of(case.lines.line(*line)).next() == Some(name)));
    places_of(problem, case)
        .first()
        .map(|place| at(std::slice::from_ref(place), &known, case.lines))
        .unwrap_or_default()
}

/// Puts another type in the place of one, in the entries that problems are in.
pub(super) fn types(case: &Case<'_>) -> Vec<Change> {
    let mut types = declared(case.lines);
    let references = case.problems.iter().flat_map(|problem| references(problem, &types, case.lines));
    let returned = case.problems.iter().filter(|problem| problem.code == Code::RETURNS);
    let returned = returned.flat_map(|problem| places_of(problem, case).into_iter().take(1));
    let shown = case.problems.iter().filter(|problem| problem.code == Code::EXAMPLE);
    let replies = shown.filter_map(|problem| reply(problem.line, case.lines));
    let places: Vec<Place> = references.chain(returned).chain(replies).collect();
    types.push("nothing");
    at(&places, &types, case.lines)
}

/// Puts another type of one value in the place of one.
pub(super) fn scalars(case: &Case<'_>) -> Vec<Change> {
    let found = case.problems.iter().flat_map(|problem| {
        let below = case.lines.children(problem.line).into_iter().filter_map(|line| type_of_line(line, case.lines));
        places_of(problem, case).into_iter().chain(below).collect::<Vec<_>>()
    });
    let known = Type::builtin_names();
    let is_type = |place: &Place| {
        let word = &case.lines.line(place.line)[place.bytes.clone()];
        known.contains(&word.strip_prefix("optional ").unwrap_or(word))
    };
    let mut changes = at(&found.filter(is_type).collect::<Vec<_>>(), &SCALARS, case.lines);
    changes.extend(optional(case));
    changes
}

/// Makes fields optional that problems name.
fn optional(case: &Case<'_>) -> Vec<Change> {
    let named = case.problems.iter().flat_map(|problem| words(&problem.message)).flat_map(|name| name.split('.'));
    let types =
        named.flat_map(|name| case.lines.keys(name).take(PLACES)).filter_map(|key| value_of_key(&key, case.lines));
    let optional = |place: Place| {
        let text = &case.lines.line(place.line)[place.bytes.clone()];
        let is_one = !text.starts_with("optional ") && Type::builtin(text).is_some();
        is_one.then(|| put(&place, &format!("optional {text}"), case.lines))?
    };
    types.filter_map(optional).collect()
}

/// Returns where the type is in a line that begins with `type:`.
fn type_of_line(line: usize, lines: &Lines<'_>) -> Option<Place> {
    let key = lines.first_key(line)?;
    let text = lines.line(line);
    let bytes = value_of(text, &key.bytes).filter(|_| text.get(key.bytes.clone()) == Some("type"))?;
    Some(Place { line, bytes })
}

/// Puts a type that is never used at the places that other problems point at, and at the reply of their endpoint.
pub(super) fn unused_types(case: &Case<'_>) -> Vec<Change> {
    let unused: Vec<&str> = case.report.problems().iter().filter_map(said::unused).map(|(_, name)| name).collect();
    let others = || case.problems.iter().filter(|problem| said::unused(problem).is_none());
    let pointed = others().flat_map(|problem| places_of(problem, case).into_iter().take(1));
    let replies = others().filter_map(|problem| reply(problem.line, case.lines));
    let errors = others().filter(|problem| [Code::CONDITION, Code::EXAMPLE].contains(&problem.code));
    let bodies = errors.take(1).filter_map(|_| value_at_margin("error_body", case.lines));
    at(&bodies.chain(pointed).chain(replies).collect::<Vec<_>>(), &unused, case.lines)
}

/// Returns the value of a key at the margin.
fn value_at_margin(key: &str, lines: &Lines<'_>) -> Option<Place> {
    let key = lines.keys(key).find(|key| key.bytes.start == 0)?;
    Some(Place { bytes: value_of(lines.line(key.line), &key.bytes)?, ..key })
}

/// Returns where the type of the only reply is, in the endpoint that a line is in.
pub(super) fn reply(line: usize, lines: &Lines<'_>) -> Option<Place> {
    let block = lines.block(lines.entry(line)?);
    let place = lines.keys("returns").find(|place| block.contains(&place.line))?;
    let (line, text) = (place.line, lines.line(place.line));
    let start = place.bytes.end + 2;
    let start = start + text.get(start..)?.find(": ")? + 2;
    let end = start + text.get(start..)?.find([',', '}'])?;
    Some(Place { line, bytes: start..text.get(..end)?.trim_end().len() })
}

/// Returns the names of the types of a spec.
fn declared<'t>(lines: &Lines<'t>) -> Vec<&'t str> {
    let all = || lines.section("types:").filter(|line| !line.trim().is_empty());
    let depth = all().map(indent).min().unwrap_or_default();
    let names = all().filter(|line| indent(line) == depth).filter_map(|line| line.trim().split_once(':'));
    names.map(|(name, _)| name).take(TYPES).collect()
}

/// Returns where types are named before a problem, in its entry.
fn references(problem: &Problem, types: &[&str], lines: &Lines<'_>) -> Vec<Place> {
    let first = lines.entry(problem.line).unwrap_or(problem.line);
    let found = (first..=problem.line).flat_map(|line| types.iter().flat_map(move |name| uses(line, name, lines)));
    found.take(PLACES).collect()
}

/// Returns where a line names a type.
fn uses(line: usize, name: &str, lines: &Lines<'_>) -> Vec<Place> {
    let text = lines.line(line);
    let is_apart = |char: Option<char>| char.is_none_or(|char| !char.is_alphanumeric() && !"_:".contains(char));
    let is_use =
        |start: &usize| is_apart(text[..*start].chars().last()) && is_apart(text[start + name.len()..].chars().next());
    let starts = text.match_indices(name).map(|(start, _)| start).filter(is_use);
    starts.map(|start| Place { line, bytes: start..start + name.len() }).collect()
}
