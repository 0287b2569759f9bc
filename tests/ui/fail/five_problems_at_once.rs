//! Every problem is reported, each at its place.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(POTS "/{id}", jsno, host = 1, response = (), error = ())]
struct Send {
    #[endpoint(quary)]
    name: String,
    #[endpoint(at_least = 1)]
    alias: String,
}

fn main() {}
