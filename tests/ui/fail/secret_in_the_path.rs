//! URLs end up in logs.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(GET "/{key}", response = (), error = ())]
struct Send {
    key: auth_runtime::Secret,
}

fn main() {}
