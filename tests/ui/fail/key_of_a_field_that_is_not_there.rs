//! An unknown key is an error.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(POST "/rockets", json, response = (), error = ())]
struct Send {
    #[endpoint(seperator = " ")]
    names: Vec<String>,
}

fn main() {}
