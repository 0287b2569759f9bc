//! What is not compiled has no setter, no place, and no type.
use auth_runtime::Endpoint;
#[derive(Endpoint)]
#[endpoint(GET "/", response = (), error = ())]
struct Ask {
    #[endpoint(query)]
    name: String,
    #[cfg(any())]
    #[endpoint(query, nonsense)]
    gone: NoSuchType,
}
#[test]
fn sends() {
    assert_eq!(super::sent(&Ask::new("ada")), "GET /v1/?name=ada ");
}
