//! What is documented now, and what comes later.

use auth_providers::pihu::PihuError;
use auth_runtime::ApiError as _;
use auth_runtime::http::{HeaderMap, StatusCode};
use auth_runtime::response::Reply;

#[test]
fn matches() {
    match PihuError::read(&Reply::new(StatusCode::IM_A_TEAPOT, &HeaderMap::new(), None)) {
        PihuError::Unauthorized | PihuError::RateLimited => panic!("this is neither"),
        _ => {}
    }
}
