//! The runtime of authentication clients, both of clients that Authwright generates and of clients written by hand with
//! its derives.
//!
//! - A request is a struct with `#[derive(Endpoint)]`; its response has `#[derive(Decode)]`, its documented errors are an
//!   enum with `#[derive(ApiError)]`.
//! - [`Endpoint::prepare`] and [`call::read`] are the core: they turn types into an [`http::Request`] and back, without
//!   using the network.
//! - [`Connection`] (feature `client`, on by default) sends requests with reqwest, with timeouts and limits, and never
//!   follows redirects.
//! - A [`session::Session`] is a credential that always has a valid token.
//! - [`Secret`] has no `Display`, a redacted `Debug`, and is wiped. No error shows one.
//!
//! # Features
//!
//! - `derive` and `client` are on by default. One of `tls-rustls` (default), `tls-ring` and `tls-native` selects the TLS
//!   library.
//! - `spec` is for `#[derive(Provider)]`, which generates a whole client from a YAML file, and adds a parser to the
//!   build.
//! - `sign` computes digests and signs requests and JWTs with the cryptographic library of the TLS feature;
//!   `sign-aws-lc-rs` is for builds whose TLS feature has none.
//! - `xml` reads replies in XML.
//! - `reqwest-middleware` and `tower` use sessions in clients of these libraries.
//! - `keyring` and `redis` store tokens in the credential store of the operating system, or in Redis;
//!   `encrypted-store` encrypts them in any store.
//! - `receiver` receives the authorization callback of a command-line program.
//! - `test-util` has a clock that tests move by hand.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a test that fails may panic"))]

// The derives refer to this crate by its name, and its own tests use them too.
extern crate self as auth_runtime;

pub mod call;
#[cfg(feature = "client")]
pub mod client;
pub mod consent;
pub mod credential;
pub mod host;
pub mod request;
pub mod response;
mod retry;
#[cfg(feature = "client")]
pub mod session;
pub mod sign;
pub mod value;

/// The items that derives refer to, so that the public modules can change independently. This is not a public API: it
/// can change with any version.
#[doc(hidden)]
pub mod __private {
    pub use crate::call::{Call, CapturedEndpoint, Endpoint, Method, OpenEndpoint, ProtectedEndpoint, ReplyEncoding};
    #[cfg(feature = "client")]
    pub use crate::client::{ClientBuilder, Connection, HasConnection};
    pub use crate::consent::{
        Authorization, AuthorizationRequest, Callback, CallbackSignature, CodeCallback, Opening, WithPkce,
    };
    pub use crate::credential::{
        Accepts, AcceptsNone, Anonymous, Authorizes, Credential, CredentialsError, FromVariable, Redacted, TlsIdentity,
        parse_variable, split_variable, variables,
    };
    pub use crate::expression;
    pub use crate::host::{
        ConfigError, HasHosts, Header, Host, Hosts, Provider, Setting, SettingType, SettingValues, Settings,
    };
    pub use crate::request::{BasicEncoding, Context, Fields, Place, RequestError, RequestProblem, Rule};
    pub use crate::response::{
        ApiError, Class, ErrorBody, FromResponse, Literal, RawResponse, Reply, fmt_api_error, is, is_present,
        no_such_reply,
    };
    #[cfg(feature = "client")]
    pub use crate::session;
    pub use crate::sign;
    pub use crate::value::{
        Choice, ChoiceError, Decode, DecodeError, Encode, Format, IntoLifetime, Json, JsonRef, Object, Origin, Secret,
        Value, collect, decode_choice, lenient, lenient_at, lenient_ending, lenient_ending_at, lenient_separated,
        lenient_separated_at, parse_choice,
    };
    pub use crate::{http, if_client};
}

/// Emits the items that a derive needs only for clients.
#[cfg(feature = "client")]
#[doc(hidden)]
#[macro_export]
macro_rules! if_client {
    ($($item:item)*) => { $($item)* };
}
/// Drops the items that a derive needs only for clients.
#[cfg(not(feature = "client"))]
#[doc(hidden)]
#[macro_export]
macro_rules! if_client {
    ($($item:item)*) => {};
}

#[cfg(feature = "derive")]
pub use auth_macros::{
    ApiError, Callback, Choice, Client, Credential, Credentials, Decode, Encode, Endpoint, ErrorBody, OneOf, Provider,
    Scopes,
};
pub use bytes::Bytes;
pub use http;
#[cfg(feature = "client")]
pub use reqwest;
#[cfg(feature = "reqwest-middleware")]
pub use reqwest_middleware;
pub use uuid::Uuid;

pub use self::call::{Endpoint, Error};
#[cfg(feature = "client")]
pub use self::client::{ClientBuilder, Connection};
pub use self::credential::{Accepts, Anonymous, Authorizes, Bearer, Credential, identity};
pub use self::host::{Host, Provider, Settings};
pub use self::request::expression;
pub use self::response::{ApiError, Class, ErrorBody, ProblemDetails, Response};
#[cfg(feature = "sign")]
pub use self::sign::{Certificate, PrivateKey};
pub use self::value::{Decode, Encode, Json, Seconds, Secret, Timestamp};
