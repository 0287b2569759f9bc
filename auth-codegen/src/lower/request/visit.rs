//! Endpoints that a browser visits.

use crate::model::Call;
use crate::read::{EndpointSpec, ErrorsSpec, FieldSpec, Named, Text};
use crate::text::diagnostics::Diagnostics;

/// Query parameters that the runtime sets when a browser is sent to an endpoint (RFC 6749 §4.1.1, RFC 7636 §4.3).
const OWN_QUERY: [&str; 3] = ["state", "code_challenge", "code_challenge_method"];

/// A browser is sent to a URL: there is nothing else to say.
pub(in crate::lower) fn lower(spec: &EndpointSpec, diagnostics: &mut Diagnostics) -> Call {
    check_own_query(&spec.query, diagnostics);
    let help = "a browser only follows the URL; remove it";
    for body in spec.json.iter().chain(&spec.form) {
        diagnostics.report(body.spot, "a `visit` has no body", help);
    }
    for named in spec.headers.iter().chain(&spec.path) {
        diagnostics.report(named.name.spot, "a `visit` has a query and nothing else", help);
    }
    if let Some(text) = &spec.auth {
        diagnostics.report(text.spot, "a `visit` carries no credential", help);
    }
    for returned in &spec.returns {
        diagnostics.report(returned.name.spot, "a `visit` returns by the callback", help);
    }
    for name in spec.errors.iter().filter_map(first_name) {
        diagnostics.spare(&name.value);
        diagnostics.report(name.spot, "a `visit` fails by the callback (RFC 6749 §4.1.2.1)", help);
    }
    Call::Visit { pkce: spec.pkce.as_ref().is_some_and(|word| is_pkce_on(word, diagnostics)) }
}

/// Where a key about errors says something.
fn first_name(errors: &ErrorsSpec) -> Option<&Text> {
    match errors {
        ErrorsSpec::Set(name) => Some(name),
        ErrorsSpec::Own(cases) => cases.first().map(|named| &named.name),
    }
}

fn is_pkce_on(word: &Text, diagnostics: &mut Diagnostics) -> bool {
    if !["S256", "off"].contains(&word.value.as_str()) {
        diagnostics.report(
            word.spot,
            format!("PKCE cannot be `{}`", word.value),
            "write `S256`, or `off` to leave it to the caller",
        );
    }
    word.value == "S256"
}

/// What the runtime adds to the URL itself.
fn check_own_query(query: &[Named<FieldSpec>], diagnostics: &mut Diagnostics) {
    for named in query {
        if OWN_QUERY.contains(&named.name.value.as_str()) {
            let message = format!("the runtime sends `{}` itself", named.name.value);
            diagnostics.report(named.name.spot, message, "remove it");
        }
    }
}
