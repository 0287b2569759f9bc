//! A path parameter occurs once.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(GET "/{id}/{id}", response = (), error = ())]
struct Send {
    id: String,
}

fn main() {}
