//! A header is named once.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(GET "/", response = (), error = ())]
struct Send {
    #[endpoint(header = "X-Name", rename = "name")]
    name: String,
}

fn main() {}
