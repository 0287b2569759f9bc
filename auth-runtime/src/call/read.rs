//! Reads an HTTP response as a typed reply.

use http::header;

use crate::call::endpoint::is_taken;
use crate::call::{Endpoint, Error};
use crate::response::{ApiError, FromResponse, RawResponse, Refusal, Response, Undecodable};

/// Reads the response to a request of `E`. A 2xx is a success and is decoded as the declared type, and so is another
/// status that the endpoint declares as one. A redirect is an error, because following it could send a credential
/// elsewhere: a documented one, or [`Error::Redirect`]. Any other status is one of the documented errors.
///
/// ```
/// # use auth_runtime::*;
/// # use auth_runtime::response::RawResponse;
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
/// assert_eq!(auth_runtime::call::read::<GetProfile>(raw)?.value().get(), r#"{"id": 1}"#);
/// # Ok::<(), Error<AcmeError>>(())
/// ```
pub fn read<E: Endpoint>(raw: RawResponse) -> Result<Response<E::Response>, Error<E::Error>> {
    let (endpoint, raw) = (E::CALL.name, raw.reading(E::CALL.reply));
    let raw = if is_taken::<E>(&raw) { raw } else { unrefused(endpoint, raw)? };
    match E::Response::from_response(&raw) {
        Ok(value) => Ok(Response::new(value, raw)),
        Err(error) => Err(Error::Undecodable(Box::new(Undecodable::new(endpoint, error, raw)))),
    }
}

/// Returns a response that refuses nothing.
fn unrefused<E: ApiError>(endpoint: &'static str, raw: RawResponse) -> Result<RawResponse, Error<E>> {
    if raw.status.is_redirection() {
        if let Some(refusal) = Refusal::read_redirect(endpoint, &raw) {
            return Err(Error::Api(Box::new(refusal)));
        }
        return Err(Error::Redirect { endpoint, status: raw.status, host: redirect_host(&raw), followed: false });
    }
    if !raw.status.is_success() {
        return Err(Error::Api(Box::new(Refusal::read(endpoint, raw))));
    }
    if E::READS_SUCCESS
        && let Some(refusal) = Refusal::read_success(endpoint, &raw)
    {
        return Err(Error::Api(Box::new(refusal)));
    }
    Ok(raw)
}

/// Returns the host of `Location`, if it is an absolute URL. Its path and query may contain secrets.
fn redirect_host(raw: &RawResponse) -> Option<String> {
    let location = raw.headers.get(header::LOCATION)?.to_str().ok()?;
    let url = url::Url::parse(location).ok()?;
    url.host_str().map(|host| raw.carried.scrub(host).into_owned())
}
