//! An endpoint has one method.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(GET "/rockets", POST "/rockets", response = (), error = ())]
struct Send;

fn main() {}
