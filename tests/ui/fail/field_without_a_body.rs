//! Without `json` or `form` there is no body.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(POST "/rockets", response = (), error = ())]
struct Send {
    name: String,
}

fn main() {}
