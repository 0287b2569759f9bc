//! What an error says more may have any type.
use auth_runtime::ErrorBody;
use auth_runtime::value::JsonRef;

#[derive(ErrorBody)]
struct Fault<T> {
    #[error_body(code)]
    code: Option<String>,
    details: Option<T>,
}
#[test]
fn reads() {
    let fault = Fault::<i64>::read(JsonRef::parse(br#"{"code": "a", "details": 7}"#).ok());
    assert_eq!((fault.code(), fault.details), (Some("a"), Some(7)));
}
