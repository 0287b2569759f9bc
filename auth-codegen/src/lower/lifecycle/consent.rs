//! What a person's consent gives: a code, and the verifier that goes with it.

use crate::lower::lifecycle::Index;
use crate::lower::lifecycle::inputs::Calls;
use crate::model::{Input, InputKind, Type};
use crate::read::{CredentialSpec, Text, TokenSpec};
use crate::text::diagnostics::Diagnostics;

/// What an authorization gives, as RFC 6749 §4.1.3 and RFC 7636 §4.5 call it.
const CODE: &str = "code";
const CODE_VERIFIER: &str = "code_verifier";

/// With `authorize`, the fields for the code and for its verifier are one input.
pub(in crate::lower) fn mark_code(
    index: &Index<'_>,
    inputs: &mut Vec<Input>,
    spec: &CredentialSpec,
    token: &TokenSpec,
    calls: &Calls<'_>,
    diagnostics: &mut Diagnostics,
) {
    let Some((visit, authorize)) = calls.authorize else {
        if spec.authorize.is_none() {
            check_code_is_used_once(index, inputs, token, diagnostics);
        }
        return;
    };
    let verifier = inputs.iter().find(|input| input.field.wire == CODE_VERIFIER && is_secret(input));
    let verifier = verifier.map(|input| input.field.ident.clone());
    inputs.retain(|input| Some(&input.field.ident) != verifier.as_ref());
    let is_verified = verifier.is_some();
    match inputs.iter_mut().find(|input| is_code(input)) {
        Some(input) => input.kind = InputKind::AuthorizationCode { verifier },
        None if index.is_sound(calls.mint) => {
            let message = format!("`{}` has no `code` for what `{}` gives", token.from.value, authorize.value);
            diagnostics.report(authorize.spot, message, "declare a field `code: secret` there (RFC 6749 §4.1.3)");
        }
        None => {}
    }
    if index.has_pkce(visit) && !is_verified && index.is_sound(calls.mint) {
        report_no_verifier(authorize, &token.from, diagnostics);
    }
}

/// A code that is sent a second time is refused, and may take the tokens of the first with it (RFC 6749 §4.1.2).
fn check_code_is_used_once(index: &Index<'_>, inputs: &[Input], token: &TokenSpec, diagnostics: &mut Diagnostics) {
    let is_lasting = |input: &Input| is_code(input) && input.kind == InputKind::Lasting;
    if !inputs.iter().any(is_lasting) || diagnostics.is_lost("authorize") || diagnostics.is_lost("once") {
        return;
    }
    let visits = index.visits().map(|name| format!("`authorize: {name}`, or "));
    let help = format!("add {}`once: code`", visits.collect::<String>());
    let message = format!("`{}` takes a `code`, which can be used once", token.from.value);
    diagnostics.report(token.from.spot, message, help);
}

/// A server that was sent a challenge wants its verifier (RFC 7636 §4.6).
fn report_no_verifier(authorize: &Text, from: &Text, diagnostics: &mut Diagnostics) {
    let message = format!("`{}` has `pkce: S256`, and `{}` sends no `code_verifier`", authorize.value, from.value);
    diagnostics.report(authorize.spot, message, "declare a field `code_verifier: secret` there (RFC 7636 §4.5)");
}

fn is_code(input: &Input) -> bool {
    input.field.wire == CODE && is_secret(input) && !input.field.optional
}

fn is_secret(input: &Input) -> bool {
    input.field.ty == Type::Secret
}
