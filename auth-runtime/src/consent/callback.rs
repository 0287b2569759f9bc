//! Reads the callback from the authorization page (RFC 6749 §4.1.2, RFC 9207).

use crate::request::Carried;
use crate::request::write::percent::form_decode;
use crate::response::one_line::OneLine;
use crate::value::Secret;

/// The values against which a callback is checked before its code is used.
/// [`Authorization`](crate::consent::Authorization) contains one; it can also be rebuilt in another process:
///
/// ```
/// use auth_runtime::consent::PendingCallback;
///
/// let mut pending = PendingCallback::new("state_1", None).issuer("https://acme.example");
/// let code = pending.finish("/callback?code=c_1&state=state_1&iss=https%3A%2F%2Facme.example")?;
/// assert!(code.code.matches("c_1"));
/// assert!(pending.finish("/callback?code=c_1&state=state_1&iss=https%3A%2F%2Facme.example").is_err());
/// # Ok::<(), auth_runtime::consent::CallbackError>(())
/// ```
#[derive(Debug)]
pub struct PendingCallback {
    state: Secret,
    verifier: Option<Secret>,
    nonce: Option<Secret>,
    issuer: Option<String>,
    is_finished: bool,
}

/// An authorization code. Exchange it for tokens at once: it is valid for minutes and can be used once.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct AuthorizationCode {
    /// The authorization code.
    pub code: Secret,
    /// The PKCE verifier for the code exchange, if PKCE is used.
    pub verifier: Option<Secret>,
    /// The value that the `id_token` must repeat, if the page has a parameter `nonce`.
    pub nonce: Option<Secret>,
}

/// Why a callback is rejected. No request was sent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CallbackError {
    /// The callback was used before.
    #[error("this authorization is finished; start a new one")]
    Finished,
    /// The state is missing or wrong: the callback belongs to another user (RFC 6749 §10.12).
    #[error("the callback does not belong to this authorization: its `state` differs")]
    State,
    /// The issuer is missing or wrong (RFC 9207 §2.4).
    #[error("the callback does not come from the expected issuer: its `iss` differs")]
    Issuer,
    /// A parameter is repeated (RFC 6749 §3.1).
    #[error("the callback has `{name}` twice")]
    Repeated {
        /// The name of the parameter.
        name: &'static str,
    },
    /// The user or the provider refused (RFC 6749 §4.1.2.1).
    #[error("the authorization was refused: {}", OneLine(.description.as_deref().unwrap_or(.code)))]
    Denied {
        /// The error code, such as `access_denied`.
        code: String,
        /// The provider's message for developers.
        description: Option<String>,
    },
    /// The callback has neither a code nor an error.
    #[error("the callback has neither `code` nor `error`")]
    NoCode,
}

impl PendingCallback {
    /// Makes a callback that must repeat `state`; `verifier` is the PKCE verifier.
    #[must_use]
    pub fn new(state: impl Into<Secret>, verifier: Option<Secret>) -> Self {
        Self { state: state.into(), verifier, nonce: None, issuer: None, is_finished: false }
    }

    /// Requires the callback to contain this issuer (RFC 9207).
    #[must_use]
    pub fn issuer(self, issuer: impl Into<String>) -> Self {
        Self { issuer: Some(issuer.into()), ..self }
    }

    /// Sets the nonce that is returned with the code, for checking the `id_token`.
    #[must_use]
    pub fn nonce(self, nonce: Option<Secret>) -> Self {
        Self { nonce, ..self }
    }

    /// Reads the callback URL, or the part of it that begins with `?`. A callback with the right state ends the
    /// authorization, even if it is an error; one with a wrong state changes nothing.
    pub fn finish(&mut self, callback_url: &str) -> Result<AuthorizationCode, CallbackError> {
        if self.is_finished {
            return Err(CallbackError::Finished);
        }
        let callback = Callback::parse(callback_url)?;
        if !callback.state.as_ref().is_some_and(|state| self.state.matches(state.expose())) {
            return Err(CallbackError::State);
        }
        self.is_finished = true;
        if self.issuer.as_deref().is_some_and(|issuer| !callback.iss.as_ref().is_some_and(|iss| iss.matches(issuer))) {
            return Err(CallbackError::Issuer);
        }
        if let Some(code) = &callback.error {
            return Err(self.denied(&callback, code));
        }
        let code = callback.code.ok_or(CallbackError::NoCode)?;
        Ok(AuthorizationCode { code, verifier: self.verifier.clone(), nonce: self.nonce.clone() })
    }

    /// Returns the provider's error without the secrets of this authorization, because errors are logged.
    fn denied(&self, callback: &Callback, code: &Secret) -> CallbackError {
        let secrets = [Some(&self.state), self.verifier.as_ref(), callback.code.as_ref()];
        let secrets = Carried::new(secrets.into_iter().flatten().cloned().collect());
        let shown = |text: &Secret| secrets.scrub(text.expose()).into_owned();
        CallbackError::Denied { code: shown(code), description: callback.error_description.as_ref().map(shown) }
    }

    pub(crate) fn state(&self) -> &Secret {
        &self.state
    }

    pub(crate) fn known_nonce(&self) -> Option<&Secret> {
        self.nonce.as_ref()
    }

    pub(crate) fn verifier(&self) -> Option<&Secret> {
        self.verifier.as_ref()
    }
}

/// The parameters of a callback. They are wiped, because even an error may repeat the state.
#[derive(Default)]
struct Callback {
    state: Option<Secret>,
    code: Option<Secret>,
    iss: Option<Secret>,
    error: Option<Secret>,
    error_description: Option<Secret>,
}

impl Callback {
    /// Parses the parameters. One without a value counts as absent (RFC 6749 §3.1).
    fn parse(url: &str) -> Result<Self, CallbackError> {
        // A fragment may contain a `?` (RFC 3986 §3.5).
        let before_fragment = url.split('#').next().unwrap_or_default();
        let query = before_fragment.split_once('?').map(|(_, query)| query).unwrap_or_default();
        let mut callback = Self::default();
        for pair in query.split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            if let (false, Some((name, slot))) = (value.is_empty(), callback.slot(form_decode(name).as_str())) {
                once(slot, name, Secret::from(form_decode(value).as_str()))?;
            }
        }
        Ok(callback)
    }

    /// Returns the variable of a parameter, if a callback has a parameter of that name.
    fn slot(&mut self, name: &str) -> Option<(&'static str, &mut Option<Secret>)> {
        match name {
            "state" => Some(("state", &mut self.state)),
            "code" => Some(("code", &mut self.code)),
            "iss" => Some(("iss", &mut self.iss)),
            "error" => Some(("error", &mut self.error)),
            "error_description" => Some(("error_description", &mut self.error_description)),
            _ => None,
        }
    }
}

fn once(slot: &mut Option<Secret>, name: &'static str, value: Secret) -> Result<(), CallbackError> {
    match slot.replace(value) {
        None => Ok(()),
        Some(_) => Err(CallbackError::Repeated { name }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_it_must() {
        let denied = |description: Option<&str>| CallbackError::Denied {
            code: "access_denied".into(),
            description: description.map(Into::into),
        };
        let rows = [
            ("https://app.example/cb?code=c&state=s1", Ok("c")),
            ("/cb?state=s1&code=a%2Fb+c#_=_", Ok("a/b c")),
            ("?code=c&state=s2", Err(CallbackError::State)),
            ("?code=c&state=", Err(CallbackError::State)),
            ("?code=c", Err(CallbackError::State)),
            ("code=c&state=s1", Err(CallbackError::State)),
            ("/cb#?code=c&state=s1", Err(CallbackError::State)),
            ("", Err(CallbackError::State)),
            ("?state=s1", Err(CallbackError::NoCode)),
            ("?state=s1&code=", Err(CallbackError::NoCode)),
            ("?state=s1&state=s1&code=c", Err(CallbackError::Repeated { name: "state" })),
            ("?state=s1&code=c&code=d", Err(CallbackError::Repeated { name: "code" })),
            ("?state=s1&error=access_denied", Err(denied(None))),
            ("?state=s1&error=access_denied&code=c&error_description=No+way", Err(denied(Some("No way")))),
        ];
        for (url, expected) in rows {
            let found = PendingCallback::new("s1", None).finish(url).map(|code| code.code.expose().to_owned());
            assert_eq!(found, expected.map(str::to_owned), "{url}");
        }
    }

    /// A provider may put any text into a description, in any encoding.
    #[test]
    fn an_error_does_not_repeat_a_secret() {
        let rows = [
            ("error=state_1234_is_wrong", "…_is_wrong", None),
            ("error=e&error_description=state+state_1234+expired", "e", Some("state … expired")),
            ("error=e&error_description=%3Fstate%3Dstate%255f1234%26x", "e", Some("?state=…&x")),
            ("error=e&error_description=c3RhdGVfMTIzNA", "e", Some("…")),
            ("error=e&code=code_5678&error_description=code_5678,ver_9012", "e", Some("…,…")),
        ];
        for (query, code, description) in rows {
            let mut pending = PendingCallback::new("state_1234", Some("ver_9012".into()));
            let error = pending.finish(&format!("?{query}&state=state_1234")).err();
            let description = description.map(str::to_owned);
            assert_eq!(error, Some(CallbackError::Denied { code: code.to_owned(), description }), "{query}");
        }
    }

    #[test]
    fn checks_the_issuer_and_refuses_a_replay() {
        for (url, expected) in [
            ("?code=c&state=s1&iss=https%3A%2F%2Fa.example", Ok(())),
            ("?code=c&state=s1&iss=https%3A%2F%2Fb.example", Err(CallbackError::Issuer)),
            ("?code=c&state=s1", Err(CallbackError::Issuer)),
        ] {
            let mut pending = PendingCallback::new("s1", None).issuer("https://a.example");
            assert_eq!(pending.finish("?code=c&state=wrong").err(), Some(CallbackError::State));
            assert_eq!(pending.finish(url).map(|_| ()), expected, "{url}");
            assert_eq!(pending.finish(url).err(), Some(CallbackError::Finished));
        }
    }
}
