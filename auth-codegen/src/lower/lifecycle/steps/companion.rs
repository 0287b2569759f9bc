//! Lowers the credential of a step: one that the caller gives with the inputs.

use auth_language::id::Id;
use auth_language::problem::Code;
use auth_language::suggest;

use crate::lower::context::Context;
use crate::lower::lifecycle::calls::Calls;
use crate::lower::lifecycle::replies::Made;
use crate::lower::value::field::sound;
use crate::model::{Auth, CredentialId};
use crate::read::{CredentialSpec, Text};

/// Returns the credential with which a step is made; `None` if it needs none, or the name is broken.
pub(super) fn lower(made: &Made<'_, '_>, calls: &Calls<'_>, cx: &mut Context<'_>) -> Option<CredentialId> {
    let name = sound(&made.spec.auth)?;
    let id = find(name, cx)?;
    let call = &made.spec.call.value;
    let accepts = match calls.endpoints[made.endpoint].http().map(|call| &call.auth) {
        Some(Auth::Any) => true,
        Some(Auth::Credential(known)) => *known == id,
        Some(Auth::OneOf { credentials, optional: _ }) => credentials.contains(&id),
        Some(Auth::None) | None => {
            let message = format!("`{call}` is made without a credential");
            cx.report(Code::AUTH, name.at, message, format!("remove this, or say `auth: {}` at `{call}`", name.value));
            return None;
        }
    };
    if !accepts {
        let message = format!("`{call}` does not accept `{}`", name.value);
        cx.report(Code::AUTH, name.at, message, "name a credential that it accepts, or add this one there");
    }
    accepts.then_some(id)
}

/// Finds a credential that does not change.
fn find(name: &Text, cx: &mut Context<'_>) -> Option<CredentialId> {
    let credentials = &cx.spec.credentials;
    let fixed = |spec: &CredentialSpec| spec.token.is_none();
    let Some((number, named)) = credentials.iter().enumerate().find(|(_, named)| named.name.value == name.value) else {
        if credentials.broken().is_none() {
            let known: Vec<&str> =
                credentials.sound().filter(|(_, spec)| fixed(spec)).map(|(name, _)| name.value.as_str()).collect();
            let help = suggest::help(&name.value, name.at, &known, "the credentials that do not change are");
            cx.report(Code::AUTH, name.at, format!("there is no credential `{}`", name.value), help);
        }
        return None;
    };
    let is_fixed = named.value.as_ref().is_ok_and(fixed);
    if named.value.is_ok() && !is_fixed {
        let message = format!("`{}` obtains a token itself", name.value);
        let help = "name a credential that does not change, or make its calls steps of this log-in";
        cx.report(Code::AUTH, name.at, message, help);
    }
    is_fixed.then(|| Id::new(number))
}
