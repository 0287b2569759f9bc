//! What the path names must be there.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(GET "/rockets/{id}", response = (), error = ())]
struct Send;

fn main() {}
