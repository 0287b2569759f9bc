//! Tokens: the reply of a token request, the lifetime of a token, and the token that callers receive.

pub(crate) mod access_token;
pub(crate) mod claim;
pub(crate) mod clock;
pub(crate) mod copies;
pub(crate) mod current;
pub(crate) mod idle;
pub(crate) mod lifetime;
#[cfg(feature = "test-util")]
pub(crate) mod manual_clock;
pub(crate) mod members;
pub(crate) mod minted;
pub(crate) mod one_time;
pub(crate) mod usable;
