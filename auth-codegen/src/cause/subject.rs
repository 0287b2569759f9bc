//! Joins the problems of several places that say the same: one declaration is missing, or has the wrong type.

use std::collections::{BTreeSet, HashMap};

use super::said;
use crate::text::Problem;

/// What problems have in common that are one mistake.
#[derive(PartialEq, Eq, Hash)]
enum Subject {
    /// A name that is not there.
    Absent(String),
    /// A field whose type is wrong, if it is not the values; and the type that these would have.
    Mistyped(String, Option<String>),
}

/// Keeps the first problem of each subject, and says at which other lines it is. A problem with an edit has a mistake of its
/// own.
pub(super) fn join(problems: &mut Vec<Problem>, text: &str) {
    let mut kept: Vec<(Problem, BTreeSet<usize>)> = Vec::new();
    let mut first: HashMap<Subject, usize> = HashMap::new();
    for problem in std::mem::take(problems) {
        let subjects = subjects(&problem, text);
        let at = subjects.iter().find_map(|subject| first.get(subject)).copied().unwrap_or(kept.len());
        for subject in subjects {
            if let Subject::Mistyped(field, Some(_)) = &subject {
                first.insert(Subject::Mistyped(field.clone(), None), at);
            }
            first.insert(subject, at);
        }
        match kept.get_mut(at) {
            Some((_, lines)) => drop(lines.insert(problem.line)),
            None => kept.push((problem, BTreeSet::new())),
        }
    }
    problems.extend(kept.into_iter().map(|(problem, lines)| with_lines(problem, lines)));
}

fn subjects(problem: &Problem, text: &str) -> Vec<Subject> {
    if problem.edit.is_some() {
        return Vec::new();
    }
    let absent = said::absent(problem).into_iter().map(|name| Subject::Absent(name.to_owned()));
    let mistyped = said::mistyped(problem, text);
    let mistyped = mistyped.map(|(field, expected)| Subject::Mistyped(field.to_owned(), expected.map(str::to_owned)));
    absent.chain(mistyped).collect()
}

/// Says in the advice which other lines have the same problem.
fn with_lines(problem: Problem, mut lines: BTreeSet<usize>) -> Problem {
    lines.remove(&problem.line);
    let numbers: Vec<String> = lines.iter().map(ToString::to_string).collect();
    let others = match numbers.split_last() {
        None => return problem,
        Some((only, [])) => format!("the same in line {only}"),
        Some((last, others)) => format!("the same in lines {} and {last}", others.join(", ")),
    };
    let help = problem.help.map_or_else(|| others.clone(), |help| format!("{help}; {others}"));
    Problem { help: Some(help), ..problem }
}
