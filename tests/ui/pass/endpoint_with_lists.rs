//! A list is several values, or one text.

use auth_runtime::Endpoint;
#[derive(Endpoint)]
#[endpoint(GET "/", response = (), error = ())]
struct Ask {
    #[endpoint(query, at_least = 1)]
    tags: Vec<String>,
    #[endpoint(query, separator = ",")]
    ids: Option<Vec<i64>>,
}
#[test]
fn sends() {
    assert_eq!(super::sent(&Ask::new(["a", "b"]).ids([1, 2])), "GET /v1/?tags=a&tags=b&ids=1%2C2 ");
}
