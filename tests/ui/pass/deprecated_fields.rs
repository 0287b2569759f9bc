//! A field on its way out warns its users, and not its own crate.
use auth_runtime::Endpoint;
#[derive(Endpoint)]
#[endpoint(GET "/", response = (), error = ())]
struct Ask {
    #[deprecated = "use `after`"]
    #[endpoint(query)]
    page: Option<i64>,
    #[endpoint(query)]
    after: Option<String>,
}
#[test]
fn sends() {
    assert_eq!(super::sent(&Ask::new().after("a")), "GET /v1/?after=a ");
}
