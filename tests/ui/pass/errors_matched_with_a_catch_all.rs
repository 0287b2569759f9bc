//! What is documented now, and what comes later.

use auth_providers::pihu::PihuError;
use auth_runtime::ApiError as _;
use auth_runtime::http::StatusCode;

#[test]
fn matches() {
    match PihuError::read(StatusCode::IM_A_TEAPOT, None) {
        PihuError::Unauthorized | PihuError::RateLimited => panic!("this is neither"),
        _ => {}
    }
}
