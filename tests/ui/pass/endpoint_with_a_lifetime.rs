//! A request may borrow what it sends.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(GET "/search", response = (), error = ())]
struct Search<'a> {
    #[endpoint(query)]
    text: &'a str,
}

#[test]
fn sends() {
    assert_eq!(super::sent(&Search::new("red")), "GET /v1/search?text=red ");
}
