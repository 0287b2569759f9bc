//! Some headers are not for a request to set.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(GET "/", header("Accept" = "text/html"), response = (), error = ())]
struct Send;

fn main() {}
