//! Templates over fields that go nowhere themselves.
use auth_runtime::Endpoint;
#[rustfmt::skip]
#[derive(Endpoint)]
#[endpoint(POST "/{id}", form, query("trace" = "t-{trace}"), body("{" = "{{{id}}}"), response = (), error = ())]
struct Send { #[endpoint(input)] trace: Option<i64>, id: String }
#[test]
fn sends() {
    assert_eq!(super::sent(&Send::new("a").trace(7)), "POST /v1/a?trace=t-7 %7B=%7Ba%7D");
    assert_eq!(super::sent(&Send::new("a")), "POST /v1/a %7B=%7Ba%7D");
}
