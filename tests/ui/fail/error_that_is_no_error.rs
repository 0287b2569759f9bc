//! The errors are an enum that derives `ApiError`.

use auth_runtime::Endpoint;

struct Refused;

#[derive(Endpoint)]
#[endpoint(GET "/rocket", response = (), error = Refused)]
struct GetRocket;

fn main() {}
