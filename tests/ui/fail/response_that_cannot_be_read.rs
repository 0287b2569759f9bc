//! A response is a type that can be read.

use auth_runtime::Endpoint;

struct Rocket;

#[derive(Endpoint)]
#[endpoint(GET "/rocket", response = Rocket, error = ())]
struct GetRocket;

fn main() {}
