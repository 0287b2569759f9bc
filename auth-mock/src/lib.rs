//! A loopback server that plays any provider from its spec.
//!
//! It checks what a client sends as the provider would: method, path, content type, fields and their types, credentials,
//! PKCE. It answers the examples of the spec, and where something is wrong the spec's own error, which says what. It has no
//! sessions: the made-up keys of the spec, and the tokens that its examples answer, are good at any time, revoked or not.
//! [`Mock::fail_next`] makes it answer an error of your choice.
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
//!     curl(&provider, &provider.endpoints[0], "http://127.0.0.1:4000/acme/base/v1"),
//!     "curl -X POST -H 'content-type: application/json' --data-raw '{\"user\":\"ada\",\"password\":\"p_1\"}' \
//!      http://127.0.0.1:4000/acme/base/v1/token"
//! );
//! # Ok(())
//! # }
//! ```

mod answer;
mod judge;
mod memory;
mod read;
mod route;
mod server;
mod show;
mod stage;

pub use server::Mock;
pub use show::curl::curl;
pub use show::exchange::Exchange;
