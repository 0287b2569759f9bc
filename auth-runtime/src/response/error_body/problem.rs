//! Problem details (RFC 9457).

use crate::response::ErrorBody;
use crate::value::decode::lenient;
use crate::value::{Json, JsonRef, Object};

/// An error body in the format of RFC 9457, `application/problem+json`. Members whose type differs from the RFC are
/// ignored, as §3.1 requires.
///
/// ```
/// use auth_runtime::{ErrorBody, ProblemDetails};
/// use auth_runtime::value::JsonRef;
///
/// let body = br#"{"type": "out_of_credit", "title": "Out of credit", "balance": 30}"#;
/// let problem = ProblemDetails::read(JsonRef::parse(body).ok());
/// assert_eq!(problem.code(), Some("out_of_credit"));
/// assert_eq!(problem.extension("balance").map(|json| json.get()), Some("30"));
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ProblemDetails {
    /// A URI that names the kind of problem (§3.1.1); many providers write a plain word.
    pub r#type: Option<String>,
    /// The status, repeated by the provider (§3.1.2).
    pub status: Option<i64>,
    /// A description of the kind of problem (§3.1.3).
    pub title: Option<String>,
    /// A description of this occurrence (§3.1.4).
    pub detail: Option<String>,
    /// A URI that identifies this occurrence (§3.1.5).
    pub instance: Option<String>,
    document: Option<Json>,
}

impl ProblemDetails {
    /// Returns an extension member (§3.2) as the provider sent it.
    #[must_use]
    pub fn extension(&self, name: &str) -> Option<JsonRef<'_>> {
        Object::of(self.document.as_ref()?.as_json()).ok()?.get(name)
    }
}

impl ErrorBody for ProblemDetails {
    fn read(json: Option<JsonRef<'_>>) -> Self {
        Self {
            r#type: lenient(json, &["type"]),
            status: lenient(json, &["status"]),
            title: lenient(json, &["title"]),
            detail: lenient(json, &["detail"]),
            instance: lenient(json, &["instance"]),
            document: json.map(Json::from),
        }
    }

    /// Returns the type, unless it is `about:blank`, which says no more than the status (§4.2.1).
    fn code(&self) -> Option<&str> {
        self.r#type.as_deref().filter(|&code| code != "about:blank")
    }

    fn message(&self) -> Option<&str> {
        self.detail.as_deref().or(self.title.as_deref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ignores_what_is_wrong() {
        let rows = [
            (r#"{"type":"about:blank","title":"T"}"#, None, Some("T")),
            (r#"{"type":7,"title":["T"],"detail":"D","status":"400"}"#, None, Some("D")),
            (r#"{"type":"a","type":"b"}"#, None, None),
            ("[]", None, None),
        ];
        for (body, code, message) in rows {
            let problem = ProblemDetails::read(JsonRef::parse(body.as_bytes()).ok());
            assert_eq!((problem.code(), problem.message()), (code, message), "{body}");
        }
        assert!(ProblemDetails::read(None).extension("x").is_none());
    }
}
