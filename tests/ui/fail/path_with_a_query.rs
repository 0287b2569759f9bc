//! The query is not part of the path.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(GET "/rockets?page=1", response = (), error = ())]
struct Send;

fn main() {}
