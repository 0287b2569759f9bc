//! A page of something is read if that is.

use auth_runtime::{Decode, Endpoint};

#[derive(Decode)]
struct Page<T> {
    data: Vec<T>,
}

#[derive(Endpoint)]
#[endpoint(GET "/", response = Page<std::net::IpAddr>, error = ())]
struct List;

fn main() {}
