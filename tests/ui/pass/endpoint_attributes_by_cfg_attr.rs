//! An attribute may depend on a condition.

use auth_runtime::Endpoint;
#[derive(Endpoint)]
#[cfg_attr(all(), endpoint(GET "/all", response = (), error = ()))]
#[cfg_attr(any(), endpoint(GET "/any", response = (), error = ()))]
struct Ask {
    #[cfg_attr(all(), endpoint(query))]
    #[cfg_attr(any(), endpoint(header = "X-Name"))]
    name: Option<String>,
}
#[test]
fn sends() {
    assert_eq!(super::sent(&Ask::new().name("ada")), "GET /v1/all?name=ada ");
}
