//! A field goes to one place.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(GET "/{name}", response = (), error = ())]
struct Send {
    #[endpoint(query)]
    name: String,
}

fn main() {}
