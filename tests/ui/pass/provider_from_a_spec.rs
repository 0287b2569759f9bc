//! A spec is a client, its requests and its errors.

use auth_runtime::Provider;

#[derive(Debug, Provider)]
#[provider(spec = "acme.yaml")]
struct Acme;

#[test]
fn has_a_client() {
    let builder = Client::builder().allow_loopback_http().base_url("http://127.0.0.1:1");
    let _ = builder.build().unwrap().with(ApiKey::new("k"));
    assert_eq!(super::sent(&Launch::new("r", "fun")), "POST /v1/rockets/r/launch reason=fun");
}
