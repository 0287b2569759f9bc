//! Plays an authorization page, which consents at once and redirects the browser back with a code (RFC 6749 §4.1.2).

use auth_codegen::model::Example;
use axum::http::header;
use serde_json::Value as Json;

use crate::answer::reply::Reply;
use crate::judge::visit::Visit;
use crate::memory::Memory;
use crate::read::own::STATE;
use crate::read::received::Pairs;

/// Redirects the browser to the client with the parameters of the example and the client's state.
pub(crate) fn redirect(visit: Visit, provider: usize, example: &Example, memory: &Memory) -> Reply {
    let Visit { state, challenge, redirect_uri: mut callback } = visit;
    let parameters = parameters(example);
    if let Some((_, code)) = parameters.iter().find(|(name, _)| name == "code") {
        memory.keep_challenge(provider, code, challenge.as_deref());
    }
    callback.query_pairs_mut().extend_pairs(parameters).append_pair(STATE, &state);
    Reply::new(302, None).with(header::LOCATION, callback.as_str())
}

/// Returns the example's response as query parameters.
fn parameters(example: &Example) -> Pairs {
    let members = example.response.as_ref().and_then(Json::as_object).into_iter().flatten();
    members.map(|(name, json)| (name.clone(), json.as_str().map_or_else(|| json.to_string(), str::to_owned))).collect()
}
