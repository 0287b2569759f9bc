//! What is said of examples.

use auth_language::problem::Code;

use super::{advises, quoted, says};
use crate::cause::entries::keys;
use crate::text::Problem;

/// Returns the error as which an example is read, and should not be.
pub(in crate::cause) fn read_as(problem: &Problem) -> Option<&str> {
    let said = ["this example is read as the error ", "this example leads to "];
    let is_it = said.iter().any(|said| problem.message.starts_with(said));
    quoted(&problem.message).first().copied().filter(|_| is_it)
}

/// Whether an example lacks what the client proves with who it is.
pub(in crate::cause) fn is_of_client(problem: &Problem) -> bool {
    is_missing(problem) && advises(problem, "write `client_authentication: none` at")
}

/// Whether a name is nowhere else, and another one is.
pub(in crate::cause) fn is_written_once(problem: &Problem) -> bool {
    says(problem, Code::EXAMPLE, "is written here only, and")
}

/// Whether a field is missing from an example.
pub(in crate::cause) fn is_missing(problem: &Problem) -> bool {
    says(problem, Code::EXAMPLE, "is missing")
}

/// Whether an example has a value of another type.
pub(in crate::cause) fn is_of_value(problem: &Problem) -> bool {
    says(problem, Code::EXAMPLE, ": expected ")
}

/// Whether an example has another value where its type is an object.
pub(in crate::cause) fn is_no_object(problem: &Problem) -> bool {
    says(problem, Code::EXAMPLE, ": expected an object, found")
}

/// Whether an example is not of its type.
pub(in crate::cause) fn disagrees(problem: &Problem) -> bool {
    says(problem, Code::EXAMPLE, "this example disagrees with its type")
}

/// Whether an example has no reply.
pub(in crate::cause) fn has_no_reply(problem: &Problem) -> bool {
    says(problem, Code::EXAMPLE, "this example has no `response`")
}

/// Whether an example has members that its type has not.
pub(in crate::cause) fn is_unknown_member(problem: &Problem) -> bool {
    says(problem, Code::EXAMPLE, ": there is no field ") || says(problem, Code::EXAMPLE, ": there are no fields ")
}

/// Whether a member of an example has no value.
pub(in crate::cause) fn is_null(problem: &Problem) -> bool {
    says(problem, Code::EXAMPLE, " is `null`") || says(problem, Code::EXAMPLE, "expected an object, found `null`")
}

/// Whether an example has no request, and what the fields of that would be.
pub(in crate::cause) fn lacking_in_request(problem: &Problem) -> Vec<&str> {
    let is_it = says(problem, Code::EXAMPLE, "this example has no `request`");
    let advised = problem.help.as_deref().filter(|_| is_it).and_then(|help| help.split_once("`request: { "));
    advised.map(|(_, fields)| keys(fields).collect()).unwrap_or_default()
}

/// Whether an example lacks the code of a callback.
pub(in crate::cause) fn lacks_code(problem: &Problem) -> bool {
    says(problem, Code::EXAMPLE, "`code` is missing")
}

/// Whether a callback lacks its code.
pub(in crate::cause) fn needs_code(problem: &Problem) -> bool {
    says(problem, Code::EXAMPLE, "a callback needs `code`")
}

/// Whether nothing says how the client authenticates that an example gives.
pub(in crate::cause) fn is_client_unsaid(problem: &Problem) -> bool {
    advises(problem, "how the client authenticates")
}
