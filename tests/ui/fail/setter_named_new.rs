//! A request has a `new` already.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(POST "/", json, response = (), error = ())]
struct Send {
    new: Option<String>,
}

fn main() {}
