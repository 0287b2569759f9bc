//! A page belongs to a provider.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(VISIT "/consent")]
struct Send;

fn main() {}
