//! An unknown key is an error.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(POST "/rockets", josn, response = (), error = ())]
struct Send;

fn main() {}
