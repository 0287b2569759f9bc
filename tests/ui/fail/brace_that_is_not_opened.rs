//! A path parameter needs its opening brace.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(GET "/rockets/id}", response = (), error = ())]
struct Send;

fn main() {}
