//! Signed JWTs (RFC 7515, RFC 7519).

mod compact;
mod mint;
mod model;

pub(crate) use self::compact::sign_compact;
#[cfg(feature = "client")]
pub(crate) use self::compact::{keepable, token};
pub(crate) use self::mint::{Minting, Plan, mint};
pub use self::model::{Jwt, JwtKey};
