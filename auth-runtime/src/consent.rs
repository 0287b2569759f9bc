//! The authorization code grant, from the authorization page to the code (RFC 6749 §4.1).

mod authorization;
mod callback;
mod pkce;
#[cfg(feature = "receiver")]
mod receiver;

pub use self::authorization::{Authorization, AuthorizationRequest, WithPkce};
pub use self::callback::{AuthorizationCode, CallbackError, PendingCallback};
#[cfg(feature = "receiver")]
pub use self::receiver::{CallbackReceiver, ReceiverError};
