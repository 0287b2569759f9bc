//! A path follows the URL of a host.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(GET "rockets", response = (), error = ())]
struct Send;

fn main() {}
