//! Makes an example of an exchange, or says why it is none.

mod body;
mod differs;
mod head;
mod received;
mod request;

use std::collections::BTreeSet;

use auth_codegen::model::{Call, Provider};
use auth_mock::Understood;
use bytes::Bytes;
use http::Response;
use serde_json::{Map, Value as Json};

use self::body::{body, callback};
use self::head::headers;
use self::received::{receive, success};
use self::request::request;
use super::made_up::MadeUp;
use super::typed::Typed;

/// An example, and the members of the exchange that the spec does not declare.
#[derive(Debug)]
pub(super) struct Made {
    pub(super) example: Json,
    pub(super) undeclared: BTreeSet<String>,
}

/// Makes an example.
///
/// # Errors
/// Says why not, one text for each difference between the exchange and the spec.
pub(super) fn make(
    provider: &Provider,
    understood: &Understood,
    response: &Response<Bytes>,
    made: &mut MadeUp,
) -> Result<Made, Vec<String>> {
    let endpoint = &provider.endpoints[understood.endpoint];
    if let Some(why) = &understood.unread {
        return Err(vec![why.clone()]);
    }
    let mut typed = Typed::new(provider, made);
    let mut example = Map::new();
    match &endpoint.call {
        Call::Http(call) => {
            let received = receive(call, response)?;
            let success = success(call, &provider.error_sets[call.errors], &received)?;
            put(&mut example, "request", request(endpoint, understood, &mut typed)?);
            if call.statuses.first() != Some(&received.status) {
                example.insert("status".to_owned(), received.status.into());
            }
            put(&mut example, "headers", headers(provider, success, &received, &mut typed)?);
            if let Some(body) = body(call, success, &received, &mut typed)? {
                example.insert("response".to_owned(), body);
            }
        }
        Call::Visit(visit) => {
            let callback = callback(response)?;
            put(&mut example, "request", request(endpoint, understood, &mut typed)?);
            let json = typed.callback(visit.callback, &callback);
            example.insert("response".to_owned(), json);
        }
    }
    let undeclared = typed.undeclared();
    if example.is_empty() {
        Err(vec!["nothing is sent and nothing comes back".to_owned()])
    } else {
        Ok(Made { example: Json::Object(example), undeclared })
    }
}

fn put(example: &mut Map<String, Json>, key: &str, members: Map<String, Json>) {
    if !members.is_empty() {
        example.insert(key.to_owned(), Json::Object(members));
    }
}
