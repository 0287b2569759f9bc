//! Adds signatures to requests.

pub(crate) mod completing;

use crate::client::failure::Failure;
use crate::expression::Named;
use crate::host::site::Site;
use crate::request::write::percent::percent_encode;
use crate::request::write::target::LONGEST_URL;
use crate::request::{Body, Carried, RequestError, RequestProblem};
use crate::sign::{Known, Sign, Signature, Unsigned, header_of};
use crate::value::Secret;
use crate::value::wiped::WipedBuffer;

/// Signs a request whose other parts are complete.
pub(crate) async fn sign(
    signer: &dyn Sign,
    (endpoint, body): (&'static str, &Body),
    site: &Site,
    named: &Named<'static>,
    (request, carried): (&mut reqwest::Request, &mut Carried),
) -> Result<(), Failure> {
    let (settings, captured) = (Some(site.settings()), Some(site.captured()));
    let is_streamed = body.is_streamed();
    let known = Known { memory: Some(&site.memory), named: Some(named), settings, captured, is_streamed };
    let unsigned =
        Unsigned::new(endpoint, request.method(), request.url().as_str(), request.headers(), body.as_slice());
    let signature = signer.sign(unsigned.knowing(known), &site.context()).await;
    let signature = signature.map_err(|error| Failure::Sign { endpoint, error })?;
    add(&signature, request, carried).map_err(|problem| RequestError::new(endpoint, problem).into())
}

fn add(signature: &Signature, request: &mut reqwest::Request, carried: &mut Carried) -> Result<(), RequestProblem> {
    for (_, value) in signature.headers().iter().chain(signature.parameters()) {
        carried.add(value);
    }
    for (name, value) in signature.headers() {
        let (name, value) = header_of(name, value)?;
        request.headers_mut().insert(name, value);
    }
    signature.parameters().iter().try_for_each(|(name, value)| add_query(request, name, value))
}

fn add_query(request: &mut reqwest::Request, name: &'static str, value: &Secret) -> Result<(), RequestProblem> {
    let mut query = WipedBuffer::new();
    query.push_str(request.url().query().unwrap_or_default());
    query.push_str(if query.as_slice().is_empty() { "" } else { "&" });
    percent_encode(name, &mut query);
    query.push_str("=");
    percent_encode(value.expose(), &mut query);
    request.url_mut().set_query(Some(query.as_str()));
    if request.url().as_str().len() > LONGEST_URL { Err(RequestProblem::Url) } else { Ok(()) }
}
