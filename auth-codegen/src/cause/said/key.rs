//! What is said of keys, and of what is not where it should be.

use auth_language::problem::Code;

use super::{advises, quoted, says};
use crate::text::Problem;

pub(in crate::cause) fn lacks_base_url(problem: &Problem) -> bool {
    says(problem, Code::MISSING_KEY, "a spec needs `base_url`")
}

pub(in crate::cause) fn is_of_spec(problem: &Problem) -> bool {
    says(problem, Code::UNKNOWN_KEY, "a spec has no key")
}

pub(in crate::cause) fn is_of_another_mapping(problem: &Problem, key: &str) -> bool {
    advises(problem, &format!("`{key}` is a key of "))
}

/// Whether the key is missing above what belongs to it.
pub(in crate::cause) fn is_not_below(problem: &Problem) -> bool {
    says(problem, Code::SHAPE, "` is not below `")
}

/// Whether the encoding of the reply is something else.
pub(in crate::cause) fn is_no_encoding(problem: &Problem) -> bool {
    says(problem, Code::SHAPE, "expected `form`, `xml`, `text` or `bytes`")
}

/// Whether the members of an object are not below `fields`.
pub(in crate::cause) fn are_members_apart(problem: &Problem) -> bool {
    says(problem, Code::SHAPE, "the members of `fields` are not below")
}

/// Whether a body in XML has several elements, or none, at its root.
pub(in crate::cause) fn lacks_root(problem: &Problem) -> bool {
    says(problem, Code::BODY, "a body in XML has one root element")
}

/// Whether a key has no value.
pub(in crate::cause) fn is_nothing(problem: &Problem) -> bool {
    says(problem, Code::SHAPE, "must be a mapping, found nothing")
        || says(problem, Code::SHAPE, "expected a type such as `string`, found nothing")
}

/// Whether a text is missing.
pub(in crate::cause) fn is_empty(problem: &Problem) -> bool {
    says(problem, Code::SHAPE, "expected text, found nothing")
}

pub(in crate::cause) fn advises_to_add(problem: &Problem, key: &str) -> bool {
    advises(problem, &format!("add `{key}:"))
}

/// Whether an endpoint has a key that is not one.
pub(in crate::cause) fn is_of_endpoint(problem: &Problem) -> bool {
    says(problem, Code::UNKNOWN_KEY, "an endpoint has no key")
}

/// Whether an item of a list that is sent has a type, and no name.
pub(in crate::cause) fn is_nameless(problem: &Problem) -> bool {
    says(problem, Code::TYPE, "an item of a list has no name")
}

pub(in crate::cause) fn is_merge_key(problem: &Problem) -> bool {
    says(problem, Code::YAML_FEATURE, "merge keys")
}

/// Whether the parts of a request are something else.
pub(in crate::cause) fn is_no_mapping_of_parts(problem: &Problem) -> bool {
    let parts = ["fields", "json", "form", "query", "path", "headers", "multipart", "xml"];
    is_no_mapping(problem, &parts)
}

/// Whether a text ends at a comma, and what follows is taken for keys.
pub(in crate::cause) fn is_cut_off(problem: &Problem) -> bool {
    advises(problem, "a comma ends a text in")
}

/// Returns the key that is where another mapping has none of that name, and belongs elsewhere.
pub(in crate::cause) fn out_of_place(problem: &Problem) -> Option<&str> {
    let said =
        ["` is beside `", "` is inside of `", "and here the name of one is expected", "` begins in the column of `"];
    let is_it = problem.code == Code::SHAPE && said.iter().any(|said| problem.message.contains(said));
    quoted(&problem.message).first().copied().filter(|_| is_it)
}

/// Whether two keys of a spec have what belongs below the other one.
pub(in crate::cause) fn are_exchanged(problem: &Problem) -> bool {
    advises(problem, "exchange the two keys")
}

/// Whether only an endpoint that a browser visits has this.
pub(in crate::cause) fn is_of_visit(problem: &Problem) -> bool {
    says(problem, Code::MISPLACED, "the endpoint that a browser visits")
}

/// Whether an endpoint that a browser visits has headers, or the path has none of what is declared for it: all of a place is
/// wrong.
pub(in crate::cause) fn is_of_place(problem: &Problem) -> bool {
    says(problem, Code::VISIT, "sends nothing in a header")
        || says(problem, Code::PATH_PARAMETER, "none of these is in the path")
}

/// Whether what is declared for templates is something else.
pub(in crate::cause) fn is_no_mapping_of_names(problem: &Problem) -> bool {
    is_no_mapping(problem, &["computed", "inputs"])
}

/// Whether what is below one of these keys should be a mapping, and is something else.
pub(in crate::cause) fn is_no_mapping(problem: &Problem, keys: &[&str]) -> bool {
    says(problem, Code::SHAPE, "must be a mapping, found")
        && quoted(&problem.message).first().is_some_and(|key| keys.contains(key))
}

/// Whether a `#` has ended a text.
pub(in crate::cause) fn is_comment(problem: &Problem) -> bool {
    says(problem, Code::YAML_FEATURE, "begins a comment, and the text ends before it")
}

/// Returns the kind of declaration to which a key belongs that another one has.
pub(in crate::cause) fn belongs_to(problem: &Problem) -> Option<&str> {
    let help = problem.help.as_deref().filter(|_| problem.code == Code::UNKNOWN_KEY)?;
    help.split_once("` is a key of ").map(|(_, kind)| kind)
}

/// Whether an endpoint has two methods, of which one is too many.
pub(in crate::cause) fn has_two_methods(problem: &Problem) -> bool {
    says(problem, Code::METHOD, "can have only one method")
}
