//! Finds the declaration that is misspelled where all that refers to it is right.

use std::collections::BTreeSet;

use auth_language::problem::Code;
use auth_language::suggest;

use super::trial::Trials;
use crate::text::{Edit, Problem};

/// Replaces the problems of what refers to a misspelled declaration by one of that, where its other spelling mends them.
pub(super) fn explain(problems: &mut Vec<Problem>, trials: &mut Trials<'_>) {
    let slips: BTreeSet<Slip> = problems.iter().flat_map(|problem| slips(problem, trials.text)).collect();
    for slip in slips {
        let (mended, new) = trials.changed(problems, &slip.edit());
        let Some(code) = mended.first().map(|first| first.code) else { continue };
        // What the misspelled name has hidden may come to light, on other lines.
        let is_hidden = |problem: &Problem| problem.code != Code::YAML && problem.line != slip.line;
        let is_worth_it = new.is_empty() || (mended.len() > new.len() + 1 && new.iter().all(is_hidden));
        if !is_worth_it {
            continue;
        }
        // One reference may be what is misspelled, unless its change leads to other problems.
        let mut edits = mended.iter().filter_map(|problem| problem.edit.as_ref());
        if mended.len() == 1 && edits.any(|edit| !trials.mended(problems, edit).is_empty()) {
            continue;
        }
        problems.retain(|problem| !mended.contains(problem));
        problems.extend(new);
        problems.push(Problem { code, ..slip.problem() });
        problems.sort_by_key(|problem| (problem.line, problem.column));
    }
}

/// A word that is in a text once, and another one that is probably meant.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Slip {
    line: usize,
    column: usize,
    word: String,
    meant: String,
}

impl Slip {
    fn edit(&self) -> Edit {
        let columns = self.column..self.column + self.word.chars().count();
        Edit { line: self.line, columns, text: self.meant.clone() }
    }

    fn problem(&self) -> Problem {
        let Self { line, column, word, meant } = self;
        Problem {
            code: Code::NAME,
            line: *line,
            column: *column,
            message: format!("`{word}` is written here only, and `{meant}` elsewhere"),
            help: Some(format!("did you mean `{meant}`?")),
            edit: Some(self.edit()),
            related: Vec::new(),
        }
    }
}

/// Returns the words that a problem names as unknown, and for which it proposes one that is in the text once. The other one
/// is in it several times.
fn slips(problem: &Problem, text: &str) -> Vec<Slip> {
    let Some(advice) = problem.help.as_deref().filter(|help| help.starts_with("did you mean")) else {
        return Vec::new();
    };
    let (unknown, proposed) = (quoted(&problem.message), quoted(advice));
    let mut found = Vec::new();
    for word in proposed.iter().filter(|word| !unknown.contains(*word)) {
        let is_part = |meant: &str| word.starts_with(meant) || meant.starts_with(word);
        let is_meant = |meant: &&&str| suggest::is_near(word, meant) && !is_part(meant);
        let meant = unknown.iter().find(|meant| !proposed.contains(*meant) && is_meant(meant));
        let meant = meant.filter(|meant| places(text, meant).nth(1).is_some());
        let mut places = places(text, word);
        if let (Some(meant), Some((line, column)), None) = (meant, places.next(), places.next()) {
            found.push(Slip { line, column, word: (*word).to_owned(), meant: (*meant).to_owned() });
        }
    }
    found
}

/// Returns the words between backticks.
fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).flat_map(words).map(|(_, word)| word).collect()
}

/// Returns the words of a text, and where they begin.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let starts = text.match_indices(is_part).map(|(at, _)| at);
    let starts = starts.filter(move |at| !text[..*at].ends_with(is_part));
    starts.map(move |at| (at, text[at..].split(|c| !is_part(c)).next().unwrap_or_default()))
}

/// Returns the lines and columns at which a word is in a text.
fn places<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = (usize, usize)> + 't {
    let lines = text.lines().enumerate().filter(move |(_, line)| line.contains(word));
    lines.flat_map(move |(index, line)| {
        let places = words(line).filter(move |(_, found)| *found == word);
        places.map(move |(at, _)| (index + 1, line[..at].chars().count() + 1))
    })
}
