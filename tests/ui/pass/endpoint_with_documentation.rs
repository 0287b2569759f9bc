//! The documentation of a field is that of its setter, macros included.

use auth_runtime::Endpoint;
#[deny(missing_docs)]
#[derive(Endpoint)]
#[endpoint(GET "/", response = (), error = ())]
struct Ask {
    #[doc = concat!("How many, up to ", 100)]
    #[endpoint(query)]
    limit: Option<i64>,
}
#[test]
fn sends() {
    assert_eq!(super::sent(&Ask::new().limit(3)), "GET /v1/?limit=3 ");
}
