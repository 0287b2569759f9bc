//! JSON Web Tokens in replies.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use zeroize::Zeroizing;

use crate::value::decode::lenient;
use crate::value::secret::IntoSecret;
use crate::value::{Decode, DecodeError, Encode, JsonRef, Secret, Value};

/// A JWT (RFC 7519) that a provider returned: a secret whose claims can be read. Its signature is not verified, because
/// it came from the provider over TLS; do not use this type for a token from another source.
///
/// ```
/// use auth_runtime::value::Jwt;
///
/// let token = Jwt::from("eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEiLCJleHAiOjE3MDg0MzA0MDB9.");
/// assert_eq!((token.claim("sub"), token.claim("exp")), (Some(String::from("ada")), Some(1_708_430_400_i64)));
/// assert_eq!(format!("{token:?}"), "Jwt(…)");
/// ```
#[derive(Clone)]
pub struct Jwt(Secret);

impl Jwt {
    /// Returns the token itself. Every use of this method should be reviewed.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose()
    }

    /// Returns the token as a secret.
    #[must_use]
    pub fn as_secret(&self) -> &Secret {
        &self.0
    }

    /// Returns the claim at a path, as [`Object`](crate::value::Object) reads it. `None` if it is absent or of another
    /// type, or if the claims cannot be read, as with an encrypted token.
    #[must_use]
    pub fn claim<T: Decode>(&self, path: &str) -> Option<T> {
        lenient(JsonRef::parse(&payload(self.expose())?).ok(), &[path])
    }
}

/// Returns the decoded second part of a JWT (RFC 7515 §3.1).
pub(crate) fn payload(jwt: &str) -> Option<Zeroizing<Vec<u8>>> {
    URL_SAFE_NO_PAD.decode(jwt.split('.').nth(1)?.trim_end_matches('=')).ok().map(Zeroizing::new)
}

impl From<&str> for Jwt {
    fn from(token: &str) -> Self {
        Self(Secret::from(token))
    }
}

impl From<String> for Jwt {
    fn from(token: String) -> Self {
        Self(Secret::from(token))
    }
}

impl From<Secret> for Jwt {
    fn from(token: Secret) -> Self {
        Self(token)
    }
}

impl From<&Secret> for Jwt {
    fn from(token: &Secret) -> Self {
        Self(token.clone())
    }
}

impl From<&Self> for Jwt {
    fn from(token: &Self) -> Self {
        token.clone()
    }
}

impl From<Jwt> for Secret {
    fn from(token: Jwt) -> Self {
        token.0
    }
}

impl From<&Jwt> for Secret {
    fn from(token: &Jwt) -> Self {
        token.0.clone()
    }
}

impl IntoSecret for Jwt {
    fn secret(&self) -> Option<Secret> {
        Some(self.0.clone())
    }
}

impl FromStr for Jwt {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self::from(text))
    }
}

impl fmt::Debug for Jwt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Jwt(…)")
    }
}

/// Accepts any text that is not empty, because a valid token must not be lost because of its claims.
impl Decode for Jwt {
    fn decode(json: JsonRef<'_>) -> Result<Self, DecodeError> {
        Secret::decode(json).map(Self)
    }

    fn is_secret() -> bool {
        true
    }
}

impl Encode for Jwt {
    fn encode(&self) -> Value<'_> {
        Value::Secret(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_claims_is_a_token_all_the_same() {
        for text in ["opaque", "a.b.c", "..", "eyJhbGciOiJub25lIn0.W10.", "a.bm90IGpzb24.c"] {
            let token = Jwt::from(text);
            assert_eq!((token.claim::<i64>("exp"), token.expose()), (None, text));
        }
    }
}
