//! A path is already percent-encoded.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(GET "/my rockets", response = (), error = ())]
struct Send;

fn main() {}
