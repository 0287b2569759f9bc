//! A `GET` has no body.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(GET "/rockets", body("page" = 1), response = (), error = ())]
struct Send;

fn main() {}
