//! What nothing uses, because another name or value is wrong where it is meant.

use auth_language::key;
use auth_language::problem::Code;

use crate::cause::entries::{are_of_one, keys, line_of, lines_of, words};
use crate::cause::said;
use crate::text::Problem;

pub(super) fn explains(other: &Problem, problem: &Problem, text: &str) -> bool {
    // There, it is known what is meant.
    if said::is_guessed(other) && !(other.code == Code::SETTING && other.line == problem.line) {
        return false;
    }
    match problem.code {
        Code::UNUSED => is_of_declaration(other, problem, text),
        Code::INPUT if said::is_never_used(problem) => {
            let is_of_place = [Code::ATTACH, Code::METHOD, Code::TEMPLATE, Code::COMPUTED].contains(&other.code);
            is_of_place && are_of_one(text, other.line, problem.line)
        }
        _ => false,
    }
}

fn is_of_declaration(other: &Problem, problem: &Problem, text: &str) -> bool {
    match said::unused(problem) {
        Some(("type", name)) => is_of_type(other, name, problem.line, text),
        Some(("setting", name)) => is_of_setting(other, name, problem.line, text),
        Some(("host", _)) => {
            let is_broken = other.line == problem.line && is_no_host(other);
            is_broken || other.code == Code::TOKEN_CALL || said::is_of_unknown_host(other)
        }
        Some(_) | None => {
            let is_of_field = said::is_unknown_member(other) && said::absent(other).contains(&"scope");
            said::are_scopes(problem) && (is_of_field || is_of_type(other, "scopes", problem.line, text))
        }
    }
}

/// Whether what is declared as a host is something else.
fn is_no_host(problem: &Problem) -> bool {
    [Code::SHAPE, Code::MISSING_KEY, Code::UNKNOWN_KEY].contains(&problem.code) || said::is_no_url(problem)
}

/// The mappings that declare types, whose keys are not names of fields.
const DECLARATIONS: [&str; 4] = ["a type", "an enumeration", "a field", "a value"];

/// Whether a problem is where the type is meant: what is there has its fields or values.
fn is_of_type(other: &Problem, name: &str, line: usize, text: &str) -> bool {
    let codes = [
        Code::TYPE,
        Code::RETURNS,
        Code::ERROR_BODY,
        Code::CONDITION,
        Code::TOKEN,
        Code::TOKEN_CALL,
        Code::EXAMPLE,
        Code::MISSING_KEY,
    ];
    if !codes.contains(&other.code) {
        return false;
    }
    let declared = lines_of(text, line).join("\n");
    let is_of_errors = other.code == Code::ERROR_BODY && words(&declared).any(|word| word == "means");
    let there = lines_of(text, other.line).join("\n");
    let is_of_declarations = |mapping: &&&key::Mapping| DECLARATIONS.contains(&mapping.what);
    let is_key = |word: &str| key::ALL.iter().filter(is_of_declarations).any(|mapping| mapping.key(word).is_some());
    let mut own = keys(&declared).filter(|word| *word != name && !is_key(word));
    is_of_errors || own.any(|own| words(&there).any(|word| word == own))
}

/// Whether a problem is where the setting is meant.
fn is_of_setting(other: &Problem, name: &str, line: usize, text: &str) -> bool {
    let names_it = || words(line_of(text, other.line)).any(|word| word == name);
    let is_of_base_url = || line_of(text, other.line).starts_with("base_url");
    match other.code {
        Code::SETTING => other.line == line && said::is_no_type_of_setting(other),
        Code::MISSING_KEY => said::lacks_base_url(other),
        Code::SHAPE => other.line == line || is_of_base_url(),
        Code::PATH_PARAMETER => said::is_undeclared(other) && said::absent(other).iter().any(|it| name.contains(it)),
        Code::UNKNOWN_NAME => said::is_of_unknown_setting(other),
        Code::URL if said::is_no_url(other) => is_of_base_url() || names_it(),
        Code::URL if said::is_no_https(other) => is_of_base_url() && !line_of(text, other.line).contains('{'),
        Code::URL | Code::HOST | Code::TEMPLATE | Code::YAML_FEATURE => names_it(),
        _ => false,
    }
}
