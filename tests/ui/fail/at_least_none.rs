//! Every list has at least no items.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(GET "/", response = (), error = ())]
struct Send {
    #[endpoint(query, at_least = 0)]
    names: Vec<String>,
}

fn main() {}
