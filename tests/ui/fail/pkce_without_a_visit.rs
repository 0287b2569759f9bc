//! PKCE belongs to the page that is visited.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(POST "/token", pkce, response = (), error = ())]
struct Send;

fn main() {}
