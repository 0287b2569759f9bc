//! Which problems may be one mistake: those in one entry, those of which one names what the other names or points at, and
//! what is not used or does not belong to its place, as it may belong to that of another.

use auth_language::problem::Code;

use super::place::Lines;
use super::words::{help, words};
use crate::cause::entries::{keys, words as words_of};
use crate::cause::said;
use crate::text::Problem;

/// How many keys of a line are looked at.
const KEYS: usize = 16;

/// Returns the problems that have something in common with another one.
pub(super) fn to_others(problems: &[Problem], lines: &Lines<'_>) -> Vec<Problem> {
    let subjects: Vec<Subject<'_>> = problems.iter().map(|problem| Subject::of(problem, lines)).collect();
    let is_related = |at: usize| (0..subjects.len()).any(|other| other != at && subjects[at].touches(&subjects[other]));
    problems.iter().enumerate().filter(|(at, _)| is_related(*at)).map(|(_, problem)| problem.clone()).collect()
}

/// What a problem is about.
struct Subject<'p> {
    /// The line of the entry that it is in.
    entry: usize,
    /// What it names.
    words: Vec<&'p str>,
    /// The keys of its line.
    keys: Vec<&'p str>,
    is_astray: bool,
}

impl<'p> Subject<'p> {
    fn of(problem: &'p Problem, lines: &Lines<'p>) -> Self {
        let entry = lines.entry(problem.line).unwrap_or(problem.line);
        let words = [words(&problem.message), words(help(problem))].concat();
        let of_errors = is_of_errors(problem, lines).then_some("error_body");
        let words = words.into_iter().flat_map(|word| word.split('.')).chain(of_errors).collect();
        // The name of the entry is one of what it points at.
        let keys = [problem.line, entry].into_iter().flat_map(|line| keys(lines.line(line)).take(KEYS));
        let keys = keys.chain(replies(problem, entry, lines)).collect();
        Self { entry, words, keys, is_astray: is_astray(problem) }
    }

    fn touches(&self, other: &Self) -> bool {
        let is_named = |words: &[&str], among: &[&str]| words.iter().any(|word| among.contains(word));
        self.entry == other.entry
            || self.is_astray
            || other.is_astray
            || is_named(&self.words, &other.words)
            || is_named(&self.words, &other.keys)
            || is_named(&other.words, &self.keys)
    }
}

/// Returns the names of the types with which an example is compared.
fn replies<'t>(problem: &Problem, entry: usize, lines: &Lines<'t>) -> Vec<&'t str> {
    let is_reply = |line: &usize| lines.line(*line).trim_start().starts_with("returns:");
    let returned = lines.block(entry).find(is_reply).filter(|_| problem.code == Code::EXAMPLE);
    returned.map(|line| words_of(lines.line(line)).take(KEYS).collect()).unwrap_or_default()
}

/// Whether a problem is in the errors of the whole spec, whose examples and conditions are of one body.
fn is_of_errors(problem: &Problem, lines: &Lines<'_>) -> bool {
    lines.around(problem.line).last().is_some_and(|line| lines.line(*line).starts_with("errors:"))
}

/// Whether a problem is of something that is not used, or does not belong to its place.
fn is_astray(problem: &Problem) -> bool {
    [Code::UNUSED, Code::NAME, Code::DUPLICATE_KEY].contains(&problem.code)
        || said::is_unused_input(problem)
        || (problem.code == Code::UNKNOWN_KEY && problem.edit.is_none())
}
