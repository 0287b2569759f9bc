//! A parameter has a name.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(GET "/rockets/{}", response = (), error = ())]
struct Send;

fn main() {}
