//! A page answers by the callback.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(VISIT "/consent", provider = auth_providers::unith::Unith, response = ())]
struct Send;

fn main() {}
