//! A generic response implements `Decode` if its parameter does.

use auth_runtime::{Decode, Endpoint};

#[derive(Decode)]
struct Page<T> {
    data: Vec<T>,
}

#[derive(Endpoint)]
#[endpoint(GET "/", response = Page<std::net::IpAddr>, error = ())]
struct List;

fn main() {}
