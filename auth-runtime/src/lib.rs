//! The runtime of authentication clients: what generated clients of Authwright, and clients written by hand with its
//! derives, are made of.
//!
//! - A request is a struct with `#[derive(Endpoint)]`; its answer has `#[derive(Decode)]`, its documented errors are an
//!   enum with `#[derive(ApiError)]`.
//! - [`Endpoint::prepare`] and [`read`] are the core: from types to an [`http::Request`] and back, without a network.
//! - [`Connection`] (feature `client`, on by default) sends by reqwest, with timeouts and limits, and never follows a
//!   redirect.
//! - A [`session::Session`] is a credential that always has a valid token.
//! - [`Secret`] has no `Display`, a redacted `Debug`, and is wiped. No error shows one.
//!
//! Features: `derive` (default), `client` (default), and one of `tls-rustls` (default), `tls-ring`, `tls-native`; `spec` for
//! `#[derive(Provider)]`, which makes a whole client of a YAML file and brings a parser to the build; `reqwest-middleware` and
//! `tower` for sessions in HTTP clients of those; `keyring` and `redis` for sessions kept in the credential store of the operating
//! system or in Redis; `test-util` for a clock that tests move by hand.
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a test that fails may panic"))]

// The derives name this crate from outside; inside, its own tests use them too.
extern crate self as auth_runtime;

#[doc(hidden)]
pub mod __private;
mod api_error;
mod attach;
mod authorization;
mod body;
#[cfg(feature = "client")]
mod builder;
mod call;
mod callback;
mod carried;
mod choice;
mod class;
#[cfg(feature = "client")]
mod client;
mod config_error;
#[cfg(feature = "client")]
mod connection;
mod credential;
mod credentials;
mod decode;
mod encode;
mod endpoint;
mod error;
mod error_body;
mod fields;
mod hosts;
mod json;
mod pkce;
mod prepare;
mod problem;
mod raw_response;
mod read;
mod refusal;
mod request_error;
mod response;
mod retry_after;
mod seconds;
mod secret;
#[cfg(feature = "client")]
pub mod session;
mod target;
mod text_duration;
mod timestamp;
#[cfg(feature = "client")]
mod tls;
mod transport;
mod undecodable;
mod wiped;

/// What a derive emits for clients only.
#[cfg(feature = "client")]
#[doc(hidden)]
#[macro_export]
macro_rules! if_client {
    ($($item:item)*) => { $($item)* };
}
/// What a derive emits for clients only.
#[cfg(not(feature = "client"))]
#[doc(hidden)]
#[macro_export]
macro_rules! if_client {
    ($($item:item)*) => {};
}

#[cfg(feature = "derive")]
pub use auth_macros::{
    ApiError, Choice, Client, Credential, Credentials, Decode, Encode, Endpoint, ErrorBody, Provider, Scopes,
};
pub use bytes::Bytes;
pub use http;
#[cfg(feature = "client")]
pub use reqwest;
#[cfg(feature = "reqwest-middleware")]
pub use reqwest_middleware;
pub use uuid::Uuid;

pub use self::api_error::ApiError;
#[doc(hidden)]
pub use self::api_error::{fmt_api_error, says};
pub use self::attach::Attach;
pub use self::authorization::{Authorization, AuthorizationRequest, HasHosts, WithPkce};
pub use self::body::Body;
#[cfg(feature = "client")]
pub use self::builder::ClientBuilder;
pub use self::call::{Call, Content, Method};
pub use self::callback::{AuthorizationCode, CallbackError, PendingCallback};
pub use self::carried::Carried;
pub use self::choice::{Choice, ChoiceError};
#[doc(hidden)]
pub use self::choice::{decode_choice, parse_choice};
pub use self::class::Class;
pub use self::config_error::ConfigError;
#[cfg(feature = "client")]
pub use self::connection::{Connection, HasConnection};
pub use self::credential::{Anonymous, Authorizes, Bearer, Credential};
pub use self::credentials::CredentialsError;
#[doc(hidden)]
pub use self::credentials::{FromVariable, Redacted, Variables, parse_variable, variables};
pub use self::decode::{Decode, DecodeError, Object, lenient};
#[doc(hidden)]
pub use self::encode::collect;
pub use self::encode::{Encode, Value};
pub use self::endpoint::{Endpoint, OpenEndpoint, ProtectedEndpoint};
pub use self::error::Error;
pub use self::error_body::ErrorBody;
pub use self::fields::{Field, Fields};
pub use self::hosts::{Host, Hosts, Provider};
pub use self::json::{Json, JsonRef};
pub use self::prepare::Prepared;
pub use self::problem::ProblemDetails;
pub use self::raw_response::RawResponse;
pub use self::read::{FromBody, read};
pub use self::refusal::Refusal;
pub use self::request_error::{RequestError, RequestProblem};
pub use self::response::Response;
pub use self::seconds::Seconds;
pub use self::secret::Secret;
pub use self::text_duration::{TextDuration, TextDurationError};
pub use self::timestamp::{Timestamp, TimestampError};
pub use self::transport::Transport;
pub use self::undecodable::Undecodable;
pub(crate) use self::{json::Text, retry_after::retry_after};
