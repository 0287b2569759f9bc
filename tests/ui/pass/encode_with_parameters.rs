//! A record inside a request may borrow and be generic.
use auth_runtime::{Encode, Endpoint};
#[derive(Encode)]
struct Pair<'a, T> {
    name: &'a str,
    value: T,
}
#[derive(Endpoint)]
#[endpoint(POST "/", json, response = (), error = ())]
struct Send<'a> {
    pair: Pair<'a, f64>,
}
#[test]
fn sends() {
    assert_eq!(
        super::sent(&Send::new(Pair { name: "a", value: 1.5 })),
        r#"POST /v1/ {"pair":{"name":"a","value":1.5}}"#
    );
}
