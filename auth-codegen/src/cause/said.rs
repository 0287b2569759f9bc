//! What the message of a problem says.

use auth_language::problem::Code;

use crate::text::Problem;

/// What a message says before names that are not there.
const ABSENT: [&str; 9] = [
    "there is no ",
    "there are no fields ",
    "has no field ",
    "unknown name ",
    "nothing captures ",
    "`auth` cannot be ",
    "signs with the input ",
    "the parameter ",
    "answers a field ",
];

/// Returns the names that are not there, as a problem says.
pub(super) fn absent(problem: &Problem) -> Vec<&str> {
    if [Code::YAML, Code::YAML_FEATURE, Code::SHAPE].contains(&problem.code) {
        return Vec::new();
    }
    let said = ABSENT.iter().find_map(|phrase| problem.message.split_once(phrase));
    // What follows is what is there instead.
    let names = said.and_then(|(_, rest)| rest.split(", and `").next());
    names.map(quoted).unwrap_or_default()
}

/// Returns the field that has the wrong type, as a problem of a token or of an example says, and the type that an example
/// would have.
pub(super) fn mistyped<'p>(problem: &'p Problem, text: &'p str) -> Option<(&'p str, Option<&'p str>)> {
    let message = problem.message.as_str();
    if problem.code == Code::TOKEN && message.contains(" is not of type ") {
        return Some((quoted(message).first()?, None));
    }
    let (_, expected) = message.split_once(": expected ").filter(|_| problem.code == Code::EXAMPLE)?;
    let key = text.lines().nth(problem.line - 1).and_then(|line| key_before(line, problem))?;
    let is_field = !["request", "response", "example"].contains(&key);
    is_field.then_some((key, expected.split(", found").next()))
}

/// Returns the key whose value begins where a problem is.
fn key_before<'t>(line: &'t str, problem: &Problem) -> Option<&'t str> {
    let end = line.char_indices().nth(problem.column - 1)?.0;
    let before = line.get(..end)?.trim_end().strip_suffix(':')?;
    let start = before.rfind([' ', ',', '{', '[']).map_or(0, |at| at + 1);
    before.get(start..).filter(|key| !key.is_empty())
}

/// Returns what is between backticks, without braces.
pub(super) fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).map(|name| name.trim_matches(['{', '}'])).collect()
}
