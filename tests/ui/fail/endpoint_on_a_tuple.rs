//! The fields of a request have names.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(POST "/", json, response = (), error = ())]
struct Send(String);

fn main() {}
