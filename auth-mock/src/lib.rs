//! A mock server on the loopback address that plays any provider from its spec.
//!
//! It checks requests as the provider would: method, path, content type, fields and their types, credentials, PKCE. It
//! answers with the examples of the spec, or with the spec's own error, whose message says what is wrong. It keeps no
//! sessions: the keys of the spec and the tokens of its examples are always valid, even after they were revoked.
//! [`Mock::plan`] makes calls fail: slowly, with any status or error of the spec, by a closed connection, because a token has
//! expired or was revoked ([`Fault`]).
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> std::io::Result<()> {
//! use auth_mock::{Mock, curl};
//!
//! let spec = "
//! name: acme
//! title: Acme
//! base_url: https://api.acme.example/v1
//! types:
//!   Token: { doc: A token., fields: { token: secret } }
//! endpoints:
//!   log_in:
//!     doc: Exchange a password for a token.
//!     POST: /token
//!     json: { user: string, password: secret }
//!     returns: { 200: Token }
//!     examples:
//!       - { request: { user: ada, password: p_1 }, response: { token: t_1 } }
//! ";
//! let provider = auth_codegen::parse("acme.yaml", spec).expect("a spec without mistakes");
//! let mock = Mock::start(vec![provider.clone()]).await?;
//!
//! let base = mock.url("acme", "base").expect("every provider has a base URL");
//! assert!(base.starts_with("http://127.0.0.1:") && base.ends_with("/acme/base/v1"));
//! assert_eq!(
//!     curl(&provider, provider.endpoints.iter().next().expect("an endpoint"), "http://127.0.0.1:4000/acme/base/v1"),
//!     "curl -X POST -H 'content-type: application/json' --data-raw '{\"user\":\"ada\",\"password\":\"p_1\"}' \
//!      http://127.0.0.1:4000/acme/base/v1/token"
//! );
//! # Ok(())
//! # }
//! ```

mod answer;
mod fault;
mod judge;
mod memory;
mod read;
mod route;
mod server;
mod show;
mod stage;
mod verify;

pub use fault::error::FaultError;
pub use fault::kind::Fault;
pub use server::Mock;
pub use server::forward::{Forward, Forwarded, Understood, path_of_host, understand};
pub use show::curl::{computed, curl};
pub use show::exchange::Exchange;
pub use show::xml::xml;
