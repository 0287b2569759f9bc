//! The identity of the user: an `id_token` whose claims are used only after it was checked (`OpenID` Connect Core 1.0
//! §3.1.3.7).

mod compact;
mod error;
mod keys;
mod person;
mod rules;

pub use self::error::IdentityError;
pub use self::keys::KeySet;
pub use self::person::Identity;
pub use self::rules::IdTokenRules;
#[cfg(feature = "client")]
pub(crate) use self::rules::subject_of;
