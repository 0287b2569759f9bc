//! An endpoint has a method and a path.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(json, response = (), error = ())]
struct Send;

fn main() {}
