//! The traits of requests.

use std::sync::Arc;

use crate::call::Call;
use crate::credential::{Credential, TlsIdentity};
use crate::host::Hosts;
use crate::host::site::Site;
use crate::request::fields::Locate;
use crate::request::prepare::{Rendered, prepare, render};
use crate::request::write::target::render_endpoint;
use crate::request::{Context, Fields, Prepared, RequestError, RequestProblem};
use crate::response::{ApiError, Class, FromResponse, RawResponse, class_of};
use crate::sign::Sign;

/// A request of a provider's API. `#[derive(Endpoint)]` implements it, with `new` for the required fields and a setter
/// for each optional one.
///
/// ```
/// # use auth_runtime::*;
/// # use auth_runtime::host::Hosts;
/// # struct Acme;
/// # impl Provider for Acme {
/// #     const NAME: &'static str = "acme";
/// #     const TITLE: &'static str = "Acme";
/// #     const HOSTS: &'static [Host] = &[Host::new("base", "https://api.acme.example")];
/// # }
/// # #[derive(Debug, ErrorBody)]
/// # pub struct Fault {}
/// # #[derive(Debug, ApiError)]
/// # pub enum AcmeError {
/// #     #[api_error(other)]
/// #     Other(Fault),
/// # }
/// /// Log in.
/// #[derive(Clone, Debug, Endpoint)]
/// #[endpoint(POST "/users/{user}/token", json, response = Json, error = AcmeError)]
/// pub struct LogIn {
///     user: String,
///     password: Secret,
///     device: Option<String>,
/// }
///
/// let request = LogIn::new("ada", "correct horse").device("laptop").prepare(&Hosts::of::<Acme>()?, None)?;
/// assert_eq!(request.as_http().uri(), "https://api.acme.example/users/ada/token");
/// assert_eq!(request.as_http().body().as_slice(), br#"{"password":"correct horse","device":"laptop"}"#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a request",
    label = "does not implement `Endpoint`",
    note = "derive it: `#[derive(Endpoint)]` with a method and a path; a page marked `VISIT` has `start` instead"
)]
pub trait Endpoint {
    /// The type of a successful reply: a type that implements [`Decode`](crate::Decode), or `()` if the body is
    /// ignored.
    type Response: FromResponse;
    /// The documented errors.
    type Error: ApiError;
    /// The method, host, path, and encoding of the body.
    const CALL: Call;

    /// Adds the parts in the order in which they are sent. Returns an error if a part cannot be computed.
    fn fields<'a>(&'a self, to: &mut Fields<'a>, context: &Context) -> Result<(), RequestProblem>;

    /// Returns the signer of the request, which runs after all other parts are added. `None` for most endpoints,
    /// because usually the credential signs.
    fn signer(&self) -> Option<Box<dyn Sign>> {
        None
    }

    /// Returns the client certificate of the request (RFC 8705). `None` for most endpoints, because usually the
    /// credential has it, or the client.
    fn tls_identity(&self) -> Option<TlsIdentity> {
        None
    }

    /// Builds the HTTP request without sending it. Returns an error if a field is not valid in its place.
    fn prepare<P>(&self, hosts: &Hosts<P>, credential: Option<&dyn Credential>) -> Result<Prepared, RequestError> {
        let site = site_of(hosts.site(), credential);
        prepare(rendered(self, &site)?, &site, credential)
    }
}

/// An endpoint that is called without a credential, even if the client has one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be sent by `call`",
    label = "not a request without a credential",
    note = "a request with `protected` is sent by `call_protected`",
    note = "a page that the user visits is started: `page.start(&client)`"
)]
pub trait OpenEndpoint: Endpoint + Send {}

/// An endpoint that is called with a credential.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be sent by `call_protected`",
    label = "not a request with a credential",
    note = "a request without `protected` is sent by `call`"
)]
pub trait ProtectedEndpoint: Endpoint + Send {
    /// The credential that the endpoint accepts: `()` for any credential of the provider, or the type of a particular
    /// one.
    type Auth;
}

/// An endpoint that uses values which a login captures: in its host, its path, or a header. It is called with the
/// values that were captured with the session's token.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be sent by `call_captured`",
    label = "not a request with captured values",
    note = "a request without them is sent by `call_protected`"
)]
pub trait CapturedEndpoint: ProtectedEndpoint {}

/// Returns the hosts with what a credential has captured.
fn site_of(site: &Arc<Site>, credential: Option<&dyn Credential>) -> Arc<Site> {
    let captured = credential.and_then(Credential::captured);
    captured.map_or_else(|| Arc::clone(site), |captured| Arc::new(site.capturing(captured)))
}

/// Encodes the request without its credential.
pub(crate) fn rendered<E: Endpoint + ?Sized>(request: &E, site: &Site) -> Result<Rendered, RequestError> {
    let locate = |fields: &Fields<'_>| render_endpoint(&E::CALL, fields, site);
    let mut fields = Fields::of(site, Locate(&locate));
    if let Err(problem) = request.fields(&mut fields, &site.context()) {
        return Err(RequestError::new(E::CALL.name, problem));
    }
    let mut rendered = render(&E::CALL, fields, site, class_of_call::<E>)?;
    rendered.signer = request.signer();
    rendered.identity = request.tls_identity();
    Ok(rendered)
}

/// Returns the class of a response to a request of `E`, if it is a refusal.
fn class_of_call<E: Endpoint + ?Sized>(raw: &RawResponse) -> Option<Class> {
    if is_taken::<E>(raw) { None } else { class_of::<E::Error>(raw) }
}

/// Whether a response is a success although its status is that of a refusal or a redirect.
pub(crate) fn is_taken<E: Endpoint + ?Sized>(raw: &RawResponse) -> bool {
    let is_refusal = !raw.status.is_success();
    is_refusal && (E::CALL.successes.contains(&raw.status.as_u16()) || E::Response::takes(raw))
}
