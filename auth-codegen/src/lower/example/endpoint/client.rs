//! Says once that nothing sends the client's id and secret which the examples of several calls give: where the host, or the
//! credential, should say how the client authenticates, they would all disagree with their types.

use auth_language::problem::Code;
use auth_language::suggest;

use crate::conformance::{Advice, Mismatch};
use crate::lower::context::Context;
use crate::lower::credential::client_authentication;
use crate::lower::value::field::sound;
use crate::model::{Endpoint, Provider};
use crate::read::{EndpointSpec, Text};
use crate::text::{Entry, Spot, Value};

/// What most methods of client authentication send (RFC 6749 §2.3.1).
const CLIENT: [&str; 2] = ["client_id", "client_secret"];

/// Reports the first of several such calls, and returns whether there were several.
pub(super) fn check(provider: &Provider, cx: &mut Context<'_>) -> bool {
    let spec = cx.spec;
    let calls = spec.endpoints.iter().zip(&provider.endpoints);
    let calls = calls.filter_map(|(named, endpoint)| Some((&named.name, named.value.as_ref().ok()?, endpoint)));
    let lacking: Vec<(&Text, Spot)> =
        calls.filter_map(|(name, spec, endpoint)| Some((name, given(name, spec, endpoint, cx)?))).collect();
    let [(_, at), _, ..] = lacking.as_slice() else { return false };
    let names: Vec<&str> = lacking.iter().map(|(name, _)| name.value.as_str()).collect();
    let message = format!(
        "nothing sends the `client_id` and `client_secret` that the examples of {} give",
        suggest::list(&names)
    );
    let help = "say at their host, or at the credential, how the client authenticates: \
                `client_authentication: client_secret_basic`, for example";
    cx.report(Code::EXAMPLE, *at, message, help);
    true
}

/// Whether the call itself says nothing of the client.
pub(super) fn is_implied(spec: &EndpointSpec) -> bool {
    let is_declared = |name: &Text| CLIENT.contains(&name.value.as_str());
    let mut declared = spec.groups().flat_map(|(_, group)| group.iter());
    spec.client_authentication.is_none()
        && client_authentication::takes_client(spec)
        && !declared.any(|named| is_declared(&named.name))
}

/// What examples give of a client.
const GIVEN: [&str; 3] = ["client_id", "client_secret", "private_key"];

/// Says what a call may have to say whose example gives a client that nothing sends, or lacks the client's secret.
pub(super) fn explain(found: Result<(), Vec<Mismatch>>, endpoint: &Endpoint) -> Result<(), Vec<Mismatch>> {
    let [_, secret] = CLIENT;
    let explain = |mut found: Mismatch| {
        if found.is_name && found.path.last().is_some_and(|name| GIVEN.contains(&name.as_str())) {
            let help = "say how the client authenticates: `client_authentication: client_secret_basic`, for example, \
                        or name the `host` that says it; or name this call as `refresh` or `revoke` of a credential";
            found.help = Advice::Prose(help.to_owned());
        } else if found.is_missing && found.message == format!("`{secret}` is missing") {
            let help = format!(
                "add it, or write `client_authentication: none` at `{}`, if the client has no secret there",
                endpoint.name
            );
            found.help = Advice::Prose(help);
        }
        found
    };
    found.map_err(|found| found.into_iter().map(explain).collect())
}

/// Returns where an example gives the client, if nothing sends it and a method could.
pub(super) fn given(name: &Text, spec: &EndpointSpec, endpoint: &Endpoint, cx: &Context<'_>) -> Option<Spot> {
    let is_declared = |wire: &str| endpoint.fields().iter().any(|field| field.wire == wire);
    let is_silent = spec.client_authentication.is_none() && !CLIENT.iter().any(|wire| is_declared(wire));
    if !is_silent || !client_authentication::takes_client(spec) || client_authentication::is_open(name, spec, cx) {
        return None;
    }
    let examples = sound(&spec.examples)?.iter().filter_map(|example| example.as_ref().ok());
    let mut requests = examples.filter_map(|example| sound(&example.request));
    requests.find_map(|request| match &request.value {
        Value::Map(entries) => client(entries),
        Value::Null | Value::Boolean(_) | Value::Number(_) | Value::Text(_) | Value::List(_) => None,
    })
}

/// Returns the position of the first member that is the client's, if both are there.
fn client(entries: &[Entry]) -> Option<Spot> {
    let of_client = |wire: &str| entries.iter().find(|entry| entry.key == wire).map(|entry| entry.key_spot);
    let [id, secret] = CLIENT.map(of_client);
    Some(id?.min(secret?))
}
