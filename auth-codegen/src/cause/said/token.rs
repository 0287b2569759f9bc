//! What is said of credentials, their tokens and the calls that make them.

use auth_language::problem::Code;

use super::{advises, quoted, says};
use crate::text::Problem;

/// Whether no call of a credential has what this adds to the path.
pub(in crate::cause) fn lacks_calls(problem: &Problem) -> bool {
    says(problem, Code::ATTACH, "no call of")
}

pub(in crate::cause) fn lacks_credentials(problem: &Problem) -> bool {
    says(problem, Code::AUTH, "the spec has none")
}

/// Whether no call authenticates the client as its host says.
pub(in crate::cause) fn lacks_clients(problem: &Problem) -> bool {
    says(problem, Code::CLIENT_AUTHENTICATION, "no endpoint of this host")
}

/// Whether a credential does not say what it adds to calls.
pub(in crate::cause) fn lacks_attach(problem: &Problem) -> bool {
    says(problem, Code::MISSING_KEY, "a credential needs `attach`")
}

/// Whether a reply is not what a credential needs.
pub(in crate::cause) fn is_of_reply(problem: &Problem) -> bool {
    let said = ["does not return", "does not answer", "answers none", "does not say which token"];
    [Code::TOKEN, Code::TOKEN_CALL, Code::IDENTITY].contains(&problem.code)
        && said.iter().any(|said| problem.message.contains(said))
}

pub(in crate::cause) fn lacks_placeholder(problem: &Problem) -> bool {
    says(problem, Code::ATTACH, "and this path has no")
}

pub(in crate::cause) fn has_no_body(problem: &Problem) -> bool {
    says(problem, Code::CLIENT_AUTHENTICATION, "has no body for what")
}

/// Whether a call does not send the code that a visit gives.
pub(in crate::cause) fn has_no_code(problem: &Problem) -> bool {
    problem.message.contains(" has no `code` for what ")
}

/// Whether an input is never used.
pub(in crate::cause) fn is_unused_input(problem: &Problem) -> bool {
    says(problem, Code::INPUT, "is never used")
}

/// Whether a credential has a key and several inputs.
pub(in crate::cause) fn is_one_input(problem: &Problem) -> bool {
    says(problem, Code::CREDENTIAL, "`key` is one input, and")
}

/// Whether the check of a credential is a call that is made without it.
pub(in crate::cause) fn is_unprotected(problem: &Problem) -> bool {
    says(problem, Code::CREDENTIAL, "is not called with")
}

/// Returns the key of the body that a call lacks, to which a credential adds a value.
pub(in crate::cause) fn body_to_add_to(problem: &Problem) -> Option<&str> {
    let is_it = says(problem, Code::ATTACH, "body, and this call has none");
    quoted(&problem.message).last().copied().filter(|_| is_it)
}

/// Whether a token names no refresh token.
pub(in crate::cause) fn lacks_refresh_token(problem: &Problem) -> bool {
    says(problem, Code::TOKEN, "does not name the refresh token")
}

/// Whether what a token names may be absent.
pub(in crate::cause) fn may_be_absent(problem: &Problem) -> bool {
    says(problem, Code::TOKEN, "may be absent, and a token is never")
}

/// Whether nothing captures a name.
pub(in crate::cause) fn is_not_captured(problem: &Problem) -> bool {
    says(problem, Code::UNKNOWN_NAME, "nothing captures ")
}

/// Whether no step answers a field.
pub(in crate::cause) fn is_not_answered(problem: &Problem) -> bool {
    let said = [" answers a field ", " answers no field ", " of the registration answers ", "no earlier step answers "];
    said.iter().any(|said| problem.message.contains(said)) || says(problem, Code::TOKEN, " has no field ")
}

/// Whether an input has two types.
pub(in crate::cause) fn has_two_types(problem: &Problem) -> bool {
    says(problem, Code::INPUT, "has another type in")
}

/// Whether no step takes what a callback gives.
pub(in crate::cause) fn is_not_taken(problem: &Problem) -> bool {
    says(problem, Code::CONSENT, "no step of the login takes what")
}

/// Whether a check needs what nobody gives.
pub(in crate::cause) fn is_not_given(problem: &Problem) -> bool {
    says(problem, Code::CREDENTIAL, "which nobody gives here")
}

/// Whether nothing is answered before a step.
pub(in crate::cause) fn is_first_step(problem: &Problem) -> bool {
    advises(problem, "this is the first step")
}

/// Whether a step is there twice.
pub(in crate::cause) fn is_step_twice(problem: &Problem) -> bool {
    says(problem, Code::STEP, "two steps are called ")
}

/// Whether a call takes a code, and nothing says that it is used once.
pub(in crate::cause) fn takes_code(problem: &Problem) -> bool {
    says(problem, Code::ONCE, "takes a `code`, which can be used once")
}

/// Whether a credential has no secret.
pub(in crate::cause) fn lacks_secret(problem: &Problem) -> bool {
    says(problem, Code::CREDENTIAL, "does not say where its secret comes from")
}

/// Whether a credential does not say which call makes its token.
pub(in crate::cause) fn lacks_token_call(problem: &Problem) -> bool {
    says(problem, Code::CREDENTIAL, "does not say which call makes its token")
}

/// Whether the advice is to say `token`.
pub(in crate::cause) fn advises_token(problem: &Problem) -> bool {
    advises(problem, "or say `token`")
}

/// Whether a signature needs an input that is not there.
pub(in crate::cause) fn lacks_input_of_signer(problem: &Problem) -> bool {
    says(problem, Code::SIGN, "signs with the input")
}

/// Whether the reply that names somebody has no fields.
pub(in crate::cause) fn has_no_fields(problem: &Problem) -> bool {
    says(problem, Code::IDENTITY, "the reply of the call has no fields")
}

/// Whether an attachment has nothing of its credential.
pub(in crate::cause) fn sends_nothing(problem: &Problem) -> bool {
    says(problem, Code::ATTACH, "nothing of the credential would be sent")
}
