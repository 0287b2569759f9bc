//! The runtime sets some headers itself.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(GET "/", header("Accept" = "text/html"), response = (), error = ())]
struct Send;

fn main() {}
