//! A request that needs nothing has a `Default`.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(GET "/", response = (), error = ())]
struct Ask<T> {
    #[endpoint(query)]
    after: Option<T>,
}

#[test]
fn sends() {
    assert_eq!(super::sent(&Ask::<String>::default()), "GET /v1/ ");
}
