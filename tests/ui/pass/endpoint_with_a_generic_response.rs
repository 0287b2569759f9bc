//! A response may depend on what is sent.
use auth_runtime::{Decode, Encode, Endpoint};
#[derive(Encode, Decode)]
struct Page<T> {
    data: Vec<T>,
}
#[derive(Endpoint)]
#[endpoint(PUT "/", json, response = Page<T>, error = ())]
struct Echo<T> {
    page: Page<T>,
}
#[test]
fn sends() {
    assert_eq!(super::sent(&Echo::new(Page { data: vec![1_i64] })), r#"PUT /v1/ {"page":{"data":[1]}}"#);
}
