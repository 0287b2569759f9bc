//! Lowers the result of the user's consent: an authorization code and its PKCE verifier.

use auth_language::problem::Code;

use super::calls::{Called, Calls};
use crate::lower::context::Context;
use crate::lower::value::field::sound;
use crate::model::{Input, InputKind};
use crate::read::{CredentialSpec, Text, TokenSpec};

/// The fields of the code exchange (RFC 6749 §4.1.3, RFC 7636 §4.5).
const CODE: &str = "code";
const CODE_VERIFIER: &str = "code_verifier";

/// Combines the fields for the code and its verifier into one input, if the credential has `authorize`.
pub(super) fn mark_code(
    calls: &Calls<'_>,
    inputs: &mut Vec<Input>,
    spec: &CredentialSpec,
    token: &TokenSpec,
    called: &Called<'_>,
    cx: &mut Context<'_>,
) {
    let (Some(visit), Some(authorize), Some(from)) = (called.authorize, sound(&spec.authorize), first(token)) else {
        if spec.authorize.is_none() && token.once.is_none() {
            check_code_is_used_once(calls, inputs, token, cx);
        }
        return;
    };
    let verifier = inputs.iter().find(|input| input.field.wire == CODE_VERIFIER && is_secret(input));
    let verifier = verifier.map(|input| input.field.ident.value.clone());
    inputs.retain(|input| Some(&input.field.ident.value) != verifier.as_ref());
    let is_verified = verifier.is_some();
    let is_open = called.mint.iter().any(|step| calls.is_open(step.endpoint, cx));
    match inputs.iter_mut().find(|input| is_code(input)) {
        Some(input) => input.kind = InputKind::AuthorizationCode { verifier },
        None if !is_open => {
            let message = format!("`{}` has no `code` for what `{}` gives", from.value, authorize.value);
            let help = "declare a field `code: secret` there (RFC 6749 §4.1.3)";
            cx.report(Code::CONSENT, authorize.at, message, help);
        }
        None => {}
    }
    if calls.has_pkce(visit) && !is_verified && !is_open {
        report_no_verifier(authorize, from, cx);
    }
}

/// Checks that an authorization code is declared as usable once: when it is sent twice, the server refuses it and may
/// revoke the tokens (RFC 6749 §4.1.2).
fn check_code_is_used_once(calls: &Calls<'_>, inputs: &[Input], token: &TokenSpec, cx: &mut Context<'_>) {
    let is_lasting = |input: &Input| is_code(input) && input.kind == InputKind::Lasting;
    let Some(from) = first(token).filter(|_| inputs.iter().any(is_lasting)) else { return };
    let visits = calls.visits().map(|name| format!("`authorize: {name}`, or "));
    let help = format!("add {}`once: code`", visits.collect::<String>());
    let message = format!("`{}` takes a `code`, which can be used once", from.value);
    cx.report(Code::ONCE, from.at, message, help);
}

/// Returns the first call.
fn first(token: &TokenSpec) -> Option<&Text> {
    token.from.as_ref().ok()?.first().map(|step| &step.call)
}

/// Reports a code exchange without a verifier: a server that received a challenge requires it (RFC 7636 §4.6).
fn report_no_verifier(authorize: &Text, from: &Text, cx: &mut Context<'_>) {
    let message = format!("`{}` has `pkce: S256`, and `{}` sends no `code_verifier`", authorize.value, from.value);
    let help = "declare a field `code_verifier: secret` there (RFC 7636 §4.5)";
    cx.report(Code::CONSENT, authorize.at, message, help);
}

fn is_code(input: &Input) -> bool {
    input.field.wire == CODE && is_secret(input) && !input.field.optional
}

fn is_secret(input: &Input) -> bool {
    input.field.ty.value.is_secret()
}
