//! A host is a string.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(POST "/rockets", host, response = (), error = ())]
struct Send;

fn main() {}
