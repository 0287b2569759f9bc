//! Typed clients of authentication APIs, generated from `specs/`. Each has a cargo feature of its name, which is off by default;
//! `launch` and `catalogue` are those of the two tables below, `all` is all of them. The runtime is [`runtime`], so that this crate
//! is enough to import from.
//!
//! ```no_run
//! # #[cfg(feature = "one_claw")]
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use auth_providers::one_claw::{Client, ExchangeApiKey};
//! use auth_providers::runtime::Bearer;
//!
//! let client = Client::new()?;
//! let token = client.exchange_api_key(ExchangeApiKey::new("1ck_…")).await?;
//! let profile = client.with(Bearer::new(token.value().access_token.clone())).get_profile().await?;
//! # Ok(())
//! # }
//! ```
//!
//! # Providers
//!
//! The tables say which credentials each provider has, and which of them have tokens that are renewed and revoked, and a call that
//! shows that they work. A token that is not renewed is made anew.
//!
#![doc = include_str!("launch.md")]
//!
//! # The catalogue
//!
//! Well-known providers, by what their documentation says: getting, checking, renewing and ending credentials, and one or two calls
//! that use them.
//!
#![doc = include_str!("catalogue/overview.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod catalogue;
#[rustfmt::skip]
mod generated;

pub use auth_runtime as runtime;
#[allow(unreachable_pub, unused_imports, reason = "without their features, there are no providers")]
pub use catalogue::*;
#[allow(unreachable_pub, unused_imports, reason = "without their features, there are no providers")]
pub use generated::*;
