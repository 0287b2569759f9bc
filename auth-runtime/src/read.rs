//! From an HTTP answer to a typed one.

use http::header;

use crate::{Decode, DecodeError, Endpoint, Error, JsonRef, RawResponse, Refusal, Response, Undecodable};

/// Reads the answer to a request of `E`. Any 2xx is success and is read as the declared response; a redirect is an
/// error, because following it could take a credential elsewhere; everything else is one of the documented errors.
///
/// ```
/// # use auth_runtime::*;
/// # use auth_runtime::http::{HeaderMap, StatusCode};
/// # #[derive(Debug, ApiError)]
/// # enum AcmeError {
/// #     #[api_error(other)]
/// #     Other,
/// # }
/// #[derive(Endpoint)]
/// #[endpoint(GET "/me", response = Json, error = AcmeError)]
/// struct GetProfile;
///
/// let raw = RawResponse::new(StatusCode::OK, HeaderMap::new(), r#"{"id": 1}"#);
/// assert_eq!(auth_runtime::read::<GetProfile>(raw)?.get(), r#"{"id": 1}"#);
/// # Ok::<(), Error<AcmeError>>(())
/// ```
pub fn read<E: Endpoint>(raw: RawResponse) -> Result<Response<E::Response>, Error<E::Error>> {
    let endpoint = E::CALL.name;
    if raw.status.is_redirection() {
        return Err(Error::Redirect { endpoint, status: raw.status, host: redirect_host(&raw), followed: false });
    }
    if !raw.status.is_success() {
        return Err(Error::Api(Box::new(Refusal::read(endpoint, raw))));
    }
    match E::Response::from_body(&raw) {
        Ok(value) => Ok(Response::new(value, raw)),
        Err(error) => Err(Error::Undecodable(Box::new(Undecodable::new(endpoint, error, raw)))),
    }
}

/// What success can be read as: every type that implements [`Decode`], and `()`, which looks at nothing.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from a response",
    label = "does not implement `Decode`",
    note = "derive it on a struct: `#[derive(Decode)]`; write `response = ()` for nothing, `response = Json` to keep it as it is"
)]
pub trait FromBody: Sized {
    /// Reads the body of a 2xx answer. The error says what was expected.
    fn from_body(raw: &RawResponse) -> Result<Self, DecodeError>;
}

impl FromBody for () {
    fn from_body(_: &RawResponse) -> Result<Self, DecodeError> {
        Ok(())
    }
}

/// A type that may be absent reads an empty body, as 204 has it.
impl<T: Decode> FromBody for T {
    fn from_body(raw: &RawResponse) -> Result<Self, DecodeError> {
        if raw.is_encoded() {
            return Err(DecodeError::encoded());
        }
        if raw.body.is_empty() {
            return T::absent().ok_or_else(DecodeError::empty);
        }
        T::decode(JsonRef::parse(&raw.document())?)
    }
}

/// The host of `Location`, if it is an absolute URL: its path and query may hold secrets.
fn redirect_host(raw: &RawResponse) -> Option<String> {
    let location = raw.headers.get(header::LOCATION)?.to_str().ok()?;
    let url = url::Url::parse(location).ok()?;
    url.host_str().map(|host| raw.carried.scrub(host).into_owned())
}
