//! Problems that another one explains: both are of one name, one entry or one example.

mod body;
mod entry;
mod example;
mod line;
mod misplaced;
mod step;
mod unused;

use auth_language::problem::Code;

use super::entries::{are_of_one, has_section, indent, keys, line_of, words};
use super::said::{self, absent, quoted};
use crate::text::Problem;

/// Leaves out what another problem explains.
pub(super) fn drop_explained(problems: &mut Vec<Problem>, text: &str) {
    let all = std::mem::take(problems);
    let is_explained = |at: usize| {
        // Of two that explain each other, the first is left.
        let by = |other: usize| {
            explains(&all[other], &all[at], text) && (other < at || !explains(&all[at], &all[other], text))
        };
        (0..all.len()).any(|other| other != at && by(other))
    };
    problems.extend((0..all.len()).filter(|at| !is_explained(*at)).map(|at| all[at].clone()));
}

fn explains(other: &Problem, problem: &Problem, text: &str) -> bool {
    unused::explains(other, problem, text)
        || is_misnamed(other, problem, text)
        || is_twice(other, problem)
        || is_renamed(other, problem, text)
        || misplaced::explains(other, problem, text)
        || entry::explains(other, problem, text)
        || line::explains(other, problem, text)
        || body::explains(other, problem, text)
        || example::explains(other, problem, text)
        || step::explains(other, problem, text)
        || is_of_merged(other, problem, text)
        || is_unprotected(other, problem)
        || is_of_setting(other, problem, text)
        || is_of_value(other, problem, text)
        || is_of_path(other, problem, text)
        || is_of_host(other, problem, text)
        || is_issuer(other, problem)
        || is_unset(other, problem, text)
        || (said::lacks_credentials(other) && is_of_credentials(problem))
}

/// Whether an issuer is a setting that is not there.
fn is_issuer(other: &Problem, problem: &Problem) -> bool {
    said::is_of_unknown_setting(other)
        && problem.code == Code::IDENTITY
        && absent(other).first() == quoted(&problem.message).first()
}

/// Whether a name is that of a setting beside another one, where the spec has none, or of a value that is not captured either.
fn is_unset(other: &Problem, problem: &Problem, text: &str) -> bool {
    let lacks_settings = || said::is_of_unknown_setting(other) && !has_section(text, "settings");
    let is_in_line = |name: &&str| line_of(text, other.line).contains(&format!("{{{name}}}"));
    let is_field = |name: &&str| text.lines().any(|line| keys(line).any(|key| key == *name));
    match problem.code {
        Code::UNKNOWN_NAME if problem.edit.is_none() => lacks_settings() && absent(problem).iter().all(is_in_line),
        Code::PATH_PARAMETER if said::is_undeclared(problem) => {
            said::is_not_captured(other) && absent(problem).iter().all(is_field)
        }
        _ => false,
    }
}

/// Whether a host is declared with something else, and environments lack it.
fn is_of_host(other: &Problem, problem: &Problem, text: &str) -> bool {
    let name = said::lacks_host(problem);
    [Code::URL, Code::MISSING_KEY, Code::UNKNOWN_KEY, Code::NAME, Code::SHAPE].contains(&other.code)
        && name.is_some_and(|name| words(line_of(text, other.line)).any(|word| word == name))
}

/// Whether a problem is of what credentials have.
fn is_of_credentials(problem: &Problem) -> bool {
    let is_unknown = problem.code == Code::UNKNOWN_NAME && problem.edit.is_none();
    said::lacks_clients(problem) || said::is_undeclared(problem) || is_unknown
}

/// Whether a URL begins with a setting of another type than its example has.
fn is_of_setting(other: &Problem, problem: &Problem, text: &str) -> bool {
    let name = quoted(&problem.message).first().copied();
    other.code == Code::SETTING
        && problem.code == Code::URL
        && keys(line_of(text, other.line)).any(|key| Some(key) == name)
}

/// Whether a path could not be read, and a credential misses its own name there.
fn is_of_path(other: &Problem, problem: &Problem, text: &str) -> bool {
    let is_path = [Code::PATH, Code::TEMPLATE].contains(&other.code);
    let name = quoted(&problem.message).last().copied();
    is_path && said::lacks_calls(problem) && name.is_some_and(|name| line_of(text, other.line).contains(name))
}

/// Whether a setting has the wrong type or host, and its value does not fit that.
fn is_of_value(other: &Problem, problem: &Problem, text: &str) -> bool {
    let is_wrong = [Code::SETTING, Code::HOST].contains(&other.code);
    is_wrong && said::is_misfit(problem) && are_of_one(text, other.line, problem.line)
}

/// Whether two credentials have become one, because the name of the second is missing.
fn is_of_merged(other: &Problem, problem: &Problem, text: &str) -> bool {
    let (first, last) = (other.line.min(problem.line), other.line.max(problem.line));
    let mut between = text.lines().skip(first - 1).take(last - first + 1);
    other.code == Code::DUPLICATE_KEY
        && said::is_one_input(problem)
        && between.all(|line| line.is_empty() || indent(line) + 1 >= other.column)
}

/// Whether a call lacks the credential of which it is the check.
fn is_unprotected(other: &Problem, problem: &Problem) -> bool {
    let advice = other.help.as_deref().and_then(|help| quoted(help).first().copied()).unwrap_or_default();
    let credential = advice.strip_prefix("auth: ").filter(|_| other.code == Code::PATH_PARAMETER);
    said::is_unprotected(problem) && credential.is_some_and(|name| quoted(&problem.message).contains(&name))
}

/// Whether a problem is of a name that is not there, and the name of such a declaration is wrong itself.
fn is_misnamed(other: &Problem, problem: &Problem, text: &str) -> bool {
    let of_kind = said::misnamed(other);
    let is_named = || quoted(&other.message).first().is_some_and(|name| quoted(&problem.message).contains(name));
    if (of_kind == Some("type") && said::is_no_type_of_setting(problem))
        || (of_kind == Some("host") && problem.code == Code::HOST && is_named())
    {
        return true;
    }
    if (other.code != Code::NAME && of_kind.is_none()) || absent(problem).is_empty() {
        return false;
    }
    let is_of_setting = of_kind == Some("setting") && said::is_undeclared(problem);
    let is_of_kind = is_of_setting || of_kind.is_some_and(|kind| said::is_unknown(problem, kind));
    let advice = problem.help.as_deref().map(quoted).unwrap_or_default();
    let is_last =
        |known: &str, name: &str| known.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    let is_it = |name: &str| advice.iter().any(|known| is_last(known, name));
    is_of_kind
        || is_part_of(problem, line_of(text, other.line))
        || quoted(&other.message).first().is_some_and(|name| is_it(name))
}

/// Whether what is not there would be a part of what a line declares.
fn is_part_of(problem: &Problem, line: &str) -> bool {
    let mut owners = absent(problem).into_iter().filter_map(|name| name.split_once('.')).map(|(owner, _)| owner);
    owners.any(|owner| keys(line).any(|key| key == owner))
}

/// Whether two are declared with one name, so that one of them hides others.
fn is_twice(other: &Problem, problem: &Problem) -> bool {
    let name = quoted(&other.message).first().copied();
    let names_it = name.is_some_and(|name| quoted(&problem.message).contains(&name));
    said::hides(problem) && names_it && (said::is_name_of_error(other) || said::is_listed_twice(other))
}

/// Whether a declaration has another name where it is used.
fn is_renamed(other: &Problem, problem: &Problem, text: &str) -> bool {
    let names = quoted(&problem.message);
    let part = |name: &str| absent(other).first().is_some_and(|whole| whole.split('.').any(|part| part == name));
    match (other.code, problem.code) {
        (Code::PATH_PARAMETER, Code::EXAMPLE) if said::is_missing(problem) => {
            said::declared(other).is_some_and(|declared| names.last() == Some(&declared))
        }
        (Code::PATH_PARAMETER, Code::BODY) if said::is_undeclared(other) => {
            absent(other).iter().any(|name| names.contains(name)) && are_of_one(text, other.line, problem.line)
        }
        (Code::UNKNOWN_NAME, Code::PATH_PARAMETER) => names.last().is_some_and(|name| part(name)),
        (Code::UNKNOWN_NAME, Code::EXAMPLE) => said::is_missing(problem) && gives(text, problem, other),
        _ => false,
    }
}

/// Whether an example gives a value to a name that is not there.
fn gives(text: &str, example: &Problem, unknown: &Problem) -> bool {
    let name = absent(unknown).first().and_then(|name| name.split('.').next());
    let has = |line: &str| name.is_some_and(|name| keys(line).any(|key| key == name));
    let mut lines = text.lines().skip(example.line - 1);
    let Some(first) = lines.next() else { return false };
    has(first) || lines.take_while(|line| indent(line) + 1 >= example.column).any(has)
}
