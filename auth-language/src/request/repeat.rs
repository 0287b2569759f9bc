//! Checks `repeat`, which says whether a call may be sent again.

use super::model::Kind;
use crate::problem::{Code, Problems};
use crate::word::{Method, Word as _};

/// Checks the key `repeat` at position `at`: it must add something to what the method already says.
pub fn check_repeat<P: Copy>(kind: &Kind<P>, at: P, problems: &mut Problems<P>) {
    match kind {
        Kind::Visit => {
            let message = "a browser makes this request, and `repeat` is for calls of a client";
            problems.report(Code::MISPLACED, at, message, "remove it");
        }
        Kind::Call(method) if is_idempotent(method.value) => {
            let method = method.value.text();
            let message =
                format!("`repeat` has no effect here: any {method} request may be sent again (RFC 9110 §9.2.2)");
            problems.report(Code::MISPLACED, at, message, "remove it");
        }
        Kind::Call(_) => {}
    }
}

fn is_idempotent(method: Method) -> bool {
    match method {
        Method::Get | Method::Head | Method::Put | Method::Delete | Method::Options => true,
        Method::Post | Method::Patch => false,
    }
}
