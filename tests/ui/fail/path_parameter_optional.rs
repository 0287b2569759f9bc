//! A path parameter is not optional.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(GET "/{id}", response = (), error = ())]
struct Send {
    id: Option<String>,
}

fn main() {}
