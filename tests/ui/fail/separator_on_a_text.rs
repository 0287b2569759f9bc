//! Only lists are joined.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(GET "/", response = (), error = ())]
struct Send {
    #[endpoint(query, separator = ",")]
    name: String,
}

fn main() {}
