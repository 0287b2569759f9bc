//! The user's consent in a browser: from the authorization page to the callback (RFC 6749 §4.1, RFC 5849 §2.2).

mod authorization;
mod callback;
mod denial;
mod expectation;
mod grant;
mod opening;
mod parameters;
mod pending;
mod pkce;
#[cfg(feature = "receiver")]
mod receiver;
mod request;
mod start;

pub use self::authorization::Authorization;
pub use self::callback::{Callback, CallbackError, CodeCallback};
pub use self::denial::Denial;
pub use self::expectation::CallbackSignature;
pub use self::grant::{AuthorizationCode, AuthorizationGrant};
pub use self::opening::Opening;
pub use self::pending::PendingCallback;
#[cfg(feature = "receiver")]
pub use self::receiver::{CallbackReceiver, ReceiverError};
pub use self::request::{AuthorizationRequest, WithPkce};
