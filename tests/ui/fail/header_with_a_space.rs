//! A header name is a token (RFC 9110 §5.6.2).

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(GET "/", response = (), error = ())]
struct Send {
    #[endpoint(header = "X Name")]
    name: String,
}

fn main() {}
