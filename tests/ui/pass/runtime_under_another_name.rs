//! A dependency may be renamed, in the crate or in Cargo.toml.

use auth_runtime as rt;

#[derive(rt::Endpoint)]
#[endpoint(GET "/", response = (), error = (), crate = rt)]
struct Ask {
    #[endpoint(query)]
    page: Option<i64>,
}
#[test]
fn sends() {
    assert_eq!(super::sent(&Ask::new().page(2)), "GET /v1/?page=2 ");
}
