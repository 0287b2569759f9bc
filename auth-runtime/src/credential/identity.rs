//! The identity of the user: what the provider's own call answers; or, with the feature `sign`, an `id_token` whose claims
//! are used only after it was checked (`OpenID` Connect Core 1.0 §3.1.3.7).

#[cfg(feature = "sign")]
mod compact;
mod error;
#[cfg(feature = "sign")]
mod keys;
mod person;
#[cfg(feature = "sign")]
mod rules;

pub use self::error::IdentityError;
#[cfg(feature = "sign")]
pub use self::keys::KeySet;
pub use self::person::Identity;
#[cfg(feature = "sign")]
pub use self::rules::IdTokenRules;
#[cfg(all(feature = "client", feature = "sign"))]
pub(crate) use self::rules::subject_of;
