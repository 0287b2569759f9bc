//! A key occurs once.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(POST "/rockets", json, host = "a", host = "b", response = (), error = ())]
struct Send;

fn main() {}
