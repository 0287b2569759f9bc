//! A flag has no value.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(POST "/rockets", json = true, response = (), error = ())]
struct Send;

fn main() {}
