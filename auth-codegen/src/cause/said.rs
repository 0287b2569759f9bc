//! What the message of a problem says. Each phrase here has a row in a table of
//! `tests/diagnostics/cases/`, which fails when the message is changed.

mod example;
mod key;
mod token;

use auth_language::problem::Code;

pub(super) use self::example::{
    disagrees, has_no_reply, is_client_unsaid, is_missing, is_no_object, is_null, is_of_client, is_of_value,
    is_unknown_member, is_written_once, lacking_in_request, lacks_code, needs_code, read_as,
};
pub(super) use self::key::{
    advises_to_add, are_exchanged, are_members_apart, belongs_to, has_two_methods, is_comment, is_cut_off, is_empty,
    is_merge_key, is_nameless, is_no_encoding, is_no_mapping, is_no_mapping_of_names, is_no_mapping_of_parts,
    is_not_below, is_nothing, is_of_another_mapping, is_of_endpoint, is_of_place, is_of_spec, is_of_visit,
    lacks_base_url, lacks_root, out_of_place,
};
pub(super) use self::token::{
    advises_token, body_to_add_to, has_no_body, has_no_code, has_no_fields, has_two_types, is_first_step,
    is_not_answered, is_not_captured, is_not_given, is_not_taken, is_of_reply, is_one_input, is_step_twice,
    is_unprotected, is_unused_input, lacks_attach, lacks_calls, lacks_clients, lacks_credentials,
    lacks_input_of_signer, lacks_placeholder, lacks_refresh_token, lacks_secret, lacks_token_call, may_be_absent,
    sends_nothing, takes_code,
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

/// Whether the value of a setting is not of its type.
pub(super) fn is_misfit(problem: &Problem) -> bool {
    says(problem, Code::SETTING, "does not fit the type") || says(problem, Code::SETTING, "` is not within `")
}

/// Whether no endpoint has the errors of a set.
pub(super) fn is_unused_set(problem: &Problem) -> bool {
    says(problem, Code::ERROR_SET, "no endpoint uses the error set")
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

/// Whether a setting has a type that is not declared.
pub(super) fn is_of_unknown_type(problem: &Problem) -> bool {
    let is_name = |name: &&str| name.starts_with(char::is_uppercase);
    is_no_type_of_setting(problem) && quoted(&problem.message).first().is_some_and(is_name)
}

pub(super) fn is_undeclared(problem: &Problem) -> bool {
    says(problem, Code::PATH_PARAMETER, "of this path is not declared")
}

pub(super) fn lacks_body(problem: &Problem) -> bool {
    advises(problem, "say what the body is")
}

pub(super) fn lacks_returns(problem: &Problem) -> bool {
    says(problem, Code::RETURNS, "does not say what it `returns`")
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

pub(super) fn is_not_in_path(problem: &Problem) -> bool {
    says(problem, Code::PATH_PARAMETER, "the path has no parameter")
        || says(problem, Code::PATH_PARAMETER, "of these is in the path")
}

/// Whether a part of the path would be several values.
pub(super) fn is_one_value(problem: &Problem) -> bool {
    says(problem, Code::PATH_PARAMETER, "so it is one value")
}

/// Whether an endpoint sends no body, and its example gives one.
pub(super) fn sends_no_body(problem: &Problem) -> bool {
    says(problem, Code::BODY, "sends no body, and its example gives")
}

/// Whether two parameters of a callback have one name.
pub(super) fn is_twice_in_callback(problem: &Problem) -> bool {
    says(problem, Code::DUPLICATE_PART, "is in this callback twice")
}

/// Whether a field that is sent has a property of one that is read.
pub(super) fn is_only_read(problem: &Problem) -> bool {
    says(problem, Code::FIELD_PROPERTY, "this applies only to fields of a reply")
}

/// Whether a URL has another scheme than `https`.
pub(super) fn is_no_https(problem: &Problem) -> bool {
    says(problem, Code::URL, "is not an https URL")
}

/// Whether a text is not a URL.
pub(super) fn is_no_url(problem: &Problem) -> bool {
    says(problem, Code::URL, "is not a URL")
}

/// Whether a reply is declared with a type that is made of nothing.
pub(super) fn is_of_nothing(problem: &Problem) -> bool {
    says(problem, Code::TYPE, "there is no type `nothing`")
}

/// Whether a type is called as it is elsewhere, where it may be another one.
pub(super) fn is_of_elsewhere(problem: &Problem) -> bool {
    problem.code == Code::TYPE && advises(problem, "here it is called ")
}

/// Whether a property is for fields of other types.
pub(super) fn is_of_other_types(problem: &Problem) -> bool {
    says(problem, Code::FIELD_PROPERTY, "` is for a ")
}

/// Returns the host whose URL an environment does not say.
pub(super) fn lacks_host(problem: &Problem) -> Option<&str> {
    says(problem, Code::HOST, "does not say where the host").then(|| quoted(&problem.message).last().copied())?
}

/// Whether a property is for fields that are sent, or for those that are read.
pub(super) fn is_of_other_way(problem: &Problem) -> bool {
    is_only_read(problem) || says(problem, Code::FIELD_PROPERTY, "is for what is sent, and this is read")
}

/// Whether errors are told apart by what none has.
pub(super) fn is_in_no_example(problem: &Problem) -> bool {
    says(problem, Code::MEMBER_PATH, "by which errors are told apart")
}

/// Whether no name is known at all.
pub(super) fn are_no_names(problem: &Problem) -> bool {
    advises(problem, "there are no names known here")
}
