//! What the derives name, so that the public modules can change without them. Not a public API: it changes with any version.

#[cfg(feature = "client")]
pub use crate::session;
pub use crate::{
    Anonymous, ApiError, Attach, Authorization, AuthorizationRequest, Authorizes, Call, Choice, ChoiceError, Class,
    ConfigError, Credential, CredentialsError, Decode, DecodeError, Encode, Endpoint, ErrorBody, Fields, FromBody,
    FromVariable, HasHosts, Host, Hosts, JsonRef, Method, Object, OpenEndpoint, ProtectedEndpoint, Provider, Redacted,
    RequestError, Secret, Value, WithPkce, collect, decode_choice, fmt_api_error, http, if_client, lenient,
    parse_choice, parse_variable, says, variables,
};
#[cfg(feature = "client")]
pub use crate::{ClientBuilder, Connection, HasConnection};
