//! One line, of which both the key and the value are wrong, or two keys of one value.

use auth_language::problem::Code;

use crate::cause::entries::{indent, line_of};
use crate::cause::said;
use crate::text::Problem;

pub(super) fn explains(other: &Problem, problem: &Problem, text: &str) -> bool {
    other.line == problem.line
        && (is_of_name(other, problem, text)
            || is_of_value(other, problem, text)
            || is_of_property(other, problem, text)
            || is_of_key(other, problem, text)
            || is_of_lacking(other, problem, text)
            || is_of_body(other, problem, text))
}

/// What is sent as a whole is not known, where a part of it could not be read.
fn is_of_body(other: &Problem, problem: &Problem, text: &str) -> bool {
    let unread = [Code::UNKNOWN_KEY, Code::MISSING_KEY, Code::EMPTY];
    problem.code == Code::BODY
        && unread.contains(&other.code)
        && (is_value_of(problem, other, text) || is_in_brackets(problem, other, text))
}

/// A name that is not one has no value, either.
fn is_of_name(other: &Problem, problem: &Problem, text: &str) -> bool {
    let names = [Code::NAME, Code::TAKEN, Code::STATUS, Code::PATH_PARAMETER, Code::HOST, Code::STEP];
    names.contains(&other.code)
        && match problem.code {
            Code::SHAPE | Code::TYPE | Code::UNKNOWN_KEY | Code::STATUS | Code::SETTING => {
                let has_none = said::is_empty(problem) || said::is_nothing(problem);
                is_value_of(other, problem, text) || (has_none && is_beside(other, problem, text))
            }
            Code::URL => said::is_no_url(problem) && is_value_of(other, problem, text),
            _ => false,
        }
}

/// Of a value that could not be read, nothing is known.
fn is_of_value(other: &Problem, problem: &Problem, text: &str) -> bool {
    match (other.code, problem.code) {
        (Code::SHAPE | Code::TYPE, Code::INPUT) => said::is_never_used(problem) && is_value_of(problem, other, text),
        (Code::SHAPE, Code::AUTH | Code::VISIT) => is_value_of(problem, other, text),
        (Code::SHAPE, Code::BODY) => is_inside(problem, other, text),
        (Code::SETTING, Code::SETTING) => is_value_of(other, problem, text),
        // A merge key, with what it would add.
        (Code::YAML_FEATURE, _) => said::is_merge_key(other) && is_value_of(other, problem, text),
        (Code::SHAPE, _) => {
            said::out_of_place(other).is_some() && (other.column == problem.column || is_value_of(other, problem, text))
        }
        _ => false,
    }
}

/// A property was meant for another type, and a part for another place.
fn is_of_property(other: &Problem, problem: &Problem, text: &str) -> bool {
    match (other.code, problem.code) {
        (Code::TYPE | Code::PLACE | Code::SECRET_IN_URL, Code::FIELD_PROPERTY | Code::MEANING | Code::DEFAULT) => {
            is_beside(other, problem, text) || (other.code == Code::TYPE && is_value_of(problem, other, text))
        }
        (Code::COMPUTED, Code::FIELD_PROPERTY) => is_value_of(other, problem, text),
        (Code::PATH_PARAMETER | Code::CREDENTIAL, Code::SECRET_IN_URL) => other.column < problem.column,
        (Code::BODY, Code::FIELD_PROPERTY) => said::has_no_meaning(other) && other.column < problem.column,
        _ => false,
    }
}

/// A key that is not known has no value, either; nor has the rest of a text that a comma has cut in two.
fn is_of_key(other: &Problem, problem: &Problem, text: &str) -> bool {
    match (other.code, problem.code) {
        (Code::SHAPE, Code::UNKNOWN_KEY) => is_beside(other, problem, text) && has_no_value(problem, text),
        (Code::UNKNOWN_KEY, Code::HOST | Code::AUTH | Code::VISIT) => is_value_of(other, problem, text),
        (Code::UNKNOWN_KEY, Code::FIELD_PROPERTY) => said::is_only_read(problem) && is_value_of(problem, other, text),
        (Code::UNKNOWN_KEY, Code::SHAPE) => said::is_cut_off(other) && is_beside(other, problem, text),
        (Code::UNKNOWN_KEY, Code::UNKNOWN_KEY) => {
            let is_rest = said::is_cut_off(problem) || has_no_value(problem, text);
            let is_open = other.message.matches('"').count() % 2 == 1;
            (said::is_cut_off(other) || is_open) && is_rest && is_beside(other, problem, text)
        }
        _ => false,
    }
}

/// What lacks a key lacks others, too: it is something else, or has another name.
fn is_of_lacking(other: &Problem, problem: &Problem, text: &str) -> bool {
    let is_there = other.column == problem.column;
    match (other.code, problem.code) {
        (Code::NAME, Code::MISSING_KEY) => is_there,
        // Of a mapping with at most one key, the first is enough.
        (Code::MISSING_KEY, Code::MISSING_KEY | Code::CREDENTIAL)
        | (Code::METHOD, Code::MISSING_KEY | Code::RETURNS) => is_there && has_few_keys(other, text),
        // The only key is of something else.
        (Code::MISSING_KEY, Code::UNKNOWN_KEY) => problem.edit.is_none() && is_only_key(other, problem, text),
        // A template without quotes is a mapping.
        (Code::MISSING_KEY, Code::SHAPE) => is_value_of(other, problem, text) || is_in_braces(other, problem, text),
        // The example of the other error of that name may be meant.
        (Code::COLLISION, Code::EXAMPLE_MISSING) => is_there && said::is_name_of_error(other),
        _ => false,
    }
}

/// Whether a problem is in the braces, or below the line, of another one.
pub(super) fn is_inside(around: &Problem, problem: &Problem, text: &str) -> bool {
    let depth = |problem: &Problem| indent(line_of(text, problem.line));
    (around.line == problem.line && around.column < problem.column)
        || (around.line < problem.line && depth(around) < depth(problem))
}

/// Whether the value of a key is in braces, with one key or none.
fn has_few_keys(key: &Problem, text: &str) -> bool {
    let braces = line_of(text, key.line).split_once(": {").and_then(|(_, behind)| behind.trim_end().strip_suffix('}'));
    braces.is_some_and(|inside| !leaves(inside))
}

/// Whether the braces behind a key have one entry.
fn is_only_key(key: &Problem, only: &Problem, text: &str) -> bool {
    let behind: String = line_of(text, only.line).chars().skip(only.column - 1).collect();
    is_in_braces(key, only, text) && behind.split('}').next().is_some_and(|rest| !rest.contains([',', '{']))
}

/// Whether a key is followed by another one.
fn has_no_value(key: &Problem, text: &str) -> bool {
    let mut behind = line_of(text, key.line).chars().skip(key.column - 1);
    behind.find(|char| ":,}".contains(*char)).is_some_and(|char| char != ':')
}

/// Whether a problem is in the braces that the value of a key begins with.
fn is_in_braces(key: &Problem, problem: &Problem, text: &str) -> bool {
    let between = between(key, problem, text).and_then(|between| between.split_once(": {"));
    between.is_some_and(|(_, inside)| !inside.contains(['}', ',']))
}

/// Whether a problem is in the value of the key that another one is about.
fn is_value_of(key: &Problem, problem: &Problem, text: &str) -> bool {
    let between = between(key, problem, text);
    between.is_some_and(|between| between.contains(':') && !leaves(between))
}

/// Whether a problem is in the brackets that another one points at.
fn is_in_brackets(brackets: &Problem, problem: &Problem, text: &str) -> bool {
    let inside = between(brackets, problem, text).and_then(|between| between.strip_prefix(['{', '[']));
    inside.is_some_and(|inside| !leaves(inside))
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
