//! The bound that a parameter needs is added.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(POST "/items", json, response = (), error = ())]
struct Create<T> {
    item: T,
    others: Option<Vec<T>>,
}

#[test]
fn sends() {
    assert_eq!(super::sent(&Create::new(1_i64).others([2_i64])), r#"POST /v1/items {"item":1,"others":[2]}"#);
}
