//! Signed JWTs (RFC 7515, RFC 7519).

mod compact;
mod mint;
mod model;

pub(crate) use self::compact::{keepable, sign_compact, token};
pub(crate) use self::mint::{Minting, Plan, mint, sign_text};
pub use self::model::{Jwt, JwtKey};
