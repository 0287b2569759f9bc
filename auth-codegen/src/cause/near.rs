//! Problems of one name. Where few are left and none says what is meant, they are one mistake rather than several: one is
//! shown, and the others are related to it.

use auth_language::problem::Code;

use super::entries::{is_of_errors, key_at, name_of};
use super::relate::relate;
use super::said::{self, quoted};
use super::shown::is_alone;
use crate::text::Problem;

/// The most problems of a report that may be one mistake, though no change shows it.
const FEW: usize = 3;

/// What a mistake elsewhere may lead to: these say that two places of a spec do not agree.
const OF_TWO_PLACES: [Code; 24] = [
    Code::UNUSED,
    Code::CONSTANT,
    Code::UNKNOWN_NAME,
    Code::PATH_PARAMETER,
    Code::BODY,
    Code::AUTH,
    Code::VISIT,
    Code::UNREACHABLE,
    Code::CONDITION,
    Code::ERROR_BODY,
    Code::CREDENTIAL,
    Code::ATTACH,
    Code::INPUT,
    Code::CLIENT_AUTHENTICATION,
    Code::IDENTITY,
    Code::SIGN,
    Code::TOKEN,
    Code::TOKEN_CALL,
    Code::CONSENT,
    Code::ONCE,
    Code::STEP,
    Code::REGISTRATION,
    Code::EXAMPLE,
    Code::EXAMPLE_LEADS_ELSEWHERE,
];

/// What an entry lacks or is taken for. With a key of another mapping, it is of another kind.
const OF_WHOLE_ENTRY: [Code; 5] =
    [Code::MISSING_KEY, Code::METHOD, Code::RETURNS, Code::EXAMPLE_MISSING, Code::COLLISION];

/// Words that say nothing of what a problem is about.
const COMMON: [&str; 4] = ["null", "request", "response", "example"];

/// Relates to the first problem what says that another place does not agree with the same name.
pub(super) fn fold(problems: &mut Vec<Problem>, text: &str) {
    if problems.len() > FEW || problems.iter().any(|problem| problem.edit.is_some() || is_alone(problem, text)) {
        return;
    }
    // What is read first is the likely one; the codes are in this order. What is not used says least.
    let is_unused = |problem: &Problem| problem.code == Code::UNUSED || said::is_unused_input(problem);
    let likely = |problem: &&Problem| (is_unused(problem), problem.code, problem.line);
    let Some(first) = problems.iter().min_by_key(likely).cloned() else { return };
    let named = names(&first, text);
    let is_near = |problem: &Problem| names(problem, text).iter().any(|name| named.contains(name));
    let is_lacking = |problem: &Problem| first.code == Code::UNKNOWN_KEY && OF_WHOLE_ENTRY.contains(&problem.code);
    let may_follow = |problem: &Problem| OF_TWO_PLACES.contains(&problem.code) || is_lacking(problem);
    relate(problems, &first, |problem| may_follow(problem) && is_near(problem));
}

/// Returns what a problem names, the key or the value at its place, and the name of its entry.
fn names<'p>(problem: &'p Problem, text: &'p str) -> Vec<&'p str> {
    let own = key_at(text, problem.line, problem.column);
    let said = quoted(&problem.message).into_iter().flat_map(|name| name.split('.'));
    // The errors of a spec are of one body.
    let section = is_of_errors(text, problem.line).then_some("errors");
    let all = said.chain(own).chain(name_of(text, problem.line)).chain(section);
    all.filter(|name| !COMMON.contains(name)).collect()
}
