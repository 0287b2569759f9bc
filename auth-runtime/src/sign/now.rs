//! Signs without waiting: without an external key, a request can be signed when it is prepared.

use std::pin::pin;
use std::task::{Context as Task, Poll, Waker};

use http::{HeaderMap, HeaderName, HeaderValue};

use crate::request::header::sensitive;
use crate::request::write::target::add_query;
use crate::request::{Carried, Context, RequestProblem};
use crate::sign::{Sign, Signature, Unsigned};
use crate::value::Secret;
use crate::value::wiped::WipedBuffer;

/// Returns the signature, if it is available immediately.
pub(crate) fn sign_now(
    signer: &dyn Sign,
    request: Unsigned<'_>,
    context: &Context,
) -> Result<Signature, RequestProblem> {
    let mut signing = pin!(signer.sign(request, context));
    match signing.as_mut().poll(&mut Task::from_waker(Waker::noop())) {
        Poll::Ready(Ok(signature)) => Ok(signature),
        Poll::Ready(Err(_)) | Poll::Pending => Err(RequestProblem::NeedsSignature),
    }
}

/// Adds a signature to the headers and the URL.
pub(crate) fn apply(
    signature: &Signature,
    headers: &mut HeaderMap,
    url: &mut WipedBuffer,
    carried: &mut Carried,
) -> Result<(), RequestProblem> {
    for (name, value) in signature.headers() {
        carried.add(value);
        let (name, value) = header_of(name, value)?;
        headers.insert(name, value);
    }
    for (name, value) in signature.parameters() {
        carried.add(value);
        add_query(name, value.expose(), url);
    }
    Ok(())
}

/// Makes a header of a signature: visible ASCII, marked as sensitive.
pub(crate) fn header_of(header: &'static str, value: &Secret) -> Result<(HeaderName, HeaderValue), RequestProblem> {
    let unfit = || RequestProblem::CredentialText { header };
    let fits = value.expose().bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ');
    let mut text = WipedBuffer::new();
    text.push_str(value.expose());
    let name = HeaderName::from_bytes(header.as_bytes()).map_err(|_| unfit())?;
    let value = sensitive(text).filter(|value| fits && !value.is_empty()).ok_or_else(unfit)?;
    Ok((name, value))
}
