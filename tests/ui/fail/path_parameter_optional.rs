//! A part of the path cannot be left out.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(GET "/{id}", response = (), error = ())]
struct Send {
    id: Option<String>,
}

fn main() {}
