//! The path and the body may call something alike.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(PUT "/{name}", json, response = (), error = ())]
struct Rename {
    name: String,
    #[endpoint(body, rename = "name")]
    new_name: String,
}
#[test]
fn sends() {
    assert_eq!(super::sent(&Rename::new("a", "b")), r#"PUT /v1/a {"name":"b"}"#);
}
