//! A parameter has the name of its field.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(GET "/rockets/{rocket_id}", response = (), error = ())]
struct Send {
    rocket_idd: String,
}

fn main() {}
