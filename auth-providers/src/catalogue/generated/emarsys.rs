// @generated from emarsys.yaml: edit the spec, not this file.

//! SAP Emarsys.
//!
//! Source: <https://dev.emarsys.com/docs/core-api-reference>
//!
//! Credentials:
//! - [`ApiUser`]: An API user and its secret, which is proved and never sent.

use auth_runtime::response::Classes;
use auth_runtime::value::Code;
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host, Json,
    Provider, Response, Secret,
};

/// The provider SAP Emarsys.
#[derive(Clone, Copy, Debug)]
pub struct Emarsys;

impl Provider for Emarsys {
    const NAME: &'static str = "emarsys";
    const TITLE: &'static str = "SAP Emarsys";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.emarsys.net/api/v2")];
    const CLASSES: Classes = Classes::of::<EmarsysError>();
}

/// A client of SAP Emarsys. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
pub struct Client<C = Anonymous>(Connection<Emarsys, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = EmarsysError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// The fields of contacts.
    ///
    /// # Errors
    /// [`EmarsysError`] if `GET /field` is refused.
    pub async fn list_fields(&self) -> Reply<Fields> where C: Authorizes<Emarsys, ApiUser> {
        self.0.call_protected(ListFields).await
    }

    /// The data of contacts.
    ///
    /// # Errors
    /// [`EmarsysError`] if `POST /contact/getdata` is refused.
    pub async fn get_contacts(&self, request: GetContacts) -> Reply<Json> where C: Authorizes<Emarsys, ApiUser> {
        self.0.call_protected(request).await
    }
}

/// The fields of contacts. Sent by [`Client::list_fields`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/field", protected = ApiUser, response = Fields, error = EmarsysError)]
pub struct ListFields;

/// The data of contacts. Sent by [`Client::get_contacts`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/contact/getdata", json, protected = ApiUser, repeat, response = Json, error = EmarsysError)]
pub struct GetContacts {
    #[endpoint(rename = "keyId")] key_id: String,
    #[endpoint(rename = "keyValues", at_least = 1)] key_values: Vec<String>,
    fields: Option<Vec<String>>,
}

/// The fields of contacts.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fields {
    #[decode(at("replyCode"))] pub code: Option<Code>,
    pub data: Vec<Json>,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("replyCode"), code)] pub code: Option<Code>,
    #[error_body(at("replyText"), message)] pub text: Option<String>,
}

/// Why SAP Emarsys refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum EmarsysError {
    /// The request is not valid.
    #[api_error(400)] BadRequest(Fault),
    /// The user name or the secret is wrong, or the time of the header is too old.
    #[api_error(401, class = configuration)] Unauthorized(Fault),
    /// The API user has not the permission.
    #[api_error(403)] Forbidden(Fault),
    /// Too many requests.
    #[api_error(429)] RateLimited(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// An API user and its secret, which is proved and never sent.
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = Emarsys,
    computed(
        nonce = random(bytes, length = 16, encoding = hex),
        created = now(timestamp),
        digest = bytes(sha1("{nonce}{created}{secret}", encoding = hex), encoding = base64),
    ),
    header(
        "X-WSSE" = "UsernameToken Username=\"{username}\", PasswordDigest=\"{digest}\", Nonce=\"{nonce}\", Created=\"{created}\"",
    ),
    env_prefix = "EMARSYS_",
    check(ListFields)
)]
pub struct ApiUser { username: String, secret: Secret }
