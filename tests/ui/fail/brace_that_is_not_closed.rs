//! A path parameter needs its closing brace.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(GET "/rockets/{id", response = (), error = ())]
struct Send {
    id: String,
}

fn main() {}
