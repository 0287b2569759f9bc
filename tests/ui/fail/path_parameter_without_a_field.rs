//! Every path parameter has a field.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(GET "/rockets/{id}", response = (), error = ())]
struct Send;

fn main() {}
