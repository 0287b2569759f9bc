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
    assert_eq!(super::sent(&Create::<i64>::new(1).others([2])), r#"POST /v1/items {"item":1,"others":[2]}"#);
}
