//! The type of a response implements `Decode`.

use auth_runtime::Endpoint;

struct Rocket;

#[derive(Endpoint)]
#[endpoint(GET "/rocket", response = Rocket, error = ())]
struct GetRocket;

fn main() {}
