//! Success and failure are both said.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(GET "/rockets")]
struct Send;

fn main() {}
