//! Typed clients of the launch providers, generated from `specs/`. Each has a cargo feature of its name; `all` is all of them.
//! The runtime is [`runtime`], so that this crate is enough to import from.
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
#![cfg_attr(docsrs, feature(doc_cfg))]

#[rustfmt::skip]
mod generated;

pub use auth_runtime as runtime;
pub use generated::*;
