//! A `GET` has no body.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(GET "/rockets", json, response = (), error = ())]
struct Send {
    #[endpoint(query)]
    name: String,
}

fn main() {}
