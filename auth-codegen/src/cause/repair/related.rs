//! Which problems may be one mistake: those in one entry, those of which one names what the other names or points at, and
//! what is not used or does not belong to its place, as it may belong to that of another.

use std::collections::BTreeSet;

use auth_language::problem::Code;

use super::place::Lines;
use super::words::{help, words};
use crate::cause::entries::{keys as keys_of, words as words_of};
use crate::cause::said;
use crate::text::Problem;

/// How many keys of a line are looked at.
const KEYS: usize = 16;
/// In how many places it is looked where a name is declared.
const TYPES: usize = 3;
/// How many words of an entry are.
const WORDS: usize = 512;

/// Returns the problems that have something in common, by what they have in common: two or more each.
pub(super) fn groups(problems: &[Problem], lines: &Lines<'_>) -> Vec<Vec<Problem>> {
    let subjects: Vec<Subject<'_>> = problems.iter().map(|problem| Subject::of(problem, lines)).collect();
    let mut left: Vec<usize> = (0..subjects.len()).collect();
    let mut groups = Vec::new();
    while let Some(first) = left.first().copied() {
        let group = reached(first, &subjects);
        left.retain(|at| !group.contains(at));
        if group.len() > 1 {
            groups.push(group.iter().map(|at| problems[*at].clone()).collect());
        }
    }
    groups
}

/// Returns what has something in common with one, or with another that has, in order.
fn reached(first: usize, subjects: &[Subject<'_>]) -> BTreeSet<usize> {
    let (mut found, mut next) = (BTreeSet::from([first]), vec![first]);
    while let Some(at) = next.pop() {
        let others = (0..subjects.len()).filter(|other| subjects[at].touches(&subjects[*other]));
        next.extend(others.filter(|other| found.insert(*other)));
    }
    found
}

/// What a problem is about.
struct Subject<'p> {
    /// The line of the entry that it is in.
    entry: usize,
    /// What it names.
    words: Vec<&'p str>,
    /// The keys of its line.
    keys: Vec<&'p str>,
    /// The name of the entry, and all words in it.
    name: Option<&'p str>,
    around: BTreeSet<&'p str>,
    is_astray: bool,
}

impl<'p> Subject<'p> {
    fn of(problem: &'p Problem, lines: &Lines<'p>) -> Self {
        let entry = lines.entry(problem.line).unwrap_or(problem.line);
        let words = [words(&problem.message), words(help(problem))].concat();
        let of_errors = is_of_errors(problem, lines).then_some("error_body");
        let mut words: Vec<&str> = words.into_iter().flat_map(|word| word.split('.')).chain(of_errors).collect();
        words.extend(words.clone().into_iter().flat_map(|word| declaring(word, lines)));
        // The names of the entry and of all that are declared with it are of what it points at.
        let section = lines.around(problem.line).last().copied().unwrap_or(entry);
        let keys = [problem.line, entry, section].into_iter().flat_map(|line| keys_of(lines.line(line)).take(KEYS));
        // What lacks an example may have what another one has no place for.
        let block = if problem.code == Code::EXAMPLE_MISSING { lines.block(entry) } else { 0..0 };
        let keys = keys
            .chain(block.flat_map(|line| keys_of(lines.line(line))))
            .chain(replies(problem, entry, lines))
            .collect();
        let name = keys_of(lines.line(entry)).next();
        let around = lines.block(entry).flat_map(|line| words_of(lines.line(line))).take(WORDS).collect();
        Self { entry, words, keys, name, around, is_astray: is_astray(problem) }
    }

    fn touches(&self, other: &Self) -> bool {
        let is_named = |words: &[&str], among: &[&str]| words.iter().any(|word| among.contains(word));
        let refers = |one: &Self, to: &Self| to.name.is_some_and(|name| one.around.contains(name));
        self.entry == other.entry
            || refers(self, other)
            || refers(other, self)
            || self.is_astray
            || other.is_astray
            || is_named(&self.words, &other.words)
            || is_named(&self.words, &other.keys)
            || is_named(&other.words, &self.keys)
    }
}

/// Returns the names of the types that declare a name.
fn declaring<'t>(name: &str, lines: &Lines<'t>) -> Vec<&'t str> {
    let of_types =
        |line: &usize| lines.around(*line).last().is_some_and(|line| lines.line(*line).starts_with("types:"));
    let declaring = lines.keys(name).take(TYPES).map(|place| place.line).filter(of_types);
    let entries = declaring.filter_map(|line| lines.entry(line));
    entries.filter_map(|entry| keys_of(lines.line(entry)).next()).collect()
}

/// Returns the names of the types with which an example is compared.
fn replies<'t>(problem: &Problem, entry: usize, lines: &Lines<'t>) -> Vec<&'t str> {
    let is_example = [Code::EXAMPLE, Code::EXAMPLE_MISSING].contains(&problem.code);
    let mut block = lines.block(entry).filter(|_| is_example);
    let returned = block.find_map(|line| Some(lines.line(line).split_once("returns:")?.1));
    returned.map(|returned| words_of(returned).take(KEYS).collect()).unwrap_or_default()
}

/// Whether a problem is in the errors of the whole spec, whose examples and conditions are of one body.
fn is_of_errors(problem: &Problem, lines: &Lines<'_>) -> bool {
    lines.around(problem.line).last().is_some_and(|line| lines.line(*line).starts_with("errors:"))
}

/// Whether a problem is of a key that its entry has not, or not there.
pub(super) fn is_alien(problem: &Problem) -> bool {
    problem.edit.is_none() && [Code::UNKNOWN_KEY, Code::MISPLACED].contains(&problem.code)
}

/// What is not used, or may belong to another place.
const ASTRAY: [Code; 9] = [
    Code::UNUSED,
    Code::NAME,
    Code::TAKEN,
    Code::DUPLICATE_KEY,
    Code::MISSING_KEY,
    Code::METHOD,
    Code::VISIT,
    Code::STATUS,
    Code::TOKEN_CALL,
];

/// Whether a problem is of something that is not used, or does not belong to its place.
fn is_astray(problem: &Problem) -> bool {
    ASTRAY.contains(&problem.code)
        || said::is_of_other_way(problem)
        || said::is_unused_input(problem)
        || said::lacks_secret(problem)
        || is_alien(problem)
}
