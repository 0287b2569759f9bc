//! A method is one of RFC 9110 §9.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(PSOT "/rockets", response = (), error = ())]
struct Send;

fn main() {}
