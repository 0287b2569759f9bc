//! Setters for derives, with which fields of a reply that may be absent are added to a token.

use super::claim;
use super::minted::Minted;
use crate::host::captured::CapturedValue;
use crate::value::decode::tolerance::may_be_stand_in;
use crate::value::encode::text_of;
use crate::value::{Expiry, IntoInstant, IntoLifetime, IntoSecret};
use crate::{Encode, Secret};

#[doc(hidden)]
impl Minted {
    /// Makes a reply with one of several tokens, which may be absent.
    pub fn found(token: &impl IntoSecret) -> Self {
        match token.secret().filter(|token| !token.expose().is_empty()) {
            Some(token) => Self::new(token),
            None => Self::absent(),
        }
    }

    pub fn with_lifetime(self, expires_in: &impl IntoLifetime) -> Self {
        if expires_in.never_ends() {
            return self.never_expires();
        }
        expires_in.lifetime().into_iter().fold(self, Self::expires_in)
    }

    pub fn with_end(self, expires_at: &impl IntoInstant) -> Self {
        if expires_at.never_ends() {
            return Self { expires_at: Some(Expiry::Never), ..self };
        }
        expires_at.instant().into_iter().fold(self, Self::expires_at)
    }

    /// Sets the expiry that a JWT contains.
    pub fn with_claimed_end(self, token: &dyn Encode, name: &str) -> Self {
        claim::instant(token, name).into_iter().fold(self, Self::expires_at)
    }

    pub fn with_refresh_token(self, refresh_token: &impl IntoSecret) -> Self {
        self.refresh_token(refresh_token.secret())
    }

    pub fn with_refresh_lifetime(self, expires_in: &impl IntoLifetime) -> Self {
        if expires_in.never_ends() {
            return self.refresh_never_expires();
        }
        expires_in.lifetime().into_iter().fold(self, Self::refresh_expires_in)
    }

    /// Sets the granted scopes. A list is joined with spaces (RFC 6749 §3.3).
    pub fn with_scope(self, scope: &dyn Encode) -> Self {
        Self { scope: text(scope).filter(|scope| !scope.is_empty()), ..self }
    }

    pub fn with_token_type(self, token_type: &dyn Encode) -> Self {
        Self { token_type: text(token_type), ..self }
    }

    /// Keeps the nonce of the authorization page, which an `id_token` must repeat.
    pub fn with_nonce(mut self, nonce: Option<Secret>) -> Self {
        let Some(nonce) = nonce else { return self };
        let tokens = std::mem::take(&mut self.tokens).into_iter();
        let tokens = tokens.map(|(name, token)| (name, token.with_capture("nonce", &nonce))).collect();
        Self { tokens, ..self }.with_capture("nonce", &nonce)
    }

    pub fn with_capture(self, name: &str, value: &dyn Encode) -> Self {
        self.captured(name, CapturedValue::of(&value.encode()))
    }

    pub fn with_captured_claim(self, name: &str, token: &dyn Encode, claim: &str) -> Self {
        self.captured(name, claim::captured(token, claim))
    }

    /// Captures a value, unless it is empty, or stands in for one that the reply does not have.
    fn captured(mut self, name: &str, value: Option<CapturedValue>) -> Self {
        let is_there = |text: &str| !text.is_empty() && !may_be_stand_in(text);
        let value = value.filter(|value| is_there(value.text.expose()));
        self.captures.extend(value.map(|value| (name.to_owned(), value)));
        self
    }
}

/// Returns the text of a field; `None` if it is absent.
fn text(field: &dyn Encode) -> Option<String> {
    text_of(&field.encode().joined(" ")).map(|text| text.as_str().to_owned())
}
