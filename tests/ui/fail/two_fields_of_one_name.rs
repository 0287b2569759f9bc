//! Two values of one name would be told apart by nobody.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(POST "/", json, response = (), error = ())]
struct Send {
    name: String,
    #[endpoint(rename = "name")]
    alias: String,
}

fn main() {}
