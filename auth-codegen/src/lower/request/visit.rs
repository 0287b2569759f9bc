//! Checks pages that a browser visits, which have a URL and no reply.

use auth_language::problem::Code;
use auth_language::request::{Compared, STATE};
use auth_language::word::{self, Pkce};

use crate::lower::context::{Context, Declared};
use crate::lower::value::field::sound;
use crate::model::{RecordId, Visit};
use crate::read::{CredentialSpec, EndpointSpec, ErrorsSpec, FieldKind, SignSpec, StepSpec, Text};
use crate::text::Spot;

pub(super) fn lower(
    name: &Text,
    spec: &EndpointSpec,
    callback: Option<RecordId>,
    compared: Compared<Spot>,
    cx: &mut Context<'_>,
) -> Visit {
    check_only_visited(spec, cx);
    check_unsigned(name, spec, cx);
    let pkce = sound(&spec.pkce).map_or(Pkce::Supported, |text| lower_pkce(text, cx));
    Visit { pkce, callback, compared, pushed: is_pushed(name, cx) }
}

/// Checks that a `visit` has nothing that belongs to a call.
fn check_only_visited(spec: &EndpointSpec, cx: &mut Context<'_>) {
    let help = "a browser only follows the URL; remove it";
    if let Some(Ok(auth)) = &spec.auth {
        cx.report(Code::VISIT, auth.at, "a `visit` sends no credential", help);
    }
    for returned in spec.returns.iter() {
        cx.report(Code::VISIT, returned.name.at, "the reply to a `visit` arrives in the callback", help);
    }
    if let Some(name) = spec.errors.as_ref().and_then(|errors| errors.as_ref().ok()).and_then(first_name) {
        cx.refer(Declared::ErrorSet, &name.value);
        cx.report(Code::VISIT, name.at, "the errors of a `visit` arrive in the callback (RFC 6749 §4.1.2.1)", help);
    }
}

/// Checks that a `visit` is not signed as a finished request is.
fn check_unsigned(name: &Text, spec: &EndpointSpec, cx: &mut Context<'_>) {
    let Some(sign) = sound(&spec.sign) else { return };
    let at = match &**sign {
        SignSpec::Into { headers, query, .. } => headers.names().chain(query.names()).next().map(|name| name.at),
        SignSpec::Scheme(_) => None,
    };
    let message = "the URL of a `visit` is made at once, and no part of it is signed afterwards";
    let help = "compute it in the query: `sign: { hmac_sha256: \"{client_id}/path{time}\", key: client_secret, encoding: hex }`";
    cx.report(Code::VISIT, at.unwrap_or(name.at), message, help);
}

/// Whether a call before the visit sends the state (RFC 9126).
fn is_pushed(visit: &Text, cx: &Context<'_>) -> bool {
    let steps = |credential: &'_ CredentialSpec| sound(&credential.authorize).cloned().unwrap_or_default();
    let sends = |step: &StepSpec| {
        let called = cx.spec.endpoints.sound().find(|(name, _)| name.value == step.call.value);
        called.is_some_and(|(_, endpoint)| !endpoint.is_visit() && sends_state(endpoint))
    };
    cx.spec.credentials.sound().any(|(_, credential)| {
        let steps = steps(credential);
        steps.iter().any(|step| step.call.value == visit.value) && steps.iter().any(sends)
    })
}

/// Whether a request has a field for the state, perhaps as a claim of a signed request.
fn sends_state(endpoint: &EndpointSpec) -> bool {
    let is_it = |name: &Text| name.value == STATE;
    endpoint.groups().any(|(_, group)| {
        let claims = group.sound().filter_map(|(_, spec)| match &spec.kind {
            Ok(FieldKind::Computed(computed)) => Some(computed),
            Ok(FieldKind::Type(_) | FieldKind::Constant(_) | FieldKind::Template(_)) | Err(_) => None,
        });
        group.names().any(is_it) || claims.flat_map(|computed| &computed.fields).any(|named| is_it(&named.name))
    })
}

/// Resolves `pkce`. `plain` is rejected because it sends the verifier through the browser, from which it should be
/// protected.
fn lower_pkce(text: &Text, cx: &mut Context<'_>) -> Pkce {
    if text.value == "plain" {
        let message = "`plain` sends the verifier itself, which protects nothing (RFC 9700 §2.1.1)";
        cx.report(Code::WORD, text.at, message, "write `S256`; or `off`, if the provider accepts nothing else");
        return Pkce::Supported;
    }
    word::check(text, "`pkce`", cx.problems()).unwrap_or(Pkce::Supported)
}

/// Returns the position to report for a key about errors.
fn first_name(errors: &ErrorsSpec) -> Option<&Text> {
    match errors {
        ErrorsSpec::Set(name) => Some(name),
        ErrorsSpec::Own(cases) => cases.names().next(),
    }
}
