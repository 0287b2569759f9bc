//! Keys and values that may be the wrong ones: another word that a problem says is put in their place.

use std::collections::BTreeSet;
use std::ops::Range;

use auth_language::problem::Code;
use auth_language::suggest::is_slip;

use super::case::Case;
use super::change::Change;
use super::place::{Lines, Place, column_of, value_of};
use super::words::{help, places, type_of, words};
use crate::cause::said::{absent, quoted};
use crate::text::Problem;

/// How many places of a word are looked at, and how long what is replaced may be.
const PLACES: usize = 3;
const LONGEST: usize = 128;

/// Puts a word that the advice says at the place that a problem points at.
pub(super) fn as_advised(case: &Case<'_>) -> Vec<Change> {
    let all = case.problems.iter().filter(|problem| problem.edit.is_none());
    let braced = all.flat_map(|problem| places(problem, case)).filter_map(|place| braced(&place, case.lines));
    let advised = unmended(case).flat_map(|problem| at(&places(problem, case), &words(help(problem)), case.lines));
    braced.chain(advised).collect()
}

/// Puts a word that another problem says there.
pub(super) fn as_others_say(case: &Case<'_>) -> Vec<Change> {
    unmended(case)
        .flat_map(|problem| at(&places(problem, case), &said(case, |other| other != problem), case.lines))
        .collect()
}

/// Puts a word that a problem says at a key that it names, or at the value of that.
pub(super) fn declarations(case: &Case<'_>) -> Vec<Change> {
    let of = |problem: &Problem| {
        let words = said(case, |other| other == problem);
        let keys = words.iter().flat_map(|word| case.lines.keys(word).take(PLACES));
        let places: Vec<Place> = keys.flat_map(|key| with_value(key, case.lines)).collect();
        at(&places, &words, case.lines)
    };
    worded(case).flat_map(of).collect()
}

/// Puts a name that is not there at a key that is nearly that: where it is declared, it is misspelled.
pub(super) fn nearly(case: &Case<'_>) -> Vec<Change> {
    let named = case.problems.iter().flat_map(|problem| quoted(&problem.message));
    let names: BTreeSet<&str> = named.flat_map(|name| name.split('.')).filter(|name| !name.is_empty()).collect();
    let near = |place: &Place| {
        let key = case.lines.line(place.line).get(place.bytes.clone()).unwrap_or_default();
        names.iter().copied().filter(|name| *name != key && is_slip(key, name)).collect::<Vec<_>>()
    };
    case.lines.first_keys().flat_map(|key| at(std::slice::from_ref(&key), &near(&key), case.lines)).collect()
}

/// Gives a credential the name by which a call asks for it.
pub(super) fn credentials(case: &Case<'_>) -> Vec<Change> {
    let of = |problem: &Problem| {
        let first = |name| str::split(name, '.').next().unwrap_or_default();
        let asked = absent(problem).first().copied().map(first);
        let known = words(help(problem)).into_iter().map(first);
        let keys: Vec<Place> = known.flat_map(|name| case.lines.keys(name).take(1)).collect();
        at(&keys, asked.as_slice(), case.lines)
    };
    case.problems.iter().filter(|problem| problem.code == Code::AUTH).flat_map(of).collect()
}

/// Gives a declaration whose name cannot be one the name that is not there.
pub(super) fn names(case: &Case<'_>) -> Vec<Change> {
    let absent: Vec<&str> = case.problems.iter().flat_map(absent).collect();
    let is_name = |problem: &&Problem| [Code::NAME, Code::TAKEN, Code::COLLISION].contains(&problem.code);
    let named = case.problems.iter().filter(is_name);
    named.flat_map(|problem| at(&places(problem, case), &absent, case.lines)).collect()
}

/// Returns the problems without a change that is known to mend them.
fn unmended<'c>(case: &'c Case<'_>) -> impl Iterator<Item = &'c Problem> {
    worded(case).filter(|problem| problem.edit.is_none())
}

/// Returns the problems that other words may mend: two or more. No word is an example.
fn worded<'c>(case: &'c Case<'_>) -> impl Iterator<Item = &'c Problem> {
    let worded: Vec<&Problem> = case.problems.iter().filter(|problem| problem.code != Code::EXAMPLE_MISSING).collect();
    let are_several = worded.len() > 1;
    worded.into_iter().filter(move |_| are_several)
}

/// Returns the words that some problems say.
fn said<'c>(case: &'c Case<'_>, is_one: impl Fn(&Problem) -> bool) -> Vec<&'c str> {
    let some = worded(case).filter(|problem| is_one(problem));
    some.flat_map(|problem| [words(&problem.message), words(help(problem))].concat()).collect()
}

fn with_value(key: Place, lines: &Lines<'_>) -> impl Iterator<Item = Place> + use<> {
    let value = value_of_key(&key, lines);
    std::iter::once(key).chain(value)
}

/// Returns where the value of a key is, or the type in its braces.
pub(super) fn value_of_key(key: &Place, lines: &Lines<'_>) -> Option<Place> {
    let line = lines.line(key.line);
    let bytes = value_of(line, &key.bytes).or_else(|| type_of(line, &key.bytes))?;
    Some(Place { line: key.line, bytes })
}

/// Puts each word at each place.
pub(super) fn at(places: &[Place], words: &[&str], lines: &Lines<'_>) -> Vec<Change> {
    words.iter().flat_map(|word| places.iter().filter_map(|place| put(place, word, lines))).collect()
}

pub(super) fn put(place: &Place, word: &str, lines: &Lines<'_>) -> Option<Change> {
    let line = lines.line(place.line);
    let replaced = line.get(place.bytes.clone())?;
    let column = column_of(line, place.bytes.start);
    let bytes = name_in_braces(replaced)
        .map_or(place.bytes.clone(), |name| place.bytes.start + name.start..place.bytes.start + name.end);
    let is_other = line.get(bytes.clone())? != word && bytes.len() <= LONGEST;
    is_other.then(|| Change::reword(&Place { line: place.line, bytes }, column, word))
}

/// Returns where the name is in a text with one template: only that is another one.
fn name_in_braces(text: &str) -> Option<Range<usize>> {
    let start = text.find('{')? + 1;
    let end = start + text.get(start..)?.find('}')?;
    let is_name = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "._".contains(c));
    is_name(&text[start..end]).then_some(start..end)
}

/// Puts a name in braces that is marked as in another language: `:name`, `<name>`.
fn braced(place: &Place, lines: &Lines<'_>) -> Option<Change> {
    let line = lines.line(place.line);
    let value = line.get(place.bytes.clone())?;
    let start = value.find([':', '<', '$', '(', '['])?;
    let marked = value[start + 1..].trim_start_matches('{');
    let name =
        marked.split(|c: char| !c.is_alphanumeric() && !"._".contains(c)).next().filter(|name| !name.is_empty())?;
    let rest = marked[name.len()..].trim_start_matches(['>', ')', ']', '}']);
    let bytes = place.bytes.start + start..place.bytes.end - rest.len();
    let column = column_of(line, place.bytes.start);
    Some(Change::reword(&Place { line: place.line, bytes }, column, format!("{{{name}}}")))
}
