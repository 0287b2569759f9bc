//! A borrowed secret is not copied.

use auth_runtime::{Endpoint, Secret};

#[derive(Endpoint)]
#[endpoint(POST "/log-in", form, response = (), error = ())]
struct LogIn<'a> {
    password: &'a Secret,
}

#[test]
fn sends() {
    assert_eq!(super::sent(&LogIn::new(&"p4ss".into())), "POST /v1/log-in password=p4ss");
}
