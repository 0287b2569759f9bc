//! The beginning of an authorization: its state, its PKCE verifier, and what earlier requests answered.

use std::collections::BTreeMap;

use crate::consent::pkce::{challenge, random_text};
use crate::request::RequestProblem;
use crate::value::encode::text_of;
use crate::value::{Encode, Secret};

/// The secrets of one authorization: the state that the callback must repeat (RFC 6749 §10.12), the PKCE verifier (RFC
/// 7636 §4.1), and values of requests that are made before the visit. A program that receives the callback in another
/// process keeps them, bound to the user's browser, and continues with
/// [`resume`](crate::consent::AuthorizationRequest::resume).
///
/// ```
/// use auth_runtime::Secret;
/// use auth_runtime::consent::Opening;
///
/// let opening = Opening::new(true)?;
/// let again = Opening::resumed(opening.state().clone(), opening.verifier().cloned());
/// assert_eq!(again.challenge(), opening.challenge());
/// # Ok::<(), auth_runtime::request::RequestProblem>(())
/// ```
#[derive(Clone, Debug)]
pub struct Opening {
    state: Secret,
    verifier: Option<Secret>,
    kept: BTreeMap<&'static str, Secret>,
}

impl Opening {
    /// Makes an opening with a fresh state, and with a fresh verifier if `pkce` is set. Returns an error if the operating
    /// system has no random bytes.
    pub fn new(pkce: bool) -> Result<Self, RequestProblem> {
        let random = || random_text().ok_or(RequestProblem::Randomness);
        let verifier = if pkce { Some(random()?) } else { None };
        Ok(Self { state: random()?, verifier, kept: BTreeMap::new() })
    }

    /// Makes the opening of an authorization that was started elsewhere.
    #[must_use]
    pub fn resumed(state: impl Into<Secret>, verifier: Option<Secret>) -> Self {
        Self { state: state.into(), verifier, kept: BTreeMap::new() }
    }

    /// Returns the state.
    #[must_use]
    pub fn state(&self) -> &Secret {
        &self.state
    }

    /// Returns the PKCE verifier, if PKCE is used.
    #[must_use]
    pub fn verifier(&self) -> Option<&Secret> {
        self.verifier.as_ref()
    }

    /// Returns the S256 challenge of the verifier (RFC 7636 §4.2), if PKCE is used.
    #[must_use]
    pub fn challenge(&self) -> Option<String> {
        self.verifier.as_ref().map(challenge)
    }

    /// Returns the challenge as a value that a request sends.
    #[doc(hidden)]
    #[must_use]
    pub fn challenge_text(&self) -> Option<Secret> {
        self.challenge().map(Secret::from)
    }

    /// Keeps a value of a request that was made before the visit. An absent value, or one that is not text, is not kept.
    #[must_use]
    pub fn keep(mut self, name: &'static str, value: &dyn Encode) -> Self {
        self.kept.extend(text_of(&value.encode()).map(|text| (name, Secret::from(text.as_str()))));
        self
    }

    /// Returns the values that are kept, by name.
    pub fn kept(&self) -> impl Iterator<Item = (&'static str, &Secret)> {
        self.kept.iter().map(|(name, value)| (*name, value))
    }

    /// Takes it apart: state, verifier, and what is kept.
    pub(crate) fn into_parts(self) -> (Secret, Option<Secret>, BTreeMap<&'static str, Secret>) {
        (self.state, self.verifier, self.kept)
    }
}
