//! Requests a token with more scopes (RFC 6750 §3.1, RFC 9470).

use super::{Session, SessionBuilder};
use crate::Decode;
use crate::credential::{StepUp, StepUpError};
use crate::value::encode::text_of;
use crate::value::json::write::json_literal;
use crate::value::{Encode, JsonRef};

impl<P, C> Session<P, C> {
    /// Returns a builder for a session like this one whose token has the scopes that a refusal asks for, in addition to
    /// the granted ones. Each new scope must be in `allowed`. Nothing is requested before the new session is used.
    ///
    /// ```no_run
    /// # use auth_runtime::{ApiError, Error, credential::{StepUp, StepUpError}, session::Session};
    /// # async fn example<P, C, E: ApiError>(session: Session<P, C>, error: Error<E>) -> Result<(), StepUpError> {
    /// if let Error::Api(refusal) = &error
    ///     && let Some(needed) = StepUp::of(refusal.headers())
    /// {
    ///     let session = session.step_up(&needed, &["rockets:write"]).await?.build();
    ///     // `client.with(session)` calls again.
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// If the user consented to the scopes, a program cannot request more: [`StepUpError::Consent`] contains the
    /// parameters for the authorization page. A token that already has the scopes was refused for another reason:
    /// [`StepUpError::Again`]. Where a new login [ends the former](super::TokenSource::ONE_SESSION), this session requests no
    /// more tokens. If the login has several tokens, the new one brings all of them again.
    pub async fn step_up(&self, needed: &StepUp, allowed: &[&str]) -> Result<SessionBuilder<P, C>, StepUpError> {
        let token = self.token().await.map_err(StepUpError::Session)?;
        let source = &self.shared.parts.source;
        let granted = token.scope().map(str::to_owned).or_else(|| source.scope());
        let scope = needed.union(granted.as_deref(), allowed)?;
        if needed.needs_person() {
            return Err(needed.consent(scope));
        }
        if words(&scope).count() == granted.as_deref().map_or(0, |granted| words(granted).count()) {
            return Err(StepUpError::Again);
        }
        let part = self.shared.parts.part;
        // The login brings other tokens, too, which must not lose what was requested for them.
        let requested = source.scope().filter(|_| part.is_some()).unwrap_or_default();
        let scope = words(&requested).filter(|word| !words(&scope).any(|known| known == *word)).chain(words(&scope));
        let scope = scope.collect::<Vec<_>>().join(" ");
        let Some(sources) = source.with_scope(&scope) else { return Err(needed.consent(scope)) };
        if source.declared().one_session {
            self.starts_no_more();
        }
        Ok(SessionBuilder::of(sources).of_token(part.map_or("", |part| part.name)))
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(' ').filter(|word| !word.is_empty())
}

/// Returns the scopes of an input, separated by spaces.
#[doc(hidden)]
#[must_use]
pub fn scope_text(scope: &dyn Encode) -> Option<String> {
    text_of(&scope.encode().joined(" ")).map(|text| text.as_str().to_owned())
}

/// Converts scopes to the type of an input.
#[doc(hidden)]
#[must_use]
pub fn scope_value<T: Decode>(scope: &str) -> Option<T> {
    T::decode_separated(JsonRef::parse(json_literal(scope).as_slice()).ok()?, " ").ok()
}
