//! Two values of one name would be told apart by nobody.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(POST "/", json, body("name" = "a"), response = (), error = ())]
struct Send {
    name: String,
}

fn main() {}
