//! A record inside a request may borrow and be generic.
use auth_runtime::{Encode, Endpoint};
#[derive(Encode)]
struct Pair<'a, T> {
    name: &'a T,
}
#[derive(Endpoint)]
#[endpoint(POST "/", json, response = (), error = ())]
struct Send<'a> {
    pair: Pair<'a, f64>,
}
#[test]
fn sends() {
    let _ = super::sent(&Send::new(Pair { name: &1.5 }));
}
