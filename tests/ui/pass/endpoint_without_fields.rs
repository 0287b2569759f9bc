//! A unit struct is a request.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(DELETE "/token", query("all" = true), response = (), error = ())]
struct Revoke;

#[test]
fn sends() {
    assert_eq!(super::sent(&Revoke), "DELETE /v1/token?all=true ");
}
