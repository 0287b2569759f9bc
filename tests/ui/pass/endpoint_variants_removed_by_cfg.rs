//! An error that is not compiled is not read.
use auth_runtime::http::{HeaderMap, StatusCode};
use auth_runtime::{ApiError, response::Reply};
#[derive(Debug, ApiError)]
enum Refused {
    #[cfg(any())]
    #[api_error(404)]
    Gone(NoSuchType),
    #[api_error(other)]
    Other,
}
#[test]
fn reads() {
    assert_eq!(Refused::read(&Reply::new(StatusCode::NOT_FOUND, &HeaderMap::new(), None)).name(), "Other");
}
