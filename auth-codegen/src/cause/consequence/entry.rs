//! One entry, of which both the key and the value are wrong.

use auth_language::key;
use auth_language::problem::Code;

use crate::cause::entries::{are_of_one, keys, line_of, lines_of};
use crate::cause::said;
use crate::text::Problem;

pub(super) fn explains(other: &Problem, problem: &Problem, text: &str) -> bool {
    (is_of_entry(other, problem, text) && are_of_one(text, other.line, problem.line))
        || (other.line == problem.line && is_of_line(other, problem, text))
}

/// Whether two problems of one entry are of one mistake.
fn is_of_entry(other: &Problem, problem: &Problem, text: &str) -> bool {
    is_of_path(other, problem)
        || is_of_parts(other, problem, text)
        || (said::has_two_methods(other) && (said::lacks_returns(problem) || problem.code == Code::MISPLACED))
        || (said::is_of_endpoint(other) && said::lacks_returns(problem) && has_no_method(other, text))
        || (said::has_no_meaning(other) && said::is_sent_elsewhere(problem))
}

/// Whether two problems of one line are.
fn is_of_line(other: &Problem, problem: &Problem, text: &str) -> bool {
    let is_name = |problem: &Problem| {
        [Code::NAME, Code::STATUS, Code::PATH_PARAMETER, Code::HOST, Code::STEP].contains(&problem.code)
    };
    match (other.code, problem.code) {
        // A name that is not one has no value, either.
        (_, Code::SHAPE | Code::TYPE | Code::UNKNOWN_KEY | Code::STATUS) if is_name(other) => {
            is_value_of(other, problem, text) || (said::is_empty(problem) && is_beside(other, problem, text))
        }
        // Of a value that could not be read, nothing is known.
        (Code::SHAPE | Code::TYPE, Code::INPUT) if said::is_never_used(problem) => is_value_of(problem, other, text),
        (Code::SHAPE, Code::AUTH | Code::VISIT) => is_value_of(problem, other, text),
        // A property was meant for another type.
        (Code::TYPE, Code::FIELD_PROPERTY | Code::MEANING) => is_beside(other, problem, text),
        // A merge key, with what it would add.
        (Code::YAML_FEATURE, _) if said::is_merge_key(other) => is_value_of(other, problem, text),
        (Code::PATH_PARAMETER | Code::CREDENTIAL, Code::SECRET_IN_URL) => other.column < problem.column,
        (Code::BODY, Code::FIELD_PROPERTY) => said::has_no_meaning(other) && other.column < problem.column,
        // A key that is not known has no value, either.
        (Code::UNKNOWN_KEY, Code::HOST) => is_value_of(other, problem, text),
        (Code::UNKNOWN_KEY, Code::FIELD_PROPERTY) if said::is_only_read(problem) => is_value_of(problem, other, text),
        (Code::UNKNOWN_KEY, Code::SHAPE) if said::is_cut_off(other) => is_beside(other, problem, text),
        // A template without quotes is a mapping.
        (Code::MISSING_KEY, Code::SHAPE) => is_value_of(other, problem, text) || is_in_braces(other, problem, text),
        // The example of the other error of that name may be meant.
        (Code::COLLISION, Code::EXAMPLE_MISSING) => said::is_name_of_error(other) && other.column == problem.column,
        // Of a mapping without keys, the first is enough.
        (Code::METHOD, Code::MISSING_KEY | Code::RETURNS) => other.column == problem.column && is_empty(other, text),
        (Code::SHAPE, _) if said::out_of_place(other).is_some() => {
            other.column == problem.column || is_value_of(other, problem, text)
        }
        _ => false,
    }
}

/// Whether what an endpoint sends could not be read, or not all of it.
fn is_of_parts(other: &Problem, problem: &Problem, text: &str) -> bool {
    match problem.code {
        Code::INPUT => said::is_no_mapping_of_parts(other) && said::is_never_used(problem),
        Code::EXAMPLE => {
            ((said::is_no_mapping_of_parts(other) || is_body(other, text)) && said::is_unknown_member(problem))
                || (other.code == Code::PLACE && said::is_of_value(problem))
        }
        _ => false,
    }
}

/// Whether no key of an entry is a method.
fn has_no_method(problem: &Problem, text: &str) -> bool {
    !lines_of(text, problem.line).iter().flat_map(|line| keys(line)).any(key::is_method)
}

/// Whether the type of a body is wrong.
fn is_body(problem: &Problem, text: &str) -> bool {
    let line = line_of(text, problem.line).trim_start();
    problem.code == Code::TYPE && ["json: ", "form: "].iter().any(|key| line.starts_with(key) && !line.contains('{'))
}

/// Whether the value of a key is a mapping without keys.
fn is_empty(key: &Problem, text: &str) -> bool {
    line_of(text, key.line).trim_end().ends_with(": {}")
}

/// Whether a problem is in the braces that the value of a key begins with.
fn is_in_braces(key: &Problem, problem: &Problem, text: &str) -> bool {
    let between = between(key, problem, text).and_then(|between| between.split_once(": {"));
    between.is_some_and(|(_, inside)| !inside.contains(['}', ',']))
}

/// Whether what is sent in the path or in the body is missing, because the path is wrong or the body is taken for it.
fn is_of_path(other: &Problem, problem: &Problem) -> bool {
    let is_wrong = [Code::TEMPLATE, Code::UNKNOWN_NAME, Code::PATH].contains(&other.code);
    match problem.code {
        Code::ATTACH => is_wrong && said::lacks_placeholder(problem),
        Code::PATH_PARAMETER => other.code == Code::TEMPLATE && said::is_not_in_path(problem),
        Code::SHAPE => said::is_not_in_path(other),
        Code::CLIENT_AUTHENTICATION => said::is_not_in_path(other) && said::has_no_body(problem),
        _ => false,
    }
}

/// Whether a problem is in the value of the key that another one is about.
fn is_value_of(key: &Problem, problem: &Problem, text: &str) -> bool {
    let between = between(key, problem, text);
    between.is_some_and(|between| between.contains(':') && !leaves(between))
}

/// Whether a text goes on to another entry of the brackets in which it begins.
fn leaves(text: &str) -> bool {
    let mut depth = 0_i32;
    text.chars().any(|char| {
        depth += i32::from("{[".contains(char)) - i32::from("}]".contains(char));
        depth < 0 || (depth == 0 && char == ',')
    })
}

/// Whether a problem is of another key in the same brackets.
fn is_beside(value: &Problem, problem: &Problem, text: &str) -> bool {
    between(value, problem, text).is_some_and(|between| !between.contains(['{', '}']))
}

/// Returns the text from one problem to another one behind it.
fn between<'t>(one: &Problem, other: &Problem, text: &'t str) -> Option<&'t str> {
    let line = text.lines().nth(one.line - 1)?;
    let byte = |column: usize| line.char_indices().nth(column - 1).map(|(at, _)| at);
    line.get(byte(one.column)?..byte(other.column)?)
}
