//! Examples agree with the types, or the spec does not generate.

mod callback;
mod credential;
mod endpoint;
mod error;
mod mismatch;
mod reply;
mod reply_body;
mod reply_head;

use std::collections::HashMap;

use crate::lower::context::Context;
use crate::model::{ErrorSetId, Provider};

/// Checks every example, and gives the endpoints theirs. `broken` has the statuses of each error set for which nobody knows where
/// a body leads.
pub(super) fn lower(provider: &mut Provider, broken: &HashMap<ErrorSetId, Vec<u16>>, cx: &mut Context<'_>) {
    let examples = endpoint::lower(provider, cx);
    for (endpoint, examples) in provider.endpoints.iter_mut().zip(examples) {
        endpoint.examples = examples;
    }
    error::lower(provider);
    error::check(provider, broken, cx);
    credential::check(provider, cx);
}
