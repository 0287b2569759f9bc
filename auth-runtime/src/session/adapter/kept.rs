//! Values that are known before a visit, and are sent in a request before or after it.

use crate::Class;
use crate::consent::{AuthorizationRequest, Opening};
use crate::credential::SessionError;
use crate::request::RequestError;
use crate::value::Secret;

/// The type of a request field that is given the state or the challenge of an authorization, or a value of a request
/// before the visit: a text or a secret, or an optional one.
pub trait Kept: Sized {
    /// Converts the value, which is called `name`. Returns an error if it is required and absent.
    fn of(value: Option<&Secret>, name: &'static str) -> Result<Self, SessionError>;
}

impl Kept for Secret {
    fn of(value: Option<&Secret>, name: &'static str) -> Result<Self, SessionError> {
        value.cloned().ok_or_else(|| missing(name))
    }
}

impl Kept for String {
    fn of(value: Option<&Secret>, name: &'static str) -> Result<Self, SessionError> {
        value.map(|value| value.expose().to_owned()).ok_or_else(|| missing(name))
    }
}

impl Kept for Option<Secret> {
    fn of(value: Option<&Secret>, _: &'static str) -> Result<Self, SessionError> {
        Ok(value.cloned())
    }
}

impl Kept for Option<String> {
    fn of(value: Option<&Secret>, _: &'static str) -> Result<Self, SessionError> {
        Ok(value.map(|value| value.expose().to_owned()))
    }
}

/// Returns the secrets of a new authorization on this page.
pub fn opening<R: AuthorizationRequest>() -> Result<Opening, SessionError> {
    Opening::new(R::PKCE).map_err(|problem| RequestError::new(R::CALL.name, problem).into())
}

fn missing(name: &'static str) -> SessionError {
    SessionError::new(Class::Configuration, format!("`{name}` was not kept since the authorization was started"))
}
