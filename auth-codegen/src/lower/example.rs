//! Checks that examples match their types; otherwise no code is generated.

mod callback;
mod consensus;
mod constant;
mod credential;
mod endpoint;
mod error;
mod limits;
mod members;
mod mismatch;
mod reply;
mod reply_body;
mod reply_head;

use std::collections::HashMap;

use crate::lower::context::Context;
use crate::model::{ErrorSetId, Provider};

/// Checks all examples and stores those of endpoints in the provider. `broken` lists, for each error set, the statuses
/// for which it is unknown which case a body matches.
pub(super) fn lower(provider: &mut Provider, broken: &HashMap<ErrorSetId, Vec<u16>>, cx: &mut Context<'_>) {
    consensus::check(provider, cx);
    error::lower(provider);
    let examples = endpoint::lower(provider, cx);
    for (endpoint, examples) in provider.endpoints.iter_mut().zip(examples) {
        endpoint.examples = examples;
    }
    error::check(provider, broken, cx);
    credential::check(provider, cx);
}
