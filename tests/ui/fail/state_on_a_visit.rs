//! The runtime generates the state.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(VISIT "/consent", provider = auth_providers::unith::Unith)]
struct Send {
    #[endpoint(query)]
    state: String,
}

fn main() {}
