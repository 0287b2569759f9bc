//! Reads what a refusal asks for: more scopes (RFC 6750 §3.1), or a new login (RFC 9470).

use std::collections::BTreeSet;
use std::time::Duration;

use http::HeaderMap;

use crate::credential::SessionError;
use crate::response::{Challenge, challenges};

/// The requirements of a token that the challenge of a refusal states.
///
/// ```
/// use auth_runtime::credential::StepUp;
/// use auth_runtime::http::{HeaderMap, HeaderValue, header::WWW_AUTHENTICATE};
///
/// let challenge = HeaderValue::from_static(r#"Bearer error="insufficient_scope", scope="rockets:write""#);
/// let needed = StepUp::of(&HeaderMap::from_iter([(WWW_AUTHENTICATE, challenge)])).expect("a challenge");
/// assert_eq!(needed.scopes(), ["rockets:write"]);
/// assert_eq!(needed.union(Some("rockets:read"), &["rockets:write"])?, "rockets:read rockets:write");
/// # Ok::<(), auth_runtime::credential::StepUpError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepUp {
    scopes: Vec<String>,
    acr_values: Vec<String>,
    max_age: Option<Duration>,
    resource_metadata: Option<String>,
    needs_person: bool,
}

/// Why a session has no token with more scopes.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StepUpError {
    /// The provider asks for a scope that the caller does not allow.
    #[error("the call needs the scope `{scope}`, which was not allowed")]
    NotAllowed {
        /// The first such scope.
        scope: String,
    },
    /// The token already has these scopes and is refused anyway, so that requesting it again would not help.
    #[error("the token has all the scopes that the call asks for, and is refused")]
    Again,
    /// Only the user can give what is needed: send them to the authorization page with these scopes.
    #[error("a person must consent again, with the scopes `{scope}`")]
    Consent {
        /// The scopes to request: the granted ones and the new ones.
        scope: String,
        /// How the user must log in (`acr_values`, `OpenID` Connect Core 1.0 §3.1.2.1).
        acr_values: Vec<String>,
        /// The longest time since the user authenticated (`max_age`).
        max_age: Option<Duration>,
    },
    /// The session has no token, so it is unknown which scopes were granted.
    #[error("the session has no token")]
    Session(#[source] SessionError),
}

impl StepUp {
    /// Reads what a refusal asks for. `None` if another token would not help.
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Option<Self> {
        challenges(headers).iter().find_map(Self::read)
    }

    fn read(challenge: &Challenge) -> Option<Self> {
        let has_tokens = ["Bearer", "DPoP"].iter().any(|scheme| challenge.scheme().eq_ignore_ascii_case(scheme));
        let error = challenge.parameter("error").filter(|_| has_tokens)?;
        let words = |name| challenge.parameter(name).map(|text| text.split(' ').filter(|word| !word.is_empty()));
        let texts = |name| words(name).into_iter().flatten().map(str::to_owned).collect();
        let needs_person = match error {
            "insufficient_scope" => false,
            "insufficient_user_authentication" => true,
            _ => return None,
        };
        Some(Self {
            scopes: texts("scope"),
            acr_values: texts("acr_values"),
            max_age: challenge.parameter("max_age").and_then(|text| text.parse().ok()).map(Duration::from_secs),
            resource_metadata: challenge.parameter("resource_metadata").map(str::to_owned),
            needs_person,
        })
    }

    /// Returns the scopes that the call needs.
    #[must_use]
    pub fn scopes(&self) -> &[String] {
        &self.scopes
    }

    /// Returns how the user must have logged in, in order of preference (RFC 9470 §3).
    #[must_use]
    pub fn acr_values(&self) -> &[String] {
        &self.acr_values
    }

    /// Returns the longest time since the user authenticated (`max_age`, RFC 9470 §3).
    #[must_use]
    pub fn max_age(&self) -> Option<Duration> {
        self.max_age
    }

    /// Returns the URL of the protected resource's metadata (RFC 9728 §5.1). It comes from the reply: check its host
    /// before requesting it.
    #[must_use]
    pub fn resource_metadata(&self) -> Option<&str> {
        self.resource_metadata.as_deref()
    }

    /// Whether more scopes would not help, because the user must log in again.
    #[must_use]
    pub fn needs_person(&self) -> bool {
        self.needs_person
    }

    /// Returns the scopes to request, separated by spaces: the granted ones, and those that the call needs. The caller
    /// must allow each new one, because a provider's challenge alone must not extend what a program may do.
    pub fn union(&self, granted: Option<&str>, allowed: &[&str]) -> Result<String, StepUpError> {
        let granted = || granted.unwrap_or_default().split(' ').filter(|scope| !scope.is_empty());
        let known: BTreeSet<&str> = granted().collect();
        let further = || self.scopes.iter().map(String::as_str).filter(|scope| !known.contains(scope));
        if let Some(scope) = further().find(|scope| !allowed.contains(scope)) {
            return Err(StepUpError::NotAllowed { scope: scope.to_owned() });
        }
        Ok(granted().chain(further()).collect::<Vec<_>>().join(" "))
    }

    /// Returns the error for a credential that needs the user to request scopes.
    pub(crate) fn consent(&self, scope: String) -> StepUpError {
        StepUpError::Consent { scope, acr_values: self.acr_values.clone(), max_age: self.max_age }
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;
    use http::header::WWW_AUTHENTICATE;

    use super::*;

    fn of(text: &'static str) -> Option<StepUp> {
        StepUp::of(&HeaderMap::from_iter([(WWW_AUTHENTICATE, HeaderValue::from_static(text))]))
    }

    #[test]
    fn reads_the_challenges_of_the_rfcs() {
        let age = r#"Bearer error="insufficient_user_authentication", error_description="x", acr_values="myACR other", max_age="5""#;
        let found = of(age).unwrap();
        assert!(found.needs_person() && found.scopes().is_empty());
        assert_eq!(
            (found.acr_values(), found.max_age()),
            (&["myACR".to_owned(), "other".to_owned()][..], Some(Duration::from_secs(5)))
        );
        let dpop =
            r#"Basic realm="a", DPoP error="insufficient_scope", scope="a b", resource_metadata="https://r.example/m""#;
        let found = of(dpop).unwrap();
        assert_eq!((found.scopes().len(), found.resource_metadata()), (2, Some("https://r.example/m")));
        for text in [r#"Bearer error="invalid_token""#, "Bearer", r#"Basic error="insufficient_scope""#, ""] {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn joins_what_was_granted_and_what_is_allowed() {
        type Row<'t> = (Option<&'t str>, &'t [&'t str], Result<&'t str, &'t str>);
        let needed = of(r#"Bearer error="insufficient_scope", scope="read write""#).unwrap();
        let rows: [Row<'_>; 5] = [
            (Some("read"), &["write"], Ok("read write")),
            (Some("admin  read"), &["write", "other"], Ok("admin read write")),
            (None, &["read", "write"], Ok("read write")),
            (Some("read write"), &[], Ok("read write")),
            (Some("read"), &["other"], Err("the call needs the scope `write`, which was not allowed")),
        ];
        for (granted, allowed, expected) in rows {
            let found = needed.union(granted, allowed).map_err(|error| error.to_string());
            assert_eq!(found.as_deref().map_err(String::as_str), expected);
        }
    }
}
