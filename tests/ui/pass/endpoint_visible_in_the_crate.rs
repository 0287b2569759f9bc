//! What a private module shows to its crate.

mod inner {
    #[derive(auth_runtime::Endpoint)]
    #[endpoint(GET "/", response = (), error = ())]
    pub(in crate::pass) struct Ask {
        #[endpoint(query)]
        page: Option<i64>,
    }
}

#[test]
fn sends() {
    assert_eq!(super::sent(&inner::Ask::new().page(2)), "GET /v1/?page=2 ");
}
