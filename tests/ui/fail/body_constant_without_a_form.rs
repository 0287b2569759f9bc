//! A body is `json` or `form`.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(POST "/rockets", body("page" = 1), response = (), error = ())]
struct Send;

fn main() {}
