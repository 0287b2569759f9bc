//! HTTP Basic of an endpoint, form-urlencoded first (RFC 6749 §2.3.1).
use auth_providers::openhuman::OpenHuman;
use auth_runtime::{Endpoint, Secret, host::Hosts};
#[rustfmt::skip]
#[derive(Endpoint)]
#[endpoint(POST "/t", basic(username = "{id}", password = "{secret}", encode = form), response = (), error = ())]
struct Token { #[endpoint(input)] id: String, #[endpoint(input)] secret: Secret }
#[test]
fn sends() {
    let request = Token::new("a:b", "c d").prepare(&Hosts::of::<OpenHuman>().unwrap(), None).unwrap().into_http();
    assert_eq!(request.headers()["authorization"], "Basic YSUzQWI6Yytk");
}
