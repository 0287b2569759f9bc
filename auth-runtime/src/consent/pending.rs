//! An authorization that waits for the user's callback.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use crate::consent::callback::read;
use crate::consent::expectation::{Expectation, SignedBy};
use crate::consent::parameters::{Parameters, Part};
use crate::consent::{AuthorizationGrant, Callback, CallbackError, CodeCallback};
use crate::request::Carried;
use crate::value::Secret;

/// The values against which a callback is checked before it is used. [`Authorization`](crate::consent::Authorization)
/// contains one; it can also be rebuilt in another process:
///
/// ```
/// use auth_runtime::consent::PendingCallback;
///
/// let mut pending = PendingCallback::new("state_1", None).issuer("https://acme.example");
/// let code = pending.finish("/callback?code=c_1&state=state_1&iss=https%3A%2F%2Facme.example")?;
/// assert!(code.callback.code.matches("c_1"));
/// assert!(pending.finish("/callback?code=c_1&state=state_1&iss=https%3A%2F%2Facme.example").is_err());
/// # Ok::<(), auth_runtime::consent::CallbackError>(())
/// ```
pub struct PendingCallback<C = CodeCallback> {
    state: Secret,
    verifier: Option<Secret>,
    nonce: Option<Secret>,
    issuer: Option<String>,
    pub(crate) kept: BTreeMap<&'static str, Secret>,
    part: Part,
    expected: Vec<Expectation>,
    signed_by: Option<SignedBy>,
    is_finished: bool,
    callback: PhantomData<fn() -> C>,
}

impl PendingCallback {
    /// Makes a callback that must repeat `state`; `verifier` is the PKCE verifier.
    #[must_use]
    pub fn new(state: impl Into<Secret>, verifier: Option<Secret>) -> Self {
        Self::resumed(state, verifier)
    }
}

impl<C> PendingCallback<C> {
    /// Makes a callback with parameters of its own, in which only `state` is compared.
    /// [`resume`](crate::consent::AuthorizationRequest::resume) compares everything that the page documents.
    #[must_use]
    pub fn resumed(state: impl Into<Secret>, verifier: Option<Secret>) -> Self {
        let state = state.into();
        Self::of(state.clone(), verifier).expecting(vec![Expectation::state("state", state)])
    }

    pub(crate) fn of(state: Secret, verifier: Option<Secret>) -> Self {
        Self {
            state,
            verifier,
            nonce: None,
            issuer: None,
            kept: BTreeMap::new(),
            part: Part::Query,
            expected: Vec::new(),
            signed_by: None,
            is_finished: false,
            callback: PhantomData,
        }
    }

    /// Sets where the parameters are, their signature, and what earlier requests answered.
    pub(crate) fn from(self, part: Part, signed_by: Option<SignedBy>, kept: BTreeMap<&'static str, Secret>) -> Self {
        Self { kept, part, signed_by, ..self }
    }

    pub(crate) fn expecting(self, expected: Vec<Expectation>) -> Self {
        Self { expected, ..self }
    }

    /// Requires the callback to contain this issuer (RFC 9207).
    #[must_use]
    pub fn issuer(self, issuer: impl Into<String>) -> Self {
        Self { issuer: Some(issuer.into()), ..self }
    }

    /// Sets the nonce that is returned with the grant, for checking the `id_token`.
    #[must_use]
    pub fn nonce(self, nonce: Option<Secret>) -> Self {
        Self { nonce, ..self }
    }

    /// Keeps a value of a request before the visit, which the log-in needs after it: see
    /// [`Authorization::kept`](crate::consent::Authorization::kept).
    #[must_use]
    pub fn keep(mut self, name: &'static str, value: impl Into<Secret>) -> Self {
        self.kept.insert(name, value.into());
        self
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

impl<C: Callback> PendingCallback<C> {
    /// Reads the callback URL, or the part of it that begins with `?` (or with `#`, if the page was asked for
    /// `response_mode=fragment`). A callback with the right state ends the authorization, even if it is an error; one
    /// with a wrong state changes nothing.
    pub fn finish(&mut self, callback_url: &str) -> Result<AuthorizationGrant<C>, CallbackError> {
        self.read(&Parameters::of_url(callback_url, self.part))
    }

    /// Reads the body of the request with which the user's browser posts the callback, as after
    /// `response_mode=form_post` (OAuth 2.0 Form Post Response Mode §2). The errors are those of
    /// [`finish`](Self::finish).
    ///
    /// ```
    /// use auth_runtime::consent::PendingCallback;
    ///
    /// let code = PendingCallback::new("s_1", None).finish_form("code=c%2F1&state=s_1")?;
    /// assert!(code.callback.code.matches("c/1"));
    /// # Ok::<(), auth_runtime::consent::CallbackError>(())
    /// ```
    pub fn finish_form(&mut self, body: &str) -> Result<AuthorizationGrant<C>, CallbackError> {
        self.read(&Parameters::parse(body))
    }

    fn read(&mut self, parameters: &Parameters) -> Result<AuthorizationGrant<C>, CallbackError> {
        self.check_own(parameters)?;
        self.is_finished = true;
        self.check(parameters)?;
        Ok(self.grant(read(parameters.to_json().as_slice())?))
    }

    /// Checks that a callback ends this authorization, which is still open.
    fn check_own(&self, parameters: &Parameters) -> Result<(), CallbackError> {
        if self.is_finished {
            return Err(CallbackError::Finished);
        }
        parameters.check_once(self.names())?;
        if self.has_state(parameters) { Ok(()) } else { Err(CallbackError::State) }
    }

    /// Returns the callback with what the token request needs beside it.
    fn grant(&self, callback: C) -> AuthorizationGrant<C> {
        let Self { verifier, nonce, kept, .. } = self;
        AuthorizationGrant { callback, verifier: verifier.clone(), nonce: nonce.clone(), kept: kept.clone() }
    }

    /// Checks a callback of this authorization: that it comes from the provider, and is not an error.
    fn check(&self, parameters: &Parameters) -> Result<(), CallbackError> {
        self.check_issuer(parameters)?;
        if let Some(code) = parameters.get("error") {
            return Err(self.denied(parameters, code));
        }
        self.check_expected(parameters)?;
        self.signed_by.as_ref().map_or(Ok(()), |signed| signed.check(parameters))?;
        if Self::lacks_code(parameters) { Err(CallbackError::NoCode) } else { Ok(()) }
    }

    fn lacks_code(parameters: &Parameters) -> bool {
        C::CODE.is_some_and(|code| parameters.get(code).is_none())
    }

    fn check_expected(&self, parameters: &Parameters) -> Result<(), CallbackError> {
        let wrong = self.expected.iter().find(|expected| !expected.is_met(parameters));
        wrong.map_or(Ok(()), |wrong| Err(CallbackError::Unexpected { name: wrong.name }))
    }

    /// Returns whether the callback is that of this authorization.
    fn has_state(&self, parameters: &Parameters) -> bool {
        self.expected.iter().filter(|expected| expected.is_state).all(|expected| expected.is_met(parameters))
    }

    /// Returns the names of the parameters that have a meaning.
    fn names(&self) -> impl Iterator<Item = &'static str> {
        let expected = self.expected.iter().map(|expected| expected.name);
        let signature = self.signed_by.as_ref().map(|signed| signed.name);
        expected.chain(signature).chain(C::NAMES.iter().copied()).chain(["iss", "error", "error_description"])
    }

    /// Compares the issuer, which an error has too (RFC 9207 §2).
    fn check_issuer(&self, parameters: &Parameters) -> Result<(), CallbackError> {
        let given =
            self.issuer.as_deref().is_none_or(|issuer| parameters.get("iss").is_some_and(|iss| iss.matches(issuer)));
        let documented = self.expected.iter().filter(|expected| expected.name == "iss");
        if given && documented.into_iter().all(|expected| expected.is_met(parameters)) {
            Ok(())
        } else {
            Err(CallbackError::Issuer)
        }
    }

    /// Returns the provider's error without the secrets of this authorization, because errors are logged.
    fn denied(&self, parameters: &Parameters, code: &Secret) -> CallbackError {
        let own = [Some(&self.state), self.verifier.as_ref(), C::CODE.and_then(|code| parameters.get(code))];
        let expected = self.expected.iter().filter(|expected| expected.is_state).map(|expected| &expected.value);
        let secrets = Carried::new(own.into_iter().flatten().chain(expected).cloned().collect());
        let shown = |text: &Secret| secrets.scrub(text.expose()).into_owned();
        CallbackError::Denied { code: shown(code), description: parameters.get("error_description").map(shown) }
    }
}

impl<C> fmt::Debug for PendingCallback<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PendingCallback")
            .field("state", &self.state)
            .field("verifier", &self.verifier)
            .field("nonce", &self.nonce)
            .field("issuer", &self.issuer)
            .field("is_finished", &self.is_finished)
            .finish_non_exhaustive()
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
            let found = PendingCallback::new("s1", None).finish(url).map(|code| code.callback.code.expose().to_owned());
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
