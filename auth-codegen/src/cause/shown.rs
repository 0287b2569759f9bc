//! Examples that disagree with what another problem is about, and what is not used because of it. Which of the two is wrong, the
//! author knows: they are one problem, which says where the other one is.

use auth_language::problem::Code;

use super::entries::{are_of_one, is_of_errors, key_at, lines_of, name_of, words};
use super::relate::relate;
use super::said::{self, quoted};
use crate::text::Problem;

/// Leaves out what another problem may lead to, which says so.
pub(super) fn fold(problems: &mut Vec<Problem>, text: &str) {
    fold_examples(problems, text);
    fold_unused(problems);
}

/// Leaves out what is not used, if there is one other problem, and with that something is not read or not there.
fn fold_unused(problems: &mut Vec<Problem>) {
    let is_declared =
        |problem: &Problem| problem.edit.is_none() && (problem.code == Code::UNUSED || said::is_unused_set(problem));
    let is_unused = |problem: &Problem| is_declared(problem) || said::is_unused_input(problem);
    let mut others = problems.iter().filter(|problem| !is_unused(problem));
    let (Some(other), None) = (others.next(), others.next()) else { return };
    // One that is gone, or of another language, may not be what is proposed.
    let is_gone = other.code == Code::TOKEN_CALL && said::is_guessed(other);
    let is_meant = other.edit.is_some() && !is_gone && !said::is_of_elsewhere(other);
    if is_meant || !MAY_USE.contains(&other.code) {
        return;
    }
    let kept = other.clone();
    relate(problems, &kept, is_unused);
}

fn fold_examples(problems: &mut Vec<Problem>, text: &str) {
    let are_all = problems.len() == 2;
    let (shown, mut others): (Vec<Problem>, Vec<Problem>) = problems.drain(..).partition(is_shown);
    let mut left = Vec::new();
    for example in shown {
        match others.iter_mut().find(|other| is_about(other, &example, are_all, text)) {
            Some(other) => other.relate(example),
            None => left.push(example),
        }
    }
    others.extend(left);
    others.sort_by_key(|problem| (problem.line, problem.column));
    *problems = others;
}

/// Whether a problem is of an example, and says no better word.
fn is_shown(problem: &Problem) -> bool {
    problem.edit.is_none() && said::disagrees(problem)
}

/// What is wrong with a type, or with all that is sent: whatever an example of it is, it disagrees.
const OF_TYPES: [Code; 9] = [
    Code::SHAPE,
    Code::MISSING_KEY,
    Code::TYPE,
    Code::FIELD_PROPERTY,
    Code::DEFAULT,
    Code::RECURSIVE,
    Code::MEANING,
    Code::BODY,
    Code::UNREACHABLE,
];

/// The problems with which something that is not used may be used.
const MAY_USE: [Code; 18] = [
    Code::STATUS,
    Code::IDENTITY,
    Code::MISSING_KEY,
    Code::UNKNOWN_KEY,
    Code::MISPLACED,
    Code::SHAPE,
    Code::EMPTY,
    Code::TYPE,
    Code::RETURNS,
    Code::ERROR_BODY,
    Code::AUTH,
    Code::UNKNOWN_NAME,
    Code::CREDENTIAL,
    Code::CLIENT_AUTHENTICATION,
    Code::TOKEN,
    Code::TOKEN_CALL,
    Code::STEP,
    Code::CONSENT,
];

/// Whether a problem is of the entry that an example is in, or of a type that this names, and of the same field, unless these
/// two are all there is.
fn is_about(problem: &Problem, example: &Problem, are_all: bool, text: &str) -> bool {
    // Where it is known what is meant, it has been tried whether the example is right then.
    let is_tried = problem.edit.is_some() && !(said::is_of_elsewhere(problem) && said::is_unknown_member(example));
    if problem.code == Code::EXAMPLE || is_tried || is_alone(problem, text) || is_alone(example, text) {
        return false;
    }
    let entry = lines_of(text, example.line).join("\n");
    let is_type = |name: &&str| name.starts_with(char::is_uppercase);
    let declared = name_of(text, problem.line).filter(is_type);
    let named = quoted(&problem.message).into_iter().filter(is_type);
    let is_near = are_of_one(text, problem.line, example.line)
        || (declared.is_some() && is_of_errors(text, example.line))
        || declared.into_iter().chain(named).any(|name| has(&entry, name));
    let is_unsent = said::is_unused_input(problem) && said::is_unknown_member(example);
    is_near && (are_all || OF_TYPES.contains(&problem.code) || is_unsent || share_a_name(problem, example))
}

/// Keys of texts for people, and of examples: their value is of the wrong kind whatever else is wrong.
const ALONE: [&str; 4] = ["doc", "title", "deprecated", "request"];

/// Whether a problem is of a value of the wrong kind that depends on nothing.
pub(super) fn is_alone(problem: &Problem, text: &str) -> bool {
    let is_of_kind = [Code::SHAPE, Code::EMPTY].contains(&problem.code) || said::is_no_object(problem);
    is_of_kind && key_at(text, problem.line, problem.column).is_some_and(|key| ALONE.contains(&key))
}

/// Whether two problems name one field.
fn share_a_name(one: &Problem, other: &Problem) -> bool {
    let names = |problem| quoted(problem).into_iter().flat_map(|name| name.split('.')).collect::<Vec<_>>();
    let others = names(&other.message);
    names(&one.message).iter().any(|name| others.contains(name))
}

fn has(entry: &str, name: &str) -> bool {
    words(entry).any(|word| word == name)
}
