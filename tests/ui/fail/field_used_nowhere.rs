//! A field needs a place in the request.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(GET "/rockets", response = (), error = ())]
struct Send {
    id: String,
}

fn main() {}
