//! A name occurs once in each place of a request.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(POST "/", json, body("name" = "a"), response = (), error = ())]
struct Send {
    name: String,
}

fn main() {}
