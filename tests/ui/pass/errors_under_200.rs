//! A success that is a refusal, by what its body says.
use auth_runtime::http::{HeaderMap, StatusCode};
use auth_runtime::{ApiError, ErrorBody, response::Reply, value::JsonRef};
#[rustfmt::skip]
#[derive(Debug, ErrorBody)]
struct Fault { ok: Option<bool>, code: Option<i64> }
#[rustfmt::skip]
#[derive(Debug, ApiError)]
enum Refused { #[api_error(200, when(ok = false, code(602, 40001)))] Gone(Fault), #[api_error(other)] Other }
#[test]
fn reads() {
    let json = JsonRef::parse(br#"{"ok": false, "code": 602}"#).ok();
    assert!(Refused::read_success(&Reply::new(StatusCode::OK, &HeaderMap::new(), json)).is_some());
}
