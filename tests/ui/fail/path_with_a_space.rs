//! A path is what is on the wire.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(GET "/my rockets", response = (), error = ())]
struct Send;

fn main() {}
