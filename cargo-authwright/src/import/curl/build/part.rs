//! What a request sends: parts with types from all samples.

mod body;
mod example;
mod header;
mod members;
mod pairs;

use serde_json::{Map, Value as Json};

use super::super::group::Sample;
use crate::import::draft::{Draft, Endpoint, Part, Ty, Value};

pub(super) use example::example;
pub(super) use members::Kind;
use members::parts;
use pairs::pairs;
pub(super) use pairs::text;

/// Fills in everything that is sent, except for the path.
pub(super) fn fill(samples: &[&Sample], kind: Kind, endpoint: &mut Endpoint, draft: &mut Draft) {
    let query: Vec<Map<String, Json>> = samples.iter().map(|sample| pairs(&sample.request.query)).collect();
    let state = ["state", "code_challenge", "code_challenge_method"];
    let is_own = |part: &Part| !(endpoint.method == "visit" && state.contains(&part.name.as_str()));
    endpoint.query = parts(&query, &[], kind, draft).into_iter().filter(is_own).map(in_url).collect();
    if endpoint.is_visit() {
        let uses_pkce = query.iter().any(|members| members.contains_key("code_challenge"));
        endpoint.pkce = uses_pkce.then_some("S256");
    }
    let cookies: Vec<Map<String, Json>> = samples.iter().map(|sample| pairs(&sample.request.cookies)).collect();
    endpoint.cookies = parts(&cookies, &[], Kind::PLAIN, draft);
    endpoint.headers = header::headers(samples);
    // What authenticates a user was taken out before: who is left is the client.
    if samples.iter().any(|sample| sample.request.user.is_some()) {
        endpoint.client_authentication = Some("client_secret_basic");
    }
    endpoint.body = body::body(samples, kind, draft);
}

/// A secret in a URL says so.
fn in_url(mut part: Part) -> Part {
    if let Value::Field(field) = &mut part.value {
        field.ty = std::mem::replace(&mut field.ty, Ty::STRING).in_url();
    }
    part
}
