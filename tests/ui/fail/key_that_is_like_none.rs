//! An unknown key is an error.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(POST "/rockets", async, response = (), error = ())]
struct Send;

fn main() {}
