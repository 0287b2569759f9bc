//! What the message of a problem says. Each phrase here has a row in `causes.txt` or `once.txt` of
//! `tests/diagnostics/cases/`, which fails when the message is changed.

mod example;

use auth_language::problem::Code;

pub(super) use self::example::{
    disagrees, has_no_reply, is_client_unsaid, is_missing, is_null, is_of_value, is_unknown_member, lacks_code,
    lacks_request, needs_code, read_as,
};
use super::entries::key_of;
use crate::text::Problem;

/// What a message says before names that are not there.
const ABSENT: [&str; 12] = [
    "there is no ",
    "there are no fields ",
    "has no field ",
    "unknown name ",
    "nothing captures ",
    "`auth` cannot be ",
    "signs with the input ",
    "the parameter ",
    "answers a field ",
    "answers no field ",
    "no earlier step answers ",
    "of the registration answers ",
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
    let line = text.lines().nth(problem.line - 1)?;
    let (value, _) = line.char_indices().nth(problem.column - 1)?;
    let key = line.get(key_of(line, value)?)?;
    let is_field = !["request", "response", "example"].contains(&key);
    is_field.then_some((key, expected.split(", found").next()))
}

/// Returns what is between backticks, without braces.
pub(super) fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).map(|name| name.trim_matches(['{', '}'])).collect()
}

fn says(problem: &Problem, code: Code, said: &str) -> bool {
    problem.code == code && problem.message.contains(said)
}

fn advises(problem: &Problem, said: &str) -> bool {
    problem.help.as_deref().is_some_and(|help| help.contains(said))
}

/// Whether the help is a guess of what was meant.
pub(super) fn is_guessed(problem: &Problem) -> bool {
    problem.edit.is_some() && problem.help.as_deref().is_some_and(|help| help.starts_with("did you mean"))
}

/// Returns what kind of declaration is not used, and its name.
pub(super) fn unused(problem: &Problem) -> Option<(&str, &str)> {
    let kind = problem.message.strip_prefix("the ")?.split(' ').next()?;
    let name = quoted(&problem.message).first().copied()?;
    (problem.code == Code::UNUSED && is_never_used(problem)).then_some((kind, name))
}

pub(super) fn are_scopes(problem: &Problem) -> bool {
    says(problem, Code::UNUSED, "the scopes are never used")
}

pub(super) fn is_never_used(problem: &Problem) -> bool {
    problem.message.ends_with("is never used")
}

pub(super) fn is_of_unknown_host(problem: &Problem) -> bool {
    says(problem, Code::HOST, "there is no host")
}

pub(super) fn is_of_unknown_setting(problem: &Problem) -> bool {
    says(problem, Code::UNKNOWN_NAME, "there is no setting")
}

pub(super) fn is_no_type_of_setting(problem: &Problem) -> bool {
    says(problem, Code::SETTING, "a setting cannot be `")
}

pub(super) fn lacks_base_url(problem: &Problem) -> bool {
    says(problem, Code::MISSING_KEY, "a spec needs `base_url`")
}

pub(super) fn is_undeclared(problem: &Problem) -> bool {
    says(problem, Code::PATH_PARAMETER, "of this path is not declared")
}

pub(super) fn is_of_spec(problem: &Problem) -> bool {
    says(problem, Code::UNKNOWN_KEY, "a spec has no key")
}

pub(super) fn is_of_another_mapping(problem: &Problem, key: &str) -> bool {
    advises(problem, &format!("`{key}` is a key of "))
}

pub(super) fn lacks_body(problem: &Problem) -> bool {
    advises(problem, "say what the body is")
}

pub(super) fn lacks_calls(problem: &Problem) -> bool {
    says(problem, Code::ATTACH, "no call of")
}

/// Whether a key has no value.
pub(super) fn is_nothing(problem: &Problem) -> bool {
    says(problem, Code::SHAPE, "must be a mapping, found nothing")
}

/// Whether a text is missing.
pub(super) fn is_empty(problem: &Problem) -> bool {
    says(problem, Code::SHAPE, "expected text, found nothing")
}

pub(super) fn lacks_returns(problem: &Problem) -> bool {
    says(problem, Code::RETURNS, "does not say what it `returns`")
}

pub(super) fn lacks_credentials(problem: &Problem) -> bool {
    says(problem, Code::AUTH, "the spec has none")
}

/// Whether no call authenticates the client as its host says.
pub(super) fn lacks_clients(problem: &Problem) -> bool {
    says(problem, Code::CLIENT_AUTHENTICATION, "no endpoint of this host")
}

pub(super) fn advises_to_add(problem: &Problem, key: &str) -> bool {
    advises(problem, &format!("add `{key}:"))
}

/// Returns what has a wrong name, as it is called where it is not there.
pub(super) fn misnamed(problem: &Problem) -> Option<&str> {
    if let Some((_, rust)) = problem.message.rsplit_once("valid name for a Rust ") {
        let kinds = [("type", "type"), ("enum", "type"), ("method", "endpoint")];
        return kinds.iter().find(|(kind, _)| *kind == rust).map(|(_, kind)| *kind);
    }
    if problem.message.starts_with("the settings already have a method ") {
        return Some("setting");
    }
    problem.message.rsplit_once("the name of a").map(|(_, kind)| kind.trim_start_matches(['n', ' ']))
}

pub(super) fn is_unknown(problem: &Problem, kind: &str) -> bool {
    problem.message.starts_with(&format!("there is no {kind} "))
}

/// Whether an endpoint has a key that is not one.
pub(super) fn is_of_endpoint(problem: &Problem) -> bool {
    says(problem, Code::UNKNOWN_KEY, "an endpoint has no key")
}

/// Whether an item of a list that is sent has a type, and no name.
pub(super) fn is_nameless(problem: &Problem) -> bool {
    says(problem, Code::TYPE, "an item of a list has no name")
}

/// Whether one error or reply hides others.
pub(super) fn hides(problem: &Problem) -> bool {
    problem.code == Code::UNREACHABLE || says(problem, Code::CONDITION, "would make every")
}

pub(super) fn is_name_of_error(problem: &Problem) -> bool {
    says(problem, Code::COLLISION, "is already the name of an error")
}

pub(super) fn is_listed_twice(problem: &Problem) -> bool {
    says(problem, Code::RETURNS, "is listed twice")
}

/// Returns the parameter that is declared instead of the one in the path.
pub(super) fn declared(problem: &Problem) -> Option<&str> {
    let help = problem.help.as_deref().filter(|help| help.starts_with("what is declared is"))?;
    quoted(help).first().copied()
}

/// Whether a reply is not what a credential needs.
pub(super) fn is_of_reply(problem: &Problem) -> bool {
    let said = ["does not return", "does not answer", "answers none", "does not say which token"];
    [Code::TOKEN, Code::TOKEN_CALL, Code::IDENTITY].contains(&problem.code)
        && said.iter().any(|said| problem.message.contains(said))
}

/// Returns the field that the body of an error cannot have.
pub(super) fn not_optional(problem: &Problem) -> Option<&str> {
    let is_it = says(problem, Code::ERROR_BODY, "is not optional");
    quoted(&problem.message).first().copied().filter(|_| is_it)
}

/// Whether an endpoint has a body that it cannot have.
pub(super) fn has_no_meaning(problem: &Problem) -> bool {
    says(problem, Code::BODY, "has no meaning")
}

pub(super) fn is_sent_elsewhere(problem: &Problem) -> bool {
    says(problem, Code::PATH_PARAMETER, "of the path is sent in")
}

pub(super) fn is_merge_key(problem: &Problem) -> bool {
    says(problem, Code::YAML_FEATURE, "merge keys")
}

pub(super) fn lacks_placeholder(problem: &Problem) -> bool {
    says(problem, Code::ATTACH, "and this path has no")
}

pub(super) fn is_not_in_path(problem: &Problem) -> bool {
    says(problem, Code::PATH_PARAMETER, "the path has no parameter")
        || says(problem, Code::PATH_PARAMETER, "of these is in the path")
}

pub(super) fn has_no_body(problem: &Problem) -> bool {
    says(problem, Code::CLIENT_AUTHENTICATION, "has no body for what")
}

/// Whether the parts of a request are something else.
pub(super) fn is_no_mapping_of_parts(problem: &Problem) -> bool {
    let parts = ["fields", "json", "form", "query", "path", "headers", "multipart", "xml"];
    says(problem, Code::SHAPE, "must be a mapping, found")
        && quoted(&problem.message).first().is_some_and(|key| parts.contains(key))
}

/// Whether a text ends at a comma, and what follows is taken for keys.
pub(super) fn is_cut_off(problem: &Problem) -> bool {
    advises(problem, "a comma ends a text in")
}

/// Whether a part of the path would be several values.
pub(super) fn is_one_value(problem: &Problem) -> bool {
    says(problem, Code::PATH_PARAMETER, "so it is one value")
}

/// Whether a call does not send the code that a visit gives.
pub(super) fn has_no_code(problem: &Problem) -> bool {
    problem.message.contains(" has no `code` for what ")
}

/// Whether an input is never used.
pub(super) fn is_unused_input(problem: &Problem) -> bool {
    says(problem, Code::INPUT, "is never used")
}

/// Whether a credential has a key and several inputs.
pub(super) fn is_one_input(problem: &Problem) -> bool {
    says(problem, Code::CREDENTIAL, "`key` is one input, and")
}

/// Whether the check of a credential is a call that is made without it.
pub(super) fn is_unprotected(problem: &Problem) -> bool {
    says(problem, Code::CREDENTIAL, "is not called with")
}

/// Returns the key that is where another mapping has none of that name, and belongs elsewhere.
pub(super) fn out_of_place(problem: &Problem) -> Option<&str> {
    let said =
        ["` is beside `", "` is inside of `", "and here the name of one is expected", "` begins in the column of `"];
    let is_it = problem.code == Code::SHAPE && said.iter().any(|said| problem.message.contains(said));
    quoted(&problem.message).first().copied().filter(|_| is_it)
}

/// Whether an endpoint sends no body, and its example gives one.
pub(super) fn sends_no_body(problem: &Problem) -> bool {
    says(problem, Code::BODY, "sends no body, and its example gives")
}

/// Returns the key of the body that a call lacks, to which a credential adds a value.
pub(super) fn body_to_add_to(problem: &Problem) -> Option<&str> {
    let is_it = says(problem, Code::ATTACH, "body, and this call has none");
    quoted(&problem.message).last().copied().filter(|_| is_it)
}

/// Whether two parameters of a callback have one name.
pub(super) fn is_twice_in_callback(problem: &Problem) -> bool {
    says(problem, Code::DUPLICATE_PART, "is in this callback twice")
}

/// Whether a token names no refresh token.
pub(super) fn lacks_refresh_token(problem: &Problem) -> bool {
    says(problem, Code::TOKEN, "does not name the refresh token")
}

/// Whether what a token names may be absent.
pub(super) fn may_be_absent(problem: &Problem) -> bool {
    says(problem, Code::TOKEN, "may be absent, and a token is never")
}

/// Whether nothing captures a name.
pub(super) fn is_not_captured(problem: &Problem) -> bool {
    says(problem, Code::UNKNOWN_NAME, "nothing captures ")
}

/// Whether no step answers a field.
pub(super) fn is_not_answered(problem: &Problem) -> bool {
    let said = [" answers a field ", " answers no field ", " of the registration answers "];
    said.iter().any(|said| problem.message.contains(said)) || says(problem, Code::TOKEN, " has no field ")
}

/// Whether an input has two types.
pub(super) fn has_two_types(problem: &Problem) -> bool {
    says(problem, Code::INPUT, "has another type in")
}

/// Whether a call takes a code, and nothing says that it is used once.
pub(super) fn takes_code(problem: &Problem) -> bool {
    says(problem, Code::ONCE, "takes a `code`, which can be used once")
}

/// Whether only an endpoint that a browser visits has this.
pub(super) fn is_of_visit(problem: &Problem) -> bool {
    says(problem, Code::MISPLACED, "the endpoint that a browser visits")
}

/// Whether a credential has no secret.
pub(super) fn lacks_secret(problem: &Problem) -> bool {
    says(problem, Code::CREDENTIAL, "does not say where its secret comes from")
}

/// Whether the advice is to say `token`.
pub(super) fn advises_token(problem: &Problem) -> bool {
    advises(problem, "or say `token`")
}

/// Whether a field that is sent has a property of one that is read.
pub(super) fn is_only_read(problem: &Problem) -> bool {
    says(problem, Code::FIELD_PROPERTY, "this applies only to fields of a reply")
}

/// Whether an endpoint that a browser visits has headers, or the path has none of what is declared for it: all of a place is
/// wrong.
pub(super) fn is_of_place(problem: &Problem) -> bool {
    says(problem, Code::VISIT, "sends nothing in a header")
        || says(problem, Code::PATH_PARAMETER, "none of these is in the path")
}

/// Whether a text is no URL at all.
pub(super) fn is_no_url(problem: &Problem) -> bool {
    says(problem, Code::URL, "is not a URL")
}

/// Whether a reply is declared with a type that is made of nothing.
pub(super) fn is_of_nothing(problem: &Problem) -> bool {
    says(problem, Code::TYPE, "there is no type `nothing`")
}

/// Whether an endpoint has two methods, of which one is too many.
pub(super) fn has_two_methods(problem: &Problem) -> bool {
    says(problem, Code::METHOD, "can have only one method")
}
