//! Lowers `scopes`, whether the scopes of a token are known exactly, and `sessions`, whether there is one at a time.

use auth_language::problem::Code;

use crate::lower::context::Context;
use crate::lower::value::field::sound;
use crate::read::{CredentialSpec, TokenSpec};

/// The word that means that a token has exactly the granted scopes.
const EXACT: &str = "exact";

/// Whether a token has exactly the granted scopes, which the reply must then state.
pub(super) fn are_exact(spec: &CredentialSpec, token: &TokenSpec, cx: &mut Context<'_>) -> bool {
    let Some(scopes) = sound(&spec.scopes) else { return false };
    if scopes.value != EXACT {
        let message = format!("`scopes` cannot be `{}`", scopes.value);
        cx.report(Code::CREDENTIAL, scopes.at, message, "write `exact`, or remove the key");
    } else if token.scope.is_none() {
        let message = "the scopes of a token are missing";
        cx.report(Code::CREDENTIAL, scopes.at, message, "add `scope: FIELD` under `token`, or remove `scopes`");
    }
    true
}

/// The word that means that a new log-in ends the former.
const ONE: &str = "one";

/// Whether a new log-in ends the former.
pub(super) fn is_one(spec: &CredentialSpec, cx: &mut Context<'_>) -> bool {
    let Some(sessions) = sound(&spec.sessions) else { return false };
    if sessions.value != ONE {
        let message = format!("`sessions` cannot be `{}`", sessions.value);
        cx.report(Code::CREDENTIAL, sessions.at, message, "write `one`, or remove the key");
    }
    true
}
