//! What is documented now, and what comes later.

use auth_providers::pihu::PihuError;
use auth_runtime::{ApiError as _, http::StatusCode};

#[test]
fn matches() {
    let is_other = match PihuError::read(StatusCode::IM_A_TEAPOT, None) {
        PihuError::Other(_) => true,
        _ => false,
    };
    assert!(is_other);
}
