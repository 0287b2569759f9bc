//! Credentials: how they are attached to a request, the identity of the user, and the errors of sessions.

mod authorizes;
mod bearer;
mod capturing;
mod environment;
pub(crate) mod header_text;
pub mod identity;
#[cfg(feature = "client")]
mod registered;
#[cfg(feature = "client")]
mod session_error;
#[cfg(feature = "client")]
mod step_up;
mod tls_identity;

pub use self::authorizes::{Accepts, AcceptsNone, Anonymous, Authorizes, Credential};
#[cfg(feature = "client")]
#[doc(hidden)]
pub use self::authorizes::{Grant, Renew, RenewFuture};
pub use self::bearer::Bearer;
pub use self::capturing::Capturing;
pub use self::environment::CredentialsError;
#[doc(hidden)]
pub use self::environment::{FromVariable, Redacted, Variables, parse_variable, split_variable, variables};
#[cfg(feature = "client")]
pub use self::registered::Registered;
#[cfg(feature = "client")]
pub(crate) use self::session_error::Effect;
#[cfg(feature = "client")]
pub use self::session_error::{SessionError, SessionProblem};
#[cfg(feature = "client")]
pub use self::step_up::{StepUp, StepUpError};
pub use self::tls_identity::TlsIdentity;
