//! URLs end up in logs.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(GET "/", response = (), error = ())]
struct Send {
    #[endpoint(query)]
    key: auth_runtime::Secret,
}

fn main() {}
