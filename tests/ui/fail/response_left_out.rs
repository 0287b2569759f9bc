//! An endpoint names its response and its errors.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(GET "/rockets")]
struct Send;

fn main() {}
