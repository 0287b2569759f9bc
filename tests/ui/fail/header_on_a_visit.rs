//! A browser sends its own headers.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(VISIT "/consent", provider = auth_providers::unith::Unith)]
struct Send {
    #[endpoint(header = "X-Name")]
    name: String,
}

fn main() {}
