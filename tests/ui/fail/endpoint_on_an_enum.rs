//! A request is a struct.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(GET "/", response = (), error = ())]
enum Send {
    One,
}

fn main() {}
