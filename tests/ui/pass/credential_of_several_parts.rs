//! Several inputs in several headers.
use auth_providers::openhuman::OpenHuman;
use auth_runtime::{Credential, Secret};
#[rustfmt::skip]
#[derive(Credential)]
#[credential(provider = OpenHuman, header("X-Key" = "{key}"), header("X-Trace" = "t-{trace}"))]
struct Keys { key: Secret, trace: Option<String> }
#[test]
fn attaches() {
    let keys = Keys::new("k").trace("7");
    assert_eq!([super::attached(&keys, "x-key"), super::attached(&keys, "x-trace")], ["k", "t-7"]);
}
