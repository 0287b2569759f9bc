//! Makes one problem of those that one mistake has at several places: each is what it is because of one declaration, or of
//! one that is missing.

use std::collections::{HashMap, HashSet};

use auth_language::key;
use auth_language::problem::Code;
use auth_language::suggest;

use super::entries::{has_section, keys, lines_of};
use super::said;
use crate::text::Problem;

/// What problems have in common that are one mistake.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Subject {
    /// A name that is not there.
    Absent(String),
    /// A field whose type is wrong, if it is not the values; and the type that these would have.
    Mistyped(String, Option<String>),
    /// The same message and advice.
    Alike(String, Option<String>),
    /// What names have in common that are not there: the names that are.
    Known(Option<String>),
    /// Names that are not there, in the entry that begins with this line.
    Within(String),
}

/// Leaves out what repeats an earlier problem, which says where.
pub(super) fn join(problems: &mut Vec<Problem>, text: &str) {
    let mut joined: Vec<(Problem, Vec<Problem>)> = Vec::new();
    let mut first: HashMap<Subject, usize> = HashMap::new();
    for problem in problems.drain(..) {
        let subjects = subjects(&problem, text);
        let at = subjects.iter().find_map(|subject| first.get(subject)).copied().unwrap_or(joined.len());
        for subject in subjects.into_iter().flat_map(with_wider) {
            first.entry(subject).or_insert(at);
        }
        match joined.get_mut(at) {
            Some((_, others)) => others.push(problem),
            None => joined.push((problem, Vec::new())),
        }
    }
    problems.extend(joined.into_iter().map(|(first, others)| with(first, &others)));
}

/// Returns what a problem is about. One with a change of its own is mended on its own.
fn subjects(problem: &Problem, text: &str) -> Vec<Subject> {
    let absent = said::absent(problem).into_iter().flat_map(of_absent);
    if let Some(edit) = &problem.edit {
        // Where one name is unknown at several places, its declaration has another one. A type may be misspelled twice.
        let is_slip = || said::absent(problem).iter().any(|name| suggest::is_slip(name, &edit.text));
        return absent.filter(|_| problem.code != Code::TYPE || !is_slip()).collect();
    }
    let mistyped = said::mistyped(problem, text);
    let mistyped = mistyped.map(|(field, expected)| Subject::Mistyped(field.to_owned(), expected.map(str::to_owned)));
    let alike = of_what_is_known(problem, text)
        .or_else(|| of_entry(problem, text))
        .or_else(|| of_names(problem))
        .or_else(|| of_all(problem));
    let is_name = problem.code == Code::UNKNOWN_NAME && !said::absent(problem).is_empty();
    let within = is_name.then(|| Subject::Within(name_of_entry(problem, text).to_owned()));
    let of_template =
        template_at(problem, text).map(|name| Subject::Alike(format!("{name} {}", problem.message), None));
    absent.chain(mistyped).chain(alike).chain(within).chain(exchanged(problem)).chain(of_template).collect()
}

/// Returns the name in the template that a problem points at.
fn template_at<'t>(problem: &Problem, text: &'t str) -> Option<&'t str> {
    let line = text.lines().nth(problem.line - 1)?;
    let (start, _) = line.char_indices().nth(problem.column - 1)?;
    let (name, _) = line.get(start..)?.trim_start_matches('"').strip_prefix('{')?.split_once('}')?;
    (!name.contains([' ', ':'])).then_some(name)
}

/// Where several names are not there, what is there may be another declaration.
fn of_what_is_known(problem: &Problem, text: &str) -> Option<Subject> {
    let known = || Some(Subject::Known(problem.help.clone()));
    match problem.code {
        // The type lacks them all.
        Code::EXAMPLE if said::is_unknown_member(problem) => known(),
        // The reply, or the step, is another one.
        Code::TOKEN if !said::absent(problem).is_empty() => known(),
        Code::UNKNOWN_NAME if lacks_settings(problem, text) => Some(Subject::Known(None)),
        Code::UNKNOWN_NAME => known(),
        Code::TYPE | Code::ERROR_BODY if lacks_types(problem, text) => Some(Subject::Known(None)),
        Code::TYPE | Code::SETTING if said::is_unknown(problem, "type") || said::is_of_unknown_type(problem) => {
            Some(Subject::Known(Some("type".to_owned())))
        }
        Code::HOST if lacks_hosts(problem, text) => known(),
        _ => None,
    }
}

/// All of an entry is sent in the wrong place, or is not used.
fn of_entry(problem: &Problem, text: &str) -> Option<Subject> {
    let entry = || name_of_entry(problem, text).to_owned();
    match problem.code {
        Code::PATH_PARAMETER if said::is_undeclared(problem) => Some(Subject::Alike(entry(), None)),
        Code::PATH_PARAMETER if said::is_sent_elsewhere(problem) => Some(Subject::Alike(entry(), problem.help.clone())),
        // The type is another one.
        Code::FIELD_PROPERTY if said::is_of_other_types(problem) => {
            braces(problem, text).map(|at| Subject::Alike(at, None))
        }
        // The entry is of another kind.
        Code::UNKNOWN_KEY if is_key(name_of_entry(problem, text)) => Some(Subject::Alike(entry(), None)),
        Code::UNKNOWN_KEY => said::belongs_to(problem).map(|kind| Subject::Alike(entry() + kind, None)),
        // The first step of all is missing.
        Code::STEP if said::is_first_step(problem) => Some(Subject::Alike(entry(), problem.help.clone())),
        Code::SECRET_IN_URL => Some(Subject::Alike(entry() + &problem.message, None)),
        Code::TYPE if said::is_nameless(problem) => Some(Subject::Alike(entry(), problem.help.clone())),
        // Nothing in the entry has a template.
        Code::INPUT if said::is_never_used(problem) && !lines_of(text, problem.line).concat().contains("\"{") => {
            Some(Subject::Alike(entry(), None))
        }
        _ => None,
    }
}

/// Whether an entry has a key of an endpoint where its name should be.
fn is_key(line: &str) -> bool {
    keys(line).next().is_some_and(|name| key::ENDPOINT.key(name).is_some())
}

/// Returns where the braces begin in which a problem is.
fn braces(problem: &Problem, text: &str) -> Option<String> {
    let line = text.lines().nth(problem.line - 1)?;
    let (at, _) = line.char_indices().nth(problem.column - 1)?;
    Some(format!("{}:{}", problem.line, line[..at].rfind('{')?))
}

/// One declaration has another type, or one condition is true for them all.
fn of_names(problem: &Problem) -> Option<Subject> {
    let names = said::quoted(&problem.message);
    let first = || names.first().copied().unwrap_or_default().to_owned();
    match problem.code {
        Code::INPUT if said::has_two_types(problem) => {
            let last = names.last().copied().unwrap_or_default();
            Some(Subject::Alike(format!("{} {last}", first()), problem.help.clone()))
        }
        // The host says how the client authenticates at each call.
        Code::EXAMPLE if said::is_of_client(problem) => Some(Subject::Alike(problem.message.clone(), None)),
        // The call of two credentials lacks both.
        Code::CREDENTIAL if said::is_unprotected(problem) => Some(Subject::Alike(first(), None)),
        _ => said::read_as(problem).map(|name| Subject::Alike(name.to_owned(), None)),
    }
}

/// A body of another kind, or a part that has no place, is that for all that is in it, and for all calls; a cycle of types has no
/// end at each of them.
fn of_all(problem: &Problem) -> Option<Subject> {
    match problem.code {
        Code::EXAMPLE
        | Code::BODY
        | Code::PLACE
        | Code::ATTACH
        | Code::AUTH
        | Code::TOKEN
        | Code::TOKEN_CALL
        | Code::IDENTITY => Some(Subject::Alike(problem.message.clone(), problem.help.clone())),
        Code::RECURSIVE => Some(Subject::Alike(String::new(), problem.help.clone())),
        _ => None,
    }
}

/// Returns the two errors of an example that leads to the other one: their conditions may be exchanged.
fn exchanged(problem: &Problem) -> Option<Subject> {
    let mut names = said::quoted(&problem.message);
    names.sort_unstable();
    (said::read_as(problem).is_some() && names.len() > 1).then(|| Subject::Alike(names.join(" "), None))
}

/// Returns a name that is not there, and the field that has the wrong type, if it would be in that.
fn of_absent(name: &str) -> Vec<Subject> {
    let around = name.rsplit_once('.').map(|(around, _)| Subject::Mistyped(around.to_owned(), None));
    std::iter::once(Subject::Absent(name.to_owned())).chain(around).collect()
}

/// Returns the line with the name of the entry that a problem is in.
fn name_of_entry<'t>(problem: &Problem, text: &'t str) -> &'t str {
    lines_of(text, problem.line).first().copied().unwrap_or_default()
}

/// Whether a type is missing from a spec that declares none.
fn lacks_types(problem: &Problem, text: &str) -> bool {
    said::is_unknown(problem, "type") && !has_section(text, "types")
}

/// Whether a name is missing that may be a setting, from a spec that declares none.
fn lacks_settings(problem: &Problem, text: &str) -> bool {
    let may_be_one = said::is_of_unknown_setting(problem) || said::are_no_names(problem);
    may_be_one && !has_section(text, "settings")
}

/// Whether a host is missing from a spec that declares none.
fn lacks_hosts(problem: &Problem, text: &str) -> bool {
    said::is_of_unknown_host(problem) && !has_section(text, "hosts")
}

/// Returns a subject, and the wider one that a problem of a token has.
fn with_wider(subject: Subject) -> Vec<Subject> {
    match &subject {
        Subject::Mistyped(field, Some(_)) => vec![Subject::Mistyped(field.clone(), None), subject],
        _ => vec![subject],
    }
}

/// The codes of problems of names, which are said with their lines.
const NAMED: [Code; 9] = [
    Code::UNKNOWN_NAME,
    Code::SETTING,
    Code::TYPE,
    Code::ERROR_BODY,
    Code::INPUT,
    Code::HOST,
    Code::EXAMPLE,
    Code::TOKEN,
    Code::STEP,
];

/// Adds the others to the advice: their lines, or their names where they are of other names.
fn with(first: Problem, others: &[Problem]) -> Problem {
    let are_named = NAMED.contains(&first.code) || said::is_undeclared(&first);
    let is_other = |other: &Problem| first.code != Code::EXAMPLE || said::is_unknown_member(other);
    let is_same = |other: &&Problem| !are_named || other.message == first.message || !is_other(other);
    let (same, named): (Vec<&Problem>, Vec<&Problem>) = others.iter().partition(is_same);
    let mut lines: Vec<usize> = same.iter().map(|other| other.line).filter(|line| *line != first.line).collect();
    lines.dedup();
    let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
    let mut help = first.help.clone().unwrap_or_default();
    if let Some(listed) = listed(&lines) {
        let line = if lines.len() > 1 { "lines" } else { "line" };
        help = format!("{help}; the same in {line} {listed}");
    }
    let mut seen = HashSet::new();
    let named = named.into_iter().filter(|other| seen.insert(other.message.as_str()));
    let names: Vec<String> = named.filter_map(name_of).collect();
    if let Some(listed) = listed(&names) {
        let are = if names.len() > 1 { "are" } else { "is" };
        let lacking = if first.code == Code::INPUT { "used" } else { "there" };
        help = format!("{help}; {listed} {are} not {lacking}, either");
    }
    Problem { help: Some(help), ..first }
}

fn listed(all: &[String]) -> Option<String> {
    let (last, others) = all.split_last()?;
    let others = others.join(", ");
    Some(if others.is_empty() { last.clone() } else { format!("{others} and {last}") })
}

/// Returns the name that a problem is about, with its line.
fn name_of(problem: &Problem) -> Option<String> {
    let has_absent = [Code::EXAMPLE, Code::TOKEN, Code::STEP].contains(&problem.code);
    let member = said::absent(problem).first().copied().filter(|_| has_absent);
    let name = member.or_else(|| problem.message.split('`').nth(1))?;
    Some(format!("`{name}` in line {}", problem.line))
}
