//! A field goes to one place.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(GET "/", response = (), error = ())]
struct Send {
    #[endpoint(query, header = "X-Name")]
    name: String,
}

fn main() {}
