//! The runtime sets some headers itself.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(GET "/", header("Content-Length" = "0"), response = (), error = ())]
struct Send;

fn main() {}
