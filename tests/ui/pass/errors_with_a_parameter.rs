//! One enum for endpoints whose bodies differ.
use auth_runtime::http::{HeaderMap, StatusCode};
use auth_runtime::response::Reply;
use auth_runtime::{ApiError, ProblemDetails as Body};
#[derive(Debug, ApiError)]
#[rustfmt::skip]
enum Refused<B> {
    #[api_error(404)] Gone,
    #[api_error(other)] Other(B),
}
#[test]
fn is_an_error() {
    let error = &Refused::<Body>::read(&Reply::new(StatusCode::NOT_FOUND, &HeaderMap::new(), None));
    assert_eq!((error as &dyn std::error::Error).to_string(), "Gone");
}
