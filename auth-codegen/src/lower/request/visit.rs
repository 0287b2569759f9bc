//! Checks pages that a browser visits, which have a URL and no reply.

use auth_language::problem::Code;
use auth_language::request::Compared;
use auth_language::word::{self, Pkce};

use crate::lower::context::{Context, Declared};
use crate::lower::value::field::sound;
use crate::model::{RecordId, Visit};
use crate::read::{EndpointSpec, ErrorsSpec, Text};
use crate::text::Spot;

pub(super) fn lower(
    spec: &EndpointSpec,
    callback: Option<RecordId>,
    compared: Compared<Spot>,
    cx: &mut Context<'_>,
) -> Visit {
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
    let pkce = sound(&spec.pkce).map_or(Pkce::Supported, |text| lower_pkce(text, cx));
    Visit { pkce, callback, compared }
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
