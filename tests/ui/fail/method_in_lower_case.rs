//! Methods are case-sensitive (RFC 9110 §9.1).

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(post "/rockets", response = (), error = ())]
struct Send;

fn main() {}
