//! Reads the claims of a token that is a JWT (RFC 7519 §4). Its signature is not verified, because the token came from
//! its issuer over TLS. The claims are used only for the token's lifetime and for captured values.

use std::time::{Duration, SystemTime};

use zeroize::Zeroizing;

use crate::Encode;
use crate::host::captured::CapturedValue;
use crate::value::encode::text_of;
use crate::value::text::jwt::payload;
use crate::value::{Decode, JsonRef, lenient};

/// Returns a claim of the JWT in a field as text, for the field of a request.
#[doc(hidden)]
#[must_use]
pub fn claim(token: &dyn Encode, name: &str) -> Option<String> {
    captured(token, name).map(|value| value.text.expose().to_owned())
}

/// Returns a claim as a captured value.
pub(crate) fn captured(token: &dyn Encode, name: &str) -> Option<CapturedValue> {
    let payload = payload_of(token)?;
    let json = JsonRef::parse(&payload).ok()?;
    let found: crate::Json = find(json, name)?;
    Some(CapturedValue::read(found.as_json()))
}

/// Returns a claim that is a point in time: a number of seconds since 1970, possibly with a fraction (RFC 7519 §2).
pub(crate) fn instant(token: &dyn Encode, name: &str) -> Option<SystemTime> {
    let payload = payload_of(token)?;
    let seconds: f64 = find(JsonRef::parse(&payload).ok()?, name)?;
    let since = Duration::try_from_secs_f64(seconds).ok()?;
    SystemTime::UNIX_EPOCH.checked_add(since)
}

/// Finds a claim. Its name may contain dots, or it may be a member of another claim.
fn find<T: Decode>(json: JsonRef<'_>, name: &str) -> Option<T> {
    lenient(Some(json), &[&name.replace('.', "\\."), name])
}

fn payload_of(token: &dyn Encode) -> Option<Zeroizing<Vec<u8>>> {
    payload(text_of(&token.encode())?.as_str())
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;

    use super::*;
    use crate::Secret;

    fn jwt(payload: &str) -> Secret {
        Secret::from(format!("e30.{}.c2ln", URL_SAFE_NO_PAD.encode(payload)))
    }

    #[test]
    fn reads_claims() {
        let token = jwt(
            r#"{"exp":1790000000.5,"org":{"id":7},"https://acme.example/t":"t_1","https://acme.example/o":{"id":"o_1"},"n":null}"#,
        );
        let rows = [
            ("exp", Some("1790000000.5")),
            ("org.id", Some("7")),
            ("https://acme.example/t", Some("t_1")),
            ("https://acme\\.example/o.id", Some("o_1")),
            ("n", None),
            ("x", None),
        ];
        for (name, expected) in rows {
            assert_eq!(claim(&token, name).as_deref(), expected, "{name}");
        }
        let end = SystemTime::UNIX_EPOCH + Duration::from_millis(1_790_000_000_500);
        assert_eq!(instant(&token, "exp"), Some(end));
        assert_eq!(claim(&Some(jwt(r#"{"a":"b"}"#)), "a").as_deref(), Some("b"));
    }

    #[test]
    fn what_is_no_jwt_has_no_claims() {
        for text in ["", "opaque", "a.b", "a.!.c", "a.e30.c", "a.W10.c"] {
            assert!(claim(&Secret::from(text), "exp").is_none(), "{text}");
        }
        for exp in ["-1", "1e300", "\"soon\""] {
            assert_eq!(instant(&jwt(&format!(r#"{{"exp":{exp}}}"#)), "exp"), None, "{exp}");
        }
        assert!(claim(&None::<Secret>, "exp").is_none());
    }
}
