//! What the derives name, so that the public modules can change without them. Not a public API: it changes with any version.

pub use crate::call::{Call, Endpoint, Method, OpenEndpoint, ProtectedEndpoint};
#[cfg(feature = "client")]
pub use crate::client::{ClientBuilder, Connection, HasConnection};
pub use crate::consent::{Authorization, AuthorizationRequest, WithPkce};
pub use crate::credential::{
    Accepts, Anonymous, Authorizes, Credential, CredentialsError, FromVariable, Redacted, parse_variable, variables,
};
pub use crate::host::{
    ConfigError, HasHosts, Header, Host, Hosts, Provider, Setting, SettingType, SettingValues, Settings,
};
pub use crate::request::{BasicEncoding, Context, Fields, Place, RequestError, RequestProblem};
pub use crate::response::{ApiError, Class, ErrorBody, FromResponse, Literal, Reply, fmt_api_error, is, is_present};
#[cfg(feature = "client")]
pub use crate::session;
pub use crate::value::{
    Choice, ChoiceError, Decode, DecodeError, Encode, JsonRef, Object, Secret, Value, collect, decode_choice, lenient,
    parse_choice,
};
pub use crate::{http, if_client};
