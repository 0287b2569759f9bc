//! A spec with a renamed runtime.

use auth_runtime::Provider;

#[derive(Debug, Provider)]
#[provider(spec = "acme.yaml", crate = super::rt)]
struct Acme;

#[test]
fn has_requests() {
    assert_eq!(super::sent(&Launch::new("r", "fun")), "POST /v1/rockets/r/launch reason=fun");
}
