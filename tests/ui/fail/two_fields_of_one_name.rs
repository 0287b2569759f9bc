//! A name occurs once in each place of a request.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(POST "/", json, response = (), error = ())]
struct Send {
    name: String,
    #[endpoint(rename = "name")]
    alias: String,
}

fn main() {}
