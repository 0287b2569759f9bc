//! A word of the language is a name like any other.

use auth_runtime::Endpoint;

#[derive(Endpoint)]
#[endpoint(POST "/{type}", form, response = (), error = ())]
struct Send {
    r#type: String,
    r#async: Option<bool>,
}

#[test]
fn sends() {
    assert_eq!(super::sent(&Send::new("a").r#async(true)), "POST /v1/a async=true");
}
