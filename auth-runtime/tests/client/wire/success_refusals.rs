//! Refusals with a 2xx: the documented errors are asked before a reply is taken for a success.
#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use auth_runtime::call::read;
use auth_runtime::http::{HeaderMap, StatusCode};
use auth_runtime::response::{Literal, RawResponse, Reply, is};
use auth_runtime::{ApiError, Class, Endpoint, Error, ErrorBody, Json};

#[derive(Debug, ErrorBody)]
struct Fault {
    ok: Option<bool>,
    code: Option<i64>,
    #[error_body(message)]
    error: Option<String>,
}

/// As a derive will write it: `{"ok": false}` with 200 is `Refused`, the codes 602 and 40001 are `Gone`.
#[derive(Debug)]
enum AcmeError {
    Refused(Fault),
    Gone(Fault),
    Other(Fault),
}

impl ApiError for AcmeError {
    const READS_SUCCESS: bool = true;

    fn read(reply: &Reply<'_>) -> Self {
        Self::Other(Fault::read(reply.json()))
    }

    fn read_success(reply: &Reply<'_>) -> Option<Self> {
        let body = Fault::read(reply.json());
        if is(&body.code, &[Literal::Number("602"), Literal::Number("40001")]) {
            return Some(Self::Gone(body));
        }
        is(&body.ok, &[Literal::Boolean(false)]).then_some(Self::Refused(body))
    }

    fn name(&self) -> &'static str {
        match self {
            Self::Refused(_) => "Refused",
            Self::Gone(_) => "Gone",
            Self::Other(_) => "Other",
        }
    }

    fn body(&self) -> Option<&dyn ErrorBody> {
        let (Self::Refused(body) | Self::Gone(body) | Self::Other(body)) = self;
        Some(body)
    }

    fn class(&self) -> Option<Class> {
        matches!(self, Self::Gone(_)).then_some(Class::Reauthenticate)
    }
}

#[derive(Endpoint)]
#[endpoint(GET "/me", response = Json, error = AcmeError)]
struct GetProfile;

#[test]
fn a_success_is_asked_first() {
    let rows = [
        (200, r#"{"ok": true, "id": 1}"#, None),
        (200, r#"{"id": 1}"#, None),
        (200, "[]", None),
        (
            200,
            r#"{"ok": false, "error": "no_such_user"}"#,
            Some("`GetProfile` was refused with 200: Refused: no_such_user / Configuration"),
        ),
        (201, r#"{"code": 602.0}"#, Some("`GetProfile` was refused with 201: Gone / Reauthenticate")),
        (200, r#"{"code": 40001, "ok": false}"#, Some("`GetProfile` was refused with 200: Gone / Reauthenticate")),
        (400, r#"{"ok": false}"#, Some("`GetProfile` was refused with 400: Other / Configuration")),
    ];
    for (status, body, expected) in rows {
        let raw = RawResponse::new(StatusCode::from_u16(status).unwrap(), HeaderMap::new(), body);
        let refusal = read::<GetProfile>(raw).err().map(|error| format!("{error} / {:?}", error.class()));
        assert_eq!(refusal.as_deref(), expected, "{status} {body}");
    }
    let raw = RawResponse::new(StatusCode::OK, HeaderMap::new(), r#"{"ok": false}"#);
    let Err(Error::Api(refusal)) = read::<GetProfile>(raw) else { unreachable!("a refusal") };
    assert!(matches!(refusal.error(), AcmeError::Refused(_)) && refusal.body().starts_with(b"{\"ok\""));
}
